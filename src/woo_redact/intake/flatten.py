"""Make annotations and form fields that show part of the page, so that they are read and
redacted like everything else. Ordinary links stay links.
"""

from __future__ import annotations

import pymupdf

from woo_redact.intake.opening import rewrite


def flatten(pdf: bytes) -> bytes:
    with pymupdf.open(stream=pdf, filetype="pdf") as file:
        if not any(_drawn_on(file[i]) for i in range(file.page_count)):
            return pdf
        file.bake()
        return rewrite(file)


def _drawn_on(page: pymupdf.Page) -> bool:
    return any(True for _ in page.annots()) or any(True for _ in page.widgets())
