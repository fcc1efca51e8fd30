"""Small documents for detection: lines of text, or words set at given places on a page."""

from __future__ import annotations

import pymupdf

from woo_redact import policy
from woo_redact.detect import layout
from woo_redact.detect.patterns import recognisers
from woo_redact.read import read, read_text
from woo_redact.types import Document, Finding, Source

POLICY = policy.load()
RECOGNISERS = {r.supported_entities[0]: r for r in recognisers()}
Item = tuple[float, float, str] | tuple[float, float, str, str]
"""x, y, text, and ``bold`` where it is."""


def text_document(text: str) -> Document:
    return read_text(text, Source(name="brief.txt", sha256="0" * 64, pages=1))


def page_document(*items: Item, size: float = 8) -> Document:
    """One A4 page with every item painted at its place, in the order given."""
    with pymupdf.open() as file:
        page = file.new_page(width=595, height=842)
        for x, y, text, *bold in items:
            page.insert_text((x, y), text, fontsize=size, fontname="hebo" if bold else "helv")
        data = file.tobytes()
    return read(data, Source(name="nota.pdf", sha256="0" * 64, pages=1))


def column(x: float, y: float, *lines: str, leading: float = 11) -> list[Item]:
    """Lines under each other; one that begins with ``*`` is bold, an empty one is a blank line."""
    items: list[Item] = []
    for i, line in enumerate(lines):
        place = (x, y + i * leading)
        if line.startswith("*"):
            items.append((*place, line[1:], "bold"))
        elif line:
            items.append((*place, line))
    return items


def laid_out(document: Document, tier: str = "redact") -> set[str]:
    """The texts that the layout detectors find."""
    return {f.text for f in layout.find(document, POLICY) if f.tier == tier}


def recognised(entity: str, text: str, tier: str = "redact") -> list[str]:
    """The texts that one recogniser finds, in order."""
    results = RECOGNISERS[entity].analyze(text, [entity])
    hits = sorted({(r.start, r.end) for r in results if r.recognition_metadata["tier"] == tier})
    return [text[start:end] for start, end in hits]


def mention(document: Document, text: str, kind: str = "person", nth: int = 0) -> Finding:
    """A finding on the ``nth`` place of a text on the first page."""
    start = -1
    for _ in range(nth + 1):
        start = document.pages[0].text.index(text, start + 1)
    return Finding(
        page=1,
        start=start,
        end=start + len(text),
        kind=kind,  # type: ignore[arg-type]
        text=text,
        detector="test",
        rule="layout/test",
        score=0.9,
        tier="redact",
        reason="",
    )
