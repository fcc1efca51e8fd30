"""Lone names that the words around them give away: in one breath with a person, as in ``bedacht
door Joep en Rixt``, or behind and before what only people have and do, as in ``het team van Joep``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from woo_redact.detect.dictionary import is_compound, is_organisation, is_place, is_word
from woo_redact.detect.found import SCORES
from woo_redact.detect.public import public_context
from woo_redact.detect.values import Sort, sort_of
from woo_redact.detect.words import UPPER
from woo_redact.types import Document, Finding, Tier

NAME = rf"[{UPPER}][^\W\d_]+(?:['’-][{UPPER}]?[^\W\d_]+)*"
AND = r"(?:,? (?:en|of|&)|[ ]?[/+])\s"
NEXT = re.compile(
    rf"^(?:{AND}|, (?={NAME}(?:, {NAME})*{AND}{NAME}))(?P<name>{NAME})(?![\w@]|[ ][{UPPER}])"
)
LAST = re.compile(rf"(?<![\w.@][ ])(?<![\w.@-])(?P<name>{NAME}){AND}$")
AHEAD = 60
LONGEST_CHAIN = 6
CUE = re.compile(
    r"(?<!\w)(?:team van|collega|dank aan|mede namens|samen met"
    r"|(?:notitie|mail|mailtje|appje|lijstje|stukje|agenda|verlof|vervanger|vervangster|voicemail"
    r"|telefoontje|berichtje|handschrift) van"
    r"|(?:laat|vraag|bel|mail|app|vertel|zeg|stuur)(?: even| maar| eens)?(?: aan| tegen)?)\s$",
    re.IGNORECASE,
)
"""Teams and little notes are a person's; an *advies* or a *reactie* may be an organisation's."""
DOES = re.compile(
    r"^\s(?:zoekt|belt|mailt|appt|regelt|leest mee|kijkt (?:er|even|mee)|komt (?:er|even|zo|straks)"
    r"|pakt (?:dit|dat|het)|sluit aan|schuift aan|heeft (?:gebeld|gemaild|geappt|verlof|vrij)"
    r"|is (?:ziek|vrij|afwezig|jarig|met verlof|op vakantie|onderweg)"
    r"|zit (?:bij|naast|vandaag|morgen)|van [A-Z]{2,6}\b)(?!\w)"
)
ARTICLE = re.compile(r"\b(?:de|het|een|elk|elke|dit|deze|geen|ons|onze)\s$", re.IGNORECASE)
DOES_REASON = "De woorden eromheen spreken van een persoon."
REASON = "Wordt in één adem genoemd met een persoon."


def named_with(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Lone names joined to a lone name that is covered. Where the sensitive model saw a person too
    they are covered, else a person looks.
    """
    for page in document.pages:
        mine = [f for f in findings if f.page == page.number and f.kind == "person"]
        seen = [(f.start, f.end) for f in mine if f.tier == "look"]
        for finding in mine:
            if (
                finding.tier == "redact"
                and not finding.public
                and _is_lone(finding.text)
                and not public_context(page.text, finding.start, finding.end)
            ):
                yield from _chain(page.number, page.text, finding, seen)


def cued(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """What only the sensitive model took for a name, and the words around it too."""
    for finding in findings:
        if finding.tier != "look" or finding.rule != "names/look" or not finding.page:
            continue
        text = document.pages[finding.page - 1].text
        front, behind = text[max(0, finding.start - 40) : finding.start], text[finding.end :][:40]
        told = CUE.search(front.replace("\n", " ")) or DOES.match(behind.replace("\n", " "))
        if told and _is_lone(finding.text) and not _is_thing(front, finding.text):
            yield replace(
                finding,
                rule="names/samen",
                score=SCORES["redact"],
                tier="redact",
                reason=DOES_REASON,
            )


def _is_thing(front: str, word: str) -> bool:
    """An organisation, a town, or an ordinary word behind its article: *het Rijk belt*."""
    named = is_place(word) or is_organisation(word) or sort_of(word) is not Sort.NAME
    return named or (_is_common(word) and ARTICLE.search(front) is not None)


def _chain(
    number: int, text: str, finding: Finding, seen: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    places = [*_ahead(text, finding.end), *_before(text, finding.start)]
    for start, end in places:
        if _is_common(text[start:end]):
            continue
        doubly = any(a <= start and end <= b for a, b in seen)
        tier: Tier = "redact" if doubly else "look"
        yield Finding(
            page=number,
            start=start,
            end=end,
            kind="person",
            text=text[start:end],
            detector="layout",
            rule="names/samen",
            score=SCORES[tier],
            tier=tier,
            reason=REASON,
        )


def _ahead(text: str, end: int) -> Iterator[tuple[int, int]]:
    for _ in range(LONGEST_CHAIN):
        m = NEXT.match(text[end : end + AHEAD])
        if m is None:
            return
        yield end + m.start("name"), end + m.end("name")
        end += m.end("name")


def _before(text: str, start: int) -> Iterator[tuple[int, int]]:
    window = max(0, start - AHEAD)
    m = LAST.search(text[window:start])
    if m:
        yield window + m.start("name"), window + m.end("name")


def _is_lone(text: str) -> bool:
    return " " not in text.strip() and sort_of(text) is Sort.NAME


def _is_common(word: str) -> bool:
    parts = word.split("-")
    ordinary = any(is_word(p) or is_place(p) or is_organisation(p) for p in parts)
    return ordinary or is_compound(word) or sort_of(word) is not Sort.NAME
