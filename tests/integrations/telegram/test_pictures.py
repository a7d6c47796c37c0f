"""Pictures are seen in the chat; what Telegram will not show arrives as a file, with the same words and buttons."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.failures import NotAccepted, Outage, TooFast, Uncertain, Unreachable
from bot.ports import Attachment, Shown, ShownButton
from integrations.channels.telegram.showing import LIMITS, MOST_PHOTO, units
from tests.contracts.channels.cases import picture
from tests.fakes.telegram import FakeTelegram
from tests.integrations.telegram.conftest import Start
from tests.integrations.telegram.test_speaking import until

SENDERS = pytest.mark.parametrize("sender", ["extbot", "lean"])
BUTTONS = (ShownButton("ro", "Rõ"), ShownButton("lai", "Chụp lại"))


def question(attachment: Attachment, text: str = "Đọc rõ không?") -> Shown:
    return Shown(text, "vi", BUTTONS, step="birth", attachment=attachment)


@SENDERS
@pytest.mark.parametrize("name", ["khai-sinh.jpg", "to-khai.png"])
async def test_a_picture_is_a_photo_with_caption_and_buttons(
    fake: FakeTelegram, start: Start, sender: str, name: str
) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    await channel.send(citizen.address, question(picture(name, 1280, 900)), 1)
    (seen,) = citizen.screen()
    assert (bool(seen.photo), seen.document, seen.text) == (True, "", "Đọc rõ không?")
    assert seen.data == {"Rõ": "ro", "Chụp lại": "lai"}
    assert Image.open(io.BytesIO(fake.world.files[seen.photo].content)).size == (1280, 900)


TOO_LARGE = Attachment("to.jpg", "image/jpeg", b"\xff\xd8" + b"\0" * MOST_PHOTO)
DAMAGED = Attachment("hong.jpg", "image/jpeg", b"\xff\xd8 no picture")
REFUSED = {
    "a strip": picture("dai.png", 2100, 100),
    "too many pixels": picture("rong.png", 9000, 1001),
    "no picture inside": DAMAGED,
    "more than ten megabytes": TOO_LARGE,
}


@SENDERS
@pytest.mark.parametrize("attachment", list(REFUSED.values()), ids=list(REFUSED))
async def test_what_is_refused_as_a_photo_arrives_as_a_file(
    fake: FakeTelegram, start: Start, sender: str, attachment: Attachment
) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    await channel.send(citizen.address, question(attachment), 1)
    (seen,) = citizen.screen()
    assert (seen.photo, seen.file_name, seen.text) == ("", attachment.name, "Đọc rõ không?")
    assert fake.world.files[seen.document].content == attachment.content
    assert seen.labels == ["Rõ", "Chụp lại"]


async def test_a_photo_that_cannot_be_taken_is_not_uploaded_twice(fake: FakeTelegram, start: Start) -> None:
    channel = await start()
    citizen = fake.citizen("Người").opens()
    await channel.send(citizen.address, question(TOO_LARGE), 1)
    assert [call.method for call in fake.calls if call.method.startswith("send")] == ["senddocument"]


@SENDERS
async def test_a_refusal_that_is_not_about_the_photo_stays_one(fake: FakeTelegram, start: Start, sender: str) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    shown = question(picture("a.jpg", 300, 200))
    fake.faults.too_fast(7, method="sendPhoto")
    with pytest.raises(TooFast):
        await channel.send(citizen.address, shown, 1)
    fake.faults.refuse(400, "Bad Request: BUTTON_DATA_INVALID", method="sendPhoto")
    fake.faults.refuse(400, "Bad Request: BUTTON_DATA_INVALID", method="sendDocument")
    again = await start(sender=sender)
    with pytest.raises(NotAccepted):
        await again.send(citizen.address, shown, 2)
    citizen.chat.state = "blocked"
    with pytest.raises(Unreachable):
        await again.send(citizen.address, shown, 3)
    await fake.stop()
    with pytest.raises(Outage):
        await again.send(citizen.address, shown, 4)


@SENDERS
@pytest.mark.parametrize("letter", ["ế", "👍"])
async def test_a_caption_is_as_long_as_telegram_lets_it_be_and_longer_words_follow(
    fake: FakeTelegram, start: Start, sender: str, letter: str
) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    longest = letter * (LIMITS.caption // units(letter))
    await channel.send(citizen.address, question(picture("a.jpg", 300, 200), longest), 1)
    (one,) = citizen.screen()
    assert one.photo and one.text == longest and one.labels == ["Rõ", "Chụp lại"]
    await channel.send(citizen.address, question(picture("a.jpg", 300, 200), longest + letter), 2)
    _, alone, words = citizen.screen()
    assert alone.photo and alone.text == "" and alone.labels == []
    assert words.text == longest + letter and words.labels == ["Rõ", "Chụp lại"]


@SENDERS
async def test_a_second_try_does_not_show_the_picture_again(fake: FakeTelegram, start: Start, sender: str) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    shown = question(picture("a.jpg", 300, 200), "dòng\n" * 400)
    fake.faults.refuse(502, "Bad Gateway", method="sendMessage")
    with pytest.raises(Uncertain):
        await channel.send(citizen.address, shown, 1)
    assert [bool(one.photo) for one in citizen.screen()] == [True]
    await channel.send(citizen.address, shown, 1)
    assert [bool(one.photo) for one in citizen.screen()] == [True, False]
    assert citizen.screen()[1].labels == ["Rõ", "Chụp lại"]


@SENDERS
async def test_the_buttons_of_a_picture_go_when_it_was_answered_and_it_is_not_written_over(
    fake: FakeTelegram, start: Start, sender: str
) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    await channel.send(citizen.address, question(picture("a.jpg", 300, 200)), 1)
    await channel.send(citizen.address, Shown("Đã có 2/4", "vi", BUTTONS, step="next", replaces=True), 2)
    await until(lambda: citizen.screen()[0].labels == [])
    photo, text = citizen.screen()
    assert photo.photo and photo.text == "Đọc rõ không?" and photo.labels == []
    assert text.text == "Đã có 2/4" and text.labels == ["Rõ", "Chụp lại"]
