"""File channels: properties, navigation, attachments, history and everything else outside pages."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from channels.draft import SPOT, Draft, channel, image, picture, sentence, text

X, Y = SPOT


def _xmp(name: str) -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _catalog(draft: Draft, **keys: object) -> None:
    for key, value in keys.items():
        draft.pdf.Root[f"/{key}"] = value


@channel("m01", "document information, a key of its own included", places=2)
def info(draft: Draft, name: str) -> None:
    draft.pdf.trailer.Info = draft.pdf.make_indirect(
        Dictionary({"/Author": String(name), "/Behandelaar": String(name)})
    )


@channel("m02", "XMP of the document")
def xmp(draft: Draft, name: str) -> None:
    _catalog(draft, Metadata=draft.stream(_xmp(name), Type=Name.Metadata, Subtype=Name.XML))


@channel("m03", "XMP of a page and of a form", places=2)
def object_xmp(draft: Draft, name: str) -> None:
    packet = draft.stream(_xmp(name), Type=Name.Metadata, Subtype=Name.XML)
    draft.page.Metadata = packet
    form = draft.form(text("Bijlage", X, Y))
    form.Metadata = draft.stream(_xmp(name) + b" ", Type=Name.Metadata, Subtype=Name.XML)
    draft.paint("Fm", form)


@channel("m04", "bookmark title")
def outline(draft: Draft, name: str) -> None:
    with draft.pdf.open_outline() as tree:
        tree.root.append(pikepdf.OutlineItem(f"Brief van {name}", 0))


@channel("m05", "named destinations, tree and dictionary", places=2)
def destinations(draft: Draft, name: str) -> None:
    target = Array([draft.page, Name.Fit])
    _catalog(
        draft,
        Names=Dictionary(Dests=Dictionary(Names=Array([String(name), target]))),
        Dests=Dictionary({"/" + name.replace(" ", "_"): target}),
    )


@channel("m06", "prefix of the page labels")
def labels(draft: Draft, name: str) -> None:
    _catalog(draft, PageLabels=Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(name))])))


@channel("m07", "private data of programs on catalog and page", places=2)
def piece_info(draft: Draft, name: str) -> None:
    private = Dictionary(Maker=Dictionary(LastModified=String("D:2024"), Private=String(name)))
    _catalog(draft, PieceInfo=private)
    draft.page.PieceInfo = private


@channel("m08", "page thumbnail that shows the name")
def thumbnail(draft: Draft, name: str) -> None:
    draft.page.Thumb = image(draft, picture(name, 30, "L"))


@channel("m09", "article thread with a title")
def thread(draft: Draft, name: str) -> None:
    start = draft.pdf.make_indirect(Dictionary(I=Dictionary(Title=String(name))))
    bead = draft.pdf.make_indirect(Dictionary(T=start, P=draft.page, R=Array([0, 0, 9, 9])))
    bead.N = bead.V = bead
    start.F = bead
    _catalog(draft, Threads=Array([start]))
    draft.page.B = Array([bead])


@channel("m10", "web capture: source address and title", places=2)
def capture(draft: Draft, name: str) -> None:
    found = draft.pdf.make_indirect(
        Dictionary(
            Type=Name.SpiderContentSet,
            S=Name.SPS,
            ID=String("x" * 16),
            O=Array([draft.page]),
            T=String(name),
            SI=Dictionary(AU=String("https://voorbeeld.nl/" + name.replace(" ", "%20"))),
        )
    )
    _catalog(
        draft,
        SpiderInfo=Dictionary(V=1.0),
        Names=Dictionary(IDS=Dictionary(Names=Array(["x", found]))),
    )


@channel("m11", "signature: name, reason and contact", places=3)
def signature(draft: Draft, name: str) -> None:
    value = draft.pdf.make_indirect(
        Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/adbe.pkcs7.detached"),
            Name=String(name),
            Reason=String(f"Akkoord {name}"),
            ContactInfo=String(name),
            Contents=String("x" * 64),
            ByteRange=Array([0, 0, 0, 0]),
        )
    )
    field = draft.annotate(
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=String("Handtekening1"),
        V=value,
        Rect=Array([0, 0, 0, 0]),
    )
    _catalog(draft, AcroForm=Dictionary(Fields=Array([field]), SigFlags=3))


@channel("m12", "an older revision still holds the page with the name")
def history(draft: Draft, name: str) -> None:
    draft.write(text(sentence(name), X, Y))
    draft.save_options["compress_streams"] = False

    def blank(data: bytes) -> bytes:
        old = b"(Opgesteld door " + name.encode() + b" van de afdeling.)"
        start = data.index(old)
        object_start = data.rindex(b" 0 obj", 0, start)
        number = int(re.search(rb"(\d+)$", data[:object_start])[1])
        whole = data[object_start - len(str(number)) : data.index(b"endobj", start) + 6]
        fresh = whole.replace(old, b"(" + b" " * (len(old) - 2) + b")")
        at = len(data)
        trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")]
        previous = re.search(rb"startxref\s+(\d+)", data)[1]
        trailer = trailer.replace(b"<<", b"<< /Prev " + previous, 1)
        xref = at + len(fresh) + 1
        return (
            data
            + fresh
            + b"\n"
            + b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
            + trailer
            + b"startxref\n%d\n%%%%EOF\n" % xref
        )

    draft.rewrite = blank


@channel("m13", "an object that nothing refers to")
def orphan(draft: Draft, name: str) -> None:
    def add(data: bytes) -> bytes:
        cut = data.rindex(b"xref\n0 ")
        return data[:cut] + b"99 0 obj\n<</Auteur (" + name.encode() + b")>>\nendobj\n" + data[cut:]

    draft.rewrite = add


@channel("m13b", "a compressed stream that nothing refers to")
def orphan_stream(draft: Draft, name: str) -> None:
    body = zlib.compress(text(sentence(name), X, Y))

    def add(data: bytes) -> bytes:
        cut = data.rindex(b"xref\n0 ")
        made = b"98 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n" % len(body)
        return data[:cut] + made + body + b"\nendstream\nendobj\n" + data[cut:]

    draft.rewrite = add


@channel("m14", "a private key of the catalog, in an object stream")
def object_stream(draft: Draft, name: str) -> None:
    _catalog(draft, WOOX=draft.pdf.make_indirect(Dictionary(Door=String(name))))
    draft.save_options["object_stream_mode"] = pikepdf.ObjectStreamMode.generate


@channel("m15", "private keys of the trailer")
def trailer(draft: Draft, name: str) -> None:
    draft.pdf.trailer["/Eigenaar"] = String(name)


@channel("m16", "bytes before the header, between objects and after the end", places=3)
def loose_bytes(draft: Draft, name: str) -> None:
    def add(data: bytes) -> bytes:
        inside = data.replace(b"endobj\n", b"endobj\n% " + name.encode() + b"\n", 1)
        return b"% " + name.encode() + b"\n" + inside + b"\n% " + name.encode() + b"\n"

    draft.rewrite = add


def _docx(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo("word/document.xml")
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, f"<w:document><w:t>Opgesteld door {name}</w:t></w:document>")
    return stream.getvalue()


def _attach(draft: Draft, label: str, content: bytes) -> pikepdf.Object:
    embedded = draft.stream(content, Type=Name.EmbeddedFile)
    spec = Dictionary(
        Type=Name.Filespec, F=String(label), UF=String(label), EF=Dictionary(F=embedded)
    )
    return draft.pdf.make_indirect(spec)


@channel("m17", "portfolio: file name and description", places=2)
def portfolio(draft: Draft, name: str) -> None:
    spec = _attach(draft, f"brief {name}.txt", b"Een brief over bomen.")
    spec.Desc = String(f"Brief van {name}")
    names = Dictionary(Names=Array([String("bijlage"), spec]))
    _catalog(draft, Names=Dictionary(EmbeddedFiles=names), Collection=Dictionary(View=Name.D))


@channel("m18", "embedded docx, as attachment and as associated file")
def attachment(draft: Draft, name: str) -> None:
    spec = _attach(draft, "nota.docx", _docx(name))
    _catalog(draft, Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("nota"), spec]))))
    draft.page.AF = Array([spec])
    draft.annotate(Subtype=Name.FileAttachment, FS=spec)


@channel("m18b", "embedded PDF")
def inner_pdf(draft: Draft, name: str) -> None:
    inner = Draft()
    inner.write(text(sentence(name), X, Y))
    spec = _attach(draft, "concept.pdf", inner.finish())
    _catalog(draft, Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), spec]))))


@channel("m19", "scripts: on opening, in the name tree, on a page", places=3)
def scripts(draft: Draft, name: str) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String(f'app.alert("{name}");'))
    _catalog(
        draft,
        OpenAction=script,
        Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", script]))),
    )
    draft.page.AA = Dictionary(O=script)


@channel("m20", "layer name, creator and configuration", places=3)
def layer_names(draft: Draft, name: str) -> None:
    layer = draft.pdf.make_indirect(
        Dictionary(
            Type=Name.OCG,
            Name=String(f"Aantekeningen {name}"),
            Usage=Dictionary(CreatorInfo=Dictionary(Creator=String(name), Subtype=Name.Artwork)),
        )
    )
    _catalog(
        draft,
        OCProperties=Dictionary(
            OCGs=Array([layer]), D=Dictionary(Name=String(name), Order=Array([layer]))
        ),
    )


@channel("m21", "legal attestation, permissions, requirements", places=2)
def legal(draft: Draft, name: str) -> None:
    _catalog(draft, Legal=Dictionary(Attestation=String(f"Gezien door {name}")))
    _catalog(
        draft,
        Requirements=Array(
            [Dictionary(Type=Name.Requirement, S=Name.EnableJavaScripts, RH=String(name))]
        ),
    )


@channel("m22", "output intent: information and profile description", places=2)
def output_intent(draft: Draft, name: str) -> None:
    profile = draft.stream(b"\0" * 128 + b"desc" + name.encode() + b"\0", N=3)
    _catalog(
        draft,
        OutputIntents=Array(
            [
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier=String("sRGB"),
                    Info=String(name),
                    DestOutputProfile=profile,
                )
            ]
        ),
    )


@channel("m24", "addresses: base, remote file, launch", places=3)
def addresses(draft: Draft, name: str) -> None:
    dotted = ".".join(name.split())
    _catalog(draft, URI=Dictionary(Base=String(f"https://voorbeeld.nl/~{dotted}/")))
    draft.annotate(
        Subtype=Name.Link,
        A=Dictionary(S=Name.GoToR, F=String(f"H:/{name}/nota.pdf"), D=Array([0, Name.Fit])),
    )
    draft.annotate(
        Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String(f"C:\\Users\\{name}\\nota.docx"))
    )


@channel("m26", "rendition and sound names", places=2)
def media(draft: Draft, name: str) -> None:
    clip = Dictionary(Type=Name.Rendition, S=Name.MR, N=String(f"Opname {name}"))
    draft.annotate(Subtype=Name.Screen, T=String(name), A=Dictionary(S=Name.Rendition, R=clip))


@channel("m27", "document parts with metadata")
def parts(draft: Draft, name: str) -> None:
    part = draft.pdf.make_indirect(
        Dictionary(Type=Name.DPart, DPM=Dictionary(Ontvanger=String(name)))
    )
    _catalog(draft, DPartRoot=Dictionary(Type=Name.DPartRoot, DPartRootNode=part))


@channel("m28", "viewport name and presentation steps", places=2)
def viewport(draft: Draft, name: str) -> None:
    draft.page.VP = Array(
        [Dictionary(Type=Name.Viewport, BBox=Array([0, 0, 9, 9]), Name=String(name))]
    )
    draft.page.PresSteps = Dictionary(Type=Name.NavNode, Name=String(name))


@channel("m29", "object whose cross reference says it is free")
def freed(draft: Draft, name: str) -> None:
    draft.pdf.Root.Weg = draft.pdf.make_indirect(Dictionary(Door=String(name)))

    def free(data: bytes) -> bytes:
        number = int(re.search(rb"/Weg (\d+) 0 R", data)[1])
        data = data.replace(b"/Weg %d 0 R" % number, b" " * len(b"/Weg %d 0 R" % number))
        table = data.rindex(b"xref\n0 ")
        entry = data.index(b"\n", table + 5) + 1 + 20 * number
        return data[:entry] + b"0000000000 00001 f \n" + data[entry + 20 :]

    draft.rewrite = free
