"""E-mail addresses, also broken or disguised ones, and user names in paths and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_compound, is_word
from woo_redact.detect.rule import Hit
from woo_redact.detect.words import words

LOCAL = r"[^\W_](?:[\w+'’.&-]{0,62}[\w+])?"
HOST = r"[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){1,6}"
PLAIN = re.compile(rf"(?<![\w.+'-])(?P<local>{LOCAL})@(?P<host>{HOST})")
NO_TLD = re.compile(rf"(?<![\w.+'-]){LOCAL}@[A-Za-z][\w-]{{1,}}(?![\w@-]|\.\w)")
SPACED = re.compile(
    rf"(?<![\w.+'-])(?=[\w+'-]{{0,62}}[.\d_]){LOCAL}[ \u00a0]?@[ \u00a0]?[^\W_][\w-]*"
    rf"(?:\.[ \u00a0]?[a-z][\w-]*)+"
)
BROKEN_HOST = re.compile(
    rf"(?<![\w.+'-]){LOCAL}[ ]?@(?:[\w-]+(?:\.[\w-]+)*)?[.-]?[ ]?\n[ \t]*"
    rf"(?P<rest>\.?[\w-]+(?:\.[\w-]+)*)"
)
BROKEN_LOCAL = re.compile(
    rf"(?<![\w@.])(?P<head>\w{{1,2}}\.|\w[\w.]{{0,40}}[-_\u00ad]"
    rf"|\w{{1,30}}(?:\.\w{{1,30}}){{1,5}}\.?)[ ]?\n[ \t]*{LOCAL}?@{HOST}"
)
AT = r"(?:\s?(?:\[(?:at|@|apenstaartje)\]|\((?:at|@|apenstaartje)\)|\{at\}|<at>)\s?|\s_?at_?\s)"
SIGN = re.compile(r"[\[({<\s_](?:at|@|apenstaartje)[\])}>\s_]", re.IGNORECASE)
"""What every disguised address holds."""
DOT = r"(?:\.|\s?(?:\[(?:dot|punt)\]|\((?:dot|punt)\))\s?|\s(?:dot|punt)\s)"
DISGUISED = re.compile(
    rf"(?<![\w.+'-])[^\W_][\w+'-]{{0,40}}(?:{DOT}[\w+'-]{{1,40}}){{0,5}}?{AT}[\w-]+(?:{DOT}[\w-]+){{1,3}}"
    rf"|(?<![\w.+'-]){LOCAL}\s?(?:\[at\]|\(at\))\s?[\w-]+",
    re.IGNORECASE,
)
LOOSE_INITIAL = re.compile(r"(?<![\w.])(?:\w\.[ ]?){1,4}$")
TLDS = words(
    """
    nl com eu org net be de fr uk int gov info io nu edu frl amsterdam
    """
)
REASON = "E-mailadres."

FOLDERS = r"(?:home|homes|homedirs?|users?|profiles|userdata|gebruikers|documents and settings)"
PATHS = re.compile(
    rf"(?:\b[A-Z]:[\\/]{FOLDERS}[\\/]|[\\/]{FOLDERS}\$?[\\/]|\b[HU]:\\)"
    r"(?P<v>[^\\/:\s\"<>|]+(?:[ ][^\\/:\s\"<>|]{1,12}){0,3}(?=[\\/])|[^\\/:\s\"<>|]+(?=$|[\s\"<>"
    r"|)]))",
    re.IGNORECASE | re.MULTILINE,
)
NOT_A_USER = re.compile(
    r"^(?:public|default|all users|gedeeld|shared|administrator|desktop|documents|documenten|data"
    r"|mijn documenten|bureaublad|downloads|algemeen|projecten|temp|appdata|home|gebruikers|users"
    r"|afdelingen|notas?)$",
    re.IGNORECASE,
)
DRIVE = re.compile(r"\b(?P<drive>[A-Z]):\\(?P<v>[^:\n\"<>|]{3,200})")
PERSONAL = "HU"
"""Drives on which people keep their own files."""
SHALLOW = 4
FOLDER = re.compile(r"[a-z]{4,14}\d{0,3}")
DOMAIN_USER = re.compile(r"(?<![\w\\:.])[A-Z][A-Z0-9-]{1,14}\\(?P<v>[a-z][\w.-]{2,20})(?![\w\\])")
USER_LABEL = re.compile(
    r"\b(?i:gebruikers?(?:naam|-?id)|inlog(?:naam|code)|login(?:naam)?|user(?:name|[- ]?id)"
    r"|account(?:naam)?|(?:af|uit)gedrukt door|geprint door|opgeslagen door|laatst gewijzigd door"
    r"|geüpload door)"
    r"(?:[ \t]*[:=][ \t]*|[ \t]+(?P<verb>(?:is|wordt|luidt)[ \t]+)?)"
    r"(?P<v>[a-z][\w.-]{2,24}\w)(?=[ \t]*(?:$|op\b|[(),;|.])|[ \t]+\d)",
    re.MULTILINE,
)
DUTCH_WORD_AFTER = words(
    """
    de het een is van voor met als door bij wordt aan zijn haar die dat en of op
    """
)


def emails(text: str) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    for rule, spans in _written(text):
        for start, end in spans:
            if any(start < e and s < end for s, e in taken):
                continue
            taken.append((start, end))
            yield Hit(start, end, 0.95, "redact", rule, REASON)


def _written(text: str) -> Iterator[tuple[str, Iterator[tuple[int, int]]]]:
    """Where each way of writing an address may stand; without their sign there is none."""
    plain, disguised = "@" in text, SIGN.search(text) is not None
    if plain:
        yield "patroon/email-afgebroken", _broken(text)
        yield "patroon/email", _plain(text)
    if disguised:
        yield "patroon/email-vermomd", (m.span() for m in DISGUISED.finditer(text))
    if plain:
        yield "patroon/email-spatie", (m.span() for m in SPACED.finditer(text))
        yield "patroon/email-kort", (m.span() for m in NO_TLD.finditer(text))


def _plain(text: str) -> Iterator[tuple[int, int]]:
    for m in PLAIN.finditer(text):
        loose = LOOSE_INITIAL.search(text[max(0, m.start() - 12) : m.start()])
        yield m.start() - (len(loose[0]) if loose else 0), m.end()


def _folders(m: re.Match[str]) -> Iterator[Hit]:
    """``H:/ocw/janssenp12/nota``: a folder under a department that is named after nobody's
    subject. On a shared drive only figures behind the letters tell it from other folders.
    """
    start = m.start("v")
    for folder in m["v"].split("\\")[:SHALLOW][:-1]:
        letters = folder.rstrip("0123456789")
        known = NOT_A_USER.match(folder) or letters.upper() in lexicon.ACRONYMS
        numbered = folder != letters
        own = FOLDER.fullmatch(folder) and (numbered or m["drive"] in PERSONAL)
        if own and not known and not (is_word(letters) or is_compound(letters)):
            reason = "Gebruikersnaam in een bestandspad."
            yield Hit(start, start + len(folder), 0.9, "redact", "patroon/gebruikersnaam", reason)
        start += len(folder) + 1


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """Addresses over two lines: whole only when the second line completes the first."""
    for m in BROKEN_HOST.finditer(text):
        first = m[0][: m.start("rest") - m.start()].strip().rstrip(".")
        if first.rsplit(".", 1)[-1].lower() in TLDS:
            continue  # complete on its own line; the next line begins something else
        if m["rest"].rsplit(".", 1)[-1].lower() in TLDS:
            yield m.span()
    for m in BROKEN_LOCAL.finditer(text):
        if m["head"].rstrip(".").rsplit(".", 1)[-1].lower() not in TLDS:
            yield m.span()


def usernames(text: str) -> Iterator[Hit]:
    for m in PATHS.finditer(text):
        if not NOT_A_USER.match(m["v"]) and m["v"].upper() not in lexicon.ACRONYMS:
            yield Hit(
                *m.span("v"),
                0.9,
                "redact",
                "patroon/gebruikersnaam",
                "Gebruikersnaam in een bestandspad.",
            )
    for m in DRIVE.finditer(text):
        yield from _folders(m)
    for m in DOMAIN_USER.finditer(text):
        yield Hit(
            *m.span("v"),
            0.9,
            "redact",
            "patroon/gebruikersnaam",
            "Gebruikersnaam met netwerkdomein.",
        )
    for m in USER_LABEL.finditer(text):
        told = m["verb"] and is_word(m["v"])  # *de gebruikersnaam is bekend*
        if m["v"].lower() not in DUTCH_WORD_AFTER and not told:
            yield Hit(
                *m.span("v"),
                0.85,
                "redact",
                "patroon/gebruikersnaam",
                "Gebruikersnaam, naar de woorden ervoor.",
            )
