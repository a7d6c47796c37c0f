"""The fake takes a photo exactly as the published description says: bytes, pixels, shape, caption."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import aiogram
import aiogram.exceptions as ear
import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.markup import MOST_CAPTION
from tests.fakes.telegram.small import jpeg
from tests.fakes.telegram.spec import load_spec, method_named
from tests.fakes.telegram.world import MOST_PHOTO, MOST_RATIO, MOST_SIDES


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as made:
        yield made


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[aiogram.Bot]:
    async with aiogram.Bot(fake.token, session=AiohttpSession(api=TelegramAPIServer.from_base(fake.base))) as made:
        yield made


def padded(content: bytes, size: int) -> bytes:
    """The same picture with so many bytes."""
    return content + b"\0" * (size - len(content))


def words_of(spec: dict[str, Any], method: str, name: str) -> str:
    (field,) = [one for one in method_named(spec, method)["fields"] if one["name"] == name]
    return str(field["description"])


def test_the_bounds_are_those_of_the_description() -> None:
    spec = load_spec()
    photo = words_of(spec, "sendPhoto", "photo")
    for pattern, bound in (
        (r"at most (\d+) MB in size", MOST_PHOTO // 2**20),
        (r"must not exceed (\d+) in total", MOST_SIDES),
        (r"ratio must be at most (\d+)", MOST_RATIO),
    ):
        found = re.search(pattern, photo)
        assert found and int(found[1]) == bound, pattern
    for method in ("sendPhoto", "sendDocument"):
        found = re.search(r"0-(\d+) characters", words_of(spec, method, "caption"))
        assert found and int(found[1]) == MOST_CAPTION, method


@pytest.mark.parametrize(
    ("content", "caption"),
    [
        (jpeg(9_000, 1_000), None),
        (jpeg(400, 20), None),
        (padded(jpeg(), MOST_PHOTO), None),
        (jpeg(), "ế" * MOST_CAPTION),
        (jpeg(), "👍" * (MOST_CAPTION // 2)),
    ],
    ids=["sides", "ratio", "bytes", "caption", "caption of pairs"],
)
async def test_what_just_fits_is_taken(
    fake: FakeTelegram, bot: aiogram.Bot, content: bytes, caption: str | None
) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    await bot.send_photo(citizen.chat.id, BufferedInputFile(content, "a.jpg"), caption=caption)
    (seen,) = citizen.screen()
    assert seen.photo and seen.text == (caption or "")


@pytest.mark.parametrize(
    ("content", "caption", "words"),
    [
        (jpeg(9_000, 1_001), None, "PHOTO_INVALID_DIMENSIONS"),
        (jpeg(401, 20), None, "PHOTO_INVALID_DIMENSIONS"),
        (jpeg(20, 401), None, "PHOTO_INVALID_DIMENSIONS"),
        (padded(jpeg(), MOST_PHOTO + 1), None, "is too big for a photo; the maximum size is 10485760 bytes"),
        (b"%PDF-1.4 synthetic", None, "IMAGE_PROCESS_FAILED"),
        (b"", None, "file must be non-empty"),
        (jpeg(), "ế" * (MOST_CAPTION + 1), "message caption is too long"),
        (jpeg(), "👍" * (MOST_CAPTION // 2) + "a", "message caption is too long"),
    ],
    ids=["sides", "wide", "tall", "bytes", "no picture", "empty", "caption", "caption of pairs"],
)
async def test_what_passes_a_bound_is_refused_and_nothing_appears(
    fake: FakeTelegram, bot: aiogram.Bot, content: bytes, caption: str | None, words: str
) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    with pytest.raises(ear.TelegramBadRequest, match=words):
        await bot.send_photo(citizen.chat.id, BufferedInputFile(content, "a.jpg"), caption=caption)
    assert citizen.screen() == []


async def test_a_photo_that_is_not_there_is_missed(fake: FakeTelegram, bot: aiogram.Bot) -> None:
    citizen = fake.citizen("Võ Thị Em").opens()
    with pytest.raises(ear.TelegramBadRequest, match="there is no photo in the request"):
        await bot.send_photo(citizen.chat.id, "")
    with pytest.raises(ear.TelegramBadRequest, match="wrong file identifier"):
        await bot.send_photo(citizen.chat.id, "nothing")
