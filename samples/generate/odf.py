"""A sheet as flat OpenDocument text for LibreOffice's PDF export. Styles: ``data/styles.xml``."""

from __future__ import annotations

import re
from string import Template
from xml.sax.saxutils import escape

from samples.generate.model import LINK, Block, Box, Line, Run, Sheet, bare, runs
from samples.generate.people import DATA
from samples.generate.spelling import decompose, soften

_SPACES = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
    "meta": "meta",
}
_NAMES = " ".join(
    [
        *(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in _SPACES.items()),
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
    ]
)
_COUNT = '<text:page-count style:num-format="1">2</text:page-count>'
_NUMBER = '<text:page-number style:num-format="1" text:select-page="current">1</text:page-number>'


def _words(text: str, sheet: Sheet) -> str:
    if sheet.has("soft-hyphens"):
        text = soften(text)
    if sheet.has("decomposed"):
        text = decompose(text)
    text = escape(text).replace("\n", "<text:line-break/>")
    text = text.replace("{pages}", _COUNT).replace("{page}", _NUMBER)
    return re.sub(" {2,}", lambda m: f' <text:s text:c="{len(m[0]) - 1}"/>', text)


def _inline(marked: str, sheet: Sheet, *, notes: bool = False) -> str:
    xml = "".join(
        _note(run, sheet) if run.raised and notes else _styled(run, _words(run.text, sheet))
        for run in runs(marked)
    )
    target = bare(marked).strip()
    if sheet.has("links") and LINK.fullmatch(target):
        href = ("mailto:" if "@" in target else "https://") + escape(target)
        xml = f'<text:a xlink:type="simple" xlink:href="{href}">{xml}</text:a>'
    return xml


def _styled(run: Run, xml: str) -> str:
    styles = ((run.bold, "Tb"), (run.italic, "Ti"), (run.underline, "Tu"), (run.raised, "Ts"))
    for wanted, style in styles:
        if wanted:
            xml = f'<text:span text:style-name="{style}">{xml}</text:span>'
    return xml


def _paragraph(style: str, xml: str) -> str:
    return f'<text:p text:style-name="{style}">{xml}</text:p>'


def _note(run: Run, sheet: Sheet) -> str:
    body = _paragraph("Pnote", _inline(sheet.notes[int(run.text) - 1], sheet))
    return (
        f'<text:note text:id="ftn{run.text}" text:note-class="footnote">'
        f"<text:note-citation>{run.text}</text:note-citation>"
        f"<text:note-body>{body}</text:note-body></text:note>"
    )


def _line(line: Line, box: Box, sheet: Sheet) -> str:
    small = box.size <= 7
    styles = {
        "large": "Plarge",
        "label": "Plabel" if small else "Plabel9",
        "head": "Phead6" if small else "Plabel9",
    }
    style = styles.get(line.role, "Pvalue" if small else "Pvalue9")
    return _paragraph(style, _inline(line.text, sheet))


def _frame(name: str, number: int, x: float, y: float, width: float, content: str) -> str:
    return (
        f'<draw:frame draw:style-name="Gbox" draw:name="{name}" text:anchor-type="paragraph"'
        f' draw:z-index="{number}" svg:x="{x}pt" svg:y="{y}pt" svg:width="{width}pt">'
        f'<draw:text-box fo:min-height="8pt">{content}</draw:text-box></draw:frame>'
    )


def _box(box: Box, number: int, sheet: Sheet) -> str:
    lines = "".join(_line(line, box, sheet) for line in box.lines)
    return _frame(f"Kader{number}", number, box.x, box.y, box.width, lines)


def _logo(sheet: Sheet) -> str:
    """A plain bar with a plain disc: it has the place of a state logo and looks like none."""
    name = escape(sheet.ministry).replace("\n", "<text:line-break/>")
    anchor = 'text:anchor-type="paragraph"'
    return (
        f'<draw:rect draw:style-name="Glogo" draw:z-index="90" {anchor} svg:x="279pt" svg:y="0pt"'
        ' svg:width="36pt" svg:height="104pt"/>'
        f'<draw:ellipse draw:style-name="Gdisc" draw:z-index="91" {anchor} svg:x="288pt"'
        ' svg:y="75pt" svg:width="18pt" svg:height="18pt"/>'
    ) + _frame("Naam", 92, 323, 68, 210, _paragraph("Pministry", name))


def _block(block: Block, sheet: Sheet, number: int) -> str:
    text = _inline(block.text, sheet, notes=True)
    match block.kind:
        case "h":
            return f'<text:h text:style-name="Phead" text:outline-level="1">{text}</text:h>'
        case "sub":
            return _paragraph("Psub", text)
        case "li":
            item = f"<text:list-item>{_paragraph('Pli', text)}</text:list-item>"
            return f'<text:list text:style-name="Lbullet">{item}</text:list>'
        case "gap":
            return _paragraph("Pbody", "")
        case "rule":
            return _paragraph("Prule", "")
        case "table":
            return _table(block, sheet, number)
        case _:
            return _paragraph("Pbody", text)


def _table(block: Block, sheet: Sheet, number: int) -> str:
    columns = "".join(f'<table:table-column table:style-name="C{w}"/>' for w in block.widths)
    rows = ""
    for row in block.rows:
        cells = "".join(
            f'<table:table-cell table:style-name="X{block.look}">'
            f"{_paragraph('Pcell', _inline(cell, sheet))}</table:table-cell>"
            for cell in row
        )
        rows += f"<table:table-row>{cells}</table:table-row>"
    name = f'table:name="Tabel{number}" table:style-name="Ttable"'
    return f"<table:table {name}>{columns}{rows}</table:table>"


def _styles(sheet: Sheet) -> str:
    styles = Template((DATA / "styles.xml").read_text(encoding="utf-8")).substitute(
        size=sheet.size,
        cell_size=round(sheet.size * 0.85, 2),
        air=6 if sheet.has("airy") else 0,
        heading_size=sheet.heading_size,
        heading_weight="bold" if sheet.heading_size <= sheet.size else "normal",
        heading_font=sheet.heading_font or sheet.font,
        spacing="0.9pt" if sheet.has("split-letters") else "0pt",
        width=sheet.width,
        left=sheet.left,
        right=round(595.2 - sheet.left - sheet.width, 1),
        page_indent=466 - sheet.left,
        head_first=sheet.top - 10,
        head_next=sheet.top_next - 10,
        foot=round(841.8 - sheet.bottom - 24, 1),
    )
    for share in sorted({share for block in sheet.flow for share in block.widths}):
        width = f"{sheet.width * share / 100:.2f}pt"
        styles += (
            f'<style:style style:name="C{share}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width}"/></style:style>'
        )
    return styles


def _is_page_number(box: Box) -> bool:
    return any("{page}" in line.text for line in box.lines)


def _master(sheet: Sheet, on: str) -> str:
    """A page's furniture. The page number is a footer: in a frame its fields stay empty."""
    here = [(n, box) for n, box in enumerate(sheet.boxes) if box.on in (on, "all")]
    boxes = "".join(_box(box, n, sheet) for n, box in here if not _is_page_number(box))
    foot = "".join(
        _paragraph("Ppage", _inline(line.text, sheet))
        for _, box in here
        if _is_page_number(box)
        for line in box.lines
    )
    logo = _logo(sheet) if on == "first" and sheet.logo else ""
    follow = ' style:next-style-name="Next"' if on == "first" else ""
    name = on.capitalize()
    return (
        f'<style:master-page style:name="{name}" style:page-layout-name="L{name}"{follow}>'
        f"<style:header>{_paragraph('Ptop', logo + boxes)}</style:header>"
        f"<style:footer>{foot or '<text:p/>'}</style:footer></style:master-page>"
    )


_META = (
    ("title", "dc:title"),
    ("subject", "dc:subject"),
    ("author", "meta:initial-creator"),
    ("author", "dc:creator"),
    ("keywords", "meta:keyword"),
)


def render(sheet: Sheet) -> str:
    """The whole flat ODF file."""
    body = "".join(_block(block, sheet, number) for number, block in enumerate(sheet.flow))
    hyphenate = str(sheet.has("soft-hyphens")).lower()
    default = (
        '<style:default-style style:family="paragraph">'
        '<style:paragraph-properties style:writing-mode="lr-tb" fo:line-height="118%"/>'
        f'<style:text-properties style:font-name="{sheet.font}" fo:font-size="{sheet.size}pt"'
        f' fo:language="nl" fo:country="NL" fo:hyphenate="{hyphenate}"/></style:default-style>'
    )
    used = {sheet.font, sheet.heading_font or sheet.font, "DejaVu Sans Light", "Liberation Serif"}
    fonts = "".join(
        f'<style:font-face style:name="{font}" svg:font-family="\'{font}\'"/>'
        for font in sorted(used)
    )
    outer = {o.place: escape(bare(o.text)) for o in sheet.outer}
    meta = "".join(f"<{tag}>{outer[place]}</{tag}>" for place, tag in _META if place in outer)
    masters = _master(sheet, "first") + _master(sheet, "next")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta>{meta}</office:meta>"
        f"<office:font-face-decls>{fonts}</office:font-face-decls>"
        f"<office:styles>{default}</office:styles>"
        f"<office:automatic-styles>{_styles(sheet)}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:text>{_paragraph('Pbegin', '')}{body}</office:text></office:body>"
        "</office:document>"
    )
