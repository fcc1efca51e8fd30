"""The frozen values that travel between the steps.

Coordinates everywhere: PDF points, origin at the top left of the crop box, y pointing
down, on the page *before* rotation (``/Rotate``). Pages count from 1. Offsets are Python
string offsets into ``Page.text``, which is NFC.

::

    read ─▶ Document ─▶ detect ─▶ Finding ─▶ decide ─▶ Mark ─▶ sheet ─▶ Plan ─▶ redact ─▶ verify
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal[
    "person",
    "paraph",
    "signature",
    "email",
    "phone",
    "bsn",
    "iban",
    "address",
    "date_of_birth",
    "licence_plate",
    "personnel_number",
    "room",
    "username",
    "identity_document",
    "special_category",
    "listed",
    "box",
]
"""What a finding is. ``listed``: a text of the redact list; ``box``: drawn by hand."""

Tier = Literal["redact", "look", "unexplained"]
"""How sure the detectors are: cover it · let a person look · a word nothing explains."""

Verdict = Literal["redact", "keep"]


class Point(NamedTuple):
    x: float
    y: float


class Rect(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> Point:
        return Point((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    def union(self, other: Rect) -> Rect:
        return Rect(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def intersects(self, other: Rect) -> bool:
        """Do the two share an area? Touching edges do not count."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )

    def contains(self, point: Point) -> bool:
        return self.x0 <= point.x <= self.x1 and self.y0 <= point.y <= self.y1


class Quad(NamedTuple):
    """Four corners as the glyph stands in its own reading direction: upper left is where
    reading begins, whatever way the text is turned on the page.
    """

    ul: Point
    ur: Point
    ll: Point
    lr: Point

    @property
    def rect(self) -> Rect:
        """The upright rectangle around the quad."""
        xs = (self.ul.x, self.ur.x, self.ll.x, self.lr.x)
        ys = (self.ul.y, self.ur.y, self.ll.y, self.lr.y)
        return Rect(min(xs), min(ys), max(xs), max(ys))

    @staticmethod
    def of(rect: Rect) -> Quad:
        return Quad(
            Point(rect.x0, rect.y0),
            Point(rect.x1, rect.y0),
            Point(rect.x0, rect.y1),
            Point(rect.x1, rect.y1),
        )


class Glyph(NamedTuple):
    """One painted character. ``origin`` is its pen position on the baseline."""

    text: str
    quad: Quad
    origin: Point
    size: float
    font: str
    bold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run without white space: ``text[start:end]`` of its page."""

    start: int
    end: int
    rect: Rect
    """As displayed, that is after the page's rotation: layout is read as people see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A run of words on one baseline within one column; ``block`` numbers paragraphs and cells."""

    start: int
    end: int
    rect: Rect
    """As displayed, like ``Word.rect``."""
    size: float
    bold: bool
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A painted image; ``covered`` is true where the text layer already reads what it shows."""

    rect: Rect
    covered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as text with, for every character, the glyphs that paint it.

    ``first[i]`` and ``stop[i]`` bound the glyphs of character ``i`` (equal where white space
    was inferred). For a plain text file the same arrays bound the characters of the file,
    since NFC may shorten them, and there are no glyphs.
    """

    number: int
    width: float
    height: float
    rotation: int
    text: str
    first: tuple[int, ...]
    stop: tuple[int, ...]
    glyphs: tuple[Glyph, ...] = ()
    words: tuple[Word, ...] = ()
    lines: tuple[Line, ...] = ()
    images: tuple[Image, ...] = ()
    unread: tuple[Rect, ...] = ()
    """Where a picture or a drawing may show words that no text says."""
    strokes: tuple[Rect, ...] = ()
    """Knots of lines drawn by hand, as signatures are; on the page before rotation."""
    warnings: tuple[str, ...] = ()
    """Why a person should look at this page, in Dutch, without any of its text."""
    needs_ocr: bool = False

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The glyphs (or file characters) behind ``text[start:end]``."""
        firsts = [self.first[i] for i in range(start, end) if self.first[i] < self.stop[i]]
        stops = [self.stop[i] for i in range(start, end) if self.first[i] < self.stop[i]]
        return (min(firsts), max(stops)) if firsts else (0, 0)

    def glyphs_of(self, start: int, end: int) -> tuple[Glyph, ...]:
        """The glyphs painted for ``text[start:end]``, each once, in text order."""
        seen: dict[int, Glyph] = {}
        for i in range(start, end):
            for g in range(self.first[i], self.stop[i]):
                seen.setdefault(g, self.glyphs[g])
        return tuple(seen.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class OuterText:
    """A text that the file holds outside its pages: title, bookmark, link, alternative text."""

    place: Literal["title", "bookmark", "link", "alt", "language", "label"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a document was read from. ``name`` is its base name, never a path."""

    name: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    source: Source
    pages: tuple[Page, ...]
    outer: tuple[OuterText, ...] = ()
    tagged: bool = False
    language: str | None = None
    date: str | None = None
    """ISO date of the document itself: the one it prints, else /Info; None where unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a detector saw. ``page`` 0 means one of ``Document.outer``, then ``outer`` is its
    index and the offsets are into that text.
    """

    page: int
    start: int
    end: int
    kind: Kind
    text: str
    detector: str
    rule: str
    score: float
    tier: Tier
    reason: str
    """Why, for a reviewer, in Dutch, without repeating the text."""
    outer: int | None = None
    person: str | None = None
    """Key that links the forms of one person's name within a case; fills ``Mark.person``."""
    public: str | None = None
    """Why this name stays, in Dutch: it names a street, a law, a committee, not a person here."""
    area: Rect | None = None
    """Where it lies when it has no text, such as ink: on the page before rotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A decided place: cover it or leave it open, under which ground and by which rule.

    ``id`` is made of page, place and kind, so that a second run proposes the same ids and old
    decisions still attach.
    """

    id: str
    page: int
    start: int
    end: int
    quads: tuple[Quad, ...]
    """One per line that the mark touches."""
    kind: Kind
    text: str
    verdict: Verdict
    tier: Tier
    ground: str | None
    """Canonical code such as ``5.1.2e``; None for a keep."""
    rule: str
    reason: str
    detectors: tuple[str, ...]
    person: str | None = None
    """Key that links the mentions of one person within a case, never beyond it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One mark to burn. ``text`` is what it covers: a secret, empty for a box drawn by hand over
    something without text.
    """

    mark: str
    page: int
    quads: tuple[Quad, ...]
    text: str
    ground: str
    kind: Kind
    exact: bool = False
    """Drawn by hand: everything under it goes and it is never painted smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxStyle:
    """How boxes look: fill as RGB 0..1, an edge or none, the code printed on them or not."""

    fill: tuple[float, float, float]
    edge: tuple[float, float, float] | None
    ink: tuple[float, float, float]
    code: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be burnt into one document."""

    source_sha256: str
    policy_sha256: str
    boxes: tuple[Box, ...]
    style: BoxStyle
    secrets: tuple[str, ...]
    """Every text that may not survive anywhere in the file, metadata included."""
    open_texts: tuple[str, ...] = ()
    """Texts that stay visible by decision although they contain or equal a secret."""
    approved_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BurntBox:
    """What became of a box. ``rects`` are painted rectangles; ``width_hidden`` says whether the
    line was closed so that the width of the gap tells nothing.
    """

    mark: str
    page: int
    rects: tuple[Rect, ...]
    ground: str
    kind: Kind
    width_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """The result of burning a plan."""

    pdf: bytes = field(repr=False)
    boxes: tuple[BurntBox, ...]
    dropped: tuple[str, ...]
    """What was left out of the file besides the boxes, in Dutch, without any text of it."""
    rastered: tuple[int, ...] = ()
    """Pages that became an image because their text could not be removed safely."""


Colour = Literal["green", "needs-eyes", "leak"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One verdict of one net on one page (0: the file). ``detail`` is Dutch and holds no secret."""

    name: str
    page: int
    colour: Colour
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What verification found; ``pages[i]`` is the colour of page ``i + 1``."""

    colour: Colour
    pages: tuple[Colour, ...]
    checks: tuple[Check, ...]
