"""Turns a strip with one line of text into letters: the best ones, or the best among those that may stand there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from integrations.vision.reading.models import Recogniser, Scores, plain_reader, vietnamese_reader
from integrations.vision.shapes import Picture

_STRETCH: Final = 1.12
"""Vietnamese strips are widened a little: the reader looks at every fourth column, and double letters need one each."""


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What a line says, how surely (0 to 1) on average, and of each letter how surely, and where it stands as a share
    of the strip's width."""

    text: str
    sure: float
    each: tuple[float, ...] = ()
    places: tuple[float, ...] = ()

    def __repr__(self) -> str:
        return f"Reading(<{len(self.text)}>, {self.sure:.2f})"


def read_plain(strip: Picture, allowed: str = "") -> Reading:
    """Text without Vietnamese marks; ``allowed`` bounds the letters."""
    reader = plain_reader()
    scaled = _scaled(strip, reader)
    values = np.asarray(scaled[:, :, ::-1].transpose(2, 0, 1)[None] / 127.5 - 1, np.float32)
    return _letters(reader, reader.scores(values), allowed)


def read_vietnamese(strip: Picture) -> Reading:
    """Text with Vietnamese marks."""
    reader = vietnamese_reader()
    scaled = _scaled(strip, reader, _STRETCH)
    values = np.asarray(scaled.transpose(2, 0, 1)[None] / 255, np.float32)
    return _letters(reader, np.exp(reader.scores(values)), "")


def _scaled(strip: Picture, reader: Recogniser, stretch: float = 1.0) -> Picture:
    (rows, columns), height = strip.shape[:2], reader.height
    width = int(np.clip(round(columns * height / max(rows, 1) * stretch / 8) * 8, 16, reader.widest))
    way = cv2.INTER_AREA if rows > height else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(strip, (width, height), interpolation=way), np.uint8)


@lru_cache(maxsize=4)
def _places(reader: Recogniser, allowed: str) -> NDArray[np.int64]:
    """Where the allowed letters (all, when none are named) stand in the reader's alphabet; "nothing" always may."""
    letters = enumerate(reader.alphabet)
    return np.array([0, *(n for n, letter in letters if letter and (not allowed or letter in allowed))])


def _letters(reader: Recogniser, scores: Scores, allowed: str) -> Reading:
    """The best letter of every column, repetitions and nothings taken out (connectionist temporal classification)."""
    possible = _places(reader, allowed)
    if allowed:
        scores = scores[:, possible]
        scores = scores / np.maximum(scores.sum(axis=1, keepdims=True), 1e-9)
    best = scores.argmax(axis=1)
    keep = (best != 0) & np.r_[True, best[1:] != best[:-1]]
    if not keep.any():
        return Reading("", 0.0)
    text = "".join(reader.alphabet[possible[n]] for n in best[keep])
    sure = scores[np.arange(len(best)), best][keep]
    places = (np.flatnonzero(keep) + 0.5) / len(best)
    return Reading(text, float(sure.mean()), tuple(sure.tolist()), tuple(places.tolist()))
