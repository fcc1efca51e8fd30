"""What lies around notas in a dossier: letters, printed mails, routing forms, minutes."""

from __future__ import annotations

from samples.generate.desk import GAP, Desk, head
from samples.generate.writer import data

OTHER_DOMAINS = ("minfin.nl", "minbzk.nl", "rijksoverheid.nl")
DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]
REMARKS = ("", "", "akkoord", "zie opm. {o.first}", "mits {o.sur} instemt", "gezien")
POSTS = [
    "Steller",
    "Afdelingshoofd",
    "Plv. directeur",
    "Directeur",
    "FEZ",
    "WJZ",
    "DCO",
    "DG",
    "SG",
]


def _letterhead(desk: Desk, addressee: list[str], subject: str, contact: list[str]) -> None:
    """The furniture that all letters of a ministry share."""
    desk.sheet.top, desk.sheet.width = 370, 375
    box, town = desk.ministry["address"][2:]
    desk.top(79, 136, 330, f"> Retouradres [[address:keep|{box}]] {town}", size=6.5)
    desk.box(79, 158, 320, *addressee, size=9, place="addressee")
    desk.top(79, 284, 60, "Datum", "Betreft")
    desk.box(136, 284, 315, desk.date, subject, size=9, place="subject")
    mark = ("Onze referentie", desk.mark(6, desk.ministry["abbreviation"].upper() + "/{year}/"))
    desk.colofon(
        155,
        head(desk.chief),
        desk.unit,
        GAP,
        *desk.office(),
        *desk.fields(("Contactpersoon", contact), mark, ("Bijlage(n)", desk.few())),
    )
    desk.colofon(130, head(desk.chief), *desk.fields(mark), on="next")


def _addressee(desk: Desk) -> list[str]:
    """A private requester with a home address, sometimes at a firm."""
    street, postcode = desk.writer.street()
    town = f"[[address:look|{desk.fill('{place}')}]]"
    name = desk.fill("{x1.dhr}")
    lines = [f"[[address:redact|{street}]]", f"[[address:redact|{postcode}]] {town}"]
    if desk.chance(0.4):
        return ["Adviesbureau Noorderlicht B.V.", f"t.a.v. {name}", *lines]
    return [name, *lines]


def woobesluit(desk: Desk) -> None:
    desk.sheet.profile = "woo-besluit"
    mailbox = f"[[mailbox:keep|woo-verzoeken@{desk.ministry['domain']}]]"
    contact = [mailbox] if desk.chance(0.5) else desk.contact()
    subject = desk.fill("Besluit op Woo-verzoek over {topic}")
    _letterhead(desk, _addressee(desk), subject, contact)
    desk.flow("p", f"Geachte {desk.cast.slot('x1', 'court')},")
    desk.flow("gap", "")
    desk.section(woo_intro=1)
    desk.chapter("Verloop van de procedure", woo_body=4)
    decision = "Ik heb besloten de documenten over {topic} gedeeltelijk openbaar te maken."
    desk.flow("h", "Besluit")
    desk.flow("p", desk.fill(decision))
    desk.flow("h", "Overwegingen")
    article = "artikel 5.1, tweede lid, aanhef en onder e, van de Woo"
    desk.flow("sub", f"De eerbiediging van de persoonlijke levenssfeer ({article})")
    desk.section(woo_body=6)
    desk.chapter("Bezwaar", woo_close=1)
    desk.flow("gap", "")
    office = desk.rng.choice(("directeur-generaal", "directeur Juridische Zaken"))
    desk.flow("p", f"De {desk.ministry['minister']},\nnamens deze,\nde {office},")
    desk.flow("gap", "")
    desk.flow("p", desk.cast.slot("p1", "titled"))


def kamerbrief(desk: Desk) -> None:
    chamber = desk.rng.choice(("Tweede", "Eerste"))
    office = "[[address:keep|Postbus 20018]]", "2500 EA  Den Haag"
    addressee = [f"De Voorzitter van de {chamber} Kamer", "der Staten-Generaal", *office]
    _letterhead(desk, addressee, desk.subject, desk.contact())
    desk.flow("p", "Geachte voorzitter,")
    desk.flow("gap", "")
    desk.section(kamerbrief=4)
    desk.chapter("Stand van zaken", kamerbrief=4, kern=3)
    desk.chapter("Tot slot", kamerbrief=2)
    desk.flow("gap", "")
    minister = desk.ministry["minister"]
    desk.flow("p", f"De {minister[0].lower()}{minister[1:]},")
    desk.flow("gap", "")
    desk.flow("p", desk.cast.slot("m", desk.rng.choice(("formal", "full"))))
    if desk.chance(0.4):
        desk.flow("p", desk.fill("De staatssecretaris van {abbreviation},"))
        desk.flow("p", desk.cast.slot("s", "formal"))


def mail(desk: Desk) -> None:
    """A thread as Outlook prints it: newest message first, the others quoted below."""
    sheet = desk.sheet
    sheet.logo, sheet.top, sheet.top_next, sheet.left, sheet.width = False, 92, 60, 62, 470
    sheet.font, sheet.size = desk.rng.choice((("Liberation Sans", 10), ("DejaVu Sans", 9)))
    desk.box(62, 60, 470, head(desk.cast.slot("o1", "mailname")), size=11, place="mail")
    chain = ["o1", "o2", "o3", "o4", "o1", "o2"]
    for depth in range(desk.rng.randrange(2, 4)):
        if depth:
            desk.flow("rule", "")
        _message(desk, *chain[depth : depth + 3], quoted=depth > 0)
    desk.box(290, 815, 60, "{page}", on="all", place="footer")


def _message(desk: Desk, sender: str, to: str, cc: str, *, quoted: bool) -> None:
    slot, rng, writer = desk.cast.slot, desk.rng, desk.writer
    writer.aliases = {"from": sender, "to": to, "cc": cc}
    stamp = f"{rng.choice(DAYS)} {desk.date} {rng.randrange(7, 19):02}:{rng.randrange(60):02}"
    if quoted and rng.random() < 0.4:
        who = f"{slot(sender, 'full')} <{slot(sender, 'mail')}>"
        desk.flow("p", f"Op {stamp} heeft {who} het volgende geschreven:")
    else:
        if quoted and rng.random() < 0.5:
            desk.flow("p", "-----Oorspronkelijk bericht-----")
        _mail_head(desk, sender, to, cc, stamp)
    desk.flow("gap", "")
    desk.section(mail_open=1, mail_body=rng.randrange(3, 6))
    desk.flow("p", rng.choice(data("letters")["mail_close"]))
    desk.flow("p", slot(sender, rng.choice(("first", "full", "first"))))
    if rng.random() < 0.6:
        function = f"[[function:look|{rng.choice(data('letters')['functions'])}]]"
        house = f"{desk.unit} | {desk.ministry['name'].replace(chr(10), ' ')}"
        numbers = f"M {slot(sender, 'phone')}", f"E {slot(sender, 'mail')}"
        desk.flow("p", "\n".join([slot(sender, "full"), function, house, *numbers]))


def _mail_head(desk: Desk, sender: str, to: str, cc: str, stamp: str) -> None:
    slot, rng = desk.cast.slot, desk.rng
    form = rng.choice(("mailname", "full"))

    def person(who: str) -> str:
        name, address = slot(who, form), slot(who, "mail")
        if who != sender:
            domain = rng.choice((*OTHER_DOMAINS, desk.ministry["domain"]))
            address = f"{address.split('[[domain')[0]}[[domain:keep|@{domain}]]"
        return rng.choice((f"{name} <{address}>", name, f"'{name}' <{address}>"))

    box = f"secretariaat-{desk.ministry['abbreviation'].lower()}@{desk.ministry['domain']}"
    subject = desk.some("subjects", 1) or ["stand van zaken"]
    rows = [
        ["**Van:**", person(sender)],
        ["**Verzonden:**", stamp],
        ["**Aan:**", f"{person(to)}; {person('o7')}"],
        ["**CC:**", f"{person(cc)}; [[mailbox:keep|{box}]]"],
        ["**Onderwerp:**", subject[0]],
    ]
    if rng.random() < 0.4:
        desk.flow("p", *(f"{name} {value}" for name, value in rows), place="mail")
    else:
        desk.table(rows, (18, 82), "none", "mail")


def route(desk: Desk) -> None:
    """An aanbiedingsformulier: a whole page of cells."""
    sheet, fill, rng, slot = desk.sheet, desk.fill, desk.rng, desk.cast.slot
    sheet.top, sheet.top_next, sheet.width = 150, 80, 440
    desk.flow("h", rng.choice(("Aanbiedingsformulier", "Parafenroute", "Routeformulier stukken")))
    rows = [
        ["Onderwerp", desk.subject],
        ["Steller", desk.name("o1")],
        ["Directie / toestel", fill(f"{desk.unit} / {{tst}}")],
        ["Kamer", fill("{room}")],
        ["E-mail", slot("o1", "mail")],
        ["Zaaknummer", desk.mark(8)],
        ["Bestemd voor", desk.ministry["short"]],
    ]
    desk.table(rows, (28, 72), "grid", "table")
    desk.flow("gap", "")
    lines = [["Functie", "Naam", "Paraaf", "Datum", "Opmerkingen"]]
    for number, post in enumerate(POSTS[: rng.randrange(5, 10)], 1):
        who = f"o{number}"
        paraph = slot(who, "paraph") if rng.random() < 0.7 else ""
        day = f"{rng.randrange(1, 28)}-{desk.writer.month + 1}"
        lines.append([post, desk.name(who), paraph, day, fill(rng.choice(REMARKS))])
    desk.table(lines, (18, 28, 12, 12, 30), rng.choice(("grid", "solid")), "parafen")
    desk.flow("h", "Medeparaaf andere departementen")
    others = ["{othermin}|{o10.formal}|{o10.paraph}", "{othermin}|{o11.full}|"]
    rows = [[fill(cell) for cell in line.split("|")] for line in others]
    desk.table(rows, (40, 40, 20), "grid", "parafen")
    desk.flow("h", "Verzendlijst")
    copies = "{o12.full} ({o12.mail})", "{o13.inverted}, {othermin}", "{o14.formal}"
    desk.flow("li", *(fill(text) for text in copies))
    desk.chapter("Toelichting", kern=2, planning=2)


def minutes(desk: Desk) -> None:
    """Verslag of a meeting: lists of people, then who said what, then actions."""
    sheet, fill = desk.sheet, desk.fill
    sheet.top = 300
    desk.subject = fill("Overleg over {topic}")
    desk.top(79, 160, 90, "Datum", "Plaats", "Voorzitter", "Verslag")
    people = fill("{o1.full}"), fill("{o2.full}")
    desk.top(190, 160, 250, desk.date, fill("{institute}, zaal {count}"), *people)
    desk.heading("verslag", 79, 240, 220)
    copies = [desk.narrow(fill(text)) for text in ("{o8.full}", "{o9.inverted}")]
    marks = desk.fields(("Onze referentie", desk.mark(8)), ("Kopie aan", copies))
    desk.colofon(150, head(desk.chief), *marks)
    desk.chapter("Aanwezig", present=1, absent=1)
    for number, title in enumerate(("Opening", "Stand van zaken", "Rondvraag"), 1):
        desk.flow("h", f"{number}. {title}")
        desk.flow("p", *desk.mix(4, "afstemming", "uitvoering", "krachtenveld", "kern"))
        desk.section(spoken=1)
    desk.flow("h", "Actielijst")
    rows = [["Nr.", "Actie", "Wie", "Wanneer"]]
    for number in range(1, 4):
        task = fill(f"Reactie op {{topic}} van {{o{number + 3}.first}}")
        who = fill(f"{{o{number + 2}.first}} / {{o{number + 4}.paraph}}")
        rows.append([str(number), task, who, fill("{soon}")])
    desk.table(rows, (8, 46, 28, 18), "grid", "table")
