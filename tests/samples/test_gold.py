"""The whole flow on every committed sample, judged by its gold with other libraries' eyes."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfminer.high_level
import pikepdf
import pypdfium2
import pytest

from samples import judge
from woo_redact import detect, flow, policy
from woo_redact.sheet import plan_of
from woo_redact.types import Source

NOTAS = Path(__file__).resolve().parents[2] / "samples" / "notas"
GOLDS = sorted(NOTAS.glob("*.gold.json"))
READERS = ("pdftotext", "pdfminer", "pdfium", "rendition")


def pdftotext(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def pdfminer_text(pdf: bytes) -> str:
    return pdfminer.high_level.extract_text(io.BytesIO(pdf))


def pdfium_text(pdf: bytes) -> str:
    texts = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
    return "\n".join(texts)


@dataclass(frozen=True)
class Case:
    """A published sample: its texts by reader, before and after."""

    gold: judge.Gold
    before: dict[str, str]
    after: dict[str, str]
    pdf: bytes


def read_all(pdf: bytes, text: str) -> dict[str, str]:
    return {
        "pdftotext": pdftotext(pdf),
        "pdfminer": pdfminer_text(pdf),
        "pdfium": pdfium_text(pdf),
        "rendition": text,
    }


@pytest.fixture(scope="module")
def desks() -> dict[str, tuple[policy.Policy, detect.Detector]]:
    made = {name: policy.load(name) for name in ("beslisnota", "woo-besluit")}
    return {name: (loaded, detect.load(loaded)) for name, loaded in made.items()}


@pytest.fixture(scope="module", params=GOLDS, ids=lambda path: path.name.split(".")[0])
def case(request: pytest.FixtureRequest, desks: dict[str, Any]) -> Case:
    """One sample, published without a reviewer."""
    gold = json.loads(request.param.read_text(encoding="utf-8"))
    data = (NOTAS / gold["file"]).read_bytes()
    chosen, detector = desks[gold["profile"]]
    source = Source(name=gold["file"], sha256="0" * 64, pages=0)
    proposal = flow.propose(data, source, detector, chosen)
    plan = plan_of(proposal.document, proposal.marks, chosen, unreviewed=True)
    made = flow.finish(proposal, plan, chosen, ())
    text = next(body for name, body in made.files.items() if name.endswith("-gelakt.txt"))
    before = read_all(data, "\n".join(page.text for page in proposal.document.pages))
    after = read_all(made.redacted.pdf, text.decode())
    return Case(gold, before, after, made.redacted.pdf)


@pytest.mark.parametrize("reader", READERS)
def test_no_secret_survives(case: Case, reader: str) -> None:
    assert judge.survivors(case.gold, case.before[reader], case.after[reader]) == []


@pytest.mark.parametrize("reader", READERS)
def test_every_keep_survives(case: Case, reader: str) -> None:
    assert judge.losses(case.gold, case.before[reader], case.after[reader]) == []


def test_nothing_survives_outside_the_pages(case: Case) -> None:
    held = judge.squash("\n".join(strings_of(case.pdf)))
    secrets = judge.texts(case.gold, "redact", outer=True)
    assert [text for text in secrets if judge.squash(text) in held] == []


def strings_of(pdf: bytes) -> list[str]:
    """Every string and every metadata stream of a file."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Type") == pikepdf.Name.Metadata:
                found.append(item.read_bytes().decode(errors="replace"))
            found += _strings_in(item)
    return found


def _strings_in(item: Any) -> list[str]:
    if isinstance(item, pikepdf.String):
        return [str(item)]
    if isinstance(item, pikepdf.Array):
        return [text for value in item if not _indirect(value) for text in _strings_in(value)]
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        values = [value for _, value in item.items() if not _indirect(value)]
        return [text for value in values for text in _strings_in(value)]
    return []


def _indirect(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def test_gold_covers_both_producers_and_all_layouts() -> None:
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in GOLDS]
    assert {gold["producer"] for gold in golds} == {"chromium", "libreoffice"}
    assert len({gold["layout"] for gold in golds}) >= 12
    origins = {m["origin"] for gold in golds for m in gold["mentions"] if m["kind"] == "person"}
    assert len(origins) >= 15
