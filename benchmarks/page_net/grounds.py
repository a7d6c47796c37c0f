"""Draws what papers lie on: desks, wood, stone, cloth, newsprint, clutter; RGB, float32, 0 to 255."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from benchmarks.page_net.texture import (
    Array,
    Chance,
    between,
    blurred,
    clouds,
    colour,
    octaves,
    paper_colour,
    print_ink,
)


def ground(chance: Chance, height: int, width: int) -> Array:
    """A ground of any kind, seen from straight above or askew."""
    kinds = list(_KINDS)
    weights = np.array(list(_KINDS.values()))
    drawn = kinds[int(chance.choice(len(kinds), p=weights / weights.sum()))](chance, height, width)
    return _askew(chance, drawn.astype(np.float32)) if chance.random() < 0.7 else drawn.astype(np.float32)


def _askew(chance: Chance, drawn: Array) -> Array:
    height, width = drawn.shape[:2]
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = chance.uniform(0, 2 * np.pi)
    middle = frame.mean(0)
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]], np.float32)
    size = np.exp(chance.uniform(-0.2, 0.7))
    to = (frame - middle) @ spin.T * size + middle + chance.uniform(-0.15, 0.15, (4, 2)) * (width, height)
    matrix = cv2.getPerspectiveTransform(frame, to.astype(np.float32))
    return np.asarray(cv2.warpPerspective(drawn, matrix, (width, height), borderMode=cv2.BORDER_REFLECT))


def plain(chance: Chance, height: int, width: int) -> Array:
    """A desk of one colour, white ones often."""
    base = chance.uniform(200, 255) + chance.normal(0, 4, 3) if chance.random() < 0.5 else colour(chance)
    wave = octaves(chance, height, width, max(height, width) / chance.uniform(1, 8)) - 0.5
    return np.clip(base + wave[..., None] * chance.uniform(0, 40), 0, 255)


def stone(chance: Chance, height: int, width: int) -> Array:
    """Marble, granite, terrazzo, concrete."""
    share = octaves(chance, height, width, np.exp(chance.uniform(0.5, 5)))
    if chance.random() < 0.4:
        share = 1 - np.abs(share - 0.5) * chance.uniform(4, 12)
    sharp = chance.uniform(0.5, 6)
    return between(colour(chance), colour(chance), ((share - 0.5) * sharp + 0.5).clip(0, 1))


def wood(chance: Chance, height: int, width: int) -> Array:
    """Grain, rings, and sometimes planks with dark joints."""
    stretch = chance.uniform(5, 25)
    rings = np.sin(octaves(chance, height, width, chance.uniform(10, 60), stretch) * chance.uniform(10, 60)) * 0.5 + 0.5
    grain = clouds(chance, height, width, chance.uniform(1, 3), stretch * 2)
    base = np.array([chance.uniform(60, 230), 0, 0])
    base[1], base[2] = base[0] * chance.uniform(0.6, 0.9), base[0] * chance.uniform(0.3, 0.75)
    drawn = between(base * chance.uniform(0.5, 0.9), base, (rings * 0.6 + grain * 0.4))
    if chance.random() < 0.5:
        tall = int(chance.integers(30, max(31, height // 2)))
        tone = np.repeat(chance.uniform(0.8, 1.15, height // tall + 1), tall)[:height]
        drawn = drawn * tone[:, None, None]
        for y in range(0, height, tall):
            drawn[y : y + int(chance.integers(1, 4))] *= chance.uniform(0.3, 0.8)
    return drawn.clip(0, 255)


def woven(chance: Chance, height: int, width: int) -> Array:
    """Stripes, checks and tartans, with folds and a weave."""
    drawn = np.zeros((height, width, 3), np.float32) + colour(chance)
    for axis in range(2):
        if axis and chance.random() < 0.3:
            continue
        size = width if axis else height
        edges = np.cumsum(np.exp(chance.uniform(1, 4.2, size // 2)))
        colours = np.stack([colour(chance) for _ in range(int(chance.integers(2, 6)))])
        band = colours[np.searchsorted(edges, np.arange(size)) % len(colours)]
        share = chance.uniform(0.4, 1.0)
        drawn = drawn * (1 - share) + (band[None] if axis else band[:, None]) * share
    if chance.random() < 0.6:
        drawn *= (1 + (clouds(chance, height, width, 1.5) - 0.5) * chance.uniform(0, 0.6))[..., None]
    return _folded(chance, drawn)


def _folded(chance: Chance, drawn: Array) -> Array:
    height, width = drawn.shape[:2]
    bump = clouds(chance, height, width, chance.uniform(40, 150), chance.uniform(1, 3))
    strength = chance.uniform(0, 0.5)
    return (drawn * (1 - strength / 2 + bump * strength)[..., None]).clip(0, 255)


def motifs(chance: Chance, height: int, width: int) -> Array:
    """Tiles, dots, flowers: one drawn motif again and again."""
    size = int(np.exp(chance.uniform(2.3, 4.8)))
    tile = np.zeros((size, size, 3), np.float32) + colour(chance)
    for _ in range(int(chance.integers(1, 7))):
        middle = tuple(int(v) for v in chance.integers(0, size, 2))
        axes = tuple(int(v) for v in chance.integers(1, max(2, size // 2), 2))
        fill = -1 if chance.random() < 0.6 else int(chance.integers(1, 4))
        tint = tuple(float(v) for v in colour(chance))
        if chance.random() < 0.6:
            cv2.ellipse(tile, middle, axes, float(chance.uniform(0, 180)), 0, 360, tint, fill, cv2.LINE_AA)
        else:
            cv2.rectangle(tile, middle, (middle[0] + axes[0], middle[1] + axes[1]), tint, fill, cv2.LINE_AA)
    if chance.random() < 0.4:
        cv2.rectangle(tile, (0, 0), (size, size), tuple(float(v) for v in colour(chance)), int(chance.integers(1, 5)))
    drawn = np.tile(tile, (height // size + 1, width // size + 1, 1))[:height, :width]
    return _folded(chance, drawn)


def leaves(chance: Chance, height: int, width: int) -> Array:
    """Shapes of all sizes one above the other (dead leaves): clutter with the statistics of natural pictures."""
    drawn = np.zeros((height, width, 3), np.float32) + colour(chance)
    least = chance.uniform(3, 12)
    squares = chance.random()
    for _ in range(int(chance.integers(40, 260))):
        size = least / chance.uniform(0.02, 1) ** 0.8
        middle = chance.uniform(0, 1, 2) * (width, height)
        tint = tuple(float(v) for v in colour(chance))
        if chance.random() < squares:
            angle = chance.uniform(0, 2 * np.pi)
            box = cv2.boxPoints((tuple(middle), (size * 2, size * chance.uniform(0.2, 2)), float(np.degrees(angle))))
            cv2.fillPoly(drawn, [np.round(box * 16).astype(np.int32)], tint, cv2.LINE_AA, 4)
        else:
            axes = (int(size), max(1, int(size * chance.uniform(0.2, 1))))
            where = (int(middle[0]), int(middle[1]))
            cv2.ellipse(drawn, where, axes, float(chance.uniform(0, 180)), 0, 360, tint, -1, cv2.LINE_AA)
    rough = chance.uniform(0, 0.4)
    return (drawn * (1 + (octaves(chance, height, width, 20) - 0.5) * rough)[..., None]).clip(0, 255)


def newsprint(chance: Chance, height: int, width: int) -> Array:
    """Columns of print with headlines, rules and grey pictures."""
    drawn = np.zeros((height, width, 3), np.float32) + (chance.uniform(170, 245) + chance.uniform(-12, 4, 3))
    ink = colour(chance, 0, 90, grey=0.9)
    line = chance.uniform(3, 13)
    gap = int(chance.integers(4, 16))
    columns = int(chance.integers(1, 7))
    wide = width // columns
    for number in range(columns):
        y = int(chance.integers(-60, 10))
        while y < height:
            tall = int(chance.integers(20, 200))
            top, left = max(0, y), number * wide + gap // 2
            block = drawn[top : max(top, y + tall), left : left + wide - gap]
            if block.shape[0] > 6 and block.shape[1] > 6:
                _fill_block(chance, block, ink, line)
            y += tall + gap
        if chance.random() < 0.3:
            drawn[:, number * wide : number * wide + 1] = ink
    return drawn + (clouds(chance, height, width, 2) - 0.5)[..., None] * chance.uniform(0, 20)


def _fill_block(chance: Chance, block: Array, ink: Array, line: float) -> None:
    height, width = block.shape[:2]
    pick = chance.random()
    if pick < 0.15:
        block[:] = between(colour(chance), colour(chance), octaves(chance, height, width, chance.uniform(5, 60)))
        return
    size = line * chance.uniform(2, 5) if pick < 0.3 else line
    block[:] = between(block, ink, print_ink(chance, height, width, min(size, height)) * chance.uniform(0.6, 1))


def litter(chance: Chance, height: int, width: int) -> Array:
    """Papers, photographs and boxes strewn over each other."""
    drawn = ground(chance, height, width) if chance.random() < 0.5 else plain(chance, height, width)
    for _ in range(int(chance.integers(3, 14))):
        sheet = _sheet(chance)
        size = chance.uniform(0.25, 0.9) * max(height, width)
        turn = chance.uniform(0, 2 * np.pi)
        sides = np.array(sheet.shape[1::-1]) * size / max(sheet.shape[:2]) / 2
        half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * sides
        spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        corners = half @ spin.T + chance.uniform(-0.1, 1.1, 2) * (width, height)
        lay(chance, drawn, sheet, corners + chance.normal(0, size * 0.02, (4, 2)))
    return drawn


def _sheet(chance: Chance) -> Array:
    height, width = int(chance.integers(120, 260)), int(chance.integers(120, 260))
    sheet = np.zeros((height, width, 3), np.float32) + paper_colour(chance)
    for _ in range(int(chance.integers(0, 4))):
        top, left = int(chance.integers(0, height - 40)), int(chance.integers(0, width - 40))
        _fill_block(chance, sheet[top : height - 8, left : width - 8], colour(chance, 0, 120), chance.uniform(4, 12))
    return sheet


def lay(chance: Chance, drawn: Array, sheet: Array, corners: Array) -> None:
    """Lay a sheet (RGB, or RGB and how solid it is, 0 to 1) onto the drawing, with its shadow."""
    soft = np.exp(chance.uniform(0, 2.5)) * max(drawn.shape[:2]) / 640
    shift = chance.normal(0, soft * 0.7, 2)
    reach = 4 * soft + 2
    low = np.maximum(np.floor(corners.min(0) - reach), 0).astype(int)
    high = np.minimum(np.ceil(corners.max(0) + reach), drawn.shape[1::-1]).astype(int)
    if (high <= low).any():
        return
    part = drawn[low[1] : high[1], low[0] : high[0]]
    size = (part.shape[1], part.shape[0])
    tall, wide = sheet.shape[:2]
    frame = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    matrix = cv2.getPerspectiveTransform(frame - 0.5, (corners - low).astype(np.float32))
    full = sheet[..., 3] if sheet.shape[2] == 4 else np.ones((tall, wide), np.float32)
    solid = np.asarray(cv2.warpPerspective(full, matrix, size, flags=cv2.INTER_LINEAR))
    seen = np.asarray(cv2.warpPerspective(sheet[..., :3], matrix, size, borderMode=cv2.BORDER_REPLICATE))
    if chance.random() < 0.75:
        moved = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], np.float32)
        shadow = blurred(np.asarray(cv2.warpAffine(solid, moved, size)), soft)
        part *= (1 - shadow * chance.uniform(0.05, 0.6))[..., None]
    part[:] = between(part, seen, solid)


_KINDS: Final[dict[Callable[[Chance, int, int], Array], float]] = {
    plain: 2.0,
    stone: 1.2,
    wood: 1.2,
    woven: 1.3,
    motifs: 1.3,
    leaves: 1.0,
    newsprint: 2.0,
    litter: 2.2,
}
