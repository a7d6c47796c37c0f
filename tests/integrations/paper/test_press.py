"""The printed declarations: every value is on the paper, in Vietnamese, as text and never as a command."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.desk_paper import LEFT_EMPTY, declaration
from bot.failures import NotAccepted
from bot.ports import Package
from tests.fakes.packages import criminal_record, residence
from tests.integrations.paper.sheets import PRINTER, declared, pages_of, words_of

LOCALES = Path(__file__).parents[3] / "locales"


async def _text(package: Package) -> tuple[str, int]:
    """All words on the paper, joined by single spaces, and the number of pages."""
    pdf = await declared(package)
    return words_of(pdf), len(pages_of(pdf))


async def test_the_criminal_record_declaration_carries_every_item() -> None:
    text, pages = await _text(criminal_record())
    assert pages == 1
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TỜ KHAI YÊU CẦU CẤP PHIẾU LÝ LỊCH TƯ PHÁP",
        "1. Tên tôi là: NGUYỄN THỊ NGỌC ÁNH",
        "3. Giới tính: Nữ",
        "4. Ngày, tháng, năm sinh: 05/03/1990",
        "5. Nơi sinh: Phường Ba Đình, Thành phố Hà Nội",
        "7. Dân tộc: Kinh",
        "8. Nơi thường trú: Số 8 phố Đội Cấn, Phường Ba Đình, Thành phố Hà Nội",
        "001190000018",
        "11. Họ tên cha: Nguyễn Văn Hải Ngày, tháng, năm sinh: 1962",
        "0900000018",
        "03/2004 – 08/2012",
        "09/2012 – nay",
        "(Thường trú)",
        "7. Dân tộc: Kinh",
        "6. Quốc tịch: Việt Nam",
        "(nếu có): Không",
        "2 Phiếu",
        "Trường Tiểu học Ba Đình",
        "Số 1 x Số 2",
        "Có Không x",
        "Xin việc làm",
        "Ngày 20 tháng 11 năm 2026",
        "H99.01-261120-0001",
    ):
        assert words in text, words


async def test_a_long_life_runs_over_pages_and_keeps_every_row() -> None:
    row = {"tuThangNam": "01/1990", "denThangNam": "12/1990", "diaChiCuTru": "Xã Ea Súp", "ngheNghiep": "Nông dân"}
    history = [row | {"noiLamViec": f"Đội {number}"} for number in range(45)]
    text, pages = await _text(criminal_record(form={**criminal_record().form, "quaTrinhCTNNNLV": history}, lines=()))
    assert pages >= 2
    assert all(f"Đội {number} " in text for number in range(45))
    assert "Trang 2/" in text


async def test_what_was_left_empty_is_dots_on_every_form() -> None:
    assert f"left-empty = {LEFT_EMPTY}\n" in (LOCALES / "vi" / "house.ftl").read_text()
    passed_over = (("A", path, label, LEFT_EMPTY) for path, label in (("other_name", "Tên khác"), ("email", "Email")))
    lines = tuple(line for line in criminal_record().lines if line[1] != "email") + tuple(passed_over)
    for form in (criminal_record().form, {"form": "plain"}):
        text, _ = await _text(criminal_record(form=form, lines=lines))
        assert "để trống" not in text and "Email" in text
        assert text.count("....") >= 2


async def test_an_ordinary_life_stands_on_one_page_and_nothing_is_torn() -> None:
    lines = (
        ("A", "birth_place", "Nơi sinh", "xã Quang Phục, huyện Tứ Kỳ, tỉnh Hải Dương (nay: Xã Tứ Kỳ, TP Hải Phòng)"),
    )
    row = {"tuThangNam": "01/1990", "denThangNam": "12/1990", "ngheNghiep": "Nông dân", "noiLamViec": "Đội 1"}
    row["diaChiCuTru"] = "xã Quang Phục, huyện Tứ Kỳ, tỉnh Hải Dương (nay: Xã Tứ Kỳ, Thành phố Hải Phòng)"
    form = {**criminal_record().form, "quaTrinhCTNNNLV": [row] * 4}
    assert (await _text(criminal_record(form=form, lines=lines)))[1] == 1
    form = {**criminal_record().form, "quaTrinhCTNNNLV": [row] * 8}
    pages = pages_of(await declared(criminal_record(form=form, lines=lines)))
    assert len(pages) == 2
    assert "Tôi xin cam đoan" in pages[1] and "NGƯỜI KHAI" in pages[1] and "Đội 1" in pages[1]
    assert all(page.count("Nông dân") == page.count("Đội 1") for page in pages)


async def test_ct01_and_a_form_that_nobody_knows() -> None:
    text, _ = await _text(residence())
    assert "CÔNG AN PHƯỜNG BA ĐÌNH" in text and "đến hết ngày 31/12/2027" in text and "Chủ hộ" in text
    assert "TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ" in text and "ĐỖ MINH KHUÊ" in text and "Đồng ý qua VNeID" in text
    text, _ = await _text(residence(form={"form": "own"}, title="Thủ tục khác"))
    assert "Thủ tục khác" in text and "Đến ngày 31/12/2027" in text


async def test_what_a_citizen_wrote_is_never_a_command() -> None:
    nasty = '#read("/etc/passwd") *đậm* $x^2$ \\ "] #panic() </script>'
    lines = (("A", "purpose", "Mục đích", nasty), ("A", "history.0.occupation", "Nghề", nasty))
    for form in (criminal_record().form, {"form": "plain"}):
        text, _ = await _text(criminal_record(form=form, lines=lines, title=nasty))
        assert '#read("/etc/passwd") *đậm* $x^2$' in text
        assert "#panic()" in text and "root:" not in text


@pytest.mark.parametrize(
    "package", [criminal_record(form={"form": "lltp"}, lines=(), papers=()), residence(form={"form": "ct01"}, lines=())]
)
async def test_a_form_with_nothing_in_it_still_prints(package: Package) -> None:
    assert (await _text(package))[1] == 1


async def test_an_unknown_form_and_missing_values_are_said() -> None:
    for form in ("../../../etc/passwd", "plain", "receipt"):
        with pytest.raises(NotAccepted):
            await PRINTER.print(form, {})
        with pytest.raises(NotAccepted):
            await PRINTER.picture(form, {})


async def test_a_clock_that_counts_microseconds_prints_too() -> None:
    at = datetime(2026, 11, 27, 8, 30, 12, 345_678, tzinfo=UTC)
    assert (await PRINTER.print(*declaration(criminal_record(), "DK-261127-0001", at))).startswith(b"%PDF-")
