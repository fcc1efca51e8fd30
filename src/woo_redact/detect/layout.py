"""What the shape of a page tells: who wrote it, who signs it, who is written to.

Label and value are matched by where they stand, never by the order in which the file paints them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from woo_redact.detect.blocks import contact_blocks, under_functions
from woo_redact.detect.cells import cells_of
from woo_redact.detect.closings import called, closings, greetings
from woo_redact.detect.colofon import colofon
from woo_redact.detect.ink import ink
from woo_redact.detect.mailheads import mailheads
from woo_redact.detect.paraphs import explained, initials, paraphs
from woo_redact.detect.talks import talks
from woo_redact.types import Document, Finding, Kind

if TYPE_CHECKING:
    from woo_redact.policy import Policy

KINDS: frozenset[Kind] = frozenset({"person", "paraph", "signature", "email", "phone", "room"})
"""The kinds that can be found here."""
READERS = (
    colofon,
    paraphs,
    initials,
    explained,
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
