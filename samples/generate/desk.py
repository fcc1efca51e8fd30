"""Where a layout is put together: one ministry, one subject, one cast, one sheet."""

from __future__ import annotations

import random
import re
from typing import Any

from samples.generate.cast import Cast
from samples.generate.model import Block, Box, Line, Outer, Sheet
from samples.generate.spelling import soften
from samples.generate.writer import Writer, data

COLUMN = 466.0
COLUMN_WIDTH = 112.0
GAP = Line("", "gap")


def label(text: str) -> Line:
    return Line(text, "label")


def head(text: str) -> Line:
    return Line(text, "head")


class Desk:
    """What every layout needs while it builds one sheet."""

    def __init__(self, name: str, layout: str, ministry: str, seed: str, traits: list[str]) -> None:
        self.rng = random.Random(seed)
        self.ministry: dict[str, Any] = (data("ministries") | data("others"))[ministry]
        self.cast = Cast(self.rng, self.ministry["domain"])
        self.topic: dict[str, str] = self.rng.choice(self.ministry["topics"])
        self.subject = self.topic["title"]
        self.writer = Writer(self.rng, self.cast, self.ministry, self.topic)
        self.fill = self.writer.fill
        self.chief: str = self.rng.choice(self.ministry["chief"])
        self.unit: str = self.rng.choice(self.ministry["units"])
        self.sheet = Sheet(name, layout, "beslisnota", self.ministry["name"], traits=traits)
        if "namesake" in traits:
            self.cast.namesake("o2", "m" if layout == "kamerbrief" else "k1")

    def number(self, digits: int = 8) -> str:
        return str(self.rng.randrange(10 ** (digits - 1), 10**digits))

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def box(
        self,
        x: float,
        y: float,
        width: float,
        *lines: str | Line,
        on: str = "first",
        size: float = 6.5,
        place: str = "colofon",
    ) -> None:
        made = tuple(line if isinstance(line, Line) else Line(line) for line in lines)
        self.sheet.boxes.append(Box(x, y, width, made, on=on, size=size, place=place))

    def top(self, x: float, y: float, width: float, *lines: str | Line, size: float = 9) -> None:
        """A box of the head of the first page."""
        self.box(x, y, width, *lines, size=size, place="header")

    def heading(self, word: str, x: float, y: float, subject_x: float) -> None:
        """The large word with the subject beside it."""
        self.box(x, y, 130, Line(word, "large"), size=9, place="header")
        self.box(subject_x, y + 14, 255, self.subject, size=9, place="subject")

    def colofon(self, y: float, *lines: str | Line, on: str = "first") -> None:
        self.box(COLUMN, y, COLUMN_WIDTH, *lines, on=on)

    def fields(self, *pairs: tuple[str, str | list[str]]) -> list[str | Line]:
        """Labels with their values below them."""
        lines: list[str | Line] = []
        for name, values in pairs:
            lines.append(label(name))
            lines += [values] if isinstance(values, str) else values
        return lines

    def flow(self, kind: str, *texts: str, place: str = "body") -> None:
        self.sheet.flow += [Block(kind, text, place=place) for text in texts]

    def spots(self) -> list[int]:
        """Where in the flow a paragraph of running text stands."""
        flow = self.sheet.flow
        return [i for i, b in enumerate(flow) if b.kind in ("p", "li") and b.place == "body"]

    def table(self, rows: list[list[str]], widths: tuple[int, ...], look: str, place: str) -> None:
        made = tuple(tuple(self.narrow(cell) for cell in row) for row in rows)
        self.sheet.flow.append(Block("table", rows=made, widths=widths, look=look, place=place))

    def some(self, pool: str, count: int) -> list[str]:
        books = data("sentences") | data("letters") | data("outside")
        return self.writer.some(books[pool], count)

    def chapter(self, title: str, kind: str = "p", /, **pools: int) -> None:
        """A heading with so many sentences of each pool; ``own`` is the ministry's pool."""
        self.flow("h", title)
        self.section(kind, **pools)

    def section(self, kind: str = "p", /, **pools: int) -> None:
        for pool, count in pools.items():
            self.flow(kind, *(self.own(count) if pool == "own" else self.some(pool, count)))

    def own(self, count: int) -> list[str]:
        """Sentences that only this ministry writes."""
        return self.writer.some(self.ministry["own"], count)

    def mix(self, count: int, *pools: str) -> list[str]:
        """A mix of pools in random order."""
        found = [text for pool in pools for text in self.some(pool, 2)]
        self.rng.shuffle(found)
        return found[:count]

    def name(self, who: str) -> str:
        """A name as tables and colofons hold it."""
        forms = ("full", "formal", "titled", "both", "inverted", "dhr", "shouted")
        return self.cast.slot(who, self.rng.choices(forms, (6, 4, 2, 2, 1, 1, 1))[0])

    def contact(self, who: str = "o1") -> list[str]:
        """The lines under a label such as Opgesteld door."""
        slot, rng = self.cast.slot, self.rng
        lines = [slot(who, rng.choice(("full", "formal", "titled", "both", "full")))]
        if self.chance(0.3):
            lines.append(f"[[function:look|{rng.choice(data('letters')['functions'])}]]")
        if self.chance(0.7):
            lines.append(rng.choice(("", "T ", "M ", "Tel. ", "")) + slot(who, "phone"))
        if self.chance(0.25):
            lines.append("M " + slot(who + "0", "phone"))
        if self.chance(0.85):
            lines.append(rng.choice(("", "", "E ")) + slot(who, "mail"))
        return [self.narrow(line) for line in lines]

    def narrow(self, marked: str) -> str:
        """Break a long name over two lines with a hyphen, as narrow cells do."""
        if not self.sheet.has("broken-names"):
            return marked

        def split(match: re.Match[str]) -> str:
            pieces = soften(match[0]).split("\u00ad")
            return "".join(pieces[:-1]) + "-\n" + pieces[-1] if len(pieces) > 1 else match[0]

        def mention(match: re.Match[str]) -> str:
            return match[1] + re.sub(r"[^\W\d_]{9,}$", split, match[2]) + "]]"

        return re.sub(r"(\[\[person:[^|]*\|)([^\]\n]+)\]\]", mention, marked)

    def office(self) -> list[str]:
        """The ministry's own address: public."""
        street, town, box, boxtown = self.ministry["address"]
        lines = [f"[[address:keep|{street}]]", town, f"[[address:keep|{box}]]", boxtown]
        return [*lines, self.ministry["site"]]

    def reference(self, text: str) -> str:
        return f"[[reference:keep|{text}]]"

    def mark(self, digits: int, before: str = "") -> str:
        """A kenmerk: public, and often of the shape of something that is not."""
        return self.reference(before.replace("{year}", str(self.writer.year)) + self.number(digits))

    @property
    def date(self) -> str:
        return self.writer.date

    def few(self) -> str:
        return str(self.rng.randrange(1, 6))

    def annexes(self, look: str) -> None:
        """The table that closes a nota."""
        self.flow("h", "Bijlagen")
        rows = [["Volgnummer", "Naam", "Informatie"]]
        for number, text in enumerate(self.some("bijlagen", 3), 1):
            rows.append([str(number), text, self.rng.choice(("Openbaar", "Wordt meegezonden", ""))])
        self.table(rows, (20, 50, 30), look, "table")

    def finish(self) -> Sheet:
        """What every document gets: page numbers, notes, traces of the people who made it."""
        sheet, fill = self.sheet, self.fill
        if not any("{page}" in line.text for box in sheet.boxes for line in box.lines):
            self.box(COLUMN, 801, COLUMN_WIDTH, "Pagina {page} van {pages}", on="all")
        self._insert(self.some("terms", self.rng.randrange(3)))
        if sheet.has("private"):
            self._insert(self.some("private", self.rng.randrange(1, 4)))
        if sheet.has("footnotes"):
            self._footnotes()
        if sheet.has("path"):
            version = f"{self.number(4)}_v{self.rng.randrange(2, 9)}"
            path = fill(f"H:\\Gebruikers\\{{o1.login}}\\nota_{version}.docx")
            self.box(sheet.left, 812, 300, path, on="all", size=5.5, place="footer")
        if sheet.has("named-header"):
            line = self.rng.choice(
                (
                    "Behandeld door {o1.formal}",
                    "Steller: {o1.full}",
                    "{o1.mailname} / {o2.mailname}",
                )
            )
            self.box(sheet.left, 84, 190, fill(line), on="next", size=6.5, place="header")
        self._outer()
        persons = self.cast.persons.values()
        sheet.names = frozenset(p.surname for p in persons if len(p.surname) > 5)
        return sheet

    def _insert(self, texts: list[str]) -> None:
        """Put paragraphs between those of the flow."""
        for text in texts:
            at = self.rng.choice(self.spots()) + 1
            self.sheet.flow.insert(at, Block(self.sheet.flow[at - 1].kind, text))

    def _footnotes(self) -> None:
        spots = self.spots()
        chosen = sorted(self.rng.sample(spots, min(self.rng.randrange(1, 4), len(spots))))
        for number, spot in enumerate(chosen, 1):
            block = self.sheet.flow[spot]
            self.sheet.flow[spot] = Block(block.kind, f"{block.text}^{number}^", place=block.place)
        self.sheet.notes += self.some("footnotes", len(chosen))

    def _outer(self) -> None:
        outer, fill, rng = self.sheet.outer, self.fill, self.rng
        title = self.topic["title"]
        if self.sheet.has("named-title"):
            title = rng.choice((f"{title} - versie {{o1.full}}", f"Concept {{o1.sur}} {title}"))
        outer.append(Outer("title", fill(title)))
        if self.chance(0.7):
            outer.append(
                Outer(
                    "author",
                    fill(rng.choice(("{o1.full}", "{o1.mailname}", "{o2.full}", "{o1.login}"))),
                )
            )
        if self.chance(0.2):
            outer.append(Outer("keywords", fill("{o2.full}; nota")))
        if self.sheet.has("bookmarks"):
            outer += [
                Outer("bookmark", "Aanleiding"),
                Outer("bookmark", fill("Opmerkingen {o2.full}")),
            ]
