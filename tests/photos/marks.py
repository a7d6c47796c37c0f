"""What is printed, stamped and signed on papers: fine lines, a face of nobody, a chip, codes, stamps, pen strokes."""

from __future__ import annotations

import cv2
import numpy as np
import segno
from PIL import Image, ImageDraw

from tests.photos.ink import Array, Colour, Page, face

Chance = np.random.Generator


def guilloche(
    width: float, height: float, per_mm: float, paper: tuple[Colour, Colour], inks: tuple[Colour, ...], chance: Chance
) -> Array:
    """The ground of a card: a colour that runs into another, fine waves across it and a rosette of fine lines."""
    w, h = round(width * per_mm), round(height * per_mm)
    ramp = np.linspace(0, 1, w, dtype=np.float32)[None, :, None]
    row = (np.array(paper[0]) * (1 - ramp) + np.array(paper[1]) * ramp).astype(np.uint8)
    ground = np.ascontiguousarray(np.repeat(row, h, 0))
    x = np.linspace(0, 1, 160)
    lines, phase = int(chance.integers(40, 64)), chance.uniform(0, 6, 3)
    for n in range(lines):
        level = n / lines
        y = level + 0.035 * np.sin(x * 14 + phase[0] + level * 9) + 0.02 * np.sin(x * 31 + phase[1] - level * 16)
        _stroke(ground, np.column_stack((x * w, y * h)), inks[n % len(inks)], per_mm * 0.09)
    turn = np.linspace(0, 2 * np.pi, 240)
    centre = np.array([w * chance.uniform(0.45, 0.7), h * chance.uniform(0.4, 0.6)])
    for n in range(9):
        reach = h * (0.2 + 0.028 * n) * (1 + 0.16 * np.cos(turn * 12 + n * 0.5 + phase[2]))
        circle = centre + np.column_stack((reach * np.cos(turn), reach * np.sin(turn)))
        _stroke(ground, circle, inks[(n + 1) % len(inks)], per_mm * 0.09)
    return ground


def _stroke(picture: Array, points: np.ndarray, colour: Colour, thick: float) -> None:
    fixed = np.round(points * 16).astype(np.int32)
    cv2.polylines(picture, [fixed], False, colour, max(1, round(thick)), cv2.LINE_AA, 4)


def code_picture(payload: str) -> Image.Image:
    """The QR code of a card: as many modules as the payload needs at level M, without its quiet zone."""
    code = segno.make(payload, error="m", boost_error=False, encoding="utf-8", micro=False)
    cells = np.array([[0 if module else 255 for module in row] for row in code.matrix], np.uint8)
    return Image.fromarray(np.kron(cells, np.ones((12, 12), np.uint8)))


def code(page: Page, payload: str, x: float, y: float, side: float) -> None:
    """The code on its white field: ``side`` mm without the quiet zone of 1 mm around it."""
    page.box(x - 1, y - 1, side + 2, side + 2, fill=(250, 251, 250))
    page.paste(code_picture(payload).convert("RGB"), x, y, side, side)


def zone(page: Page, lines: tuple[str, ...], x: float, y: float, lead: float, colour: Colour = (22, 22, 24)) -> None:
    """Machine-readable lines in OCR-B, ten letters to the inch (ICAO 9303-3, 4.2)."""
    for row, line in enumerate(lines):
        for column, letter in enumerate(line):
            page.write(letter, x + (column + 0.5) * 2.54, y + row * lead, 3.55, "machine", colour, "ms")


def portrait(page: Page, chance: Chance, x: float, y: float, width: float, height: float) -> None:
    """Head and shoulders of nobody, softly shaded."""
    w, h = round(width * 8), round(height * 8)
    picture = np.full((h, w, 3), chance.integers(198, 240, 3), np.uint8)
    skin = np.array((chance.integers(188, 226), chance.integers(142, 174), chance.integers(112, 140)), int)
    hair, coat = ((int(chance.integers(14, 52)),) * 3, tuple(int(v) for v in chance.integers(30, 235, 3)))
    cx, long = w / 2, chance.random() < 0.5
    _oval(picture, cx, h * 0.42, w * 0.3, h * (0.36 if long else 0.27), hair)
    _oval(picture, cx, h * 1.02, w * 0.46, h * 0.3, coat)
    _oval(picture, cx, h * 0.72, w * 0.12, h * 0.14, tuple(int(v) for v in skin * 0.86))
    _oval(picture, cx, h * 0.47, w * 0.235, h * 0.26, tuple(int(v) for v in skin))
    _oval(picture, cx, h * 0.27, w * 0.24, h * 0.1, hair)
    for side in (-1, 1):
        _oval(picture, cx + side * w * 0.1, h * 0.45, w * 0.035, h * 0.014, (30, 24, 24))
        _oval(picture, cx + side * w * 0.1, h * 0.415, w * 0.055, h * 0.008, hair)
    _oval(picture, cx, h * 0.53, w * 0.03, h * 0.012, tuple(int(v) for v in skin * 0.8))
    _oval(picture, cx, h * 0.6, w * 0.075, h * 0.013, (158, 84, 84))
    light = np.linspace(chance.uniform(0.8, 1), chance.uniform(0.85, 1.05), w)[None, :, None]
    soft = np.clip(cv2.GaussianBlur(picture, (0, 0), w * 0.012) * light, 0, 255).astype(np.uint8)
    size = (round(width * page.per_mm), round(height * page.per_mm))
    page.picture.paste(Image.fromarray(soft).resize(size), tuple(round(v) for v in page.px(x, y)))  # type: ignore[arg-type]


def _oval(picture: Array, x: float, y: float, a: float, b: float, colour: tuple[int, ...]) -> None:
    box = ((x, y), (2 * a, 2 * b), 0.0)
    cv2.ellipse(picture, box, tuple(float(v) for v in colour), -1, cv2.LINE_AA)


def chip(page: Page, x: float, y: float) -> None:
    """The contacts of a chip: 12 by 9 mm, golden."""
    gold, line = (206, 178, 104), (146, 118, 62)
    page.draw.rounded_rectangle(page.px(x, y, x + 12, y + 9), page.per_mm * 1.6, gold, line)
    for share in (0.3, 0.7):
        page.rule(x, y + 9 * share, x + 4, y + 9 * share, line, 0.15)
        page.rule(x + 8, y + 9 * share, x + 12, y + 9 * share, line, 0.15)
    page.draw.rounded_rectangle(page.px(x + 4, y + 1.4, x + 8, y + 7.6), page.per_mm, None, line, 3)


def fingerprint(page: Page, x: float, y: float, chance: Chance) -> None:
    """The print of a finger that nobody has, in a field of 13 by 17 mm."""
    page.box(x, y, 13, 17, fill=(236, 239, 238), outline=(120, 130, 130))
    side = 260
    v, u = np.mgrid[0:side, 0:side].astype(np.float32) / side - 0.5
    warp = cv2.resize(chance.random((4, 4)).astype(np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    rings = np.sin(np.hypot(u * 1.25, v + 0.12) * 95 + warp * 9)
    inside = np.clip((0.42 - np.hypot(u * 1.15, v * 0.95)) * 12, 0, 1)
    grey = (236 - inside * (np.clip(rings * 2, -1, 1) * 0.5 + 0.5) * 175).astype(np.uint8)
    place = tuple(round(value) for value in page.px(x + 0.4, y + 0.4))
    size = (round(12.2 * page.per_mm), round(16.2 * page.per_mm))
    page.picture.paste(Image.fromarray(grey).convert("RGB").resize(size), place)  # type: ignore[arg-type]


def emblem(page: Page, x: float, y: float, radius: float) -> None:
    """Where a state's arms would stand: a red disk, a golden rim, a star."""
    page.draw.ellipse(page.px(x - radius, y - radius, x + radius, y + radius), (196, 42, 38), (214, 178, 70), 6)
    page.draw.polygon([page.px(x + px, y + py) for px, py in _star(radius * 0.5)], (232, 200, 80))


def _star(reach: float) -> list[tuple[float, float]]:
    rays = ((reach if n % 2 == 0 else reach * 0.4, n * np.pi / 5) for n in range(10))
    return [(float(r * np.sin(angle)), float(-r * np.cos(angle))) for r, angle in rays]


def stamp(page: Page, x: float, y: float, radius: float, chance: Chance) -> None:
    """A round red stamp, as it comes off a pad: unevenly, and a little turned."""
    size = round(radius * 2.2 * page.per_mm)
    seal = Image.new("L", (size, size), 0)
    drawn, middle, reach = ImageDraw.Draw(seal), size / 2, radius * page.per_mm
    for share, width in ((1.0, 0.06), (0.9, 0.02), (0.55, 0.02)):
        r = reach * share
        drawn.ellipse((middle - r, middle - r, middle + r, middle + r), outline=225, width=max(1, int(reach * width)))
    drawn.polygon([(middle + px, middle + py) for px, py in _star(reach * 0.34)], fill=205)
    font = face("sans-bold", max(6, int(reach * 0.19)))
    for number, letter in enumerate("ỦY BAN NHÂN DÂN · MẪU · "):
        tile = Image.new("L", (font.size * 2, font.size * 2), 0)
        ImageDraw.Draw(tile).text((font.size, font.size), letter, 215, font, "mm")
        angle = number / 24 * 360
        tile = tile.rotate(-angle, Image.Resampling.BICUBIC)
        at = (middle + reach * 0.72 * np.sin(np.radians(angle)), middle - reach * 0.72 * np.cos(np.radians(angle)))
        seal.paste(255, (round(at[0] - font.size), round(at[1] - font.size)), tile)
    seal = seal.rotate(chance.uniform(-25, 25), Image.Resampling.BICUBIC)
    patches = cv2.resize(chance.uniform(0.45, 1.0, (14, 14)).astype(np.float32), (size, size))
    worn = (np.asarray(seal) * patches * chance.uniform(0.85, 1)).astype(np.uint8)
    where = (round((x - radius * 1.1) * page.per_mm), round((y - radius * 1.1) * page.per_mm))
    page.picture.paste((200, 28, 44), where, Image.fromarray(worn))


def signature(page: Page, x: float, y: float, width: float, chance: Chance) -> None:
    """A pen stroke that reads as a name to nobody."""
    t = np.linspace(0, 1, 140)
    a, b, c = chance.uniform(2, 5, 3)
    ys = y + np.sin(t * a * 6.28) * width * 0.1 * (1 - t) + np.cos(t * b * 6.28) * width * 0.06
    xs = x + t * width + np.sin(t * c * 6.28) * width * 0.09
    blue: Colour = (24, 38, int(chance.integers(110, 160))) if chance.random() < 0.8 else (30, 30, 34)
    points = [page.px(px, py) for px, py in zip(xs, ys, strict=True)]
    page.draw.line(points, blue, max(1, round(page.per_mm * chance.uniform(0.35, 0.6))), joint="curve")  # type: ignore[arg-type]
