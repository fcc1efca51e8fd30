"""Boxes in the structure of a tagged document, so that a screen reader says where text is gone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

SAID = "gelakt"
SAID_WHY = "gelakt op grond van {}"


class Tagger:
    """Adds elements to the structure tree of a file of our own making."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        root = pdf.Root.get("/StructTreeRoot")
        self._rows: dict[int, Object] = {}
        if isinstance(root, pikepdf.Dictionary):
            self.root = root
            self._rows = dict(_pairs(root.ParentTree.Nums))

    def wrap(self, page: Object, mcid: int | None, ground: str, content: bytes) -> bytes:
        """The content of a box as marked content: an element after the one that held the
        covered text, or an artifact where the page has no tags.
        """
        row = self._rows.get(int(page.get("/StructParents", -1)))
        parent = _at(row, mcid) if row is not None else None
        if row is None or not isinstance(row, Array):
            return b"/Artifact BMC\n" + content + b"EMC\n"
        number = len(row)
        element = self._element(page, number, ground)
        row.append(element)
        if parent is None:
            self._append(element)
        else:
            element.P = parent
            parent.K = Array(_inserted(parent, page, mcid, element))
        return b"/Span <</MCID %d>> BDC\n" % number + content + b"EMC\n"

    def _element(self, page: Object, number: int, ground: str) -> Object:
        said = SAID_WHY.format(ground) if ground else SAID
        made = Dictionary(Type=Name.StructElem, S=Name.Span, Pg=page, K=number, Alt=String(said))
        return self.pdf.make_indirect(made)

    def _append(self, element: Object) -> None:
        """To the document's first element, where nothing says what it belongs to."""
        kids = _kids(self.root)
        top = kids[0] if kids and isinstance(kids[0], pikepdf.Dictionary) else self.root
        element.P = top
        top.K = Array([*_kids(top), element])


def _pairs(numbers: Object) -> Iterable[tuple[Any, Object]]:
    items = list(numbers)
    return zip(items[::2], items[1::2], strict=True)


def _at(row: Object, mcid: int | None) -> Object | None:
    if mcid is None or not isinstance(row, Array) or not 0 <= mcid < len(row):
        return None
    found = row[mcid]
    return found if isinstance(found, pikepdf.Dictionary) else None


def _kids(element: Object) -> list[object]:
    kids = element.get("/K")
    if isinstance(kids, Array):
        return list(kids)
    return [] if kids is None else [kids]


def _inserted(parent: Object, page: Object, mcid: int | None, element: Object) -> list[object]:
    """The parent's kids with the element after the content that it follows."""
    kids = _kids(parent)
    for place, kid in enumerate(kids):
        own = isinstance(kid, int) and kid == mcid
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/MCID") == mcid:
            own = kid.get("/Pg", page) == page
        if own:
            return [*kids[: place + 1], element, *kids[place + 1 :]]
    return [*kids, element]
