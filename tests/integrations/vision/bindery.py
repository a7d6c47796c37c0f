"""Looks into bound PDFs with libraries that had no part in looking at them before: where, how and what pictures are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Stream
from PIL import Image

from integrations.vision.bounds import MOST_BYTES

MILLIMETRES = 25.4 / 72
_PLACED = re.compile(r"q ([\d.]+) 0 0 ([\d.]+) ([\d.]+) ([\d.]+) cm (/P\d) Do Q")


@dataclass(frozen=True)
class Placed:
    """A picture on a page: millimetres from the lower left corner, and what it is made of."""

    left: float
    bottom: float
    width: float
    height: float
    pixels: tuple[int, int]
    bits: int
    colour: str
    size: int


def pages_of(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in whole millimetres, as it is seen."""
    with pypdfium2.PdfDocument(content) as document:
        return [tuple(round(side * MILLIMETRES) for side in page.get_size()) for page in document]  # type: ignore[misc]


def drawn(content: bytes, number: int = 0, dots: int = 72) -> Image.Image:
    """A page as it is seen."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    return document[number].render(scale=dots / 72).to_pil().convert("RGB")


def text_of(content: bytes) -> str:
    """The text that can be taken out of it."""
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def placed(content: bytes, number: int = 0) -> list[Placed]:
    """The pictures of a page of ours."""
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[number].obj
        found = []
        for width, height, left, bottom, name in _PLACED.findall(page.Contents.read_bytes().decode()):
            picture = page.Resources.XObject[name]
            found.append(
                Placed(
                    *(float(length) * MILLIMETRES for length in (left, bottom, width, height)),
                    pixels=(int(picture.Width), int(picture.Height)),
                    bits=int(picture.BitsPerComponent),
                    colour=str(picture.ColorSpace),
                    size=len(picture.read_raw_bytes()),
                )
            )
        return found


def unpacked(content: bytes) -> bytes:
    """The file with every stream undone that can be, for looking for traces in it."""
    with pikepdf.open(BytesIO(content)) as pdf:
        file = BytesIO()
        pdf.save(
            file,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        assert file.tell() < 4 * MOST_BYTES
        return file.getvalue()


def keys_of(content: bytes) -> set[str]:
    """Every key of every dictionary, and every kind of action."""
    keys: set[str] = set()
    with pikepdf.open(BytesIO(content)) as pdf:
        waiting: list[Any] = [*pdf.objects, pdf.trailer]
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, Dictionary | Stream):
                keys |= set(thing.keys()) | ({str(thing.S)} if "/S" in thing else set())
                waiting += [value for _, value in thing.items() if not getattr(value, "is_indirect", True)]
            elif isinstance(thing, pikepdf.Array):
                waiting += [value for value in thing if not getattr(value, "is_indirect", True)]
    return keys
