"""What a child sees on a picture arrives whole and checked; a fault in looking does not cost the file."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from bot.ports import Depth
from dialogs.documents import Look
from integrations.vision.bounds import PDF_SCAN_SIDE, SCAN_PIXELS
from integrations.vision.pool import PoolSize
from integrations.vision.reader import PictureReader
from tests.fakes import pictures
from tests.integrations.vision.seeing import LOOK
from tests.photos import samples

SEEN = replace(LOOK, corners=((0.0, 0.1), (0.9, 0.125), (0.875, 1.0), (0.25, 0.8)), words=LOOK.words[:1])
"""As it arrives: the corners moved into the picture, the endless word left out."""
MakeReader = Callable[[str], PictureReader]


@pytest_asyncio.fixture
async def seeing() -> AsyncIterator[MakeReader]:
    """Readers whose child sees something made up (``seeing.py``)."""
    made: list[PictureReader] = []

    def make(what: str) -> PictureReader:
        script = Path(__file__).with_name("seeing.py")
        made.append(PictureReader(PoolSize(workers=1), (sys.executable, str(script), what)))
        return made[-1]

    yield make
    for reader in made:
        await reader.close()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


async def test_what_was_seen_arrives_whole(seeing: MakeReader) -> None:
    inspected = await seeing("everything").inspect(pictures.photo(), Depth.READ)
    assert inspected.look == SEEN
    assert opened(inspected.scan).size == (1200, 500)
    assert opened(inspected.scan).info["dpi"] == (254, 254), "ten pixels a millimetre"
    assert opened(inspected.marked).size == (400, 300)
    assert (inspected.width, inspected.height) == (1200, 900)


async def test_what_need_not_be_read_is_not(seeing: MakeReader) -> None:
    reader = seeing("everything")
    looked = await reader.inspect(pictures.photo(), Depth.LOOK)
    read = await reader.inspect(pictures.photo(), Depth.READ)
    assert [round(opened(one.scan).convert("L").getpixel((5, 5)), -1) for one in (looked, read)] == [100, 200]
    clean = await reader.inspect(pictures.photo(), Depth.CLEAN)
    assert (clean.look, clean.scan, clean.marked) == (Look(), b"", b"")


async def test_the_first_page_of_a_pdf_is_looked_at(seeing: MakeReader) -> None:
    inspected = await seeing("everything").inspect(pictures.pdf(2), Depth.LOOK)
    assert (inspected.look, inspected.pages) == (SEEN, 2)
    assert opened(inspected.scan).width == round(PDF_SCAN_SIDE * 595 / 842)


async def test_grey_pictures_are_looked_at_in_colour_and_large_ones_smaller(seeing: MakeReader) -> None:
    reader = seeing("everything")
    grey = await reader.inspect(pictures.of_mode("L", "image/jpeg"), Depth.LOOK)
    assert opened(grey.marked).mode == "RGB"
    large = await reader.inspect(pictures.photo("image/jpeg", 5200, 3900), Depth.LOOK)
    assert large.width == 5200 and opened(large.scan).width == int(5200 * (SCAN_PIXELS / 5200 / 3900) ** 0.5)


@pytest.mark.parametrize("how", ["failing", "greedy"])
async def test_a_fault_in_looking_does_not_cost_the_file(seeing: MakeReader, how: str) -> None:
    reader = seeing(how)
    inspected = await reader.inspect(pictures.photo(), Depth.LOOK)
    assert (inspected.look, inspected.scan, inspected.width) == (Look(), b"", 1200)
    (worker,) = reader._pool._all
    assert worker.process.returncode is None, "and the child lives"


async def test_the_confined_child_has_all_it_needs(caplog: pytest.LogCaptureFixture) -> None:
    reader = PictureReader(PoolSize(workers=1))
    for template in ("cccd-front", "cccd-back", "cc-back", "passport", "birth", "form"):
        for photo in samples("tune", 2, level="easy", template=template):
            inspected = await reader.inspect(photo.content, Depth.READ)
            assert inspected.clean and inspected.preview
    await reader.close()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING], "something was missing in it"
