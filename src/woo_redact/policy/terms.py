"""What a policy is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from woo_redact import grounds
from woo_redact.policy.files import Profile
from woo_redact.types import BoxStyle, Kind

PROFILES: tuple[Profile, ...] = get_args(Profile)
PLACEHOLDERS = ("{naam}", "{rij}", "{partij}", "{jaar}", "{regels}", "{aanhef}")
"""In a function's pattern: the name itself, a row of names that holds it, a party, a year, up to
four lines without a name, and the titles and forms of address before a name.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """What a function beside a name says of that name: it stays (``keep``), the reviewer decides
    (``look``), or it is a civil servant's (``redact``).

    ``titles`` stand before or after one name, ``plurals`` before a row of names; ``patterns`` are
    regular expressions with the placeholders of ``PLACEHOLDERS``. ``in_cells``: holds in the cells
    of a colofon or parafenroute too.
    """

    name: str
    titles: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    in_cells: bool = False
    decision: Literal["keep", "look", "redact"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Someone who holds or held public office; ``since`` is None where nobody wrote it down,
    ``until`` for who still does. With an ``organisation`` it only holds in documents that name it.
    """

    name: str
    initials: str
    role: str
    since: date | None
    until: date | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes: TOOI address and name, and the DiWoo information category."""

    resource: str
    name: str
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    profile: Profile
    style: BoxStyle
    ground_form: grounds.Form
    grounds: Mapping[Kind, str]
    email_domain_visible: bool
    four_eyes: bool
    section_five: bool
    motivation_required: bool
    five_years: bool
    environment: bool
    keep_texts: tuple[str, ...]
    redact_texts: tuple[str, ...]
    functions: tuple[Function, ...]
    parties: tuple[str, ...]
    notions: tuple[str, ...]
    """Names that alone stand for an idea, an illness, a firm or someone from history."""
    holders: tuple[Holder, ...]
    mailboxes: tuple[str, ...]
    numbers: tuple[str, ...]
    addresses: tuple[str, ...]
    sentences: Mapping[str, str]
    motivations: Mapping[str, str]
    publisher: Publisher | None
    model: str
    width_blocks: bool
    layers: tuple[str, ...]
    """Which files spoke, packaged ones first. Names only: a path is nobody's business."""
    sha256: str

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds this policy wants found."""
        return tuple(self.grounds)
