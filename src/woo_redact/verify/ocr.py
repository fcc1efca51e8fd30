"""Reading pixels, by Tesseract in Dutch, many pictures in one start of the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO

from PIL import Image, ImageOps

LEAST_WIDTH, LEAST_HEIGHT = 16, 7
"""Smaller pictures hold no legible word."""
LETTER_HEIGHT = 48
"""Pictures lower than this many pixels are enlarged: Tesseract wants letters of some size."""
MOST_PIXELS = 12_000_000
BATCH = 24
"""Pictures per start of Tesseract, so that memory stays bounded."""
PALE = 60
"""A picture with less contrast than this is stretched, so that pale letters do not hide."""


@lru_cache(maxsize=1)
def program() -> str | None:
    """The Tesseract binary, if it is here and knows Dutch."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    done = subprocess.run(
        [found, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    return found if "nld" in done.stdout.split() else None


def legible(picture: Image.Image) -> bool:
    """May there be words in it at all: large enough, and not of one colour?"""
    if picture.width < LEAST_WIDTH or picture.height < LEAST_HEIGHT:
        return False
    low, high = _grey(picture).getextrema()
    return bool(high - low > 1)  # type: ignore[operator]


class Reading:
    """Pictures being read, a batch at a time; the first starts at once, beside other work."""

    def __init__(self, pictures: Sequence[Image.Image]) -> None:
        self._batches = [pictures[i : i + BATCH] for i in range(0, len(pictures), BATCH)]
        self._running = _start(self._batches[0]) if self._batches else None

    def texts(self, seconds: float) -> Iterator[list[str]]:
        """The text in each picture, batch by batch."""
        deadline = time.monotonic() + seconds
        for number, batch in enumerate(self._batches):
            process, answer = self._running or _start(batch)
            self._running = None
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except BaseException:
                process.kill()
                process.wait()
                raise
            if process.returncode:
                raise RuntimeError("tesseract")
            if number + 1 < len(self._batches):
                self._running = _start(self._batches[number + 1])
            answer.seek(0)
            texts = answer.read().decode("utf-8", "replace").split("\f")
            yield (texts + [""] * len(batch))[: len(batch)]


def _start(pictures: Sequence[Image.Image]) -> tuple[subprocess.Popen[bytes], BinaryIO]:
    """Tesseract over some pictures, by way of memory and never a named file."""
    tesseract = program()
    if tesseract is None:
        raise FileNotFoundError("tesseract")
    prepared = [_prepared(picture) for picture in pictures]
    question, answer = _in_memory("vraag"), _in_memory("antwoord")
    prepared[0].save(question, "TIFF", save_all=True, append_images=prepared[1:])
    question.seek(0)
    process = subprocess.Popen(
        [tesseract, "stdin", "stdout", "-l", "nld", "--psm", "11", "--dpi", "200"],
        stdin=question,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return process, answer


def _in_memory(name: str) -> BinaryIO:
    return os.fdopen(os.memfd_create(name), "w+b")


def _prepared(picture: Image.Image) -> Image.Image:
    grey = _grey(picture)
    low, high = grey.getextrema()
    if high - low < PALE:  # type: ignore[operator]
        grey = ImageOps.autocontrast(grey)
    factor = 1.0
    if grey.height < LETTER_HEIGHT:
        factor = LETTER_HEIGHT / grey.height
    pixels = grey.width * grey.height * factor * factor
    if pixels > MOST_PIXELS:
        factor *= (MOST_PIXELS / pixels) ** 0.5
    if factor != 1.0:
        size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    return ImageOps.expand(grey, border=10, fill=_corner(grey))


def _grey(picture: Image.Image) -> Image.Image:
    return picture if picture.mode == "L" else picture.convert("L")


def _corner(grey: Image.Image) -> int:
    value = grey.getpixel((0, 0))
    return value if isinstance(value, int) else 255
