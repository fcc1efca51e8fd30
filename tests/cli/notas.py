"""Run the installed command as a user would, and make PDFs to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pymupdf

COMMAND = Path(sys.executable).with_name("woo-redact")
NAME = "Fatiha Zonneveld-Demirtaş"
MAIL = "f.zonneveld"
SECONDS = 300


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def run_command(*arguments: object, env: Mapping[str, str] | None = None) -> Ran:
    done = subprocess.run(
        [COMMAND, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        env={**os.environ, **(env or {})},
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def nota(path: Path, *, name: str = NAME, body: str = "De brief gaat over veiligheid.") -> Path:
    """A small nota with a colofon: one civil servant, by name, telephone and e-mail."""
    page_width, page_height = 595, 842
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=page_width, height=page_height)
        lines = (
            (72, 100, 20, "nota"),
            (72, 160, 10, "Aanleiding"),
            (72, 176, 10, body),
            (440, 100, 8, "Opgesteld door"),
            (440, 112, 8, name),
            (440, 124, 8, "T 06 1234 5678"),
            (440, 136, 8, f"{MAIL}@minbzk.nl"),
            (440, 160, 8, "Datum"),
            (440, 172, 8, "3 maart 2025"),
        )
        font = pymupdf.Font("helv")
        writer = pymupdf.TextWriter(page.rect)
        for x, y, size, text in lines:
            writer.append((x, y), text, font=font, fontsize=size)
        writer.write_text(page)
        pdf.set_metadata({"title": f"Nota van {name}", "author": name})
        pdf.save(path)
    return path
