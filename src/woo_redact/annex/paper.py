"""The annex on paper: ``annex.typ`` set by Typst, with its own fonts, into tagged PDF/UA-1."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib import resources

import typst

from woo_redact.annex.contents import Contents

UNPRINTABLE = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u20ac]"
)
"""What the fonts of Typst surely hold; PDF/UA refuses a character without a glyph."""
STAND_IN = "?"


def typeset(contents: Contents) -> bytes:
    """The PDF. Nothing in it depends on the clock or on the fonts of the machine."""
    template = resources.files("woo_redact").joinpath("data/annex.typ").read_bytes()
    facts = UNPRINTABLE.sub(STAND_IN, json.dumps(asdict(contents), ensure_ascii=False))
    return typst.compile(
        template,
        sys_inputs={"facts": facts},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=0,
    )
