"""Take hidden layers out of the content, so that no viewer can switch them on again.

Inside a hidden section only what paints is dropped: what sets position, colour or font may
matter to what comes after it. A path that also clips keeps its outline without being painted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf, Stream

from woo_redact.errors import InputError
from woo_redact.intake.visibility import Visibility

PATH: Final = frozenset({"m", "l", "c", "v", "y", "h", "re"})
CLIP: Final = frozenset({"W", "W*"})
PAINT: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"})
SHOW: Final = frozenset({"Tj", "TJ", "'", '"'})
MOVE: Final = frozenset({"Td", "TD", "Tm", "T*", "BT"})
OPEN: Final = frozenset({"BMC", "BDC"})
MARKS: Final = OPEN | {"EMC", "MP", "DP"}


class Entangled(Exception):
    """Visible text follows hidden text without a position of its own."""


def drop_hidden(file: Pdf, name: str) -> list[str] | None:
    """What was dropped; None where the file has no layers and nothing was changed."""
    visibility = Visibility(file)
    if not visibility.used:
        return None
    dropped = []
    done: set[tuple[int, int]] = set()
    for number, page in enumerate(file.pages, 1):
        try:
            count = _annotations(page, visibility) + _page(file, page, visibility, done)
        except Entangled as error:
            raise InputError(
                f"{name}, bladzijde {number}: een verborgen laag zit vast aan zichtbare tekst; "
                "sla het document op zonder lagen en bied het opnieuw aan.",
                reason="hidden-layer",
            ) from error
        if count:
            dropped.append(f"Bladzijde {number}: inhoud van een verborgen laag weggelaten.")
    # What is left shows, so the switches have no use any more; with them, viewers would differ.
    del file.Root.OCProperties
    return dropped


def _annotations(page: pikepdf.Page, visibility: Visibility) -> int:
    annotations = page.obj.get(Name.Annots)
    if not isinstance(annotations, Array):
        return 0
    kept = [
        a
        for a in annotations
        if not (isinstance(a, Dictionary) and visibility.hides(a.get(Name.OC)))
    ]
    gone = len(annotations) - len(kept)
    if gone:
        page.obj.Annots = Array(kept)
    return gone


def _page(file: Pdf, page: pikepdf.Page, visibility: Visibility, done: set[tuple[int, int]]) -> int:
    resources = page.resources
    found = _forms(file, resources, visibility, done)
    if _marked(resources, visibility):
        kept, count = _filter(pikepdf.parse_content_stream(page), resources, visibility)
        if count:
            page.obj.Contents = file.make_stream(kept)
            found += count
    return found


def _forms(
    file: Pdf,
    resources: Any,  # noqa: ANN401
    visibility: Visibility,
    done: set[tuple[int, int]],
) -> int:
    """The form XObjects of a page, also those within others, each once."""
    found = 0
    stack = [resources]
    while stack:
        here = stack.pop()
        objects = here.get(Name.XObject) if isinstance(here, Dictionary) else None
        if not isinstance(objects, Dictionary):
            continue
        for form in list(objects.values()):
            if not isinstance(form, Stream) or form.get(Name.Subtype) != Name.Form:
                continue
            if form.objgen in done:
                continue
            done.add(form.objgen)
            inner = form.get(Name.Resources, here)
            stack.append(inner)
            if _marked(inner, visibility):
                kept, count = _filter(pikepdf.parse_content_stream(form), inner, visibility)
                if count:
                    form.write(kept)
                    found += count
    return found


def _marked(resources: Any, visibility: Visibility) -> bool:  # noqa: ANN401
    """Does anything that these resources name depend on a hidden group?"""
    if not isinstance(resources, Dictionary):
        return False
    properties = resources.get(Name.Properties)
    if isinstance(properties, Dictionary) and any(map(visibility.hides, properties.values())):
        return True
    objects = resources.get(Name.XObject)
    return isinstance(objects, Dictionary) and any(
        isinstance(o, Stream) and visibility.hides(o.get(Name.OC)) for o in objects.values()
    )


def _filter(
    content: Iterable[Any],
    resources: Any,  # noqa: ANN401
    visibility: Visibility,
) -> tuple[bytes, int]:
    """The content without what hidden groups paint, and how much that was."""
    reader = _Reader(resources, visibility)
    for instruction in content:
        reader.take(instruction)
    return pikepdf.unparse_content_stream(reader.kept), reader.dropped


class _Reader:
    """Follows the marked sections through a content stream."""

    def __init__(self, resources: Any, visibility: Visibility) -> None:  # noqa: ANN401
        self.kept: list[Any] = []
        self.dropped = 0
        self._resources = resources if isinstance(resources, Dictionary) else Dictionary()
        self._visibility = visibility
        self._sections: list[bool] = []
        self._path: list[Any] = []
        """The hidden path under construction."""
        self._building = False
        """A visible path is under construction."""
        self._adrift = False
        """Hidden text was shown and nothing has set a new position since."""

    def take(self, instruction: Any) -> None:  # noqa: ANN401
        operator = str(instruction.operator)
        hidden = any(self._sections)
        if operator in OPEN:
            self._sections.append(self._hides(instruction))
            hidden = any(self._sections)
        elif operator == "EMC" and self._sections:
            self._sections.pop()
        self._adrift = self._adrift and operator not in MOVE
        if hidden:
            self._take_hidden(instruction, operator)
        else:
            self._take_visible(instruction, operator)

    def _take_visible(self, instruction: Any, operator: str) -> None:  # noqa: ANN401
        if self._adrift and operator in ("Tj", "TJ"):
            raise Entangled
        if operator == "Do" and self._hidden_object(instruction.operands):
            self.dropped += 1
            return
        if operator in PATH:
            self._building = True
        elif operator in PAINT:
            self._building = False
        self.kept.append(instruction)

    def _take_hidden(self, instruction: Any, operator: str) -> None:  # noqa: ANN401
        if operator in PATH or operator in CLIP:
            self._path.append(instruction)
        elif operator in PAINT:
            self._end_path()
            self.dropped += operator != "n"
        elif operator in SHOW:
            self._move_on(instruction.operands, operator)
            self._adrift = True
            self.dropped += 1
        elif operator in ("Do", "sh", "INLINE IMAGE"):
            self.dropped += 1
        elif operator not in MARKS:
            self.kept.append(instruction)

    def _end_path(self) -> None:
        clips = any(str(step.operator) in CLIP for step in self._path)
        if clips:
            self.kept.extend(self._path)
        if clips or self._building:
            self._add("n")
        self._path = []
        self._building = False

    def _move_on(self, operands: Any, operator: str) -> None:  # noqa: ANN401
        """What the quote operators do besides showing text."""
        if operator == '"':
            self._add("Tw", operands[0])
            self._add("Tc", operands[1])
        if operator in ("'", '"'):
            self._add("T*")

    def _add(self, operator: str, *operands: Any) -> None:  # noqa: ANN401
        self.kept.append(pikepdf.ContentStreamInstruction(list(operands), Operator(operator)))

    def _hides(self, instruction: Any) -> bool:  # noqa: ANN401
        operands = instruction.operands
        properties = self._resources.get(Name.Properties)
        return (
            str(instruction.operator) == "BDC"
            and len(operands) == 2
            and operands[0] == Name.OC
            and isinstance(operands[1], Name)
            and isinstance(properties, Dictionary)
            and self._visibility.hides(properties.get(str(operands[1])))
        )

    def _hidden_object(self, operands: Any) -> bool:  # noqa: ANN401
        objects = self._resources.get(Name.XObject)
        if len(operands) == 0 or not isinstance(objects, Dictionary):
            return False
        shown = objects.get(str(operands[0]))
        return isinstance(shown, Stream) and self._visibility.hides(shown.get(Name.OC))
