"""``bot.weather_book.WeatherBook`` in SQL, the same on SQLite and PostgreSQL: what all processes know of a portal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.weather import GAP, PASSING, PATIENCE, URGENT_WITHIN, Ahead, Go, Hold, Sky, Wait, Weather
from bot.weather_book import Decide, Queued, Waiting
from dialogs.deadlines import VIETNAM
from integrations.storage.desk_sql import Rows
from integrations.storage.engines import READS
from integrations.storage.portal_book import answering
from integrations.storage.tables import posts
from integrations.storage.weather_tables import holds, queue, weathers

_OPEN = exists().where((posts.c.id == queue.c.order) & (posts.c.state == 0))
"""Its post still waits in the outbox; a chat that was erased took it along."""


class _Tx(Rows):
    async def weather(self, portal: str, lock: bool) -> Weather:
        if lock:  # There must be a row to lock.
            new = self._insert(weathers).values(portal=portal, **_values(Weather()))
            await self._connection.execute(new.on_conflict_do_nothing(index_elements=["portal"]))
        query = select(weathers).where(weathers.c.portal == portal)
        found = await self._one(query.with_for_update() if lock else query)
        return _weather(found) if found else Weather()

    async def put_weather(self, portal: str, weather: Weather) -> None:
        await self._connection.execute(update(weathers).where(weathers.c.portal == portal).values(**_values(weather)))

    async def holds(self, portal: str = "") -> list[Hold]:
        query = select(holds).order_by(holds.c.portal, holds.c.procedure)
        return [Hold(**row) for row in await self._all(query.where(holds.c.portal == portal) if portal else query)]

    async def queued(self, key: str) -> Queued | None:
        found = await self._one(select(queue).where(queue.c.key == key))
        return _queued(found) if found else None

    async def put(self, one: Queued, passing_until: datetime | None) -> None:
        values = asdict(one) | {"passing_until": passing_until}
        insert = self._insert(queue).values(**values)
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_=values))

    async def somebody(self, portal: str) -> bool:
        query = select(queue.c.key).where(queue.c.portal == portal, _OPEN)
        return await self._one(query) is not None

    async def ahead(self, one: Queued, held: Sequence[Hold], now: datetime) -> Ahead:
        free = not_(queue.c.procedure.in_([hold.procedure for hold in held]))
        others = and_(queue.c.portal == one.portal, queue.c.key != one.key, _OPEN)
        count = await self._one(select(func.count().label("n")).where(others, free, _before(one, now)))
        under_way = queue.c.passing_until.between(now, now + PASSING)  # Beyond it a clock was set back.
        passing = await self._one(select(queue.c.key).where(others, under_way))
        return Ahead(count["n"] if count else 0, passing is not None)

    async def back(self, key: str) -> None:
        waits = update(queue).where(queue.c.key == key).values(passing_until=None)
        await self._connection.execute(waits)

    async def mark_told(self, key: str) -> None:
        await self._connection.execute(update(queue).where(queue.c.key == key).values(told=True))

    async def drop(self, key: str) -> None:
        """And with it whatever lost its post."""
        await self._connection.execute(delete(queue).where(or_(queue.c.key == key, not_(_OPEN))))

    async def put_hold(self, hold: Hold) -> bool:
        insert = self._insert(holds).values(**asdict(hold))
        insert = insert.on_conflict_do_nothing(index_elements=["portal", "procedure"])
        return (await self._connection.execute(insert.returning(holds.c.portal))).first() is not None

    async def drop_hold(self, portal: str, procedure: str) -> bool:
        mine = (holds.c.portal == portal) & (holds.c.procedure == procedure)
        return (await self._connection.execute(delete(holds).where(mine))).rowcount > 0

    async def waiting(self, portal: str) -> list[Waiting]:
        count = select(queue.c.procedure, func.count().label("count")).where(queue.c.portal == portal, _OPEN)
        return [Waiting(**row) for row in await self._all(count.group_by(queue.c.procedure))]


class SqlWeatherBook:
    """Over an async engine of ``integrations.storage``, on the database that has the outbox."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def weather(self, portal: str) -> Weather:
        async with self._look() as tx:
            return await tx.weather(portal, lock=False)

    async def change(self, portal: str, change: Callable[[Weather], Weather]) -> tuple[Weather, Weather]:
        async with self._tx() as tx:
            before = await tx.weather(portal, lock=True)
            after = change(before)
            if after != before:
                await tx.put_weather(portal, after)
            return before, after

    async def enter(self, one: Queued, now: datetime, decide: Decide) -> tuple[Go | Wait, Queued]:
        async with self._look() as tx:
            fair = (await tx.weather(one.portal, lock=False)).sky is Sky.CLOSED
            if fair and not await tx.holds(one.portal) and not await tx.somebody(one.portal):
                return Go(), one
        async with self._tx() as tx:
            return await self._enter(tx, one, now, decide)

    async def _enter(self, tx: _Tx, one: Queued, now: datetime, decide: Decide) -> tuple[Go | Wait, Queued]:
        weather, held = await tx.weather(one.portal, lock=True), await tx.holds(one.portal)
        known, somebody = await tx.queued(one.key), await tx.somebody(one.portal)
        one = replace(known, order=one.order, by=one.by) if known else one
        decision = decide(weather, held, await tx.ahead(one, held, now), somebody)
        match decision:
            case Wait():
                await tx.put(one, None)
            case Go() if somebody or decision.trial:
                await tx.put(replace(one, sent=True), now + PASSING)
                await tx.put_weather(one.portal, replace(weather, next_at=now + GAP))
        return decision, one

    async def queued(self, key: str) -> Queued | None:
        async with self._look() as tx:
            return await tx.queued(key)

    async def back(self, key: str) -> None:
        async with self._tx() as tx:
            await tx.back(key)

    async def spoiled(self, one: Queued, now: datetime) -> Queued:
        async with self._tx() as tx:
            known = await tx.queued(one.key) or one
            known = replace(known, sent=True, fails=known.fails + 1)
            await tx.put(known, None)
            return known

    async def told(self, key: str) -> None:
        async with self._tx() as tx:
            await tx.mark_told(key)

    async def leave(self, key: str) -> None:
        async with self._tx() as tx:
            await tx.drop(key)

    async def holds(self) -> Sequence[Hold]:
        async with self._look() as tx:
            return await tx.holds()

    async def hold(self, hold: Hold) -> bool:
        async with self._tx() as tx:
            return await tx.put_hold(hold)

    async def release(self, portal: str, procedure: str) -> bool:
        async with self._tx() as tx:
            return await tx.drop_hold(portal, procedure)

    async def waiting(self, portal: str) -> Sequence[Waiting]:
        async with self._look() as tx:
            return await tx.waiting(portal)

    @asynccontextmanager
    async def _tx(self) -> AsyncIterator[_Tx]:
        with answering():
            async with self._engine.begin() as connection:
                yield _Tx(connection)

    @asynccontextmanager
    async def _look(self) -> AsyncIterator[_Tx]:
        """Only reads: takes no write lock."""
        with answering():
            async with self._engine.connect() as connection:
                await connection.execution_options(**{READS: True})
                async with connection.begin():
                    yield _Tx(connection)


def _before(one: Queued, now: datetime) -> ColumnElement[bool]:
    """Who goes before this one: who was not tried in vain so often, then the urgent, then who confirmed first."""
    soon = now.astimezone(VIETNAM).date() + URGENT_WITHIN
    tried, late = queue.c.fails // PATIENCE, case((queue.c.by <= soon, 0), else_=1)
    mine_tried, mine_late = one.fails // PATIENCE, 0 if one.by and one.by <= soon else 1
    same = and_(tried == mine_tried, late == mine_late)
    return or_(
        tried < mine_tried,
        and_(tried == mine_tried, late < mine_late),
        and_(same, queue.c.order < one.order),
    )


def _values(weather: Weather) -> dict[str, Any]:
    return asdict(weather) | {"sky": weather.sky.value}


def _weather(row: dict[str, Any]) -> Weather:
    return Weather(**{name: value for name, value in row.items() if name != "portal"} | {"sky": Sky(row["sky"])})


def _queued(row: dict[str, Any]) -> Queued:
    return Queued(**{name: value for name, value in row.items() if name != "passing_until"})
