"""Papers shown on a screen: a monitor that was photographed, and a telephone's own picture of what it shows."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tests.photos.ink import Array, face
from tests.photos.pose import Matrix, through
from tests.photos.sheet import Sheet
from tests.photos.texture import Chance

CELL = 3
"""Texture pixels across one pixel of the monitor: one for each of its three stripes."""


def monitor(sheet: Sheet, size: tuple[int, int], chance: Chance) -> tuple[Array, Matrix]:
    """A photo of a monitor and the corners of the paper on it: stripes of red, green and blue, beats between them and
    the camera's pixels, a bluish glow, a bezel."""
    shown, box = _desktop(sheet, chance)
    h, w = shown.shape[:2]
    grid = np.repeat(np.repeat(shown, CELL, 0), CELL, 1).astype(np.float32)
    lit, faint = chance.uniform(1.9, 2.3), chance.uniform(0.25, 0.5)
    mask = np.full((CELL, CELL, 3), faint, np.float32)
    mask[:, range(3), range(3)] = lit
    mask[-1] *= np.float32(chance.uniform(0.5, 0.75))
    grid *= np.tile(mask, (h, w, 1))
    glow = np.array((0.95, 1.0, 1.08), np.float32) * np.float32(chance.uniform(0.9, 1.05))
    screen = np.clip(grid * glow + 6, 0, 255).astype(np.uint8)
    bezel = int(chance.uniform(25, 60)) * CELL
    framed = cv2.copyMakeBorder(screen, bezel, bezel, bezel, bezel, cv2.BORDER_CONSTANT, value=(17, 17, 19))
    paper = box * CELL + bezel
    k = chance.uniform(0.85, 1.35) * min(size[0] / framed.shape[1], size[1] / framed.shape[0])
    middle = paper.mean(0) * 0.6 + np.array([framed.shape[1], framed.shape[0]]) * 0.2
    angle = chance.normal(0, 0.05)
    c, s = np.cos(angle) * k, np.sin(angle) * k
    move = np.array([[c, -s, size[0] / 2], [s, c, size[1] / 2], [0, 0, 1]]) @ np.array(
        [[1, 0, -middle[0]], [0, 1, -middle[1]], [*(chance.uniform(-4e-5, 4e-5, 2)), 1]]
    )
    desk = tuple(float(v) for v in chance.uniform(20, 110) + np.array((4, 0, -5)))
    picture = cv2.warpPerspective(framed, move, size, flags=cv2.INTER_LINEAR, borderValue=desk)
    return picture, through(move, paper)


def _desktop(sheet: Sheet, chance: Chance) -> tuple[Array, Matrix]:
    """What the monitor shows, one value a pixel, and the corners of the paper in it."""
    wide, tall = (1366, 768) if chance.random() < 0.5 else (1280, 800)
    tone = int(chance.integers(60, 240))
    picture = Image.new("RGB", (wide, tall), (tone, tone, min(255, tone + 6)))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, wide, 34), fill=(52, 58, 66))
    draw.text((120, 8), "Xem ảnh - giay-to.jpg", (226, 228, 232), face("sans", 15))
    for number, colour in enumerate(((240, 90, 80), (240, 190, 60), (90, 200, 90))):
        draw.ellipse((14 + 24 * number, 10, 28 + 24 * number, 24), fill=colour)
    draw.rectangle((0, tall - 36, wide, tall), fill=(28, 32, 40))
    for number in range(8):
        draw.rectangle(
            (14 + 46 * number, tall - 30, 38 + 46 * number, tall - 6), fill=(90 + 20 * number, 130, 210 - 20 * number)
        )
    picture_ = np.array(picture)
    fit = min((wide - 40) / sheet.picture.shape[1], (tall - 90) / sheet.picture.shape[0]) * chance.uniform(0.85, 1.0)
    shown = cv2.resize(sheet.picture, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    h, w = shown.shape[:2]
    y, x = 38 + (tall - 78 - h) // 2, (wide - w) // 2
    picture_[y : y + h, x : x + w] = shown
    return picture_, np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], float)


def screenshot(sheet: Sheet, chance: Chance) -> tuple[Array, Matrix]:
    """A telephone's own picture of its screen: status bar, a chat or a viewer, the paper in it; exact flat colours."""
    width, height = ((1080, 2340), (1170, 2532), (720, 1600))[int(chance.integers(3))]
    k, dark = width / 1080, chance.random() < 0.4
    back, ink = ((24, 26, 30), (235, 235, 235)) if dark else ((236, 240, 244), (20, 20, 20))
    bar = tuple(int(v) for v in chance.integers(20, 200, 3))
    picture = Image.new("RGB", (width, height), back)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width, 80 * k), fill=(12, 12, 14) if dark else (250, 250, 250))
    draw.text(
        (50 * k, 20 * k), f"{chance.integers(7, 22)}:{chance.integers(10, 59)}", ink, face("sans-bold", int(38 * k))
    )
    draw.rounded_rectangle((960 * k, 28 * k, 1020 * k, 54 * k), 8 * k, outline=ink, width=3)
    draw.rectangle((966 * k, 34 * k, 1000 * k, 48 * k), fill=ink)
    draw.rectangle((0, 80 * k, width, 220 * k), fill=bar)
    draw.text((150 * k, 120 * k), "Hồ sơ của tôi", (255, 255, 255), face("sans-bold", int(46 * k)))
    source = sheet.picture
    fit = min(width * chance.uniform(0.8, 1.0) / source.shape[1], 1700 * k / source.shape[0])
    shown = cv2.resize(source, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    h, w = shown.shape[:2]
    x, y = (width - w) // 2, int(260 * k + chance.uniform(0, 1) * max(0, 1800 * k - h))
    picture.paste(Image.fromarray(shown), (x, y))
    top = height - 170 * k
    draw.rounded_rectangle(
        (60 * k, top, 860 * k, top + 100 * k), 50 * k, fill=(60, 64, 70) if dark else (255, 255, 255)
    )
    draw.text((110 * k, top + 20 * k), "Nhập tin nhắn", (140, 140, 140), face("sans", int(40 * k)))
    draw.ellipse((900 * k, top, 1000 * k, top + 100 * k), fill=bar)
    return np.asarray(picture), np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], float)
