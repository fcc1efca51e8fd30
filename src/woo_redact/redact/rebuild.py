"""The allow-list rebuild: a new file that holds what readers need, and nothing unnamed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from woo_redact.redact.content import Content, copy_group
from woo_redact.redact.copier import Copier, plain
from woo_redact.redact.layers import Layers
from woo_redact.redact.links import Links
from woo_redact.redact.metadata import write_labels, write_metadata
from woo_redact.redact.relay import Moved
from woo_redact.redact.secrets import Secrets
from woo_redact.redact.streams import ContentError, Streams
from woo_redact.redact.structure import Structure
from woo_redact.types import Rect

NUMBERS = ("/UserUnit", "/Tabs")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The new file, still open. ``unreadable`` are the numbers of pages that were left empty since
    their content could not be taken apart; ``fonts`` maps fonts of the source to their copies.
    """

    pdf: Pdf
    streams: Streams
    unreadable: frozenset[int]
    fonts: Mapping[tuple[int, int], tuple[int, int]]
    dropped: frozenset[str]


def rebuild(
    source: Pdf,
    sources: Streams,
    secrets: Secrets,
    covered: Mapping[int, Sequence[Rect]],
    moved: Mapping[int, Sequence[Moved]],
) -> Rebuilt:
    """Copies what is allowed; ``sources`` knows contents of ``source`` that differ from what
    it holds; ``covered`` are the boxes per page number in PDF user space,
    ``moved`` the words that were laid elsewhere.
    """
    target = Pdf.new()
    copier = Copier(source, target, secrets, sources)
    layers = Layers(source)
    pages: dict[tuple[int, int], Object] = {}
    for number, page in enumerate(source.pages, start=1):
        copier.page = number
        pages[page.obj.objgen] = _copy_page(copier, layers, page)
    links = Links(source, target, secrets, pages)
    for number, page in enumerate(source.pages, start=1):
        kept = links.copy_annotations(page.obj, covered.get(number, ()), moved.get(number, ()))
        if kept:
            pages[page.obj.objgen].Annots = Array(kept)
    structure = Structure(source, target, secrets, pages, links.copies)
    structure.copy()
    links.copy_outline()
    write_labels(source, target, secrets)
    dropped = copier.dropped | links.dropped | structure.dropped | _left_behind(source)
    dropped |= write_metadata(source, target, secrets)
    unreadable = frozenset(copier.unreadable)
    return Rebuilt(target, copier.streams, unreadable, copier.copies("font"), frozenset(dropped))


def write(pdf: Pdf) -> bytes:
    """The whole file once, without history, the same bytes for the same content."""
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
        min_version="1.7",
    )
    return buffer.getvalue()


def _copy_page(copier: Copier, layers: Layers, page: Page) -> Object:
    made = Dictionary(Type=Name.Page)
    media, crop = _numbers(page.mediabox), _numbers(page.cropbox)
    made.MediaBox = Array(media)
    if crop != media:
        made.CropBox = Array(crop)
    if rotation_of(page):
        made.Rotate = rotation_of(page)
    for key in NUMBERS:
        if plain(page.obj.get(key)) is not None:
            made[key] = plain(page.obj[key])
    if "/StructParents" in page.obj:
        made.StructParents = copier.page - 1
    group = page.obj.get("/Group")
    if isinstance(group, pikepdf.Dictionary):
        made.Group = copy_group(copier, group)
    content = Content(copier, layers, resources_of(page))
    try:
        written = content.rewrite(copier.sources.read(page.obj))
    except ContentError:
        copier.unreadable.add(copier.page)
        written = []
    made.Resources = content.resources
    made.Contents = copier.content(written)
    copier.target.pages.append(Page(copier.indirect(made)))
    return copier.target.pages[-1].obj


def _numbers(box: Object) -> list[float]:
    return [float(number) for number in box]


def resources_of(page: Page) -> Object:
    """The page's resources, its own or those it inherits."""
    found = _inherited(page.obj, "/Resources")
    return found if isinstance(found, pikepdf.Dictionary) else Dictionary()


def rotation_of(page: Page) -> int:
    """By how many degrees the page is turned clockwise: 0, 90, 180 or 270."""
    rotation = _inherited(page.obj, "/Rotate")
    return rotation % 360 // 90 * 90 if isinstance(rotation, int) else 0


def _inherited(node: Object, key: str) -> object | None:
    for _ in range(64):
        if key in node:
            return node[key]
        parent = node.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            return None
        node = parent
    return None


def _left_behind(source: Pdf) -> set[str]:
    """What the catalog holds that no published file needs, named for the reader."""
    names = source.Root.get("/Names")
    inside = set(names.keys()) if isinstance(names, pikepdf.Dictionary) else set()
    found = set(source.Root.keys()) | inside
    said = {
        "/AcroForm": "formuliervelden",
        "/EmbeddedFiles": "bijlagen in het bestand",
        "/AF": "bijlagen in het bestand",
        "/JavaScript": "scripts",
        "/OpenAction": "acties bij openen",
        "/AA": "acties bij openen",
        "/Metadata": "documenteigenschappen",
        "/OCProperties": "lagen",
        "/PieceInfo": "gegevens van het opmaakprogramma",
        "/Perms": "digitale ondertekening",
    }
    return {text for key, text in said.items() if key in found}
