"""A bundle appears whole or not at all, once, and never over another."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from woo_redact import publish
from woo_redact.errors import UsageError, WooRedactError
from woo_redact.publish import Manifest
from woo_redact.types import Source

Bundle = tuple[dict[str, bytes], Manifest]
SOURCE = Source(name="nota.pdf", sha256="ab" * 32, pages=2)


def visible(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.name != ".lock")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_bundle_holds_its_files_and_its_manifest(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    files, manifest = make()
    out = tmp_path / "deep" / "out"
    committed = publish.commit(out, files, manifest)
    assert committed == publish.Committed(folder=out / "nota", kept=False)
    assert contents(out / "nota") == {**files, "manifest.json": manifest.to_json()}
    assert visible(out) == ["nota"]


def test_the_same_bundle_is_kept(tmp_path: Path, make: Callable[..., Bundle]) -> None:
    files, manifest = make()
    publish.commit(tmp_path, files, manifest)
    before = (tmp_path / "nota" / "nota-gelakt.pdf").stat()
    assert publish.commit(tmp_path, files, manifest).kept
    assert (tmp_path / "nota" / "nota-gelakt.pdf").stat().st_ino == before.st_ino
    assert visible(tmp_path) == ["nota"]


def test_another_bundle_under_the_name_is_refused_and_force_replaces_it(
    tmp_path: Path, make: Callable[..., Bundle], other: Bundle
) -> None:
    files, manifest = make()
    publish.commit(tmp_path, files, manifest)
    with pytest.raises(UsageError, match=r"onder nota al.*--force") as refusal:
        publish.commit(tmp_path, *other)
    assert refusal.value.reason == "output-exists"
    assert contents(tmp_path / "nota") == {**files, "manifest.json": manifest.to_json()}
    assert not publish.commit(tmp_path, *other, force=True).kept
    assert contents(tmp_path / "nota") == {**other[0], "manifest.json": other[1].to_json()}
    assert visible(tmp_path) == ["nota"]


@pytest.mark.parametrize("damage", ["changed", "missing", "added"])
def test_a_bundle_that_was_touched_is_not_taken_for_the_same(
    tmp_path: Path, make: Callable[..., Bundle], damage: str
) -> None:
    files, manifest = make()
    folder = publish.commit(tmp_path, files, manifest).folder
    assert publish.existing(tmp_path, SOURCE, manifest.key) == manifest
    if damage == "changed":
        (folder / "nota-gelakt.txt").write_bytes(b"anders")
    elif damage == "missing":
        (folder / "nota-gelakt.txt").unlink()
    else:
        (folder / "extra.txt").write_bytes(b"")
    assert publish.existing(tmp_path, SOURCE, manifest.key) is None
    with pytest.raises(UsageError):
        publish.commit(tmp_path, files, manifest)


def test_what_was_published_is_found_by_what_it_was_made_of(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    files, manifest = make("document-abababab")
    assert publish.existing(tmp_path, SOURCE, manifest.key) is None
    publish.commit(tmp_path, files, manifest)
    assert publish.existing(tmp_path, SOURCE, manifest.key) == manifest
    assert publish.existing(tmp_path, SOURCE, "0" * 64) is None


def test_the_key_changes_with_all_that_a_bundle_is_made_of() -> None:
    model = publish.Model(name="n", version="1", sha256="c" * 64)
    keys = {
        publish.key("a", "b"),
        publish.key("x", "b"),
        publish.key("a", "x"),
        publish.key("a", "b", models=[model]),
        publish.key("a", "b", decisions="x"),
    }
    assert len(keys) == 5


def test_a_source_is_never_published_under_two_names(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    source = Source(name="nota.pdf", sha256="ab" * 32, pages=2)
    publish.commit(tmp_path, *make("nota"), source=source)
    files, manifest = make("document-abababab")
    with pytest.raises(UsageError, match="onder nota al"):
        publish.commit(tmp_path, files, manifest, source=source)
    assert visible(tmp_path) == ["nota"]
    publish.commit(tmp_path, files, manifest, source=source, force=True)
    assert visible(tmp_path) == ["document-abababab"]


def full_disk(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_nothing(
    tmp_path: Path, make: Callable[..., Bundle], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(WooRedactError, match=r"schijf .* vol") as failure:
        publish.commit(tmp_path, *make())
    assert (failure.value.reason, failure.value.exit_code) == ("disk-full", 1)
    assert visible(tmp_path) == []


def test_a_full_disk_leaves_what_stood_there(
    tmp_path: Path,
    make: Callable[..., Bundle],
    other: Bundle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files, manifest = make()
    publish.commit(tmp_path, files, manifest)
    publish.rebuild_tables(tmp_path)
    before = (tmp_path / "productierapport.xlsx").read_bytes()
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(WooRedactError):
        publish.commit(tmp_path, *other, force=True)
    with pytest.raises(WooRedactError):
        publish.rebuild_tables(tmp_path)
    assert publish.existing(tmp_path, SOURCE, manifest.key) == manifest
    assert (tmp_path / "productierapport.xlsx").read_bytes() == before
    assert visible(tmp_path) == ["inventarislijst.csv", "nota", "productierapport.xlsx"]


def test_an_output_that_is_a_file_is_a_usage_error(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    out = tmp_path / "out"
    out.write_text("in de weg")
    with pytest.raises(UsageError, match="uitvoermap out"):
        publish.commit(out, *make())
    assert out.read_text() == "in de weg"


def test_a_file_under_the_name_of_a_bundle_is_not_overwritten(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    (tmp_path / "nota").write_text("van iemand")
    with pytest.raises(UsageError):
        publish.commit(tmp_path, *make())
    assert (tmp_path / "nota").read_text() == "van iemand"
    publish.commit(tmp_path, *make(), force=True)
    assert (tmp_path / "nota" / "manifest.json").is_file()
    assert visible(tmp_path) == ["nota"]


def test_sweep_removes_what_the_dead_left_and_spares_the_rest(tmp_path: Path) -> None:
    dead, living = tmp_path / f".{'a' * 16}.00000001", tmp_path / f".{'b' * 16}.00000002"
    for folder in (dead, living, tmp_path / ".git"):
        folder.mkdir()
        (folder / "half.pdf").write_bytes(b"")
    (tmp_path / ".productierapport.xlsx.0123abcd").write_bytes(b"half")
    holding = os.open(living, os.O_RDONLY)
    fcntl.flock(holding, fcntl.LOCK_EX)
    publish.sweep(tmp_path)
    assert visible(tmp_path) == [living.name, ".git"]
    os.close(holding)
    publish.sweep(tmp_path)
    assert visible(tmp_path) == [".git"]
    publish.sweep(tmp_path / "nowhere")


def test_force_replaces_a_link_and_not_what_it_points_to(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (elsewhere / "van-iemand.txt").write_text("blijft")
    out = tmp_path / "out"
    out.mkdir()
    (out / "nota").symlink_to(elsewhere)
    publish.commit(out, *make(), force=True)
    assert not (out / "nota").is_symlink()
    assert contents(elsewhere) == {"van-iemand.txt": b"blijft"}


def _commit(arguments: tuple[Path, dict[str, bytes], Manifest]) -> bool:
    out, files, manifest = arguments
    kept = publish.commit(out, files, manifest).kept
    publish.rebuild_tables(out)
    return kept


def test_processes_that_publish_the_same_publish_it_once(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    jobs = [(tmp_path, *make(f"nota-{number % 3}")) for number in range(9)]
    with multiprocessing.get_context("forkserver").Pool(3) as pool:
        kept = pool.map(_commit, jobs, chunksize=1)
    assert kept.count(False) == 3
    assert visible(tmp_path) == [
        "inventarislijst.csv",
        "nota-0",
        "nota-1",
        "nota-2",
        "productierapport.xlsx",
    ]
    assert len((tmp_path / "inventarislijst.csv").read_text().splitlines()) == 4
