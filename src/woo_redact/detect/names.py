"""Names of persons by our own spaCy models: where they lie, and what Presidio gets of them."""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import spacy
from presidio_analyzer import EntityRecognizer, RecognizerResult

from woo_redact.detect.analyzer import LANGUAGE
from woo_redact.errors import SetupError

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpArtifacts
    from spacy.language import Language

MODELS_VARIABLE = "WOO_REDACT_MODELS"
PACKAGED = Path(__file__).resolve().parents[1] / "models"
CHECKOUT = Path(__file__).resolve().parents[3] / "models"
PERSON = "PERSON"
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
    name: str

    """The persons that the model sees, as Presidio results."""

    def __init__(self) -> None:
        super().__init__(supported_entities=[PERSON], name="names", supported_language=LANGUAGE)

    def load(self) -> None:
        """The pipeline is loaded by ``load_pipeline``."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        if nlp_artifacts is None or PERSON not in entities:
            return []
        return [
            RecognizerResult(
                PERSON,
                span.start_char,
                span.end_char,
                0.85,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                    "rule": "names/model",
                    "reason": "door het taalmodel als naam van een persoon herkend",
                },
            )
            for span in nlp_artifacts.entities
            if span.label_ == PERSON
        ]


@lru_cache(maxsize=4)
def load_pipeline(model: str) -> Language:
    """The pipeline with that name, cut down to what finds names."""
    nlp = spacy.load(locate(model), exclude=list(UNUSED))
    labels: Any = nlp.get_pipe("ner").labels if "ner" in nlp.pipe_names else ()  # type: ignore[attr-defined]
    if not {PERSON, "PER"} & set(labels):
        raise SetupError(
            f"Het model {model} herkent geen personen; kies in het beleid een ander model.",
            reason="model-without-persons",
        )
    nlp.max_length = LONGEST
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
