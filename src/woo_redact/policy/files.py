"""The files of a policy: their shape, reading them, and one Dutch sentence when one is wrong."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from woo_redact import grounds
from woo_redact.errors import PolicyError
from woo_redact.types import Kind

Profile = Literal["beslisnota", "woo-besluit"]

# How the files look: the keys are Dutch because coordinators and lawyers edit them.

EXACT = ConfigDict(extra="forbid", strict=True)


class BoxKeys(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    vulling: str
    rand: str
    inkt: str
    code: bool


class ProfileKeys(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    grondvorm: grounds.Form
    vier_ogen: bool
    paragraaf_5: bool
    motivering_verplicht: bool
    vijf_jaar: bool
    milieu: bool
    vlak: BoxKeys


class EmailKeys(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    domein_zichtbaar: bool


class ModelKeys(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    naam: str


class WidthKeys(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    blokkeert: bool


class GeneralKeys(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    telefoon: list[str]
    postbussen: list[str]
    adressen: list[str]


class PublisherKeys(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    ministerie: str
    uri: str
    naam: str
    categorie: str


class PolicyFile(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    grond: dict[Kind, str]
    email: EmailKeys
    model: ModelKeys
    breedte: WidthKeys
    algemeen: GeneralKeys
    profiel: dict[Profile, ProfileKeys]
    uitgever: PublisherKeys


class FunctionKeys(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    naam: str
    titels: list[str]
    meervoud: list[str]
    patronen: list[str]
    in_cel: bool
    besluit: Literal["houden", "kijken", "lakken"]
    reden: str


class FunctionFile(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    aanvullen: bool
    partijen: list[str]
    begrippen: list[str]
    functie: list[FunctionKeys]


class HolderKeys(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    naam: str
    voorletters: str
    functie: str
    van: date
    tot: date


class HolderFile(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    aanvullen: bool
    bewindspersoon: list[HolderKeys]


class TextFile(TypedDict, total=False):
    __pydantic_config__ = EXACT  # type: ignore[misc]
    zin: dict[str, str]
    motivering: dict[str, str]


SHAPES: dict[str, Any] = {
    "policy.toml": PolicyFile,
    "functies.toml": FunctionFile,
    "bewindspersonen.toml": HolderFile,
    "teksten.toml": TextFile,
}
REGISTER = re.compile(r"(?:medewerkers|register).*\.csv", re.IGNORECASE)
MESSAGES = {
    "extra_forbidden": "deze sleutel bestaat niet",
    "literal_error": "deze waarde bestaat niet",
    "missing": "dit ontbreekt",
    "string_type": "hier hoort tekst tussen aanhalingstekens",
    "bool_type": "hier hoort true of false",
    "list_type": "hier hoort een lijst tussen vierkante haken",
    "dict_type": "hier hoort een tabel",
    "date_type": "hier hoort een datum zoals 2026-01-31",
}


class Layers:
    """The packaged files and, over them, those of an organisation; ``names`` says which spoke."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory
        self.names: list[str] = []

    def policy(self) -> list[PolicyFile]:
        return cast(list[PolicyFile], self._tables("policy.toml"))

    def functions(self) -> list[FunctionFile]:
        return cast(list[FunctionFile], self._tables("functies.toml"))

    def holders(self) -> list[HolderFile]:
        return cast(list[HolderFile], self._tables("bewindspersonen.toml"))

    def sentences(self) -> list[TextFile]:
        return cast(list[TextFile], self._tables("teksten.toml"))

    def registers(self) -> list[tuple[str, str]]:
        """The exports of the public register in the organisation's directory: name and text."""
        if self._directory is None:
            return []
        paths = sorted(p for p in self._directory.iterdir() if REGISTER.fullmatch(p.name))
        self.names += [path.name for path in paths]
        return [(path.name, _decoded(path.name, _bytes(path))) for path in paths]

    def texts(self, name: str) -> list[str]:
        """The lines of a list file of the organisation; the program ships none."""
        path = self._own(name)
        return read_list(path) if path else []

    def _tables(self, name: str) -> list[dict[str, Any]]:
        packaged = resources.files("woo_redact").joinpath("data/policy", name).read_bytes()
        self.names.append(f"standaard/{name}")
        tables = [_validated(name, packaged)]
        path = self._own(name)
        if path is not None:
            tables.append(_validated(name, _bytes(path)))
        return tables

    def _own(self, name: str) -> Path | None:
        path = self._directory / name if self._directory else None
        if path is None or not path.exists():
            return None
        self.names.append(name)
        return path


def read_list(path: Path) -> list[str]:
    """One text per line; blank lines and lines that open with ``#`` say nothing."""
    lines = (line.strip() for line in _decoded(path.name, _bytes(path)).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def ministries() -> dict[str, tuple[str, str]]:
    """Per abbreviation the TOOI address and the name of a ministry."""
    source = resources.files("woo_redact").joinpath("data/ministeries.toml").read_bytes()
    table = tomllib.loads(source.decode())
    return {
        short: (table["adres"] + number, name)
        for short, (number, name) in table["ministerie"].items()
    }


def _validated(name: str, data: bytes) -> dict[str, Any]:
    try:
        table = tomllib.loads(_decoded(name, data))
    except tomllib.TOMLDecodeError as error:
        place = f"{error}".rpartition("(")[2].rstrip(")").replace("at line", "regel")
        place = place.replace("column", "kolom").replace("at end of document", "het einde")
        raise PolicyError(
            f"{name} is geen geldige TOML ({place}); herstel die plaats.", reason="policy-syntax"
        ) from None
    try:
        return cast(dict[str, Any], TypeAdapter(SHAPES[name]).validate_python(table))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"] if part != "[key]")
        message = MESSAGES.get(first["type"], "deze waarde past niet")
        raise PolicyError(
            f"In {name} bij “{place}”: {message}; verbeter de regel of haal hem weg.",
            reason="policy-invalid",
        ) from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise PolicyError(
            f"{path.name} kan niet worden gelezen; controleer of het bestand er is en of u het "
            "mag lezen.",
            reason="policy-unreadable",
        ) from None


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PolicyError(
            f"{name} is geen UTF-8; sla het bestand opnieuw op als UTF-8.", reason="policy-encoding"
        ) from None
