"""Annotations and form fields: what is visible becomes page content, the rest goes."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pymupdf

NAMES: Final = {
    "Text": ("notitie", "notities"),
    "Popup": ("opmerkingvenster", "opmerkingvensters"),
    "Redact": ("niet toegepaste lakmarkering", "niet toegepaste lakmarkeringen"),
    "FileAttachment": ("bijgevoegd bestand", "bijgevoegde bestanden"),
}
UNSEEN: Final = pymupdf.PDF_ANNOT_IS_HIDDEN | pymupdf.PDF_ANNOT_IS_NO_VIEW


def flatten(file: pymupdf.Document) -> list[str]:
    dropped: list[str] = []
    touched = False
    for page in file:
        gone: Counter[str] = Counter()
        for annot in list(page.annots()):
            kind = annot.type[1]
            if kind in NAMES or annot.flags & UNSEEN:
                gone[kind if kind in NAMES else "Hidden"] += 1
                page.delete_annot(annot)
            else:
                touched = True
        touched = touched or next(page.widgets(), None) is not None
        dropped.extend(_sentence(page.number + 1, kind, n) for kind, n in gone.items())
    if touched:
        file.bake()
    return dropped


def _sentence(page: int, kind: str, number: int) -> str:
    one, many = NAMES.get(kind, ("verborgen aantekening", "verborgen aantekeningen"))
    return f"Bladzijde {page}: {number} {one if number == 1 else many} weggelaten."
