"""The book of the weather on SQLite and on a real PostgreSQL: one truth for all processes, in the right order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.failures import Outage
from bot.ports import Arrival, Loaded, NewPost, Place, Writes
from bot.weather import FIRST_REST, OPENS_AFTER, PASSING, PATIENCE, Ahead, Go, Hold, Sky, Wait, Weather, Why, bad, good
from bot.weather_book import Queued, Waiting
from dialogs.effects import Lane
from integrations.storage.engines import engine
from integrations.storage.store import SqlStore, open_store
from integrations.storage.weather_book import SqlWeatherBook
from tests.fakes.clock import START, SettableClock

HOLD = Hold("p", "1.004194", "an", START, "bảo trì")


class Books:
    """Two processes' books of one database, and its outbox."""

    def __init__(self, one: SqlWeatherBook, other: SqlWeatherBook, store: SqlStore) -> None:
        self.one, self.other, self.store = one, other, store

    async def post(self, number: int) -> int:
        """The number of an open post of its own chat."""

        def write(loaded: Loaded) -> Writes:
            return Writes(b"", posts=(NewPost("submit", Lane.INTERACTIVE, b"sealed"),))

        taken = await self.store.turn(Arrival(Place("webchat", "web", f"c{number}"), f"e{number}", b""), write)
        return taken.posts[0].id

    async def waits(self, key: str, number: int, **more: object) -> Queued:
        one = replace(Queued(key, "p", "3.000333", key, await self.post(number), START), **more)  # type: ignore[arg-type]
        await self.one.enter(one, START, wait)
        return one

    async def ahead(self, one: Queued) -> Ahead:
        seen: list[Ahead] = []

        def look(_: Weather, __: Sequence[Hold], ahead: Ahead, ___: bool) -> Go | Wait:
            seen.append(ahead)
            return Wait(Why.TURN, 1.0)

        await self.other.enter(one, START, look)
        return seen[0]


def wait(weather: Weather, holds: Sequence[Hold], ahead: Ahead, somebody: bool) -> Go | Wait:
    return Wait(Why.DOWN, 1.0)


def go(weather: Weather, holds: Sequence[Hold], ahead: Ahead, somebody: bool) -> Go | Wait:
    return Go(trial=True)


@pytest_asyncio.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def books(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Books]:
    url = f"sqlite:///{tmp_path}/book.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    store = await open_store(url, SettableClock(), full=False)
    engines = [engine(url) for _ in range(2)]
    books = Books(*(SqlWeatherBook(one) for one in engines), store)  # type: ignore[misc, call-arg]
    await books.one.change("p", lambda weather: bad(weather, START, surely=True))  # Foul weather: all are written down.
    yield books
    for one in engines:
        await one.dispose()
    await store.close()


async def test_what_one_process_sees_all_know(books: Books) -> None:
    seen = await books.other.weather("p")
    assert (seen.sky, seen.until, seen.since) == (Sky.OPEN, START + FIRST_REST, START)
    before, after = await books.other.change("p", lambda weather: good(weather, START))
    assert before == seen and after.sky is Sky.CLOSED and await books.one.weather("p") == after
    assert await books.one.weather("another") == Weather()


async def test_failures_of_many_processes_are_all_counted(books: Books) -> None:
    await asyncio.gather(*(books.one.change("q", lambda w: bad(w, START)) for _ in range(OPENS_AFTER - 1)))
    await books.other.change("q", lambda weather: bad(weather, START))
    assert (await books.one.weather("q")).sky is Sky.OPEN


async def test_fair_weather_writes_nothing_down(books: Books) -> None:
    one = Queued("k", "fair", "3.000333", "d", await books.post(1), START)
    decision, _ = await books.one.enter(one, START, wait)
    assert decision == Go() and await books.one.queued("k") is None


async def test_the_first_confirmed_is_first_whoever_asks_first(books: Books) -> None:
    first, second = await books.post(1), await books.post(2)
    late = await books.waits("late", 3)
    for key, order in (("b", second), ("a", first)):
        await books.one.enter(Queued(key, "p", "3.000333", key, order, START), START, wait)
    assert (await books.ahead(late)).count == 2
    found = await books.one.queued("a")
    assert found is not None and await books.ahead(found) == Ahead(0)


async def test_the_urgent_before_them_and_who_was_tried_in_vain_behind(books: Books) -> None:
    first = await books.waits("first", 1)
    urgent = await books.waits("urgent", 2, by=date(2026, 11, 22))
    far = await books.waits("far", 3, by=date(2027, 6, 1))
    assert [(await books.ahead(one)).count for one in (urgent, first, far)] == [0, 1, 2]
    for _ in range(PATIENCE):
        await books.other.spoiled(urgent, START)
    found = await books.one.queued("urgent")
    assert found is not None and found.sent and found.fails == PATIENCE
    assert [(await books.ahead(one)).count for one in (first, far, found)] == [0, 1, 2]


async def test_whose_post_is_gone_counts_for_nothing(books: Books) -> None:
    await books.waits("ghost", 1, order=999_999)
    one = await books.waits("one", 2)
    assert await books.ahead(one) == Ahead(0)
    assert await books.one.waiting("p") == [Waiting("3.000333", 1)]
    await books.one.leave("another")
    assert await books.one.queued("ghost") is None


async def test_one_on_its_way_is_seen_until_it_ends_or_dies(books: Books) -> None:
    first, second = await books.waits("first", 1), await books.waits("second", 2)
    decision, known = await books.one.enter(first, START, go)
    assert decision == Go(trial=True) and not known.sent, "what was remembered before"
    assert (await books.ahead(second)).passing
    again, known = await books.other.enter(first, START, go)
    assert known.sent, "a second leave looks before it sends"
    await books.one.back("first")
    assert not (await books.ahead(second)).passing
    await books.one.enter(first, START - PASSING - timedelta(seconds=1), go)
    assert not (await books.ahead(second)).passing, "its process died"
    await books.one.enter(first, START + timedelta(days=2), go)
    assert not (await books.ahead(second)).passing, "the clock was set back"
    await books.one.leave("first")
    assert await books.ahead(second) == Ahead(0)


async def test_held_procedures_stand_in_nobodys_way(books: Books) -> None:
    await books.waits("held", 1, procedure="1.004194")
    one = await books.waits("one", 2)
    assert (await books.ahead(one)).count == 1
    assert await books.one.hold(HOLD) and not await books.other.hold(replace(HOLD, by="binh"))
    assert await books.other.holds() == [HOLD]
    assert (await books.ahead(one)).count == 0
    assert await books.other.release("p", "1.004194") and not await books.one.release("p", "1.004194")


async def test_told_is_remembered(books: Books) -> None:
    await books.waits("one", 1)
    await books.one.told("one")
    found = await books.other.queued("one")
    assert found is not None and found.told


async def test_a_database_that_is_gone_is_an_outage(tmp_path: Path) -> None:
    sql = engine(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(Outage):
        await SqlWeatherBook(sql).change("p", lambda weather: weather)
    await sql.dispose()
