from __future__ import annotations

import dataclasses

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont
from verify_paper import CODE, box, line, write

from woo_redact import verify
from woo_redact.types import BurntBox, Rect, Report

SECRET = "Bram Knibbelaar"  # noqa: S105


def burnt(x: float, y: float, width: float, height: float) -> BurntBox:
    """A box given in user space of a page of 400 by 300."""
    rect = Rect(x, 300 - y - height, x + width, 300 - y)
    return BurntBox(mark="m", page=1, rects=(rect,), ground=CODE, kind="person", width_hidden=True)


BOX = burnt(110, 196, 80, 14)
PAINTED = box(110, 196, 80, 14)


def check(data: bytes, *boxes: BurntBox, secrets: tuple[str, ...] = (SECRET,), **more: object):
    return verify.verify(data, secrets=secrets, boxes=boxes, **more)


def names(report: Report) -> set[str]:
    return {c.name for c in report.checks if c.colour == "leak"}


def test_a_clean_redaction_is_green() -> None:
    report = check(write(line("Opgesteld:") + PAINTED + line("van hier.", 200)), BOX)
    assert report.colour == "green"
    assert report.pages == ("green",)


def test_a_ground_code_on_the_box_is_no_text_under_it() -> None:
    label = line(CODE, 135, 200, 8)
    assert check(write(line("Opgesteld:") + PAINTED + label), BOX).colour == "green"


def test_a_secret_on_the_page_is_a_leak_seen_by_every_engine() -> None:
    report = check(write(line(f"Opgesteld door {SECRET}.")))
    assert names(report) >= {"text-pdfium", "text-pdfminer", "text-poppler"}
    assert report.pages == ("leak",)


def test_the_report_never_holds_the_secret() -> None:
    def everywhere(pdf: pikepdf.Pdf) -> None:
        pdf.trailer.Info = Dictionary({"/Author": String(SECRET), f"/{SECRET}": String(SECRET)})
        pdf.Root[f"/{SECRET}"] = Name(f"/{SECRET}")

    report = check(write(line(SECRET), change=everywhere), BOX)
    assert report.colour == "leak"
    assert all("nibbelaar" not in c.detail + c.name for c in report.checks)


def test_text_under_a_box_is_a_leak_even_when_nobody_listed_it() -> None:
    report = check(write(line("Geheim woord", 112) + PAINTED), BOX, secrets=())
    assert "under-box" in names(report)


def test_one_narrow_letter_under_the_edge_is_a_leak() -> None:
    report = check(write(line("l", 187) + PAINTED), BOX, secrets=())
    assert "under-box" in names(report)


def test_another_text_than_the_ground_on_the_box_is_a_leak() -> None:
    report = check(write(PAINTED + line("Jan 5.1.2e", 120)), BOX, secrets=())
    assert "under-box" in names(report)


def test_curves_under_the_paint_are_residue() -> None:
    curve = b"0 g 120 198 m 125 210 130 190 140 205 c 150 199 l f\n"
    assert "residue" in names(check(write(curve + PAINTED), BOX, secrets=()))


def test_a_rule_that_runs_through_a_box_is_no_residue() -> None:
    rule = b"0 G 40 203 m 300 203 l S\n"
    assert check(write(rule + PAINTED), BOX, secrets=()).colour == "green"


def test_spots_on_a_box_are_not_one_colour() -> None:
    spots = PAINTED + box(140, 200, 6, 4, 0)
    assert "pixels" in names(check(write(spots), BOX, secrets=()))


def picture(pdf: pikepdf.Pdf, data: bytes, name: str = "DCTDecode") -> None:
    image = pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=8,
        Height=8,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name(f"/{name}"),
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)


def test_a_box_on_a_page_that_is_not_there_is_a_leak() -> None:
    stray = dataclasses.replace(BOX, page=7)
    assert "under-box" in names(check(write(line("Bomen")), stray, secrets=()))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_are_found_on_turned_and_cropped_pages(rotate: int) -> None:
    crop = (20, 30, 390, 280)
    shifted = dataclasses.replace(BOX, rects=(Rect(110 - 20, 280 - 210, 190 - 20, 280 - 196),))
    clean = write(line("Bomen") + PAINTED, crop=crop, rotate=rotate)
    dirty = write(line("Bomen") + line("woord", 120) + PAINTED, crop=crop, rotate=rotate)
    assert check(clean, shifted, secrets=()).colour == "green"
    assert names(check(dirty, shifted, secrets=())) >= {"under-box", "residue"}


def test_a_minister_who_stays_is_no_leak() -> None:
    data = write(line("Aan minister De Vries, met groet."))
    assert check(data, secrets=("De Vries",)).colour == "leak"
    stays = verify.verify(data, secrets=("De Vries",), open_texts=("minister De Vries",))
    assert stays.colour == "green"


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("a script", lambda p: p.Root.update({"/OpenAction": Dictionary(JS=String("x"))})),
        ("a form", lambda p: p.Root.update({"/AcroForm": Dictionary(Fields=Array([]))})),
        ("a loose string", lambda p: p.Root.update({"/MarkInfo": Dictionary(X=String("tekst"))})),
        ("an orphan", lambda p: None),
    ],
)
def test_what_does_not_belong_in_a_redacted_file_is_a_leak(what: str, change: object) -> None:
    def apply(pdf: pikepdf.Pdf) -> None:
        if what == "an orphan":
            pdf.Root.Pages.Resources = Dictionary()
        else:
            root = {}
            holder = type("P", (), {"Root": root})
            change(holder)  # type: ignore[operator]
            for key, value in root.items():
                pdf.Root[key] = value

    assert "census" in names(check(write(line("Bomen"), change=apply), secrets=()))


def test_an_unknown_operator_is_a_leak() -> None:
    assert "census" in names(check(write(line("Bomen") + b"BX (x) yy EX\n"), secrets=()))


def test_a_second_revision_is_a_leak() -> None:
    data = write(line("Bomen"))
    assert "history" in names(check(data + data[data.index(b"xref") :], secrets=()))


@pytest.mark.parametrize("data", [b"", b"geen pdf", b"%PDF-1.7\n%%EOF", write(line("Bomen"))[:300]])
def test_what_cannot_be_read_is_never_green(data: bytes) -> None:
    assert check(data).colour == "leak"
    assert verify.inspect(data).colour != "green"


def test_words_that_vanish_outside_the_boxes_need_eyes() -> None:
    before = write(line(f"Opgesteld door {SECRET}") + line("Het besluit volgt later.", y=100))
    after = write(line("Opgesteld door") + line("Het besluit volgt.", y=100))
    report = check(after, before=before)
    assert report.colour == "needs-eyes"
    assert any(c.name == "difference" for c in report.checks if c.colour == "needs-eyes")


def test_an_untouched_page_shows_no_difference() -> None:
    rest = line("Het besluit volgt.", y=100)
    before = write(line("Gezien:") + line(f"{SECRET}.", 112) + rest)
    after = write(line("Gezien:") + PAINTED + rest)
    assert check(after, BOX, before=before).colour == "green"


def test_a_picture_that_vanishes_needs_eyes() -> None:
    before = write(line("Bomen") + box(40, 40, 120, 60, 0))
    report = check(write(line("Bomen")), before=before, secrets=())
    assert any(c.name == "appearance" for c in report.checks if c.colour == "needs-eyes")


def test_survivors_counts_what_still_stands_in_a_text() -> None:
    assert verify.survivors("Jan Bakker en [5.1.2e]", ["Jan Bakker", "Piet de Boer"]) == 1
    assert verify.survivors("[5.1.2e] en minister Bakker", ["Bakker"], ["minister Bakker"]) == 0


@pytest.mark.parametrize("piece", ["libbelaar", "ram Knibb", "Knibbelaar", "laar"])
def test_a_piece_of_the_secret_beside_its_box_is_a_leak(piece: str) -> None:
    before = write(line(f"Opgesteld: {SECRET} van hier."))
    after = write(line("Opgesteld:") + PAINTED + line(piece, 192) + line("van hier.", 260))
    assert ("remnants" in names(check(after, BOX, before=before))) == (len(piece) > 4)


def test_letters_painted_in_any_order_are_seen_as_a_piece() -> None:
    letters = [line(letter, 60 + 6.5 * at) for at, letter in enumerate(SECRET) if letter != " "]
    before = write(b"".join(letters[::-1]))
    after = write(box(58, 196, 32, 14) + b"".join(letters[5:][::-1]))
    left = check(after, burnt(58, 196, 32, 14), before=before)
    assert "remnants" in names(left)


def test_the_same_word_in_a_text_that_stays_is_no_piece() -> None:
    minister = line("Minister Knibbelaar", 60, 150)
    before = write(line(f"Opgesteld: {SECRET}") + minister)
    after = write(line("Opgesteld:") + PAINTED + minister)
    report = check(after, BOX, before=before, open_texts=("Minister Knibbelaar",))
    assert "remnants" not in names(report)


def test_words_on_both_sides_of_a_box_do_not_make_a_piece() -> None:
    before = write(line("De knib") + line(SECRET, 112) + line("belaar zegt", 230))
    after = write(line("De knib") + PAINTED + line("belaar zegt", 230))
    assert "remnants" not in names(check(after, BOX, before=before))


@pytest.mark.parametrize(("left", "colour"), [("Wendelien", "leak"), ("vergadering", "green")])
def test_a_part_of_a_name_beside_a_box_in_a_picture_is_a_leak(left: str, colour: str) -> None:
    scan = Image.new("L", (1000, 200), 255)
    pen = ImageDraw.Draw(scan)
    pen.text((40, 60), left, fill=0, font=ImageFont.load_default(60))
    pen.rectangle((500, 50, 900, 130), fill=170)

    def put(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(scan.tobytes())
        image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        image.Width, image.Height, image.BitsPerComponent = 1000, 200, 8
        pdf.pages[0].obj.Resources.XObject = Dictionary(X1=image)

    data = write(b"q 300 0 0 60 50 100 cm /X1 Do Q", change=put)
    report = check(data, burnt(202, 122, 114, 20), secrets=("Wendelien Oosterbroek",))
    assert {c.colour for c in report.checks if c.name == "ocr"} == {colour, "green"}


@pytest.mark.parametrize("lines", [3, 30])
def test_a_graph_over_a_word_is_no_hatching(lines: int) -> None:
    strokes = b"".join(
        f"{48 + 120 * at / lines:.1f} 196 m {52 + 120 * at / lines:.1f} 212 l S\n".encode()
        for at in range(lines)
    )
    report = verify.inspect(write(line("Begroting voor bomen") + b"3 w\n" + strokes))
    assert report.colour == ("green" if lines == 3 else "leak")


def font_widths(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1.Widths = Array([String(SECRET)])
    pdf.pages[0].obj.Resources.Font.F1.FirstChar = Name(f"/{SECRET}")


def font_kind(pdf: pikepdf.Pdf) -> None:
    font = pdf.pages[0].obj.Resources.Font.F1
    font.Subtype, font.Encoding = Name.Type0, Name(f"/{SECRET}")
    font.DescendantFonts = Array(
        [Dictionary(Subtype=Name(f"/{SECRET}"), W=Array([String(SECRET)]))]
    )
    font.ToUnicode = pdf.make_stream(f"beginbfchar <zz> <{SECRET}> endbfchar".encode())


def page_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([String(SECRET), 0, 400, 300])


def filter_name(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents.Filter = Name(f"/{SECRET}")


def colour_space(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(SECRET.encode(), Width=9, Height=String(SECRET), BitsPerComponent=8)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.ColorSpace = Array([Name.ICCBased, String(SECRET)])
    pdf.pages[0].obj.Resources.XObject = Dictionary(X1=image)


@pytest.mark.parametrize("spoil", [font_widths, font_kind, page_box, filter_name, colour_space])
def test_a_net_that_breaks_on_a_secret_does_not_quote_it(
    spoil: object, capfd: pytest.CaptureFixture[str]
) -> None:
    data = write(line("Opgesteld:") + PAINTED, change=spoil)
    report = check(data, BOX, before=data)
    assert report.colour == "leak"
    said = [c.detail + c.name for c in (*report.checks, *verify.inspect(data).checks)]
    assert all("ibbelaar" not in text for text in [*said, *capfd.readouterr()])


@pytest.mark.parametrize("word", ["source", "system", "resource", "length", "Description"])
def test_what_the_format_prescribes_is_no_secret(word: str) -> None:
    report = check(write(line("Opgesteld:") + PAINTED), BOX, secrets=(word,))
    assert report.colour == "green"


def test_a_word_that_only_begins_like_a_secret_may_stay() -> None:
    report = check(write(PAINTED + line("De Visserij bloeit.", 40, 100)), BOX, secrets=("Visser",))
    assert report.colour == "green"


def test_a_key_of_the_file_that_is_no_word_of_the_format_is_searched() -> None:
    def keyed(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Knibbelaarsbestand"] = Name.Resources

    report = check(write(line("Opgesteld:") + PAINTED, change=keyed), BOX, secrets=("Knibbelaar",))
    assert "objects" in names(report)
