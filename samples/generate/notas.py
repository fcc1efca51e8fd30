"""The notas of the ministries: which fields stand where."""

from __future__ import annotations

from samples.generate.desk import GAP, Desk, head

TO_DECIDE = ("TER BESLISSING", "TER ONDERTEKENING", "TER BESLUITVORMING", "TER INFORMATIE")


def jenv(desk: Desk) -> None:
    sheet, rng, name = desk.sheet, desk.rng, desk.name
    sheet.top = 330
    desk.top(79, 160, 300, desk.ministry["minister"])
    desk.heading("nota", 79, 248, 190)
    author = rng.choice(("Contactpersoon", "Opgesteld door", "Behandeld door"))
    marks = [("Datum", desk.date), (rng.choice(("Ons kenmerk", "Onze referentie")), desk.mark(7))]
    contact = desk.fields((author, desk.contact()), *marks)
    desk.colofon(152, head(desk.chief), GAP, *desk.office(), GAP, *contact)
    desk.colofon(130, head(desk.chief), *desk.fields(*marks), on="next")
    desk.box(79, 318, 300, head("Algemene leiding"), size=7.5, place="parafen")
    rows = [["Minister", "SG", "DG"], ["Datum/eindparaaf", "Datum/paraaf", "Datum/paraaf"]]
    if desk.chance(0.7):
        rows += [
            ["Directeur", "Afdelingshoofd", "Medeparaaf"],
            [name("o4"), name("o5"), name("o6")],
        ]
        if desk.chance(0.5):
            rows.append([desk.cast.slot("o4", "paraph"), desk.cast.slot("o5", "paraph"), ""])
    desk.table(rows, (33, 33, 34), "grid", "parafen")
    desk.chapter("1. Aanleiding", aanleiding=2)
    desk.chapter("2. Geadviseerd besluit", besluit=1)
    desk.flow("h", "3. Kernpunten")
    desk.flow("sub", "Insteek brief")
    desk.section(kern=3)
    desk.flow("sub", "Beoogde verzenddatum")
    desk.flow("p", desk.fill("De brief wordt uiterlijk {soon} aan de Kamer gestuurd."))
    desk.flow("h", "4. Toelichting")
    parts = {
        "4.1 Politieke context": {"politiek": 3},
        "4.2 Financiële overwegingen": {"financieel": 2},
        "4.3 Juridische overwegingen": {"juridisch": 2},
        "4.4 Krachtenveld": {"krachtenveld": 2, "own": 3},
        "4.5 Afstemming": {"afstemming": 3},
    }
    for title, pools in parts.items():
        desk.flow("sub", title)
        desk.section(**pools)
    desk.flow("h", "5. Informatie die niet openbaar gemaakt kan worden")
    desk.flow("sub", "5.1 Toelichting")
    desk.section(informatie=1)


def bzk(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    sheet.top = 338
    desk.top(79, 210, 90, "Aan", "Van")
    desk.top(190, 210, 230, desk.ministry["short"], desk.unit)
    desk.heading("nota", 79, 250, 190)
    marks = desk.fields(("Onze referentie", desk.mark(10, "{year}-")), ("Datum", desk.date))
    together = [fill("{o2.full} ({othermin})"), fill("{o3.formal}, " + desk.unit)]
    desk.colofon(
        158,
        *desk.fields((rng.choice(TO_DECIDE[:3]), []), ("Nota actief openbaar", "Ja")),
        GAP,
        *marks,
        *desk.fields(("Opgesteld door", desk.contact()), ("Samengewerkt met", together)),
        *desk.fields(("Bijlage(n)", desk.few())),
    )
    desk.colofon(130, *marks, on="next")
    desk.chapter("Aanleiding", aanleiding=2)
    desk.chapter("Geadviseerd besluit", besluit=1)
    desk.chapter("Kern", "li", kern=4)
    desk.flow("h", "Toelichting")
    pools = {"Juridisch kader": "juridisch", "Financiën": "financieel", "Uitvoering": "uitvoering"}
    for title, pool in pools.items():
        desk.flow("li", *(f"__{title}__: {text}" for text in desk.some(pool, 1)))
    desk.section("li", own=3)
    desk.chapter("Politieke context", politiek=3)
    desk.chapter("Communicatie", communicatie=2, afstemming=2)
    desk.flow("h", "Informatie die niet openbaar gemaakt kan worden")
    desk.flow("sub", "Motivering")
    desk.section(informatie=1)
    desk.annexes("grid")


def ez(desk: Desk) -> None:
    """Also KGG and LVVN: the three share one building and one template."""
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    sheet.top, sheet.top_next, sheet.logo = 363, 120, desk.chance(0.5)
    sheet.heading_font, sheet.heading_size = "Liberation Sans", 12
    desk.top(79, 170, 300, f"Aan de {desk.ministry['minister']}")
    desk.heading("nota", 79, 258, 212)
    mark = ("Kenmerk", desk.mark(8, desk.unit.split("-")[0] + " / "))
    copies = desk.narrow(fill("{o6.formal}")) if desk.chance(0.4) else ""
    desk.colofon(
        150,
        head(desk.chief),
        *desk.fields(("Auteur", desk.contact())),
        GAP,
        *desk.fields((rng.choice(TO_DECIDE), [])),
        head("Datum"),
        desk.date,
        *desk.fields(mark, ("BHM", desk.cast.slot("o9", "formal")), ("Kopie aan", copies)),
        *desk.fields(("Bijlage(n)", desk.few())),
    )
    desk.colofon(130, head(desk.chief), *desk.fields(mark), on="next")
    desk.box(79, 354, 200, head("Parafenroute"), place="parafen")
    route = ["o2", "o3", "o4", "o5", "o7", "o8"][: rng.choice((5, 6, 6))]
    cells = [f"[[unit:look|{rng.choice(desk.ministry['units'])}]]\n{desk.name(o)}" for o in route]
    cells += [""] * (6 - len(cells))
    desk.table([cells[:3], cells[3:]], (33, 33, 34), "dotted", "parafen")
    if desk.chance(0.5):
        desk.flow("p", fill("Mede namens/met akkoord van {m2.title}"))
    desk.chapter("Aanleiding", "li", aanleiding=2)
    desk.chapter("Geadviseerd besluit", "li", besluit=1)
    desk.chapter("Kernpunten", "li", kern=4)
    desk.chapter("Toelichting", "li", own=3)
    pools = ("politiek", "afstemming", "krachtenveld", "planning", "toezeggingen", "financieel")
    desk.flow("li", *desk.mix(7, *pools))


def ocw(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    sheet.top = 318
    desk.top(79, 150, 250, head(rng.choice(TO_DECIDE)))
    author = [desk.cast.slot("o1", rng.choice(("full", "formal", "both"))), fill("{o1.phone}")]
    desk.top(79, 172, 60, "Aan:", "Via:", "Van:")
    offices = rng.choice(("MOCW", "SOCW", "MPVO")), rng.choice(("SG", "DGPV", "DGHBWE"))
    desk.top(140, 172, 180, *offices, *author)
    desk.heading("nota", 79, 240, 190)
    marks = desk.fields(("Datum", desk.date), ("Referentie", desk.mark(8)))
    intern = ["FEZ ({o2.full})", "WJZ ({o3.formal})", "{o4.full}"][: rng.randrange(1, 4)]
    extern = ["{othermin}: {o5.full}", "DUO, {o6.formal}"][: rng.randrange(1, 3)]
    desk.colofon(
        150,
        head(desk.chief),
        *marks,
        *desk.fields(
            ("Bijlagen", desk.few()),
            ("Intern OCW afgestemd", [desk.narrow(fill(text)) for text in intern]),
            ("Extern OCW afgestemd", [desk.narrow(fill(text)) for text in extern]),
        ),
    )
    desk.colofon(130, *marks, on="next")
    desk.chapter("Aanleiding", aanleiding=2)
    desk.chapter(rng.choice(("Gevraagd besluit", "Geadviseerd besluit")), besluit=1)
    desk.chapter("Kernpunten", "li", kern=4)
    desk.chapter("Toelichting", own=3)
    pools = ("politiek", "krachtenveld", "afstemming", "communicatie", "uitvoering", "planning")
    desk.flow("p", *desk.mix(8, *pools))


def vws(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    sheet.top = 345
    desk.top(82, 172, 90, "Aan")
    desk.top(187, 172, 90, rng.choice(("MVWS", "MLZS", "SVWS")))
    deadline = f"{rng.randrange(1, 28)}-{rng.randrange(1, 13)}-{desk.writer.year}"
    desk.top(328, 172, 130, f"Deadline: {deadline}")
    desk.heading("nota", 76, 252, 203)
    desk.top(77, 296, 90, "(ter beslissing)")
    mark = ("Kenmerk", desk.reference(f"{desk.number(7)}-{desk.number(7)}-{rng.choice('ZCPL')}"))
    desk.colofon(
        155,
        head(desk.chief),
        desk.unit,
        *desk.fields(("Ontworpen door", desk.contact())),
        GAP,
        *desk.fields(("Datum Document", desk.date), mark, ("Bijlage(n)", desk.few())),
    )
    desk.colofon(130, head(desk.chief), *desk.fields(mark), on="next")
    if desk.chance(0.5):
        signed = [fill("{o3.paraph} [[date:look|{day}]]"), fill("{o4.paraph}"), ""]
        rows = [["Directeur", "DG", "pSG"], [desk.name("o3"), desk.name("o4"), ""], signed]
        desk.table(rows, (34, 33, 33), "grid", "parafen")
    desk.chapter("1. Aanleiding", aanleiding=1)
    desk.chapter("2. Geadviseerd besluit", besluit=1)
    desk.chapter("3. Kernpunten", kern=4)
    desk.flow("h", "4. Toelichting")
    parts = {
        "a. Draagvlak politiek": "politiek",
        "b. Draagvlak maatschappelijk en eenduidige communicatie": "krachtenveld",
        "c. Financiële en personele gevolgen": "financieel",
        "d. Juridische aspecten haalbaarheid": "juridisch",
        "e. Afstemming (intern, interdepartementaal en met veldpartijen)": "afstemming",
        "f. Gevolgen administratieve lasten": "uitvoering",
        "g. Toezeggingen": "toezeggingen",
        "h. Fraudetoets": "fraude",
    }
    for title, pool in parts.items():
        desk.flow("sub", title)
        desk.flow("p", *desk.some(pool, rng.choice((1, 1, 2))))
    desk.section(own=3)
    desk.chapter("5. Informatie die niet openbaar gemaakt kan worden", informatie=1)


def ienw(desk: Desk) -> None:
    sheet, rng = desk.sheet, desk.rng
    sheet.top = 330
    desk.top(79, 205, 60, "Aan")
    desk.top(190, 205, 240, rng.choice(("Minister van IenW", "Stas IenW")))
    desk.heading("nota", 79, 246, 190)
    mark = ("Onze referentie", desk.mark(6, "IENW/BSK-{year}/"))
    office = [
        f"Afd. {rng.choice(('Beleid', 'Veiligheid', 'Netwerk'))}",
        f"Cluster {rng.choice('AB')}",
    ]
    author = ["Bestuurskern", desk.unit, *office, *desk.contact()]
    desk.colofon(
        155,
        *desk.fields((rng.choice(TO_DECIDE), []), ("Datum", desk.date), mark),
        *desk.fields(("Opgesteld door", author), ("Beslistermijn", desk.fill("{soon}"))),
        *desk.fields(("Bijlage(n)", desk.few())),
    )
    desk.colofon(
        130, *(head(part) for part in desk.chief.split("\n")), *desk.fields(mark), on="next"
    )
    desk.chapter("Aanleiding", aanleiding=2)
    desk.chapter("Geadviseerd besluit", besluit=1)
    desk.chapter("Kernpunten", "li", kern=4)
    desk.chapter("Krachtenveld", krachtenveld=3, afstemming=3)
    desk.chapter("Toelichting", own=3)
    pools = ("politiek", "financieel", "juridisch", "communicatie", "uitvoering")
    desk.flow("p", *desk.mix(6, *pools))
    desk.chapter("Informatie die niet openbaargemaakt kan worden", informatie=1)
    desk.annexes("solid")


def defensie(desk: Desk) -> None:
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    sheet.top, sheet.font, sheet.size, sheet.heading_size = 325, "Liberation Sans", 9.5, 9.5
    desk.top(79, 165, 110, "Aan", "Van", "Afgestemd met", "", "", "In afschrift aan", size=8.5)
    sender = fill(rng.choice((desk.unit, desk.unit + " ({o2.full})")))
    agreed = fill("☒ FEZ, {o3.full}"), fill("☒ DJZ, {o4.formal}"), "☐ DCO"
    copies = fill("{o5.full}, {o6.formal}")
    desk.top(190, 165, 250, rng.choice(("MINDEF", "STASDEF")), sender, *agreed, copies, size=8.5)
    desk.heading("nota", 79, 258, 190)
    marks = desk.fields(("Datum", desk.date), ("Onze referentie", desk.mark(6, "BS{year}")))
    desk.colofon(
        150,
        *(head(part) for part in desk.chief.split("\n")),
        GAP,
        *desk.office()[:4],
        *marks,
        *desk.fields(
            ("Opgesteld door", desk.name("o1")),
            ("T", desk.cast.slot("o1", "phone")),
            ("E-mail", desk.cast.slot("o1", "mail")),
            ("Aantal bijlagen", desk.few()),
        ),
    )
    desk.colofon(130, *marks, on="next")
    desk.chapter("Aanleiding", aanleiding=2)
    desk.chapter("Geadviseerd besluit", besluit=1)
    desk.chapter("Kernpunten", "li", kern=4)
    desk.flow("h", "Toelichting")
    for title in ("Financieel", "Juridisch", "Communicatie", "Politiek"):
        desk.flow("sub", title)
        desk.flow("p", *desk.some(title.lower(), rng.choice((1, 2))))
    desk.section(own=4)
    desk.chapter("Informatie die niet openbaar wordt gemaakt", informatie=1)


def az(desk: Desk) -> None:
    sheet, rng, slot = desk.sheet, desk.rng, desk.cast.slot
    sheet.top, sheet.font, sheet.size, sheet.heading_size = 320, "Liberation Serif", 11, 11
    desk.top(79, 190, 60, "Aan")
    desk.top(190, 190, 240, "de Minister-President")
    desk.heading("nota", 79, 240, 190)
    marks = desk.fields(("Datum", desk.date), ("Onze referentie", desk.mark(7)))
    contact = desk.fields(("Contactpersoon", desk.contact()))
    chief = head("Kabinet\nMinister-President")
    desk.colofon(150, chief, GAP, *desk.office(), *marks, *contact)
    desk.colofon(130, *marks, on="next")
    rows = [["Lijnparaaf", "Medeparaaf"]]
    rows += [[desk.name("o2"), desk.name("o3")], [desk.name("o4"), desk.name("o5")]]
    rows.append([slot("o2", "paraph"), slot("o3", "paraph")])
    desk.table(rows, (50, 50), rng.choice(("grid", "solid", "none")), "parafen")
    desk.chapter("Aanleiding", aanleiding=2)
    desk.chapter("Geadviseerd besluit", besluit=1)
    desk.chapter("Toelichting", own=3)
    desk.flow("p", *desk.mix(6, "kern", "politiek", "communicatie", "afstemming", "planning"))
