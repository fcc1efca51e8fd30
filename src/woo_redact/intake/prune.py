"""Take out what hangs on a file but does not show on its pages: notes, hidden annotations,
redactions that nobody applied, attachments, scripts.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

HIDDEN: Final = 2
NO_VIEW: Final = 32
KINDS: Final = {
    "/Text": ("notitie", "notities"),
    "/Popup": ("opmerkingvenster", "opmerkingvensters"),
    "/Redact": ("niet toegepaste lakmarkering", "niet toegepaste lakmarkeringen"),
    "/FileAttachment": ("bijgevoegd bestand", "bijgevoegde bestanden"),
    "/Sound": ("geluidsfragment", "geluidsfragmenten"),
    "/Movie": ("filmfragment", "filmfragmenten"),
    "/Screen": ("mediafragment", "mediafragmenten"),
    "/RichMedia": ("mediafragment", "mediafragmenten"),
}
"""Annotations that are no part of the page, whatever icon marks their place."""
UNSEEN: Final = ("verborgen aantekening", "verborgen aantekeningen")
FIELD: Final = ("verborgen formulierveld", "verborgen formuliervelden")


def prune(file: Pdf) -> list[str] | None:
    """What was dropped; None where nothing was changed."""
    dropped: list[str] = []
    changed = False
    for number, page in enumerate(file.pages, 1):
        gone = _annotations(page)
        changed = changed or bool(gone)
        del gone[KINDS["/Popup"]]  # the window of a note is no note of its own
        dropped.extend(
            f"Bladzijde {number}: {count} {one if count == 1 else many} weggelaten."
            for (one, many), count in gone.items()
        )
    dropped += _catalog(file)
    return dropped if dropped or changed else None


def _annotations(page: pikepdf.Page) -> Counter[tuple[str, str]]:
    gone: Counter[tuple[str, str]] = Counter()
    annotations = page.obj.get(Name.Annots)
    if not isinstance(annotations, Array):
        return gone
    kept = []
    for annotation in annotations:
        kind = _reason(annotation)
        if kind is None:
            kept.append(annotation)
        else:
            gone[kind] += 1
    if len(kept) < len(annotations):
        page.obj.Annots = Array(kept)
    return gone


def _reason(annotation: pikepdf.Object) -> tuple[str, str] | None:
    if not isinstance(annotation, Dictionary):
        return UNSEEN
    subtype = str(annotation.get(Name.Subtype, ""))
    if subtype in KINDS:
        return KINDS[subtype]
    flags = annotation.get(Name.F, 0)
    if isinstance(flags, int) and flags & (HIDDEN | NO_VIEW):
        return FIELD if subtype == "/Widget" else UNSEEN
    return None


def _catalog(file: Pdf) -> list[str]:
    root = file.Root
    dropped: list[str] = []
    names = root.get(Name.Names)
    if len(file.attachments) > 0:
        number = len(file.attachments)
        files = "bijgevoegd bestand" if number == 1 else "bijgevoegde bestanden"
        dropped.append(f"{number} {files} weggelaten.")
    for holder, key, sentence in (
        (names, "/EmbeddedFiles", None),
        (names, "/JavaScript", "Programmacode (JavaScript) weggelaten."),
        (root, "/Collection", None),
        (root, "/AF", None),
        (root.get(Name.AcroForm), "/XFA", "XFA-formulier weggelaten."),
    ):
        if isinstance(holder, Dictionary) and key in holder:
            del holder[key]
            if sentence:
                dropped.append(sentence)
    return dropped
