"""Reads a code too blurred for a bar-code reader: what all codes have alike teaches how to undo the blur of this one.

The finder, timing and alignment patterns of a QR code are known (ISO/IEC 18004). A linear filter over the neighbourhood
of a module is fitted to them by least squares, applied to all modules, and fitted again to what it decided, as an
adaptive equaliser in a radio does: it needs to know neither the kind nor the direction of the blur.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations
from math import hypot
from typing import Final

import cv2
import numpy as np

from integrations.vision.shapes import Array

_MODULES: Final = (0.2, 0.23, 0.265, 0.305, 0.35)
"""Millimetres of a module for which finder patterns are looked for, a sixth apart."""
_FINDER: Final = 9
"""Modules of a finder pattern with the light ring around it."""
_SOFTNESS: Final = 0.6
"""Blur of the pattern that is looked for, in modules."""
_LEAST_LIKENESS: Final = 0.4
_MOST_PEAKS: Final = 9
_LEAST_SIDE: Final = 7.0
"""Millimetres between the centres of two finder patterns."""
_SKEW: Final = 0.08
"""By which share the code may differ from an upright square: the page was flattened by corners found in a photo."""
_TRIED: Final = 3
"""Versions (numbers of modules) next to the measured one that are tried."""
_ALIGNED: Final = {
    2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38), 8: (6, 24, 42), 9: (6, 26, 46),
    10: (6, 28, 50), 11: (6, 30, 54), 12: (6, 32, 58), 13: (6, 34, 62), 14: (6, 26, 46, 66), 15: (6, 26, 48, 70),
}  # fmt: skip
"""Rows and columns of the alignment patterns by version (ISO/IEC 18004, annex E)."""
_REACH: Final = 3
"""Half modules around a module's centre that the filter sees."""
_ROUNDS: Final = 4
_STIFFNESS: Final = 2.0
"""Weight with which the filter's coefficients are kept small."""
_EAGER: Final = 2.0
"""How much a decision is pushed away from the middle before the filter is fitted to it."""


def likely(grey: Array, per_mm: float) -> Iterator[Array]:
    """What the modules of the upright code in this evenly lit picture may be (N x N, True where dark), likeliest first.

    ``grey``: 8 bits, ``per_mm`` pixels per millimetre of the paper. Nothing when no three finder patterns stand in it.
    """
    centres = _finders(np.asarray(grey, np.float32), per_mm)
    if centres is None:
        return
    side = (hypot(*(centres[1] - centres[0])) + hypot(*(centres[2] - centres[0]))) / 2
    measured = (side / (centres[3, 0]) + 7 - 17) / 4
    readings = []
    for version in sorted(_ALIGNED, key=lambda version: abs(version - measured))[:_TRIED]:
        count = 17 + 4 * version
        misfit, decided = _equalised(_neighbourhoods(grey, centres, count), _known(version))
        readings.append((misfit, decided))
    for _, decided in sorted(readings, key=lambda reading: reading[0]):
        yield from reversed(decided)


def _finders(grey: Array, per_mm: float) -> Array | None:
    """The centres of the upper left, upper right and lower left finder pattern, and (twice) the size of a module."""
    peaks = _peaks(grey, per_mm)
    best, found = 0.0, None
    for upper_left, upper_right, lower_left in permutations(peaks, 3):
        along, down = upper_right[:2] - upper_left[:2], lower_left[:2] - upper_left[:2]
        length, height = hypot(*along), hypot(*down)
        size = (length + height) / 2
        square = abs(length - height) < _SKEW * size and abs(along @ down) < _SKEW * size**2
        if size < _LEAST_SIDE * per_mm or not square or along[0] < length * 0.95:
            continue
        likeness = float(upper_left[2] + upper_right[2] + lower_left[2])
        if likeness > best:
            module = float(upper_left[3] + upper_right[3] + lower_left[3]) / 3
            best, found = likeness, np.array([upper_left[:2], upper_right[:2], lower_left[:2], [module, module]])
    return found


def _peaks(grey: Array, per_mm: float) -> list[Array]:
    """Places that look like a finder pattern: x, y, likeness, size of a module in pixels."""
    likeness, module = np.full(grey.shape, -1, np.float32), np.zeros(grey.shape, np.float32)
    for millimetres in _MODULES:
        pattern = _pattern(round(_FINDER * millimetres * per_mm))
        side = pattern.shape[0]
        if side >= min(grey.shape):
            continue
        found = cv2.matchTemplate(grey, pattern, cv2.TM_CCOEFF_NORMED)
        inside = np.s_[side // 2 : side // 2 + found.shape[0], side // 2 : side // 2 + found.shape[1]]
        better = found > likeness[inside]
        likeness[inside][better] = found[better]
        module[inside][better] = side / _FINDER
    around = np.ones((int(per_mm) | 1, int(per_mm) | 1), np.uint8)
    rows, columns = np.nonzero((likeness == cv2.dilate(likeness, around)) & (likeness > _LEAST_LIKENESS))
    order = np.argsort(-likeness[rows, columns])[:_MOST_PEAKS]
    return [
        _refined(likeness, module, int(row), int(column))
        for row, column in zip(rows[order], columns[order], strict=True)
    ]


def _refined(likeness: Array, module: Array, row: int, column: int) -> Array:
    """The top of the parabola through a peak and its neighbours."""
    x, y = float(column), float(row)
    if 0 < row < likeness.shape[0] - 1 and 0 < column < likeness.shape[1] - 1:
        x += _top(likeness[row, column - 1 : column + 2])
        y += _top(likeness[row - 1 : row + 2, column])
    return np.array([x, y, likeness[row, column], module[row, column]])


def _top(three: Array) -> float:
    bend = float(three[0] - 2 * three[1] + three[2])
    return 0.0 if bend > -1e-6 else float(np.clip((three[0] - three[2]) / (2 * bend), -0.5, 0.5))


@lru_cache(maxsize=32)
def _pattern(side: int) -> Array:
    fine = 8
    rings = np.abs(np.arange(_FINDER) - _FINDER // 2)
    ring = np.maximum(rings[:, None], rings[None, :])
    light = np.kron(np.isin(ring, (2, 4)), np.ones((fine, fine))).astype(np.float32)
    soft = cv2.GaussianBlur(light, (0, 0), _SOFTNESS * fine, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(soft, (side, side), interpolation=cv2.INTER_AREA))


@lru_cache(maxsize=len(_ALIGNED))
def _known(version: int) -> Array:
    """1 where every code of this version is dark, -1 where light, 0 where it depends on what the code says."""
    count = 17 + 4 * version
    known = np.zeros((count, count), np.int8)
    even = 1 - 2 * (np.arange(8, count - 8) % 2)
    known[6, 8 : count - 8] = known[8 : count - 8, 6] = even
    for row in _ALIGNED[version]:
        for column in _ALIGNED[version]:
            if (row, column) not in {(6, 6), (6, count - 7), (count - 7, 6)}:
                _square(known, row, column, (1, -1, 1))
    for row, column in ((3, 3), (3, count - 4), (count - 4, 3)):
        _square(known, row, column, (1, 1, -1, 1, -1))
    known[count - 8, 8] = 1
    return known


def _square(known: Array, row: int, column: int, rings: tuple[int, ...]) -> None:
    """Concentric squares around a module, ``rings`` from the inmost outwards."""
    for ring in reversed(range(len(rings))):
        known[max(0, row - ring) : row + ring + 1, max(0, column - ring) : column + ring + 1] = rings[ring]


def _neighbourhoods(grey: Array, centres: Array, count: int) -> Array:
    """For every module the brightness around its centre, at distances of half a module: N x N x (2 reach + 1)²."""
    across, down = (centres[1] - centres[0]) / (count - 7), (centres[2] - centres[0]) / (count - 7)
    steps = (np.arange(2 * count + 2 * _REACH - 1) - _REACH) / 2 - 3
    x = centres[0, 0] + steps[None, :] * across[0] + steps[:, None] * down[0]
    y = centres[0, 1] + steps[None, :] * across[1] + steps[:, None] * down[1]
    brightness = cv2.remap(
        grey, x.astype(np.float32), y.astype(np.float32), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    window = (2 * _REACH + 1, 2 * _REACH + 1)
    around = np.lib.stride_tricks.sliding_window_view(brightness, window)[::2, ::2]
    return np.asarray(around.reshape(count, count, -1))


def _equalised(sampled: Array, known: Array) -> tuple[float, list[Array]]:
    """How badly the filter fits what is known, and what was decided after every round."""
    values = sampled.reshape(known.size, -1).astype(np.float64)
    values -= values.mean(axis=0)
    values /= values.std() + 1e-6
    values = np.column_stack([values, np.full(len(values), 0.1)])
    truth = known.ravel().astype(np.float64)
    fixed = truth != 0
    wanted, weight = truth, fixed.astype(np.float64)
    decided, misfit = [], 0.0
    for round_ in range(_ROUNDS):
        weighted = values * weight[:, None]
        square = weighted.T @ values + _STIFFNESS * np.eye(values.shape[1])
        filtered = values @ np.linalg.solve(square, weighted.T @ wanted)
        if round_ == 0:
            misfit = float(np.square(filtered - truth)[fixed].mean())
        else:
            decided.append(np.where(fixed, truth, filtered).reshape(known.shape) > 0)
        wanted = np.where(fixed, truth, np.clip(filtered * _EAGER, -1, 1))
        weight = np.where(fixed, 1.0, np.clip(np.abs(filtered), 0.05, 1.0))
    return misfit, decided
