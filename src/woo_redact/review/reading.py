"""What the reading process knows to do with one document; nothing here runs in the server."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from woo_redact.case import source_bytes
from woo_redact.errors import UsageError
from woo_redact.folding import skeleton
from woo_redact.types import Mark, Plan, Quad, Rect, Source

if TYPE_CHECKING:
    from woo_redact.case import Rules
    from woo_redact.flow import Proposal
    from woo_redact.policy import Policy
    from woo_redact.types import Page, Redacted

HELD = 3
"""Documents kept read; a reviewer goes back and forth between few."""
Span = tuple[int, int, int]
"""A page, and the characters of it from where up to where."""
WORD_RULE = "woorden/hand"
WORD_REASON = "met de hand aangewezen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page for the screen. ``lines`` are start, end and block of each line of ``text``;
    ``matrix`` turns page coordinates into those of the image, as fractions of ``width`` and
    ``height`` after rotation.
    """

    number: int
    width: float
    height: float
    rotation: int
    text: str
    lines: tuple[tuple[int, int, int], ...]
    words: tuple[tuple[int, int], ...]
    language: str | None

    def shown(self, rect: Rect) -> Rect:
        """A rectangle on the page before rotation as people see it, in fractions."""
        w, h = self.width, self.height
        corners = [_turn(x, y, w, h, self.rotation) for x in rect[::2] for y in rect[1::2]]
        tall = self.rotation % 180 != 0
        across, down = (h, w) if tall else (w, h)
        xs = [x / across for x, _ in corners]
        ys = [y / down for _, y in corners]
        return Rect(min(xs), min(ys), max(xs), max(ys))

    def unshown(self, rect: Rect) -> Rect:
        """The way back: fractions of the image to points on the page before rotation."""
        tall = self.rotation % 180 != 0
        across, down = (self.height, self.width) if tall else (self.width, self.height)
        back = (360 - self.rotation) % 360
        corners = [
            _turn(x * across, y * down, across, down, back) for x in rect[::2] for y in rect[1::2]
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Rect(min(xs), min(ys), max(xs), max(ys))

    @property
    def shown_size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.rotation % 180 else (self.width, self.height)


class Worry(NamedTuple):
    """What detectors could not see on a page: images without text, and what the reader doubts."""

    page: int
    unread_images: int
    warnings: tuple[str, ...]


class Text(NamedTuple):
    """The text of a page, and only its letters and digits: what is not there stands nowhere."""

    text: str
    skeleton: str


@dataclass(slots=True)
class _Open:
    proposal: Proposal
    remarks: tuple[str, ...]
    burnt: tuple[str, Redacted] | None = None


class Reader:
    """Holds the documents last asked for."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._policies: dict[Rules, Policy] = {}

    def leaf(self, path: Path, source: Source, number: int) -> Leaf:
        document = self._get(path, source).proposal.document
        page = _page(document.pages, number, source)
        return Leaf(
            number=number,
            width=page.width,
            height=page.height,
            rotation=page.rotation,
            text=page.text,
            lines=tuple((line.start, line.end, line.block) for line in page.lines),
            words=tuple((word.start, word.end) for word in page.words),
            language=document.language,
        )

    def image(self, path: Path, source: Source, number: int, dpi: int) -> bytes:
        return _painted(self._get(path, source).proposal.pdf, number, dpi)

    def preview(
        self, path: Path, source: Source, number: int, dpi: int, plan: Plan, digest: str
    ) -> bytes:
        return _painted(self._burn(path, source, plan, digest).pdf, number, dpi)

    def verify(
        self, path: Path, source: Source, plan: Plan, digest: str
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        from woo_redact import verify

        redacted = self._burn(path, source, plan, digest)
        report = verify.verify(
            redacted.pdf,
            secrets=plan.secrets,
            boxes=redacted.boxes,
            open_texts=plan.open_texts,
            before=self._get(path, source).proposal.pdf,
        )
        checks = []
        for check in report.checks:
            place = f"pagina {check.page}: " if check.page else ""
            checks.append((check.colour, f"{place}{check.detail}"))
        return report.colour, tuple(checks)

    def plan(
        self,
        path: Path,
        source: Source,
        marks: tuple[Mark, ...],
        exact: frozenset[str],
        rules: Rules,
    ) -> Plan:
        from woo_redact.sheet import plan_of

        document = self._get(path, source).proposal.document
        return plan_of(document, marks, self._policy(rules), exact=exact)

    def overview(self, path: Path, source: Source) -> tuple[Worry, ...]:
        """Per page what a person should look at themselves."""
        pages = self._get(path, source).proposal.document.pages
        return tuple(
            Worry(page.number, sum(not image.covered for image in page.images), page.warnings)
            for page in pages
        )

    def remarks(self, path: Path, source: Source) -> tuple[str, ...]:
        return self._get(path, source).remarks

    def drawn(self, path: Path, source: Source, number: int, rect: Rect) -> Mark:
        from woo_redact.decide.drawn import Drawn, drawn_marks
        from woo_redact.policy import load

        document = self._get(path, source).proposal.document
        page = _page(document.pages, number, source)
        inside = Rect(
            max(0.0, round(rect.x0, 2)),
            max(0.0, round(rect.y0, 2)),
            min(page.width, round(rect.x1, 2)),
            min(page.height, round(rect.y1, 2)),
        )
        if inside.width < 1 or inside.height < 1:
            raise UsageError(
                f"Het vak op pagina {number} van {source.name} is te klein of ligt buiten de "
                "pagina; wijs twee hoeken van een vak op de pagina aan.",
                reason="box-small",
            )
        return drawn_marks(document, [Drawn(number, inside, None)], load())[0]

    def spanned(self, path: Path, source: Source, spans: tuple[Span, ...]) -> tuple[Mark, ...]:
        pages = self._get(path, source).proposal.document.pages
        return tuple(_spanned(_page(pages, number, source), a, b, source) for number, a, b in spans)

    def texts(self, path: Path, source: Source) -> tuple[Text, ...]:
        """The text of every page. The document is not kept: this is asked of a whole case, and
        those that somebody is looking at should stay.
        """
        held = self._open.get(source.sha256) or _opened(path, source)
        pages = held.proposal.document.pages
        return tuple(Text(page.text, skeleton(page.text)) for page in pages)

    def _burn(self, path: Path, source: Source, plan: Plan, digest: str) -> Redacted:
        from woo_redact import redact

        held = self._get(path, source)
        if held.burnt is None or held.burnt[0] != digest:
            held.burnt = (digest, redact.redact(held.proposal.pdf, plan))
        return held.burnt[1]

    def _get(self, path: Path, source: Source) -> _Open:
        held = self._open.get(source.sha256)
        if held is None:
            held = self._open[source.sha256] = _opened(path, source)
            while len(self._open) > HELD:
                self._open.popitem(last=False)
        self._open.move_to_end(source.sha256)
        return held

    def _policy(self, rules: Rules) -> Policy:
        if rules not in self._policies:
            self._policies[rules] = rules.policy()
        return self._policies[rules]


def _opened(path: Path, source: Source) -> _Open:
    from woo_redact.flow import Proposal, load

    data = source_bytes(path, source)
    document, normal = load(data, source)
    proposal = Proposal(
        document=document, pdf=normal.pdf, dropped=normal.dropped, marks=(), exact=frozenset()
    )
    return _Open(proposal, (*normal.dropped, *normal.kept))


def _painted(pdf: bytes, number: int, dpi: int) -> bytes:
    import pymupdf

    with pymupdf.open(stream=pdf) as file:
        return bytes(file[number - 1].get_pixmap(dpi=dpi, alpha=False).tobytes("png"))


def _page(pages: tuple[Page, ...], number: int, source: Source) -> Page:
    if not 1 <= number <= len(pages):
        raise UsageError(f"{source.name} heeft geen pagina {number}.", reason="no-page")
    return pages[number - 1]


def _spanned(page: Page, start: int, end: int, source: Source) -> Mark:
    quads = _line_quads(page, start, end)
    if not quads:
        raise UsageError(
            f"Op pagina {page.number} van {source.name} staan daar geen letters; teken een vak.",
            reason="no-letters",
        )
    place = f"{page.number}|words|{start}|{end}"
    return Mark(
        id=f"p{page.number}-{hashlib.sha256(place.encode()).hexdigest()[:10]}",
        page=page.number,
        start=start,
        end=end,
        quads=quads,
        kind="box",
        text=page.text[start:end],
        verdict="redact",
        tier="redact",
        ground=None,
        rule=WORD_RULE,
        reason=WORD_REASON,
        detectors=("hand",),
    )


def _line_quads(page: Page, start: int, end: int) -> tuple[Quad, ...]:
    """One quad per line that the characters touch."""
    quads = []
    for line in page.lines:
        glyphs = page.glyphs_of(max(start, line.start), min(end, line.end))
        rects = [glyph.quad.rect for glyph in glyphs if not glyph.text.isspace()]
        if rects:
            whole = rects[0]
            for rect in rects[1:]:
                whole = whole.union(rect)
            quads.append(Quad.of(whole))
    return tuple(quads)


def _turn(x: float, y: float, width: float, height: float, rotation: int) -> tuple[float, float]:
    """A point of a page of this size after turning it clockwise."""
    match rotation % 360:
        case 90:
            return height - y, x
        case 180:
            return width - x, height - y
        case 270:
            return y, width - x
    return x, y
