"""Write the list of Dutch words that are no names: ``words.py NER_DIR``.

OpenTaal's approved words in lower case (BSD or CC BY 3.0, https://www.opentaal.org), and the
inflected forms that statutes write in lower case (no copyright, art. 11 Auteurswet). The result is
sorted, one word per line, compressed; ``woo_redact.detect.dictionary`` searches it where it lies.
"""

from __future__ import annotations

import csv
import lzma
import re
import sys
from collections import Counter
from pathlib import Path

from vectors import laws

HERE = Path(__file__).parent
OUT = HERE.parent / "src/woo_redact/data/words/nl.txt.xz"
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


def _approved(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [w for w in lines if w.isalpha() and w.islower() and len(w) >= SHORTEST]


def _first_names(ner: Path) -> set[str]:
    """First names that are words too, such as *Mark*: the list must not speak against them."""
    lists = (HERE / "names").glob("*.txt")
    lines = [line for path in lists for line in path.read_text(encoding="utf-8").splitlines()]
    own = {n for line in lines if line.startswith("first: ") for n in line[7:].lower().split()}
    with (ner / "sigpwned_forenames.csv").open(encoding="utf-8-sig", newline="") as rows:
        listed = {row["Romanized Name"].strip().lower() for row in csv.DictReader(rows)}
    return own | listed


if __name__ == "__main__":
    main(Path(sys.argv[1]))
