"""All layouts by name, and how one document is built."""

from __future__ import annotations

import random
from collections.abc import Callable

from samples.generate import letters, notas, outside
from samples.generate.desk import Desk
from samples.generate.model import Sheet
from samples.generate.writer import data

LAYOUTS: dict[str, tuple[Callable[[Desk], None], str]] = {
    "jenv": (notas.jenv, "jenv"),
    "bzk": (notas.bzk, "bzk"),
    "ez": (notas.ez, "ez"),
    "kgg": (notas.ez, "kgg"),
    "lvvn": (notas.ez, "lvvn"),
    "ocw": (notas.ocw, "ocw"),
    "vws": (notas.vws, "vws"),
    "ienw": (notas.ienw, "ienw"),
    "def": (notas.defensie, "def"),
    "az": (notas.az, "az"),
    "woobesluit": (letters.woobesluit, ""),
    "kamerbrief": (letters.kamerbrief, ""),
    "mail": (letters.mail, ""),
    "route": (letters.route, ""),
    "minutes": (letters.minutes, ""),
    "fin": (outside.fin, "fin"),
    "szw": (outside.szw, "szw"),
    "gemeente": (outside.gemeente, "gemeente"),
    "memo": (outside.memo, ""),
    "citizen": (outside.citizen, "gemeente"),
    "chat": (outside.chat, ""),
    "agenda": (outside.agenda, ""),
}
"""Layout to its builder and its ministry; without one, chance picks a ministry."""

TRAITS = {
    "airy": 0.4,
    "tagged": 0.5,
    "pdf-ua": 0.2,
    "links": 0.3,
    "scrambled": 0.3,
    "split-letters": 0.2,
    "soft-hyphens": 0.25,
    "decomposed": 0.15,
    "broken-names": 0.2,
    "namesake": 0.15,
    "private": 0.35,
    "footnotes": 0.4,
    "path": 0.25,
    "named-header": 0.25,
    "named-title": 0.1,
    "bookmarks": 0.2,
}
"""How often each quirk occurs in the dev set."""


def build(name: str, layout: str, seed: str, traits: list[str]) -> Sheet:
    """One document; the same seed gives the same document."""
    builder, ministry = LAYOUTS[layout]
    if not ministry:
        ministry = random.Random(f"{seed}-ministry").choice(sorted(data("ministries")))
    desk = Desk(name, layout, ministry, seed, traits)
    builder(desk)
    return desk.finish()
