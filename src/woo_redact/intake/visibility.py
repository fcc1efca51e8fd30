"""Which optional content a viewer shows when it opens the file, by ISO 32000 8.11.4."""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf

DEEPEST: Final = 32


class Visibility:
    """Asked for any /OC value: does what it marks show?"""

    def __init__(self, file: Pdf) -> None:
        properties = file.Root.get(Name.OCProperties)
        self.used = isinstance(properties, Dictionary)
        self._off: set[tuple[int, int]] = set()
        if isinstance(properties, Dictionary):
            self._read(properties)

    def hides(self, marker: Any, depth: int = 0) -> bool:  # noqa: ANN401 -- any PDF object
        if not self.used or not isinstance(marker, Dictionary) or depth > DEEPEST:
            return False
        if marker.get(Name.Type) == Name.OCMD:
            return not self._member_shows(marker, depth)
        return marker.objgen in self._off

    def _read(self, properties: Dictionary) -> None:
        config = properties.get(Name.D)
        config = config if isinstance(config, Dictionary) else Dictionary()
        groups = _dictionaries(properties.get(Name.OCGs))
        if config.get(Name.BaseState) == Name.OFF:
            self._off.update(group.objgen for group in groups)
        self._off.difference_update(g.objgen for g in _dictionaries(config.get(Name.ON)))
        self._off.update(g.objgen for g in _dictionaries(config.get(Name.OFF)))
        for usage in _dictionaries(config.get(Name.AS)):
            if usage.get(Name.Event) == Name.View:
                self._apply(usage)

    def _apply(self, usage: Dictionary) -> None:
        """Groups that a viewer switches by itself: on screen by their view state."""
        categories = usage.get(Name.Category)
        if not isinstance(categories, Array) or Name.View not in list(categories):
            return
        for group in _dictionaries(usage.get(Name.OCGs)):
            state = _path(group, "/Usage", "/View", "/ViewState")
            if state == Name.OFF:
                self._off.add(group.objgen)
            elif state == Name.ON:
                self._off.discard(group.objgen)

    def _member_shows(self, marker: Dictionary, depth: int) -> bool:
        expression = marker.get(Name.VE)
        if isinstance(expression, Array):
            return self._holds(expression, depth + 1)
        groups = marker.get(Name.OCGs)
        members = [groups] if isinstance(groups, Dictionary) else _dictionaries(groups)
        shown = [not self.hides(member, depth + 1) for member in members]
        if not shown:
            return True
        policy = str(marker.get(Name.P, "/AnyOn"))
        if policy == "/AllOn":
            return all(shown)
        if policy == "/AnyOff":
            return not all(shown)
        if policy == "/AllOff":
            return not any(shown)
        return any(shown)

    def _holds(self, expression: Any, depth: int) -> bool:  # noqa: ANN401
        if isinstance(expression, Dictionary):
            return not self.hides(expression, depth + 1)
        if not isinstance(expression, Array) or len(expression) == 0 or depth > DEEPEST:
            return True
        operator, *operands = list(expression)
        values = [self._holds(operand, depth + 1) for operand in operands]
        if operator == Name.Not:
            return not (values and values[0])
        return all(values) if operator == Name.And else any(values)


def _dictionaries(value: Any) -> list[Dictionary]:  # noqa: ANN401
    return [v for v in value if isinstance(v, Dictionary)] if isinstance(value, Array) else []


def _path(value: Any, *keys: str) -> Any:  # noqa: ANN401
    for key in keys:
        value = value.get(key) if isinstance(value, Dictionary) else None
    return value
