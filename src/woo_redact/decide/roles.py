"""Which function the words around a name give to it, by the policy's functions.

::

    minister van Justitie en Veiligheid  X      title, portfolio, name
    X, burgemeester van Utrecht                 name, title
    X (burgemeester van Utrecht)
    de leden · (VVD), · en X                    plural, row of names
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from woo_redact.decide.context import OTHER, THIS
from woo_redact.policy import Function, Policy

_CAPITAL = r"[A-ZÀ-ÞŠŽ]"
_STOP = rf"\s,.;:()\n{THIS}{OTHER}"
_FORM_OF_ADDRESS = (
    r"(?:(?i:de heer|mevrouw|meneer|mevr\.?|mw\.?|dhr\.?|prof\.?|dr\.?|drs\.?|mr\.?|mrs\.|ir\.?|"
    r"ing\.?|jhr\.?|jkvr\.?|em\.|a\.i\.|d\.d\.|(?:luitenant-|brigade-)?generaal|(?:vice-)?admiraal|"
    r"kolonel|commandeur) ?)*"
)
_BODY = (
    r"(?:gemeente|provincie|stad|waterschap|hoogheemraadschap|rechtbank|gerechtshof|raad|kamer|"
    r"commissie|fractie|partij|vereniging|stichting|college|regio|eiland|veiligheidsregio(?:['’]s)?|"
    r"gemeenten|provincies|waterschappen|universiteiten|hogescholen|banken|vakbonden|koepels)"
)
_OFFICE = (
    rf" (?:van|voor|bij|te|in) (?:(?:de|het|den) )?(?:{_BODY} )?{_CAPITAL}[^{_STOP}]*"
    rf"(?:,? (?:(?:en|&|van|voor|de|het|der|te|in) )*{_CAPITAL}[^{_STOP}]*){{0,8}}"
)
_PORTFOLIO = (
    rf"(?:{_OFFICE}| (?:van|in) (?:de|het|deze|die|onze) {_BODY}| \({_CAPITAL}[^()\n]{{0,30}}\))?"
)
_UNSEEN = (
    rf"(?:{_CAPITAL}[\w'’.-]*|van|der|den|de|ten|ter|te|el|al|ben|bin|'t|’t)"
    rf"(?: (?:{_CAPITAL}[\w'’.-]*|van|der|den|de|ten|ter|te|el|al|ben|bin|'t|’t)){{0,5}}"
)
_ONE = rf"(?:(?:{OTHER}|{_UNSEEN})(?: ?{OTHER})?)"
_GLUE = r"(?: ?\([^()\n]{1,40}\))?(?: c\. ?s\.)?(?i:, en |, | en | ?/ ?| & |-)"
_AMONG = (
    r"(?:,? (?:onder wie|onder anderen?|onder meer|waaronder|zoals|als|namelijk|te weten|"
    r"vertegenwoordigd door|in de persoon van))?"
)
_GIVEN = (
    rf"(?:(?:(?:{_CAPITAL}[\w'’.-]+|{_CAPITAL}\w+[-\u2010\u00ad] [a-zà-ÿ]+|{OTHER}) ){{1,2}}"
    r"(?:(?:van|de|der|den|ter|ten|te|el|al) ){0,3})?"
)
"""First names that no detector took along, or that one took for a name of their own."""
ROW = rf"(?:{_ONE}{_GLUE}){{0,12}}{_FORM_OF_ADDRESS}{_GIVEN}{THIS}"
_MORE = rf"(?:{_GLUE}{_ONE}){{0,12}}"
_GAP = r"(?:, | ?[:/–-] | \(| )"
_YEAR = r"(?:199|20\d)\d"
_LINES = rf"(?:[^\n{OTHER}]{{0,90}}\n\s*){{0,4}}{_FORM_OF_ADDRESS}"
_SECOND_HAND = re.compile(
    r"\b(?i:(?:van|aan|bij|namens|voor|door|met|tot|over|en) (?:de|het|uw|onze|mijn)|"
    r"geachte|beste|aan) $"
)
_INVERTED = re.compile(
    r"\b(?:heeft|had|zal|zou|kan|kon|wil|wilde|moet|laat|liet|vroeg|sprak|ontmoette|belde|gaf) de $"
)
_SMALL = (
    r"(?:(?:de|het|een|als|toen|destijds|toenmalig|voormalig|huidig|demissionair|plaatsvervangend|"
    r"waarnemend|beoogd|oud)e?\s)*"
)
ORDER = ("keep", "redact", "look")
STATED_ORDER = ("redact", "keep", "look")


@dataclass(frozen=True, slots=True)
class _Matcher:
    function: Function
    stems: tuple[str, ...]
    """The titles in lower case: without one of them in sight nothing needs a closer look."""
    front: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    patterns: tuple[tuple[re.Pattern[str], bool, bool], ...]
    """Each with whether it opens with the name, and so is said of it, and whether a party in it
    says as much as a title.
    """


@dataclass(frozen=True, slots=True)
class Role:
    """A function and how it was seen; ``stated`` when it was said of this very name, behind it,
    ``titled`` when by one of its titles and not by a turn of phrase.
    """

    function: Function
    stated: bool
    titled: bool = True


class Roles:
    """The functions of a policy, ready to look for."""

    def __init__(self, policy: Policy) -> None:
        self._matchers = _matchers(policy.functions, policy.parties)
        self._known: dict[tuple[str, bool], Role | None] = {}

    def of(self, words: str, *, in_cell: bool = False) -> Role | None:
        """The function of ``THIS`` in these words.

        What is said behind the name beats what stands before it: in *minister Bos en Jansen
        (beleidsmedewerker)* the second is no minister. Before that, a function that keeps beats
        one that a person should look at, and the policy's order decides.
        """
        if (words, in_cell) not in self._known:
            self._known[words, in_cell] = self._choose(words, in_cell)
        return self._known[words, in_cell]

    def _choose(self, words: str, in_cell: bool) -> Role | None:
        found = list(self._found(words, in_cell))
        stated = [role for role in found if role.stated]
        for roles, order in ((stated, STATED_ORDER), (found, ORDER)):
            for decision in order:
                for role in roles:
                    if role.function.decision == decision:
                        return role
        return None

    def _found(self, words: str, in_cell: bool) -> Iterable[Role]:
        small = words.lower()
        for matcher in self._matchers:
            if in_cell and not (matcher.function.in_cells or matcher.function.decision == "redact"):
                continue
            titled = any(stem in small for stem in matcher.stems)
            if titled and matcher.behind and matcher.behind.search(words):
                yield Role(matcher.function, True)
            elif titled and matcher.front and _in_front(matcher.front, words):
                yield Role(matcher.function, False)
            else:
                for pattern, stated, titled in matcher.patterns:
                    if pattern.search(words):
                        yield Role(matcher.function, stated, titled)


def _in_front(pattern: re.Pattern[str], words: str) -> bool:
    """A title before the name; not in *assistent van de minister, X* or *Geachte minister,*, nor in
    *heeft de minister X gevraagd*, where X is somebody else.
    """
    for match in pattern.finditer(words):
        if _INVERTED.search(words[: match.start()]):
            continue
        gap = match["gap"] or match["signed"] or ""
        if not (gap.startswith(",") and _SECOND_HAND.search(words[: match.start()])):
            return True
    return False


@lru_cache(maxsize=8)
def _matchers(functions: tuple[Function, ...], parties: tuple[str, ...]) -> tuple[_Matcher, ...]:
    """Compiled once per policy, for all its documents."""
    return tuple(_matcher(function, parties) for function in functions)


def _matcher(function: Function, parties: tuple[str, ...]) -> _Matcher:
    stems = (*function.titles, *function.plurals)
    return _Matcher(
        function,
        tuple(stem.lower().replace("*", "") for stem in stems),
        _front(function.titles, function.plurals),
        _behind(function.titles),
        tuple(
            (
                _pattern(pattern, parties),
                pattern.startswith(("{naam}", "{rij}")),
                "{partij}" in pattern,
            )
            for pattern in function.patterns
        ),
    )


def _front(titles: tuple[str, ...], plurals: tuple[str, ...]) -> re.Pattern[str] | None:
    """``titel X`` within a block; or a title with its portfolio, a comma and the end of the line,
    as over a signature.
    """
    if not titles:
        return None
    one = rf"(?i:{_any(titles)})"
    sides = [
        rf"{one}{_PORTFOLIO}(?: a\.i\.)?(?P<gap>{_GAP}){_FORM_OF_ADDRESS}{_GIVEN}{THIS}",
        rf"{one}{_OFFICE}(?P<signed>, ?\n\s*){_FORM_OF_ADDRESS}{THIS}",
    ]
    sides.append(
        rf"(?:(?<=\nde )|(?<=\nDe )|(?<=\nDE )|(?<=\. De )){one}, ?\n\s*{_FORM_OF_ADDRESS}{THIS}"
    )
    if plurals:
        sides.append(rf"(?i:{_any(plurals)}){_PORTFOLIO}{_AMONG}{_GAP}{_FORM_OF_ADDRESS}{ROW}")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sides)})")


def _behind(titles: tuple[str, ...]) -> re.Pattern[str] | None:
    """``X, titel`` or ``X (titel``; not when the title goes on to another name."""
    if not titles:
        return None
    said = rf"{_SMALL}(?i:{_any(titles)})(?![\w-])"
    next_name = rf"(?!(?>{_PORTFOLIO}) {_FORM_OF_ADDRESS}(?:{OTHER}|{_CAPITAL}))"
    return re.compile(
        rf"{THIS}(?: ?\({said}|, {said}{next_name}|"
        rf",? (?:op |aan |in (?:zijn|haar) (?:rol|functie|hoedanigheid) )?als {said})"
    )


def _any(titles: tuple[str, ...]) -> str:
    """One of the titles; ``*`` in front stands for the beginning of a longer word."""
    longest = sorted(titles, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(t).replace(r"\*", r"[\w-]*") for t in longest) + ")"


def _pattern(pattern: str, parties: tuple[str, ...]) -> re.Pattern[str]:
    broken = "|".join(parties).replace("-", "- ?")  # at a line end
    party = f"(?:{broken})" if parties else r"(?!)"
    named = pattern.replace("{partij}", party).replace("{jaar}", _YEAR).replace("{regels}", _LINES)
    named = named.replace("{aanhef}", _FORM_OF_ADDRESS)
    return re.compile(named.replace("{rij}", f"{ROW}{_MORE}").replace("{naam}", THIS))
