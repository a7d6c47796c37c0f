"""Numbers, dates and issuers of identity papers (facts 5.2, 10.5)."""

from datetime import date

import pytest

from dialogs.answers import PartialDate
from dialogs.checks.identity_papers import IdNumber, IssueDate, IssuePlace, issuer_label, issuers_for
from dialogs.checks.issuers import PROVINCE_ISSUERS, issuer_named
from tests.dialogs.checks.said import accepted, context, doubted, echoed, refused

number, issued, place = IdNumber(), IssueDate(), IssuePlace()
SOCIAL_ORDER = "Cục Cảnh sát quản lý hành chính về trật tự xã hội"


@pytest.mark.parametrize("kind", ["cc", "cccd"])
def test_cards_carry_the_citizen_number(kind: str) -> None:
    assert accepted(number, "001 090 000 018", context(id_type=kind)) == "001090000018"
    assert refused(number, "012345678", context(id_type=kind))[0] == "refused-citizen-id-nine"
    assert doubted(number, "001090000018", context(id_type=kind, sex="female"))[0] == "001090000018"


def test_old_cards() -> None:
    old = context(id_type="cmnd")
    assert accepted(number, "012 345 678", old) == "012345678"
    assert echoed(number, "O12345678", old) == {"number": "012 345 678"}
    assert accepted(number, "001090000018", old) == "001090000018"
    assert refused(number, "01234567", old) == ("refused-old-card", "E_ID_FORMAT")


@pytest.mark.parametrize(
    ("typed", "kept"), [("C0000018", "C0000018"), ("c 00000018", "C00000018"), ("BOOOOO18", "B0000018")]
)
def test_vietnamese_passports(typed: str, kept: str) -> None:
    assert accepted(number, typed, context(id_type="passport", nationality="VN")) == kept


def test_foreign_passports_and_other_papers() -> None:
    abroad = context(id_type="passport", nationality="US")
    assert accepted(number, "5o0000018", abroad) == "5O0000018"
    assert refused(number, "1234", abroad) == ("refused-paper-number", "E_ID_FORMAT")
    assert refused(number, "500000018", context(id_type="passport", nationality="VN"))[0] == "refused-passport"
    assert accepted(number, "ab-12345", context(id_type="other")) == "AB12345"
    assert refused(number, "số thẻ Đ1", context(id_type="other"))[0] == "refused-paper-number"


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        ("cc", "21/11/2036", "refused-issue-date-future"),
        ("cc", "22/11/2026", "refused-issue-date-future"),
        ("cc", "30/06/2024", "refused-issue-date-early"),
        ("cccd", "31/12/2015", "refused-issue-date-early"),
        ("cccd", "01/07/2024", "refused-issue-date-late"),
        ("cccd_chip", "31/12/2020", "refused-issue-date-early"),
        ("cccd_barcode", "01/01/2021", "refused-issue-date-late"),
        ("passport", "05/03/1990", "refused-issue-date-birth"),
        ("passport", "01/01/1980", "refused-issue-date-birth"),
        ("passport", "2020", "refused-date-need-day"),
        ("passport", "30/02/2020", "refused-date-day"),
    ],
)
def test_impossible_issue_dates(kind: str, typed: str, key: str) -> None:
    assert refused(issued, typed, context(id_type=kind, birth_date=PartialDate(1990, 3, 5)))[0] == key


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("cc", "01/07/2024"),
        ("cc", "21/11/2026"),
        ("cccd", "01/01/2016"),
        ("cccd_chip", "01/01/2021"),
        ("cccd", "30/06/2024"),
    ],
)
def test_first_and_last_days_count(kind: str, typed: str) -> None:
    assert str(accepted(issued, typed, context(id_type=kind))) == typed


def test_a_short_year_is_asked_and_still_bounded() -> None:
    assert doubted(issued, "5/3/21", context(id_type="cccd"))[0] == PartialDate(2021, 3, 5)
    assert doubted(issued, "5/3/70", context(id_type="other"))[0] == PartialDate(1970, 3, 5)
    assert refused(issued, "5/3/21", context(id_type="cc"))[0] == "refused-issue-date-early"


def test_issuers_by_type_and_day() -> None:
    assert issuers_for("cc", None) == (("BCA", "Bộ Công an"),)
    assert issuers_for("cccd", date(2021, 1, 1)) == (("C06", SOCIAL_ORDER),)
    assert [code for code, _ in issuers_for("cccd", date(2017, 5, 1))] == ["C72", "C06"]
    assert [code for code, _ in issuers_for("cccd", None)] == ["C06", "C72"]
    assert issuers_for("passport", None) == (("XNC", "Cục Quản lý xuất nhập cảnh"),)
    assert issuers_for("other", None) == issuers_for("", None) == ()
    assert len(issuers_for("cmnd", None)) == len(PROVINCE_ISSUERS) == 63


def test_issuer_labels() -> None:
    assert issuer_label("CA-030") == "Công an tỉnh Hải Dương"
    assert issuer_label("CA-079") == "Công an thành phố Hồ Chí Minh"
    assert issuer_label("C06") == SOCIAL_ORDER
    assert issuer_label("nobody") == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Bộ Công an", "BCA"), ("bo cong an", "BCA"), ("c06", "C06"), (SOCIAL_ORDER.upper(), "C06"), ("CA Hải Dương",
     "CA-030"),
     ("công an tỉnh hải dương", "CA-030"), ("CA TP Hồ Chí Minh", "CA-079"), ("Hà Nội", "CA-001"), ("xyz", "")],
)  # fmt: skip
def test_issuers_by_name(typed: str, code: str) -> None:
    assert issuer_named(typed) == code


def test_own_province_on_a_citizen_card_gets_the_likely_issuer() -> None:
    chip = context(id_type="cccd", id_issue_date=PartialDate(2021, 5, 1))
    assert doubted(place, "Công an tỉnh Hải Dương", chip) == ("C06", "doubt-issuer")
    assert accepted(place, "cục cảnh sát quản lý hành chính về trật tự xã hội", chip) == "C06"
    assert doubted(place, "Bộ Công an", chip)[0] == "C06"
    assert accepted(place, "CA Hải Dương", context(id_type="cmnd")) == "CA-030"
    assert accepted(place, "Embassy of France", context(id_type="passport")) == "Embassy of France"
    assert refused(place, "?", chip)[0] == "refused-issuer"
