"""Draws on a small copy of the photo what was found and what is wrong with it, so that no words are needed."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from dialogs.documents import Fault, Flaw
from integrations.vision.judging.flatten import reduced, usable
from integrations.vision.judging.signs import AMBER, GREEN, RED, WHITE, Colour, draw, draw_tick
from integrations.vision.shapes import Array, Corners, Found, Picture

THUMBNAIL_SIDE: Final = 640
"""Pixels of the long side: fills a small telephone's width."""

_SIDES: Final = {"top": 0, "right": 1, "bottom": 2, "left": 3}
_LESS: Final = 3
"""Bits of a pixel's fraction in OpenCV's drawing functions."""


def marked(picture: Picture, found: Found | None, faults: tuple[Fault, ...], turns: int = 0) -> Picture:
    """At most ``THUMBNAIL_SIDE`` pixels long. A good page has an unbroken green line and a tick; a faulty one a broken
    amber line and a sign of its first fault, so that it can be told without seeing colours.

    ``turns``: the quarter turns that made the flattened page upright; places in faults are those of the upright page.
    """
    height, width = picture.shape[:2]
    scale = min(1.0, THUMBNAIL_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    coarse = reduced(picture, int(0.5 / scale))
    small = np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_AREA), np.uint8).copy()
    if min(size) < _LEAST:
        return small
    board = _Board(small)
    first = faults[0] if faults else None
    corners = None
    if found is not None:
        corners = (usable(found.corners, width, height) + 0.5) * scale - 0.5
        board.outline(corners, first)
    if first is not None:
        board.sign(first, corners, turns)
    elif corners is not None:
        board.tick(corners)
    return small


_LEAST: Final = 24
"""Pixels of a side below which nothing drawn could be made out."""


class _Board:
    """The thumbnail that is drawn on."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        height, width = picture.shape[:2]
        self.right, self.bottom = width - 1, height - 1
        self.bold = max(2, round(max(height, width) / 100))

    def outline(self, corners: Corners, first: Fault | None) -> None:
        inside = np.clip(corners, (self.bold, self.bold), (self.right - self.bold, self.bottom - self.bold))
        if first is None:
            self.line(inside, GREEN, closed=True)
        else:
            for start, end in zip(inside, np.roll(inside, -1, axis=0), strict=True):
                self.dashes(start, end, AMBER)
        for corner in inside:
            self.dot(corner, GREEN if first is None else AMBER)

    def sign(self, fault: Fault, corners: Corners | None, turns: int) -> None:
        upright = None if corners is None else np.roll(corners, turns, axis=0)
        if upright is not None and fault.flaw is Flaw.CUT and fault.where in _SIDES:
            self._cut(upright, _SIDES[fault.where])
        elif upright is not None and fault.flaw is Flaw.GLARE:
            self._ring(upright, fault.where)
        elif upright is not None and fault.flaw is Flaw.FAR:
            self._outwards(upright)
        reach = 0.11 * max(self.right, self.bottom)
        draw(self.picture, fault.flaw, self._badge(upright, fault, 1.15 * reach), reach)

    def _badge(self, corners: Corners | None, fault: Fault, margin: float) -> Array:
        """The picture's lower corner, right or left, that is farther from what the drawing points at."""
        spots = np.array([[self.right - margin, self.bottom - margin], [margin, self.bottom - margin]])
        if corners is None or not fault.where:
            return np.asarray(spots[0])
        at = self._within(np.array([_seen(corners, fault.where)]), 0)[0]
        return np.asarray(spots[int(np.argmax(np.linalg.norm(spots - at, axis=1)))])

    def tick(self, corners: Corners) -> None:
        sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
        reach = min(0.1 * max(self.right, self.bottom), 0.22 * float(sides.min()))
        draw_tick(self.picture, np.clip(corners.mean(axis=0), reach, None), reach)

    def line(self, points: Array, colour: Colour, closed: bool = False, bold: float = 1.0) -> None:
        """A line on a white one, so that it stands out from any ground."""
        fixed = [np.rint(points * (1 << _LESS)).astype(np.int32)]
        for of, extra in ((WHITE, self.bold), (colour, 0)):
            thick = max(1, round(self.bold * bold) + extra)
            cv2.polylines(self.picture, fixed, closed, of, thick, cv2.LINE_AA, _LESS)

    def dashes(self, start: Array, end: Array, colour: Colour) -> None:
        length = float(np.linalg.norm(end - start))
        count = max(1, round(length / (6 * self.bold)))
        for part in range(count):
            ends = [start + (end - start) * (part + share) / count for share in (0.15, 0.7)]
            self.line(np.array(ends), colour)

    def dot(self, at: Array, colour: Colour) -> None:
        for of, reach in ((WHITE, 2.2), (colour, 1.6)):
            self.ring_at(at, reach * self.bold, of, -1)

    def ring_at(self, at: Array, reach: float, colour: Colour, thick: int) -> None:
        centre = (round(float(at[0]) * (1 << _LESS)), round(float(at[1]) * (1 << _LESS)))
        cv2.circle(self.picture, centre, round(reach * (1 << _LESS)), colour, thick, cv2.LINE_AA, _LESS)

    def arrow(self, start: Array, end: Array, colour: Colour, bold: float = 1.3) -> None:
        along = (end - start) / max(1e-6, float(np.linalg.norm(end - start)))
        head = along * self.bold * 5
        across = np.array([-head[1], head[0]])
        self.line(np.array([start, end]), colour, bold=bold)
        self.line(np.array([end - head + across, end, end - head - across]), colour, bold=bold)

    def _within(self, points: Array, margin: float) -> Array:
        return np.clip(points, (margin, margin), (self.right - margin, self.bottom - margin))

    def _cut(self, corners: Corners, side: int) -> None:
        """The side that is missing in red, and arrows out over it: more of the paper must come in there."""
        ends = self._within(corners[[side, (side + 1) % 4]], 1.5 * self.bold)
        self.line(ends, RED, bold=2.2)
        middle, centre = ends.mean(axis=0), self._within(corners, 0).mean(axis=0)
        outward = (middle - centre) / max(1e-6, float(np.linalg.norm(middle - centre)))
        for share in (0.25, 0.5, 0.75):
            foot = ends[0] + (ends[1] - ends[0]) * share - outward * 4 * self.bold
            self.arrow(foot - outward * 13 * self.bold, foot, RED)

    def _ring(self, corners: Corners, where: str) -> None:
        """A ring around the place of the glare, with rays."""
        at = _seen(corners, where)
        lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
        reach = max(6.0 * self.bold, 0.17 * float(lengths.min()))
        at = self._within(at, reach * 0.7)
        for of, thick in ((WHITE, 3 * self.bold), (RED, 2 * self.bold)):
            self.ring_at(at, reach, of, thick)
        for angle in np.arange(8) * np.pi / 4:
            way = np.array([np.cos(angle), np.sin(angle)])
            self.line(np.array([at + way * (reach + 3 * self.bold), at + way * (reach + 6 * self.bold)]), RED)

    def _outwards(self, corners: Corners) -> None:
        """From each corner an arrow outwards: the paper should reach to there."""
        centre = corners.mean(axis=0)
        for corner in corners:
            way = (corner - centre) / max(1e-6, float(np.linalg.norm(corner - centre)))
            start = corner + way * 4 * self.bold
            self.arrow(start, self._within(start + way * 13 * self.bold, 2.0 * self.bold), AMBER)


def _seen(corners: Corners, where: str) -> Array:
    """Where a place on the upright page is in the picture."""
    page = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    matrix = cv2.getPerspectiveTransform(page, corners.astype(np.float32))
    spot = np.array([[place_of(where)]], np.float32)
    return np.asarray(cv2.perspectiveTransform(spot, matrix)[0, 0], np.float64)


def place_of(where: str) -> tuple[float, float]:
    """The middle of a place named as in ``Fault.where``, as shares of the page's width and height."""
    across = 0.2 if "left" in where else 0.8 if "right" in where else 0.5
    down = 0.2 if "top" in where else 0.8 if "bottom" in where else 0.5
    return across, down
