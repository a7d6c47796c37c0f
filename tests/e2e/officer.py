"""An officer at the desk of a running product, over HTTP: logs in, looks, makes moves, as a browser without scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import pyotp

from tests.server import Product

PASSWORD = "mot cua bot lam viec tot"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
"""A result, as short as a PDF may be."""


class Officer:
    """Follows redirects, keeps cookies, and fills in the forms that the pages hold."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.http = httpx.AsyncClient(
            base_url=product.base, headers={"Origin": product.base}, follow_redirects=True, timeout=60
        )
        self.page = ""
        self.where = ""

    async def close(self) -> None:
        await self.http.aclose()

    async def enter(self) -> None:
        """First log-in: the one-time password, a password of one's own, an authenticator."""
        once = self.product.first_password()
        await self.get("/staff/login")
        await self.post("/staff/login", {"name": "canbo", "password": once})
        await self.post("/staff/password", {"old": once, "new": PASSWORD, "again": PASSWORD})
        secret = re.search(r'class="secret">([A-Z2-7 ]+)<', self.page)
        assert secret is not None, self.page
        code = pyotp.TOTP(secret[1].replace(" ", "")).at(datetime.now(UTC))
        await self.post("/staff/enrol", {"code": code})
        assert self.where == "/staff", self.page

    async def get(self, path: str) -> str:
        return self._shown(await self.http.get(path))

    async def post(self, path: str, form: Mapping[str, Any], files: Any = None) -> str:
        return self._shown(await self.http.post(path, data={"csrf": self._csrf(), **form}, files=files))

    async def find(self, words: str) -> str:
        """The id of the one dossier that this search finds."""
        page = await self.get(f"/staff?tab=all&q={words}")
        (found,) = set(re.findall(r'href="/staff/dossiers/(\w+)"', page))
        return str(found)

    async def dossier(self, id: str) -> str:
        return await self.get(f"/staff/dossiers/{id}")

    async def moves(self, id: str, step: str) -> str:
        """A move that needs nothing more than to be confirmed."""
        await self.get(f"/staff/dossiers/{id}/moves/{step}")
        return await self._confirms()

    async def asks_again(self, id: str, item: str, reason: str) -> str:
        """Ask for one item again."""
        path = f"/staff/dossiers/{id}/moves/ask_supplement"
        page = await self.get(path)
        deadline = re.search(r'name="deadline" value="([0-9-]+)"', page)
        assert deadline is not None, page
        ask = {"version": self._hidden()["version"], "item": item, "reason": reason, "deadline": deadline[1]}
        await self.post(path, ask)
        return await self._confirms()

    async def hands_over(self, id: str, pdf: bytes = PDF) -> str:
        path = f"/staff/dossiers/{id}/moves/hand_over"
        await self.get(path)
        form = {**self._hidden(), "sure": "yes"}
        return await self.post(path, form, files={"result": ("ket-qua.pdf", pdf, "application/pdf")})

    # ------------------------------------------------------------ inside

    async def _confirms(self) -> str:
        return await self.post(self.where, self._hidden())

    def _shown(self, answer: httpx.Response) -> str:
        assert answer.status_code == 200, f"{answer.url.path}: {answer.status_code}\n{answer.text[-1500:]}"
        self.page, self.where = answer.text, answer.url.path
        return self.page

    def _csrf(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.page)
        return found[1] if found else ""

    def _hidden(self) -> dict[str, str]:
        main = self.page.split("<main", 1)[1]
        found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main)
        return {name: html.unescape(value) for name, value in found}
