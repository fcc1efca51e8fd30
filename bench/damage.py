"""``make bench-damage``: redact one word of an ordinary PDF and see what else changed.

For every file one word is chosen, every place of it is redacted, and the result is read back with
pdfium: no other word may be lost or change its order, none may move outside a touched line, and
the word itself may not be found again. It is compared with the normalised file, in which fields
and notes are already part of the page. A file that the program refuses counts as a failure; a
file without a suitable word, or one that nobody can open, does not count.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from bench import devset, words
from woo_redact import decide, folding, intake, policy, read, redact, verify
from woo_redact.errors import WooRedactError
from woo_redact.policy import Policy
from woo_redact.sheet import plan_of
from woo_redact.types import Document, Finding, Redacted, Source

ROOT = Path(__file__).resolve().parents[1]
ROBUST = ROOT.parent / "shared" / "robust"
SLACK = 0.6
"""Points that a word outside a touched line may shift by rounding."""
FINE = "fine"


def places(text: str, document: Document) -> Iterator[Finding]:
    """Where a text stands on the pages, as findings that must be redacted."""
    for page in document.pages:
        for start, end in folding.find(text, page.text):
            yield Finding(
                page=page.number,
                start=start,
                end=end,
                kind="listed",
                text=page.text[start:end],
                detector="list",
                rule="list/redact",
                score=1.0,
                tier="redact",
                reason="proef",
            )


def choose(found: list[words.Word], rng: random.Random) -> str | None:
    """A word of five letters or more that stands in the file three times at most."""
    often = Counter(word.text.lower() for word in found)
    fit = sorted(
        word.text
        for word in found
        if re.fullmatch(r"[A-Za-z]{5,16}", word.text) and often[word.text.lower()] <= 3
    )
    return rng.choice(fit) if fit else None


def one(path: Path, base: Policy) -> str:
    """What became of one file, in a word or two."""
    data = path.read_bytes()
    try:
        words.read(data, pages=1)
    except Exception:
        return "unreadable"
    source = Source(name=path.name, sha256="0" * 64, pages=0)
    try:
        normal = intake.normalise(data, path.name)
        before = words.read(normal.pdf)
        word = choose(before, random.Random(path.name))
        if word is None:
            return "no word"
        document = read.read(normal.pdf, replace(source, pages=normal.pages))
        if any(page.needs_ocr for page in document.pages):
            return "refused: needs-ocr"
        asked = replace(base, redact_texts=(word,))
        marks = decide.decide(document, places(word, document), asked)
        plan = plan_of(document, marks, asked, unreviewed=True)
        if not plan.boxes:
            return "not found"
        done = redact.redact(normal.pdf, plan)
        report = verify.verify(done.pdf, secrets=plan.secrets, boxes=done.boxes, before=normal.pdf)
    except WooRedactError as error:
        return f"refused: {error.reason}"
    if report.colour == "leak":
        return f"refused: {min(c.name for c in report.checks if c.colour == 'leak')}"
    return compare(before, words.read(done.pdf), word, done)


def compare(before: list[words.Word], after: list[words.Word], word: str, done: Redacted) -> str:
    """The first thing that is wrong, or ``fine``."""
    gone = word.lower()
    kept = [w for w in before if w.text.lower() != gone]
    if any(w.text.lower() == gone for w in after):
        return "survived"
    rastered = set(done.rastered)
    kept = [w for w in kept if w.page not in rastered]
    after = [w for w in after if w.page not in rastered]
    lost = Counter((w.page, w.text) for w in kept) - Counter((w.page, w.text) for w in after)
    if lost:
        return f"lost {sum(lost.values())}"
    if [w.text for w in kept] != [w.text for w in after]:
        return "reordered"
    touched = [(box.page, rect) for box in done.boxes for rect in box.rects]
    for old, new in zip(kept, after, strict=True):
        shift = max(abs(a - b) for a, b in zip(old.rect, new.rect, strict=True))
        if shift > SLACK and not any(_same_line(old, page, rect) for page, rect in touched):
            return "moved"
    return f"rastered {len(rastered)}" if rastered else FINE


def _same_line(word: words.Word, page: int, rect: tuple[float, ...]) -> bool:
    return word.page == page and word.rect[1] < rect[3] + 2 and rect[1] - 2 < word.rect[3]


def _child(path: Path, base: Policy, answer: Connection) -> None:
    answer.send(one(path, base))


def guarded(path: Path, base: Policy, seconds: float) -> str:
    """``one`` in a process of its own: a crash or an endless file ends only that file."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(path, base, theirs))
    process.start()
    theirs.close()
    try:
        return str(ours.recv()) if ours.poll(seconds) else "refused: too slow"
    except EOFError:
        return "refused: crash"
    finally:
        process.kill()
        process.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, action="append", help="PDFs to use instead")
    parser.add_argument("--generated", type=int, default=60, help="documents of the dev set")
    parser.add_argument("--seconds", type=float, default=90, help="per file")
    options = parser.parse_args()
    folders = options.folder or [
        ROOT / "samples" / "notas",
        devset.make(options.generated, 1),
        ROBUST,
    ]
    base = policy.load("beslisnota")
    tally: dict[str, Counter[str]] = {}
    for folder in folders:
        if not folder.is_dir():
            print(f"{folder.name} is not here and is left out", file=sys.stderr)
            continue
        count = tally.setdefault(folder.name, Counter())
        for path in sorted(folder.glob("*.pdf")):
            became = guarded(path, base, options.seconds)
            count[became.split(" ")[0] if became.startswith(("lost", "rastered")) else became] += 1
            if became not in (FINE, "no word", "unreadable"):
                print(f"{path.name:<60} {became}", file=sys.stderr)
    figures = {}
    for name, count in tally.items():
        counted = sum(n for what, n in count.items() if what not in ("no word", "unreadable"))
        figures[name] = {"counted": counted, "fine": count[FINE], **count}
        share = 100 * count[FINE] / max(1, counted)
        print(
            f"{name:<34}{counted:>5} files, {share:6.2f} % unharmed   {dict(count.most_common())}"
        )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
