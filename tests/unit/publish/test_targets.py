"""Handing bundles on: whole, once, and only what a person reviewed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from woo_redact import publish
from woo_redact.errors import UsageError
from woo_redact.publish import Delivery, Manifest

Bundle = tuple[dict[str, bytes], Manifest]


def published(out: Path, make: Callable[..., Bundle], *stems: str) -> Path:
    for stem in stems:
        publish.commit(out, *make(stem, approved_by="jdoe"))
    publish.rebuild_tables(out)
    return out


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_folder_gets_every_bundle_and_the_tables_once(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    out, target = published(tmp_path / "out", make, "a", "b"), tmp_path / "target"
    first = publish.deliver(out, str(target))
    assert first == (Delivery(stem="a", state="delivered"), Delivery(stem="b", state="delivered"))
    assert tree(target) == tree(out)
    assert {delivery.state for delivery in publish.deliver(out, str(target))} == {"kept"}
    assert tree(target) == tree(out)


def test_what_stands_there_is_not_overwritten(
    tmp_path: Path, make: Callable[..., Bundle], other: Bundle
) -> None:
    target = tmp_path / "target"
    publish.commit(target, *other)
    out = published(tmp_path / "out", make, "nota")
    before = tree(target / "nota")
    assert publish.deliver(out, str(target)) == (Delivery(stem="nota", state="taken"),)
    assert tree(target / "nota") == before
    publish.deliver(out, str(target), force=True)
    assert tree(target / "nota") == tree(out / "nota")


def test_what_was_touched_or_never_reviewed_stays_behind(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    out, target = published(tmp_path / "out", make, "goed", "kapot"), tmp_path / "target"
    publish.commit(out, *make("onbeoordeeld"))
    (out / "kapot" / "kapot-gelakt.txt").write_bytes(b"anders")
    states = {delivery.stem: delivery.state for delivery in publish.deliver(out, str(target))}
    assert states == {"goed": "delivered", "kapot": "damaged", "onbeoordeeld": "unreviewed"}
    assert sorted(p.name for p in target.iterdir() if p.is_dir()) == ["goed"]
    states = {d.stem: d.state for d in publish.deliver(out, str(target), unreviewed=True)}
    assert states["onbeoordeeld"] == "delivered"


def test_the_platform_gets_a_report_and_documents_by_the_same_names(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    out, target = published(tmp_path / "out", make, "a", "b"), tmp_path / "upload"
    publish.deliver(out, f"woo-web:{target}")
    before = tree(target)
    with zipfile.ZipFile(target / "documenten.zip") as archive:
        documents = archive.namelist()
        assert archive.read("a-gelakt.pdf") == (out / "a" / "a-gelakt.pdf").read_bytes()
    report = openpyxl.load_workbook(io.BytesIO((target / "productierapport.xlsx").read_bytes()))
    ids = [row[0] for row in report.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert [f"{id_}.pdf" for id_ in ids] == documents == ["a-gelakt.pdf", "b-gelakt.pdf"]
    publish.deliver(out, f"woo-web:{target}")
    assert tree(target) == before


@pytest.mark.parametrize("case", ["nowhere", "empty", "itself"])
def test_nothing_to_hand_on_is_a_usage_error(
    tmp_path: Path, make: Callable[..., Bundle], case: str
) -> None:
    out = tmp_path / "out"
    if case != "nowhere":
        out.mkdir()
    if case == "itself":
        published(out, make, "a")
    with pytest.raises(UsageError):
        publish.deliver(out, str(out if case == "itself" else tmp_path / "target"))
    assert not (tmp_path / "target").exists()
