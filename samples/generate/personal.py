"""Numbers and addresses that are personal by themselves: valid, invented, in many spellings."""

from __future__ import annotations

import random

KINDS = {
    "bsn": "bsn",
    "iban": "iban",
    "address": "address",
    "born": "date_of_birth",
    "plate": "licence_plate",
    "staff": "personnel_number",
    "room": "room",
    "tst": "phone",
    "idcard": "identity_document",
}
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_STREETS = (
    "Kerkstraat",
    "Dorpsweg",
    "Meidoornlaan",
    "Havenkade",
    "Molenpad",
    "Burgemeester Terpstralaan",
    "Lindenhof",
    "Kastanjedreef",
    "Nieuwe Gracht",
    "Oude Veerdijk",
    "Zonnebloemstraat",
    "Tiende Penning",
    "Hoogeind",
    "Prins Hendriksingel",
    "Sint Jansplein",
    "Wilgenwerf",
)


def value(name: str, rng: random.Random, year: int) -> str:
    """A fresh value; empty for a name that is no personal value."""
    match name:
        case "bsn":
            return _bsn(rng)
        case "iban":
            return _iban(rng)
        case "address":
            return _address(rng)
        case "born":
            return _born(rng, year)
        case "plate":
            return _plate(rng)
        case "staff":
            return rng.choice(("", "P")) + str(rng.randrange(100000, 999999))
        case "room":
            return rng.choice(
                (
                    f"{rng.choice('ABCH')} {rng.randrange(1, 20)}.{rng.randrange(10, 60)}",
                    f"{rng.randrange(1, 30)}.{rng.randrange(10, 60)}",
                )
            )
        case "tst":
            return str(rng.randrange(2000, 9999))
        case "idcard":
            return (
                "N"
                + "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(2))
                + str(rng.randrange(100000, 999999))
            )
    return ""


def _bsn(rng: random.Random) -> str:
    """Nine digits that pass the eleven test."""
    while True:
        digits = [rng.randrange(1, 9)] + [rng.randrange(10) for _ in range(7)]
        last = (
            sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        )
        if last < 10:
            text = "".join(map(str, [*digits, last]))
            return rng.choice(
                (text, f"{text[:4]}.{text[4:6]}.{text[6:]}", f"{text[:3]} {text[3:6]} {text[6:]}")
            )


def _iban(rng: random.Random) -> str:
    bank = rng.choice(("INGB", "RABO", "ABNA", "TRIO", "SNSB", "KNAB", "ASNB"))
    account = f"{rng.randrange(10**9):010}"
    number = "".join(str(int(char, 36)) for char in f"{bank}{account}NL00")
    text = f"NL{98 - int(number) % 97:02}{bank}{account}"
    return rng.choice((text, " ".join(text[i : i + 4] for i in range(0, 18, 4))))


def _address(rng: random.Random) -> str:
    letters = rng.choice("ABCDEGHJKLMNPRSTVWXZ") + rng.choice("ABCEGHJKLMNPRTVWXZ")
    number = f"{rng.randrange(1, 240)}{rng.choice(('', '', '', 'a', ' II', '-3'))}"
    postcode = f"{rng.randrange(1100, 9990)}{rng.choice((' ', '', ' '))}{letters}"
    return f"{rng.choice(_STREETS)} {number}, {postcode}"


def _born(rng: random.Random, year: int) -> str:
    day, month, born = rng.randrange(1, 29), rng.randrange(12), year - rng.randrange(22, 80)
    return rng.choice(
        (
            f"{day} {_MONTHS[month]} {born}",
            f"{day:02}-{month + 1:02}-{born}",
            f"{day}-{month + 1}-{born}",
        )
    )


def _plate(rng: random.Random) -> str:
    def letters(count: int) -> str:
        return "".join(rng.choice("BDFGHJKLNPRSTVXZ") for _ in range(count))

    one, two, three = rng.randrange(1, 9), rng.randrange(10, 99), rng.randrange(100, 999)
    return rng.choice(
        (
            f"{letters(1)}-{three}-{letters(2)}",
            f"{two}-{letters(3)}-{one}",
            f"{letters(2)}-{three}-{letters(1)}",
        )
    )
