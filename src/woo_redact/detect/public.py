"""Names that are not, here, a private person: a street, a law, a committee, an office."""

from __future__ import annotations

import re
from typing import NamedTuple


class Cue(NamedTuple):
    front: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    reason: str


def _front(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})$", re.IGNORECASE)


def _behind(words: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{words})", re.IGNORECASE)


_JOINED = (
    r"motie|moties|amendement|initiatiefwet|initiatiefnota|initiatiefvoorstel|wet|wetsvoorstel"
    r"|novelle"
    r"|commissie|staatscommissie|adviescommissie|onderzoekscommissie|comité|rapport|advies"
    r"|onderzoek"
    r"|regeling|norm|normen|akkoord|lijst|methode|formule|arrest|zaak|kabinet|kabinetten|index"
    r"|model"
    r"|schaal|toets|quotum|gelden|fonds|prijs|penning|leerstoel|lezing|instituut|ziekte|syndroom"
    r"|effect|doctrine|criteria|variant|stuurgroep|taskforce|werkgroep|projectgroep|expertgroep"
    r"|denktank"
    r"|manifest|petitie|adviesgroep|regiegroep|klankbordgroep|bank|lijn|pact|plan|debat|dialoog|traject"
)
"""With a hyphen: ``motie-X``, ``X-lijst``."""
_LOOSE = (
    r"motie|moties|amendement|amendementen|wet|commissie|staatscommissie|adviescommissie|comité"
    r"|kabinet"
    r"|kabinetten|arrest|rapport"
)
"""With a blank: ``commissie X``."""
_BY = r"motie|moties|amendement|amendementen|initiatiefwet|initiatiefnota|initiatiefvoorstel"
"""With *van*: ``motie van X``; an advice of X may be anybody's."""
ACT = "naam van een wet, motie, commissie of onderzoek"
TERM = "samenstelling met een naam"
ORGANISATION = "organisatie die naar iemand is genoemd"
_PRIVATE = r"(?:zaak|dossier|familie|gezin|kwestie|affaire|casus|incident)"
"""Compounds that tell whose case it is."""
PLACE = "straat, gebouw of instelling die naar iemand is genoemd"
_HOUSES = (
    r"school|college|lyceum|gymnasium|universiteit|hogeschool|academie|ziekenhuis|kliniek|museum"
    r"|stadion"
    r"|theater|bibliotheek|kerk|kapel|kazerne|tunnel|brug|huis|toren|zaal|gebouw|station|instituut"
)
_ENDS = (
    r"straat|laan|plein|kade|gracht|singel|dijk|weg|dreef|school|college|lyceum|kazerne|tunnel|brug"
    r"|ziekenhuis|kliniek|huis|prijs|fonds|penning|dam|sluis|polder|haven|hof|park|plantsoen"
)
_AFTER = (
    r"MC|UMC|Medisch|Ziekenhuis|Universiteit|University|College|Lyceum|School|Instituut|Institute"
    r"|Centrum|Center|Centre|Stichting|Fonds|Foundation|Prijs|Award|Museum|Bibliotheek|Stadion"
    r"|Arena"
    r"|Airport|Kazerne|Academie|Akademie|Leerstoel|Lecture|Huis|Penning|Lezing|Scriptieprijs|Trofee"
    r"|Bokaal|Gymnasium|Kliniek|Theater|Advocaten|Accountants|Consultancy"
)
NAMED_AFTER = (
    Cue(_front(rf"(?:{_JOINED})[-\u2010\u2011]\s?(?:[^\W\d_]+[-\u2010\u2011]){{0,3}}"), None, ACT),
    Cue(_front(rf"(?:{_LOOSE})\s+"), None, ACT),
    Cue(_front(rf"(?:{_BY})\s+van\s+(?:het\s+lid\s+|de\s+leden\s+)?"), None, ACT),
    Cue(None, _behind(rf"[-\u2010\u2011]\n?(?:{_JOINED})(?![a-zà-ÿ])"), ACT),
    Cue(
        None,
        re.compile(
            r"^(?:[ ](?:van|de|der|den|ten|ter))*"
            rf"(?:[ ]?[A-ZÀ-Þ][\w'’-]{{0,30}}?){{0,2}}?(?:{_ENDS})(?![\w-])"
        ),
        PLACE,
    ),
    Cue(None, re.compile(rf"^[- ](?:{_AFTER})(?!\w)"), PLACE),
    Cue(
        None,
        re.compile(
            r"^(?:(?:[ ](?:van|de|der|den|ten|ter|'t))*[ ][A-ZÀ-Þ][\w'’]{1,30})?"
            rf"[-\u2010\u2011](?!{_PRIVATE})[a-zà-ÿ]{{4,}}"
        ),
        TERM,
    ),
    Cue(None, re.compile(rf"^[-\u2010\u2011](?:{_ENDS}|{_HOUSES})(?![a-zà-ÿ])"), PLACE),
    Cue(
        re.compile(r"(?<![Tt]ot )\b(?:Slot|Kasteel|Paleis|Villa|Fort|Landgoed|Huize)\s+$"),
        None,
        PLACE,
    ),
    Cue(
        _front(
            rf"(?:stichting|vereniging|genootschap|vliegbasis|aanjaagteam|\w+zaal|firma|advocatenkantoor|zr\.\s?ms\.|hr\.\s?ms\.|{_HOUSES})\s+"
        ),
        None,
        PLACE,
    ),
)
OWN_OPENING = re.compile(
    r"(?:Zr\.\s?Ms\.|Hr\.\s?Ms\.|Aanjaagteam|Stichting|Vereniging|Slot|Kasteel|Paleis|Landgoed|\w+zaal|Vliegbasis|Instituut|Universiteit|Museum|Ziekenhuis"
    r"|Wet|Motie"
    r"|Commissie|Fonds|Gemeente|Provincie|Ministerie|Directie)\s"
)
OWN_ENDING = re.compile(
    rf"\w{{2}}(?:school|college|lyceum|kazerne|tunnel|prijs|penning|ziekenhuis|haven|zaal|lezing)$"
    rf"|\s(?:{_AFTER})$|\w{{3}}[-\u2010\u2011](?!{_PRIVATE})[a-zà-ÿ]{{4,}}$"
)
_ROADS = r"straat|laan|plein|kade|gracht|singel|dreef"
OWN_ROAD = re.compile(rf"\w{{2}}(?:{_ROADS})$")
OWN_WORK = re.compile(r"\w{2}(?:weg|brug|park|hof|polder|huis|kanaal|dijk)$")
"""Surnames end like this too, and with *van de* in front."""
OWN_HOME = re.compile(r"(?:hof|huis|dijk)$")
HOME_FRONT = re.compile(r"\b(?:[Dd]e|[Hh]et)\s(?:[a-zà-ÿ]{3,12}e\s)?$")
"""What many surnames end in has its article right before it."""
STREET_FRONT = re.compile(
    r"\b(?:[Dd]e|[Hh]et)\s(?:[a-zà-ÿ]{3,12}e\s)?(?:[A-ZÀ-Þ][\w'’.-]*\s(?:(?:van|de|der|den)\s){0,2}){0,3}$"
)
STREET_OPENS = re.compile(r"(?:.*\s)?(?<![Vv]an )(?:[Dd]e|[Hh]et)\s")
STREET_BEHIND = re.compile(r"\s\d{1,4}\b")
FROM = re.compile(r"\b[Vv]an\s(?:de|het)\s$")
OWN_CABINET = re.compile(r"[A-ZÀ-Þ][\w'’-]+ (?:II|III|IV)")
"""*onder Rutte IV*."""
OWN_COMPOUND = re.compile(rf"(?:{_JOINED})[-\u2010\u2011][A-ZÀ-Þ]", re.IGNORECASE)
PREFIXED = re.compile(r"(?:(?<=[\s-])(?:van|de|der|den|ten|ter|el|von|het|'t)\s+)+$", re.IGNORECASE)

PARTY = (
    r"VVD|PVV|CDA|D66|GroenLinks|PvdA|GroenLinks[-/]PvdA|GL[-/]PvdA|SP|SGP|ChristenUnie|CU|PvdD"
    r"|FVD|FvD"
    r"|DENK|Volt|JA21|BBB|NSC|BIJ1|50PLUS|50Plus|Omtzigt|OPNL|Partij voor de Dieren"
)
MEMBER_FRONT = _front(
    r"(?:het\s+lid|de\s+leden|lid|leden|kamerlid|kamerleden|tweede\s?kamerlid|eerste\s?kamerlid"
    r"|senator"
    r"|fractievoorzitter|kamervoorzitter|rapporteur|(?:het\s+lid|de\s+leden)\s+[^.;:]{2,60}?(?:,"
    r"|\ben|c\.s\.\s+en))\s+"
)
MEMBER_BEHIND = _behind(
    rf"\s*(?:c\.s\.)?\s*\((?:{PARTY})\)|\s+c\.s\.|\s+van\s+(?:de\s+)?(?:{PARTY})\b"
    rf"|,?\s+(?:{PARTY})[,)]"
)
OFFICE_FRONT = _front(
    r"(?:minister|ministers|staatssecretaris|staatssecretarissen|minister-president"
    r"|viceminister-president"
    r"|vice-premier|premier|bewindspersoon|burgemeester|wethouder|gedeputeerde"
    r"|commissaris(?:\s+van\s+de\s+koning)?"
    r"|informateur|formateur|eurocommissaris|ombudsman|koning|koningin|prins|prinses|president"
    r"|bondskanselier"
    r"|hoogleraar|onderzoeksraadvoorzitter|regeringscommissaris|nationaal\s+coördinator)"
    r"(?:\s+(?:van|voor)\s+[^.;:,]{3,60}?)?(?:\s+a\.i\.)?,?\s+(?:(?:de\s+heer|mevrouw|mw\."
    r"|dhr\.)\s+)?"
    r"(?:(?:[A-ZÀ-Þ]\.\s?)+|[A-ZÀ-Þ][\w-]+\s)?(?:(?:van|de|der|den|ten|ter)\s)*"
)


def not_a_person(text: str, start: int, end: int) -> str | None:
    """Why this name does not stand for the person: Dutch, for a reviewer. None when it may."""
    front, behind = text[max(0, start - 40) : start], text[end : end + 40]
    front = PREFIXED.sub("", front)
    own = text[start:end]
    if OWN_OPENING.match(own) or OWN_ENDING.search(own) or _is_street(text, start, end):
        return PLACE
    if OWN_COMPOUND.match(own) or OWN_CABINET.fullmatch(own):
        return ACT
    for cue in NAMED_AFTER:
        if (cue.front and cue.front.search(front)) or (cue.behind and cue.behind.match(behind)):
            return cue.reason
    return None


def _is_street(text: str, start: int, end: int) -> bool:
    """*de Jan Jansenstraat* or *Jansenlaan 5*; Verlaan without either is a person."""
    own, front = text[start:end], text[max(0, start - 40) : start].rpartition("\n\n")[2]
    road = OWN_ROAD.search(own) is not None
    if not (road or (OWN_WORK.search(own) and not FROM.search(front))):
        return False
    article = STREET_FRONT.search(front)
    if article and OWN_HOME.search(own):
        article = HOME_FRONT.search(front)
    return bool(
        article or STREET_OPENS.match(own) or (road and STREET_BEHIND.match(text[end : end + 6]))
    )


def holds_office(text: str, start: int, end: int) -> str | None:
    """Why this name is that of someone in public office, by the words around it."""
    front, behind = text[max(0, start - 110) : start], text[end : end + 45]
    if MEMBER_FRONT.search(front) or MEMBER_BEHIND.match(behind):
        return "lid van de volksvertegenwoordiging"
    if OFFICE_FRONT.search(front):
        return "openbaar ambt"
    return None


def public_context(text: str, start: int, end: int) -> str | None:
    """Why the name stays visible: it is no person here, or someone in public office."""
    return not_a_person(text, start, end) or holds_office(text, start, end)
