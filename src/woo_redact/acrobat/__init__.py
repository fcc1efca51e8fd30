"""Proposals for reviewers who work in Acrobat or another PDF program, and their decisions back.

::

    sheet ─▶ annots ─▶ paper, xfdf ─▶ <name>-voorstel.pdf, .xfdf
                                             │  edited by a person
    sheet ◀─ decisions ◀─ changes ◀─ returned, xfdf

The files show everything that would be covered, so they are as secret as the sheet and stay in the
case.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from woo_redact.acrobat import paper, returned, untouched, xfdf
from woo_redact.acrobat.annots import annots
from woo_redact.acrobat.binding import Binding
from woo_redact.acrobat.changes import Changes, Edit, New, compare
from woo_redact.acrobat.returned import Returned
from woo_redact.errors import InputError
from woo_redact.intake.opening import UNREADABLE
from woo_redact.policy import Policy
from woo_redact.redact.geometry import PageSpace
from woo_redact.sheet import State

__all__ = ["Basis", "Binding", "Changes", "Edit", "New", "Returned", "changed", "files", "read"]

SUFFIX = "-voorstel"
PDF_HEADER_WITHIN = 1024


@dataclass(frozen=True, slots=True)
class Basis:
    """The file that is annotated: the source, or what intake made of it where the source is too
    damaged to add anything to.
    """

    pdf: bytes = field(repr=False)
    spaces: tuple[PageSpace, ...]

    @classmethod
    def of(cls, source: bytes, normal: bytes, pages: int) -> Basis:
        for data in (source, normal):
            try:
                with returned.opened(data, "") as pdf:
                    spaces = paper.spaces(pdf)
                    pdf.save(io.BytesIO())  # what is broken inside shows when it is written
            except (InputError, *UNREADABLE):
                continue
            if len(spaces) == pages:
                return cls(data, spaces)
        raise returned.unreadable("De bron")


def files(basis: Basis, state: State, stem: str, policy: Policy) -> dict[str, bytes]:
    """The proposal files of a document by name; the same state gives the same bytes."""
    shown = annots(state, basis.spaces, policy)
    bound = Binding.of(state, stem)
    name = f"{stem}{SUFFIX}"
    with returned.opened(basis.pdf, name) as pdf:
        made = paper.annotated(pdf, shown, policy.style, bound)
    return {
        f"{name}.pdf": made,
        f"{name}.xfdf": xfdf.written(shown, policy.style, bound, f"{name}.pdf"),
    }


def read(data: bytes, name: str) -> Returned:
    """A PDF or XFDF that came back, called ``name``. Raises ``InputError``."""
    return returned.read(data, name) if _is_pdf(data) else xfdf.read(data, name)


def changed(
    back: Returned, data: bytes, basis: Basis, state: State, policy: Policy, name: str
) -> tuple[Changes, Mapping[tuple[int, str], int]]:
    """What a person changed, and the remarks and shapes they added that are not read, per page and
    type. Raises ``InputError`` where the file cannot be relied on.
    """
    shown = annots(state, basis.spaces, policy)
    if _is_pdf(data):
        marks = [state.marks[annot.name] for annot in shown if annot.name]
        untouched.check(basis.pdf, data, marks, name)
    outside = [annot.page for annot in back.annots if annot.page > len(basis.spaces)]
    if outside:
        raise InputError(
            f"{name} noemt pagina {outside[0]}, maar het document heeft er {len(basis.spaces)}; "
            "verwerk een bestand van dit document.",
            reason="pages-changed",
        )
    source = returned.read(basis.pdf, name)
    found = compare(shown, back.annots, policy, own=source.annots, name=name)
    return found, Counter(back.others) - Counter(source.others)


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:PDF_HEADER_WITHIN]
