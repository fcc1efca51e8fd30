"""The notas of the ministries: which fields stand where."""

from __future__ import annotations

from samples.generate.desk import GAP, Desk, head, label
from samples.generate.model import Line


def jenv(desk: Desk) -> None:
    sheet, fill, name = desk.sheet, desk.fill, desk.name
    desk.box(79, 160, 300, desk.ministry["minister"], size=9, place="header")
    mark = desk.reference(desk.number(7))
    contact = [
        label(desk.rng.choice(("Contactpersoon", "Opgesteld door", "Behandeld door"))),
        *desk.contact(),
    ]
    desk.colofon(
        152, head(desk.chief), GAP, *desk.office(), GAP, *contact, label("Datum"), desk.writer.date,
        label(desk.rng.choice(("Ons kenmerk", "Onze referentie"))), mark,
    )  # fmt: skip
    desk.colofon(
        130,
        head(desk.chief),
        label("Datum"),
        desk.writer.date,
        label("Ons kenmerk"),
        mark,
        on="next",
    )
    desk.box(79, 248, 100, Line("nota", "large"), size=9)
    desk.box(190, 262, 260, desk.topic["title"], size=9, place="subject")
    desk.box(79, 318, 300, head("Algemene leiding"), size=7.5, place="parafen")
    rows = [["Minister", "SG", "DG"], ["Datum/eindparaaf", "Datum/paraaf", "Datum/paraaf"]]
    if desk.chance(0.7):
        rows += [
            ["Directeur", "Afdelingshoofd", "Medeparaaf"],
            [name("o4"), name("o5"), name("o6")],
        ]
        rows += (
            [[desk.cast.slot("o4", "paraph"), desk.cast.slot("o5", "paraph"), ""]]
            if desk.chance(0.5)
            else []
        )
    desk.table(rows, (33, 33, 34), "grid", "parafen")
    desk.flow("h", "1. Aanleiding")
    desk.flow("p", *desk.some("aanleiding", 2))
    desk.flow("h", "2. Geadviseerd besluit")
    desk.flow("p", *desk.some("besluit", 1))
    desk.flow("h", "3. Kernpunten")
    desk.flow("sub", "Insteek brief")
    desk.flow("p", *desk.some("kern", 3))
    desk.flow("sub", "Beoogde verzenddatum")
    desk.flow("p", fill("De brief wordt uiterlijk {soon} aan de Kamer gestuurd."))
    desk.flow("h", "4. Toelichting")
    desk.flow("sub", "4.1 Politieke context")
    desk.flow("p", *desk.some("politiek", 3))
    desk.flow("sub", "4.2 Financiële overwegingen")
    desk.flow("p", *desk.some("financieel", 2))
    desk.flow("sub", "4.3 Juridische overwegingen")
    desk.flow("p", *desk.some("juridisch", 2))
    desk.flow("sub", "4.4 Krachtenveld")
    desk.flow("p", *desk.some("krachtenveld", 2), *desk.own(3))
    desk.flow("sub", "4.5 Afstemming")
    desk.flow("p", *desk.some("afstemming", 3))
    desk.flow("h", "5. Informatie die niet openbaar gemaakt kan worden")
    desk.flow("sub", "5.1 Toelichting")
    desk.flow("p", *desk.some("informatie", 1))
    sheet.top, sheet.top_next, sheet.heading_size = 330, 130, 9


def bzk(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    desk.box(79, 210, 90, "Aan", "Van", size=9, place="header")
    desk.box(190, 210, 230, desk.ministry["short"], desk.unit, size=9, place="header")
    desk.box(79, 250, 100, Line("nota", "large"), size=9)
    desk.box(190, 268, 260, desk.topic["title"], size=9, place="subject")
    status = rng.choice(("TER ONDERTEKENING", "TER BESLUITVORMING", "TER BESLISSING"))
    mark = desk.reference(f"{desk.writer.year}-{desk.number(10)}")
    together = [fill("{o2.full} ({othermin})"), fill("{o3.formal}, " + desk.unit)]
    desk.colofon(
        158, label(status), label("Nota actief openbaar"), "Ja", GAP, label("Onze referentie"), mark, label("Datum"),
        desk.writer.date, label("Opgesteld door"), *desk.contact(), label("Samengewerkt met"), *together,
        label("Bijlage(n)"), str(rng.randrange(1, 6)),
    )  # fmt: skip
    desk.colofon(130, label("Onze referentie"), mark, label("Datum"), desk.writer.date, on="next")
    desk.flow("h", "Aanleiding")
    desk.flow("p", *desk.some("aanleiding", 2))
    desk.flow("h", "Geadviseerd besluit")
    desk.flow("p", *desk.some("besluit", 1))
    desk.flow("h", "Kern")
    desk.flow("li", *desk.some("kern", 4))
    desk.flow("h", "Toelichting")
    desk.flow(
        "li",
        *[
            f"__{head}__: {text}"
            for head, text in zip(
                ("Juridisch kader", "Financiën", "Uitvoering"),
                desk.lead(3, "juridisch", "financieel", "uitvoering"),
                strict=False,
            )
        ],
    )
    desk.flow("li", *desk.own(3))
    desk.flow("h", "Politieke context")
    desk.flow("p", *desk.some("politiek", 3))
    desk.flow("h", "Communicatie")
    desk.flow("p", *desk.some("communicatie", 2), *desk.some("afstemming", 2))
    desk.flow("h", "Informatie die niet openbaar gemaakt kan worden")
    desk.flow("sub", "Motivering")
    desk.flow("p", *desk.some("informatie", 1))
    desk.flow("h", "Bijlagen")
    rows = [["Volgnummer", "Naam", "Informatie"]]
    rows += [
        [str(n), text, rng.choice(("Openbaar", "Wordt meegezonden", ""))]
        for n, text in enumerate(desk.some("bijlagen", 3), 1)
    ]
    desk.table(rows, (20, 50, 30), "grid", "table")
    sheet.top, sheet.top_next = 338, 130


def ez(desk: Desk) -> None:
    """Also KGG and LVVN: the three share one building and one template."""
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    desk.box(79, 170, 300, f"Aan de {desk.ministry['minister']}", size=9, place="header")
    desk.box(79, 258, 100, Line("nota", "large"), size=9)
    desk.box(212, 272, 240, desk.topic["title"], size=9, place="subject")
    mark = desk.reference(f"{desk.unit.split('-')[0]} / {desk.number()}")
    copies = [desk.narrow(fill("{o6.formal}"))] if desk.chance(0.4) else [""]
    desk.colofon(
        150, head(desk.chief), label("Auteur"), *desk.contact(), GAP,
        label(rng.choice(("TER BESLISSING", "TER INFORMATIE"))), head("Datum"), desk.writer.date,
        label("Kenmerk"), mark, label("BHM"), desk.cast.slot("o9", "formal"), label("Kopie aan"), *copies,
        label("Bijlage(n)"), str(rng.randrange(1, 6)),
    )  # fmt: skip
    desk.colofon(130, head(desk.chief), label("Kenmerk"), mark, on="next")
    desk.box(79, 354, 200, head("Parafenroute"), place="parafen")
    cells = [
        f"[[unit:look|{rng.choice(desk.ministry['units'])}]]\n{desk.name(who)}"
        for who in ("o2", "o3", "o4", "o5", "o7", "o8")
    ]
    cells = cells[: rng.choice((5, 6, 6))]
    cells += [""] * (6 - len(cells))
    desk.table([cells[:3], cells[3:]], (33, 33, 34), "dotted", "parafen")
    if desk.chance(0.5):
        desk.flow("p", fill("Mede namens/met akkoord van {m2.title}"))
    desk.flow("h", "Aanleiding")
    desk.flow("li", *desk.some("aanleiding", 2))
    desk.flow("h", "Geadviseerd besluit")
    desk.flow("li", *desk.some("besluit", 1))
    desk.flow("h", "Kernpunten")
    desk.flow("li", *desk.some("kern", 4))
    desk.flow("h", "Toelichting")
    desk.flow(
        "li",
        *desk.own(3),
        *desk.lead(
            7, "politiek", "afstemming", "krachtenveld", "planning", "toezeggingen", "financieel"
        ),
    )
    sheet.top, sheet.top_next = 363, 120
    sheet.heading_font, sheet.heading_size, sheet.logo = "Liberation Sans", 12, desk.chance(0.5)


def ocw(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    desk.box(
        79, 150, 250, head(rng.choice(("TER BESLISSING", "TER INFORMATIE"))), size=9, place="header"
    )
    van = [
        desk.cast.slot("o1", rng.choice(("full", "formal", "both"))),
        desk.cast.slot("o1", "phone"),
    ]
    desk.box(79, 172, 60, "Aan:", "Via:", "Van:", "", size=9, place="header")
    desk.box(
        140,
        172,
        180,
        rng.choice(("MOCW", "SOCW", "MPVO")),
        rng.choice(("SG", "DGPV", "DGHBWE")),
        *van,
        size=9,
        place="header",
    )
    desk.box(79, 240, 100, Line("nota", "large"), size=9)
    desk.box(190, 254, 260, desk.topic["title"], size=9, place="subject")
    mark = desk.reference(desk.number())
    intern = [
        desk.narrow(fill(text)) for text in ("FEZ ({o2.full})", "WJZ ({o3.formal})", "{o4.full}")
    ]
    extern = [desk.narrow(fill(text)) for text in ("{othermin}: {o5.full}", "DUO, {o6.formal}")]
    desk.colofon(
        150, head(desk.chief), label("Datum"), desk.writer.date, label("Referentie"), mark, label("Bijlagen"),
        str(rng.randrange(1, 6)), label("Intern OCW afgestemd"), *intern[: rng.randrange(1, 4)],
        label("Extern OCW afgestemd"), *extern[: rng.randrange(1, 3)],
    )  # fmt: skip
    desk.colofon(130, label("Datum"), desk.writer.date, label("Referentie"), mark, on="next")
    desk.flow("h", "Aanleiding")
    desk.flow("p", *desk.some("aanleiding", 2))
    desk.flow("h", rng.choice(("Gevraagd besluit", "Geadviseerd besluit")))
    desk.flow("p", *desk.some("besluit", 1))
    desk.flow("h", "Kernpunten")
    desk.flow("li", *desk.some("kern", 4))
    desk.flow("h", "Toelichting")
    desk.flow(
        "p",
        *desk.own(3),
        *desk.lead(
            8, "politiek", "krachtenveld", "afstemming", "communicatie", "uitvoering", "planning"
        ),
    )
    sheet.top, sheet.top_next = 318, 130


def vws(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    desk.box(82, 172, 90, "Aan", size=9, place="header")
    desk.box(187, 172, 90, rng.choice(("MVWS", "MLZS", "SVWS")), size=9, place="header")
    desk.box(
        328,
        172,
        130,
        f"Deadline: {rng.randrange(1, 28)}-{rng.randrange(1, 13)}-{desk.writer.year}",
        size=9,
        place="header",
    )
    desk.box(76, 252, 100, Line("nota", "large"), size=9)
    desk.box(77, 296, 90, "(ter beslissing)", size=9)
    desk.box(203, 294, 240, desk.topic["title"], size=9, place="subject")
    mark = desk.reference(
        f"{desk.number(7)}-{desk.number(7)}-{rng.choice(('Z', 'CZ', 'PG', 'LZ'))}"
    )
    desk.colofon(
        155, head(desk.chief), desk.unit, label("Ontworpen door"), *desk.contact(), GAP, label("Datum Document"),
        desk.writer.date, label("Kenmerk"), mark, label("Bijlage(n)"), str(rng.randrange(1, 5)),
    )  # fmt: skip
    desk.colofon(130, head(desk.chief), label("Kenmerk"), mark, on="next")
    if desk.chance(0.5):
        rows = [
            ["Directeur", "DG", "pSG"],
            [desk.name("o3"), desk.name("o4"), ""],
            [fill("{o3.paraph} [[date:look|{day}]]"), fill("{o4.paraph}"), ""],
        ]
        desk.table(rows, (34, 33, 33), "grid", "parafen")
    for number, (title, pool, count) in enumerate(
        (
            ("Aanleiding", "aanleiding", 1),
            ("Geadviseerd besluit", "besluit", 1),
            ("Kernpunten", "kern", 4),
        ),
        1,
    ):
        desk.flow("h", f"{number}. {title}")
        desk.flow("p", *desk.some(pool, count))
    desk.flow("h", "4. Toelichting")
    parts = (
        ("Draagvlak politiek", "politiek"), ("Draagvlak maatschappelijk en eenduidige communicatie", "krachtenveld"),
        ("Financiële en personele gevolgen", "financieel"), ("Juridische aspecten haalbaarheid", "juridisch"),
        ("Afstemming (intern, interdepartementaal en met veldpartijen)", "afstemming"),
        ("Gevolgen administratieve lasten", "uitvoering"), ("Toezeggingen", "toezeggingen"), ("Fraudetoets", "fraude"),
    )  # fmt: skip
    for letter, (title, pool) in zip("abcdefgh", parts, strict=True):
        desk.flow("sub", f"{letter}. {title}")
        desk.flow("p", *desk.some(pool, rng.choice((1, 1, 2))))
    desk.flow("p", *desk.own(3))
    desk.flow("h", "5. Informatie die niet openbaar gemaakt kan worden")
    desk.flow("p", *desk.some("informatie", 1))
    sheet.top, sheet.top_next = 345, 130


def ienw(desk: Desk) -> None:
    sheet, rng = desk.sheet, desk.rng
    desk.box(79, 205, 60, "Aan", size=9, place="header")
    desk.box(190, 205, 240, rng.choice(("Minister van IenW", "Stas IenW")), size=9, place="header")
    desk.box(79, 246, 100, Line("nota", "large"), size=9)
    desk.box(190, 262, 260, desk.topic["title"], size=9, place="subject")
    mark = desk.reference(f"IENW/BSK-{desk.writer.year}/{desk.number(6)}")
    desk.colofon(
        155, label(rng.choice(("TER BESLISSING", "TER ONDERTEKENING"))), label("Datum"), desk.writer.date,
        label("Onze referentie"), mark, label("Opgesteld door"), "Bestuurskern", desk.unit,
        f"Afd. {rng.choice(('Beleid', 'Veiligheid', 'Netwerk'))}", f"Cluster {rng.choice('ABCD')}", *desk.contact(),
        label("Beslistermijn"), desk.fill("{soon}"), label("Bijlage(n)"), str(rng.randrange(1, 6)),
    )  # fmt: skip
    desk.colofon(
        130,
        *(head(part) for part in desk.chief.split("\n")),
        label("Onze referentie"),
        mark,
        on="next",
    )
    desk.flow("h", "Aanleiding")
    desk.flow("p", *desk.some("aanleiding", 2))
    desk.flow("h", "Geadviseerd besluit")
    desk.flow("p", *desk.some("besluit", 1))
    desk.flow("h", "Kernpunten")
    desk.flow("li", *desk.some("kern", 4))
    desk.flow("h", "Krachtenveld")
    desk.flow("p", *desk.some("krachtenveld", 3), *desk.some("afstemming", 3))
    desk.flow("h", "Toelichting")
    desk.flow(
        "p",
        *desk.own(3),
        *desk.lead(6, "politiek", "financieel", "juridisch", "communicatie", "uitvoering"),
    )
    desk.flow("h", "Informatie die niet openbaargemaakt kan worden")
    desk.flow("p", *desk.some("informatie", 1))
    desk.flow("h", "Bijlagen")
    rows = [["Volgnummer", "Naam", "Informatie"]]
    rows += [[str(n), text, ""] for n, text in enumerate(desk.some("bijlagen", 2), 1)]
    desk.table(rows, (20, 50, 30), "solid", "table")
    sheet.top, sheet.top_next = 330, 130


def defensie(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    desk.box(
        79,
        165,
        110,
        "Aan",
        "Van",
        "Afgestemd met",
        "",
        "",
        "In afschrift aan",
        size=8.5,
        place="header",
    )
    desk.box(
        190, 165, 250, rng.choice(("MINDEF", "STASDEF")), fill(rng.choice((desk.unit, desk.unit + " ({o2.full})"))),
        fill("☒ FEZ, {o3.full}"), fill("☒ DJZ, {o4.formal}"), "☐ DCO", fill("{o5.full}, {o6.formal}"),
        size=8.5, place="header",
    )  # fmt: skip
    desk.box(79, 258, 100, Line("nota", "large"), size=9)
    desk.box(190, 272, 260, desk.topic["title"], size=9, place="subject")
    mark = desk.reference(f"BS{desk.writer.year}{desk.number(6)}")
    author = [
        label("Opgesteld door"),
        desk.name("o1"),
        label("T"),
        desk.cast.slot("o1", "phone"),
        label("E-mail"),
        desk.cast.slot("o1", "mail"),
    ]
    desk.colofon(
        150, *(head(part) for part in desk.chief.split("\n")), GAP, *desk.office()[:4], label("Datum"), desk.writer.date,
        label("Onze referentie"), mark, *author, label("Aantal bijlagen"), str(rng.randrange(1, 5)),
    )  # fmt: skip
    desk.colofon(130, label("Datum"), desk.writer.date, label("Onze referentie"), mark, on="next")
    for title, pool, count in (
        ("Aanleiding", "aanleiding", 2),
        ("Geadviseerd besluit", "besluit", 1),
        ("Kernpunten", "kern", 4),
    ):
        desk.flow("h", title)
        desk.flow("li" if title == "Kernpunten" else "p", *desk.some(pool, count))
    desk.flow("h", "Toelichting")
    for title, pool in (
        ("Financieel", "financieel"),
        ("Juridisch", "juridisch"),
        ("Communicatie", "communicatie"),
        ("Politiek", "politiek"),
    ):
        desk.flow("sub", title)
        desk.flow("p", *desk.some(pool, rng.choice((1, 2))))
    desk.flow("p", *desk.own(4))
    desk.flow("h", "Informatie die niet openbaar wordt gemaakt")
    desk.flow("p", *desk.some("informatie", 1))
    sheet.top, sheet.top_next, sheet.font, sheet.size, sheet.heading_size = (
        325,
        130,
        "Liberation Sans",
        9.5,
        9.5,
    )


def az(desk: Desk) -> None:
    sheet, rng = desk.sheet, desk.rng
    desk.box(79, 190, 60, "Aan", size=9, place="header")
    desk.box(190, 190, 240, "de Minister-President", size=9, place="header")
    desk.box(79, 240, 100, Line("nota", "large"), size=9)
    desk.box(190, 254, 260, desk.topic["title"], size=9, place="subject")
    mark = desk.reference(desk.number(7))
    desk.colofon(
        150, head("Kabinet\nMinister-President"), GAP, *desk.office(), label("Datum"), desk.writer.date,
        label("Onze referentie"), mark, label("Contactpersoon"), *desk.contact(),
    )  # fmt: skip
    desk.colofon(130, label("Datum"), desk.writer.date, label("Onze referentie"), mark, on="next")
    rows = [
        ["Lijnparaaf", "Medeparaaf"],
        [desk.name("o2"), desk.name("o3")],
        [desk.name("o4"), desk.name("o5")],
    ]
    rows.append([desk.cast.slot("o2", "paraph"), desk.cast.slot("o3", "paraph")])
    desk.table(rows, (50, 50), rng.choice(("grid", "solid", "none")), "parafen")
    desk.flow("h", "Aanleiding")
    desk.flow("p", *desk.some("aanleiding", 2))
    desk.flow("h", "Geadviseerd besluit")
    desk.flow("p", *desk.some("besluit", 1))
    desk.flow("h", "Toelichting")
    desk.flow(
        "p",
        *desk.own(3),
        *desk.lead(6, "kern", "politiek", "communicatie", "afstemming", "planning"),
    )
    sheet.top, sheet.top_next, sheet.font, sheet.size, sheet.heading_size = (
        320,
        130,
        "Liberation Serif",
        11,
        11,
    )
