"""The limiter on a clock of its own: no run takes time."""

from __future__ import annotations

import asyncio

import pytest

from bot.failures import TooFast
from integrations.channels.telegram.limiter import Limiter, Pace

PATIENT = Pace(patience=1e9)


class Time:
    """Sleeping moves the clock; sleepers wake in order."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sleepers.append((self.at + seconds, done))
        await done

    async def run(self, *work: asyncio.Task[None]) -> None:
        while not all(one.done() for one in work):
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            if self.sleepers and not any(done.done() for _, done in self.sleepers):
                self.sleepers.sort(key=lambda one: one[0])
                self.at, done = self.sleepers.pop(0)
                done.set_result(None)
        for one in work:
            one.result()


async def times(chats: list[int], pace: Pace = PATIENT) -> list[tuple[float, int]]:
    """When each message goes out, if all are wanted at once."""
    time = Time()
    limiter = Limiter(pace, now=time.now, sleep=time.sleep)
    went: list[tuple[float, int]] = []

    async def one(chat: int) -> None:
        await limiter.take(chat)
        went.append((time.now() - 1000.0, chat))

    await time.run(*(asyncio.ensure_future(one(chat)) for chat in chats))
    return went


def most_in(went: list[float], seconds: float) -> int:
    return max(sum(start <= other < start + seconds for other in went) for start in went)


async def test_never_more_than_thirty_a_second_over_all_chats() -> None:
    went = [at for at, _ in await times(list(range(1, 141)))]
    assert most_in(went, 1.0) <= 30
    assert 4.0 < max(went) < 5.2


async def test_a_chat_gets_three_at_once_and_then_one_a_second() -> None:
    went = [at for at, _ in await times([7] * 6)]
    assert [round(at) for at in went] == [0, 0, 0, 1, 2, 3]


async def test_a_group_gets_twenty_a_minute() -> None:
    went = [at for at, _ in await times([-5] * 45)]
    assert most_in(went, 60.0) <= 20
    assert max(went) < 170


async def test_one_busy_chat_does_not_hold_up_the_others() -> None:
    went = await times([7] * 10 + list(range(100, 120)))
    assert max(at for at, chat in went if chat != 7) < 1.0


async def test_long_waits_are_handed_back() -> None:
    time = Time()
    limiter = Limiter(Pace(patience=0.5), now=time.now, sleep=time.sleep)
    for _ in range(3):
        await time.run(asyncio.ensure_future(limiter.take(7)))
    with pytest.raises(TooFast) as early:
        await limiter.take(7)
    assert early.value.after == pytest.approx(1.0, abs=0.2)
    time.at += 1.0
    await limiter.take(7)


async def test_a_pause_silences_everybody_and_is_kept() -> None:
    kept: list[float] = []

    async def keep(seconds: float) -> None:
        kept.append(seconds)

    time = Time()
    limiter = Limiter(now=time.now, sleep=time.sleep, on_pause=keep)
    await limiter.pause(30)
    assert kept == [30]
    for chat in (7, 8, None):
        with pytest.raises(TooFast) as early:
            await limiter.take(chat)
        assert early.value.after == pytest.approx(30.1)
    assert not await limiter.try_take(9)
    time.at += 30.2
    await limiter.take(7)
    assert await limiter.try_take(9)


async def test_a_pause_outlives_a_restart() -> None:
    time = Time()
    limiter = Limiter(paused=12, now=time.now, sleep=time.sleep)
    with pytest.raises(TooFast) as early:
        await limiter.take(7)
    assert early.value.after == pytest.approx(12)


async def test_spare_turns_are_only_spare() -> None:
    time = Time()
    limiter = Limiter(now=time.now, sleep=time.sleep)
    assert [await limiter.try_take(7) for _ in range(2)] == [True, True]
    time.at += 0.2
    assert [await limiter.try_take(7) for _ in range(2)] == [True, False]
