"""What a file holds besides its pages."""

from __future__ import annotations

import base64

import pikepdf
import pytest
from making import letter, opened, plan_for, saved
from pikepdf import Array, Dictionary, Name, String

from woo_redact.redact import redact


def changed(pdf: bytes, change) -> bytes:
    with opened(pdf) as source:
        change(source)
        return saved(source)


def redacted(pdf: bytes) -> pikepdf.Pdf:
    return opened(redact(pdf, plan_for(pdf, "Quispel")).pdf)


def link(source: pikepdf.Pdf, rect: list[float], uri: str) -> None:
    page = source.pages[0].obj
    made = source.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array(rect),
            A=Dictionary(S=Name.URI, URI=String(uri)),
        )
    )
    page.Annots = Array([*list(page.get("/Annots", [])), made])


def test_metadata_is_fresh_and_a_clean_title_stays():
    def change(source):
        source.docinfo["/Title"] = "Brief"
        source.docinfo["/Author"] = "Quispel"
        source.Root.Lang = String("nl-NL")
        source.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array()))

    pdf = changed(letter(), change)
    result = redact(pdf, plan_for(pdf, "Quispel"))
    with opened(result.pdf) as done:
        assert dict(done.docinfo) == {"/Title": "Brief"}
        assert str(done.Root.Lang) == "nl-NL"
        assert "/Names" not in done.Root
    assert "scripts" in result.dropped


def test_a_title_with_a_secret_goes():
    pdf = changed(letter(), lambda source: source.docinfo.__setitem__("/Title", "Aan QUISPEL"))
    with redacted(pdf) as done:
        assert "/Title" not in done.docinfo


def test_links_stay_unless_they_hold_a_secret_or_lie_under_a_box():
    def change(source):
        link(source, [72, 600, 200, 620], "https://www.rijksoverheid.nl/brief")
        link(source, [72, 560, 200, 580], "https://voorbeeld.nl/%51uispel")
        link(source, [72, 520, 200, 540], "mailto:a.quispel@voorbeeld.nl")
        link(source, [72, 735, 400, 750], "https://voorbeeld.nl/onder-het-vlak")

    with redacted(changed(letter(), change)) as done:
        addresses = [str(annot.A.URI) for annot in done.pages[0].obj.get("/Annots", [])]
    assert addresses == ["https://www.rijksoverheid.nl/brief"]


@pytest.mark.parametrize(
    "query",
    ["%2551uispel", base64.b64encode(b"aan Quispel").decode(), b"A. Quispel".hex()],
    ids=["escaped twice", "base64", "hexadecimal"],
)
def test_a_link_that_packs_a_secret_goes(query):
    def change(source):
        link(source, [72, 600, 200, 620], "https://www.rijksoverheid.nl/5a6f6e6465722067656865696d")
        link(source, [72, 560, 200, 580], f"https://voorbeeld.nl/?q={query}")

    with redacted(changed(letter(), change)) as done:
        addresses = [str(annot.A.URI) for annot in done.pages[0].obj.get("/Annots", [])]
    assert addresses == ["https://www.rijksoverheid.nl/5a6f6e6465722067656865696d"]


def test_a_bookmark_with_a_secret_goes_and_its_children_move_up():
    def change(source):
        with source.open_outline() as outline:
            top = pikepdf.OutlineItem("Zaak Quispel", 0)
            top.children.append(pikepdf.OutlineItem("Bijlage", 0))
            outline.root.append(top)

    with redacted(changed(letter(), change)) as done, done.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Bijlage"]


def tagged(source: pikepdf.Pdf) -> None:
    page = source.pages[0].obj
    content = b"/P <</MCID 0 /ActualText (Quispel)>> BDC\n" + source.pages[0].Contents.read_bytes()
    page.Contents = source.make_stream(content + b"\nEMC")
    page.StructParents = 0
    root = source.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    paragraph = source.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name("/Alinea"),
            P=root,
            Pg=page,
            K=0,
            Alt=String("Aan Quispel"),
            ActualText=String("Quispel"),
            T=String("Quispel"),
            E=String("Quispel"),
        )
    )
    root.K = Array([paragraph])
    root.RoleMap = Dictionary(Alinea=Name.P)
    root.ParentTree = Dictionary(Nums=Array([0, Array([paragraph])]))
    source.Root.StructTreeRoot = root
    source.Root.MarkInfo = Dictionary(Marked=True)


def one_content(source: pikepdf.Pdf) -> None:
    source.pages[0].contents_coalesce()
    tagged(source)


def test_tagged_in_is_tagged_out_without_texts_of_the_tags():
    pdf = changed(letter(), one_content)
    with redacted(pdf) as done:
        root = done.Root.StructTreeRoot
        paragraph = root.K[0] if isinstance(root.K, Array) else root.K
        assert paragraph.S == Name.P
        assert not {"/ActualText", "/T", "/E", "/Alt"} & set(paragraph.keys())
        assert bool(done.Root.MarkInfo.Marked)


def test_a_box_stands_in_the_structure_where_the_text_stood():
    with redacted(changed(letter(), one_content)) as done:
        root = done.Root.StructTreeRoot
        paragraph = root.K[0] if isinstance(root.K, Array) else root.K
        spans = [kid for kid in paragraph.K if isinstance(kid, pikepdf.Dictionary)]
        assert [str(span.Alt) for span in spans] == ["gelakt op grond van 5.1.2e"]
        row = list(root.ParentTree.Nums)[1]
        assert row[int(spans[0].K)].objgen == spans[0].objgen


def test_a_tree_that_holds_itself_ends():
    def change(source):
        one_content(source)
        root = source.Root.StructTreeRoot
        root.K[0].K = Array([0, root.K[0]])

    with redacted(changed(letter(), change)) as done:
        assert "/StructTreeRoot" in done.Root
