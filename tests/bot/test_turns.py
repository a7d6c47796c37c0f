"""The bot's turn: durable once, replayed as recorded, and poison that never blocks a chat."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.codec import encode_event
from bot.ports import Arrival, Place, Taken
from bot.turns import Turns
from dialogs import turn as engine
from dialogs.events import Drawn, Opened, Wrote
from integrations.storage.seal import AesSeal, Keyring
from integrations.storage.store import SqlStore, open_store
from tests.fakes.clock import SettableClock
from tests.play import house, phrasebook

ME = Place("telegram", "1", "42")


class Bot:
    """The turns over a real store, with what they posted."""

    def __init__(self, store: SqlStore, clock: SettableClock) -> None:
        self.store, self.clock = store, clock
        self.seal = AesSeal(Keyring({1: bytes(32)}, 1))
        self.turns = Turns(house, store, self.seal, phrasebook(), clock)
        self.posted: list[Taken] = []
        self.turns.after_commit(self._keep)

    async def _keep(self, taken: Taken) -> None:
        self.posted.append(taken)

    async def opens(self, key: str = "e1") -> Taken:
        event = Opened(id=key, at=self.clock.now(), fresh=self.clock.token())
        return await self.turns.receive(Arrival(ME, key, encode_event(event)))

    async def says(self, text: str, key: str) -> Taken:
        event = Wrote(id=key, at=self.clock.now(), fresh=self.clock.token(), text=text)
        return await self.turns.receive(Arrival(ME, key, encode_event(event)))


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    clock = SettableClock()
    store = await open_store(f"sqlite:///{tmp_path / 'bot.sqlite'}", clock)
    yield Bot(store, clock)
    await store.close()


async def test_an_event_that_comes_again_changes_nothing_and_gets_the_recorded_replies(bot: Bot) -> None:
    first = await bot.opens()
    kept = await bot.store.conversation(first.chat)
    again = await bot.opens()
    assert again.replayed and [post.body for post in again.posts] == [post.body for post in first.posts]
    assert await bot.store.conversation(first.chat) == kept
    assert len(bot.posted) == 1, "a replay posts nothing anew"


async def test_a_turn_that_raises_is_poison_and_the_chat_goes_on(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    await bot.opens()
    broken = engine.take_turn

    def raises(catalogue: object, conversation: object, event: object) -> object:
        if isinstance(event, Wrote) and event.text == "bad":
            raise RuntimeError("a fault of ours")
        return broken(catalogue, conversation, event)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.turns.take_turn", raises)
    told = await bot.says("bad", "e2")
    assert len(told.posts) == 1, "the citizen is told"
    assert (await bot.store.backlog()).poison == 1
    reasons = [task["reason"] for task in await bot.store.staff_tasks(10)]
    assert "turn_failed" in reasons
    after = await bot.says("lý lịch tư pháp", "e3")
    assert after.chat == told.chat and len(after.posts) == 1
    again = await bot.says("bad", "e2")
    assert (await bot.store.backlog()).poison == 1, "the same poison is kept once"
    assert again.chat == told.chat


async def test_what_a_citizen_wrote_lies_sealed_even_as_poison(
    bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.turns.take_turn", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        await bot.says("CANARY-9413", "e9")
    await bot.store.close()
    for file in tmp_path.iterdir():
        assert b"CANARY-9413" not in file.read_bytes()


async def test_a_late_word_of_the_world_does_not_bring_a_forgotten_chat_back(bot: Bot) -> None:
    await bot.opens()
    chat = await bot.store.chat_at(ME)
    assert chat is not None
    await bot.says("xoá dữ liệu của tôi", "e2")
    await bot.says("có", "e3")
    assert await bot.store.conversation(chat) is None
    drawn = Drawn(id="e4", at=bot.clock.now(), fresh=bot.clock.token(), dossier="gone", file="sheet", preview=False)
    await bot.turns.tell(chat, drawn, Place("printer", "", ""))
    assert await bot.store.conversation(chat) is None
    assert [post.kind for post in bot.posted[-1].posts] == ["erase"], "what was typeset goes after it"
