"""Reads the QR code of a citizen's card off a photo, from the cheapest way of looking to the dearest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
import zxingcpp

from dialogs.checks.identity_qr import parse
from integrations.vision.reading.code_places import ACROSS_MM, around, likely_places
from integrations.vision.shapes import Array, Corners, Picture

REDUCED: Final = 1_280
"""Pixels of the long side at which the whole photo is looked at."""
COARSE: Final = 440
FINE: Final = 616
"""Pixels across a place where the code may stand: 20 and 28 for each millimetre when the place comes from a card."""
_PER_MM: Final = COARSE / ACROSS_MM
_SHARP: Final = 0.2 / ACROSS_MM
"""Width of the blur that is taken off, as a share of the place: most of a module, which is 0.27 to 0.3 mm."""
_GAIN: Final = 2.5
_NOISE: Final = 0.02
"""Power of the noise against that of the print, as the deconvolution takes it to be."""
_DISKS: Final = (0.18, 0.24, 0.3)
"""Radii of blurs out of focus, in mm on the card."""
_MOTIONS: Final = (0.38, 0.5)
"""Lengths of movements, in mm on the card: longer ones merge two modules, shorter ones need no inverse."""
_WAYS: Final = 6
"""Directions of movement that are tried: what lies between two of them is near enough to one."""


def prepare() -> None:
    """Draw up the bank of inverses, which takes as long as a hundred readings; otherwise the first hard code pays."""
    _bank()


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
    for look in _looks(grey, places):
        payload, _ = _decoded(look)
        if payload:
            return payload
    return ""


def _reduced(grey: Array) -> Array:
    factor = REDUCED / max(grey.shape)
    if factor >= 1:
        return grey
    size = (max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA))


_FORMATS: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def _decoded(grey: Array, binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage) -> tuple[str, list[Corners]]:
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


def _looks(grey: Array, places: list[Corners]) -> Iterator[Array]:
    """The places one after another in each way, the dear ways only at the likeliest place."""
    coarse = [_cut(grey, place, COARSE) for place in places]
    fine = [_cut(grey, place, FINE) for place in places]
    for patches in (fine, coarse):
        yield from patches
    coarse = [_even(patch) for patch in coarse]
    yield from map(_sharpened, coarse)
    yield from (_sharpened(_even(patch)) for patch in fine)
    for patch in coarse[:1]:
        spectrum = _spectrum(patch)
        for transfer in _bank():
            yield _restored(spectrum, transfer)


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


def _spectrum(patch: Array) -> Array:
    rim = (_FRAME - patch.shape[0]) // 2
    framed = cv2.copyMakeBorder(patch, rim, rim, rim, rim, cv2.BORDER_REFLECT).astype(np.float32)
    return np.asarray(cv2.dft(framed, flags=cv2.DFT_COMPLEX_OUTPUT))


_FRAME: Final = 512
"""Pixels across the coarse place with a rim all round, so that what wraps over the edge stays outside."""


def _restored(spectrum: Array, transfer: Array) -> Array:
    flags = cv2.DFT_INVERSE | cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT
    framed = cv2.dft(spectrum * transfer[:, :, None], flags=flags)
    rim = (_FRAME - COARSE) // 2
    return np.asarray(np.clip(framed[rim : rim + COARSE, rim : rim + COARSE], 0, 255).astype(np.uint8))


@lru_cache(maxsize=1)
def _bank() -> tuple[Array, ...]:
    """Wiener's inverse of each blur. A blur that is the same from both sides has a real transfer function."""
    blurs = [_disk(radius) for radius in _DISKS]
    blurs += [_motion(length, way * np.pi / _WAYS) for length in _MOTIONS for way in range(_WAYS)]
    return tuple(_inverse(blur) for blur in blurs)


def _inverse(blur: Array) -> Array:
    transfer = np.fft.fft2(np.fft.ifftshift(blur / blur.sum())).real
    return np.asarray(transfer / (transfer**2 + _NOISE), np.float32)


def _grid() -> tuple[Array, Array]:
    """Distances from the middle of the frame, in pixels: down and across."""
    down, across = np.mgrid[:_FRAME, :_FRAME] - _FRAME // 2
    return down, across


def _disk(radius: float) -> Array:
    down, across = _grid()
    return np.asarray(np.clip(radius * _PER_MM + 0.5 - np.hypot(down, across), 0, 1))


def _motion(length: float, way: float) -> Array:
    down, across = _grid()
    along, beside = across * np.cos(way) + down * np.sin(way), down * np.cos(way) - across * np.sin(way)
    beyond = np.maximum(np.abs(along) - length * _PER_MM / 2, 0)
    return np.asarray(np.clip(1.5 - np.hypot(beyond, beside), 0, 1))
