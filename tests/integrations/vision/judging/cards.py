"""Cards and passport pages drawn in outline: a portrait, lines of text, a code, a machine-readable zone."""

from __future__ import annotations

import cv2
import numpy as np

from integrations.vision.judging.papers import CARD, PASSPORT_PAGE, Size
from integrations.vision.shapes import Flat, Picture
from tests.integrations.vision.judging.drawn import WORDS

INK = (38, 40, 46)
ZONE_LETTERS = "ABCDEFGHIKLMNOPRSTUVXY0123456789<<<<<<"


class _Sheet:
    """A ground to draw on in millimetres."""

    def __init__(self, size: Size, per_mm: float, ground: tuple[int, int, int], seed: int) -> None:
        self.per_mm, self.ground, self.chance = per_mm, ground, np.random.default_rng(seed)
        height, width = round(size.height * per_mm), round(size.width * per_mm)
        tint = self.chance.normal(0, 5, (6, 9, 3)).astype(np.float32)
        clouds = cv2.resize(tint, (width, height), interpolation=cv2.INTER_CUBIC)
        self.picture = np.clip(clouds + ground, 0, 255).astype(np.uint8)

    def at(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.per_mm), round(y * self.per_mm)

    def text(self, x: float, y: float, words: str, height: float, bold: float = 0.26) -> None:
        thick = max(1, round(bold * self.per_mm))
        scale = height * self.per_mm / 21
        cv2.putText(self.picture, words, self.at(x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, INK, thick, cv2.LINE_AA)

    def words(self, count: int) -> str:
        return " ".join(self.chance.choice(WORDS, count))

    def portrait(self, x: float, y: float, width: float, height: float) -> None:
        cv2.rectangle(self.picture, self.at(x, y), self.at(x + width, y + height), (158, 186, 214), -1)
        middle = x + width / 2
        skin, hair, coat = (206, 162, 136), (34, 28, 26), (52, 60, 96)
        for centre, axes, colour in (
            ((middle, y + height), (width * 0.46, height * 0.3), coat),
            ((middle, y + height * 0.4), (width * 0.3, height * 0.28), hair),
            ((middle, y + height * 0.47), (width * 0.24, height * 0.25), skin),
        ):
            cv2.ellipse(self.picture, self.at(*centre), self.at(*axes), 0, 0, 360, colour, -1, cv2.LINE_AA)
        left, top = self.at(x, y + height)
        self.picture[top:, left : self.at(x + width, 0)[0] + 1] = self.ground

    def code(self, x: float, y: float, side: float) -> None:
        cells = self.chance.integers(0, 2, (33, 33)).astype(np.uint8) * 236
        size = (round(side * self.per_mm),) * 2
        left, top = self.at(x, y)
        drawn = cv2.resize(cells, size, interpolation=cv2.INTER_NEAREST)
        self.picture[top : top + size[1], left : left + size[0]] = drawn[:, :, None]

    def zone(self, x: float, y: float, lines: int, letters: int, pitch: float, spacing: float) -> None:
        for line in range(lines):
            for at in range(letters):
                letter = str(self.chance.choice(list(ZONE_LETTERS)))
                self.text(x + at * pitch, y + line * spacing, letter, 2.4, 0.32)


def card_front(per_mm: float = 10.0, seed: int = 0) -> Picture:
    """Portrait at the left, lines of text beside it, a code at the upper right."""
    card = _Sheet(CARD, per_mm, (206, 222, 208), seed)
    card.text(26, 7, "CONG HOA XA HOI CHU NGHIA", 1.9)
    card.text(30, 17, "CAN CUOC CONG DAN", 2.8, 0.4)
    card.portrait(4, 20, 20, 27)
    for row in range(6):
        card.text(28, 24 + 5 * row, card.words(2), 1.8)
    card.code(70, 5, 12)
    return card.picture


def card_back(per_mm: float = 10.0, seed: int = 0) -> Picture:
    """A few lines, a chip, two prints, and three lines of a machine-readable zone."""
    card = _Sheet(CARD, per_mm, (214, 220, 206), seed)
    for row in range(4):
        card.text(5, 6 + 4.5 * row, card.words(2), 1.6)
    cv2.rectangle(card.picture, card.at(8, 22), card.at(20, 31), (196, 172, 96), -1)
    for left in (50, 66):
        for ring in range(1, 6):
            cv2.ellipse(card.picture, card.at(left + 6, 22), card.at(ring, 1.4 * ring), 0, 0, 360, INK, 1, cv2.LINE_AA)
    card.zone(3.8, 40, 3, 30, 2.6, 5.2)
    return card.picture


def passport(per_mm: float = 8.0, seed: int = 0) -> Picture:
    """Portrait at the left, lines beside it, and two lines of a machine-readable zone over the whole width."""
    page = _Sheet(PASSPORT_PAGE, per_mm, (214, 206, 220), seed)
    page.text(40, 9, "HO CHIEU / PASSPORT", 2.6, 0.4)
    page.portrait(6, 16, 32, 42)
    for row in range(7):
        page.text(44, 17 + 6.5 * row, page.words(2), 2.0)
    page.zone(4, 76, 2, 44, 2.66, 6.4)
    return page.picture


def card_flat(drawn: Picture, size: Size) -> Flat:
    """As if flattened without loss."""
    return Flat(drawn, size.width, size.height, drawn.shape[1] / size.width)
