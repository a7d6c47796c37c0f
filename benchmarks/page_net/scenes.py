"""Puts a paper into a scene and photographs it: fingers, shadows, light, lens and compression, true corners known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from benchmarks.page_net.grounds import ground, lay
from benchmarks.page_net.papers import paper, passport
from benchmarks.page_net.texture import Array, Chance, between, blurred, clouds, colour, print_ink

EMPTY: Final = 0.03
"""How many scenes show no paper."""
BOOKLET: Final = 0.08
"""How many show one page of an open passport, the other above or below it."""
FAR: Final = 0.1
"""How many show a paper far away, as no one could read it: it must be seen to be told so."""
CUT: Final = 0.2
"""How many may show a paper that is partly outside the picture."""


@dataclass(frozen=True, slots=True)
class Scene:
    """RGB uint8, and the true corners (4 x 2, pixels, clockwise from the paper's own upper left), None without one."""

    picture: Array
    corners: Array | None


def scene(chance: Chance, width: int, height: int, fine: int = 2) -> Scene:
    """A photo of ``width`` x ``height`` pixels; drawn ``fine`` times as large and reduced."""
    wide, tall = width * fine, height * fine
    drawn = ground(chance, tall, wide)
    longest = int(max(wide, tall) * chance.uniform(0.5, 0.9))
    booklet = chance.random() < BOOKLET
    sheet = passport(chance, longest) if booklet else paper(chance, longest)
    corners = _placed(chance, sheet.shape[1] / sheet.shape[0], wide, tall)
    if chance.random() < EMPTY:
        return Scene(_photographed(chance, drawn, width, height), None)
    if chance.random() < 0.35:
        _lay_under(chance, drawn, corners)
    if chance.random() < 0.25:
        _alike(chance, drawn, sheet, corners)
    if booklet:
        _facing_page(chance, drawn, sheet, corners)
    lay(chance, drawn, sheet, corners)
    if chance.random() < 0.35:
        _fingers(chance, drawn, corners)
    _light(chance, drawn, corners)
    return Scene(_photographed(chance, drawn, width, height), ((corners + 0.5) / fine - 0.5).astype(np.float32))


def _placed(chance: Chance, ratio: float, wide: int, tall: int) -> Array:
    """Corners of a paper of this width over height, seen by a camera at any roll, tilted up to 50 degrees."""
    half = np.array([[-ratio, -1, 0], [ratio, -1, 0], [ratio, 1, 0], [-ratio, 1, 0]]) / np.hypot(ratio, 1)
    far = chance.random() < FAR
    for _ in range(60):
        tilt = np.radians(chance.uniform(0, 50) * chance.uniform(0.2, 1))
        seen = half @ _spin(2, chance.uniform(0, 2 * np.pi)).T @ _spin(0, tilt).T
        seen = seen @ _spin(2, chance.uniform(0, 2 * np.pi)).T
        if chance.random() < 0.6:
            seen = half @ _spin(0, tilt).T @ _spin(1, tilt * chance.normal(0, 0.5)).T
            seen = seen @ _spin(2, chance.integers(0, 4) * np.pi / 2 + chance.normal(0, 0.2)).T
        flat = seen[:, :2] / (chance.uniform(2.2, 5) + seen[:, 2:])
        size = np.ptp(flat, axis=0)
        fill = chance.uniform(0.3, 0.98) if chance.random() < 0.85 else chance.uniform(0.9, 1.2)
        if far:
            fill = chance.uniform(0.1, 0.3)
        flat *= fill * min(wide / size[0], tall / size[1])
        room = np.maximum((wide, tall) - np.ptp(flat, axis=0), 0)
        flat += chance.uniform(0, 1, 2) * room - flat.min(0)
        if chance.random() < CUT:
            flat += chance.normal(0, 0.12, 2) * (wide, tall)
        if _inside(flat, wide, tall) > 0.7:
            return flat
    return np.array([[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]]) * (wide, tall)


def _inside(corners: Array, wide: int, tall: int) -> float:
    frame = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    shared, _ = cv2.intersectConvexConvex(corners.astype(np.float32), frame)
    return float(shared / max(1.0, cv2.contourArea(corners.astype(np.float32))))


def _spin(axis: int, angle: float) -> Array:
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.eye(3)
    one, two = [n for n in range(3) if n != axis]
    matrix[one, one] = matrix[two, two] = cos
    matrix[one, two], matrix[two, one] = -sin, sin
    return matrix


def _lay_under(chance: Chance, drawn: Array, corners: Array) -> None:
    """Other papers that the page partly hides."""
    middle = corners.mean(0)
    for _ in range(int(chance.integers(1, 4))):
        other = paper(chance, 300)
        angle = chance.normal(0, 0.15) if chance.random() < 0.5 else chance.uniform(0, 2 * np.pi)
        cos, sin = np.cos(angle), np.sin(angle)
        size = chance.uniform(0.6, 1.3) if chance.random() < 0.7 else chance.uniform(1.3, 3)
        spun = (corners - middle) @ np.array([[cos, sin], [-sin, cos]]) * size
        shift = chance.normal(0, 0.35, 2) * np.ptp(corners, axis=0)
        lay(chance, drawn, other, spun + middle + shift)


def _facing_page(chance: Chance, drawn: Array, sheet: Array, corners: Array) -> None:
    """The other page of a booklet: pale, nearly empty, joined to the upper or lower side."""
    tall, wide = sheet.shape[:2]
    other = np.zeros((tall, wide, 3), np.float32) + sheet[..., :3].mean((0, 1)) * chance.uniform(0.8, 1.1)
    other = between(other, colour(chance, 0, 150), print_ink(chance, tall, wide, tall / 12) * (chance.random() < 0.5))
    hinge = np.linspace(1, chance.uniform(0.5, 0.95), max(2, tall // 12))[:, None, None]
    frame = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    matrix = cv2.getPerspectiveTransform(frame, corners.astype(np.float32))
    if chance.random() < 0.7:
        other[-len(hinge) :] *= hinge
        beside = frame - (0, 1)
    else:
        other[: len(hinge)] *= hinge[::-1]
        beside = frame + (0, 1)
    lay(chance, drawn, other, cv2.perspectiveTransform(beside[None].astype(np.float64), matrix)[0])


def _alike(chance: Chance, drawn: Array, sheet: Array, corners: Array) -> None:
    """A ground of nearly the page's own colour: white on white."""
    edge = np.concatenate([sheet[2, :, :3], sheet[-3, :, :3]]).mean(0)
    mask = 1 - chance.uniform(0, 0.2) * clouds(chance, *drawn.shape[:2], 100)
    near = edge + chance.normal(0, 5) + chance.normal(0, 3, 3)
    drawn[:] = near * mask[..., None] + (drawn - drawn.mean((0, 1))) * chance.uniform(0, 0.15)


def _fingers(chance: Chance, drawn: Array, corners: Array) -> None:
    """Fingers side by side, clips and pens that reach over the page's sides."""
    middle = corners.mean(0)
    size = float(np.sqrt(cv2.contourArea(corners.astype(np.float32))))
    for _ in range(int(chance.integers(1, 4))):
        side = int(chance.integers(0, 4))
        at = corners[side] + (corners[(side + 1) % 4] - corners[side]) * chance.uniform(0.1, 0.9)
        inward = (middle - at) / max(1.0, float(np.linalg.norm(middle - at)))
        inward += chance.normal(0, 0.3, 2)
        tint = np.array([chance.uniform(90, 240), 0, 0])
        tint[1], tint[2] = tint[0] * chance.uniform(0.65, 0.82), tint[0] * chance.uniform(0.5, 0.7)
        if chance.random() < 0.25:
            tint = colour(chance)
        thick = max(2, int(size * chance.uniform(0.03, 0.16)))
        for number in range(int(chance.integers(1, 4))):
            beside = np.array([-inward[1], inward[0]]) * thick * number * 1.05
            tip = at + beside + inward * size * chance.uniform(0.02, 0.14)
            _finger(drawn, tip, at + beside - inward * size, tint, thick)


def _finger(drawn: Array, tip: Array, root: Array, tint: Array, thick: int) -> None:
    cover = np.zeros(drawn.shape[:2], np.float32)
    cv2.line(cover, tuple(tip.astype(int).tolist()), tuple(root.astype(int).tolist()), 1.0, thick, cv2.LINE_AA)
    shade = blurred(cover, thick / 4)
    drawn *= (1 - 0.4 * np.roll(shade, (thick // 5, thick // 6), (0, 1)))[..., None]
    drawn[:] = drawn * (1 - cover[..., None]) + tint * ((0.65 + 0.35 * shade) * cover)[..., None]


def _light(chance: Chance, drawn: Array, corners: Array) -> None:
    """A slope of brightness, cast shadows, a reflection."""
    tall, wide = drawn.shape[:2]
    y, x = np.mgrid[0:tall, 0:wide].astype(np.float32)
    angle = chance.uniform(0, 2 * np.pi)
    slope = (x / wide - 0.5) * np.cos(angle) + (y / tall - 0.5) * np.sin(angle)
    drawn *= (1 + slope * chance.uniform(0, 0.6))[..., None]
    for _ in range(int(chance.integers(0, 3))):
        shape = np.zeros((tall, wide), np.float32)
        at = chance.uniform(-0.3, 1.3, 2) * (wide, tall)
        points = at + chance.normal(0, 0.5, (int(chance.integers(3, 7)), 2)) * max(wide, tall)
        outline = cv2.convexHull(points.astype(np.int32))
        if chance.random() < 0.4:
            axes = tuple(int(v) for v in chance.uniform(0.1, 0.6, 2) * max(wide, tall))
            outline = cv2.ellipse2Poly((int(at[0]), int(at[1])), axes, int(chance.integers(0, 180)), 0, 360, 5)
        cv2.fillPoly(shape, [outline], 1.0)
        small = cv2.resize(shape, (wide // 4, tall // 4), interpolation=cv2.INTER_AREA)
        soft = cv2.resize(blurred(small, np.exp(chance.uniform(-0.5, 3.4))), (wide, tall))
        drawn *= (1 - soft * chance.uniform(0.1, 0.6))[..., None]
    if chance.random() < 0.2:
        at = corners.mean(0) + chance.normal(0, 0.3, 2) * np.ptp(corners, axis=0)
        size = chance.uniform(0.03, 0.15) * wide
        drawn += (chance.uniform(60, 300) * np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / (2 * size**2)))[..., None]


def _photographed(chance: Chance, drawn: Array, width: int, height: int) -> Array:
    """Reduced, blurred, tinted, noisy, compressed."""
    seen = cv2.resize(drawn, (width, height), interpolation=cv2.INTER_AREA)
    size = max(width, height) / 320
    if chance.random() < 0.5:
        seen = blurred(seen, size * chance.uniform(0, 1.2))
    if chance.random() < 0.15:
        length = int(chance.uniform(2, 6) * size) | 1
        turn = cv2.getRotationMatrix2D(((length - 1) / 2, (length - 1) / 2), chance.uniform(0, 180), 1)
        bar = np.zeros((length, length), np.float32)
        bar[length // 2] = 1
        bar = cv2.warpAffine(bar, turn, (length, length))
        seen = cv2.filter2D(seen, -1, bar / bar.sum())
    seen = seen * chance.uniform(0.85, 1.15, 3) if chance.random() < 0.7 else seen
    if chance.random() < 0.06:
        seen = np.repeat(seen.mean(-1, keepdims=True), 3, -1)
    seen = 255 * (seen.clip(0, 255) / 255) ** np.exp(chance.normal(0, 0.3)) * chance.uniform(0.4, 1.1)
    seen = (seen - 128) * chance.uniform(0.7, 1.2) + 128
    seen = seen + chance.normal(0, 1, seen.shape) * np.exp(chance.uniform(-1, 2.3))
    quality = int(chance.integers(30, 96))
    _, packed = cv2.imencode(".jpg", seen.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR))
