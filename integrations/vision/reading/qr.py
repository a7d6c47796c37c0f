"""Reads the QR code of a citizen's card off a photo, from the cheapest way of looking to the dearest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
import zxingcpp

from dialogs.checks.identity_qr import parse
from integrations.vision.shapes import Array, Corners, Picture

REDUCED: Final = 1280
LONG_MM: Final = 85.6
SHORT_MM: Final = 54.0


def read_qr(picture: Picture, corners: Corners | None) -> str:
    for grey in _looks(picture, corners):
        found = _decoded(grey)
        if found:
            return found
    return ""


def _decoded(grey: Array) -> str:
    for code in zxingcpp.read_barcodes(np.ascontiguousarray(grey), formats=zxingcpp.BarcodeFormat.QRCode):
        try:
            text = code.bytes.decode("utf-8")
        except UnicodeDecodeError:
            text = code.text
        if parse(text) is not None:
            return text
    return ""


def _looks(picture: Picture, corners: Corners | None) -> Iterator[Array]:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    k = min(1.0, REDUCED / max(grey.shape))
    yield cv2.resize(grey, None, fx=k, fy=k, interpolation=cv2.INTER_AREA) if k < 1 else grey
    if corners is None:
        return
    for per_mm in (20.0, 28.0):
        for turn in range(4):
            yield _region(grey, np.roll(corners, -turn, axis=0), per_mm)


def _region(grey: Array, corners: Corners, per_mm: float) -> Array:
    page = np.array([[0, 0], [LONG_MM, 0], [LONG_MM, SHORT_MM], [0, SHORT_MM]], np.float32)
    page -= np.float32([64.0, 0.0])
    matrix = cv2.getPerspectiveTransform(page * np.float32(per_mm), corners.astype(np.float32))
    side = int(22 * per_mm)
    return cv2.warpPerspective(grey, matrix, (side, side), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP)
