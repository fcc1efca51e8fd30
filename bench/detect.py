"""``make bench-detect``: what is covered of what must go, and what is lost of what must stay.

Every mention of the gold is judged by its own place on the page: it counts as covered when each
of its letters and digits lies under a mark that would be burnt without a reviewer. A document is
clean when no mention is left. Titles before names and cells that the reviewer decides are not
counted either way.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import devset, ink, systems

TITLES = frozenset(
    [
        "mevrouw",
        "mw",
        "mevr",
        "dhr",
        "de",
        "heer",
        "meneer",
        "drs",
        "mr",
        "dr",
        "ir",
        "ing",
        "prof",
        "msc",
        "bsc",
        "ma",
        "lid",
        "leden",
        "t",
        "m",
        "e",
        "tel",
    ]
)
NAME_KINDS = ("person", "paraph")


@dataclass
class Score:
    """Counts of one system over all documents."""

    hit: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    words: int = 0
    lost: int = 0
    documents: int = 0
    clean: int = 0
    misses: list[dict[str, Any]] = field(default_factory=list)
    harms: list[dict[str, Any]] = field(default_factory=list)

    def count(self, keys: list[str], *, hit: bool) -> None:
        for key in keys:
            self.all[key] += 1
            self.hit[key] += hit

    def rate(self, key: str) -> float | None:
        return 100 * self.hit[key] / self.all[key] if self.all[key] else None


def _readable(text: str) -> bool:
    return any(char.isalnum() for char in text)


def judge(case: devset.Case, covered: systems.Covered, score: Score) -> None:
    """Add one document to a score."""
    pages = ink.read(case.path)
    for number, boxes in covered.items():
        pages[number - 1].cover(boxes)
    owned: dict[int, set[int]] = defaultdict(set)
    left = 0
    for mention in case.gold["mentions"]:
        if not mention["page"]:
            continue
        page = pages[mention["page"] - 1]
        chars = [i for i in page.inside(mention["rects"]) if _readable(page.chars[i].text)]
        owned[mention["page"]].update(chars)
        if mention["role"] == "redact":
            gone = all(i in page.covered for i in chars)
            left += not gone
            _count_secret(score, case, mention, gone=gone)
        elif mention["role"] == "keep":
            kept = not any(i in page.covered for i in chars)
            score.count([f"keep:{mention['kind']}", "keep"], hit=kept)
            if not kept:
                score.harms.append(_note(case, mention))
    score.documents += 1
    score.clean += not left
    _count_words(score, case, pages, owned)


def _count_secret(score: Score, case: devset.Case, mention: dict[str, Any], *, gone: bool) -> None:
    kind, origin = mention["kind"], mention["origin"]
    keys = ["secret", f"kind:{kind}", f"layout:{case.gold['layout']}", f"place:{mention['place']}"]
    keys.append(f"producer:{case.gold['producer']}")
    keys += [f"trait:{trait}" for trait in case.gold["traits"]]
    if kind in NAME_KINDS:
        keys.append("name")
        if kind == "person":
            keys.append(f"origin:{origin}")
    score.count(keys, hit=gone)
    if not gone:
        score.misses.append(_note(case, mention))


def _note(case: devset.Case, mention: dict[str, Any]) -> dict[str, Any]:
    return {
        "file": case.path.name,
        **{k: mention[k] for k in ("page", "kind", "place", "text", "origin")},
    }


def _count_words(
    score: Score, case: devset.Case, pages: list[ink.InkPage], owned: dict[int, set[int]]
) -> None:
    """Words that belong to no mention: none of them may lose a letter."""
    for number, page in enumerate(pages, 1):
        words: dict[int, list[int]] = defaultdict(list)
        for i, char in enumerate(page.chars):
            if _readable(char.text) and i not in owned[number]:
                words[char.word].append(i)
        score.words += len(words)
        for members in words.values():
            text = "".join(page.chars[i].text for i in members)
            if any(i in page.covered for i in members) and text.lower() not in TITLES:
                score.lost += 1
                score.harms.append(
                    {"file": case.path.name, "page": number, "kind": "word", "text": text}
                )


ROWS = (
    ("names fully covered", "name", 99.5),
    ("all secrets covered", "secret", 99.3),
    ("public names kept", "keep:person", 98.0),
    ("name-like terms kept", "keep:term", 98.0),
    ("mail domains kept", "keep:domain", 99.0),
    ("mailboxes kept", "keep:mailbox", None),
    ("general numbers kept", "keep:phone", None),
    ("office addresses kept", "keep:address", None),
    ("references kept", "keep:reference", None),
)


def summary(score: Score) -> dict[str, float | None]:
    made = {key: score.rate(key) for _, key, _ in ROWS}
    made["clean documents"] = 100 * score.clean / max(1, score.documents)
    made["other words lost"] = 100 * score.lost / max(1, score.words)
    return made


def _cell(value: float | None) -> str:
    return "     –" if value is None else f"{value:6.2f}"


def show(scores: dict[str, Score]) -> None:
    """The tables."""
    names = list(scores)
    print(f"\n{'%':<26}{'bar':>8}" + "".join(f"{name:>16}" for name in names))
    figures = {name: summary(score) for name, score in scores.items()}
    rows = [(title, key, f"≥ {bar}" if bar else "") for title, key, bar in ROWS]
    rows += [
        ("documents without a leak", "clean documents", "≥ 95"),
        ("other words lost", "other words lost", "≤ 0.5"),
    ]
    for title, key, bar in rows:
        print(
            f"{title:<26}{bar:>8}" + "".join(f"{_cell(figures[name][key]):>16}" for name in names)
        )
    for group in ("kind", "layout", "place", "origin", "producer", "trait"):
        keys = sorted(
            {k for score in scores.values() for k in score.all if k.startswith(group + ":")}
        )
        print(f"\ncovered, by {group:<14}{'n':>8}" + "".join(f"{name:>16}" for name in names))
        for key in keys:
            count = max(score.all[key] for score in scores.values())
            cells = "".join(f"{_cell(score.rate(key)):>16}" for score in scores.values())
            print(f"{key.split(':', 1)[1]:<26}{count:>8}{cells}")


def run(cases: list[devset.Case], *, others: bool) -> dict[str, Score]:
    """Judge every system on every document."""
    ours = systems.Ours()
    scores = {"woo-redact": Score(), "+ look at this": Score()}
    tools = {}
    if others:
        tools["presidio"] = systems.presidio(ours.policies["beslisnota"].model)
        deduce = systems.deduce()
        if deduce:
            tools["deduce"] = deduce
    scores |= {name: Score() for name in tools}
    for case in cases:
        proposal = ours.propose(case.path, case.gold["profile"])
        judge(case, ours.covered(proposal, look=False), scores["woo-redact"])
        judge(case, ours.covered(proposal, look=True), scores["+ look at this"])
        for name, tool in tools.items():
            judge(case, systems.spread(proposal.document, tool), scores[name])
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=150, help="documents of the development set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--samples", type=Path, help="a folder with gold instead of the development set"
    )
    parser.add_argument("--alone", action="store_true", help="without the tools compared with")
    parser.add_argument(
        "--faults", type=int, default=0, metavar="N", help="show the first N faults"
    )
    options = parser.parse_args()
    folder = options.samples or devset.make(options.count, options.seed)
    cases = devset.load(folder)
    scores = run(cases, others=not options.alone)
    print(f"{len(cases)} documents, {scores['woo-redact'].all['secret']} secrets")
    show(scores)
    for fault in scores["woo-redact"].misses[: options.faults]:
        print("left  ", json.dumps(fault, ensure_ascii=False))
    for fault in scores["woo-redact"].harms[: options.faults]:
        print("harmed", json.dumps(fault, ensure_ascii=False))
    print(
        json.dumps(
            {"documents": len(cases), **{name: summary(score) for name, score in scores.items()}}
        )
    )


if __name__ == "__main__":
    sys.exit(main())
