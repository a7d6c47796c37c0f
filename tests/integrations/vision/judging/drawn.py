"""Pages drawn with lines of text, and a pinhole camera that photographs them: small, and the same every time."""

from __future__ import annotations

import cv2
import numpy as np

from integrations.vision.judging.papers import Size
from integrations.vision.shapes import Corners, Flat, Picture

WORDS = ("cong hoa", "xa hoi", "chu nghia", "viet nam", "doc lap", "tu do", "hanh phuc", "ho ten", "ngay sinh")
GROUND = (92, 70, 52)


def page(size: Size, per_mm: float, seed: int = 0, paper: tuple[int, int, int] = (236, 234, 226)) -> Picture:
    """Lines of words, letters 3 mm high on a sheet and 1.9 mm on a card."""
    width, height = round(size.width * per_mm), round(size.height * per_mm)
    drawn = np.full((height, width, 3), paper, np.uint8)
    letters = 3.0 if max(size.width, size.height) > 130 else 1.9
    chance = np.random.default_rng(seed)
    down = 0.1 * size.height
    while down < 0.92 * size.height:
        words = " ".join(chance.choice(WORDS, int(chance.integers(2, 4))))
        place = (round(0.08 * width), round(down * per_mm))
        cv2.putText(drawn, words, place, cv2.FONT_HERSHEY_SIMPLEX, letters * per_mm / 22, (30, 30, 40),
                    max(1, round(0.3 * per_mm)), cv2.LINE_AA)  # fmt: skip
        down += 2.6 * letters
    return drawn


def flat(size: Size, per_mm: float = 8.0, seed: int = 0) -> Flat:
    """A page that needs no flattening."""
    return Flat(page(size, per_mm, seed), size.width, size.height, per_mm)


def corners_seen(
    size: Size, width: int, height: int, lean: float = 0.0, toward: float = 0.0, roll: float = 0.0, fill: float = 0.7
) -> Corners:
    """Where the page's corners are in the picture of a camera with a telephone's lens; angles in degrees."""
    lens = 0.78 * max(width, height)
    a, b, c = np.radians([lean, toward, roll])
    around_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    around_y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    around_z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    x, y = size.width / 2, size.height / 2
    page_corners = np.array([[-x, -y, 0], [x, -y, 0], [x, y, 0], [-x, y, 0]])
    away = lens * max(size.width / (fill * width), size.height / (fill * height))
    seen = page_corners @ (around_x @ around_y @ around_z).T + (0, 0, away)
    return seen[:, :2] / seen[:, 2:] * lens + ((width - 1) / 2, (height - 1) / 2)


def photo(drawn: Picture, corners: Corners, width: int, height: int) -> Picture:
    """The page on a table, seen as these corners, with the grain of a camera."""
    rows, columns = drawn.shape[:2]
    edge = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32) - np.float32(0.5)
    scale = max(1.0, columns / float(np.linalg.norm(corners[1] - corners[0])))
    # Detail that is finer than the photo's pixels is taken out first, as a lens does.
    drawn = np.asarray(cv2.GaussianBlur(drawn, (0, 0), 0.35 * scale), np.uint8)
    matrix = cv2.getPerspectiveTransform(edge, corners.astype(np.float32))
    seen = cv2.warpPerspective(drawn, matrix, (width, height)).astype(np.float32)
    mask = cv2.warpPerspective(np.full((rows, columns), 255, np.uint8), matrix, (width, height))
    seen[mask <= 127] = GROUND
    grain = np.random.default_rng(7).normal(0, 2, seen.shape)
    return np.asarray(np.clip(seen + grain, 0, 255), np.uint8)
