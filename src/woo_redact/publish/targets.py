"""Handing published bundles on: to another folder, or ready to upload to a platform.

Only what is whole goes on: every file is compared with its manifest first. What was handed on
before is left alone, so the same call may be repeated until all has arrived.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from woo_redact.errors import UsageError
from woo_redact.publish.bundle import (
    commit,
    intact,
    locked,
    read_manifest,
    reported,
    written_beside,
)
from woo_redact.publish.manifest import Manifest
from woo_redact.publish.tables import EPOCH, REPORT, production_report, rebuild_tables

UPLOAD = "woo-web:"
DOCUMENTS = "documenten.zip"

State = Literal["delivered", "kept", "taken", "damaged", "unreviewed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one bundle. ``taken``: another publication stands there under its name;
    ``damaged``: its files are not those of its manifest; ``unreviewed``: no person looked.
    """

    stem: str
    state: State


def deliver(
    out: Path, target: str, *, unreviewed: bool = False, force: bool = False
) -> tuple[Delivery, ...]:
    """Hand on every bundle of ``out``. ``target`` is a folder, or ``woo-web:FOLDER`` for the
    production report and the archive of documents that open.minvws.nl and its kin take in.

    Bundles that no person reviewed stay behind unless ``unreviewed``.
    """
    if not out.is_dir():
        raise UsageError(
            f"De map {out.name} is er niet; geef de uitvoermap van woo-redact run.",
            reason="no-output",
        )
    sound, left = _sorted_out(out, unreviewed=unreviewed)
    if not sound and not left:
        raise UsageError(
            f"In de map {out.name} staat geen publicatie; geef de uitvoermap van woo-redact run.",
            reason="nothing-published",
        )
    if target.startswith(UPLOAD):
        sent = _to_upload(out, Path(target.removeprefix(UPLOAD)), sound)
    else:
        sent = _to_folder(out, Path(target), sound, force=force)
    return tuple(sorted([*sent, *left], key=lambda delivery: delivery.stem))


def _sorted_out(out: Path, *, unreviewed: bool) -> tuple[list[Manifest], list[Delivery]]:
    sound, left = [], []
    for folder in sorted(p for p in out.iterdir() if p.is_dir() and not p.name.startswith(".")):
        manifest = read_manifest(folder)
        if manifest is None or manifest.stem != folder.name or not intact(folder, manifest):
            left.append(Delivery(stem=folder.name, state="damaged"))
        elif not manifest.reviewed and not unreviewed:
            left.append(Delivery(stem=folder.name, state="unreviewed"))
        else:
            sound.append(manifest)
    return sound, left


def _to_folder(
    out: Path, target: Path, manifests: Sequence[Manifest], *, force: bool
) -> list[Delivery]:
    """Each bundle by one rename, then the tables over all that stands in the target."""
    if target.resolve() == out.resolve():
        raise UsageError(
            "Het doel is de uitvoermap zelf; geef een andere map.", reason="same-folder"
        )
    sent = [_copy(out / manifest.stem, target, manifest, force=force) for manifest in manifests]
    rebuild_tables(target)
    return sent


def _copy(folder: Path, target: Path, manifest: Manifest, *, force: bool) -> Delivery:
    files = {file.name: (folder / file.name).read_bytes() for file in manifest.files}
    try:
        committed = commit(target, files, manifest, force=force)
    except UsageError as error:
        if error.reason != "output-exists":
            raise
        return Delivery(stem=manifest.stem, state="taken")
    return Delivery(stem=manifest.stem, state="kept" if committed.kept else "delivered")


def _to_upload(out: Path, target: Path, manifests: Sequence[Manifest]) -> list[Delivery]:
    """The platform matches a document to its row by its file name, so the archive is flat."""
    paths = [out / manifest.stem / f"{manifest.stem}-gelakt.pdf" for manifest in manifests]
    with reported(target):
        target.mkdir(parents=True, exist_ok=True)
        with locked(target), written_beside(target / DOCUMENTS) as file:
            _archive(file, paths)
        with locked(target), written_beside(target / REPORT) as file:
            file.write(production_report(manifests))
    return [Delivery(stem=manifest.stem, state="delivered") for manifest in manifests]


def _archive(file: IO[bytes], paths: Sequence[Path]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            entry = zipfile.ZipInfo(path.name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
