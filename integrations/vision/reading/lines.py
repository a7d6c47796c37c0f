"""Turns a strip with one line of text into letters: greedy, or only among the letters that may stand there."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from integrations.vision.reading.models import Recogniser, Scores, plain_reader, vietnamese_reader
from integrations.vision.shapes import Picture

ZONE: Final = "0123456789<ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STRETCH: Final = 1.12
"""Vietnamese strips are widened a little: the reader looks at every fourth column, and double letters need one each."""


def read_plain(strip: Picture, allowed: str = "") -> tuple[str, float]:
    """Text without Vietnamese marks and how surely (0 to 1); ``allowed`` bounds the letters."""
    reader = plain_reader()
    scaled = _scaled(strip, reader)
    values = scaled[:, :, ::-1].astype(np.float32) / np.float32(127.5) - np.float32(1)
    return _letters(reader, reader.scores(np.asarray(values.transpose(2, 0, 1)[None], np.float32)), allowed)


def read_vietnamese(strip: Picture) -> tuple[str, float]:
    """Text with Vietnamese marks and how surely (0 to 1)."""
    reader = vietnamese_reader()
    scaled = _scaled(strip, reader, _STRETCH)
    values = np.asarray(scaled.transpose(2, 0, 1)[None], np.float32) / np.float32(255)
    return _letters(reader, np.exp(reader.scores(np.asarray(values, np.float32))), "")


def _scaled(strip: Picture, reader: Recogniser, stretch: float = 1.0) -> Picture:
    (rows, columns), height = strip.shape[:2], reader.height
    width = int(np.clip(round(columns * height / max(rows, 1) * stretch / 8) * 8, 16, reader.widest))
    way = cv2.INTER_AREA if rows > height else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(strip, (width, height), interpolation=way), np.uint8)


@lru_cache(maxsize=4)
def _places(reader: Recogniser, allowed: str) -> NDArray[np.int64]:
    """Where the allowed letters stand in the reader's alphabet; "nothing" always may."""
    return np.array([0, *(n for n, letter in enumerate(reader.alphabet) if letter and letter in allowed)])


def _letters(reader: Recogniser, scores: Scores, allowed: str) -> tuple[str, float]:
    """The best letter of every column, repetitions and nothings taken out (CTC); the mean of their scores."""
    if allowed:
        places = _places(reader, allowed)
        best = places[scores[:, places].argmax(1)]
    else:
        best = scores.argmax(1)
    keep = (best != 0) & np.r_[True, best[1:] != best[:-1]]
    if not keep.any():
        return "", 0.0
    text = "".join(reader.alphabet[n] if n < len(reader.alphabet) else "" for n in best[keep])
    return text, float(scores[np.arange(len(best)), best][keep].mean())
