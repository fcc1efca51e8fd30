"""DiWoo 0.9.8 metadata, so that search engines of the government find the document.

Nobody's name goes in: the standard's ``naamOpsteller`` stays empty on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from woo_redact.policy import Policy, Publisher
from woo_redact.publish.manifest import LeftOut

NAMESPACE = "https://standaarden.overheid.nl/diwoo/metadata/"
CONCEPTS = "https://identifier.overheid.nl/tooi/def/thes/kern/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CATEGORIES: Mapping[str, str] = {
    "c_139c6280": "wetten en algemeen verbindende voorschriften",
    "c_aab6bfc7": "overige besluiten van algemene strekking",
    "c_759721e2": "ontwerpen van wet- en regelgeving met adviesaanvraag",
    "c_40a05794": "organisatie en werkwijze",
    "c_89ee6784": "bereikbaarheidsgegevens",
    "c_8c840238": "bij vertegenwoordigende organen ingekomen stukken",
    "c_c76862ab": "vergaderstukken Staten-Generaal",
    "c_db4862c3": "vergaderstukken decentrale overheden",
    "c_3a248e3a": "agenda's en besluitenlijsten bestuurscolleges",
    "c_99a836c7": "adviezen",
    "c_8fc2335c": "convenanten",
    "c_c6cd1213": "jaarplannen en jaarverslagen",
    "c_cf268088": "subsidieverplichtingen anders dan met beschikking",
    "c_3baef532": "Woo-verzoeken en -besluiten",
    "c_fdaee95e": "onderzoeksrapporten",
    "c_46a81018": "beschikkingen",
    "c_a870c43d": "klachtoordelen",
    "c_816e508d": "inspanningsverplichting art 3.1 Woo",
}
BESLISNOTA = ("c_2977c34f", "beslisnota")
ADOPTION = ("c_641ecd76", "vaststelling")


def metadata(*, stem: str, title: str, date: str | None, policy: Policy) -> bytes | LeftOut:
    """``<stem>.diwoo.xml``, or why there is none. ``date`` is the document's own, as ISO."""
    name = f"{stem}.diwoo.xml"
    if policy.publisher is None:
        return LeftOut(name=name, reason="in het beleid staat geen uitgever")
    if date is None:
        return LeftOut(name=name, reason="de datum van het document is onbekend")
    root = etree.Element(_tag("Document"), nsmap={"diwoo": NAMESPACE})
    diwoo = etree.SubElement(root, _tag("DiWoo"))
    _add(_add(diwoo, "identifiers"), "identifier", f"{stem}-gelakt")
    _add(diwoo, "publisher", policy.publisher.name, policy.publisher.resource)
    _add(_add(diwoo, "titelcollectie"), "officieleTitel", title)
    _classify(diwoo, policy.publisher, beslisnota=policy.profile == "beslisnota")
    _add(diwoo, "creatiedatum", date)
    _add(diwoo, "language", "Nederlands", f"{AUTHORITY}language/NLD")
    _add(diwoo, "format", "PDF", f"{AUTHORITY}file-type/PDF")
    act = _add(_add(diwoo, "documenthandelingen"), "documenthandeling")
    _add(act, "soortHandeling", ADOPTION[1], CONCEPTS + ADOPTION[0])
    _add(act, "atTime", f"{date}T00:00:00")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _classify(diwoo: etree._Element, publisher: Publisher, *, beslisnota: bool) -> None:
    collection = _add(diwoo, "classificatiecollectie")
    if beslisnota:
        sorts = _add(collection, "documentsoorten")
        _add(sorts, "documentsoort", BESLISNOTA[1], CONCEPTS + BESLISNOTA[0])
    code = publisher.category.rpartition("/")[2]
    categories = _add(collection, "informatiecategorieen")
    _add(categories, "informatiecategorie", CATEGORIES.get(code, code), CONCEPTS + code)


def _add(
    parent: etree._Element, name: str, text: str | None = None, resource: str | None = None
) -> etree._Element:
    child = etree.SubElement(parent, _tag(name))
    child.text = text
    if resource is not None:
        child.set("resource", resource)
    return child


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
