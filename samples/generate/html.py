"""A sheet as HTML for Chromium's printer. A script inside the page deals the flow over pages."""

from __future__ import annotations

import random
import re
from html import escape

from samples.generate.model import Block, Box, Line, Run, Sheet, bare, runs
from samples.generate.spelling import decompose, soften, split_letters

CSS = """
@page { size: A4; margin: 0 }
* { margin: 0; padding: 0; box-sizing: border-box }
html { -webkit-print-color-adjust: exact }
.page { position: relative; width: 595.2pt; height: 841.6pt; overflow: hidden; break-after: page }
.page:last-child { break-after: auto }
.box, .flow, .notes, .logo { position: absolute }
.label { font-weight: bold; margin-top: 5pt } .head { font-weight: bold }
.value { white-space: normal } .gap { height: 9pt }
.large { font-family: 'DejaVu Sans Light'; font-weight: 200; font-size: 30pt; line-height: 1 }
h2 { margin-top: 12pt; font-weight: bold } h3 { font-size: inherit; font-weight: normal; font-style: italic; margin-top: 5pt }
p { hyphens: manual } li, .num { margin-left: 18pt; hyphens: manual } .num { text-indent: -18pt; list-style: none }
blockquote { margin-left: 10pt; padding-left: 6pt; border-left: 1.2pt solid #777 }
table { width: 100%; border-collapse: collapse; margin: 4pt 0; font-size: .85em; table-layout: fixed }
td { vertical-align: top; padding: 2pt 4pt 2pt 0; overflow-wrap: anywhere }
table.dotted td { border-top: .7pt dotted #000; border-bottom: .7pt dotted #000 }
table.solid td { border-bottom: .6pt solid #000 } table.grid td { border: .6pt solid #444; padding: 3pt }
.notes { border-top: .6pt solid #000; font-size: 6.5pt; padding-top: 3pt; max-width: 368pt }
sup { font-size: .62em; line-height: 0 }
"""

SCRIPT = """
const store = document.getElementById('store'), first = document.getElementById('first');
const next = document.getElementById('next');
function open(source) {
  const page = source.content.firstElementChild.cloneNode(true);
  document.body.appendChild(page); return page;
}
function fits(page) {
  const flow = page.querySelector('.flow'), notes = page.querySelector('.notes');
  const room = flow.clientHeight - (notes.childElementCount ? notes.offsetHeight + 6 : 0);
  return flow.scrollHeight <= room || flow.lastElementChild.offsetTop + flow.lastElementChild.offsetHeight <= room;
}
let page = open(first);
for (const block of [...store.children]) {
  const add = () => {
    page.querySelector('.flow').appendChild(block);
    for (const mark of block.querySelectorAll('sup')) {
      const note = document.getElementById('note' + mark.textContent);
      if (note) page.querySelector('.notes').appendChild(note);
    }
  };
  add();
  if (!fits(page) && page.querySelector('.flow').childElementCount > 1) {
    const head = block.previousElementSibling;
    page = open(next);
    if (head && head.tagName == 'H2') page.querySelector('.flow').appendChild(head);
    add();
  }
}
store.remove(); document.getElementById('noted').remove();
const pages = document.querySelectorAll('.page');
pages.forEach((p, i) => {
  const notes = p.querySelector('.notes'); if (!notes.childElementCount) notes.remove();
  const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replace('{page}', i + 1).replace('{pages}', pages.length);
});
"""


def _words(text: str, sheet: Sheet) -> str:
    if sheet.has("soft-hyphens"):
        text = soften(text)
    if sheet.has("decomposed"):
        text = decompose(text)
    return escape(text).replace("\n", "<br>")


_LINK = re.compile(r"[\w.\-]+@[\w.\-]+\w|www\.[\w.\-/]+\w")


def _inline(marked: str, sheet: Sheet) -> str:
    parts = []
    linked = sheet.has("links") and _LINK.fullmatch(bare(marked).strip())
    for run in runs(marked):
        parts.append(_styled(run, _words(run.text, sheet)))
    html = "".join(parts)
    if linked:
        target = bare(marked).strip()
        scheme = "mailto:" if "@" in target else "https://"
        html = f'<a href="{scheme}{escape(target)}" style="color:inherit;text-decoration:none">{html}</a>'
    return html


def _styled(run: Run, html: str) -> str:
    for wanted, tag in (
        (run.bold, "b"),
        (run.italic, "i"),
        (run.underline, "u"),
        (run.raised, "sup"),
    ):
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
    style = (
        f"left:{box.x}pt;top:{box.y}pt;width:{box.width}pt;font-size:{box.size}pt;line-height:1.32"
    )
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
        case "num":
            return f'<p class="num">{text}</p>'
        case "quote":
            return f"<blockquote>{text}</blockquote>"
        case "gap":
            return '<p style="height:9pt"></p>'
        case "rule":
            return '<hr style="margin:6pt 0;border:0;border-top:.8pt solid #333">'
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
    geometry = f"left:{sheet.left}pt;width:{sheet.width}pt"
    parts.append(
        f'<div class="flow" style="{geometry};top:{top}pt;height:{sheet.bottom - top}pt"></div>'
    )
    parts.append(f'<div class="notes" style="{geometry};bottom:{841.6 - sheet.bottom}pt"></div>')
    if sheet.has("scrambled"):
        rng.shuffle(parts)
    return f'<template id="{on}"><div class="page">{"".join(parts)}</div></template>'


def _logo(sheet: Sheet) -> str:
    """A plain bar with a plain disc: it has the place of a state logo and looks like none."""
    name = "<br>".join(escape(part) for part in sheet.ministry.split("\n"))
    return (
        '<div class="logo" style="left:279pt;top:0"><svg width="36pt" height="104pt" viewBox="0 0 36 104">'
        '<rect width="36" height="104" fill="#3b4a5a"/><circle cx="18" cy="84" r="9" fill="#e8ebee"/></svg></div>'
        f'<div class="logo" style="left:323pt;top:68pt;font:11pt/1.25 \'Liberation Serif\'">{name}</div>'
    )


def render(sheet: Sheet, rng: random.Random) -> str:
    """The whole HTML page."""
    heading = sheet.heading_font or sheet.font
    css = CSS + (
        f"body {{ font: {sheet.size}pt/1.35 '{sheet.font}' }}"
        f"h2 {{ font-family: '{heading}'; font-size: {sheet.heading_size}pt;"
        f" font-weight: {'bold' if sheet.heading_size <= sheet.size else 'normal'} }}"
    )
    title = next((bare(o.text) for o in sheet.outer if o.place == "title"), "")
    flow = "".join(_block(block, sheet) for block in sheet.flow)
    notes = "".join(
        f'<p id="note{i}"><sup style="font-size:.7em">{i}</sup> {_inline(note, sheet)}</p>'
        for i, note in enumerate(sheet.notes, 1)
    )
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{css}</style></head><body>{_page(sheet, 'first', rng)}{_page(sheet, 'next', rng)}"
        f'<div id="store" style="width:{sheet.width}pt">{flow}</div><div id="noted">{notes}</div>'
        f"<script>{SCRIPT}</script></body></html>"
    )
