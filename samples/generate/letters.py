"""What lies around notas in a dossier: letters, printed mails, routing forms, minutes."""

from __future__ import annotations

from samples.generate.desk import GAP, Desk, head, label
from samples.generate.model import Box, Line
from samples.generate.writer import data


def _letterhead(desk: Desk, addressee: list[str], subject: str, contact: list[str]) -> None:
    """The furniture that all letters of a ministry share."""
    box, town = desk.ministry["address"][2:]
    desk.box(79, 136, 330, f"> Retouradres [[address:keep|{box}]] {town}", size=6.5, place="header")
    desk.box(79, 158, 320, *addressee, size=9, place="addressee")
    desk.box(79, 284, 60, "Datum", "Betreft", size=9, place="header")
    desk.box(136, 284, 315, desk.writer.date, subject, size=9, place="subject")
    mark = desk.reference(
        f"{desk.ministry['abbreviation'].upper()}/{desk.writer.year}/{desk.number(6)}"
    )
    desk.colofon(
        155, head(desk.chief), desk.unit, GAP, *desk.office(), label("Contactpersoon"), *contact,
        label("Onze referentie"), mark, label("Bijlage(n)"), str(desk.rng.randrange(1, 4)),
    )  # fmt: skip
    desk.colofon(130, head(desk.chief), label("Onze referentie"), mark, on="next")
    desk.sheet.top, desk.sheet.top_next, desk.sheet.width = 370, 130, 375


def woobesluit(desk: Desk) -> None:
    desk.sheet.profile = "woo-besluit"
    slot = desk.cast.slot
    street = desk.fill("{address}").split(" [[")[0]
    home, postcode = street.removesuffix("]]").split("|")[1].rsplit(", ", 1)
    addressee = [
        desk.fill("{x1.dhr}"), f"[[address:redact|{home}]]", f"[[address:redact|{postcode}]] [[address:look|{desk.fill('{place}')}]]"
    ]  # fmt: skip
    if desk.chance(0.4):
        addressee.insert(0, "Adviesbureau Noorderlicht B.V.")
        addressee[1] = "t.a.v. " + addressee[1]
    mailbox = f"[[mailbox:keep|woo-verzoeken@{desk.ministry['domain']}]]"
    contact = [mailbox] if desk.chance(0.5) else desk.contact()
    _letterhead(desk, addressee, desk.fill("Besluit op Woo-verzoek over {topic}"), contact)
    desk.flow("p", f"Geachte {slot('x1', 'court')},")
    desk.flow("gap", "")
    desk.flow("p", *desk.some("woo_intro", 1, "letters"))
    desk.flow("h", "Verloop van de procedure")
    desk.flow("p", *desk.some("woo_body", 4, "letters"))
    desk.flow("h", "Besluit")
    desk.flow(
        "p", desk.fill("Ik heb besloten de documenten over {topic} gedeeltelijk openbaar te maken.")
    )
    desk.flow("h", "Overwegingen")
    desk.flow(
        "sub",
        "De eerbiediging van de persoonlijke levenssfeer (artikel 5.1, tweede lid, aanhef en onder e, van de Woo)",
    )
    desk.flow("p", *desk.some("woo_body", 6, "letters"))
    desk.flow("h", "Bezwaar")
    desk.flow("p", *desk.some("woo_close", 1, "letters"))
    desk.flow("gap", "")
    desk.flow(
        "p",
        f"De {desk.ministry['minister'].removeprefix('de ')},\nnamens deze,\nde {desk.rng.choice(('directeur-generaal', 'directeur Bestuurlijke en Juridische Zaken'))},",
    )
    desk.flow("gap", "")
    desk.flow("p", slot("p1", "titled"))


def kamerbrief(desk: Desk) -> None:
    chamber = desk.rng.choice(("Tweede", "Eerste"))
    addressee = [
        f"De Voorzitter van de {chamber} Kamer",
        "der Staten-Generaal",
        "[[address:keep|Postbus 20018]]",
        "2500 EA  Den Haag",
    ]
    _letterhead(desk, addressee, desk.topic["title"], desk.contact())
    desk.flow("p", "Geachte voorzitter,")
    desk.flow("gap", "")
    desk.flow("p", *desk.some("kamerbrief", 4, "letters"))
    desk.flow("h", "Stand van zaken")
    desk.flow("p", *desk.some("kamerbrief", 4, "letters"), *desk.some("kern", 3))
    desk.flow("h", "Tot slot")
    desk.flow("p", *desk.some("kamerbrief", 2, "letters"))
    desk.flow("gap", "")
    minister = desk.ministry["minister"]
    desk.flow("p", f"De {minister[0].lower()}{minister[1:]},")
    desk.flow("gap", "")
    desk.flow("p", desk.cast.slot("m", desk.rng.choice(("formal", "full"))))
    if desk.chance(0.4):
        desk.flow(
            "p", desk.fill("De staatssecretaris van {abbreviation},"), desk.cast.slot("s", "formal")
        )


DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]


def _mail(desk: Desk, sender: str, to: str, cc: str, depth: int) -> None:
    """One message of a thread, as mail programs print it."""
    slot, rng, writer = desk.cast.slot, desk.rng, desk.writer
    writer.aliases = {"from": sender, "to": to, "cc": cc}
    stamp = f"{rng.choice(DAYS)} {writer.date} {rng.randrange(7, 19):02}:{rng.randrange(60):02}"
    name = rng.choice(("mailname", "full"))

    def person(who: str) -> str:
        other = desk.rng.choice(
            ("minfin.nl", "minbzk.nl", "rijksoverheid.nl", desk.ministry["domain"])
        )
        address = (
            slot(who, "mail")
            if who == sender
            else f"{slot(who, 'mail').split('[[domain')[0]}[[domain:keep|@{other}]]"
        )
        return rng.choice(
            (f"{slot(who, name)} <{address}>", slot(who, name), f"'{slot(who, name)}' <{address}>")
        )

    if depth and rng.random() < 0.4:
        desk.flow(
            "p",
            f"Op {stamp} heeft {slot(sender, 'full')} <{slot(sender, 'mail')}> het volgende geschreven:",
        )
    else:
        if depth:
            desk.flow("p", rng.choice(("-----Oorspronkelijk bericht-----", "")) or " ")
        subject = writer.some(data("letters")["subjects"], 1) or ["stand van zaken"]
        rows = [["**Van:**", person(sender)], ["**Verzonden:**", stamp], ["**Aan:**", f"{person(to)}; {person('o7')}"],
                ["**CC:**", f"{person(cc)}; [[mailbox:keep|secretariaat-{desk.ministry['abbreviation'].lower()}@{desk.ministry['domain']}]]"],
                ["**Onderwerp:**", subject[0]]]  # fmt: skip
        if rng.random() < 0.4:
            for label_text, value in rows:
                desk.flow("p", f"{label_text} {value}")
        else:
            desk.table(rows, (18, 82), "none", "mail")
    desk.flow("gap", "")
    desk.flow("p", *writer.some(data("letters")["mail_open"], 1))
    desk.flow("p", *writer.some(data("letters")["mail_body"], rng.randrange(3, 6)))
    desk.flow("p", rng.choice(data("letters")["mail_close"]))
    desk.flow("p", slot(sender, rng.choice(("first", "full", "first"))))
    if rng.random() < 0.6:
        function = rng.choice(data("letters")["functions"])
        block = [slot(sender, "full"), function, f"{desk.unit} | {desk.ministry['name'].replace(chr(10), ' ')}",
                 f"M {slot(sender, 'phone')}", f"E {slot(sender, 'mail')}"]  # fmt: skip
        desk.flow("p", "\n".join(block))


def mail(desk: Desk) -> None:
    sheet = desk.sheet
    sheet.logo, sheet.top, sheet.top_next, sheet.left, sheet.width = False, 92, 60, 62, 470
    sheet.font, sheet.size, sheet.heading_size = desk.rng.choice(
        (("Liberation Sans", 10, 10), ("DejaVu Sans", 9, 9))
    )
    desk.box(62, 60, 470, head(desk.cast.slot("o1", "mailname")), size=11, place="mail")
    chain = ["o1", "o2", "o3", "o4"]
    for depth in range(desk.rng.randrange(2, 4)):
        if depth:
            desk.flow("rule", "")
        _mail(desk, chain[depth], chain[(depth + 1) % 4], chain[(depth + 2) % 4], depth)
    sheet.boxes.append(Box(290, 815, 60, (Line("{page}"),), on="all", place="footer"))


def route(desk: Desk) -> None:
    """An aanbiedingsformulier: a whole page of cells."""
    sheet, fill, rng, slot = desk.sheet, desk.fill, desk.rng, desk.cast.slot
    sheet.top, sheet.top_next, sheet.width = 150, 80, 440
    desk.flow(
        "h",
        rng.choice(
            ("Aanbiedingsformulier", "Parafenroute", "Routeformulier stukken bewindspersonen")
        ),
    )
    rows = [["Onderwerp", desk.topic["title"]], ["Steller", desk.name("o1")], ["Directie / toestel", fill(f"{desk.unit} / {{tst}}")],
            ["Kamer", fill("{room}")], ["E-mail", slot("o1", "mail")], ["Zaaknummer", desk.reference(desk.number())],
            ["Bestemd voor", desk.ministry["short"]]]  # fmt: skip
    desk.table(rows, (28, 72), "grid", "table")
    desk.flow("gap", "")
    lines = [["Functie", "Naam", "Paraaf", "Datum", "Opmerkingen"]]
    posts = (
        "Steller",
        "Afdelingshoofd",
        "Plv. directeur",
        "Directeur",
        "FEZ",
        "WJZ",
        "DCO",
        "DG",
        "SG",
    )
    for number, post in enumerate(posts[: rng.randrange(5, 10)], 1):
        who = f"o{number}"
        paraph = slot(who, "paraph") if rng.random() < 0.7 else ""
        remark = fill(
            rng.choice(("", "", "akkoord", "zie opm. {o.first}", "mits {o.sur} instemt", "gezien"))
        )
        lines.append(
            [
                post,
                desk.name(who),
                paraph,
                f"{rng.randrange(1, 28)}-{desk.writer.month + 1}",
                remark,
            ]
        )
    desk.table(lines, (18, 28, 12, 12, 30), rng.choice(("grid", "solid")), "parafen")
    desk.flow("h", "Medeparaaf andere departementen")
    desk.table([[fill("{othermin}"), fill("{o10.formal}"), fill("{o10.paraph}")], [fill("{othermin}"), fill("{o11.full}"), ""]],
               (40, 40, 20), "grid", "parafen")  # fmt: skip
    desk.flow("h", "Verzendlijst")
    desk.flow(
        "li",
        *(
            fill(text)
            for text in ("{o12.full} ({o12.mail})", "{o13.inverted}, {othermin}", "{o14.formal}")
        ),
    )
    desk.flow("h", "Toelichting")
    desk.flow("p", *desk.some("kern", 2), *desk.some("planning", 2))


def minutes(desk: Desk) -> None:
    """Verslag of a meeting: lists of people, then who said what, then actions."""
    sheet, fill, rng = desk.sheet, desk.fill, desk.rng
    sheet.top, sheet.top_next = 300, 130
    desk.box(79, 160, 90, "Datum", "Plaats", "Voorzitter", "Verslag", size=9, place="header")
    desk.box(
        190,
        160,
        250,
        desk.writer.date,
        fill("{term}, zaal {count}"),
        fill("{o1.full}"),
        fill("{o2.full}"),
        size=9,
        place="header",
    )
    desk.box(79, 240, 120, Line("verslag", "large"), size=9)
    desk.box(220, 256, 230, fill("Overleg over {topic}"), size=9, place="subject")
    desk.colofon(150, head(desk.chief), label("Onze referentie"), desk.reference(desk.number()), label("Kopie aan"),
                 desk.narrow(fill("{o8.full}")), desk.narrow(fill("{o9.inverted}")))  # fmt: skip
    desk.flow("h", "Aanwezig")
    desk.flow(
        "p",
        fill(
            "{o3.full} (voorzitter), {o4.full} (VNG), {o5.formal}, {o6.full}, {o7.full} (verslag)"
        ),
    )
    desk.flow(
        "p", fill("Afwezig met bericht: {o8.full} en {o9.formal}. Gast: gedeputeerde {p1.full}.")
    )
    topics = ("Opening", "Stand van zaken", "Rondvraag")
    for number, title in enumerate(topics, 1):
        desk.flow("h", f"{number}. {title}")
        desk.flow("p", *desk.lead(4, "afstemming", "uitvoering", "krachtenveld", "kern"))
        desk.flow("p", fill(rng.choice((
            "{o3.first} opent de vergadering en heet {o4.first} welkom.", "{o5.sur} vraagt of {p1.sur} zich daarin herkent.",
            "Op de vraag van {o6.first} antwoordt {o7.sur} dat {law} daarin niet voorziet.", "{o4.first}: graag voor het reces.",
        ))))  # fmt: skip
    desk.flow("h", "Actielijst")
    rows = [["Nr.", "Actie", "Wie", "Wanneer"]]
    rows += [
        [
            str(n),
            fill(f"Reactie op {{topic}} van {{o{n + 3}.first}}"),
            fill(f"{{o{n + 2}.first}} / {{o{n + 4}.paraph}}"),
            fill("{soon}"),
        ]
        for n in range(1, 4)
    ]
    desk.table(rows, (8, 46, 28, 18), "grid", "table")
