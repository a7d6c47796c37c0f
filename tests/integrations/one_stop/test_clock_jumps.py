"""The clock jumps by hours and days, between two looks and across a restart: nothing is lost, nothing is done twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.codec import decode_effect, encode_conversation
from bot.ports import Arrival, Loaded, NewTimer, Place, Taken, Writes
from bot.reminders import Reminders
from bot.turns import Turns
from dialogs.conversation import Conversation, Dossier
from dialogs.dossier import Life
from dialogs.effects import Say
from dialogs.events import Timer
from integrations.portals.line import Waits
from integrations.storage.seal import AesSeal, Keyring
from integrations.storage.store import open_store
from tests.fakes.clock import SettableClock
from tests.integrations.one_stop.queueing import open_queueing
from tests.play import house, phrasebook

HOUR, TWO_DAYS = timedelta(hours=1), timedelta(days=2)
JUMPS = pytest.mark.parametrize("jump", [HOUR, -HOUR, TWO_DAYS, -TWO_DAYS], ids=["+1h", "-1h", "+2d", "-2d"])
THREE = ["d0", "d1", "d2"]


@JUMPS
async def test_dossiers_that_wait_are_filed_once_in_order(tmp_path: Path, jump: timedelta) -> None:
    async with open_queueing(tmp_path, Waits(0.5, 0.5)) as queueing:
        queueing.behind.sandbox.switches.set("500", times=-1)
        for dossier in THREE:
            await queueing.agrees(dossier)
            await queueing.passes(4)
        await queueing.passes(120, step=20)
        queueing.clock.set(queueing.clock.now() + jump)
        queueing.behind.sandbox.switches.clear()
        await queueing.passes(600, step=10)
        if jump < timedelta(0):  # What was to be tried again at a moment waits until the clock has come there.
            await queueing.passes(-jump.total_seconds() + 1200, step=600)
        assert queueing.filed == THREE and queueing.heard("filed") == THREE


class Reminded:
    """One process over the same file: a chat whose timer was asked for, and what it was told."""

    def __init__(self, folder: Path, clock: SettableClock) -> None:
        self.url, self.clock, self.seal = f"sqlite:///{folder}/one.db", clock, AesSeal(Keyring({1: b"k" * 32}, 1))
        self.said: list[str] = []

    async def wakes(self, timer: bool = False) -> None:
        """The process starts, (asks for the timer,) looks for what is due twice, and ends."""
        store = await open_store(self.url, self.clock, full=False)
        catalogue = house()
        turns = Turns(lambda: catalogue, store, self.seal, phrasebook(), self.clock)
        turns.after_commit(self.posted)
        if timer:
            await store.turn(Arrival(Place("webchat", "web", "hoa"), "seed", b""), self.asked)
        for _ in range(2):
            await Reminders(store, turns, self.clock).wake()
        await store.close()

    def asked(self, loaded: Loaded) -> Writes:
        now = self.clock.now()
        due = (now + timedelta(days=30)).date()
        one = Dossier("d1", "3.000333", "2026-07-01", now, now, Life.DONE, key="k1", code="H1", filed=now, due=due)
        body = encode_conversation(Conversation(greeted=True, dossiers=(one,)))
        timer = NewTimer(now + timedelta(days=1), str(Timer.RESULT_WAITING), "d1")
        return Writes(self.seal.seal(body, f"conversation:{loaded.chat}"), timers=(timer,))

    async def posted(self, taken: Taken) -> None:
        for post in taken.posts:
            effect = decode_effect(self.seal.open(post.body, f"post:{post.chat}"))
            if isinstance(effect, Say):
                self.said.append(effect.message.lines[0].key)


@JUMPS
async def test_a_reminder_comes_once_over_a_jump_and_a_restart(tmp_path: Path, jump: timedelta) -> None:
    clock = SettableClock()
    house = Reminded(tmp_path, clock)
    await house.wakes(timer=True)
    assert house.said == []
    clock.set(clock.now() + jump)
    await house.wakes()
    assert house.said == (["result-waiting"] if jump >= timedelta(days=1) else [])
    clock.forward(days=4)
    await house.wakes()
    clock.set(clock.now() - TWO_DAYS)
    await house.wakes()
    clock.forward(days=9)
    await house.wakes()
    assert house.said == ["result-waiting"]
