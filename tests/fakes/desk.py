"""A desk for tests: a real SQL store, a seal and a vault that live in memory, a calendar of plain weekdays."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk import Desk
from bot.desk_calendar import Days
from bot.desk_reports import ReportRow
from bot.desk_store import DeskStore
from bot.desk_terms import working_days_after
from bot.failures import Outage, Unusable
from dialogs.deadlines import VIETNAM
from integrations.storage import desk_tables, weather_tables
from integrations.storage.engines import engine
from integrations.storage.tables import chats, metadata, posts
from tests.fakes.clock import SettableClock

SECRET = b"s" * 32


class BoundSeal:
    """Implements ``bot.ports.Seal`` well enough to notice a value that was moved; it hides, it does not encrypt."""

    def seal(self, plain: bytes, where: str) -> bytes:
        """Reversed, with a mark of the place."""
        return hashlib.sha256(where.encode()).digest()[:8] + plain[::-1]

    def open(self, sealed: bytes, where: str) -> bytes:
        """Raises ValueError when the value was sealed for another place."""
        if sealed[:8] != hashlib.sha256(where.encode()).digest()[:8]:
            raise ValueError("sealed for another place")
        return sealed[8:][::-1]


class MemoryVault:
    """Implements ``bot.ports.Vault`` in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    async def put(self, owner: str, content: bytes) -> str:
        """Keep under the hash of the content."""
        id = hashlib.sha256(content).hexdigest()
        self.kept[owner, id] = content
        return id

    async def get(self, owner: str, id: str) -> bytes:
        """Raises Unusable when it is not here, as the real vault does."""
        if (owner, id) not in self.kept:
            raise Unusable("missing")
        return self.kept[owner, id]

    async def drop(self, owner: str, ids: Collection[str]) -> None:
        """Erase these files, as far as they are here."""
        for id in ids:
            self.kept.pop((owner, id), None)

    async def forget(self, owner: str) -> int:
        """Erase what belongs to this owner."""
        mine = [key for key in self.kept if key[0] == owner]
        for key in mine:
            del self.kept[key]
        return len(mine)


@dataclass
class Citizen:
    """Takes reports once each; ``deaf`` makes every delivery fail for the moment."""

    told: list[ReportRow] = field(default_factory=list)
    deaf: bool = False
    tries: int = 0

    async def deliver(self, report: ReportRow) -> None:
        """Implements ``bot.desk_reports.Deliver``."""
        self.tries += 1
        if self.deaf:
            raise Outage("not now")
        if report.id not in {known.id for known in self.told}:
            self.told.append(report)


def plain_weekdays(day: date) -> bool:
    """Monday to Friday, and 24/11 off (facts section 7)."""
    return day.weekday() < 5 and (day.month, day.day) != (11, 24)


@dataclass
class DeskSet:
    """A desk and the parts that a test looks at."""

    desk: Desk
    store: DeskStore
    vault: MemoryVault
    seal: BoundSeal
    clock: SettableClock
    citizen: Citizen
    days: Days


MOST_SUPPLEMENTS = 2


def desk_set(store: DeskStore) -> DeskSet:
    """A desk over this store; terms are five working days for 3.000333, three for the rest."""
    clock, citizen, vault, seal, days = SettableClock(), Citizen(), MemoryVault(), BoundSeal(), Days(plain_weekdays)

    def due(procedure: str, term: int, at: datetime) -> date:
        term = term or (5 if procedure == "3.000333" else 3)
        return working_days_after(at.astimezone(VIETNAM).date(), term, days.working)

    desk = Desk(store, vault, seal, clock, citizen.deliver, due, days, SECRET, lambda _: MOST_SUPPLEMENTS)
    return DeskSet(desk, store, vault, seal, clock, citizen, days)


async def desk_engine(url: str) -> AsyncEngine:
    """An engine with the tables that the console reads, for ``sqlite:///path`` or ``postgresql://...``."""
    made = engine(url)
    known = {**vars(desk_tables), **vars(weather_tables), "chats": chats, "posts": posts}.values()
    mine = [table for table in metadata.sorted_tables if table in known]
    async with made.begin() as connection:
        await connection.run_sync(lambda sync: metadata.create_all(sync, tables=mine))
    return made
