"""From findings to marks: cover it or leave it, under which ground, by which rule.

Mention by mention, context first, lists second. Redact beats keep, a list beats a detector, and
nothing that is kept is forgotten: a keep is a mark too, which a reviewer can turn.

::

    findings ─▶ judged one by one ─▶ settled where they overlap ─▶ echoed ─▶ marks
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from woo_redact.decide.draft import DETECTED, KEEP_LIST, OFFICE, REDACT_LIST, Draft, settle, text_at
from woo_redact.decide.echo import echoes, raised
from woo_redact.decide.general import General, local_part
from woo_redact.decide.people import Judgement, People
from woo_redact.decide.place import mark_id, quads_of
from woo_redact.decide.roles import Roles
from woo_redact.decide.spans import Spans
from woo_redact.folding import find_folded, fold
from woo_redact.policy import Policy
from woo_redact.types import Document, Finding, Mark, Quad


def decide(document: Document, findings: Iterable[Finding], policy: Policy) -> tuple[Mark, ...]:
    """Every finding of a kind that the policy names, as a mark with its verdict."""
    spans = Spans(policy)
    wanted = [
        name
        for finding in findings
        if finding.kind in policy.grounds
        for name in spans.names(_named(finding))
    ]
    roles = Roles(policy)
    settled = _settled(document, wanted, policy, roles)
    again = list(echoes(document, settled))
    if again:
        settled = _settled(document, [*wanted, *again], policy, roles)
    return tuple(_mark(document, draft, policy) for draft in settled)


def _named(finding: Finding) -> Finding:
    """A user name that reads as a name is one, and may be a minister's."""
    plain = finding.text.isalpha() and finding.text[:1].isupper()
    return replace(finding, kind="person") if finding.kind == "username" and plain else finding


def _settled(
    document: Document, findings: list[Finding], policy: Policy, roles: Roles
) -> list[Draft]:
    drafts = [*_judged(document, findings, policy, roles), *_kept_by_list(document, policy)]
    return raised(document, settle(document, drafts))


def _judged(
    document: Document, findings: list[Finding], policy: Policy, roles: Roles
) -> Iterator[Draft]:
    people = People(document, findings, policy, roles).judge()
    general = General(document, findings, policy)
    for finding in findings:
        if finding.kind == "listed":
            yield _draft(finding, _listed(finding), voice=REDACT_LIST)
        elif finding.kind == "person":
            yield _without_domain(_draft(finding, people[finding]), finding, general, policy)
        elif (office := general.reason(finding)) is not None:
            rule, reason = office
            judgement = Judgement("keep", finding.tier, rule, reason, False)
            yield _draft(
                finding, judgement, voice=DETECTED if finding.kind == "address" else OFFICE
            )
        else:
            yield _without_domain(_draft(finding, _as_seen(finding)), finding, general, policy)


def _listed(finding: Finding) -> Judgement:
    return Judgement("redact", "redact", "lijst/lakken", finding.reason, True)


def _as_seen(finding: Finding) -> Judgement:
    call = "keep" if finding.tier == "unexplained" else "redact"
    return Judgement(call, finding.tier, finding.rule, finding.reason, False)  # type: ignore[arg-type]


def _draft(finding: Finding, judgement: Judgement, *, voice: int = DETECTED) -> Draft:
    return Draft(
        page=finding.page,
        outer=finding.outer,
        start=finding.start,
        end=finding.end,
        kind=finding.kind,
        verdict=judgement.call,
        tier=judgement.tier,
        rule=judgement.rule,
        reason=judgement.reason,
        detectors=(finding.detector,),
        voice=voice,
        person=finding.person,
        area=finding.area,
    )


def _without_domain(draft: Draft, finding: Finding, general: General, policy: Policy) -> Draft:
    """Of an e-mail address only the part before the at sign, unless the domain names somebody."""
    if finding.kind not in ("email", "person", "username") or draft.verdict == "keep":
        return draft
    local = local_part(finding.text)
    whole = local == len(finding.text) or local == 0
    if whole or not policy.email_domain_visible or general.is_personal_domain(finding.text):
        return draft
    return replace(draft, end=finding.start + local)


def _kept_by_list(document: Document, policy: Policy) -> Iterator[Draft]:
    """Every place of every text of the keep list, seen by a detector or not."""
    if not policy.keep_texts:
        return
    places: list[tuple[int, int | None]] = [(page.number, None) for page in document.pages]
    places += [(0, index) for index in range(len(document.outer))]
    for page, outer in places:
        folded = fold(text_at(document, page, outer))
        for text in policy.keep_texts:
            for start, end in find_folded(text, folded):
                yield Draft(
                    page=page,
                    outer=outer,
                    start=start,
                    end=end,
                    kind="listed",
                    verdict="keep",
                    tier="redact",
                    rule="lijst/houden",
                    reason="staat op de lijst van teksten die openbaar blijven",
                    detectors=("lijst",),
                    voice=KEEP_LIST,
                )


def _mark(document: Document, draft: Draft, policy: Policy) -> Mark:
    text = text_at(document, *draft.place)[draft.start : draft.end]
    if draft.area is None:
        quads = quads_of(document, draft.page, draft.start, draft.end)
    else:
        quads = (Quad.of(draft.area),)
    return Mark(
        id=mark_id(draft),
        page=draft.page,
        start=draft.start,
        end=draft.end,
        quads=quads,
        kind=draft.kind,
        text=text,
        verdict=draft.verdict,
        tier=draft.tier,
        ground=policy.grounds[draft.kind] if draft.verdict == "redact" else None,
        rule=draft.rule,
        reason=draft.reason,
        detectors=draft.detectors,
        person=draft.person,
    )
