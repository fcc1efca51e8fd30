from __future__ import annotations

import math

import pikepdf
from hypothesis import assume, given
from hypothesis import strategies as st
from making import opened, page_of, plan_of, saved
from pikepdf import Array, Dictionary, Name, String

from woo_redact.redact import redact
from woo_redact.redact.content import balanced
from woo_redact.redact.geometry import apply, invert, multiply
from woo_redact.redact.layers import Layers
from woo_redact.redact.streams import parse, unparse

NUMBERS = st.floats(-50, 50, allow_nan=False)
MATRICES = st.tuples(*[NUMBERS] * 6)


def content_of(pdf: bytes) -> bytes:
    with opened(pdf) as done:
        return done.pages[0].Contents.read_bytes()


def parsed(content: str) -> list[str]:
    pdf = pikepdf.Pdf.new()
    stream = pikepdf.Stream(pdf, content.encode("latin-1"))
    return [line for line in unparse(parse(stream)).decode("latin-1").splitlines() if line]


def test_unknown_operators_stray_operands_and_comments_go():
    content = "(Quispel) 1 0 0 rg % Quispel\n(Quispel) foo 0 0 10 10 re f (Quispel) DP"
    assert parsed(content) == ["1 0 0 rg", "0 0 10 10 re", "f"]


def test_an_operator_without_its_operands_goes():
    assert parsed("1 0 rg 10 w") == ["10 w"]


def test_resource_and_tag_names_are_fresh():
    content = "/Quispel BMC /Quispel gs EMC /Span <</MCID 0 /ActualText (Quispel)>> BDC EMC"
    pdf = page_of(content, ExtGState=Dictionary(Quispel=Dictionary(CA=0.5, Name=String("Quispel"))))
    written = redact(pdf, plan_of([])).pdf
    assert b"Quispel" not in content_of(written)
    with opened(written) as done:
        states = done.pages[0].Resources.ExtGState
        assert [dict(state) for state in states.values()] == [
            {"/CA": 0.5, "/Type": Name.ExtGState}
        ] or next(iter(states.values())).keys() == {"/CA", "/Type"}


def test_spot_colours_lose_their_names():
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1)
    space = Array([Name.Separation, Name("/Quispel"), Name.DeviceGray, tint])
    pdf = page_of("/Cs cs 0.5 scn 0 0 10 10 re f", ColorSpace=Dictionary(Cs=space))
    with opened(redact(pdf, plan_of([])).pdf) as done:
        copied = next(iter(done.pages[0].Resources.ColorSpace.values()))
        assert str(copied[1]) == "/Spot"


def test_content_on_a_hidden_layer_goes():
    with opened(page_of("/OC /L BDC BT /F1 12 Tf 9 9 Td (Quispel) Tj ET EMC")) as source:
        layer = source.make_indirect(Dictionary(Type=Name.OCG, Name=String("Quispel")))
        source.pages[0].Resources.Properties = Dictionary(L=layer)
        source.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        pdf = saved(source)
    assert b"Quispel" not in content_of(redact(pdf, plan_of([])).pdf)


def test_visibility_expressions():
    pdf = pikepdf.Pdf.new()
    on, off = (pdf.make_indirect(Dictionary(Type=Name.OCG)) for _ in range(2))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=Dictionary(OFF=Array([off])))
    layers = Layers(pdf)

    def hides(**keys: object) -> bool:
        return layers.hides(Dictionary(Type=Name.OCMD, **keys))

    assert layers.hides(off)
    assert not layers.hides(on)
    assert not hides(OCGs=Array([on, off]))
    assert hides(OCGs=Array([on, off]), P=Name.AllOn)
    assert hides(VE=Array([Name("/Not"), on]))
    assert not hides(VE=Array([Name.Or, on, off]))
    assert hides(VE=Array([Name.And, on, off]))


def test_every_save_has_its_restore():
    given_ = [([], "Q"), ([], "q"), ([], "BT")]
    assert [operator for _, operator in balanced(given_)] == ["q", "BT", "ET", "Q"]


@given(MATRICES, NUMBERS, NUMBERS)
def test_an_inverse_undoes_its_matrix(matrix, x: float, y: float):
    assume(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) > 0.1)
    inverse = invert(matrix)
    assert inverse is not None
    back = apply(inverse, *apply(matrix, x, y))
    assert math.isclose(back.x, x, abs_tol=1e-3)
    assert math.isclose(back.y, y, abs_tol=1e-3)


@given(MATRICES, MATRICES, NUMBERS, NUMBERS)
def test_a_product_does_the_one_and_then_the_other(one, other, x: float, y: float):
    both = apply(multiply(one, other), x, y)
    step = apply(other, *apply(one, x, y))
    assert math.isclose(both.x, step.x, rel_tol=1e-6, abs_tol=1e-3)
    assert math.isclose(both.y, step.y, rel_tol=1e-6, abs_tol=1e-3)
