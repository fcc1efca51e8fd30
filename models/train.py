"""Train the models: ``train.py NER_DIR --out models/nl_woo_names``. About an hour of two cores.

NER_DIR holds the treebanks, the law text and the lists that ``README.md`` names; nothing of it is
copied. The result is one spaCy pipeline with two heads on one encoder: ``ner`` finds persons,
organisations and places; ``look`` gives every word the chance that it belongs to a person, from
which the tier *look at this* is made.

Three models are trained: the one that stays, and two on half of everything, each of which judges
the half that it has not seen. From those ``facts.py`` learns what the facts around a word say.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import random
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.util import fix_random_seed

import card
import facts
import mix
import network
import tokens
import vectors
from corpus import Sentence, sentences
from people import People
from synth import Text, Writer

VERSION = "0.3.0"
WIDTH, DEPTH, ROWS, HIDDEN = 96, 4, [5000, 2500, 2500, 2500, 100], 64
STEPS, HALF_STEPS = 3500, 1500
WORDS, DROPOUT, RATE = 1200, 0.2, 0.001
SYNTHETIC, SWAPS, LAW = 4500, 2, 1500
USED = ("nl_", "dutch-laws", "opentaal", "sigpwned")
KEPT_STRINGS = (*network.LABELS, *network.TAGS.values(), network.NO_TAG)
WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Task:
    """One model to train: on everything, or on one half of articles, templates and names."""

    ner: Path
    work: Path
    name: str
    seed: int
    steps: int
    half: int | None = None


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
    call.add_argument("--work", type=Path, help="keep the vectors and the halves here")
    call.add_argument("--seed", type=int, default=0)
    call.add_argument("--steps", type=int, default=STEPS)
    call.add_argument("--half-steps", type=int, default=HALF_STEPS)
    options = call.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        learn_vectors(options.ner, work, options.seed)
        train(options.ner, work, options.seed, (options.steps, options.half_steps))
        weights = facts.fitted(options.ner, [work / name for name in facts.HALVES])
        shutil.copytree(work / WHOLE, options.out, dirs_exist_ok=True)
        about = _about(options.ner, options.steps, options.half_steps)
        facts.describe(options.out, {**about, "weights": weights})
    card.write(options.out, options.ner, Path(__file__).parent)


def learn_vectors(ner: Path, work: Path, seed: int) -> None:
    rng = random.Random(seed)
    vectors.train(work, ner, known(ner), Writer(rng, People(rng, ner)))


def train(ner: Path, work: Path, seed: int, steps: tuple[int, int]) -> None:
    """The model that stays and the two halves, two at a time."""
    halves = [Task(ner, work, name, seed, steps[1], i) for i, name in enumerate(facts.HALVES)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        list(pool.map(run, [Task(ner, work, WHOLE, seed, steps[0]), *halves]))


def run(task: Task) -> None:
    """Train one model and write it to ``task.work / task.name``."""
    fix_random_seed(task.seed)
    rng = random.Random(f"{task.seed}-{task.name}")
    people = People(rng, task.ner, half=task.half)
    writer = Writer(rng, people, half=task.half)
    material = Material(task.ner, task.work / vectors.FILE, people, writer, rng)
    texts = known(task.ner)
    if task.half is not None:
        texts = [s for s in texts if facts.half_of(s) == task.half]
    save(fit(texts, material, task.steps, task.name), task.work / task.name)


def known(ner: Path) -> list[Sentence]:
    """What may be trained on."""
    return [s for s in sentences(ner) if not s.held_out]


def fit(known: list[Sentence], material: Material, steps: int, name: str) -> Language:
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
        if step % 250 == 249:
            told = {part: round(float(loss)) for part, loss in losses.items()}
            print(name, step + 1, told, flush=True)
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


def _about(ner: Path, steps: int, half_steps: int) -> dict[str, object]:
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
        "note": f"This version: {steps} steps, halves of {half_steps} steps.",
    }


if __name__ == "__main__":
    main()
