"""A client of the public protocol, as a script or a widget would write it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx

PATIENCE = 15.0
HEADERS = {"X-Motcua": "1"}


class Client:
    """One device: a cookie jar and a few verbs."""

    def __init__(self, base: str) -> None:
        self.http = httpx.AsyncClient(base_url=base, headers=HEADERS, timeout=10)
        self._ids = 0

    async def visit(self) -> Client:
        assert (await self.http.get("/chat")).status_code == 200
        return self

    def new_id(self) -> str:
        self._ids += 1
        return f"client-{self._ids:06d}"

    async def event(self, kind: str, id: str = "", **more: Any) -> httpx.Response:
        return await self.http.post("/chat/api/events", json={"id": id or self.new_id(), "kind": kind, **more})

    async def file(self, content: bytes, id: str = "", name: str = "can-cuoc.jpg", **more: str) -> httpx.Response:
        files = {"file": (name, content, "image/jpeg")}
        return await self.http.post("/chat/api/files", data={"id": id or self.new_id(), **more}, files=files)

    async def messages(self, after: int = 0, **more: str) -> list[dict[str, Any]]:
        answer = await self.http.get("/chat/api/messages", params={"after": after, **more})
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    async def follow(self, until: int, last: str = "") -> tuple[list[tuple[str, dict[str, Any]]], str]:
        """Read the stream until so many events came; returns (event name, data) pairs and the last id."""
        told: list[tuple[str, dict[str, Any]]] = []
        name = "message"
        headers = {"Last-Event-ID": last} if last else {}
        stream = self.http.stream("GET", "/chat/api/stream", headers=headers)
        async with asyncio.timeout(PATIENCE), stream as answer:
            assert answer.status_code == 200
            async for line in answer.aiter_lines():
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("id: "):
                    last = line[4:]
                elif line.startswith("data: "):
                    told.append((name, json.loads(line[6:])))
                    name = "message"
                    if len(told) == until:
                        break
        return told, last
