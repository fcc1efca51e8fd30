"""The grounds of the Wet open overheid: data, tolerant reading, printing and what may not stand
beside what.

The canonical code is ``5.1.2e``: article, paragraph (*lid*) and letter, no dot before the letter.
Wob codes (``10.2e``) are read because dossiers from before May 2022 hold them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

from woo_redact.errors import PolicyError

GroundKind = Literal[
    "absoluut",
    "relatief",
    "tijdelijk",
    "restgrond",
    "milieu",
    "opvatting",
    "formatie",
    "ondersteuning",
    "grens",
    "buiten",
]
Form = Literal["5.1.2e", "5.1.2.e", "5.1 lid 2 sub e", "voluit"]
FORMS: tuple[Form, ...] = ("5.1.2e", "5.1.2.e", "5.1 lid 2 sub e", "voluit")

ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende")
ACT_LINK = "https://wetten.overheid.nl/jci1.3:c:BWBR0045754&hoofdstuk=5"
SEPARATOR = ", "
WOB_ENDED = date(2022, 5, 1)

_FILLER = re.compile(
    r"\b(?:artikel|artikelen|art|van|de|het|aanhef|en|onder|onderdeel|sub|letter|lid|woo|wob|"
    r"wet|open|overheid|openbaarheid|bestuur)\b"
)
_ORDINAL = re.compile(r"\b(" + "|".join(ORDINALS) + r")\b")
_OUTSIDE = re.compile(r"buiten\s+(?:de\s+)?(?:reikwijdte(?:\s+(?:van\s+het\s+)?verzoek)?|verzoek)")
_OCR_ARTICLE = re.compile(r"^[§s9](?=[.,]\s?[124])")
_OCR_LETTER = re.compile(r"(?<=^5[.,]1[.,]2)[.,]?[¢©€68]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One code with the words of the law. ``abridged``: the words are a summary, not the text."""

    code: str
    label: str
    kind: GroundKind
    text: str
    opening: str = ""
    act: str = "Woo"
    platform_key: str | None = None
    abridged: bool = False

    @property
    def link(self) -> str | None:
        """The place in the law as a jci address; None for the Wob and for what is no ground."""
        parts = _parts(self.code)
        if self.act != "Woo" or parts is None:
            return None
        article, paragraph, letter = parts
        link = f"{ACT_LINK}&artikel={article}"
        link += f"&lid={paragraph}" if paragraph else ""
        return link + (f"&onderdeel={letter}" if letter else "")


@lru_cache(maxsize=1)
def table() -> Mapping[str, Ground]:
    """Every known code, in the order of the law."""
    source = resources.files("woo_redact").joinpath("data/grounds.toml").read_text("utf-8")
    rows = tomllib.loads(source)["grond"]
    return MappingProxyType({row["code"]: _ground(row) for row in rows})


def get(code: str) -> Ground:
    """The ground of a canonical code."""
    ground = table().get(code)
    if ground is None:
        raise _unknown(code)
    return ground


def parse(text: str, *, ocr: bool = False) -> str:
    """The canonical code of a ground in any usual spelling.

    ``ocr`` also reads what recognition makes of small type on a box (``§.1.2e``, ``5.1.2¢``);
    never for what a person typed, since there ``5.1.26`` is an error and not a reading.
    """
    plain = " ".join(text.casefold().split()).rstrip(" .:;")
    if ocr:
        plain = _OCR_LETTER.sub("e", _OCR_ARTICLE.sub("5", plain))
    code = _read(plain)
    if code is None or code not in table():
        raise _unknown(text)
    return code


def parse_many(text: str, *, ocr: bool = False) -> tuple[str, ...]:
    """The codes of a box or a cell: ``5.1.2i, 5.2.1`` or separated by semicolons."""
    parts = [part for part in re.split(r"\s*;\s*", text) if part]
    codes: list[str] = []
    for part in parts:
        try:
            codes.append(parse(part, ocr=ocr))
        except PolicyError:
            codes.extend(parse(piece, ocr=ocr) for piece in re.split(r"\s*,\s+", part) if piece)
    return tuple(dict.fromkeys(codes))


def join(codes: Iterable[str]) -> str:
    """Several codes as one ground of one mark, in the order of the law."""
    order = list(table())
    return SEPARATOR.join(sorted(dict.fromkeys(codes), key=order.index))


def show(ground: str, form: Form = "5.1.2e") -> str:
    """A ground, or several joined, as the policy prints it."""
    return SEPARATOR.join(_show(code, form) for code in ground.split(SEPARATOR))


def platform_keys(ground: str) -> tuple[str, ...]:
    """The keys of nl-rdo-woo-web; codes that the platform does not know are left out."""
    keys = [get(code).platform_key for code in ground.split(SEPARATOR)]
    return tuple(dict.fromkeys(key for key in keys if key))


def problems(
    ground: str,
    *,
    environment: bool = False,
    motivated: Collection[str] | None = None,
    decided: date | None = None,
) -> tuple[str, ...]:
    """Why this ground cannot carry one mark, in Dutch; empty when it can.

    ``motivated`` holds the codes that have a motivation, None where none is asked. ``decided``
    is the date of the decision: Wob codes belong to decisions from before May 2022.
    """
    codes = tuple(code for code in ground.split(SEPARATOR) if code)
    if not codes:
        return ("er is geen grond",)
    unknown = [code for code in codes if code not in table()]
    if unknown:
        return tuple(f"{code} is geen bekende grond" for code in unknown)
    found: list[str] = []
    for code in codes:
        found += _own_problems(get(code), environment, motivated, decided)
    beside = [code for code in codes if code.startswith(("5.1.1", "5.1.2"))]
    if "5.1.5" in codes and beside:
        found.append(f"5.1.5 mag niet naast {' of '.join(beside)} op dezelfde informatie staan")
    return tuple(found)


def needs_motivation(code: str) -> bool:
    """Does the Woo ask an express motivation (5.1 lid 3, and the weighing of lid 5)?"""
    return get(code).act == "Woo" and get(code).kind in ("relatief", "restgrond", "milieu")


def aged(ground: str, document: date, decided: date) -> bool:
    """Is the information older than five years and the ground one that then needs more (5.3)?"""
    try:
        limit = document.replace(year=document.year + 5)
    except ValueError:  # 29 February
        limit = date(document.year + 5, 3, 1)
    kinds = {get(code).kind for code in ground.split(SEPARATOR)}
    return decided > limit and bool(kinds & {"relatief", "restgrond", "opvatting"})


def _own_problems(
    ground: Ground,
    environment: bool,
    motivated: Collection[str] | None,
    decided: date | None,
) -> list[str]:
    found = []
    if ground.kind == "grens":
        found.append(f"{ground.code} is zelf geen uitzonderingsgrond")
    if ground.code == "5.1.6" and not environment:
        found.append("5.1.6 geldt alleen voor milieu-informatie")
    if ground.code == "5.1.5" and environment:
        found.append("5.1.5 geldt niet voor milieu-informatie")
    if ground.act == "Wob" and decided is not None and decided >= WOB_ENDED:
        found.append(f"{ground.code} is een code van de Wob, die op 1 mei 2022 is vervallen")
    if motivated is not None and needs_motivation(ground.code) and ground.code not in motivated:
        found.append(f"{ground.code} heeft een motivering nodig")
    return found


def _read(plain: str) -> str | None:
    if _OUTSIDE.fullmatch(plain):
        return "buiten verzoek"
    if plain == "dubbel":
        return "dubbel"
    numbered = _ORDINAL.sub(lambda m: str(ORDINALS.index(m[1]) + 1), plain)
    bare = _FILLER.sub(" ", numbered)
    if re.search(r"[^\w\s.,:()/-]|[^\W\d]{2}", bare):
        return None
    tokens = re.findall(r"\d+|[a-z]", bare)
    if not tokens or any(len(token) > 2 for token in tokens):
        return None
    if tokens[0] == "5" and len(tokens) > 1:
        return "5." + _tail(tokens[1:])
    if tokens[0] in ("10", "11"):
        return f"{tokens[0]}." + _tail(tokens[1:])
    return None


def _tail(tokens: list[str]) -> str:
    numbers = [token for token in tokens if token.isdigit()]
    letters = tokens[len(numbers) :]
    return ".".join(tokens[: len(numbers)]) + "".join(letters)


def _show(code: str, form: Form) -> str:
    parts = _parts(code)
    if parts is None or form == "5.1.2e":
        return code
    article, paragraph, letter = parts
    if form == "5.1.2.e":
        return ".".join(part for part in (article, paragraph, letter) if part)
    act = get(code).act
    if form == "5.1 lid 2 sub e":
        words = [
            article,
            f"lid {paragraph}" if paragraph else "",
            f"sub {letter}" if letter else "",
        ]
        return " ".join([*filter(None, words), *(["Wob"] if act == "Wob" else [])])
    words = [f"artikel {article}"]
    if paragraph:
        words.append(f"{ORDINALS[int(paragraph) - 1]} lid")
    if letter:
        words.append(f"aanhef en onder {letter}")
    return ", ".join([*words, f"van de {act}"])


def _parts(code: str) -> tuple[str, str, str] | None:
    """Article, paragraph and letter; None for what is no code of a law."""
    woo = re.fullmatch(r"(5\.\d[a-z]?)(?:\.(\d)([a-z])?)?", code)
    wob = re.fullmatch(r"(1[01])\.(\d)([a-z])?", code)
    match = woo or wob
    return (match[1], match[2] or "", match[3] or "") if match else None


def _ground(row: Mapping[str, str]) -> Ground:
    return Ground(
        code=row["code"],
        label=row["kop"],
        kind=row["soort"],  # type: ignore[arg-type]  # tests hold the file to the literal
        text=row["tekst"],
        opening=row.get("aanhef", ""),
        act=row.get("wet", "Woo"),
        platform_key=row["sleutel"] or None,
        abridged=bool(row.get("verkort", False)),
    )


def _unknown(text: str) -> PolicyError:
    shown = text if re.fullmatch(r"[\w.,§¢ ]{1,20}", text) else "deze tekst"
    return PolicyError(
        f"“{shown}” is geen uitzonderingsgrond van de Woo; "
        "gebruik een code zoals 5.1.2e (zie woo-redact grounds).",
        reason="unknown-ground",
    )
