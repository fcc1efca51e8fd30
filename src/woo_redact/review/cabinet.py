"""The open case: which documents it holds, their sheets, and a disposable index over them.

A sheet is locked while its document is on the desk, and by whoever opens it first; few are on the
desk at once, so that two reviewers can work in one case. Everybody else reads.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from woo_redact.case import Case
from woo_redact.errors import Locked, UsageError, WooRedactError, why
from woo_redact.policy import Policy
from woo_redact.review.pages import Ask
from woo_redact.review.standing import Mention, Summary, folded, summarise
from woo_redact.sheet import Sheet, holder

ON_DESK = 3
INDEX = ".cache/overzicht.json"
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document of the case. ``id`` is what the browser knows it by: it tells no name."""

    id: str
    path: Path
    source: Path


@dataclass(frozen=True, slots=True)
class _Indexed:
    stamp: Stamp
    policy: str
    summary: Summary


_INDEX: TypeAdapter[dict[str, _Indexed]] = TypeAdapter(dict[str, _Indexed])


@dataclass(slots=True)
class Cabinet:
    case: Case
    policy: Policy
    by: str
    entries: dict[str, Entry] = field(default_factory=dict)
    lent: frozenset[str] = frozenset()
    """Documents that are being published: until that is done they are read only here too."""
    _desk: OrderedDict[str, Sheet] = field(default_factory=OrderedDict)
    _read: dict[str, tuple[Stamp, Sheet]] = field(default_factory=dict)
    _index: dict[str, _Indexed] = field(default_factory=dict)
    _texts: dict[str, tuple[Summary, Mapping[str, Sequence[Mention]]]] = field(default_factory=dict)
    _written: set[str] = field(default_factory=set)
    """What we may have written since it was last read."""
    _stale: int = 0
    """How many documents the stored index does not know as they are."""

    @classmethod
    def open(cls, case: Case, by: str) -> Cabinet:
        """Read which documents there are; raises ``UsageError`` for a case without any. ``by`` is
        who others are told has a sheet.
        """
        cabinet = cls(case, case.rules().policy(), by)
        cabinet.rescan()
        if not cabinet.entries:
            raise UsageError(
                f"In de zaak {case.root.name} staat geen document; doe eerst een voorstel.",
                reason="case-empty",
            )
        cabinet._index = _stored(case.root / INDEX)
        return cabinet

    def rescan(self) -> None:
        """Documents may join a case that is open."""
        paths = self.case.sheets()
        if len(paths) != len(self.entries):
            entries = (Entry(id=_id(p), path=p, source=self.case.source(p)) for p in paths)
            self.entries = {entry.id: entry for entry in entries}

    def entry(self, key: str) -> Entry:
        """Raises ``UsageError`` for what the case does not hold."""
        try:
            return self.entries[key]
        except KeyError:
            raise UsageError("Dit document hoort niet bij deze zaak.", reason="no-entry") from None

    def ask(self, key: str) -> Ask:
        """What the reading process must know of a document."""
        entry, held = self.entry(key), self._desk.get(key)
        if held is not None:
            return Ask(entry.source, held.state.header.source)
        summary = self.summary(key)
        if isinstance(summary, WooRedactError):
            raise summary
        return Ask(entry.source, summary.source)

    def take(self, key: str) -> str | None:
        """Put a document on the desk, for writing; when somebody else has it, says who."""
        try:
            self.writable(key)
        except Locked:
            return self.who(key)
        return None

    def held(self, key: str) -> str | None:
        """Who else has a document open right now, for the work list."""
        if key in self._desk:
            return None
        found = holder.busy(self.entry(key).path)
        return str(found) if found else None

    def who(self, key: str) -> str:
        """Who has a document that turned out to be locked."""
        if key in self.lent:
            return "woo-redact, dat het nu publiceert"
        return str(holder.of(self.entry(key).path) or "iemand anders")

    def writable(self, key: str) -> Sheet:
        """The sheet, locked for us; raises ``Locked``."""
        self._refuse_lent(key)
        self._written.add(key)
        held = self._desk.get(key)
        if held is None:
            held = self._desk[key] = Sheet.open(self.entry(key).path, by=self.by)
            self._read.pop(key, None)
            while len(self._desk) > ON_DESK:
                self._desk.popitem(last=False)[1].close()
        self._desk.move_to_end(key)
        return held

    def sheet(self, key: str) -> Sheet:
        """The sheet as it now is, whoever has it."""
        held = self._desk.get(key)
        if held is not None:
            return held
        path = self.entry(key).path
        stamp = _stamp(path)
        known = self._read.get(key)
        if known is None or known[0] != stamp:
            known = self._read[key] = (stamp, Sheet.open(path, readonly=True))
            if len(self._read) > 2 * ON_DESK:
                self._read.pop(next(iter(self._read)))
        return known[1]

    @contextlib.contextmanager
    def borrowed(self, key: str) -> Iterator[Sheet]:
        """The sheet for a moment, for deeds over many documents; raises ``Locked``."""
        self._refuse_lent(key)
        self._written.add(key)
        held = self._desk.get(key)
        if held is not None:
            yield held
            return
        self._read.pop(key, None)
        with Sheet.open(self.entry(key).path, by=self.by) as sheet:
            yield sheet

    def release(self, key: str | None = None) -> None:
        """Give back one document, or all."""
        for one in [key] if key else list(self._desk):
            held = self._desk.pop(one, None)
            if held is not None:
                held.close()

    def summaries(self) -> dict[str, Summary | WooRedactError]:
        """Every document in short, the damaged ones too."""
        self.rescan()
        return {key: self.summary(key) for key in self.entries}

    def summary(self, key: str) -> Summary | WooRedactError:
        entry = self.entry(key)
        try:
            stamp = _stamp(entry.path)
            known = self._index.get(key)
            if known is None or (known.stamp, known.policy) != (stamp, self.policy.sha256):
                summary = summarise(self._glance(key), self.policy)
                known = self._index[key] = _Indexed(stamp, self.policy.sha256, summary)
                self._stale += 1
        except WooRedactError as error:
            return error
        return known.summary

    def mentions(self) -> Iterator[tuple[str, Summary, Mention]]:
        """Every mark of the case, with its document."""
        for key, summary in self.summaries().items():
            if isinstance(summary, Summary):
                for mention in summary.mentions:
                    yield key, summary, mention

    def with_text(self, text: str) -> set[str]:
        """The documents that have a mark over this text, as last read."""
        return {key for key in self.entries if self._told(key).get(folded(text))}

    def elsewhere(self, text: str, key: str) -> dict[str, Sequence[Mention]]:
        """The marks over this text in every other document that has any, as last read."""
        wanted = folded(text)
        if not wanted:
            return {}
        found = ((one, self._told(one).get(wanted)) for one in self.entries if one != key)
        return {one: mentions for one, mentions in found if mentions}

    def with_block(self, block: str) -> set[str]:
        """The documents that have such a block."""
        return {key for key, _, mention in self.mentions() if mention.block == block}

    def with_sweep(self, sweep: str) -> set[str]:
        """The documents that one deed over many touched, also when it was taken back."""
        return {
            key
            for key, summary in self.summaries().items()
            if isinstance(summary, Summary) and sweep in summary.sweeps
        }

    def name(self, key: str) -> str:
        """What its document is called."""
        known = self._index.get(key)
        return known.summary.name if known else self.sheet(key).state.header.source.name

    def touched(self, key: str) -> int:
        """When its sheet was last written, in nanoseconds."""
        known = self._index.get(key)
        return known.stamp[1] if known else 0

    def store(self, *, least: int = 1) -> None:
        """Keep the index for the next start, when it lacks so many documents; it may be deleted at
        any moment.
        """
        if self._stale < least:
            return
        path = self.case.root / INDEX
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            staged = path.with_name(f".{path.name}.{os.getpid()}")
            descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_INDEX.dump_json(dict(self._index)))
            staged.replace(path)
            self._stale = 0

    def _refuse_lent(self, key: str) -> None:
        if key in self.lent:
            raise Locked(
                "Dit document wordt nu gepubliceerd; wacht tot dat klaar is.", reason="publishing"
            )

    def _told(self, key: str) -> Mapping[str, Sequence[Mention]]:
        """A document's marks by their folded text; looked up at every key, so not read anew."""
        indexed = None if key in self._written else self._index.get(key)
        summary = indexed.summary if indexed else self.summary(key)
        if key not in self._desk:
            self._written.discard(key)
        if not isinstance(summary, Summary):
            return {}
        known = self._texts.get(key)
        if known is None or known[0] is not summary:
            texts: dict[str, list[Mention]] = {}
            for mention in summary.mentions:
                if mention.folded:
                    texts.setdefault(mention.folded, []).append(mention)
            known = self._texts[key] = (summary, texts)
        return known[1]

    def _glance(self, key: str) -> Sheet:
        held = self._desk.get(key)
        return held if held is not None else Sheet.open(self.entry(key).path, readonly=True)


def _id(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.parent.name)).hexdigest()[:12]


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError as error:
        raise UsageError(
            f"Het lakblad {path.name} is weg ({why(error)}); doe het voorstel opnieuw.",
            reason="sheet-gone",
        ) from None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _stored(path: Path) -> dict[str, _Indexed]:
    try:
        return _INDEX.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return {}
