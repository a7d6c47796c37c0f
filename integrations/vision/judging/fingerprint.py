"""A fingerprint of a flattened page: two photos of one page have nearly the same, of two pages of one form less so
(``dialogs.fingerprints`` compares)."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from integrations.vision.judging.flatten import reduced
from integrations.vision.shapes import Array, Flat

CELLS: Final = 512
"""Bits; fewer make the difference between two people's papers on one form drown in chance."""
SIDE: Final = 128
"""Cells across and down the page, whatever its proportions."""
_LONG: Final = 512
"""Pixels of the long side at which ink is looked for: thin strokes blend, and so does blur."""
_EDGE: Final = 0.03
"""Share of each side that is left out: its place depends on how exactly the page was found."""
_FINE: Final = 2.0
_BROAD: Final = 6.0
"""Cells: the sizes between which ink is looked at. Finer, half a millimetre's error of the corners is all that counts;
broader, only the form."""
_MOST_INK: Final = 2.0
"""Standard deviations: a heading counts no more than a line of text."""


def fingerprint(flat: Flat) -> str:
    """128 hexadecimal digits, four cells each. The page must stand upright.

    Each bit is the sign of a sum over the whole page, with signs of its own: the share of bits in which two pages
    differ is then the angle between them, however many cells these sums are made of (Charikar, 2002; the sums by a
    cosine transform of the page with its signs changed at random).
    """
    ink = cv2.resize(_ink(flat), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    shape = cv2.GaussianBlur(ink, (0, 0), _FINE) - cv2.GaussianBlur(ink, (0, 0), _BROAD)
    spread = float(shape.std())
    if spread < _BARE:
        return ""
    sums = cv2.dct(np.clip(shape / spread, -_MOST_INK, _MOST_INK) * _SIGNS).ravel()[_CHOSEN]
    return np.packbits(sums > 0).tobytes().hex()


_BARE: Final = 1e-3
"""On a page with less ink than this there is nothing to know it by."""
_SIGNS: Final = np.random.default_rng(1).choice(np.array([-1, 1], np.float32), (SIDE, SIDE))
_CHOSEN: Final = np.random.default_rng(2).permutation(SIDE * SIDE)[:CELLS]
"""The same for ever: fingerprints are kept."""


def _ink(flat: Flat) -> Array:
    """0 for bare paper to 1 for black, whatever the light."""
    picture = reduced(flat.picture, int(max(flat.picture.shape[:2]) / _LONG / 2))
    height, width = picture.shape[:2]
    scale = _LONG / max(height, width)
    size = (max(16, round(width * scale)), max(16, round(height * scale)))
    grey = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    down, across = round(_EDGE * size[1]), round(_EDGE * size[0])
    inner = grey[down : size[1] - down, across : size[0] - across]
    paper = cv2.GaussianBlur(cv2.morphologyEx(inner, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8)), (0, 0), 8)
    return np.asarray(1 - np.minimum(1, inner / np.maximum(paper, 30.0)), np.float32)
