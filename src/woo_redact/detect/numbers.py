"""Numbers that the law or an employer gave to one person, and dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect.rule import Hit, before, digits, names_a_file
from woo_redact.detect.values import names_in
from woo_redact.detect.words import words

BSN_LABEL = re.compile(r"\bbsn|burger[- ]?service[- ]?n|\bso[fp]i[- ]?n|\bsofi\b", re.IGNORECASE)
BSN_NUMBER = re.compile(
    r"(?<![\w/€])(?<![.,-])(?<!€ )"
    r"(?:\d{9}|\d{8}|\d{3}[ .\u00a0-]\d{3}[ .\u00a0-]\d{3}|\d{4}[ .]\d{2}[ .]\d{3}"
    r"|\d{2}[ .]\d{3}[ .]\d{3}|(?:\d[ .]){8}\d)"
    r"(?![\w/]|[.,-]\d| ?(?:euro|EUR|€|%|miljoen|mln))"
)

IBAN = re.compile(
    r"(?<![^\W_])[A-Z]{2}[ .-]?\d{2}(?:[ .\u00a0-]?[A-Z0-9]){11,30}(?![^\W_])",
    re.IGNORECASE,
)
IBAN_NL = re.compile(
    r"(?<![^\W_])N[L1I][ .-]?[\dOlI]{2}[ .\u00a0-]?[A-Z]{4}(?:[ .\u00a0-]{0,2}[\dOlI]){10}"
    r"(?![^\W_])",
    re.IGNORECASE,
)
IBAN_LENGTHS = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "LU": 20, "GB": 22, "ES": 24, "IT": 27, "PT": 25,
    "AT": 20, "CH": 21, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "PL": 28, "IE": 22, "TR": 26,
    "GR": 27, "CZ": 24, "HU": 28, "RO": 24, "BG": 22, "HR": 21, "SI": 19, "SK": 24, "LT": 20,
    "LV": 21, "EE": 20, "MT": 31, "CY": 28,
}  # fmt: skip
BANKS = words(
    """
    ABNA AEGO ANAA ARBN ARSN ASNB BBRU BCDM BCIT BICK BINK BITS BMEU BNGH BNPA BOFA BUNQ
    CHAS CITC CITI COBA DEUT DHBN DNIB EBPB EBUR FBHL FLOR FRGH FRNX FTSB FVLB GILL HAND
    HIFX HSBC INGB INSI ISBK KABA KNAB KOEX KRED LOCY LOYD LPLN MHCB MOYO NNBA NWAB OPEN
    PCBC PNOW RABO RBRB REVO SNSB SOGE SWNB TEBU TRIO UBSW UGBI VDSP VOWA VPAY YOUR ZWLB
    """
)
ACCOUNT_LABEL = re.compile(
    r"(?:(?:bank|giro|spaar)?rekening(?:nummer|nr)?|rek\.? ?nr|\bgiro(?:nummer|nr)?|postbank"
    r"|\biban)\b\W{0,4}(?:(?:is|nummer|nr|van|op|betreft)\b\W{0,3}){0,2}$",
    re.IGNORECASE,
)
ACCOUNT = re.compile(
    r"(?<![\w.,-])(?:\d{2}[. ]\d{2}[. ]\d{2}[. ]\d{3}|\d{9,10}|P?\d{3,7})(?!\w|[.,-]\d)"
)

MONTHS = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = (
    rf"(?:\d{{1,2}}[-./ ]\d{{1,2}}[-./ ](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}(?:e|ste|de)?[ \u00a0-]{MONTHS}[ \u00a0-](?:19|20)?\d\d)"
)
BIRTH = re.compile(
    r"(?:\bgeb(?:\.|oren\b|oortedatum\b|oortedag\b| ?datum\b|dat\b)|\bgeboorte[- ]?(?:datum|dag)"
    r"|\bg\.d\.|\bdate of birth\b|\bd\.o\.b\.|\bDOB\b|[*\u2217])"
    r"(?P<gap>[^\d]{0,40}?)(?<!\d)"
    rf"(?P<v>{DATE})(?!\d)",
    re.IGNORECASE,
)

BORN = r"(?:19[2-9]|200)\d"
BEHIND_NAME = re.compile(
    rf"[ ]?\((?P<v>\d{{1,2}}(?:[-./ ]\d{{1,2}}[-./ ]|(?:e|ste|de)?[ ]{MONTHS}[ ]){BORN})\)",
    re.IGNORECASE,
)
PERSONNEL = re.compile(
    r"\b(?:personeels?[- ]?(?:nummer|nr|no)|pers\.? ?(?:nummer|nr)|p[- ]?(?:nummer|nr)"
    r"|medewerkers?[- ]?(?:nummer|nr|id)|salaris[- ]?(?:nummer|nr)|stam[- ]?(?:nummer|nr)"
    r"|werknemers?[- ]?(?:nummer|nr)|p-direkt(?:nummer|-?nr)|sap[- ]?(?:nummer|nr)"
    r"|(?:rijks|dienst|toegangs)?pas[- ]?(?:nummer|nr)|dienst[- ]?(?:nummer|nr)"
    r"|registratienummer (?:militair|defensie))"
    r"(?:\.|\b)(?:\s+(?:is|van|was|luidt)\b)?[\s:.#=]{0,4}"
    r"(?P<v>[A-Z]{0,3}[-. ]?\d(?:[ .-]?\d){3,11}[A-Z]?)(?!\w)",
    re.IGNORECASE,
)

ROOM = re.compile(
    r"(?<!Tweede )(?<!Eerste )(?<!\w)"
    r"(?:(?P<strong>(?:werk)?kamer[- ]?(?:nummer|nr)\.?|werkkamer|werkplek(?:nummer)?|kamernr)"
    r"|kamer|zaal|ruimte|room)"
    r"[\s:]{1,4}(?P<v>[A-Z]{1,3}[ .-]?\d{1,2}[ .:-]{1,2}\d{1,3}[a-z]?|[A-Z]{1,2}-?\d{2,4}[a-z]?"
    r"|\d{1,2}[.:-]\d{2,3}[a-z]?(?![.-]?\d)|(?P<bare>\d{1,4}[a-z]?))(?!\w|[.,]\d| ?(?:%|euro))",
    re.IGNORECASE,
)

DOCUMENT = re.compile(
    r"\b(?:(?:paspoort|reisdocument|identiteits(?:kaart|bewijs|document)|id-?(?:kaart|bewijs)"
    r"|verblijfs(?:document|vergunning)|visum|vluchtelingenpaspoort)(?:[- ]?(?:nummer|nr))?"
    r"(?:\.|\b)(?:\s+(?:met|onder|is|heeft|als)\b)*(?:\s+(?:document)?(?:nummer"
    r"|nr)\b\.?)?[\s:.#(]{0,4}"
    r"(?P<passport>(?=[A-Z0-9]*\d)[A-Z]{1,2}[A-Z0-9]{6,7}|\d{9})"
    r"|rijbewijs(?:[- ]?(?:nummer|nr))?(?:\.|\b)(?:\s+(?:met|onder|is)\b)*"
    r"(?:\s+(?:nummer|nr)\b\.?)?[\s:.#(]{0,4}(?P<licence>\d{10})"
    r"|(?:v[- ]?(?:nummer|nr)|vreemdelingen[- ]?(?:nummer|nr)|ind[- ]?(?:nummer|nr))"
    r"(?:\.|\b)(?:\s+is\b)?[\s:.#(]{0,4}(?P<alien>\d{3}[. ]?\d{3}[. ]?\d{4}|\d{8,10})"
    r"|a-(?:nummer|nr)(?:\.|\b)(?:\s+is\b)?[\s:.#(]{0,4}(?P<anumber>\d{10})"
    r"|crv[- ]?(?:nummer|nr)(?:\.|\b)[\s:.#(]{0,4}(?P<crv>\d{6,10})"
    r"|big[- ]?(?:registratie)?[- ]?(?:nummer|nr)(?:\.|\b)[\s:.#(]{0,4}(?P<big>\d{11})"
    r"|parket[- ]?(?:nummer|nr)(?:\.|\b)[\s:.#(]{0,4}(?P<court>\d{2}[/.-]\d{6}[-/.]\d{2}))(?!\w)",
    re.IGNORECASE,
)


def eleven(number: str) -> bool:
    """The check of a citizen service number: weights 9 … 2 and -1, divisible by eleven."""
    figures = [int(c) for c in number.zfill(9)]
    if len(figures) != 9 or len(set(figures)) == 1 or number.zfill(9).startswith("00"):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * f for w, f in zip(weights, figures, strict=True)) % 11 == 0


def mod97(iban: str) -> bool:
    """The check of an IBAN: country and check digits to the end, letters as numbers."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def bsn(text: str) -> Iterator[Hit]:
    """A number is a BSN by its check *and* its surroundings: one file number in eleven passes."""
    page_speaks_of_bsn = BSN_LABEL.search(text) is not None
    for m in BSN_NUMBER.finditer(text):
        valid = eleven(digits(m[0]))
        front, behind = before(text, m.start(), 60), text[m.end() : m.end() + 25]
        labelled = BSN_LABEL.search(front) is not None or re.match(r"\W{1,3}bsn\b", behind, re.I)
        if names_a_file(text, m.start()):
            continue
        if labelled and valid:
            yield Hit(
                *m.span(),
                1.0,
                "redact",
                "patroon/bsn",
                "Burgerservicenummer: doorstaat de elfproef en wordt zo genoemd.",
            )
        elif labelled and re.search(r"(?:bsn|nummer|nr)\W{0,6}(?:is |van )?$", front, re.I):
            yield Hit(
                *m.span(),
                0.7,
                "look",
                "patroon/bsn-onzeker",
                "Wordt burgerservicenummer genoemd, maar doorstaat de elfproef niet.",
            )
        elif valid and page_speaks_of_bsn and len(digits(m[0])) == 9:
            yield Hit(
                *m.span(),
                0.85,
                "redact",
                "patroon/bsn",
                "Doorstaat de elfproef op een pagina over burgerservicenummers.",
            )


def iban(text: str) -> Iterator[Hit]:
    m = IBAN.search(text)
    while m:
        found = _checked_iban(m[0])
        if found:
            yield Hit(
                m.start(),
                m.start() + found,
                1.0,
                "redact",
                "patroon/iban",
                "Bankrekeningnummer (IBAN) met kloppend controlegetal.",
            )
        m = IBAN.search(text, m.start() + (found or 2))
    for m in IBAN_NL.finditer(text):
        plain = re.sub(r"[^A-Z0-9]", "", m[0].upper())
        if mod97(plain):
            continue
        sure = plain[4:8] in BANKS or ACCOUNT_LABEL.search(before(text, m.start(), 40))
        yield Hit(
            *m.span(),
            0.8 if sure else 0.4,
            "redact" if sure else "look",
            "patroon/iban-onzeker",
            "Vorm van een IBAN, maar het controlegetal klopt niet (tikfout of leesfout).",
        )


def _checked_iban(raw: str) -> int:
    """How many characters of ``raw`` are an IBAN that passes its check; 0 if none."""
    letters = [(i, c.upper()) for i, c in enumerate(raw) if c.isalnum()]
    length = IBAN_LENGTHS.get("".join(c for _, c in letters[:2]), 0)
    if not length or len(letters) < length:
        return 0
    end = letters[length - 1][0] + 1
    whole = end == len(raw) or not raw[end].isalnum()
    return end if whole and mod97("".join(c for _, c in letters[:length])) else 0


def account(text: str) -> Iterator[Hit]:
    """Account numbers of before the IBAN; only a word in front tells them from other numbers."""
    for m in ACCOUNT.finditer(text):
        if ACCOUNT_LABEL.search(before(text, m.start(), 40)):
            yield Hit(
                *m.span(),
                0.8,
                "redact",
                "patroon/rekening",
                "Nummer dat rekeningnummer wordt genoemd.",
            )


def birth(text: str) -> Iterator[Hit]:
    for m in BEHIND_NAME.finditer(text):
        names = names_in(before(text, m.start(), 45).rsplit("\n\n", 1)[-1])
        front = len(before(text, m.start(), 45).rsplit("\n\n", 1)[-1])
        full = names and (names[-1].sure or names[-1].end - names[-1].start > 8)
        if full and names[-1].end >= front - 1:
            yield Hit(
                *m.span("v"),
                0.8,
                "redact",
                "patroon/geboortedatum-naam",
                "Datum tussen haken achter een naam.",
            )
    for m in BIRTH.finditer(text):
        yield Hit(
            *m.span("v"),
            0.95,
            "redact",
            "patroon/geboortedatum",
            "Datum die geboortedatum wordt genoemd.",
        )


def personnel(text: str) -> Iterator[Hit]:
    for m in PERSONNEL.finditer(text):
        yield Hit(
            *m.span("v"),
            0.95,
            "redact",
            "patroon/personeelsnummer",
            "Nummer van een medewerker, naar het woord ervoor.",
        )


def room(text: str) -> Iterator[Hit]:
    """``kamer H 12.34``. A bare number needs the word *kamernummer*: *Kamer* is parliament too."""
    for m in ROOM.finditer(text):
        if m["bare"] and not m["strong"]:
            continue
        if (
            not m["strong"]
            and m["v"][0].isdigit()
            and m[0][0] == "K"
            and _parliament(text, m.start())
        ):
            continue
        yield Hit(*m.span("v"), 0.85, "redact", "patroon/kamer", "Werkkamer van een medewerker.")


def _parliament(text: str, start: int) -> bool:
    return re.search(r"\b(?:de|Tweede|Eerste|aan|naar)\s+$", before(text, start, 12)) is not None


def document(text: str) -> Iterator[Hit]:
    for m in DOCUMENT.finditer(text):
        name = str(m.lastgroup)
        yield Hit(
            *m.span(name),
            0.95,
            "redact",
            "patroon/identiteitsdocument",
            "Nummer van een identiteits- of registratiedocument, naar het woord ervoor.",
        )
