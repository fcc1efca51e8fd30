"""Text channels: the name is painted, but in a way that searches or removers miss."""

from __future__ import annotations

import pikepdf
from pdfminer.fontmetrics import FONT_METRICS
from pikepdf import Array, Dictionary, Name

from channels.draft import (
    HEIGHT,
    SPOT,
    WIDTH,
    Draft,
    channel,
    escaped,
    hexed,
    image,
    picture,
    sentence,
    text,
    type0,
)

X, Y = SPOT
WIDTHS = FONT_METRICS["Helvetica"][1]


@channel("t01", "one string in a simple font", shown=True)
def simple(draft: Draft, name: str) -> None:
    draft.write(text(sentence(name), X, Y))


@channel("t02", "composite font, Identity-H, embedded TrueType", shown=True)
def composite(draft: Draft, name: str) -> None:
    font, glyphs = type0(draft, sentence(name))
    draft.resource("/Font", "/F2", font)
    draft.write(f"BT /F2 11 Tf {X} {Y} Td {hexed(sentence(name), glyphs)} Tj ET\n".encode())


@channel("t02n", "no-break spaces and a soft hyphen inside the name", shown=True)
def no_break(draft: Draft, name: str) -> None:
    changed = name.replace(" ", "\xa0")
    draft.write(text(sentence(changed[:12] + "\xad" + changed[12:]), X, Y))


@channel("t03", "kerned array, one string per glyph", shown=True)
def kerned(draft: Draft, name: str) -> None:
    parts = b" ".join(escaped(c) + b" -12" for c in sentence(name))
    draft.write(f"BT /F1 11 Tf {X} {Y} Td [".encode() + parts + b"] TJ ET\n")


@channel("t04", "split over spans, font switches and saved states", shown=True)
def spans(draft: Draft, name: str) -> None:
    x = X
    for piece in (name[i : i + 3] for i in range(0, len(name), 3)):
        draft.write(b"q " + text(piece, x, Y) + b"Q\n")
        x += 11 * sum(WIDTHS[c] for c in piece) / 1000


@channel("t05", "hyphenated over a line break", shown=True)
def hyphenated(draft: Draft, name: str) -> None:
    cut = len(name) - 3
    draft.write(
        text(f"Opgesteld door {name[:cut]}-", X, Y) + text(f"{name[cut:]} van hier.", X, Y - 14)
    )


@channel("t05b", "broken between its words over two lines", shown=True)
def broken(draft: Draft, name: str) -> None:
    first, rest = name.split(" ", 1)
    draft.write(text(f"Opgesteld door {first}", X, Y) + text(f"{rest} van hier.", X, Y - 14))


@channel("t06", "a ligature that one code paints", shown=True)
def ligature(draft: Draft, name: str) -> None:
    font, glyphs = type0(draft, name)
    data = font.ToUnicode.read_bytes()
    one = f"<{glyphs[name[0]]:04X}> <{ord(name[0]):04X}>".encode()
    two = f"<{glyphs[name[0]]:04X}> <{ord(name[0]):04X}{ord(name[1]):04X}>".encode()
    font.ToUnicode.write(data.replace(one, two))
    draft.resource("/Font", "/F2", font)
    draft.write(f"BT /F2 11 Tf {X} {Y} Td {hexed(name[0] + name[2:], glyphs)} Tj ET\n".encode())


@channel("t07", "letter-spaced", shown=True)
def spaced(draft: Draft, name: str) -> None:
    draft.write(b"q 4 Tc " + text(name, X, Y) + b"Q\n")


@channel("t08", "turned 90 degrees", shown=True)
def upright(draft: Draft, name: str) -> None:
    draft.write(b"BT /F1 11 Tf 0 1 -1 0 40 40 Tm " + escaped(name) + b" Tj ET\n")


@channel("t09", "turned 17 degrees", shown=True)
def slanted(draft: Draft, name: str) -> None:
    draft.write(
        b"BT /F1 11 Tf 0.9563 0.2924 -0.2924 0.9563 60 60 Tm " + escaped(name) + b" Tj ET\n"
    )


@channel("t10", "vertical writing", shown=True)
def vertical(draft: Draft, name: str) -> None:
    font, glyphs = type0(draft, name, encoding=Name("/Identity-V"))
    draft.resource("/Font", "/F2", font)
    draft.write(f"BT /F2 7 Tf 408 270 Td {hexed(name, glyphs)} Tj ET\n".encode())


@channel("t11", "in a form", shown=True)
def form(draft: Draft, name: str) -> None:
    draft.paint("Fm", draft.form(text(sentence(name), X, Y)))


@channel("t12", "in a form inside a scaled form", shown=True)
def nested(draft: Draft, name: str) -> None:
    inner = draft.form(text(sentence(name), X * 2, Y * 2, 22), BBox=Array([0, 0, 900, 600]))
    outer = draft.form(
        b"q .5 0 0 .5 0 0 cm /In Do Q", Resources=Dictionary(XObject=Dictionary(In=inner))
    )
    draft.paint("Fm", outer)


@channel("t13", "in a form shared by two pages", places=2, shown=True)
def shared(draft: Draft, name: str) -> None:
    draft.add_page()
    form = draft.form(text(sentence(name), X, Y))
    draft.paint("Fm", form)
    draft.paint("Fm", form, page=1)


@channel("t14", "in a tiling pattern", shown=True)
def tiling(draft: Draft, name: str) -> None:
    pattern = draft.stream(
        text(name, 4, 8),
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 220, 30]),
        XStep=400,
        YStep=400,
        Resources=Dictionary(Font=Dictionary(F1=draft.font)),
        Matrix=Array([1, 0, 0, 1, X, 80]),
    )
    draft.resource("/Pattern", "/P1", pattern)
    draft.write(f"q /Pattern cs /P1 scn {X} 80 220 30 re f Q\n".encode())
    draft.mark(X, 80, X + 220, 110)


@channel("t15", "one glyph procedure of a Type 3 font draws the name", shown=True)
def type3(draft: Draft, name: str) -> None:
    glyph = draft.stream(b"1000 0 d0 " + text(name, 0, 0, 1000))
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, -300, 16000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        FirstChar=65,
        LastChar=65,
        Widths=Array([14000]),
        CharProcs=Dictionary(g=glyph),
        Encoding=Dictionary(Differences=Array([65, Name("/g")])),
        Resources=Dictionary(Font=Dictionary(F1=draft.font)),
    )
    draft.resource("/Font", "/F3", draft.pdf.make_indirect(font))
    draft.write(text("A", X, Y, 11, "F3"))
    draft.mark(X, Y - 4, X + 180, Y + 12)


@channel("t16", "clipped away")
def clipped(draft: Draft, name: str) -> None:
    draft.write(b"q 0 0 1 1 re W n " + text(sentence(name), X, Y) + b"Q\n")


@channel("t17", "white on white")
def white(draft: Draft, name: str) -> None:
    draft.write(b"q 1 g " + text(sentence(name), X, Y) + b"Q\n")


@channel("t18", "invisible (text rendering mode 3)")
def invisible(draft: Draft, name: str) -> None:
    draft.write(b"q 3 Tr " + text(sentence(name), X, Y) + b"Q\n")


@channel("t18b", "fully transparent")
def transparent(draft: Draft, name: str) -> None:
    draft.resource("/ExtGState", "/G0", Dictionary(Type=Name.ExtGState, ca=0, CA=0))
    draft.write(b"q /G0 gs " + text(sentence(name), X, Y) + b"Q\n")


@channel("t19", "outside the crop box")
def off_crop(draft: Draft, name: str) -> None:
    draft.page.CropBox = Array([30, 120, WIDTH, HEIGHT])
    draft.write(text(sentence(name), X, Y))


@channel("t19b", "outside the media box")
def off_media(draft: Draft, name: str) -> None:
    draft.write(text(sentence(name), X, -300))


@channel("t20", "under an opaque image")
def under_image(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y))
    pixels = picture("Gemeente Voorbeeldstad", 40)
    draft.paint("Im", image(draft, pixels), f"240 0 0 26 {X - 5} {Y - 8}")


@channel("t20b", "under a filled rectangle")
def under_rectangle(draft: Draft, name: str) -> None:
    draft.write(text(name, X, Y) + f"q 0 g {X - 2} {Y - 4} 190 16 re f Q\n".encode())


@channel("t21", "in letters of a tenth of a point")
def tiny(draft: Draft, name: str) -> None:
    draft.write(text(sentence(name), X, Y, 0.1))


@channel("t22", "turned page, shifted crop box, user unit 2", shown=True)
def turned_page(draft: Draft, name: str) -> None:
    draft.page.Rotate = 90
    draft.page.CropBox = Array([20, 30, WIDTH - 10, HEIGHT - 10])
    draft.page.UserUnit = 2
    draft.write(text(sentence(name), X, Y))


@channel("t23", "painted through a soft mask only", shown=True)
def soft_mask(draft: Draft, name: str) -> None:
    group = draft.form(
        b"1 g " + text(name, X, Y),
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
    draft.resource("/ExtGState", "/G1", Dictionary(Type=Name.ExtGState, SMask=mask))
    draft.write(f"q /G1 gs 0 g {X} {Y - 4} 200 18 re f Q\n".encode())
    draft.mark(X, Y - 4, X + 200, Y + 14)


@channel("t24", "form in resources that the page inherits", shown=True)
def inherited(draft: Draft, name: str) -> None:
    form = draft.form(text(sentence(name), X, Y))
    draft.pdf.Root.Pages.Resources = Dictionary(
        Font=Dictionary(F1=draft.font), XObject=Dictionary(Fm=form)
    )
    del draft.page.Resources
    draft.write(b"/Fm Do\n")


@channel("t25", "tagged form: the structure refers to its stream", shown=True)
def tagged_form(draft: Draft, name: str) -> None:
    form = draft.form(b"/P <</MCID 0>> BDC " + text(sentence(name), X, Y) + b"EMC", StructParents=0)
    draft.paint("Fm", form)
    element = draft.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, Pg=draft.page))
    root = draft.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=element))
    element.P = root
    element.K = Dictionary(Type=Name.MCR, Pg=draft.page, Stm=form, MCID=0)
    root.ParentTree = Dictionary(Nums=Array([0, Array([element])]))
    draft.pdf.Root.StructTreeRoot = root
    draft.pdf.Root.MarkInfo = Dictionary(Marked=True)


def _layer(draft: Draft) -> pikepdf.Object:
    layer = draft.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Concept"))
    draft.pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    return layer


@channel("t26", "in a hidden layer, marked content")
def hidden_layer(draft: Draft, name: str) -> None:
    draft.resource("/Properties", "/OC0", _layer(draft))
    draft.write(b"/OC /OC0 BDC " + text(sentence(name), X, Y) + b"EMC\n")


@channel("t26b", "in a hidden layer, form")
def hidden_form(draft: Draft, name: str) -> None:
    draft.paint("Fm", draft.form(text(sentence(name), X, Y), OC=_layer(draft)))


@channel("t28", "as a clip that an image shines through", shown=True)
def text_clip(draft: Draft, name: str) -> None:
    pixels = picture("XXXX", 40).point([0] * 768)
    draft.resource("/XObject", "/Im", image(draft, pixels))
    draft.write(
        b"q 7 Tr " + text(name, X, Y, 14) + f"240 0 0 30 {X} {Y - 8} cm /Im Do Q\n".encode()
    )


@channel("t30", "contents cut in the middle of the string", shown=True)
def cut_contents(draft: Draft, name: str) -> None:
    whole = text(sentence(name), X, Y)
    middle = whole.index(b"Tj")
    first, second = draft.stream(whole[:middle]), draft.stream(whole[middle:])
    draft.page.Contents = Array([draft.page.Contents, first, second])


@channel("t31", "no ToUnicode: codes mean nothing, only the eye reads it", shown=True)
def scrambled(draft: Draft, name: str) -> None:
    font, glyphs = type0(draft, name)
    del font.ToUnicode
    draft.resource("/Font", "/F2", font)
    draft.write(f"BT /F2 14 Tf {X} {Y} Td {hexed(name, glyphs)} Tj ET\n".encode())
    draft.mark(X - 1, Y - 5, X + 200, Y + 14)


@channel("t33", "painted three times for fake bold", places=3, shown=True)
def fake_bold(draft: Draft, name: str) -> None:
    for shift in (0.0, 0.3, 0.6):
        draft.write(text(name, X + shift, Y))


@channel("t34", "odd text state: scaled matrix, stretch, rise, mirrored", shown=True)
def odd_state(draft: Draft, name: str) -> None:
    draft.write(b"BT /F1 1 Tf 60 Tz 4 Ts 11 0 0 11 60 90 Tm " + escaped(name) + b" Tj ET\n")


@channel("t35", "embedded font whose box and ascent are zero", shown=True)
def flat_font(draft: Draft, name: str) -> None:
    font, glyphs = type0(draft, name)
    descriptor = font.DescendantFonts[0].FontDescriptor
    descriptor.FontBBox = Array([0, 0, 0, 0])
    descriptor.Ascent = descriptor.Descent = descriptor.CapHeight = 0
    draft.resource("/Font", "/F2", font)
    draft.write(f"BT /F2 11 Tf {X} {Y} Td {hexed(name, glyphs)} Tj ET\n".encode())


@channel("t38", "page template outside the page tree")
def template(draft: Draft, name: str) -> None:
    hidden = draft.pdf.make_indirect(
        Dictionary(
            Type=Name.Template,
            MediaBox=Array([0, 0, WIDTH, HEIGHT]),
            Resources=Dictionary(Font=Dictionary(F1=draft.font)),
            Contents=draft.stream(
                b"BT /F1 11 Tf 60 90 Td [" + b" ".join(map(escaped, name)) + b"] TJ ET"
            ),
        )
    )
    draft.pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array(["sjabloon", hidden])))


@channel("t39", "in a comment of the content stream")
def comment(draft: Draft, name: str) -> None:
    draft.write(b"% " + name.encode() + b"\n")


@channel("t40", "stray operands and an unknown operator", places=2)
def stray(draft: Draft, name: str) -> None:
    draft.write(b"BX " + escaped(name) + b" xx EX " + escaped(name) + b"\n")


@channel("t41", "resource names and a marked-content tag", places=2)
def names(draft: Draft, name: str) -> None:
    joined = name.replace(" ", "")
    draft.resource("/Font", f"/{joined}", draft.font)
    draft.write(f"/{joined} BMC BT /{joined} 11 Tf 60 90 Td (Bijlage) Tj ET EMC\n".encode())


@channel("t43", "shown with a font that is not there")
def missing_font(draft: Draft, name: str) -> None:
    draft.write(text(sentence(name), X, Y, 11, "Weg"))


@channel("t44", "after a syntax error", shown=True)
def syntax_error(draft: Draft, name: str) -> None:
    draft.write(b"q 1 0 0 << ]]] >> ) Q Q Q\n" + text(sentence(name), X, Y))
