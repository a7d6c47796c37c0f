"""Small signs for the flaws of a photo, drawn with lines alone: understood without words and without colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from dialogs.documents import Flaw
from integrations.vision.shapes import Array, Picture

Colour = tuple[int, int, int]
GREEN: Final[Colour] = (0, 150, 90)
AMBER: Final[Colour] = (255, 176, 0)
RED: Final[Colour] = (214, 40, 40)
WHITE: Final[Colour] = (255, 255, 255)
INK: Final[Colour] = (25, 25, 25)
_LESS: Final = 3
_STROKE: Final = 0.11
"""Thickness of a sign's lines, by its radius."""

Stroke = Callable[..., None]


def draw_tick(picture: Picture, centre: Array, reach: float) -> None:
    """A tick on a green disc."""
    pen = _Pen(picture, centre, reach, GREEN, WHITE)
    pen.disc()
    pen.path((-0.45, 0.02), (-0.12, 0.36), (0.48, -0.34), bold=1.9)


def draw(picture: Picture, flaw: Flaw, centre: Array, reach: float) -> None:
    """The sign of a flaw on an amber disc of this radius in pixels."""
    pen = _Pen(picture, centre, reach, AMBER, INK)
    pen.disc()
    _SIGNS[flaw](pen)


class _Pen:
    """Draws in units of the disc's radius, (0, 0) being its middle."""

    def __init__(self, picture: Picture, centre: Array, reach: float, ground: Colour, ink: Colour) -> None:
        self.picture, self.centre, self.reach = picture, np.asarray(centre, np.float64), reach
        self.ground, self.ink = ground, ink

    def disc(self) -> None:
        self._circle((0, 0), 1.08, WHITE, -1)
        self._circle((0, 0), 1.0, self.ground, -1)

    def path(self, *points: tuple[float, float], closed: bool = False, bold: float = 1.0) -> None:
        fixed = np.rint((self.centre + np.array(points) * self.reach) * (1 << _LESS)).astype(np.int32)
        cv2.polylines(self.picture, [fixed], closed, self.ink, self._thick(bold), cv2.LINE_AA, _LESS)

    def ring(self, at: tuple[float, float], reach: float, bold: float = 1.0) -> None:
        self._circle(at, reach, self.ink, self._thick(bold))

    def spot(self, at: tuple[float, float], reach: float) -> None:
        self._circle(at, reach, self.ink, -1)

    def arc(self, at: tuple[float, float], reach: float, start: float, end: float) -> None:
        angles = np.radians(np.linspace(start, end, 14))
        self.path(*((at[0] + reach * float(np.cos(a)), at[1] + reach * float(np.sin(a))) for a in angles))

    def arrow(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        way = np.array(end) - np.array(start)
        head = way / max(1e-6, float(np.linalg.norm(way))) * 0.2
        across = np.array([-head[1], head[0]])
        self.path(start, end)
        left, right = np.array(end) - head + across, np.array(end) - head - across
        self.path((float(left[0]), float(left[1])), end, (float(right[0]), float(right[1])))

    def _thick(self, bold: float) -> int:
        return max(1, round(_STROKE * self.reach * bold))

    def _circle(self, at: tuple[float, float], reach: float, colour: Colour, thick: int) -> None:
        x, y = np.rint((self.centre + np.array(at) * self.reach) * (1 << _LESS)).astype(int)
        cv2.circle(
            self.picture, (int(x), int(y)), round(reach * self.reach * (1 << _LESS)), colour, thick, cv2.LINE_AA, _LESS
        )


def _page(pen: _Pen, half_width: float = 0.36, half_height: float = 0.48) -> None:
    corners = [(-half_width, -half_height), (half_width, -half_height), (half_width, half_height)]
    pen.path(*corners, (-half_width, half_height), closed=True)


def _lines(pen: _Pen) -> None:
    for down in (-0.2, 0.02, 0.24):
        pen.path((-0.18, down), (0.18, down), bold=0.8)


def _struck(pen: _Pen) -> None:
    pen.path((-0.62, -0.62), (0.62, 0.62), bold=1.3)


def _no_paper(pen: _Pen) -> None:
    """A page struck out."""
    _page(pen)
    _lines(pen)
    _struck(pen)


def _screen(pen: _Pen) -> None:
    """A monitor on its foot, struck out."""
    pen.path((-0.6, -0.42), (0.6, -0.42), (0.6, 0.26), (-0.6, 0.26), closed=True)
    pen.path((-0.25, 0.52), (0.25, 0.52))
    pen.path((0, 0.26), (0, 0.52))
    _struck(pen)


def _cut(pen: _Pen) -> None:
    """A page whose lower part lies beyond the frame."""
    pen.path((-0.34, 0.3), (-0.34, -0.5), (0.34, -0.5), (0.34, 0.3))
    _lines(pen)
    for left in (-0.62, -0.27, 0.08, 0.43):
        pen.path((left, 0.5), (left + 0.2, 0.5), bold=1.2)


def _far(pen: _Pen) -> None:
    """A small page that four arrows pull larger."""
    _page(pen, 0.16, 0.2)
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        pen.arrow((0.28 * x, 0.3 * y), (0.6 * x, 0.6 * y))


def _small(pen: _Pen) -> None:
    """A magnifying glass over lines of text."""
    pen.ring((-0.12, -0.12), 0.42)
    pen.path((0.2, 0.2), (0.58, 0.58), bold=1.7)
    pen.path((-0.34, -0.22), (0.1, -0.22), bold=0.7)
    pen.path((-0.34, -0.02), (0.1, -0.02), bold=0.7)


def _unsure(pen: _Pen) -> None:
    """The four corners of a page that has no sides, and a question mark."""
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        pen.path((0.5 * x, 0.34 * y), (0.5 * x, 0.58 * y), (0.28 * x, 0.58 * y))
    pen.arc((0, -0.16), 0.18, -180, 60)
    pen.path((0.09, -0.01), (0, 0.1), (0, 0.18))
    pen.spot((0, 0.36), 0.08)


def _dark(pen: _Pen) -> None:
    """A sun: more light."""
    pen.ring((0, 0), 0.27)
    _rays(pen, 0.42, 0.64)


def _rays(pen: _Pen, near: float, far: float) -> None:
    for angle in np.arange(8) * np.pi / 4:
        x, y = float(np.cos(angle)), float(np.sin(angle))
        pen.path((near * x, near * y), (far * x, far * y))


def _blurred(pen: _Pen) -> None:
    """A camera's focus frame around a target."""
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        pen.path((0.56 * x, 0.26 * y), (0.56 * x, 0.56 * y), (0.26 * x, 0.56 * y))
    pen.ring((0, 0), 0.24)
    pen.spot((0, 0), 0.08)


def _moved(pen: _Pen) -> None:
    """A telephone that shakes."""
    _page(pen, 0.22, 0.42)
    for reach in (0.46, 0.66):
        pen.arc((0, 0), reach, -35, 35)
        pen.arc((0, 0), reach, 145, 215)


def _glare(pen: _Pen) -> None:
    """A page with a flash on it."""
    _page(pen)
    pen.path((0.06, -0.32), (-0.14, 0.04), (0.12, 0.0), (-0.06, 0.34))


def _tilted(pen: _Pen) -> None:
    """A page lying away, and an arrow that leads straight above it."""
    pen.path((-0.3, 0.1), (0.3, 0.1), (0.55, 0.52), (-0.55, 0.52), closed=True)
    pen.arc((0, -0.02), 0.52, -170, -100)
    pen.arrow((-0.1, -0.53), (0.02, -0.52))
    pen.arrow((0.3, -0.5), (0.3, -0.06))


_SIGNS: Final[dict[Flaw, Callable[[_Pen], None]]] = {
    Flaw.NO_PAPER: _no_paper,
    Flaw.SCREEN: _screen,
    Flaw.CUT: _cut,
    Flaw.FAR: _far,
    Flaw.SMALL: _small,
    Flaw.UNSURE: _unsure,
    Flaw.DARK: _dark,
    Flaw.BLURRED: _blurred,
    Flaw.MOVED: _moved,
    Flaw.GLARE: _glare,
    Flaw.TILTED: _tilted,
}
