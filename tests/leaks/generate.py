"""Writes the leak corpus: one hiding place per PDF, named by channel and number of places.

python tests/leaks/generate.py
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from channels import CHANNELS, NAME, Channel, build

HERE = Path(__file__).resolve().parent
PDFS = HERE / "pdf"
INDEX = HERE / "index.csv"


def file_name(channel: Channel) -> str:
    """Channel, what it is, and how often the name hides in it: ``t01-one-string.1.pdf``."""
    words = re.sub(r"[^a-z0-9]+", "-", channel.what.lower()).strip("-")
    short = "-".join(words.split("-")[:6])
    return f"{channel.id}-{short}.{channel.places}.pdf"


def main() -> int:
    PDFS.mkdir(exist_ok=True)
    for old in PDFS.glob("*.pdf"):
        old.unlink()
    rows = []
    for channel in sorted(CHANNELS.values(), key=lambda c: c.id):
        draft = build(channel)
        name = file_name(channel)
        (PDFS / name).write_bytes(draft.finish())
        boxes = ";".join(
            f"{page + 1}:" + ",".join(f"{n:g}" for n in box) for page, box in draft.boxes
        )
        rows.append(
            [name, channel.id, channel.what, NAME, channel.places, int(channel.shown), boxes]
        )
    with INDEX.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(["file", "channel", "what", "secret", "places", "shown", "boxes"])
        table.writerows(rows)
    size = sum(path.stat().st_size for path in PDFS.glob("*.pdf"))
    sys.stdout.write(f"{len(rows)} files, {size / 1000:.0f} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
