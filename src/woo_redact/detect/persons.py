"""Who is who: which findings name the same person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from woo_redact.detect.dictionary import is_organisation, organisations_in
from woo_redact.detect.forms import Name, logins, parse
from woo_redact.detect.public import ORGANISATION, not_a_person, public_context
from woo_redact.detect.surroundings import coined
from woo_redact.folding import skeleton
from woo_redact.types import Document, Finding

Spans = Sequence[tuple[int, int]]
CALLED = re.compile(
    r"\b(?:heer|mevrouw|mevr\.?|mw\.?|dhr\.?|meneer|collega|beste|geachte)\s$", re.I
)


def link(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with the key of their person, and the reason to stay where it is no person."""
    texts: dict[tuple[int, int | None], str] = {(p.number, None): p.text for p in document.pages}
    texts |= {(0, index): outer.text for index, outer in enumerate(document.outer)}
    keys = persons(findings)
    families = _families(texts, findings)
    organisations = {place: organisations_in(text) for place, text in texts.items()}
    return tuple(
        replace(
            finding,
            person=keys.get(finding),
            public=finding.public
            or _not_a_person(
                texts[finding.page, finding.outer],
                finding,
                families,
                organisations[finding.page, finding.outer],
            ),
        )
        for finding in findings
    )


def _families(
    texts: Mapping[tuple[int, int | None], str], findings: Sequence[Finding]
) -> frozenset[str]:
    """The surnames of the persons who are covered here."""
    covered = (
        parse(f.text)
        for f in findings
        if f.kind == "person" and f.tier == "redact" and not f.public
        if not is_organisation(f.text)
        if not public_context(texts[f.page, f.outer], f.start, f.end)
    )
    names = [name for name in covered if name and name.surname and name.letters]
    return frozenset(skeleton(part) for name in names for part in (name.family, name.surname))


def _not_a_person(
    text: str, finding: Finding, families: frozenset[str], organisations: Spans
) -> str | None:
    """``plan-Sarıkaya`` is no act of parliament when a Sarıkaya of this document is covered."""
    if finding.kind != "person":
        return None
    if skeleton(finding.text) in families and coined(text, finding.start, finding.end):
        return None
    reason = not_a_person(text, finding.start, finding.end)
    return reason or _organisation(text, finding, families, organisations)


def _organisation(
    text: str, finding: Finding, families: frozenset[str], organisations: Spans
) -> str | None:
    """A firm that is called like its founder, where nobody of this document bears the name."""
    seen = finding.rule.startswith(("names/", "propagate/"))
    inside = any(a <= finding.start and finding.end <= b for a, b in organisations)
    known = seen and (inside or is_organisation(finding.text))
    called = CALLED.search(text[max(0, finding.start - 12) : finding.start])
    if not known or called or skeleton(finding.text.split()[-1]) in families:
        return None
    return ORGANISATION


def persons(findings: Sequence[Finding]) -> Mapping[Finding, str]:
    """A key per finding that names a person: equal for all forms of one name. A surname or first
    name alone gets the key of the only person it fits.
    """
    named = {f: name for f in findings if f.kind == "person" and (name := parse(f.text))}
    whole: dict[str, Name] = {n.key: n for n in named.values() if n.surname and n.letters}
    by_part: dict[str, set[str]] = defaultdict(set)
    for key, name in whole.items():
        for part in (name.family, name.surname, *name.first):
            by_part[skeleton(part)].add(key)
        for login in logins(name):
            by_part[login].add(key)
    keys: dict[Finding, str] = {}
    for finding in findings:
        mine = _key(finding, named.get(finding), by_part)
        if mine:
            keys[finding] = mine
    return keys


def _key(finding: Finding, name: Name | None, by_part: Mapping[str, set[str]]) -> str | None:
    if name and name.surname and name.letters:
        return name.key
    if name:
        fits = by_part.get(skeleton(name.family or name.first[0]), set())
        if len(fits) > 1:
            return None
        return next(iter(fits), name.key)
    if finding.kind in ("email", "username"):
        fits = by_part.get(skeleton(finding.text.split("@")[0]), set())
        return next(iter(fits)) if len(fits) == 1 else None
    return None
