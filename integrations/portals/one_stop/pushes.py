"""What the portal pushes: the status push of facts 1.13 and the progress items of CapNhatTienDoHoSoMC (facts 4.4)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from bot.failures import NotAccepted, Outage, Uncertain
from bot.portal_book import Filing
from bot.portal_reports import Incoming, PortalReport
from integrations.portals.one_stop.held import day, moment, text
from integrations.portals.one_stop.mapping import Mapping

Ask = Callable[[str], Awaitable[dict[str, Any] | None]]

MOST_ITEMS = 1_000
MOST_REASON = 1_000
"""Characters of an officer's words that reach a chat."""
_REVOKED = "thuhoi"
_SUPPLEMENT = "5"
_SAME_WITHIN = 600
"""Seconds within which the same push without a time is one."""
_STATUSES = 100
"""Room below a second for the status itself: two reports of one second are told apart, the higher code is later."""


class PushReader:
    """Implements ``bot.portal_reports.PushReader`` for one mapping; ``ask`` is TraCuuHoSo of our reference."""

    def __init__(self, mapping: Mapping, ask: Ask) -> None:
        self._mapping = mapping
        self._ask = ask

    def split(self, body: bytes, now: datetime) -> Sequence[Incoming]:
        """A status push is one report; a progress push has one in each item of ``data``."""
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            raise NotAccepted("push: no JSON") from None
        items = found.get("data", [found]) if isinstance(found, dict) else found
        if not isinstance(items, list) or not 0 < len(items) <= MOST_ITEMS:
            raise NotAccepted("push: no list of reports")
        try:
            return [self._incoming(item, now) for item in items]
        except UnicodeError:  # Half a sign: no text, and nothing that could be kept.
            raise NotAccepted("push: signs that are none") from None

    def read(self, body: bytes, procedure: str) -> PortalReport:
        """See the protocol. What cannot be read as a status travels as status 0: shown to staff, never a crash."""
        try:
            item = json.loads(body)
            return self._report(item, procedure)
        except (ValueError, Uncertain, AttributeError):
            raise NotAccepted("push: not understood") from None

    async def standing(self, filing: Filing) -> PortalReport:
        """See the protocol; without an order, which the caller knows."""
        try:
            found = await self._ask(filing.ref)
            status = _number(text(found, "TrangThaiHoSo")) if found else 0
        except Uncertain as unclear:
            raise Outage(str(unclear)) from None
        if not status:
            raise NotAccepted("portal: the dossier stands nowhere")
        return PortalReport(filing.ref, status, 0)

    def _incoming(self, item: Any, now: datetime) -> Incoming:
        """Known again by dossier, status and the portal's time (facts 4.3); without a time by its content, for as long
        as a repetition is likelier than the same thing happening again."""
        raw = json.dumps(item, ensure_ascii=False, sort_keys=True).encode()
        digest = hashlib.sha256(raw).hexdigest()[:32]
        try:
            ref, status, time = self._ref(item), self._status(item), self._time(item)
        except (Uncertain, AttributeError):
            return Incoming(digest, "", raw)
        # A request for more papers that says the very same again is never a new one: its deadline would differ.
        window = 0 if status == _SUPPLEMENT else int(now.timestamp()) // _SAME_WITHIN
        return Incoming(f"{ref}:{status}:{time}" if time else f"{digest}:{window}", ref, raw)

    def _report(self, item: dict[str, Any], procedure: str) -> PortalReport:
        status, time = self._status(item), self._time(item)
        if item.get("type") == _REVOKED or (time and not moment(time)):
            raise NotAccepted("push: a revocation, or a time that is none")
        names, mapping = self._mapping.names, self._mapping
        wanted = item.get(names.items) or []
        if not isinstance(wanted, list) or not all(isinstance(name, str | int) for name in wanted):
            raise NotAccepted("push: what is wanted is no list of names")
        paths = (mapping.path_of(procedure, str(name)) for name in wanted)
        number = _number(status)
        due = text(item, "ngayHenTraKetQua") or text(item, "NgayKetThucTheoQuyDinh")
        return PortalReport(
            ref=self._ref(item),
            status=number,
            order=int(time) * _STATUSES + number if time else 0,
            reason=(text(item, "lyDoTuChoi") or text(item, "NoiDungXuLy"))[:MOST_REASON],
            items=tuple(path for path in paths if path),
            deadline=day(text(item, names.deadline)),
            due=day(due),
            code=text(item, names.lltp_code) or text(item, names.dongbo_code),
            result=_sheet(item),
        )

    def _ref(self, item: dict[str, Any]) -> str:
        ref = (text(item, "maHoSoMCDT") or text(item, "MaHoSo"))[:80]
        if "\0" in ref:  # Not every database keeps it.
            raise Uncertain("push: a reference that is none")
        return ref

    def _status(self, item: dict[str, Any]) -> str:
        return (text(item, "trangThaiXuLy") or text(item, "TrangThai"))[:16]

    def _time(self, item: dict[str, Any]) -> str:
        return (text(item, self._mapping.names.time) or text(item, "ThoiDiemXuLy"))[:14]


def _number(status: str) -> int:
    return int(status) if status.isdecimal() and len(status) <= 2 else 0


def _sheet(item: dict[str, Any]) -> bytes:
    """The result as PDF, when it came along."""
    found = item.get("ketQuaXuLy")
    sheet = found.get("phieuLLTP") if isinstance(found, dict) else None
    if not sheet:
        return b""
    try:
        content = base64.b64decode(str(sheet), validate=True)
    except binascii.Error:
        raise NotAccepted("push: the result is no base64") from None
    if not content.startswith(b"%PDF"):
        raise NotAccepted("push: the result is no PDF")
    return content
