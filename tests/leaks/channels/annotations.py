"""Annotation channels: comments, fields and appearances."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

from channels.draft import SPOT, Draft, channel, sentence, text

X, Y = SPOT
QUAD = [60, 108, 240, 108, 60, 84, 240, 84]


def _appearance(draft: Draft, words: str) -> Dictionary:
    form = draft.form(text(words, 4, 8), BBox=Array([0, 0, 300, 26]))
    return Dictionary(N=form)


@channel("a01", "highlight with comment, author, subject and pop-up", places=4)
def highlight(draft: Draft, name: str) -> None:
    note = draft.annotate(
        Subtype=Name.Highlight,
        QuadPoints=Array(QUAD),
        C=Array([1, 1, 0]),
        Contents=String(sentence(name)),
        T=String(name),
        Subj=String(name),
        RC=String(f"<body><p>{name}</p></body>"),
    )
    draft.annotate(Subtype=Name.Popup, Parent=note)


@channel("a02", "note with a reply", places=2)
def note(draft: Draft, name: str) -> None:
    first = draft.annotate(Subtype=Name.Text, Contents=String(f"Vraag van {name}"))
    draft.annotate(Subtype=Name.Text, IRT=first, Contents=String(f"Dank, {name}"))


@channel("a03", "free text with its appearance", places=2, shown=True)
def free_text(draft: Draft, name: str) -> None:
    draft.annotate(
        Subtype=Name.FreeText,
        Rect=Array([60, 80, 360, 106]),
        Contents=String(name),
        DA=String("/Helv 11 Tf 0 g"),
        AP=_appearance(draft, name),
    )


@channel("a04", "stamp with its appearance", shown=True)
def stamp(draft: Draft, name: str) -> None:
    draft.annotate(
        Subtype=Name.Stamp, Rect=Array([60, 80, 360, 106]), AP=_appearance(draft, f"Gezien {name}")
    )


@channel("a05", "mail link over the name")
def mail_link(draft: Draft, name: str) -> None:
    address = ".".join(name.split())
    draft.annotate(
        Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"mailto:{address}@voorbeeld.nl"))
    )


@channel("a06", "text field: value, default, tooltip, name, appearance", places=5)
def text_field(draft: Draft, name: str) -> None:
    field = draft.annotate(
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String(name),
        V=String(name),
        DV=String(name),
        TU=String(name),
        Rect=Array([60, 80, 360, 106]),
        AP=_appearance(draft, name),
        DA=String("/Helv 11 Tf 0 g"),
    )
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@channel("a06b", "choice field whose options hold the name")
def choices(draft: Draft, name: str) -> None:
    field = draft.annotate(
        Subtype=Name.Widget,
        FT=Name.Ch,
        T=String("keuze"),
        Opt=Array([String("geen"), String(name)]),
    )
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@channel("a07", "XFA packets")
def xfa(draft: Draft, name: str) -> None:
    packet = draft.stream(f"<xdp><data><auteur>{name}</auteur></data></xdp>".encode())
    draft.pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("datasets"), packet]))


@channel("a08", "redact annotation never applied, with overlay text", places=2, shown=True)
def unapplied(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    draft.annotate(
        Subtype=Name.Redact, QuadPoints=Array(QUAD), OverlayText=String(name), IC=Array([0, 0, 0])
    )


@channel("a09", "ink: the name in handwriting", shown=True)
def ink(draft: Draft, name: str) -> None:
    strokes, x = Array([]), 62
    for letter in name[:12]:
        height = 6 + ord(letter) % 12
        strokes.append(Array([x, 86, x + 3, 86 + height, x + 6, 86, x + 7, 90]))
        x += 12
    draft.annotate(Subtype=Name.Ink, InkList=strokes, Contents=String(name), C=Array([0, 0, 0.5]))
    draft.mark(60, 84, 240, 108)


@channel("a10", "hidden annotation with further appearance states", places=3)
def states(draft: Draft, name: str) -> None:
    draft.annotate(
        Subtype=Name.Stamp,
        F=2,
        Contents=String(name),
        AP=Dictionary(
            N=draft.form(text("leeg", 4, 8)),
            D=draft.form(text(name, 4, 8)),
            R=draft.form(text(name, 4, 9)),
        ),
    )


@channel("a11", "line and polygon comments in rich text", places=2)
def rich(draft: Draft, name: str) -> None:
    draft.annotate(Subtype=Name.Line, L=Array([60, 60, 90, 60]), RC=String(f"<p>{name}</p>"))
    draft.annotate(Subtype=Name.Polygon, Vertices=Array([60, 60, 90, 60, 75, 80]), DS=String(name))
