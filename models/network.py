"""The networks: a small convolutional encoder over hashed word features and floret vectors."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from synth import Text

LABELS = ("PERSON", "ORG", "LOC")
TAGS = {"PERSON": "P", "ORG": "O", "LOC": "L"}
NO_TAG = "-"


def encoder(width: int, depth: int, rows: list[int], *, vectors: bool) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_TITLE", "SPACY"][: len(rows)],
            "rows": rows,
            "include_static_vectors": vectors,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def listener(width: int) -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}


def add_names(nlp: Language, tok2vec: dict[str, Any], hidden: int) -> None:
    """The transition-based recogniser of persons, organisations and places."""
    nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": hidden,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": tok2vec,
            }
        },
    )


def add_look(nlp: Language, tok2vec: dict[str, Any], smoothing: float) -> None:
    """A probability per word that it belongs to a person: spaCy's tagger with four tags."""
    nlp.add_pipe(
        "tagger",
        name="look",
        config={
            "model": {
                "@architectures": "spacy.Tagger.v2",
                "nO": None,
                "normalize": False,
                "tok2vec": tok2vec,
            },
            "label_smoothing": smoothing,
        },
    )


def example(nlp: Language, text: Text) -> Example:
    """A text with its labels on whole tokens: as entities, and as one tag per token."""
    gold = nlp.make_doc(text.text)
    spans = []
    for start, end, label in text.spans:
        span = gold.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and not (spans and span.start < spans[-1].end):
            spans.append(span)
    gold.set_ents(spans)
    for token in gold:
        token.tag_ = TAGS.get(token.ent_type_, NO_TAG)
    return Example(
        Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold]),
        gold,
    )
