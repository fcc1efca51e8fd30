"""What belongs to an office and not to a person: mailboxes, telephone numbers, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from woo_redact.decide.names import parse
from woo_redact.folding import find_folded, fold, skeleton
from woo_redact.policy import Policy
from woo_redact.types import Document, Finding

AT = re.compile(r"\s?(?:@|[\[({<]\s?(?:at|apenstaartje|@)\s?[\])}>])\s?", re.IGNORECASE)
LONG_WORD = 5
"""A mailbox word of so many letters also counts as the beginning or end of a longer one."""
OFFICE_NUMBER = re.compile(
    r"(?i:algemeen(?: (?:telefoon)?nummer)?|centrale|receptie|servicenummer|meldpunt|helpdesk|"
    r"callcenter|persvoorlichting|klantenservice|contactcentrum|publieksvoorlichting|"
    r"informatienummer)\W{0,12}(?:T\W{0,3})?$"
)
OFFICE_ADDRESS = re.compile(
    r"(?i:bezoekadres|retouradres|vestigingsadres|kantooradres|hoofdkantoor|"
    r"gevestigd (?:te|aan|in)|kantoorhoudende?(?: te| aan)?)[^\n]{0,40}\n?[^\n]{0,40}$"
)
PO_BOX = re.compile(r"\b[Pp]ostbus\s\d{1,5}\b")
POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Z]{2}\b")
REACH = 90
"""Characters between an office's street or box and the postcode that goes with it."""


class General:
    """What the policy and the document say about offices."""

    def __init__(self, document: Document, findings: Iterable[Finding], policy: Policy) -> None:
        self._document = document
        self._mailboxes = frozenset(fold(word).text for word in policy.mailboxes)
        self._numbers = tuple(_digits(number) for number in policy.numbers)
        self._addresses = policy.addresses
        self._offices: dict[int, list[tuple[int, int]]] = {}
        self._names = frozenset(
            part
            for finding in findings
            if finding.kind == "person"
            for part in (parse(finding.text).family, parse(finding.text).given)
            if len(part) > 2
        )

    def reason(self, finding: Finding) -> tuple[str, str] | None:
        """The rule and reason to leave this open; None when it is a person's."""
        if finding.kind == "email" and self.is_mailbox(finding.text):
            return "algemeen/postbus", "postbus van een organisatie of afdeling"
        if finding.kind == "phone" and self._is_general(finding):
            return "algemeen/telefoon", "algemeen telefoonnummer"
        if finding.kind == "address" and self._is_office(finding):
            return "algemeen/adres", "adres van een organisatie"
        return None

    def is_mailbox(self, address: str) -> bool:
        """Is the part before the at sign a task or department? A lone letter or a name found in
        this document makes it a person's.
        """
        local = fold(AT.split(address)[0]).text
        words = [word for word in re.split(r"[^a-z]+", local) if word]
        if not words or any(len(word) == 1 for word in words) or self._names & set(words):
            return False
        if words[0] in self._mailboxes or all(word in self._mailboxes for word in words):
            return True
        return any(self._functional(word) for word in words)

    def is_personal_domain(self, address: str) -> bool:
        """Does the domain itself hold a name of this document, as in *pieter@bakkerman.nl*?"""
        domain = AT.split(address)[-1]
        labels = [skeleton(label) for label in domain.split(".")[:-1]]
        return any(len(name) > 3 and skeleton(name) in labels for name in self._names)

    def _functional(self, word: str) -> bool:
        return any(
            len(box) >= LONG_WORD and (word.startswith(box) or word.endswith(box))
            for box in self._mailboxes
        )

    def _is_general(self, finding: Finding) -> bool:
        digits = _digits(finding.text)
        for number in self._numbers:
            if number == digits:
                return True
            short = len(number) <= 4 and digits.startswith(number) and len(digits) <= 11
            if short and (number != "14" or len(digits) in (5, 6)):
                return True
        front = self._text(finding)[max(0, finding.start - 60) : finding.start]
        return OFFICE_NUMBER.search(front) is not None

    def _is_office(self, finding: Finding) -> bool:
        text = self._text(finding)
        if PO_BOX.search(finding.text):
            return True
        if any(find_folded(address, fold(finding.text)) for address in self._addresses):
            return True
        if OFFICE_ADDRESS.search(text[max(0, finding.start - 80) : finding.start]):
            return True
        if finding.outer is not None or not POSTCODE.match(finding.text):
            return False
        return any(0 <= finding.start - end < REACH for _, end in self._office_places(finding.page))

    def _office_places(self, number: int) -> list[tuple[int, int]]:
        """Where on a page an office's own address stands: a postcode just behind it is its too."""
        if number not in self._offices:
            text = self._document.pages[number - 1].text
            folded = fold(text)
            places = [match.span() for match in PO_BOX.finditer(text)]
            for address in self._addresses:
                places += find_folded(address, folded)
            self._offices[number] = places
        return self._offices[number]

    def _text(self, finding: Finding) -> str:
        if finding.outer is not None:
            return self._document.outer[finding.outer].text
        return self._document.pages[finding.page - 1].text


def local_part(text: str) -> int:
    """How many characters of an address stand before the at sign; all of them without one."""
    match = AT.search(text)
    return match.start() if match else len(text)


def _digits(number: str) -> str:
    """The national number: +31 and 0031 become 0, a bracketed zero goes."""
    plain = re.sub(r"\(0\)", "", number)
    digits = re.sub(r"\D", "", plain)
    if plain.strip().startswith("+31") or digits.startswith("0031"):
        digits = "0" + re.sub(r"^(?:0031|31)0?", "", digits)
    return digits
