"""A chat with one filed dossier, the real store and turns, and the callback route in front of them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from bot.codec import decode_conversation, decode_effect, encode_conversation
from bot.failures import Failure
from bot.portal_book import Filing
from bot.portal_reports import PortalReports
from bot.ports import Arrival, Loaded, Place, Taken, Writes
from bot.turns import Turns
from dialogs.conversation import Conversation, Dossier
from dialogs.dossier import Life
from dialogs.effects import Say
from integrations.portals.one_stop import PushReader, callbacks_router, load_mapping
from integrations.portals.one_stop.callbacks import PATH, sign
from integrations.storage.engines import engine
from integrations.storage.portal_book import SqlPortalBook
from integrations.storage.seal import AesSeal, Keyring
from integrations.storage.store import SqlStore, open_store
from tests.fakes.clock import SettableClock
from tests.fakes.desk import MemoryVault
from tests.play import house, phrasebook

SECRET = "portal-secret-for-tests"
REF, CODE = "MCB-d1", "H26-261120-0001"


def push(status: int | str, time: int, ref: str = REF, **more: Any) -> dict[str, Any]:
    """A status push of facts 1.13; ``time`` counts seconds from 09:00."""
    stamp = f"2026112009{time // 60:02}{time % 60:02}"
    return {"maTinh": "01", "maHoSoMCDT": ref, "trangThaiXuLy": status, "thoiDiemXuLy": stamp} | more


def progress(status: int | str, time: int, ref: str = CODE, **more: Any) -> dict[str, Any]:
    """A progress item of facts 4.4."""
    stamp = f"2026112009{time // 60:02}{time % 60:02}"
    return {"MaHoSo": ref, "TrangThai": str(status), "ThoiDiemXuLy": stamp} | more


class Stands:
    """Where the portal says the dossier stands, when it is asked; None: it does not know it."""

    def __init__(self) -> None:
        self.status: int | None = 1
        self.failing: list[Failure] = []

    async def ask(self, ref: str) -> dict[str, Any] | None:
        if self.failing:
            raise self.failing.pop(0)
        return None if self.status is None else {"MaHoSo": ref, "TrangThaiHoSo": str(self.status)}


@dataclass
class Room:
    """``said`` are the keys of what the citizen was told, in order; ``taken`` counts the turns."""

    store: SqlStore
    turns: Turns
    book: SqlPortalBook
    reports: PortalReports
    http: httpx.AsyncClient
    clock: SettableClock
    vault: MemoryVault
    seal: AesSeal
    stands: Stands
    chat: str = ""
    said: list[str] = field(default_factory=list)
    taken: int = 0

    async def posted(self, taken: Taken) -> None:
        self.taken += 1
        for post in taken.posts:
            effect = decode_effect(self.seal.open(post.body, f"post:{post.chat}"))
            if isinstance(effect, Say):
                self.said += [line.key for line in effect.message.lines]

    async def pushes(self, body: Any, signature: str | None = None) -> int:
        """Post to the callback; returns the answer's status once what came is applied."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"X-Signature": sign(SECRET.encode(), raw) if signature is None else signature}
        answer = await self.http.post(PATH.format(name="one_stop"), content=raw, headers=headers)
        await self.reports.stop()
        return answer.status_code

    async def dossier(self) -> Dossier:
        sealed = await self.store.conversation(self.chat)
        assert sealed is not None
        found = decode_conversation(self.seal.open(sealed, f"conversation:{self.chat}")).dossier("d1")
        assert found is not None
        return found

    async def tasks(self) -> list[str]:
        return [task["detail"] or task["reason"] for task in await self.store.staff_tasks(50)]

    async def holds(self, life: Life = Life.REGISTERED, **changes: Any) -> None:
        """Give the chat this one dossier."""
        at = self.clock.now()
        one = replace(Dossier("d1", "3.000333", "2026-07-01", at, at, life, key="k1", code=CODE, filed=at), **changes)
        body = encode_conversation(Conversation(greeted=True, dossiers=(one,)))

        def write(loaded: Loaded) -> Writes:
            return Writes(conversation=self.seal.seal(body, f"conversation:{loaded.chat}"))

        where = Place("webchat", "web", "hoa")
        self.chat = (await self.store.turn(Arrival(where, f"seed-{self.clock.token()}", b""), write)).chat

    async def begun(self, ref: str = REF, code: str = CODE) -> None:
        """The submission stands in the book."""
        filing = Filing("k1", "one_stop", "d1", self.chat, "3.000333", ref, 0, self.clock.now(), (), code=code)
        await self.book.begin(filing)


@asynccontextmanager
async def open_room(folder: Path) -> AsyncIterator[Room]:
    """A registered dossier, its submission in the book."""
    url, clock = f"sqlite:///{folder}/room.db", SettableClock()
    store = await open_store(url, clock, full=False)
    sql, seal, vault = engine(url, full=False), AesSeal(Keyring({1: b"k" * 32}, 1)), MemoryVault()
    catalogue, book, stands = house(), SqlPortalBook(sql), Stands()
    turns = Turns(lambda: catalogue, store, seal, phrasebook(), clock)
    reports = PortalReports(
        book, {"one_stop": PushReader(load_mapping("sandbox"), stands.ask)}, turns, vault, seal, clock
    )
    app = FastAPI()
    app.include_router(callbacks_router(reports, "one_stop", SECRET))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as http:
        room = Room(store, turns, book, reports, http, clock, vault, seal, stands)
        turns.after_commit(room.posted)
        await room.holds()
        await room.begun()
        yield room
    await sql.dispose()
    await store.close()


def keys(said: Sequence[str], *wanted: str) -> list[str]:
    """Of what was said, what begins with one of these."""
    return [key for key in said if key.startswith(wanted)]
