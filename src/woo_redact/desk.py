"""One document after another: the recipe with its surroundings (case, cache, commit, outcome)."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal

from woo_redact import acrobat, detect, program, publish
from woo_redact.case import Case, Rules, source_bytes
from woo_redact.decide.across import full_names, unmarked
from woo_redact.decide.drawn import Drawn, drawn_id
from woo_redact.detect import Detector
from woo_redact.errors import ExitCode, InputError, UsageError, WooRedactError, why
from woo_redact.flow import Proposal, finish, load, propose
from woo_redact.intake import Intake
from woo_redact.publish import Manifest, Outcome
from woo_redact.publish.manifest import count, tiers
from woo_redact.sheet import Sheet, State, plan_of
from woo_redact.sheet.lines import Result as Burnt
from woo_redact.types import Document, Mark, Plan, Source

Step = Literal["propose", "join", "burn"]
"""What is done to a document: propose · take in what the other documents of the case gave away, and
burn it when nobody will review · burn what was approved.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for a whole batch. Without ``out`` nothing is published; ``known`` are persons
    that the documents of the case gave away.
    """

    case: Path
    rules: Rules
    out: Path | None = None
    unreviewed: bool = False
    force: bool = False
    group: str | None = None
    step: Step = "propose"
    known: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One document. ``name`` is what the caller calls it; ``suffixed`` when another document of
    the batch has the same stem; ``sheet`` where its proposals stand, once there are any.
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
    """What became of a task: the line for machines, the sentence for people, and the sheet."""

    outcome: Outcome
    message: str = ""
    sheet: Path | None = None


class Desk:
    """A place where documents are handled one after another: policy and models loaded once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.policy = settings.rules.policy()
        if settings.step == "propose":
            self.detector  # noqa: B018 - a missing model shows before the first document
        self.models = tuple(
            publish.Model(name=m.name, version=m.version, sha256=m.sha256)
            for m in detect.models(self.policy)
        )
        self.tool = _tool(self.models)
        self.case = Case.open(settings.case, group=settings.group)

    @cached_property
    def detector(self) -> Detector:
        """Loaded when it is first needed: burning needs none."""
        return detect.load(self.policy)

    def handle(self, task: Task) -> Result:
        """Do one document from beginning to end; whatever goes wrong is the result."""
        began = time.monotonic()
        steps = {"propose": self._propose, "join": self._join, "burn": self._burn}
        try:
            result = steps[self.settings.step](task)
        except WooRedactError as error:
            result = Result(outcome=Outcome.of_error(task.name, error), message=str(error))
        except Exception as error:
            fault = unexpected(error)
            result = Result(outcome=Outcome.of_error(task.name, fault), message=str(fault))
        seconds = round(time.monotonic() - began, 3)
        return replace(result, outcome=replace(result.outcome, seconds=seconds))

    def _propose(self, task: Task) -> Result:
        """Lay proposals in the sheet; what this very program proposed before is kept."""
        data = _bytes(task)
        source = Source(
            name=PurePosixPath(task.name).name, sha256=hashlib.sha256(data).hexdigest(), pages=0
        )
        stem = publish.bundle_name(source.name, source.sha256, (), suffixed=task.suffixed)
        path = self.case.sheet_path(stem)
        if not self._current(path, source, task.boxes):
            proposal = propose(data, source, self.detector, self.policy, drawn=task.boxes)
            self._lay(path, proposal)
        if not self.settings.unreviewed:
            self.case.keep(stem, data)
        with Sheet.open(path, readonly=True) as sheet:
            return Result(outcome=_waiting(task.name, sheet.state), sheet=path)

    def _join(self, task: Task) -> Result:
        """Take in what other documents gave away; burn it too when nobody will review."""
        path, data = _sheet_of(task), _bytes(task)
        with Sheet.open(path, readonly=True) as sheet:
            state = sheet.state
        document, normal = load(data, state.header.source)
        names = unmarked(document, state.proposed(), self.settings.known)
        if names:
            proposal = propose(
                data,
                state.header.source,
                self.detector,
                self.policy,
                drawn=task.boxes,
                known=names,
            )
            self._lay(path, proposal)
        with Sheet.open(path) as sheet:
            state = sheet.state
            if self.settings.out is None or not self.settings.unreviewed:
                message = self._offer(path, data, normal, state)
                return Result(outcome=_waiting(task.name, state), message=message, sheet=path)
            proposal = _proposal(document, normal, state, state.proposed())
            plan = plan_of(
                document, proposal.marks, self.policy, exact=proposal.exact, unreviewed=True
            )
            key = self._key(document.source, repr([(m.id, m.verdict) for m in proposal.marks]))
            return self._publish(task, sheet, proposal, plan, key, self.settings.out)

    def _offer(self, path: Path, data: bytes, normal: Intake, state: State) -> str:
        """Lay the proposals ready for who works in Acrobat; says what became of edited files."""
        basis = acrobat.Basis.of(data, normal.pdf, normal.pages)
        made = acrobat.files(basis, state, path.parent.name, self.policy)
        return told_aside(self.case.offer(path, made))

    def _burn(self, task: Task) -> Result:
        """Burn what a sheet's approved state says into the source it is about."""
        with Sheet.open(_sheet_of(task)) as sheet:
            state = sheet.state
            source = state.header.source
            data = source_bytes(task.path, source)
            document, normal = load(data, source)
            plan = sheet.plan(document, self.policy)
            proposal = _proposal(document, normal, state, state.decided())
            key = self._key(source, state.digest)
            if self.settings.out is None:
                raise UsageError("Geef met --out een map voor de publicaties.")
            return self._publish(task, sheet, proposal, plan, key, self.settings.out)

    def _publish(
        self, task: Task, sheet: Sheet, proposal: Proposal, plan: Plan, key: str, out: Path
    ) -> Result:
        source = proposal.document.source
        if not self.settings.force:
            standing = publish.existing(out, source, key)
            if standing is not None:
                return Result(outcome=_published(task.name, standing, kept=True))
        made = finish(proposal, plan, self.policy, self.models, suffixed=task.suffixed)
        manifest = made.manifest(key)
        committed = publish.commit(
            out, made.files, manifest, source=source, force=self.settings.force
        )
        sheet.append(
            Burnt(
                sha256=hashlib.sha256(made.redacted.pdf).hexdigest(),
                report=made.report.colour,
                reviewed=plan.approved_by is not None,
            )
        )
        return Result(outcome=_published(task.name, manifest, kept=committed.kept))

    def _current(self, path: Path, source: Source, boxes: tuple[Drawn, ...]) -> bool:
        """Does the sheet hold what this program would propose for these bytes again?"""
        if not path.exists():
            return False
        with Sheet.open(path, readonly=True) as sheet:
            state = sheet.state
        header = state.header
        drawn = {key for key, mark in state.marks.items() if mark.exact and mark.by is None}
        return (
            header.source.sha256 == source.sha256
            and header.policy == self.policy.sha256
            and header.tool == self.tool
            and drawn == {drawn_id(box) for box in boxes}
        )

    def _lay(self, path: Path, proposal: Proposal) -> None:
        """Write proposals down, over older ones when there are any."""
        source, marks, exact = proposal.document.source, proposal.marks, proposal.exact
        if not path.exists():
            Sheet.create(path, source, self.policy, marks, exact=exact, tool=self.tool).close()
            return
        with Sheet.open(path) as sheet:
            sheet.propose(source, self.policy, marks, exact=exact, tool=self.tool)

    def _key(self, source: Source, decisions: str) -> str:
        return publish.key(
            source.sha256, self.policy.sha256, models=self.models, decisions=decisions
        )


def people(sheets: Iterable[Path]) -> frozenset[str]:
    """The persons that these sheets surely cover, by their full names."""
    names: set[str] = set()
    for path in sheets:
        with Sheet.open(path, readonly=True) as sheet:
            names |= full_names(sheet.state.proposed())
    return frozenset(names)


def told_aside(names: Sequence[str]) -> str:
    """What became of proposal files that somebody edited; nothing when there are none."""
    if not names:
        return ""
    return (
        f"Het bewerkte voorstel was nog niet verwerkt en heet nu {' en '.join(names)}; het hoort "
        "bij de voorstellen van daarvoor, dus breng de wijzigingen aan in het nieuwe voorstel."
    )


def _tool(models: Sequence[publish.Model]) -> str:
    """What proposes: version, program and weights. Another one of these, and proposals are old."""
    weights = "+".join(model.sha256[:12] for model in models)
    return f"{program.version()}+{program.sha256()[:12]}+{weights}"


def _proposal(document: Document, normal: Intake, state: State, marks: Iterable[Mark]) -> Proposal:
    return Proposal(
        document=document,
        pdf=normal.pdf,
        dropped=normal.dropped,
        marks=tuple(marks),
        exact=frozenset(key for key, mark in state.marks.items() if mark.exact),
        kept=normal.kept,
    )


def _sheet_of(task: Task) -> Path:
    if task.sheet is None:
        raise UsageError(f"Voor {task.name} is nog geen voorstel gedaan; doe dat eerst.")
    return task.sheet


def _bytes(task: Task) -> bytes:
    try:
        return task.path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{task.name} is niet te lezen ({why(error)}); controleer het pad en uw rechten.",
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


def _waiting(name: str, state: State) -> Outcome:
    marks = state.proposed()
    return Outcome(
        file=name,
        outcome="needs-review",
        exit_code=int(ExitCode.REVIEW),
        pages=state.header.source.pages,
        boxes=sum(mark.verdict == "redact" and mark.page > 0 for mark in marks),
        tiers=tiers(marks),
        grounds=count(mark.ground for mark in marks if mark.ground),
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
