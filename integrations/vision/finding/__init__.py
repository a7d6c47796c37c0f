"""Finds the page in a photo: its four corners, to a fraction of a pixel, and how surely they are right."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from integrations.vision.finding.lines import area, clockwise, page_like
from integrations.vision.finding.nets import prepare
from integrations.vision.finding.search import Candidate, reduced, search
from integrations.vision.finding.sides import settle
from integrations.vision.finding.trust import likely
from integrations.vision.shapes import Corners, Found, Picture

__all__ = ["SURE", "find", "prepare", "settled"]

SURE: Final = 0.64
"""Below it nothing is cropped unasked. Of 742 photos for tuning one was wrong from here on, and none that was not told
to be cut off; two more were between 0.6 and this."""
SMALL: Final = 0.12
"""Share of the picture below which a page that is not sure is looked at more closely."""
AROUND: Final = 0.5
"""How much of its surroundings is looked at then, by its longer extent, on each side."""
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
    found = _found(candidates[0], _between(candidates[0].corners, work, picture))
    if found.sure < SURE and float(area(found.corners)) < SMALL * height * width:
        return _closer(picture, found)
    return found


def _found(candidate: Candidate, corners: Corners) -> Found:
    return Found(clockwise(corners), likely(candidate.sure), likely(candidate.odds), candidate.leaves)


def _closer(picture: Picture, found: Found) -> Found:
    """What is seen where a small page seems to lie, looked at closely; the same page when that is no surer."""
    low = found.corners.min(0)
    high = found.corners.max(0)
    around = AROUND * float((high - low).max())
    left, top = np.clip(low - around, 0, None).astype(int).tolist()
    right, bottom = (high + around).astype(int).tolist()
    part = picture[top:bottom, left:right]
    if min(part.shape[:2]) < LEAST_SIDE:
        return found
    work = reduced(part)
    candidates = search(work)
    if not candidates or likely(candidates[0].sure) <= found.sure:
        return found
    closer = _found(candidates[0], _between(candidates[0].corners, work, part) + (left, top))
    return replace(closer, leaves=found.leaves)


def settled(corners: Corners, picture: Picture) -> Corners:
    """A page of which is known where it lies, to within some pixels in a thousand: its sides moved onto the edges."""
    work = reduced(picture)
    moved = settle(_between(corners, picture, work), work).corners
    return _between(moved, work, picture) if page_like(moved, work.shape[1], work.shape[0]) else corners


def _between(corners: Corners, one: Picture, other: Picture) -> Corners:
    """Corners in the pixels of the one picture, in those of the same picture in another size."""
    return (corners + 0.5) * (np.array(other.shape[1::-1]) / one.shape[1::-1]) - 0.5
