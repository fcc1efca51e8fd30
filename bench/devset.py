"""The development set: synthetic documents with gold, made anew when the generator changed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import samples.generate

GENERATOR = Path(samples.generate.__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """One document with its gold."""

    path: Path
    gold: dict[str, Any]


def load(folder: Path) -> list[Case]:
    """Every PDF of a folder that has gold beside it."""
    golds = sorted(folder.glob("*.gold.json"))
    texts = [(path, path.read_text(encoding="utf-8")) for path in golds]
    return [
        Case(path.with_name(gold["file"]), gold)
        for path, text in texts
        for gold in [json.loads(text)]
    ]


def make(count: int, seed: int) -> Path:
    """The folder of a development set; it is kept in the temporary directory and used again."""
    digest = hashlib.sha256()
    for source in sorted(GENERATOR.rglob("*")):
        if source.suffix in (".py", ".toml"):
            digest.update(source.read_bytes())
    folder = (
        Path(tempfile.gettempdir()) / f"woo-redact-dev-{count}-{seed}-{digest.hexdigest()[:12]}"
    )
    if len(list(folder.glob("*.gold.json"))) < count:
        print(f"making {count} documents in {folder}", file=sys.stderr)
        command = [
            sys.executable,
            "-m",
            "samples.generate",
            "--dev",
            str(count),
            "--seed",
            str(seed),
        ]
        subprocess.run([*command, "--out", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return folder
