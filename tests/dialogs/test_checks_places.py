"""What citizens type for an address, as a table: accepted, asked back, offered as a choice, or refused."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast, visitor

from dialogs.answers import Address
from dialogs.checks.outcome import Accepted, Candidates, Context, Doubtful, Outcome, Refused
from dialogs.checks.places import PlaceCheck
from tests.fakes.units import TODAY, gazetteer

ROOT = Path(__file__).parents[2]
HCM, HN = "Thành phố Hồ Chí Minh", "Thành phố Hà Nội"


def check(text: str, **how: bool) -> Outcome:
    return PlaceCheck(**how)(text, Context(today=TODAY, gazetteer=gazetteer()))


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


ACCEPTED = [
    ("số 5 ngõ 12, phường Ba Đình, Hà Nội", "00004", "số 5 ngõ 12, Phường Ba Đình, Thành phố Hà Nội"),
    (nfd("số 5 ngõ 12, phường Ba Đình, Hà Nội"), "00004", "số 5 ngõ 12, Phường Ba Đình, Thành phố Hà Nội"),
    ("phường ba đình hà nội", "00004", "Phường Ba Đình, Thành phố Hà Nội"),
    ("PHƯỜNG BA ĐÌNH, HÀ NỘI", "00004", "Phường Ba Đình, Thành phố Hà Nội"),
    ("phuong ba dinh ha noi", "00004", "Phường Ba Đình, Thành phố Hà Nội"),
    ("P.Ba Đình/HN", "00004", "Phường Ba Đình, Thành phố Hà Nội"),
    ("P.Ba Đình - TP. Hà Nội", "00004", "Phường Ba Đình, Thành phố Hà Nội"),
    ("số 3\nphường Ba Đình\nHà Nội", "00004", "số 3, Phường Ba Đình, Thành phố Hà Nội"),
    ("Địa chỉ: phường Ba Đình, Hà Nội, Việt Nam", "00004", "Phường Ba Đình, Thành phố Hà Nội"),
    ("Xã Tân Tiến, tỉnh Lạng Sơn", "06019", "Xã Tân Tiến, Tỉnh Lạng Sơn"),
    ("xa tan tien lang son", "06019", "Xã Tân Tiến, Tỉnh Lạng Sơn"),
    ("thon 3 xa tan tien lang son", "06019", "thon 3, Xã Tân Tiến, Tỉnh Lạng Sơn"),
    ("xã Tân Tiến, Đắc Lắc", "24526", "Xã Tân Tiến, Tỉnh Đắk Lắk"),
    ("Phường Móng Cái 1, quảng ninh", "06712", "Phường Móng Cái 1, Thành phố Quảng Ninh"),
    ("mong cai 1, quang ninh", "06712", "Phường Móng Cái 1, Thành phố Quảng Ninh"),
    ("phường Hiệp Hòa, Bắc Ninh", "07840", "Phường Hiệp Hòa, Thành phố Bắc Ninh"),
    ("phường Hiệp Hoà, tỉnh Bắc Ninh", "07840", "Phường Hiệp Hòa, Thành phố Bắc Ninh"),
    ("phường Hải Dương, Hải Phòng", "10525", "Phường Hải Dương, Thành phố Hải Phòng"),
    ("phường Vũng Tàu, Tp.HCM", "26506", "Phường Vũng Tàu, Thành phố Hồ Chí Minh"),
    ("phường Vũng Tàu, Sài Gòn", "26506", "Phường Vũng Tàu, Thành phố Hồ Chí Minh"),
    ("đặc khu Phú Quốc, An Giang", "31078", "Đặc khu Phú Quốc, Tỉnh An Giang"),
    ("dac khu con dao, tphcm", "26732", "Đặc khu Côn Đảo, Thành phố Hồ Chí Minh"),
    ("phường Thuận Hóa, Huế", "19789", "Phường Thuận Hóa, Thành phố Huế"),
    ("P. Thuận Hoá, TP. Huế", "19789", "Phường Thuận Hóa, Thành phố Huế"),
    (
        "số 12/5 đường Lê Lợi, phường Thuận Hóa, thành phố Huế",
        "19789",
        "số 12/5 đường Lê Lợi, Phường Thuận Hóa, Thành phố Huế",
    ),
    ("xã Cẩm Giàng, Hải Phòng", "10903", "Xã Cẩm Giàng, Thành phố Hải Phòng"),
    ("Xã Thanh An, TPHCM", "25807", "Xã Thanh An, Thành phố Hồ Chí Minh"),
    ("xã Ea H’Leo, Dak Lak", "24184", "Xã Ea H'Leo, Tỉnh Đắk Lắk"),
    ("phường 1 Bảo Lộc, Lâm Đồng", "24823", "Phường 1 Bảo Lộc, Tỉnh Lâm Đồng"),
    ("phường Xuân Hương - Đà Lạt, Lâm Đồng", "24781", "Phường Xuân Hương - Đà Lạt, Tỉnh Lâm Đồng"),
    ("xã Diên Khánh, tỉnh Khánh Hoà", "22651", "Xã Diên Khánh, Tỉnh Khánh Hòa"),
    ("tổ 5 khu 3 phường Hồng Gai Quảng Ninh", "06685", "tổ 5 khu 3, Phường Hồng Gai, Thành phố Quảng Ninh"),
    (
        "căn hộ 1203 tòa CT1, phường Hà Đông, Hà Nội",
        "09556",
        "căn hộ 1203 tòa CT1, Phường Hà Đông, Thành phố Hà Nội",
    ),
    ("phường Phú Thọ, Phú Thọ", "07942", "Phường Phú Thọ, Tỉnh Phú Thọ"),
    ("phường Nam Định, Ninh Bình", "13669", "Phường Nam Định, Tỉnh Ninh Bình"),
]


@pytest.mark.parametrize(("text", "code", "shown"), ACCEPTED)
def test_one_sure_place_is_accepted_and_echoed(text: str, code: str, shown: str) -> None:
    outcome = check(text)
    assert isinstance(outcome, Accepted)
    assert isinstance(outcome.value, Address)
    assert (outcome.value.commune_code, str(outcome.value)) == (code, shown)
    assert outcome.value.as_written == ""
    assert outcome.echo is None or dict(outcome.echo.values) == {"address": shown}


ASKED_BACK = [
    ("thon 3 xa tan tien bac ninh", "address-meant", "thon 3, Phường Tân Tiến, Thành phố Bắc Ninh"),
    ("thon 3 tan tien bac ninh", "address-meant", "thon 3, Phường Tân Tiến, Thành phố Bắc Ninh"),
    ("xã Tân Phú, Đồng Nai", "address-meant", "Phường Tân Phú, Thành phố Đồng Nai"),
    ("thị trấn Sa Pa, Lào Cai", "address-meant", "Phường Sa Pa, Tỉnh Lào Cai"),
    ("Hà Đông, Hà Nội", "address-meant", "Phường Hà Đông, Thành phố Hà Nội"),
    ("phường Ba Đình, quận Ba Đình, Hà Nội", "address-meant", "Phường Ba Đình, Thành phố Hà Nội"),
    ("phường Bến Thành, quận 1, TPHCM", "address-meant", f"Phường Bến Thành, {HCM}"),
    ("Côn Đảo", "address-meant", f"Đặc khu Côn Đảo, {HCM}"),
    ("Phú Quốc", "address-meant", "Đặc khu Phú Quốc, Tỉnh An Giang"),
    ("phường Tân Định, quận 1", "address-meant", f"Phường Tân Định, {HCM}"),
    ("xã Quang Khải, huyện Tứ Kỳ, tỉnh Hải Dương", "address-now-in", "Xã Tứ Kỳ, Thành phố Hải Phòng"),
    ("xã Quang Khải, Hải Dương, Hải Phòng", "address-now-in", "Xã Tứ Kỳ, Thành phố Hải Phòng"),
    ("phường Hải Dương, Hải Dương", "address-now-in", "Phường Hải Dương, Thành phố Hải Phòng"),
    ("phường 1, Vũng Tàu", "address-now-in", f"Phường Vũng Tàu, {HCM}"),
    ("đặc khu Côn Đảo, Bà Rịa - Vũng Tàu", "address-now-in", f"Đặc khu Côn Đảo, {HCM}"),
    ("tổ 3, thị trấn Diêm Điền, Thái Bình", "address-now-in", "tổ 3, Xã Thái Thụy, Tỉnh Hưng Yên"),
    ("P.Bến Nghé, q1, Tp.HCM", "address-renamed", f"Phường Sài Gòn, {HCM}"),
    ("P12 Q10 HCM", "address-renamed", f"Phường Hòa Hưng, {HCM}"),
    ("F5 Q3 SG", "address-renamed", f"Phường Bàn Cờ, {HCM}"),
    ("Ward 5, District 3, HCMC", "address-renamed", f"Phường Bàn Cờ, {HCM}"),
    ("phường Suối Hoa, TP Bắc Ninh", "address-renamed", "Phường Kinh Bắc, Thành phố Bắc Ninh"),
    ("phường 5, TP Đà Lạt, Lâm Đồng", "address-renamed", "Phường Cam Ly - Đà Lạt, Tỉnh Lâm Đồng"),
    ("phường Thảo Điền, quận 2, TPHCM", "address-renamed", f"Phường An Khánh, {HCM}"),
    ("KP3 P.Hoà Thạnh Q.Tân Phú HCM", "address-renamed", f"KP3, Phường Tân Phú, {HCM}"),
    (
        "phường Tây Lộc, thành phố Huế, tỉnh Thừa Thiên Huế",
        "address-renamed",
        "Phường Phú Xuân, Thành phố Huế",
    ),
]


@pytest.mark.parametrize(("text", "key", "shown"), ASKED_BACK)
def test_old_names_and_doubts_are_asked_back_with_the_new_address(text: str, key: str, shown: str) -> None:
    outcome = check(text)
    assert isinstance(outcome, Doubtful)
    assert (outcome.question.key, str(outcome.value)) == (key, shown)
    assert dict(outcome.question.values)["address"] == shown


def test_the_question_names_what_became_of_the_old_province() -> None:
    outcome = check("xã Quang Khải, huyện Tứ Kỳ, tỉnh Hải Dương")
    assert isinstance(outcome, Doubtful)
    assert dict(outcome.question.values)["old"] == "Hải Dương"
    assert dict(outcome.question.values)["province"] == "Hải Phòng"


OFFERED = [
    ("Ba Dinh Ward, Hanoi City, Vietnam.", "address-which", ["Phường Ba Đình", "Phường Ngọc Hà"], HN),
    ("Ba Dinh, HN", "address-which", ["Phường Ba Đình", "Phường Ngọc Hà", "Phường Giảng Võ"], HN),
    ("Hiệp Hòa, Bắc Ninh", "address-which", ["Phường Hiệp Hòa", "Xã Hoàng Vân"], "Thành phố Bắc Ninh"),
    (
        "phường Móng Cái, Quảng Ninh",
        "address-which",
        ["Phường Móng Cái 1", "Phường Móng Cái 3"],
        "Thành phố Quảng Ninh",
    ),
    ("xa cam giang hai phong", "address-which", ["Xã Cẩm Giang", "Xã Cẩm Giàng"], "Thành phố Hải Phòng"),
    ("xa thanh an tphcm", "address-which", ["Xã Thanh An", "Xã Thạnh An"], HCM),
    ("phường 4 quận 3 tphcm", "address-divided", ["Phường Bàn Cờ", "Phường Xuân Hòa"], HCM),
    ("xã Tân Tiến, Hà Nội", "address-divided", ["Xã Xuân Mai", "Xã Trần Phú"], HN),
    ("phường 7 quận 3 TP HCM", "address-which-in-district", ["Phường Bàn Cờ", "Phường Nhiêu Lộc"], HCM),
    ("q1, Tp.HCM", "address-which-in-district", ["Phường Sài Gòn", "Phường Cầu Ông Lãnh"], HCM),
    ("Q.Bình Thạnh", "address-which-in-district", ["Phường Bình Quới", "Phường Gia Định"], HCM),
    ("TX Sơn Tây", "address-which-in-district", ["Phường Sơn Tây", "Xã Đoài Phương"], HN),
    ("tp hai duong", "address-which-in-district", ["Phường Hải Dương", "Phường Ái Quốc"], "Thành phố Hải Phòng"),
    ("TP Vũng Tàu", "address-which-in-district", ["Phường Vũng Tàu", "Xã Long Sơn"], HCM),
    ("Phú Quốc, Kiên Giang", "address-which", ["Đặc khu Phú Quốc", "Đặc khu Thổ Châu"], "Tỉnh An Giang"),
]


@pytest.mark.parametrize(("text", "key", "some", "province"), OFFERED)
def test_several_places_are_offered_and_none_is_guessed(text: str, key: str, some: list[str], province: str) -> None:
    outcome = check(text)
    assert isinstance(outcome, Candidates)
    assert outcome.question.key == key
    labels = [label for label, _ in outcome.options]
    assert {f"{name}, {province}" for name in some} <= set(labels)
    assert 2 <= len(labels) == len(set(labels)) <= 10
    assert all(
        isinstance(value, Address) and value.commune_code and not value.as_written for _, value in outcome.options
    )


def test_a_name_without_province_offers_all_provinces_that_have_it() -> None:
    outcome = check("xã Tân Tiến")
    assert isinstance(outcome, Candidates)
    assert len(outcome.options) == 7
    assert outcome.options[0][0].startswith("Xã Tân Tiến, ")


def test_an_unknown_old_ward_is_not_taken_into_the_new_address() -> None:
    outcome = check("số 5 phường 7 quận 3 TP HCM")
    assert isinstance(outcome, Candidates)
    assert {value.detail for _, value in outcome.options if isinstance(value, Address)} == {"số 5"}


REFUSED = [
    ("Hà Nội", "E_ADDR_UNKNOWN", "address-commune-missing"),
    ("Tp.HCM", "E_ADDR_UNKNOWN", "address-commune-missing"),
    ("thành phố Hồ Chí Minh", "E_ADDR_UNKNOWN", "address-commune-missing"),
    ("Thanh Hoá", "E_ADDR_UNKNOWN", "address-commune-missing"),
    ("số 1 đường Lê Lợi, Huế", "E_ADDR_UNKNOWN", "address-commune-missing"),
    ("12 Nguyễn Trãi, Hà Nội", "E_ADDR_UNKNOWN", "address-commune-missing"),
    ("12 Hồng Hà, Hà Nội", "E_ADDR_UNKNOWN", "address-commune-missing"),
    ("Bệnh viện Phụ sản, Hà Nội", "E_ADDR_UNKNOWN", "address-commune-missing"),
    ("phường Xyz, Hà Nội", "E_ADDR_UNKNOWN", "address-commune-unknown"),
    ("xã Cổ Nhuế, huyện Từ Liêm, Hà Nội", "E_ADDR_UNKNOWN", "address-commune-unknown"),
    ("asdf", "E_ADDR_UNKNOWN", "address-unknown"),
    ("số 5 đường Lê Lợi", "E_ADDR_UNKNOWN", "address-unknown"),
    ("", "E_ADDR_UNKNOWN", "address-empty"),
    ("!!! 12345 🙂", "E_ADDR_UNKNOWN", "address-empty"),
    ("a" * 5000, "E_ADDR_UNKNOWN", "address-long"),
    ("Osaka, Nhật Bản", "E_ADDR_UNKNOWN", "address-abroad"),
    ("Hải Dương", "E_ADDR_OLD_PROVINCE", "address-old-province"),
    ("Hải Hưng", "E_ADDR_OLD_PROVINCE", "address-old-province"),
    ("xã Abc, Hải Dương", "E_ADDR_OLD_PROVINCE", "address-old-province"),
    ("huyện Thanh Trì, Hà Nội", "E_ADDR_DISTRICT", "address-district"),
    ("thành phố Thủ Đức", "E_ADDR_DISTRICT", "address-district"),
    ("quan 2, hcm", "E_ADDR_DISTRICT", "address-district"),
    ("huyện Châu Thành", "E_ADDR_AMBIGUOUS", "address-province-missing"),
]


@pytest.mark.parametrize(("text", "code", "key"), REFUSED)
def test_a_refusal_says_what_to_add(text: str, code: str, key: str) -> None:
    outcome = check(text)
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.reason.key) == (code, key)


HISTORY = [
    ("xã Quang Khải, huyện Tứ Kỳ, tỉnh Hải Dương", "xã Quang Khải, huyện Tứ Kỳ, tỉnh Hải Dương", "31", "11074"),
    (nfd("xã Quang Khải,  huyện Tứ Kỳ, Hải Dương"), "xã Quang Khải, huyện Tứ Kỳ, Hải Dương", "31", "11074"),
    ("xa quang khai huyen tu ky hai duong", "Xã Quang Khải, Huyện Tứ Kỳ, Tỉnh Hải Dương", "31", "11074"),
    ("phường 4 quận 3 tphcm", "phường 4 quận 3 tphcm", "79", ""),
    ("phường 7, quận 3, TP HCM", "phường 7, quận 3, TP HCM", "79", ""),
    ("q1, Tp.HCM", "Quận 1, Thành phố Hồ Chí Minh", "79", ""),
    ("quan 2, hcm", "quan 2, hcm", "79", ""),
    ("Ba Dinh, HN", "Ba Dinh, HN", "01", ""),
    ("xã Tân Phú, Đồng Nai", "xã Tân Phú, Đồng Nai", "75", ""),
    ("thị trấn Sa Pa, Lào Cai", "thị trấn Sa Pa, Lào Cai", "15", ""),
    ("xã Abc, huyện Xyz, Hải Dương", "xã Abc, huyện Xyz, Hải Dương", "31", ""),
    ("xã Tân Tiến, Hải Hưng", "xã Tân Tiến, Hải Hưng", "33", "12019"),
    ("thôn 2, xã Bình Phú, huyện Thạch Thất, Hà Tây", "thôn 2, xã Bình Phú, huyện Thạch Thất, Hà Tây", "01", ""),
    ("phuong thuan hoa, tp hue", "phuong thuan hoa, tp hue", "46", ""),
    ("phường Ba Đình, Hà Nội", "", "01", "00004"),
    ("phường Hải Dương, Hải Dương", "phường Hải Dương, Hải Dương", "31", "10525"),
]


@pytest.mark.parametrize(("text", "written", "province", "commune"), HISTORY)
def test_history_keeps_old_names_and_fills_only_codes_that_are_certain(
    text: str, written: str, province: str, commune: str
) -> None:
    outcome = check(text, history=True)
    assert isinstance(outcome, Accepted)
    address = outcome.value
    assert isinstance(address, Address)
    assert (address.as_written, address.province_code, address.commune_code) == (written, province, commune)
    assert outcome.echo is None or not written or dict(outcome.echo.values)["written"] == written


def test_history_shows_the_unit_of_today() -> None:
    outcome = check("số 5, thị trấn Diêm Điền, Thái Bình", history=True)
    assert isinstance(outcome, Accepted) and outcome.echo
    assert outcome.echo.key == "address-kept-as"
    assert dict(outcome.echo.values)["now"] == "Xã Thái Thụy, Tỉnh Hưng Yên"
    shown = "số 5, thị trấn Diêm Điền, Thái Bình (nay: số 5, Xã Thái Thụy, Tỉnh Hưng Yên)"
    assert str(outcome.value) == shown


@pytest.mark.parametrize(
    ("text", "code"), [("Hà Nội", "E_ADDR_UNKNOWN"), ("Hải Dương", "E_ADDR_OLD_PROVINCE"), ("asdf", "E_ADDR_UNKNOWN")]
)
def test_history_still_needs_a_commune_or_district(text: str, code: str) -> None:
    outcome = check(text, history=True)
    assert isinstance(outcome, Refused) and outcome.code == code


def test_history_without_a_province_offers_old_and_new_units() -> None:
    outcome = check("ba dinh", history=True)
    assert isinstance(outcome, Candidates)
    options = dict(outcome.options)
    old, new = options["Quận Ba Đình, Thành phố Hà Nội"], options["Phường Ba Đình, Thành phố Hà Nội"]
    assert old == Address(province_code="01", province=HN, as_written="Quận Ba Đình, Thành phố Hà Nội")
    assert new == Address(province_code="01", province=HN, commune_code="00004", commune="Phường Ba Đình")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Hải Dương", Address(province_code="31", province="Thành phố Hải Phòng", as_written="Hải Dương")),
        ("Hà Nội", Address(province_code="01", province=HN)),
        ("Bệnh viện Phụ sản, Hà Nội", Address(province_code="01", province=HN, detail="Bệnh viện Phụ sản")),
        ("Hải Hưng", Address(as_written="Hải Hưng")),
        ("Nhật Bản", Address(country="JP", detail="Nhật Bản")),
        ("Osaka, Nhật Bản", Address(country="JP", detail="Osaka, Nhật Bản")),
        ("Osaka Nhật Bản", Address(country="JP", detail="Osaka Nhật Bản")),
        ("Berlin, Germany", Address(country="DE", detail="Berlin, Germany")),
        ("Mỹ", Address(country="US", detail="Mỹ")),
    ],
)
def test_a_place_of_birth_may_be_a_province_or_a_country(text: str, address: Address) -> None:
    outcome = check(text, history=True, province_only=True, abroad=True)
    assert isinstance(outcome, Accepted)
    assert outcome.value == address


def test_a_commune_is_kept_where_a_province_is_enough() -> None:
    outcome = check("xã Quang Khải, Tứ Kỳ, Hải Dương", history=True, province_only=True, abroad=True)
    assert isinstance(outcome, Accepted) and isinstance(outcome.value, Address)
    assert outcome.value.commune == "Xã Tứ Kỳ"


def test_an_old_province_as_province_of_today_is_asked_back() -> None:
    outcome = check("Hải Dương", province_only=True)
    assert isinstance(outcome, Doubtful)
    assert outcome.value == Address(province_code="31", province="Thành phố Hải Phòng")
    several = check("Hải Hưng", province_only=True)
    assert isinstance(several, Candidates)
    assert [label for label, _ in several.options] == ["Thành phố Hải Phòng", "Tỉnh Hưng Yên"]


def test_a_vietnamese_place_is_not_taken_for_a_country() -> None:
    for text in ("xã Kỳ Anh, Hà Tĩnh", "xã Kỳ Anh Hà Tĩnh"):
        outcome = check(text, abroad=True)
        assert isinstance(outcome, Accepted) and isinstance(outcome.value, Address)
        assert outcome.value.country == "VN"
    assert not isinstance(check("phường Kỳ Anh", abroad=True), Accepted)


def test_without_unit_tables_nothing_is_pretended() -> None:
    with pytest.raises(LookupError):
        PlaceCheck()("phường Ba Đình, Hà Nội", Context(today=TODAY))


@pytest.mark.parametrize("text", [row[0] for row in (*ACCEPTED, *ASKED_BACK, *OFFERED, *REFUSED, *HISTORY)])
def test_every_line_has_an_answer_in_every_kind_of_question(text: str) -> None:
    for history in (False, True):
        for province_only in (False, True):
            outcome = check(text, history=history, province_only=province_only, abroad=history)
            assert isinstance(outcome, Accepted | Doubtful | Candidates | Refused)
            if isinstance(outcome, Candidates):
                assert 2 <= len(outcome.options) <= 10


class _Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    source = (ROOT / "locales" / language / "places.ftl").read_text(encoding="utf-8")
    found = {}
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


def test_texts_are_complete_and_equal_in_both_languages() -> None:
    used = set()
    for path in (ROOT / "dialogs" / "checks").glob("places*.py"):
        used |= set(re.findall(r'"(address-[a-z-]+)"', path.read_text(encoding="utf-8")))
    assert messages("vi") == messages("en")
    assert set(messages("vi")) == used


def test_outcomes_fill_every_variable_of_their_text() -> None:
    asked = messages("vi")
    for text in [row[0] for row in (*ACCEPTED, *ASKED_BACK, *OFFERED, *REFUSED, *HISTORY)]:
        for history in (False, True):
            match check(text, history=history):
                case Accepted(echo=said) | Doubtful(question=said) | Candidates(question=said) | Refused(reason=said):
                    assert said is None or asked[said.key] <= {name for name, _ in said.values}
