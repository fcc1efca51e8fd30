"""The reasons annex: complete, tagged, the same every time, and silent about what was covered."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pikepdf
import pypdfium2
import pytest

from woo_redact import annex, policy
from woo_redact.annex.section5 import inspect
from woo_redact.annex.table import semicolon
from woo_redact.policy import Policy
from woo_redact.types import (
    BurntBox,
    Check,
    Colour,
    Document,
    Kind,
    Mark,
    Page,
    Plan,
    Rect,
    Redacted,
    Report,
    Source,
)

PERSON = "Anouk Terpstra"
HEADING = "5 Informatie die niet openbaar gemaakt kan worden"


@cache
def policy_of(profile: str) -> Policy:
    return policy.load(profile)


def document_of(*texts: str, date: str | None = "2024-03-15") -> Document:
    pages = tuple(
        Page(number=n, width=595, height=842, rotation=0, text=text, first=(), stop=())
        for n, text in enumerate(texts, 1)
    )
    source = Source(name=f"nota {PERSON}.pdf", sha256="a" * 64, pages=len(pages))
    return Document(source=source, pages=pages, date=date)


def burnt(
    mark: str = "m1",
    *,
    page: int = 1,
    ground: str = "5.1.2e",
    kind: Kind = "person",
    y: float = 100,
    hidden: bool = True,
) -> BurntBox:
    rect = Rect(50, y, 110, y + 12)
    return BurntBox(
        mark=mark, page=page, rects=(rect,), ground=ground, kind=kind, width_hidden=hidden
    )


def mark_of(
    id_: str = "m1",
    *,
    reason: str = "Naam in het colofon.",
    keep: bool = False,
    look: bool = False,
) -> Mark:
    return Mark(
        id=id_,
        page=1,
        start=0,
        end=5,
        quads=(),
        kind="person",
        text=PERSON,
        verdict="keep" if keep else "redact",
        tier="look" if look else "redact",
        ground=None if keep else "5.1.2e",
        rule="layout.colofon",
        reason=reason,
        detectors=("layout",),
    )


def build(
    *,
    profile: str = "beslisnota",
    own: Policy | None = None,
    boxes: Sequence[BurntBox] = (),
    marks: Sequence[Mark] = (),
    document: Document | None = None,
    dropped: tuple[str, ...] = (),
    rastered: tuple[int, ...] = (),
    colour: Colour = "green",
    checks: tuple[Check, ...] = (),
    approved_by: str | None = None,
) -> annex.Annex:
    chosen = own or policy_of(profile)
    document = document or document_of(f"{HEADING}\nDe persoonsgegevens zijn gelakt.")
    return annex.build(
        stem="nota",
        document=document,
        marks=marks,
        plan=Plan(
            source_sha256=document.source.sha256,
            policy_sha256=chosen.sha256,
            boxes=(),
            style=chosen.style,
            secrets=(PERSON,),
            approved_by=approved_by,
        ),
        redacted=Redacted(pdf=b"redacted", boxes=tuple(boxes), dropped=dropped, rastered=rastered),
        report=Report(colour=colour, pages=(colour,), checks=checks),
        policy=chosen,
        models=("nl_woo_names 1.0",),
        program="0.1.0",
    )


def text_of(pdf: bytes) -> str:
    """All text of the PDF, with white space as single blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        parts = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(parts).replace("\u00ad", "").split())


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_every_box_is_listed_with_page_ground_kind_and_reason() -> None:
    made = build(
        boxes=[burnt("m2", page=2, kind="email"), burnt("m1")],
        marks=[mark_of("m1"), mark_of("m2", reason="E-mailadres van een medewerker.")],
    )
    assert rows_of(made.csv) == [
        ["Nummer", "Pagina", "Grond", "Soort", "Reden", "Regel"],
        ["1", "1", "5.1.2e", "naam", "Naam in het colofon.", "layout.colofon"],
        ["2", "2", "5.1.2e", "e-mailadres", "E-mailadres van een medewerker.", "layout.colofon"],
    ]
    text = text_of(made.pdf)
    assert "op 2 plaatsen gelakt: 1 e-mailadres en 1 naam" in text
    assert "Naam in het colofon." in text


def test_readers_get_one_reason_and_the_table_all_of_them() -> None:
    reason = "naam in het colofon.; Naam boven een telefoonnummer."
    made = build(boxes=[burnt()], marks=[mark_of(reason=reason)])
    assert "Naam in het colofon." in text_of(made.pdf)
    assert "boven een telefoonnummer" not in text_of(made.pdf)
    assert rows_of(made.csv)[1][4] == reason


def test_the_law_is_quoted_and_linked_per_ground() -> None:
    made = build(boxes=[burnt(), burnt("m2", ground="5.1.1e", kind="bsn")])
    text = text_of(made.pdf)
    assert "de eerbiediging van de persoonlijke levenssfeer" in text
    assert "5.1.1e – Nationale identificatienummers" in text
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        links = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note
        ]
    assert any(link.endswith("artikel=5.1&lid=2&onderdeel=e") for link in links)


def test_the_pdf_is_tagged_dutch_and_pdf_ua() -> None:
    with pikepdf.open(io.BytesIO(build(boxes=[burnt()]).pdf)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).lower() == "nl-nl"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Gronden bij nota-gelakt.pdf"
        assert pdf.check_pdf_syntax() == []


def test_the_same_input_gives_the_same_bytes() -> None:
    one, two = (build(boxes=[burnt()], marks=[mark_of()]) for _ in range(2))
    assert one == two


def test_no_redacted_text_comes_in_through_reasons_or_checks() -> None:
    made = build(
        boxes=[burnt()],
        marks=[mark_of(reason=f"Vorm van {PERSON.upper()}.")],
        dropped=(f"bladwijzer {PERSON}",),
        colour="needs-eyes",
        checks=(Check(name="x", page=1, colour="needs-eyes", detail=f"bij {PERSON}"),),
    )
    everything = text_of(made.pdf) + made.csv.decode()
    assert "terpstra" not in everything.lower()
    assert "zou herhalen" in everything


def test_it_says_whether_a_person_looked() -> None:
    unseen = text_of(build(boxes=[burnt()], marks=[mark_of("m9", look=True)]).pdf)
    assert "Niet door een mens beoordeeld" in unseen
    assert "Een twijfelgeval is leesbaar gebleven" in unseen
    seen = text_of(build(boxes=[burnt()], approved_by="jdoe").pdf)
    assert "akkoord gegeven" in seen
    assert "jdoe" not in seen


def test_it_says_what_went_besides_boxes_and_what_stayed_with_reason() -> None:
    text = text_of(
        build(
            boxes=[burnt(hidden=False)],
            marks=[mark_of(), mark_of("k", keep=True, reason="bewindspersoon, openbaar ambt")],
            dropped=("auteur in de documenteigenschappen", "1 bijlage"),
            rastered=(2, 3),
        ).pdf
    )
    assert "auteur in de documenteigenschappen" in text
    assert "pagina's 2 en 3" in text.replace("’", "'")
    assert "Bewindspersoon, openbaar ambt (1 keer)" in text
    assert "Bij 1 plaats was het niet mogelijk" in text


def test_hashes_and_versions_are_given() -> None:
    text = text_of(build(boxes=[burnt()]).pdf)
    assert "a" * 64 in text
    assert policy_of("beslisnota").sha256 in text
    assert "nl_woo_names 1.0" in text
    assert "woo-redact 0.1.0" in text


def test_a_document_without_boxes_says_so() -> None:
    made = build()
    assert "is niets gelakt" in text_of(made.pdf)
    assert len(rows_of(made.csv)) == 1


def test_characters_that_no_font_holds_do_not_stop_the_annex() -> None:
    made = build(boxes=[burnt()], marks=[mark_of(reason="Naam in ﷽ 漢字 schrift.")])
    assert "Naam in ? ?? schrift." in text_of(made.pdf)


@pytest.mark.parametrize(
    ("text", "finding", "proposes"),
    [
        (f"{HEADING}\nDe persoonsgegevens van ambtenaren zijn niet openbaar.", "right", False),
        (f"{HEADING}\nDe tot personen herleidbare gegevens zijn weggehaald.", "right", False),
        ("Informatie die niet openbaargemaakt kan worden: Niet van toepassing.", "nothing", True),
        ("Informatie die niet openbaar wordt gemaakt: n.v.t.", "nothing", True),
        (f"{HEADING}\nBijlagen\n1. Kamerbrief", "silent", True),
        ("Aanleiding\nDe Kamer vraagt om een brief.", "absent", True),
    ],
)  # fmt: skip
def test_the_nota_itself_must_say_what_was_left_out(
    text: str, finding: str, proposes: bool
) -> None:
    section = inspect(document_of("Eerste pagina", text), [burnt()], policy_of("beslisnota"))
    assert section.finding == finding
    assert (section.proposal is not None) == proposes
    assert section.page == (None if finding == "absent" else 2)


def test_nothing_redacted_needs_no_paragraph() -> None:
    chosen = policy_of("beslisnota")
    assert inspect(document_of("Aanleiding"), [], chosen).finding == "unneeded"
    named = document_of(f"{HEADING}\nDe persoonsgegevens zijn weggehaald.")
    assert inspect(named, [], chosen).finding == "needless"


def test_the_sentence_is_proposed_in_the_annex_of_a_beslisnota_only() -> None:
    document = document_of("Aanleiding")
    sentence = "Voorgestelde zin voor de nota"
    assert sentence in text_of(build(boxes=[burnt()], document=document).pdf)
    other = build(profile="woo-besluit", boxes=[burnt()], document=document)
    assert sentence not in text_of(other.pdf)


def test_a_woo_besluit_gets_the_motivation_of_relative_grounds() -> None:
    chosen = replace(
        policy_of("woo-besluit"), motivations={"5.1.2e": "Ambtenaren treden niet naar buiten."}
    )
    text = text_of(build(own=chosen, boxes=[burnt()]).pdf)
    assert "Ambtenaren treden niet naar buiten." in text
    assert "motivering nodig" not in text
    bare = replace(chosen, motivations={})
    assert "5.1.2e heeft een motivering nodig" in text_of(build(own=bare, boxes=[burnt()]).pdf)


def test_5_1_5_never_stands_beside_another_ground_on_the_same_place() -> None:
    chosen = replace(
        policy_of("woo-besluit"), motivations={"5.1.2e": "Daarom.", "5.1.5": "Daarom."}
    )
    apart = [burnt(y=100), burnt("m2", ground="5.1.5", y=300)]
    stacked = [burnt(y=100), burnt("m2", ground="5.1.5", y=105)]
    assert "5.1.5 mag niet naast" not in text_of(build(own=chosen, boxes=apart).pdf)
    assert "5.1.5 mag niet naast 5.1.2e" in text_of(build(own=chosen, boxes=stacked).pdf)


@pytest.mark.parametrize(
    ("profile", "ground", "date", "expected"),
    [
        ("woo-besluit", "5.1.2e", "2024-03-15", "Na 15 maart 2029"),
        ("woo-besluit", "5.1.2e", "2024-02-29", "Na 1 maart 2029"),
        ("woo-besluit", "5.1.1e", "2024-03-15", None),
        ("woo-besluit", "5.1.2e", None, None),
        ("beslisnota", "5.1.2e", "2024-03-15", None),
    ],
)
def test_five_years_are_named_where_they_count(
    profile: str, ground: str, date: str | None, expected: str | None
) -> None:
    document = document_of("Tekst", date=date)
    text = text_of(build(profile=profile, boxes=[burnt(ground=ground)], document=document).pdf)
    assert ("Vijf jaar" in text) == (expected is not None)
    assert expected is None or expected in text


@pytest.mark.parametrize("start", ["=1+1", "+31 6", "-2", "@SUM(A1)", "\tx", " =1"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert rows_of(semicolon([[start]])) == [[f"'{start}"]]
