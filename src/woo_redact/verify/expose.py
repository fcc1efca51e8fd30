"""Brings to light what no page paints: every form, pattern, mask, glyph procedure, template and
image gets a page of its own in a new file, where text engines and OCR can read it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

Kind = Literal["content", "image"]
MOST_PAGES = 3000
LARGEST = 2400.0
"""Points along the longer side of an exposed page; larger things are scaled down."""
ANYWHERE = (-4000.0, -4000.0, 4000.0, 4000.0)
NUMBER = rb"\s+(-?[\d.]+)"
GLYPH_BOX = re.compile(rb"\s*-?[\d.]+\s+-?[\d.]+" + 4 * NUMBER + rb"\s+d1\b")
SHOWS_TEXT = re.compile(rb"\bBT\b.*\bT[Jj]\b|\bBI\b.*\bID\b", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One page of the exposition: where its thing hung in the examined file."""

    page: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Exposition:
    pdf: bytes
    exhibits: tuple[Exhibit, ...]


def exposition(pdf: Pdf, page_of: dict[tuple[int, int], int]) -> Exposition:
    """All that can be painted and is not part of a page's own painting, and every image."""
    target = Pdf.new()
    exhibits: list[Exhibit] = []
    painted = _painted(pdf)
    for node, resources in _paintable(pdf, painted):
        kind: Kind = "image" if node.get("/Subtype") == Name.Image else "content"
        for variant in _variants(target, node, resources):
            _show(target, variant)
            exhibits.append(Exhibit(page_of.get(node.objgen, 0), kind))
        if len(exhibits) > MOST_PAGES:
            raise OverflowError("more to expose than any file needs")
    for page in _loose_pages(pdf):
        target.pages.append(pikepdf.Page(_standing(target, page)))
        exhibits.append(Exhibit(0, "content"))
    stream = io.BytesIO()
    target.save(stream)
    return Exposition(stream.getvalue(), tuple(exhibits))


def _paintable(
    pdf: Pdf, painted: set[tuple[int, int]]
) -> Iterator[tuple[pikepdf.Object, pikepdf.Object | None]]:
    """Forms, patterns, glyph procedures and images with the resources that they use."""
    first = pdf.pages[0].obj.get("/Resources") if len(pdf.pages) else None
    for node in pdf.objects:
        if isinstance(node, Stream):
            if _is_image(node):
                yield node, None
            elif node.objgen not in painted and _is_content(node):
                yield node, node.get("/Resources", first)
        elif isinstance(node, Dictionary) and node.get("/Subtype") == Name.Type3:
            for procedure in _values(node.get("/CharProcs")):
                if isinstance(procedure, Stream):
                    yield procedure, node.get("/Resources", first)


def _is_content(node: pikepdf.Object) -> bool:
    if node.get("/Subtype") == Name.Form or "/PatternType" in node:
        return True
    return "/Subtype" not in node and SHOWS_TEXT.search(_content(node)) is not None


def _is_image(node: pikepdf.Object) -> bool:
    return node.get("/Subtype") == Name.Image or (
        "/Width" in node and "/Height" in node and ("/ColorSpace" in node or "/Filter" in node)
    )


def _variants(
    target: Pdf, node: pikepdf.Object, resources: pikepdf.Object | None
) -> Iterator[pikepdf.Object]:
    """The thing as it is, and an image once more without what makes parts of it transparent."""
    if not _is_image(node):
        yield _as_form(target, node, resources)
        return
    copy = target.copy_foreign(node)
    copy.Type, copy.Subtype = Name.XObject, Name.Image
    for key in ("/OC", "/Alternates", "/Metadata", "/StructParent"):
        if key in copy:
            del copy[key]
    yield copy
    if "/SMask" in node or "/Mask" in node:
        bare = Stream(target, node.read_raw_bytes())
        for key in copy.keys():  # noqa: SIM118  (a stream does not iterate)
            if key not in ("/SMask", "/Mask", "/Length"):
                bare[key] = copy[key]
        yield target.make_indirect(bare)


def _as_form(target: Pdf, node: pikepdf.Object, resources: pikepdf.Object | None) -> pikepdf.Object:
    form = Stream(target, _content(node))
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array(_box(node.get("/BBox"), _stated_box(_content(node)) or ANYWHERE))
    if isinstance(resources, Dictionary):
        form.Resources = _copied(target, resources)
    return target.make_indirect(form)


def _stated_box(content: bytes) -> tuple[float, ...] | None:
    """Where a glyph procedure says that it paints."""
    match = GLYPH_BOX.match(content)
    if match is None:
        return None
    x0, y0, x1, y1 = (float(number) for number in match.groups())
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _show(target: Pdf, thing: pikepdf.Object) -> None:
    if thing.Subtype == Name.Image:
        width, height = float(thing.get("/Width", 1)), float(thing.get("/Height", 1))
        scale = min(1.0, LARGEST / max(width, height, 1.0))
        box = [0.0, 0.0, max(width * scale, 1.0), max(height * scale, 1.0)]
        content = f"q {box[2]} 0 0 {box[3]} 0 0 cm /X Do Q"
    else:
        x0, y0, x1, y1 = (float(n) for n in thing.BBox)
        left, bottom, width, height = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
        scale = min(1.0, LARGEST / max(width, height, 1.0))
        box = [0.0, 0.0, max(width * scale, 1.0), max(height * scale, 1.0)]
        content = f"q {scale} 0 0 {scale} {-left * scale} {-bottom * scale} cm /X Do Q"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array(box),
        Resources=Dictionary(XObject=Dictionary(X=thing)),
        Contents=target.make_stream(content.encode()),
    )
    target.pages.append(pikepdf.Page(target.make_indirect(page)))


def _painted(pdf: Pdf) -> set[tuple[int, int]]:
    """Forms that pages paint, directly or through other forms, and the pages' own contents."""
    found: set[tuple[int, int]] = set()
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        for stream in contents if isinstance(contents, Array) else [contents]:
            if isinstance(stream, Stream):
                found.add(stream.objgen)
        _painted_by(page.obj, page.obj.get("/Resources"), found, 0)
    return found


def _painted_by(
    holder: pikepdf.Object,
    resources: pikepdf.Object | None,
    found: set[tuple[int, int]],
    depth: int,
) -> None:
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(objects, Dictionary) or depth > 30:
        return
    for step in pikepdf.parse_content_stream(holder, "Do"):
        if str(step.operator) != "Do" or not step.operands:
            continue
        form = objects.get(str(step.operands[0]))
        if not isinstance(form, Stream) or form.objgen in found:
            continue
        if form.get("/Subtype") == Name.Form:
            found.add(form.objgen)
            _painted_by(form, form.get("/Resources", resources), found, depth + 1)


def _loose_pages(pdf: Pdf) -> Iterator[pikepdf.Object]:
    """Pages and templates that are not in the page tree."""
    known = {page.obj.objgen for page in pdf.pages}
    for node in pdf.objects:
        if isinstance(node, Dictionary) and not isinstance(node, Stream):
            kind = node.get("/Type")
            if kind in (Name.Page, Name.Template) and node.objgen not in known:
                yield node


def _standing(target: Pdf, page: pikepdf.Object) -> pikepdf.Object:
    """The loose page as a page of the other file."""
    contents = page.get("/Contents")
    streams = contents if isinstance(contents, Array) else [contents]
    made = Dictionary(
        Type=Name.Page,
        MediaBox=Array(_box(page.get("/MediaBox"), (0.0, 0.0, 612.0, 792.0))),
        Contents=target.make_stream(
            b"\n".join(_content(s) for s in streams if isinstance(s, Stream))
        ),
    )
    resources = page.get("/Resources")
    if isinstance(resources, Dictionary):
        made.Resources = _copied(target, resources)
    return target.make_indirect(made)


def _copied(target: Pdf, node: object) -> object:
    """A value with its indirect members copied to the other file."""
    if not isinstance(node, pikepdf.Object):
        return node
    if node.is_indirect:
        return target.copy_foreign(node)
    if isinstance(node, Dictionary):
        return Dictionary({key: _copied(target, value) for key, value in node.items()})
    if isinstance(node, Array):
        return Array([_copied(target, value) for value in node])
    return node


def _values(node: pikepdf.Object | None) -> list[pikepdf.Object]:
    return [value for _, value in node.items()] if isinstance(node, Dictionary) else []


def _content(node: pikepdf.Object) -> bytes:
    try:
        return bytes(node.read_bytes())
    except pikepdf.PdfError:
        return b""


def _box(box: pikepdf.Object | None, otherwise: tuple[float, ...]) -> tuple[float, ...]:
    if isinstance(box, Array) and len(box) == 4:
        try:
            return tuple(float(n) for n in box)
        except (TypeError, ValueError):
            return otherwise
    return otherwise
