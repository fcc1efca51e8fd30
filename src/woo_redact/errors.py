"""Errors, their exit codes and their way out.

::

    WooRedactError(1)
    ├ UsageError(2)
    ├ InputError(3)
    ├ ReviewError(4)
    ├ LeakFound(5)
    ├ SetupError(7)
    ├ PolicyError(8)
    └ Locked(9)

The message is one Dutch sentence that names the file, the page where there is one, and what the
user can do. It never holds personal data.
"""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import Final


class ExitCode(IntEnum):
    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    INPUT = 3
    REVIEW = 4
    LEAK = 5
    PARTIAL = 6
    SETUP = 7
    POLICY = 8
    LOCKED = 9
    INTERRUPTED = 130


class WooRedactError(Exception):
    """The base; ``reason`` is a stable word for machines, the message is for people."""

    exit_code = ExitCode.UNEXPECTED

    def __init__(self, message: str, *, reason: str = "unexpected") -> None:
        super().__init__(message)
        self.reason = reason


class UsageError(WooRedactError):
    """The call cannot be carried out: nothing to do, or the output stands in the way."""

    exit_code = ExitCode.USAGE


class InputError(WooRedactError):
    """The document cannot be read: damaged, encrypted, empty, or an image without text."""

    exit_code = ExitCode.INPUT


class ReviewError(WooRedactError):
    """A person has to decide first."""

    exit_code = ExitCode.REVIEW


class LeakFound(WooRedactError):
    """Something that should be gone is still in the result, so nothing was published."""

    exit_code = ExitCode.LEAK


class SetupError(WooRedactError):
    """A model, a detector or a program that the policy needs is missing."""

    exit_code = ExitCode.SETUP


class PolicyError(WooRedactError):
    """The policy cannot be read or contradicts itself."""

    exit_code = ExitCode.POLICY


class Locked(WooRedactError):
    """Another process works on the same case or output."""

    exit_code = ExitCode.LOCKED


WHY: Final = {
    errno.ENOENT: "bestaat niet",
    errno.EACCES: "geen toegang",
    errno.EPERM: "mag niet",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de ruimte is op",
    errno.EROFS: "alleen-lezen",
    errno.EISDIR: "is een map",
    errno.ENOTDIR: "is geen map",
    errno.EEXIST: "bestaat al",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EIO: "de schijf geeft een fout",
    errno.ESTALE: "de netwerkschijf is weg",
}


def why(error: OSError) -> str:
    """What the system refused, in Dutch."""
    return WHY.get(error.errno or 0, "systeemfout")
