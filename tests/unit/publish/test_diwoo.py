"""DiWoo metadata that the standard's own schema accepts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from woo_redact import policy
from woo_redact.policy import Policy, Publisher
from woo_redact.publish import LeftOut, metadata
from woo_redact.publish.diwoo import CATEGORIES, NAMESPACE

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "schemas" / "diwoo-0.9.8"
MINISTRY = Publisher(
    resource="https://identifier.overheid.nl/tooi/id/ministerie/mnre1058",
    name="ministerie van Justitie en Veiligheid",
    category="https://identifier.overheid.nl/tooi/def/thes/kern/c_816e508d",
)


@cache
def policy_with(category: str = MINISTRY.category, profile: str = "beslisnota") -> Policy:
    return replace(policy.load(profile), publisher=replace(MINISTRY, category=category))


@cache
def schema() -> etree.XMLSchema:
    """The standard's schema, with a stub at hand for the archive's own that it imports."""
    source = etree.parse(SHARED / "diwoo-metadata.xsd")
    for imported in source.iterfind("{http://www.w3.org/2001/XMLSchema}import"):
        imported.set("schemaLocation", "MDTO-STUB.xsd")
    return etree.XMLSchema(source)


def made(chosen: Policy) -> etree._Element:
    xml = metadata(stem="nota", title="Nota over <wonen> & zorg", date="2024-03-15", policy=chosen)
    assert isinstance(xml, bytes)
    return etree.fromstring(xml)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the DiWoo schema is not at hand")
@pytest.mark.parametrize("category", list(CATEGORIES))
@pytest.mark.parametrize("profile", ["beslisnota", "woo-besluit"])
def test_the_schema_accepts_it(category: str, profile: str) -> None:
    document = made(policy_with(category, profile))
    assert schema().validate(document), schema().error_log


def test_it_names_document_publisher_and_category() -> None:
    root = made(policy_with())
    found = {element.tag.rpartition("}")[2]: element for element in root.iter()}
    assert found["identifier"].text == "nota-gelakt"
    assert found["officieleTitel"].text == "Nota over <wonen> & zorg"
    assert found["publisher"].get("resource") == MINISTRY.resource
    assert found["informatiecategorie"].get("resource") == MINISTRY.category
    assert found["documentsoort"].text == "beslisnota"
    assert found["creatiedatum"].text == "2024-03-15"
    assert root.find(f".//{{{NAMESPACE}}}naamOpsteller") is None


def test_a_woo_besluit_is_no_beslisnota() -> None:
    root = made(policy_with(profile="woo-besluit"))
    assert root.find(f".//{{{NAMESPACE}}}documentsoort") is None


def test_without_publisher_or_date_it_says_why_there_is_none() -> None:
    bare = policy.load("beslisnota")
    assert metadata(stem="nota", title="Nota", date="2024-03-15", policy=bare) == LeftOut(
        name="nota.diwoo.xml", reason="in het beleid staat geen uitgever"
    )
    undated = metadata(stem="nota", title="Nota", date=None, policy=policy_with())
    assert undated == LeftOut(name="nota.diwoo.xml", reason="de datum van het document is onbekend")
