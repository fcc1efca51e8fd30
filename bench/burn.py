"""The command line itself on a set with gold: what is published, and what survives in it.

    python -m bench.burn --count 45

Slower than ``bench.detect``, and less exact, since the places are gone: mentions are counted in
what pdfium reads before and after.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2

from bench import devset
from samples import judge


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def run(cases: list[devset.Case], profile: str, home: Path) -> list[dict[str, Any]]:
    """The outcomes that the command reports for these files, with the published PDF beside."""
    inbox, out = home / f"{profile}-in", home / f"{profile}-out"
    inbox.mkdir()
    for case in cases:
        shutil.copy(case.path, inbox)
    program = Path(sys.executable).with_name("woo-redact")
    command = [str(program), "run", str(inbox), "--out", str(out)]
    command += ["--profile", profile, "--unreviewed", "--json", "--jobs", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    for line in lines:
        stem = Path(line["file"]).stem
        found = list(out.glob(f"{stem}/{stem}-gelakt.pdf"))
        line["published"] = found[0] if found else None
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=45, help="documents of the development set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--samples", type=Path, help="a folder with gold instead")
    options = parser.parse_args()
    cases = devset.load(options.samples or devset.make(options.count, options.seed))
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="woo-redact-burn-") as folder:
        for profile in ("beslisnota", "woo-besluit"):
            chosen = {c.path.name: c for c in cases if c.gold["profile"] == profile}
            for line in run(list(chosen.values()), profile, Path(folder)) if chosen else ():
                case = chosen[Path(line["file"]).name]
                tally["documents"] += 1
                if not line["published"]:
                    tally[f"refused, exit {line['exit_code']}"] += 1
                    print(f"{case.path.name}: {line['reason']}", file=sys.stderr)
                    continue
                before, after = text_of(case.path), text_of(line["published"])
                left = judge.survivors(case.gold, before, after)
                lost = judge.losses(case.gold, before, after)
                tally["published"] += 1
                tally["published without a leak"] += not left
                tally["secrets left"] += len(left)
                tally["public mentions lost"] += len(lost)
    for what, count in tally.items():
        print(f"{what:<30}{count:>8}")
    print(json.dumps(tally))


if __name__ == "__main__":
    main()
