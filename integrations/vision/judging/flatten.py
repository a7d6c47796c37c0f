"""A page as if seen from straight above: perspective undone, in true proportions, at the resolution the photo has."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from dialogs.documents import PaperKind
from integrations.vision.judging.papers import A4, CARD, PASSPORT_PAGE, Size, size_of
from integrations.vision.shapes import Array, Corners, Flat, Picture

CARD_PER_MM: Final = 12.0
"""Pixels per millimetre of a flattened card: 305 dpi."""
SHEET_PER_MM: Final = 8.0
"""Of a flattened sheet: 203 dpi, as office scanners are set."""
ENLARGED: Final = 1.15
"""How far a flattened page may have more pixels than the photo: a little, so that the nearer half keeps its own."""
LEAST_SIDE: Final = 16
MOST_SIDE: Final = 4_000
"""Pixels of a side of the flattened page, whatever the corners say."""


def flatten(picture: Picture, corners: Corners, kind: PaperKind = PaperKind.UNKNOWN) -> Flat:
    """The page within these corners, the first of which becomes its upper left; what lies outside the photo is white.

    Corners that make no convex four-sided figure are replaced by the whole picture. ``kind``, when it is known, names
    the paper's size.
    """
    height, width = picture.shape[:2]
    corners = usable(corners, width, height)
    size = size_of(corners, width, height, kind)
    photo = per_mm(corners, size)
    wanted = min(most_per_mm(size), photo * ENLARGED)
    across, down = (_side(length * wanted) for length in (size.width, size.height))
    flat = _warped(picture, corners, across, down)
    return Flat(flat, size.width, size.height, photo)


def usable(corners: Corners, width: int, height: int) -> Corners:
    """These corners, clockwise; those of the whole picture when they make no convex figure of some area."""
    right, bottom = width - 0.5, height - 0.5
    whole: Corners = np.array([[-0.5, -0.5], [right, -0.5], [right, bottom], [-0.5, bottom]])
    corners = np.asarray(corners, np.float64)
    if corners.shape != (4, 2) or not np.isfinite(corners).all() or np.abs(corners).max() > 1e5:
        return whole
    after = np.roll(corners, -1, axis=0) - corners
    turns = after[:, 0] * np.roll(after, -1, axis=0)[:, 1] - after[:, 1] * np.roll(after, -1, axis=0)[:, 0]
    if (turns < -_LEAST_TURN).all():
        return np.asarray(corners[[0, 3, 2, 1]])
    return np.asarray(corners if (turns > _LEAST_TURN).all() else whole)


_LEAST_TURN: Final = 4.0
"""Square pixels that two neighbouring sides must span: thinner figures have no inside worth showing."""


def per_mm(corners: Corners, size: Size) -> float:
    """Pixels per millimetre that the photo has on the page, on average."""
    x, y = corners[:, 0], corners[:, 1]
    area = 0.5 * abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))
    return max(1e-3, float(np.sqrt(area / (size.width * size.height))))


def most_per_mm(size: Size) -> float:
    """Pixels per millimetre beyond which a flattened page of this size gains nothing."""
    long = max(size.width, size.height)
    if long <= PASSPORT_PAGE.width:
        return CARD_PER_MM
    return SHEET_PER_MM * min(1.0, A4.height / long)


def sized(flat: Flat, kind: PaperKind) -> Flat:
    """The same page in the size of its kind, once that is known: a passport has an A sheet's proportions, and what is
    seen from far aside may have looked like any paper."""
    size = _SIZES.get(kind)
    if size is None:
        return flat
    if flat.width_mm < flat.height_mm:
        size = size.turned()
    if abs(size.width - flat.width_mm) < 1 and abs(size.height - flat.height_mm) < 1:
        return flat
    height, width = flat.picture.shape[:2]
    picture = flat.picture
    if abs(width / height / size.ratio - 1) > _LIKE:
        side = (width, _side(width / size.ratio))
        picture = np.asarray(cv2.resize(picture, side, interpolation=cv2.INTER_LINEAR), np.uint8)
    scale = float(np.sqrt(flat.width_mm * flat.height_mm / (size.width * size.height)))
    return replace(flat, picture=picture, width_mm=size.width, height_mm=size.height, per_mm=flat.per_mm * scale)


_SIZES: Final = {
    PaperKind.CARD_FRONT: CARD,
    PaperKind.CARD_BACK: CARD,
    PaperKind.PASSPORT: PASSPORT_PAGE,
}
_LIKE: Final = 0.02
"""Relative error of the proportions that nobody sees."""


def turned(flat: Flat, turns: int) -> Flat:
    """The page after so many further quarter turns clockwise."""
    turns %= 4
    if not turns:
        return flat
    picture = np.ascontiguousarray(np.rot90(flat.picture, -turns))
    width, height = (flat.width_mm, flat.height_mm) if turns == 2 else (flat.height_mm, flat.width_mm)
    return replace(flat, picture=picture, width_mm=width, height_mm=height, turns=(flat.turns + turns) % 4)


def seen_part(flat: Flat, corners: Corners, width: int, height: int, shape: tuple[int, ...]) -> Array:
    """Which places of the page that was flattened by these corners the photo, ``width`` x ``height``, shows: True or
    False for a grid of this shape over the page."""
    down, across = shape[:2]
    page = np.array([[0, 0], [across, 0], [across, down], [0, down]], np.float32) - np.float32(0.5)
    upright = np.roll(usable(corners, width, height), flat.turns, axis=0)
    matrix = cv2.getPerspectiveTransform(page, upright.astype(np.float32))
    places = np.dstack(np.meshgrid(np.arange(across, dtype=np.float32), np.arange(down, dtype=np.float32)))
    at = np.asarray(cv2.perspectiveTransform(places, matrix))
    return np.asarray((at >= 0).all(axis=2) & (at[..., 0] <= width - 1) & (at[..., 1] <= height - 1))


def reduced(picture: Picture, factor: int) -> Picture:
    """One pixel for each ``factor`` x ``factor``: whole numbers are several times as quick as any other."""
    factor = max(1, factor)
    size = (max(1, picture.shape[1] // factor), max(1, picture.shape[0] // factor))
    part = picture[: size[1] * factor, : size[0] * factor]
    return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)


def _side(pixels: float) -> int:
    return int(min(MOST_SIDE, max(LEAST_SIDE, round(pixels))))


def _warped(picture: Picture, corners: Corners, across: int, down: int) -> Picture:
    """Only the page's surroundings are touched, reduced beforehand as far as the result bears: that is what keeps a
    12-megapixel photo both quick and free of aliasing."""
    height, width = picture.shape[:2]
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int) - _MARGIN, 0, (width - 1, height - 1))
    right, bottom = np.clip(np.ceil(corners.max(axis=0)).astype(int) + _MARGIN, (left, top), (width - 1, height - 1))
    part = picture[top : bottom + 1, left : right + 1]
    corners = corners - (left, top)
    factor = _reduction(corners, across, down)
    if factor > 1:
        part = reduced(part, factor)
        corners = (corners + 0.5) / factor - 0.5
    page = np.array([[0, 0], [across, 0], [across, down], [0, down]], np.float32) - np.float32(0.5)
    matrix = cv2.getPerspectiveTransform(page, corners.astype(np.float32))
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    white = (255.0, 255.0, 255.0)
    flat = cv2.warpPerspective(part, matrix, (across, down), flags=flags, borderValue=white)
    return np.asarray(flat, np.uint8)


_MARGIN: Final = 3
"""Pixels around the page that the interpolation reaches into."""


def _reduction(corners: Array, across: int, down: int) -> int:
    """By which whole number the photo can be reduced without falling below the result's own resolution."""
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    scale = min(max(lengths[0], lengths[2]) / across, max(lengths[1], lengths[3]) / down)
    return max(1, int(scale + _SPARE))


_SPARE: Final = 0.15
"""A reduction that leaves the nearer side up to this much coarser than the result is still taken."""
