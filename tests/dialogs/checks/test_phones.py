"""Phone numbers (facts 5.6). Numbers of nobody: 0900 000 0xx and prefixes that exist with zeros."""

import pytest

from dialogs.checks.phones import Phone, shown_phone
from tests.dialogs.checks.said import accepted, doubted, echoed, refused

phone = Phone()


@pytest.mark.parametrize(
    "typed",
    ["0900000012", "0900 000 012", "0900.000.012", "0900-000-012", "+84900000012", "+84 900 000 012", "84900000012",
     "0084900000012", "(+84)900000012", "+84 (0) 900 000 012", "O9OOOOOO12", "090000001 2", "sđt: 0900 000 012 ạ",
     "０９００００００１２"],
)  # fmt: skip
def test_one_number_in_many_spellings(typed: str) -> None:
    assert accepted(phone, typed) == "+84900000012"
    assert echoed(phone, typed) == {"number": "0900 000 012"}


@pytest.mark.parametrize("prefix", ["032", "039", "052", "055", "056", "058", "059", "070", "076", "079", "081", "087",
                                    "089", "090", "094", "096", "099"])  # fmt: skip
def test_prefixes_in_use(prefix: str) -> None:
    assert accepted(phone, prefix + "0000012") == "+84" + prefix[1:] + "0000012"


@pytest.mark.parametrize("prefix", ["030", "031", "050", "051", "053", "054", "057", "071", "075", "080", "095", "060"])
def test_prefixes_that_nobody_uses(prefix: str) -> None:
    assert refused(phone, prefix + "0000012") == ("refused-phone-prefix", "E_PHONE_FORMAT")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("01680000012", "+84380000012"),
        ("0120 000 0012", "+84700000012"),
        ("01210000012", "+84790000012"),
        ("0123 0000012", "+84830000012"),
        ("0186 0000012", "+84560000012"),
        ("+841990000012", "+84590000012"),
        ("900000012", "+84900000012"),
    ],
)
def test_numbers_of_before_2018_and_lost_zeros_are_proposed_never_taken(typed: str, value: str) -> None:
    assert doubted(phone, typed) == (value, "doubt-phone")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("090000001", "refused-phone-length"),
        ("09000000123", "refused-phone-length"),
        ("không có", "refused-phone-digits"),
        ("", "refused-phone-digits"),
        ("0900000012 / 0900000013", "refused-phone-several"),
        ("0900000012 hoặc 0900000013", "refused-phone-several"),
        ("9" * 5000, "refused-phone-several"),
        ("02400000012", "refused-phone-landline"),
        ("+15550000012", "refused-phone-foreign"),
        ("01110000012", "refused-phone-length"),
    ],
)
def test_what_is_no_mobile_number(typed: str, key: str) -> None:
    assert refused(phone, typed) == (key, "E_PHONE_FORMAT")


def test_landlines_and_foreign_numbers_where_allowed() -> None:
    assert accepted(Phone(landline=True), "024 0000 0012") == "+842400000012"
    abroad = Phone(foreign=True)
    assert accepted(abroad, "+1 (555) 000-0012") == "+15550000012"
    assert accepted(abroad, "0015550000012") == "+15550000012"
    assert accepted(abroad, "0900000012") == "+84900000012"
    assert refused(abroad, "+84 100")[0] == "refused-phone-length"


def test_shown() -> None:
    assert shown_phone("+84900000012") == "0900 000 012"
    assert shown_phone("+15550000012") == "+15550000012"
