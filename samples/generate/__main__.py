"""``python -m samples.generate``: the committed samples, or with --dev a set for the benches."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from samples.generate import gold, producers
from samples.generate.layouts import LAYOUTS, TRAITS, build
from samples.generate.model import Sheet

# The number is added to the seed. These twelve are a regression set and were chosen so that the
# program handles each of them; what it does on documents nobody chose is for the benches to say.
COMMITTED = (
    (
        "nota-jenv",
        "jenv",
        "chromium",
        6,
        ["tagged", "links", "footnotes", "named-header", "namesake"],
    ),
    ("nota-bzk", "bzk", "libreoffice", 2, ["tagged", "pdf-ua", "links", "bookmarks"]),
    ("nota-ez", "ez", "chromium", 0, ["scrambled", "split-letters", "soft-hyphens", "path"]),
    ("nota-kgg", "kgg", "libreoffice", 6, ["footnotes", "broken-names", "private"]),
    ("nota-ocw", "ocw", "chromium", 0, ["scrambled", "decomposed", "named-header"]),
    ("nota-vws", "vws", "libreoffice", 1, ["tagged", "soft-hyphens", "private"]),
    ("nota-ienw", "ienw", "chromium", 0, ["tagged", "links", "named-title", "bookmarks"]),
    ("nota-def", "def", "libreoffice", 0, ["decomposed", "path", "footnotes"]),
    ("woo-besluit", "woobesluit", "libreoffice", 0, ["tagged", "links", "private"]),
    ("kamerbrief", "kamerbrief", "chromium", 0, ["tagged", "namesake", "footnotes"]),
    ("mailwisseling", "mail", "chromium", 0, ["links", "soft-hyphens"]),
    ("parafenroute", "route", "libreoffice", 0, ["broken-names", "path"]),
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
            (build(name, layout, f"{options.seed + plus}-{name}", traits), producer)
            for name, layout, producer, plus, traits in COMMITTED
        ]
        make(jobs, options.out, options.seed)
        return
    rng = random.Random(f"dev-{options.seed}")
    jobs = []
    for number in range(options.dev):
        layout = list(LAYOUTS)[number % len(LAYOUTS)]
        producer = rng.choice(("chromium", "libreoffice"))
        traits = [trait for trait, share in TRAITS.items() if rng.random() < share]
        jobs.append(
            (
                build(f"dev-{number:04}-{layout}", layout, f"{options.seed}-dev-{number}", traits),
                producer,
            )
        )
    make(jobs, options.out, options.seed)


if __name__ == "__main__":
    main()
