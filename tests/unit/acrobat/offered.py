"""A case with one proposed document, without any detector: the marks are given."""

from __future__ import annotations

import functools
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from woo_redact import acrobat, policy
from woo_redact.case import Case, Rules
from woo_redact.decide.place import quads_of
from woo_redact.flow import load
from woo_redact.review.importing import Taken, Told, take_in
from woo_redact.sheet import Sheet, State
from woo_redact.types import Document, Mark, Source, Tier, Verdict

STANDARD = policy.load("beslisnota")
NAMES = ("Sanne van der Veldkamp", "Bram Knibbelaar", "Yıldız Öztürk", "Pip Wezelaar")
MINISTER = "Van Oostwaard"
DOUBT = "Zilverlinde"


@functools.cache
def pages() -> bytes:
    """Four pages: upright, turned, cropped, and turned, cropped and in larger units. Each has a
    name; the first name stands on two lines.
    """
    with pymupdf.open() as pdf:
        for number in range(4):
            page = pdf.new_page(width=400, height=300)
            font = pymupdf.Font("helv")
            writer = pymupdf.TextWriter(page.rect)
            first, _, last = NAMES[number].rpartition(" ")
            if number == 0:
                writer.append((60, 80), f"Dit stuk is opgesteld door {first}", font, 10)
                writer.append((60, 96), f"{last} van de afdeling.", font, 10)
            else:
                writer.append((60, 80), f"Gesproken met {NAMES[number]} over dit.", font, 10)
            writer.append((60, 140), f"De minister {MINISTER} vindt van wel.", font, 10)
            writer.append((60, 200), f"Bezoek aan {DOUBT} is gepland.", font, 10)
            writer.write_text(page)
        pdf[1].set_rotation(90)
        pdf[2].set_cropbox(pymupdf.Rect(30, 20, 380, 290))
        pdf[3].set_cropbox(pymupdf.Rect(25, 15, 390, 260))
        pdf[3].set_rotation(270)
        pdf.xref_set_key(pdf.page_xref(3), "UserUnit", "2")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Offered:
    case: Case
    stem: str = "nota"

    @property
    def sheet(self) -> Path:
        return self.case.sheet_path(self.stem)

    @property
    def pdf(self) -> Path:
        return self.sheet.with_name(f"{self.stem}-voorstel.pdf")

    @property
    def xfdf(self) -> Path:
        return self.sheet.with_name(f"{self.stem}-voorstel.xfdf")

    @property
    def state(self) -> State:
        return Sheet.open(self.sheet, readonly=True).state

    def key(self, text: str, page: int) -> str:
        """The mark over a text that was proposed on a page."""
        (key,) = [k for k, m in self.state.marks.items() if (m.page, m.text) == (page, text)]
        return key

    def take(self, data: bytes, name: str = "nota-voorstel.pdf", **told: object) -> Taken:
        return take_in(self.case, data, name, Told(by="anna", **told))  # type: ignore[arg-type]

    def lay(self) -> list[str]:
        data = self.case.source(self.sheet).read_bytes()
        _, normal = load(data, self.state.header.source)
        basis = acrobat.Basis.of(data, normal.pdf, normal.pages)
        return self.case.offer(self.sheet, acrobat.files(basis, self.state, self.stem, STANDARD))


def offer(root: Path, data: bytes | None = None, *, stem: str = "nota") -> Offered:
    """Propose the names, keep the minister and doubt the third, on every page where they stand."""
    data = pages() if data is None else data
    source = Source(name=f"{stem}.pdf", sha256=hashlib.sha256(data).hexdigest(), pages=0)
    document, _ = load(data, source)
    case = Case.open(root, rules=Rules())
    case.keep(stem, data)
    marks = [mark for text in (*NAMES, MINISTER, DOUBT) for mark in _marks(document, text)]
    Sheet.create(case.sheet_path(stem), document.source, STANDARD, marks).close()
    made = Offered(case, stem)
    made.lay()
    return made


def _marks(document: Document, text: str) -> list[Mark]:
    verdict: Verdict = "keep" if text == MINISTER else "redact"
    tier: Tier = "look" if text == DOUBT else "redact"
    found = []
    for page in document.pages:
        start = page.text.replace("\n", " ").find(text)
        if start >= 0:
            end = start + len(text)
            mark = Mark(
                id=f"p{page.number}-{start:03d}{end:03d}",
                page=page.number,
                start=start,
                end=end,
                quads=quads_of(document, page.number, start, end),
                kind="person",
                text=text,
                verdict=verdict,
                tier=tier,
                ground="5.1.2e" if verdict == "redact" else None,
                rule="names/model",
                reason="door het taalmodel herkend",
                detectors=("names",),
            )
            found.append(mark)
    return found
