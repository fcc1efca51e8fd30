"""Links and bookmarks: internal ones, and web and mail addresses that hold no secret."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from woo_redact.redact.copier import is_dictionary, plain
from woo_redact.redact.relay import Moved
from woo_redact.redact.secrets import Secrets
from woo_redact.types import Rect

WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
MAIL = re.compile(r"mailto:[^\s\x00-\x1f]+", re.IGNORECASE)
DEEPEST = 32
FITS = frozenset(["/XYZ", "/Fit", "/FitH", "/FitV", "/FitR", "/FitB", "/FitBH", "/FitBV"])

Pages = Mapping[tuple[int, int], Object]


class Links:
    """``pages`` maps the object numbers of the source's pages to the new pages."""

    def __init__(self, source: Pdf, target: Pdf, secrets: Secrets, pages: Pages) -> None:
        self.source = source
        self.target = target
        self.secrets = secrets
        self.pages = pages
        self.copies: dict[tuple[int, int], Object] = {}
        self.dropped: set[str] = set()
        self._named = _named_destinations(source)

    def copy_annotations(
        self, page: Object, covered: Iterable[Rect], moved: Sequence[Moved]
    ) -> list[Object]:
        """The link annotations of a page. Those that touch a covered place (in PDF user space)
        go, since their outline shows how long the covered text was; those on words that moved
        move along.
        """
        boxes = list(covered)
        kept: list[Object] = []
        annotations = page.get("/Annots")
        for annotation in annotations if isinstance(annotations, Array) else []:
            if not isinstance(annotation, pikepdf.Dictionary) or not annotation.is_indirect:
                continue
            if annotation.get("/Subtype") != Name.Link:
                self.dropped.add("annotaties")
                continue
            rect = _rect(annotation)
            if rect is None or any(rect.intersects(box) for box in boxes):
                self.dropped.add("koppelingen onder een vlak")
                continue
            copy = self._link(annotation, _follow(rect, moved), rect)
            if copy is not None:
                kept.append(copy)
                self.copies[annotation.objgen] = copy
        return kept

    def _link(self, annotation: Object, rect: Rect, old: Rect) -> Object | None:
        made = Dictionary(Type=Name.Annot, Subtype=Name.Link, F=4)
        made.Rect, made.Border = Array(rect), Array([0, 0, 0])
        quads = plain(annotation.get("/QuadPoints"))
        if isinstance(quads, Array) and len(quads) % 8 == 0 and rect == old:
            made.QuadPoints = quads
        if not self._target(annotation, made):
            self.dropped.add("koppelingen")
            return None
        contents = annotation.get("/Contents")
        if isinstance(contents, String) and self.secrets.clean_address(str(contents)):
            made.Contents = String(str(contents))
        if "/StructParent" in annotation:
            made.StructParent = len(self.pages) + len(self.copies)
        return self.target.make_indirect(made)

    def _target(self, item: Object, made: Dictionary) -> bool:
        """Gives ``made`` the destination or address of ``item``; False if it may have none."""
        action = item.get("/A")
        destination = item.get("/Dest")
        if isinstance(action, pikepdf.Dictionary):
            kind = str(action.get("/S"))
            if kind == "/URI":
                address = self._address(action)
                if address is None:
                    return False
                made.A = Dictionary(S=Name.URI, URI=String(address))
                return True
            destination = action.get("/D") if kind == "/GoTo" else None
        explicit = self._destination(destination)
        if explicit is None:
            return False
        made.Dest = explicit
        return True

    def _address(self, action: Object) -> str | None:
        value = action.get("/URI")
        address = str(value) if isinstance(value, String) else ""
        if not (WEB.fullmatch(address) or MAIL.fullmatch(address)):
            return None
        return address if self.secrets.clean_address(address) else None

    def _destination(self, destination: object, depth: int = 0) -> Array | None:
        """An explicit destination on a page of the new file."""
        if depth > 4 or destination is None:
            return None
        if isinstance(destination, String | Name):
            return self._destination(self._named.get(str(destination).lstrip("/")), depth + 1)
        if isinstance(destination, pikepdf.Dictionary):
            return self._destination(destination.get("/D"), depth + 1)
        if not isinstance(destination, Array) or not len(destination):
            return None
        page = self._page(destination[0])
        if page is None:
            return None
        rest = list(destination)[1:]
        if not rest or str(rest[0]) not in FITS:
            return Array([page, Name.Fit])
        return Array([page, rest[0], *(plain(number) for number in rest[1:5])])

    def _page(self, page: object) -> Object | None:
        if isinstance(page, pikepdf.Dictionary):
            return self.pages.get(page.objgen)
        if isinstance(page, int) and 0 <= page < len(self.target.pages):
            return self.target.pages[page].obj
        return None

    def copy_outline(self) -> None:
        """The bookmarks with clean titles; what hangs under a dropped one moves up."""
        root = self.source.Root.get("/Outlines")
        if not isinstance(root, pikepdf.Dictionary):
            return
        made = self.target.make_indirect(Dictionary(Type=Name.Outlines))
        items = self._items(root, set(), 0)
        if items:
            _chain(made, items)
            self.target.Root.Outlines = made

    def _items(self, parent: Object, seen: set[tuple[int, int]], depth: int) -> list[Object]:
        items: list[Object] = []
        item = parent.get("/First")
        while isinstance(item, pikepdf.Dictionary) and item.objgen not in seen and depth < DEEPEST:
            seen.add(item.objgen)
            children = self._items(item, seen, depth + 1)
            title = str(item.get("/Title", ""))
            if self.secrets.clean(title):
                items.append(self._item(item, title, children))
            else:
                self.dropped.add("bladwijzers met een gelakte tekst")
                items.extend(children)
            item = item.get("/Next")
        return items

    def _item(self, item: Object, title: str, children: list[Object]) -> Object:
        made = self.target.make_indirect(Dictionary(Title=String(title)))
        target = Dictionary()
        if self._target(item, target):
            for key in target.keys():  # noqa: SIM118 - a pikepdf dictionary needs keys()
                made[key] = target[key]
        count = plain(item.get("/Count"))
        if children:
            _chain(made, children)
            if isinstance(count, int) and count < 0:
                made.Count = -len(children)
        return made


def _chain(parent: Object, items: list[Object]) -> None:
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    for item in items:
        item.Parent = parent
    parent.First, parent.Last, parent.Count = items[0], items[-1], len(items)


def _follow(rect: Rect, moved: Sequence[Moved]) -> Rect:
    """The rectangle around a link's words after these were moved."""
    under = [word for word in moved if rect.contains(word.rect.centre)]
    if not under:
        return rect
    first = min(under, key=lambda word: (word.rect.x0, -word.rect.y1))
    last = max(under, key=lambda word: (word.rect.x1, -word.rect.y1))
    return Rect(
        rect.x0 + first.shift[0],
        rect.y0 + first.shift[1],
        rect.x1 + last.shift[0],
        rect.y1 + last.shift[1],
    )


def _rect(annotation: Object) -> Rect | None:
    numbers = plain(annotation.get("/Rect"))
    if not isinstance(numbers, Array) or len(numbers) != 4:
        return None
    x0, y0, x1, y1 = (float(number) for number in numbers)
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _named_destinations(source: Pdf) -> dict[str, Object]:
    named: dict[str, Object] = {}
    old = source.Root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary):
        named.update({str(key).lstrip("/"): value for key, value in old.items()})
    names = source.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        _gather(names.get("/Dests"), named, 0)
    return named


def _gather(tree: object, named: dict[str, Object], depth: int) -> None:
    if not is_dictionary(tree) or depth > DEEPEST:
        return
    for child in tree.get("/Kids", []):  # type: ignore[attr-defined]
        _gather(child, named, depth + 1)
    pairs = list(tree.get("/Names", []))  # type: ignore[attr-defined]
    for key, value in zip(pairs[::2], pairs[1::2], strict=False):
        named[str(key)] = value
