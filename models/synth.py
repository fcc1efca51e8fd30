"""Synthetic Dutch government text with its persons, organisations and places marked.

Templates (``templates/*.txt``) hold slots: ``{A.init}`` is the person A spelt with initials,
``{org}`` an entry of ``lexicon.toml``. What a slot yields carries its label.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from people import SUFFIXES, People, Person, chain, sample, spellings, titled, words
from woo_redact.detect.dictionary import all_words

HERE = Path(__file__).parent
WORDS = HERE.parent / "src" / "woo_redact" / "data" / "words"
SLOT = re.compile(r"\{([A-Za-z0-9_.:]+)\}|\[([POL]):([^\]]+)\]")
LITERAL = {"P": "PERSON", "O": "ORG", "L": "LOC"}
Span = tuple[int, int, str]
MONTHS = words(
    """
    januari februari maart april mei juni juli augustus september oktober november december
    """
)
DOMAINS = words(
    """
    minbzk.nl minvws.nl minjenv.nl minocw.nl minez.nl minienw.nl minszw.nl minfin.nl
    mindef.nl minbuza.nl rijksoverheid.nl rws.nl belastingdienst.nl gmail.com gemeente.nl
    provincie.nl
    """
)
PERSON_SLOTS = "ABCDEF"


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its labelled spans."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class Builder:
    parts: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, label: str = "") -> None:
        if label and text:
            self.spans.append((self.length, self.length + len(text), label))
        self.parts.append(text)
        self.length += len(text)

    def extend(self, other: Text) -> None:
        self.spans.extend((a + self.length, b + self.length, label) for a, b, label in other.spans)
        self.parts.append(other.text)
        self.length += len(other.text)

    def build(self) -> Text:
        return Text("".join(self.parts), tuple(self.spans))


class Writer:
    """Fills templates. One writer, one seed, one side of the fence of reserved names."""

    def __init__(
        self, rng: random.Random, people: People, *, dev: bool = False, half: int | None = None
    ) -> None:
        """``half`` 0 or 1: only every other template."""
        self.rng = rng
        self.people = people
        start, part = "dev_" if dev else "", slice(half, None, 1 if half is None else 2)
        self.sentences = _lines(f"{start}sentences.txt")[part]
        self.negatives = _lines(f"{start}negatives.txt")[part]
        self.blocks = _blocks(f"{start}blocks.txt")[part]
        self.stories = () if dev else (*_lines("stories.txt"), *_blocks("office.txt"))[part]
        self.words = lexicon()

    def sentence(self) -> Text:
        return self.fill(self.rng.choice(self.sentences))

    def negative(self) -> Text:
        return self.fill(self.rng.choice(self.negatives))

    def block(self) -> Text:
        return self.fill(self.rng.choice(self.blocks))

    def story(self) -> Text:
        """A piece of news, or of an office's writing, of several sentences."""
        return self.fill(self.rng.choice(self.stories))

    def fill(self, template: str) -> Text:
        """The template with its slots filled; one person per letter."""
        cast: dict[str, tuple[Person, dict[str, str]]] = {}
        builder, at = Builder(), 0
        for match in SLOT.finditer(template):
            builder.add(template[at : match.start()])
            at = match.end()
            if match[2]:
                builder.add(*self._literal(LITERAL[match[2]], match[3]))
            else:
                builder.add(*self._slot(match[1], cast))
        builder.add(template[at:])
        return builder.build()

    def _slot(self, name: str, cast: dict[str, tuple[Person, dict[str, str]]]) -> tuple[str, str]:
        if name.startswith("mail:"):
            return self._mail(self._cast(name[5:6], cast)[0]), ""
        head, _, form = name.partition(".")
        if form:
            return self._spelt(self._cast(head, cast), form)
        maker: Callable[[], tuple[str, str]] | None = getattr(self, f"_make_{name}", None)
        if maker is None:
            return self._word(name)
        return maker()

    def _literal(self, label: str, text: str) -> tuple[str, str]:
        """A name that stands in the template; often another of its kind takes its place."""
        if label == "PERSON":
            return self.people.person().capital_surname, label
        if self.rng.random() < 0.5:
            text = other("organisations" if label == "ORG" else "places", self.rng)
        return text, label

    def _cast(
        self, key: str, cast: dict[str, tuple[Person, dict[str, str]]]
    ) -> tuple[Person, dict[str, str]]:
        if key not in cast:
            person = self.people.person()
            cast[key] = (person, spellings(person, self.rng))
        return cast[key]

    def _spelt(self, known: tuple[Person, dict[str, str]], form: str) -> tuple[str, str]:
        person, forms = known
        rng = self.rng
        if form == "user":
            return (person.last.lower()[:7] + person.first[0][0].lower()), ""
        if form == "init_after":
            return person.initials, ""
        if form == "init2":
            return person.initials.replace(".", "") + person.last[0], ""
        if form == "init" and rng.random() < 0.42:
            form = rng.choice(("spaced", "tight", "bare", "called", "full", "long"))
        if form == "full" and rng.random() < 0.14:
            form = rng.choice(("long", "init", "called", "upper_mixed", "short", "upper", "upper"))
        if form == "sur" and rng.random() < 0.03:
            form = "upper_sur"
        return forms[form], "PERSON"

    def _word(self, name: str) -> tuple[str, str]:
        base = name.rstrip("0123456789")
        keys = {"func": "function", "nat": "nationality", "prov": "province", "cab": "cabinet"}
        labels = {
            "org": "ORG", "company": "ORG", "paper": "ORG", "party": "ORG", "uni": "ORG",
            "club": "ORG", "hospital": "ORG", "museum": "ORG", "school": "ORG", "agency": "ORG",
            "country": "LOC", "capital": "LOC", "province": "LOC", "river": "LOC", "prov": "LOC",
            "park": "LOC", "square": "LOC",
        }  # fmt: skip
        return self.rng.choice(self.words[keys.get(base, base)]), labels.get(base, "")

    def _mail(self, person: Person) -> str:
        rng = self.rng
        last = "".join(c for c in person.last.lower() if c.isalnum() or c == "-")
        prefix = person.prefix.replace(" ", "").replace("'", "").lower()
        first = person.first[0].lower().replace(" ", "")
        local = rng.choice(
            (f"{first[0]}.{prefix}{last}", f"{first}.{prefix}{last}", f"{prefix}{last}")
        )
        return f"{local}@{rng.choice(DOMAINS)}"

    def _make_t(self) -> tuple[str, str]:
        return titled(self.rng), ""

    def _make_sfx(self) -> tuple[str, str]:
        return self.rng.choice(SUFFIXES), ""

    def _make_hm(self) -> tuple[str, str]:
        return self.rng.choice(("heer", "mevrouw")), ""

    def _make_org(self) -> tuple[str, str]:
        draw = self.rng.random()
        if draw < 0.3:
            return other("organisations", self.rng), "ORG"
        if draw < 0.55:
            return self.rng.choice(self.words["agency"]), "ORG"
        if draw < 0.8:
            return self.rng.choice(self.words["company"]), "ORG"
        if draw < 0.9:
            return f"{self._surname()} {self.rng.choice(COMPANY_ENDS)}", "ORG"
        return "gemeente " + self._make_city()[0], ""

    _make_org2 = _make_org

    def _make_min(self) -> tuple[str, str]:
        portfolio = self.rng.choice(self.words["portfolio"])
        head = self.rng.choice(("Ministerie van ", "ministerie van ", "Het ministerie van "))
        return head + portfolio, "ORG"

    def _make_dg(self) -> tuple[str, str]:
        head = self.rng.choice(("Directoraat-Generaal ", "DG ", "directoraat-generaal "))
        return head + self.rng.choice(self.words["dgname"]), "ORG"

    def _make_dir(self) -> tuple[str, str]:
        head = self.rng.choice(("directie ", "Directie ", "de directie ", "afdeling "))
        return head + self.rng.choice(self.words["dirname"]), ""

    def _make_city(self) -> tuple[str, str]:
        if self.rng.random() < 0.4:
            return other("places", self.rng), "LOC"
        key = "city" if self.rng.random() < 0.85 else "city_multi"
        return self.rng.choice(self.words[key]), "LOC"

    _make_city2 = _make_city
    _make_city3 = _make_city

    def _make_comm(self) -> tuple[str, str]:
        if self.rng.random() < 0.5:
            return self._surname(), ""
        return self.rng.choice(self.words["commission"]), ""

    def _make_comm2(self) -> tuple[str, str]:
        return "Commissie " + self.rng.choice(self.words["Topic"]), "ORG"

    def _make_street(self) -> tuple[str, str]:
        rng, draw = self.rng, self.rng.random()
        end = rng.choice(self.words["street_end"])
        if draw < 0.35:
            return rng.choice(self.words["street_plain"]), "LOC"
        if draw < 0.65:
            return rng.choice(self.words["street_person"]) + end, "LOC"
        head = rng.choice(("", "", "Burgemeester ", "Dr. ", "Pastoor ", "Prins ", "Jan "))
        return head + self._surname().replace("-", " ") + end, "LOC"

    _make_street2 = _make_street

    def _make_museumname(self) -> tuple[str, str]:
        return self.rng.choice(self.words["museum_name"]), ""

    def _make_word(self) -> tuple[str, str]:
        return self.rng.choice(ordinary(self.people)), ""

    _make_word2 = _make_word

    def _make_Word(self) -> tuple[str, str]:  # noqa: N802 - named after its slot
        return self._make_word()[0].capitalize(), ""

    _make_Word2 = _make_Word  # noqa: N815 - named after its slot
    _make_Word3 = _make_Word  # noqa: N815 - named after its slot

    def _make_Label(self) -> tuple[str, str]:  # noqa: N802 - named after its slot
        return self.rng.choice(self.words["label"]), ""

    def _make_abbr(self) -> tuple[str, str]:
        """A law's short name: ``Wgbm``, ``Awir``."""
        tail = "".join(self.rng.choices("abdghklmnoprstvwz", k=self.rng.choice((2, 2, 3))))
        return self.rng.choices("WAB", (80, 15, 5))[0] + tail, ""

    _make_abbr2 = _make_abbr

    def _make_cut(self) -> tuple[str, str]:
        """A label whose letters lie apart, as published notas have them."""
        label = self._make_Label()[0] if self.rng.random() < 0.6 else self._make_Word()[0]
        return cut(label, self.rng), ""

    _make_cut2 = _make_cut

    def _make_ship2(self) -> tuple[str, str]:
        return self._word("ship")

    def _make_foundation(self) -> tuple[str, str]:
        return self.rng.choice(self.words["foundation"]), ""

    def _make_cafe(self) -> tuple[str, str]:
        return self.rng.choice(self.words["cafe"]), ""

    def _make_PORTFOLIO(self) -> tuple[str, str]:  # noqa: N802 - named after its slot
        return self.rng.choice(self.words["portfolio"]).upper(), ""

    def _make_date(self) -> tuple[str, str]:
        rng = self.rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1998, 2026)
        return rng.choice(
            (
                f"{day} {MONTHS[month - 1]} {year}",
                f"{day} {MONTHS[month - 1]}",
                f"{day:02}-{month:02}-{year}",
                f"{day}-{month}-{year % 100:02}",
                f"{day} {MONTHS[month - 1][:3]}. {year}",
            )
        ), ""

    def _make_year(self) -> tuple[str, str]:
        return str(self.rng.randint(1975, 2026)), ""

    def _make_num(self) -> tuple[str, str]:
        rng = self.rng
        return rng.choice(
            (
                str(rng.randint(1000, 9999999)),
                f"{rng.randint(2018, 2026)}-{rng.randint(0, 999999):010}",
                f"{rng.randint(20000, 36999)}, nr. {rng.randint(1, 300)}",
                f"{rng.randint(1000000, 9999999)}-{rng.randint(100000, 999999)}-WJZ",
            )
        ), ""

    def _make_num2(self) -> tuple[str, str]:
        return str(self.rng.randint(1, 95)), ""

    def _make_hn(self) -> tuple[str, str]:
        return f"{self.rng.randint(1, 399)}{self.rng.choice(('', '', 'a', ' B', '-2'))}", ""

    def _make_zip(self) -> tuple[str, str]:
        letters = "".join(self.rng.choices("ABCDEGHJKLMNPRSTVWXZ", k=2))
        return f"{self.rng.randint(1000, 9999)} {letters}", ""

    def _make_bsn(self) -> tuple[str, str]:
        return str(self.rng.randint(100000000, 999999999)), ""

    def _make_tel(self) -> tuple[str, str]:
        rng = self.rng
        digits = "".join(rng.choices("0123456789", k=8))
        return rng.choice(
            (f"06-{digits}", f"06 {digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}",
             f"070 {digits[:3]} {digits[3:7]}", f"+31 6 {digits}")
        ), ""  # fmt: skip

    def _surname(self) -> str:
        return self.people.person("dutch").capital_surname


COMPANY_ENDS = (
    "B.V.", "BV", "N.V.", "Advocaten", "& Zonen", "Groep", "Bouw", "Holding", "Advies", "Makelaars",
    "Notarissen", "Transport", "& Partners", "Vastgoed", "Installatietechniek", "Consultancy",
)  # fmt: skip


def cut(word: str, rng: random.Random) -> str:
    """The word in two or three pieces, or letter by letter."""
    if rng.random() < 0.15:
        return " ".join(word)
    mark = rng.choices((" ", "|", "\n", " | ", "  "), (50, 15, 15, 10, 10))[0]
    inner = range(1, len(word))
    places = sorted(rng.sample(inner, min(len(inner), rng.choice((1, 1, 2)))))
    edges = zip([0, *places], [*places, len(word)], strict=True)
    return mark.join(word[a:b] for a, b in edges)


@cache
def ordinary(people: People) -> tuple[str, ...]:
    """Dutch words that are nobody's name here, on either side of the fence."""
    return tuple(
        word for word in all_words() if 3 < len(word) < 16 and word.capitalize() not in people.taken
    )


def wrapped(text: Text, rng: random.Random) -> Text:
    """The same text set in lines: some blanks become line ends, as in a PDF column."""
    width = rng.choice((28, 40, 60, 75, 90, 100))
    letters, column = list(text.text), 0
    for i, letter in enumerate(letters):
        column = 0 if letter == "\n" else column + 1
        if letter == " " and column >= width:
            letters[i] = "\n"
            column = 0
    return Text("".join(letters), text.spans)


@cache
def known(name: str) -> tuple[str, ...]:
    """The places or organisations that the program itself knows at run time."""
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = (e.strip() for line in lines if not line.startswith("#") for e in line.split(";"))
    return tuple(sorted({entry for entry in entries if entry}))


def other(name: str, rng: random.Random) -> str:
    """A known place or organisation, or one that only sounds like it: unknown is no person yet."""
    if rng.random() < 0.5:
        return rng.choice(known(name))
    made = sample(_sound(name), rng).strip("-' ")
    return made[:1].upper() + made[1:] if len(made) > 2 else rng.choice(known(name))


@cache
def _sound(name: str) -> dict[str, list[str]]:
    single = (e for e in known(name) if e.isalpha() and not e.isupper())
    return chain(sorted(single))


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """Every list; those without semicolons are split at blanks, except where names have them."""
    raw = tomllib.loads((HERE / "lexicon.toml").read_text(encoding="utf-8"))
    return {key: _entries(value) for key, value in raw.items()}


def _entries(value: str) -> tuple[str, ...]:
    if ";" in value:
        return tuple(part.strip() for part in value.split(";"))
    return tuple(value.split())


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = (HERE / "templates" / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip())


@cache
def _blocks(name: str) -> tuple[str, ...]:
    text = (HERE / "templates" / name).read_text(encoding="utf-8")
    return tuple(block.strip("\n") for block in text.split("\n===\n"))
