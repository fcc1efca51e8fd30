"""Write the list of Dutch words that are no names: ``words.py NER_DIR``.

OpenTaal's approved words in lower case (BSD or CC BY 3.0, https://www.opentaal.org), and the
inflected forms that statutes write in lower case (no copyright, art. 11 Auteurswet). The result is
sorted, one word per line, compressed; ``woo_redact.detect.dictionary`` searches it where it lies.
OpenTaal's words with a capital (*Belgische*, *Hemelvaartsdag*) that are no surname or first name
in our lists go to a second, plain list.
"""

from __future__ import annotations

import csv
import lzma
import re
import sys
import textwrap
from collections import Counter
from pathlib import Path

from vectors import laws

HERE = Path(__file__).parent
OUT = HERE.parent / "src/woo_redact/data/words/nl.txt.xz"
CAPITALS = OUT.with_name("capitals.txt")
CAPITAL = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?$")
ADJECTIVE = re.compile(r".+[^aeiou]s$|.+isch$|.+ees$")
LOWER = re.compile(r"(?<![\w.-])[a-zà-öø-ÿ]{2,}(?![\w-])")
SHORTEST, RARE, COMMON = 2, 3, 60


def main(ner: Path) -> None:
    words = set(_approved(ner / "opentaal_basiswoorden-gekeurd.txt"))
    seen = Counter(word for line in laws(ner) for word in LOWER.findall(line))
    words.update(word for word, count in seen.items() if count >= RARE)
    words.difference_update(name for name in _first_names(ner) if seen[name] < COMMON)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(sorted(words, key=str.encode)) + "\n"
    OUT.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(words)} words, {OUT.stat().st_size} bytes")
    capitals = _capitals(ner)
    head = "# Words with a capital that name nobody; OpenTaal, BSD or CC BY 3.0 (models/words.py)."
    lines = textwrap.wrap("; ".join(capitals), 120, break_long_words=False, break_on_hyphens=False)
    CAPITALS.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    print(f"{len(capitals)} words with a capital")


def _capitals(ner: Path) -> list[str]:
    lines = (ner / "opentaal_basiswoorden-gekeurd.txt").read_text(encoding="utf-8").splitlines()
    found = {line for line in lines if CAPITAL.match(line)}
    found |= {w.replace("ees", "es") + "e" for w in found if ADJECTIVE.match(w)}
    return sorted(w for w in found if w.lower() not in _first_names(ner) | _own("last"))


def _approved(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [w for w in lines if w.isalpha() and w.islower() and len(w) >= SHORTEST]


def _first_names(ner: Path) -> set[str]:
    """First names that are words too, such as *Mark*: the list must not speak against them."""
    with (ner / "sigpwned_forenames.csv").open(encoding="utf-8-sig", newline="") as rows:
        listed = {row["Romanized Name"].strip().lower() for row in csv.DictReader(rows)}
    return _own("first") | listed


def _own(kind: str) -> set[str]:
    """The names of our own lists, in lower case."""
    lists = (HERE / "names").glob("*.txt")
    lines = [line for path in lists for line in path.read_text(encoding="utf-8").splitlines()]
    start = f"{kind}: "
    return {
        n for line in lines if line.startswith(start) for n in line[len(start) :].lower().split()
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
