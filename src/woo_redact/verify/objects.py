"""The object net: every string, name and stream of the file, wherever it hangs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream, String

from woo_redact.verify import decoding
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Hit, Needles
from woo_redact.verify.standard import NAMES, without_format

NET = "objects"
DEEPEST = 60
MOST_INNER_PAGES = 500
MOST_BYTES = 48 << 20
"""Of one stream; what is larger is reported and not searched further."""
PICTURE_FILTERS = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
IN_STREAM, IN_NAME = 5, 5
"""How many letters and digits a form needs before a chance hit there is out of the question."""
PLACES = {
    "/Title": "een titel",
    "/Author": "de auteur in de bestandseigenschappen",
    "/Subject": "het onderwerp in de bestandseigenschappen",
    "/Keywords": "de trefwoorden in de bestandseigenschappen",
    "/Creator": "de bestandseigenschappen",
    "/Producer": "de bestandseigenschappen",
    "/ActualText": "een vervangende tekst (ActualText) van de structuur",
    "/Alt": "een alternatieve tekst van de structuur",
    "/E": "een voluit geschreven afkorting van de structuur",
    "/Contents": "de inhoud van een annotatie",
    "/T": "een naam van een veld of annotatie",
    "/TU": "de toelichting bij een formulierveld",
    "/V": "de waarde van een formulierveld",
    "/DV": "de beginwaarde van een formulierveld",
    "/RC": "de opgemaakte tekst van een annotatie",
    "/URI": "een link",
    "/F": "een verwijzing naar een bestand",
    "/UF": "een verwijzing naar een bestand",
    "/JS": "een script",
    "/Names": "de namenboom",
    "/Dests": "een benoemde bestemming",
    "/P": "een paginalabel of structuurelement",
    "/BaseFont": "de naam van een lettertype",
    "/FontName": "de naam van een lettertype",
    "/FontFamily": "de naam van een lettertype",
    "/ID": "een kenmerk",
    "/Lang": "een taalaanduiding",
    "/Metadata": "de XMP-metadata",
    "/Info": "de bestandseigenschappen",
}


@dataclass(frozen=True, slots=True)
class Scrap:
    """A piece of the file with where it hangs."""

    keys: tuple[str, ...]
    page: int
    value: pikepdf.Object | str


def place(keys: tuple[str, ...]) -> str:
    """Where a scrap hangs, in Dutch, from known keys only: unknown keys may hold anything."""
    for key in reversed(keys):
        if key in PLACES:
            return PLACES[key]
    return "een object van het bestand"


def owners(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """The first page from which an object hangs, for objects that hang from a page."""
    found: dict[tuple[int, int], int] = {}
    pages = {page.obj.objgen for page in pdf.pages}
    for number, page in enumerate(pdf.pages, 1):
        stack: list[tuple[pikepdf.Object, int]] = [(page.obj, 0)]
        found.setdefault(page.obj.objgen, number)
        while stack:
            node, depth = stack.pop()
            for key, child in _children(node):
                if key in ("/Parent", "/P", "/StructParent") or depth > DEEPEST:
                    continue
                if child.is_indirect:
                    if child.objgen in found or child.objgen in pages:
                        continue
                    found[child.objgen] = number
                if isinstance(child, (Dictionary, Array, Stream)):
                    stack.append((child, depth + 1))
    return found


def scraps(pdf: pikepdf.Pdf) -> Iterator[Scrap]:
    """All strings, names, keys and streams, unreferenced ones too."""
    page_of = owners(pdf)
    yield from _within(pdf.trailer, ("/Trailer",), 0, 0)
    for node in pdf.objects:
        if isinstance(node, pikepdf.Object):
            yield from _within(node, _type_of(node), page_of.get(node.objgen, 0), 0)


def search(ledger: Ledger, pdf: pikepdf.Pdf, needles: Needles, public: set[int]) -> None:
    """``public``: secrets that also stand in the text of the pages by decision; the content
    streams that paint them are no finding.
    """
    seen: set[tuple[tuple[str, ...], bytes]] = set()
    streams = strings = 0
    painting = _painting(pdf)
    for scrap in scraps(pdf):
        if isinstance(scrap.value, Stream):
            streams += 1
            with ledger.net(NET, scrap.page, 30):
                paints = scrap.value.objgen in painting
                _search_stream(ledger, scrap, scrap.value, needles, public, paints=paints)
            continue
        raw = _raw(scrap.value)
        if (scrap.keys[-1:], raw) in seen:
            continue
        seen.add((scrap.keys[-1:], raw))
        strings += 1
        if isinstance(scrap.value, str):
            if scrap.value.lstrip("/") in NAMES:
                continue
            hits = needles.search(_name(scrap.value), hidden=True, least=IN_NAME)
            _report(ledger, scrap, hits, "een naam in de opbouw van het bestand")
        else:
            for text in decoding.spellings(raw):
                _report(ledger, scrap, needles.search(text, hidden=True), place(scrap.keys))
    ledger.green(NET, f"{strings} teksten en namen en {streams} stromen van het bestand doorzocht.")


def _painting(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """The streams that paint: contents of pages, forms, patterns and glyph procedures."""
    found: set[tuple[int, int]] = set()
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, Array) else [contents]
        found.update(part.objgen for part in parts if isinstance(part, Stream))
    for node in pdf.objects:
        if isinstance(node, Stream):
            if node.get("/Subtype") == Name.Form or "/PatternType" in node:
                found.add(node.objgen)
        elif isinstance(node, Dictionary) and isinstance(node.get("/CharProcs"), Dictionary):
            found.update(glyph.objgen for _, glyph in node.CharProcs.items())
    return found


def _search_stream(
    ledger: Ledger,
    scrap: Scrap,
    stream: Stream,
    needles: Needles,
    public: set[int],
    *,
    paints: bool,
) -> None:
    """In what a page shows, as in its text, a word that holds a secret is another word."""
    data, picture = unpacked(stream)
    if len(data) > MOST_BYTES:
        ledger.add(NET, scrap.page, ledger.broken, "Een stroom is te groot om te doorzoeken.")
        return
    hits = [
        h for h in search_stream(data, picture, needles, running=paints) if h.secret not in public
    ]
    _report(ledger, scrap, hits, f"de gegevens van {place(scrap.keys)}")


def unpacked(stream: Stream) -> tuple[bytes, bool]:
    """The bytes of a stream as far as they decode, and whether they are pixels."""
    filters = stream.get("/Filter")
    names = [str(filters)] if isinstance(filters, Name) else [str(f) for f in filters or ()]
    picture = stream.get("/Subtype") == Name.Image
    if picture and any(n in PICTURE_FILTERS for n in names):
        return bytes(stream.read_raw_bytes()), True
    try:
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)), picture
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes()), picture


def search_stream(
    data: bytes, picture: bool, needles: Needles, depth: int = 0, *, running: bool = False
) -> Iterator[Hit]:
    """Text is searched in every spelling; anything else only for what cannot be chance.
    ``running``: it is text that a page shows.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        yield from _search_inner_pdf(data, needles, depth)
    elif picture or not decoding.is_texty(data):
        yield from needles.search_bytes(data)
    else:
        for text in decoding.spellings(without_format(data)):
            yield from needles.search(text, hidden=not running, least=IN_STREAM)
    if depth < 3 and not picture:
        for inner in decoding.inner_files(data):
            yield from search_stream(inner, False, needles, depth + 1)


def _search_inner_pdf(data: bytes, needles: Needles, depth: int) -> Iterator[Hit]:
    with pypdfium2.PdfDocument(data) as document:
        for index in range(min(len(document), MOST_INNER_PAGES)):
            yield from needles.search(document[index].get_textpage().get_text_range())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for scrap in scraps(pdf):
            if isinstance(scrap.value, Stream):
                body, picture = unpacked(scrap.value)
                yield from search_stream(body, picture, needles, depth + 1)
            elif isinstance(scrap.value, String):
                for text in decoding.spellings(bytes(scrap.value)):
                    yield from needles.search(text, hidden=True)


def _report(ledger: Ledger, scrap: Scrap, hits: Iterable[Hit], where: str) -> None:
    for hit in hits:
        if hit.excused:
            continue
        if hit.strength == "part":
            detail = f"Een deel van een {ledger.sought} naam staat in {where}."
            ledger.eyes(NET, scrap.page, detail)
        else:
            ledger.leak(NET, scrap.page, f"Een {ledger.sought} tekst staat nog in {where}.")


def _within(node: pikepdf.Object, keys: tuple[str, ...], page: int, depth: int) -> Iterator[Scrap]:
    if depth > DEEPEST:
        return
    if isinstance(node, String):
        yield Scrap(keys, page, node)
    elif isinstance(node, Name):
        yield Scrap(keys, page, spelled(node))
    for key, child in _children(node):
        below = (*keys[-6:], key) if key else keys
        if key:
            yield Scrap(below, page, key)
        if not child.is_indirect:
            yield from _within(child, below, page, depth + 1)
    if isinstance(node, Stream):
        yield Scrap(keys, page, node)


def _children(node: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    if isinstance(node, (Dictionary, Stream)):
        for key in node.keys():  # noqa: SIM118  (a stream does not iterate)
            child = node.get(key)
            if isinstance(child, pikepdf.Object):
                yield key, child
    elif isinstance(node, Array):
        for item in node:
            if isinstance(item, pikepdf.Object):
                yield "", item


def _raw(value: pikepdf.Object | str) -> bytes:
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else bytes(value)


def spelled(name: Name) -> str:
    """A name as text, also where its bytes are no UTF-8."""
    try:
        return str(name)
    except UnicodeDecodeError:
        raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), name.unparse())
        return raw.decode("cp1252", "replace")


def _type_of(node: pikepdf.Object) -> tuple[str, ...]:
    if isinstance(node, (Dictionary, Stream)):
        kind = node.get("/Type")
        if isinstance(kind, Name):
            return (str(kind),)
    return ()


def _name(name: str) -> str:
    """A name as text: ``#20`` undone, subset tag kept since it is no word."""
    return name.replace("#20", " ").lstrip("/")
