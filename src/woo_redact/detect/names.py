"""Names of persons by our own spaCy models: where they lie, and what Presidio gets of them."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
