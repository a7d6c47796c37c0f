"""A fingerprint of a flattened page: where its ink is, in 16 x 16 cells; the same page photographed twice has nearly
the same (``dialogs.fingerprints`` compares)."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from integrations.vision.shapes import Array, Flat

SIDE: Final = 16
"""Cells across and down."""
PER_MM: Final = 2.0
"""Pixels per millimetre at which ink is looked for: thin strokes blend, and so does blur."""
STEP: Final = 0.015
"""Ink by which a cell must exceed its left neighbour."""
_EDGE: Final = 0.03
"""Share of each side that is left out: its place depends on how exactly the page was found."""


def fingerprint(flat: Flat) -> str:
    """64 hexadecimal digits, one bit a cell: more ink than to the left of it. The page must stand upright."""
    cells = cv2.resize(_ink(flat), (SIDE + 1, SIDE), interpolation=cv2.INTER_AREA)
    bits = (cells[:, 1:] > cells[:, :-1] + STEP).ravel()
    return np.packbits(bits).tobytes().hex()


def _ink(flat: Flat) -> Array:
    """0 for bare paper to 1 for black, whatever the light."""
    grey = cv2.cvtColor(flat.picture, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    margins = round(height * _EDGE), round(width * _EDGE)
    inner = grey[margins[0] : height - margins[0], margins[1] : width - margins[1]]
    scale = min(1.0, PER_MM * flat.width_mm / max(1, width))
    small = cv2.resize(inner, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if inner.size else grey
    paper = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8)), (0, 0), 4)
    return np.asarray(1 - np.minimum(1, small / np.maximum(paper, 30.0)), np.float32)
