"""Writes a picture for a PDF in the size and quality that a limit leaves: colour as long as possible, then black."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

import cv2
import numpy as np
from PIL import Image
from PIL import TiffImagePlugin as _TiffImagePlugin  # noqa: F401  (nothing is loaded once the child is confined)

from integrations.vision.binding.sheets import Place
from integrations.vision.judging.enhance import bitonal
from integrations.vision.raster import jpeg, reduced
from integrations.vision.shapes import Flat, Picture

MILLIMETRES_PER_INCH: Final = 25.4


@dataclass(frozen=True, slots=True)
class Step:
    """One way to write a picture: dots per inch of the sheet, and the JPEG quality; ``quality`` 0: black and white."""

    dots: int
    quality: int


STEPS: Final = (
    Step(300, 88),
    Step(300, 78),
    Step(250, 75),
    Step(200, 72),
    Step(200, 60),
    Step(170, 55),
    Step(150, 48),
    Step(300, 0),
    Step(200, 0),
)
"""From the best to the last that can still be read. Below 150 dots, blurred colour is worth less than sharp black."""

LAST_IN_COLOUR: Final = max(at for at, step in enumerate(STEPS) if step.quality)

_STRIPS: Final = 273
_STRIP_BYTES: Final = 279
"""Tags of TIFF 6.0: where the strips begin and how long they are."""
_ONE_STRIP: Final = 2**30


@dataclass(frozen=True, slots=True)
class Ink:
    """A picture as it stands in a PDF: JPEG, or Group 4 when ``bits`` is 1."""

    content: bytes
    width: int
    height: int
    grey: bool
    bits: int = 8


def inked(picture: Picture, place: Place, step: Step) -> Ink:
    """The picture, RGB or grey, as it is to stand at this place. Colour is never blown up beyond what a photo has."""
    side = round(max(place.width, place.height) / MILLIMETRES_PER_INCH * step.dots)
    if step.quality:
        fitting = reduced(picture, side)
        height, width = fitting.shape[:2]
        return Ink(jpeg(fitting, step.quality), width, height, fitting.ndim == 2)
    return _black(picture, place, side)


def _black(picture: Picture, place: Place, side: int) -> Ink:
    """Black and white has no half-tones at its edges, so here more dots than the photo has do help."""
    scale = side / max(picture.shape[:2])
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    fitting = np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)
    if fitting.ndim == 2:
        fitting = np.asarray(cv2.cvtColor(fitting, cv2.COLOR_GRAY2RGB), np.uint8)
    flat = Flat(fitting, place.width, place.height, size[0] / place.width)
    return Ink(_group4(bitonal(flat)), *size, grey=True, bits=1)


def _group4(picture: Picture) -> bytes:
    """Black and white pixels in the code of ITU-T T.6: the one strip of a TIFF."""
    tiff = BytesIO()
    Image.fromarray(picture).convert("1", dither=Image.Dither.NONE).save(
        tiff, "TIFF", compression="group4", strip_size=_ONE_STRIP
    )
    tags = Image.open(tiff, formats=["TIFF"]).tag_v2  # type: ignore[attr-defined]
    (start,), (length,) = tags[_STRIPS], tags[_STRIP_BYTES]
    return tiff.getvalue()[start : start + length]
