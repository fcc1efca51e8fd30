"""Which key does what, and where a reviewer's own choice of keys is kept.

Single characters can be chosen freely (WCAG 2.1.4); keys that are no characters, such as PageDown,
stay as they are. What is chosen stands in the user's own configuration folder, never in the case.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup
from pydantic import TypeAdapter, ValidationError

from woo_redact.errors import UsageError, WooRedactError, why

STANDARD: Mapping[str, tuple[str, str]] = {
    "volgende": ("j", "volgend voorstel (ook pijltje omlaag)"),
    "vorige": ("k", "vorig voorstel (ook pijltje omhoog)"),
    "volgende-open": ("J", "volgend open voorstel, ook op een andere pagina"),
    "vorige-open": ("K", "vorig open voorstel, ook op een andere pagina"),
    "akkoord": ("a", "akkoord: lakken"),
    "niet": ("n", "niet lakken"),
    "later": ("l", "later"),
    "akkoord-tekst": ("A", "akkoord voor deze tekst in het hele document"),
    "niet-tekst": ("N", "niet lakken voor deze tekst in het hele document"),
    "blok": ("h", "akkoord voor het hele blok"),
    "grond": ("g", "andere grond, dan 1 tot 9"),
    "vak": ("b", "nieuw vak: wijs twee hoeken aan"),
    "aanpassen": ("e", "vak aanpassen: pijltjes schuiven, met Shift maat"),
    "woorden": ("w", "woorden kiezen: pijltjes, spatie, Enter"),
    "terug": ("z", "ongedaan maken (ook Ctrl+Z)"),
    "opnieuw": ("Z", "opnieuw doen (ook Ctrl+Shift+Z)"),
    "gezien": ("p", "pagina gezien en verder"),
    "vlag": ("v", "vlag op de pagina"),
    "tekst": ("t", "tekst of paginabeeld"),
    "proef": ("o", "zoals gepubliceerd, zolang u de toets vasthoudt"),
    "zoeken": ("/", "zoeken en lakken"),
    "groter": ("+", "groter"),
    "kleiner": ("-", "kleiner"),
    "passend": ("0", "passend"),
    "hulp": ("?", "deze lijst"),
}
FIXED: Mapping[str, str] = {
    "1–9": "grond of reden, als daarom wordt gevraagd",
    "Del": "eigen vak weghalen",
    "PgUp, PgDn": "vorige, volgende pagina",
    "Home, End": "eerste, laatste pagina",
    "Ctrl+Enter": "afronden",
    "Esc": "stoppen met aanwijzen of kiezen",
}
NAME = "beoordelen.json"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one reviewer. ``own`` holds what differs from the standard."""

    on: bool = True
    own: Mapping[str, str] = field(default_factory=dict)

    def of(self, action: str) -> str:
        return self.own.get(action, STANDARD[action][0])

    def attributes(self, action: str) -> Markup:
        """What makes an element listen to its key."""
        key = self.of(action)
        told = f"Shift+{key}" if key.isupper() else key
        return Markup(' data-key="{}" aria-keyshortcuts="{}"').format(key, told)

    def shown(self, action: str) -> Markup:
        """The key as it is printed on a button."""
        key = self.of(action)
        return Markup("<kbd>{}</kbd>").format(f"⇧{key}" if key.isupper() else key.upper())

    def changed(self, wanted: Mapping[str, str]) -> Keys:
        """Other keys; raises ``UsageError`` for what is no key or would do two things."""
        for action, key in wanted.items():
            if len(key) != 1 or not key.isprintable() or key.isspace():
                raise UsageError(
                    f"Kies bij “{STANDARD[action][1]}” één letter of teken.", reason="key-wrong"
                )
            if key.isdigit() and key != STANDARD[action][0]:
                raise UsageError(
                    "Cijfers kiezen een grond of een reden; neem een ander teken voor "
                    f"“{STANDARD[action][1]}”.",
                    reason="key-digit",
                )
        own = {action: key for action, key in wanted.items() if key != STANDARD[action][0]}
        keys = Keys(self.on, own)
        twice = [key for key, times in Counter(map(keys.of, STANDARD)).items() if times > 1]
        if twice:
            raise UsageError(
                f"De toets {twice[0]} staat bij meer dan één handeling; kies er een andere bij.",
                reason="key-twice",
            )
        return keys


_KEYS: TypeAdapter[Keys] = TypeAdapter(Keys)


def folder() -> Path:
    """Where this user's choices stand."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "woo-redact"


def load() -> Keys:
    """The keys as last chosen; the standard where they cannot be read."""
    try:
        keys = _KEYS.validate_json((folder() / NAME).read_bytes())
        return Keys(keys.on).changed({k: v for k, v in keys.own.items() if k in STANDARD})
    except (OSError, ValidationError, UsageError):
        return Keys()


def save(keys: Keys) -> None:
    path = folder() / NAME
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        staged = path.with_name(f".{NAME}.{os.getpid()}")
        staged.write_bytes(_KEYS.dump_json(keys))
        staged.replace(path)
    except OSError as error:
        raise WooRedactError(
            f"Uw keuze kan niet worden bewaard ({why(error)}); zij geldt tot u stopt.",
            reason="keys-unwritable",
        ) from None
