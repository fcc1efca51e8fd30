"""What a model is trained on: real sentences, the same with other names, office text, law text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from corpus import Sentence
from people import People, fits, is_reserved, name_tokens, spellings
from synth import Builder, Text, Writer, other, wrapped
from vectors import laws

CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z]\w+")
LAW_WORDS = frozenset(
    [
        "Onze",
        "Ons",
        "Minister",
        "Ministers",
        "Wet",
        "Onzer",
        "Koning",
        "Kroon",
        "Staat",
        "Rijk",
        "Staten",
        "Kamer",
        "Raad",
    ]
)
NEWS = ("WR-P-P", "WR-P-E")
"""Articles of newspapers and of offices, of which the treebanks hold less than of Wikipedia."""
KNOWN = {"ORG": "organisations", "LOC": "places"}


def swapped(sentence: Sentence, people: People, rng: random.Random, *, always: bool) -> Text:
    """The sentence with other names: always, or only persons with a reserved name."""
    text = sentence.text
    builder, at = Builder(), 0
    renamed: dict[str, str] = {}
    for start, end, label in text.spans:
        builder.add(text.text[at:start])
        name = text.text[start:end]
        if label == "PERSON" and (always or not fits(name, reserved=False)):
            name = renamed.setdefault(name, _other(name, people, rng))
        elif always and label != "PERSON" and rng.random() < 0.5:
            name = renamed.setdefault(name, other(KNOWN[label], rng))
        builder.add(name, label)
        at = end
    builder.add(text.text[at:])
    return builder.build()


def introduced(sentence: Sentence, people: People, rng: random.Random) -> Text:
    """The sentence with a person's name where it says *hij* or *haar*: a real place for a name."""
    slots = {i for i in sentence.pronouns if rng.random() < 0.8} or set(sentence.pronouns[:1])
    first = {start: (end, label) for start, end, label in sentence.labels}
    builder, i = Builder(), 0
    while i < len(sentence.words):
        end, label = first.get(i, (i + 1, ""))
        if i in slots:
            forms = spellings(people.person(), rng)
            builder.add(
                forms[rng.choices(("first", "sur", "full", "init"), (35, 35, 22, 8))[0]], "PERSON"
            )
        else:
            builder.add(_joined_words(sentence, i, end), label)
        if sentence.blanks[end - 1] and end < len(sentence.words):
            builder.add(" ")
        i = end
    return builder.build()


def _joined_words(sentence: Sentence, start: int, end: int) -> str:
    pairs = zip(sentence.words[start:end], sentence.blanks[start:end], strict=True)
    return "".join(word + (" " if blank else "") for word, blank in pairs).rstrip()


def _other(name: str, people: People, rng: random.Random) -> str:
    """Another name of about the same make."""
    forms = spellings(people.person(), rng)
    words = name.split()
    if len(words) == 1:
        form = rng.choices(("sur", "first", "full"), (70, 22, 8))[0]
        if name.endswith("'s") or (name.endswith("s") and rng.random() < 0.1):
            form = rng.choice(("genitive", "first_genitive"))
        return forms[form]
    if "." in words[0]:
        return forms[rng.choice(("init", "spaced", "tight"))]
    if words[0][:1].islower() or words[0] in ("De", "Van", "Ter", "Den", "Ten", "Van't"):
        return forms["sur"]
    return forms[rng.choices(("full", "long", "sur"), (88, 4, 8))[0]]


def documents(
    rng: random.Random,
    sentences: list[Sentence],
    people: People,
    writer: Writer,
    ner: Path,
    *,
    synthetic: int,
    swaps: int,
    law: int,
) -> list[Text]:
    """One epoch's worth of training texts, in a fixed order for a fixed seed."""
    real = [swapped(s, people, rng, always=False) for s in sentences]
    for _ in range(swaps):
        real.extend(swapped(s, people, rng, always=True) for s in sentences if s.labels)
    news = [s for s in sentences if s.article.startswith(NEWS)]
    real.extend(swapped(s, people, rng, always=draw < 0.5) for s in news for draw in [rng.random()])
    real.extend(
        introduced(s, people, rng)
        for s in sentences
        if s.pronouns and all(label != "PERSON" for *_, label in s.labels)
    )
    rng.shuffle(real)
    texts = list(_grouped(real, rng))
    texts.extend(office_text(writer, rng) for _ in range(synthetic))
    texts.extend(_law_lines(ner, law, rng))
    rng.shuffle(texts)
    return [_noisy(text, rng) for text in texts if names_are_free(text)]


def office_text(writer: Writer, rng: random.Random) -> Text:
    """A few lines of a nota, mail, letter or list."""
    draw = rng.random()
    if draw < 0.28 and writer.stories:
        text = writer.story()
    elif draw < 0.55:
        text = writer.block()
    else:
        count = rng.choices((1, 2, 3, 4, 5), (30, 25, 20, 15, 10))[0]
        lines = [
            writer.sentence() if rng.random() < 0.6 else writer.negative() for _ in range(count)
        ]
        text = joined(lines, rng)
    return wrapped(text, rng) if rng.random() < 0.35 else text


def joined(texts: list[Text], rng: random.Random) -> Text:
    builder = Builder()
    for i, text in enumerate(texts):
        if i:
            builder.add(rng.choices((" ", "\n", "\n\n"), (60, 25, 15))[0])
        builder.extend(text)
    return builder.build()


def _grouped(texts: list[Text], rng: random.Random) -> Iterator[Text]:
    at = 0
    while at < len(texts):
        count = rng.choices((1, 2, 3, 5), (45, 25, 20, 10))[0]
        text = joined(texts[at : at + count], rng)
        yield wrapped(text, rng) if rng.random() < 0.2 else text
        at += count


def _law_lines(ner: Path, count: int, rng: random.Random) -> Iterator[Text]:
    """Lines of statutes in which nothing is capitalised but words of law."""
    fitting = [
        line[:600]
        for line in laws(ner)
        if all(word in LAW_WORDS for word in CAPITAL.findall(line[:600]))
    ]
    for line in rng.sample(fitting, min(count, len(fitting))):
        yield Text(line)


def _noisy(text: Text, rng: random.Random) -> Text:
    """Now and then all in capitals, or with letters that OCR confuses."""
    draw = rng.random()
    if draw < 0.015 and len(text.text.upper()) == len(text.text):
        return Text(text.text.upper(), text.spans)
    if draw < 0.05:
        letters = list(text.text)
        for i, letter in enumerate(letters):
            if letter in OCR and rng.random() < 0.06:
                letters[i] = OCR[letter]
        return Text("".join(letters), text.spans)
    return text


OCR = {"l": "I", "O": "0", "e": "c", "i": "l", "n": "u", "S": "5", "o": "0", "-": "—", "’": "'"}


def development(writer: Writer, rng: random.Random, count: int) -> list[Text]:
    """Office text of the held-out templates with reserved names only."""
    return [office_text(writer, rng) for _ in range(count)]


def names_are_free(text: Text) -> bool:
    """Does no labelled person hold a reserved token? A genitive is judged without its *s*; tokens
    in capitals are initials, or copies of names that were judged before.
    """
    names = (text.text[a:b] for a, b, label in text.spans if label == "PERSON")
    return not any(_is_kept(token) for name in names for token in name_tokens(name))


def _is_kept(token: str) -> bool:
    return (
        token.istitle()
        and is_reserved(token)
        and not (token[-1] in "sS" and not is_reserved(token[:-1]))
    )
