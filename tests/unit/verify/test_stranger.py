from __future__ import annotations

import zlib

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


@pytest.mark.parametrize("grey", [0.0, 0.4, 0.73])
def test_text_in_the_colour_of_its_box_is_a_leak(grey: float) -> None:
    hidden = box(48, 136, 120, 16, grey) + f"{grey} g ".encode() + line("Bram Knibbelaar", 50, 140)
    report = verify.inspect(write(TEXT + hidden + b"0 g\n"))
    assert caught(report, "leak") == {"concealed-text"}


def test_letters_too_small_to_see_need_eyes_however_they_are_set() -> None:
    loose = b"".join(
        line(letter, 50 + 0.1 * place, 140, 0.2) for place, letter in enumerate("Knibbelaar")
    )
    assert caught(verify.inspect(write(TEXT + loose)), "needs-eyes") == {"concealed-text"}


def picture(shade: int, content: bytes) -> bytes:
    def put(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(bytes([shade, shade ^ 24, shade, shade ^ 8] * 4))
        image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        image.Width, image.Height, image.BitsPerComponent = 4, 4, 8
        pdf.pages[0].obj.Resources.XObject = Dictionary(X1=image)

    return write(content, change=put)


@pytest.mark.parametrize("shade", [0, 140, 230])
def test_a_picture_as_high_as_a_line_is_a_bad_redaction(shade: int) -> None:
    drawn = line("Bram Knibbelaar", 50, 140) + b"q 120 0 0 16 48 136 cm /X1 Do Q\n"
    report = verify.inspect(picture(shade, TEXT + drawn))
    assert caught(report, "leak") == {"covered-text"}


def test_a_title_that_no_box_could_hold_is_no_suspect() -> None:
    def outline(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as tree:
            tree.root.append(pikepdf.OutlineItem("Gesprek Knibbelaar", 0))

    square = box(50, 120, 30, 30, 0.3)
    assert verify.inspect(write(TEXT + square, change=outline)).colour == "green"
    wide = box(50, 136, 110, 16, 0.3)
    report = verify.inspect(write(TEXT + wide, change=outline))
    assert caught(report, "needs-eyes") == {"bookmarks"}


@pytest.mark.parametrize("loose", ["Bram Önderşan Knibbelaar", "bram ondersan knibbelaar"])
def test_what_is_packed_behind_the_end_of_the_file_is_found(loose: str) -> None:
    data = write(TEXT) + zlib.compress(f"vertrouwelijk {loose} vertrouwelijk".encode() * 3)
    report = verify.inspect(data, terms=["Bram Önderşan Knibbelaar"])
    assert "raw" in caught(report, "leak")


def test_a_name_without_its_accents_is_found_in_the_data_of_a_picture() -> None:
    def put(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(bytes(range(256)) + b"Bram Onder\x00san Bram Ondersan\xff")
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width = image.Height = 16
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
        pdf.pages[0].obj.Resources.XObject = Dictionary(X1=image)

    report = verify.inspect(write(TEXT, change=put), terms=["Bram Önderşan"])
    assert "objects" in caught(report, "leak")


def test_a_frame_around_words_covers_nothing() -> None:
    frame = b"q 46 194 130 18 re S 46 194 130 18 re S Q\n"
    framed = line("voorwerp", 60, 200) + frame
    assert verify.inspect(write(TEXT.replace(b"200", b"240") + framed)).colour == "green"


def test_a_line_that_does_not_fit_its_frame_is_no_redaction() -> None:
    clipped = (
        box(40, 130, 100, 20, 0.85)
        + b"q 40 130 100 20 re W n "
        + line("een regel die veel te lang is voor dit kader", 44, 136)
    )
    wide = box(140, 130, 200, 20, 0.85)
    report = verify.inspect(write(TEXT + wide + clipped + b"Q\n"))
    assert report.colour == "needs-eyes"


@pytest.mark.parametrize(
    ("target", "colour"),
    [
        ("file:///home/bknib/nota.html", "needs-eyes"),
        ("file:///C:/Users/bknib/nota.docx", "needs-eyes"),
        ("file:///usr/share/doc/boom/index.html", "green"),
        ("https://voorbeeld.nl/home/team", "green"),
    ],
)
def test_a_link_into_somebodys_folder_needs_eyes(target: str, colour: str) -> None:
    def link(pdf: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String(target))
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([50, 196, 99, 212]), A=action
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])

    assert verify.inspect(write(TEXT, change=link)).colour == colour
