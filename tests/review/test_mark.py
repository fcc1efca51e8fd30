"""``woo-redact mark``: a box by hand without a browser is the same line in the sheet."""

import pytest
from reviewing import run

from woo_redact.sheet import Sheet


def test_a_box_by_command(case):
    path = case / "kamerbrief" / "kamerbrief.lak.jsonl"
    done = run("mark", path, "--page", "2", "--box", "100,100,220,130", "--by", "anna")
    assert done.returncode == 0, done.stderr
    state = Sheet.open(path, readonly=True).state
    (mark,) = [one for one in state.marks.values() if one.by]
    assert (mark.page, mark.by, mark.exact, mark.ground) == (2, "anna", True, "5.1.2e")
    assert tuple(mark.quads[0].rect) == (100, 100, 220, 130)
    done = run("mark", path, "--page", "1", "--box", "10,10,30,30", "--ground", "5.1 lid 2 sub b")
    assert done.returncode == 0, done.stderr
    grounds = {m.ground for m in Sheet.open(path, readonly=True).state.marks.values() if m.by}
    assert grounds == {"5.1.2e", "5.1.2b"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--page", "9", "--box", "1,1,50,50"], 2),
        (["--page", "1", "--box", "50,50,1,1"], 2),
        (["--page", "1", "--box", "1,2,3"], 2),
        (["--page", "1", "--box", "1,1,50,50", "--ground", "9.9"], 8),
    ],
)
def test_a_box_that_cannot_be(proposed, arguments, code):
    path = proposed / "kamerbrief" / "kamerbrief.lak.jsonl"
    before = path.read_bytes()
    done = run("mark", path, *arguments)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith(("woo-redact: ", "Usage: "))
    assert path.read_bytes() == before


def test_a_sheet_in_use_is_left_alone(case):
    path = case / "kamerbrief" / "kamerbrief.lak.jsonl"
    with Sheet.open(path):
        assert run("mark", path, "--page", "1", "--box", "1,1,50,50").returncode == 9
