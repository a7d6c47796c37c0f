"""A console over a real desk, and a browser-like client that walks its forms."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import pyotp
from fastapi import FastAPI
from PIL import Image, UnidentifiedImageError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk_holds import DeskHolds
from bot.desk_store import Role
from bot.failures import Unusable
from bot.portal_gate import PortalGate
from bot.ports import Binding, Depth, Inspected
from bot.staff import Staff
from dialogs.procedure import Office as Letterhead
from integrations.console import Argon2Hasher, Console, PyOtp
from integrations.paper import TypstPrinter
from integrations.storage.desk import SqlDeskStore
from integrations.storage.weather_book import SqlWeatherBook
from tests.fakes.cashier import cashier_of
from tests.fakes.desk import DeskSet, desk_set

URL = "http://desk.test"
SECRET_KEY = b"k" * 32
PASSWORD = "con trâu trắng đi học"
LETTERHEAD = Letterhead("Trung tâm Một cửa Thử nghiệm", "1900 0000", "7:30–17:00", "Số 1 Đội Cấn, Thành phố Hà Nội")


class PictureReader:
    """Implements ``bot.ports.Reader`` in-process for JPEG; a PDF gets a blank picture."""

    def expect(self) -> None:
        """Always ready."""

    async def inspect(self, content: bytes, depth: Depth = Depth.CLEAN) -> Inspected:
        if content.startswith(b"%PDF-"):
            out = io.BytesIO()
            Image.new("RGB", (300, 424), "white").save(out, "JPEG")
            return Inspected("application/pdf", 300, 424, 1, content, out.getvalue())
        try:
            picture = Image.open(io.BytesIO(content)).convert("RGB")
        except UnidentifiedImageError:
            raise Unusable("not-an-image") from None
        out = io.BytesIO()
        picture.save(out, "JPEG")
        return Inspected("image/jpeg", picture.width, picture.height, 1, content, out.getvalue())

    async def bind(self, pages: Sequence[bytes], binding: Binding) -> bytes:
        """The desk takes papers as they were bound; nothing is bound here."""
        raise Unusable("damaged")


@dataclass
class Counter:
    """``Store.allow`` and ``give_back`` with a window that never slides by itself."""

    used: dict[str, int] = field(default_factory=dict)

    async def allow(self, key: str, limit: int, seconds: float) -> bool:
        if self.used.get(key, 0) >= limit:
            return False
        self.used[key] = self.used.get(key, 0) + 1
        return True

    async def give_back(self, key: str) -> None:
        self.used[key] -= 1


@dataclass
class TaskList:
    """The part of the store that lists staff tasks."""

    open: list[dict[str, Any]] = field(default_factory=list)
    closed: list[tuple[int, str]] = field(default_factory=list)

    async def staff_tasks(self, limit: int) -> Sequence[Mapping[str, Any]]:
        return self.open[:limit]

    async def close_task(self, task: int, staff: str) -> None:
        self.open = [row for row in self.open if row["id"] != task]
        self.closed.append((task, staff))


@dataclass
class Office:
    """Everything a console test looks at."""

    parts: DeskSet
    staff: Staff
    app: FastAPI
    limits: Counter
    tasks: TaskList
    sql: AsyncEngine
    holds: DeskHolds

    def browser(self, host: str = "10.0.0.1") -> Browser:
        transport = httpx.ASGITransport(app=self.app, client=(host, 1))
        return Browser(httpx.AsyncClient(transport=transport, base_url=URL), self)

    async def officer(self, name: str = "an", role: Role = Role.OFFICER) -> Browser:
        """A browser that is logged in."""
        browser = self.browser()
        await browser.enter(name, await self.staff.add(name, role, "test"))
        return browser


def _holds(parts: DeskSet, sql: AsyncEngine) -> DeskHolds:
    async def route(_dossier: str, _procedure: str) -> str:
        return "desk"

    async def alarm(_portal: str, _why: str) -> None: ...

    gate = PortalGate(SqlWeatherBook(sql), route, {}, alarm, parts.clock)
    titles = {"3.000333": "Cấp Phiếu lý lịch tư pháp", "1.004194": "Đăng ký tạm trú"}
    return DeskHolds(gate, parts.store, parts.desk.ledger, parts.clock, ("one_stop", "desk"), titles)


def make_office(store: SqlDeskStore, sql: AsyncEngine, public_url: str = URL) -> Office:
    """A console with cheap password hashes."""
    parts = desk_set(store)
    limits, tasks = Counter(), TaskList()
    hasher = Argon2Hasher(memory=64, passes=1)
    staff = Staff(store, parts.seal, parts.clock, parts.desk.ledger, hasher, PyOtp(), limits)
    holds = _holds(parts, sql)
    console = Console(
        parts.desk,
        cashier_of(parts),
        staff,
        TypstPrinter(),
        PictureReader(),
        tasks,
        SECRET_KEY,
        public_url,
        10,
        LETTERHEAD,
        holds,
    )
    app = FastAPI(openapi_url=None)
    app.include_router(console.router())
    return Office(parts, staff, app, limits, tasks, sql, holds)


@dataclass
class Browser:
    """Follows redirects, keeps cookies, sends the Origin of its page, and fills in the forms it was shown."""

    http: httpx.AsyncClient
    office: Office
    page: httpx.Response | None = None
    secret: str = ""

    async def get(self, path: str) -> httpx.Response:
        self.page = await self.http.get(path, follow_redirects=True)
        return self.page

    async def post(self, path: str, data: Mapping[str, Any], files: Any = None, **headers: str) -> httpx.Response:
        """A form of the last page: its token unless ``data`` has one."""
        sent = {"csrf": self.csrf()} | dict(data)
        self.page = await self.http.post(
            path, data=sent, files=files, headers={"Origin": URL} | headers, follow_redirects=True
        )
        return self.page

    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.page.text if self.page else "")
        return found[1] if found else ""

    def hidden(self) -> dict[str, list[str]]:
        """The hidden fields of the last page's main form."""
        assert self.page is not None
        main = self.page.text.split("<main", 1)[1]
        found: dict[str, list[str]] = {}
        for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main):
            found.setdefault(name, []).append(html.unescape(value))
        return found

    def code(self) -> str:
        """The authenticator's code at this moment."""
        return pyotp.TOTP(self.secret).at(self.office.parts.clock.now())

    async def enter(self, name: str, once: str) -> None:
        """First log-in from the one-time password to the queue."""
        await self.get("/staff/login")
        await self.post("/staff/login", {"name": name, "password": once})
        await self.post("/staff/password", {"old": once, "new": PASSWORD, "again": PASSWORD})
        assert self.page is not None
        found = re.search(r'class="secret">([A-Z2-7 ]+)<', self.page.text)
        assert found is not None
        self.secret = found[1].replace(" ", "")
        await self.post("/staff/enrol", {"code": self.code()})
        assert self.page.url.path == "/staff"

    async def confirm(self) -> httpx.Response:
        """Press the main button of the confirmation page."""
        assert self.page is not None
        return await self.post(self.page.url.path, self.hidden())

    async def move(self, dossier: str, step: str) -> httpx.Response:
        """Make a move that needs nothing more."""
        await self.get(f"/staff/dossiers/{dossier}/moves/{step}")
        return await self.confirm()
