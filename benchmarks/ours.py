"""Our bot under the same crowd: its Telegram channel, its store on SQLite with full durability, the 12 questions.

The rooms are joined as ``run_bot.py`` joins them; only the catalogue (the form), the limiter (none) and the portal
(says "filed" at once) are the benchmark's own.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal

import uvicorn
import uvloop
from fastapi import FastAPI

from benchmarks.arguments import Arguments, from_command_line
from benchmarks.our_form import catalogue, write_locales
from benchmarks.our_manner import LOCALES
from benchmarks.our_seal import BenchSeal
from bot.codec import encode_event
from bot.delivery import Delivery
from bot.failures import NotAccepted
from bot.house_pictures import HousePictures
from bot.outbox import Outbox
from bot.phrasebook import Phrasebook
from bot.ports import Post, Store, Taken, Vault
from bot.turns import Turns
from dialogs.effects import Effect, Submit
from dialogs.events import FilingEnded, FilingResult
from integrations.channels.telegram import Limiter, TelegramChannel, Webhooked
from integrations.channels.telegram.limiter import UNLIMITED
from integrations.clock import SystemClock
from integrations.paper import TypstPrinter
from integrations.storage.store import open_store

PATH = "/webhooks/telegram"


class NoVault:
    """Implements ``bot.ports.Vault``: the form has no papers."""

    async def put(self, owner: str, content: bytes) -> str:
        raise NotAccepted("no papers here")

    async def get(self, owner: str, id: str) -> bytes:
        raise FileNotFoundError(id)

    async def forget(self, owner: str) -> int:
        return 0


class Ours:
    """The product, as far as a turn by Telegram needs it."""

    def __init__(self, arguments: Arguments, store: Store) -> None:
        self.arguments = arguments
        self.store = store
        self.clock = SystemClock()
        locales = arguments.directory / "locales"
        write_locales(LOCALES, locales)
        book = Phrasebook(locales)
        seal = BenchSeal()
        form = catalogue()
        self.turns = Turns(lambda: form, store, seal, book, self.clock)
        self.telegram = self._channel()
        vault: Vault = NoVault()
        delivery = Delivery(
            store,
            book,
            vault,
            HousePictures(TypstPrinter(), book),
            {("telegram", self.telegram.account): self.telegram},
        )
        self.outbox = Outbox(store, seal, self.clock, {"say": delivery.say, "submit": self._submit})
        self.turns.after_commit(self.outbox.posted)

    def _channel(self) -> TelegramChannel:
        given, secret = self.arguments, self.clock.token()
        return TelegramChannel(
            given.token,
            given.api,
            self.turns.receive,
            self.clock,
            encode_event,
            self.turns.keep_poison,
            self._no_ticket,
            "webhook" if given.mode == "webhook" else "polling",
            secret,
            sender="extbot" if given.variant == "extbot" else "lean",
            webhook=Webhooked(url=f"http://127.0.0.1:{given.port}{PATH}", path=PATH),
            limiter=Limiter(UNLIMITED),
        )

    def open_door(self) -> None:
        """Serve the webhook, when it is wanted."""
        if self.arguments.mode == "webhook":
            self._serving = asyncio.create_task(_serve(self))

    async def _no_ticket(self, ticket: str) -> str | None:
        return None

    async def _submit(self, post: Post, effect: Effect) -> str:
        """A portal that has everything at once: its word is one more durable turn, as in real life."""
        assert isinstance(effect, Submit) and post.place is not None
        filed = FilingEnded(
            id=f"filed:{effect.key}",
            at=self.clock.now(),
            fresh=self.clock.token(),
            dossier=effect.dossier,
            key=effect.key,
            result=FilingResult.FILED,
            code="H26.01-261122-00001",
        )
        taken: Taken = await self.turns.tell(post.chat, filed, post.place)
        return taken.chat


async def main(arguments: Arguments) -> None:
    """Run until told to end."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    store = await open_store(f"sqlite:///{arguments.directory / 'bot.sqlite'}", SystemClock())
    ours = Ours(arguments, store)
    ours.open_door()
    ours.outbox.start()
    await ours.telegram.start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    await stop.wait()
    os._exit(0)  # what is not settled is in the outbox; the directory is deleted next


async def _serve(ours: Ours) -> None:
    app = FastAPI(openapi_url=None)
    app.include_router(ours.telegram.router())
    settings = uvicorn.Config(
        app, "127.0.0.1", ours.arguments.port, log_level="error", access_log=False, lifespan="off", http="httptools"
    )
    server = uvicorn.Server(settings)
    await server.serve()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(from_command_line()))
