"""Layouts in another hand: other ministries, a municipality, a memo, a chat, a letter to a citizen.

They share sentences of their own (``data/outside.toml``), so that what was learnt from the notas
can be tried on something else.
"""

from __future__ import annotations

from samples.generate.desk import GAP, Desk, head
from samples.generate.letters import DAYS
from samples.generate.model import Line
from samples.generate.writer import data


def _label(desk: Desk) -> str:
    """One of the many words for the civil servant to ask."""
    return desk.rng.choice(data("outside")["labels"])


def _body(desk: Desk, *titles: str, kind: str = "p") -> None:
    pools = (("opening", 2), ("choice", 1), ("core", 3), ("background", 7))
    for title, (pool, count) in zip(titles, pools, strict=True):
        desk.flow("h", title)
        desk.flow(kind if pool in ("core", "background") else "p", *desk.some(pool, count))


def fin(desk: Desk) -> None:
    """All fields in a grid at the top."""
    fill = desk.fill
    desk.sheet.top, desk.sheet.width = 230, 440
    desk.top(79, 150, 120, "TER BESLISSING")
    desk.heading("nota", 79, 176, 190)
    rows = [
        ["Aan", f"de {desk.ministry['minister']}", "Datum", desk.date],
        ["Van", fill("{o2.full}"), "Notanummer", desk.mark(7, "{year}-")],
        [_label(desk), "\n".join(desk.contact()), "Bijlagen", desk.few()],
        ["Kopie aan", fill("{o3.formal}, {o4.formal}"), "Medeparaaf", fill("{o5.full}")],
    ]
    desk.table(rows, (18, 40, 17, 25), desk.rng.choice(("grid", "solid", "none")), "table")
    _body(desk, "Aanleiding", "Beslispunten", "Kern", "Toelichting", kind="li")


def szw(desk: Desk) -> None:
    """The colofon stands on the left."""
    desk.sheet.left, desk.sheet.width, desk.sheet.top = 190, 350, 260
    mark = ("Ons kenmerk", desk.mark(10, "{year}-"))
    fields = desk.fields((_label(desk), desk.contact()), ("Datum", desk.date), mark)
    desk.box(60, 150, 115, head(desk.chief), GAP, *desk.office(), *fields)
    desk.box(60, 130, 115, *desk.fields(mark), on="next")
    desk.heading("nota", 190, 180, 290)
    desk.top(190, 228, 200, f"Aan {desk.ministry['short']}")
    _body(desk, "1. Waarom nu", "2. Voorstel", "3. Kernboodschap", "4. Achtergrond")


def gemeente(desk: Desk) -> None:
    sheet, fill = desk.sheet, desk.fill
    sheet.top, sheet.width, sheet.logo = 150, 440, False
    sheet.font, sheet.size, sheet.heading_size = "Liberation Sans", 10, 12
    desk.top(79, 60, 300, head(desk.ministry["name"]), size=14)
    desk.top(79, 90, 300, "Collegevoorstel", size=12)
    rows = [
        ["Onderwerp", desk.subject],
        ["Portefeuillehouder", fill("wethouder {p1.full}")],
        ["Behandelend ambtenaar", desk.name("o1")],
        ["Doorkiesnummer", desk.cast.slot("o1", "phone")],
        ["Afdeling", desk.unit],
        ["Zaaknummer", desk.mark(9)],
        ["Geraadpleegd", fill("{o2.full} (juridisch), {o3.full} (financiën)")],
    ]
    desk.table(rows, (30, 70), desk.rng.choice(("grid", "solid")), "table")
    _body(desk, "Inleiding", "Beslispunten", "Argumenten", "Kanttekeningen")


def memo(desk: Desk) -> None:
    """Plain lines, no boxes: as typed in a mail program or an old template."""
    sheet, fill, rng, slot = desk.sheet, desk.fill, desk.rng, desk.cast.slot
    sheet.logo, sheet.top, sheet.width = False, 70, 440
    sheet.font, sheet.size = "Liberation Serif", 11
    desk.flow("h", rng.choice(("MEMORANDUM", "MEMO", "Interne notitie")))
    lines = [
        f"Aan: {desk.ministry['short']}",
        fill("Via: {o5.formal}"),
        f"Van: {slot('o1', rng.choice(('full', 'both', 'titled')))} ({desk.unit})",
        fill("Cc: {o2.full}; {o3.full}; {o4.inverted}"),
        f"Datum: {desk.date}",
        f"Betreft: {desk.subject}",
    ]
    desk.flow("p", *lines, place="mail")
    desk.flow("rule", "")
    _body(desk, "Aanleiding", "Gevraagd", "Kern", "Toelichting")
    desk.flow("gap", "")
    desk.flow("p", slot("o1", "full"))


def citizen(desk: Desk) -> None:
    """A letter to a citizen, signed by a civil servant without mandate."""
    sheet, fill, slot = desk.sheet, desk.fill, desk.cast.slot
    sheet.top, sheet.width, sheet.profile = 320, 440, "woo-besluit"
    street, postcode = desk.writer.street()
    town = f"[[address:look|{fill('{place}')}]]"
    home = f"[[address:redact|{street}]]", f"[[address:redact|{postcode}]]  {town}"
    name = fill(desk.rng.choice(("{x1.dhr}", "{x1.formal}")))
    desk.box(79, 150, 240, name, *home, size=9, place="addressee")
    fields = desk.fields(
        ("Behandeld door", slot("o1", "formal")),
        ("Doorkiesnummer", slot("o1", "phone")),
        ("E-mail", slot("o1", "mail")),
        ("Uw brief van", fill("{date}")),
        ("Ons kenmerk", desk.mark(8)),
    )
    desk.box(330, 150, 220, *fields, size=7)
    desk.top(79, 270, 400, f"Betreft: {desk.subject}")
    desk.flow("p", f"Geachte {slot('x1', 'court')},")
    desk.section(background=5, core=2)
    desk.flow("p", fill("Heeft u vragen? Bel dan met mijn collega {o2.full}, {o2.phone}."))
    desk.flow("p", "Met vriendelijke groet,")
    desk.flow("gap", "")
    desk.flow("p", f"{slot('o1', 'full')}\n[[function:look|Beleidsmedewerker]]")


def chat(desk: Desk) -> None:
    """An export of a chat between civil servants."""
    sheet, rng, slot = desk.sheet, desk.rng, desk.cast.slot
    sheet.logo, sheet.top, sheet.width = False, 70, 440
    sheet.font, sheet.size = "Liberation Sans", 10
    desk.flow("h", "WhatsApp-gesprek")
    style = rng.randrange(3)
    day = f"{desk.writer.day:02}-{desk.writer.month + 1:02}-{desk.writer.year}"
    for number, text in enumerate(desk.some("chat", 8)):
        who = slot(f"o{1 + number % 3}", "full" if style else "first")
        clock = f"{rng.randrange(8, 19):02}:{rng.randrange(60):02}"
        before = (
            f"[{day} {clock}] {who}: ",
            f"{day} {clock} - {who}: ",
            f"{who} ({rng.choice(DAYS)} {clock})\n",
        )
        desk.flow("p", before[style] + text)


def agenda(desk: Desk) -> None:
    """An annotated agenda: numbered items with who speaks to them, then a list of tasks."""
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    sheet.top, sheet.width = 210, 440
    desk.box(79, 130, 130, Line("agenda", "large"), size=9, place="header")
    people = "{o1.full}, {o2.full}, {o3.full}, {o4.formal}; gast: gedeputeerde {p1.full}"
    desk.top(79, 176, 440, fill(f"Deelnemers: {people}"))
    items = "{n}. Mededelingen ({o1.first})", "{n}. {topic} - {o2.full}", "{n}. Terugblik"
    for number, text in enumerate(desk.some("background", 8), 1):
        desk.flow("h", fill(rng.choice(items).replace("{n}", str(number))))
        desk.flow("p", text)
    rows = [["Wie", "Wat", "Gereed"]]
    rows += [[fill(f"{{o{n}.full}}"), fill("nota {topic}"), fill("{soon}")] for n in range(1, 5)]
    desk.table(rows, (35, 45, 20), rng.choice(("grid", "none", "solid")), "table")
