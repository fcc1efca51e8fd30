"""What the content of pages and forms really uses: fonts, codes, tags, operators."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

DEEPEST = 30
SHOWING = frozenset(("Tj", "TJ", "'", '"'))
KNOWN = frozenset(
    (
        *("b", "B", "b*", "B*", "BDC", "BMC", "BT", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do"),
        *("EMC", "ET", "f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "K", "k", "l", "M", "m"),
        *("n", "q", "Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*"),
        *("Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W"),
        *("W*", "y", "'", '"', "INLINE IMAGE"),
    )
)
Key = tuple[int, int] | str


@dataclass(slots=True)
class UsedFont:
    """A font with the codes that content shows in it, in order of first use."""

    font: pikepdf.Object
    page: int
    codes: dict[int, None] = field(default_factory=dict)
    size: int = 1
    """How many bytes its codes have; 0 where a map of its own says so."""
    unread: bool = False
    """Its codes are of varying length, by a map of its own."""


@dataclass(slots=True)
class Painting:
    fonts: dict[Key, UsedFont] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    """Marked-content tags with the page where each was first seen."""
    properties: dict[str, int] = field(default_factory=dict)
    """Keys of property lists in marked content, ``/MCID`` aside."""
    named_lists: dict[int, None] = field(default_factory=dict)
    """Pages with marked content whose properties are a resource."""
    operators: dict[str, int] = field(default_factory=dict)
    """Operators that no page needs."""
    strings: dict[str, int] = field(default_factory=dict)
    """Operators that were given a string although they show no text."""
    resources: dict[str, int] = field(default_factory=dict)
    """Names under which resources are called."""


def study(pdf: pikepdf.Pdf) -> Painting:
    """Follow the content of every page into its forms, patterns, masks and glyph procedures."""
    painting = Painting()
    for number, page in enumerate(pdf.pages, 1):
        walker = _Walker(painting, number)
        walker.walk(page.obj, page.obj.get("/Resources"), 0)
        annotations = page.obj.get("/Annots")
        for annotation in annotations if isinstance(annotations, Array) else []:
            for form in _appearances(annotation):
                walker.walk(form, form.get("/Resources"), 1)
    return painting


class _Walker:
    def __init__(self, painting: Painting, page: int) -> None:
        self.painting, self.page = painting, page
        self.seen: set[tuple[int, int]] = set()

    def walk(self, holder: pikepdf.Object, resources: pikepdf.Object | None, depth: int) -> None:
        if depth > DEEPEST or (holder.is_indirect and holder.objgen in self.seen):
            return
        self.seen.add(holder.objgen)
        fonts: list[UsedFont | None] = [None]
        for step in pikepdf.parse_content_stream(holder):
            operator, operands = str(step.operator), list(step.operands)
            if operator in SHOWING:
                self._show(fonts[-1], operands)
            elif operator == "q":
                fonts.append(fonts[-1])
            elif operator == "Q":
                if len(fonts) > 1:
                    fonts.pop()
            elif operator == "Tf" and operands:
                fonts[-1] = self._font(resources, str(operands[0]))
            elif operator in ("BDC", "BMC"):
                self._marked(operands)
            else:
                self._other(operator, operands, resources)
        for name in ("/Pattern", "/ExtGState", "/Font", "/XObject"):
            self._below(_get(resources, name), resources, depth)

    def _show(self, font: UsedFont | None, operands: Sequence[object]) -> None:
        if font is None:
            return
        for operand in operands:
            pieces = operand if isinstance(operand, Array) else [operand]
            for piece in pieces:
                if isinstance(piece, String):
                    font.codes.update(dict.fromkeys(_codes(font, bytes(piece))))

    def _font(self, resources: pikepdf.Object | None, name: str) -> UsedFont | None:
        self.painting.resources.setdefault(name, self.page)
        font = _get(_get(resources, "/Font"), name)
        if not isinstance(font, Dictionary):
            return None
        key: Key = font.objgen if font.is_indirect else f"{self.page}{name}"
        if key not in self.painting.fonts:
            self.painting.fonts[key] = _used(font, self.page)
        return self.painting.fonts[key]

    def _marked(self, operands: Sequence[object]) -> None:
        if operands and isinstance(operands[0], Name):
            self.painting.tags.setdefault(str(operands[0]), self.page)
        if len(operands) > 1 and isinstance(operands[1], Dictionary):
            for key in operands[1].keys():  # noqa: SIM118
                if key != "/MCID":
                    self.painting.properties.setdefault(key, self.page)
        elif len(operands) > 1:
            self.painting.named_lists[self.page] = None

    def _other(
        self, operator: str, operands: Sequence[object], resources: pikepdf.Object | None
    ) -> None:
        if operator not in KNOWN:
            self.painting.operators.setdefault(operator[:3], self.page)
        elif any(isinstance(operand, String) for operand in operands):
            self.painting.strings.setdefault(operator, self.page)
        if operator in ("Do", "gs", "sh") and operands:
            self.painting.resources.setdefault(str(operands[0]), self.page)

    def _below(
        self, category: pikepdf.Object | None, outer: pikepdf.Object | None, depth: int
    ) -> None:
        for _, node in category.items() if isinstance(category, Dictionary) else ():
            for content in _contents_of(node):
                self.walk(
                    content, content.get("/Resources", _get(node, "/Resources", outer)), depth + 1
                )


def _contents_of(node: object) -> Iterator[pikepdf.Object]:
    """Content streams that a resource holds."""
    if isinstance(node, Stream):
        if node.get("/Subtype") == Name.Form or "/PatternType" in node:
            yield node
    elif isinstance(node, Dictionary):
        mask = node.get("/SMask")
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            yield mask["/G"]
        procedures = node.get("/CharProcs")
        if isinstance(procedures, Dictionary):
            yield from (p for _, p in procedures.items() if isinstance(p, Stream))


def _appearances(annotation: object) -> Iterator[pikepdf.Object]:
    looks = annotation.get("/AP") if isinstance(annotation, Dictionary) else None
    for _, look in looks.items() if isinstance(looks, Dictionary) else ():
        if isinstance(look, Stream):
            yield look
        elif isinstance(look, Dictionary):
            yield from (state for _, state in look.items() if isinstance(state, Stream))


def _used(font: pikepdf.Object, page: int) -> UsedFont:
    """A font that content selects, before it has shown anything."""
    if font.get("/Subtype") != Name.Type0:
        return UsedFont(font, page)
    encoding = font.get("/Encoding")
    plain = isinstance(encoding, Name) and str(encoding).startswith("/Identity")
    return UsedFont(font, page, size=2 if plain else 0)


def _codes(font: UsedFont, raw: bytes) -> Sequence[int]:
    """The character codes of a shown string."""
    if font.size == 0:
        font.unread = True
        return ()
    return raw if font.size == 1 else struct.unpack(f">{len(raw) // 2}H", raw[: len(raw) // 2 * 2])


def _get(
    node: pikepdf.Object | None, key: str, otherwise: pikepdf.Object | None = None
) -> pikepdf.Object | None:
    return node.get(key, otherwise) if isinstance(node, (Dictionary, Stream)) else otherwise
