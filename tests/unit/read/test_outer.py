"""What a file says outside its pages."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from read_pages import document, painted


def furnished() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(painted("BT /F1 12 Tf 20 300 Td (Nota) Tj ET"))) as file:
        page = file.pages[0].obj
        file.docinfo["/Title"] = "Beslisnota Jose\u0301"
        file.docinfo["/CreationDate"] = "D:20240304120653Z"
        file.Root.Lang = String("nl-NL")
        kid = file.make_indirect(Dictionary(S=Name.Figure, Alt=String("Foto van P. Jansen")))
        inline = Dictionary(S=Name.Formula, Alt=String("Som"), K=Array([kid]))
        file.Root.StructTreeRoot = file.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Array([Dictionary(S=Name.Sect, K=inline)]))
        )
        kid.K = file.Root.StructTreeRoot  # a loop
        file.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("Bijlage "))]))
        page.Annots = Array(
            [
                Dictionary(
                    Subtype=Name.Link,
                    Rect=Array([0, 0, 9, 9]),
                    Contents=String("Mail Jansen"),
                    A=Dictionary(S=Name.URI, URI=String("mailto:p.jansen@voorbeeld.nl")),
                ),
                Dictionary(Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("Noot")),
            ]
        )
        with file.open_outline() as outline:
            top = pikepdf.OutlineItem("Aanleiding", 0)
            top.children.append(pikepdf.OutlineItem("Over Jansen", 0))
            outline.root.extend([top, pikepdf.OutlineItem("Besluit", 0)])
        file.save(out)
    return out.getvalue()


def test_every_outer_text_is_read_once_in_nfc() -> None:
    read = document(furnished())
    assert [(entry.place, entry.text) for entry in read.outer] == [
        ("title", "Beslisnota Jos\u00e9"),
        ("bookmark", "Aanleiding"),
        ("bookmark", "Over Jansen"),
        ("bookmark", "Besluit"),
        ("alt", "Mail Jansen"),
        ("link", "mailto:p.jansen@voorbeeld.nl"),
        ("alt", "Som"),
        ("alt", "Foto van P. Jansen"),
        ("label", "Bijlage "),
    ]
    assert read.tagged
    assert read.language == "nl-NL"
    assert read.date == "2024-03-04"


def test_a_title_that_only_the_metadata_hold_is_read_too() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(painted(""))) as file:
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
            data["dc:title"] = "Titel uit XMP"
        file.save(out)
    assert [entry.text for entry in document(out.getvalue()).outer] == ["Titel uit XMP"]


def test_a_bare_file_has_none() -> None:
    read = document(painted(""))
    assert read.outer == ()
    assert not read.tagged
    assert read.language is None
    assert read.date is None
