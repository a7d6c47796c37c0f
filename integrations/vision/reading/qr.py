"""Reads the QR code of a citizen's card off a photo, from the cheapest way of looking to the dearest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
import zxingcpp

from dialogs.checks.identity_qr import parse
from integrations.vision.reading.blurred import likely
from integrations.vision.reading.code_places import ACROSS_MM, around, likely_places
from integrations.vision.shapes import Array, Corners, Picture

REDUCED: Final = 1_280
"""Pixels of the long side at which the whole photo is looked at."""
COARSE: Final = 440
FINE: Final = 616
"""Pixels across a place where the code may stand: 20 and 28 for each millimetre when the place comes from a card."""
_SHARP: Final = 0.2 / ACROSS_MM
"""Width of the blur that is taken off, as a share of the place: most of a module, which is 0.27 to 0.3 mm."""
_GAIN: Final = 2.5
_EQUALISED: Final = 264
"""Pixels across a place whose blur is undone: modules then have 3 to 4."""
_CELL: Final = 4
"""Pixels of a module that is drawn anew."""


def read_qr(picture: Picture, corners: Corners | None) -> str:
    """The payload exactly as it is encoded, when it is that of a citizen's card (facts 5.3); else empty.

    ``corners``: the card's in this picture, starting anywhere; a few pixels' error does no harm, and without them the
    places that look like a code are tried. Every further way of looking is dearer than the one before; a payload that
    the code's own error correction and the shape of the fields do not confirm is never returned.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    small = _reduced(grey)
    payload, seen = _decoded(small)
    if payload:
        return payload
    scale = max(grey.shape) / max(small.shape)
    places = [around(quad * scale) for quad in seen] if corners is None else []
    places += likely_places(small, scale, corners)
    for look, binarizer in _looks(grey, places):
        payload, _ = _decoded(look, binarizer)
        if payload:
            return payload
    return ""


def _reduced(grey: Array) -> Array:
    factor = REDUCED / max(grey.shape)
    if factor >= 1:
        return grey
    size = (max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA))


_LOCAL: Final = zxingcpp.Binarizer.LocalAverage
_FORMATS: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def _decoded(grey: Array, binarizer: zxingcpp.Binarizer = _LOCAL) -> tuple[str, list[Corners]]:
    """A card's payload, or where codes stand that were seen but could not be read."""
    seen = []
    for code in zxingcpp.read_barcodes(
        np.ascontiguousarray(grey),
        formats=_FORMATS,
        binarizer=binarizer,
        try_invert=False,
        return_errors=True,
    ):
        if code.valid:
            payload = _text(code)
            if parse(payload) is not None:
                return payload, []
            continue
        at = code.position
        ends = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        seen.append(np.array([[end.x, end.y] for end in ends], np.float64))
    return "", seen


def _text(code: zxingcpp.Barcode) -> str:
    """Cards hold UTF-8, most of them without saying so: guessing would mistake some names for another alphabet."""
    try:
        return code.bytes.decode("utf-8")
    except UnicodeDecodeError:
        return code.text


def _looks(grey: Array, places: list[Corners]) -> Iterator[tuple[Array, zxingcpp.Binarizer]]:
    """The places one after another in each way, the dear ways only at the likeliest place."""
    coarse = [_cut(grey, place, COARSE) for place in places]
    fine = [_cut(grey, place, FINE) for place in places]
    for patch in (*fine, *coarse):
        yield patch, _LOCAL
    coarse = [_even(patch) for patch in coarse]
    for patch in (*coarse, *map(_even, fine)):
        yield _sharpened(patch), _LOCAL
    for patch in coarse[:1]:
        small = cv2.resize(patch, (_EQUALISED, _EQUALISED), interpolation=cv2.INTER_AREA)
        yield _sharpened(np.asarray(small)), zxingcpp.Binarizer.FixedThreshold
        for dark in likely(np.asarray(small), _EQUALISED / ACROSS_MM):
            yield _drawn(dark), _LOCAL


def _cut(grey: Array, place: Corners, side: int) -> Array:
    """The place as a square; only its surroundings are touched, reduced beforehand as far as the result bears."""
    height, width = grey.shape
    left, top = np.clip(np.floor(place.min(axis=0)).astype(int) - 2, 0, (width - 1, height - 1))
    right, bottom = np.clip(np.ceil(place.max(axis=0)).astype(int) + 3, (left + 1, top + 1), (width, height))
    part, place = grey[top:bottom, left:right], place - (left, top)
    factor = int(np.linalg.norm(np.roll(place, -1, axis=0) - place, axis=1).min() / side + 0.15)
    if factor > 1 and min(part.shape) >= factor:
        part = cv2.resize(part, (part.shape[1] // factor, part.shape[0] // factor), interpolation=cv2.INTER_AREA)
        place = (place + 0.5) / factor - 0.5
    square = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
    matrix = cv2.getPerspectiveTransform(square, place.astype(np.float32))
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpPerspective(part, matrix, (side, side), flags=flags, borderMode=cv2.BORDER_REPLICATE))


def _even(patch: Array) -> Array:
    """Shadows and glare divided out: the ground becomes evenly light. Its estimate is smooth, so an eighth will do."""
    small = cv2.resize(patch, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    ground = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)), (0, 0), 3)
    ground = cv2.resize(ground, patch.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(patch, np.maximum(ground, _DARKEST), scale=_LIGHT))


_DARKEST: Final = np.uint8(20)
"""A ground darker than this holds no print worth raising."""
_LIGHT: Final = 235.0


def _sharpened(patch: Array) -> Array:
    soft = cv2.GaussianBlur(patch, (0, 0), _SHARP * patch.shape[0])
    return np.asarray(cv2.addWeighted(patch, 1 + _GAIN, soft, -_GAIN, 0))


def _drawn(dark: Array) -> Array:
    """Modules as a clean picture with a light rim."""
    cells = np.kron(np.where(dark, 0, 255).astype(np.uint8), np.ones((_CELL, _CELL), np.uint8))
    return np.asarray(np.pad(cells, 4 * _CELL, constant_values=255))
