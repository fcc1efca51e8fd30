"""Train the models: ``train.py NER_DIR --out models/nl_woo_names``. About half an hour of one core.

NER_DIR holds the treebanks, the law text and the lists that ``README.md`` names; nothing of it is
copied. The result is one spaCy pipeline with two heads on one encoder: ``ner`` finds persons,
organisations and places; ``look`` gives every word the chance that it belongs to a person, from
which the tier *look at this* is made.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.util import fix_random_seed

import card
import mix
import network
import tokens
import vectors
import weigh
from corpus import Sentence, sentences
from people import People
from synth import Text, Writer
from woo_redact.detect.names import parsed
from woo_redact.detect.sightings import COVER, LOOK, Parsed

VERSION = "1.0.0"
WIDTH, DEPTH, ROWS, HIDDEN = 96, 4, [5000, 2500, 2500, 2500, 100], 64
STEPS, FOLD_STEPS = 3500, 1500
WORDS, DROPOUT, RATE = 1200, 0.2, 0.001
SYNTHETIC, SWAPS, LAW = 4500, 2, 1500
USED = ("nl_", "dutch-laws", "opentaal", "sigpwned")
OFFICE_DOCUMENTS, OFFICE_SHARE = 150, 0.5
KEPT_STRINGS = (*network.LABELS, *network.TAGS.values(), network.NO_TAG)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that training draws from."""

    ner: Path
    vectors: Path
    people: People
    writer: Writer
    rng: random.Random


def main() -> None:
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("ner", type=Path)
    call.add_argument("--out", type=Path, required=True)
    call.add_argument("--seed", type=int, default=0)
    call.add_argument("--steps", type=int, default=STEPS)
    call.add_argument("--fold-steps", type=int, default=FOLD_STEPS)
    options = call.parse_args()
    fix_random_seed(options.seed)
    rng = random.Random(options.seed)
    known = [s for s in sentences(options.ner) if not s.held_out]
    people = People(rng, options.ner)
    writer = Writer(rng, people)
    with tempfile.TemporaryDirectory() as folder:
        learnt = vectors.train(Path(folder), options.ner, known, writer)
        material = Material(options.ner, learnt, people, writer, rng)
        weights = _weights(known, material, options.fold_steps)
        nlp = fit(known, material, options.steps)
        nlp.meta.update(_about(options.ner, weights))
        save(nlp, options.out)
    card.write(options.out, options.ner, Path(__file__).parent)


def _weights(known: list[Sentence], material: Material, steps: int) -> dict[str, float]:
    """What the facts say, from two models that each judge the half they have not seen."""
    found: list[weigh.Row] = []
    shares: list[float] = []
    for half in (0, 1):
        rest = [s for s in known if _half(s) != half]
        seen = Writer(material.rng, material.people, half=1 - half)
        nlp = fit(rest, replace(material, writer=seen), steps)
        articles = card.articles([s for s in known if _half(s) == half])
        real = weigh.rows(articles.values(), parser(nlp))
        unseen = Writer(material.rng, material.people, half=half)
        made = weigh.rows(_office(unseen, material.rng), parser(nlp))
        found += real + made
        shares += [1.0] * len(real) + [OFFICE_SHARE] * len(made)
    weights = weigh.learn(found, shares)
    for at in (COVER, LOOK):
        recall, precision = weigh.strength(found, weights, at)
        print(f"cross-fitted candidates from {at}: recall {recall:.3f}, precision {precision:.3f}")
    return weights


def _office(writer: Writer, rng: random.Random) -> list[Text]:
    """Documents of a few pieces each, so that words recur in them."""
    return [mix.joined(mix.development(writer, rng, 5), rng) for _ in range(OFFICE_DOCUMENTS)]


def _half(sentence: Sentence) -> int:
    return hashlib.sha256(sentence.article.encode()).digest()[-1] % 2


def parser(nlp: Language) -> weigh.Parse:
    def parse(text: str) -> Parsed:
        return parsed(nlp, [nlp(text)])[0]

    return parse


def fit(known: list[Sentence], material: Material, steps: int) -> Language:
    """A pipeline trained on these sentences and on fresh synthetic text every epoch."""
    nlp = build(material.vectors)
    texts = _epoch(known, material)
    nlp.initialize(lambda: [network.example(nlp, text) for text in texts[:2000]])
    optimizer = nlp.create_optimizer()
    at, losses = 0, {}
    for step in range(steps):
        batch, count, size = [], 0, min(WORDS, 300 + step)
        while count < size:
            if at == len(texts):
                texts, at = _epoch(known, material), 0
            batch.append(network.example(nlp, texts[at]))
            count += len(batch[-1].reference)
            at += 1
        optimizer.learn_rate = RATE * max(0.05, 1 - step / steps)
        nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
        if step % 500 == 499:
            print(step + 1, {name: round(float(loss)) for name, loss in losses.items()}, flush=True)
            losses = {}
    with nlp.use_params(optimizer.averages):
        return nlp.from_bytes(nlp.to_bytes())


def build(path: Path) -> Language:
    nlp = tokens.blank()
    vectors.load(nlp, path)
    nlp.add_pipe("tok2vec", config={"model": network.encoder(WIDTH, DEPTH, ROWS, vectors=True)})
    network.add_names(nlp, network.listener(WIDTH), HIDDEN)
    network.add_look(nlp, network.listener(WIDTH), 0.05)
    return nlp


def _epoch(known: list[Sentence], material: Material) -> list[Text]:
    return mix.documents(
        material.rng,
        known,
        material.people,
        material.writer,
        material.ner,
        synthetic=SYNTHETIC,
        swaps=SWAPS,
        law=LAW,
    )


def save(nlp: Language, out: Path) -> None:
    """Write the pipeline without the words it was trained on: they are not needed and not ours."""
    nlp.to_disk(out)
    (out / "vocab" / "strings.json").write_text(json.dumps(sorted(KEPT_STRINGS)))


def _about(ner: Path, weights: dict[str, float]) -> dict[str, object]:
    return {
        "name": "woo_names",
        "version": VERSION,
        "description": "Names of persons in Dutch government text, for proposals to redact",
        "author": "The woo-redact founders",
        "license": "CC BY-SA 4.0",
        "sources": [
            {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for path in sorted(ner.iterdir())
            if path.name.startswith(USED)
        ],
        "note": f"This version: {STEPS} steps, folds of {FOLD_STEPS} steps.",
        "weights": weights,
    }


if __name__ == "__main__":
    main()
