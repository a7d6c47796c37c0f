"""The one web application: joins routers, and answers whether the house is alive and ready."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from bot.failures import Failure
from bot.ports import Backlog


class Server(uvicorn.Server):
    """Ends when it is asked to and leaves the process alone: uvicorn's own way raises the signal once more after
    serving, which would end the process before the rest of the house is put away."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGTERM and Ctrl-C ask for the end; a second Ctrl-C insists."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)


Look = Callable[[], Awaitable[Backlog]]
Standing = Callable[[], Awaitable[str]]
"""How a dependency is: "ok", "away"."""


@dataclass(frozen=True)
class Health:
    """``look`` reads the backlog from the store: it answers only when the store does. ``beside``: what everything stays
    right without, only slower, by name."""

    look: Look
    metrics: bool
    role: str = "all"
    beside: Mapping[str, Standing] = field(default_factory=dict)


def application(routers: Sequence[APIRouter], health: Health) -> FastAPI:
    """All routes of this process."""
    app = FastAPI(title="Một Cửa Bot", docs_url=None, redoc_url=None, openapi_url="/chat/api/openapi.json")
    for router in routers:
        app.include_router(router)
    app.include_router(health_router(health))
    app.middleware("http")(_plain_headers)
    return app


def health_router(health: Health) -> APIRouter:
    """/healthz: the process answers. /readyz: the store answers, with the backlog. /metrics: Prometheus."""
    look = health.look
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    async def alive() -> JSONResponse:
        return JSONResponse({"alive": True})

    @router.get("/readyz")
    async def ready() -> JSONResponse:
        stands = {name: await look() for name, look in health.beside.items()}
        try:
            backlog = await look()
        except Failure as failure:
            away = {"database": "away", **stands}
            why = {"ready": False, "why": type(failure).__name__, "role": health.role, "dependencies": away}
            return JSONResponse(why, 503)
        return JSONResponse(
            {
                "ready": True,
                "role": health.role,
                "dependencies": {"database": "ok", **stands},
                "waiting": backlog.waiting,
                "oldest_seconds": round(backlog.oldest, 1),
                "poison": backlog.poison,
                "tasks": backlog.tasks,
            }
        )

    if health.metrics:
        registry = CollectorRegistry()
        gauges = {
            "waiting": Gauge("motcua_posts_waiting", "Messages and chores not yet carried out", registry=registry),
            "oldest": Gauge("motcua_oldest_post_seconds", "Age of the oldest of them", registry=registry),
            "poison": Gauge("motcua_poison", "Events whose turn raised", registry=registry),
            "tasks": Gauge("motcua_staff_tasks", "Open staff tasks", registry=registry),
        }

        @router.get("/metrics")
        async def measured() -> Response:
            backlog = await look()
            for name, gauge in gauges.items():
                gauge.set(getattr(backlog, name))
            return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return router


async def _plain_headers(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    """Headers that every answer carries unless its own router set stricter ones."""
    answer = await call(request)
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Referrer-Policy", "no-referrer")
    answer.headers.setdefault("X-Frame-Options", "DENY")
    return answer
