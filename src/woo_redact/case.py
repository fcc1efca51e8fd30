"""The case folder: sheets and the files they speak of. A secret, removed when the case is closed.

::

    CASE/.woo-redact           says that this folder is ours, and by which rules it is done
    CASE/<stem>/<stem>.lak.jsonl
    CASE/<stem>/bron.pdf       the source, for the reviewer and for burning what was approved
    CASE/<stem>/<stem>-voorstel.pdf, .xfdf   the proposals for a reviewer who works in Acrobat
    CASE/<stem>/.voorstel      the sha256 of those two as we wrote them
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from woo_redact.errors import InputError, ReviewError, UsageError, WooRedactError, why
from woo_redact.policy import Policy, load
from woo_redact.types import Source

MARKER = ".woo-redact"
SHEET_SUFFIX = ".lak.jsonl"
SOURCE = "bron.pdf"
OFFERED = ".voorstel"


def source_bytes(path: Path, source: Source) -> bytes:
    """The file that a sheet is about. Raises ``InputError`` where it is gone, ``ReviewError``
    where it is another one now.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"De bron van {source.name} is niet te lezen ({why(error)}); doe het voorstel opnieuw.",
            reason="source-missing",
        ) from None
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise ReviewError(
            f"De bron van {source.name} is veranderd sinds het voorstel; doe het voorstel opnieuw.",
            reason="source-changed",
        )
    return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the policy of a case is made of, so that a later command judges by the same."""

    profile: str = "beslisnota"
    directory: Path | None = None
    redact_list: Path | None = None
    keep_list: Path | None = None

    def policy(self) -> Policy:
        """Load it; raises ``PolicyError``."""
        return load(
            self.profile, self.directory, redact_list=self.redact_list, keep_list=self.keep_list
        )


_RULES: TypeAdapter[Rules] = TypeAdapter(Rules)


@dataclass(frozen=True, slots=True)
class Case:
    """An opened case. Files are 0600 in 0700 folders, or the group's when one was named."""

    root: Path
    group: str | None = None

    @classmethod
    def open(cls, root: Path, *, group: str | None = None, rules: Rules | None = None) -> Case:
        """Open the case in ``root``, making the folder when it is not there. ``rules`` are
        remembered for the commands that follow.

        Raises ``UsageError`` for a file, or a folder with other things in it.
        """
        case = cls(root, group)
        with _as_our_errors(root):
            if root.is_dir() and any(root.iterdir()) and not (root / MARKER).is_file():
                raise UsageError(
                    f"De map {root.name} is geen zaakmap en niet leeg; kies met --case een andere.",
                    reason="case-not-empty",
                )
            case._make(root)
            if rules is not None:
                case._write(root / MARKER, _RULES.dump_json(rules))
            else:
                (root / MARKER).touch(mode=case._mode(0o600))
        return case

    def rules(self) -> Rules:
        """The rules that the proposals were made by."""
        try:
            return _RULES.validate_json((self.root / MARKER).read_bytes())
        except (OSError, ValidationError):
            raise UsageError(
                f"Van de zaak {self.root.name} is niet bekend volgens welk beleid zij is gemaakt; "
                "doe het voorstel opnieuw.",
                reason="case-without-rules",
            ) from None

    def folder(self, stem: str) -> Path:
        """The folder of one document, made when it is not there."""
        folder = self.root / stem
        with _as_our_errors(self.root):
            self._make(folder)
        return folder

    def keep(self, stem: str, pdf: bytes) -> None:
        """Store the source of a document."""
        folder = self.folder(stem)
        with _as_our_errors(self.root):
            self._write(folder / SOURCE, pdf)

    def source(self, sheet: Path) -> Path:
        """Where the source stands that a sheet of this case is about."""
        return sheet.with_name(SOURCE)

    def sheet_path(self, stem: str) -> Path:
        """Where the sheet of a document stands or will stand."""
        return self.folder(stem) / f"{stem}{SHEET_SUFFIX}"

    def offer(
        self, sheet: Path, files: Mapping[str, bytes], *, done: bytes | None = None
    ) -> list[str]:
        """Lay proposal files beside a sheet. One that somebody edited is given another name, unless
        the proposals are still those it was made from or its content is ``done``, that is dealt
        with. Says which names those became.
        """
        folder = sheet.parent
        wanted = {name: _sha256(data) for name, data in files.items()}
        with _as_our_errors(self.root):
            ours = _words(folder / OFFERED)
            finished = _sha256(done) if done is not None else None
            fresh = not set(wanted.values()) <= ours
            aside = []
            for name, data in files.items():
                found = _sha256_of(folder / name)
                edited = found is not None and found not in (*ours, wanted[name], finished)
                if edited and fresh:
                    aside.append(_set_aside(folder / name))
                if found != wanted[name] and (fresh or not edited):
                    self._write(folder / name, data)
            if fresh:
                self._write(folder / OFFERED, "\n".join(wanted.values()).encode())
        return aside

    def sheets(self) -> list[Path]:
        """The sheets of the case, in a fixed order."""
        return sorted(self.root.glob(f"*/*{SHEET_SUFFIX}"))

    def _write(self, path: Path, data: bytes) -> None:
        staged = path.with_name(f".{path.name}.{os.getpid()}")
        descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, self._mode(0o600))
        with os.fdopen(descriptor, "wb") as file:
            folder = path.parent.stat()
            if folder.st_mode & stat.S_IWGRP:
                os.fchown(descriptor, -1, folder.st_gid)
                os.fchmod(descriptor, 0o660)
            file.write(data)
        staged.replace(path)

    def _make(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(self._mode(0o700))
        if self.group is not None:
            shutil.chown(folder, group=self.group)

    def _mode(self, mode: int) -> int:
        return mode if self.group is None else mode | (mode & 0o700) >> 3


def find(root: Path) -> Case:
    """The case that stands in ``root``; ``UsageError`` when there is none."""
    if not (root / MARKER).is_file():
        raise UsageError(
            f"In {root.name} staat geen zaak; maak die met woo-redact run of propose.",
            reason="no-case",
        )
    return Case(root)


def erase(root: Path) -> int:
    """Remove a case whole and return how many sheets it held."""
    sheets = len(find(root).sheets())
    with _as_our_errors(root):
        shutil.rmtree(root)
    return sheets


def _set_aside(path: Path) -> str:
    """Another name for an edited file; says which."""
    number = 1
    while True:
        name = f"{path.stem}-bewerkt{number if number > 1 else ''}{path.suffix}"
        if not path.with_name(name).exists():
            path.rename(path.with_name(name))
            return name
        number += 1


def _words(path: Path) -> frozenset[str]:
    return frozenset(path.read_text("ascii").split()) if path.is_file() else frozenset()


def _sha256_of(path: Path) -> str | None:
    return _sha256(path.read_bytes()) if path.is_file() else None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def _as_our_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except (FileExistsError, NotADirectoryError):
        raise UsageError(
            f"De zaakmap {root.name} kan niet worden gemaakt, want daar staat een bestand; kies "
            "met --case een andere.",
            reason="case-is-file",
        ) from None
    except LookupError:
        raise UsageError("De groep van --group bestaat niet op deze machine.") from None
    except OSError as error:
        raise WooRedactError(
            f"In de zaakmap {root.name} kan niet worden geschreven ({why(error)}); maak ruimte "
            "of kies met --case een andere.",
            reason="case-unwritable",
        ) from None
