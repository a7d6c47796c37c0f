"""What goes over the wire: arguments from query, form, JSON and multipart alike, and answers without nulls."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

MOST_FILES = 50


class Refused(Exception):
    """An answer ``ok: false``; the HTTP status equals ``error_code``."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def bad(why: str, **parameters: int) -> Refused:
    """400 with the server's usual beginning."""
    return Refused(400, f"Bad Request: {why}", **parameters)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Arguments:
    """All values are text, as in the real server; each method reads them as the type it needs."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self.values[name])
        except (KeyError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def parsed(self, name: str, what: str) -> Any:
        """A value that is JSON text; None when absent."""
        if not self.text(name):
            return None
        try:
            return json.loads(self.values[name])
        except ValueError as error:
            raise bad(f"can't parse {what} JSON object") from error

    def upload(self, name: str) -> Upload | None:
        """The file of this parameter: under its own name, or by ``attach://other``."""
        text = self.text(name)
        if text.startswith("attach://"):
            return self.files.get(text.removeprefix("attach://"))
        return self.files.get(name)


def as_text(value: Any) -> str:
    """How the server sees a JSON value: strings as they are, everything else as its JSON text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def read_arguments(request: web.Request) -> Arguments:
    """Collect the arguments wherever they stand; the body wins over the query."""
    found = Arguments(dict(request.query))
    kind = request.content_type
    if request.method != "POST" or not request.can_read_body:
        return found
    if kind == "application/json":
        await _read_json(request, found)
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        await _read_form(request, found)
    return found


async def _read_json(request: web.Request, found: Arguments) -> None:
    try:
        body = json.loads(await request.read())
    except ValueError as error:
        raise bad("can't parse request JSON object") from error
    if not isinstance(body, dict):
        raise bad("can't parse request JSON object")
    found.values.update({name: as_text(value) for name, value in body.items()})


async def _read_form(request: web.Request, found: Arguments) -> None:
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            found.files[name] = Upload(value.filename, value.content_type, value.file.read())
        elif isinstance(value, bytes | bytearray):
            found.files[name] = Upload(name, "application/octet-stream", bytes(value))
        else:
            found.values[name] = value
    if len(found.files) > MOST_FILES:
        raise bad("too many files in the request")


def without_nulls(value: Any) -> Any:
    """The server leaves absent fields out; None never goes over the wire."""
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one is not None}
    if isinstance(value, list):
        return [without_nulls(one) for one in value]
    return value


def accepted(result: Any, description: str = "") -> web.Response:
    """``ok: true``."""
    return _answer(200, {"ok": True, "result": without_nulls(result), "description": description or None})


def refused(why: Refused) -> web.Response:
    """``ok: false`` with the exact text and, for 429, the header."""
    body = {
        "ok": False,
        "error_code": why.status,
        "description": why.description,
        "parameters": why.parameters or None,
    }
    answer = _answer(why.status, body)
    if "retry_after" in why.parameters:
        answer.headers["Retry-After"] = str(why.parameters["retry_after"])
    return answer


def _answer(status: int, body: dict[str, Any]) -> web.Response:
    return web.Response(
        status=status,
        body=json.dumps(without_nulls(body), ensure_ascii=False).encode(),
        content_type="application/json",
    )


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
