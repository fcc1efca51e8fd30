"""Bytes in every way that a PDF, or something inside it, may spell text."""

from __future__ import annotations

import binascii
import html
import io
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator

MOST_INFLATED = 64 << 20
MOST_MEMBERS = 2000
HEX_RUN = re.compile(rb"(?:[0-9A-Fa-f]{2}[ \t\r\n]*){4,}")
OCTAL = re.compile(rb"\\([0-3]?[0-7]{1,2})")
BASE64_RUN = re.compile(rb"[A-Za-z0-9+/\r\n]{24,}={0,2}")
ESCAPED = re.compile(rb"&#x?[0-9A-Fa-f]+;|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|&[a-z]{2,8};")
PLAIN = bytes(range(32, 127)) + b"\t\r\n\f"
ACCENTED = bytes(range(0x80, 0xFE))
SAMPLE = 65536


def is_texty(data: bytes) -> bool:
    """Mostly printable, in one or two bytes a character, so that a word in it is no accident?"""
    sample = data[:SAMPLE]
    zeros = sample.count(0)
    if 0.3 * len(sample) < zeros < 0.6 * len(sample):
        sample = sample.replace(b"\0", b"")
    odd = len(sample.translate(None, PLAIN))
    stranger = len(sample.translate(None, PLAIN + ACCENTED))
    return bool(sample) and odd <= 0.4 * len(sample) and stranger <= 0.1 * len(sample)


def spellings(data: bytes) -> Iterator[str]:
    """Every text these bytes can be read as. The plain reading comes first."""
    yield data.decode("cp1252", "replace")
    if not data.isascii():
        text = data.decode("utf-8", "ignore")
        if text:
            yield text
    if b"\0" in data or data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        for shift in (0, 1):
            even = data[shift : len(data) - (len(data) - shift) % 2]
            yield even.decode("utf-16-be", "ignore")
            yield even.decode("utf-16-le", "ignore")
    yield from _unescaped(data)


def _unescaped(data: bytes) -> Iterator[str]:
    if ESCAPED.search(data):
        text = data.decode("utf-8", "ignore")
        yield html.unescape(urllib.parse.unquote(text))
        yield re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), text)
    if OCTAL.search(data):
        plain = OCTAL.sub(lambda m: bytes([int(m[1], 8) & 255]), data)
        yield plain.decode("cp1252", "replace")
        if b"\0" in plain:
            yield plain.decode("utf-16-be", "ignore")
            yield plain[1:].decode("utf-16-be", "ignore")
    runs = [_from_hex(run) for run in HEX_RUN.findall(data[: 8 << 20])]
    if runs:
        yield "\n".join(run.decode("cp1252", "replace") for run in runs)
    wide = [run.decode("utf-16-be", "ignore") for run in runs if b"\0" in run]
    if wide:
        yield "\n".join(wide)


def _from_hex(digits: bytes) -> bytes:
    compact = b"".join(digits.split())
    return binascii.unhexlify(compact[: len(compact) // 2 * 2])


def inner_files(data: bytes) -> Iterator[bytes]:
    """Files packed inside these bytes: zip (and so docx, odt), gzip and base64."""
    if b"PK\x03\x04" in data[:4096]:
        yield from _unzipped(data)
    if data[:2] == b"\x1f\x8b":
        yield inflated(data, zlib.MAX_WBITS | 16)
    if is_texty(data):
        for run in BASE64_RUN.findall(data[: 4 << 20]):
            compact = re.sub(rb"\s", b"", run)
            try:
                plain = binascii.a2b_base64(compact + b"=" * (-len(compact) % 4))
            except binascii.Error:
                continue
            if is_texty(plain) or plain[:4] in (b"%PDF", b"PK\x03\x04"):
                yield plain


def _unzipped(data: bytes) -> Iterator[bytes]:
    room = MOST_INFLATED
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist()[:MOST_MEMBERS]:
            yield member.filename.encode() + b"\n" + member.comment
            with archive.open(member) as stream:
                content = stream.read(room + 1)
            room -= len(content)
            if room < 0:
                raise OverflowError("an archive larger than is looked into")
            yield content


def inflated(data: bytes, bits: int = zlib.MAX_WBITS) -> bytes:
    """As much as inflates of possibly damaged or cut data."""
    engine = zlib.decompressobj(bits)
    try:
        return engine.decompress(data, MOST_INFLATED)
    except zlib.error:
        return b""
