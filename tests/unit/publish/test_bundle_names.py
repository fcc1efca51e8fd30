"""What bundles are called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.publish import bundle_name, colliding, stem, title
from woo_redact.publish.names import possible_names
from woo_redact.types import Document, OuterText, Source

SHA256 = "0123456789abcdef" * 4
NEUTRAL = "document-01234567"


@given(st.text(max_size=300))
def test_a_stem_is_safe_on_every_platform(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,119}", stem(name))
    assert not stem(name).endswith((".", "-"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nota.pdf", "nota"),
        ("Nota (def.) v2.PDF", "Nota-def.-v2"),
        ("2024 09 25 Beslisnota.pdf", "2024-09-25-Beslisnota"),
        ("coördinatie_één.pdf", "coordinatie-een"),
        (".verborgen.pdf", "verborgen"),
        ("漢字.pdf", "document"),
        ("a/b\\c.pdf", "c"),
    ],
)
def test_stems(name: str, expected: str) -> None:
    assert stem(name) == expected


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("nota Anouk Terpstra.pdf", "Anouk Terpstra"),
        ("nota-anouk-terpstra.pdf", "Anouk Terpstra"),
        ("notaAnoukTerpstra_def.pdf", "Anouk Terpstra"),
        ("nota_ATERPSTRA.pdf", "A. Terpstra"),
        ("nota-terpstra.pdf", "drs. A.B. Terpstra"),
        ("nota van De Vries.pdf", "Jan de Vries"),
        ("nota-bos.pdf", "Femke Bos"),
        ("nota-anouk.pdf", "Anouk Terpstra"),
        ("nota-123456782.pdf", "123456782"),
        ("nota-aterpstra.pdf", "aterpstra"),
        ("nota-Çelik.pdf", "Ayşe Celik"),
    ],
)
def test_a_name_that_tells_becomes_neutral(name: str, person: str) -> None:
    assert bundle_name(name, SHA256, [person]) == NEUTRAL


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("nota-van-wonen.pdf", "Jan van den Berg"),
        ("beslisnota-spoor-utrecht.pdf", "Kerkstraat 12, 3511 AB Utrecht"),
        ("nota-2024.pdf", "12-03-1988"),
        ("bosbouw.pdf", "Femke Bos"),
        ("nota-wonen.pdf", "heeft vorig jaar een nota over haar ziekte aan de directie gestuurd"),
    ],
)
def test_a_name_that_tells_nothing_stays(name: str, secret: str) -> None:
    assert bundle_name(name, SHA256, [secret]) == stem(name)


def test_equal_stems_get_a_suffix() -> None:
    names = ["nota.pdf", "Nota.pdf", "nota (1).pdf", "brief.pdf"]
    assert colliding(names) == {"nota.pdf", "Nota.pdf"}
    assert bundle_name("nota.pdf", SHA256, [], suffixed=True) == "nota-01234567"


def test_no_bundle_takes_the_place_of_a_table() -> None:
    assert bundle_name("productierapport.xlsx.pdf", SHA256, []) != "productierapport.xlsx"


@given(st.text(min_size=1, max_size=40), st.text(max_size=12), st.booleans())
def test_every_name_can_be_found_again(name: str, secret: str, suffixed: bool) -> None:
    made = bundle_name(name, SHA256, [secret], suffixed=suffixed)
    assert made in possible_names(name, SHA256)


def document_titled(*titles: str) -> Document:
    return Document(
        source=Source(name="x.pdf", sha256=SHA256, pages=1),
        pages=(),
        outer=tuple(OuterText(place="title", text=text) for text in titles),
    )


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("Beslisnota bij  Kamerbrief", "Beslisnota bij Kamerbrief"),
        ("Microsoft Word - nota def.docx", "nota wonen v2"),
        ("nota", "nota wonen v2"),
        ("C:\\Users\\terpstra\\nota over wonen", "nota wonen v2"),
        ("Nota van Anouk Terpstra", "nota wonen v2"),
    ],
)
def test_the_title_is_the_documents_own_where_that_says_something(own: str, expected: str) -> None:
    assert title(document_titled(own), "nota-wonen-v2", ["Anouk Terpstra"]) == expected
