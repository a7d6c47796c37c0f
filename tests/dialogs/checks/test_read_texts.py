"""What is offered from lines that were read: what stands there, under the right label, and how sure it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.checks.read_texts import MOST_OFFERED, offered, title_words

SURE = 0.995


def of(*lines: str, what: str = "", sure: float = SURE) -> list[str]:
    return [read.value for read in offered([(line, sure) for line in lines]) if read.what == what or not what]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Họ và tên: Nguyễn Văn An", "Nguyễn Văn An"),
        ("Họ, chữ đệm, tên: NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("Họ, chữ đệm, tên người mẹ: TRẦN THỊ BÌNH", "Trần Thị Bình"),
        ("6. Họ tên mẹ: Trần Thị Bình", "Trần Thị Bình"),
        ("Tôi là: Nguyễn Văn An", "Nguyễn Văn An"),
        ("Tôi là Nguyễn Văn An, sinh ngày 15/01/1990", "Nguyễn Văn An"),
        ("Bên cho thuê (bên A): Ông/Bà Nguyễn Văn An", "Nguyễn Văn An"),
        ("Bèn cho thuê (ên A): Ỏng/Bà Nguyễn Văn An", "Nguyễn Văn An"),
        ("Ủy quyền cho ông/bà: Trần Thị Bình", "Trần Thị Bình"),
        ("Chứng nhận hộ gia đình ông/bà: Trần Thị Bình", "Trần Thị Bình"),
        ("Họ chữ đẹm, tên: Nguyễn Văn An", "Nguyễn Văn An"),
        ("Họ và tên: Nguyễn Văn An Giới tính: Nam", "Nguyễn Văn An"),
        ("Họ và tên: H'Hen Niê", "H'Hen Niê"),
        ("Ủy quyền cho: Bà Trần Thị Bình (mẹ ruột)", "Trần Thị Bình"),
    ],
)
def test_a_name_follows_its_label(line: str, name: str) -> None:
    assert of(line, what="name") == [name]


def test_a_name_may_stand_below_its_label() -> None:
    assert of("Họ và tên / Full name:", "NGUYỄN VĂN AN", what="name") == ["Nguyễn Văn An"]
    assert of("Họ và tên", "Nguyễn Văn An", "Ngày sinh", what="name") == ["Nguyễn Văn An"]


@pytest.mark.parametrize(
    "line",
    [
        "Nơi thường trú: Thôn Đoài, Quang Phục",
        "Nơi cư trú của bên thuê: Thôn Đoài",
        "Quan hệ với chủ hộ: Con Ruột",
        "Nguyễn Văn An",
        "Họ và tên: nguyễn",
        "Họ và tên: 001090000018",
        "Họ và tên: Người Mẹ",
        "Điều 1. Bên A đồng ý cho bên B thuê căn nhà",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "",
        ":",
        "::::",
    ],
)
def test_what_is_no_name_is_not_offered(line: str) -> None:
    assert of(line, what="name") == []


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Sinh ngày: 15/01/1990", "15/01/1990"),
        ("Ngày sinh: 5.3.1990", "05/03/1990"),
        ("Ghi bằng chữ: ngày 15 tháng 01 năm 1990", "15/01/1990"),
        ("Hà Nội, Ngày12 tháng 10năm 2026", "12/10/2026"),
        ("Sinh ngày 080U15/01/1990", "15/01/1990"),
    ],
)
def test_dates(line: str, date: str) -> None:
    assert of(line, what="date") == [date]


@pytest.mark.parametrize("line", ["31/02/1990", "15/13/1990", "15/01/0990", "1/1/90", "ngày tháng năm"])
def test_what_is_no_date_is_not_offered(line: str) -> None:
    assert of(line) == []


@pytest.mark.parametrize(
    "line",
    ["Số định danh cá nhân: 001090000018", "CCCD số 001 090 000 018 cấp", "Số: 001.090.000.018", "x; 001090000018"],
)
def test_numbers(line: str) -> None:
    assert of(line, what="number") == ["001090000018"]


@pytest.mark.parametrize("line", ["0010900000188", "00109000001", "001090000018" * 2])
def test_numbers_of_another_length_are_not_cut_to_fit(line: str) -> None:
    assert of(line) == []


def test_how_sure_follows_from_every_letter() -> None:
    (good,) = offered([("Số: 001090000018", 0.99)])
    (bad,) = offered([("Số: 001090000018", 0.95)])
    assert (good.sure, bad.sure) == (89, 54)
    assert offered([("Số: 001090000018", 0.8)]) == ()


def test_a_strange_syllable_or_province_is_less_sure() -> None:
    (name,) = offered([("Họ và tên: Nguyễn Văn An", SURE)])
    (strange,) = offered([("Họ và tên: Nguyễn Vrn An", SURE)])
    assert strange.sure < name.sure * 0.7
    (number,) = offered([("001090000018", SURE)])
    (nowhere,) = offered([("999090000018", SURE)])
    assert nowhere.sure < number.sure * 0.7


def test_what_stands_there_twice_is_offered_once_as_the_surer_one() -> None:
    (number,) = offered([("001090000018", 0.96), ("001090000018", 0.99)])
    assert number.sure == 89


def test_no_more_is_offered_than_anybody_would_read() -> None:
    lines = [(f"0010900000{at:02}", SURE) for at in range(40)]
    assert len(offered(lines)) == MOST_OFFERED


def test_a_title_is_what_is_printed_larger() -> None:
    lines = [("UBND XÃ TÂN KỲ", 0.9), ("GIẤY KHAI SINH", 0.99), ("Họ và tên: Nguyễn Văn An", 0.99), ("Nam", 0.9)]
    assert title_words(lines, [20, 40, 22, 21]) == ("giay khai sinh",)
    assert title_words(lines, [20, 22, 21, 20]) == ("giay khai sinh",)
    assert title_words([], []) == ()


@given(st.lists(st.tuples(st.text(max_size=80), st.floats(0, 1)), max_size=8))
def test_any_text_is_answered(lines: list[tuple[str, float]]) -> None:
    for read in offered(lines):
        assert read.what in {"name", "number", "date"}
        assert 0 <= read.sure <= 100
    title_words(lines, [1.0] * len(lines))
