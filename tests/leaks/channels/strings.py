"""Spelling channels: the name as bytes in every way that PDF and its guests can write text."""

from __future__ import annotations

import base64
import gzip

from pikepdf import Array, Dictionary, Name, String

from channels.draft import Draft, channel


def _private(draft: Draft, value: object) -> None:
    draft.pdf.Root["/Extra"] = value


def _patched(draft: Draft, literal: bytes) -> None:
    """Write a string in exactly these bytes, where a library would choose its own."""
    _private(draft, String("PLAATS"))
    draft.rewrite = lambda data: data.replace(b"(PLAATS)", literal)


@channel("e01", "UTF-16, big endian, with mark")
def utf16(draft: Draft, name: str) -> None:
    _private(draft, String(b"\xfe\xff" + name.encode("utf-16-be")))


@channel("e02", "UTF-16, little endian, with mark")
def utf16_little(draft: Draft, name: str) -> None:
    _private(draft, String(b"\xff\xfe" + name.encode("utf-16-le")))


@channel("e03", "UTF-8 with mark")
def utf8(draft: Draft, name: str) -> None:
    _private(draft, String(b"\xef\xbb\xbf" + name.encode()))


@channel("e04", "hexadecimal string")
def hexadecimal(draft: Draft, name: str) -> None:
    _patched(draft, b"<" + name.encode().hex().encode() + b">")


@channel("e05", "octal escapes")
def octal(draft: Draft, name: str) -> None:
    _patched(draft, b"(" + "".join(f"\\{c:03o}" for c in name.encode()).encode() + b")")


@channel("e06", "hexadecimal text inside a stream")
def hex_stream(draft: Draft, name: str) -> None:
    _private(draft, draft.stream(b"<auteur>" + name.encode().hex().encode() + b"</auteur>"))


@channel("e07", "base64 inside a stream")
def base64_stream(draft: Draft, name: str) -> None:
    sentence = f"Opgesteld door {name} van de afdeling."
    _private(draft, draft.stream(b"<d>" + base64.b64encode(sentence.encode()) + b"</d>"))


@channel("e08", "percent-encoded in an address")
def percent(draft: Draft, name: str) -> None:
    coded = "".join(f"%{c:02X}" for c in name.encode())
    draft.annotate(
        Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"https://voorbeeld.nl/?q={coded}"))
    )


@channel("e09", "character references in XML")
def entities(draft: Draft, name: str) -> None:
    coded = "".join(f"&#{ord(c)};" for c in name)
    _private(draft, draft.stream(f"<auteur>{coded}</auteur>".encode()))


@channel("e10", "escapes in JSON")
def json_escapes(draft: Draft, name: str) -> None:
    coded = "".join(f"\\u{ord(c):04x}" for c in name)
    _private(draft, draft.stream(f'{{"auteur": "{coded}"}}'.encode()))


@channel("e11", "gzip inside a stream")
def gzipped(draft: Draft, name: str) -> None:
    _private(draft, draft.stream(gzip.compress(f"Opgesteld door {name}.".encode(), mtime=0)))


@channel("e12", "UTF-16 text inside a stream")
def utf16_stream(draft: Draft, name: str) -> None:
    _private(draft, draft.stream(f"Opgesteld door {name}.".encode("utf-16-le")))


@channel("e13", "stream behind two filters")
def two_filters(draft: Draft, name: str) -> None:
    coded = f"Opgesteld door {name}.".encode().hex().encode() + b">"
    _private(draft, draft.stream(coded, Filter=Array([Name.ASCIIHexDecode])))


@channel("e14", "a name object with escapes")
def escaped_name(draft: Draft, name: str) -> None:
    draft.pdf.Root["/Extra"] = Name("/PLAATS")
    coded = "".join(f"#{c:02X}" for c in name.encode())
    draft.rewrite = lambda data: data.replace(b"/PLAATS", b"/" + coded.encode())


@channel("e15", "surname first, with a comma")
def surname_first(draft: Draft, name: str) -> None:
    first, *rest = name.split()
    _private(draft, String(f"{rest[-1]}, {first} {' '.join(rest[:-1])}"))


@channel("e16", "as a mail address")
def mail(draft: Draft, name: str) -> None:
    first, *rest = name.lower().split()
    _private(draft, String(f"{first[0]}.{''.join(rest)}@voorbeeld.nl"))


@channel("e17", "backwards")
def backwards(draft: Draft, name: str) -> None:
    _private(draft, String(name[::-1]))


@channel("e18", "in capitals, with points between")
def capitals(draft: Draft, name: str) -> None:
    _private(draft, String(name.upper().replace(" ", ".").replace("-", "_")))


@channel("e19", "as a user name in a path")
def path(draft: Draft, name: str) -> None:
    _private(
        draft,
        String("C:\\Users\\" + name.lower().replace(" ", "").replace("-", "") + "\\nota.docx"),
    )
