"""Where a chat is reached, and its timers and its web log."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.failures import NotAllowed
from bot.ports import NewTimer, Store, Writes
from tests.contracts.store.conftest import Open
from tests.contracts.store.people import append, arrives, at, world, write
from tests.fakes.clock import SettableClock


async def test_replies_go_where_the_person_was_last_seen(store: Store, clock: SettableClock) -> None:
    chat = (await store.turn(arrives("lan"), append("a"))).chat
    clock.forward(seconds=1)
    await store.join(chat, at("tab", "web"))
    assert await store.place_of(chat) == at("tab", "web")
    clock.forward(seconds=1)
    assert (await store.turn(arrives("lan"), append("b"))).posts[0].place == at("lan")
    assert await store.place_of(chat) == at("lan")
    clock.forward(seconds=1)
    from_tab = await store.turn(arrives("tab", channel="web"), append("c"))
    assert from_tab.chat == chat and from_tab.posts[0].place == at("tab", "web")
    assert (await store.turn(world(chat), append("d"))).posts[0].place == at("tab", "web")


async def test_joining_takes_an_address_away_from_its_old_chat(store: Store) -> None:
    lan = await store.turn(arrives("lan"), append("a"))
    tab = await store.turn(arrives("tab"), append("b"))
    await store.join(lan.chat, at("tab"))
    assert await store.place_of(tab.chat) is None
    await store.mark_reachable(at("tab"), False)
    await store.join(lan.chat, at("tab"))
    assert await store.place_of(lan.chat) == at("tab")
    assert (await store.turn(arrives("tab"), append("c"))).chat == lan.chat
    assert await store.place_of(tab.chat) is None
    with pytest.raises(NotAllowed):
        await store.join("no such chat", at("tab"))


async def test_a_blocked_address_is_not_used_until_it_opens_or_speaks(store: Store, clock: SettableClock) -> None:
    chat = (await store.turn(arrives("lan"), append("a"))).chat
    clock.forward(seconds=1)
    await store.join(chat, at("tab", "web"))
    await store.mark_reachable(at("tab", "web"), False)
    assert await store.place_of(chat) == at("lan")
    await store.mark_reachable(at("lan"), False)
    await store.mark_reachable(at("nobody"), False)
    assert await store.place_of(chat) is None
    assert (await store.turn(world(chat), append("b"))).posts[0].place is None
    clock.forward(seconds=31)
    assert {post.place for post in await store.claim(10, 5)} == {None}
    await store.mark_reachable(at("lan"), True)
    assert await store.place_of(chat) == at("lan")
    await store.mark_reachable(at("lan"), False)
    await store.turn(arrives("lan"), append("c"))
    assert await store.place_of(chat) == at("lan")


async def test_a_moved_address_stays_the_same_person(store: Store) -> None:
    chat = (await store.turn(arrives("group"), append("a"))).chat
    await store.move_place(at("group"), "supergroup")
    await store.move_place(at("group"), "supergroup")
    await store.move_place(at("supergroup"), "supergroup")
    assert await store.place_of(chat) == at("supergroup")
    assert (await store.turn(arrives("supergroup"), append("b"))).chat == chat
    assert (await store.turn(arrives("group"), append("c"))).chat != chat


async def test_a_move_to_an_address_that_spoke_already_joins_it_to_the_older_chat(store: Store) -> None:
    chat = (await store.turn(arrives("group"), append("a"))).chat
    await store.turn(arrives("supergroup"), append("b"))
    await store.move_place(at("group"), "supergroup")
    assert (await store.turn(arrives("supergroup"), append("c"))).chat == chat


# ---------------------------------------------------------------- timers


async def test_timers_come_when_due_stay_until_dropped_and_are_replaced_by_name(
    store: Store, clock: SettableClock
) -> None:
    now = clock.now()
    first = (NewTimer(now + timedelta(days=1), "draft", "d1"), NewTimer(now + timedelta(days=2), "due", "d1"))
    chat = (await store.turn(arrives("lan"), write(Writes(None, timers=first)))).chat
    sooner = (NewTimer(now + timedelta(hours=1), "due", "d1"), NewTimer(now + timedelta(hours=2), "due", "d2"))
    await store.turn(arrives("lan"), write(Writes(None, timers=sooner)))
    assert await store.due_timers(10) == []

    clock.forward(hours=2)
    due = await store.due_timers(10)
    assert [(timer.chat, timer.timer, timer.dossier) for timer in due] == [(chat, "due", "d1"), (chat, "due", "d2")]
    assert await store.due_timers(10) == due
    assert await store.due_timers(1) == due[:1]
    await store.drop_timer(due[0].id)
    assert await store.due_timers(10) == due[1:]


async def test_dropping_a_timer_that_was_set_anew_meanwhile_keeps_the_new_one(
    store: Store, clock: SettableClock
) -> None:
    def remind(seconds: int) -> Writes:
        return Writes(None, timers=(NewTimer(clock.now() + timedelta(seconds=seconds), "remind", ""),))

    chat = (await store.turn(arrives("lan"), write(remind(10)))).chat
    clock.forward(seconds=10)
    (due,) = await store.due_timers(10)
    await store.turn(world(chat), write(remind(60)))  # the reminder's own turn sets the next one
    await store.drop_timer(due.id)
    assert await store.due_timers(10) == []
    clock.forward(seconds=60)
    assert [timer.timer for timer in await store.due_timers(10)] == ["remind"]


# ---------------------------------------------------------------- the web log


async def test_the_web_log_counts_in_its_chat_and_holds_each_post_once(store: Store) -> None:
    lan = (await store.turn(arrives("lan"), append("a"))).chat
    minh = (await store.turn(arrives("minh"), append("a"))).chat
    assert await store.log_web(lan, 0, b"hello") == 1
    assert await store.log_web(lan, 41, b"question") == 2
    assert await store.log_web(minh, 41, b"elsewhere") == 1
    assert await store.log_web(lan, 41, b"question again") == 2
    assert await store.log_web(lan, 0, b"hello") == 3

    assert await store.web_since(lan, 0, 10) == [(1, b"hello"), (2, b"question"), (3, b"hello")]
    assert await store.web_since(lan, 1, 1) == [(2, b"question")]
    assert await store.web_since(lan, 3, 10) == []
    with pytest.raises(NotAllowed):
        await store.log_web("no such chat", 0, b"")


async def test_entries_written_at_once_by_two_processes_get_different_numbers(store: Store, open_another: Open) -> None:
    other = await open_another()
    chat = (await store.turn(arrives("lan"), append("a"))).chat
    writing = [which.log_web(chat, post, b"x") for post in range(1, 21) for which in (store, other)]
    turns = [which.turn(arrives("lan"), append("b")) for which in (store, other)]
    numbers, _ = await asyncio.gather(asyncio.gather(*writing), asyncio.gather(*turns))
    assert sorted(set(numbers)) == list(range(1, 21))
    assert numbers[::2] == numbers[1::2]
