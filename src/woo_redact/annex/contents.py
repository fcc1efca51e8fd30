"""The facts of the annex, in the order in which they are read, ready to be set or tabulated."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from woo_redact import grounds
from woo_redact.annex.kinds import counted, dutch
from woo_redact.annex.section5 import SectionFive, inspect
from woo_redact.folding import find
from woo_redact.policy import Policy
from woo_redact.types import BurntBox, Document, Mark, Plan, Redacted, Report

BY_HAND = "Door de beoordelaar aangewezen."
WITHHELD = "De reden staat hier niet, omdat zij de gelakte tekst zou herhalen."


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRow:
    number: int
    page: int
    ground: str
    kind: str
    why: str
    """The first reason, as a sentence for readers."""
    reason: str
    """All reasons, of every detector that saw it."""
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundPart:
    """One code with the words of the law and what was covered under it."""

    code: str
    label: str
    opening: str
    text: str
    link: str | None
    citation: str
    abridged: bool
    count: int
    kinds: str
    motivation: str | None
    weighing: bool
    """The law asks for an express weighing and this profile for its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    stem: str
    title: str
    date: str | None
    pages: int
    reviewed: bool
    summary: str
    grounds: tuple[GroundPart, ...]
    boxes: tuple[BoxRow, ...]
    kept: tuple[str, ...]
    doubtful: int
    dropped: tuple[str, ...]
    rastered: tuple[int, ...]
    section_five: SectionFive | None
    aged: str | None
    problems: tuple[str, ...]
    colour: str
    remarks: tuple[str, ...]
    width_not_hidden: int
    facts: tuple[tuple[str, str], ...]


def gather(
    *,
    stem: str,
    document: Document,
    marks: Sequence[Mark],
    plan: Plan,
    redacted: Redacted,
    report: Report,
    policy: Policy,
    models: Sequence[str],
    program: str,
) -> Contents:
    """All that the annex says. What comes from detectors and steps is checked for secrets."""
    by_id = {mark.id: mark for mark in marks}
    boxes = sorted(redacted.boxes, key=_reading_order)
    return Contents(
        stem=stem,
        title=f"Gronden bij {stem}-gelakt.pdf",
        date=_dutch_date(document.date),
        pages=len(document.pages) or document.source.pages,
        reviewed=plan.approved_by is not None,
        summary=counted(Counter(box.kind for box in boxes)) if boxes else "",
        grounds=_grounds(boxes, policy),
        boxes=tuple(
            _row(number, box, by_id.get(box.mark), plan, policy)
            for number, box in enumerate(boxes, 1)
        ),
        kept=_kept(marks, plan),
        doubtful=_doubtful(marks, boxes),
        dropped=tuple(spoken(line, plan) for line in dict.fromkeys(redacted.dropped)),
        rastered=redacted.rastered,
        section_five=inspect(document, boxes, policy) if policy.section_five else None,
        aged=_aged(document, boxes, policy),
        problems=_problems(boxes, policy),
        colour=report.colour,
        remarks=_remarks(report, plan),
        width_not_hidden=sum(not box.width_hidden for box in boxes),
        facts=_facts(document, redacted, policy, models, program),
    )


def _reading_order(box: BurntBox) -> tuple[int, float, float, str]:
    first = min(((rect.y0, rect.x0) for rect in box.rects), default=(0.0, 0.0))
    return (box.page, round(first[0]), first[1], box.mark)


def _row(number: int, box: BurntBox, mark: Mark | None, plan: Plan, policy: Policy) -> BoxRow:
    reason = spoken(mark.reason, plan) if mark else BY_HAND
    return BoxRow(
        number=number,
        page=box.page,
        ground=grounds.show(box.ground, policy.ground_form),
        kind=dutch(box.kind),
        why=_sentence(reason),
        reason=reason,
        rule=spoken(mark.rule, plan) if mark else "hand",
    )


def _grounds(boxes: Sequence[BurntBox], policy: Policy) -> tuple[GroundPart, ...]:
    per_code: dict[str, Counter[str]] = {}
    for box in boxes:
        for code in box.ground.split(grounds.SEPARATOR):
            per_code.setdefault(code, Counter())[box.kind] += 1
    order = list(grounds.table())
    return tuple(
        _ground(code, per_code[code], policy) for code in sorted(per_code, key=order.index)
    )


def _ground(code: str, kinds: Mapping[str, int], policy: Policy) -> GroundPart:
    ground = grounds.get(code)
    return GroundPart(
        code=grounds.show(code, policy.ground_form),
        label=ground.label,
        opening=ground.opening,
        text=ground.text.rstrip("."),
        link=ground.link,
        citation=grounds.show(code, "voluit"),
        abridged=ground.abridged,
        count=sum(kinds.values()),
        kinds=counted(kinds),
        motivation=policy.motivations.get(code),
        weighing=policy.motivation_required and grounds.needs_motivation(code),
    )


def _sentence(reason: str) -> str:
    """The first of the reasons that were joined with semicolons, written as a sentence."""
    first = reason.partition("; ")[0].strip().rstrip(".;")
    return f"{first[:1].upper()}{first[1:]}."


def _kept(marks: Sequence[Mark], plan: Plan) -> tuple[str, ...]:
    """Why names and numbers were left readable, with how often. That nothing explains a word is
    no reason to leave it.
    """
    left = [mark for mark in marks if mark.verdict == "keep" and mark.tier != "unexplained"]
    reasons = Counter(_sentence(spoken(mark.reason, plan)) for mark in left)
    return tuple(f"{reason[:-1]} ({number} keer)" for reason, number in sorted(reasons.items()))


def _doubtful(marks: Sequence[Mark], boxes: Sequence[BurntBox]) -> int:
    """Proposals that a person should have looked at and that were not burnt."""
    burnt = {box.mark for box in boxes}
    return sum(m.tier == "look" and m.verdict == "redact" and m.id not in burnt for m in marks)


def _aged(document: Document, boxes: Sequence[BurntBox], policy: Policy) -> str | None:
    """The day after which art. 5.3 asks for more; that of the decision is not known here."""
    if not policy.five_years or document.date is None or not boxes:
        return None
    day = date.fromisoformat(document.date)
    leap = (day.month, day.day) == (2, 29)
    limit = date(day.year + 5, 3, 1) if leap else day.replace(year=day.year + 5)
    codes = grounds.SEPARATOR.join(dict.fromkeys(box.ground for box in boxes))
    later = limit + timedelta(days=1)
    return _dutch_date(limit.isoformat()) if grounds.aged(codes, day, later) else None


def _problems(boxes: Sequence[BurntBox], policy: Policy) -> tuple[str, ...]:
    """What the law does not allow, box by box and for boxes over the same information."""
    motivated = tuple(policy.motivations) if policy.motivation_required else None
    found: dict[str, None] = {}
    for ground in {box.ground: None for box in (*boxes, *_stacked(boxes))}:
        problems = grounds.problems(ground, environment=policy.environment, motivated=motivated)
        found.update(dict.fromkeys(problems))
    return tuple(found)


def _stacked(boxes: Sequence[BurntBox]) -> list[BurntBox]:
    """Where a box under 5.1.5 lies on another box, one box with both grounds."""
    rest = [box for box in boxes if "5.1.5" in box.ground.split(grounds.SEPARATOR)]
    return [
        replace(one, ground=grounds.SEPARATOR.join([one.ground, other.ground]))
        for one in rest
        for other in boxes
        if other.page == one.page and other.mark != one.mark and _touch(one, other)
    ]


def _touch(one: BurntBox, other: BurntBox) -> bool:
    return any(a.intersects(b) for a in one.rects for b in other.rects)


def _remarks(report: Report, plan: Plan) -> tuple[str, ...]:
    lines = [
        f"{f'Pagina {c.page}' if c.page else 'Hele bestand'}: {spoken(c.detail, plan)}"
        for c in report.checks
        if c.colour != "green"
    ]
    return tuple(dict.fromkeys(lines))


def _facts(
    document: Document, redacted: Redacted, policy: Policy, models: Sequence[str], program: str
) -> tuple[tuple[str, str], ...]:
    result = hashlib.sha256(redacted.pdf).hexdigest()
    return (
        ("Origineel (sha256)", document.source.sha256),
        ("Gelakte versie (sha256)", result),
        ("Beleid", f"profiel {policy.profile}"),
        ("Beleid (sha256)", policy.sha256),
        ("Modellen", ", ".join(models) or "geen"),
        ("Programma", f"woo-redact {program}".rstrip()),
    )


def spoken(text: str, plan: Plan) -> str:
    """A text of a detector or a step, unless it repeats what was covered."""
    return WITHHELD if any(find(secret, text) for secret in plan.secrets) else text


MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def _dutch_date(iso: str | None) -> str | None:
    if iso is None:
        return None
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
