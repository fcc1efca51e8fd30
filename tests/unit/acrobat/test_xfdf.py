"""XFDF by its structure, and read back as other programs export it."""

from __future__ import annotations

import re

import pikepdf
import pytest
from lxml import etree
from offered import DOUBT, NAMES

from woo_redact.errors import InputError

SPACE = {"x": "http://ns.adobe.com/xfdf/"}
REQUIRED = {"page", "rect", "coords", "name", "subject", "overlay-text", "title", "color"}
FOUR = re.compile(r"-?\d+\.\d+(,-?\d+\.\d+){3}")


@pytest.fixture
def tree(offered):
    return etree.fromstring(offered.xfdf.read_bytes())


def found(tree, key):
    (element,) = tree.xpath(f"x:annots/x:redact[@name='{key}']", namespaces=SPACE)
    return element


def test_its_structure(offered, tree):
    assert tree.tag == "{http://ns.adobe.com/xfdf/}xfdf"
    assert [etree.QName(child).localname for child in tree] == ["annots", "f", "ids"]
    assert tree.find("x:f", SPACE).get("href") == "nota-voorstel.pdf"
    elements = tree.findall("x:annots/*", SPACE)
    assert {etree.QName(element).localname for element in elements} == {"redact"}
    for element in elements:
        assert set(element.keys()) >= REQUIRED
        assert FOUR.fullmatch(element.get("rect"))
        assert len(element.get("coords").split(",")) % 8 == 0
        assert re.fullmatch("#[0-9A-F]{6}", element.get("color"))
        assert element.find("x:contents", SPACE).text


def test_it_says_what_the_pdf_says(offered, tree):
    with pikepdf.open(offered.pdf) as pdf:
        for number, page in enumerate(pdf.pages):
            for annot in page.obj.Annots:
                element = found(tree, str(annot.NM))
                assert element.get("page") == str(number)
                coords = [float(part) for part in element.get("coords").split(",")]
                assert coords == pytest.approx([float(n) for n in annot.QuadPoints])
                assert element.get("subject") == str(annot.Subj)
                assert element.find("x:contents", SPACE).text == str(annot.Contents)
        original = bytes(pdf.trailer.ID[0]).hex()
    assert tree.find("x:ids", SPACE).get("original").lower() == original


def take(offered, tree):
    return offered.take(etree.tostring(tree), "nota.xfdf")


def test_unedited_it_changes_nothing(offered, tree):
    before = offered.sheet.read_bytes()
    assert offered.take(offered.xfdf.read_bytes(), "nota.xfdf").nothing
    assert take(offered, tree).nothing
    assert offered.sheet.read_bytes() == before


def test_every_edit(offered, tree):
    gone, moved, grounded = (offered.key(NAMES[i], i + 1) for i in (0, 1, 2))
    found(tree, gone).getparent().remove(found(tree, gone))
    x0, y0, x1, y1 = (float(part) for part in found(tree, moved).get("rect").split(","))
    found(tree, moved).set("rect", f"{x0},{y0},{x1 + 9},{y1}")
    found(tree, moved).set("coords", f"{x0},{y1},{x1 + 9},{y1},{x0},{y0},{x1 + 9},{y0}")
    found(tree, grounded).set("overlay-text", "5.1.1d")
    annots = tree.find("x:annots", SPACE)
    new = etree.SubElement(annots, f"{{{SPACE['x']}}}redact", page="0", rect="60,216,73,232")
    new.set("name", "5b8d6a0e-2f0c-4b53-9f5e-7d0f2b7f9a11")
    etree.SubElement(new, f"{{{SPACE['x']}}}contents").text = "5.2.1"
    etree.SubElement(annots, f"{{{SPACE['x']}}}highlight", page="2", rect="1,2,3,4")
    taken = take(offered, tree)
    assert (taken.rejected, taken.moved, taken.regrounded) == ((1,), (2,), (3,))
    assert taken.added == (1,)
    assert taken.unread == {(3, "highlight"): 1}
    (box,) = [m for m in offered.state.marks.values() if m.by and m.kind == "box"]
    assert (box.text, box.ground) == ("Dit", "5.2.1")


def test_a_rich_comment(offered, tree):
    element = found(tree, offered.key(DOUBT, 3))
    element.remove(element.find("x:contents", SPACE))
    rich = etree.SubElement(element, f"{{{SPACE['x']}}}contents-richtext")
    rich.append(
        etree.fromstring(
            '<body xmlns="http://www.w3.org/1999/xhtml"><p>Grond: 5.1.1d</p>'
            "<p>is <b>geen</b> persoon</p></body>"
        )
    )
    taken = take(offered, tree)
    assert (taken.regrounded, taken.remarks) == ((3,), (3,))
    key = offered.key(DOUBT, 3)
    assert offered.state.decisions[key].note == "is geen persoon"
    assert offered.state.final(key).ground == "5.1.1d"


def test_without_the_ids_nobody_knows_what_it_is_about(offered, tree):
    tree.remove(tree.find("x:ids", SPACE))
    with pytest.raises(InputError, match="geen voorstel uit de zaak"):
        take(offered, tree)


def test_of_another_file(offered, tree):
    tree.find("x:ids", SPACE).set("original", "0" * 32)
    with pytest.raises(InputError, match="geen voorstel uit de zaak"):
        take(offered, tree)


ATTACKS = {
    "entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    "bomb": "<!DOCTYPE x [" + '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">' + "]>",
    "elsewhere": '<!DOCTYPE xfdf SYSTEM "http://127.0.0.1:9/x.dtd">',
}


@pytest.mark.parametrize("doctype", ATTACKS.values(), ids=ATTACKS)
def test_nothing_is_looked_up(offered, doctype):
    text = offered.xfdf.read_text().partition("?>")[2]
    with pytest.raises(InputError, match="beschadigd"):
        offered.take((doctype + text).encode(), "nota.xfdf")


@pytest.mark.parametrize(
    ("attribute", "value", "words"),
    [
        ("page", "-1", "beschadigd"),
        ("page", "99", "pagina 100"),
        ("coords", "1,2,3", "geldige plaats"),
        ("coords", "een,twee", "geldige plaats"),
        ("rect", "nan,0,1,1", "geldige plaats"),
        ("overlay-text", "5.1.2z", "5.1.2z"),
    ],
)
def test_a_box_that_cannot_be(offered, tree, attribute, value, words):
    before = offered.sheet.read_bytes()
    found(tree, offered.key(NAMES[1], 2)).set(attribute, value)
    with pytest.raises(InputError, match=words):
        take(offered, tree)
    assert offered.sheet.read_bytes() == before
