"""Cleaning and comparing Vietnamese words (facts 10.2, 10.3)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.checks.wording import has_marks, marks_fit, search_key, tidy, tidy_lines, tone_key


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  Nguyễn\t Văn \n A ", "Nguyễn Văn A"),
        (unicodedata.normalize("NFD", "Nguyễn"), "Nguyễn"),
        ("Ng\u200buy\u200dễn\ufeff", "Nguyễn"),
        ("\u202eabc\u202c \u2066d\u2069", "abc d"),
        ("❤\ufe0f ok", "❤ ok"),
        ("H\u2019Hen \u201cNiê\u201d", 'H\'Hen "Niê"'),
        ("a\u00a0b\u3000c", "a b c"),
        ("a\x00b\x07c", "abc"),
        ("half \ud83d pair", "half pair"),
        ("", ""),
    ],
)
def test_tidy(typed: str, clean: str) -> None:
    assert tidy(typed) == clean


def test_nguyen_has_six_signs_in_nfc() -> None:
    assert len(tidy(unicodedata.normalize("NFD", "Nguyễn"))) == 6


def test_tidy_lines_keeps_breaks_and_drops_empty_lines() -> None:
    assert tidy_lines("một  hai\n\n \u200b\n ba ") == "một hai\nba"


@given(st.text())
def test_tidy_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [("Đặng  Hòa", "dang hoa"), ("THANH HOÁ", "thanh hoa"), ("Ư ơ ă", "u o a"), ("Đắk Lắk", "dak lak")],
)
def test_search_key(text: str, key: str) -> None:
    assert search_key(text) == key
    assert search_key(unicodedata.normalize("NFD", text)) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("Thúy", "Thuý"), ("KHỎE", "khoẻ"), ("lụy", "luỵ"), ("Thanh Hóa", "Thanh Hoá"), ("quý", "quý")],
)
def test_tone_key_ignores_only_the_place(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hóa"), ("Hoa", "Hòa"), ("Đăng", "Đang"), ("Lý", "Lí"), ("an a", "a na")]
)
def test_tone_key_keeps_different_names_apart(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)


@pytest.mark.parametrize(
    ("typed", "word", "fits"),
    [
        ("dak lak", "Đắk Lắk", True),
        ("Đăk Lak", "Đắk Lắk", True),
        ("hoà", "Hòa", True),
        ("h mong", "H'Mông", True),
        ("ede", "Ê-đê", True),
        ("dung", "đúng", True),
        ("dừng", "đúng", False),
        ("Hóa", "Hòa", False),
        ("đa", "da", False),
        ("hoaf", "hoa", False),
        ("hoa", "hoaf", False),
        ("", "a", False),
    ],
)
def test_marks_fit(typed: str, word: str, fits: bool) -> None:
    assert marks_fit(typed, word) is fits


def test_has_marks() -> None:
    assert has_marks("Đo") and has_marks("à") and not has_marks("NGUYEN van a")
