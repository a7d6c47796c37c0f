"""Look-ups of units by name and code, and the reading of address lines."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from dialogs.place_lines import from_old, read_line
from dialogs.place_words import fold, key_of, tokens_of, toned_of
from dialogs.places import Gazetteer, Place, Unit
from tests.fakes.units import gazetteer


@pytest.mark.parametrize(
    ("text", "codes", "was"),
    [
        ("Hà Nội", "01", ""),
        ("thành phố hà nội", "01", ""),
        ("HN", "01", ""),
        ("TPHCM", "79", ""),
        ("TP.HCM", "79", ""),
        ("tp hồ chí minh", "79", ""),
        ("Sài Gòn", "79", ""),
        ("Thanh Hóa", "38", ""),
        ("Thanh Hoá", "38", ""),
        (unicodedata.normalize("NFD", "Thanh Hóa"), "38", ""),
        ("thanh hoa", "38", ""),
        ("Tỉnh Bắc Ninh", "24", ""),
        ("Thành phố Bắc Ninh", "24", ""),
        ("Dak Lak", "66", ""),
        ("Đắc Lắc", "66", ""),
        ("Huế", "46", ""),
        ("Thừa Thiên Huế", "46", ""),
        ("Hải Dương", "31", "Tỉnh Hải Dương"),
        ("tỉnh hải dương", "31", "Tỉnh Hải Dương"),
        ("Bắc Giang", "24", "Tỉnh Bắc Giang"),
        ("Bà Rịa - Vũng Tàu", "79", "Tỉnh Bà Rịa - Vũng Tàu"),
        ("ba ria vung tau", "79", "Tỉnh Bà Rịa - Vũng Tàu"),
        ("Hà Tây", "01", "Tỉnh Hà Tây"),
        ("Hải Hưng", "31 33", "Tỉnh Hải Hưng"),
        ("Hà Nam Ninh", "37", "Tỉnh Hà Nam Ninh"),
        ("Tứ Kỳ", "", ""),
        ("", "", ""),
    ],
)
def test_a_province_by_any_of_its_names(text: str, codes: str, was: str) -> None:
    named = gazetteer().province(text)
    assert " ".join(one.unit.code for one in named) == codes
    assert {one.was.name if one.was else "" for one in named} == ({was} if codes else set())


@pytest.mark.parametrize(
    ("code", "then", "now"),
    [
        ("24", "Tỉnh Bắc Giang", "Thành phố Bắc Ninh"),
        ("44", "Tỉnh Quảng Bình", "Tỉnh Quảng Trị"),
        ("52", "Tỉnh Bình Định", "Tỉnh Gia Lai"),
        ("80", "Tỉnh Long An", "Tỉnh Tây Ninh"),
        ("82", "Tỉnh Tiền Giang", "Tỉnh Đồng Tháp"),
        ("91", "Tỉnh Kiên Giang", "Tỉnh An Giang"),
        ("15", "Tỉnh Yên Bái", "Tỉnh Lào Cai"),
        ("30", "Tỉnh Hải Dương", None),
        ("99", None, None),
        ("", None, None),
    ],
)
def test_a_code_means_a_province_only_with_a_day(code: str, then: str | None, now: str | None) -> None:
    before, after = (
        gazetteer().province_by_code(code, date(2025, 6, 30)),
        gazetteer().province_by_code(code, date(2025, 7, 1)),
    )
    assert (before.name if before else None) == then
    assert (after.name if after else None) == now


@pytest.mark.parametrize(
    ("province", "text", "names"),
    [
        ("01", "Phường Ba Đình", ["Phường Ba Đình"]),
        ("01", "ba dinh", ["Phường Ba Đình"]),
        ("01", "Văn Miếu - Quốc Tử Giám", ["Phường Văn Miếu - Quốc Tử Giám"]),
        ("01", "van mieu quoc tu giam", ["Phường Văn Miếu - Quốc Tử Giám"]),
        ("22", "Móng Cái 1", ["Phường Móng Cái 1"]),
        ("22", "mong cai", ["Phường Móng Cái 1", "Phường Móng Cái 2", "Phường Móng Cái 3"]),
        ("31", "Cẩm Giang", ["Xã Cẩm Giang"]),
        ("31", "Cẩm Giàng", ["Xã Cẩm Giàng"]),
        ("31", "cam giang", ["Xã Cẩm Giang", "Xã Cẩm Giàng"]),
        ("31", "Cẫm Giang", ["Xã Cẩm Giang", "Xã Cẩm Giàng"]),
        ("66", "Ea H'Leo", ["Xã Ea H'Leo"]),
        ("66", "ea hleo", ["Xã Ea H'Leo"]),
        ("25", "Hoà Bình", ["Phường Hòa Bình"]),
        ("24", "Hiệp Hòa", ["Phường Hiệp Hòa"]),
        ("01", "Tứ Kỳ", []),
        ("01", "b", []),
        ("99", "ba dinh", []),
    ],
)
def test_communes_of_a_province_by_name(province: str, text: str, names: list[str]) -> None:
    assert sorted(unit.name for unit in gazetteer().communes(province, text)) == names


def test_the_whole_country_is_searched_when_no_province_is_named() -> None:
    found = gazetteer().places("xã Tân Tiến")
    assert len(found) == 7
    assert {place.commune.name for place in found} == {"Xã Tân Tiến"}
    assert len({place.province.code for place in found}) == 7


def test_commune_codes_keep_their_zeros() -> None:
    place = gazetteer().commune("00004")
    assert place and str(place) == "Phường Ba Đình, Thành phố Hà Nội"
    assert gazetteer().commune("4") is None


@pytest.mark.parametrize(
    ("old", "as_written", "now"),
    [
        (
            "xã Quang Khải, huyện Tứ Kỳ, tỉnh Hải Dương",
            ["Xã Quang Khải, Huyện Tứ Kỳ, Tỉnh Hải Dương"],
            {"Xã Tứ Kỳ, Thành phố Hải Phòng"},
        ),
        (
            "phuong 4 quan 3 tp hcm",
            ["Phường 4, Quận 3, Thành phố Hồ Chí Minh"],
            {"Phường Bàn Cờ, Thành phố Hồ Chí Minh", "Phường Xuân Hòa, Thành phố Hồ Chí Minh"},
        ),
        (
            "quận 3, Sài Gòn",
            ["Quận 3, Thành phố Hồ Chí Minh"],
            {f"Phường {name}, Thành phố Hồ Chí Minh" for name in ("Bàn Cờ", "Xuân Hòa", "Nhiêu Lộc")},
        ),
        (
            "phường Suối Hoa, Bắc Ninh",
            ["Phường Suối Hoa, Thành phố Bắc Ninh, Tỉnh Bắc Ninh"],
            {"Phường Kinh Bắc, Thành phố Bắc Ninh"},
        ),
        ("huyện Côn Đảo", ["Huyện Côn Đảo, Tỉnh Bà Rịa - Vũng Tàu"], {"Đặc khu Côn Đảo, Thành phố Hồ Chí Minh"}),
        ("số 5 phố Huế", [], set()),
    ],
)
def test_old_addresses_give_every_place_that_fits(old: str, as_written: list[str], now: set[str]) -> None:
    found = from_old(gazetteer(), old)
    assert [place.as_written for place in found] == as_written
    assert {str(place) for one in found for place in one.candidates} == now


def test_an_old_name_of_several_places_keeps_them_apart() -> None:
    found = from_old(gazetteer(), "xã Tân Tiến, Bắc Giang")
    assert len({one.as_written for one in found}) == len(found) >= 1
    assert all(one.as_written.endswith("Tỉnh Bắc Giang") for one in found)


def test_a_province_that_is_named_after_its_successor_is_understood() -> None:
    line = read_line(gazetteer(), "xã Quang Khải, Hải Dương, Hải Phòng")
    assert [one.was.name for one in line.provinces if one.was] == ["Tỉnh Hải Dương"]
    assert line.before and [str(place) for place in line.before.places] == ["Xã Tứ Kỳ, Thành phố Hải Phòng"]


def test_words_of_a_line_are_split_and_folded() -> None:
    assert fold("Đặng Thị Hoà") == "dang thi hoa"
    assert key_of(tokens_of("P.07, Q.1")) == "p7q1"
    assert key_of(tokens_of("p07 q1")) == "p7q1"
    assert toned_of(tokens_of("Hoá")) == toned_of(tokens_of("hóa")) != toned_of(tokens_of("hòa"))
    assert key_of(tokens_of("Ward 5, District 3, Ho Chi Minh City")) == "phuong5quan3hochiminh"
    assert [token.first for token in tokens_of("a b, c - d")] == [True, False, True, False]


def test_small_tables_are_enough_for_the_look_ups() -> None:
    """Nothing in dialogs depends on the package: two provinces written by hand work the same."""
    one, two = Unit("01", "Tỉnh Một", "Tỉnh"), Unit("02", "Tỉnh Hai", "Tỉnh")
    commune = Unit("00001", "Xã Thử", "Xã")
    small = Gazetteer([two, one], {"01": [commune], "02": []})
    assert small.provinces() == (one, two)
    assert small.places("xa thu") == (Place(one, commune),)
    assert small.communes_in("02") == ()
    assert small.country("Nhật Bản") == ""
    assert list(small.districts_of(())) == []
