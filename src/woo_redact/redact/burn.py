"""Takes what lies under the boxes of one page out of its content, forms and images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream

from woo_redact.redact.cover import Patch, find_covered
from woo_redact.redact.drawings import remove_drawings
from woo_redact.redact.geometry import PageSpace
from woo_redact.redact.images import copy_inline_source
from woo_redact.redact.interpret import interpret
from woo_redact.redact.pixels import Undecodable, blank, covers_all
from woo_redact.redact.relay import Moved, lay_out
from woo_redact.redact.rewrite import rewrite_text
from woo_redact.redact.scene import Container, Path, Picture, Scene, Show
from woo_redact.redact.streams import Instruction, Streams
from woo_redact.types import Box, Rect

VEILED = "onder een vlak ligt tekst of een afbeelding in een patroon of masker"
UNREADABLE_IMAGE = "een afbeelding onder een vlak is niet te ontcijferen"


@dataclass(slots=True)
class Burnt:
    """One painted box, in PDF user space. ``mcid`` is the marked content in which the covered
    text stood, None outside tags.
    """

    box: int
    rects: list[Rect]
    hidden: bool
    mcid: int | None


@dataclass(slots=True)
class Outcome:
    """What became of a page. ``doubts``: why its boxes may not have reached everything;
    ``opaque``: why only an image of the page is safe.
    """

    boxes: list[Burnt] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    doubts: set[str] = field(default_factory=set)
    opaque: set[str] = field(default_factory=set)
    fonts: set[tuple[int, int]] = field(default_factory=set)
    """The fonts, by object number, in which something was covered."""


def burn(
    pdf: Pdf, streams: Streams, page: Page, resources: Object, boxes: Sequence[Box]
) -> Outcome:
    """Changes the page in ``pdf``; raises ContentError where its content cannot be taken apart.
    ``streams`` receives the new contents.
    """
    space = PageSpace.of(page)
    scene = interpret(page, resources)
    patches = [
        Patch(number, space.quad(quad), box.exact)
        for number, box in enumerate(boxes)
        for quad in box.quads
    ]
    outcome = Outcome(doubts=set(scene.doubts))
    covered = find_covered(scene, patches)
    layout = lay_out(scene, covered, space.rect(_whole(page, space)))
    outcome.moved = layout.moved
    containers = {id(show.container): show.container for show in scene.shows}
    for container in containers.values():
        pieces = {
            scene.shows[order].index: made
            for order, made in layout.pieces.items()
            if scene.shows[order].container is container
        }
        if pieces:
            rewrite_text(container, scene.shows, pieces)
    remove_drawings(scene, patches)
    try:
        _remove_pixels(pdf, scene, patches)
    except Undecodable:
        outcome.opaque.add(UNREADABLE_IMAGE)
    if any(veil.intersects(patch.rect) for veil in scene.veiled for patch in patches):
        outcome.opaque.add(VEILED)
    outcome.fonts = {
        show.state.metrics.number
        for patch in patches
        for show, _ in patch.glyphs
        if show.state.metrics is not None
    }
    _write_back(pdf, streams, page, scene)
    for number in range(len(boxes)):
        outcome.boxes.append(_burnt(number, patches, layout.rects, layout.open, scene))
    return outcome


def _whole(page: Page, space: PageSpace) -> Rect:
    x0, y0, x1, y1 = (float(number) for number in page.cropbox)
    return space.back(Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _burnt(
    number: int,
    patches: Sequence[Patch],
    rects: dict[int, list[Rect]],
    opened: set[int],
    scene: Scene,
) -> Burnt:
    own = [patch for patch in patches if patch.box == number]
    placed: list[Rect] = []
    hidden = True
    for patch in own:
        made = [] if patch.exact else rects.get(id(patch), [])
        hidden = hidden and bool(made) and id(patch) not in opened
        placed += made or [patch.rect]
    return Burnt(number, placed, hidden, _mcid(own, scene))


def _mcid(patches: Sequence[Patch], scene: Scene) -> int | None:
    for patch in patches:
        for show, _ in patch.glyphs:
            if show.container is scene.page:
                return show.mcid
        for picture in scene.pictures:
            if picture.container is scene.page and picture.rect.intersects(patch.rect):
                return picture.mcid
    return None


def _remove_pixels(pdf: Pdf, scene: Scene, patches: Sequence[Patch]) -> None:
    done: dict[tuple[object, ...], Object] = {}
    for picture in scene.pictures:
        over = [patch for patch in patches if picture.rect.intersects(patch.rect)]
        if not over:
            continue
        if any(covers_all(picture.matrix, patch.quad) for patch in over):
            picture.container.edits[picture.index] = []
            continue
        image = _image(pdf, picture)
        made = blank(pdf, image, picture.matrix, [patch.quad for patch in over], done)
        name = _add_resource(picture.container, made)
        picture.container.edits[picture.index] = [([name], "Do")]


def _image(pdf: Pdf, picture: Picture) -> Object:
    if isinstance(picture.image, pikepdf.PdfInlineImage):
        spaces = picture.container.resources.get("/ColorSpace") or Dictionary()
        return pdf.make_indirect(copy_inline_source(pdf, picture.image, spaces))
    assert isinstance(picture.image, Stream)  # noqa: S101 - the walk notes streams only
    return picture.image


def _add_resource(container: Container, thing: Object) -> Name:
    """A name for the thing in the container's resources, which are its own from here on."""
    own = Dictionary()
    for key, value in container.resources.items():
        own[key] = value
    objects = Dictionary()
    for key, value in (own.get("/XObject") or Dictionary()).items():
        objects[key] = value
    number = 0
    while f"/Edited{number}" in objects:
        number += 1
    name = Name(f"/Edited{number}")
    objects[name] = thing
    own.XObject = objects
    container.resources = own
    return name


def _write_back(pdf: Pdf, streams: Streams, page: Page, scene: Scene) -> None:
    """Puts the edited streams in place, the innermost forms first."""
    edited = _edited(scene)
    for container in edited:
        if container.parent is None:
            page.obj.Contents = pdf.make_stream(b"")
            streams.write(page.obj.Contents, _applied(container))
            page.obj.Resources = container.resources
            continue
        assert isinstance(container.source, Stream)  # noqa: S101 - forms are streams
        made = pdf.make_indirect(Stream(pdf, b""))
        for key, value in container.source.items():
            if key not in ("/Length", "/Filter", "/DecodeParms"):
                made[key] = value
        made.Resources = container.resources
        streams.write(made, _applied(container))
        name = _add_resource(container.parent, made)
        container.parent.edits[container.at] = [([name], "Do")]


def _edited(scene: Scene) -> list[Container]:
    """The containers with edits, and those around them, deepest first."""
    found: dict[int, tuple[int, Container]] = {}
    things: list[Show | Path | Picture] = [*scene.shows, *scene.paths, *scene.pictures]
    for container in {id(thing.container): thing.container for thing in things}.values():
        if not container.edits:
            continue
        inner: Container | None = container
        while inner is not None:
            found[id(inner)] = (_depth(inner), inner)
            inner = inner.parent
    return [container for _, container in sorted(found.values(), key=lambda pair: -pair[0])]


def _depth(container: Container) -> int:
    depth = 0
    while container.parent is not None:
        container = container.parent
        depth += 1
    return depth


def _applied(container: Container) -> list[Instruction]:
    written: list[Instruction] = []
    for index, instruction in enumerate(container.instructions):
        written.extend(container.edits.get(index, [instruction]))
    return written
