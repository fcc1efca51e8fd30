"""From the tables of the files to one policy, refusing what contradicts itself."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, cast

from woo_redact import grounds
from woo_redact.errors import PolicyError
from woo_redact.policy.files import (
    FunctionFile,
    FunctionKeys,
    HolderKeys,
    Layers,
    Profile,
    PublisherKeys,
    ministries,
)
from woo_redact.policy.register import officials
from woo_redact.policy.terms import PLACEHOLDERS, Function, Holder, Policy, Publisher
from woo_redact.types import BoxStyle, Kind

_VERDICTS: dict[str, Literal["keep", "look", "redact"]] = {
    "houden": "keep",
    "kijken": "look",
    "lakken": "redact",
}


def compose(
    profile: Profile, layers: Layers, redact: tuple[str, ...], keep: tuple[str, ...]
) -> Policy:
    keys: dict[str, Any] = {}
    for table in layers.policy():
        keys = _merged(keys, cast(dict[str, Any], table))
    own = keys["profiel"][profile]
    tables = layers.functions()
    functions = _functions(tables)
    texts: dict[str, Any] = {}
    for sentences in layers.sentences():
        texts = _merged(texts, cast(dict[str, Any], sentences))
    policy = Policy(
        profile=profile,
        style=_style(own["vlak"]),
        ground_form=own["grondvorm"],
        grounds=MappingProxyType(_grounds(keys["grond"])),
        email_domain_visible=keys["email"]["domein_zichtbaar"],
        four_eyes=own["vier_ogen"],
        section_five=own["paragraaf_5"],
        motivation_required=own["motivering_verplicht"],
        five_years=own["vijf_jaar"],
        environment=own["milieu"],
        keep_texts=keep,
        redact_texts=redact,
        functions=functions,
        parties=_parties(tables),
        notions=_notions(tables),
        holders=(*_holders(layers), *_registered(layers, functions)),
        mailboxes=tuple(keys["algemeen"]["postbussen"]),
        numbers=tuple(keys["algemeen"]["telefoon"]),
        addresses=tuple(keys["algemeen"]["adressen"]),
        sentences=MappingProxyType(dict(texts["zin"])),
        motivations=MappingProxyType(_motivations(texts.get("motivering", {}))),
        publisher=_publisher(keys.get("uitgever")),
        model=keys["model"]["naam"],
        width_blocks=keys["breedte"]["blokkeert"],
        layers=tuple(layers.names),
        sha256="",
    )
    return replace(policy, sha256=_digest(policy))


def _merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Tables merge key by key; a list or a value of the upper layer replaces the lower one."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        result[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return result


def _grounds(table: Mapping[Kind, str]) -> dict[Kind, str]:
    codes: dict[Kind, str] = {}
    for kind, text in table.items():
        if not text:  # an empty ground switches a kind of the packaged policy off
            continue
        try:
            codes[kind] = grounds.parse(text)
        except PolicyError as error:
            raise _invalid("policy.toml", f"grond.{kind}", str(error).rstrip(".")) from None
        if grounds.get(codes[kind]).kind == "grens":
            raise _invalid(
                "policy.toml", f"grond.{kind}", f"{codes[kind]} is zelf geen uitzonderingsgrond"
            )
    for kind in ("person", "listed", "box"):
        if kind not in codes:
            raise _invalid("policy.toml", f"grond.{kind}", "deze soort moet een grond hebben")
    return codes


def _invalid(file: str, place: str, fault: str) -> PolicyError:
    return PolicyError(
        f"In {file} bij “{place}”: {fault}; verbeter de regel of haal hem weg.",
        reason="policy-invalid",
    )


def _functions(tables: list[FunctionFile]) -> tuple[Function, ...]:
    rows: list[FunctionKeys] = []
    for table in tables:
        own = table.get("functie", [])
        rows = [*own, *rows] if table.get("aanvullen", False) else own
    return tuple(_function(row) for row in rows)


def _parties(tables: list[FunctionFile]) -> tuple[str, ...]:
    named = [table["partijen"] for table in tables if "partijen" in table]
    return tuple(named[-1]) if named else ()


def _notions(tables: list[FunctionFile]) -> tuple[str, ...]:
    words: list[str] = []
    for table in tables:
        own = table.get("begrippen", [])
        words = [*words, *own] if table.get("aanvullen", False) or not own else own
    return tuple(dict.fromkeys(words))


def _function(row: FunctionKeys) -> Function:
    name = row.get("naam", "")
    if not name or "besluit" not in row or "reden" not in row:
        raise _invalid(
            "functies.toml", name or "functie", "naam, besluit en reden zijn alle drie nodig"
        )
    for pattern in row.get("patronen", ()):
        _check_pattern(pattern, name)
    return Function(
        name=name,
        titles=tuple(row.get("titels", ())),
        plurals=tuple(row.get("meervoud", ())),
        patterns=tuple(row.get("patronen", ())),
        in_cells=row.get("in_cel", False),
        decision=_VERDICTS[row["besluit"]],
        reason=row["reden"],
    )


def _check_pattern(pattern: str, name: str) -> None:
    bare = pattern
    for placeholder in PLACEHOLDERS:
        bare = bare.replace(placeholder, "x")
    try:
        re.compile(bare)
    except re.error:
        raise _invalid(
            "functies.toml", name, "een patroon is geen geldige reguliere expressie"
        ) from None
    if "{naam}" not in pattern and "{rij}" not in pattern:
        raise _invalid("functies.toml", name, "in een patroon hoort {naam} of {rij}")


def _holders(layers: Layers) -> tuple[Holder, ...]:
    rows: list[HolderKeys] = []
    for table in layers.holders():
        own = table.get("bewindspersoon", [])
        rows = [*rows, *own] if table.get("aanvullen", False) else own
    for row in rows:
        if not {"naam", "functie", "van"} <= set(row):
            name = row.get("naam", "bewindspersoon")
            raise _invalid("bewindspersonen.toml", name, "naam, functie en van zijn nodig")
    return tuple(
        Holder(
            name=row["naam"],
            initials=row.get("voorletters", ""),
            role=row["functie"],
            since=row["van"],
            until=row.get("tot"),
        )
        for row in rows
    )


def _registered(layers: Layers, functions: tuple[Function, ...]) -> Iterator[Holder]:
    for name, text in layers.registers():
        yield from officials(name, text, functions)


def _motivations(table: Mapping[str, str]) -> dict[str, str]:
    try:
        return {grounds.parse(code): text for code, text in table.items()}
    except PolicyError as error:
        raise _invalid("teksten.toml", "motivering", str(error).rstrip(".")) from None


def _publisher(keys: PublisherKeys | None) -> Publisher | None:
    """A ministry by its abbreviation, or any organisation by address and name."""
    if keys is None:
        return None
    category = keys.get("categorie", "")
    if not category:
        raise _invalid("policy.toml", "uitgever", "de categorie van DiWoo ontbreekt")
    short = keys.get("ministerie")
    if short is not None:
        known = ministries()
        if short not in known:
            raise _invalid("policy.toml", "uitgever.ministerie", f"kies uit {', '.join(known)}")
        resource, name = known[short]
        return Publisher(resource=resource, name=keys.get("naam", name), category=category)
    if "uri" not in keys or "naam" not in keys:
        raise _invalid("policy.toml", "uitgever", "geef ministerie, of uri en naam")
    return Publisher(resource=keys["uri"], name=keys["naam"], category=category)


def _style(keys: Mapping[str, Any]) -> BoxStyle:
    return BoxStyle(
        fill=_colour(keys["vulling"]),
        edge=_colour(keys["rand"]) if keys["rand"] else None,
        ink=_colour(keys["inkt"]),
        code=keys["code"],
    )


def _colour(text: str) -> tuple[float, float, float]:
    match = re.fullmatch(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", text)
    if match is None:
        raise _invalid("policy.toml", "vlak", "een kleur bestaat uit zes tekens zoals AAAAAA")
    red, green, blue = (int(part, 16) / 255 for part in match.groups())
    return red, green, blue


def _digest(policy: Policy) -> str:
    """Over what decides, not over how it was written down: a comment changes nothing."""
    content = {field.name: getattr(policy, field.name) for field in fields(policy)}
    for name in ("sha256", "layers"):
        del content[name]
    plain = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(type(value).__name__)
