"""What a stranger's file holds besides its pages: people, attachments, scripts, layers, history."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream, String

from woo_redact.verify import structure
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Haystack

METADATA, ATTACHED, ACTIVE, LAYERS, OLD, TAGS = (
    "metadata",
    "attachments",
    "scripts",
    "layers",
    "history",
    "structure-text",
)
PERSONAL = ("/Author", "/Subject", "/Keywords", "/Manager", "/LastModifiedBy", "/LastSavedBy")
XMP_PEOPLE = re.compile(
    rb"<(?:dc:creator|pdf:Author|xmp:Author|photoshop:AuthorsPosition|cp:lastModifiedBy)\b[^>]*>"
    rb"(.*?)</",
    re.DOTALL,
)
PATH = re.compile(r"(?i)\b[a-z]:[\\/](?:users|documents|home)|/(?:home|users)/\w|\\\\\w+\\")
BODY = re.compile(
    r"(?i)minister|gemeente|provincie|waterschap|rijks|dienst|directie|afdeling|bureau|team|"
    r"kamer|raad|inspectie|agentschap|universite|stichting|vereniging|bank|groep|group|b\.?v\.?$|"
    r"n\.?v\.?$|inc\b|ltd|llc|gmbh|corp|company|office|department|agency|institut|university|"
    r"council|commission|committee|project|software|systems?\b|scanner|printer|adobe|microsoft|"
    r"word|writer|latex|tex\b|www\.|https?:|\.(?:com|nl|org|net)\b|admin|user\b|gebruiker|"
    r"unknown|onbekend|anonymous|anoniem|default|owner|pdf"
)
MAILBOX = re.compile(r"(?i)(?:info|post|contact|woo|wob|pers|redactie|noreply|no-reply)\w*@")
ACCOUNT = re.compile(r"[A-Za-z]{2,12}\d{0,6}|[A-Z]\d{4,8}")
MOST_REVISIONS = 12


def look(ledger: Ledger, data: bytes, pdf: pikepdf.Pdf, visible: Haystack) -> None:
    """``visible``: all the text of the pages that a reader sees."""
    with ledger.net(METADATA):
        _people(ledger, pdf)
    with ledger.net(ATTACHED):
        _attached(ledger, pdf)
    with ledger.net(ACTIVE):
        _scripts(ledger, pdf)
    with ledger.net(LAYERS):
        _layers(ledger, pdf)
    with ledger.net(TAGS):
        _actual_texts(ledger, pdf, visible)
    with ledger.net(OLD, seconds=120):
        _revisions(ledger, data, visible)


def _people(ledger: Ledger, pdf: pikepdf.Pdf) -> None:
    info = pdf.trailer.get("/Info")
    values: list[tuple[str, str]] = []
    if isinstance(info, Dictionary):
        values = [(k, str(v)) for k, v in info.items() if isinstance(v, String)]
    for key, value in values:
        if key in PERSONAL[:1] and _is_person(value):
            ledger.eyes(METADATA, 0, "De auteur in de bestandseigenschappen lijkt een persoon.")
        elif key in PERSONAL[3:] and value.strip():
            ledger.eyes(METADATA, 0, "De bestandseigenschappen noemen wie het bestand bewerkte.")
        elif PATH.search(value):
            ledger.eyes(METADATA, 0, "De bestandseigenschappen noemen een map van een gebruiker.")
    for packet in _packets(pdf):
        for match in XMP_PEOPLE.finditer(packet):
            words = re.sub(r"<[^>]*>", " ", match[1].decode("utf-8", "replace"))
            if _is_person(words):
                ledger.eyes(METADATA, 0, "De XMP-metadata noemen iemand die een persoon lijkt.")
        if PATH.search(packet.decode("utf-8", "replace")):
            ledger.eyes(METADATA, 0, "De XMP-metadata noemen een map van een gebruiker.")
    ledger.green(METADATA, "Bestandseigenschappen en XMP nagekeken op personen.")


def _packets(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    for node in pdf.objects:
        if isinstance(node, Stream) and node.get("/Type") == Name.Metadata:
            yield node.read_bytes()[: 1 << 20]


def _is_person(value: str) -> bool:
    """A name or an account, not an organisation or a program."""
    text = " ".join(value.split()).strip(" ;,")
    if "@" in text:
        return not MAILBOX.match(text)
    if len(text) < 3 or BODY.search(text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    capitals = [w for w in words if w[0].isupper()]
    if len(words) >= 2:
        return len(capitals) >= 2 or bool(re.search(r"\b[A-Z]\.", text))
    return bool(ACCOUNT.fullmatch(text))


def _attached(ledger: Ledger, pdf: pikepdf.Pdf) -> None:
    for node in pdf.objects:
        if isinstance(node, Stream) and node.get("/Type") == Name.EmbeddedFile:
            ledger.eyes(ATTACHED, 0, "In het bestand zit een ander bestand.")
            return
        if isinstance(node, Dictionary) and "/EF" in node:
            ledger.eyes(ATTACHED, 0, "In het bestand zit een ander bestand.")
            return
    for number, page in enumerate(pdf.pages, 1):
        if "/Thumb" in page.obj:
            ledger.eyes(ATTACHED, number, "De pagina heeft een miniatuur, die ouder kan zijn.")


def _scripts(ledger: Ledger, pdf: pikepdf.Pdf) -> None:
    for node in pdf.objects:
        if isinstance(node, (Dictionary, Stream)) and (
            "/JS" in node or node.get("/S") == Name.JavaScript
        ):
            ledger.eyes(ACTIVE, 0, "Het bestand bevat een script.")
        if isinstance(node, Dictionary) and _is_signature(node):
            ledger.eyes(METADATA, 0, "Een digitale handtekening noemt een persoon.")
    for _, inline in ((k, v) for k, v in pdf.Root.items() if isinstance(v, Dictionary)):
        if inline.get("/S") == Name.JavaScript:
            ledger.eyes(ACTIVE, 0, "Het bestand bevat een script.")
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        ledger.eyes(ACTIVE, 0, "Het bestand bevat een XFA-formulier met eigen gegevens.")


def _is_signature(node: pikepdf.Object) -> bool:
    if node.get("/Type") != Name.Sig and "/ByteRange" not in node:
        return False
    return any(isinstance(node.get(key), String) for key in ("/Name", "/ContactInfo"))


def _layers(ledger: Ledger, pdf: pikepdf.Pdf) -> None:
    properties = pdf.Root.get("/OCProperties")
    usual = properties.get("/D") if isinstance(properties, Dictionary) else None
    if not isinstance(usual, Dictionary):
        return
    off = usual.get("/OFF")
    if (isinstance(off, Array) and len(off)) or usual.get("/BaseState") == Name.OFF:
        ledger.eyes(LAYERS, 0, "Het bestand heeft een laag die niet getoond wordt.")


def _actual_texts(ledger: Ledger, pdf: pikepdf.Pdf, visible: Haystack) -> None:
    """Words that the structure says instead of what the page shows."""
    for node in pdf.objects:
        if isinstance(node, Dictionary) and isinstance(node.get("/ActualText"), String):
            words = re.findall(r"[^\W\d_]{4,}", str(node.ActualText))
            missing = [w for w in words if Haystack(w).skeleton not in visible.skeleton]
            if len(missing) >= 2:
                detail = "Een vervangende tekst (ActualText) zegt iets anders dan de pagina toont."
                ledger.eyes(TAGS, 0, detail)
                return


def _revisions(ledger: Ledger, data: bytes, visible: Haystack) -> None:
    """Words in an older version of the file that the last one does not show any more."""
    if _loose(data[: max(data.find(b"%PDF-"), 0)]) or _loose(data[data.rfind(b"%%EOF") + 5 :]):
        ledger.eyes(OLD, 0, "Voor het begin of na het einde van de PDF staat nog iets.")
    count = structure.revisions(data)
    if count < 2:
        return
    ends = [m.end() for m in re.finditer(rb"%%EOF\r?\n?", data)][:-1][-MOST_REVISIONS:]
    for end in ends:
        words = _words_of(data[:end])
        if any(Haystack(word).skeleton not in visible.skeleton for word in words):
            ledger.eyes(OLD, 0, "Een oudere versie in het bestand bevat tekst die nu weg is.")
            return


def _loose(rest: bytes) -> bool:
    """More than the line ends and zeros that some programs leave?"""
    return len(rest.strip(b"\0 \t\r\n")) >= 16


def _words_of(data: bytes) -> set[str]:
    try:
        document = pypdfium2.PdfDocument(io.BytesIO(data))
    except pypdfium2.PdfiumError:
        return set()
    with document:
        words: set[str] = set()
        for index in range(min(len(document), 200)):
            text = document[index].get_textpage().get_text_range()
            words.update(re.findall(r"[^\W\d_]{4,}", text))
        return words
