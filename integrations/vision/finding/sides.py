"""Moves the roughly known sides of a page onto its edges: first in the maps of the net, then in the picture itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from integrations.vision.finding.lines import crossings, places, samples, straightest, through, within
from integrations.vision.finding.nets import ALONG, COLUMNS, ROWS, side_rows
from integrations.vision.shapes import Array, Corners, Picture

INSET: Final = 0.03
"""Share of a side left out at both ends, where rounded corners are."""
REACH: Final = 24.0
"""Pixels outside and inside the guessed side that are looked at, at the working size."""
MAP_REACH: Final = 5.0
"""The same in the maps, in their cells."""
NEAR: Final = 3.0
"""Rows about a side within which places may honestly differ: blur, a page that is not quite flat."""
LEAST_SEEN: Final = 0.15
"""Share of a side that must be in the picture, else it stays where it is."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Corners after their sides were moved; for each side how well the evidence agrees (0 to 1), and how much of it
    is in the picture (0 to 1)."""

    corners: Corners
    agreed: Array
    seen: Array

    def without(self, sides: frozenset[int], corners: Corners) -> Settled:
        """The same with other corners, when these sides are not in the picture."""
        gone = np.isin(np.arange(4), list(sides))
        return Settled(corners, np.where(gone, 0, self.agreed), np.where(gone, 0, self.seen))


def settle_in_map(corners: Corners, sides: Array) -> Settled:
    """Sides moved to the ridges of the net's map of sides (height x width), corners in its pixels."""
    across = np.linspace(-MAP_REACH, MAP_REACH, 41)
    points = places(corners, COLUMNS, across, INSET)
    inside = within(points, sides.shape[1], sides.shape[0])
    evidence = samples(sides.astype(np.float32), points) * inside
    return _moved(corners, evidence, inside.mean(axis=1), across, near=8.0)


def settle(corners: Corners, picture: Picture) -> Settled:
    """Sides moved to where the second net sees the page begin, corners in the picture's pixels."""
    across = np.linspace(-REACH, REACH, ROWS)
    points = places(corners, ALONG, across, INSET)
    inside = within(points, picture.shape[1], picture.shape[0])
    strips = np.concatenate([samples(picture, points), np.where(inside, 255, 0)[..., None].astype(np.uint8)], -1)
    likely = side_rows(strips)
    inside = inside.reshape(4, ROWS, COLUMNS, -1).mean(axis=3)
    return _moved(corners, likely * inside, inside.mean(axis=1), across, NEAR)


def _moved(corners: Corners, evidence: Array, seen: Array, across: Array, near: float) -> Settled:
    """``evidence``: 4 x rows x columns; ``seen``: 4 x columns, how much of each place lies in the picture."""
    end = np.roll(corners, -1, 0)
    lines, agreed = through(corners, end), np.zeros(4)
    shown = (seen > 0.5).mean(axis=1)
    for n in range(4):
        if shown[n] < LEAST_SEEN:
            continue
        columns = np.flatnonzero(seen[n] > 0.5)
        soft = cv2.GaussianBlur(evidence[n][:, columns].astype(np.float32), (1, 5), 0)
        first, last, gathered = straightest(soft, near)
        agreed[n] = gathered
        low, high = (INSET + (1 - 2 * INSET) * columns[[0, -1]] / (evidence.shape[2] - 1)).tolist()
        inward = lines[n, :2]
        moves = np.interp([first, last], np.arange(len(across)), across)
        along = end[n] - corners[n]
        lines[n] = through(corners[n] + along * low + inward * moves[0], corners[n] + along * high + inward * moves[1])
    return Settled(crossings(lines), agreed, shown)
