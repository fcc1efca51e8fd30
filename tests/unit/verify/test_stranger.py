from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from verify_paper import box, line, write

from woo_redact import verify
from woo_redact.types import Report

TEXT = line("De bomen worden dit najaar geplant.") + line(
    "Het werk is voor de winter klaar.", y=180
)


def caught(report: Report, colour: str) -> set[str]:
    return {c.name for c in report.checks if c.colour == colour}


def test_an_ordinary_page_is_green() -> None:
    table = box(40, 90, 300, 40, 0.85) + line("Kop van de tabel", 50, 110) + b"40 90 300 40 re S\n"
    assert verify.inspect(write(TEXT + table)).colour == "green"


def test_a_caption_on_a_dark_band_is_green() -> None:
    band = (
        box(0, 250, 400, 50, 0.1) + b"1 g " + line("Ministerie van Bomen", 50, 270, 14) + b"0 g\n"
    )
    assert verify.inspect(write(band + TEXT)).colour == "green"


def test_proper_boxes_with_and_without_a_code_are_green() -> None:
    boxes = box(50, 140, 90, 14, 0) + box(200, 140, 90, 14, 0.667) + line("5.1.2e", 220, 144, 8)
    assert verify.inspect(write(TEXT + boxes)).colour == "green"


def test_a_highlighter_is_no_redaction() -> None:
    def mark(pdf: pikepdf.Pdf) -> None:
        quad = [50, 212, 220, 212, 50, 196, 220, 196]
        pdf.pages[0].obj.Annots = Array(
            [
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Annot,
                        Subtype=Name.Highlight,
                        Rect=Array([50, 196, 220, 212]),
                        QuadPoints=Array(quad),
                        C=Array([1, 1, 0]),
                        F=4,
                    )
                )
            ]
        )

    assert verify.inspect(write(TEXT, change=mark)).colour == "green"


@pytest.mark.parametrize(
    "author",
    [
        "",
        "Ministerie van Bomen",
        "Gemeente Voorbeeldstad",
        "LibreOffice",
        "Directie Groen",
        "admin",
    ],
)
def test_an_organisation_as_author_is_green(author: str) -> None:
    def sign(pdf: pikepdf.Pdf) -> None:
        pdf.trailer.Info = Dictionary(Author=String(author), Title=String("Bomen langs de weg"))

    assert verify.inspect(write(TEXT, change=sign)).colour == "green"


@pytest.mark.parametrize(
    "author", ["Bram Knibbelaar", "Knibbelaar, B.", "knibb01", "b@voorbeeld.nl"]
)
def test_a_person_as_author_needs_eyes(author: str) -> None:
    def sign(pdf: pikepdf.Pdf) -> None:
        pdf.trailer.Info = Dictionary(Author=String(author))

    assert caught(verify.inspect(write(TEXT, change=sign)), "needs-eyes") == {"metadata"}


def test_a_bookmark_is_only_suspect_beside_a_box() -> None:
    def outline(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as tree:
            tree.root.append(pikepdf.OutlineItem("Inleiding en doel", 0))

    assert verify.inspect(write(TEXT, change=outline)).colour == "green"


def test_text_off_the_page_needs_eyes() -> None:
    report = verify.inspect(write(TEXT + line("concept van gisteren", 50, 900)))
    assert caught(report, "needs-eyes") == {"concealed-text"}


def test_pages_are_coloured_one_by_one() -> None:
    bad = TEXT + line("Bram Knibbelaar", 50, 140) + box(48, 136, 120, 16, 0)
    report = verify.inspect(write(TEXT, bad, TEXT))
    assert report.pages == ("green", "leak", "green")
    assert report.colour == "leak"


def test_a_term_that_is_gone_is_green() -> None:
    assert verify.inspect(write(TEXT), terms=["Bram Knibbelaar"]).colour == "green"
