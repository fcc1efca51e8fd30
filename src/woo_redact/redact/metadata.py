"""Fresh metadata: title, language and page labels of the source where clean, and nothing else."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from woo_redact.redact.copier import plain
from woo_redact.redact.secrets import Secrets

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
LABEL_STYLES = frozenset(("/D", "/R", "/r", "/A", "/a"))
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:dc="http://purl.org/dc/elements/1.1/">{properties}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
TITLE = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>'
LANGUAGES = "<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>"


def write_metadata(source: Pdf, target: Pdf, secrets: Secrets) -> set[str]:
    """Writes title and language; says what was left out."""
    dropped: set[str] = set()
    title = title_of(source)
    if title and not secrets.clean(title):
        title = ""
        dropped.add("titel met een gelakte tekst")
    if "/Info" in source.trailer and set(source.trailer.Info.keys()) - {"/Title"}:
        dropped.add("documenteigenschappen")
    language = language_of(source)
    if language:
        target.Root.Lang = String(language)
    if title:
        target.trailer.Info = target.make_indirect(Dictionary(Title=String(title)))
        target.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    properties = TITLE.format(escape(title)) if title else ""
    properties += LANGUAGES.format(language) if language else ""
    packet = pikepdf.Stream(target, XMP.format(properties=properties).encode())
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    target.Root.Metadata = target.make_indirect(packet)
    return dropped


def title_of(source: Pdf) -> str:
    """The title of /Info, else that of the XMP packet."""
    info = source.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary) and isinstance(info.get("/Title"), String):
        title = CONTROL.sub(" ", str(info.Title)).strip()
        if title:
            return title
    try:
        with source.open_metadata() as packet:
            return CONTROL.sub(" ", str(packet.get("dc:title") or "")).strip()
    except Exception:  # any damage in a packet that is thrown away anyway
        return ""


def language_of(source: Pdf) -> str:
    language = source.Root.get("/Lang")
    text = str(language) if isinstance(language, String) else ""
    return text if LANGUAGE.fullmatch(text) else ""


def write_labels(source: Pdf, target: Pdf, secrets: Secrets) -> None:
    """Page labels: their numbering, and prefixes that hold no secret."""
    ranges = _ranges(source.Root.get("/PageLabels"))
    numbers: list[object] = []
    for start, label in sorted(ranges.items()):
        made = Dictionary()
        if str(label.get("/S")) in LABEL_STYLES:
            made.S = label.S
        first = plain(label.get("/St"))
        if isinstance(first, int):
            made.St = first
        prefix = label.get("/P")
        if isinstance(prefix, String) and secrets.clean_address(str(prefix)):
            made.P = String(str(prefix))
        numbers += [start, made]
    if numbers:
        target.Root.PageLabels = Dictionary(Nums=pikepdf.Array(numbers))


def _ranges(tree: object, depth: int = 0) -> dict[int, pikepdf.Object]:
    found: dict[int, pikepdf.Object] = {}
    if not isinstance(tree, pikepdf.Dictionary) or depth > 10:
        return found
    for child in tree.get("/Kids", []):
        found.update(_ranges(child, depth + 1))
    pairs = list(tree.get("/Nums", []))
    for start, label in zip(pairs[::2], pairs[1::2], strict=False):
        if isinstance(start, int) and isinstance(label, pikepdf.Dictionary):
            found[start] = label
    return found
