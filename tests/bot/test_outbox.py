"""The outbox over a real store: in order for each chat, again by the class of the failure, once under a lease."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.codec import encode_effect
from bot.failures import Failure, NotAccepted, Outage, Uncertain
from bot.outbox import MOST_TRIES_UNKNOWN, Outbox
from bot.ports import Arrival, Loaded, NewPost, Place, Post, Taken, Writes
from dialogs.effects import Effect, Fetch, Lane, Message, Say
from dialogs.events import FileRef
from dialogs.texts import say
from integrations.storage.seal import AesSeal, Keyring
from integrations.storage.store import SqlStore, open_store
from tests.fakes.clock import SettableClock


class Desk:
    """A store, an outbox, and a carrier whose failures a test scripts."""

    def __init__(self, store: SqlStore, clock: SettableClock) -> None:
        self.store, self.clock = store, clock
        self.seal = AesSeal(Keyring({1: bytes(32)}, 1))
        self.failing: list[Failure] = []
        self.said: list[tuple[str, str]] = []
        self.outbox = self.new_outbox()

    def new_outbox(self) -> Outbox:
        return Outbox(self.store, self.seal, self.clock, {"say": self._say, "fetch": self._fetch})

    async def _say(self, post: Post, effect: Effect) -> str:
        assert isinstance(effect, Say)
        await asyncio.sleep(0)
        if self.failing:
            raise self.failing.pop(0)
        self.said.append((post.chat, effect.message.lines[0].key))
        return "ref"

    async def _fetch(self, post: Post, effect: Effect) -> str:
        self.said.append((post.chat, "fetched"))
        return ""

    async def turn(self, who: str, *keys: str, fetch: bool = False) -> Taken:
        """One turn of a citizen that says these texts."""

        def decide(loaded: Loaded) -> Writes:
            effects: list[Effect] = [Say(Message((say(key),)), "vi") for key in keys]
            if fetch:
                effects.append(Fetch(FileRef("web", "x"), "d", "p"))
            posts = tuple(
                NewPost(e.kind, Lane.INTERACTIVE, self.seal.seal(encode_effect(e), f"post:{loaded.chat}"))
                for e in effects
            )
            return Writes(b"", posts)

        arrival = Arrival(Place("test", "t", who), f"{who}-{'-'.join(keys)}", b"{}")
        return await self.store.turn(arrival, decide)

    async def sweep(self) -> None:
        """One look of the sweeper, as another process would after the leases ran out."""
        for post in await self.store.claim(100, 30):
            await self.outbox.posted(Taken(post.chat, (post,)))
        await self.outbox.idle()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    clock = SettableClock()
    store = await open_store(f"sqlite:///{tmp_path / 'bot.sqlite'}", clock)
    yield Desk(store, clock)
    await store.close()


async def test_messages_of_a_chat_leave_in_order_and_chores_beside_them(desk: Desk) -> None:
    for keys in (("a1", "a2"), ("a3",), ("a4", "a5")):
        await desk.outbox.posted(await desk.turn("ana", *keys, fetch=keys == ("a3",)))
    await desk.outbox.idle()
    keys = [key for _, key in desk.said]
    assert [key for key in keys if key != "fetched"] == ["a1", "a2", "a3", "a4", "a5"]
    assert keys.count("fetched") == 1
    assert (await desk.store.backlog()).waiting == 0


async def test_a_failed_message_holds_back_the_later_ones_of_its_chat_only(desk: Desk) -> None:
    desk.failing = [Outage("down", after=60)]
    await desk.outbox.posted(await desk.turn("ana", "a1", "a2"))
    await desk.outbox.idle()
    await desk.outbox.posted(await desk.turn("binh", "b1"))
    await desk.outbox.posted(await desk.turn("ana", "a3"))
    await desk.outbox.idle()
    assert [key for _, key in desk.said] == ["b1"], "ana's third must not overtake her first"
    desk.clock.forward(seconds=120)
    await desk.sweep()
    assert [key for _, key in desk.said] == ["b1", "a1", "a2", "a3"]


async def test_what_can_never_be_said_goes_to_staff_and_blocks_nobody(desk: Desk) -> None:
    desk.failing = [NotAccepted("no")]
    await desk.outbox.posted(await desk.turn("ana", "a1", "a2"))
    await desk.outbox.idle()
    assert [key for _, key in desk.said] == ["a2"]
    backlog = await desk.store.backlog()
    assert (backlog.waiting, backlog.tasks) == (0, 1)


async def test_an_unknown_outcome_is_tried_once_more_and_no_more(desk: Desk) -> None:
    desk.failing = [Uncertain("reset")] * 5
    await desk.outbox.posted(await desk.turn("ana", "a1"))
    await desk.outbox.idle()
    for _ in range(4):
        desk.clock.forward(hours=3)
        await desk.sweep()
    assert len(desk.failing) == 5 - MOST_TRIES_UNKNOWN
    assert (await desk.store.backlog()).waiting == 0


async def test_what_a_dead_process_held_is_said_by_another_once_its_lease_ran_out(desk: Desk) -> None:
    await desk.turn("ana", "a1")
    await desk.sweep()
    assert desk.said == [], "the lease still runs"
    desk.clock.forward(seconds=31)
    await desk.sweep()
    await desk.sweep()
    assert [key for _, key in desk.said] == ["a1"]


async def test_released_leases_are_taken_at_once(desk: Desk) -> None:
    await desk.turn("ana", "a1", "a2")
    await desk.store.release()
    await desk.sweep()
    assert [key for _, key in desk.said] == ["a1", "a2"]


async def test_a_post_leased_again_while_it_waits_is_said_once(desk: Desk) -> None:
    go_on = asyncio.Event()
    carry = desk.outbox._carry["say"]

    async def slow(post: Post, effect: Effect) -> str:
        await go_on.wait()
        return await carry(post, effect)

    desk.outbox._carry = {**desk.outbox._carry, "say": slow}
    await desk.outbox.posted(await desk.turn("ana", "a1", "a2"))
    desk.clock.forward(seconds=40)
    for post in await desk.store.claim(100, 30):
        await desk.outbox.posted(Taken(post.chat, (post,)))
    go_on.set()
    await desk.outbox.idle()
    assert [key for _, key in desk.said] == ["a1", "a2"]
    assert (await desk.store.backlog()).waiting == 0, "settled under the newer lease"


async def test_waiting_behind_another_costs_no_try(desk: Desk) -> None:
    desk.failing = [Outage("down", after=1)] * 13
    await desk.outbox.posted(await desk.turn("ana", "a1", "a2"))
    await desk.outbox.idle()
    for _ in range(12):
        desk.clock.forward(seconds=5)
        await desk.sweep()
    desk.failing = [Outage("down", after=1)] * 3
    for _ in range(5):
        desk.clock.forward(seconds=10)
        await desk.sweep()
    assert "a2" in [key for _, key in desk.said]


async def test_a_settlement_that_fails_is_not_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.outbox.SWEEP_SECONDS", 0.01)
    real, failures = desk.store.settle, [Outage("database")] * 2

    async def flaky(settlements: object) -> None:
        if failures:
            raise failures.pop()
        await real(settlements)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.store, "settle", flaky)
    await desk.outbox.posted(await desk.turn("ana", "a1"))
    await desk.outbox.idle()
    assert (await desk.store.backlog()).waiting == 0


async def test_slow_chores_keep_nobody_waiting_for_an_answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal that does not answer holds as many chores as there are slots; messages have their own."""
    monkeypatch.setattr("bot.outbox.MOST_AT_ONCE", 2)
    stuck = asyncio.Event()

    async def waits(post: Post, effect: Effect) -> str:
        await stuck.wait()
        return ""

    outbox = Outbox(desk.store, desk.seal, desk.clock, {"say": desk._say, "fetch": waits})
    for who in ("ana", "binh", "cuc"):
        await outbox.posted(await desk.turn(who, f"{who}-1", fetch=True))
    async with asyncio.timeout(10):
        while len(desk.said) < 3:
            await asyncio.sleep(0.01)
    assert sorted(key for _, key in desk.said) == ["ana-1", "binh-1", "cuc-1"]
    stuck.set()
    await outbox.idle()


async def test_a_gateway_leaves_its_chores_and_knocks_and_a_knock_sweeps_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbox.SWEEP_SECONDS", 60.0)
    clock, url = SettableClock(), f"sqlite:///{tmp_path / 'bot.sqlite'}"
    near, far = await open_store(url, clock, chores=False), await open_store(url, SettableClock(clock.now(), "far"))
    gateway, worker, knocks = Desk(near, clock), Desk(far, clock), []
    gateway.outbox = Outbox(
        near, gateway.seal, clock, {"say": gateway._say, "fetch": gateway._fetch}, knock=lambda: knocks.append(1)
    )
    worker.outbox.start()
    await asyncio.sleep(0.1)  # Its first look has found nothing.
    await gateway.outbox.posted(await gateway.turn("ana", "a1", fetch=True))
    await gateway.outbox.idle()
    assert [what for _, what in gateway.said] == ["a1"] and knocks
    worker.outbox.wake()
    async with asyncio.timeout(10):
        while not worker.said:
            await asyncio.sleep(0.01)
    assert [what for _, what in worker.said] == ["fetched"]
    await worker.outbox.stop()
    for store in (near, far):
        await store.close()
