"""Decodes pictures, turns them upright and writes them anew, so that nothing but pixels comes through. Child only."""

from __future__ import annotations

import math
import re
from io import BytesIO
from typing import Final

import cv2
import numpy as np
import pillow_heif
from PIL import Image, ImageFile

# Named here because the child may open no file once it is confined: Pillow would import these two later, by itself.
from PIL import MpoImagePlugin as _MpoImagePlugin  # noqa: F401
from PIL import WebPImagePlugin as _WebPImagePlugin  # noqa: F401

from integrations.vision.bounds import (
    LEAST_SIDE,
    MOST_PIXELS,
    PREVIEW_QUALITY,
    PREVIEW_SIDE,
    SCAN_PIXELS,
    WEBP_PIXELS,
    WHOLE_PIXELS,
)
from integrations.vision.formats import Format, webp_size
from integrations.vision.refusal import PARSER_ERRORS, Refusal
from integrations.vision.shapes import Picture

_DECODERS: Final = {Format.JPEG: ["JPEG", "MPO"], Format.PNG: ["PNG"], Format.WEBP: ["WEBP"], Format.HEIC: ["HEIF"]}
_ALPHA_BANDS: Final = frozenset("Aa")
MOST_SCANS: Final = 100
"""Of a progressive JPEG; encoders make about ten."""
_SCAN: Final = re.compile(rb"\xff\xda\0[\x06\x08\x0a\x0c][\x01-\x04]")
"""How a scan begins (ITU-T T.81, B.2.3); within a scan these bytes cannot stand."""
_STRIP: Final = 64
"""Rows that are changed over at once: few enough to stay in the processor's cache, and to need no second picture."""
_ORIENTATION: Final = 0x0112
_LAST_UNTURNED: Final = 4
"""Orientations above it change width and height over."""
_MILLIMETRES_PER_INCH: Final = 25.4


def prepare() -> None:
    """Load every decoder; afterwards no file is needed any more."""
    Image.preinit()
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    # Our own bound is checked on every picture before decoding; Pillow's would answer first, with another reason.
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    cv2.setNumThreads(1)


def decoded(content: bytes, format: Format) -> tuple[Picture, tuple[int, int]]:
    """The picture, upright: grey (height x width) or RGB (height x width x 3); halved when it is larger than
    ``WHOLE_PIXELS``. And the width and height that it has unhalved.

    Raises Refusal, and whatever the decoder raises on damaged files.
    """
    with _opened(content, format) as opened:
        size = opened.size
        turn = _orientation(opened)
        if _is_large(opened):
            # A JPEG can be decoded at half its size; of other formats nothing happens here.
            opened.draft(None, (opened.width // 2, opened.height // 2))
        opened.load()
        picture = _array(opened)
        # The decoder's copy goes before the turned one is made: with large pictures both do not fit at once.
        opened.close()
    return _upright(picture, turn), size[::-1] if turn > _LAST_UNTURNED else size


def upright_size(content: bytes, format: Format) -> tuple[int, int]:
    """Width and height that ``decoded`` would tell, without decoding. Raises as it does."""
    with _opened(content, format) as opened:
        width, height = opened.size
        return (height, width) if _orientation(opened) > _LAST_UNTURNED else (width, height)


def _opened(content: bytes, format: Format) -> Image.Image:
    """The picture before it is decoded, if its dimensions are within the bounds. Raises Refusal."""
    # Each scan goes over all pixels; a few kilobytes can ask for it thousands of times.
    if format is Format.JPEG and len(_SCAN.findall(content)) > MOST_SCANS:
        raise Refusal("too-slow", "scans")
    if format is Format.WEBP and math.prod(webp_size(content)) > WEBP_PIXELS:
        raise Refusal("too-many-pixels")
    opened = Image.open(BytesIO(content), formats=_DECODERS[format])
    if opened.width * opened.height > MOST_PIXELS:
        raise Refusal("too-many-pixels")
    if min(opened.size) < LEAST_SIDE:
        raise Refusal("too-small")
    return opened


def preview_of(picture: Picture) -> bytes:
    """A JPEG with at most ``PREVIEW_SIDE`` pixels on the long side."""
    return jpeg(reduced(picture, PREVIEW_SIDE), PREVIEW_QUALITY)


def reduced(picture: Picture, side: int) -> Picture:
    """At most ``side`` pixels on the long side, by averaging."""
    height, width = picture.shape[:2]
    while max(height, width) >= 2 * side:
        # Halving is many times faster than averaging by an uneven factor, of which little is left to do then.
        height, width = max(1, height // 2), max(1, width // 2)
        picture = np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    scale = side / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def for_scanning(picture: Picture) -> Picture:
    """RGB, with at most ``SCAN_PIXELS``."""
    height, width = picture.shape[:2]
    if height * width > SCAN_PIXELS:
        scale = math.sqrt(SCAN_PIXELS / (height * width))
        size = (int(width * scale), int(height * scale))
        # At most 1.6 times smaller: no detail is skipped by the quick way.
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    return picture if picture.ndim == 3 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB), np.uint8)


def jpeg(picture: Picture, quality: int, per_mm: float = 0.0) -> bytes:
    """A JPEG without any metadata but, where ``per_mm`` is known, the pixels per inch."""
    written = BytesIO()
    dots = round(per_mm * _MILLIMETRES_PER_INCH)
    Image.fromarray(picture).save(written, "JPEG", quality=quality, **({"dpi": (dots, dots)} if dots else {}))
    return written.getvalue()


def png(picture: Picture) -> bytes:
    """A PNG without any metadata, squeezed quickly rather than hard."""
    written = BytesIO()
    Image.fromarray(picture).save(written, "PNG", compress_level=1)
    return written.getvalue()


def _orientation(opened: Image.Image) -> int:
    """The EXIF orientation, 1 to 8. Spoilt notes do not spoil a picture: then it stays as it is stored."""
    try:
        value = opened.getexif().get(_ORIENTATION, 1)
    except PARSER_ERRORS:
        return 1
    return value if value in range(1, 9) else 1


def _is_large(opened: Image.Image) -> bool:
    return opened.width * opened.height > WHOLE_PIXELS


def _array(opened: Image.Image) -> Picture:
    """The pixels as 8-bit grey or RGB, strip by strip; what was transparent becomes white, like paper."""
    shrink = 2 if _is_large(opened) else 1
    step = _STRIP // shrink
    width, height = opened.width // shrink, opened.height // shrink
    picture = np.empty((height, width, *_pixels(opened, 0).shape[2:]), np.uint8)
    for top in range(0, height, step):
        strip = _pixels(opened, top * shrink)
        if shrink > 1:
            size = (width, min(step, height - top))
            strip = np.asarray(
                cv2.resize(strip[: size[1] * 2, : width * 2], size, interpolation=cv2.INTER_AREA), np.uint8
            )
        picture[top : top + step] = strip
    return picture


def _pixels(opened: Image.Image, top: int) -> Picture:
    strip = opened.crop((0, top, opened.width, min(opened.height, top + _STRIP)))
    return np.asarray(_flat(strip), np.uint8)


def _flat(strip: Image.Image) -> Image.Image:
    if strip.mode.startswith("I") or strip.mode == "F":
        return strip.point(lambda value: value / 256).convert("L")
    if _ALPHA_BANDS & set("".join(strip.getbands())) or "transparency" in strip.info:
        return _on_white(strip.convert("RGBA"))
    if strip.mode in {"L", "RGB"}:
        return strip
    return strip.convert("L" if strip.mode == "1" else "RGB")


def _on_white(strip: Image.Image) -> Image.Image:
    paper = Image.new("RGB", strip.size, "white")
    paper.paste(strip, mask=strip.getchannel("A"))
    return paper


def _upright(picture: Picture, orientation: int) -> Picture:
    """Undo how the camera was held (EXIF 2.32, 4.6.5 Orientation)."""
    if orientation in {5, 7}:
        turned = cv2.transpose(picture)
        if orientation == 7:
            cv2.flip(turned, _BOTH_WAYS, dst=turned)
        return np.asarray(turned, np.uint8)
    if orientation in _MIRRORS:
        return np.asarray(cv2.flip(picture, _MIRRORS[orientation]), np.uint8)
    if orientation in _TURNS:
        return np.asarray(cv2.rotate(picture, _TURNS[orientation]), np.uint8)
    return picture


_BOTH_WAYS: Final = -1
_MIRRORS: Final = {2: 1, 4: 0}
_TURNS: Final = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}
