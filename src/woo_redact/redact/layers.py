"""Which optional content is hidden: what no reader sees may not be in the file."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Name, Object, Pdf


class Layers:
    def __init__(self, source: Pdf) -> None:
        self._off: set[tuple[int, int]] = set()
        properties = source.Root.get("/OCProperties")
        if isinstance(properties, pikepdf.Dictionary):
            default = properties.get("/D")
            if isinstance(default, pikepdf.Dictionary):
                self._off = _off(properties, default)

    def hides(self, content: object) -> bool:
        """Is what belongs to this group, or to this membership of groups, hidden?"""
        if not isinstance(content, pikepdf.Dictionary):
            return False
        if content.get("/Type") != Name.OCMD:
            return content.objgen in self._off
        if "/VE" in content:
            return not self._holds(content.VE)
        groups = content.get("/OCGs")
        members = list(groups) if isinstance(groups, Array) else [groups]
        shown = [m.objgen not in self._off for m in members if isinstance(m, pikepdf.Dictionary)]
        if not shown:
            return False
        policy = str(content.get("/P", "/AnyOn"))
        visible = {
            "/AllOn": all(shown),
            "/AnyOff": not all(shown),
            "/AllOff": not any(shown),
        }.get(policy, any(shown))
        return not visible

    def _holds(self, expression: object, depth: int = 0) -> bool:
        """The value of a visibility expression."""
        if isinstance(expression, pikepdf.Dictionary):
            return expression.objgen not in self._off
        if not isinstance(expression, Array) or len(expression) < 2 or depth > 20:
            return True
        values = [self._holds(item, depth + 1) for item in list(expression)[1:]]
        operator = str(expression[0])
        if operator == "/Not":
            return not values[0]
        return any(values) if operator == "/Or" else all(values)


def _off(properties: Object, default: Object) -> set[tuple[int, int]]:
    off = _numbers(default.get("/OFF"))
    if default.get("/BaseState") == Name.OFF:
        off |= _numbers(properties.get("/OCGs")) - _numbers(default.get("/ON"))
    return off


def _numbers(groups: object) -> set[tuple[int, int]]:
    if not isinstance(groups, Array):
        return set()
    return {group.objgen for group in groups if isinstance(group, pikepdf.Dictionary)}
