"""A file that cannot be worked on is refused with one sentence and a stable reason."""

from __future__ import annotations

import io

import pikepdf
import pymupdf
import pytest
from intake_pages import VISIBLE, build

from woo_redact.errors import ExitCode, InputError
from woo_redact.intake import normalise


def saved(**options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(build(VISIBLE))) as file:
        file.save(out, **options)
    return out.getvalue()


def without_pages() -> bytes:
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


REFUSED = {
    "empty": (b"", "empty"),
    "only white space": (b"\r\n\0 ", "empty"),
    "text": (b"Geachte heer De Vries,", "not-a-pdf"),
    "word": (b"PK\x03\x04" + bytes(400), "not-a-pdf"),
    "header only": (b"%PDF-1.7\n", "damaged"),
    "cut short": (build(VISIBLE)[:60], "damaged"),
    "noise": (b"%PDF-1.4\n" + bytes(range(256)) * 8, "damaged"),
    "no pages": (without_pages(), "no-pages"),
    "user password": (
        saved(encryption=pikepdf.Encryption(user="geheim", owner="baas", R=6)),
        "encrypted",
    ),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        normalise(data, "/zaken/geheim/nota.pdf")
    message = str(caught.value)
    assert caught.value.reason == reason
    assert caught.value.exit_code == ExitCode.INPUT
    assert message.startswith("nota.pdf: ")
    assert message.endswith(".")
    assert "zaken" not in message


def test_an_empty_user_password_opens_and_the_result_is_not_encrypted() -> None:
    locked = saved(encryption=pikepdf.Encryption(user="", owner="baas", R=6))
    result = normalise(locked, "nota.pdf")
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        assert not file.is_encrypted
    assert "Zichtbare regel" in pymupdf.open(stream=result.pdf)[0].get_text()


def test_a_damaged_cross_reference_table_is_repaired() -> None:
    broken = build(VISIBLE).replace(b"startxref\n", b"startxref\n99")
    result = normalise(broken, "nota.pdf")
    assert result.repaired
    assert "Zichtbare regel" in pymupdf.open(stream=result.pdf)[0].get_text()
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        assert not file.check_pdf_syntax()


def test_a_missing_end_is_repaired() -> None:
    whole = build(VISIBLE)
    result = normalise(whole[: whole.rindex(b"xref")], "nota.pdf")
    assert "Zichtbare regel" in pymupdf.open(stream=result.pdf)[0].get_text()


def test_the_same_input_gives_the_same_bytes() -> None:
    data = build(VISIBLE + "BT 3 Tr /F1 12 Tf 20 100 Td (Verborgen) Tj ET", rotate=90)
    assert normalise(data, "a.pdf").pdf == normalise(data, "b.pdf").pdf


def test_older_revisions_are_left_behind() -> None:
    data = build(VISIBLE)
    with pikepdf.open(io.BytesIO(data)) as file:
        stream, root = file.pages[0].Contents.objgen[0], file.Root.objgen[0]
    new = f"{stream} 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n".encode()
    previous = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    update = (
        new
        + f"xref\n{stream} 1\n{len(data):010d} 00000 n \ntrailer\n".encode()
        + f"<</Size 99/Root {root} 0 R/Prev {previous}>>\n".encode()
        + f"startxref\n{len(data) + len(new)}\n%%EOF\n".encode()
    )
    result = normalise(data + update, "nota.pdf")
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        streams = [o.read_bytes() for o in file.objects if isinstance(o, pikepdf.Stream)]
    assert not any(b"Zichtbare" in content for content in streams)
    assert result.pdf.count(b"startxref") == 1


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("D:20240304120653Z00'00'", "2024-03-04"),
        ("20231116", "2023-11-16"),
        ("D:2021", None),
        ("D:20211345", None),
        ("gisteren", None),
    ],
)
def test_date(raw: str, date: str | None) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(build(VISIBLE))) as file:
        file.docinfo["/CreationDate"] = raw
        file.save(out)
    assert normalise(out.getvalue(), "nota.pdf").date == date
