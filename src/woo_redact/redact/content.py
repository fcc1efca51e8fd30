"""Content streams written anew: known operators, fresh resource names, bare marked content.

Only resources that the content uses are copied, in the order of their first use, so a name or an
unused image in the old resources cannot come along.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from woo_redact.redact import allowed
from woo_redact.redact.colour import copy_function, copy_space
from woo_redact.redact.copier import Copier, is_dictionary, pick, plain
from woo_redact.redact.fontcopy import copy_font
from woo_redact.redact.images import bare_stencil, copy_image, copy_inline
from woo_redact.redact.layers import Layers
from woo_redact.redact.streams import Instruction, Streams, parse

RESOURCE_OF = {
    "Tf": "/Font",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "sh": "/Shading",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "scn": "/Pattern",
    "SCN": "/Pattern",
}
DIRECT_SPACES = frozenset(("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"))


def balanced(instructions: list[Instruction]) -> list[Instruction]:
    """With as many restores as saves, and text objects closed, so that what is painted after
    this content is not moved by it.
    """
    kept: list[Instruction] = []
    depth, in_text = 0, False
    for instruction in instructions:
        operator = instruction[1]
        if operator == "Q" and depth == 0:
            continue
        depth += {"q": 1, "Q": -1}.get(operator, 0)
        in_text = operator == "BT" or (in_text and operator != "ET")
        kept.append(instruction)
    return [*kept, *([([], "ET")] if in_text else []), *[([], "Q")] * depth]


class Content:
    """Rewrites one stream and what it draws on."""

    def __init__(
        self,
        copier: Copier,
        layers: Layers,
        resources: Object,
        around: Content | None = None,
        *,
        of_glyphs: bool = False,
    ) -> None:
        self.copier = copier
        self.of_glyphs = of_glyphs
        self.layers = layers
        self.source = resources
        self.around = around
        self.resources = Dictionary()
        self._renamed: dict[tuple[str, str], Name | None] = {}
        self._counts: dict[str, int] = {}

    def _keep_default_spaces(self) -> None:
        """The page's own meaning of the device colour spaces."""
        for name in ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK"):
            space = entry(self.source, "/ColorSpace", name)
            if space is not None:
                if "/ColorSpace" not in self.resources:
                    self.resources.ColorSpace = Dictionary()
                self.resources.ColorSpace[name] = copy_space(self.copier, space)

    def rewrite(self, instructions: Iterable[Instruction]) -> list[Instruction]:
        """The same painting under fresh names; marked content is reduced to tag and MCID, and
        what stands on a hidden layer is left out.
        """
        self._keep_default_spaces()
        written: list[Instruction] = []
        marks: list[tuple[bool, bool]] = []
        hidden = 0
        for operands, operator in instructions:
            if operator in ("BDC", "BMC"):
                kept, covers = self._marked(operands)
                marks.append((kept is not None, covers))
                hidden += covers
                if kept is not None:
                    written.append(kept)
            elif operator == "EMC":
                if marks:
                    shown, covers = marks.pop()
                    hidden -= covers
                    if shown:
                        written.append(([], "EMC"))
            elif hidden and operator in allowed.PAINTING:
                self.copier.drop("inhoud op een verborgen laag")
                if operator in allowed.PATH_PAINTING:
                    written.append(([], "n"))
            else:
                renamed = self._renamed_operands(operands, operator)
                if renamed is not None:
                    written.append(renamed)
        written.extend(([], "EMC") for shown, _ in reversed(marks) if shown)
        return balanced(written)

    def _marked(self, operands: list[Object]) -> tuple[Instruction | None, bool]:
        """The bare form of a BDC, or None, and whether it starts hidden content."""
        tag, properties = str(operands[0])[1:], operands[1] if len(operands) > 1 else None
        if isinstance(properties, Name):
            properties = self.find("/Properties", str(properties))
        if tag == "OC":
            return None, self.layers.hides(properties)
        mcid = plain(properties.get("/MCID")) if is_dictionary(properties) else None  # type: ignore[union-attr]
        name = Name("/" + (tag if tag in allowed.STRUCTURE_TYPES else "Span"))
        if isinstance(mcid, int):
            return ([name, Dictionary(MCID=mcid)], "BDC"), False
        return ([name], "BMC"), False

    def _renamed_operands(self, operands: list[Any], operator: str) -> Instruction | None:
        if operator == "INLINE IMAGE":
            return self._inline(operands[0])
        if operator == "ri":
            return (operands, operator) if str(operands[0])[1:] in allowed.NAMES else None
        category = RESOURCE_OF.get(operator)
        if category is None or not operands:
            return operands, operator
        place = -1 if category == "/Pattern" else 0
        name = operands[place]
        if not isinstance(name, Name):
            return operands, operator
        if category == "/ColorSpace" and str(name) in DIRECT_SPACES:
            return operands, operator
        fresh = self.resource(category, str(name))
        if fresh is None:
            return None
        renamed = list(operands)
        renamed[place] = fresh
        return renamed, operator

    def resource(self, category: str, name: str) -> Name | None:
        """The fresh name of a resource, which is copied at its first use."""
        key = (category, name)
        if key not in self._renamed:
            thing = self.find(category, name)
            if thing is None and category == "/Font":
                thing = standard_font()
            copy = None if thing is None else self._copy(category, thing)
            self._renamed[key] = None if copy is None else self.add(category, copy)
        return self._renamed[key]

    def find(self, category: str, name: str) -> Object | None:
        """A resource by its old name, here or in the content around this form, as viewers do."""
        found = entry(self.source, category, name)
        if found is None and self.around is not None:
            return self.around.find(category, name)
        return found

    def add(self, category: str, thing: Object) -> Name:
        """Put a copied thing among the resources; its fresh name."""
        number = self._counts.get(category, 0)
        self._counts[category] = number + 1
        fresh = Name(f"/{category[1]}{number}" if category != "/Pattern" else f"/T{number}")
        if category not in self.resources:
            self.resources[category] = Dictionary()
        self.resources[category][fresh] = thing
        return fresh

    def _inline(self, image: pikepdf.PdfInlineImage) -> Instruction | None:
        """As an image among the resources, but for the bits of a glyph, of which a font has
        hundreds.
        """
        stencil = bare_stencil(image) if self.of_glyphs else None
        if stencil is not None:
            return [stencil], "INLINE IMAGE"
        spaces = self.source.get("/ColorSpace") or Dictionary()
        copy = copy_inline(self.copier, image, spaces)
        return None if copy is None else ([self.add("/XObject", copy)], "Do")

    def _copy(self, category: str, thing: Object) -> Object | None:
        copier = self.copier
        if category == "/ColorSpace":
            return copy_space(copier, thing)
        if not is_dictionary(thing):
            return None
        if category == "/Font":
            return copy_font(copier, thing, self._procedures)
        if category == "/XObject":
            return self._painted(thing)
        if category == "/ExtGState":
            return self._state(thing)
        if category == "/Shading":
            return copy_shading(copier, thing)
        return self._pattern(thing)

    def _painted(self, thing: Object) -> Object | None:
        if self.layers.hides(thing.get("/OC")):
            self.copier.drop("inhoud op een verborgen laag")
            return None
        kind = str(thing.get("/Subtype"))
        if kind == "/Image":
            return copy_image(self.copier, thing)
        return self.form(thing) if kind == "/Form" else None

    def form(self, form: Object) -> Object | None:
        own = _is_closed(form, self.copier.sources)
        make = partial(self._form, form)
        return self.copier.once(form, make, "form") if own else make()

    def _form(self, form: Object) -> Object:
        made = pick(form, ("/BBox", "/Matrix", "/FormType"))
        made.Type, made.Subtype = Name.XObject, Name.Form
        group = form.get("/Group")
        if isinstance(group, pikepdf.Dictionary):
            made.Group = copy_group(self.copier, group)
        own = form.get("/Resources")
        resources = own if isinstance(own, pikepdf.Dictionary) else Dictionary()
        inner = Content(self.copier, self.layers, resources, self)
        written = inner.rewrite(self.copier.sources.read(form))
        made.Resources = inner.resources
        return self.copier.content(written, made)

    def _procedures(
        self, programs: list[Object], resources: Object
    ) -> tuple[list[Object], Dictionary]:
        """Type3 glyphs, which share their resources."""
        inner = Content(self.copier, self.layers, resources, of_glyphs=True)
        written = [inner.rewrite(parse(program)) for program in programs]
        return [self.copier.content(glyph) for glyph in written], inner.resources

    def _pattern(self, pattern: Object) -> Object | None:
        if plain(pattern.get("/PatternType")) == 2:
            made = pick(pattern, ("/PatternType", "/Matrix"))
            if not is_dictionary(pattern.get("/Shading")):
                return None
            made.Shading = copy_shading(self.copier, pattern.Shading)
            return self.copier.indirect(made)
        if not isinstance(pattern, Stream):
            return None
        return self.copier.once(pattern, lambda: self._tiling(pattern), "pattern")

    def _tiling(self, pattern: Object) -> Object:
        keys = ("/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
        made = pick(pattern, keys)
        inner = Content(self.copier, self.layers, pattern.get("/Resources") or Dictionary())
        written = inner.rewrite(parse(pattern))
        made.Resources = inner.resources
        return self.copier.content(written, made)

    def _state(self, state: Object) -> Object:
        made = pick(state, allowed.GRAPHICS_STATE)
        made.Type = Name.ExtGState
        font = state.get("/Font")
        if isinstance(font, Array) and len(font) == 2 and is_dictionary(font[0]):
            copy = copy_font(self.copier, font[0], self._procedures)
            if copy is not None:
                made.Font = Array([copy, plain(font[1]) or 1])
        mask = state.get("/SMask")
        if isinstance(mask, Name):
            made.SMask = Name("/None")
        elif isinstance(mask, pikepdf.Dictionary) and isinstance(mask.get("/G"), Stream):
            copied = self._mask(mask)
            if copied is not None:
                made.SMask = copied
        return self.copier.indirect(made)

    def _mask(self, mask: Object) -> Object | None:
        made = pick(mask, ("/S", "/BC"))
        inner = Content(self.copier, self.layers, Dictionary())
        group = inner.form(mask.G)
        if group is None:
            return None
        made.G = group
        if "/TR" in mask:
            made.TR = copy_function(self.copier, mask.TR)
        return made


def _is_closed(form: Object, sources: Streams) -> bool:
    """Does a form bring everything that it draws on, so that one copy serves every use?"""
    resources = form.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return False
    used = {
        (RESOURCE_OF[operator], str(operands[0]))
        for operands, operator in sources.read(form)
        if operator in ("Tf", "Do", "gs", "sh")
    }
    return all(entry(resources, category, name) is not None for category, name in used)


def standard_font() -> Dictionary:
    """What viewers show text with whose font is missing."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def entry(resources: Object, category: str, name: str) -> Object | None:
    group = resources.get(category)
    return group.get(name) if isinstance(group, pikepdf.Dictionary) else None


def copy_group(copier: Copier, group: Object) -> Dictionary:
    made = pick(group, ("/S", "/I", "/K"))
    if "/CS" in group:
        made.CS = copy_space(copier, group.CS)
    return made


def copy_shading(copier: Copier, shading: Object) -> Object:
    made = pick(shading, allowed.SHADING)
    made.ColorSpace = copy_space(copier, shading.get("/ColorSpace"))
    if "/Function" in shading:
        made.Function = copy_function(copier, shading.Function)
    if isinstance(shading, Stream):
        return copier.stream(shading.read_bytes(), made)
    return copier.indirect(made)
