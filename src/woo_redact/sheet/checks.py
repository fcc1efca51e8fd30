"""What stands between a sheet and its release."""

from __future__ import annotations

from woo_redact import grounds
from woo_redact.policy import Policy
from woo_redact.sheet.state import State


def blockers(state: State, policy: Policy, *, approver: str | None = None) -> tuple[str, ...]:
    """Every reason why this state cannot be released, in Dutch; empty when it can.

    With ``approver`` also whether that person may: four eyes means that nobody releases what
    they decided themselves.
    """
    found = [
        *_open(state),
        *_pages(state),
        *_grounds(state, policy),
        *_overrides(state),
    ]
    if approver is not None and policy.four_eyes and approver in reviewers(state):
        found.append("wie beslist heeft, kan niet zelf vrijgeven; vraag een tweede lezer")
    return tuple(found)


def reviewers(state: State) -> frozenset[str]:
    """Everybody whose decisions hold in this state."""
    drawn = {mark.by for mark in state.marks.values() if mark.by is not None}
    return frozenset({line.by for line in state.decisions.values()} | drawn)


def _open(state: State) -> list[str]:
    count = len(state.open_marks)
    return (
        [f"{count} {'voorstel is' if count == 1 else 'voorstellen zijn'} nog open"] if count else []
    )


def _pages(state: State) -> list[str]:
    unseen = [
        str(page)
        for page in range(1, state.header.source.pages + 1)
        if state.page_state(page) != "seen"
    ]
    return [f"niet gezien: pagina {', '.join(unseen)}"] if unseen else []


def _grounds(state: State, policy: Policy) -> list[str]:
    motivated = set(policy.motivations) if policy.motivation_required else None
    found = []
    passed: set[str] = set()
    for key in state.marks:
        mark = state.final(key)
        if mark.verdict != "redact":
            continue
        decision = state.decisions.get(key)
        plain = mark.ground or ""
        if plain in passed:
            continue
        own = motivated
        if own is not None and decision and decision.note and mark.ground:
            own = own | set(mark.ground.split(grounds.SEPARATOR))
        problems = grounds.problems(plain, environment=policy.environment, motivated=own)
        if not problems and own is motivated:
            passed.add(plain)
        found += [f"pagina {mark.page}: {problem}" for problem in problems]
    return list(dict.fromkeys(found))


def _overrides(state: State) -> list[str]:
    """Leaving open what was proposed under a relative ground is a weighing: it needs a reason."""
    found = []
    for key, decision in state.decisions.items():
        mark = state.marks[key]
        proposed = mark.verdict == "redact" and mark.tier == "redact" and mark.ground
        weighed = proposed and any(
            grounds.needs_motivation(code) for code in (mark.ground or "").split(grounds.SEPARATOR)
        )
        changed = decision.verdict == "keep" or (
            decision.ground is not None and decision.ground != mark.ground
        )
        if weighed and changed and not decision.note:
            found.append(f"pagina {mark.page}: een afwijking van het voorstel heeft geen reden")
    return list(dict.fromkeys(found))
