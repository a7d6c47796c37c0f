"""Looking up a dossier by code: counted by chat and by code, the same answer for absent and not yours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.codec import decode_event
from bot.ports import Arrival, Package, Post, Receipt, Taken
from bot.tracking import TRIES_A_CODE, TRIES_AN_HOUR, Tracking
from bot.turns import Turns
from dialogs.effects import Lane, LookUp
from dialogs.events import LookedUp
from integrations.storage.seal import AesSeal, Keyring
from integrations.storage.store import open_store
from tests.fakes.clock import SettableClock
from tests.play import house, phrasebook

CODE, FACTOR = "H99.01-261121-0001", "000018"


class OneDossier:
    """A portal that holds a single dossier."""

    name = "one"

    async def submit(self, package: Package) -> Receipt:
        raise AssertionError("nothing is filed here")

    async def look_up(self, key: str) -> Receipt | None:
        return None

    async def withdraw(self, dossier: str) -> None: ...

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        return (4, date(2026, 11, 30)) if (code, factor) == (CODE, FACTOR) else None


class Asking:
    """Chats that ask; what each was told."""

    def __init__(self, tracking: Tracking, told: list[Arrival]) -> None:
        self.tracking, self.told = tracking, told
        self._count = 0

    async def __call__(self, chat: str, code: str, factor: str) -> LookedUp:
        self._count += 1
        post = Post(self._count, chat, "look_up", Lane.INTERACTIVE, b"", None)
        await self.tracking.look_up(post, LookUp(code, factor))
        answer = decode_event(self.told[-1].body)
        assert isinstance(answer, LookedUp)
        return answer


@pytest.fixture
async def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Asking]:
    clock = SettableClock()
    store = await open_store(f"sqlite:///{tmp_path / 'bot.sqlite'}", clock)
    turns = Turns(house, store, AesSeal(Keyring({1: b"k" * 32}, 1)), phrasebook(), clock)
    told: list[Arrival] = []

    async def receive(arrival: Arrival) -> Taken:
        told.append(arrival)
        return Taken(arrival.chat, ())

    monkeypatch.setattr(turns, "receive", receive)
    yield Asking(Tracking(store, OneDossier(), turns, clock), told)
    await store.close()


async def test_found_only_with_both_and_otherwise_the_same(ask: Asking) -> None:
    found = await ask("a", CODE, FACTOR)
    assert (found.found, found.status, found.due) == (True, 4, date(2026, 11, 30))
    wrong, absent = await ask("b", CODE, "111111"), await ask("c", "H99.01-261121-0999", FACTOR)
    assert (wrong.found, wrong.limited, wrong.status, wrong.due) == (absent.found, absent.limited, 0, None)


async def test_a_chat_has_five_tries_an_hour(ask: Asking) -> None:
    answers = [await ask("a", f"H99.01-261121-{n:04}", "111111") for n in range(TRIES_AN_HOUR + 1)]
    assert [answer.limited for answer in answers] == [False] * TRIES_AN_HOUR + [True]


async def test_many_chats_cannot_guess_one_code_together(ask: Asking) -> None:
    answers = [await ask(f"chat{n}", CODE, f"{n:06}") for n in range(TRIES_A_CODE)]
    assert not any(answer.limited for answer in answers)
    assert (await ask("one more", CODE, FACTOR)).limited, "even the right factor waits, or the limit would tell"
