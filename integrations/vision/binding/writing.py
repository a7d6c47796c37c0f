"""Writes the bound PDF: sheets with pictures, pages that were kept, a title, and nothing of who made it or when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name

from bot.ports import Binding
from integrations.vision.binding.archive import declare
from integrations.vision.binding.ink import MILLIMETRES_PER_INCH, Ink
from integrations.vision.binding.sheets import Place, Sheet
from integrations.vision.paper import POINTS_PER_INCH

PRODUCER: Final = "Một Cửa Bot"
_LONGEST_TITLE: Final = 200
_VERSION: Final = "1.7"
_POINTS: Final = POINTS_PER_INCH / MILLIMETRES_PER_INCH
"""In a millimetre."""


@dataclass(frozen=True, slots=True)
class Inked:
    """A sheet with its pictures written, one for each place."""

    sheet: Sheet
    inks: tuple[Ink, ...]


def written(leaves: Sequence[Inked | pikepdf.Page], binding: Binding) -> bytes:
    """The PDF; the same leaves and binding give the same bytes."""
    with pikepdf.Pdf.new() as pdf:
        for leaf in leaves:
            if isinstance(leaf, Inked):
                _add(pdf, leaf)
            else:
                pdf.pages.append(leaf)
        title = "".join(filter(str.isprintable, binding.title))[:_LONGEST_TITLE]
        pdf.docinfo["/Producer"] = PRODUCER
        if title:
            pdf.docinfo["/Title"] = title
        pdf.Root.Lang = pikepdf.String("vi")
        if binding.archival:
            declare(pdf, title, PRODUCER)
        file = BytesIO()
        # Nothing is decoded on the way: what a kept page holds is not unpacked here once more.
        pdf.save(
            file,
            force_version=_VERSION,
            fix_metadata_version=False,
            deterministic_id=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return file.getvalue()


def _add(pdf: pikepdf.Pdf, leaf: Inked) -> None:
    page = pdf.add_blank_page(page_size=(leaf.sheet.width * _POINTS, leaf.sheet.height * _POINTS))
    names = [f"/P{number}" for number in range(len(leaf.inks))]
    pictures = {name: _picture(pdf, ink) for name, ink in zip(names, leaf.inks, strict=True)}
    page.obj.Resources = Dictionary(XObject=Dictionary(pictures))
    lines = [_shown(name, place) for name, place in zip(names, leaf.sheet.places, strict=True)]
    page.obj.Contents = pdf.make_stream("\n".join(lines).encode("ascii"))


def _shown(name: str, place: Place) -> str:
    width, height, left, bottom = (
        format(length * _POINTS, ".3f") for length in (place.width, place.height, place.left, place.bottom)
    )
    return f"q {width} 0 0 {height} {left} {bottom} cm {name} Do Q"


def _picture(pdf: pikepdf.Pdf, ink: Ink) -> pikepdf.Object:
    stream = pdf.make_stream(
        ink.content,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=ink.width,
        Height=ink.height,
        BitsPerComponent=ink.bits,
        ColorSpace=Name.DeviceGray if ink.grey else Name.DeviceRGB,
    )
    if ink.bits == 1:
        # Pillow's black is 0, in the code as in DeviceGray.
        stream.Filter = Name.CCITTFaxDecode
        stream.DecodeParms = Dictionary(K=-1, Columns=ink.width, Rows=ink.height, BlackIs1=True)
    else:
        stream.Filter = Name.DCTDecode
    return stream
