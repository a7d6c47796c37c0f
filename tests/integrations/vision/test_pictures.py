"""Every accepted kind of file comes out clean, upright and with a preview."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bot.failures import Unusable
from bot.ports import Inspected
from integrations.vision.bounds import PREVIEW_SIDE
from integrations.vision.reader import PictureReader
from tests.fakes import pictures

pytestmark = pytest.mark.asyncio(loop_scope="module")

KINDS = tuple(pictures.PILLOW_NAMES)


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def near(found: object, wanted: tuple[int, int, int], within: int = 30) -> bool:
    assert isinstance(found, tuple), found
    return all(abs(a - b) <= within for a, b in zip(found, wanted, strict=True))


def brightness(picture: Image.Image, at: tuple[int, int]) -> int:
    return picture.convert("L").crop((*at, at[0] + 1, at[1] + 1)).tobytes()[0]


def assert_upright_sheet(inspected: Inspected) -> None:
    """The size of the generated sheet, its red mark at the top left, paper in the middle."""
    assert (inspected.width, inspected.height, inspected.pages) == (1200, 900, 1)
    for content in (inspected.clean, inspected.preview):
        picture = opened(content).convert("RGB")
        assert picture.size == (1200, 900)
        assert near(picture.getpixel((40, 30)), pictures.CORNER)
        assert not near(picture.getpixel((1150, 870)), pictures.CORNER)


@pytest.mark.parametrize("mime", KINDS)
async def test_every_kind_of_picture(reader: PictureReader, mime: str) -> None:
    inspected = await reader.inspect(pictures.photo(mime))
    assert inspected.mime == mime
    assert_upright_sheet(inspected)
    assert opened(inspected.clean).format == ("PNG" if mime == "image/png" else "JPEG")
    assert opened(inspected.preview).format == "JPEG"


@pytest.mark.parametrize("mime", KINDS[:3])
@pytest.mark.parametrize("orientation", range(1, 9))
async def test_turned_pictures_come_upright(reader: PictureReader, orientation: int, mime: str) -> None:
    assert_upright_sheet(await reader.inspect(pictures.turned(orientation, mime)))


async def test_a_heic_that_says_it_is_turned_is_turned_once(reader: PictureReader) -> None:
    inspected = await reader.inspect(pictures.turned(6, "image/heic"))
    assert near(opened(inspected.clean).convert("RGB").getpixel((40, 30)), pictures.CORNER)


@pytest.mark.parametrize("mime", KINDS)
async def test_nothing_but_pixels_comes_through(reader: PictureReader, mime: str) -> None:
    content = pictures.tracked(mime)
    assert pictures.GPS_CANARY in content
    inspected = await reader.inspect(content)
    for clean in (inspected.clean, inspected.preview):
        assert pictures.GPS_CANARY not in clean
        picture = opened(clean)
        assert not picture.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "Comment"} & set(picture.info)


@pytest.mark.parametrize(
    ("mode", "mime"),
    [
        ("1", "image/png"),
        ("L", "image/png"),
        ("LA", "image/png"),
        ("P", "image/png"),
        ("PA", "image/png"),
        ("RGBA", "image/png"),
        ("I;16", "image/png"),
        ("RGBA", "image/webp"),
        ("RGBA", "image/heic"),
        ("L", "image/jpeg"),
        ("CMYK", "image/jpeg"),
    ],
)
async def test_every_mode_becomes_grey_or_colour(reader: PictureReader, mode: str, mime: str) -> None:
    inspected = await reader.inspect(pictures.of_mode(mode, mime))
    picture = opened(inspected.clean)
    assert picture.mode in {"L", "RGB"}
    assert brightness(picture, (600, 105)) > 210, "the sheet stays white"
    assert mode == "1" or 70 < brightness(picture, (1150, 450)) < 180, "the desk keeps its brightness"


@pytest.mark.parametrize(("mode", "mime"), [("RGBA", "image/png"), ("LA", "image/png"), ("RGBA", "image/webp")])
async def test_what_is_transparent_becomes_white(reader: PictureReader, mode: str, mime: str) -> None:
    inspected = await reader.inspect(pictures.of_mode(mode, mime))
    assert near(opened(inspected.clean).convert("RGB").getpixel((600, 450)), (255, 255, 255), 3)


@pytest.mark.parametrize("mime", KINDS[:3])
async def test_of_many_frames_the_first(reader: PictureReader, mime: str) -> None:
    assert_upright_sheet(await reader.inspect(pictures.animated(mime)))


async def test_a_large_png_is_a_photograph(reader: PictureReader) -> None:
    inspected = await reader.inspect(pictures.written(pictures.sheet(4000, 3000), "image/png", compress_level=1))
    assert opened(inspected.clean).format == "JPEG"
    assert (inspected.width, inspected.height) == (4000, 3000)
    assert opened(inspected.preview).size == (PREVIEW_SIDE, 960)


@pytest.mark.parametrize("mime", KINDS[:3])
async def test_a_full_camera_picture(reader: PictureReader, mime: str) -> None:
    inspected = await reader.inspect(pictures.photo(mime, 4032, 3024))
    assert (inspected.width, inspected.height) == (4032, 3024)


@pytest.mark.parametrize("mime", KINDS[:2])
async def test_the_largest_pictures_are_halved(reader: PictureReader, mime: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = pictures.sheet(7_300, 5_469).transpose(Image.Transpose.ROTATE_90)
    content = pictures.written(turned, mime, exif=exif.tobytes(), **({"compress_level": 1} if mime == KINDS[1] else {}))
    inspected = await reader.inspect(content)
    assert (inspected.width, inspected.height) == (7_300, 5_469), "what came is told"
    clean = opened(inspected.clean)
    assert clean.width == 3_650 and clean.height in {2_734, 2_735}
    assert near(clean.getpixel((200, 200)), pictures.CORNER) and not near(clean.getpixel((600, 900)), pictures.CORNER)
    edge = [clean.convert("L").getpixel((1_800, down)) for down in (100, 600)]
    assert edge[0] < 180 < edge[1], "desk, then sheet"


async def test_a_picture_below_that_is_not(reader: PictureReader) -> None:
    inspected = await reader.inspect(pictures.photo("image/jpeg", 6_000, 4_000))
    assert opened(inspected.clean).size == (6_000, 4_000)


async def test_pdf_goes_through_as_it_is(reader: PictureReader) -> None:
    content = pictures.pdf(3)
    inspected = await reader.inspect(content)
    assert (inspected.mime, inspected.pages, inspected.clean) == ("application/pdf", 3, content)
    assert (inspected.width, inspected.height) == (1240, 1754)
    preview = opened(inspected.preview)
    assert max(preview.size) == PREVIEW_SIDE
    assert min(preview.convert("L").tobytes()) < 60, "the text is drawn"


async def test_pdf_bounds(reader: PictureReader) -> None:
    assert (await reader.inspect(pictures.pdf(20))).pages == 20
    with pytest.raises(Unusable, match="too-many-pages"):
        await reader.inspect(pictures.pdf(21))
    with pytest.raises(Unusable, match="encrypted"):
        await reader.inspect(pictures.encrypted_pdf())
    with pytest.raises(Unusable, match="too-small"):
        await reader.inspect(pictures.pdf(1, 100, 842))
    with pytest.raises(Unusable, match="damaged"):
        await reader.inspect(pictures.pdf(0))
    assert (await reader.inspect(pictures.pdf(1, 14_000, 14_000))).width > 20_000, "a large sheet is drawn small"


async def test_sides(reader: PictureReader) -> None:
    assert (await reader.inspect(pictures.photo("image/jpeg", 300, 400))).width == 300
    with pytest.raises(Unusable, match="too-small"):
        await reader.inspect(pictures.photo("image/jpeg", 299, 4000))
