"""What reviewers reply to a box: a status, or words."""

from __future__ import annotations

import io

import pikepdf
import pytest
from lxml import etree
from offered import DOUBT, NAMES
from pikepdf import Array, Dictionary, Name, String

XFDF = "http://ns.adobe.com/xfdf/"


def replied(path, *replies):
    """Replies as Acrobat writes them: about an annotation by its name, or about the reply before;
    the second of a pair is its state.
    """
    with pikepdf.open(path) as pdf:
        named = {str(a.NM): (page, a) for page in pdf.pages for a in page.obj.Annots}
        page, last = pdf.pages[0], None
        for about, state, text in replies:
            page, target = named[about] if about else (page, last)
            made = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Text,
                Rect=Array([0, 0, 20, 20]),
                IRT=target,
                Contents=String(text),
                F=30,
            )
            if state:
                made.StateModel, made.State = String("Review"), String(state)
            last = pdf.make_indirect(made)
            page.obj.Annots.append(last)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_status_is_a_decision(offered):
    no, yes = offered.key(DOUBT, 1), offered.key(NAMES[1], 2)
    data = replied(
        offered.pdf, (no, "Rejected", "anna stelde in"), (yes, "Accepted", "anna stelde in")
    )
    taken = offered.take(data)
    assert (taken.rejected, taken.accepted, taken.open) == ((1,), 1, 6)
    assert not taken.unread
    assert not taken.remarks
    assert offered.state.final(no).verdict == "keep"
    assert offered.state.decisions[yes].verdict == "redact"


def test_the_last_status_counts_through_a_chain_of_replies(offered):
    key = offered.key(DOUBT, 1)
    data = replied(offered.pdf, (key, "Rejected", ""), (None, "Completed", ""), (None, "None", ""))
    assert offered.take(data).nothing


def test_an_answer_is_a_note(offered):
    key = offered.key(NAMES[1], 2)
    data = replied(offered.pdf, (key, "", "dit is een woordvoerder"), (None, "", "nagevraagd"))
    assert offered.take(data).remarks == (2,)
    (note,) = offered.state.notes
    assert note.text == "dit is een woordvoerder\nnagevraagd"
    assert key in offered.state.open_marks


def test_all_rejected_by_status_is_no_accident(offered):
    keys = [k for k, m in offered.state.marks.items() if m.verdict == "redact"]
    taken = offered.take(replied(offered.pdf, *((key, "Rejected", "") for key in keys)))
    assert len(taken.rejected) == 8


@pytest.mark.parametrize(("state", "verdict"), [("Accepted", "redact"), ("Rejected", "keep")])
def test_the_same_in_xfdf(offered, state, verdict):
    tree = etree.fromstring(offered.xfdf.read_bytes())
    key = offered.key(NAMES[1], 2)
    etree.SubElement(
        tree.find(f"{{{XFDF}}}annots"),
        f"{{{XFDF}}}text",
        page="1",
        rect="0,0,20,20",
        name="antwoord",
        inreplyto=key,
        statemodel="Review",
        state=state,
    )
    taken = offered.take(etree.tostring(tree), "nota.xfdf")
    assert not taken.unread
    assert offered.state.decisions[key].verdict == verdict


def test_copies_with_the_same_name_stay_two_boxes(offered):
    tree = etree.fromstring(offered.xfdf.read_bytes())
    key = offered.key(NAMES[1], 2)
    (element,) = tree.findall(f".//{{{XFDF}}}redact[@name='{key}']")
    copy = etree.fromstring(etree.tostring(element))
    copy.set("rect", "10,10,60,30")
    del copy.attrib["coords"]
    element.addnext(copy)
    taken = offered.take(etree.tostring(tree), "nota.xfdf")
    assert (taken.added, taken.moved, taken.rejected) == ((2,), (), ())


def test_copied_into_another_file_it_is_still_known(offered):
    """Neither /Info nor /ID survive when pages are copied."""
    with pikepdf.open(offered.pdf) as pdf, pikepdf.new() as other:
        other.pages.extend(pdf.pages)
        out = io.BytesIO()
        other.save(out)
    assert offered.take(out.getvalue()).nothing
