"""The notas of the ministries: which fields stand where."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from samples.generate.cast import Cast
from samples.generate.model import Block, Box, Line, Outer, Sheet
from samples.generate.writer import Writer, data

COLUMN = 466.0
COLUMN_WIDTH = 112.0


class Desk:
    """What every layout needs while it builds one sheet."""

    def __init__(self, name: str, ministry: str, rng: random.Random, *, layout: str = "") -> None:
        self.rng = rng
        self.ministry: dict[str, Any] = data("ministries")[ministry]
        self.cast = Cast(rng, self.ministry["domain"])
        self.topic: dict[str, str] = rng.choice(self.ministry["topics"])
        self.writer = Writer(rng, self.cast, self.ministry, self.topic)
        self.fill = self.writer.fill
        self.chief: str = rng.choice(self.ministry["chief"])
        self.unit: str = rng.choice(self.ministry["units"])
        self.sheet = Sheet(name, layout or ministry, "beslisnota", self.ministry["name"])

    def number(self, digits: int = 8) -> str:
        return str(self.rng.randrange(10 ** (digits - 1), 10**digits))

    def box(self, x: float, y: float, width: float, *lines: str | Line, **options: Any) -> None:
        made = tuple(line if isinstance(line, Line) else Line(line) for line in lines)
        self.sheet.boxes.append(Box(x, y, width, made, **options))

    def flow(self, kind: str, *texts: str) -> None:
        self.sheet.flow += [Block(kind, text) for text in texts]

    def some(self, pool: str, count: int) -> list[str]:
        return self.writer.some(data("sentences")[pool], count)

    def page_number(self) -> None:
        self.box(COLUMN, 801, COLUMN_WIDTH, "Pagina {page} van {pages}", on="all")

    def contact(self, who: str = "o1") -> list[str]:
        """The lines under a label such as Opgesteld door."""
        slot = self.cast.slot
        lines = [slot(who, self.rng.choice(("full", "formal", "titled", "both", "full")))]
        if self.rng.random() < 0.7:
            lines.append(self.rng.choice(("", "T ", "M ", "")) + slot(who, "phone"))
        if self.rng.random() < 0.85:
            lines.append(self.rng.choice(("", "", "E ")) + slot(who, "mail"))
        return lines


def label(text: str) -> Line:
    return Line(text, "label")


def bzk(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    desk.box(79, 210, 90, "Aan", "Van", size=9, place="header")
    desk.box(190, 210, 230, desk.ministry["short"], desk.unit, size=9, place="header")
    desk.box(79, 255, 100, Line("nota", "large"), size=9)
    desk.box(190, 268, 260, desk.topic["title"], size=9, place="subject")
    status = rng.choice(("TER ONDERTEKENING", "TER BESLUITVORMING", "TER BESLISSING"))
    reference = f"{desk.writer.year}-{desk.number(10)}"
    together = [fill("{o2.full} ({othermin})"), fill("{o3.formal}, " + desk.unit)]
    desk.box(
        COLUMN, 158, COLUMN_WIDTH, label(status), label("Nota actief openbaar"), "Ja", Line("", "gap"),
        label("Onze referentie"), reference, label("Datum"), desk.writer.date, label("Opgesteld door"),
        *desk.contact(), label("Samengewerkt met"), *together, label("Bijlage(n)"), str(rng.randrange(1, 6)),
    )  # fmt: skip
    desk.box(
        COLUMN,
        130,
        COLUMN_WIDTH,
        label("Onze referentie"),
        reference,
        label("Datum"),
        desk.writer.date,
        on="next",
    )
    desk.flow("h", "Aanleiding")
    desk.flow("p", *desk.some("aanleiding", 2))
    desk.flow("h", "Geadviseerd besluit")
    desk.flow("p", *desk.some("besluit", 1))
    desk.flow("h", "Kern")
    desk.flow("li", *desk.some("kern", 4))
    desk.flow("h", "Toelichting")
    desk.flow("li", *desk.some("toelichting", 8))
    sheet.top, sheet.top_next = 338, 130


def ez(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    desk.box(79, 170, 300, f"Aan de {desk.ministry['minister']}", size=9, place="header")
    desk.box(79, 262, 100, Line("nota", "large"), size=9)
    desk.box(212, 272, 240, desk.topic["title"], size=9, place="subject")
    mark = f"{desk.unit.split('-')[0]} / {desk.number()}"
    desk.box(
        COLUMN, 150, COLUMN_WIDTH, Line(desk.chief, "head"), label("Auteur"), *desk.contact(), Line("", "gap"),
        label(rng.choice(("TER BESLISSING", "TER INFORMATIE"))), Line("Datum", "head"), desk.writer.date,
        label("Kenmerk"), mark, Line("", "gap"), label("Kopie aan"), *([fill("{o6.formal}")] if rng.random() < 0.4 else [""]),
        Line("", "gap"), label("Bijlage(n)"), str(rng.randrange(1, 6)),
    )  # fmt: skip
    desk.box(COLUMN, 130, COLUMN_WIDTH, Line(desk.chief, "head"), label("Kenmerk"), mark, on="next")
    desk.box(79, 354, 200, Line("Parafenroute", "head"), place="parafen")
    cells = []
    for who in ("o2", "o3", "o4", "o5", "o7", "o8")[: rng.choice((5, 6, 6))]:
        unit = rng.choice(desk.ministry["units"])
        cells.append(
            f"{unit}\n{desk.cast.slot(who, rng.choice(('full', 'formal', 'dhr', 'both')))}"
        )
    cells += [""] * (6 - len(cells))
    sheet.flow.append(
        Block(
            "table", rows=(tuple(cells[:3]), tuple(cells[3:])), widths=(33, 33, 34), place="parafen"
        )
    )
    desk.flow("gap", "")
    desk.flow("h", "Aanleiding")
    desk.flow("li", *desk.some("aanleiding", 2))
    desk.flow("h", "Geadviseerd besluit")
    desk.flow("li", *desk.some("besluit", 1))
    desk.flow("h", "Kernpunten")
    desk.flow("li", *desk.some("kern", 4))
    desk.flow("h", "Toelichting")
    desk.flow("li", *desk.some("toelichting", 8))
    sheet.top, sheet.top_next = 363, 120
    sheet.heading_font, sheet.heading_size = "Liberation Sans", 12


LAYOUTS: dict[str, Callable[[Desk], None]] = {"bzk": bzk, "ez": ez}


def build(name: str, layout: str, seed: str, traits: list[str]) -> Sheet:
    """One document; the same seed gives the same document."""
    desk = Desk(name, layout, random.Random(seed))
    desk.sheet.traits = traits
    LAYOUTS[layout](desk)
    desk.page_number()
    desk.sheet.outer.append(Outer("title", f"Beslisnota {desk.topic['title']}"))
    desk.sheet.outer.append(Outer("author", desk.cast.slot("o1", "full")))
    return desk.sheet
