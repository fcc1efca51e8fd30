"""Other programs at work beside the nets, by way of memory and never a named file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO


class Work:
    """A program that reads a question and writes an answer, started at once."""

    def __init__(self, command: Sequence[str], ask: Callable[[BinaryIO], object]) -> None:
        """``ask`` writes the question."""
        self._name = Path(command[0]).name
        with os.fdopen(os.memfd_create("vraag"), "w+b") as question:
            ask(question)
            question.seek(0)
            self._process = subprocess.Popen(
                command,
                stdin=question,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )

    def answer(self, seconds: float) -> bytes:
        """What it wrote. Raises ``RuntimeError`` when it fails, ``TimeoutExpired`` when it takes
        longer.
        """
        try:
            written, _ = self._process.communicate(timeout=max(seconds, 0.1))
        finally:
            self.end()
        if self._process.returncode:
            raise RuntimeError(self._name)
        return written

    def end(self) -> None:
        """Stop it, wherever it is."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
