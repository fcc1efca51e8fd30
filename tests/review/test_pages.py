"""The reading process: turned pages, documents that kill it, a source that changed."""

import hashlib
import multiprocessing
import os
import threading
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewing import NOTAS

from woo_redact.errors import InputError, ReviewError, UsageError
from woo_redact.review.pages import Ask, Pages
from woo_redact.review.reading import Leaf
from woo_redact.types import Rect, Source


def ask(path):
    data = path.read_bytes()
    return Ask(path, Source(name=path.name, sha256=hashlib.sha256(data).hexdigest(), pages=0))


@pytest.fixture(scope="module")
def pages():
    pages = Pages()
    yield pages
    pages.close()


def turned(tmp_path, rotation):
    path = tmp_path / f"gedraaid-{rotation}.pdf"
    with pymupdf.open() as file:
        page = file.new_page(width=400, height=300)
        page.insert_text((50, 60), "Linksboven", fontsize=20)
        page.set_rotation(rotation)
        file.save(path)
    return path


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_lie_where_the_image_shows_the_letters(pages, tmp_path, rotation):
    path = turned(tmp_path, rotation)
    leaf = pages.leaf(ask(path), 1)
    (mark,) = pages.spanned(ask(path), [(1, 0, len("Linksboven"))])
    shown = leaf.shown(mark.quads[0].rect)
    pixmap = pymupdf.Pixmap(pages.image(ask(path), 1, 72))
    dark = [
        (x / pixmap.width, y / pixmap.height)
        for x in range(pixmap.width)
        for y in range(pixmap.height)
        if sum(pixmap.pixel(x, y)[:3]) < 300
    ]
    assert len(dark) > 50
    inside = [p for p in dark if shown.x0 - 0.01 <= p[0] <= shown.x1 + 0.01]
    inside = [p for p in inside if shown.y0 - 0.01 <= p[1] <= shown.y1 + 0.01]
    assert len(inside) == len(dark)


corner = st.floats(0, 1)


@given(corner, corner, corner, corner, st.sampled_from([0, 90, 180, 270]))
def test_there_and_back_is_the_same_place(x0, y0, x1, y1, rotation):
    leaf = Leaf(
        number=1,
        width=595,
        height=842,
        rotation=rotation,
        text="",
        lines=(),
        words=(),
        language=None,
    )
    rect = Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    assert leaf.shown(leaf.unshown(rect)) == pytest.approx(rect, abs=1e-6)


def test_a_deadly_document_takes_nobody_with_it(tmp_path):
    """The reading process is killed whenever it is at one document, as a bad PDF would."""
    path = tmp_path / "dodelijk.pdf"
    os.mkfifo(path)  # whoever reads it waits for ever
    deadly = Ask(path, Source(name=path.name, sha256="0" * 64, pages=0))
    good = ask(NOTAS / "nota-kgg.pdf")
    pages = Pages()
    done = threading.Event()

    def killer():
        while not done.wait(0.1):
            try:  # opens only when somebody is there to read
                reading = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                continue
            for process in multiprocessing.active_children():
                process.kill()
                process.join()
            os.close(reading)

    thread = threading.Thread(target=killer)
    try:
        assert pages.leaf(good, 1).text
        thread.start()
        with pytest.raises(InputError, match="vastlopen"):
            pages.leaf(deadly, 1)
        with pytest.raises(InputError, match="vastlopen"):
            pages.leaf(deadly, 2)
        assert pages.leaf(good, 2).text
    finally:
        done.set()
        thread.join()
        pages.close()


def test_a_source_that_changed_is_not_shown(pages, tmp_path):
    path = tmp_path / "nota.pdf"
    path.write_bytes((NOTAS / "kamerbrief.pdf").read_bytes())
    before = ask(path)
    path.write_bytes((NOTAS / "nota-kgg.pdf").read_bytes())
    with pytest.raises(ReviewError, match="veranderd"):
        pages.leaf(before, 1)
    path.unlink()
    with pytest.raises(InputError, match="niet te lezen"):
        pages.leaf(before, 1)


def test_what_is_asked_beside_the_page_is_refused(pages):
    good = ask(NOTAS / "nota-kgg.pdf")
    with pytest.raises(UsageError, match="geen pagina 9"):
        pages.leaf(good, 9)
    with pytest.raises(UsageError, match="te klein"):
        pages.drawn(good, 1, Rect(900, 900, 950, 950))
    with pytest.raises(UsageError, match="geen letters"):
        pages.spanned(good, [(1, 10**6, 10**6 + 4)])


def test_nothing_is_written_beside_the_source(pages, tmp_path):
    path = tmp_path / "nota.pdf"
    path.write_bytes((NOTAS / "nota-kgg.pdf").read_bytes())
    assert pages.image(ask(path), 1, 72).startswith(b"\x89PNG")
    assert pages.found(ask(path), "klimaat")
    assert [one.name for one in Path(tmp_path).iterdir()] == ["nota.pdf"]
