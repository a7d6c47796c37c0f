"""A paper on its ground: bent or creased a little, with the shadow that its edge throws."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from tests.photos.grounds import SIDE, Ground
from tests.photos.ink import Array
from tests.photos.pose import Matrix, corners_of, per_mm, through
from tests.photos.sheet import Sheet
from tests.photos.texture import Chance, Field, noise, shaded

ROOM: Final = 0.03
"""Of a page's width and height, left free around it in its texture, for edges that bend outwards."""
FEATHER: Final = 1.25
"""Texture pixels a photo's pixel where the page is nearest: fine enough for smooth edges, coarse enough not to flicker."""


def spread(ground: Ground, matrix: Matrix, size: tuple[int, int], chance: Chance) -> tuple[Array, Matrix]:
    """A texture of the ground as wide as the frame sees, and where it lies: from its pixels to the page's mm."""
    frame = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], float)
    seen = through(np.linalg.inv(matrix), frame)
    low, high = seen.min(0), seen.max(0)
    turn = chance.uniform(0, 6.28) if chance.random() < 0.5 else 0.0
    mm = float((high - low).max()) * 1.02 / SIDE * (abs(np.cos(turn)) + abs(np.sin(turn)))
    middle, half, c, s = ((low + high) / 2, SIDE / 2, np.cos(turn) * mm, np.sin(turn) * mm)
    lay = [[c, -s, middle[0] - c * half + s * half], [s, c, middle[1] - s * half - c * half], [0, 0, 1]]
    return ground(chance, mm), np.array(lay, float)


def seen(texture: Array, lay: Matrix, matrix: Matrix, size: tuple[int, int]) -> Array:
    """What the camera sees of the ground."""
    return cv2.warpPerspective(texture, matrix @ lay, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)


def laid(sheet: Sheet, under: Array, matrix: Matrix, chance: Chance, bend: float, creased: bool) -> tuple[Array, Array]:
    """The page on the ground, and the page's mask; ``bend``: how far edges bow, in mm."""
    size = under.shape[1], under.shape[0]
    nearest, waves = (_nearest(through(matrix, corners_of(sheet)), sheet), chance.spawn(1)[0])
    open_book = sheet.booklet is not None and chance.random() < 0.5
    texture = sheet.booklet if open_book and sheet.booklet is not None else sheet.picture
    k = min(1.0, FEATHER * nearest * sheet.width / texture.shape[1])
    texture = cv2.resize(texture, None, fx=k, fy=k, interpolation=cv2.INTER_AREA) if k < 1 else texture
    texture, alpha, room = _with_room(texture, sheet)
    scale = sheet.width / (texture.shape[1] - 2 * room[0])
    texture = shaded(texture, _bumps((texture.shape[1], texture.shape[0]), waves, creased, bend))
    if bend:
        texture, alpha = _bent(texture, alpha, bend / scale, chance)
    top = -sheet.height if open_book else 0.0
    place = matrix @ np.array(
        [[scale, 0, (0.5 - room[0]) * scale], [0, scale, (0.5 - room[1]) * scale + top], [0, 0, 1]]
    )
    low, high = _box(through(place, _ends(texture)), size)
    moved = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]]) @ place
    extent = (int(high[0] - low[0]), int(high[1] - low[1]))
    page = cv2.warpPerspective(texture, moved, extent, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = np.zeros(under.shape[:2], np.uint8)
    part = slice(low[1], high[1]), slice(low[0], high[0])
    mask[part] = cv2.warpPerspective(alpha, moved, extent, flags=cv2.INTER_LINEAR)
    result = shaded(under, _shadow(mask, nearest, chance, sheet.small))
    share = mask[part].astype(np.float32) * np.float32(1 / 255)
    result[part] = cv2.blendLinear(page, np.ascontiguousarray(result[part]), share, 1 - share)
    return result, mask


def _ends(texture: Array) -> Matrix:
    h, w = texture.shape[:2]
    return np.array([[0, 0], [w, 0], [w, h], [0, h]], float)


def _box(corners: Matrix, size: tuple[int, int]) -> tuple[Matrix, Matrix]:
    """The part of the picture in which these corners lie."""
    low = np.clip(np.floor(corners.min(0)).astype(int), 0, np.array(size) - 2)
    high = np.clip(np.ceil(corners.max(0)).astype(int) + 1, low + 1, size)
    return low, high


def _nearest(corners: Matrix, sheet: Sheet) -> float:
    """Pixels per millimetre where the page is nearest."""
    sides = np.linalg.norm(np.roll(corners, -1, 0) - corners, axis=1)
    return float(max(sides[0::2].max() / sheet.width, sides[1::2].max() / sheet.height, per_mm(corners, sheet)))


def _with_room(texture: Array, sheet: Sheet) -> tuple[Array, Array, tuple[int, int]]:
    """The texture with its last pixels repeated around, and the mask of the paper in it."""
    h, w = texture.shape[:2]
    x, y = max(4, round(w * ROOM)), max(4, round(h * ROOM))
    wide = cv2.copyMakeBorder(texture, y, y, x, x, cv2.BORDER_REPLICATE)
    alpha = np.zeros(wide.shape[:2], np.uint8)
    r = round(sheet.round_corners * w / sheet.width)
    inner = alpha[y : y + h, x : x + w]
    inner[:] = 255
    if r:
        v, u = np.mgrid[0:r, 0:r] + 0.5
        quarter = np.clip((r - np.hypot(r - u, r - v) + 0.5) * 255, 0, 255).astype(np.uint8)
        inner[:r, :r], inner[:r, -r:] = quarter, quarter[:, ::-1]
        inner[-r:, :r], inner[-r:, -r:] = quarter[::-1], quarter[::-1, ::-1]
    return wide, alpha, (x, y)


def _bumps(size: tuple[int, int], chance: Chance, creased: bool, bend: float) -> Field:
    """Light on paper that is not quite flat: soft waves, and folds where it was once folded."""
    width, height = size
    coarse = width // 8, height // 8
    light = 1 + (noise(chance, 2, coarse, 2) - 0.5) * np.float32(0.05 + 0.12 * bend)
    y, x = np.mgrid[0 : coarse[1], 0 : coarse[0]].astype(np.float32)
    folds = ((y / coarse[1], 0.5), (x / coarse[0], 0.5), (y / coarse[1], 0.33), (y / coarse[1], 0.67))
    if creased:
        for field, at in folds[: int(chance.integers(1, 3))] if chance.random() < 0.6 else folds[2:]:
            away = field - np.float32(at + chance.uniform(-0.02, 0.02))
            side = np.tanh(away * 60) * np.exp(-np.abs(away) * 9)
            light += side * chance.uniform(-0.1, 0.1) - np.exp(-((away * 220) ** 2)) * chance.uniform(0.02, 0.12)
    return cv2.resize(light.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)


def _bent(texture: Array, alpha: Array, reach: float, chance: Chance) -> tuple[Array, Array]:
    """Sides that bow a little, corners that stay."""
    height, width = alpha.shape
    inset, pi = np.float32(ROOM / (1 + 2 * ROOM)), np.float32(np.pi)
    x, y = (np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None])
    u = np.clip((x / width - inset) / (1 - 2 * inset), 0, 1)
    v = np.clip((y / height - inset) / (1 - 2 * inset), 0, 1)
    a, b, c, d = (np.float32(value) for value in chance.uniform(-reach, reach, 4))
    to_y = np.sin(u * pi) * (a + (b - a) * v) + y
    to_x = np.sin(v * pi) * (c + (d - c) * u) + x
    moved = cv2.remap(texture, to_x, to_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return moved, cv2.remap(alpha, to_x, to_y, cv2.INTER_LINEAR, borderValue=0)


def _shadow(mask: Array, nearest: float, chance: Chance, small: bool) -> Field:
    """What light is left beside the edge: a dark line where paper touches ground, a soft drop on one side."""
    k = 4
    size = mask.shape[1], mask.shape[0]
    coarse = cv2.resize(mask, (size[0] // k, size[1] // k), interpolation=cv2.INTER_AREA)
    thick = chance.uniform(0.5, 1.6) if small else chance.uniform(0.2, 2.5)
    reach = max(0.6, thick * nearest / k)
    angle = chance.uniform(0, 6.28)
    drop = np.array([[1, 0, np.cos(angle) * reach], [0, 1, np.sin(angle) * reach]], float)
    soft = cv2.GaussianBlur(cv2.warpAffine(coarse, drop, coarse.shape[1::-1]), (0, 0), reach * chance.uniform(0.4, 1.0))
    close = cv2.GaussianBlur(coarse, (0, 0), max(0.6, 0.4 * nearest / k))
    lost = soft * np.float32(chance.uniform(0.15, 0.55) / 255) + close * np.float32(chance.uniform(0.05, 0.3) / 255)
    return 1 - cv2.resize(np.minimum(lost, 0.7).astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
