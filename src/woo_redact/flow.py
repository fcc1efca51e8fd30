"""The recipe: the only file that knows the order of the steps.

::

    read ─▶ detect ─▶ decide ─▶ sheet ─▶ redact ─▶ verify ─▶ rendition, annex ─▶ publish
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from woo_redact import annex, intake, program, publish, redact, rendition, verify
from woo_redact.decide import decide
from woo_redact.decide.drawn import Drawn, drawn_marks
from woo_redact.decide.pictured import covered_names, in_pictures
from woo_redact.detect import Detector
from woo_redact.errors import InputError, LeakFound, ReviewError
from woo_redact.policy import Policy
from woo_redact.publish import LeftOut, Manifest
from woo_redact.read import pictured, read
from woo_redact.types import Check, Colour, Document, Mark, Plan, Redacted, Report, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A document with what is proposed for it. ``pdf`` is the normalised file that will be burnt;
    ``exact`` are the ids of the marks that were drawn by hand; ``kept`` says what nobody sees and
    yet could not be dropped.
    """

    document: Document
    pdf: bytes = field(repr=False)
    dropped: tuple[str, ...]
    marks: tuple[Mark, ...]
    exact: frozenset[str]
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Everything that was made of a document, ready to be committed."""

    stem: str
    title: str
    proposal: Proposal
    plan: Plan
    redacted: Redacted
    report: Report
    profile: str
    models: tuple[publish.Model, ...]
    files: Mapping[str, bytes] = field(repr=False)
    left_out: tuple[LeftOut, ...]

    def manifest(self, key: str) -> Manifest:
        """The bundle's manifest under ``key``."""
        return publish.compose(
            key=key,
            stem=self.stem,
            title=self.title,
            document=self.proposal.document,
            marks=self.proposal.marks,
            plan=self.plan,
            redacted=self.redacted,
            report=self.report,
            profile=self.profile,
            models=self.models,
            files=self.files,
            left_out=self.left_out,
        )


def propose(
    data: bytes,
    source: Source,
    detector: Detector,
    policy: Policy,
    *,
    drawn: tuple[Drawn, ...] = (),
    known: Sequence[str] = (),
) -> Proposal:
    """From the bytes of a file to what is proposed for it; ``source.pages`` is filled in.
    ``known`` are persons that other documents of the case gave away.
    """
    document, normal = load(data, source)
    by_hand = drawn_marks(document, drawn, policy)
    marks = decide(document, detector.find(document, known=known), policy)
    marks += _in_pictures(document, normal.pdf, detector, policy, {*known, *covered_names(marks)})
    return Proposal(
        document=document,
        pdf=normal.pdf,
        dropped=normal.dropped,
        marks=(*marks, *by_hand),
        exact=frozenset(mark.id for mark in by_hand),
        kept=normal.kept,
    )


def _in_pictures(
    document: Document, pdf: bytes, detector: Detector, policy: Policy, known: set[str]
) -> tuple[Mark, ...]:
    """What OCR reads in pictures and drawn letters, searched as a document beside the text."""
    pictures = pictured(pdf, document)
    if pictures is None:
        return ()
    return in_pictures(pictures, detector.find(pictures, known=sorted(known)), policy)


def load(data: bytes, source: Source) -> tuple[Document, intake.Intake]:
    """Normalise and read a file; ``source.pages`` is filled in. Raises ``InputError``."""
    normal = intake.normalise(data, source.name)
    document = read(normal.pdf, replace(source, pages=normal.pages))
    document = replace(document, date=document.date or normal.date)
    _refuse_scans(document)
    return document, normal


def finish(
    proposal: Proposal,
    plan: Plan,
    policy: Policy,
    models: tuple[publish.Model, ...],
    *,
    suffixed: bool = False,
) -> Made:
    """Burn the plan, prove it, and make everything a bundle holds.

    Raises ``LeakFound`` when verification finds anything; then nothing was written.
    """
    document = proposal.document
    redacted = redact.redact(proposal.pdf, plan)
    redacted = replace(redacted, dropped=(*proposal.dropped, *redacted.dropped))
    report = verify.verify(
        redacted.pdf,
        secrets=plan.secrets,
        boxes=redacted.boxes,
        open_texts=plan.open_texts,
        before=proposal.pdf,
    )
    report = _with_doubts(report, proposal)
    _refuse_widths(document, redacted, report, policy)
    text = rendition.render(document, plan)
    _refuse_leaks(document, report, verify.survivors(text, plan.secrets, plan.open_texts))
    source = document.source
    stem = publish.bundle_name(source.name, source.sha256, plan.secrets, suffixed=suffixed)
    title = publish.title(document, stem, plan.secrets)
    reasons = annex.build(
        stem=stem,
        document=document,
        marks=proposal.marks,
        plan=plan,
        redacted=redacted,
        report=report,
        policy=policy,
        models=[f"{model.name} {model.version}" for model in models],
        program=program.version(),
    )
    diwoo = publish.metadata(stem=stem, title=title, date=document.date, policy=policy)
    files = {
        f"{stem}-gelakt.pdf": redacted.pdf,
        f"{stem}-gelakt.txt": text.encode(),
        f"{stem}-gronden.pdf": reasons.pdf,
        f"{stem}-gronden.csv": reasons.csv,
    }
    if isinstance(diwoo, bytes):
        files[f"{stem}.diwoo.xml"] = diwoo
    return Made(
        stem=stem,
        title=title,
        proposal=proposal,
        plan=plan,
        redacted=redacted,
        report=report,
        profile=policy.profile,
        models=models,
        files=files,
        left_out=() if isinstance(diwoo, bytes) else (diwoo,),
    )


def _refuse_scans(document: Document) -> None:
    pages = [page.number for page in document.pages if page.needs_ocr]
    if pages:
        *first, last = map(str, pages)
        which = f"{', '.join(first)} en {last} zijn scans" if first else f"{last} is een scan"
        raise InputError(
            f"{document.source.name}: pagina {which} zonder leesbare tekst; maak het bestand eerst "
            "doorzoekbaar met OCR.",
            reason="needs-ocr",
        )


def _with_doubts(report: Report, proposal: Proposal) -> Report:
    """The report with what taking in and reading doubted: a page that was not wholly read is
    never green.
    """
    doubts = [Check(name="intake", page=0, colour="needs-eyes", detail=d) for d in proposal.kept]
    doubts += [
        Check(name="read", page=page.number, colour="needs-eyes", detail=warning)
        for page in proposal.document.pages
        for warning in page.warnings
    ]
    if not doubts or report.colour == "leak":
        return report
    flagged = {check.page for check in doubts}
    pages: tuple[Colour, ...] = tuple(
        "needs-eyes" if number in flagged and colour == "green" else colour
        for number, colour in enumerate(report.pages, 1)
    )
    return Report(colour="needs-eyes", pages=pages, checks=(*report.checks, *doubts))


def _refuse_widths(document: Document, redacted: Redacted, report: Report, policy: Policy) -> None:
    """Stop where the policy wants no box whose width may say what it covers, by what redaction
    says or by what verification measured.
    """
    told = {box.page for box in redacted.boxes if not box.width_hidden}
    measured = {c.page for c in report.checks if c.name == verify.WIDTH and c.colour != "green"}
    pages = sorted(told | measured)
    if policy.width_blocks and pages:
        raise ReviewError(
            f"{document.source.name}: op pagina {', '.join(map(str, pages))} is de breedte van een "
            "vak niet verborgen, en het beleid staat dat niet toe; lak daar de hele regel met de "
            "hand of pas het beleid aan.",
            reason="width-not-hidden",
        )


def _refuse_leaks(document: Document, report: Report, survivors: int) -> None:
    name = document.source.name
    if survivors:
        raise LeakFound(
            f"{name}: in de tekstversie staat nog iets wat gelakt is; er is niets gepubliceerd.",
            reason="leak",
        )
    if report.colour == "leak":
        found = [check for check in report.checks if check.colour == "leak"]
        places = sorted({f"pagina {c.page}" if c.page else "het bestand zelf" for c in found})
        raise LeakFound(
            f"{name}: de controle op restgegevens vond iets ({', '.join(places)}: "
            f"{found[0].detail}); er is niets gepubliceerd, meld dit of lak met de hand.",
            reason="leak",
        )
