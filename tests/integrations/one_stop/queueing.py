"""Many citizens who have just agreed to file, the real outbox, store and gate, and a one-stop over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.codec import encode_conversation, encode_effect
from bot.outbox import Outbox
from bot.portal_gate import PortalGate
from bot.ports import Arrival, Loaded, NewPost, Package, PaperRules, Place, Post, Writes
from bot.submissions import Submissions
from bot.turns import Turns
from dialogs.conversation import Conversation, Dossier
from dialogs.dossier import Life
from dialogs.effects import Effect, Lane, Say, Submit
from integrations.portals.line import Waits
from integrations.storage.engines import engine
from integrations.storage.seal import AesSeal, Keyring
from integrations.storage.store import SqlStore, open_store
from integrations.storage.weather_book import SqlWeatherBook
from tests.contracts.portals.harness import WAITS, OneStop, one_stop_behind
from tests.fakes.clock import SettableClock
from tests.fakes.packages import criminal_record
from tests.play import house, phrasebook


@dataclass
class Packed:
    """Stands for ``bot.packages.Packages``: each dossier as it is filed."""

    behind: OneStop
    consents: dict[str, bool] = field(default_factory=dict)

    async def dossier(self, chat: str, dossier: str) -> tuple[Conversation, Package]:
        made = await self.behind.with_papers(criminal_record(dossier, f"k-{dossier}"))
        return Conversation(consents=self.consents), replace(made, chat=chat)

    async def pack(self, chat: str, conversation: Conversation, dossier: Package) -> Package:
        return dossier

    async def bind(self, package: Package, rules: PaperRules) -> Package:
        return package


@dataclass
class Queueing:
    """``said``: (dossier, key of the first line), in order."""

    store: SqlStore
    seal: AesSeal
    clock: SettableClock
    behind: OneStop
    gate: PortalGate
    outbox: Outbox
    packed: Packed
    said: list[tuple[str, str]] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    async def agrees(self, dossier: str, procedure: str = "3.000333", by: date | None = None) -> None:
        """This citizen has agreed: the dossier is on its way."""
        now, key = self.clock.now(), f"k-{dossier}"
        one = Dossier(dossier, "3.000333", "2026-07-01", now, now, Life.SUBMITTING, key=key)
        body = encode_conversation(Conversation(greeted=True, dossiers=(one,)))

        def write(loaded: Loaded) -> Writes:
            effect = encode_effect(Submit(dossier, key, procedure=procedure, by=by))
            post = NewPost("submit", Lane.INTERACTIVE, self.seal.seal(effect, f"post:{loaded.chat}"))
            return Writes(self.seal.seal(body, f"conversation:{loaded.chat}"), posts=(post,))

        arrival = Arrival(Place("webchat", "web", f"citizen-{dossier}"), f"seed-{dossier}", b"")
        await self.outbox.posted(await self.store.turn(arrival, write))

    async def passes(self, seconds: float, step: float = 2.0) -> None:
        """Time goes by, and the outbox does its rounds."""
        for _ in range(int(seconds / step)):
            self.outbox._enqueue(await self.store.claim(200, 30.0))
            await self.outbox.idle()
            self.clock.forward(seconds=step)

    async def say(self, post: Post, effect: Effect) -> str:
        assert isinstance(effect, Say)
        self.said.append((effect.message.about, effect.message.lines[0].key))
        return ""

    def heard(self, key: str) -> list[str]:
        return [dossier for dossier, said in self.said if said == key]

    @property
    def filed(self) -> list[str]:
        """What the portal holds, in the order in which it came."""
        return [ref.removeprefix("MCB-") for ref in self.behind.sandbox.shelf.dossiers]

    @property
    def submits(self) -> int:
        return self.behind.sandbox.switches.calls["submit"]


@asynccontextmanager
async def open_queueing(folder: Path, waits: Waits = WAITS) -> AsyncIterator[Queueing]:
    async with one_stop_behind(folder, waits) as behind:
        url, clock, seal = f"sqlite:///{folder}/book.db", SettableClock(), AesSeal(Keyring({1: b"k" * 32}, 1))
        store, sql, alarms = await open_store(url, clock, full=False), engine(url, full=False), list[str]()

        async def route(_dossier: str, _procedure: str) -> str:
            return "one_stop"

        async def alarm(portal: str, why: str) -> None:
            alarms.append(why)

        gate = PortalGate(SqlWeatherBook(sql), route, {"one_stop": behind.one_stop.probe}, alarm, clock)
        catalogue, packed = house(), Packed(behind)
        turns = Turns(lambda: catalogue, store, seal, phrasebook(), clock)
        parts: Any = (packed, behind.portal, turns, clock)
        submissions = Submissions(*parts, gate=gate)
        made: list[Queueing] = []

        async def say(post: Post, effect: Effect) -> str:
            return await made[0].say(post, effect)

        async def drawn(post: Post, effect: Effect) -> str:
            return ""

        carry = {"submit": submissions.submit, "say": say, "draw": drawn}
        outbox = Outbox(store, seal, clock, carry)
        turns.after_commit(outbox.posted)
        made.append(Queueing(store, seal, clock, behind, gate, outbox, packed, alarms=alarms))
        yield made[0]
        await outbox.stop()
        await sql.dispose()
        await store.close()
