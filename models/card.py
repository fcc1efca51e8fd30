"""Measure a trained pipeline on what it has not seen, and write the model card beside it."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import measure
import mix
from corpus import Sentence, sentences
from people import SHARES, People, spellings
from synth import Builder, Text, Writer
from woo_redact.detect.analyzer import Engine
from woo_redact.detect.names import PERSON, NameRecogniser, load_pipeline

DATE = "2026-11-22"
NEWS = "WR-P-P"
ORIGIN_NAMES = 250
FORMS = ("full", "init", "sur", "first", "inverted")


def articles(known: Iterable[Sentence]) -> dict[str, Text]:
    """The sentences of one article as one text."""
    groups: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in known:
        groups[sentence.article].append(sentence)
    return {name: _article(group) for name, group in sorted(groups.items())}


def _article(group: list[Sentence]) -> Text:
    builder, above = Builder(), ""
    for sentence in sorted(group, key=_order):
        paragraph = sentence.id.split(".s.")[0]
        if above:
            builder.add(" " if paragraph == above else "\n")
        builder.extend(sentence.text)
        above = paragraph
    return builder.build()


def _order(sentence: Sentence) -> list[int]:
    return [
        int(number) for number in re.findall(r"\d+", sentence.id.removeprefix(sentence.article))
    ]


def sets(ner: Path) -> dict[str, list[Text]]:
    """The development sets: articles, and office text of templates and names kept apart."""
    held_out = articles(s for s in sentences(ner) if s.held_out)
    rng = random.Random(7)
    writer = Writer(rng, People(rng, ner, reserved=True), dev=True)
    office = [mix.joined(mix.development(writer, rng, 4), rng) for _ in range(150)]
    return {
        "wikipedia": [text for name, text in held_out.items() if not name.startswith(NEWS)],
        "news": [text for name, text in held_out.items() if name.startswith(NEWS)],
        "office": office,
    }


def scores(engine: Engine, texts: list[Text]) -> dict[str, measure.Score]:
    """By tier: what would be covered, and that with what a person would look at."""
    total = {"redact": measure.Score(), "look": measure.Score()}
    for text in texts:
        gold = [(a, b) for a, b, label in text.spans if label == "PERSON"]
        (found,) = engine.analyze([text.text])
        tiers = [
            (r.start, r.end, r.recognition_metadata["tier"])
            for r in found
            if r.entity_type == PERSON
        ]
        covered = [(a, b) for a, b, tier in tiers if tier == "redact"]
        measure.add(total["redact"], text.text, gold, covered)
        measure.add(total["look"], text.text, gold, [(a, b) for a, b, _ in tiers])
    return total


def by_origin(engine: Engine, ner: Path) -> dict[str, dict[str, measure.Score]]:
    """Reserved names of each origin in the same sentences."""
    rng = random.Random(11)
    people = People(rng, ner, reserved=True)
    result = {}
    for origin in SHARES:
        texts = []
        for i in range(ORIGIN_NAMES):
            name = spellings(people.person(origin), rng)[FORMS[i % len(FORMS)]]
            head, tail = CARRIERS[i % len(CARRIERS)]
            texts.append(Text(head + name + tail, ((len(head), len(head) + len(name), "PERSON"),)))
        result[origin] = scores(engine, texts)
    return result


CARRIERS = (
    ("De vraag is gisteren door ", " beantwoord."),
    ("Ik heb dit met ", " besproken en die is akkoord."),
    ("Afgelopen week liet ", " weten dat de planning niet klopt."),
    ("Graag ook ", " uitnodigen voor het overleg."),
    ("Het stuk is naar ", " gestuurd voor een reactie."),
    ("Dit is wat ", " erover schrijft:"),
    ("Kun je ", " even bellen?"),
)


def write(out: Path, ner: Path, folder: Path) -> None:
    """The figures as data beside the weights, and the card for readers."""
    nlp = load_pipeline(str(out.resolve()))
    persons = NameRecogniser(nlp)
    engine = Engine(nlp, [persons], persons.prepare)
    figures = {
        "date": DATE,
        "sets": {name: _plain(scores(engine, texts)) for name, texts in sets(ner).items()},
        "origins": {name: _plain(found) for name, found in by_origin(engine, ner).items()},
        "weights_sha256": _digest(out),
    }
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    template = (folder / "card.md").read_text(encoding="utf-8")
    filled = template.replace("{sets}", _table(figures["sets"]))
    filled = filled.replace("{origins}", _table(figures["origins"]))
    dutch = figures["origins"]["dutch"]["redact"]["whole"]
    filled = filled.replace("{dutch}", str(dutch))
    filled = filled.replace("{sources}", _sources(nlp.meta["sources"]))
    filled = filled.replace("{weights}", _weights(nlp.meta["weights"]))
    filled = filled.replace("{version}", nlp.meta["version"]).replace("{note}", nlp.meta["note"])
    filled = filled.replace("{sha256}", figures["weights_sha256"]).replace("{date}", DATE)
    (folder / "README.md").write_text(filled, encoding="utf-8")
    print(filled)


def _plain(found: dict[str, measure.Score]) -> dict[str, dict[str, float]]:
    return {
        tier: {
            "mentions": score.mentions,
            "recall": round(score.recall, 1),
            "precision": round(score.precision, 1),
            "whole": round(score.whole, 1),
        }
        for tier, score in found.items()
    }


def _table(rows: dict[str, dict[str, dict[str, float]]]) -> str:
    lines = [
        "| | mentions | covered: token recall | token precision | mentions whole "
        "| with *look*: token recall | token precision | mentions whole |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, tiers in rows.items():
        cells = [
            f"{tiers[tier][what]}"
            for tier in ("redact", "look")
            for what in ("recall", "precision", "whole")
        ]
        lines.append(f"| {name} | {tiers['redact']['mentions']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _sources(found: list[dict[str, str]]) -> str:
    return "\n".join(f"- `{source['name']}` {source['sha256']}" for source in found)


def _weights(weights: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:+.2f}" for name, value in weights.items())


def _digest(out: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(out).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
