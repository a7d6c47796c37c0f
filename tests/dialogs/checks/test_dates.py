"""Dates as people write them, within bounds and in order (facts 1.6, 10.4)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import PartialDate
from dialogs.checks.dates import NOW, DateCheck, Precision, age_on, birth_date, latest, month
from tests.dialogs.checks.said import TODAY, accepted, context, doubted, echoed, outcome, refused

day = DateCheck()
year = DateCheck(least=Precision.YEAR)
MARCH_5 = PartialDate(1990, 3, 5)


@pytest.mark.parametrize(
    "typed",
    ["05/03/1990", "5/3/1990", "05-03-1990", "05.03.1990", "5 3 1990", "05031990", "5 tháng 3 năm 1990",
     "5 thang 3 nam 1990",
     "ngày 5 tháng 3 năm 1990", "Ngày 05 tháng 03, 1990", "1990-03-05", "1990/3/5", "19900305", "O5/O3/199O",
     "5//3//1990",
     "5 tháng ba năm 1990", "mùng 5 tháng ba năm 1990", "sinh ngày 5/3/1990 ạ", "5-3-1990 dương lịch", "5 March 1990",
     "March 5, 1990", "5th Mar 1990", "٠٥/٠٣/١٩٩٠"],
)  # fmt: skip
def test_one_day_in_many_spellings(typed: str) -> None:
    assert accepted(day, typed) == MARCH_5


def test_month_five_in_words() -> None:
    assert accepted(day, "1 tháng năm năm 2000") == PartialDate(2000, 5, 1)
    assert accepted(day, "1 tháng mười hai năm 2000") == PartialDate(2000, 12, 1)


def test_what_was_understood_is_shown_unless_typed_so() -> None:
    assert echoed(day, "5/3/1990") == {"date": "05/03/1990"}
    assert getattr(outcome(day, "05/03/1990"), "echo", "none") is None


@given(st.dates(date(1907, 1, 1), TODAY))
def test_every_past_day_comes_back_from_its_display(some: date) -> None:
    assert accepted(day, f"{some.day}/{some.month}/{some.year}") == PartialDate(some.year, some.month, some.day)
    assert accepted(day, f"{some:%d%m}{some.year}") == PartialDate(some.year, some.month, some.day)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("5/3/90", MARCH_5), ("050390", MARCH_5), ("5 tháng 3 90", MARCH_5), ("5/3/26", PartialDate(2026, 3, 5)),
     ("25/12/26", PartialDate(1926, 12, 25)), ("5/3/27", PartialDate(1927, 3, 5))],
)  # fmt: skip
def test_two_digit_years_are_asked(typed: str, value: PartialDate) -> None:
    assert doubted(day, typed) == (value, "doubt-date-year")


def test_two_digit_years_of_plans_are_near() -> None:
    assert doubted(DateCheck(future=True), "5/3/28")[0] == PartialDate(2028, 3, 5)
    assert doubted(birth_date(min_age=16), "5/3/11")[0] == PartialDate(1911, 3, 5)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("30/02/1990", "refused-date-day"),
        ("29/02/1990", "refused-date-day"),
        ("31/04/1990", "refused-date-day"),
        ("13/13/1990", "refused-date-month"),
        ("15 tháng 8 âm lịch", "refused-date-lunar"),
        ("15/8/1990 (ÂL)", "refused-date-lunar"),
        ("5/3", "refused-date-no-year"),
        ("5 tháng 3", "refused-date-no-year"),
        ("5/3/1850", "refused-date-year"),
        ("5/3/9999", "refused-date-year"),
        ("1990", "refused-date-need-day"),
        ("03/1990", "refused-date-need-day"),
        ("hôm qua", "refused-date-unreadable"),
        ("05/03/1990 hoặc 06/03/1990", "refused-date-unreadable"),
        ("", "refused-date-unreadable"),
        ("1" * 5000, "refused-date-unreadable"),
    ],
)
def test_what_is_no_date(typed: str, key: str) -> None:
    assert refused(day, typed) == (key, "E_DATE_FORMAT")


def test_thirtieth_of_february_says_why() -> None:
    found = outcome(day, "30/2/1990")
    assert dict(found.reason.values) == {"month": "02/1990", "days": "28", "day": "30"}  # type: ignore[union-attr]


def test_leap_days() -> None:
    assert accepted(day, "29/02/2024") == PartialDate(2024, 2, 29)


def test_month_before_day_is_turned_only_after_asking() -> None:
    assert doubted(day, "3/25/1990") == (PartialDate(1990, 3, 25), "doubt-date-swapped")
    assert accepted(day, "3/12/1990") == PartialDate(1990, 12, 3)


def test_years_and_months_alone_where_papers_have_no_more() -> None:
    assert accepted(year, "1990") == PartialDate(1990)
    assert accepted(year, "năm 1990") == PartialDate(1990)
    assert accepted(year, "00/00/1990") == PartialDate(1990)
    assert accepted(year, "10/1990") == PartialDate(1990, 10)
    assert accepted(year, "5/3/1990") == MARCH_5
    assert doubted(year, "90") == (PartialDate(1990), "doubt-date-year")


def test_future_and_past() -> None:
    assert accepted(day, "21/11/2026") == PartialDate(2026, 11, 21)
    assert refused(day, "22/11/2026") == ("refused-date-future", "E_DATE_FUTURE")
    later = DateCheck(future=True, past=False)
    assert accepted(later, "22/11/2026") == PartialDate(2026, 11, 22)
    assert accepted(later, "21/11/2026") == PartialDate(2026, 11, 21)
    assert refused(later, "20/11/2026") == ("refused-date-past", "E_DATE_ORDER")


def test_fixed_bounds() -> None:
    bounded = DateCheck(earliest=date(2021, 1, 1), latest=date(2024, 6, 30))
    assert accepted(bounded, "01/01/2021") and accepted(bounded, "30/06/2024")
    assert refused(bounded, "31/12/2020")[0] == "refused-date-early"
    assert refused(bounded, "01/07/2024")[0] == "refused-date-late"


def test_order_with_other_answers() -> None:
    born = context(birth_date=MARCH_5)
    assert refused(DateCheck(after="birth_date"), "05/03/1990", born) == ("refused-date-order", "E_DATE_ORDER")
    assert accepted(DateCheck(after="birth_date"), "06/03/1990", born)
    assert accepted(DateCheck(not_before="birth_date"), "05/03/1990", born)
    row = context(
        "history.1.", history__1__from_month=PartialDate(2018, 10), history__0__from_month=PartialDate(2020, 1)
    )
    assert refused(month(not_before="from_month"), "09/2018", row)[0] == "refused-date-order"
    assert accepted(month(not_before="from_month"), "10/2018", row) == PartialDate(2018, 10)
    in_row = context("history.0.", birth_date=MARCH_5)
    assert refused(month(not_before="birth_date"), "02/1990", in_row)[0] == "refused-date-order"
    assert accepted(DateCheck(after="birth_date"), "05/03/1990", context(birth_date=PartialDate(1990)))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("10/2018", PartialDate(2018, 10)), ("10-2018", PartialDate(2018, 10)), ("102018", PartialDate(2018, 10)),
     ("2018-10", PartialDate(2018, 10)), ("tháng 10 năm 2018", PartialDate(2018, 10)), ("10.2018", PartialDate(2018,
     10)),
     ("15/10/2018", PartialDate(2018, 10)), ("052018", PartialDate(2018, 5)), ("nay", NOW), ("đến nay", NOW),
     ("den nay", NOW), ("Hiện tại", NOW), ("now", NOW)],
)  # fmt: skip
def test_months_of_history_rows(typed: str, value: object) -> None:
    assert accepted(month(now=True), typed) == value


def test_months_want_a_month() -> None:
    assert refused(month(), "2018")[0] == "refused-date-need-month"
    assert refused(month(), "đến nay")[0] == "refused-month-unreadable"
    assert refused(month(), "12/2026")[0] == "refused-date-future"
    assert doubted(month(), "10/18")[0] == PartialDate(2018, 10)


def test_minimum_age_is_explained_on_the_day() -> None:
    sixteen = birth_date(min_age=16, least=Precision.YEAR)
    assert accepted(sixteen, "21/11/2010") == PartialDate(2010, 11, 21)
    assert refused(sixteen, "22/11/2010") == ("refused-age", "E_AGE_MIN")
    assert refused(sixteen, "2010") == ("refused-age", "E_AGE_MIN")
    assert accepted(sixteen, "2009") == PartialDate(2009)


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (PartialDate(1990, 3, 5), date(2026, 3, 4), 35),
        (PartialDate(1990, 3, 5), date(2026, 3, 5), 36),
        (PartialDate(1990, 3), date(2026, 3, 30), 35),
        (PartialDate(1990, 3), date(2026, 3, 31), 36),
        (PartialDate(1990), date(2026, 12, 30), 35),
        (PartialDate(1990), date(2026, 12, 31), 36),
        (PartialDate(2008, 2, 29), date(2026, 2, 28), 17),
        (PartialDate(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_never_guesses_upward(birth: PartialDate, on: date, age: int) -> None:
    assert age_on(birth, on) == age


def test_latest() -> None:
    assert latest(PartialDate(2024, 2)) == date(2024, 2, 29)
    assert latest(PartialDate(2024)) == date(2024, 12, 31)
