"""Replies to an annotation: the status that a reviewer sets in Acrobat (Accepted, Rejected), and
what they answer. Both are annotations of their own that point at the one they are about, or at an
earlier reply to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from woo_redact.acrobat.annots import Annot, Status

STATES: Mapping[str, Status | None] = {
    "accepted": "accepted",
    "rejected": "rejected",
    "none": None,
}
"""What a status says about a proposal; others, such as *Completed*, say nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """``key`` is what others point at it by, ``to`` what it points at itself; ``state`` is empty
    for an answer in words.
    """

    page: int
    key: Hashable
    to: Hashable
    state: str
    text: str


def attach(
    annots: Sequence[tuple[Hashable, Annot]], replies: Sequence[Reply]
) -> tuple[tuple[Annot, ...], Counter[tuple[int, str]]]:
    """The annotations with what was replied to them, the last status counts; and per page the
    replies to anything else. Of copies with the same key the first has the replies.
    """
    made = [annot for _, annot in annots]
    places: dict[Hashable, int] = {}
    for place, (key, _) in enumerate(annots):
        if key is not None:
            places.setdefault(key, place)
    pointing = {reply.key: reply.to for reply in replies if reply.key is not None}
    unread: Counter[tuple[int, str]] = Counter()
    for reply in replies:
        place = places.get(_end(reply.to, pointing, places), -1)
        if place < 0:
            unread[reply.page, "text"] += 1
        elif not reply.state:
            made[place] = replace(made[place], answers=(*made[place].answers, reply.text))
        elif reply.state.lower() in STATES:
            made[place] = replace(made[place], status=STATES[reply.state.lower()])
    return tuple(made), unread


def _end(
    key: Hashable, pointing: Mapping[Hashable, Hashable], places: Mapping[Hashable, int]
) -> Hashable:
    """What a chain of replies is about in the end."""
    seen = set[Hashable]()
    while key not in places and key in pointing and key not in seen:
        seen.add(key)
        key = pointing[key]
    return key
