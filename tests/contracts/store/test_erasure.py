"""Erasing a chat takes everything with it but the last message and the pseudonymous evidence."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.failures import NotAllowed
from bot.ports import NewConsent, NewNote, NewTimer, Store, Writes
from integrations.storage.writing import pseudonym
from tests.contracts.store.conftest import PEPPER, Open
from tests.contracts.store.people import append, arrives, at, done, said, say, silent, world, write
from tests.fakes.clock import SettableClock

CONSENT = NewConsent("submit", True, "consent-submit", "ab" * 32, "vi")
WITHDRAWN = NewConsent("submit", False, "consent-withdrawn", "cd" * 32, "vi")


async def full_chat(store: Store, clock: SettableClock) -> str:
    """A chat with something in every table."""
    timer = NewTimer(clock.now() + timedelta(hours=1), "draft", "d1")
    writes = Writes(b"answers", say("one", "two"), (timer,), (CONSENT,), notes=(NewNote("bot", "asked"),))
    chat = (await store.turn(arrives("lan"), write(writes))).chat
    await store.join(chat, at("tab", "web"))
    await store.turn(arrives("tab", "e-web", channel="web"), append("more"))
    await store.log_web(chat, 0, b"own words")
    await store.log_web(chat, 1, b"one")
    return chat


async def test_nothing_of_the_chat_is_left_but_the_last_message(store: Store, clock: SettableClock) -> None:
    chat = await full_chat(store, clock)
    code = await store.make_device_code(chat, 600)

    farewell = Writes(None, say("all is erased"), erase=True, consents=(WITHDRAWN,))
    taken = await store.turn(arrives("lan", "erase-me"), write(farewell))

    assert taken.chat == chat and said(taken) == ["all is erased"] and taken.posts[0].place == at("lan")
    assert await store.conversation(chat) is None
    assert await store.consents(chat) == []
    assert await store.web_since(chat, 0, 10) == []
    assert await store.redeem("device", code) is None
    assert (await store.backlog()).waiting == 1
    clock.forward(hours=2)
    assert await store.due_timers(10) == []
    assert [post.body for post in await store.claim(10, 5)] == [b"all is erased"]
    assert await store.place_of(chat) == at("lan")


async def test_evidence_stays_under_a_pseudonym(store: Store, open_another: Open, clock: SettableClock) -> None:
    chat = await full_chat(store, clock)
    await store.turn(arrives("lan"), write(Writes(None, erase=True, consents=(WITHDRAWN,))))
    kept = await store.consents(pseudonym(chat, PEPPER))
    assert [(row["text"], row["given"]) for row in kept] == [("consent-submit", True), ("consent-withdrawn", False)]
    assert chat not in pseudonym(chat, PEPPER)
    assert pseudonym(chat, PEPPER) != pseudonym(chat, b"")  # who has the database alone cannot make it


async def test_the_event_that_erased_is_replayed_like_any_other(store: Store, clock: SettableClock) -> None:
    await full_chat(store, clock)
    event = arrives("lan", "erase-me")
    first = await store.turn(event, write(Writes(None, say("gone"), erase=True)))
    again = await store.turn(event, append("never"))
    assert again.replayed and said(again) == ["gone"] and again.posts[0].id == first.posts[0].id


async def test_other_addresses_are_forgotten_and_start_anew(store: Store, clock: SettableClock) -> None:
    chat = await full_chat(store, clock)
    await store.turn(arrives("lan"), write(Writes(None, erase=True)))
    fresh = await store.turn(arrives("tab", channel="web"), append("new"))
    assert fresh.chat != chat
    assert await store.conversation(fresh.chat) == b"new "


async def test_turns_before_and_after_an_erasure_in_the_same_commit_keep_their_places(
    store: Store, clock: SettableClock
) -> None:
    await full_chat(store, clock)
    erase = write(Writes(None, say("gone"), erase=True))
    _, erased, after = await asyncio.gather(
        store.turn(arrives("lan"), append("before", "said before")),
        store.turn(arrives("lan"), erase),
        store.turn(arrives("lan"), append("after", "said after")),
    )
    assert await store.conversation(erased.chat) == b"after "
    assert (await store.backlog()).waiting == 2
    assert after.posts[0].lease


async def test_an_erased_chat_vanishes_once_its_last_message_is_out(store: Store, clock: SettableClock) -> None:
    chat = await full_chat(store, clock)
    taken = await store.turn(arrives("lan"), write(Writes(None, say("gone"), erase=True)))
    assert (await store.purge(clock.forward(days=2)))["erased chats"] == 0
    await store.settle(done(taken))
    assert (await store.purge(clock.now()))["erased chats"] == 1

    assert await store.place_of(chat) is None
    with pytest.raises(NotAllowed):
        await store.turn(world(chat), silent)
    assert (await store.turn(arrives("lan"), append("new"))).chat != chat


async def test_who_speaks_again_after_erasure_is_not_purged(store: Store, clock: SettableClock) -> None:
    taken = await store.turn(arrives("lan"), write(Writes(None, erase=True)))
    await store.turn(arrives("lan"), append("back"))
    assert (await store.purge(clock.forward(days=2)))["erased chats"] == 0
    assert await store.conversation(taken.chat) == b"back "
