"""A sheet as HTML for Chromium's printer. ``data/page.js`` deals the flow over pages."""

from __future__ import annotations

import random
from html import escape

from samples.generate.model import LINK, Block, Box, Line, Run, Sheet, bare, runs
from samples.generate.people import DATA
from samples.generate.spelling import decompose, soften, split_letters


def _words(text: str, sheet: Sheet) -> str:
    if sheet.has("soft-hyphens"):
        text = soften(text)
    if sheet.has("decomposed"):
        text = decompose(text)
    return escape(text).replace("\n", "<br>")


def _inline(marked: str, sheet: Sheet) -> str:
    html = "".join(_styled(run, _words(run.text, sheet)) for run in runs(marked))
    target = bare(marked).strip()
    if sheet.has("links") and LINK.fullmatch(target):
        scheme = "mailto:" if "@" in target else "https://"
        html = f'<a href="{scheme}{escape(target)}">{html}</a>'
    return html


def _styled(run: Run, html: str) -> str:
    styles = ((run.bold, "b"), (run.italic, "i"), (run.underline, "u"), (run.raised, "sup"))
    for wanted, tag in styles:
        if wanted:
            html = f"<{tag}>{html}</{tag}>"
    return html


def _line(line: Line, sheet: Sheet) -> str:
    html = _inline(line.text, sheet)
    if line.role in ("label", "value") and sheet.has("split-letters") and "[[" not in line.text:
        html = split_letters(html)
    return f'<div class="{line.role}">{html}</div>'


def _box(box: Box, sheet: Sheet) -> str:
    lines = "".join(_line(line, sheet) for line in box.lines)
    style = f"left:{box.x}pt;top:{box.y}pt;width:{box.width}pt;font-size:{box.size}pt"
    return f'<div class="box" style="{style}">{lines}</div>'


def _block(block: Block, sheet: Sheet) -> str:
    text = _inline(block.text, sheet)
    match block.kind:
        case "h":
            return f"<h2>{text}</h2>"
        case "sub":
            return f"<h3>{text}</h3>"
        case "li":
            return f"<li>{text}</li>"
        case "gap":
            return '<p style="height:9pt"></p>'
        case "rule":
            return "<hr>"
        case "table":
            return _table(block, sheet)
        case _:
            return f"<p>{text}</p>"


def _table(block: Block, sheet: Sheet) -> str:
    columns = "".join(f'<col style="width:{width}%">' for width in block.widths)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell, sheet)}</td>" for cell in row) + "</tr>"
        for row in block.rows
    )
    return f'<table class="{block.look}"><colgroup>{columns}</colgroup>{rows}</table>'


def _page(sheet: Sheet, on: str, rng: random.Random) -> str:
    top = sheet.top if on == "first" else sheet.top_next
    parts = [_box(box, sheet) for box in sheet.boxes if box.on in (on, "all")]
    if on == "first" and sheet.logo:
        parts.append(_logo(sheet))
    place = f"left:{sheet.left}pt;width:{sheet.width}pt"
    looks = "flow airy" if sheet.has("airy") else "flow"
    height = sheet.bottom - top
    parts.append(f'<div class="{looks}" style="{place};top:{top}pt;height:{height}pt"></div>')
    parts.append(f'<div class="notes" style="{place};bottom:{841.6 - sheet.bottom}pt"></div>')
    if sheet.has("scrambled"):
        rng.shuffle(parts)
    return f'<template id="{on}"><div class="page">{"".join(parts)}</div></template>'


def _logo(sheet: Sheet) -> str:
    """A plain bar with a plain disc: it has the place of a state logo and looks like none."""
    name = "<br>".join(escape(part) for part in sheet.ministry.split("\n"))
    font = "font:11pt/1.25 'Liberation Serif'"
    return (
        '<div class="logo" style="left:279pt;top:0">'
        '<svg width="36pt" height="104pt" viewBox="0 0 36 104">'
        '<rect width="36" height="104" fill="#3b4a5a"/>'
        '<circle cx="18" cy="84" r="9" fill="#e8ebee"/></svg></div>'
        f'<div class="logo" style="left:323pt;top:68pt;{font}">{name}</div>'
    )


def render(sheet: Sheet, rng: random.Random) -> str:
    """The whole HTML page."""
    heading = sheet.heading_font or sheet.font
    weight = "bold" if sheet.heading_size <= sheet.size else "normal"
    css = (DATA / "page.css").read_text(encoding="utf-8") + (
        f"body {{ font: {sheet.size}pt/1.35 '{sheet.font}' }}"
        f"h2 {{ font: {weight} {sheet.heading_size}pt '{heading}' }}"
    )
    title = next((bare(o.text) for o in sheet.outer if o.place == "title"), "")
    flow = "".join(_block(block, sheet) for block in sheet.flow)
    notes = "".join(
        f'<p id="note{i}"><sup style="font-size:.7em">{i}</sup> {_inline(note, sheet)}</p>'
        for i, note in enumerate(sheet.notes, 1)
    )
    script = (DATA / "page.js").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{css}</style></head><body>"
        f"{_page(sheet, 'first', rng)}{_page(sheet, 'next', rng)}"
        f'<div id="store" style="width:{sheet.width}pt">{flow}</div><div id="noted">{notes}</div>'
        f"<script>{script}</script></body></html>"
    )
