"""A sheet as flat OpenDocument text for LibreOffice's PDF export."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from samples.generate.model import Block, Box, Line, Run, Sheet, bare, runs
from samples.generate.spelling import decompose, soften

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip

_LINK = re.compile(r"[\w.\-]+@[\w.\-]+\w|www\.[\w.\-/]+\w")


def _words(text: str, sheet: Sheet) -> str:
    if sheet.has("soft-hyphens"):
        text = soften(text)
    if sheet.has("decomposed"):
        text = decompose(text)
    text = escape(text).replace("\n", "<text:line-break/>")
    text = text.replace("{pages}", '<text:page-count style:num-format="1">2</text:page-count>')
    text = text.replace(
        "{page}",
        '<text:page-number style:num-format="1" text:select-page="current">1</text:page-number>',
    )
    return re.sub(" {2,}", lambda m: f' <text:s text:c="{len(m[0]) - 1}"/>', text)


def _inline(marked: str, sheet: Sheet, *, notes: bool = False) -> str:
    parts = []
    for run in runs(marked):
        parts.append(
            _note(run, sheet) if run.raised and notes else _styled(run, _words(run.text, sheet))
        )
    xml = "".join(parts)
    target = bare(marked).strip()
    if sheet.has("links") and _LINK.fullmatch(target):
        scheme = "mailto:" if "@" in target else "https://"
        xml = f'<text:a xlink:type="simple" xlink:href="{scheme}{escape(target)}">{xml}</text:a>'
    return xml


def _styled(run: Run, xml: str) -> str:
    for wanted, style in (
        (run.bold, "Tb"),
        (run.italic, "Ti"),
        (run.underline, "Tu"),
        (run.raised, "Ts"),
    ):
        if wanted:
            xml = f'<text:span text:style-name="{style}">{xml}</text:span>'
    return xml


def _note(run: Run, sheet: Sheet) -> str:
    body = _inline(sheet.notes[int(run.text) - 1], sheet)
    return (
        f'<text:note text:id="ftn{run.text}" text:note-class="footnote"><text:note-citation>{run.text}'
        f'</text:note-citation><text:note-body><text:p text:style-name="Pnote">{body}</text:p></text:note-body></text:note>'
    )


def _line(line: Line, box: Box, sheet: Sheet) -> str:
    style = {"label": "Plabel", "head": "Plabel", "large": "Plarge", "gap": "Pgap"}.get(
        line.role, "Pvalue"
    )
    if line.role != "large" and box.size > 7:
        style += "9"
    return f'<text:p text:style-name="{style}">{_inline(line.text, sheet)}</text:p>'


def _box(box: Box, number: int, sheet: Sheet) -> str:
    lines = "".join(_line(line, box, sheet) for line in box.lines)
    return (
        f'<draw:frame draw:style-name="Gbox" draw:name="Kader{number}" text:anchor-type="paragraph" draw:z-index="{number}"'
        f' svg:x="{box.x}pt" svg:y="{box.y}pt" svg:width="{box.width}pt">'
        f'<draw:text-box fo:min-height="8pt">{lines}</draw:text-box></draw:frame>'
    )


def _logo(sheet: Sheet) -> str:
    name = escape(sheet.ministry).replace("\n", "<text:line-break/>")
    return (
        '<draw:rect draw:style-name="Glogo" draw:z-index="90" text:anchor-type="paragraph" svg:x="279pt" svg:y="0pt"'
        ' svg:width="36pt" svg:height="104pt"/>'
        '<draw:ellipse draw:style-name="Gdisc" draw:z-index="91" text:anchor-type="paragraph" svg:x="288pt" svg:y="75pt"'
        ' svg:width="18pt" svg:height="18pt"/>'
        '<draw:frame draw:style-name="Gbox" draw:name="Naam" text:anchor-type="paragraph" svg:x="323pt" svg:y="68pt" svg:width="210pt">'
        f'<draw:text-box fo:min-height="20pt"><text:p text:style-name="Pministry">{name}</text:p></draw:text-box></draw:frame>'
    )


def _block(block: Block, sheet: Sheet, number: int) -> str:
    text = _inline(block.text, sheet, notes=True)
    match block.kind:
        case "h":
            return f'<text:h text:style-name="Phead" text:outline-level="1">{text}</text:h>'
        case "sub":
            return f'<text:p text:style-name="Psub">{text}</text:p>'
        case "li":
            return (
                '<text:list text:style-name="Lbullet"><text:list-item>'
                f'<text:p text:style-name="Pli">{text}</text:p></text:list-item></text:list>'
            )
        case "gap":
            return '<text:p text:style-name="Pbody"/>'
        case "rule":
            return '<text:p text:style-name="Prule"/>'
        case "quote":
            return f'<text:p text:style-name="Pquote">{text}</text:p>'
        case "num":
            return f'<text:p text:style-name="Pnum">{text}</text:p>'
        case "table":
            return _table(block, sheet, number)
        case _:
            return f'<text:p text:style-name="Pbody">{text}</text:p>'


def _table(block: Block, sheet: Sheet, number: int) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="C{width}"/>' for width in block.widths
    )
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:style-name="X{block.look}"><text:p text:style-name="Pcell">{_inline(cell, sheet)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in block.rows
    )
    return f'<table:table table:name="Tabel{number}" table:style-name="Ttable">{columns}{rows}</table:table>'


def _paragraph(name: str, size: float, *, extra: str = "", text: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {extra}/>'
        f'<style:text-properties fo:font-size="{size}pt" {text}/></style:style>'
    )


def _styles(sheet: Sheet) -> str:
    size = sheet.size
    heading = sheet.heading_font or sheet.font
    weight = "bold" if sheet.heading_size <= size else "normal"
    keep = 'fo:keep-together="always" fo:widows="9" fo:orphans="9"'
    label_spacing = 'fo:letter-spacing="0.9pt"' if sheet.has("split-letters") else ""
    small, middle = 6.5, 9.0
    return "".join(
        (
            _paragraph("Pbody", size, extra=keep),
            _paragraph("Pli", size, extra=keep),
            _paragraph("Pnum", size, extra=f'{keep} fo:margin-left="18pt" fo:text-indent="-18pt"'),
            _paragraph("Pquote", size, extra=f'{keep} fo:margin-left="14pt"', text='fo:color="#333333"'),
            _paragraph("Psub", size, extra='fo:keep-with-next="always" fo:margin-top="5pt"', text='fo:font-style="italic"'),
            _paragraph("Phead", sheet.heading_size, extra='fo:keep-with-next="always" fo:margin-top="12pt"',
                       text=f'fo:font-weight="{weight}" style:font-name="{heading}"'),
            _paragraph("Pcell", size * 0.85),
            _paragraph("Pnote", 6.5),
            _paragraph("Prule", 4, extra='fo:border-bottom="0.8pt solid #333333" fo:margin-bottom="4pt"'),
            _paragraph("Pvalue", small), _paragraph("Pvalue9", middle),
            _paragraph("Plabel", small, extra='fo:margin-top="5pt"', text=f'fo:font-weight="bold" {label_spacing}'),
            _paragraph("Plabel9", middle, text=f'fo:font-weight="bold" {label_spacing}'),
            _paragraph("Pgap", small), _paragraph("Pgap9", middle),
            _paragraph("Plarge", 30, text='style:font-name="DejaVu Sans Light"'),
            _paragraph("Pministry", 11, text='style:font-name="Liberation Serif"'),
            _paragraph("Ptop", 2),
            _paragraph("Ppage", 6.5, extra=f'fo:margin-left="{466 - sheet.left}pt" fo:margin-right="-110pt"'),
            _paragraph("Pstart", 2, extra='fo:break-before="auto"'),
            *(f'<style:style style:name="{name}" style:family="text"><style:text-properties {what}/></style:style>'
              for name, what in (("Tb", 'fo:font-weight="bold"'), ("Ti", 'fo:font-style="italic"'),
                                 ("Tu", 'style:text-underline-style="solid"'), ("Ts", 'style:text-position="super 62%"'))),
            *(f'<style:style style:name="C{width}" style:family="table-column"><style:table-column-properties'
              f' style:column-width="{sheet.width * width / 100:.2f}pt"/></style:style>'
              for width in sorted({w for block in sheet.flow for w in block.widths})),
            f'<style:style style:name="Ttable" style:family="table"><style:table-properties style:width="{sheet.width}pt"'
            ' table:align="left" fo:margin-top="4pt" fo:margin-bottom="4pt" style:may-break-between-rows="true"/></style:style>',
            *(f'<style:style style:name="X{look}" style:family="table-cell"><style:table-cell-properties fo:padding="2pt" {border}/></style:style>'
              for look, border in (("dotted", 'fo:border-top="0.7pt dotted #000000" fo:border-bottom="0.7pt dotted #000000"'),
                                   ("solid", 'fo:border-bottom="0.6pt solid #000000"'),
                                   ("grid", 'fo:border="0.6pt solid #444444"'), ("none", 'fo:border="none"'))),
            '<style:style style:name="Gbox" style:family="graphic"><style:graphic-properties fo:border="none" fo:padding="0pt"'
            ' style:wrap="run-through" style:run-through="foreground" style:horizontal-pos="from-left" style:horizontal-rel="page"'
            ' style:vertical-pos="from-top" style:vertical-rel="page" draw:fill="none" draw:stroke="none" draw:auto-grow-height="true"/></style:style>',
            *(f'<style:style style:name="{name}" style:family="graphic"><style:graphic-properties draw:fill="solid"'
              f' draw:fill-color="{colour}" draw:stroke="none" style:wrap="run-through" style:run-through="foreground"'
              ' style:horizontal-pos="from-left" style:horizontal-rel="page" style:vertical-pos="from-top" style:vertical-rel="page"/></style:style>'
              for name, colour in (("Glogo", "#3b4a5a"), ("Gdisc", "#e8ebee"))),
            '<text:list-style style:name="Lbullet"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment'
            ' text:label-followed-by="listtab" fo:text-indent="-14pt" fo:margin-left="18pt"/></style:list-level-properties>'
            "</text:list-level-style-bullet></text:list-style>",
        )
    )  # fmt: skip


def _is_page_number(box: Box) -> bool:
    return any("{page}" in line.text for line in box.lines)


def _master(sheet: Sheet, on: str) -> str:
    """A page's furniture. The page number is a real footer: Writer leaves its fields empty in a frame."""
    here = [(n, box) for n, box in enumerate(sheet.boxes) if box.on in (on, "all")]
    boxes = "".join(_box(box, n, sheet) for n, box in here if not _is_page_number(box))
    foot = "".join(
        f'<text:p text:style-name="Ppage">{_inline(line.text, sheet)}</text:p>'
        for _, box in here
        if _is_page_number(box)
        for line in box.lines
    )
    logo = _logo(sheet) if on == "first" and sheet.logo else ""
    name, follow = ("First", ' style:next-style-name="Next"') if on == "first" else ("Next", "")
    return (
        f'<style:master-page style:name="{name}" style:page-layout-name="L{name}"{follow}>'
        f'<style:header><text:p text:style-name="Ptop">{logo}{boxes}</text:p></style:header>'
        f"<style:footer>{foot or '<text:p/>'}</style:footer></style:master-page>"
    )


def _layout(sheet: Sheet, on: str) -> str:
    top = sheet.top if on == "first" else sheet.top_next
    name = "First" if on == "first" else "Next"
    return (
        f'<style:page-layout style:name="L{name}"><style:page-layout-properties'
        ' fo:page-width="595.2pt" fo:page-height="841.8pt" fo:margin-top="10pt" fo:margin-bottom="24pt"'
        f' fo:margin-left="{sheet.left}pt" fo:margin-right="{595.2 - sheet.left - sheet.width:.1f}pt"/>'
        f'<style:header-style><style:header-footer-properties svg:height="{top - 10:.1f}pt"'
        ' fo:margin-bottom="0pt"/></style:header-style><style:footer-style><style:header-footer-properties'
        f' svg:height="{841.8 - sheet.bottom - 24:.1f}pt" fo:margin-top="28pt"/></style:footer-style></style:page-layout>'
    )


def render(sheet: Sheet) -> str:
    """The whole flat ODF file."""
    body = "".join(_block(block, sheet, number) for number, block in enumerate(sheet.flow))
    hyphenate = str(sheet.has("soft-hyphens")).lower()
    default = (
        f'<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="lr-tb" fo:line-height="118%"/>'
        f'<style:text-properties style:font-name="{sheet.font}" fo:font-size="{sheet.size}pt" fo:language="nl" fo:country="NL"'
        f' fo:hyphenate="{hyphenate}"/></style:default-style>'
    )
    fonts = "".join(
        f'<style:font-face style:name="{f}" svg:font-family="\'{f}\'"/>'
        for f in sorted(
            {sheet.font, sheet.heading_font or sheet.font, "DejaVu Sans Light", "Liberation Serif"}
        )
    )
    outer = {o.place: escape(bare(o.text)) for o in sheet.outer}
    meta = "".join(
        f"<{tag}>{outer[place]}</{tag}>"
        for place, tag in (("title", "dc:title"), ("subject", "dc:subject"), ("author", "meta:initial-creator"),
                           ("author", "dc:creator"), ("keywords", "meta:keyword"))
        if place in outer
    )  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta>{meta}</office:meta><office:font-face-decls>{fonts}</office:font-face-decls>"
        f"<office:styles>{default}</office:styles>"
        f"<office:automatic-styles>{_styles(sheet)}{_layout(sheet, 'first')}{_layout(sheet, 'next')}"
        '<style:style style:name="Pbegin" style:family="paragraph" style:master-page-name="First">'
        '<style:paragraph-properties/><style:text-properties fo:font-size="2pt"/></style:style></office:automatic-styles>'
        f"<office:master-styles>{_master(sheet, 'first')}{_master(sheet, 'next')}</office:master-styles>"
        f'<office:body><office:text><text:p text:style-name="Pbegin"/>{body}</office:text></office:body></office:document>'
    )
