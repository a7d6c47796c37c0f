"""Turns templates into pages; knows the formats of dates and what stands on every page."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.desk_store import Role
from dialogs.deadlines import VIETNAM
from integrations.console import words

_HERE = Path(__file__).parent
STATIC = {path.name: path for path in sorted((_HERE / "static").iterdir()) if path.is_file()}


class Pages:
    """Renders templates, everything escaped, an unknown name an error."""

    def __init__(self, national: bool = False) -> None:
        """``national``: a National Portal is joined, so that its page has something to show."""
        self._environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"day": day, "moment": moment, "status": words.status, "tone": words.tone}
        style = STATIC["console.css"].read_bytes()
        version = hashlib.sha256(style).hexdigest()[:12]
        self._environment.globals |= {"style": version, "words": words, "national": national}

    def page(self, request: Request, template: str, code: int = 200, **values: Any) -> HTMLResponse:
        """One page; ``me`` is the member of staff, ``csrf`` the token for its forms."""
        session = getattr(request.state, "session", None)
        known = {
            "me": session.account.name if session else "",
            "boss": bool(session and session.account.role is Role.ADMINISTRATOR),
            "inside": bool(session and session.stage == "in"),
            "csrf": getattr(request.state, "csrf", ""),
            "here": request.url.path,
        }
        return HTMLResponse(self._environment.get_template(template).render(known | values), code)

    def stop(self, request: Request, code: int, why: str) -> HTMLResponse:
        """A page that says why something was not done, and where to go."""
        title, text = words.STOPS[why]
        return self.page(request, "stop.html", code, title=title, text=text, again=code != 404)


def day(value: date | None) -> str:
    """``30/11/2026``"""
    return f"{value:%d/%m/%Y}" if value else ""


def moment(value: datetime | None) -> str:
    """``09:30 30/11/2026`` in Vietnam."""
    return f"{value.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if value else ""
