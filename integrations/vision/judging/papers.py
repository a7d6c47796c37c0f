"""Paper sizes that are met, and the true proportions of a sheet that was photographed from the side."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log, sqrt
from typing import Final

import numpy as np

from dialogs.documents import PaperKind
from integrations.vision.shapes import Array, Corners


@dataclass(frozen=True, slots=True)
class Size:
    """Millimetres."""

    width: float
    height: float

    @property
    def ratio(self) -> float:
        """Width by height."""
        return self.width / self.height

    def turned(self) -> Size:
        """The same paper after a quarter turn."""
        return Size(self.height, self.width)


CARD: Final = Size(85.6, 53.98)
"""ID-1 (ISO/IEC 7810): citizen cards."""
PASSPORT_PAGE: Final = Size(125.0, 88.0)
"""ID-3 (ISO/IEC 7810). Its proportions are those of an A sheet to within half a per cent: its content tells."""
A4: Final = Size(210.0, 297.0)
A5: Final = Size(148.0, 210.0)

NEAR: Final = 0.075
"""Natural logarithm of a ratio's error within which a known size is meant; a card and A4 are 0.114 apart."""
WIDE_ANGLE: Final = 0.62
LONG_LENS: Final = 1.6
"""Focal lengths of telephones, by the picture's long side (21 to 55 mm on old film); the usual main camera has 0.75."""
USUAL_LENS: Final = 0.78
_STEPS: Final = 9


def size_of(corners: Corners, width: int, height: int, kind: PaperKind = PaperKind.UNKNOWN) -> Size:
    """The paper's size, from the quadrilateral that it makes in a picture of ``width`` x ``height`` pixels.

    A kind that is known names the size; otherwise the nearest known size is meant, or, when none is near, a paper of
    these proportions as long as A4. The first side of ``corners`` is the paper's width.
    """
    ratio = ratio_of(corners, width, height)
    if kind in {PaperKind.CARD_FRONT, PaperKind.CARD_BACK}:
        return _lying(CARD, ratio)
    if kind is PaperKind.PASSPORT:
        return _lying(PASSPORT_PAGE, ratio)
    low, high = _span(corners, width, height)
    best, error = A4, inf
    for size in (CARD, CARD.turned(), A4, A4.turned()):
        off = abs(log(ratio / size.ratio))
        # The lens is a guess: a size that some telephone's lens explains exactly is nearer than it looks.
        if low <= size.ratio <= high:
            off *= 0.5
        if off < error:
            best, error = size, off
    if error <= NEAR:
        return best
    long = A4.height
    return Size(long, long / ratio) if ratio >= 1 else Size(long * ratio, long)


def is_paper_like(corners: Corners, width: int, height: int) -> bool:
    """Whether a paper can have these proportions. Seals, slips and folded halves aside, papers that offices ask for
    are between an A sheet and a card; an outline of another shape has lost a part of the page, or gained of the desk.
    """
    ratio = ratio_of(corners, width, height)
    return _SQUAREST < max(ratio, 1 / ratio) < _LONGEST


_SQUAREST: Final = 1.19
_LONGEST: Final = 1.87
"""Proportions; of 718 pages for tuning that were found rightly none was measured outside 1.20 to 1.76."""


def _lying(size: Size, ratio: float) -> Size:
    return size if ratio >= 1 else size.turned()


def ratio_of(corners: Corners, width: int, height: int) -> float:
    """Width by height of the rectangle that shows as these corners (0.05 to 20).

    Single-view metrology after Zhang and He, Whiteboard scanning and image enhancement (2007): the two pairs of
    parallel sides give the focal length when both of them visibly run together; otherwise a telephone's is taken.
    """
    first, second = _sides(_centred(corners, width, height))
    return _ratio(first, second, _lens(first, second, float(max(width, height))))


def _lens(first: Array, second: Array, long: float) -> float:
    lens = _focal(first, second)
    if lens is None or not WIDE_ANGLE * long <= lens <= LONG_LENS * long:
        return USUAL_LENS * long
    return lens


def _span(corners: Corners, width: int, height: int) -> tuple[float, float]:
    """The least and the largest ratio over the lenses that telephones have."""
    first, second = _sides(_centred(corners, width, height))
    long = float(max(width, height))
    lenses = np.geomspace(WIDE_ANGLE * long, LONG_LENS * long, _STEPS)
    ratios = [_ratio(first, second, float(lens)) for lens in lenses]
    return min(ratios), max(ratios)


def _centred(corners: Corners, width: int, height: int) -> Array:
    return np.asarray(corners, np.float64) - ((width - 1) / 2, (height - 1) / 2)


def _sides(corners: Array) -> tuple[Array, Array]:
    """The directions of the paper's width and height in the camera's space, for a focal length of 1."""
    upper_left, upper_right, lower_right, lower_left = np.column_stack([corners, np.ones(4)])
    across = np.cross(upper_left, lower_right)
    width = _shared(across @ lower_left, np.cross(upper_right, lower_right) @ lower_left) * upper_right - upper_left
    height = _shared(across @ upper_right, np.cross(lower_left, lower_right) @ upper_right) * lower_left - upper_left
    return width, height


def _shared(above: float, below: float) -> float:
    return above / below if abs(below) > 1e-9 else 1.0


def _focal(width: Array, height: Array) -> float | None:
    """The focal length in pixels at which the two directions stand square on each other; None when it cannot be told.

    Each direction must have a vanishing point: sides that run almost parallel leave the focal length open.
    """
    depth = float(width[2] * height[2])
    if min(abs(width[2]), abs(height[2])) < _LEAST_DEPTH:
        return None
    square = -float(width[0] * height[0] + width[1] * height[1]) / depth
    return sqrt(square) if square > 0 else None


_LEAST_DEPTH: Final = 0.06
"""By how much the far side must be shorter (as a share) before its vanishing point is believed."""


def _ratio(width: Array, height: Array, lens: float) -> float:
    across = sqrt((width[0] ** 2 + width[1] ** 2) / lens**2 + width[2] ** 2)
    down = sqrt((height[0] ** 2 + height[1] ** 2) / lens**2 + height[2] ** 2)
    if not np.isfinite(across) or not np.isfinite(down) or across <= 0 or down <= 0:
        return 1.0
    return min(20.0, max(0.05, across / down))
