"""Presidio's AnalyzerEngine for Dutch, around a spaCy pipeline that is already loaded.

Presidio would load and download models itself, walk every token for lemmas and stop words that no
Dutch recogniser asks for, and analyse one text at a time. Here the pipeline is handed in, texts go
through it in one stream, and the engine only runs the recognisers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from presidio_analyzer import (
    AnalyzerEngine,
    ContextAwareEnhancer,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine

from woo_redact.detect.wraps import unwrapped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LANGUAGE = "nl"
PIECE = 8_000
"""Characters that go through the model at once: a longer page costs memory, not quality."""
BATCH = 3
"""Pieces at a time: more of them is hardly faster and costs a hundred megabytes."""
BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?]\s"), re.compile(r"\s"))


class Piece(NamedTuple):
    """A part of a text and where it begins in it."""

    offset: int
    text: str


class LoadedPipeline(SpacyNlpEngine):
    """A pipeline that is loaded once, by us."""

    def __init__(self, nlp: Language) -> None:
        super().__init__(models=[{"lang_code": LANGUAGE, "model_name": nlp.meta["name"]}])
        self.spacy = nlp
        self.nlp: dict[str, Language] = {LANGUAGE: nlp}  # type: ignore[assignment]

    def artifacts(self, doc: Doc) -> NlpArtifacts:
        """What recognisers get: the tokens. Lemmas and key words serve Presidio's own way with
        context, which ours do not use.
        """
        return NlpArtifacts(
            entities=list(doc.ents),
            tokens=doc,
            tokens_indices=[],
            lemmas=[],
            nlp_engine=None,
            language=LANGUAGE,
        )

    def _doc_to_nlp_artifact(self, doc: Doc, language: str) -> NlpArtifacts:
        return self.artifacts(doc)


class OwnContext(ContextAwareEnhancer):
    """Our recognisers look at the words around themselves: results stay as they are."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        return raw_results


class Engine:
    """The analyzer with our recognisers, and the pipeline's own view of every text."""

    def __init__(
        self,
        nlp: Language,
        recognisers: Iterable[EntityRecognizer],
        prepare: Callable[[Sequence[Doc]], None] | None = None,
    ) -> None:
        """``prepare`` reads all texts of a document before any of them is analysed."""
        self.prepare = prepare
        self.pipeline = LoadedPipeline(nlp)
        registry = RecognizerRegistry(
            recognizers=list(recognisers),
            supported_languages=[LANGUAGE],
            global_regex_flags=re.MULTILINE,
        )
        self.presidio = AnalyzerEngine(
            registry=registry,
            nlp_engine=self.pipeline,
            supported_languages=[LANGUAGE],
            context_aware_enhancer=OwnContext(),
        )

    @property
    def entities(self) -> frozenset[str]:
        """What the recognisers that work for Dutch can find."""
        return frozenset(self.presidio.get_supported_entities(LANGUAGE))

    def analyze(self, texts: Sequence[str]) -> list[list[RecognizerResult]]:
        """The results of every text, in the order of the texts. The model reads paragraphs as
        running text: a name that a line end parts is one name.
        """
        pieces = [(piece, i) for i, text in enumerate(texts) for piece in split(text)]
        docs = list(
            self.pipeline.spacy.pipe(
                (unwrapped(piece.text) for piece, _ in pieces), batch_size=BATCH
            )
        )
        if self.prepare:
            self.prepare(docs)
        results: list[list[RecognizerResult]] = [[] for _ in texts]
        for (piece, i), doc in zip(pieces, docs, strict=True):
            found = self.presidio.analyze(
                text=piece.text, language=LANGUAGE, nlp_artifacts=self.pipeline.artifacts(doc)
            )
            for result in found:
                result.start += piece.offset
                result.end += piece.offset
            results[i].extend(found)
        return results


def split(text: str, limit: int = PIECE) -> Iterator[Piece]:
    """Cut a text that is too long at the best break within reach: a blank line, else a line end,
    else the end of a sentence, else white space, else anywhere.
    """
    start = 0
    while len(text) - start > limit:
        end = _break(text, start, start + limit)
        yield Piece(start, text[start:end])
        start = end
    if text[start:].strip():
        yield Piece(start, text[start:])


def _break(text: str, start: int, stop: int) -> int:
    half = start + (stop - start) // 2
    for pattern in BREAKS:
        ends = [match.end() for match in pattern.finditer(text, half, stop)]
        if ends:
            return ends[-1]
    return stop
