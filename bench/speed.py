"""``make bench-speed``: what each net costs, beside PyMuPDF's own open, redact and save.

Every step is timed on the same documents in the same run, in turns; the medians are in
milliseconds.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf

from bench import devset, systems
from woo_redact import flow, intake, redact, rendition, verify
from woo_redact.decide import decide
from woo_redact.read import read
from woo_redact.sheet import plan_of
from woo_redact.types import Plan, Source

ROOT = Path(__file__).resolve().parents[1]


class Clock:
    """Times by step."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.times[name].append(1000 * (time.perf_counter() - began))

    def median(self, name: str) -> float:
        return statistics.median(self.times[name])


def bare_pymupdf(data: bytes, plan: Plan) -> None:
    """What a script of ten lines does: open, redact the same places, save."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        for page in pdf:
            for box in plan.boxes:
                if box.page == page.number + 1:
                    for quad in box.quads:
                        page.add_redact_annot(pymupdf.Rect(quad.rect), fill=(0.67, 0.67, 0.67))
            page.apply_redactions()
        pdf.tobytes(garbage=3, deflate=True)


def document(path: Path, ours: systems.Ours, profile: str, clock: Clock) -> None:
    """All steps on one document."""
    data = path.read_bytes()
    policy, detector = ours.policies[profile], ours.detectors[profile]
    with clock.step("intake"):
        normal = intake.normalise(data, path.name)
    with clock.step("read"):
        made = read(normal.pdf, Source(name=path.name, sha256="0" * 64, pages=normal.pages))
    with clock.step("detect"):
        findings = detector.find(made)
    with clock.step("spaCy alone"):
        list(detector.engine.pipeline.spacy.pipe(page.text for page in made.pages))
    with clock.step("decide"):
        marks = decide(made, findings, policy)
        plan = plan_of(made, marks, policy, unreviewed=True)
    with clock.step("redact"):
        done = redact.redact(normal.pdf, plan)
    with clock.step("verify"):
        verify.verify(
            done.pdf,
            secrets=plan.secrets,
            boxes=done.boxes,
            open_texts=plan.open_texts,
            before=normal.pdf,
        )
    with clock.step("rendition"):
        rendition.render(made, plan)
    with clock.step("bare PyMuPDF"):
        bare_pymupdf(data, plan)
    proposal = flow.Proposal(
        document=made, pdf=normal.pdf, dropped=(), marks=marks, exact=frozenset()
    )
    with clock.step("all of it, with annex"):
        flow.finish(proposal, plan, policy, ())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10, help="documents of the development set")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is done")
    options = parser.parse_args()
    clock = Clock()
    with clock.step("load policy and models"):
        ours = systems.Ours()
    gc.freeze()  # as the worker of a batch does
    failed = 0
    cases = devset.load(devset.make(options.count, 1))
    for case in cases * options.repeat:
        try:
            document(case.path, ours, case.gold["profile"], clock)
        except Exception as error:
            failed += 1
            print(f"{case.path.name}: {type(error).__name__}")
    base = clock.median("bare PyMuPDF")
    print(f"{'step':<28}{'median ms':>10}{'× PyMuPDF':>12}")
    for name in clock.times:
        print(f"{name:<28}{clock.median(name):>10.1f}{clock.median(name) / base:>12.2f}")
    nets = sum(clock.median(name) for name in ("intake", "redact", "verify"))
    print(f"{'intake + redact + verify':<28}{nets:>10.1f}{nets / base:>12.2f}   (aim: at most 10)")
    print(
        json.dumps(
            {"failed": failed, **{name: round(clock.median(name), 1) for name in clock.times}}
        )
    )


if __name__ == "__main__":
    main()
