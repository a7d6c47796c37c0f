"""What a file of ours is, is told by its name's ending."""

from __future__ import annotations

import pytest

from bot.delivery import mime_of


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("id_card.jpg", "image/jpeg"),
        ("to-khai.png", "image/png"),
        ("TO-KHAI.PNG", "image/png"),
        ("H99.01-261122-0001.pdf", "application/pdf"),
        ("to-khai-DK-261122-0001.pdf", "application/pdf"),
        ("du-lieu-cua-toi.json", "application/json"),
        ("jpg", "application/octet-stream"),
        ("paper.jpg.exe", "application/octet-stream"),
    ],
)
def test_the_ending_of_a_name_tells_what_the_file_is(name: str, mime: str) -> None:
    assert mime_of(name) == mime
