"""What a file says outside its pages: title, bookmarks, links, alternative texts, labels."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pikepdf

from woo_redact.types import OuterText

Place = Literal["title", "bookmark", "link", "alt", "language", "label"]


@dataclass(frozen=True, slots=True)
class Outer:
    texts: tuple[OuterText, ...]
    tagged: bool
    language: str | None
    created: str | None


def read(pdf: pikepdf.Pdf) -> Outer:
    root = pdf.Root
    language = _text(root.get("/Lang"))
    found: list[tuple[Place, str]] = []
    found.extend(("title", text) for text in _titles(pdf))
    found.extend(("bookmark", text) for text in _bookmarks(root.get("/Outlines")))
    for page in pdf.pages:
        found.extend(_links(page))
    found.extend(("alt", text) for text in _alternatives(root.get("/StructTreeRoot")))
    found.extend(("label", text) for text in _labels(root.get("/PageLabels")))
    seen = dict.fromkeys((place, unicodedata.normalize("NFC", text)) for place, text in found)
    return Outer(
        texts=tuple(OuterText(place=place, text=text) for place, text in seen if text.strip()),
        tagged="/StructTreeRoot" in root,
        language=language or None,
        created=_created(pdf),
    )


def _text(value: Any) -> str:  # noqa: ANN401 -- any PDF object
    return str(value) if isinstance(value, pikepdf.String) else ""


def _titles(pdf: pikepdf.Pdf) -> Iterator[str]:
    info = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        yield _text(info.get("/Title"))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        title = xmp.get("dc:title")
        if isinstance(title, str):
            yield title


def _bookmarks(outlines: Any) -> Iterator[str]:  # noqa: ANN401
    """Titles in their order; a loop among the items is walked once."""
    if not isinstance(outlines, pikepdf.Dictionary):
        return
    seen: set[tuple[int, int]] = set()
    stack = [outlines.get("/First")]
    while stack:
        item = stack.pop()
        if not isinstance(item, pikepdf.Dictionary) or _visited(item, seen):
            continue
        yield _text(item.get("/Title"))
        stack.extend((item.get("/Next"), item.get("/First")))


def _links(page: pikepdf.Page) -> Iterator[tuple[Place, str]]:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    for annotation in annotations:
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        if annotation.get("/Subtype") != pikepdf.Name.Link:
            continue
        yield "alt", _text(annotation.get("/Contents"))
        action = annotation.get("/A")
        if isinstance(action, pikepdf.Dictionary):
            uri = action.get("/URI")
            yield "link", _text(uri)


def _alternatives(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """/Alt of every structure element, whether its kids are listed or stand alone."""
    seen: set[tuple[int, int]] = set()
    stack = [tree]
    while stack:
        element = stack.pop()
        if isinstance(element, pikepdf.Array):
            stack.extend(reversed(list(element)))
        if not isinstance(element, pikepdf.Dictionary) or _visited(element, seen):
            continue
        yield _text(element.get("/Alt"))
        stack.append(element.get("/K"))


def _labels(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Prefixes of page labels, from every leaf of the number tree."""
    seen: set[tuple[int, int]] = set()
    stack = [tree]
    while stack:
        node = stack.pop()
        if not isinstance(node, pikepdf.Dictionary) or _visited(node, seen):
            continue
        for entry in node.get("/Nums", ()):
            if isinstance(entry, pikepdf.Dictionary):
                yield _text(entry.get("/P"))
        stack.extend(reversed(list(node.get("/Kids", ()))))


def _visited(item: pikepdf.Dictionary, seen: set[tuple[int, int]]) -> bool:
    """Objects written in place have no number and cannot be part of a loop."""
    if not item.is_indirect:
        return False
    if item.objgen in seen:
        return True
    seen.add(item.objgen)
    return False


def _created(pdf: pikepdf.Pdf) -> str | None:
    info = pdf.trailer.get("/Info")
    if not isinstance(info, pikepdf.Dictionary):
        return None
    digits = _text(info.get("/CreationDate")).removeprefix("D:")[:8]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        return None
