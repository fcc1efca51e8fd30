"""The words in a colofon or form that say what stands beside or under them."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from woo_redact.detect.cells import Cell
from woo_redact.detect.words import words
from woo_redact.folding import skeleton
from woo_redact.types import Page


class Role(Enum):
    PERSON = auto()
    """The value is a person, with what belongs to one: number, mail, room."""
    MIXED = auto()
    """The value may be persons or organisations."""
    PHONE = auto()
    MAIL = auto()
    ROOM = auto()
    SEEN = auto()
    """The value is who has seen it: names, or initials alone."""
    PARAPH = auto()
    """The head of a table or cell in which people sign."""
    OTHER = auto()
    """Something that is not personal; it ends the value above it."""


class Label(NamedTuple):
    role: Role
    value: int
    """Where the value begins in the cell's text; its length when nothing follows."""
    loose: bool = False
    """Nothing but a blank parts label and value: the line may as well be a sentence."""


_PERSON = words(
    """
    wie trekker trekkers uitvoerder uitvoerders contactpersoon contactpersonen
    uwcontactpersoon contactpersooncontactpersonen auteur auteurs medeauteur medeauteurs
    opgestelddoor opgesteld ontworpendoor behandelddoor behandelddoordoor behandelaar
    behandelaars behandelendambtenaar steller stellers opsteller opstellers inlichtingen
    inlichtingenbij contact contactgegevens nadereinlichtingen nadereinlichtingenbij
    informatiebij meerinformatie samengewerktmet dossierhouder dossierhouders projectleider
    voorbereiddoor geschrevendoor redactie notulist verslaglegger secretaris actiehouder
    actiehouders verantwoordelijke verantwoordelijkambtenaar verantwoordelijkeambtenaar
    naamambtenaar naamsteller naamauteur naambehandelaar eerstecontactpersoon
    contactpersoonbeleid beleidsmedewerker opgemaaktdoor gecontroleerddoor geprintdoor
    afgedruktdoor aanspreekpunt voornaam achternaam ambtelijkcontactpersoon
    behandelendmedewerker mederedacteur coauteur coauteurs collegiaaltoetser tegenlezer
    tegenlezers meelezer meelezers plaatsvervanger vervanger leidinggevende melder verzoeker
    indiener cliënt betrokkene naambetrokkene preparedby author authors eigenaar eigenaren
    actienemer actienemers actiedoor doorwie toegewezenaan oppakkendoor uitgevoerddoor
    projectsecretaris projectmedewerker projectmedewerkers vervangers naammedewerker
    naamdeelnemer uitvoerendambtenaar eindredactie eindredacteur redacteur redacteuren
    redactieleden samensteller samenstellers gespreksverslag gespreksleider gespreksvoerder
    gesprekmet gesprekvoerder gespreksvoerders interviewer geinterviewde bijafwezigheid
    bijafwezigheidvan ingebrachtdoor nagekekendoor aangeleverddoor ingevulddoor reviewer
    reviewers
    """
)
_MIXED = words(
    """
    verslag notulen naam van aan via cc bcc kopieaan kopie ccaan afschriftaan afschrift
    inafschriftaan afgestemdmet afgestemd afstemming afstemmingmet intern extern
    internafgestemd externafgestemd internafgestemdmet externafgestemdmet internocwafgestemd
    externocwafgestemd interneafstemming externeafstemming interneafgestemdmet
    medeafgestemdmet ingekomen ingekomenvan verzendlijst distributie distributielijst aanwezig
    aanwezigen afwezig afwezigen afwezigmetbericht metkennisgeving metkennisgevingafwezig
    genodigden deelnemers deelnemerslijst aanwezigelijst deelnemende gesprekspartners
    gesprekspartner leden voorzitter from to verzondendoor ontvangendoor terattentievan tav
    terkennisgeving terkennisnameaan opgesteldineensmet inoverlegmet besprokenmet
    geconsulteerd medeondertekenaars medeondertekening woordvoerder verspreidingslijst
    organizer organisator vereistedeelnemers optioneledeelnemers required optional namens
    actiehouders delegatie sprekers spreker projectteam projectteamleden opdrachtgever
    opdrachtnemer gedelegeerdopdrachtgever teamleider teamleiders clusterhoofd afdelingshoofd
    plaatsvervangendhoofd plaatsvervangers medewerker medewerkers vormgeving piket
    vastgestelddoor goedgekeurddoor geaccordeerddoor beoordeelddoor klankbordgroep
    begeleidingscommissie stuurgroepleden teamleden team
    """
)
_PHONE = words(
    """
    telefoon telefoonnummer telefoonnr tel t m f fax faxnummer mobiel mobielnummer
    mobielenummer mob gsm doorkiesnummer doorkies toestel toestelnummer telnr telnummer
    telefoonmobiel mobieletelefoon directnummer rechtstreeks telefoonnummerdirect
    """
)
_MAIL = ["e", "email", "emailadres", "mail", "mailadres", "epost"]
_SEEN = words("gezien gezienvoorakkoord gezienenakkoord via medegezien voorgezien")
_ROOM = ["kamer", "kamernummer", "kamernr", "werkkamer", "werkplek", "k", "ruimte"]
_PARAPH = words(
    """
    parafenroute parafen paraaf paraafroute medeparaaf medeparafen lijnparaaf eindparaaf
    datumparaaf datumeindparaaf paraafdatum parafering medeparafering paraaflijst parafenlijst
    parafenblok paraafblok naamparaaf paraafnaam lijnparafen naamdatumparaaf
    medeparaafenakkoord ambtelijkakkoord ambtelijkeakkoorden akkoorden akkoordlijst
    algemeneleiding goedkeuringsroute akkoordroute digitaleparaaf
    """
)
_OTHER = words(
    """
    datum datumnota datumdocument datumnotitie kenmerk onskenmerk uwkenmerk referentie
    onzereferentie uwreferentie uwbrief uwbriefvan bijlage bijlagen bijlagenn aantalbijlagen
    pagina onderwerp betreft deadline beslistermijn bhm zaaknummer dossiernummer
    registratienummer documentnummer status directie afdeling bezoekadres postadres adres
    internet terbeslissing terbesluitvorming terondertekening terinformatie terbespreking nota
    notaactiefopenbaar actiefopenbaar openbaar ja nee ontvangenbpz verzonden sent subject
    programma projectnaam rubricering vertrouwelijk classificatie versie versienummer termijn
    spoed beoogdeverzenddatum datumontvangst verzenddatum vergaderdatum plaats locatie tijd
    tijdstip agendapunt portefeuille portefeuillehouder kopiën beslisnota oplegnota parafen
    notanummer volgnummer informatie naam doel actie functie persoonsgegevens registratie
    departement organisatie organisatieonderdeel fte aanleiding advies geadviseerdbesluit
    gevraagdbesluit kern kernpunten toelichting inleiding politiekecontext krachtenveld
    communicatie samenvatting besluit akkoord opmerkingen lijstvanbijlagen
    antwoordtermijn begindatum einddatum geldigheid
    """
)

BY_KEY: dict[str, Role] = {
    **dict.fromkeys(_OTHER, Role.OTHER),
    **dict.fromkeys(_ROOM, Role.ROOM),
    **dict.fromkeys(_MIXED, Role.MIXED),
    **dict.fromkeys(_PERSON, Role.PERSON),
    **dict.fromkeys(_SEEN, Role.SEEN),
    **dict.fromkeys(_PHONE, Role.PHONE),
    **dict.fromkeys(_MAIL, Role.MAIL),
    **dict.fromkeys(_PARAPH, Role.PARAPH),
}
NEEDS_COLON = words(
    """
    van aan via gezien namens leden verslag opgesteld naam intern extern contact secretaris
    voorzitter t m f e k tel mail kamer afgestemd ruimte redactie leidinggevende to from
    betrokkene team medewerker medewerkers eigenaar teamleider afdelingshoofd piket
    klankbordgroep vormgeving reviewer redacteur
    """
)
"""Labels that are ordinary words too: inside a cell only a colon makes them a label."""

HEAD = re.compile(r"^(?P<label>[^:\n]{1,48}?)\s*(?P<colon>:)\s*")
NUMBERED = re.compile(
    r"\b(?:Tel|Telefoon|Telnr|Mob|Mobiel|Fax|Tst|Toestel|Doorkies|Kamer|Kmr)\b(?=[.:]{0,2}\s?[+(]?[\dOo])"
)
"""``Tel. 070``: the word before a number is its label, wherever it stands."""
PAGE_COUNT = re.compile(r"pagina\d+(?:van\d+)?")
LETTER = re.compile(r"^(?P<label>[TMFEK])[.:]?\s+(?=[+(\d\w])")


def label_of(cell: Cell) -> Label | None:
    """The label that a cell is, or begins with."""
    whole = BY_KEY.get(_key(cell.text)) or _double(cell.text) or _paraph_table(cell.text)
    if whole and _may_label(cell.text, whole):
        return Label(whole, len(cell.text))
    colon = HEAD.match(cell.text)
    if colon and (role := BY_KEY.get(_key(colon["label"]))):
        return Label(role, colon.end())
    letter = LETTER.match(cell.text)
    if letter and (role := _letter_role(letter["label"], cell.text[letter.end() :])):
        return Label(role, letter.end())
    return _without_colon(cell.text)


def label_spans(page: Page) -> list[tuple[int, int]]:
    """The lines that are a label and nothing else, and page counts, also with letters apart
    (``Kenm erk``, ``Pag ina 1 van 2``): nobody is called that.
    """
    numbered = [m.span() for m in NUMBERED.finditer(page.text)]
    return numbered + [
        (line.start, line.end)
        for line in page.lines
        if _key(text := page.text[line.start : line.end].rstrip(" :")) in BY_KEY
        or PAGE_COUNT.fullmatch(skeleton(text))
    ]


def _may_label(text: str, role: Role) -> bool:
    """The last word of a sentence, ``deelnemers.``, is no label."""
    if text[:1].islower() and role not in (Role.PHONE, Role.MAIL, Role.ROOM):
        return False
    return not text.endswith(".") or len(text) < 6


def _paraph_table(text: str) -> Role | None:
    """``Medeparaaf andere departementen``"""
    head = re.match(
        r"(?:mede|lijn)?(?:paraaf|parafen|parafenroute|parafering)\b", text, re.IGNORECASE
    )
    return Role.PARAPH if head and len(text) < 45 and not re.search(r"[\d:]", text) else None


def _double(text: str) -> Role | None:
    """``Directie / toestel``: the head of a column that holds both."""
    parts = text.split("/") if text.count("/") == 1 and len(text) > 6 else []
    roles = [BY_KEY.get(_key(part)) for part in parts]
    return next((role for role in (Role.PHONE, Role.PERSON) if role in roles), None)


def _letter_role(letter: str, value: str) -> Role | None:
    if letter == "E":
        return Role.MAIL if "@" in value or re.fullmatch(r"[a-z]+[._-][a-z._-]+", value) else None
    if letter == "K":
        return Role.ROOM if re.match(r"[A-Z]?[ -]?\d", value) else None
    return Role.PHONE if re.match(r"[+(\d]", value) else None


def _without_colon(text: str) -> Label | None:
    """``Auteur J. de Vries``: the longest opening that is a label of its own."""
    best: Label | None = None
    for m in re.finditer(r"\s+(?=\S)", text):
        key = _key(text[: m.start()])
        role = BY_KEY.get(key)
        if role and key not in NEEDS_COLON and role not in (Role.OTHER, Role.PARAPH):
            best = Label(role, m.end(), loose=True)
        if m.start() > 40:
            break
    return best


def _key(text: str) -> str:
    return skeleton(re.sub(r"\((?:en|n|s|r|pen|aars?)\)", "", text))
