"""Cases built by hand: what stands on the pages and what is proposed is known to the letter."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pymupdf

from woo_redact import folding
from woo_redact.case import Case, Rules
from woo_redact.review.reading import Reader
from woo_redact.sheet import Sheet, State
from woo_redact.types import Mark, Source


def pdf(path: Path, pages: Sequence[Sequence[str]]) -> Path:
    """A PDF with these lines on its pages."""
    with pymupdf.open() as file:
        for lines in pages:
            page = file.new_page()
            for number, line in enumerate(lines):
                page.insert_text((72, 90 + 24 * number), line, fontsize=12)
        file.save(path, no_new_id=True)
    return path


def source_of(path: Path, stem: str, pages: int) -> Source:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(name=f"{stem}.pdf", sha256=digest, pages=pages)


def marks_over(
    path: Path, source: Source, pages: Sequence[Sequence[str]], wanted: Mapping[str, Mapping]
) -> list[Mark]:
    """A mark over every place of each wanted text, with what is said of it laid over."""
    reader, marks = Reader(), []
    texts = [one.text for one in reader.texts(path, source)]
    for text, more in wanted.items():
        only = more.get("page")
        spans = [
            (number, start, end)
            for number, page in enumerate(texts, 1)
            for start, end in folding.find(text, page)
            if only in (None, number)
        ]
        assert spans, f"{text} stands nowhere in {len(pages)} pages"
        for mark in reader.spanned(path, source, tuple(spans)):
            keep = more.get("verdict") == "keep"
            mark = replace(
                mark,
                kind="person",
                ground=None if keep else "5.1.2e",
                rule="names/model",
                reason="Naam.",
                detectors=("names",),
            )
            marks.append(replace(mark, **{k: v for k, v in more.items() if k != "page"}))
    return marks


def build(
    root: Path, documents: Mapping[str, tuple[Sequence[Sequence[str]], Mapping[str, Mapping]]]
) -> Case:
    """A case of these documents: per stem the lines of each page, and the texts with a mark."""
    case = Case.open(root, rules=Rules())
    policy = case.rules().policy()
    for stem, (pages, wanted) in documents.items():
        folder = case.folder(stem)
        path = pdf(folder / "bron.pdf", pages)
        source = source_of(path, stem, len(pages))
        marks = marks_over(path, source, pages, wanted)
        Sheet.create(case.sheet_path(stem), source, policy, marks).close()
    return case


def state(case: Case, stem: str) -> State:
    return Sheet.open(case.sheet_path(stem), readonly=True).state


def standings(case: Case, stem: str) -> dict[str, list[str]]:
    """Per text how its marks stand, in the order of the sheet."""
    from woo_redact.review.standing import standing

    now, found = state(case, stem), {}
    for key, mark in now.marks.items():
        found.setdefault(mark.text, []).append(standing(now, key))
    return found
