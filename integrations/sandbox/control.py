"""The sandbox's own pages: what it holds, which faults are set, and the buttons of an officer, as JSON."""

from __future__ import annotations

import html
import json
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from integrations.sandbox.faults import EVERY, Switches
from integrations.sandbox.pushing import PATHS, Pusher
from integrations.sandbox.shelf import STATUS, Shelf, Stored

_DETAILS = ("reason", "items", "due", "deadline")


class Control:
    """Never shows what was declared, only that it is there: dossiers are people's, even on a practice server."""

    def __init__(self, shelf: Shelf, switches: Switches, pusher: Pusher) -> None:
        self._shelf = shelf
        self._switches = switches
        self._pusher = pusher

    def router(self) -> APIRouter:
        """``/`` for people; ``/sandbox/...`` for scripts."""
        router = APIRouter()
        router.add_route("/", self.page, methods=["GET"])
        router.add_route("/sandbox/dossiers", self.dossiers, methods=["GET"])
        router.add_route("/sandbox/dossiers/{name}/move", self.move, methods=["POST"])
        router.add_route("/sandbox/dossiers/{name}/path", self.path, methods=["POST"])
        router.add_route("/sandbox/dossiers/{name}/next", self.next, methods=["POST"])
        router.add_route("/sandbox/faults", self.faults, methods=["GET", "POST", "DELETE"])
        return router

    async def page(self, _request: Request) -> Response:
        """One table of dossiers, one list of faults."""
        rows = "".join(_row(one) for one in self._shelf.dossiers.values())
        faults = ", ".join(html.escape(f"{f['name']} ({f['where']} ×{f['times']})") for f in self._switches.listed())
        head = "<tr><th>code<th>reference<th>procedure<th>status<th>round<th>files<th>history</tr>"
        return HTMLResponse(
            "<!doctype html><meta charset=utf-8><title>Sandbox</title><h1>Sandbox of a provincial one-stop</h1>"
            f"<p>Faults to come: {faults or 'none'}</p><table border=1 cellpadding=4>{head}{rows}</table>"
            "<p>See docs/sandbox.md for the commands.</p>"
        )

    async def dossiers(self, _request: Request) -> Response:
        """What is held: codes, statuses, sizes and hashes."""
        return JSONResponse([_told(one) for one in self._shelf.dossiers.values()])

    async def move(self, request: Request) -> Response:
        """{status, reason, items, due, deadline}: any status at any time, pushed."""
        dossier, body = await self._asked(request)
        if dossier is None or not isinstance(body.get("status"), int):
            return JSONResponse({"error": "which dossier, which status?"}, 404)
        answer = await self._pusher.move(dossier, body["status"], **_details(body))
        return JSONResponse({"answers": [answer]} | _told(dossier))

    async def path(self, request: Request) -> Response:
        """{path: P1..P9, items, deadline}: begin a scripted path."""
        dossier, body = await self._asked(request)
        if dossier is None or body.get("path") not in PATHS:
            return JSONResponse({"error": "which dossier, which path?"}, 404)
        answers = await self._pusher.run(dossier, body["path"], **_details(body))
        return JSONResponse({"answers": answers} | _told(dossier))

    async def next(self, request: Request) -> Response:
        """Go on with the path after the citizen has supplied what was asked for."""
        dossier, body = await self._asked(request)
        if dossier is None:
            return JSONResponse({"error": "which dossier?"}, 404)
        return JSONResponse({"answers": await self._pusher.go_on(dossier, **_details(body))} | _told(dossier))

    async def faults(self, request: Request) -> Response:
        """GET: what is set and what there is. POST {name, where, times}: set one. DELETE: all off."""
        if request.method == "DELETE":
            self._switches.clear()
        elif request.method == "POST":
            body = json.loads(await request.body())
            try:
                self._switches.set(body.get("name", ""), body.get("where", "any"), int(body.get("times", 1)))
            except (ValueError, TypeError):
                return JSONResponse({"error": "unknown fault", "known": EVERY}, 400)
        return JSONResponse({"set": self._switches.listed(), "played": self._switches.played, "known": EVERY})

    async def _asked(self, request: Request) -> tuple[Stored | None, dict[str, Any]]:
        raw = await request.body()
        body = json.loads(raw) if raw else {}
        return self._shelf.find(request.path_params["name"]), body if isinstance(body, dict) else {}


def _details(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in _DETAILS if name in body}


def _told(one: Stored) -> dict[str, Any]:
    files = [{"code": f.code, "size": len(f.content), "sha256": f.digest} for f in one.files]
    return {
        "code": one.code,
        "ref": one.ref,
        "procedure": one.procedure,
        "status": one.status,
        "rounds": one.rounds,
        "withdrawal_wanted": one.withdrawal_wanted,
        "files": files,
        "history": one.history,
    }


def _row(one: Stored) -> str:
    status = f"{one.status} {STATUS.get(one.status, '')}"
    history = " → ".join(str(status) for status, _ in one.history)
    cells = (one.code, one.ref, one.procedure, status, one.rounds, len(one.files), history)
    return "<tr>" + "".join(f"<td>{html.escape(str(cell))}" for cell in cells) + "</tr>"
