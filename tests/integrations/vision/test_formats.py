"""The true type is in the first bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.vision.formats import Format, format_of, webp_size
from tests.fakes import pictures


@pytest.mark.parametrize("mime", [*pictures.PILLOW_NAMES, "application/pdf"])
def test_accepted(mime: str) -> None:
    content = pictures.pdf() if mime == "application/pdf" else pictures.photo(mime, 320, 320)
    assert format_of(content) == mime


def test_brands_of_telephones() -> None:
    for brands in (b"heic\0\0\0\0mif1heic", b"mif1\0\0\0\0mif1heic", b"heix\0\0\0\0heix", b"msf1\0\0\0\0heicmsf1"):
        head = (len(brands) + 8).to_bytes(4, "big") + b"ftyp" + brands
        assert format_of(head + bytes(40)) is Format.HEIC


def test_a_brand_beyond_the_box_does_not_count() -> None:
    assert format_of(b"\0\0\0\x14ftypavif\0\0\0\0avif" + b"heic") is None


def test_pdf_after_a_byte_order_mark_but_not_after_anything_else() -> None:
    assert format_of(b"\xef\xbb\xbf%PDF-1.7\n") is Format.PDF
    assert format_of(b"\r\n%PDF-1.7\n") is Format.PDF
    assert format_of(b"<b>%PDF-1.7\n") is None


def test_the_size_of_a_webp_is_in_its_head() -> None:
    plain = pictures.photo("image/webp", 640, 360)
    lossless = pictures.written(pictures.sheet(640, 360), "image/webp", lossless=True)
    extended = pictures.tracked("image/webp")
    assert [content[12:16] for content in (plain, lossless, extended)] == [b"VP8 ", b"VP8L", b"VP8X"]
    assert [webp_size(content) for content in (plain, lossless, extended)] == [(640, 360), (640, 360), (1200, 900)]
    assert webp_size(b"RIFF\0\0\0\0WEBPVP9 " + bytes(40)) == webp_size(b"") == (0, 0)


@given(st.binary(max_size=64))
def test_total(content: bytes) -> None:
    assert format_of(content) in {None, *Format}
