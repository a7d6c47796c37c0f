"""Every paper becomes one PDF: upright on A4, small, the same each time, and with nothing of its maker in it."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageStat

from bot.failures import Unusable
from bot.ports import Binding
from integrations.vision.binding.bound import PAGE_BYTES
from integrations.vision.bounds import MOST_PAGES
from integrations.vision.pool import PoolSize
from integrations.vision.reader import PictureReader
from tests.fakes import pdfs, pictures
from tests.integrations.vision.bindery import drawn, keys_of, pages_of, placed, unpacked

pytestmark = pytest.mark.asyncio(loop_scope="module")

UPRIGHT, LYING = (210, 297), (297, 210)
RED = pictures.CORNER


def noisy(width: int, height: int) -> bytes:
    """A photograph that is hard to squeeze: a sheet under coarse grain, always the same."""
    grain = np.random.default_rng(5).normal(0, 14, (height, width, 3))
    sheet = np.full((height, width, 3), 205) + grain
    for line in range(height // 20, height - height // 20, max(12, height // 40)):
        sheet[line : line + height // 200 + 1, width // 10 : -width // 10] = 60
    return pictures.written(Image.fromarray(sheet.clip(0, 255).astype(np.uint8)), "image/jpeg", quality=90)


def scan_of(width: int, height: int, dots: int) -> bytes:
    return pictures.written(pictures.sheet(width, height), "image/jpeg", dpi=(dots, dots))


def is_red(page: Image.Image, across: float, down: float) -> bool:
    """Whether the red mark is at this place, in millimetres from the upper left corner."""
    at = page.getpixel((round(across / 25.4 * 72), round(down / 25.4 * 72)))
    assert isinstance(at, tuple)
    return all(abs(a - b) < 40 for a, b in zip(at, RED, strict=True))


async def refusal(reader: PictureReader, pages: list[bytes], binding: Binding) -> str:
    with pytest.raises(Unusable) as refused:
        await reader.bind(pages, binding)
    return refused.value.reason


# ---------------------------------------------------------------- where things stand


@pytest.mark.parametrize("mime", ["image/jpeg", "image/png", "image/webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
async def test_pictures_stand_upright(reader: PictureReader, orientation: int, mime: str) -> None:
    pdf = await reader.bind([pictures.turned(orientation, mime)], Binding())
    assert pages_of(pdf) == [LYING], "a lying picture on a lying sheet"
    page = drawn(pdf)
    # 1200 x 900 fitted between margins of a centimetre: 253 x 190 mm in the middle.
    assert is_red(page, 24, 13) and not is_red(page, 270, 195)
    assert page.getpixel((5, 5)) == (255, 255, 255), "the margin"


async def test_heic_stands_upright(reader: PictureReader) -> None:
    assert is_red(drawn(await reader.bind([pictures.turned(6, "image/heic")], Binding())), 24, 13)


async def test_a_standing_picture_on_a_standing_sheet(reader: PictureReader) -> None:
    pdf = await reader.bind([pictures.photo("image/jpeg", 900, 1200)], Binding())
    assert pages_of(pdf) == [UPRIGHT]
    (one,) = placed(pdf)
    assert (round(one.left), round(one.width), round(one.height)) == (10, 190, 253)
    assert one.bottom == pytest.approx((297 - one.height) / 2, abs=0.1)


async def test_a_scan_stands_in_its_true_size(reader: PictureReader) -> None:
    scans = (scan_of(856, 540, 254), scan_of(1654, 2339, 200), scan_of(2339, 1654, 200), scan_of(2000, 1400, 100))
    card, sheet, wide, large = [placed(await reader.bind([scan], Binding()))[0] for scan in scans]
    assert (round(card.width, 1), round(card.height, 1)) == (85.6, 54.0)
    assert (round(sheet.width), round(sheet.height), round(sheet.left)) == (210, 297, 0)
    assert (round(wide.width), round(wide.height)) == (297, 210)
    assert round(large.width) == 271, "A2 does not fit, so it is made to"


@pytest.mark.parametrize("dots", [72, 96])
async def test_what_programs_write_when_they_do_not_know_is_not_believed(reader: PictureReader, dots: int) -> None:
    (one,) = placed(await reader.bind([scan_of(400, 300, dots)], Binding()))
    assert round(one.height) == 190


async def test_front_and_back_of_a_card_on_one_sheet(reader: PictureReader) -> None:
    front = scan_of(1284, 810, 254)
    back = pictures.written(Image.new("RGB", (1284, 810), (20, 140, 60)), "image/jpeg")
    pdf = await reader.bind([front, back], Binding(layout="card"))
    assert pages_of(pdf) == [UPRIGHT]
    above, below = placed(pdf)
    assert [round(one.width, 1) for one in (above, below)] == [128.4, 128.4]
    assert above.bottom > below.bottom + below.height
    page = drawn(pdf)
    assert is_red(page, 44, 59) and page.getpixel((297, 560)) == pytest.approx((20, 140, 60), abs=12)


async def test_cards_of_other_shapes_and_numbers(reader: PictureReader) -> None:
    tall = pictures.photo("image/jpeg", 600, 1600)
    pdf = await reader.bind([tall, tall, pictures.pdf(1)], Binding(layout="card"))
    assert pages_of(pdf) == [UPRIGHT, UPRIGHT]
    assert all(one.bottom > 0 and one.height < 130 for number in (0, 1) for one in placed(pdf, number))


async def test_order_is_kept(reader: PictureReader) -> None:
    pages = [pictures.pdf(2), pictures.photo("image/jpeg", 900, 1200), pictures.pdf(1, 842, 595), pictures.photo()]
    pdf = await reader.bind(pages, Binding())
    assert pages_of(pdf) == [UPRIGHT, UPRIGHT, UPRIGHT, LYING, LYING]
    assert [bool(placed(pdf, number)) for number in range(5)] == [False, False, True, False, True]


# ---------------------------------------------------------------- how large they are


async def test_a_page_has_at_most_a_megabyte(reader: PictureReader) -> None:
    heavy = noisy(4032, 3024)
    assert len(heavy) > 4 * PAGE_BYTES
    pdf = await reader.bind([heavy, heavy], Binding(most_bytes=20 * 2**20))
    assert all(placed(pdf, number)[0].size <= PAGE_BYTES for number in (0, 1))
    assert placed(pdf)[0].colour == "/DeviceRGB"


async def test_colour_is_kept_as_long_as_it_fits_then_ink(reader: PictureReader) -> None:
    page = noisy(2480, 3508)
    sizes = (1_000_000, 500_000, 250_000, 90_000)
    bound = [await reader.bind([page], Binding(most_bytes=size)) for size in sizes]
    assert all(len(pdf) <= size for pdf, size in zip(bound, sizes, strict=True))
    pixels = [placed(pdf)[0] for pdf in bound]
    assert [one.bits for one in pixels] == [8, 8, 8, 1]
    assert [one.colour for one in pixels] == ["/DeviceRGB"] * 3 + ["/DeviceGray"]
    assert pixels[0].pixels[0] > pixels[2].pixels[0]
    black = np.asarray(drawn(bound[-1], dots=100).convert("L"))
    assert 0.02 < np.mean(black < 128) < 0.5, "ink on paper, not the other way round"
    assert np.mean(black > 200) > 0.5


async def test_what_cannot_be_made_to_fit_is_refused(reader: PictureReader) -> None:
    assert await refusal(reader, [noisy(2480, 3508)], Binding(most_bytes=3_000)) == "too-big"


async def test_pages_of_a_heavy_pdf_are_drawn_anew(reader: PictureReader) -> None:
    heavy = pdfs.of_photos([noisy(2480, 3508)] * 2)
    assert len(heavy) > 4_000_000
    bound = await reader.bind([heavy], Binding())
    assert len(bound) < 2 * PAGE_BYTES and pages_of(bound) == [UPRIGHT, UPRIGHT]
    assert len(await reader.bind([heavy], Binding(most_bytes=500_000))) <= 500_000


async def test_too_many_pages(reader: PictureReader) -> None:
    photo = pictures.photo("image/jpeg", 400, 300)
    assert await refusal(reader, [photo] * (MOST_PAGES + 1), Binding()) == "too-many-pages"
    assert await refusal(reader, [pictures.pdf(11), pictures.pdf(10)], Binding()) == "too-many-pages"
    assert len(pages_of(await reader.bind([pictures.pdf(10), *[photo] * 10], Binding()))) == MOST_PAGES


async def test_nothing_at_all(reader: PictureReader) -> None:
    with pytest.raises(ValueError, match="nothing"):
        await reader.bind([], Binding())


# ---------------------------------------------------------------- what is in it


@pytest.mark.parametrize("layout", ["pages", "card"])
async def test_the_same_papers_give_the_same_bytes(reader: PictureReader, layout: str) -> None:
    pages = [pictures.photo(), pictures.pdf(2), noisy(800, 600)]
    other = PictureReader(PoolSize(workers=1))
    for archival in (False, True):
        binding = Binding(layout=layout, archival=archival, title="Giấy khai sinh")
        assert await reader.bind(pages, binding) == await other.bind(pages, binding)
    await other.close()


@pytest.mark.parametrize("mime", list(pictures.PILLOW_NAMES))
async def test_nothing_of_the_camera_is_in_it(reader: PictureReader, mime: str) -> None:
    assert pictures.GPS_CANARY in pictures.tracked(mime)
    pdf = await reader.bind([pictures.tracked(mime)], Binding(title="Hộ chiếu"))
    assert pictures.GPS_CANARY not in unpacked(pdf)
    assert b"Exif" not in pdf and b"http" not in pdf


async def test_title_and_maker(reader: PictureReader) -> None:
    pdf = await reader.bind([pictures.photo()], Binding(title="Giấy khai sinh\n" + "x" * 1000))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert {key: str(value) for key, value in opened.docinfo.items()} == {
            "/Title": ("Giấy khai sinh" + "x" * 1000)[:200],
            "/Producer": "Một Cửa Bot",
        }
    assert not {"/CreationDate", "/ModDate", "/Author"} & keys_of(pdf)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
async def test_every_mode_is_bound(reader: PictureReader, mode: str) -> None:
    pdf = await reader.bind([pictures.of_mode(mode, "image/png")], Binding())
    assert placed(pdf)[0].colour in {"/DeviceGray", "/DeviceRGB"}
    assert ImageStat.Stat(drawn(pdf).convert("L").crop((160, 90, 400, 110))).mean[0] > 225, "the sheet is white"


async def test_a_printers_colours_become_a_screens(reader: PictureReader) -> None:
    pdf = await reader.bind([pictures.of_mode("CMYK", "image/jpeg")], Binding())
    assert placed(pdf)[0].colour == "/DeviceRGB" and is_red(drawn(pdf), 24, 13)


async def test_what_is_no_picture_is_refused(reader: PictureReader) -> None:
    photo = pictures.photo()
    assert await refusal(reader, [photo, b"GIF89a" + bytes(100)], Binding()) == "not-an-image"
    assert await refusal(reader, [photo, photo[: len(photo) // 2]], Binding()) == "damaged"
    assert await refusal(reader, [photo, pictures.png_bomb(9_000, 9_000)], Binding()) == "too-many-pixels"
