"""The source with a Redact annotation per mark (ISO 32000, 12.5.6.23); nothing else changes.

Every annotation has an appearance of its own, so that a viewer that does not know the type shows
it too: an outline, and a wash of colour that leaves the text readable.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from woo_redact.acrobat.annots import Annot
from woo_redact.acrobat.binding import KEY, Binding
from woo_redact.redact.geometry import PageSpace
from woo_redact.types import BoxStyle, Quad, Rect

Colour = tuple[float, float, float]

SURE: Colour = (0.784, 0.0, 0.125)
DOUBTFUL: Colour = (0.902, 0.494, 0.0)
OPAQUE, FAINT = 1.0, 0.6
WASH = 0.22
"""Opacity of the colour inside an outline."""
LINE = 0.6
PRINT = 4
CENTRED = 1
LETTER_SIZE = 8


def spaces(pdf: Pdf) -> tuple[PageSpace, ...]:
    """Per page where its crop box lies."""
    return tuple(PageSpace.of(page) for page in pdf.pages)


def annotated(pdf: Pdf, shown: Sequence[Annot], style: BoxStyle, binding: Binding) -> bytes:
    """The file with the annotations, the same bytes every time."""
    by_page: dict[int, list[Annot]] = {}
    for annot in shown:
        by_page.setdefault(annot.page, []).append(annot)
    for number, on_page in by_page.items():
        page = pdf.pages[number - 1].obj
        made = [pdf.make_indirect(_dictionary(pdf, page, annot, style)) for annot in on_page]
        for annotation in made:
            annotation[KEY] = String(binding.written)
        old = page.get("/Annots")
        there = list(old) if isinstance(old, Array) else []
        page.Annots = pdf.make_indirect(Array([*there, *made]))
    if "/Perms" in pdf.Root:  # of a signature that holds for other bytes and forbids to edit
        del pdf.Root["/Perms"]
    pdf.docinfo[KEY] = String(binding.written)
    half = String(bytes.fromhex(binding.id))
    pdf.trailer.ID = Array([half, half])
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def colour_of(annot: Annot) -> Colour:
    return DOUBTFUL if annot.doubtful else SURE


def opacity_of(annot: Annot) -> float:
    return FAINT if annot.doubtful else OPAQUE


def appearance_string(style: BoxStyle) -> str:
    """How the ground would be printed, as in a form's field."""
    ink = " ".join(f"{part:g}" for part in style.ink)
    return f"{ink} rg /Helv {LETTER_SIZE} Tf"


def corners(quad: Quad) -> tuple[float, ...]:
    """Upper left, upper right, lower left, lower right: not the order of the standard, but the
    one that Acrobat writes and every viewer expects.
    """
    return tuple(number for point in quad for number in point)


def _dictionary(pdf: Pdf, page: pikepdf.Object, annot: Annot, style: BoxStyle) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Redact,
        P=page,
        NM=String(annot.name or ""),
        Rect=_numbers(annot.rect),
        QuadPoints=_numbers([number for quad in annot.quads for number in corners(quad)]),
        C=_numbers(colour_of(annot)),
        OC=_numbers(colour_of(annot)),
        IC=_numbers(style.fill),
        CA=opacity_of(annot),
        F=PRINT,
        T=String(annot.author),
        Subj=String(annot.subject),
        Contents=String(annot.contents),
        OverlayText=String(annot.overlay),
        DA=String(appearance_string(style)),
        Q=CENTRED,
        Repeat=False,
        AP=Dictionary(N=_appearance(pdf, annot)),
    )


def _appearance(pdf: Pdf, annot: Annot) -> Stream:
    """Drawn in the coordinates of the page itself: /BBox is /Rect, so that nothing is scaled."""
    colour = " ".join(f"{part:g}" for part in colour_of(annot))
    paths = "".join(_path(quad) for quad in annot.quads)
    dashes = "[3 2] 0 d " if annot.doubtful else ""
    content = f"q /Wash gs {colour} rg {paths}f Q\nq {LINE} w {dashes}{colour} RG {paths}S Q\n"
    form = pdf.make_stream(content.encode("ascii"))
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = _numbers(annot.rect)
    wash = Dictionary(Type=Name.ExtGState, ca=WASH, BM=Name.Multiply)
    form.Resources = Dictionary(ExtGState=Dictionary(Wash=wash))
    return form


def _path(quad: Quad) -> str:
    ring = (quad.ul, quad.ur, quad.lr, quad.ll)
    steps = [f"{p.x:.3f} {p.y:.3f} {'l' if i else 'm'} " for i, p in enumerate(ring)]
    return "".join(steps) + "h "


def _numbers(numbers: Rect | Sequence[float]) -> Array:
    return Array([round(number, 3) for number in numbers])
