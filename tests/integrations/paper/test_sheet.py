"""What every printed sheet is: for the archive and for screen readers, in whole letters, copied out as it was typed."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from bot.desk_paper import BY_POST, ONLINE, declaration
from bot.ports import Package
from dialogs.texts import Text
from integrations.paper.press import MOST_PICTURE
from tests.fakes.packages import criminal_record, residence
from tests.integrations.paper.sheets import ALPHABET, AT, CODE, PRINTER, declared, fonts_of, pages_of, words_of
from tests.play import phrasebook

WHOLE = {
    "LibertinusSerif-Regular", "LibertinusSerif-Semibold", "LibertinusSerif-Italic", "LibertinusSerif-SemiboldItalic",
}  # fmt: skip
"""The faces of Libertinus in which every Vietnamese letter is whole: Bold tears accents off, Bold Italic drops ơ, ư."""

MOST_BYTES = 200 * 1024
RIGHT = 595.28 - 45
"""Points: where the text of an A4 page must have ended."""


def _said(**said: str) -> Package:
    lines = tuple(("A", path, path, value) for path, value in said.items())
    kept = tuple(line for line in criminal_record().lines if line[1] not in said)
    return criminal_record(lines=kept + lines)


def _long_life() -> Package:
    row = {"tuThangNam": "01/1990", "denThangNam": "12/1990", "loaiCuTru": "x", "ngheNghiep": "Công nhân kỹ thuật"}
    row |= {"diaChiCuTru": "Số 125/7/12B ngách 34 ngõ 56, tổ dân phố số 5, xã Quang Phục, huyện Tứ Kỳ, tỉnh Hải Dương"}
    row |= {"noiLamViec": "Công ty trách nhiệm hữu hạn một thành viên Thương mại và Dịch vụ Hải Phòng"}
    lines = tuple(line for line in criminal_record().lines if not line[1].startswith("history"))
    return criminal_record(form={**criminal_record().form, "quaTrinhCTNNNLV": [row] * 40}, lines=lines)


@pytest.mark.parametrize("package", [criminal_record(), residence(), residence(form={"form": "own"}), _long_life()])
async def test_a_declaration_is_fit_for_the_archive(package: Package) -> None:
    for code in (CODE, ""):
        pdf = await declared(package, code)
        assert len(pdf) < MOST_BYTES
        fonts = fonts_of(pdf)
        assert fonts and all(fonts.values()) and WHOLE.issuperset(fonts), fonts
        with pikepdf.open(io.BytesIO(pdf)) as document:
            about = bytes(document.Root.Metadata.read_bytes())
            assert str(document.Root.Lang) == "vi"
            assert str(document.docinfo["/Title"]) == declaration(package, CODE, AT)[1]["document"]
        assert b"<pdfaid:part>2<" in about and b"<pdfaid:conformance>A<" in about and b"<pdfuaid:part>1<" in about


async def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert await declared(criminal_record()) == await declared(criminal_record())


async def test_every_letter_comes_out_as_it_went_in() -> None:
    names = f"{ALPHABET} Ỷ Ỵ ẵ ợ", "H'Hen Niê K'Brợi Y Kpă Ŏ ĕ"
    for name in names:
        decomposed = unicodedata.normalize("NFD", name)
        text = words_of(await declared(_said(full_name=decomposed, other_name=decomposed, purpose_other=decomposed)))
        assert unicodedata.is_normalized("NFC", text)
        assert f"1. Tên tôi là: {name.upper()}" in text and f"(nếu có): {name}" in text


async def test_a_sign_without_a_glyph_does_not_keep_the_paper_back() -> None:
    pdf = await declared(_said(purpose_other="du học 😀"))
    assert "Du học" in words_of(pdf) and b"pdfaid:conformance" not in pdf


async def test_nothing_runs_out_of_the_page() -> None:
    long, word = "Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thị Quỳnh Như " * 2, "Ă" * 100
    mail = "nguyenphuoccongtangtonnuhoangthiquynhnhu.ylan1985@phongketoan.congtyhaiphong.com.vn"
    people = ("full_name", "other_name", "father_name", "mother_name", "spouse_name")
    for name in (long, word):
        said = dict.fromkeys((*people, "permanent_residence", "convictions_text", "purpose_other"), name)
        for pdf in (
            await declared(_said(email=mail, **said)),
            await declared(residence(lines=tuple(("A", p, p, mail if p == "email" else name) for p in _IN_CT01))),
        ):
            for page in pdfium.PdfDocument(pdf):
                text = page.get_textpage()
                ends = [text.get_charbox(at)[2] for at in range(text.count_chars())]
                assert max(ends) <= RIGHT


_IN_CT01 = ("full_name", "email", "head_name", "owner_name", "guardian_name", "place", "members.0.name")


async def test_a_picture_of_page_one_is_small_and_sharp() -> None:
    for package in (criminal_record(), residence(), _long_life()):
        picture = await PRINTER.picture(*declaration(package, "", AT))
        assert len(picture) <= MOST_PICTURE
        with Image.open(io.BytesIO(picture)) as page:
            assert page.format == "PNG" and page.width >= 900 and 1.41 < page.height / page.width < 1.42


async def test_how_the_form_is_signed_follows_the_channel() -> None:
    book = phrasebook()
    assert book.say(Text("ask-channel-online"), "vi") == ONLINE
    assert book.say(Text("ask-channel-post"), "vi") == BY_POST
    for channel, words in (
        (ONLINE, "(Đã xác nhận khi nộp trực tuyến)"),
        (BY_POST, "(Ký, ghi rõ họ tên; chữ ký được chứng thực)"),
        ("Tại quầy", "(Ký, ghi rõ họ tên)"),
    ):
        assert f"NGƯỜI KHAI {words} NGUYỄN THỊ NGỌC ÁNH" in words_of(await declared(_said(channel=channel)))


async def test_forty_rows_keep_their_heading_on_every_page() -> None:
    pages = pages_of(await declared(_long_life()))
    with_rows = [page for page in pages if "Công nhân kỹ thuật" in page]
    assert len(with_rows) >= 3
    assert all("Nghề nghiệp, nơi làm việc" in page for page in with_rows)
    assert sum(page.count("Công nhân kỹ thuật") for page in pages) == 40
