"""The size of a picture is read from its head, whatever stands there."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from integrations.channels.webchat.pixels import pixels


def written(kind: str, size: tuple[int, int] = (301, 207), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (90, 120, 60)).save(out, kind, **options)
    return out.getvalue()


def exif() -> bytes:
    """A long EXIF part with a picture of another size in it."""
    notes = Image.Exif()
    notes[0x010E] = "giấy" * 500
    return notes.tobytes() + written("JPEG", (16, 12))


@pytest.mark.parametrize(
    "content",
    [
        written("PNG"),
        written("JPEG"),
        written("JPEG", progressive=True),
        written("JPEG", exif=exif()),
        written("JPEG").replace(b"\xff\xdb", b"\xff\xff\xff\xdb", 1),
    ],
    ids=["png", "jpeg", "progressive", "with a small picture inside", "with filling"],
)
def test_reads_width_and_height(content: bytes) -> None:
    assert pixels(content) == (301, 207)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", written("GIF"), written("WEBP"), b"\xff\xd8\xff\xe0\x00\x00"])
def test_anything_else_has_no_size(content: bytes) -> None:
    assert pixels(content) == (0, 0)


@given(st.sampled_from(["PNG", "JPEG"]), st.integers(0, 200))
def test_a_head_cut_short_has_no_size_or_the_right_one(kind: str, length: int) -> None:
    assert pixels(written(kind)[:length]) in ((0, 0), (301, 207))


@given(st.binary(max_size=300))
@example(b"\x00\x02" * 100)
def test_noise_behind_the_first_bytes_ends_too(noise: bytes) -> None:
    width, height = pixels(b"\xff\xd8" + noise)
    assert 0 <= width < 65536 and 0 <= height < 65536
