"""Reading pixels, by Tesseract in Dutch, many pictures in one start of the program."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageOps

LEAST_WIDTH, LEAST_HEIGHT = 16, 7
"""Smaller pictures hold no legible word."""
LETTER_HEIGHT = 48
"""Pictures lower than this many pixels are enlarged: Tesseract wants letters of some size."""
MOST_PIXELS = 12_000_000
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


def read(pictures: Sequence[Image.Image], seconds: float) -> list[str]:
    """The text in each picture."""
    tesseract = program()
    if tesseract is None:
        raise FileNotFoundError("tesseract")
    if not pictures:
        return []
    prepared = [_prepared(picture) for picture in pictures]
    stack = io.BytesIO()
    prepared[0].save(stack, "TIFF", save_all=True, append_images=prepared[1:])
    done = subprocess.run(
        [tesseract, "stdin", "stdout", "-l", "nld", "--psm", "11", "--dpi", "200"],
        input=stack.getvalue(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=max(seconds, 1.0),
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    texts = done.stdout.decode("utf-8", "replace").split("\f")
    return (texts + [""] * len(prepared))[: len(prepared)]


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
