"""Reading pixels, by Tesseract in Dutch, many pictures in one start of the program."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from woo_redact.verify.programs import Work

LEAST_WIDTH, LEAST_HEIGHT = 16, 7
"""Smaller pictures hold no legible word."""
LETTER_HEIGHT = 48
"""Pictures lower than this many pixels are enlarged: Tesseract wants letters of some size."""
MOST_PIXELS = 12_000_000
BATCH = 24
"""Pictures per start of Tesseract, so that memory stays bounded."""
SMALL = 400_000
"""Pixels of a picture of which the strokes are counted; a larger one is always read."""
LEVELS = 12
"""Shades at which dark is told from light when strokes are counted."""
STROKES = 5
"""Three letters of one stroke each that touch the edge of a picture on one side."""
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
    """May there be words in it at all: large enough, not of one colour, and with so many strokes
    beside or above each other as three letters have?
    """
    if picture.width < LEAST_WIDTH or picture.height < LEAST_HEIGHT:
        return False
    grey = _grey(picture)
    low, high = (int(side) for side in grey.getextrema())  # type: ignore[arg-type]
    if high - low <= 1:
        return False
    if picture.width * picture.height > SMALL:
        return True
    pixels = np.asarray(grey)
    return any(
        _crossings(pixels > low + (high - low) * level / LEVELS) >= STROKES
        for level in range(LEVELS)
    )


def _crossings(light: npt.NDArray[np.bool_]) -> int:
    """How often a row or a column goes from dark to light or back, at most."""
    across = (light[:, 1:] != light[:, :-1]).sum(1)
    along = (light[1:] != light[:-1]).sum(0)
    return int(max(across.max(), along.max()))


class Reading:
    """Pictures being read, a batch at a time; the first starts at once, beside other work."""

    def __init__(self, pictures: Sequence[Image.Image]) -> None:
        self._batches = [pictures[i : i + BATCH] for i in range(0, len(pictures), BATCH)]
        self._running = _start(self._batches[0]) if self._batches else None

    def texts(self, seconds: float) -> Iterator[list[str]]:
        """The text in each picture, batch by batch."""
        deadline = time.monotonic() + seconds
        for number, batch in enumerate(self._batches):
            running = self._running or _start(batch)
            self._running = None
            written = running.answer(deadline - time.monotonic())
            if number + 1 < len(self._batches):
                self._running = _start(self._batches[number + 1])
            texts = written.decode("utf-8", "replace").split("\f")
            yield (texts + [""] * len(batch))[: len(batch)]

    def end(self) -> None:
        if self._running is not None:
            self._running.end()


def _start(pictures: Sequence[Image.Image]) -> Work:
    """Tesseract over some pictures."""
    tesseract = program()
    if tesseract is None:
        raise FileNotFoundError("tesseract")
    first, *others = [_prepared(picture) for picture in pictures]
    return Work(
        [tesseract, "stdin", "stdout", "-l", "nld", "--psm", "11", "--dpi", "200"],
        lambda question: first.save(question, "TIFF", save_all=True, append_images=others),
    )


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
