"""Turns a strip with one line of text into letters: the best ones, or the best among those that may stand there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from integrations.vision.reading.models import Recogniser, Scores, plain_reader, vietnamese_reader, way_up
from integrations.vision.shapes import Picture

_NARROW: Final = 0.85
"""Strips of text are squeezed, which the readers bear and which saves time; more would merge double letters."""
_FEW: Final = 4
"""Letters after a label, from which on they speak for themselves."""
_DIGITS: Final = 7
"""Digits in a line for whose sake what follows its label is read a second time."""
_BEFORE: Final = 0.3
"""Heights of a line by which that begins before the label's end."""
_NUMBER: Final = re.compile(r"\d[\d/ ]{2,}\d")
_DOUBTED: Final = 0.985
"""What two different readings of a number leave of how sure each of its letters is: five in six for twelve digits."""
_RIM: Final = 0.1
"""Heights of a strip by which its rim is repeated around it, for the marks above and below."""
_START: Final = 4
"""Heights of a strip at whose start its way up is told."""


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What a line says; how surely (0 to 1, the geometric mean of its letters, so that its power tells how surely so
    many letters are right); and of each letter how surely, and where it stands as a share of the strip's width."""

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


def read_text(strip: Picture) -> Reading:
    """A line of Vietnamese; ``sure`` is said of what stands after its label.

    Two readers share it: one knows all marks, the other is the surer one for numbers, but merges words. Where they
    differ in a number, the line is less sure.
    """
    read = _after_label(read_vietnamese(strip))
    if sum(sign.isdigit() for sign in read.text) < _DIGITS:
        return read
    label = read.text.rfind(":")
    start = max(0, round(read.places[label] * strip.shape[1] - _BEFORE * strip.shape[0])) if label > 0 else 0
    value = strip[:, start:]
    narrow = cv2.resize(value, (max(1, round(value.shape[1] * _NARROW)), value.shape[0]), interpolation=cv2.INTER_AREA)
    plain = read_plain(np.asarray(narrow, np.uint8))
    theirs, ours = _NUMBER.findall(plain.text), _NUMBER.findall(read.text)
    if not theirs or theirs == ours:
        return read
    same = re.sub(r"\D", "", "".join(theirs)) == re.sub(r"\D", "", "".join(ours))
    sure = plain.sure if same else plain.sure * _DOUBTED
    if len(theirs) != len(ours):
        return replace(read, text="; ".join((read.text, *theirs)), sure=sure)
    numbers = iter(theirs)
    return replace(read, text=_NUMBER.sub(lambda _: next(numbers), read.text), sure=sure)


def _after_label(read: Reading) -> Reading:
    """Labels are known words: how surely they were read says nothing of what follows them."""
    said = np.array(read.each[read.text.rfind(":") + 1 :], np.float32)
    return replace(read, sure=_mean(said)) if len(said) >= _FEW else read


def read_vietnamese(strip: Picture, narrow: float = _NARROW) -> Reading:
    """Text with Vietnamese marks; ``narrow``: how far the strip is squeezed (1 keeps words best apart)."""
    reader = vietnamese_reader()
    rim = max(1, round(strip.shape[0] * _RIM))
    rimmed = cv2.copyMakeBorder(strip, rim, rim, rim, rim, cv2.BORDER_REPLICATE)
    scaled = _scaled(np.asarray(rimmed, np.uint8), reader, narrow)
    values = np.asarray(scaled.transpose(2, 0, 1)[None] / 255, np.float32)
    return _letters(reader, np.exp(reader.scores(values)), "")


def stand_upright(strips: Sequence[Picture]) -> bool:
    """Whether lines of text look more upright as they are than turned over."""
    judge = way_up()
    both = [*strips, *(np.ascontiguousarray(np.rot90(strip, 2)) for strip in strips)]
    batch = np.zeros((len(both), 3, judge.height, judge.width), np.float32)
    for at, strip in enumerate(both):
        start = strip[:, : _START * strip.shape[0]]
        width = max(1, min(judge.width, round(start.shape[1] * judge.height / start.shape[0])))
        scaled = cv2.resize(start, (width, judge.height), interpolation=cv2.INTER_AREA)
        batch[at, :, :, :width] = scaled[:, :, ::-1].transpose(2, 0, 1) / 127.5 - 1
    upright = judge.scores(batch)[:, 0]
    return bool(upright[: len(strips)].mean() >= upright[len(strips) :].mean())


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
    return Reading(text, _mean(sure), tuple(sure.tolist()), tuple(places.tolist()))


def _mean(sure: Scores) -> float:
    return float(np.exp(np.log(np.maximum(sure, 1e-6)).mean()))
