"""The page of the National Portal: words for every field, and nothing to press where no portal is joined."""

from __future__ import annotations

import pytest

from bot.desk_store import Role
from integrations.console.national import words_of
from tests.integrations.console.office import Office


async def test_without_a_portal_the_page_says_so_and_takes_nothing(office: Office) -> None:
    browser = await office.officer("be", Role.ADMINISTRATOR)
    page = await browser.get("/staff/national")
    assert "Chưa nối Cổng quốc gia" in page.text and "Đối chiếu lại" not in page.text


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", "Tên thủ tục"),
        ("ONLINE.fee", "Phí, lệ phí (đồng), trực tuyến"),
        ("POSTAL.time", "Thời hạn, bưu chính"),
        ("component.000.00.00.G01-KQ003631", "Thành phần hồ sơ 000.00.00.G01-KQ003631"),
        ("odd", "odd"),
    ],
)
def test_fields_have_words(field: str, words: str) -> None:
    assert words_of(field) == words
