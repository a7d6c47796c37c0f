"""What citizens do on Telegram, and the events that come of it."""

from __future__ import annotations

import pytest

from dialogs.events import Opened, Other, Pressed, Reachable, SentFile, SentOther, Wrote
from tests.contracts.channels.harness import Inbox
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.small import jpeg
from tests.integrations.telegram.conftest import Start

KEYS = {"inline_keyboard": [[{"text": "Có", "callback_data": "co"}]]}


async def test_words_and_commands(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    await start()
    citizen = fake.citizen("Bùi Thị Lan")
    said = ["xin chào", "/huy", "/trogiup@motcua_thu_bot ngay", "/startle", "5/3/90 \u200f👍"]
    for text in said:
        await citizen.says(text)
    events = await inbox.events(len(said))
    assert [one.text for one in events if isinstance(one, Wrote)] == [
        "xin chào",
        "/huy",
        "/trogiup ngay",
        "/startle",
        "5/3/90 \u200f👍",
    ]
    assert [one.event for one in inbox.arrivals] == [f"m{citizen.id}.{n}" for n in sorted(citizen.chat.messages)]


async def test_start_with_a_ticket_opens_what_it_names_once(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    tickets = {"Zx9-abc_": "3.000333"}

    async def redeem(ticket: str) -> str | None:
        return tickets.pop(ticket, None)

    await start(redeem=redeem)
    citizen = fake.citizen("Bùi Thị Lan")
    for text in ("/start", "/start Zx9-abc_", "/start Zx9-abc_", "/start@motcua_thu_bot", "/start " + "x" * 65):
        await citizen.says(text)
    events = await inbox.events(5)
    assert all(isinstance(one, Opened) for one in events)
    assert [one.procedure for one in events if isinstance(one, Opened)] == ["", "3.000333", "", "", ""]


async def test_photos_albums_and_documents(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    channel = await start()
    citizen = fake.citizen("Bùi Thị Lan")
    photo = await citizen.sends_photo(jpeg(1600, 1200), caption="mặt trước")
    await citizen.sends_album([jpeg(shade=1), jpeg(shade=2), jpeg(shade=3)], order=[2, 0, 1])
    await citizen.sends_document(b"%PDF-1.4 giay", "khai sinh.pdf")
    events = await inbox.events(5)
    sent = [one for one in events if isinstance(one, SentFile)]
    assert len(sent) == 5
    assert (sent[0].caption, sent[0].album, sent[0].file.compressed, sent[0].file.mime) == (
        "mặt trước",
        "",
        True,
        "image/jpeg",
    )
    largest = max(photo["photo"], key=lambda size: size["width"])
    assert (sent[0].file.ref, sent[0].file.size) == (largest["file_id"], largest["file_size"])
    assert len({one.album for one in sent[1:4]}) == 1
    assert sent[1].album
    assert (sent[4].file.name, sent[4].file.compressed, sent[4].album) == ("khai sinh.pdf", False, "")
    assert (await channel.fetch(sent[0].file, 10**6))[:2] == b"\xff\xd8"


async def test_every_part_of_an_album_comes_with_the_albums_name(
    fake: FakeTelegram, inbox: Inbox, start: Start
) -> None:
    await start()
    citizen = fake.citizen("Bùi Thị Lan")
    papers = [
        ("IMG_0001.HEIC", "image/heic", b"heic"),
        ("IMG_0002.jpg", "image/jpeg", jpeg(4000, 3000)),
        ("khai sinh.pdf", "application/pdf", b"%PDF-1.4 giay"),
    ]
    for name, mime, content in papers:
        await citizen.sends_document(content, name, mime, album="130001")
    await citizen.sends_photo(jpeg(1600, 1200), album="130002", caption="hai mặt")
    await citizen.sends_photo(jpeg(900, 1600), album="130002")
    events = [one for one in await inbox.events(5) if isinstance(one, SentFile)]
    assert [one.album for one in events] == ["130001"] * 3 + ["130002"] * 2
    files = [one.file for one in events]
    assert [(file.name, file.mime) for file in files[:3]] == [(name, mime) for name, mime, _ in papers]
    assert [file.size for file in files[:3]] == [len(content) for _, _, content in papers]
    assert [file.compressed for file in files] == [False] * 3 + [True] * 2
    assert [(file.name, file.mime) for file in files[3:]] == [("", "image/jpeg")] * 2
    assert [one.caption for one in events[3:]] == ["hai mặt", ""]
    assert len({arrival.event for arrival in inbox.arrivals}) == 5


async def test_of_a_photo_the_largest_size_is_taken_wherever_it_stands(
    fake: FakeTelegram, inbox: Inbox, start: Start
) -> None:
    await start()
    citizen = fake.citizen("Bùi Thị Lan")
    sizes = fake.world.photo_sizes(jpeg(900, 1600))
    live = {**fake.world.photo_sizes(jpeg())[-1], "width": 720, "height": 1280, "duration": 3}
    citizen._message({"photo": [sizes[-1], *sizes[:-1]]})
    citizen._message({"photo": sizes, "live_photo": {**live, "photo": sizes}})
    events = [one for one in await inbox.events(2) if isinstance(one, SentFile)]
    assert [one.file.ref for one in events] == [sizes[-1]["file_id"]] * 2
    assert [(size["width"], size["height"]) for size in sizes][-1] == (720, 1280)
    assert all(one.file.compressed for one in events)


@pytest.mark.parametrize(
    ("does", "what"),
    [
        ("sticker", Other.STICKER),
        ("voice", Other.VOICE),
        ("video", Other.VIDEO),
        ("location", Other.LOCATION),
        ("contact", Other.CONTACT),
        ("dice", Other.UNKNOWN),
    ],
)
async def test_things_that_are_no_answer(
    fake: FakeTelegram, inbox: Inbox, start: Start, does: str, what: Other
) -> None:
    await start()
    await getattr(fake.citizen("Bùi Thị Lan"), f"sends_{does}")()
    (event,) = await inbox.events(1)
    assert isinstance(event, SentOther)
    assert event.what is what


async def test_an_animation_is_a_video_though_it_carries_a_document(
    fake: FakeTelegram, inbox: Inbox, start: Start
) -> None:
    await start()
    citizen = fake.citizen("Bùi Thị Lan")
    file = {"file_id": "A", "file_unique_id": "A"}
    citizen._message({"animation": {**file, "width": 1, "height": 1, "duration": 1}, "document": file})
    (event,) = await inbox.events(1)
    assert isinstance(event, SentOther)
    assert event.what is Other.VIDEO


async def test_edits_have_their_own_keys(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    await start()
    citizen = fake.citizen("Bùi Thị Lan")
    said = await citizen.says("Nguyễn")
    await citizen.edits(said, "Nguyễn Thị")
    fake.world.skew = 5
    await citizen.edits(said, "Nguyễn Thị Ánh")
    events = await inbox.events(3)
    assert [type(one) for one in events] == [Wrote, SentOther, SentOther]
    assert len({one.id for one in events}) == 3
    assert [one.id[0] for one in events] == ["m", "e", "e"]


async def test_the_same_message_under_two_numbers_is_one(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    await start()
    citizen = fake.citizen("Bùi Thị Lan")
    said = await citizen.says("Có")
    fake.updates.add("message", said, f"chat {citizen.id}")
    fake.updates.next_id = 77  # numbers start again after a quiet week
    await citizen.says("Có")
    await inbox.until(lambda: len(inbox.tries) == 3)
    assert len(inbox.arrivals) == 2


async def test_the_presser_counts_not_the_message(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    await start()
    citizen = fake.citizen("Bùi Thị Lan").opens()
    fake.world.add_message(citizen.chat, fake.world.bot(), {"text": "?", "reply_markup": KEYS})
    await citizen.presses("Có")
    await citizen.presses("Có", inaccessible=True)
    await citizen.forges("x" * 64, on=min(citizen.chat.messages))
    events = await inbox.events(3)
    assert [one.button for one in events if isinstance(one, Pressed)] == ["co", "co", "x" * 64]
    assert len({one.id for one in events}) == 3
    assert {one.place.address for one in inbox.arrivals} == {citizen.address}


async def test_groups_give_nothing_personal_away(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    await start()
    group = fake.group("Tổ dân phố")
    member = fake.member("Hàng xóm", group)
    said = await member.says("/start abc")
    await member.sends_photo(jpeg())
    await member.edits(said, "/huy")
    fake.world.add_message(group, fake.world.bot(), {"text": "?", "reply_markup": KEYS})
    await member.presses("Có")
    events = await inbox.events(4)
    assert all(isinstance(one, SentOther) and one.what is Other.GROUP for one in events)
    assert {one.place.address for one in inbox.arrivals} == {str(group.id)}
    fake.becomes_supergroup(group)
    await fake.citizen("Ai đó").says("mốc")
    assert len(await inbox.events(5)) == 5


async def test_blocking_and_coming_back(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    await start()
    citizen = fake.citizen("Bùi Thị Lan").opens()
    await citizen.blocks()
    await citizen.unblocks()
    events = await inbox.events(2)
    assert [one.reachable for one in events if isinstance(one, Reachable)] == [False, True]
    assert [one.id[0] for one in events] == ["u", "u"]
