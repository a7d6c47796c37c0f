"""Hostile and damaged files: always a named refusal or a usable picture, and the bot's own process stays small."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bot.failures import Unusable
from bot.ports import Binding, Depth
from integrations.vision.bounds import MOST_BYTES, REASONS
from integrations.vision.reader import PictureReader
from tests.fakes import pdfs, pictures
from tests.integrations.vision.bindery import pages_of, unpacked

pytestmark = pytest.mark.asyncio(loop_scope="module")

KINDS = tuple(pictures.PILLOW_NAMES)
CUTS = 20
"""Files are cut off, and spoilt, at every twentieth part."""
CALM_GROWTH = 20 * 1024
"""Kilobytes by which the bot may grow over the whole corpus (reliability facts, 4.3)."""


def small(mime: str) -> bytes:
    return pictures.pdf(2) if mime == "application/pdf" else pictures.photo(mime, 480, 360)


def resident() -> int:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


async def reason_of(reader: PictureReader, content: bytes, depth: Depth = Depth.CLEAN) -> str:
    """The reason for refusing, or "" when it was usable. Any other exception fails the test."""
    try:
        inspected = await reader.inspect(content, depth)
    except Unusable as refused:
        assert refused.reason in REASONS
        return refused.reason
    assert inspected.width >= 300 and inspected.height >= 300 and inspected.clean and inspected.preview
    return ""


async def bound_or(reader: PictureReader, content: bytes) -> str:
    """The reason for not binding, or "" when a PDF came of it."""
    try:
        bound = await reader.bind([content], Binding())
    except Unusable as refused:
        assert refused.reason in REASONS
        return refused.reason
    assert pages_of(bound)
    return ""


@pytest.mark.parametrize("mime", [*KINDS, "application/pdf"])
async def test_cut_off_anywhere(reader: PictureReader, mime: str) -> None:
    content = small(mime)
    places = {len(content) * part // CUTS for part in range(CUTS)} | {1, 12, 13, 20, len(content) - 3, len(content) - 1}
    for place in sorted(places):
        reason = await reason_of(reader, content[:place])
        assert reason in {"", "damaged", "not-an-image"}, (place, reason)
        if place < len(content) * 9 // 10:
            assert reason, f"only {place} of {len(content)} bytes passed as whole"
        if mime != "application/pdf":
            assert await bound_or(reader, content[:place]) == reason


@pytest.mark.parametrize("mime", [*KINDS, "application/pdf"])
async def test_spoilt_anywhere(reader: PictureReader, mime: str) -> None:
    content = small(mime)
    for part in range(CUTS):
        spoilt = bytearray(content)
        at = len(content) * part // CUTS
        spoilt[at : at + 8] = bytes(255 - byte for byte in spoilt[at : at + 8])
        await reason_of(reader, bytes(spoilt))
    assert await reason_of(reader, content) == ""


@pytest.mark.parametrize(("width", "height"), [(9_000, 9_000), (13_000, 13_000), (20_000, 20_000)])
async def test_png_bombs(reader: PictureReader, width: int, height: int) -> None:
    content = pictures.png_bomb(width, height)
    assert len(content) < 100_000
    assert await reason_of(reader, content) == "too-many-pixels"


@pytest.mark.parametrize("mime", KINDS)
async def test_headers_that_boast(reader: PictureReader, mime: str) -> None:
    # Two decoders notice that the header contradicts the data and say so first.
    wanted = {"too-many-pixels"} if mime in {"image/jpeg", "image/png"} else {"too-many-pixels", "damaged"}
    assert await reason_of(reader, pictures.claiming(mime, 16_000, 16_000)) in wanted


async def test_a_line_of_two_thousand_million_pixels(reader: PictureReader) -> None:
    assert await reason_of(reader, pictures.claiming("image/png", 2_000_000_000, 1)) == "too-many-pixels"


async def test_pdf_with_an_oversized_picture(reader: PictureReader) -> None:
    assert await reason_of(reader, pictures.pdf(image=(9_000, 9_000))) == "too-many-pixels"
    assert await reason_of(reader, pictures.pdf(image=(4_000, 4_000))) == ""


async def test_webp_bombs(reader: PictureReader) -> None:
    assert await reason_of(reader, pictures.webp_bomb(7_000, 6_000)) == "too-many-pixels"
    assert await reason_of(reader, pictures.webp_bomb(4_700, 3_000)) == "too-many-pixels", "it holds four copies"
    assert await reason_of(reader, pictures.webp_bomb(4_032, 3_024)) == ""


async def test_a_photo_that_goes_over_its_pixels_without_end(reader: PictureReader) -> None:
    assert await reason_of(reader, pictures.jpeg_of_many_scans()) == "too-slow"
    assert await reason_of(reader, pictures.jpeg_of_many_scans(80, 900)) == ""


@pytest.mark.parametrize("kind", ["icc", "comment"])
async def test_a_photo_that_carries_megabytes(reader: PictureReader, kind: str) -> None:
    content = pictures.laden_jpeg(kind)
    assert len(content) > 15_000_000
    inspected = await reader.inspect(content)
    assert len(inspected.clean) < 200_000 and b"canary-load" not in inspected.clean + inspected.preview


async def test_strips(reader: PictureReader) -> None:
    for width, height in ((1, 30_000), (30_000, 1), (299, 30_000)):
        thin = pictures.written(Image.new("L", (width, height), 200), "image/png")
        assert await reason_of(reader, thin, Depth.READ) == "too-small"
    for mime, width, height in (("image/png", 300, 30_000), ("image/jpeg", 30_000, 300)):
        strip = pictures.written(Image.new("RGB", (width, height), "white"), mime)
        assert await reason_of(reader, strip, Depth.READ) == ""
        assert pages_of(await reader.bind([strip], Binding()))


@pytest.mark.parametrize("user", ["", "secret"])
async def test_locked_pdfs(reader: PictureReader, user: str) -> None:
    assert await reason_of(reader, pdfs.locked(user), Depth.READ) == "encrypted"


async def test_pages_without_end(reader: PictureReader) -> None:
    trees = {name: await reason_of(reader, content, Depth.READ) for name, content in pdfs.page_trees().items()}
    assert trees == {"claimed": "", "repeated": "", "in a circle": "damaged", "deep": "damaged"}
    bound = {name: await bound_or(reader, content) for name, content in pdfs.page_trees().items()}
    assert all(reason in {"", "damaged"} for reason in bound.values()), bound


@pytest.mark.parametrize("content", [pdfs.text_without_end, pdfs.forms_in_forms], ids=["text", "forms"])
async def test_drawings_without_end(reader: PictureReader, content: Callable[[], bytes]) -> None:
    bomb = content()
    assert len(bomb) < 1_000_000
    assert await reason_of(reader, bomb) in {"damaged", "too-slow", "too-many-pixels"}
    assert await bound_or(reader, bomb) in {"damaged", "too-slow", "too-many-pixels"}
    assert await reason_of(reader, pictures.pdf()) == "", "the pool lives"


async def test_text_that_unfolds(reader: PictureReader) -> None:
    assert await reason_of(reader, pictures.png_text_bomb()) in {"", "damaged"}


@pytest.mark.parametrize(("name", "content"), pictures.strangers().items(), ids=list(pictures.strangers()))
async def test_strangers(reader: PictureReader, name: str, content: bytes) -> None:
    assert await reason_of(reader, content) == "not-an-image", name


@pytest.mark.parametrize("mime", KINDS)
async def test_nothing_rides_on_a_picture(reader: PictureReader, mime: str) -> None:
    content = pictures.polyglots()[mime]
    assert b"canary-tail" in content
    inspected = await reader.inspect(content)
    assert b"canary-tail" not in inspected.clean + inspected.preview


@pytest.mark.parametrize(("content", "mime"), pictures.two_in_one().values(), ids=list(pictures.two_in_one()))
async def test_two_in_one(reader: PictureReader, content: bytes, mime: str) -> None:
    if not mime:
        assert await reason_of(reader, content) == "not-an-image"
        return
    inspected = await reader.inspect(content, Depth.READ)
    assert inspected.mime == mime
    bound = unpacked(await reader.bind([content], Binding()))
    # A PDF is kept as it came, for a signature in it must stay valid; what is passed on is what was bound.
    passed = bound + inspected.preview + (b"" if mime == "application/pdf" else inspected.clean)
    assert b"canary-tail" not in passed and b"PK\x03\x04" not in passed
    if mime == "image/jpeg":
        assert b"%PDF" not in inspected.clean + inspected.preview


async def test_one_kind_in_the_dress_of_another(reader: PictureReader) -> None:
    photo = pictures.photo("image/png")
    assert await reason_of(reader, b"\xff\xd8\xff\xe0" + photo[4:]) == "damaged"
    assert await reason_of(reader, b"%PDF-1.7\n" + photo) == "damaged"


async def test_size(reader: PictureReader) -> None:
    photo = pictures.photo()
    assert await reason_of(reader, photo + bytes(MOST_BYTES - len(photo))) == ""
    assert await reason_of(reader, photo + bytes(MOST_BYTES - len(photo) + 1)) == "too-big"


async def test_the_bot_stays_small(reader: PictureReader) -> None:
    bombs = [pictures.png_bomb(9_000, 9_000), pictures.png_bomb(6_000, 6_000), pictures.pdf(image=(9_000, 9_000))]
    photos = [pictures.photo(mime, 1600, 1200) for mime in KINDS]
    for content in photos + bombs:
        await reason_of(reader, content)
    before = resident()
    for content in (photos + bombs) * 3:
        await reason_of(reader, content)
    assert resident() - before < CALM_GROWTH
