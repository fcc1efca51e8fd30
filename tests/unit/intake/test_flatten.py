"""Annotations and fields that show become part of the page; the rest goes and is told."""

from __future__ import annotations

import io

import pikepdf
import pymupdf
import pytest
from intake_pages import VISIBLE, build
from pikepdf import Array, Dictionary, Name, Pdf, String

from woo_redact.intake import Intake, normalise


def annotated(**keys: object) -> bytes:
    """A page with one annotation; ``appearance`` is its content stream."""

    def change(file: Pdf, page: pikepdf.Page) -> None:
        content = str(keys.pop("appearance", "BT /F1 10 Tf 2 5 Td (Getekend) Tj ET"))
        form = file.make_stream(content.encode())
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, 100, 20])
        form.Resources = Dictionary(Font=page.obj.Resources.Font)
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name("/" + str(keys.pop("subtype"))),
            Rect=Array([20, 100, 120, 120]),
            Contents=String("Een opmerking van een collega"),
            T=String("Collega"),
            AP=Dictionary(N=form),
            **keys,
        )
        page.obj.Annots = Array([file.make_indirect(annotation)])
        if annotation.Subtype == Name.Widget:
            file.Root.AcroForm = Dictionary(Fields=page.obj.Annots)

    return build(VISIBLE, change=change)


def text_of(result: Intake) -> str:
    return str(pymupdf.open(stream=result.pdf)[0].get_text())


def annotations(result: Intake) -> list[str]:
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        return [str(a.Subtype) for a in file.pages[0].obj.get("/Annots", ())]


@pytest.mark.parametrize("subtype", ["FreeText", "Stamp", "Highlight", "Ink", "Square", "Widget"])
def test_what_shows_becomes_page_content(subtype: str) -> None:
    before = annotated(subtype=subtype, F=4, FT=Name.Tx, V=String("Veld"))
    result = normalise(before, "nota.pdf")
    assert annotations(result) == []
    assert "Getekend" in text_of(result)
    assert b"Een opmerking" not in result.pdf
    assert result.dropped == ()


@pytest.mark.parametrize("flags", [2, 32, 2 | 4])
@pytest.mark.parametrize("subtype", ["FreeText", "Stamp", "Widget"])
def test_what_is_hidden_goes(subtype: str, flags: int) -> None:
    result = normalise(annotated(subtype=subtype, F=flags), "nota.pdf")
    assert annotations(result) == []
    assert "Getekend" not in text_of(result)
    assert len(result.dropped) == 1
    assert "verborgen" in result.dropped[0]


@pytest.mark.parametrize(
    ("subtype", "word"),
    [
        ("Text", "notitie"),
        ("Redact", "niet toegepaste lakmarkering"),
        ("FileAttachment", "bijgevoegd bestand"),
        ("Sound", "geluidsfragment"),
    ],
)
def test_what_is_no_part_of_the_page_goes(subtype: str, word: str) -> None:
    result = normalise(annotated(subtype=subtype, F=4), "nota.pdf")
    assert annotations(result) == []
    assert "Getekend" not in text_of(result)
    assert "Zichtbare regel" in text_of(result)
    assert result.dropped == (f"Bladzijde 1: 1 {word} weggelaten.",)


def test_a_pop_up_goes_without_a_word() -> None:
    result = normalise(annotated(subtype="Popup", Open=True), "nota.pdf")
    assert annotations(result) == []
    assert result.dropped == ()


def test_links_stay() -> None:
    action = Dictionary(S=Name.URI, URI=String("https://www.rijksoverheid.nl/"))
    before = annotated(subtype="Link", A=action)
    result = normalise(before, "nota.pdf")
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        (link,) = file.pages[0].Annots
        assert str(link.A.URI) == "https://www.rijksoverheid.nl/"
        assert file.pages[0].Contents.read_bytes() == VISIBLE.encode()


def test_links_stay_beside_what_is_flattened() -> None:
    file = pymupdf.open()
    page = file.new_page()
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(9, 9, 99, 30), "uri": "https://nos.nl/"}
    )
    page.add_freetext_annot(pymupdf.Rect(50, 50, 200, 90), "Getekend").update()
    result = normalise(file.tobytes(), "nota.pdf")
    assert annotations(result) == ["/Link"]
    assert "Getekend" in text_of(result)


def test_attachments_and_scripts_go() -> None:
    def change(file: Pdf, page: pikepdf.Page) -> None:
        file.attachments["personeel.xlsx"] = b"namen en nummers"
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('Jansen')"))
        file.Root.Names.JavaScript = Dictionary(Names=Array([String("start"), script]))

    result = normalise(build(VISIBLE, change=change), "nota.pdf")
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        assert len(file.attachments) == 0
    assert b"namen" not in result.pdf
    assert b"personeel" not in result.pdf
    assert b"Jansen" not in result.pdf
    assert result.dropped == (
        "1 bijgevoegd bestand weggelaten.",
        "Programmacode (JavaScript) weggelaten.",
    )


def test_tags_title_language_and_bookmarks_survive() -> None:
    def change(file: Pdf, page: pikepdf.Page) -> None:
        element = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, Pg=page.obj, K=0))
        file.Root.StructTreeRoot = file.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Array([element]))
        )
        file.Root.MarkInfo = Dictionary(Marked=True)
        file.Root.Lang = String("nl-NL")
        file.docinfo["/Title"] = "Beslisnota"
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Aanleiding", 0))

    content = "/P <</MCID 0>> BDC " + VISIBLE + " EMC BT 3 Tr /F1 9 Tf 9 9 Td (Weg) Tj ET"
    result = normalise(build(content, change=change), "nota.pdf")
    assert result.dropped == ("Bladzijde 1: 3 tekens zonder zichtbare inkt weggelaten.",)
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        assert file.Root.StructTreeRoot.K[0].S == Name.P
        assert b"/MCID 0" in file.pages[0].Contents.read_bytes()
        assert str(file.Root.Lang) == "nl-NL"
        assert str(file.docinfo["/Title"]) == "Beslisnota"
        with file.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Aanleiding"]
