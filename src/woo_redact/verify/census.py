"""The strict census of a file that this program made: only what is known may be in it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from woo_redact.verify.ledger import Ledger
from woo_redact.verify.painting import Painting

NET = "census"
DEEPEST = 40
FORBIDDEN_TYPES = frozenset(
    (
        *("/EmbeddedFile", "/Filespec", "/Sig", "/OCG", "/OCMD", "/Bead", "/Thread", "/Template"),
        *("/Rendition", "/SpiderContentSet", "/DPart", "/DPartRoot", "/NavNode", "/Collection"),
        *("/SigRef", "/DocTimeStamp", "/DSS", "/Sound", "/MediaClip"),
    )
)
FORBIDDEN_KEYS = frozenset(
    (
        *("/AcroForm", "/XFA", "/AA", "/OpenAction", "/JS", "/JavaScript", "/Names", "/Dests"),
        *("/EmbeddedFiles", "/EF", "/AF", "/PieceInfo", "/Thumb", "/Threads", "/B", "/SpiderInfo"),
        *("/OCProperties", "/OC", "/Collection", "/Legal", "/Perms", "/Requirements", "/VP"),
        *(
            "/PresSteps",
            "/LastModified",
            "/DPartRoot",
            "/Alternates",
            "/OPI",
            "/IDTree",
            "/RoleMap",
        ),
        *("/ClassMap", "/Templates", "/URLS", "/IDS", "/AlternatePresentations", "/SeparationInfo"),
        *("/FontFamily", "/Popup", "/IRT", "/RC", "/Subj", "/NM", "/Launch"),
    )
)
"""Keys that reading a document does not need and that can hold anything."""
KEYED = frozenset(
    (
        *("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties"),
        *("/CharProcs", "/Colorants"),
    )
)
"""Dictionaries whose keys are names that the writer of the file chooses."""
STRINGS = re.compile(
    r"(?:/Trailer/ID\[\]|/XRef/ID\[\]|/Info/Title|/Info/(?:Creation|Mod)Date|/Info/Producer"
    r"|.*/CIDSystemInfo/(?:Registry|Ordering)"
    r"|/Catalog/Lang|/Catalog/PageLabels.*/P|.*/Nums\[\]/P|/StructElem/(?:Lang|Alt|ActualText|ID)"
    r"|/Annot/(?:A/URI|Contents)|(?:/Outline\w*)?/Title|.*\[\]|/OutputIntent.*"
    r"|/StructElem/A.*/(?:Headers|Scope)\[\]|/Catalog/OutputIntents.*)"
)
CHOSEN = re.compile(r"/[A-Za-z]{1,10}[0-9]{0,5}")
TAGS = frozenset(
    (
        *("/Artifact", "/Span", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI"),
        *(
            "/Lbl",
            "/LBody",
            "/Table",
            "/TR",
            "/TH",
            "/TD",
            "/THead",
            "/TBody",
            "/TFoot",
            "/Caption",
        ),
        *("/Figure", "/Formula", "/Form", "/Link", "/Annot", "/Note", "/Reference", "/BibEntry"),
        *("/Code", "/Quote", "/BlockQuote", "/TOC", "/TOCI", "/Index", "/NonStruct", "/Private"),
        *("/Document", "/DocumentFragment", "/Part", "/Art", "/Sect", "/Div", "/Title", "/FENote"),
        *(
            "/Sub",
            "/Em",
            "/Strong",
            "/Aside",
            "/Ruby",
            "/RB",
            "/RT",
            "/RP",
            "/Warichu",
            "/WT",
            "/WP",
        ),
    )
)
KEPT_SEGMENTS = frozenset((0xE0, 0xE2, 0xEE))
"""JPEG segments that say how to read the pixels: JFIF, colour profile, Adobe."""
KEPT_BOXES = frozenset((b"jP  ", b"ftyp", b"jp2h", b"jp2c"))


def search(ledger: Ledger, pdf: pikepdf.Pdf, painting: Painting) -> None:
    reached = _reachable(pdf)
    count = 0
    for node in pdf.objects:
        if not isinstance(node, pikepdf.Object):
            continue
        count += 1
        kind = _kind(node)
        if kind in ("/XRef", "/ObjStm"):
            continue
        if node.objgen not in reached:
            ledger.leak(NET, 0, "Het bestand bevat een object waar niets naar verwijst.")
        _types(ledger, node, kind)
        _keys(ledger, node, kind, 0)
        if isinstance(node, Stream) and node.get("/Subtype") == Name.Image:
            _image(ledger, node)
    _keys(ledger, pdf.trailer, "/Trailer", 0)
    if "/Resources" in pdf.Root.get("/Pages", Dictionary()):
        ledger.leak(NET, 0, "Pagina's erven bronnen, die meer kunnen bevatten dan getoond wordt.")
    _content(ledger, painting)
    ledger.green(NET, f"{count} objecten getoetst aan wat in een gelakt bestand hoort.")


def _kind(node: pikepdf.Object) -> str:
    if not isinstance(node, (Dictionary, Stream)):
        return ""
    kind = node.get("/Type")
    if isinstance(kind, Name):
        return str(kind)
    return "/Outline" if "/Title" in node and "/Parent" in node else ""


def _types(ledger: Ledger, node: pikepdf.Object, kind: str) -> None:
    if not isinstance(node, (Dictionary, Stream)):
        return
    if kind in FORBIDDEN_TYPES:
        ledger.leak(NET, 0, f"Het bestand bevat een onderdeel dat er niet hoort ({kind[1:]}).")
    if kind == "/Annot" and node.get("/Subtype") != Name.Link:
        ledger.leak(NET, 0, "Het bestand bevat nog een annotatie die geen link is.")
    action = node.get("/S")
    if kind in ("", "/Action") and isinstance(action, Name) and "/Type" in node:
        _action(ledger, node)
    if isinstance(node.get("/A"), Dictionary) and node.get("/Subtype") == Name.Link:
        _action(ledger, node["/A"])


def _action(ledger: Ledger, action: pikepdf.Object) -> None:
    kind = str(action.get("/S"))
    if kind not in ("/URI", "/GoTo"):
        ledger.leak(NET, 0, "Het bestand bevat een actie die geen gewone link is.")
    target = str(action.get("/URI", "https:"))
    if not re.match(r"(?i)https?:|mailto:", target):
        ledger.leak(NET, 0, "Het bestand bevat een link naar iets anders dan een webadres.")


def _keys(ledger: Ledger, node: object, path: str, depth: int) -> None:
    """Forbidden keys, chosen names, and strings where none belong."""
    if isinstance(node, String):
        if bytes(node) and not STRINGS.fullmatch(path):
            ledger.leak(NET, 0, "Het bestand bevat tekst op een plaats waar geen tekst hoort.")
        return
    if depth > DEEPEST or not isinstance(node, (Dictionary, Stream, Array)):
        return
    if isinstance(node, Array):
        for item in node:
            if isinstance(item, pikepdf.Object) and not item.is_indirect:
                _keys(ledger, item, path + "[]", depth + 1)
        return
    chosen = path[path.rfind("/") :] in KEYED and depth > 0
    for key in node.keys():  # noqa: SIM118  (a stream does not iterate)
        if chosen and not CHOSEN.fullmatch(key):
            ledger.leak(NET, 0, "Een naam in de bronnen van een pagina is niet neutraal.")
        elif not chosen and key in FORBIDDEN_KEYS and not _harmless(key, path):
            ledger.leak(NET, 0, f"Het bestand bevat een onderdeel dat er niet hoort ({key[1:]}).")
        value = node.get(key)
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            _keys(ledger, value, path + key, depth + 1)


def _harmless(key: str, path: str) -> bool:
    """``/B`` and ``/Dests`` mean other things in other places."""
    return key == "/B" and not path.startswith("/Page")


def _reachable(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    stack: list[pikepdf.Object] = [pdf.trailer]
    while stack:
        for child in _members(stack.pop()):
            if child.is_indirect:
                if child.objgen in found:
                    continue
                found.add(child.objgen)
            if isinstance(child, (Dictionary, Stream, Array)):
                stack.append(child)
    return found


def _members(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, (Dictionary, Stream)):
        values = (node.get(key) for key in node.keys())  # noqa: SIM118
        yield from (v for v in values if isinstance(v, pikepdf.Object))
    elif isinstance(node, Array):
        yield from (v for v in node if isinstance(v, pikepdf.Object))


def _content(ledger: Ledger, painting: Painting) -> None:
    for tag, page in painting.tags.items():
        if tag not in TAGS:
            ledger.eyes(NET, page, "Een label in de inhoud van de pagina is geen standaardlabel.")
    for page in {*painting.properties.values(), *painting.named_lists}:
        ledger.leak(NET, page, "De inhoud van de pagina draagt eigenschappen die er niet horen.")
    for page in painting.operators.values():
        ledger.leak(NET, page, "De inhoud van de pagina bevat een onbekende opdracht.")
    for page in painting.strings.values():
        ledger.leak(NET, page, "De inhoud van de pagina bevat tekst die niet wordt getoond.")


def _image(ledger: Ledger, image: Stream) -> None:
    """Words that ride along inside compressed pixels."""
    filters = image.get("/Filter")
    names = [str(filters)] if isinstance(filters, Name) else [str(f) for f in filters or ()]
    if names[-1:] == ["/DCTDecode"]:
        strange = any(s not in KEPT_SEGMENTS for s in jpeg_extras(_last_stage(image, names)))
    elif names[-1:] == ["/JPXDecode"]:
        strange = any(box not in KEPT_BOXES for box in _jp2_boxes(_last_stage(image, names)))
    else:
        return
    if strange:
        ledger.leak(NET, 0, "Een afbeelding draagt nog gegevens van de maker met zich mee.")


def _last_stage(image: Stream, names: list[str]) -> bytes:
    if len(names) == 1:
        return image.read_raw_bytes()
    return image.read_bytes(pikepdf.StreamDecodeLevel.generalized)


def jpeg_extras(data: bytes) -> Iterator[int]:
    """Markers of the application and comment segments of a JPEG."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            return
        if marker == 0xFF or 0xD0 <= marker <= 0xD8 or marker == 0x01:
            at += 1 if marker == 0xFF else 2
            continue
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:
            yield marker
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]


def _jp2_boxes(data: bytes) -> Iterator[bytes]:
    if data[4:8] != b"jP  ":
        return
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind
        if size == 1 and at + 16 <= len(data):
            size = struct.unpack_from(">Q", data, at + 8)[0]
        if size < 8:
            return
        at += size
