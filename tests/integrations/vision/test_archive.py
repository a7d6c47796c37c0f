"""An archival PDF keeps what ISO 19005-2 asks of level B, as far as a look at its structure can tell."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image, ImageCms

from bot.ports import Binding
from integrations.vision.reader import PictureReader
from tests.fakes import pdfs, pictures
from tests.integrations.vision.bindery import drawn, keys_of, pages_of, placed

pytestmark = pytest.mark.asyncio(loop_scope="module")

TITLE = "Giấy <khai> sinh & trích lục"
NAMES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
FORBIDDEN = {
    "/Encrypt", "/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/AF", "/SMask", "/Group", "/Font",
    "/AcroForm", "/Annots", "/XFA", "/OPI", "/Ref", "/PS", "/TR", "/TR2", "/HTP", "/Alternates", "/LZWDecode",
    "/CreationDate", "/ModDate", "/OCProperties", "/NeedsRendering", "/Requirements", "/PresSteps",
}  # fmt: skip


@pytest.fixture(scope="module")
def papers() -> list[bytes]:
    """A photo, a transparent PNG, a black-and-white one, a PDF with text, a form and a script."""
    return [
        pictures.photo(),
        pictures.of_mode("RGBA", "image/png"),
        pictures.of_mode("1", "image/png"),
        pictures.pdf(2),
        pdfs.filled_form(),
        pdfs.acting("a script"),
    ]


async def archived(reader: PictureReader, papers: list[bytes], **options: object) -> bytes:
    return await reader.bind(papers, Binding(archival=True, title=TITLE, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", ["pages", "card"])
async def test_its_description_says_what_it_is(reader: PictureReader, papers: list[bytes], layout: str) -> None:
    content = await archived(reader, papers, layout=layout)
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4,}", content), "the header and its binary comment"
    with pikepdf.open(BytesIO(content)) as pdf:
        assert not pdf.is_encrypted and len(pdf.trailer.ID) == 2
        stream = pdf.Root.Metadata
        assert "/Filter" not in stream and stream.Subtype == "/XML"
        raw = stream.read_raw_bytes()
        assert raw in content, "to be read without unpacking"
        described = ElementTree.fromstring(raw.decode("utf-8"))
        found = {name: described.findtext(f".//{name}", "", NAMES) for name in ("pdfaid:part", "pdfaid:conformance")}
        assert found == {"pdfaid:part": "2", "pdfaid:conformance": "B"}
        assert described.findtext(".//dc:title/rdf:Alt/rdf:li", "", NAMES) == TITLE == str(pdf.docinfo.Title)
        assert described.findtext(".//pdf:Producer", "", NAMES) == str(pdf.docinfo.Producer)
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}, "nothing that the description would have to repeat"


async def test_its_colours_are_declared(reader: PictureReader, papers: list[bytes]) -> None:
    with pikepdf.open(BytesIO(await archived(reader, papers))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFA1", "sRGB")
        profile = intent.DestOutputProfile.read_bytes()
        assert int(intent.DestOutputProfile.N) == 3
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"mntr", b"RGB ", b"acsp")
    assert profile[8] < 5, "a version that PDF 1.7 knows"
    ours = ImageCms.ImageCmsProfile(BytesIO(profile))
    same = ImageCms.profileToProfile(Image.new("RGB", (1, 1), (200, 100, 50)), ours, ImageCms.createProfile("sRGB"))
    assert same is not None and same.getpixel((0, 0)) == (200, 100, 50)


async def test_it_holds_only_what_an_archive_may(reader: PictureReader, papers: list[bytes]) -> None:
    for binding in ({}, {"most_bytes": 600_000}):
        content = await archived(reader, papers, **binding)
        assert not FORBIDDEN & keys_of(content)
        with pikepdf.open(BytesIO(content)) as pdf:
            assert not pdf.check_pdf_syntax()
            pictures_of = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/Width" in thing]
            for picture in pictures_of:
                assert str(picture.ColorSpace) in {"/DeviceRGB", "/DeviceGray"}
                assert str(picture.Filter) in {"/DCTDecode", "/CCITTFaxDecode"}
                assert "/Interpolate" not in picture
            assert len(pictures_of) == len(papers) + 1
        assert len(pages_of(content)) == 7


async def test_pages_of_a_pdf_are_drawn_for_it(reader: PictureReader) -> None:
    content = pdfs.filled_form()
    bound = await archived(reader, [content])
    (page,) = placed(bound)
    assert (round(page.width), round(page.height)) == (210, 297), "in their true size"
    assert min(drawn(bound).convert("L").crop((60, 300, 260, 345)).tobytes()) < 100, "with what was filled in"
