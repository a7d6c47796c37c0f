"""The page of the National Portal: procedures that differ from ours, dossiers that did not get there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from bot.drift import DriftWatch
from bot.failures import NotAllowed
from bot.national_book import NationalBook
from bot.ports import Clock
from integrations.console.pages import Pages
from integrations.console.words import money

_TROUBLES = 100
FIELD_WORDS = {
    "title": "Tên thủ tục",
    "state": "Hiệu lực",
    "procedure": "Thủ tục",
    "fee": "Phí, lệ phí",
    "time": "Thời hạn",
    "component": "Thành phần hồ sơ",
}
STATE_WORDS = {"ACTIVE": "đang hiệu lực", "UPDATED": "đang hiệu lực", "EXPIRED": "hết hiệu lực"}
UNIT_WORDS = {"WORKING_DAY": "ngày làm việc", "DAY": "ngày", "HOUR": "giờ", "MONTH": "tháng"}
METHOD_WORDS = {"ONLINE": "trực tuyến", "DIRECT": "trực tiếp", "POSTAL": "bưu chính"}


class NationalRoom(Protocol):
    """What joins the portal; nothing of it is there when no portal is named."""

    @property
    def watch(self) -> DriftWatch: ...

    @property
    def book(self) -> NationalBook: ...

    @property
    def clock(self) -> Clock: ...


class National:
    """Looking, comparing again, keeping open, trying again."""

    def __init__(self, room: NationalRoom | None, pages: Pages, titles: Mapping[str, str]) -> None:
        """``titles`` of procedures by code."""
        self._room = room
        self._pages = pages
        self._titles = titles

    async def show(self, request: Request) -> Response:
        """Everything that needs a look."""
        if self._room is None:
            return self._pages.page(request, "national.html", joined=False, drifts=(), troubles=())
        drifts, troubles = await self._room.watch.load(), await self._room.book.troubles(_TROUBLES)
        return self._pages.page(
            request,
            "national.html",
            joined=True,
            drifts=drifts,
            troubles=troubles,
            field_words=words_of,
            value_words=value_of,
            titles=self._titles,
        )

    async def compare(self, request: Request) -> Response:
        """Compare all procedures now."""
        await self._joined().watch.compare_all()
        return RedirectResponse("/staff/national", 303)

    async def keep_open(self, request: Request, procedure: str) -> Response:
        """ "Đã xem, vẫn mở"."""
        await self._joined().watch.keep_open(procedure, request.state.session.account.name)
        return RedirectResponse("/staff/national", 303)

    async def again(self, request: Request, dossier: str) -> Response:
        """Send a dossier once more, now."""
        room = self._joined()
        await room.book.again(dossier, room.clock.now())
        return RedirectResponse("/staff/national", 303)

    def _joined(self) -> NationalRoom:
        if self._room is None:
            raise NotAllowed("no national portal is joined")
        return self._room


def words_of(field: str) -> str:
    """ "ONLINE.fee" -> "Phí, lệ phí, trực tuyến"."""
    first, _, rest = field.partition(".")
    if first in METHOD_WORDS:
        return f"{FIELD_WORDS.get(rest, rest)}, {METHOD_WORDS[first]}"
    return f"{FIELD_WORDS.get(first, first)} {rest}".strip()


def value_of(field: str, value: str) -> str:
    """ "5 WORKING_DAY" -> "5 ngày làm việc", "200000" -> "200.000 đ"; what is not known stays as the portal has it."""
    if not value:
        return "không có"
    words = value.split()
    if field.endswith(".fee"):
        words = [money(int(word)) if word.isdecimal() else word for word in words]
    elif field.endswith(".time"):
        words = [UNIT_WORDS.get(word, word) for word in words]
    elif field == "state":
        words = [STATE_WORDS.get(word, word) for word in words]
    return " ".join(words)
