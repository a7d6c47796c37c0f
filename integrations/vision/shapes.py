"""What the steps of looking at a photo hand to one another: arrays are RGB, 8 bits, height x width x 3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""RGB, height x width x 3."""
Corners = NDArray[np.float64]
"""4 x 2, pixels (x, y) of the picture they belong to, clockwise; (0, 0) is the middle of the first pixel."""
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A page in a photo. ``corners`` start at the one that is upper left as the photo is seen; ``sure``: 0 to 1, how
    surely the corners are right to within what a crop can bear; below ``finding.SURE`` nothing is cropped unasked;
    ``shown``: the same of what lies within the photo, which of a page that is cut off may be seen very well;
    ``leaves``: the border of the photo (0 top, clockwise) beyond which the page may go on, a hint where its corners
    are not sure."""

    corners: Corners
    sure: float
    shown: float = 0.0
    leaves: int | None = None


@dataclass(frozen=True, slots=True)
class Flat:
    """A page seen from straight above. ``turns``: quarter turns clockwise that were applied to make it upright.

    ``width_mm``, ``height_mm``: the paper's size, as far as its shape tells; ``per_mm``: pixels per millimetre that the
    *photo* has there (the flattened picture itself may have more or fewer).
    """

    picture: Picture
    width_mm: float
    height_mm: float
    per_mm: float
    turns: int = 0


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text: what it says (NFC), how surely (0 to 1), and its four corners in the picture it was read in."""

    text: str
    sure: float
    box: Corners
