"""Structure channels: tags that repeat in words what the page shows, or used to show."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from channels.draft import SPOT, Draft, channel, sentence, text

X, Y = SPOT


def tagged(draft: Draft, shown: str, kind: str = "P", **keys: object) -> pikepdf.Object:
    """Paint a line as marked content and hang an element with these keys over it."""
    draft.write(f"/{kind} <</MCID 0>> BDC ".encode() + text(shown, X, Y) + b"EMC\n")
    root = draft.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = draft.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    element = draft.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=document, Pg=draft.page, K=0)
    )
    for key, value in keys.items():
        element[f"/{key}"] = value
    document.K = Array([element])
    root.K = Array([document])
    root.ParentTree = draft.pdf.make_indirect(Dictionary(Nums=Array([0, Array([element])])))
    draft.page.StructParents = 0
    draft.pdf.Root.StructTreeRoot = root
    draft.pdf.Root.MarkInfo = Dictionary(Marked=True)
    return element


@channel("s01", "ActualText that repeats the whole line")
def actual_line(draft: Draft, name: str) -> None:
    tagged(draft, "Opgesteld door de afdeling.", ActualText=String(sentence(name)))


@channel("s02", "ActualText with other words, the name among them")
def actual_other(draft: Draft, name: str) -> None:
    tagged(draft, "Opgesteld door de afdeling.", ActualText=String(f"Auteur: mevrouw {name}"))


@channel("s03", "ActualText and Alt on an ancestor", places=2)
def ancestor(draft: Draft, name: str) -> None:
    parent = tagged(draft, "Opgesteld door de afdeling.").P
    parent.ActualText = String(sentence(name))
    parent.Alt = String(sentence(name))


@channel("s04", "Alt of a paragraph")
def alternative(draft: Draft, name: str) -> None:
    tagged(draft, "Opgesteld door de afdeling.", Alt=String(sentence(name)))


@channel("s05", "expansion and title of an element", places=2)
def expansion(draft: Draft, name: str) -> None:
    tagged(draft, "Opgesteld door SvdP.", E=String(name), T=String(name))


@channel("s06", "title of an ancestor, ID and ID tree", places=3)
def identifiers(draft: Draft, name: str) -> None:
    element = tagged(draft, "Opgesteld door de afdeling.", ID=String(name))
    element.P.T = String(name)
    draft.pdf.Root.StructTreeRoot.IDTree = Dictionary(Names=Array([String(name), element]))


@channel("s07", "ActualText in marked content around the whole line")
def inline_actual(draft: Draft, name: str) -> None:
    value = pikepdf.unparse_content_stream(
        [([Name.Span, Dictionary(ActualText=String(sentence(name)))], pikepdf.Operator("BDC"))]
    )
    draft.write(value + b"\n" + text("Opgesteld door de afdeling.", X, Y) + b"EMC\n")


@channel("s08", "ActualText in a property list of the resources")
def property_actual(draft: Draft, name: str) -> None:
    draft.resource("/Properties", "/MC0", Dictionary(ActualText=String(sentence(name))))
    draft.write(b"/Span /MC0 BDC " + text("Opgesteld door de afdeling.", X, Y) + b"EMC\n")


@channel("s10", "the structure keeps a deleted mail link alive")
def object_reference(draft: Draft, name: str) -> None:
    link = draft.pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([0, 0, 9, 9]),
            A=Dictionary(S=Name.URI, URI=String(f"mailto:{'.'.join(name.split())}@voorbeeld.nl")),
        )
    )
    element = tagged(draft, "Opgesteld door de afdeling.", "Link")
    element.K = Array([0, Dictionary(Type=Name.OBJR, Obj=link)])


@channel("s11", "structure attributes: user properties, summary, short name", places=3)
def attributes(draft: Draft, name: str) -> None:
    tagged(
        draft,
        "Opgesteld door de afdeling.",
        "Table",
        A=Array(
            [
                Dictionary(
                    O=Name.UserProperties, P=Array([Dictionary(N=String("auteur"), V=String(name))])
                ),
                Dictionary(O=Name.Table, Summary=String(name), Short=String(name)),
            ]
        ),
    )


@channel("s12", "names in the role map and class map", places=2)
def roles(draft: Draft, name: str) -> None:
    tagged(draft, "Opgesteld door de afdeling.")
    joined = Name("/" + name.replace(" ", "_"))
    draft.pdf.Root.StructTreeRoot.RoleMap = Dictionary({str(joined): Name.P})
    draft.pdf.Root.StructTreeRoot.ClassMap = Dictionary({str(joined): Dictionary(O=Name.Layout)})


@channel("s13", "Alt of a figure elsewhere on the page")
def figure(draft: Draft, name: str) -> None:
    tagged(draft, "Afbeelding 1", "Figure", Alt=String(f"Foto van {name} bij de opening"))
