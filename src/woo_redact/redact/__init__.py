"""Burning an approved plan: what lies under the boxes goes, and the file is built anew."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Name, Pdf

from woo_redact.errors import InputError, LeakFound
from woo_redact.redact import raster
from woo_redact.redact.boxes import LabelFont, Painted, paint
from woo_redact.redact.geometry import PageSpace
from woo_redact.redact.rebuild import Rebuilt, rebuild, write
from woo_redact.redact.remove import remove, residue
from woo_redact.redact.secrets import Secrets
from woo_redact.types import Box, BurntBox, Plan, Redacted

__all__ = ["redact"]

ByPage = Mapping[int, Sequence[Box]]


def redact(pdf: bytes, plan: Plan) -> Redacted:
    """The document of ``pdf`` (as intake gives it) without what the plan covers."""
    by_page = _by_page(plan)
    with _open(pdf) as source:
        _check_pages(by_page, len(source.pages))
        spaces = {number: PageSpace.of(source.pages[number - 1]) for number in by_page}
    removed = remove(pdf, by_page) if by_page else pdf
    left = residue(removed, by_page)
    rebuilt, rastered = _rebuild(removed, plan, by_page, spaces, left)
    burnt = _paint(rebuilt.pdf, plan, by_page, spaces)
    result = write(rebuilt.pdf)
    still = residue(result, by_page)
    if still:
        pages = ", ".join(str(number) for number in sorted(still))
        raise LeakFound(
            f"Op pagina {pages} bleef tekst onder een vlak staan; "
            "het document is niet gelakt. Laat deze pagina scannen of lak haar met de hand.",
            reason="residue",
        )
    return Redacted(
        pdf=result,
        boxes=burnt,
        dropped=tuple(sorted(rebuilt.dropped)),
        rastered=tuple(sorted(rastered)),
    )


def _by_page(plan: Plan) -> dict[int, list[Box]]:
    pages: dict[int, list[Box]] = {}
    for box in plan.boxes:
        pages.setdefault(box.page, []).append(box)
    return pages


def _open(pdf: bytes) -> Pdf:
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise InputError(
            "Dit document kan niet worden gelezen; bewaar het opnieuw als PDF "
            "en probeer het nog eens.",
            reason="unreadable",
        ) from error


def _check_pages(by_page: ByPage, count: int) -> None:
    for number in by_page:
        if not 1 <= number <= count:
            raise InputError(
                f"Er staat een vlak op pagina {number}, maar het document telt {count} pagina's; "
                "controleer het bestand met vlakken.",
                reason="no such page",
            )


def _rebuild(
    removed: bytes, plan: Plan, by_page: ByPage, spaces: Mapping[int, PageSpace], left: set[int]
) -> tuple[Rebuilt, set[int]]:
    """The file built anew, with pages as images where boxes cannot be trusted to reach all."""
    secrets = Secrets(plan)
    covered = {
        number: [spaces[number].rect(quad.rect) for box in boxes for quad in box.quads]
        for number, boxes in by_page.items()
    }
    rebuilt = rebuild(_open(removed), secrets, covered)
    doubtful = left | {number for number in rebuilt.doubts if number in by_page}
    if doubtful:
        flattened = raster.flatten(removed, doubtful, by_page)
        rebuilt = rebuild(_open(flattened), secrets, covered)
    return rebuilt, doubtful


def _paint(
    pdf: Pdf, plan: Plan, by_page: ByPage, spaces: Mapping[int, PageSpace]
) -> tuple[BurntBox, ...]:
    font = LabelFont(pdf)
    burnt: list[BurntBox] = []
    for number, boxes in sorted(by_page.items()):
        page = pdf.pages[number - 1].obj
        space = spaces[number]
        painted = []
        for box in boxes:
            rects = tuple(quad.rect for quad in box.quads)
            painted += [Painted(space.rect(rect), box.ground) for rect in rects]
            burnt.append(
                BurntBox(
                    mark=box.mark,
                    page=number,
                    rects=rects,
                    ground=box.ground,
                    kind=box.kind,
                    width_hidden=False,
                )
            )
        name = Name("/Label")
        if plan.style.code:
            if "/Font" not in page.Resources:
                page.Resources.Font = pikepdf.Dictionary()
            page.Resources.Font[name] = font.font()
        before = pdf.make_stream(b"q\n")
        after = pdf.make_stream(b"\nQ\n" + paint(painted, plan.style, str(name)))
        page.Contents = Array([before, page.Contents, after])
    return tuple(burnt)
