"""Which program made a bundle: its version and the hash of its own files."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

import woo_redact


def version() -> str:
    """The version of the installed package."""
    return metadata.version("woo-redact")


@cache
def sha256() -> str:
    """One hash over the program's files; the models have hashes of their own."""
    root = Path(woo_redact.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.is_file() and path.suffix != ".pyc" and name.parts[0] != "models":
            digest.update(f"{name.as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
