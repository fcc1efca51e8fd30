"""Labels and their values: the colofon, the head of a nota, and forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from woo_redact.detect import lexicon
from woo_redact.detect.cells import Cell, below, right_of, same_row
from woo_redact.detect.dictionary import is_word
from woo_redact.detect.found import found
from woo_redact.detect.labels import Label, Role, label_of
from woo_redact.detect.values import MINISTRY, PARAPH, NameSpan, Sort, names_in, tokens_of
from woo_redact.detect.words import UPPER, words
from woo_redact.types import Finding, Page

BESIDE = 190.0
"""Points: a value farther to the right than this belongs to another column."""
LINES = 12
DEPTH = 48.0
"""Points: rows of a table that lie farther apart are two tables."""
LEADING = 2.7
NUMBER = re.compile(r"(?<![\w/-])[+(]?\d[\d .\-()/–]{4,18}\d(?![\w/])|\b[x]?\d{3,6}\b(?=\s*$)")
DATE = re.compile(r"^\d{1,2}[-./ ]\w{2,10}[-./ ]\d{2,4}|^\d{4}[-/]")
INITIALS = re.compile(rf"[{UPPER}][{UPPER}]|[{UPPER}]{{1,2}}[a-z']{{1,3}}[{UPPER}]")
CAPITALS = re.compile(rf"[{UPPER}]{{2,3}}")
ONLY_INITIALS = re.compile(
    rf"(?:{INITIALS.pattern})(?:[ ]?(?:[/,+&;]|en)[ ]?(?:{INITIALS.pattern}))*"
)
"""What stands in the column of who does it; three capitals there rather are a directorate."""
ASKS_MATES = words("naam wie eigenaar verantwoordelijk rol distributie")
PEOPLE_COLUMNS = words(
    """
    actie acties actiepunt wat wanneer termijn deadline functie rol organisatie afdeling
    directie onderdeel telefoon telefoonnummer email emailadres toestel kamer paraaf datum
    akkoord initialen handtekening aanwezig organisatieonderdeel dienst directietoestel
    kamernummer bedrijf instelling ministerie
    """
)
JOINED = re.compile(
    r"[^\W\d_][^\W\d_'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}"
    r"(?:\s?(?:[+/&,]|\ben\b)\s?[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}?)+"
)
PAPER_COLUMNS = words("volgnummer nummer nr document titel bestand informatie omschrijving bijlage")
REASON = "Waarde bij een label in het colofon of een formulier dat om een persoon vraagt."


def colofon(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    labels = {id(cell): label for cell in cells if (label := label_of(cell))}
    prose = {cell.block for cell in cells if is_prose(cell.text)}
    for cell in cells:
        label = labels.get(id(cell))
        if label is None or (cell.key in ASKS_MATES and not _names_people(cell, cells)):
            continue
        if label.loose:
            yield from _named_at_once(page, cell, label)
            continue
        value = list(value_of(cell, label, cells, labels, prose))
        named = cell.key in ASKS_MATES and _mostly_names(_column(cell, cells))
        column = label.role is Role.PHONE and _heads_column(cell, cells, labels)
        numbers = value if column else value[:2]
        yield from _of_role(
            page,
            Role.PERSON if named else label.role,
            numbers if label.role is Role.PHONE else value,
        )


Span = tuple[int, int]


def value_of(
    cell: Cell,
    label: Label,
    cells: tuple[Cell, ...],
    labels: dict[int, Label],
    prose: set[int],
) -> Iterator[Span]:
    """The places of the value, one per line: behind the label, beside it, else under it."""
    if label.value < len(cell.text):
        yield cell.start + label.value, cell.end
        yield from _continued(cell, cells, labels)
        return
    cells = tuple(c for c in cells if c.block not in prose or c is cell)
    beside = right_of(cell, cells, BESIDE)
    heads = _heads_column(cell, cells, labels) or _mostly_names(_column(cell, cells))
    if beside and id(beside) not in labels and not heads:
        yield beside.start, beside.end
        yield from _under(beside, cell, cells, labels, stop_at_label_column=True)
        return
    if beside is None or heads or label.role in (Role.PERSON, Role.MIXED):
        yield from _under(cell, cell, cells, labels, stop_at_label_column=False)


def _heads_column(cell: Cell, cells: tuple[Cell, ...], labels: dict[int, Label]) -> bool:
    """Is this the head of a table: two more heads beside it, a value under it and under another?"""
    row = [c for c in cells if same_row(c, cell)]

    def filled(head: Cell) -> bool:
        first = next(below(head, cells, slack=8), None)
        return first is not None and id(first) not in labels and first.rect.y0 - head.rect.y1 < 30

    return len(row) > 2 and filled(cell) and any(filled(c) for c in row if c is not cell)


def _continued(cell: Cell, cells: tuple[Cell, ...], labels: dict[int, Label]) -> Iterator[Span]:
    """The following lines of the same block, as long as they open no label of their own."""
    last = cell
    edge = max((c.rect.x1 for c in cells if c.block == cell.block), default=0.0)
    for other in cells:
        if last.rect.x1 < cell.rect.x0 + 0.75 * (edge - cell.rect.x0):
            return  # a short line is the end of the value, not a wrapped one
        if other.block != cell.block or other.rect.y0 <= last.rect.y0 or same_row(other, last):
            continue
        if id(other) in labels or other.rect.y0 - last.rect.y1 > LEADING * other.size:
            return
        yield other.start, other.end
        last = other


def _under(
    top: Cell,
    label: Cell,
    cells: tuple[Cell, ...],
    labels: dict[int, Label],
    *,
    stop_at_label_column: bool,
) -> Iterator[Span]:
    last, count = top, 0
    for other in below(top, cells):
        gap = other.rect.y0 - last.rect.y1
        far = gap > (LEADING + (1.5 if last is label else 0)) * max(other.size, 6)
        if far or count >= LINES or _ends_value(other, label, labels):
            return
        if stop_at_label_column and _opens_row(other, label, cells):
            return
        yield other.start, other.end
        last, count = other, count + 1


def _ends_value(cell: Cell, label: Cell, labels: dict[int, Label]) -> bool:
    mine = labels.get(id(cell))
    if mine and not (
        mine.role in (Role.PHONE, Role.MAIL, Role.ROOM) and mine.value < len(cell.text)
    ):
        return mine.value == len(cell.text) or mine.role is not Role.PERSON
    if cell.bold and label.bold:
        return True
    return cell.size > 1.25 * label.size or len(cell.text) > 90


def _opens_row(cell: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Does another label stand in the label's column on this line?"""
    return any(
        abs(c.rect.x0 - label.rect.x0) < 14 and c is not label and same_row(c, cell) for c in cells
    )


def _names_people(cell: Cell, cells: tuple[Cell, ...]) -> bool:
    """``Naam`` heads a column of people beside ``Functie``, of papers beside ``Volgnummer``."""
    mates = {c.key for c in cells if c is not cell and same_row(c, cell)}
    if mates & PEOPLE_COLUMNS or (cell.key == "naam" and not mates):
        return True
    return not mates & PAPER_COLUMNS and _mostly_names(_column(cell, cells))


def _column(head: Cell, cells: tuple[Cell, ...]) -> list[str]:
    """What stands under it, as far as it stands in rows."""
    texts = []
    for cell in below(head, cells, slack=8):
        if is_prose(cell.text) or cell.rect.y0 - head.rect.y1 > DEPTH:
            break
        texts.append(cell.text)
        head = cell
    return texts


def _mostly_names(texts: list[str]) -> bool:
    """Most of what stands in the column reads as somebody's name and as nothing else."""
    read = [names_in(text) for text in texts]
    named = [n for n in read if n and not n[0].ordinary]
    return len(texts) > 1 and 2 * len(named) >= len(texts)


def _named_at_once(page: Page, cell: Cell, label: Label) -> Iterator[Finding]:
    """``Projectleider Jan de Vries meldt …``: only the name right behind the word."""
    offset = cell.start + label.value
    for name in names_in(cell.text[label.value :])[:1]:
        if name.start == 0 and label.role is Role.PERSON and name.sure:
            span = (offset, offset + name.end)
            yield found(page, span, "person", "layout/colofon", REASON)
    if label.role is not Role.PERSON and not is_prose(cell.text):
        yield from _of_role(page, label.role, [(offset, cell.end)])


def _of_role(page: Page, role: Role, value: list[Span]) -> Iterator[Finding]:
    if role in (Role.PERSON, Role.MIXED):
        yield from _persons(page, value, strict=role is Role.PERSON)
    elif role is Role.SEEN:
        yield from _persons(page, value[:2], strict=False)
        yield from _signs(page, value[:1])
    elif role is Role.PHONE:
        yield from _numbers(page, value)
    elif role is Role.MAIL:
        yield from _mail(page, value[:3])
    elif role is Role.ROOM:
        yield from _room(page, value)


def _persons(page: Page, value: Iterable[Span], *, strict: bool) -> Iterator[Finding]:
    organisation = False
    for start, end in value:
        text = page.text[start:end]
        if is_prose(text):
            return
        if organisation and _goes_on(text):
            continue
        names = names_in(text)
        for name in names:
            if name.ordinary and not strict:
                continue
            sure = _is_sure(name, text, strict=strict, organisation=organisation)
            sure = sure or (strict and _with_another(name, names, text))
            span = (start + name.start, start + name.end)
            yield found(
                page,
                span,
                "person",
                "layout/colofon" if strict else "layout/lijst",
                REASON if sure else "Eén woord met een hoofdletter op de plaats van een naam.",
                "redact" if sure else "look",
            )
        if strict and (_fell_apart(text) or not names) and (line := _whole_line(text)):
            span = (start + line[0], start + line[1])
            yield found(page, span, "person", "layout/colofon", REASON)
        if strict:
            yield from _numbers(page, [(start, end)])
            yield from _initials(page, start, text)
        organisation = _breaks_off(text) and not names


def _is_sure(name: NameSpan, text: str, *, strict: bool, organisation: bool) -> bool:
    """A value that has to be a person is one, unless it is a single ordinary word."""
    alone = " " not in text[name.start : name.end]
    asked = strict and not organisation and not (name.ordinary and alone)
    return name.sure or asked or _with_organisation(text, name.end)


def _with_another(name: NameSpan, names: list[NameSpan], text: str) -> bool:
    """``Douwe + Teunis``: an ordinary word joined to a name is one too."""
    others = [n for n in names if n is not name and not n.ordinary]
    joined = JOINED.fullmatch(text.strip()) is not None
    return bool(others) and joined and text[name.start : name.end].lower() not in lexicon.WORDS


def is_prose(text: str) -> bool:
    """A sentence, which is for the language model to read."""
    words = [t for t in tokens_of(text) if t.sort is not Sort.BREAK]
    small = sum(t.sort is Sort.WORD and t.text.islower() for t in words)
    return small >= 4 and small > 0.5 * len(words)


def _goes_on(text: str) -> bool:
    return not re.search(r"[\d@]|^\w\.", text)


def _breaks_off(text: str) -> bool:
    """``Directie Kennis, Innovatie en``: the name of the organisation goes on below."""
    return re.search(r"(?:\ben|\bvan|\bde|\bvoor|,|&|-)$", text.strip()) is not None


def _with_organisation(text: str, end: int) -> bool:
    return re.match(r"\s*[(/\-–]\s*[A-Z]{2,}", text[end:]) is not None


def _whole_line(text: str) -> Span | None:
    """A name in lower case, in capitals, or with its letters apart, where only a name can stand."""
    tokens = list(tokens_of(text))
    words = [t for t in tokens if t.sort is not Sort.BREAK]
    if not words or any(c.isdigit() or c == "@" for c in text):
        return None
    spaced = len(words) >= 5 and sum(len(t.text) == 1 for t in words) > 0.6 * len(words)
    known = any(
        t.text.lower() in lexicon.WORDS | lexicon.ORGANISATION_HEADS
        for t in words
        if t.sort is not Sort.PREFIX
    )
    plain = 2 <= len(words) <= 5 and all(re.fullmatch(r"[^\W\d_.'-]+\.?", t.text) for t in words)
    lower = (
        plain and not known and all(t.sort in (Sort.WORD, Sort.PREFIX, Sort.INITIAL) for t in words)
    )
    lower = lower and text.islower() and not any(lexicon.FUNCTION.search(t.text) for t in words)
    lower = lower or _fell_apart(text)
    upper = len(words) == 1 and words[0].sort is Sort.UPPER and len(words[0].text) > 4
    return (words[0].start, words[-1].end) if spaced or lower or upper else None


def _initials(page: Page, start: int, text: str) -> Iterator[Finding]:
    """``Malalai / FN``: initials among the names of those who have to do something."""
    tokens = list(tokens_of(text))
    for m in INITIALS.finditer(text) if ONLY_INITIALS.fullmatch(text.strip()) else ():
        if m[0] not in lexicon.ACRONYMS:
            yield found(
                page,
                (start + m.start(), start + m.end()),
                "paraph",
                "layout/paraaf",
                "Initialen op de plaats van een naam.",
            )
    for name, bar, token in zip(tokens, tokens[1:], tokens[2:], strict=False):
        acronym = token.text in lexicon.ACRONYMS
        capitals = CAPITALS.fullmatch(token.text) is not None and not acronym
        signs = capitals or PARAPH.match(token.text)
        if name.sort is Sort.NAME and bar.text == "/" and signs:
            yield found(
                page,
                (start + token.start, start + token.end),
                "paraph",
                "layout/paraaf",
                "Initialen op de plaats van een naam.",
            )


def _signs(page: Page, value: Iterable[Span]) -> Iterator[Finding]:
    """``Gezien  MW  EÇ``: whoever has seen it, by initials; directorates stay."""
    for start, end in value:
        text = page.text[start:end]
        for m in INITIALS.finditer(text) if not is_prose(text) else ():
            whole = not re.search(r"[\w&/.-]$", text[: m.start()]) and not re.match(
                r"[\w&/]", text[m.end() :]
            )
            if whole and m[0] not in lexicon.ACRONYMS and not MINISTRY.match(m[0]):
                span = (start + m.start(), start + m.end())
                yield found(page, span, "paraph", "layout/paraaf", "Initialen van wie het zag.")


def _fell_apart(text: str) -> bool:
    """``Ophe lia Samo sir``: a name whose letters the reader set apart leaves shreds of words."""
    tokens = [t for t in tokens_of(text) if t.sort is not Sort.BREAK]
    named = any(t.sort is Sort.NAME for t in tokens)
    small = [t.text for t in tokens if t.sort is Sort.WORD]
    shreds = all(_is_shred(t) for t in small)
    letters = all(c.isalpha() or c in " .'’-" for c in text)
    return named and bool(small) and shreds and letters and len(tokens) < 7


def _is_shred(word: str) -> bool:
    known = word in lexicon.WORDS or lexicon.FUNCTION.search(word) is not None
    return word.islower() and not known and (len(word) < 5 or not is_word(word))


def _numbers(page: Page, value: Iterable[Span]) -> Iterator[Finding]:
    for start, end in value:
        text = page.text[start:end]
        for m in NUMBER.finditer(text):
            if not DATE.match(m[0]) and sum(c.isdigit() for c in m[0]) >= 4:
                yield found(
                    page,
                    (start + m.start(), start + m.end()),
                    "phone",
                    "layout/telefoon",
                    "Nummer op de plaats van een telefoonnummer.",
                )


def _mail(page: Page, value: list[Span]) -> Iterator[Finding]:
    """The part before the at sign, also when it stands on an earlier line than the sign."""
    at = next((i for i, (start, end) in enumerate(value) if "@" in page.text[start:end]), None)
    if at is None:
        return
    for i, (start, end) in enumerate(value[: at + 1]):
        text = page.text[start:end]
        stop = len(text)
        if i == at:
            stop = text.index("@")
            stop = (
                len(text) if " " not in text[stop:].strip() else stop + len(text[stop:].split()[0])
            )
        if re.fullmatch(r"[\w.+'’@ -]+", text[:stop]) and text[:stop].count(" ") <= 1:
            yield found(
                page,
                (start, start + stop),
                "email",
                "layout/email",
                "Op de plaats van een e-mailadres.",
            )


def _room(page: Page, value: Iterable[Span]) -> Iterator[Finding]:
    for start, end in value:
        m = re.match(r"[A-Z]{0,3}[ .-]?\d[\w .:-]{0,8}", page.text[start:end])
        if m and not DATE.match(m[0]):
            yield found(
                page,
                (start, start + m.end()),
                "room",
                "layout/kamer",
                "Op de plaats van een kamernummer.",
            )
