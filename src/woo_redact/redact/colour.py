"""Colour spaces and functions, with spot colours renamed and profiles stripped of their texts."""

from __future__ import annotations

import re
import struct

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from woo_redact.redact import allowed
from woo_redact.redact.copier import Copier, is_dictionary, pick, plain

DEVICE = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
PROCESS_COLOURANTS = frozenset(("/All", "/None", "/Black", "/Cyan", "/Magenta", "/Yellow"))
PROFILE_TAGS = frozenset(
    (b"wtpt", b"bkpt", b"chad", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC")
) | {bytes([a, b, c, d]) for a, b, c in (b"A2B", b"B2A", b"D2B", b"B2D") for d in b"0123"}
NEUTRAL_TEXT = b"desc\0\0\0\0\0\0\0\x05icc \0" + bytes(78)


def copy_space(copier: Copier, space: object) -> Object:
    """The colour space, or grey where it makes no sense."""
    if isinstance(space, Name):
        return space if str(space)[1:] in allowed.NAMES else Name.DeviceGray
    if not isinstance(space, Array) or not len(space):
        return Name.DeviceGray
    copy = copier.once(space, lambda: _family(copier, space), "colour space")
    return Name.DeviceGray if copy is None else copy


def _family(copier: Copier, space: Array) -> Object:
    family = str(space[0])
    if family == "/ICCBased":
        return _profiled(copier, space[1])
    if family in ("/CalGray", "/CalRGB", "/Lab"):
        parameters = pick(space[1], ("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range"))
        return Array([Name(family), parameters])
    if family in ("/Indexed", "/I"):
        return _indexed(copier, space)
    if family == "/Separation":
        spot = space[1] if str(space[1]) in PROCESS_COLOURANTS else Name("/Spot")
        return Array([Name.Separation, spot, *_tint(copier, space)])
    if family == "/DeviceN":
        spots = [
            name if str(name) in PROCESS_COLOURANTS else Name(f"/Spot{i}")
            for i, name in enumerate(space[1])
        ]
        return Array([Name.DeviceN, Array(spots), *_tint(copier, space)])
    if family == "/Pattern":
        rest = [copy_space(copier, space[1])] if len(space) > 1 else []
        return Array([Name.Pattern, *rest])
    return copy_space(copier, space[0])


def _tint(copier: Copier, space: Array) -> list[Object]:
    return [copy_space(copier, space[2]), copy_function(copier, space[3])]


def _indexed(copier: Copier, space: Array) -> Array:
    base = copy_space(copier, space[1])
    table = space[3]
    data = table.read_bytes() if isinstance(table, Stream) else bytes(table)
    highest = max(0, min(255, int(space[2])))
    data = data[: (highest + 1) * components(base)]
    return Array([Name.Indexed, base, highest, String(data)])


def components(space: object) -> int:
    """How many numbers a colour has in a copied space."""
    if isinstance(space, Name):
        return {"/DeviceRGB": 3, "/RGB": 3, "/DeviceCMYK": 4, "/CMYK": 4}.get(str(space), 1)
    if isinstance(space, Array) and len(space):
        family = str(space[0])
        if family == "/ICCBased":
            return int(space[1].N)
        if family == "/DeviceN":
            return len(space[1])
        return 3 if family in ("/CalRGB", "/Lab") else 1
    return 1


def _profiled(copier: Copier, profile: Object) -> Object:
    count = int(profile.get("/N", 3)) if is_dictionary(profile) else 3
    device = DEVICE.get(count, Name.DeviceRGB)
    stripped = strip_profile(profile.read_bytes()) if isinstance(profile, Stream) else None
    if stripped is None:
        return device

    def make() -> Object:
        return copier.stream(stripped, Dictionary(N=count, Alternate=device))

    copy = copier.once(profile, make, "profile")
    return Array([Name.ICCBased, copy]) if copy is not None else device


def strip_profile(profile: bytes) -> bytes | None:
    """The profile with only the tags that convert colours, and no maker, date or text; None for
    bytes that are no profile.
    """
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return None
    (count,) = struct.unpack(">I", profile[128:132])
    if count > 100 or len(profile) < 132 + 12 * count:
        return None
    tags: dict[bytes, bytes] = {b"desc": NEUTRAL_TEXT, b"cprt": b"text\0\0\0\0-\0"}
    for i in range(count):
        tag, offset, size = struct.unpack(">4sII", profile[132 + 12 * i : 144 + 12 * i])
        if tag in PROFILE_TAGS and offset + size <= len(profile):
            tags[tag] = profile[offset : offset + size]
    return _profile_of(profile[:128], tags)


def _profile_of(header: bytes, tags: dict[bytes, bytes]) -> bytes:
    table, body = b"", b""
    placed: dict[bytes, int] = {}
    start = 132 + 12 * len(tags)
    for tag, data in sorted(tags.items()):
        if data not in placed:
            placed[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, placed[data], len(data))
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    kept = bytearray(header)
    kept[4:8] = kept[40:44] = kept[48:52] = kept[52:56] = kept[80:84] = bytes(4)
    kept[24:36] = date
    kept[84:128] = bytes(44)
    kept[0:4] = struct.pack(">I", start + len(body))
    return bytes(kept) + struct.pack(">I", len(tags)) + table + body


def copy_function(copier: Copier, function: object) -> Object:
    if isinstance(function, Array):
        return Array([copy_function(copier, item) for item in function])
    if not is_dictionary(function):
        return Name.Identity
    copy = copier.once(function, lambda: _function(copier, function), "function")  # type: ignore[arg-type]
    return Name.Identity if copy is None else copy


def _function(copier: Copier, function: Object) -> Object:
    made = pick(function, allowed.FUNCTION)
    if "/Functions" in function:
        made.Functions = copy_function(copier, function.Functions)
    if not isinstance(function, Stream):
        return copier.indirect(made)
    data = function.read_bytes()
    if plain(function.get("/FunctionType")) == 4:
        data = re.sub(rb"%[^\r\n]*", b"", data)
    return copier.stream(data, made)
