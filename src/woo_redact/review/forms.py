"""What a form sent, read strictly: an unknown value is refused, never guessed at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request

from woo_redact import grounds
from woo_redact.errors import PolicyError, UsageError
from woo_redact.types import Rect, Verdict

LONGEST = 2000
VERDICTS: Mapping[str, Verdict | None] = {"lakken": "redact", "niet": "keep", "later": None}


@dataclass(frozen=True, slots=True)
class Form:
    values: Mapping[str, Sequence[str]]

    @classmethod
    async def of(cls, request: Request) -> Form:
        try:
            text = (await request.body()).decode("utf-8")
            return cls(parse_qs(text, keep_blank_values=True, max_num_fields=5000))
        except ValueError:
            raise _wrong() from None

    def text(self, name: str) -> str:
        """The value, empty when it was not sent."""
        value = self.values.get(name, [""])[0].replace("\r\n", "\n").strip()
        if len(value) > LONGEST:
            raise UsageError("De tekst is te lang; kort haar in.", reason="too-long")
        return value

    def maybe(self, name: str) -> str | None:
        return self.text(name) or None

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self.values.get(name, ()))

    def number(self, name: str, standard: int | None = None) -> int:
        value = self.text(name)
        if not value and standard is not None:
            return standard
        if not re.fullmatch(r"\d{1,6}", value):
            raise _wrong()
        return int(value)

    def span(self, name: str) -> tuple[int, int]:
        """``12-18``: the characters of a page from 12 up to 18."""
        return span(self.text(name))

    def rect(self) -> Rect:
        """Four numbers, whichever two corners they are."""
        try:
            x0, y0, x1, y1 = (float(self.text(key).replace(",", ".")) for key in CORNERS)
        except ValueError:
            raise UsageError(
                "Vul vier getallen in: links, boven, rechts en onder.", reason="box-numbers"
            ) from None
        if not all(-1e5 < number < 1e5 for number in (x0, y0, x1, y1)):
            raise _wrong()
        return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def verdict(self) -> Verdict | None:
        try:
            return VERDICTS[self.text("besluit")]
        except KeyError:
            raise _wrong() from None

    def ground(self) -> str | None:
        """A canonical ground, or several joined; None when none was chosen."""
        value = self.text("grond")
        if not value:
            return None
        try:
            return grounds.join(grounds.parse_many(value))
        except PolicyError as error:
            raise UsageError(str(error), reason="unknown-ground") from None


CORNERS = ("links", "boven", "rechts", "onder")


def span(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", text)
    if match is None or int(match[1]) >= int(match[2]):
        raise _wrong()
    return int(match[1]), int(match[2])


def _wrong() -> UsageError:
    return UsageError("Dit formulier klopt niet; ververs de pagina.", reason="form")
