"""Decodes pictures, turns them upright and writes them anew, so that nothing but pixels comes through. Child only."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import pillow_heif
from PIL import Image, ImageFile, ImageOps

# Named here because the child may open no file once it is confined: Pillow would import these two later, by itself.
from PIL import MpoImagePlugin as _MpoImagePlugin  # noqa: F401
from PIL import WebPImagePlugin as _WebPImagePlugin  # noqa: F401

from integrations.vision.bounds import (
    CLEAN_QUALITY,
    LEAST_SIDE,
    MOST_PIXELS,
    PREVIEW_QUALITY,
    PREVIEW_SIDE,
    SCREENSHOT_PIXELS,
)
from integrations.vision.formats import Format
from integrations.vision.frames import MOST_CLEAN, Looked
from integrations.vision.refusal import Refusal

_DECODERS: Final = {Format.JPEG: ["JPEG", "MPO"], Format.PNG: ["PNG"], Format.WEBP: ["WEBP"], Format.HEIC: ["HEIF"]}
_ALPHA_BANDS: Final = frozenset("Aa")


def prepare() -> None:
    """Load every decoder; afterwards no file is needed any more."""
    Image.preinit()
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    # Our own bound is checked on every picture before decoding; Pillow's would answer first, with another reason.
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False


def look(content: bytes, format: Format) -> Looked:
    """Raises Refusal, and whatever the decoder raises on damaged data."""
    with Image.open(BytesIO(content), formats=_DECODERS[format]) as opened:
        check_size(*opened.size)
        opened.load()
        picture = _flat(ImageOps.exif_transpose(opened))
    # The decoded original is given back to the memory before the encoders want some.
    del opened
    return Looked(
        mime=format.value,
        width=picture.width,
        height=picture.height,
        pages=1,
        clean=_clean(picture, format),
        preview=preview_of(picture),
    )


def check_size(width: int, height: int) -> None:
    """Raises Refusal when these dimensions, read before decoding, are outside the bounds."""
    if width * height > MOST_PIXELS:
        raise Refusal("too-many-pixels")
    if min(width, height) < LEAST_SIDE:
        raise Refusal("too-small")


def preview_of(picture: Image.Image) -> bytes:
    """A JPEG with at most ``PREVIEW_SIDE`` pixels on the long side."""
    scale = PREVIEW_SIDE / max(picture.size)
    if scale < 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _jpeg(picture, PREVIEW_QUALITY)


def _flat(picture: Image.Image) -> Image.Image:
    """The picture as 8-bit grey or RGB; what was transparent becomes white, like paper."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return picture.point(lambda value: value / 256).convert("L")
    if _ALPHA_BANDS & set("".join(picture.getbands())) or "transparency" in picture.info:
        return _on_white(picture.convert("RGBA"))
    if picture.mode in {"L", "RGB"}:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _clean(picture: Image.Image, format: Format) -> bytes:
    if format is Format.PNG and picture.width * picture.height <= SCREENSHOT_PIXELS:
        written = BytesIO()
        _bare(picture).save(written, "PNG", compress_level=6)
        if written.tell() <= MOST_CLEAN:
            return written.getvalue()
    return _jpeg(picture, CLEAN_QUALITY)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    _bare(picture).save(written, "JPEG", quality=quality)
    return written.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    """Forget comments, EXIF and colour profile, some of which the encoders would copy from here."""
    picture.info = {}
    return picture
