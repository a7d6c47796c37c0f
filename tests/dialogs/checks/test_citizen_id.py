"""The 12-digit number: shape is an error, sex, year and prefix are doubts (facts 5.1)."""

import pytest

from dialogs.answers import PartialDate
from dialogs.checks import Doubtful
from dialogs.checks.birth_provinces import BIRTH_PROVINCES
from dialogs.checks.citizen_id import CitizenId, birth_province_of, birth_year_of, sex_of
from dialogs.texts import Listed, Text
from tests.dialogs.checks.said import accepted, context, doubted, echoed, outcome, refused

check = CitizenId()
NUMBER = "001090000018"


@pytest.mark.parametrize(
    "typed",
    [NUMBER, "001 090 000 018", "001.090.000.018", "001-090-000-018", "OO1 O9O OOO O18", "OOlO9OOOOO1B",
     "số: 001090000018 ạ",
     "００１０９０００００１８"],
)  # fmt: skip
def test_spellings_of_one_number(typed: str) -> None:
    assert accepted(check, typed) == NUMBER


def test_the_number_is_echoed_in_groups_because_it_has_no_check_digit() -> None:
    assert echoed(check, NUMBER) == {"number": "001 090 000 018"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("012345678", "refused-citizen-id-nine"),
        ("0900000012", "refused-citizen-id-phone"),
        ("00109000001", "refused-citizen-id-length"),
        ("0010900000188", "refused-citizen-id-length"),
        ("001090", "refused-citizen-id-length"),
        ("tôi không nhớ", "refused-citizen-id-digits"),
        ("", "refused-citizen-id-digits"),
        ("001/090/000/018", "refused-citizen-id-digits"),
        ("1" * 5000, "refused-citizen-id-length"),
    ],
)
def test_what_is_no_citizen_number(typed: str, key: str) -> None:
    assert refused(check, typed) == (key, "E_ID_FORMAT")


def reasons(where_sex: str, birth: PartialDate, typed: str = NUMBER) -> list[str]:
    found = outcome(check, typed, context(sex=where_sex, birth_date=birth))
    assert isinstance(found, Doubtful)
    listed = dict(found.question.values)["reasons"]
    assert isinstance(listed, Listed)
    return [reason.key for reason in listed.parts if isinstance(reason, Text)]


def test_numbers_that_agree_are_accepted() -> None:
    assert accepted(check, NUMBER, context(sex="male", birth_date=PartialDate(1990, 3, 5))) == NUMBER
    assert accepted(check, "001306000018", context(sex="female", birth_date=PartialDate(2006))) == "001306000018"


def test_sex_and_year_are_doubts_with_their_reasons() -> None:
    assert reasons("female", PartialDate(1990)) == ["doubt-citizen-id-male"]
    assert reasons("male", PartialDate(1990), "001190000018") == ["doubt-citizen-id-female"]
    assert reasons("male", PartialDate(1991)) == ["doubt-citizen-id-year"]
    assert reasons("male", PartialDate(2090)) == ["doubt-citizen-id-year"]
    assert reasons("female", PartialDate(1980), "003090000018") == [
        "doubt-citizen-id-male",
        "doubt-citizen-id-year",
        "doubt-citizen-id-prefix",
    ]


def test_unknown_prefix_and_future_year_are_asked_even_alone() -> None:
    assert doubted(check, "003090000018") == ("003090000018", "doubt-citizen-id")
    assert doubted(check, "001290000018") == ("001290000018", "doubt-citizen-id")


def test_only_the_same_person_is_compared() -> None:
    member = context("members.0.", sex="female", birth_date=PartialDate(1960))
    assert accepted(check, NUMBER, member) == NUMBER
    own_row = context("members.0.", members__0__sex="female")
    assert doubted(check, NUMBER, own_row)[0] == NUMBER
    assert accepted(CitizenId(sex="", birth=""), NUMBER, context(sex="female")) == NUMBER
    assert doubted(CitizenId(sex="head_sex", birth=""), NUMBER, context(head_sex="female"))[0] == NUMBER


@pytest.mark.parametrize(
    ("number", "sex", "year"),
    [("001090000018", "male", 1990), ("001190000018", "female", 1990), ("001205000018", "male", 2005),
     ("001305000018", "female", 2005), ("001401000018", "male", 2101), ("001999000018", "female", 2399)],
)  # fmt: skip
def test_meaning_of_digit_four(number: str, sex: str, year: int) -> None:
    assert (sex_of(number), birth_year_of(number)) == (sex, year)


def test_the_table_of_63() -> None:
    assert len(BIRTH_PROVINCES) == 63
    assert birth_province_of("024090000018") == "Bắc Giang"
    assert birth_province_of("079090000018") == "TP. Hồ Chí Minh"
    assert birth_province_of("003090000018") == ""


def test_a_check_prints_as_data() -> None:
    assert repr(CitizenId()) == "CitizenId(sex='sex', birth='birth_date')"
