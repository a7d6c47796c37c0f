"""Photos without any paper: things on a desk, a plant, a dish, a face, a bare floor."""

from __future__ import annotations

import cv2
import numpy as np

from tests.photos.ink import Array
from tests.photos.texture import Chance, between, colour, noise, shaded


def no_paper(ground: Array, size: tuple[int, int], chance: Chance) -> Array:
    """One of the scenes, on this ground; the same for every size."""
    across = 1000
    tall = round(across * size[1] / size[0])
    side = ground.shape[0]
    start = chance.integers(0, side // 4, 2)
    crop = side * 3 // 4
    wide, high = (crop, round(crop * tall / across)) if tall <= across else (round(crop * across / tall), crop)
    part = ground[start[1] : start[1] + high, start[0] : start[0] + wide]
    picture = cv2.resize(part, (across, tall), interpolation=cv2.INTER_AREA)
    draw = (_things, _things, _plant, _dish, _face, _bare)[int(chance.integers(6))]
    draw(picture, chance)
    picture = cv2.GaussianBlur(picture, (0, 0), 0.7)
    return cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)


def _bare(picture: Array, chance: Chance) -> None:
    """Only the ground."""


def _oval(picture: Array, at: np.ndarray, axes: tuple[float, float], turn: float, ink: tuple[float, ...]) -> None:
    """A shaded oval with its shadow: round things seen from above."""
    height, width = picture.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    cv2.ellipse(mask, ((float(at[0]), float(at[1])), (2 * axes[0], 2 * axes[1]), turn), 255, -1, cv2.LINE_AA)
    drop = cv2.warpAffine(mask, np.array([[1, 0, 9], [0, 1, 12]], float), (width, height))
    dark = 1 - cv2.blur(drop, (21, 21)).astype(np.float32) * np.float32(0.5 / 255)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot(x - at[0] + axes[0] * 0.4, y - at[1] + axes[1] * 0.4) / max(axes)
    round_ = np.clip(1.15 - 0.35 * away, 0.35, 1.2)[..., None] * np.array(ink, np.float32)
    share = mask.astype(np.float32)[..., None] / 255
    picture[:] = np.clip(picture * dark[..., None] * (1 - share) + round_ * share, 0, 255).astype(np.uint8)


def _things(picture: Array, chance: Chance) -> None:
    """A cup, fruit, a telephone that is off, a pen."""
    height, width = picture.shape[:2]
    for _ in range(int(chance.integers(2, 6))):
        at = chance.uniform(0.08, 0.92, 2) * (width, height)
        reach, ink, kind = (chance.uniform(50, 150), colour(chance, 60, 220, 60), chance.integers(0, 4))
        if kind == 0:
            _oval(picture, at, (reach, reach), 0, ink)
            _oval(picture, at, (reach * 0.84, reach * 0.84), 0, tuple(v * 0.45 for v in ink))
        elif kind == 1:
            _oval(picture, at, (reach * 0.8, reach * chance.uniform(0.6, 0.8)), chance.uniform(0, 180), ink)
        elif kind == 2:
            _slab(picture, at, (reach * 1.1, reach * 2.2), chance.uniform(0, 180))
        else:
            turn = chance.uniform(0, 6.28)
            end = at + 320 * np.array([np.cos(turn), np.sin(turn)])
            cv2.line(picture, tuple(at.astype(int)), tuple(end.astype(int)), ink, 14, cv2.LINE_AA)


def _slab(picture: Array, at: np.ndarray, sides: tuple[float, float], turn: float) -> None:
    """A dark telephone with rounded corners and a reflection across its glass."""
    for grow, tone in ((1.0, 16), (0.92, 30)):
        box = cv2.boxPoints((tuple(at), (sides[0] * grow - 16, sides[1] * grow - 16), turn)).astype(np.int32)
        cv2.fillConvexPoly(picture, box, (tone, tone, tone + 3), cv2.LINE_AA)
        cv2.polylines(picture, [box], True, (tone, tone, tone + 3), 16, cv2.LINE_AA)
    box = cv2.boxPoints((tuple(at), (sides[0] * 0.3, sides[1] * 0.8), turn)).astype(np.int32)
    cv2.fillConvexPoly(picture, box, (46, 47, 52), cv2.LINE_AA)


def _plant(picture: Array, chance: Chance) -> None:
    """Leaves around a stem."""
    height, width = picture.shape[:2]
    middle = chance.uniform(0.35, 0.65, 2) * (width, height)
    for _ in range(int(chance.integers(14, 34))):
        turn, far, long = (chance.uniform(0, 6.28), chance.uniform(40, 330), chance.uniform(60, 190))
        at = middle + far * np.array([np.cos(turn), np.sin(turn)])
        ink = (chance.uniform(20, 90), chance.uniform(80, 170), chance.uniform(20, 80))
        box = (tuple(at), (long * 2, long * chance.uniform(0.4, 0.8)), float(np.degrees(turn) + chance.normal(0, 25)))
        cv2.ellipse(picture, box, ink, -1, cv2.LINE_AA)
        tip = at + long * np.array([np.cos(turn), np.sin(turn)])
        cv2.line(picture, tuple(at.astype(int)), tuple(tip.astype(int)), tuple(v * 0.7 for v in ink), 3, cv2.LINE_AA)
    picture[:] = shaded(picture, 0.75 + 0.5 * noise(chance, 9, (width, height), 3))


def _dish(picture: Array, chance: Chance) -> None:
    """A bowl of rice with things on it."""
    height, width = picture.shape[:2]
    at, reach = (chance.uniform(0.4, 0.6, 2) * (width, height), chance.uniform(0.28, 0.42) * min(width, height))
    _oval(picture, at, (reach, reach * 0.96), 0, colour(chance, 170, 240, 25))
    _oval(picture, at, (reach * 0.86, reach * 0.82), 0, (222, 212, 186))
    for _ in range(int(chance.integers(12, 40))):
        turn, far = chance.uniform(0, 6.28), reach * 0.7 * np.sqrt(chance.random())
        place = at + far * np.array([np.cos(turn), np.sin(turn)])
        ink = ((150, 60, 30), (60, 120, 40), (214, 120, 40), (236, 206, 90))[int(chance.integers(4))]
        box = (tuple(place), tuple(chance.uniform(16, 80, 2)), float(chance.uniform(0, 180)))
        cv2.ellipse(picture, box, tuple(v * chance.uniform(0.7, 1.1) for v in ink), -1, cv2.LINE_AA)


def _face(picture: Array, chance: Chance) -> None:
    """A head in front of a room: shapes and soft shade, nobody."""
    height, width = picture.shape[:2]
    tone = np.array(((226, 178, 148), (198, 148, 116), (160, 112, 84))[int(chance.integers(3))])
    at, reach = (
        np.array([width * chance.uniform(0.4, 0.6), height * 0.46]),
        min(width, height) * chance.uniform(0.22, 0.34),
    )
    room = between(noise(chance, 3, (width, height), 2), colour(chance, 60, 120, 30), colour(chance, 140, 220, 30))
    picture[:] = room
    _oval(picture, at + (0, reach * 2.1), (reach * 1.9, reach * 1.1), 0, colour(chance, 40, 220, 60))
    _oval(picture, at - (0, reach * 0.2), (reach * 1.12, reach * 1.36), 0, (34, 26, 24))
    _oval(picture, at, (reach * 0.9, reach * 1.16), 0, tuple(float(v) for v in tone))
    for side in (-1, 1):
        eye = at + (side * reach * 0.36, -reach * 0.12)
        _oval(picture, eye, (reach * 0.15, reach * 0.07), 0, (238, 234, 230))
        _oval(picture, eye, (reach * 0.06, reach * 0.06), 0, (40, 28, 24))
        _oval(picture, eye - (0, reach * 0.2), (reach * 0.2, reach * 0.03), 0, (40, 30, 26))
    _oval(picture, at + (0, reach * 0.25), (reach * 0.12, reach * 0.1), 0, tuple(float(v) * 0.92 for v in tone))
    _oval(picture, at + (0, reach * 0.62), (reach * 0.32, reach * 0.08), 0, (172, 88, 84))
