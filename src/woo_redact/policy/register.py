"""Office holders from the CSV export of the Register van Overheidsorganisaties.

The export is put in the policy's directory as it was downloaded (``medewerkers_gemeenten.csv`` and
the like). It lists everybody whom an organisation entered, so a row only counts when the policy's
functions say that names with its function stay: a mayor does, a contact for Woo requests does not.
A row speaks only in documents that name its organisation, since the same name may be anybody's
elsewhere.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from woo_redact.errors import PolicyError
from woo_redact.policy.terms import Function, Holder

NAME, FUNCTION, ORGANISATION = "naam", "functie", "organisatie"
DELIMITERS = ";,\t"
ADDRESS = re.compile(
    r"^(?:(?:dhr|de heer|heer|mw|mevr|mevrouw|prof|dr|drs|mr|ir|ing|jhr|jkvr|ds|bc|hr)\b\.?,?\s*)+",
    re.IGNORECASE,
)
INITIALS = re.compile(r"(?:[A-ZÀ-ÞŠŽ][a-z]{0,2}\.\s?-?)+")
CALLED = re.compile(r"\(([A-ZÀ-ÞŠŽ][^()\d]{1,30})\)\s+(?=\S)")
REST = re.compile(r"\([^()]*\)")
DEPUTY = r"(?:(?:waarnemend|wnd\.?|plaatsvervangend|demissionair|loco-?|1e|2e|3e|eerste|tweede) ?)*"
SCOPE = r"(?: (?:van|voor|in|a\.i\.)\b.*| ?[(,/].*)?"


def officials(name: str, text: str, functions: Iterable[Function]) -> Iterator[Holder]:
    """The holders of public office in one export. Raises ``PolicyError`` when a column that says
    who holds which office is missing.
    """
    offices = _offices(functions)
    for row in _rows(name, text):
        role = row[FUNCTION].strip()
        if not offices.fullmatch(role):
            continue
        holder = _holder(row[NAME], role, row[ORGANISATION].strip())
        if holder:
            yield holder


def _rows(name: str, text: str) -> Iterator[dict[str, str]]:
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    header = [_column(cell) for cell in next(reader, [])]
    for wanted in (NAME, FUNCTION, ORGANISATION):
        if wanted not in header:
            raise PolicyError(
                f"In {name} ontbreekt de kolom “{wanted.capitalize()}”; gebruik de CSV-export van "
                "het Register van Overheidsorganisaties zoals die is gedownload.",
                reason="policy-invalid",
            )
    for cells in reader:
        row = dict.fromkeys(header, "") | dict(reversed(list(zip(header, cells, strict=False))))
        if row.get(ORGANISATION, "").strip():
            yield row


def _column(cell: str) -> str:
    """*Organisatie (onderdeel)* is the organisation; the rest is known by its whole title."""
    plain = cell.strip().lower()
    return ORGANISATION if plain.startswith(ORGANISATION) else plain


def _offices(functions: Iterable[Function]) -> re.Pattern[str]:
    titles = {t for f in functions if f.decision == "keep" for t in f.titles}
    words = [re.escape(t).replace(r"\*", r"[\w-]*") for t in sorted(titles, key=len, reverse=True)]
    one = "|".join(words) if words else r"(?!)"
    return re.compile(rf"{DEPUTY}(?:{one}){SCOPE}", re.IGNORECASE)


def _holder(written: str, role: str, organisation: str) -> Holder | None:
    """*Dhr. drs. J.P. (Jan) de Vries*; None for a name that is a department's."""
    called = CALLED.search(written)
    plain = ADDRESS.sub("", " ".join(REST.sub(" ", written).split()))
    initials = INITIALS.match(plain)
    family = plain[initials.end() :].strip() if initials else plain
    if not family or not (initials or called or ADDRESS.match(written.strip())):
        return None
    given = called[1].strip() if called else initials[0].strip() if initials else ""
    return Holder(
        name=f"{given} {family}".strip(),
        initials=initials[0].replace(" ", "") if initials else "",
        role=role,
        since=None,
        organisation=organisation,
    )
