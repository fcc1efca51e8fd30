"""What a document is before a producer prints it: fixed boxes, a flow of blocks, marked text.

Marked text carries the gold inside itself, so that the gold cannot drift from the text:

    [[kind:role:origin|text]]   a mention; role is redact, keep or look (a reviewer's case)
    **bold**  __underlined__  //italic//  ^1^ (reference to a footnote)  newline = forced line break
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Mention:
    kind: str
    role: str
    origin: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    mention: Mention | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False


_TOKEN = re.compile(
    r"\[\[(?P<mark>[^|\]]+)\|(?P<inner>.+?)\]\]|\*\*(?P<bold>.+?)\*\*|__(?P<under>.+?)__"
    r"|//(?P<italic>.+?)//|\^(?P<raised>\d+)\^",
    re.DOTALL,
)


def runs(marked: str, style: Run = Run("")) -> list[Run]:
    """The marked text as runs in order."""
    result = []
    at = 0
    for match in _TOKEN.finditer(marked):
        if match.start() > at:
            result.append(replace(style, text=marked[at : match.start()]))
        at = match.end()
        if match["mark"]:
            kind, role, origin = (match["mark"] + ":").split(":")[:3]
            text = " ".join(match["inner"].replace("-\n", "").split())
            mention = Mention(kind, role, origin, text)
            result.append(replace(style, text=match["inner"], mention=mention))
        elif match["raised"]:
            result.append(replace(style, text=match["raised"], raised=True))
        elif match["bold"]:
            result += runs(match["bold"], replace(style, bold=True))
        elif match["under"]:
            result += runs(match["under"], replace(style, underline=True))
        else:
            result += runs(match["italic"], replace(style, italic=True))
    if at < len(marked):
        result.append(replace(style, text=marked[at:]))
    return result


def bare(marked: str) -> str:
    """The text alone."""
    return "".join(run.text for run in runs(marked))


LINK = re.compile(r"[\w.\-]+@[\w.\-]+\w|www\.[\w.\-/]+\w")
"""A line that is nothing but an address; with the trait ``links`` it is printed as a link."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a box: ``role`` is label, value, large (the word nota), head or gap."""

    text: str
    role: str = "value"


@dataclass(frozen=True, slots=True)
class Box:
    """A fixed place, in points from the top left of the page."""

    x: float
    y: float
    width: float
    lines: tuple[Line, ...]
    on: str = "first"
    """first, next (every page but the first) or all."""
    size: float = 6.5
    place: str = "colofon"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the flow: h, sub, p, li, gap, rule or table."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()
    """Column widths in per cent."""
    look: str = "dotted"
    """Rules of a table: dotted, solid, grid or none."""
    place: str = "body"


@dataclass(frozen=True, slots=True)
class Outer:
    """A text outside the pages: ``place`` is title, author, subject, keywords, bookmark or link."""

    place: str
    text: str
    """Marked."""


@dataclass(slots=True)
class Sheet:
    """One document. The flow starts at ``top`` and is ``width`` wide."""

    name: str
    layout: str
    profile: str
    ministry: str
    boxes: list[Box] = field(default_factory=list)
    flow: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outer: list[Outer] = field(default_factory=list)
    top: float = 330
    top_next: float = 130
    left: float = 79
    width: float = 368
    bottom: float = 770
    size: float = 9
    font: str = "DejaVu Sans"
    heading_font: str = ""
    heading_size: float = 9
    logo: bool = True
    traits: list[str] = field(default_factory=list)
    names: frozenset[str] = frozenset()
    """Long names of the cast, to check that none was printed without a mark."""

    def has(self, trait: str) -> bool:
        return trait in self.traits
