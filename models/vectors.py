"""Our own floret vectors: 20,000 buckets of 64 dimensions, learnt from law text, the treebanks'
sentences and synthetic text. A word never seen still gets a vector from its letters.
"""

from __future__ import annotations

import lzma
import random
import re
from collections.abc import Iterator
from pathlib import Path

import floret
from spacy.language import Language
from spacy.training.initialize import convert_vectors

from corpus import Sentence
from synth import Writer

BUCKETS, WIDTH = 20_000, 64
FILE = "vectors.floret"
TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


def train(folder: Path, ner: Path, sentences: list[Sentence], writer: Writer) -> None:
    """Write the text, learn from it, and leave the file that spaCy reads."""
    text = folder / "text.txt"
    with text.open("w", encoding="utf-8") as out:
        for line in _lines(ner, sentences, writer):
            out.write(" ".join(TOKEN.findall(line)) + "\n")
    model = floret.train_unsupervised(
        str(text),
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=BUCKETS,
        dim=WIDTH,
        minn=3,
        maxn=5,
        minCount=3,
        neg=10,
        ws=4,
        epoch=4,
        lr=0.05,
        thread=1,
    )
    path = folder / FILE
    model.save_floret_vectors(str(path))
    text.unlink()


def load(nlp: Language, path: Path) -> None:
    convert_vectors(nlp, path, truncate=0, prune=-1, mode="floret")


def laws(ner: Path) -> Iterator[str]:
    """The lines of the statutes, each once; the few in French are skipped."""
    seen: set[int] = set()
    with lzma.open(ner / "dutch-laws.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            key = hash(line)
            if key in seen or "Ã" in line or len(line) < 20:
                continue
            seen.add(key)
            yield line.strip()


def _lines(ner: Path, sentences: list[Sentence], writer: Writer) -> Iterator[str]:
    rng = random.Random(0)
    for line in laws(ner):
        if rng.random() < 0.5:
            yield line
    for sentence in sentences * 3:
        yield sentence.text.text
    for _ in range(60_000):
        yield writer.sentence().text
    for _ in range(20_000):
        yield writer.negative().text
    for _ in range(15_000):
        yield from writer.story().text.split("\n")
    for _ in range(12_000):
        yield from writer.block().text.split("\n\n")
