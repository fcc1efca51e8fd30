"""What is compared: this program, Presidio's own recognisers and DEDUCE, on the same texts."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

from bench.ink import Rectangle
from woo_redact import detect, flow, policy
from woo_redact.types import Document, Source

Covered = dict[int, list[Rectangle]]
"""Rectangles by page number."""
Span = tuple[int, int]
THRESHOLD = 0.4
"""From which score Presidio's own results count. They are asked one by one: its context enhancer
knows English words only, and stumbles over texts that it cannot align."""

DEDUCE_WORKER = """
import json, sys, logging
logging.disable(logging.CRITICAL)
from deduce import Deduce
tool = Deduce()
for line in sys.stdin:
    try:
        marks = tool.deidentify(json.loads(line)).annotations
    except Exception:
        marks = ()
    print(json.dumps([(int(m.start_char), int(m.end_char)) for m in marks]), flush=True)
"""


class Ours:
    """The proposals of this program; with ``look`` also what it leaves to a reviewer."""

    def __init__(self) -> None:
        self.policies = {name: policy.load(name) for name in ("beslisnota", "woo-besluit")}
        self.detectors = {name: detect.load(made) for name, made in self.policies.items()}

    def propose(self, path: Path, profile: str) -> flow.Proposal:
        source = Source(name=path.name, sha256="0" * 64, pages=0)
        return flow.propose(
            path.read_bytes(), source, self.detectors[profile], self.policies[profile]
        )

    @staticmethod
    def covered(proposal: flow.Proposal, *, look: bool) -> Covered:
        tiers = ("redact", "look") if look else ("redact",)
        result: Covered = {}
        for mark in proposal.marks:
            if mark.verdict == "redact" and mark.tier in tiers and mark.page:
                result.setdefault(mark.page, []).extend(tuple(quad.rect) for quad in mark.quads)
        return result


def spread(document: Document, spans: Callable[[str], list[Span]]) -> Covered:
    """What a tool that only reads text would cover on the pages of a document."""
    result: Covered = {}
    for page in document.pages:
        boxes = result.setdefault(page.number, [])
        for start, end in spans(page.text):
            boxes.extend(tuple(glyph.quad.rect) for glyph in page.glyphs_of(start, end))
    return result


def presidio(model: str) -> Callable[[str], list[Span]]:
    """Presidio as it comes, set to Dutch: its own recognisers, names by our spaCy model."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        DateRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        IpRecognizer,
        PhoneRecognizer,
        SpacyRecognizer,
    )

    from woo_redact.detect.analyzer import LoadedPipeline
    from woo_redact.detect.names import load_pipeline

    plain = (
        CreditCardRecognizer,
        DateRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        IpRecognizer,
        SpacyRecognizer,
    )
    found = [kind(supported_language="nl") for kind in plain]
    found.append(PhoneRecognizer(supported_language="nl", supported_regions=("NL",)))
    engine = AnalyzerEngine(
        registry=RecognizerRegistry(recognizers=found, supported_languages=["nl"]),
        nlp_engine=LoadedPipeline(load_pipeline(model)),
        supported_languages=["nl"],
    )
    wanted = ["PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "IBAN_CODE", "CREDIT_CARD", "IP_ADDRESS"]

    def spans(text: str) -> list[Span]:
        artifacts = engine.nlp_engine.process_text(text, "nl")
        found = [
            result
            for tool in engine.registry.get_recognizers("nl", entities=wanted)
            for result in tool.analyze(text, wanted, artifacts)
        ]
        return [(result.start, result.end) for result in found if result.score >= THRESHOLD]

    return spans


def deduce() -> Callable[[str], list[Span]] | None:
    """DEDUCE in a virtual environment of its own, since it is GPL; None where there is none."""
    home = Path(tempfile.gettempdir()) / "woo-redact-deduce"
    python = home / "bin" / "python"
    try:
        if not python.exists():
            print("installing DEDUCE, which takes a few minutes the first time", file=sys.stderr)
            venv.create(home, with_pip=True)
            subprocess.run(
                [python, "-m", "pip", "install", "-q", "deduce"], check=True, capture_output=True
            )
        worker = subprocess.Popen(
            [python, "-c", DEDUCE_WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        ask = _asker(worker)
        ask("Proef")
    except (OSError, subprocess.CalledProcessError, ValueError):
        print("DEDUCE is not to be had here; its column is left out.", file=sys.stderr)
        return None
    return ask


def _asker(worker: subprocess.Popen[str]) -> Callable[[str], list[Span]]:
    def ask(text: str) -> list[Span]:
        if worker.stdin is None or worker.stdout is None:
            raise OSError("no pipe")
        worker.stdin.write(json.dumps(text) + "\n")
        worker.stdin.flush()
        return [(start, end) for start, end in json.loads(worker.stdout.readline())]

    return ask
