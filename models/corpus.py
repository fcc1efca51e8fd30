"""UD_Dutch-LassySmall and UD_Dutch-Alpino with our own labels of persons, organisations and places.

The sentences stay where they are (CC BY-SA 4.0, not part of this project); ``labels/`` holds, per
sentence id, token ranges and types.
"""

from __future__ import annotations

import hashlib
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from synth import Text

HERE = Path(__file__).parent
FILES = (
    "nl_lassysmall-ud-dev",
    "nl_lassysmall-ud-test",
    "nl_alpino-ud-dev",
    "nl_alpino-ud-test",
    "nl_lassysmall-ud-r1.3-train",
)
TYPES = {"P": "PERSON", "O": "ORG", "L": "LOC"}
PRONOUNS = frozenset({"hij", "zij", "ze", "ie", "hem", "haar", "hen", "iemand", "hijzelf"})
ARGUMENTS = ("nsubj", "obj", "dobj", "iobj", "obl", "nmod", "conj", "root")
TIGHT_LEFT = set(",.;:!?)»]%''")
OPEN, CLOSE = set("(«["), set(")»]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One labelled sentence: its words, whether a blank follows each, its labelled word ranges."""

    article: str
    id: str
    words: tuple[str, ...]
    blanks: tuple[bool, ...]
    labels: tuple[tuple[int, int, str], ...]
    pronouns: tuple[int, ...] = ()
    """Words that stand where a person's name could stand."""

    @property
    def text(self) -> Text:
        starts, at = [], 0
        for word, blank in zip(self.words, self.blanks, strict=True):
            starts.append(at)
            at += len(word) + blank
        plain = "".join(
            w + (" " if b else "") for w, b in zip(self.words, self.blanks, strict=True)
        )
        spans = tuple(
            (starts[a], starts[b - 1] + len(self.words[b - 1]), kind) for a, b, kind in self.labels
        )
        return Text(plain.rstrip(), spans)

    @property
    def held_out(self) -> bool:
        """Is the article this comes from kept for development?"""
        return int(hashlib.sha256(self.article.encode()).hexdigest()[:8], 16) % 8 == 0


def sentences(ner: Path) -> Iterator[Sentence]:
    """Every sentence once: the sets overlap."""
    seen: set[str] = set()
    for name in FILES:
        labels = _labels(name)
        for key, words, blanks, pronouns in _read(ner / f"{name}.conllu.xz"):
            squeezed = "".join(words)
            if squeezed in seen:
                continue
            seen.add(squeezed)
            article = key.split(".p.")[0]
            yield Sentence(article, key, words, blanks, labels.get(key, ()), pronouns)


def _labels(name: str) -> dict[str, tuple[tuple[int, int, str], ...]]:
    path = HERE / "labels" / (name.removeprefix("nl_").replace("-ud", "") + ".tsv")
    result = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, ranges = line.split("\t")
        result[key] = tuple(
            (int(a), int(b), TYPES[kind])
            for a, b, kind in (re.split("[-:]", entry) for entry in ranges.split())
        )
    return result


Read = tuple[str, tuple[str, ...], tuple[bool, ...], tuple[int, ...]]


def _read(path: Path) -> Iterator[Read]:
    key, rows = "", []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                key = _key(line) or key
            elif line.strip():
                cells = line.rstrip("\n").split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
            elif rows:
                yield key, *_columns(rows)
                key, rows = "", []


def _columns(rows: list[list[str]]) -> tuple[tuple[str, ...], tuple[bool, ...], tuple[int, ...]]:
    words = tuple(cells[1].replace("&amp;", "&") for cells in rows)
    tight = ["SpaceAfter=No" in cells[9] for cells in rows]
    blanks = tuple(not t for t in tight) if any(tight) else _blanks(words)
    pronouns = tuple(
        i
        for i, cells in enumerate(rows)
        if cells[3] == "PRON"
        and cells[1].lower() in PRONOUNS
        and cells[7].startswith(ARGUMENTS)
        and not cells[7].endswith("poss")
    )
    return words, blanks, pronouns


def _key(comment: str) -> str:
    """The sentence id; release 1.3 gives it as a bare comment."""
    match = re.match(r"# sent_id = (\S+)|# (\S+)\.xml$", comment)
    if not match:
        return ""
    return (match[1] or match[2]).split("\\")[-1]


def _blanks(words: tuple[str, ...]) -> tuple[bool, ...]:
    """Where blanks stood, for a release that does not say."""
    result, quoted = [], False
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if word == '"':
            quoted = not quoted
        tight = after in TIGHT_LEFT or after in CLOSE or word in OPEN
        tight = tight or (word == '"' and quoted) or (after == '"' and quoted)
        result.append(not tight)
    return tuple(result)
