"""The sandbox as a server: in a process of its own (``run_bot.py sandbox``) or inside a test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI

from integrations.sandbox.control import Control
from integrations.sandbox.faults import Faulty, Switches
from integrations.sandbox.national import NationalShelf, NationalWire
from integrations.sandbox.pushing import Pusher
from integrations.sandbox.shelf import Shelf
from integrations.sandbox.wire import Wire, where_of

HOST = "127.0.0.1"
"""Never another: what is sent here is kept in the clear, in memory."""


def _now() -> datetime:
    return datetime.now(UTC)


class Sandbox:
    """``shelf`` and ``national`` are what it holds, ``switches`` its faults, ``pusher`` its officers."""

    def __init__(
        self,
        secret: str,
        port: int = 0,
        callback: str = "",
        unit: str = "H26",
        now: Callable[[], datetime] = _now,
        server: type[uvicorn.Server] = uvicorn.Server,
    ) -> None:
        self.shelf = Shelf(unit, now)
        self.national = NationalShelf()
        self.switches = Switches()
        self.pusher = Pusher(self.shelf, callback, secret)
        app = FastAPI(title="Sandbox of a provincial one-stop", docs_url=None, redoc_url=None, openapi_url=None)
        app.include_router(Wire(self.shelf, secret).router())
        app.include_router(NationalWire(self.national, secret).router())
        app.include_router(Control(self.shelf, self.switches, self.pusher).router())
        front = Faulty(app, self.switches, where_of)
        self._server = server(
            uvicorn.Config(front, host=HOST, port=port, log_level="critical", access_log=False, lifespan="off")
        )
        self._task: asyncio.Task[None] | None = None

    @property
    def base(self) -> str:
        """http://127.0.0.1:PORT, once it runs."""
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://{HOST}:{port}"

    async def serve(self) -> None:
        """Until SIGTERM or Ctrl-C."""
        await self._server.serve()
        await self.pusher.close()

    async def __aenter__(self) -> Sandbox:
        self._task = asyncio.create_task(self._server.serve())
        while not self._server.started:
            if self._task.done():
                self._task.result()
                raise OSError("the sandbox did not start")
            await asyncio.sleep(0.01)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = self._server.force_exit = True
        if self._task is not None:
            await self._task
        await self.pusher.close()
