"""The page of the National Portal: words for every field, and nothing to press where no portal is joined."""

from __future__ import annotations

import pytest

from bot.desk_store import Role
from integrations.console.national import value_of, words_of
from tests.integrations.console.office import Office


async def test_without_a_portal_the_page_says_so_and_takes_nothing(office: Office) -> None:
    browser = await office.officer("be", Role.ADMINISTRATOR)
    page = await browser.get("/staff/national")
    assert "Chưa nối Cổng quốc gia" in page.text and "Đối chiếu lại" not in page.text


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", "Tên thủ tục"),
        ("ONLINE.fee", "Phí, lệ phí, trực tuyến"),
        ("POSTAL.time", "Thời hạn, bưu chính"),
        ("component.000.00.00.G01-KQ003631", "Thành phần hồ sơ 000.00.00.G01-KQ003631"),
        ("odd", "odd"),
    ],
)
def test_fields_have_words(field: str, words: str) -> None:
    assert words_of(field) == words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("ONLINE.fee", "100000 200000", "100.000 đ 200.000 đ"),
        ("DIRECT.time", "5 WORKING_DAY", "5 ngày làm việc"),
        ("state", "EXPIRED", "hết hiệu lực"),
        ("state", "SUSPENDED", "SUSPENDED"),
        ("title", "", "không có"),
        ("title", "EXPIRED", "EXPIRED"),
    ],
)
def test_values_have_words_as_far_as_they_are_known(field: str, value: str, words: str) -> None:
    assert value_of(field, value) == words
