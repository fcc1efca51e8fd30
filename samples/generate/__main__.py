"""``python -m samples.generate``: the committed samples, or with --dev a larger set for the benches."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from samples.generate import gold, producers
from samples.generate.layouts import LAYOUTS, build
from samples.generate.model import Sheet

COMMITTED = (
    ("nota-bzk-c", "bzk", "chromium", ["tagged", "links", "scrambled"]),
    ("nota-bzk-l", "bzk", "libreoffice", ["tagged", "pdf-ua"]),
    ("nota-ez-c", "ez", "chromium", ["split-letters"]),
    ("nota-ez-l", "ez", "libreoffice", ["links", "soft-hyphens"]),
)


def make(jobs: list[tuple[Sheet, str]], folder: Path, seed: int) -> None:
    """Print all sheets and write their gold."""
    folder.mkdir(parents=True, exist_ok=True)
    targets = [(sheet, producer, folder / f"{sheet.name}.pdf") for sheet, producer in jobs]
    producers.libreoffice([(s, t) for s, producer, t in targets if producer == "libreoffice"])
    for sheet, producer, target in targets:
        if producer == "chromium":
            producers.chromium(sheet, target, random.Random(f"{seed}-{sheet.name}"))
        producers.dress(sheet, target)
        gold.write(sheet, producer, target)
        print(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--dev",
        type=int,
        default=0,
        metavar="N",
        help="N documents of all layouts, into OUT itself",
    )
    options = parser.parse_args()
    if not options.dev:
        jobs = [
            (build(n, layout, f"{options.seed}-{n}", traits), producer)
            for n, layout, producer, traits in COMMITTED
        ]
        make(jobs, options.out / "notas", options.seed)
        return
    rng = random.Random(f"dev-{options.seed}")
    jobs = []
    for number in range(options.dev):
        layout = sorted(LAYOUTS)[number % len(LAYOUTS)]
        producer = rng.choice(("chromium", "libreoffice"))
        traits = sorted(t for t in TRAITS if rng.random() < 0.25)
        jobs.append(
            (
                build(f"dev-{number:04}-{layout}", layout, f"{options.seed}-dev-{number}", traits),
                producer,
            )
        )
    make(jobs, options.out, options.seed)


TRAITS = ("tagged", "pdf-ua", "links", "scrambled", "split-letters", "soft-hyphens", "decomposed")

if __name__ == "__main__":
    main()
