"""Bad redactions: the name is covered, not removed."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from channels.draft import SPOT, WIDTH, Draft, channel, fitted, image, picture, text
from channels.images import outlined

X, Y = SPOT
COVER = f"{X - 2} {Y - 4} 190 16 re f"
QUAD = [X - 2, Y + 12, X + 188, Y + 12, X - 2, Y - 4, X + 188, Y - 4]


@channel("b01", "black rectangle over text")
def black(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y) + f"q 0 g {COVER} Q\n".encode())


@channel("b02", "black highlight over text")
def dark_highlight(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    form = draft.form(f"0 g {COVER}".encode())
    draft.annotate(
        Subtype=Name.Highlight,
        QuadPoints=Array(QUAD),
        C=Array([0, 0, 0]),
        Rect=Array([X - 2, Y - 4, X + 188, Y + 12]),
        AP=Dictionary(N=_at(form)),
    )


@channel("b03", "redact annotation never applied")
def unapplied(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    draft.annotate(
        Subtype=Name.Redact, QuadPoints=Array(QUAD), Rect=Array([X - 2, Y - 4, X + 188, Y + 12])
    )


@channel("b04", "cross-hatched pattern over text")
def hatched(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    pattern = draft.stream(
        b"0.6 w 0 0 m 4 4 l S 0 4 m 4 0 l S",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 4, 4]),
        XStep=4,
        YStep=4,
        Resources=Dictionary(),
    )
    draft.resource("/Pattern", "/P1", pattern)
    draft.write(f"q /Pattern cs /P1 scn {COVER} Q\n".encode())


@channel("b04b", "hatching drawn line by line over text")
def hatched_lines(draft: Draft, name: str) -> None:
    lines = " ".join(
        f"{x} {Y - 4} m {x + 12} {Y + 12} l {x + 12} {Y - 4} m {x} {Y + 12} l"
        for x in (X + 4 * i for i in range(44))
    )
    draft.write(text(name, X, Y) + f"q 0.7 w {lines} S Q\n".encode())


@channel("b05", "picture over text")
def under_picture(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    black = picture("zwart", 20).point([0] * 768)
    draft.paint("Im", image(draft, black), f"190 0 0 16 {X - 2} {Y - 4}")


@channel("b06", "bookmark repeats the heading that was removed")
def bookmark(draft: Draft, name: str) -> None:
    draft.write(text("Gesprek met", X, Y) + f"q 0 g {X + 64} {Y - 4} 140 16 re f Q\n".encode())
    with draft.pdf.open_outline() as tree:
        tree.root.append(pikepdf.OutlineItem(f"Gesprek met {name}", 0))


@channel("b07", "white rectangle over text")
def white(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y) + f"q 1 g {COVER} Q\n".encode())


@channel("b08", "black square annotation over text")
def square(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    draft.annotate(
        Subtype=Name.Square,
        IC=Array([0, 0, 0]),
        C=Array([0, 0, 0]),
        Rect=Array([X - 2, Y - 4, X + 188, Y + 12]),
        AP=Dictionary(N=_at(draft.form(f"0 g {COVER}".encode()))),
    )


@channel("b09", "black text on a black rectangle")
def black_on_black(draft: Draft, name: str) -> None:
    draft.write(f"q 0 g {COVER} Q\n".encode() + text(name, X, Y))


@channel("b10", "polygon instead of a rectangle")
def polygon(draft: Draft, name: str) -> None:
    corners = ((X - 2, Y - 4), (X + 188, Y - 5), (X + 189, Y + 12), (X - 3, Y + 13))
    path = " l ".join(f"{x} {y}" for x, y in corners).replace(" l ", " m ", 1)
    draft.write(text(name, X, Y) + f"q 0 g {path} l h f Q\n".encode())


@channel("b11", "thick line over text")
def thick_line(draft: Draft, name: str) -> None:
    draft.write(
        text(name, X, Y) + f"q 0 G 15 w {X - 2} {Y + 4} m {X + 188} {Y + 4} l S Q\n".encode()
    )


@channel("b12", "text layer of a scan under blacked-out pixels")
def blacked_scan(draft: Draft, name: str) -> None:
    pixels = picture(name)
    pixels.paste("black", (4, 4, pixels.width - 4, pixels.height - 4))
    draft.paint("Im", image(draft, pixels), fitted(pixels, X, 82))
    draft.write(b"q 3 Tr " + text(name, X + 6, 90, 15) + b"Q\n")


@channel("b13", "rectangle over a scan whose pixels are untouched")
def scan(draft: Draft, name: str) -> None:
    pixels = picture(name)
    draft.paint("Im", image(draft, pixels), fitted(pixels, X, 82))
    draft.write(f"q 0 g {X} 82 220 30 re f Q\n".encode())


@channel("b14", "grey rectangle with a ground code printed on it")
def labelled(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y) + f"q 0.8 g {COVER} Q\n".encode() + text("5.1.2e", X + 60, Y, 8))


@channel("b15", "rectangle that covers only the lower half")
def half(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y) + f"q 0 g {X - 2} {Y - 4} 190 9 re f Q\n".encode())


@channel("b16", "many thin slices over text")
def slices(draft: Draft, name: str) -> None:
    bars = " ".join(f"{X - 2} {Y - 4 + i} 190 1.1 re" for i in range(16))
    draft.write(text(name, X, Y) + f"q 0 g {bars} f Q\n".encode())


@channel("b17", "nearly opaque rectangle")
def nearly(draft: Draft, name: str) -> None:
    draft.resource("/ExtGState", "/G97", Dictionary(Type=Name.ExtGState, ca=0.97))
    draft.write(text(name, X, Y) + f"q /G97 gs 0 g {COVER} Q\n".encode())


@channel("b18", "rectangle over a page header, and over a footer", places=2)
def header(draft: Draft, name: str) -> None:
    for y in (284, 8):
        draft.write(text(name, X, y) + f"q 0 g {X - 2} {y - 4} 190 15 re f Q\n".encode())


@channel("b19", "edge letters left under a box whose middle was removed", places=2)
def edges(draft: Draft, name: str) -> None:
    draft.write(
        text(name[0], X, Y)
        + text(name[-1], X + 150, Y)
        + f"q 0 g {X - 1} {Y - 3} 160 14 re f Q\n".encode()
    )


@channel("b20", "grey rectangle, no code, on a turned page with a crop box")
def grey_turned(draft: Draft, name: str) -> None:
    draft.page.Rotate = 270
    draft.page.CropBox = Array([20, 20, WIDTH - 20, 280])
    draft.write(text(name, X, Y) + f"q 0.667 g {COVER} Q\n".encode())


@channel("b21", "black stamp over text")
def stamp(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    draft.annotate(
        Subtype=Name.Stamp,
        Rect=Array([X - 2, Y - 4, X + 188, Y + 12]),
        AP=Dictionary(N=_at(draft.form(f"0 g {COVER}".encode()))),
    )


@channel("b22", "rectangle inside a form over text")
def form(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    draft.paint("Fm", draft.form(f"0 g {COVER}".encode()))


@channel("b23", "rectangle over outlines")
def outlines(draft: Draft, name: str) -> None:
    draft.write(
        outlined(name, 13, X, Y, together=False) + f"q 0 g {X - 2} {Y - 4} 210 18 re f Q\n".encode()
    )


@channel("b24", "box drawn to the letter: text beneath it is gone but the picture below is not")
def picture_below(draft: Draft, name: str) -> None:
    pixels = picture(name, 30)
    draft.paint("Im", image(draft, pixels), f"190 0 0 20 {X} {Y - 6}")
    draft.write(f"q 0.8 g {X - 2} {Y - 8} 194 24 re f Q\n".encode() + text("5.1.2e", X + 70, Y))


@channel("b25", "ink strokes over text")
def scribble(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    path = f"{X} {Y + 4} m {X + 60} {Y + 5} l {X + 120} {Y + 3} l {X + 186} {Y + 4} l"
    draft.write(f"q 0 G 18 w 1 J {path} S Q\n".encode())


def _at(form: object) -> object:
    """An appearance whose box is where the annotation stands, so that nothing is scaled."""
    form.BBox = Array([X - 2, Y - 4, X + 188, Y + 12])
    return form
