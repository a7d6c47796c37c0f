"""The two small nets: one shows the page in a picture, the other finds a side exactly (``benchmarks/page_net``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import onnxruntime

from integrations.vision.shapes import Array, Picture

LONG: Final = 320
"""Pixels of the longer side of the picture that the first net sees."""
LONG_AGAIN: Final = 416
"""The same when it looks again."""
LEAST: Final = 160
STEP: Final = 32
"""Its sides are multiples of this, for the net halves them five times."""
ROWS: Final = 48
ALONG: Final = 96
COLUMNS: Final = 48
"""The second net: samples across and along a side, and places along it for which it answers."""


def prepare() -> None:
    """Load both nets; afterwards no file is needed any more."""
    _page_net()
    _side_net()


def page_maps(picture: Picture) -> Array:
    """Page, sides and corners, 0 to 1, as 3 maps over the whole picture: 3 x h x w, half of what the net sees."""
    return _likely(_said(picture, LONG))


def second_look(picture: Picture, first: Array) -> Array:
    """The same maps (``first``) and what the net says of the picture turned half round and larger, joined by their
    log-odds: where a look errs by chance, another seldom errs alike."""
    turned = _said(np.ascontiguousarray(picture[::-1, ::-1]), LONG_AGAIN)[:, ::-1, ::-1]
    size = first.shape[:0:-1]
    other = np.stack([cv2.resize(np.ascontiguousarray(one), size, interpolation=cv2.INTER_LINEAR) for one in turned])
    one = np.clip(first, _LEAST_ODDS, 1 - _LEAST_ODDS)
    return _likely((np.log(one / (1 - one)) + other) / 2)


_LEAST_ODDS: Final = 1e-6


def _said(picture: Picture, long: int) -> Array:
    """Log-odds of the net at this length of the longer side."""
    height, width = picture.shape[:2]
    scale = long / max(height, width)
    size = tuple(int(np.clip(round(side * scale / STEP) * STEP, LEAST, long)) for side in (width, height))
    seen = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    batch = np.ascontiguousarray(seen.transpose(2, 0, 1)[None], np.float32)
    (said,) = _page_net().run(None, {"picture": batch})
    return np.asarray(said[0])


def _likely(odds: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-odds)))


def side_rows(strips: Array) -> Array:
    """For strips (n x ROWS x ALONG x 4: RGB, and 255 within the picture): how likely the page begins in each row.

    n x ROWS x COLUMNS; the columns sum to at most 1, less where the edge is not in the strip.
    """
    batch = np.ascontiguousarray(strips.transpose(0, 3, 1, 2), np.float32)
    (said,) = _side_net().run(None, {"strips": batch})
    likely = np.exp(said - said.max(axis=1, keepdims=True))
    return np.asarray((likely / likely.sum(axis=1, keepdims=True))[:, :ROWS])


@cache
def _page_net() -> onnxruntime.InferenceSession:
    return _loaded("page.onnx")


@cache
def _side_net() -> onnxruntime.InferenceSession:
    return _loaded("side.onnx")


def _loaded(name: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Without it the memory of the largest picture so far would be kept.
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(Path(__file__).with_name(name).read_bytes(), options)
