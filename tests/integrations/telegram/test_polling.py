"""Long polling: nothing is confirmed before it is committed, nothing blocks a chat, nothing overtakes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.codec import decode_event
from bot.failures import Misconfigured, NotAllowed, Outage
from bot.ports import Arrival
from dialogs.events import Wrote
from tests.contracts.channels.harness import Inbox
from tests.contracts.channels.telegram_harness import channel_for
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.faults import Trouble
from tests.fakes.telegram.wire import Arguments
from tests.integrations.telegram.conftest import Start

SLOW_STORE = Outage("the store is down", after=0.05)


def texts(inbox: Inbox, address: str) -> list[str]:
    events = [decode_event(one.body) for one in inbox.arrivals if one.place.address == address]
    return [one.text for one in events if isinstance(one, Wrote)]


async def test_nothing_is_confirmed_before_all_of_it_is_committed(
    fake: FakeTelegram, inbox: Inbox, start: Start
) -> None:
    gate = asyncio.Event()

    async def receive(arrival: Arrival) -> Any:
        if arrival.place.address == slow.address:
            await gate.wait()
        return await inbox.receive(arrival)

    slow, quick = fake.citizen("Chậm"), fake.citizen("Nhanh")
    await slow.says("1")
    await quick.says("2")
    await start(receive=receive)
    await inbox.until(lambda: texts(inbox, quick.address) == ["2"])
    assert len(fake.updates.waiting) == 2
    gate.set()
    await inbox.until(lambda: texts(inbox, slow.address) == ["1"])
    await quick.says("3")
    await inbox.until(lambda: texts(inbox, quick.address) == ["2", "3"])
    assert [one.update["message"]["text"] for one in fake.updates.waiting] == ["3"]


async def test_while_the_store_is_down_nothing_is_lost_and_nothing_overtakes(
    fake: FakeTelegram, inbox: Inbox, start: Start
) -> None:
    failures = 6

    def down(arrival: Arrival) -> None:
        nonlocal failures
        if failures:
            failures -= 1
            raise SLOW_STORE

    inbox.before = down
    citizens = [fake.citizen(f"Người {n}") for n in range(3)]
    for number in range(4):
        for citizen in citizens:
            await citizen.says(str(number))
    await start()
    await inbox.until(lambda: len(inbox.arrivals) == 12)
    assert [texts(inbox, citizen.address) for citizen in citizens] == [["0", "1", "2", "3"]] * 3
    assert not inbox.poisoned


@pytest.mark.parametrize("problem", [RuntimeError("boom"), NotAllowed("never"), KeyError("x")])
async def test_a_turn_that_raises_is_kept_and_blocks_nobody(
    fake: FakeTelegram, inbox: Inbox, start: Start, problem: Exception
) -> None:
    def boom(arrival: Arrival) -> None:
        if b"boom" in arrival.body:
            raise problem

    inbox.before = boom
    citizen = fake.citizen("Người")
    for text in ("1", "boom", "2"):
        await citizen.says(text)
    await start()
    await inbox.until(lambda: len(inbox.arrivals) == 2)
    assert texts(inbox, citizen.address) == ["1", "2"]
    ((arrival, why),) = inbox.poisoned
    assert (b"boom" in arrival.body, why) == (True, type(problem).__name__)


async def test_poison_that_cannot_be_kept_comes_again(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    failures = 2

    async def poison(arrival: Arrival, why: str) -> bool:
        nonlocal failures
        if failures:
            failures -= 1
            raise RuntimeError("the store is broken")
        return await inbox.poison(arrival, why)

    fake.updates.add_raw({"message": {"text": 7}})
    await start(poison=poison)
    await inbox.until(lambda: len(inbox.poisoned) == 1)


MALFORMED: list[Any] = [
    {},
    {"message": {}},
    {"message": None},
    {"message": {"message_id": "x", "date": 1, "chat": {"id": 1, "type": "private"}}},
    {"callback_query": {"id": 5}},
    {"never_heard_of": {"a": 1}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": 7.5, "type": "private"}, "text": "a"}},
    ["no", "object"],
    "text",
    7,
]


async def test_malformed_updates_are_kept_and_passed(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    citizen = fake.citizen("Người")
    for number, raw in enumerate(MALFORMED):
        fake.updates.add_raw(raw)
        await citizen.says(str(number))
    await start()
    await inbox.until(lambda: len(inbox.poisoned) == len(MALFORMED))
    await inbox.until(lambda: len(inbox.arrivals) == len(MALFORMED))
    assert len({arrival.event for arrival, _ in inbox.poisoned}) == len(MALFORMED)
    await citizen.says("còn đây")
    await inbox.until(lambda: texts(inbox, citizen.address)[-1] == "còn đây")
    assert len(inbox.tries) == len(MALFORMED) + 1


async def test_kinds_that_aiogram_knows_and_we_do_not_want_pass_quietly(
    fake: FakeTelegram, inbox: Inbox, start: Start
) -> None:
    fake.updates.add_raw({"poll": {**POLL}})
    citizen = fake.citizen("Người")
    await citizen.says("chào")
    await start()
    await inbox.events(1)
    assert not inbox.poisoned


POLL = {
    "id": "1",
    "question": "?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}


async def test_a_second_poller_raises_the_alarm_and_both_go_on(
    fake: FakeTelegram, inbox: Inbox, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.channels.telegram.polling.CONFLICT_PAUSE", 0.05)
    alarms: list[str] = []

    async def alarm(code: str) -> None:
        alarms.append(code)
        await inbox._tell()

    await start(alarm=alarm)
    fake.updates.terminate("Conflict: terminated by other getUpdates request; make sure that only one bot ...")
    citizen = fake.citizen("Người")
    while not alarms:
        fake.updates.terminate("Conflict: terminated by other getUpdates request")
        await asyncio.sleep(0.01)
    assert alarms[0] == "telegram-conflict"
    await citizen.says("chào")
    await inbox.events(1)


async def test_goes_on_after_answers_that_cannot_be_read(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    for trouble in (Trouble.BROKEN_HTML, Trouble.DROP):
        fake.faults.add(trouble, "getUpdates")
    await start()
    await fake.citizen("Người").says("chào")
    await inbox.events(1)
    assert fake.faults.injected == 2


async def test_stopping_confirms_what_was_done(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    channel = await start()
    citizen = fake.citizen("Người")
    await citizen.says("chào")
    await inbox.events(1)
    await channel.stop()
    assert fake.updates.waiting == []
    again = await start()
    await citizen.says("còn đây")
    await inbox.events(2)
    await again.stop()
    assert len(inbox.tries) == 2


async def test_stopping_while_the_store_is_down_keeps_everything_for_later(
    fake: FakeTelegram, inbox: Inbox, start: Start
) -> None:
    def down(arrival: Arrival) -> None:
        raise SLOW_STORE

    inbox.before = down
    channel = await start()
    await fake.citizen("Người").says("chào")
    await inbox.until(lambda: bool(inbox.tries))
    await channel.stop()
    assert len(fake.updates.waiting) == 1
    inbox.before = lambda arrival: None
    await start()
    await inbox.events(1)


async def test_a_wrong_token_stops_the_start(fake: FakeTelegram, inbox: Inbox) -> None:
    channel = channel_for(fake, inbox)
    fake.token = "700000001:changed"
    with pytest.raises(Misconfigured):
        await channel.start()


async def test_starts_without_telegram_and_goes_on_when_it_is_back(
    fake: FakeTelegram, inbox: Inbox, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.channels.telegram.channel.RETRY_SECONDS", 0.02)
    fake.faults.add(Trouble.BROKEN_HTML, "getMe", times=3)
    await start()
    await fake.citizen("Người").says("chào")
    await inbox.events(1)
    assert fake.world.commands[""][0]["command"] == "start"
    assert set(fake.world.commands) == {"", "en"}


async def test_polling_takes_an_old_webhook_away_and_keeps_what_waits(
    fake: FakeTelegram, inbox: Inbox, start: Start
) -> None:
    await fake.webhook.set(Arguments({"url": "http://127.0.0.1:1/hook"}))
    await fake.citizen("Người").says("chào")
    await start()
    await inbox.events(1)
    assert fake.webhook.url == ""


async def test_presses_are_acknowledged_after_the_commit(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    await start()
    citizen = fake.citizen("Người").opens()
    keys = {"inline_keyboard": [[{"text": "Có", "callback_data": "co"}]]}
    fake.world.add_message(citizen.chat, fake.world.bot(), {"text": "?", "reply_markup": keys})
    press = await citizen.presses("Có")
    await inbox.events(1)
    async with asyncio.timeout(5):
        while press in fake.world.presses:
            await asyncio.sleep(0.01)


async def test_an_old_press_harms_nobody(fake: FakeTelegram, inbox: Inbox, start: Start) -> None:
    await start()
    citizen = fake.citizen("Người").opens()
    keys = {"inline_keyboard": [[{"text": "Có", "callback_data": "co"}]]}
    fake.world.add_message(citizen.chat, fake.world.bot(), {"text": "?", "reply_markup": keys})
    fake.world.presses.discard(await citizen.presses("Có"))
    await citizen.says("tiếp")
    await inbox.events(2)
