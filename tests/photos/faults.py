"""What goes wrong when papers are photographed, one thing at a time, each so badly that a person would ask again."""

from __future__ import annotations

import cv2
import numpy as np

from tests.photos.camera import Chance, Matrix
from tests.photos.ink import Array, face
from tests.photos.pages import Sheet

PLACES = ("top-left", "top", "top-right", "left", "middle", "right", "bottom-left", "bottom", "bottom-right")


def darkened(picture: Array, chance: Chance) -> Array:
    """A room without a lamp: the paper itself is dark, and the sensor grainy."""
    rough = chance.standard_normal(picture.shape).astype(np.float32) * chance.uniform(3, 6)
    return np.asarray(np.clip(picture * chance.uniform(0.09, 0.22) + rough + 3, 0, 255), np.uint8)


def defocused(picture: Array, scale: float, chance: Chance) -> Array:
    """A disk of confusion, in millimetres of the page times pixels per millimetre."""
    reach = max(2.5, chance.uniform(0.55, 1.1) * scale)
    size = int(reach) * 2 + 1
    disk = np.zeros((size, size), np.float32)
    cv2.circle(disk, (size // 2, size // 2), size // 2, 1.0, -1, cv2.LINE_AA)
    return np.asarray(cv2.filter2D(picture, -1, disk / disk.sum()), np.uint8)


def shaken(picture: Array, scale: float, chance: Chance) -> Array:
    """A line along which the hand moved."""
    reach = max(7, int(chance.uniform(1.2, 2.4) * scale))
    line = np.zeros((reach * 2 + 1, reach * 2 + 1), np.float32)
    angle = chance.uniform(0, 3.14)
    dx, dy = np.cos(angle) * reach / 2, np.sin(angle) * reach / 2
    cv2.line(line, (int(reach - dx), int(reach - dy)), (int(reach + dx), int(reach + dy)), 1.0, 1, cv2.LINE_AA)
    return np.asarray(cv2.filter2D(picture, -1, line / line.sum()), np.uint8)


def glared(picture: Array, sheet: Sheet, matrix: Matrix, chance: Chance) -> tuple[Array, str]:
    """A lamp mirrored on the paper: a burnt spot over 2.5 to 8 per cent of it, and a halo. Returns where."""
    column, row = int(chance.integers(0, 3)), int(chance.integers(0, 3))
    where = PLACES[row * 3 + column]
    centre = np.array([(column + 0.5) / 3 * sheet.width, (row + 0.5) / 3 * sheet.height])
    centre += chance.uniform(-0.06, 0.06, 2) * (sheet.width, sheet.height)
    share = chance.uniform(0.025, 0.08)
    reach = np.sqrt(share * sheet.width * sheet.height / np.pi)
    stretch = chance.uniform(0.7, 1.4)
    angles = np.linspace(0, 6.283, 60)
    outline = np.column_stack(
        (centre[0] + reach * stretch * np.cos(angles), centre[1] + reach / stretch * np.sin(angles))
    )
    ones = np.column_stack((outline, np.ones(60))) @ matrix.T
    points = (ones[:, :2] / ones[:, 2:3]).astype(np.int32)
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(mask, [points], 255)
    size = float(np.sqrt(max(cv2.contourArea(points), 1)))
    core = cv2.GaussianBlur(mask, (0, 0), max(1.0, size * 0.08)).astype(np.float32)[..., None] / 255
    halo = cv2.GaussianBlur(mask, (0, 0), max(1.0, size * 0.35)).astype(np.float32)[..., None] / 255
    return np.asarray(np.clip(picture + halo * 90 + core * 260, 0, 255), np.uint8), where


def on_screen(sheet: Sheet, size: tuple[int, int], chance: Chance) -> Array:
    """A photo of a monitor that shows the paper: bezel, pixel grid, moire, a bluish glow."""
    width, height = size
    screen = np.full((900, 1440, 3), int(chance.integers(18, 60)), np.uint8)
    fit = min(1300 / sheet.picture.shape[1], 820 / sheet.picture.shape[0])
    shown = cv2.resize(sheet.picture, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    y, x = (900 - shown.shape[0]) // 2, (1440 - shown.shape[1]) // 2
    screen[y : y + shown.shape[0], x : x + shown.shape[1]] = shown
    cv2.rectangle(screen, (0, 0), (1440, 34), (225, 228, 232), -1)
    for n, colour in enumerate(((240, 90, 80), (240, 190, 60), (90, 200, 90))):
        cv2.circle(screen, (22 + 24 * n, 17), 7, colour, -1, cv2.LINE_AA)
    large = cv2.resize(screen, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST).astype(np.float32)
    large[::2] *= 0.72
    large[:, ::2, 0] *= 0.8
    large[:, 1::2, 2] *= 0.8
    framed = cv2.copyMakeBorder(
        np.clip(large * 1.12, 0, 255).astype(np.uint8), 70, 110, 70, 70, cv2.BORDER_CONSTANT, value=(16, 16, 18)
    )
    h, w = framed.shape[:2]
    k = min(width / w, height / h) * chance.uniform(0.9, 1.25)
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), chance.uniform(-5, 5), k)
    turn[:, 2] += (width / 2 - w / 2, height / 2 - h / 2)
    tilt = np.eye(3)
    tilt[2, :2] = chance.uniform(-1.2e-4, 1.2e-4, 2)
    picture = cv2.warpPerspective(framed, tilt @ np.vstack((turn, (0, 0, 1))), size, borderValue=(70, 62, 58))
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    period, angle = chance.uniform(5, 11), chance.uniform(0, 3.14)
    moire = 1 + 0.06 * np.sin((xx * np.cos(angle) + yy * np.sin(angle)) / period * 6.28 + np.sin(yy / 90))
    return np.asarray(np.clip(picture * moire[..., None] * (0.97, 1.0, 1.06), 0, 255), np.uint8)


def screenshot(sheet: Sheet, chance: Chance) -> Array:
    """A telephone's own picture of its screen: status bar, a chat, the paper in a bubble. Exact flat colours."""
    from PIL import Image, ImageDraw

    width, height = 1080, 2340
    dark = chance.random() < 0.4
    back = (24, 26, 30) if dark else (236, 240, 244)
    ink = (235, 235, 235) if dark else (20, 20, 20)
    picture = Image.new("RGB", (width, height), back)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width, 80), fill=(12, 12, 14) if dark else (250, 250, 250))
    draw.text((50, 22), f"{chance.integers(7, 22)}:{chance.integers(10, 59)}", ink, face("sans-bold", 38))
    draw.rounded_rectangle((960, 28, 1020, 54), 8, outline=ink, width=3)
    draw.rectangle((966, 34, 1000, 48), fill=ink)
    draw.rectangle((0, 80, width, 220), fill=(34, 108, 190))
    draw.text((150, 125), "Hồ sơ của tôi", (255, 255, 255), face("sans-bold", 46))
    fit = min(980 / sheet.picture.shape[1], 1500 / sheet.picture.shape[0])
    shown = cv2.resize(sheet.picture, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    picture.paste(Image.fromarray(shown), ((width - shown.shape[1]) // 2, 330))
    draw.rounded_rectangle((60, 2170, 860, 2270), 50, fill=(60, 64, 70) if dark else (255, 255, 255))
    draw.text((110, 2195), "Nhập tin nhắn", (140, 140, 140), face("sans", 40))
    draw.ellipse((900, 2170, 1000, 2270), fill=(34, 108, 190))
    return np.asarray(picture)


def no_paper(ground: Array, size: tuple[int, int], chance: Chance) -> Array:
    """A desk with things on it, a plant, a face: no paper anywhere."""
    width, height = size
    picture = cv2.resize(ground, size, interpolation=cv2.INTER_AREA)
    for _ in range(int(chance.integers(3, 9))):
        x, y = int(chance.uniform(0, width)), int(chance.uniform(0, height))
        reach = int(chance.uniform(0.05, 0.22) * width)
        colour = tuple(float(v) for v in chance.integers(20, 235, 3))
        kind = chance.integers(0, 4)
        if kind == 0:
            cv2.ellipse(
                picture,
                (x, y),
                (reach, int(reach * chance.uniform(0.5, 1))),
                chance.uniform(0, 180),
                0,
                360,
                colour,
                -1,
                cv2.LINE_AA,
            )
        elif kind == 1:
            cv2.circle(picture, (x, y), reach, colour, -1, cv2.LINE_AA)
            cv2.circle(picture, (x, y), int(reach * 0.8), tuple(v * 0.6 for v in colour), -1, cv2.LINE_AA)
        elif kind == 2:
            for leaf in range(9):
                end = (int(x + reach * np.cos(leaf * 0.7)), int(y + reach * np.sin(leaf * 0.7)))
                cv2.ellipse(
                    picture,
                    ((x + end[0]) // 2, (y + end[1]) // 2),
                    (reach // 2, reach // 8),
                    leaf * 40,
                    0,
                    360,
                    (40, 120 + leaf * 8, 50),
                    -1,
                    cv2.LINE_AA,
                )
        else:
            cv2.ellipse(picture, (x, y), (int(reach * 0.8), reach), 0, 0, 360, (214, 164, 134), -1, cv2.LINE_AA)
            for side in (-1, 1):
                cv2.circle(
                    picture, (x + side * reach // 3, y - reach // 5), max(2, reach // 12), (40, 30, 30), -1, cv2.LINE_AA
                )
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.2), np.uint8)
