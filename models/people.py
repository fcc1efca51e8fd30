"""Invented persons for training text: names of every origin found in the Netherlands, and every way
in which Dutch government writing spells a name.

A name token is *reserved* for development and test by its hash; training never uses it as a name.
"""

from __future__ import annotations

import csv
import hashlib
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from woo_redact.detect.dictionary import is_word

HERE = Path(__file__).parent / "names"
WORDY, WORD_SHARE = frozenset({"dutch", "flemish"}), 0.22


def words(text: str) -> tuple[str, ...]:
    """A list written as running text."""
    return tuple(text.split())


SHARES = {
    "dutch": 44,
    "frisian": 6,
    "flemish": 9,
    "turkish": 6,
    "moroccan": 6,
    "suriname": 6,
    "antillean": 3,
    "chinese": 4,
    "asian": 4,
    "african": 4,
    "mideast": 5,
    "european": 8,
}
FAKER = {
    "dutch": ("nl_NL",),
    "flemish": ("nl_BE",),
    "turkish": ("tr_TR",),
    "asian": ("id_ID", "vi_VN", "en_IN", "en_PK"),
    "african": ("yo_NG", "ig_NG", "ha_NG", "tw_GH", "en_KE"),
    "moroccan": ("fr_DZ",),
    "european": (
        "pl_PL", "ro_RO", "hr_HR", "cs_CZ", "hu_HU", "pt_PT", "es_ES", "fr_FR", "de_DE", "en_GB",
        "it_IT", "da_DK", "sv_SE", "no_NO", "lt_LT", "et_EE",
    ),
}  # fmt: skip
CSV_COUNTRIES = {
    "NL": "dutch", "BE": "flemish", "TR": "turkish", "MA": "moroccan", "DZ": "moroccan",
    "SR": "suriname", "CN": "chinese", "TW": "chinese", "ID": "asian", "VN": "asian", "IN": "asian",
    "PH": "asian", "JP": "asian", "KR": "asian", "GH": "african", "NG": "african", "ET": "african",
    "SO": "african", "ER": "african", "CD": "african", "SY": "mideast", "IQ": "mideast",
    "IR": "mideast", "AF": "mideast", "EG": "mideast", "IL": "mideast", "PL": "european",
    "RO": "european", "BG": "european", "UA": "european", "PT": "european", "ES": "european",
    "IT": "european", "DE": "european", "FR": "european", "GB": "european", "HU": "european",
}  # fmt: skip
TITLES = (
    "drs.", "mr.", "ir.", "ing.", "dr.", "prof. dr.", "prof. mr.", "mr. dr.", "dr. ir.",
    "prof. dr. ir.", "Drs.", "Mr.", "Ir.", "Dr.", "prof.", "mr. drs.", "mr.drs.", "bc.",
)  # fmt: skip
SUFFIXES = ("MSc", "MA", "LLM", "RA", "BSc", "PhD", "MPA", "RE", "MBA", "EMITA")
CAPITALISED = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-ÞĀ-ſ](?:[^\W\d_]){1,}")
PARTICLES = frozenset(
    words(
        """
        van de der den ter ten te op in het el al ben bin bou ait aït von ver vanden vander vande la
        le du di da dos del della mc achter aan bij uit over onder voor tot boven tussen abu abdel
        """
    )
)
STEMS = words(
    """
    hoog laag oud nieuw groen berg dijk veld beek water hout steen eik els linde heide woud
    bos meer zand klei veen mole kerk noord zuid oost west lange korte schoon wit zwart brug
    poort haver rogge koren wijn kamp horst hage rijs braam roos vink valk zwaan kraai
    reiger hazel mos wester ooster middel nieuwen over onder voor achter hage kruis ketel
    molen ploeg rade snoek baars haring duin strand zee rijn maas ijssel linge vecht eem
    amstel zaan
    """
)
ENDS = words(
    """
    stra sma inga ema ga mans man sen huis huizen huijzen kamp berg bergen veld velt hof
    hoven hoff dijk beek laar laer horst donk wijk wijck man meijer mulder maker dorp stede
    brink poel aar enaar stein steijn bos busch boer kerk oord broek raad rode schot winkel
    water schuur steeg meer daal dael berge kens ink ing inck sing nga tema zema boom genoot
    hout
    """
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name in parts. ``prefix`` is what Dutch sorts behind the surname."""

    first: tuple[str, ...]
    prefix: str
    last: str
    origin: str
    partner: str = ""

    @property
    def initials(self) -> str:
        return "".join(_initial(name) + "." for name in self.first)

    @property
    def surname(self) -> str:
        name = f"{self.prefix} {self.last}".strip() if self.prefix else self.last
        return name + self.partner

    @property
    def capital_surname(self) -> str:
        """With a capital, as after a title or at the start of a sentence."""
        return self.surname[:1].upper() + self.surname[1:]


@dataclass(slots=True)
class Pool:
    """The names of one origin. ``reserved`` says which half of the hash it may draw from."""

    reserved: bool
    first: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    prefixes: list[tuple[str, float]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Surnames that are ordinary words: the hardest to see."""

    def add(self, kind: str, names: Iterable[str]) -> None:
        known = self.first if kind == "first" else self.last
        fitting = (n for n in names if _latin(n) and fits(n, reserved=self.reserved))
        known.extend(sorted(set(fitting) - set(known)))

    def halved(self, half: int) -> Pool:
        """The names of one half of the hash."""
        first, last, wordy = (
            [name for name in names if hashlib.sha256(name.encode()).digest()[1] % 2 == half]
            for names in (self.first, self.last, self.words)
        )
        return Pool(self.reserved, first, last, self.prefixes, wordy)


def is_reserved(token: str) -> bool:
    """Is this name token kept for development and test?"""
    return int(hashlib.sha256(token.lower().encode()).hexdigest()[:8], 16) % 5 == 0


def name_tokens(name: str) -> list[str]:
    """The parts of a name that the fence looks at: capitalised runs of letters, not particles."""
    return [token for token in CAPITALISED.findall(name) if token.lower() not in PARTICLES]


def fits(name: str, *, reserved: bool) -> bool:
    """May a name of one or more tokens be used on this side of the fence?"""
    return all(is_reserved(token) == reserved for token in name_tokens(name))


class People:
    """A source of invented persons."""

    def __init__(
        self,
        rng: random.Random,
        ner: Path | None,
        *,
        reserved: bool = False,
        half: int | None = None,
    ) -> None:
        """``half`` 0 or 1: only every other name, chosen by its spelling."""
        self.rng = rng
        self.reserved = reserved
        pools = {origin: _pool(origin, ner, reserved) for origin in SHARES}
        self.pools = {o: p if half is None else p.halved(half) for o, p in pools.items()}
        pools = [p for side in (False, True) for p in (_pool(o, ner, side) for o in SHARES)]
        self.taken = frozenset(name for p in pools for name in (*p.first, *p.last))
        """Every name of either side of the fence: no negative may teach that it is none."""
        self.chains = {
            (origin, kind): chain(getattr(pool, kind))
            for origin, pool in self.pools.items()
            for kind in ("first", "last")
        }

    def person(self, origin: str | None = None) -> Person:
        rng = self.rng
        origin = origin or rng.choices(tuple(SHARES), tuple(SHARES.values()))[0]
        family = origin
        if rng.random() < 0.06:
            family = rng.choice(tuple(SHARES))
        count = rng.choices((1, 2, 3, 4), (55, 28, 13, 4))[0] if origin != "chinese" else 1
        first = tuple(self.name(origin, "first") for _ in range(count))
        prefix = self._prefix(family)
        last = self.name(family, "last")
        return Person(first, prefix, last, origin, self._partner(family))

    def name(self, origin: str, kind: str) -> str:
        """A known name of that origin, or an invented one that sounds like it."""
        rng = self.rng
        draw = rng.random()
        pool = self.pools[origin]
        if kind == "last" and pool.words and rng.random() < WORD_SHARE:
            name = rng.choice(pool.words)
        elif draw < 0.24:
            name = self._invent(origin, kind)
        else:
            name = rng.choice(getattr(self.pools[origin], kind))
        if kind == "first" and rng.random() < 0.03:
            name = f"{name}-{rng.choice(self.pools[origin].first)}"
        if not name.isascii() and rng.random() < 0.4:
            name = _plain(name)
            if not fits(name, reserved=self.reserved):
                return self.name(origin, kind)
        return name

    def _invent(self, origin: str, kind: str) -> str:
        rng = self.rng
        for _ in range(60):
            if kind == "last" and origin in ("dutch", "frisian") and rng.random() < 0.6:
                name = (rng.choice(STEMS) + rng.choice(ENDS)).capitalize()
                if rng.random() < 0.15:
                    name = name.replace("ij", "y").replace("k", "ck", 1)
            else:
                name = sample(self.chains[origin, kind], rng)
            if 2 < len(name) < 14 and fits(name, reserved=self.reserved):
                return name
        return rng.choice(getattr(self.pools[origin], kind))

    def _prefix(self, origin: str) -> str:
        rng = self.rng
        prefixes = self.pools[origin].prefixes
        chance = {"dutch": 0.42, "moroccan": 0.4, "flemish": 0.4, "mideast": 0.2, "european": 0.1}
        if not prefixes or rng.random() > chance.get(origin, 0):
            return ""
        names, weights = zip(*prefixes, strict=True)
        return str(rng.choices(names, weights)[0])

    def _partner(self, origin: str) -> str:
        rng = self.rng
        if rng.random() > 0.09 or origin in ("chinese", "african"):
            return ""
        hyphen = rng.choices(("-", " - ", " – ", "–"), (80, 10, 6, 4))[0]
        prefix = self._prefix(origin)
        return hyphen + f"{prefix} {self.name(origin, 'last')}".strip()


def spellings(person: Person, rng: random.Random) -> dict[str, str]:
    """Every way to write this person; the keys are what templates ask for."""
    first, initials = person.first[0], person.initials
    last, surname, capital = person.last, person.surname, person.capital_surname
    spaced = " ".join(f"{c}." for c in initials.replace(".", ""))
    called = rng.choice((f"{initials} ({first}) {surname}", f"{first} ({initials}) {surname}"))
    comma = f"{last}{person.partner}, {initials}{(' ' + person.prefix) if person.prefix else ''}"
    return {
        "full": f"{first} {surname}",
        "long": " ".join(person.first) + f" {surname}",
        "init": f"{initials} {surname}",
        "spaced": f"{spaced} {surname}",
        "tight": f"{initials}{capital if rng.random() < 0.5 else surname}",
        "bare": f"{initials.replace('.', '')} {surname}",
        "called": called,
        "sur": capital,
        "lower": surname,
        "first": first,
        "inverted": comma,
        "inverted_full": rng.choice(
            (
                f"{last}{person.partner}, {first}{(' ' + person.prefix) if person.prefix else ''}",
                f"{capital}, {first}",
                f"{last}, {person.prefix}, {initials}" if person.prefix else f"{last}, {initials}",
                f"{capital}, {initials}",
            )
        ),
        "short": f"{first} {_short(person)}",
        "upper": f"{first} {surname}".upper(),
        "upper_sur": surname.upper(),
        "upper_mixed": f"{first} {surname.upper()}",
        "genitive": _genitive(capital),
        "first_genitive": _genitive(first),
    }


def titled(rng: random.Random) -> str:
    return rng.choice(TITLES)


def _initial(name: str) -> str:
    if name.startswith(("Th", "Ch", "Ph", "IJ", "Tj", "Sj")) and hash_bit(name):
        return name[:2]
    if "-" in name and hash_bit(name):
        return name[0] + ".-" + name.split("-")[1][:1]
    return name[0]


def hash_bit(name: str) -> bool:
    """A coin that falls the same way in every run."""
    return hashlib.sha256(name.encode()).digest()[0] < 64


def _short(person: Person) -> str:
    letters = "".join(w[0] for w in person.prefix.split())
    return f"{letters}{person.last[0]}." if not letters else f"{person.prefix} {person.last[0]}."


def _genitive(name: str) -> str:
    if name[-1:] in "sxz":
        return name + "'"
    return name + ("'s" if name[-1:] in "aeiouy" else "s")


def _latin(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and all("LATIN" in unicodedata.name(c, "") for c in letters)


def _plain(name: str) -> str:
    swapped = name.translate(str.maketrans("ıİøØłŁđĐßƏə", "iIoOlLdDsEe"))
    return "".join(
        c for c in unicodedata.normalize("NFKD", swapped) if not unicodedata.combining(c)
    )


@cache
def _pool(origin: str, ner: Path | None, reserved: bool) -> Pool:
    pool = Pool(reserved)
    for line in (HERE / f"{origin}.txt").read_text(encoding="utf-8").splitlines():
        kind, _, names = line.partition(": ")
        if kind == "prefix":
            pool.prefixes = _prefixes(names)
        else:
            pool.add(kind, names.split())
    for locale in FAKER.get(origin, ()):
        for kind, names in _faker(locale):
            pool.add(kind, names)
    if ner:
        for kind, names in _listed(origin, ner):
            pool.add(kind, names)
    pool.words = [name for name in pool.last if is_word(name)] if origin in WORDY else []
    return pool


def _prefixes(text: str) -> list[tuple[str, float]]:
    result = []
    name: list[str] = []
    for part in text.split():
        word, _, weight = part.partition(";")
        name.append(word)
        if weight:
            result.append((" ".join(name), float(weight)))
            name = []
    return result


def _faker(locale: str) -> Iterator[tuple[str, list[str]]]:
    from importlib import import_module

    provider = import_module(f"faker.providers.person.{locale}").Provider
    for kind, names in (
        ("first", ("first_names", "first_names_male", "first_names_female")),
        ("last", ("last_names",)),
    ):
        found: list[str] = []
        for name in names:
            found.extend(getattr(provider, name, ()))
        yield kind, [_casual(n) for n in found if "." not in n and len(n.split()) < 3]


def _casual(name: str) -> str:
    """Faker keeps Dutch particles inside the surname: ``van den Berg`` becomes ``Berg``."""
    words = [w for w in name.split() if w[:1].isupper()]
    return words[-1] if words and name[:1].islower() else name


def _listed(origin: str, ner: Path) -> Iterator[tuple[str, list[str]]]:
    for kind, file in (("first", "sigpwned_forenames.csv"), ("last", "sigpwned_surnames.csv")):
        names: list[str] = []
        with (ner / file).open(encoding="utf-8-sig", newline="") as rows:
            for row in csv.DictReader(rows):
                if CSV_COUNTRIES.get(row["Country"]) == origin:
                    names.append(row["Romanized Name"].strip().title())
        yield kind, [name for name in names if name and len(name.split()) < 3]


Chain = dict[str, list[str]]


def chain(names: list[str]) -> Chain:
    """Which letter follows three others in the names of one origin."""
    chain: Chain = defaultdict(list)
    for name in names:
        padded = f"^^^{name}$"
        for i in range(3, len(padded)):
            chain[padded[i - 3 : i]].append(padded[i])
    return chain


def sample(chain: Chain, rng: random.Random) -> str:
    name = "^^^"
    while len(name) < 20:
        letter = rng.choice(chain[name[-3:]])
        if letter == "$":
            break
        name += letter
    return name[3:]
