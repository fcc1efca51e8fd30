"""The date that a document prints."""

from __future__ import annotations

import pytest
from read_pages import document, typeset

from woo_redact.read.dates import parse


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3 mei 2024", "2024-05-03"),
        ("1 maart 2023", "2023-03-01"),
        ("14 mrt. 2022", "2022-03-14"),
        ("30 September 2021", "2021-09-30"),
        ("maandag 4 maart 2024, 10:12", "2024-03-04"),
        (": 7 augustus 2019", "2019-08-07"),
        ("07-08-2019", "2019-08-07"),
        ("7/8/2019", "2019-08-07"),
        ("2019-08-07", "2019-08-07"),
        ("31 februari 2021", None),
        ("13-13-2021", None),
        ("12 december 20245", None),
        ("volgt", None),
        ("besluit van 3 mei 2024", None),
    ],
)
def test_parse(text: str, date: str | None) -> None:
    assert parse(text) == date


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ([(80, 100, "Datum 3 mei 2024")], "2024-05-03"),
        ([(80, 100, "Datum:"), (190, 100, "3 mei 2024")], "2024-05-03"),
        ([(466, 100, "Datum"), (466, 110, "3 mei 2024")], "2024-05-03"),
        ([(466, 100, "DATUM NOTA"), (466, 110, "3 mei 2024")], "2024-05-03"),
        ([(466, 100, "Datum"), (80, 100, "1 april 2020"), (466, 110, "3 mei 2024")], "2024-05-03"),
        ([(80, 100, "Datum/paraaf"), (80, 110, "3 mei 2024")], None),
        ([(80, 100, "Geboortedatum 3 mei 1964")], None),
        ([(80, 100, "Datum"), (80, 300, "3 mei 2024")], None),
        ([(80, 100, "Op 3 mei 2024 is besloten")], None),
    ],
)
def test_the_date_beside_or_below_its_label(
    lines: list[tuple[float, float, str]], date: str | None
) -> None:
    assert document(typeset(lines)).date == date
