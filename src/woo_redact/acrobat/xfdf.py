"""The annotations alone, as XFDF (ISO 19444-1): what Acrobat imports and exports as comments.

What comes back is read without entities, external files or network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from lxml import etree

from woo_redact.acrobat import paper
from woo_redact.acrobat.annots import Annot
from woo_redact.acrobat.binding import Binding, parse
from woo_redact.acrobat.replies import Reply, attach
from woo_redact.acrobat.returned import MARKUP, Returned, area, unreadable, wrong_place
from woo_redact.types import BoxStyle

NAMESPACE = "http://ns.adobe.com/xfdf/"


def written(shown: Sequence[Annot], style: BoxStyle, binding: Binding, pdf: str) -> bytes:
    """The annotations of the proposal file called ``pdf``, the same bytes every time."""
    root = etree.fromstring(f'<xfdf xmlns="{NAMESPACE}" xml:space="preserve"/>')
    holder = etree.SubElement(root, _tag("annots"))
    for annot in shown:
        holder.append(_element(annot, style))
    etree.SubElement(root, _tag("f"), href=pdf)
    half = binding.id.upper()
    etree.SubElement(root, _tag("ids"), original=half, modified=half)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def read(data: bytes, name: str) -> Returned:
    """What an XFDF file called ``name`` holds. Raises ``InputError``."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise unreadable(name) from None
    if root.getroottree().docinfo.internalDTD is not None or etree.QName(root).localname != "xfdf":
        raise unreadable(name)
    found: list[tuple[Hashable, Annot]] = []
    answers: list[Reply] = []
    others: Counter[tuple[int, str]] = Counter()
    for element in root.iterfind("{*}annots/{*}*"):
        kind = etree.QName(element).localname.lower()
        if kind == "redact":
            found.append((element.get("name"), _annot(element, name)))
        elif kind == "text" and element.get("inreplyto"):
            answers.append(_reply(element, name))
        elif kind in MARKUP:
            others[_page(element, name), kind] += 1
    ids = root.find("{*}ids")
    annots, unread = attach(found, answers)
    return Returned(
        annots=annots,
        others=others + unread,
        binding=parse(None, ids.get("original") if ids is not None else None),
    )


def _element(annot: Annot, style: BoxStyle) -> etree._Element:
    element = etree.Element(_tag("redact"))
    values = {
        "page": str(annot.page - 1),
        "rect": _numbers(annot.rect),
        "coords": _numbers([n for quad in annot.quads for n in paper.corners(quad)]),
        "name": annot.name or "",
        "title": _plain(annot.author),
        "subject": annot.subject,
        "flags": "print",
        "color": _colour(paper.colour_of(annot)),
        "interior-color": _colour(style.fill),
        "opacity": f"{paper.opacity_of(annot):g}",
        "overlay-text": annot.overlay,
        "overlay-text-repeat": "false",
        "justification": "centered",
    }
    for key, value in values.items():
        element.set(key, value)
    etree.SubElement(element, _tag("contents")).text = _plain(annot.contents)
    default = etree.SubElement(element, _tag("defaultappearance"))
    default.text = paper.appearance_string(style)
    return element


def _annot(element: etree._Element, name: str) -> Annot:
    page = _page(element, name)
    numbers = _read_numbers(element.get("coords"), name, page)
    rect, quads = area(_read_numbers(element.get("rect"), name, page), numbers, name, page)
    return Annot(
        page=page,
        quads=quads,
        rect=rect,
        name=element.get("name"),
        overlay=element.get("overlay-text") or "",
        subject=element.get("subject") or "",
        contents=_contents(element),
        author=element.get("title") or "",
    )


def _reply(element: etree._Element, name: str) -> Reply:
    return Reply(
        page=_page(element, name),
        key=element.get("name"),
        to=element.get("inreplyto"),
        state=element.get("state") or "",
        text=_contents(element),
    )


def _contents(element: etree._Element) -> str:
    """Plain, or the paragraphs of what was made bold or coloured."""
    plain = element.find("{*}contents")
    if plain is not None and plain.text:
        return plain.text
    rich = element.find("{*}contents-richtext")
    if rich is None:
        return ""
    paragraphs = list(rich.iter("{*}p")) or [rich]
    return "\n".join("".join(str(t) for t in one.itertext()).strip() for one in paragraphs)


def _page(element: etree._Element, name: str) -> int:
    page = element.get("page") or ""
    if not page.isascii() or not page.isdigit():
        raise unreadable(name)
    return int(page) + 1


def _read_numbers(text: str | None, name: str, page: int) -> list[float]:
    try:
        return [float(part) for part in (text or "").replace(";", ",").split(",") if part.strip()]
    except ValueError:
        raise wrong_place(name, page) from None


def _numbers(numbers: Sequence[float]) -> str:
    return ",".join(f"{number:.3f}" for number in numbers)


def _colour(colour: Sequence[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)


def _plain(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c for c in text if c >= " " or c == "\n")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
