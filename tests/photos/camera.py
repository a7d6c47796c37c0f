"""A telephone held over a paper: where the page falls in the picture, the light on it, the lens, the sensor."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.photos.ink import Array
from tests.photos.pages import Sheet

Chance = np.random.Generator
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pose:
    """Tilt about two axes and roll in radians, share of the frame's area that the page takes, place of its centre
    (shares of the frame from the middle), focal length in frame diagonals."""

    pitch: float
    yaw: float
    roll: float
    area: float
    place: tuple[float, float]
    focal: float = 0.85


def projection(sheet: Sheet, pose: Pose, width: int, height: int) -> Matrix:
    """From millimetres of the page (origin upper left) to pixels of the picture."""
    turn = _about_z(pose.roll) @ _about_x(pose.pitch) @ _about_y(pose.yaw)
    focal = pose.focal * float(np.hypot(width, height))
    centred = np.array([[1, 0, -sheet.width / 2], [0, 1, -sheet.height / 2], [0, 0, 1]], float)
    away = 300.0
    for _ in range(25):
        flat = np.column_stack((turn[:, 0], turn[:, 1], (0, 0, away)))
        lens = np.array([[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1]])
        whole = lens @ flat @ centred
        corners = through(whole, corners_of(sheet))
        share = abs(cv2.contourArea(corners.astype(np.float32))) / (width * height)
        away *= float(np.sqrt(share / pose.area)) if share > 0 else 1.2
        away = max(away, 0.9 * max(sheet.width, sheet.height) * abs(np.sin(max(abs(pose.pitch), abs(pose.yaw)))) + 10)
    middle = through(whole, np.array([[sheet.width / 2, sheet.height / 2]]))[0]
    dx = width * (0.5 + pose.place[0]) - middle[0]
    dy = height * (0.5 + pose.place[1]) - middle[1]
    return np.array([[1, 0, dx], [0, 1, dy], [0, 0, 1]]) @ whole


def corners_of(sheet: Sheet) -> Matrix:
    """Upper left, upper right, lower right, lower left, in millimetres."""
    return np.array([[0, 0], [sheet.width, 0], [sheet.width, sheet.height], [0, sheet.height]], float)


def through(matrix: Matrix, points: Matrix) -> Matrix:
    """Points taken through a projection."""
    ones = np.column_stack((points, np.ones(len(points)))) @ matrix.T
    return np.asarray(ones[:, :2] / ones[:, 2:3])


def laid(
    sheet: Sheet, ground: Array, mm: float, matrix: Matrix, size: tuple[int, int], chance: Chance, bend: float
) -> Array:
    """The page on the ground, with its soft shadow; ``mm``: millimetres of one texture pixel."""
    width, height = size
    middle = ground.shape[0] / 2
    lay = np.array([[mm, 0, sheet.width / 2 - middle * mm], [0, mm, sheet.height / 2 - middle * mm], [0, 0, 1]])
    under = cv2.warpPerspective(ground, matrix @ lay, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    scale = _scale_at(matrix, sheet)
    texture = sheet.picture
    per_mm = texture.shape[1] / sheet.width
    shrink = min(1.0, 1.15 * scale / per_mm)
    if shrink < 1:
        texture = cv2.resize(texture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    alpha = _outline(texture.shape[0], texture.shape[1], sheet)
    if bend:
        texture, alpha = _bent(texture, alpha, bend * texture.shape[1] / sheet.width, chance)
    place = matrix @ np.diag([sheet.width / texture.shape[1], sheet.height / texture.shape[0], 1.0])
    page = cv2.warpPerspective(texture, place, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(alpha, place, size, flags=cv2.INTER_LINEAR).astype(np.float32) / 255
    reach = max(1.5, scale * chance.uniform(0.6, 2.5))
    drop = np.array([[1, 0, chance.uniform(-1, 1) * reach], [0, 1, chance.uniform(-0.2, 1) * reach]])
    shade = cv2.GaussianBlur(cv2.warpAffine(mask, drop, size), (0, 0), reach) * chance.uniform(0.15, 0.5)
    result = under.astype(np.float32) * (1 - shade[..., None])
    result += (page.astype(np.float32) - result) * mask[..., None]
    return np.asarray(np.clip(result, 0, 255), np.uint8)


def _scale_at(matrix: Matrix, sheet: Sheet) -> float:
    """Pixels per millimetre where the page is nearest."""
    corners = through(matrix, corners_of(sheet))
    sides = np.linalg.norm(np.roll(corners, -1, 0) - corners, axis=1)
    return float(max(sides[0::2].max() / sheet.width, sides[1::2].max() / sheet.height))


def _outline(height: int, width: int, sheet: Sheet) -> Array:
    alpha = np.zeros((height, width), np.uint8)
    r = int(sheet.round_corners * width / sheet.width)
    if r < 1:
        alpha[:] = 255
        return alpha
    cv2.rectangle(alpha, (r, 0), (width - 1 - r, height - 1), 255, -1)
    cv2.rectangle(alpha, (0, r), (width - 1, height - 1 - r), 255, -1)
    for x in (r, width - 1 - r):
        for y in (r, height - 1 - r):
            cv2.circle(alpha, (x, y), r, 255, -1, cv2.LINE_AA)
    return alpha


def _bent(texture: Array, alpha: Array, reach: float, chance: Chance) -> tuple[Array, Array]:
    """Sides that bow a little, corners that stay."""
    height, width = alpha.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    a, b = chance.uniform(-reach, reach, 2)
    dy = (a * np.sin(x / width * np.pi)).astype(np.float32)
    dx = (b * np.sin(y / height * np.pi)).astype(np.float32)
    moved = cv2.remap(texture, x + dx, y + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.remap(alpha, x + dx, y + dy, cv2.INTER_LINEAR, borderValue=0)
    return moved, mask


def _about_x(angle: float) -> Matrix:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def _about_y(angle: float) -> Matrix:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def _about_z(angle: float) -> Matrix:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


# ------------------------------------------------------------ light, lens, sensor


def lit(picture: Array, chance: Chance, hard: bool) -> Array:
    """A window's gradient, a shadow or two, a colour cast; the paper stays readable."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle, depth = chance.uniform(0, 6.28), chance.uniform(0.05, 0.35 if hard else 0.15)
    ramp = (x / width * np.cos(angle) + y / height * np.sin(angle)).astype(np.float32)
    ramp = (ramp - ramp.min()) / (ramp.max() - ramp.min() + 1e-6)
    light = 1 - depth * ramp
    for _ in range(int(chance.integers(0, 3)) if hard else 0):
        light *= _shadow(width, height, chance)
    cast = 1 + chance.uniform(-0.07, 0.07, 3) if hard else 1 + chance.uniform(-0.03, 0.03, 3)
    gain = chance.uniform(0.85, 1.02)
    return np.asarray(np.clip(picture * (light[..., None] * cast * gain), 0, 255), np.uint8)


def _shadow(width: int, height: int, chance: Chance) -> NDArray[np.float32]:
    """The edge of a head, a hand or a telephone across the picture."""
    mask = np.zeros((height // 4, width // 4), np.uint8)
    if chance.random() < 0.5:
        points = chance.uniform(-0.2, 1.2, (4, 2)) * (mask.shape[1], mask.shape[0])
        cv2.fillConvexPoly(mask, cv2.convexHull(points.astype(np.int32)), 255)
    else:
        centre = tuple(int(v) for v in chance.uniform(-0.1, 1.1, 2) * (mask.shape[1], mask.shape[0]))
        axes = tuple(int(v) for v in chance.uniform(0.15, 0.5, 2) * mask.shape[1])
        cv2.ellipse(mask, centre, axes, chance.uniform(0, 180), 0, 360, 255, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), chance.uniform(2, 30))
    field = cv2.resize(soft, (width, height)).astype(np.float32) / 255
    return np.asarray(1 - field * chance.uniform(0.12, 0.4), np.float32)


def fingers(picture: Array, corners: Matrix, chance: Chance, count: int) -> Array:
    """Finger tips that hold an edge: they cover a little of the border."""
    result = picture.copy()
    size = float(np.sqrt(abs(cv2.contourArea(corners.astype(np.float32)))))
    for _ in range(count):
        side = int(chance.integers(0, 4))
        start, end = corners[side], corners[(side + 1) % 4]
        edge = start + (end - start) * chance.uniform(0.15, 0.85)
        out = edge - corners.mean(0)
        out = out / (np.linalg.norm(out) + 1e-6)
        thick = size * chance.uniform(0.05, 0.09)
        tip, root = edge - out * thick * chance.uniform(0.1, 0.9), edge + out * size * 0.9
        tone = np.array([chance.uniform(175, 225), chance.uniform(125, 165), chance.uniform(95, 130)])
        mask = np.zeros(picture.shape[:2], np.uint8)
        cv2.line(mask, tuple(tip.astype(int)), tuple(root.astype(int)), 255, max(3, int(thick)), cv2.LINE_AA)
        field = cv2.GaussianBlur(mask, (0, 0), 1.2).astype(np.float32)[..., None] / 255
        core = cv2.GaussianBlur(mask, (0, 0), thick * 0.25).astype(np.float32)[..., None] / 255
        shade = tone * (0.55 + 0.45 * core)
        result = np.asarray(result * (1 - field) + shade * field, np.uint8)
    return result


def bent_by_lens(picture: Array, corners: Matrix, strength: float) -> tuple[Array, Matrix]:
    """Barrel (negative) or pincushion distortion; the corners move with it."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    half = np.float32(np.hypot(width, height) / 2)
    u, v = (x - width / 2) / half, (y - height / 2) / half
    factor = (1 + strength * (u * u + v * v)).astype(np.float32)
    moved = cv2.remap(
        picture,
        (u * factor * half + np.float32(width / 2)).astype(np.float32),
        (v * factor * half + np.float32(height / 2)).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    source = (corners - (width / 2, height / 2)) / half
    target = source.copy()
    for _ in range(8):
        target = source / (1 + strength * (target**2).sum(1, keepdims=True))
    return moved, target * half + (width / 2, height / 2)


def sensed(picture: Array, chance: Chance, blur: float, grain: float) -> Array:
    """The lens's softness and the sensor's grain."""
    soft = cv2.GaussianBlur(picture, (0, 0), blur) if blur > 0.05 else picture
    rough = chance.standard_normal(soft.shape).astype(np.float32) * grain
    even = cv2.GaussianBlur(rough, (0, 0), 0.6)
    return np.asarray(np.clip(soft + even * 1.6, 0, 255), np.uint8)
