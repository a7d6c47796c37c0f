"""Tiny synthetic files, quick to make."""

from __future__ import annotations

import io

from PIL import Image


def jpeg(width: int = 64, height: int = 48, shade: int = 200) -> bytes:
    """A plain grey JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (shade, shade, shade)).save(out, "JPEG")
    return out.getvalue()
