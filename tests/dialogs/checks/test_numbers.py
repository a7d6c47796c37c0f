"""Numbers, number words and money (facts 10.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.checks.number_words import number_in_words
from dialogs.checks.numbers import Amount, Digits, WholeNumber, amount_in_dong, digits_of, in_groups, whole_number
from dialogs.texts import Money
from tests.dialogs.checks.said import accepted, echoed, refused

copies = WholeNumber(1, 10)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3),
        ("03", 3),
        ("3 bản", 3),
        ("ba", 3),
        ("ba bản ạ", 3),
        ("mười", 10),
        ("Một", 1),
        ("two copies", 2),
        ("٣", 3),
    ],
)
def test_whole_numbers(typed: str, number: int) -> None:
    assert accepted(copies, typed) == number


@pytest.mark.parametrize("typed", ["0", "11", "-2", "1,5", "2 hoặc 3", "nhiều", "", "9" * 5000, "không"])
def test_numbers_out_of_range_or_unreadable(typed: str) -> None:
    assert refused(copies, typed) == ("refused-number", "E_NUMBER_RANGE")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("không", 0),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("năm mươi tư", 54),
        ("hai chục", 20),
        ("một trăm linh hai", 102),
        ("hai trăm rưỡi", 250),
        ("hai trăm nghìn", 200_000),
        ("hai trăm lẻ năm nghìn", 205_000),
        ("một triệu rưỡi", 1_500_000),
        ("một triệu hai trăm năm mươi nghìn", 1_250_000),
        ("hai ty", 2_000_000_000),
        ("seven", 7),
    ],
)
def test_number_words(words: str, number: int) -> None:
    assert number_in_words(words) == number


@pytest.mark.parametrize(
    "words", ["", "một trăm hai", "hai triệu tư", "hai ba", "trăm", "rưỡi", "xin chào", "một " * 30]
)
def test_words_that_make_no_number_or_two(words: str) -> None:
    assert number_in_words(words) is None


@pytest.mark.parametrize(
    ("typed", "dong"),
    [("200.000", 200_000), ("200,000", 200_000), ("200 000 đ", 200_000), ("200k", 200_000), ("200K", 200_000),
     ("200 nghìn đồng", 200_000), ("200.000đ", 200_000), ("200.000 VNĐ", 200_000), ("hai trăm nghìn", 200_000),
     ("hai trăm nghìn đồng", 200_000), ("1tr5", 1_500_000), ("1,5 triệu", 1_500_000), ("1.5tr", 1_500_000),
     ("1.250.000", 1_250_000), ("50000", 50_000), ("2 tỷ", 2_000_000_000), ("0", 0)],
)  # fmt: skip
def test_amounts(typed: str, dong: int) -> None:
    assert amount_in_dong(typed) == dong


@pytest.mark.parametrize("typed", ["", "20.5", "1.2.3", "-200", "hai chai", "200.00", "100 USD"])
def test_no_amounts(typed: str) -> None:
    assert amount_in_dong(typed) is None


def test_amount_as_a_check() -> None:
    assert echoed(Amount(), "200k") == {"amount": Money(200_000)}
    assert refused(Amount(), "nhiều")[0] == "refused-amount"
    assert refused(Amount(most=100_000), "200k") == ("refused-amount-range", "E_NUMBER_RANGE")


@given(st.integers(0, 10**9))
def test_money_as_shown_is_read_back(dong: int) -> None:
    assert amount_in_dong(f"{dong:,}".replace(",", ".") + " đ") == dong


def test_digits() -> None:
    assert digits_of("OO1 O9O") == "001090"
    assert digits_of("số: 12-34.56 nhé") == "123456"
    assert digits_of("12a34") is None and digits_of("abc") is None and digits_of("") is None
    assert accepted(Digits(6), "123 456") == "123456"
    assert refused(Digits(6), "12345") == ("refused-digits-count", "E_NUMBER_FORMAT")
    assert refused(Digits(6), "sáu số") == ("refused-digits-only", "E_NUMBER_FORMAT")
    assert in_groups("001090000018") == "001 090 000 018"


def test_whole_number_has_a_longest() -> None:
    assert whole_number("1" * 9) == 111_111_111
    assert whole_number("1" * 10) is None
