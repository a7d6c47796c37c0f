"""Edits rather than piles, keyboards that go when answered, and long messages that go on where they stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.failures import Failure, Moved, NotAccepted, TooFast, Uncertain
from bot.ports import Attachment, Shown, ShownButton
from integrations.channels.telegram import Limiter, Pace
from tests.contracts.channels.harness import Inbox
from tests.contracts.channels.telegram_harness import channel_for
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.faults import Trouble
from tests.fakes.telegram.small import jpeg
from tests.integrations.telegram.conftest import Start

SENDERS = pytest.mark.parametrize("sender", ["extbot", "lean"])
YES = (ShownButton("co", "Có"),)


def question(text: str, step: str = "a", *, replaces: bool = False) -> Shown:
    return Shown(text, "vi", buttons=YES, step=step, replaces=replaces)


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not what():
            await asyncio.sleep(0.01)


@SENDERS
async def test_edits_its_last_message(fake: FakeTelegram, start: Start, sender: str) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    first = await channel.send(citizen.address, question("1/4"), 1)
    for text in ("2/4", "2/4", "3/4"):
        assert await channel.send(citizen.address, question(text, replaces=True), 2) == first
    assert [(one.text, one.labels) for one in citizen.screen()] == [("3/4", ["Có"])]


@SENDERS
async def test_does_not_edit_above_what_the_citizen_wrote(
    fake: FakeTelegram, inbox: Inbox, start: Start, sender: str
) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    await channel.send(citizen.address, question("1/4"), 1)
    await citizen.says("chờ đã")
    await inbox.events(1)
    await channel.send(citizen.address, question("2/4", replaces=True), 2)
    assert [one.text for one in citizen.screen()] == ["1/4", "chờ đã", "2/4"]


@SENDERS
async def test_says_it_anew_when_the_message_is_gone(fake: FakeTelegram, start: Start, sender: str) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    first = await channel.send(citizen.address, question("1/4"), 1)
    citizen.chat.deleted.add(int(first))
    await channel.send(citizen.address, question("2/4", replaces=True), 2)
    assert [one.text for one in citizen.screen()] == ["2/4"]


@SENDERS
async def test_answered_questions_lose_their_buttons_but_notices_do_not_touch_them(
    fake: FakeTelegram, start: Start, sender: str
) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    await channel.send(citizen.address, question("một"), 1)
    await channel.send(citizen.address, Shown("Hồ sơ đã được tiếp nhận", "vi"), 2)
    assert citizen.screen()[0].labels == ["Có"]
    await channel.send(citizen.address, question("hai", step="b"), 3)
    await until(lambda: citizen.screen()[0].labels == [])
    assert [one.labels for one in citizen.screen()] == [[], [], ["Có"]]


async def test_tidying_waits_for_nobody_and_fails_quietly(fake: FakeTelegram, start: Start) -> None:
    channel = await start(limiter=Limiter(Pace(overall_every=0, chat_every=60, chat_burst=2)))
    citizen = fake.citizen("Người").opens()
    await channel.send(citizen.address, question("một"), 1)
    await channel.send(citizen.address, question("hai", step="b"), 2)
    await asyncio.sleep(0.05)
    assert [one.labels for one in citizen.screen()] == [["Có"], ["Có"]]


@SENDERS
async def test_a_second_try_repeats_only_what_is_missing(fake: FakeTelegram, start: Start, sender: str) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    file = Attachment("a.pdf", "application/pdf", b"%PDF")
    paper = Shown("\n".join(f"Dòng {n} " + "ế" * 90 for n in range(80)), "vi", attachment=file, buttons=YES)
    fake.faults.refuse(500, "Internal Server Error", method="sendMessage")
    with pytest.raises(Uncertain):
        await channel.send(citizen.address, paper, 9)
    assert [bool(one.document) for one in citizen.screen()] == [True]
    await channel.send(citizen.address, Shown("Khác", "vi"), 10)
    await channel.send(citizen.address, paper, 9)
    assert [bool(one.document) for one in citizen.screen()] == [True, False, False, False]
    assert citizen.screen()[2].text.startswith("Dòng 0 ")
    assert citizen.screen()[3].labels == ["Có"]
    await channel.send(citizen.address, paper, 11)
    assert len(citizen.screen()) == 7


@SENDERS
async def test_photos_copies_and_styles(fake: FakeTelegram, start: Start, sender: str) -> None:
    channel = await start(sender=sender)
    citizen = fake.citizen("Người").opens()
    buttons = (ShownButton("ma", "Sao chép mã", copy="000-01"), *YES)
    shown = Shown("Ảnh đã nhận", "vi", attachment=Attachment("a.jpg", "image/jpeg", jpeg()), buttons=buttons)
    await channel.send(citizen.address, shown, 1)
    (seen,) = citizen.screen()
    assert seen.photo
    assert seen.text == "Ảnh đã nhận"
    await citizen.presses("Sao chép mã")
    assert citizen.clipboard == "000-01"


REFUSALS: list[tuple[int, str, type[Failure]]] = [
    (400, "Bad Request: chat not found", Failure),
    (401, "Unauthorized", Failure),
    (404, "Not Found", Failure),
    (413, "Request Entity Too Large", NotAccepted),
    (429, "Too Many Requests", TooFast),
    (500, "Internal Server Error", Uncertain),
]


@pytest.mark.parametrize(("status", "words", "kind"), REFUSALS)
async def test_both_senders_judge_alike(
    fake: FakeTelegram, start: Start, status: int, words: str, kind: type[Failure]
) -> None:
    citizen = fake.citizen("Người").opens()
    seen = []
    for sender in ("extbot", "lean"):
        channel = await start(sender=sender)
        fake.faults.refuse(status, words)
        with pytest.raises(kind) as raised:
            await channel.send(citizen.address, Shown("Chào", "vi"), 1)
        seen.append((type(raised.value), raised.value.after))
        await channel.stop()
    assert seen[0] == seen[1]


@SENDERS
async def test_groups_that_moved_tell_their_new_address(fake: FakeTelegram, start: Start, sender: str) -> None:
    channel = await start(sender=sender)
    group = fake.group("Tổ dân phố")
    fresh = fake.becomes_supergroup(group)
    with pytest.raises(Moved) as moved:
        await channel.send(str(group.id), Shown("Chào", "vi"), 1)
    assert moved.value.address == str(fresh.id)


@SENDERS
@pytest.mark.parametrize("trouble", [Trouble.HANG, Trouble.GARBAGE, Trouble.NULL_RESULT, Trouble.LOSE_ANSWER])
async def test_done_without_a_word_is_uncertain(
    fake: FakeTelegram, start: Start, sender: str, trouble: Trouble
) -> None:
    channel = await start(sender=sender, send_seconds=0.3)
    citizen = fake.citizen("Người").opens()
    fake.faults.add(trouble)
    with pytest.raises(Uncertain):
        await channel.send(citizen.address, Shown("Chào", "vi"), 1)
    assert len(citizen.screen()) == 1


@SENDERS
async def test_a_429_silences_all_chats_and_is_told(fake: FakeTelegram, start: Start, sender: str) -> None:
    kept: list[float] = []

    async def keep(seconds: float) -> None:
        kept.append(seconds)

    channel = await start(sender=sender, limiter=Limiter(on_pause=keep))
    one, other = fake.citizen("Một").opens(), fake.citizen("Hai").opens()
    fake.faults.too_fast(30, chat=one.chat.id)
    calls = len(fake.calls)
    for citizen in (one, other):
        with pytest.raises(TooFast) as early:
            await channel.send(citizen.address, Shown("Chào", "vi"), 1)
        assert early.value.after == pytest.approx(30, abs=0.5)
    assert kept == [30]
    assert len([call for call in fake.calls[calls:] if call.method == "sendmessage"]) == 0


@SENDERS
async def test_stays_within_telegrams_own_limits(inbox: Inbox, sender: str) -> None:
    async with FakeTelegram(real_limits=True) as fake:
        channel = channel_for(fake, inbox, sender=sender, limiter=Limiter())
        citizens = [fake.citizen(f"Người {n}").opens() for n in range(40)]

        async def talk(address: str) -> None:
            await channel.send(address, Shown("Chào", "vi"), int(address))

        await asyncio.gather(*(talk(one.address) for one in citizens))
        await channel.stop()
        assert fake.floods
        assert fake.floods.refused == 0
        assert all(len(one.screen()) == 1 for one in citizens)


async def test_remembers_over_a_restart_when_asked_to(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    kept: dict[str, str] = {}

    async def remember(address: str, ref: str) -> None:
        kept[address] = ref

    async def recall(address: str) -> str | None:
        return kept.get(address)

    citizen = fake.citizen("Người").opens()
    first = await start(remember=remember, recall=recall)
    ref = await first.send(citizen.address, question("1/4"), 1)
    assert kept == {citizen.address: ref}
    await first.stop()
    second = await start(remember=remember, recall=recall)
    assert await second.send(citizen.address, question("2/4", replaces=True), 2) == ref
    await citizen.says("a")
    await inbox.events(1)
    assert kept == {citizen.address: ""}


async def test_two_processes_know_what_the_other_said(fake: FakeTelegram, inbox: Inbox) -> None:
    """What one said last stands lowest: the other neither edits above it nor leaves its buttons behind."""
    kept: dict[str, str] = {}

    async def remember(address: str, note: str) -> None:
        kept[address] = note

    async def recall(address: str) -> str | None:
        return kept.get(address)

    citizen = fake.citizen("Người").opens()
    one, two = (
        channel_for(fake, inbox, sender="lean", remember=remember, recall=recall, shared=True) for _ in range(2)
    )
    for channel in (one, two):
        await channel.open()
    first = await one.send(citizen.address, question("1/4"), 1)
    second = await two.send(citizen.address, question("2/4"), 2)
    assert second != first
    assert await one.send(citizen.address, question("3/4", replaces=True), 3) == second, "the lowest one is edited"
    kept[citizen.address] = "nonsense"
    assert await two.send(citizen.address, question("4/4", replaces=True), 4) not in (first, second)
    for channel in (one, two):
        await channel.stop()
