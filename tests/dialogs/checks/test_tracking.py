"""The number on a postal receipt, however it is typed, and its check digit (UPU S10)."""

from __future__ import annotations

import pytest

from dialogs.checks.tracking import digit_fits, says_sent, tracking_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("EB123456785VN", "EB123456785VN"),
        ("eb 123 456 785 vn", "EB123456785VN"),
        ("đã gửi EB123456785VN", "EB123456785VN"),
        ("gửi rồi, mã vận đơn là: EB123456785VN.", "EB123456785VN"),
        ("số biên lai 1234567890", "1234567890"),
        ("đã gửi", None),
        ("mất đâu rồi", None),
        ("12345", None),
        ("EB12345678", "EB12345678"),
        ("a" * 300, None),
        ("", None),
    ],
)
def test_numbers(typed: str, number: str | None) -> None:
    assert tracking_number(typed) == number


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("EB123456785VN", True),
        ("EB123456784VN", False),
        ("RR473124829VN", True),
        ("RR000000005VN", True),
        ("RR000000010VN", False),
        ("1234567890", True),
    ],
)
def test_check_digits(number: str, fits: bool) -> None:
    assert digit_fits(number) is fits


@pytest.mark.parametrize(
    ("text", "sent"),
    [("đã gửi rồi", True), ("da gui", True), ("Gửi rồi nhé", True), ("gửi đi", False), ("chưa gửi", False)],
)
def test_saying_that_it_was_sent(text: str, sent: bool) -> None:
    assert says_sent(text) is sent
