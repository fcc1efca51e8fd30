"""What a person wrote in an annotation: another ground, or a remark."""

from __future__ import annotations

from woo_redact import grounds
from woo_redact.acrobat.annots import GROUND, LOOK, Annot
from woo_redact.errors import InputError, PolicyError
from woo_redact.policy import Policy


def new_ground(before: Annot, after: Annot, policy: Policy, name: str) -> str | None:
    """The ground that was put in place of the one written; None when it is the same. A field that
    a program left out says nothing. Raises ``InputError`` for what is no ground.
    """
    told = []
    if _plain(after.overlay) not in ("", _plain(before.overlay)):
        told.append(after.overlay)
    if _subject(after) not in ("", _subject(before)) and _numbered(after.subject):
        told.append(_subject(after))
    if _ground_line(after.contents) not in ("", _ground_line(before.contents)):
        told.append(_ground_line(after.contents))
    codes = {_read(text, after.page, policy, name) for text in told}
    if len(codes) > 1:
        raise InputError(
            f"{name}: een lakvak op pagina {after.page} noemt verschillende gronden; zet in de "
            "overlaytekst, het onderwerp en de opmerking dezelfde.",
            reason="ground-contradicts",
        )
    return codes.pop() if codes else None


def own_ground(annot: Annot, policy: Policy, name: str) -> str | None:
    """The ground of a new box; None when it names none. Raises ``InputError``."""
    subject = _subject(annot) if _numbered(annot.subject) else ""
    remark = annot.contents if _is_ground(annot.contents) else ""
    told = _plain(annot.overlay) or _ground_line(annot.contents) or subject or remark
    return _read(told, annot.page, policy, name) if told else None


def remark(before: Annot | None, after: Annot) -> str | None:
    """What was written in the comment beside what stood there, and what was answered to it."""
    known = {_plain(line) for line in before.contents.splitlines()} if before else set()
    written = after.contents.replace("\r", "\n").splitlines()
    if before and _plain(after.contents) == _plain(before.contents):
        written = []
    lines = [_plain(line) for line in (*written, *after.answers)]
    own = [line for line in lines if line and line not in known and not line.startswith(GROUND)]
    text = "\n".join(own)
    return None if not text or (before is None and _is_ground(text)) else text


def _read(text: str, page: int, policy: Policy, name: str) -> str:
    try:
        code = grounds.join(grounds.parse_many(text))
    except PolicyError as error:
        raise InputError(f"{name}, pagina {page}: {error}", reason="unknown-ground") from None
    problems = grounds.problems(code, environment=policy.environment)
    if problems:
        raise InputError(
            f"{name}: de grond van een lakvak op pagina {page} kan niet: {problems[0]}.",
            reason="ground-not-possible",
        )
    return code


def _is_ground(text: str) -> bool:
    try:
        return bool(grounds.parse_many(_plain(text)))
    except PolicyError:
        return False


def _numbered(text: str) -> bool:
    """A subject without any number is what a program calls its own boxes, such as ``Redact``."""
    return any(character.isdigit() for character in text)


def _subject(annot: Annot) -> str:
    return _plain(annot.subject.replace(f"({LOOK})", ""))


def _ground_line(contents: str) -> str:
    lines = [_plain(line) for line in contents.replace("\r", "\n").splitlines()]
    told = [line.removeprefix(GROUND).strip() for line in lines if line.startswith(GROUND)]
    return told[0] if told else ""


def _plain(text: str) -> str:
    return " ".join(text.split())
