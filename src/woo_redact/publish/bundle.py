"""The commit: a bundle appears whole, by one rename, or not at all.

::

    OUT/.<key>.<random>/    staged, synced        ──rename──▶    OUT/<stem>/
    OUT/.lock               held while OUT itself is changed

Who dies halfway leaves a hidden folder that nobody mistakes for a bundle; ``sweep`` removes it
once no process holds it any more.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import secrets as randomness
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from woo_redact.errors import UsageError, WooRedactError, why
from woo_redact.publish.manifest import Manifest
from woo_redact.publish.names import possible_names
from woo_redact.types import Source

MANIFEST = "manifest.json"
LOCK = ".lock"
STAGE = re.compile(r"\.[0-9a-f]{16}\.[0-9a-f]{8}(?:\.old)?")
HALF_TABLE = re.compile(r"\.[\w-]+\.(?:xlsx|csv|zip)\.[0-9a-f]{8}")
"""Tables are only written under the lock, so a half one is nobody's any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """``kept``: the same bundle stood there already and was left alone."""

    folder: Path
    kept: bool


def commit(
    out: Path,
    files: Mapping[str, bytes],
    manifest: Manifest,
    *,
    source: Source | None = None,
    force: bool = False,
) -> Committed:
    """Publish ``files`` and the manifest as ``out/<manifest.stem>/``.

    The same bundle is kept; another one under that name is a ``UsageError`` unless ``force``. So
    is a bundle that the same ``source`` was given under another name, since its name or its text
    may tell what is redacted now; ``force`` removes it.
    A full disk or a folder that cannot be written ends with ``WooRedactError`` and no trace.
    """
    target = out / manifest.stem
    with reported(out):
        out.mkdir(parents=True, exist_ok=True)
        with _staged(out, manifest, files) as stage, locked(out):
            standing = read_manifest(target) if target.is_dir() else None
            if standing == manifest and intact(target, manifest):
                return Committed(folder=target, kept=True)
            former = _former(out, manifest, source)
            in_the_way = [*former, *([target] if _in_use(target) else [])]
            if in_the_way and not force:
                raise _collision(in_the_way[0])
            if _in_use(target):
                _replace(target, stage)
            else:
                stage.rename(target)
            for folder in former:
                shutil.rmtree(folder)
            _sync_folder(out)
    return Committed(folder=target, kept=False)


def existing(out: Path, source: Source, key: str) -> Manifest | None:
    """The manifest of the bundle that was made of the same things, when it still stands whole."""
    for name in possible_names(source.name, source.sha256):
        folder = out / name
        manifest = read_manifest(folder)
        if manifest is not None and manifest.key == key and intact(folder, manifest):
            return manifest
    return None


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in ``folder``; None when there is none or it cannot be read."""
    try:
        return Manifest.from_json((folder / MANIFEST).read_bytes())
    except (OSError, WooRedactError):
        return None


def intact(folder: Path, manifest: Manifest) -> bool:
    """Does the folder hold exactly the files of its manifest, unchanged?"""
    names = {file.name for file in manifest.files} | {MANIFEST}
    try:
        if {path.name for path in folder.iterdir()} != names:
            return False
        return all(
            sha256((folder / file.name).read_bytes()).hexdigest() == file.sha256
            for file in manifest.files
        )
    except OSError:
        return False


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Only one process at a time changes ``out`` itself or its tables."""
    with (out / LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def written_beside(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of ``path`` by one rename, once it is whole."""
    beside = path.with_name(f".{path.name}.{randomness.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)


@contextlib.contextmanager
def reported(out: Path) -> Iterator[None]:
    """What the file system says while ``out`` is written, as one of our own errors."""
    try:
        yield
    except (FileExistsError, NotADirectoryError):
        raise UsageError(
            f"De uitvoermap {out.name} kan niet worden gemaakt, want daar staat al een bestand; "
            "kies een andere --out.",
            reason="output-is-file",
        ) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise WooRedactError(
                f"De schijf van de uitvoermap {out.name} is vol; er is niets half geschreven, "
                "maak ruimte en begin opnieuw.",
                reason="disk-full",
            ) from None
        raise WooRedactError(
            f"In de uitvoermap {out.name} kan niet worden geschreven ({why(error)}); "
            "controleer de rechten of kies een andere --out.",
            reason="output-unwritable",
        ) from None


def sweep(out: Path) -> None:
    """Remove what processes that died halfway left behind, and nothing else that is hidden."""
    if not out.is_dir():
        return
    with reported(out), locked(out):
        for path in out.iterdir():
            if HALF_TABLE.fullmatch(path.name):
                path.unlink(missing_ok=True)
            elif STAGE.fullmatch(path.name) and path.is_dir() and not _held(path):
                shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _staged(out: Path, manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Path]:
    """A hidden folder with the whole bundle on disk; gone afterwards unless it was renamed."""
    stage = out / f".{manifest.key[:16]}.{randomness.token_hex(4)}"
    holding: int | None = None
    try:
        with locked(out):
            stage.mkdir()
            holding = os.open(stage, os.O_RDONLY)
            with contextlib.suppress(OSError):  # a share without such locks is never swept
                fcntl.flock(holding, fcntl.LOCK_EX)
        for name, data in [*sorted(files.items()), (MANIFEST, manifest.to_json())]:
            _write(stage / name, data)
        _sync_folder(stage)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if holding is not None:
            os.close(holding)


def _former(out: Path, manifest: Manifest, source: Source | None) -> list[Path]:
    """Folders that the same source was published under before, by other names."""
    names = possible_names(source.name, source.sha256) if source else ()
    found = []
    for name in names:
        standing = read_manifest(out / name) if name != manifest.stem else None
        if standing is not None and standing.source.sha256 == manifest.source.sha256:
            found.append(out / name)
    return found


def _replace(target: Path, stage: Path) -> None:
    """Put ``stage`` in the place of ``target``; when that fails ``target`` stands as it stood."""
    aside = stage.with_name(f"{stage.name}.old")
    target.rename(aside)
    try:
        stage.rename(target)
    except OSError:
        aside.rename(target)
        raise
    if aside.is_dir() and not aside.is_symlink():
        shutil.rmtree(aside)
    else:
        aside.unlink()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _held(folder: Path) -> bool:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _in_use(target: Path) -> bool:
    return target.is_symlink() or (target.exists() and not _empty(target))


def _empty(target: Path) -> bool:
    return target.is_dir() and not any(target.iterdir())


def _collision(folder: Path) -> UsageError:
    return UsageError(
        f"In de uitvoermap staat onder {folder.name} al een andere publicatie; kies een andere "
        "--out of vervang haar met --force.",
        reason="output-exists",
    )
