"""Prints sheets with real producers and adds what office software leaves in a file."""

from __future__ import annotations

import random
import subprocess
import tempfile
from pathlib import Path

import pikepdf

from samples.generate import html, odf
from samples.generate.model import Sheet, bare

CHROMIUM = [
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--virtual-time-budget=4000",
]


def chromium(sheet: Sheet, target: Path, rng: random.Random) -> None:
    """Print through Chromium's ``--print-to-pdf``."""
    with tempfile.TemporaryDirectory(prefix="samples-") as folder:
        page = Path(folder) / "page.html"
        page.write_text(html.render(sheet, rng), encoding="utf-8")
        options = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        options.append(
            "--generate-pdf-document-outline" if sheet.has("tagged") else "--disable-pdf-tagging"
        )
        subprocess.run(
            [*CHROMIUM, *options, page.as_uri()], check=True, capture_output=True, timeout=120
        )


def libreoffice(sheets: list[tuple[Sheet, Path]]) -> None:
    """Export through Writer, one start for all sheets that share the export options."""
    groups: dict[str, list[tuple[Sheet, Path]]] = {}
    for sheet, target in sheets:
        groups.setdefault(_export_filter(sheet), []).append((sheet, target))
    for options, members in groups.items():
        with tempfile.TemporaryDirectory(prefix="samples-") as folder:
            sources = []
            for number, (sheet, _) in enumerate(members):
                source = Path(folder) / f"{number:04}.fodt"
                source.write_text(odf.render(sheet), encoding="utf-8")
                sources.append(str(source))
            command = [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--norestore",
            ]
            command += ["--convert-to", options, "--outdir", folder, *sources]
            subprocess.run(command, check=True, capture_output=True, timeout=60 + 20 * len(members))
            for number, (_, target) in enumerate(members):
                target.write_bytes((Path(folder) / f"{number:04}.pdf").read_bytes())


def _export_filter(sheet: Sheet) -> str:
    def flag(name: str, *, on: bool) -> str:
        return f'"{name}":{{"type":"boolean","value":"{str(on).lower()}"}}'

    flags = (
        flag("UseTaggedPDF", on=sheet.has("tagged")),
        flag("PDFUACompliance", on=sheet.has("pdf-ua")),
        flag("ExportBookmarks", on=sheet.has("tagged")),
    )
    return "pdf:writer_pdf_Export:{" + ",".join(flags) + "}"


_INFO = {"title": "/Title", "author": "/Author", "subject": "/Subject", "keywords": "/Keywords"}


def dress(sheet: Sheet, target: Path) -> None:
    """Write metadata and bookmarks as the sheet names them, and make the bytes repeatable."""
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            for outer in sheet.outer:
                if outer.place in _INFO:
                    pdf.docinfo[_INFO[outer.place]] = bare(outer.text)
                if outer.place == "title":
                    meta["dc:title"] = bare(outer.text)
                if outer.place == "author":
                    meta["dc:creator"] = [bare(outer.text)]
            for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
                if key in meta:
                    del meta[key]
        for key in ("/CreationDate", "/ModDate"):
            pdf.docinfo[key] = "D:20240315101500+01'00'"
        marks = [bare(outer.text) for outer in sheet.outer if outer.place == "bookmark"]
        if marks:
            with pdf.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(mark, 0) for mark in marks)
        pdf.save(
            target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve
        )
