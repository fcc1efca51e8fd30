"""One document after another: the recipe with its surroundings (case, cache, commit, outcome)."""

from __future__ import annotations

import hashlib
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from woo_redact import detect, publish
from woo_redact.case import Case, Rules
from woo_redact.decide.drawn import Drawn
from woo_redact.errors import ExitCode, InputError, ReviewError, WooRedactError
from woo_redact.flow import Proposal, finish, load, propose
from woo_redact.publish import Manifest, Outcome
from woo_redact.publish.manifest import count
from woo_redact.sheet import Sheet, plan_of
from woo_redact.sheet.lines import Result as Burnt
from woo_redact.types import Plan, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for a whole batch. Without ``out`` nothing is published."""

    case: Path
    rules: Rules
    out: Path | None = None
    unreviewed: bool = False
    force: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One document. ``name`` is what the caller calls it; ``suffixed`` when another document of
    the batch has the same stem. With a ``sheet`` what was approved there is burnt, without one the
    document is proposed for.
    """

    number: int
    path: Path
    name: str
    size: int
    suffixed: bool = False
    boxes: tuple[Drawn, ...] = ()
    sheet: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a task: the line for machines and the sentence for people."""

    outcome: Outcome
    message: str


class Desk:
    """A place where documents are handled one after another: policy and models loaded once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.policy = settings.rules.policy()
        self.detector = detect.load(self.policy)
        self.models = tuple(
            publish.Model(name=m.name, version=m.version, sha256=m.sha256)
            for m in self.detector.models
        )
        self.case = Case.open(settings.case, group=settings.group)

    def handle(self, task: Task) -> Result:
        """Do one document from beginning to end; whatever goes wrong is the result."""
        began = time.monotonic()
        try:
            outcome, message = self._handle(task), ""
        except WooRedactError as error:
            outcome, message = Outcome.of_error(task.name, error), str(error)
        except Exception as error:
            fault = unexpected(error)
            outcome, message = Outcome.of_error(task.name, fault), str(fault)
        seconds = round(time.monotonic() - began, 3)
        return Result(outcome=replace(outcome, seconds=seconds), message=message)

    def _handle(self, task: Task) -> Outcome:
        if task.sheet is not None and self.settings.out is not None:
            return self._burn(task, task.sheet, self.settings.out)
        return self._propose(task)

    def _propose(self, task: Task) -> Outcome:
        """Lay proposals in the sheet, and burn them at once when nobody will review."""
        data = _bytes(task)
        source = Source(
            name=PurePosixPath(task.name).name, sha256=hashlib.sha256(data).hexdigest(), pages=0
        )
        out = self.settings.out if self.settings.unreviewed else None
        key = self._key(source, repr(task.boxes))
        if out is not None and not self.settings.force:
            standing = publish.existing(out, source, key)
            if standing is not None:
                return _published(task.name, standing, kept=True)
        proposal = propose(data, source, self.detector, self.policy, drawn=task.boxes)
        with self._sheet(task, proposal) as sheet:
            if out is None:
                self.case.keep(sheet.path.parent.name, data)
                return _waiting(task.name, proposal)
            plan = plan_of(
                proposal.document,
                proposal.marks,
                self.policy,
                exact=proposal.exact,
                unreviewed=True,
            )
            return self._publish(task, sheet, proposal, plan, key, out)

    def _burn(self, task: Task, path: Path, out: Path) -> Outcome:
        """Burn what a sheet's approved state says into the source it is about."""
        with Sheet.open(path) as sheet:
            state = sheet.state
            source = state.header.source
            data = _bytes(task)
            if hashlib.sha256(data).hexdigest() != source.sha256:
                raise ReviewError(
                    f"De bron van {source.name} is veranderd sinds het voorstel; doe het voorstel "
                    "opnieuw.",
                    reason="source-changed",
                )
            document, normal = load(data, source)
            plan = sheet.plan(document, self.policy)
            proposal = Proposal(
                document=document,
                pdf=normal.pdf,
                dropped=normal.dropped,
                marks=state.decided(),
                exact=frozenset(key for key, mark in state.marks.items() if mark.exact),
            )
            key = self._key(source, state.digest)
            return self._publish(task, sheet, proposal, plan, key, out)

    def _publish(
        self, task: Task, sheet: Sheet, proposal: Proposal, plan: Plan, key: str, out: Path
    ) -> Outcome:
        made = finish(proposal, plan, self.policy, self.models, suffixed=task.suffixed)
        manifest = made.manifest(key)
        kept = publish.commit(
            out,
            made.files,
            manifest,
            source=proposal.document.source,
            force=self.settings.force,
        ).kept
        sheet.append(
            Burnt(
                sha256=hashlib.sha256(made.redacted.pdf).hexdigest(),
                report=made.report.colour,
                reviewed=plan.approved_by is not None,
            )
        )
        return _published(task.name, manifest, kept=kept)

    def _key(self, source: Source, decisions: str) -> str:
        return publish.key(
            source.sha256, self.policy.sha256, models=self.models, decisions=decisions
        )

    def _sheet(self, task: Task, proposal: Proposal) -> Sheet:
        """The document's sheet in the case, with these proposals in it."""
        source = proposal.document.source
        stem = publish.bundle_name(source.name, source.sha256, (), suffixed=task.suffixed)
        path = self.case.sheet_path(stem)
        if not path.exists():
            return Sheet.create(path, source, self.policy, proposal.marks, exact=proposal.exact)
        sheet = Sheet.open(path)
        sheet.propose(source, self.policy, proposal.marks, exact=proposal.exact)
        return sheet


def _bytes(task: Task) -> bytes:
    try:
        return task.path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{task.name} is niet te lezen ({error.strerror}); controleer het pad en uw rechten.",
            reason="not-readable",
        ) from None


def unexpected(error: Exception) -> WooRedactError:
    """What went wrong without a word of the document: the type and our own line."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "woo_redact" in f.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "onbekend"
    kind = type(error).__name__
    if isinstance(error, MemoryError):
        return InputError("Het document vraagt te veel geheugen; splits het.", reason="too-large")
    return WooRedactError(
        f"Onverwachte fout {kind} bij {place}; er is niets gepubliceerd, meld dit.",
        reason="unexpected",
    )


def _waiting(name: str, proposal: Proposal) -> Outcome:
    return Outcome(
        file=name,
        outcome="needs-review",
        exit_code=int(ExitCode.REVIEW),
        pages=len(proposal.document.pages),
        boxes=sum(mark.verdict == "redact" and mark.page > 0 for mark in proposal.marks),
        tiers=count(mark.tier for mark in proposal.marks),
        grounds=count(mark.ground for mark in proposal.marks if mark.ground),
        reason="needs-review",
    )


def _published(name: str, manifest: Manifest, *, kept: bool) -> Outcome:
    return Outcome(
        file=name,
        outcome="kept" if kept else "published",
        exit_code=int(ExitCode.OK),
        pages=manifest.source.pages,
        boxes=manifest.boxes,
        tiers=manifest.tiers,
        grounds=manifest.grounds,
        verification=manifest.verification.colour,
    )
