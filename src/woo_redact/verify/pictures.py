"""The nets for what only an eye can read: images, outlines, and what no page paints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from woo_redact.types import Rect
from woo_redact.verify import ocr, texts
from woo_redact.verify.expose import Exposition
from woo_redact.verify.geometry import Frame, grown
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Needles
from woo_redact.verify.pdfium import Painted, View

OCR, HIDDEN = "ocr", "hidden-content"
DPI = 200
CURVES = 8
"""A cluster of drawings needs so many bends before it can be a word in outlines."""
MOST_REGIONS = 40
GLIMPSE = 640.0
"""Pixels along the longer side of a first look, enough to see whether anything is there."""
SHOWN = "een afbeelding op de pagina"
ASIDE = "een verborgen of aparte afbeelding"


@dataclass(slots=True)
class Sight:
    """A picture to be read, and what to say of it."""

    page: int
    where: str
    picture: Image.Image
    beside: bool = False
    """One of our boxes lies in it, so that a part of a name in it is what that box left over."""


def regions(view: View, frame: Frame) -> list[Rect]:
    """Where on the page are images or outlines that could show words? In user space."""
    found: list[Rect] = []
    for item in view.painted():
        if item.kind == raw.FPDF_PAGEOBJ_IMAGE or (
            item.kind == raw.FPDF_PAGEOBJ_PATH and _bends(item)
        ):
            found.append(item.rect)
    merged = _merged([_within(r, frame) for r in found if r.intersects(_page(frame))])
    wide = [r for r in merged if r.width >= 6 and r.height >= 3]
    if len(wide) > MOST_REGIONS:
        return [_page(frame)]
    return wide


def _bends(item: Painted) -> bool:
    """A drawing that is more than a rectangle or a rule."""
    if item.rect.width > 1500 or item.rect.height > 1500:
        return False
    bends = 0
    for i in range(min(raw.FPDFPath_CountSegments(item.handle), 4000)):
        kind = raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(item.handle, i))
        bends += kind == raw.FPDF_SEGMENT_BEZIERTO
    return bends >= 3 or raw.FPDFPath_CountSegments(item.handle) >= CURVES


def _merged(rects: list[Rect]) -> list[Rect]:
    """Rectangles that touch or nearly touch become one, so that strips and letters join."""
    groups: list[Rect] = []
    for rect in sorted(rects):
        reach = min(max(rect.height, 6.0), 20.0)
        near = Rect(rect.x0 - reach, rect.y0 - 6, rect.x1 + reach, rect.y1 + 6)
        touching = [g for g in groups if g.intersects(near)]
        groups = [g for g in groups if g not in touching]
        for other in touching:
            rect = rect.union(other)
        groups.append(rect)
    return groups if len(groups) == len(rects) else _merged(groups)


def _page(frame: Frame) -> Rect:
    return Rect(frame.x0, frame.y0, frame.x1, frame.y1)


def _within(rect: Rect, frame: Frame) -> Rect:
    return Rect(
        max(rect.x0, frame.x0),
        max(rect.y0, frame.y0),
        min(rect.x1, frame.x1),
        min(rect.y1, frame.y1),
    )


def displayed(view: View, frame: Frame, page: int, boxes: Sequence[Rect] = ()) -> list[Sight]:
    """The regions of a page as people see them. ``boxes``: what was burnt there, in user space."""
    found = regions(view, frame)
    if not found:
        return []
    scale = view.scale_for(DPI)
    pieces = ((rect, _piece(view, frame, grown(rect, 2), scale)) for rect in found)
    return [
        Sight(page, SHOWN, piece, any(rect.intersects(box) for box in boxes))
        for rect, piece in pieces
        if ocr.legible(piece)
    ]


def _piece(view: View, frame: Frame, rect: Rect, scale: float) -> Image.Image:
    """Only this part of the page, painted at the scale."""
    left, top, right, bottom = frame.to_pixels(_within(rect, frame), 1.0)
    turned = frame.rotation in (90, 270)
    width, height = (frame.height, frame.width) if turned else (frame.width, frame.height)
    trim = (left, max(height - bottom, 0.0), max(width - right, 0.0), top)
    return view.picture(scale, trim=trim)


def exposed(
    ledger: Ledger, shown: Exposition, needles: Needles, seen: Sequence[Sight]
) -> list[Sight]:
    """Search the text of everything exposed, and give the pictures in it that must be read: those
    that do not simply appear in ``seen``.
    """
    sights: list[Sight] = []
    if not shown.exhibits:
        return sights
    known = [_thumb(sight.picture) for sight in seen]
    with pypdfium2.PdfDocument(shown.pdf) as document:
        for index, exhibit in enumerate(shown.exhibits):
            with ledger.net(HIDDEN, exhibit.page, 20):
                view = View(document, index)
                if exhibit.kind == "content":
                    _search(ledger, exhibit.page, view.text, needles)
                picture = _unseen(view, exhibit.kind == "content", known)
                if picture is not None:
                    sights.append(Sight(exhibit.page, ASIDE, picture))
                view.close()
    return sights


def _search(ledger: Ledger, page: int, text: str, needles: Needles) -> None:
    for hit in needles.search(text, hidden=True):
        if hit.excused:
            continue
        if hit.strength == "part":
            ledger.eyes(
                HIDDEN, page, f"Een deel van een {ledger.sought} naam staat in verborgen inhoud."
            )
        else:
            ledger.leak(HIDDEN, page, f"Een {ledger.sought} tekst staat nog in verborgen inhoud.")


def _unseen(view: View, content: bool, known: list[Image.Image]) -> Image.Image | None:
    """A picture of the exhibit, if it may hold words and looks like nothing seen before."""
    if content and not any(i.kind == raw.FPDF_PAGEOBJ_IMAGE or _bent(i) for i in view.painted()):
        return None
    width, height = view.page.get_size()
    if not content and (width < ocr.LEAST_WIDTH or height < ocr.LEAST_HEIGHT):
        return None
    small = view.picture(min(1.0, GLIMPSE / max(width, height)))
    thumb = _thumb(small)
    if not ocr.legible(small) or any(_alike(thumb, other) for other in known):
        return None
    known.append(thumb)
    return view.picture(view.scale_for(144) if content else 1.0)


def _bent(item: Painted) -> bool:
    return item.kind == raw.FPDF_PAGEOBJ_PATH and _bends(item)


def _thumb(picture: Image.Image) -> Image.Image:
    return picture.convert("L").resize((320, 240), Image.Resampling.BOX)


def _alike(one: Image.Image, other: Image.Image) -> bool:
    high = ImageChops.difference(one, other).getextrema()[1]
    return isinstance(high, int) and high < 24


def begin(ledger: Ledger, sights: Sequence[Sight]) -> ocr.Reading | None:
    """Start reading. Without Tesseract a person has to."""
    if not sights:
        ledger.green(OCR, "OCR was niet nodig: nergens kunnen woorden in een afbeelding staan.")
        return None
    if ocr.program() is None:
        for page in sorted({sight.page for sight in sights}):
            ledger.eyes(OCR, page, "Afbeeldingen niet gelezen: Tesseract met Nederlands ontbreekt.")
        return None
    return ocr.Reading([sight.picture for sight in sights])


def finish(ledger: Ledger, reading: ocr.Reading, sights: Sequence[Sight], needles: Needles) -> None:
    """Search what was read, picture by picture and, since words may be cut over several, page by
    page. Says where OCR ran.
    """
    rest = iter(sights)
    together: dict[int, list[str]] = {}
    for texts_read in reading.texts(ledger.seconds_left):
        for sight, text in zip(rest_of(rest, len(texts_read)), texts_read, strict=True):
            _judge(ledger, sight.page, sight.where, text, needles)
            if sight.beside:
                _left_over(ledger, sight.page, text, needles)
            together.setdefault(sight.page, []).append(text)
    for page, pieces in together.items():
        if len(pieces) > 1:
            _judge(ledger, page, "afbeeldingen op de pagina", "\n".join(pieces), needles)
    pages = ", ".join(str(page) if page else "los in het bestand" for page in sorted(together))
    ledger.green(OCR, f"{len(sights)} afbeeldingen gelezen met OCR, op pagina: {pages}.")


def rest_of(sights: Iterator[Sight], count: int) -> list[Sight]:
    return [next(sights) for _ in range(count)]


def _judge(ledger: Ledger, page: int, where: str, text: str, needles: Needles) -> None:
    texts.judge(ledger, OCR, page, needles.search(text), where)
    if needles.resembles(text):
        ledger.eyes(OCR, page, f"Iets wat op een {ledger.sought} tekst lijkt staat in {where}.")


def _left_over(ledger: Ledger, page: int, text: str, needles: Needles) -> None:
    """Parts of a name in a picture of which another part was covered."""
    if any(not hit.excused for hit in needles.search(text, hidden=True)):
        detail = f"Een deel van een {ledger.sought} naam staat nog naast een blok in {SHOWN}."
        ledger.leak(OCR, page, detail)
