"""The file as bytes: one revision, nothing before, after or between, and what old ones held."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator

import pikepdf

from woo_redact.verify import decoding
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Hit, Needles
from woo_redact.verify.objects import search_stream

HISTORY, RAW = "history", "raw"
STREAM = re.compile(rb"stream\r?\n")
END = re.compile(rb"endstream")
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
MOST_CARVED = 20_000
LEAST_PACKED = 8
"""Fewer bytes inflate of anything that looks like the start of packed data."""


def revisions(data: bytes) -> int:
    """How many times the file was saved on top of itself. A linearised file names its cross
    reference twice in one revision.
    """
    ends = data.count(b"startxref")
    linear = b"/Linearized" in data[:2048]
    return max(1, ends - 1 if linear else ends)


def tidy(ledger: Ledger, data: bytes) -> None:
    """What a freshly written file never has."""
    if not data.startswith(b"%PDF-"):
        ledger.leak(HISTORY, 0, "Voor het begin van de PDF staan nog gegevens.")
    if not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        ledger.leak(HISTORY, 0, "Na het einde van de PDF staan nog gegevens.")
    if data.count(b"startxref") != 1:
        ledger.leak(HISTORY, 0, "Het bestand bevat meer dan één versie van zichzelf.")
    ledger.green(HISTORY, "Begin, einde en versies van het bestand nagekeken.")


def carve(ledger: Ledger, data: bytes, pdf: pikepdf.Pdf | None, needles: Needles) -> None:
    """Search the bytes as they lie, also what no cross reference leads to any more."""
    known = _known_streams(pdf) if pdf is not None else set()
    between: list[bytes] = []
    last = 0
    for start, end in _streams(data):
        between.append(data[last:start])
        last = end
        body = data[start:end]
        if _digest(body) not in known:
            _search_body(ledger, body, needles)
    between.append(data[last:])
    for piece in between:
        for packed in _packed(piece):
            _write_down(ledger, search_stream(packed, False, needles))
    rest = b"% " + b"\n".join(between)  # without its streams the file is no PDF to be opened
    _write_down(ledger, search_stream(rest, False, needles))
    ledger.green(RAW, "De bytes van het bestand buiten de objecten om doorzocht.")


def _search_body(ledger: Ledger, body: bytes, needles: Needles) -> None:
    plain = decoding.inflated(body) or decoding.inflated(body[2:], -zlib.MAX_WBITS)
    for piece in (plain, body):
        if piece:
            _write_down(ledger, search_stream(piece, False, needles))


def _packed(loose: bytes) -> Iterator[bytes]:
    """What inflates of bytes that belong to no stream."""
    for match in ZLIB.finditer(loose):
        plain = decoding.inflated(loose[match.start() :])
        if len(plain) >= LEAST_PACKED:
            yield plain


def _write_down(ledger: Ledger, hits: Iterable[Hit]) -> None:
    for hit in hits:
        if not hit.excused and hit.strength != "part":
            ledger.leak(RAW, 0, f"Een {ledger.sought} tekst staat nog in de bytes van het bestand.")


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    position = 0
    for _ in range(MOST_CARVED):
        begin = STREAM.search(data, position)
        if begin is None:
            return
        end = END.search(data, begin.end())
        stop = end.start() if end else len(data)
        yield begin.end(), stop
        position = end.end() if end else len(data)


def _known_streams(pdf: pikepdf.Pdf) -> set[bytes]:
    """Digests of the streams that the object net has searched already."""
    found: set[bytes] = set()
    for node in pdf.objects:
        if isinstance(node, pikepdf.Stream):
            body = node.read_raw_bytes()
            found.update((_digest(body), _digest(body + b"\n"), _digest(body + b"\r\n")))
    return found


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).digest()
