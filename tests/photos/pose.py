"""A telephone held over a paper: where the page falls in the picture, drawn again until a photo of this level results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from dialogs.documents import Flaw
from tests.photos.sheet import Sheet
from tests.photos.texture import Chance

Matrix = NDArray[np.float64]
CHAT: Final = 1280
"""Long side of a photo that a messenger passes on."""
READABLE: Final = {"card": 5.6, "book": 4.6, "letter": 2.6}
"""Pixels a millimetre that a good photo has at ``CHAT``."""
MARGIN: Final = 0.012
"""Share of the frame's shorter side that stays free around a whole page."""
STRAIGHT: Final = 1.55
"""Ratio of opposite sides that a good photo stays below."""
ASKEW: Final = (1.95, 3.0)
"""Ratio of opposite sides of a photo taken far too much from the side."""
TRIES: Final = 400


@dataclass(frozen=True, slots=True)
class View:
    """``matrix``: from millimetres of the page to the picture's pixels; ``where``: the side that a cut goes through."""

    matrix: Matrix
    where: str = ""


def view(sheet: Sheet, size: tuple[int, int], chance: Chance, level: str, fault: Flaw | None) -> View:
    """A place for the page in a frame of this size; ``RuntimeError`` when the chance has none."""
    for attempt in range(TRIES):
        matrix = _one(sheet, size, chance, level, fault, 1.0 if attempt < TRIES / 2 else 0.6)
        if matrix is None:
            continue
        corners = through(matrix, corners_of(sheet))
        if fault is Flaw.CUT:
            cut = _pushed_out(matrix, corners, size, chance)
            if cut is not None:
                return cut
        elif inside(corners, size) and _suits(corners, sheet, size, fault):
            return View(matrix)
    raise RuntimeError(f"no view of {sheet.template} for {fault}")


def corners_of(sheet: Sheet) -> Matrix:
    """Upper left, upper right, lower right, lower left, in millimetres."""
    return np.array([[0, 0], [sheet.width, 0], [sheet.width, sheet.height], [0, sheet.height]], float)


def through(matrix: Matrix, points: Matrix) -> Matrix:
    """Points taken through a projection."""
    ones = np.column_stack((points, np.ones(len(points)))) @ matrix.T
    return np.asarray(ones[:, :2] / ones[:, 2:3])


def inside(corners: Matrix, size: tuple[int, int]) -> bool:
    """Whether a page is wholly in the picture, a margin free around it."""
    edge = MARGIN * min(size)
    return bool((corners >= edge).all() and (corners <= np.array(size) - 1 - edge).all())


def area_of(corners: Matrix) -> float:
    """Of a page, in square pixels."""
    return float(abs(cv2.contourArea(corners.astype(np.float32))))


def per_mm(corners: Matrix, sheet: Sheet) -> float:
    """Pixels a millimetre, over the whole page."""
    return float(np.sqrt(area_of(corners) / (sheet.width * sheet.height)))


def skew(corners: Matrix) -> float:
    """The larger ratio of two opposite sides."""
    a, b, c, d = np.linalg.norm(np.roll(corners, -1, 0) - corners, axis=1)
    return float(max(a / c, c / a, b / d, d / b))


def size_class(sheet: Sheet) -> str:
    """card, book or letter."""
    return "card" if sheet.width < 100 else "book" if sheet.small else "letter"


def _suits(corners: Matrix, sheet: Sheet, size: tuple[int, int], fault: Flaw | None) -> bool:
    share = area_of(corners) / (size[0] * size[1])
    if fault is Flaw.FAR:
        return share < 0.04
    if fault is Flaw.TILTED:
        return ASKEW[0] <= skew(corners) <= ASKEW[1] and share > 0.12
    readable = per_mm(corners, sheet) * CHAT / max(size) >= READABLE[size_class(sheet)]
    return skew(corners) <= STRAIGHT and share >= 0.12 and (readable or fault is Flaw.SMALL)


def _one(
    sheet: Sheet, size: tuple[int, int], chance: Chance, level: str, fault: Flaw | None, ease: float
) -> Matrix | None:
    """One draw: lean, roll, size, place; None when the lens would look past the ground."""
    hard = level == "hard"
    lean = np.radians(chance.uniform(2, 45 * ease if hard else 12))
    way = chance.uniform(0, 6.28)
    roll = np.radians(chance.normal(0, 7 if hard else 4))
    if hard and chance.random() < 0.3:
        roll = chance.uniform(0, 2 * np.pi)
    roll += int(chance.integers(0, 4)) * np.pi / 2 if chance.random() < (0.5 if hard else 0.25) else 0.0
    least = 0.13 if sheet.width < 100 else 0.2 if sheet.small else 0.34
    area = least + (0.85 - least) * chance.random() ** 1.8 if hard else chance.uniform(max(least, 0.3), 0.8)
    place = chance.normal(0, 0.06 if hard else 0.03, 2)
    if fault is Flaw.FAR:
        area, place = chance.uniform(0.012, 0.035), chance.uniform(-0.3, 0.3, 2)
    elif fault is Flaw.SMALL:
        area, lean = chance.uniform(0.45, 0.72), np.radians(chance.uniform(1, 12))
    elif fault is Flaw.TILTED:
        lean, area = np.radians(chance.uniform(44, 64)), chance.uniform(0.16, 0.45)
        way = int(chance.integers(0, 4)) * np.pi / 2 + chance.normal(0, 0.12)
    elif fault is Flaw.CUT:
        lean, area = min(lean, np.radians(20)), chance.uniform(0.35, 0.85)
        if abs(np.sin(2 * roll)) > 0.4:
            roll = np.round(roll / (np.pi / 2)) * np.pi / 2 + chance.normal(0, 0.1)
    focal = chance.uniform(0.58, 0.8) * float(np.hypot(*size))
    return _projected(sheet, size, (lean * np.cos(way), lean * np.sin(way), roll), area, place, focal)


def _projected(
    sheet: Sheet, size: tuple[int, int], turns: tuple[float, float, float], area: float, place: Matrix, focal: float
) -> Matrix | None:
    pitch, yaw, roll = turns
    turn = _about(0, pitch) @ _about(1, yaw) @ _about(2, roll)
    lens = np.array([[focal, 0, size[0] / 2], [0, focal, size[1] / 2], [0, 0, 1]])
    centred = np.array([[1, 0, -sheet.width / 2], [0, 1, -sheet.height / 2], [0, 0, 1]], float)
    away = focal * np.sqrt(sheet.width * sheet.height / (area * size[0] * size[1]))
    reach = float(np.hypot(sheet.width, sheet.height)) / 2
    whole = centred
    for _ in range(6):
        if away < reach * 0.9:
            return None
        whole = lens @ np.column_stack((turn[:, 0], turn[:, 1], (0, 0, away))) @ centred
        away *= float(np.sqrt(area_of(through(whole, corners_of(sheet))) / (size[0] * size[1]) / area))
    middle = through(whole, corners_of(sheet)).mean(0)
    shift = np.array(size) * (0.5 + place) - middle
    whole = np.array([[1, 0, shift[0]], [0, 1, shift[1]], [0, 0, 1]]) @ whole
    return whole if _sees_ground(whole, size) else None


def _sees_ground(matrix: Matrix, size: tuple[int, int]) -> bool:
    """No horizon in the frame, and the far end of the ground not endlessly far."""
    frame = np.array([[0, 0, 1], [size[0], 0, 1], [size[0], size[1], 1], [0, size[1], 1]], float)
    depth = frame @ np.linalg.inv(matrix).T[:, 2]
    return bool((depth * np.sign(depth[0]) > 0).all() and abs(depth).max() / abs(depth).min() < 7)


def _pushed_out(matrix: Matrix, corners: Matrix, size: tuple[int, int], chance: Chance) -> View | None:
    """One side, the whole of it or with one corner only, is pushed 8 to 25 per cent of the page out of the picture."""
    side = int(chance.integers(0, 4))
    ends = corners[[side, (side + 1) % 4]]
    out = ends.mean(0) - corners.mean(0)
    axis = int(np.argmax(np.abs(out)))
    sign = float(np.sign(out[axis]))
    extent = np.ptp(corners[:, axis])
    limit = (size[axis] if sign > 0 else 0) + sign * chance.uniform(0.08, 0.25) * extent
    inner = ends[:, axis].min() if sign > 0 else ends[:, axis].max()
    move = np.zeros(2)
    move[axis] = limit - inner
    moved = corners + move
    others = moved[[(side + 2) % 4, (side + 3) % 4]]
    across = moved[:, 1 - axis]
    edge = MARGIN * min(size)
    free = across.min() >= edge and across.max() <= size[1 - axis] - 1 - edge
    if not free or (others[:, axis] < edge).any() or (others[:, axis] > size[axis] - 1 - edge).any():
        return None
    shifted = np.array([[1, 0, move[0]], [0, 1, move[1]], [0, 0, 1]]) @ matrix
    return View(shifted, ("top", "right", "bottom", "left")[side])


def _about(axis: int, angle: float) -> Matrix:
    c, s = np.cos(angle), np.sin(angle)
    return np.array(
        ([[1, 0, 0], [0, c, -s], [0, s, c]], [[c, 0, s], [0, 1, 0], [-s, 0, c]], [[c, -s, 0], [s, c, 0], [0, 0, 1]])[
            axis
        ],
        float,
    )
