"""What the shape of a page tells: who wrote it, who signs it, who is written to.

Label and value are matched by where they stand, never by the order in which the file paints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from woo_redact.detect.blocks import contact_blocks, under_functions
from woo_redact.detect.cells import Cell, below, cells_of
from woo_redact.detect.closings import called, closings, greetings
from woo_redact.detect.colofon import colofon
from woo_redact.detect.found import found
from woo_redact.detect.ink import ink
from woo_redact.detect.mailheads import mailheads
from woo_redact.detect.paraphs import explained, initials, paraphs, stamped
from woo_redact.detect.talks import talks
from woo_redact.types import Document, Finding, Kind, Page

if TYPE_CHECKING:
    from woo_redact.policy import Policy

KINDS: frozenset[Kind] = frozenset({"person", "paraph", "signature", "email", "phone", "room"})
"""The kinds that can be found here."""
HYPHEN = re.compile(r"[-\u2010\u00ad]")
REST = re.compile(r"[a-zà-öø-ÿā-ž]{2,}(?![\w.])")
READERS = (
    colofon,
    paraphs,
    initials,
    explained,
    stamped,
    mailheads,
    greetings,
    called,
    closings,
    contact_blocks,
    under_functions,
    talks,
    ink,
)


def find(document: Document, policy: Policy) -> Iterator[Finding]:
    """Every reader over every page; what two of them see is joined later."""
    for page in document.pages:
        cells = cells_of(page)
        for read in READERS:
            for finding in read(page, cells):
                if finding.kind in policy.grounds:
                    yield finding
                    yield from _rest(page, cells, finding)


def _rest(page: Page, cells: tuple[Cell, ...], finding: Finding) -> Iterator[Finding]:
    """*rieva* under *Bebe Zaha-* in its cell, however far apart the file writes the two."""
    broken = HYPHEN.match(page.text, finding.end - 1) or HYPHEN.match(page.text, finding.end)
    own = [c for c in cells if c.start <= finding.start and broken and c.end == broken.end()]
    under = next(below(own[0], cells), None) if own and finding.kind == "person" else None
    if under is None or under.rect.y0 - own[0].rect.y1 > own[0].size:
        return
    if rest := REST.match(under.text):
        span = (under.start, under.start + rest.end())
        yield found(page, span, "person", finding.rule, finding.reason)
