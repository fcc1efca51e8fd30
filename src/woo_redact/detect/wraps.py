"""What a line end cuts in two: ``BSN 199 989`` and ``229`` on the next line of a paragraph.

The patterns read a line end as the end of something, since in a colofon it is. In running text it
is no more than a blank, so the words around each one are read once more with a blank in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from woo_redact.detect.rule import Finder, Hit

FULL_LINE = 34
"""Characters: a line of a paragraph is longer, one of a colofon or a list hardly ever."""
AHEAD, BEHIND = 130, 90
"""Characters that are read with it: words of context before, the rest of an address behind."""
GOES_ON = re.compile(r"[\w('\"‘’“]")
"""A line that opens with a bullet begins something of its own."""
FIGURE = re.compile(r"\d[^\n]{0,25}$")
NEXT = re.compile(r"[^\n]{0,30}\d")
"""A figure close by, before or behind: without one nothing is worth the second look."""


def over_line_ends(find: Finder, text: str) -> Iterator[Hit]:
    """The hits of ``find`` that run over a line end of a paragraph."""
    for end in _wraps(text):
        start = _word_start(text, max(0, end - AHEAD), end)
        joint = "" if text[end - 1] in "-/" else " "
        window = f"{text[start:end]}{joint}{text[end + 1 : end + BEHIND]}"
        for hit in find(window):
            if hit.start < end - start < hit.end:
                stop = start + hit.end + 1 - len(joint)
                yield hit._replace(start=start + hit.start, end=stop)


def _wraps(text: str) -> Iterator[int]:
    """The places of the line ends inside paragraphs that have a figure close by."""
    opened = 0
    for line in text.split("\n"):
        end = opened + len(line)
        wrapped = len(line) >= FULL_LINE and text[end + 1 : end + 2].strip()
        if wrapped and (FIGURE.search(line) or NEXT.match(text, end + 1)):
            yield end
        opened = end + 1


def unwrapped(text: str) -> str:
    """The text with a blank for every line end inside a paragraph, each letter where it was."""
    lines = text.split("\n")
    joints = (_joint(line, following) for line, following in pairwise(lines))
    return "".join(line + joint for line, joint in zip(lines, [*joints, ""], strict=True))


def _joint(line: str, following: str) -> str:
    goes_on = len(line) >= FULL_LINE and GOES_ON.match(following) and not line.endswith("-")
    return " " if goes_on else "\n"


def _word_start(text: str, start: int, end: int) -> int:
    """The first word that lies in the window whole."""
    while 0 < start < end and not text[start - 1].isspace():
        start += 1
    return start
