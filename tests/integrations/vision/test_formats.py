"""The true type is in the first bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.vision.formats import Format, format_of
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


@given(st.binary(max_size=64))
def test_total(content: bytes) -> None:
    assert format_of(content) in {None, *Format}
