"""What an organisation decided about redacting, read from TOML and lists.

Two layers, the later one wins: the packaged default, then the organisation's directory. Every
file in that directory is optional::

    policy.toml           grounds per kind, boxes, model, general numbers, mailboxes, addresses
    functies.toml         public roles            (replaces; ``aanvullen = true`` adds to it)
    bewindspersonen.toml  holders of public office            (the same)
    teksten.toml          sentences, one by one
    houden.txt            texts that stay         lakken.txt  texts that go, one per line
    medewerkers*.csv      office holders: an export of the Register van Overheidsorganisaties
"""

from __future__ import annotations

from pathlib import Path

from woo_redact import grounds
from woo_redact.errors import PolicyError
from woo_redact.policy.compose import compose
from woo_redact.policy.files import Layers, Profile, read_list
from woo_redact.policy.terms import PROFILES, Function, Holder, Policy, Publisher
from woo_redact.types import BoxStyle

__all__ = [
    "PROFILES",
    "Function",
    "Holder",
    "Policy",
    "Profile",
    "Publisher",
    "explain",
    "load",
]

_DECISIONS = {"keep": "houden", "look": "beoordelaar kijkt", "redact": "lakken"}


def load(
    profile: str = "beslisnota",
    directory: Path | None = None,
    *,
    redact_list: Path | None = None,
    keep_list: Path | None = None,
) -> Policy:
    """The policy of a profile, with an organisation's directory and loose lists on top."""
    if profile not in PROFILES:
        raise PolicyError(
            f"Het profiel “{profile}” bestaat niet; kies {' of '.join(PROFILES)}.", reason="profile"
        )
    if directory is not None and not directory.is_dir():
        raise PolicyError(
            f"De beleidsmap {directory.name} is er niet; geef een map met policy.toml.",
            reason="policy-missing",
        )
    layered = Layers(directory)
    redact = _unique(layered.texts("lakken.txt"), redact_list)
    keep = _unique(layered.texts("houden.txt"), keep_list)
    return compose(profile, layered, redact, keep)


def explain(policy: Policy) -> list[str]:
    """What this policy comes down to, line by line, for ``policy check``."""
    registered = sum(bool(holder.organisation) for holder in policy.holders)
    lines = [
        f"Profiel: {policy.profile}",
        f"Bestanden: {', '.join(policy.layers)}",
        f"Vlak: {_hex(policy.style.fill)}, {_edge(policy.style)}, "
        f"{'met' if policy.style.code else 'zonder'} code",
    ]
    lines += [
        f"Grond {grounds.show(ground, policy.ground_form)}: {', '.join(kinds)}"
        for ground, kinds in _by_ground(policy).items()
    ]
    lines += [
        f"Functie {function.name}: {_DECISIONS[function.decision]} ({function.reason})"
        for function in policy.functions
    ]
    lines += [
        f"Bewindspersonen: {len(policy.holders) - registered}; ambtsdragers uit het register: "
        f"{registered}; begrippen: {len(policy.notions)}",
        f"Altijd houden: {len(policy.keep_texts)}; altijd lakken: {len(policy.redact_texts)}",
        f"Domein van e-mailadressen: {'blijft staan' if policy.email_domain_visible else 'gelakt'}",
        f"Uitgever: {policy.publisher.name if policy.publisher else 'niet ingesteld'}",
        f"sha256: {policy.sha256}",
    ]
    return lines


def _unique(texts: list[str], loose: Path | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*texts, *(read_list(loose) if loose else [])]))


def _hex(colour: tuple[float, float, float]) -> str:
    return "".join(f"{round(part * 255):02X}" for part in colour)


def _edge(style: BoxStyle) -> str:
    return f"rand {_hex(style.edge)}" if style.edge else "geen rand"


def _by_ground(policy: Policy) -> dict[str, list[str]]:
    by_ground: dict[str, list[str]] = {}
    for kind, ground in policy.grounds.items():
        by_ground.setdefault(ground, []).append(kind)
    return by_ground
