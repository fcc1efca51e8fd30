"""The kinds of findings as Dutch readers call them."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, str]] = {
    "person": ("naam", "namen"),
    "paraph": ("paraaf", "parafen"),
    "signature": ("handtekening", "handtekeningen"),
    "email": ("e-mailadres", "e-mailadressen"),
    "phone": ("telefoonnummer", "telefoonnummers"),
    "bsn": ("burgerservicenummer", "burgerservicenummers"),
    "iban": ("bankrekeningnummer", "bankrekeningnummers"),
    "address": ("adres", "adressen"),
    "date_of_birth": ("geboortedatum", "geboortedata"),
    "licence_plate": ("kenteken", "kentekens"),
    "personnel_number": ("personeelsnummer", "personeelsnummers"),
    "room": ("kamernummer", "kamernummers"),
    "username": ("gebruikersnaam", "gebruikersnamen"),
    "identity_document": ("nummer van een identiteitsbewijs", "nummers van identiteitsbewijzen"),
    "special_category": ("bijzonder persoonsgegeven", "bijzondere persoonsgegevens"),
    "listed": ("tekst van de laklijst", "teksten van de laklijst"),
    "box": ("met de hand aangewezen plaats", "met de hand aangewezen plaatsen"),
}


def dutch(kind: str) -> str:
    """One of this kind, such as ``naam``."""
    return KINDS[kind][0]


def counted(counts: Mapping[str, int]) -> str:
    """Several kinds with their numbers: ``2 namen, 1 e-mailadres en 1 paraaf``."""
    parts = [
        f"{number} {KINDS[kind][0 if number == 1 else 1]}"
        for kind, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"
