"""Which marks of a page belong together as a block."""

from woo_redact import policy
from woo_redact.review.blocks import block_at, members
from woo_redact.sheet import Sheet
from woo_redact.types import Mark, Quad, Rect, Source


def mark(name, x, y, rule, **more):
    values = {
        "id": name,
        "page": 1,
        "start": 0,
        "end": 0,
        "quads": (Quad.of(Rect(x, y, x + 60, y + 10)),),
        "kind": "person",
        "text": name,
        "verdict": "redact",
        "tier": "redact",
        "ground": "5.1.2e",
        "rule": rule,
        "reason": "Naam.",
        "detectors": ("d",),
    }
    return Mark(**{**values, **more})


def state(tmp_path, *marks):
    source = Source(name="nota.pdf", sha256="0" * 64, pages=2)
    with Sheet.create(tmp_path / "nota.lak.jsonl", source, policy.load(), marks) as sheet:
        return sheet.state


def test_what_stands_under_a_name_of_the_colofon_belongs_to_it(tmp_path):
    now = state(
        tmp_path,
        mark("naam", 430, 200, "layout/colofon"),
        mark("telefoon", 436, 212, "layout/telefoon", kind="phone"),
        mark("mail", 430, 224, "patroon/email", kind="email"),
        mark("bhm", 430, 300, "names/model"),
        mark("twijfel", 430, 236, "names/look", tier="look"),
        mark("blijft", 430, 248, "functie/minister", verdict="keep", ground=None),
        mark("lopend", 72, 212, "names/model"),
        mark("ver", 430, 700, "names/model"),
        mark("elders", 430, 210, "patroon/email", page=2),
    )
    inside = {"naam", "telefoon", "mail", "bhm"}
    assert set(members(now, "layout/colofon", 1)) == inside
    assert set(members(now, "layout/colofon")) == inside
    assert {key for key in now.marks if block_at(now, key)} == inside
    assert members(now, "layout/mailkop") == ()


def test_a_table_holds_what_lies_between_its_cells(tmp_path):
    told = "Aanhef van een brief.; Staat in de parafenroute."
    now = state(
        tmp_path,
        mark("eerste", 72, 400, "layout/aanhef", reason=told),
        mark("tweede", 200, 400, "layout/parafenroute"),
        mark("derde", 330, 430, "layout/parafenroute"),
        mark("tussen", 200, 432, "names/model"),
        mark("tussen rijen", 200, 415, "names/model"),
        mark("erboven", 200, 300, "names/model"),
    )
    inside = {"eerste", "tweede", "derde", "tussen"}
    assert set(members(now, "layout/parafenroute", 1)) == inside
    assert block_at(now, "tussen") == "layout/parafenroute"
    assert block_at(now, "erboven") is None


def test_running_text_beside_the_margin_is_no_column(tmp_path):
    """A contact block over the text of a message: its details come along, the text does not."""
    now = state(
        tmp_path,
        mark("naam", 72, 100, "layout/contactblok"),
        mark("mail", 72, 112, "patroon/email", kind="email"),
        mark("telefoon", 72, 124, "patroon/telefoon", kind="phone"),
        *(mark(f"tekst {n}", 72, 190 + 14 * n, "names/model") for n in range(5)),
    )
    assert set(members(now, "layout/contactblok", 1)) == {"naam", "mail", "telefoon"}
