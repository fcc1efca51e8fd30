"""What the facts around a word say: ``facts.py NER_DIR WORK MODEL`` learns it anew.

WORK is the folder that ``train.py --work`` leaves: two models, each trained on half of the
articles, the templates and the names. Each judges the half that it has not seen; the weights are
learnt from that and written into MODEL, with its card. No development set takes part.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.language import Language

import card
import mix
import weigh
from corpus import Sentence, sentences
from people import People
from synth import Text, Writer
from woo_redact.detect.evidence import Parsed
from woo_redact.detect.names import load_pipeline, parsed
from woo_redact.detect.sightings import COVER, LOOK

OFFICE_DOCUMENTS, OFFICE_SHARE, SEED = 150, 0.5, 5
HALVES = ("half-0", "half-1")


def main() -> None:
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("ner", type=Path)
    call.add_argument("work", type=Path)
    call.add_argument("model", type=Path)
    options = call.parse_args()
    weights = fitted(options.ner, [options.work / name for name in HALVES])
    describe(options.model, {"weights": weights})
    card.write(options.model, options.ner, Path(__file__).parent)


def describe(model: Path, about: Mapping[str, object]) -> None:
    """Put these entries into the model's ``meta.json``."""
    path = model / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8")) | dict(about)
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def fitted(ner: Path, halves: Sequence[Path]) -> dict[str, float]:
    """The weights, from two models that each judge the half they have not seen."""
    found: list[weigh.Row] = []
    shares: list[float] = []
    for half, folder in enumerate(halves):
        real, office = unseen(ner, half)
        nlp = load(folder)
        for texts, share in ((real, 1.0), (office, OFFICE_SHARE)):
            rows = weigh.rows(texts, parser(nlp))
            found += rows
            shares += [share] * len(rows)
    weights = weigh.learn(found, shares)
    for at in (COVER, LOOK):
        recall, precision = weigh.strength(found, weights, at)
        print(f"cross-fitted candidates from {at}: recall {recall:.3f}, precision {precision:.3f}")
    return weights


def unseen(ner: Path, half: int) -> tuple[list[Text], list[Text]]:
    """The articles and the office documents that the model of this half does not know."""
    known = [s for s in sentences(ner) if not s.held_out and half_of(s) != half]
    rng = random.Random(SEED)
    writer = Writer(rng, People(rng, ner, half=1 - half), half=1 - half)
    office = [mix.joined(mix.development(writer, rng, 5), rng) for _ in range(OFFICE_DOCUMENTS)]
    return list(card.articles(known).values()), office


def half_of(sentence: Sentence) -> int:
    return hashlib.sha256(sentence.article.encode()).digest()[-1] % 2


def load(folder: Path) -> Language:
    """A pipeline as the program loads it."""
    return load_pipeline(str(folder.resolve()))


def parser(nlp: Language) -> weigh.Parse:
    def parse(text: str) -> Parsed:
        return parsed(nlp, [nlp(text)])[0]

    return parse


if __name__ == "__main__":
    main()
