"""Hidden layers leave the content, so that no viewer can switch them on again."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pymupdf
import pytest
from intake_pages import VISIBLE, build
from pikepdf import Array, Dictionary, Name, Pdf, String

from woo_redact.errors import InputError
from woo_redact.intake import normalise

TEXT = "BT /F1 12 Tf 20 100 Td (Verborgen) Tj ET"
Switch = Callable[[Pdf, Dictionary, Dictionary], None]


def layered(content: str, switch: Switch, *, policy: str | None = None) -> bytes:
    """/L is the layer, or the membership with that ``policy``; ``switch`` sets it."""

    def change(file: Pdf, page: pikepdf.Page) -> None:
        group = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("Concept")))
        other = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("Tekst")))
        config = Dictionary()
        file.Root.OCProperties = Dictionary(OCGs=Array([group, other]), D=config)
        switch(file, group, config)
        marker = group
        if policy is not None:
            marker = file.make_indirect(
                Dictionary(Type=Name.OCMD, OCGs=Array([group, other]), P=Name(policy))
            )
        page.obj.Resources.Properties = Dictionary(L=marker, V=other)
        page.obj.Resources.XObject.Im0.OC = other
        form = file.make_stream(TEXT.encode())
        form.Type, form.Subtype, form.OC = Name.XObject, Name.Form, marker
        form.BBox = Array([0, 0, 300, 300])
        form.Resources = Dictionary(Font=page.obj.Resources.Font)
        page.obj.Resources.XObject.Fm0 = form

    return build(content, change=change)


def off(file: Pdf, group: Dictionary, config: Dictionary) -> None:
    config.OFF = Array([group])


def on(file: Pdf, group: Dictionary, config: Dictionary) -> None:
    config.ON = Array([group])


def base_off(file: Pdf, group: Dictionary, config: Dictionary) -> None:
    config.BaseState = Name.OFF
    config.ON = Array([g for g in file.Root.OCProperties.OCGs if g.objgen != group.objgen])


def off_on_screen(file: Pdf, group: Dictionary, config: Dictionary) -> None:
    group.Usage = Dictionary(View=Dictionary(ViewState=Name.OFF))
    config.AS = Array(
        [Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([group]))]
    )


def words(pdf: bytes) -> list[str]:
    page = pymupdf.open(stream=pdf)[0]
    return str(page.get_textpage(clip=(-1e5, -1e5, 1e5, 1e5), flags=2).extractText()).split()


@pytest.mark.parametrize("switch", [off, base_off, off_on_screen])
@pytest.mark.parametrize(
    "content",
    [
        VISIBLE + f"/OC /L BDC {TEXT} EMC",
        VISIBLE + f"/OC /L BDC /Span <</MCID 3>> BDC {TEXT} EMC EMC",
        VISIBLE + "/Fm0 Do",
        VISIBLE + "BT /F1 12 Tf /OC /L BDC 20 100 Td (Verborgen) ' EMC ET",
        VISIBLE + "/OC /L BDC q 1 0 0 1 0 0 cm 20 20 m 90 90 l S 9 9 50 50 re f Q EMC",
        VISIBLE + "/OC /L BDC BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI EMC",
    ],
)
def test_a_hidden_layer_goes(content: str, switch: Switch) -> None:
    result = normalise(layered(content, switch), "nota.pdf")
    assert words(result.pdf) == ["Zichtbare", "regel"]
    assert result.dropped == ("Bladzijde 1: inhoud van een verborgen laag weggelaten.",)
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        assert "/OCProperties" not in file.Root
        left = file.pages[0].Contents.read_bytes()
    assert b"Verborgen" not in left
    assert b"90 90 l" not in left


@pytest.mark.parametrize(
    ("policy", "hidden"),
    [("/AnyOn", False), ("/AllOn", True), ("/AnyOff", False), ("/AllOff", True)],
)
def test_membership_policies(policy: str, hidden: bool) -> None:
    content = VISIBLE + f"/OC /L BDC {TEXT} EMC"
    result = normalise(layered(content, off, policy=policy), "nota.pdf")
    assert ("Verborgen" not in words(result.pdf)) == hidden


def test_a_visible_layer_is_left_alone() -> None:
    content = VISIBLE + f"/OC /L BDC {TEXT} EMC"
    result = normalise(layered(content, on), "nota.pdf")
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        assert file.pages[0].Contents.read_bytes() == content.encode()
    assert result.dropped == ()


def test_state_set_in_a_hidden_section_still_counts_after_it() -> None:
    content = (
        "/OC /L BDC 1 0 0 rg 0 0 100 300 re W n 2 0 0 2 0 0 cm (x) pop EMC "
        "BT /F1 12 Tf 10 60 Td (Zichtbaar) Tj ET"
    ).replace("(x) pop ", "")
    before = layered(content + f" /OC /L BDC {TEXT} EMC", off)
    result = normalise(before, "nota.pdf")
    pages = [pymupdf.open(stream=pdf)[0] for pdf in (before, result.pdf)]
    assert pages[0].get_pixmap().samples == pages[1].get_pixmap().samples


def test_an_annotation_on_a_hidden_layer_goes() -> None:
    def switch(file: Pdf, group: Dictionary, config: Dictionary) -> None:
        off(file, group, config)
        form = file.make_stream(TEXT.encode())
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, 300, 300])
        file.pages[0].obj.Annots = Array(
            [
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Stamp,
                    Rect=Array([0, 0, 300, 300]),
                    OC=group,
                    AP=Dictionary(N=form),
                )
            ]
        )

    result = normalise(layered(VISIBLE, switch), "nota.pdf")
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        assert len(file.pages[0].obj.get("/Annots", ())) == 0
    assert len(result.dropped) == 1


def test_visible_text_that_leans_on_hidden_text_is_refused() -> None:
    content = "BT /F1 12 Tf 20 100 Td /OC /L BDC (Verborgen) Tj EMC (Zichtbaar) Tj ET"
    with pytest.raises(InputError, match=r"^nota\.pdf, bladzijde 1: ") as caught:
        normalise(layered(content, off), "nota.pdf")
    assert caught.value.reason == "hidden-layer"
