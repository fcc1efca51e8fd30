"""Names of persons by our own spaCy models: where they lie, and what Presidio gets of them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy
import spacy
from presidio_analyzer import EntityRecognizer, RecognizerResult

from woo_redact.detect.analyzer import LANGUAGE
from woo_redact.detect.evidence import Parsed
from woo_redact.detect.sightings import FALLBACK, Sight, judge
from woo_redact.errors import SetupError
from woo_redact.types import Tier

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpArtifacts
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODELS_VARIABLE = "WOO_REDACT_MODELS"
PACKAGED = Path(__file__).resolve().parents[1] / "models"
CHECKOUT = Path(__file__).resolve().parents[3] / "models"
PERSON = "PERSON"
PERSON_LABELS = frozenset({PERSON, "PER"})
OTHERS = frozenset({"ORGANIZATION", "LOCATION"})
OTHER_LABELS = {"ORG": "ORGANIZATION", "LOC": "LOCATION", "GPE": "LOCATION", "FAC": "LOCATION"}
OTHER_SCORE = 0.85
LOOK_HEAD, PERSON_TAG = "look", "P"
"""The part of our pipeline that gives every word a chance, and its tag for persons."""
SIGHTS = "woo_redact_sights"
RULES: Mapping[Tier, tuple[str, str]] = {
    "redact": ("names/model", "Door het taalmodel als naam van een persoon herkend."),
    "look": (
        "names/look",
        "Misschien een naam: alleen het gevoelige taalmodel ziet een persoon.",
    ),
}
UNUSED = (
    "tagger",
    "parser",
    "senter",
    "morphologizer",
    "attribute_ruler",
    "lemmatizer",
)
"""Parts of a published pipeline that cost time and give us nothing."""
LONGEST = 10**8
"""spaCy refuses long texts to guard memory; ``analyzer.split`` already does."""


class Model(NamedTuple):
    """Which weights were used: ``sha256`` is over every file of the model."""

    name: str
    version: str
    sha256: str


class NameRecogniser(EntityRecognizer):
    """The persons that the model sees, weighed over the whole document, as Presidio results."""

    name: str

    def __init__(self, nlp: Language) -> None:
        super().__init__(
            supported_entities=[PERSON, *OTHERS], name="names", supported_language=LANGUAGE
        )
        self.nlp = nlp
        self.weights: Mapping[str, float] = nlp.meta.get("weights", FALLBACK)

    def load(self) -> None:
        """The pipeline is loaded by ``load_pipeline``."""

    def prepare(self, docs: Sequence[Doc]) -> None:
        """Weigh all texts of one document together, before they are analysed one by one."""
        judged = judge(parsed(self.nlp, docs), self.weights)
        for doc, sights in zip(docs, judged, strict=True):
            doc.user_data[SIGHTS] = sights

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        if nlp_artifacts is None or PERSON not in entities:
            return []
        doc = nlp_artifacts.tokens
        if SIGHTS not in doc.user_data:
            self.prepare([doc])
        return [
            *(self._person(sight) for sight in doc.user_data[SIGHTS]),
            *(self._other(span) for span in doc.ents if span.label_ in OTHER_LABELS),
        ]

    def _person(self, sight: Sight) -> RecognizerResult:
        rule, reason = RULES[sight.tier]
        return RecognizerResult(
            PERSON,
            sight.start,
            sight.end,
            sight.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                "rule": rule,
                "reason": reason,
                "tier": sight.tier,
            },
        )

    def _other(self, span: Span) -> RecognizerResult:
        return RecognizerResult(
            OTHER_LABELS[span.label_],
            span.start_char,
            span.end_char,
            OTHER_SCORE,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )


def parsed(nlp: Language, docs: Sequence[Doc]) -> list[Parsed]:
    """What the pipeline says of these texts."""
    return [
        Parsed(
            [token.text for token in doc],
            doc.to_array("IDX").tolist() if len(doc) else [],
            values,
            [(span.start, span.end) for span in doc.ents if span.label_ in PERSON_LABELS],
            [(span.start, span.end) for span in doc.ents if span.label_ in OTHER_LABELS],
        )
        for doc, values in zip(docs, chances(nlp, docs), strict=True)
    ]


def chances(nlp: Language, docs: Sequence[Doc]) -> list[list[float]]:
    """For every token the chance that it belongs to a person; a pipeline without our second head
    only knows what it recognised.
    """
    if LOOK_HEAD not in nlp.component_names:
        return [[0.95 if t.ent_type_ in PERSON_LABELS else 0.01 for t in doc] for doc in docs]
    head: Any = nlp.get_pipe(LOOK_HEAD)
    column = head.labels.index(PERSON_TAG)
    filled = [doc for doc in docs if len(doc)]
    scores = iter(head.model.predict(filled) if filled else ())
    return [_softmax(next(scores), column) if len(doc) else [] for doc in docs]


def _softmax(scores: Any, column: int) -> list[float]:  # noqa: ANN401 - an array of thinc's
    powers = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    return [float(value) for value in powers[:, column] / powers.sum(axis=1)]


@lru_cache(maxsize=4)
def load_pipeline(model: str) -> Language:
    """The pipeline with that name, cut down to what finds names."""
    nlp = spacy.load(locate(model), exclude=list(UNUSED))
    labels: Any = nlp.get_pipe("ner").labels if "ner" in nlp.pipe_names else ()  # type: ignore[attr-defined]
    if not PERSON_LABELS & set(labels):
        raise SetupError(
            f"Het model {model} herkent geen personen; kies in het beleid een ander model.",
            reason="model-without-persons",
        )
    nlp.max_length = LONGEST
    nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == LOOK_HEAD])
    return nlp


@lru_cache(maxsize=4)
def fingerprint(model: str) -> Model:
    """The name, version and hash of a model, as they stand in manifests."""
    place = locate(model)
    folder = place if isinstance(place, Path) else Path(spacy.util.get_package_path(place))
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    about = json.loads((folder / "meta.json").read_bytes())
    return Model(model, str(about["version"]), digest.hexdigest())


def locate(model: str) -> Path | str:
    """A model's folder, or its name when it is an installed package."""
    for folder in _folders():
        if (folder / model / "config.cfg").is_file():
            return folder / model
    if spacy.util.is_package(model):
        return model
    raise SetupError(
        f"Het model {model} ontbreekt; zet het in een map en noem die in {MODELS_VARIABLE}, "
        "of installeer het als Python-pakket.",
        reason="model-missing",
    )


def _folders() -> list[Path]:
    named = os.environ.get(MODELS_VARIABLE)
    return [Path(named)] if named else [PACKAGED, CHECKOUT]
