"""A citizen's PDF is bound page by page: what is seen stays, what acts, hides or tells does not."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageChops

from bot.failures import Unusable
from bot.ports import Binding
from integrations.vision.binding.bare import bare
from integrations.vision.bounds import REASONS
from integrations.vision.reader import PictureReader
from tests.fakes import pdfs, pictures
from tests.integrations.vision.bindery import drawn, keys_of, pages_of, placed, text_of, unpacked

pytestmark = pytest.mark.asyncio(loop_scope="module")

CANARY = pdfs.CANARY.encode()
GONE = {
    "/JavaScript", "/JS", "/OpenAction", "/AA", "/EmbeddedFiles", "/EF", "/AF", "/Names", "/URI", "/Launch", "/Annots",
    "/Metadata", "/PieceInfo", "/AcroForm", "/Author", "/CreationDate", "/ModDate", "/Creator", "/Thumb",
}  # fmt: skip


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pages look the same but for a few pixels of smoothing (a drawn A4 page may be one pixel wider)."""
    assert max(abs(a - b) for a, b in zip(one.size, other.size, strict=True)) <= 1
    apart = ImageChops.difference(one.reduce(6), other.resize(one.size).reduce(6)).convert("L")
    return float(np.mean(np.asarray(apart) > 40)) < 0.0005


@pytest.mark.parametrize("kind", list(pdfs.ACTING))
async def test_what_acts_hides_or_tells_is_gone(reader: PictureReader, kind: str) -> None:
    content = pdfs.acting(kind)
    assert CANARY in content, "it is there before"
    bound = await reader.bind([content], Binding())
    found = unpacked(bound)
    assert CANARY not in found and pictures.GPS_CANARY not in found
    assert not GONE & keys_of(bound)
    assert "Trang 1" in text_of(bound), "the page is still text"
    assert alike(drawn(bound), drawn(content))


async def test_a_photo_in_a_pdf_keeps_its_pixels(reader: PictureReader) -> None:
    content = pdfs.acting("a photo that tells where")
    assert pictures.GPS_CANARY in content
    bound = await reader.bind([content], Binding())
    pixels = []
    for file in (content, bound):
        with pikepdf.open(BytesIO(file)) as pdf:
            pixels.append(Image.open(BytesIO(pdf.pages[0].obj.Resources.XObject.I.read_raw_bytes())).tobytes())
    assert pixels[0] == pixels[1], "bit for bit"


@pytest.mark.parametrize("needs_drawing", [False, True])
async def test_forms_become_what_is_seen(reader: PictureReader, needs_drawing: bool) -> None:
    content = pdfs.filled_form(needs_drawing)
    bound = await reader.bind([content], Binding())
    assert not GONE & keys_of(bound)
    assert alike(drawn(bound), drawn(content))
    name = drawn(bound).convert("L").crop((60, 300, 260, 345))
    assert min(name.tobytes()) < 90, "the typed name is seen"
    assert ("NGUYEN VAN AN" in text_of(bound)) is not needs_drawing


async def test_the_comparison_of_these_tests_sees_a_missing_word() -> None:
    assert not alike(drawn(pdfs.filled_form()), drawn(pdfs.saved(pdfs.plain())))


async def test_a_hidden_layer_stays_hidden(reader: PictureReader) -> None:
    bound = await reader.bind([pdfs.layered()], Binding())
    assert alike(drawn(bound), drawn(pdfs.layered()))
    assert min(drawn(bound).convert("L").crop((60, 380, 500, 450)).tobytes()) > 240
    assert "KHONG" not in text_of(bound)


async def test_a_signed_pdf_stays_as_it_is_unless_something_in_it_acts(reader: PictureReader) -> None:
    signed = pdfs.signed()
    assert await reader.bind([signed], Binding()) == signed
    for pages, binding in (
        ([signed], Binding(archival=True)),
        ([signed], Binding(most_bytes=len(signed) - 1)),
        ([signed, pictures.photo()], Binding()),
        ([pdfs.signed(acting_too=True)], Binding()),
    ):
        bound = await reader.bind(pages, binding)
        assert not {"/ByteRange", "/JS", "/AcroForm"} & keys_of(bound)
        assert alike(drawn(bound), drawn(signed)) or binding.archival


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
async def test_turned_and_cut_pages_stay_so(reader: PictureReader, turn: int) -> None:
    pdf = pdfs.plain()
    pdf.pages[0].obj.Rotate = turn
    pdf.pages[0].obj.CropBox = pikepdf.Array([30, 600, 500, 800])
    content = pdfs.saved(pdf)
    for binding in (Binding(), Binding(archival=True)):
        bound = await reader.bind([content], binding)
        if not binding.archival:
            assert pages_of(bound) == pages_of(content) and alike(drawn(bound), drawn(content))
        else:
            shown = placed(bound)[0]
            assert (round(shown.width), round(shown.height)) == pages_of(content)[0]


async def test_what_pages_inherit_they_keep(reader: PictureReader) -> None:
    pdf = pdfs.plain(2)
    page = pdf.pages[0].obj
    pdf.Root.Pages.MediaBox, pdf.Root.Pages.Resources = page.MediaBox, page.Resources
    pdf.Root.Pages.Rotate = 90
    for one in pdf.pages:
        del one.obj.MediaBox, one.obj.Resources
    content = pdfs.saved(pdf)
    bound = await reader.bind([content], Binding())
    assert pages_of(bound) == [(297, 210)] * 2 and alike(drawn(bound, 1), drawn(content, 1))


@pytest.mark.parametrize("user", ["", "secret"])
async def test_locked_pdfs_are_refused_as_such(reader: PictureReader, user: str) -> None:
    for pages in ([pdfs.locked(user)], [pictures.photo(), pdfs.locked(user)]):
        for binding in (Binding(), Binding(archival=True), Binding(layout="card")):
            with pytest.raises(Unusable, match="encrypted"):
                await reader.bind(pages, binding)
    with pytest.raises(Unusable, match="encrypted"):
        await reader.inspect(pdfs.locked(user))


async def test_cut_off_anywhere(reader: PictureReader) -> None:
    content = pdfs.of_photos([pictures.photo("image/jpeg", 600, 800)] * 2)
    usable = 0
    for part in range(1, 20):
        try:
            bound = await reader.bind([content[: len(content) * part // 20]], Binding())
        except Unusable as refused:
            assert refused.reason in REASONS, part
        else:
            usable += 1
            assert pages_of(bound)
    assert usable < 12
    assert len(pages_of(await reader.bind([content], Binding()))) == 2


async def test_a_jpeg_without_its_notes() -> None:
    photo = pictures.tracked("image/jpeg")
    stripped = bare(photo)
    assert stripped is not None and pictures.GPS_CANARY not in stripped
    assert Image.open(BytesIO(stripped)).tobytes() == Image.open(BytesIO(photo)).tobytes()
    assert bare(photo + b"PK\x03\x04") == stripped, "what hangs on behind is gone"
    for place in range(0, 700, 7):
        cut = bare(photo[:place])
        assert cut is None or photo.find(b"\xff\xda") < place
    assert bare(b"\xff\xd8" + b"\xff" * 50) is None
