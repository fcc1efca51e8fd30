"""Which documents a call means: files, folders and globs, and the boxes drawn by hand."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from woo_redact.decide.drawn import Drawn
from woo_redact.errors import UsageError, why
from woo_redact.types import Rect


@dataclass(frozen=True, slots=True)
class Found:
    """A document to handle: where it is, and its name as the caller knows it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _BoxLine:
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    page: Annotated[int, Field(ge=1)]
    box: tuple[float, float, float, float]
    ground: str | None = None


def expand(inputs: Iterable[str], *, skip: Iterable[Path] = ()) -> tuple[list[Found], list[str]]:
    """The documents behind ``inputs`` in a fixed order, and the names that were passed over.

    In a folder only ``*.pdf`` counts. A path named outright is taken as it is, even when it does
    not exist: that is a document that cannot be read, not a reason to stop the others. Folders in
    ``skip`` (the output and the case) are never entered.
    """
    closed = {path.resolve() for path in skip}
    found: dict[Path, Found] = {}
    passed: list[str] = []
    for text in inputs:
        for base, path in _candidates(text):
            if path.is_dir():
                inside = list(_walk(path, closed))
                documents = [p for p in inside if _counts(p)]
                passed += [_name(base, p) for p in inside if not _counts(p)]
            else:
                documents = [path]
            for document in documents:
                found.setdefault(document.resolve(), Found(document, _name(base, document)))
    return sorted(found.values(), key=lambda one: one.name), sorted(passed)


def boxes(path: Path | None, documents: Sequence[Found]) -> Mapping[str, tuple[Drawn, ...]]:
    """The boxes of a ``--boxes`` file per document name.

    Keys are names relative to the input or base names. A key that fits no document, or a base
    name that fits several, would leave something uncovered in silence, so it is refused.
    """
    if path is None:
        return {}
    adapter = TypeAdapter(dict[str, list[_BoxLine]])
    try:
        lines = adapter.validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"Het vakkenbestand {path.name} is niet te lezen: {why(error)}.") from None
    except ValidationError as error:
        place = "/".join(str(part) for part in error.errors()[0]["loc"])
        raise UsageError(
            f"Het vakkenbestand {path.name} klopt niet bij {place or 'het begin'}; verwacht wordt "
            '{"nota.pdf": [{"page": 1, "box": [x0, y0, x1, y1], "ground": "5.1.2e"}]}.'
        ) from None
    return {
        _owner(key, documents, path).name: tuple(_drawn(line, key, path) for line in drawn)
        for key, drawn in lines.items()
    }


def _drawn(line: _BoxLine, key: str, path: Path) -> Drawn:
    rect = Rect(*line.box)
    if rect.width <= 0 or rect.height <= 0:
        raise UsageError(
            f"Het vakkenbestand {path.name} heeft voor {key}, pagina {line.page}, een vak zonder "
            "oppervlak; geef [x0, y0, x1, y1] met x0 < x1 en y0 < y1."
        )
    return Drawn(line.page, rect, line.ground)


def _owner(key: str, documents: Sequence[Found], path: Path) -> Found:
    same = [one for one in documents if one.name == key]
    same = same or [one for one in documents if PurePosixPath(one.name).name == key]
    if len(same) != 1:
        fault = "past bij geen document" if not same else "past bij meer dan een document"
        raise UsageError(
            f"De naam {key} in het vakkenbestand {path.name} {fault}; gebruik het pad vanaf de "
            "invoermap."
        )
    return same[0]


def _candidates(text: str) -> Iterator[tuple[Path, Path]]:
    """Pairs of the folder that names are relative to, and a path."""
    path = Path(text)
    if path.exists() or not glob.has_magic(text):
        yield (path if path.is_dir() else path.parent), path
        return
    root = Path(text[: len(text) - len(text.lstrip("/"))] or ".")
    for part in Path(text).parts[1:] if Path(text).is_absolute() else Path(text).parts:
        if glob.has_magic(part):
            break
        root /= part
    for match in sorted(glob.glob(text, recursive=True)):  # noqa: PTH207 - the caller's glob may be absolute
        yield root, Path(match)


def _walk(folder: Path, closed: set[Path]) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (Path(where) / name).resolve() not in closed
        )
        for name in sorted(files):
            yield Path(where) / name


def _counts(path: Path) -> bool:
    """Is it a document? Hidden files (``._nota.pdf``) are what file systems leave behind."""
    return path.suffix.lower() == ".pdf" and not path.name.startswith(".")


def _name(base: Path, path: Path) -> str:
    """What we call a document. File names are bytes; under a locale without UTF-8 Python keeps
    them as surrogates, which nothing can print.
    """
    try:
        name = path.relative_to(base).as_posix()
    except ValueError:
        name = path.name
    return os.fsencode(name).decode("utf-8", "replace")
