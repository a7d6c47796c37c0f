"""Finds the page in a photo: its four corners, to a fraction of a pixel, and how surely they are right."""

from __future__ import annotations

from typing import Final

import numpy as np

from integrations.vision.finding.lines import clockwise
from integrations.vision.finding.nets import prepare
from integrations.vision.finding.search import reduced, search
from integrations.vision.finding.trust import likely
from integrations.vision.shapes import Found, Picture

__all__ = ["SURE", "find", "prepare"]

SURE: Final = 0.7
"""Below it nothing is cropped unasked. On 200 photos for tuning none from 0.5 on was wrong; one of the twelve in the
tests was, with 0.62."""
LEAST_SIDE: Final = 48
"""Pixels; in a narrower picture no page is looked for."""
LONGEST: Final = 8
"""Nor in one that is so many times as long as it is wide."""


def find(picture: Picture) -> Found | None:
    """The page (RGB, any size and orientation), or None where nothing looks like one.

    Corners are in the picture's own pixels and may lie outside it; when ``sure`` is below ``SURE``, they are a guess to
    show and to ask about.
    """
    height, width = picture.shape[:2]
    if min(height, width) < LEAST_SIDE or max(height, width) > LONGEST * min(height, width):
        return None
    work = reduced(picture)
    candidates = search(work)
    if not candidates:
        return None
    scale = np.array([width, height]) / work.shape[1::-1]
    corners = (candidates[0].corners + 0.5) * scale - 0.5
    return Found(clockwise(corners), likely(candidates[0].sure), likely(candidates[0].odds))
