"""The structure tree written anew: standard types, numbers, clean alternative texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from woo_redact.redact import allowed
from woo_redact.redact.copier import pick, plain
from woo_redact.redact.metadata import LANGUAGE
from woo_redact.redact.secrets import Secrets

ATTRIBUTE_OWNERS = frozenset(("/Layout", "/List", "/Table"))


@dataclass(slots=True)
class Structure:
    """Copies the tree; ``pages`` maps source pages to new ones, ``links`` source link
    annotations to their copies.
    """

    source: Pdf
    target: Pdf
    secrets: Secrets
    pages: dict[tuple[int, int], Object]
    links: dict[tuple[int, int], Object]
    dropped: set[str] = field(default_factory=set)
    _roles: dict[str, str] = field(default_factory=dict)
    _content: dict[int, dict[int, Object]] = field(default_factory=dict)
    _objects: dict[int, Object] = field(default_factory=dict)

    def copy(self) -> None:
        root = self.source.Root.get("/StructTreeRoot")
        if not isinstance(root, pikepdf.Dictionary):
            return
        roles = root.get("/RoleMap")
        if isinstance(roles, pikepdf.Dictionary):
            self._roles = {str(k)[1:]: str(v)[1:] for k, v in roles.items() if isinstance(v, Name)}
        made = self.target.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._descend(root, made)
        if "/K" not in made:
            return
        made.ParentTree = self._parent_tree()
        made.ParentTreeNextKey = max([*self._content, *self._objects, -1]) + 1
        self.target.Root.StructTreeRoot = made
        self.target.Root.MarkInfo = Dictionary(Marked=True)

    def _descend(self, root: Object, made: Object) -> None:
        """Depth first with a stack of its own, since trees can be deeper than Python's."""
        seen: set[tuple[int, int]] = set()
        stack: list[tuple[Object, Object]] = [(root, made)]
        while stack:
            source, parent = stack.pop()
            children: list[Any] = []
            below: list[tuple[Object, Object]] = []
            for kid in _kids(source):
                copy = self._kid(kid, source, parent, seen, below)
                if copy is not None:
                    children.append(copy)
            if children:
                parent.K = children[0] if len(children) == 1 else Array(children)
            stack.extend(reversed(below))

    def _kid(
        self,
        kid: object,
        source: Object,
        parent: Object,
        seen: set[tuple[int, int]],
        below: list[tuple[Object, Object]],
    ) -> Object | int | None:
        if isinstance(kid, int) and not isinstance(kid, bool):
            return self._mark(kid, parent.get("/Pg"), parent)
        if not isinstance(kid, pikepdf.Dictionary):
            return None
        kind = str(kid.get("/Type", ""))
        if kind == "/MCR":
            return self._reference(kid, parent)
        if kind == "/OBJR":
            return self._object(kid, parent)
        if "/S" not in kid or (kid.is_indirect and kid.objgen in seen):
            return None
        seen.add(kid.objgen)
        element = self._element(kid, parent)
        below.append((kid, element))
        return element

    def _mark(self, mcid: int, page: Object | None, parent: Object) -> int | None:
        number = plain(page.get("/StructParents")) if page is not None else None
        if not isinstance(number, int) or not 0 <= mcid < 1_000_000:
            return None
        self._content.setdefault(number, {})[mcid] = parent
        return mcid

    def _reference(self, kid: Object, parent: Object) -> Object | None:
        mcid = plain(kid.get("/MCID"))
        if "/Stm" in kid or not isinstance(mcid, int):
            self.dropped.add("tags van inhoud in formulierobjecten")
            return None
        source = kid.get("/Pg")
        page = self.pages.get(source.objgen) if source is not None else parent.get("/Pg")
        if self._mark(mcid, page, parent) is None or page is None:
            return None
        return Dictionary(Type=Name.MCR, Pg=page, MCID=mcid)

    def _object(self, kid: Object, parent: Object) -> Object | None:
        thing = kid.get("/Obj")
        copy = self.links.get(thing.objgen) if isinstance(thing, pikepdf.Dictionary) else None
        if copy is None:
            return None
        number = plain(copy.get("/StructParent"))
        if isinstance(number, int):
            self._objects[number] = parent
        return Dictionary(Type=Name.OBJR, Obj=copy)

    def _element(self, source: Object, parent: Object) -> Object:
        made = Dictionary(Type=Name.StructElem, S=self._role(source.S), P=parent)
        page = source.get("/Pg")
        if isinstance(page, pikepdf.Dictionary) and page.objgen in self.pages:
            made.Pg = self.pages[page.objgen]
        attributes = _attributes(source.get("/A"))
        if attributes is not None:
            made.A = attributes
        language, alternative = source.get("/Lang"), source.get("/Alt")
        if isinstance(language, String) and LANGUAGE.fullmatch(str(language)):
            made.Lang = String(str(language))
        if isinstance(alternative, String):
            if self.secrets.clean(str(alternative)):
                made.Alt = String(str(alternative))
            else:
                self.dropped.add("alternatieve teksten met een gelakte tekst")
        return self.target.make_indirect(made)

    def _role(self, name: object) -> Name:
        """The standard type behind a custom one."""
        role = str(name)[1:]
        for _ in range(10):
            if role in allowed.STRUCTURE_TYPES:
                return Name("/" + role)
            role = self._roles.get(role, "")
        return Name.NonStruct

    def _parent_tree(self) -> Object:
        numbers: list[object] = []
        entries: dict[int, Object] = dict(self._objects)
        for number, marks in self._content.items():
            row = [marks.get(mcid) for mcid in range(max(marks) + 1)]
            entries[number] = self.target.make_indirect(Array(row))
        for number in sorted(entries):
            numbers += [number, entries[number]]
        return self.target.make_indirect(Dictionary(Nums=Array(numbers)))


def _kids(source: Object) -> list[object]:
    kids = source.get("/K")
    if isinstance(kids, Array):
        return list(kids)
    return [] if kids is None else [kids]


def _attributes(value: object) -> Array | None:
    """Attribute dictionaries of the standard owners, with numbers and known names only."""
    given = list(value) if isinstance(value, Array) else [value]
    made = [
        pick(item, allowed.ATTRIBUTES)
        for item in given
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/O")) in ATTRIBUTE_OWNERS
    ]
    return Array(made) if made else None
