"""What is true of a photo that was made up: where the page lies, what stands on it, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dialogs.documents import Flaw, PaperKind
from tests.photos.pose import Matrix

POINTS = 400
"""On each side of the page, to tell how much of it is in the picture."""


@dataclass(frozen=True, slots=True)
class Truth:
    """``corners``: upper left, upper right, lower right, lower left of the page itself, in pixels of the upright photo,
    (0, 0) the middle of its first pixel; None without a page. ``turns``: quarter turns clockwise that make it upright,
    to the nearest. ``per_mm``: pixels a millimetre of the page. ``fault``: the one thing that is wrong, None for a good
    photo; ``where``: the page's own side that is cut, or the place of the glare on the upright page. ``visible``: share
    of its top, right, bottom and left side in the picture. ``size``: "chat" or "full"."""

    kind: PaperKind
    corners: Matrix | None
    turns: int
    per_mm: float
    fault: Flaw | None
    where: str
    ground: str
    template: str
    qr: str = ""
    mrz: tuple[str, ...] = ()
    lines: dict[str, str] = field(default_factory=dict)
    visible: tuple[float, ...] = ()
    size: str = "chat"


def turns_of(corners: Matrix) -> int:
    """Quarter turns clockwise that bring the page's own upper side to the top."""
    up = corners[[0, 1]].mean(0) - corners[[2, 3]].mean(0)
    angle = np.degrees(np.arctan2(up[0], -up[1]))
    return int(round(-angle / 90)) % 4


def visible_of(corners: Matrix, size: tuple[int, int]) -> tuple[float, ...]:
    """Share of every side that lies in a picture of this width and height."""
    shares = []
    for start, end in zip(corners, np.roll(corners, -1, 0), strict=True):
        points = start + (end - start) * np.linspace(0, 1, POINTS)[:, None]
        shares.append(float(((points > -0.5) & (points < np.array(size) - 0.5)).all(1).mean()))
    return tuple(shares)
