"""Pages around the work: open tasks, the calendar, the ledger, the people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, Protocol

from fastapi import Path, Request, Response
from fastapi.responses import RedirectResponse

from bot.desk import Desk
from bot.desk_calendar import settable
from bot.desk_store import Role
from bot.failures import Conflict, NotAllowed
from bot.staff import Staff
from integrations.console.guarding import field
from integrations.console.pages import Pages

_TASKS = 100
_LAST_TASK = 2**63 - 1
"""A database holds no greater number."""

TASK_WORDS = {
    "poison": "Một tin nhắn của công dân không xử lý được",
    "turn_failed": "Một tin nhắn của công dân không xử lý được",
    "person_wanted": "Công dân muốn gặp cán bộ",
    "stuck": "Công dân không trả lời được một câu hỏi",
    "packet_failed": "Bộ hồ sơ gửi bưu điện chưa soạn được",
    "filing_failed": "Hồ sơ chưa gửi được",
    "filing_unknown": "Chưa rõ hồ sơ đã nộp thành công hay chưa",
    "report_not_applied": "Cổng báo một trạng thái lạ",
    "overdue": "Hồ sơ quá ngày hẹn trả",
    "supplement_items_unknown": "Yêu cầu bổ sung không nêu mục nào mở được",
    "cash_claimed": "Công dân nói đã nộp tiền mặt: kiểm tra và ghi nhận",
    "payment_asked_again": "Phí được yêu cầu lần nữa trong khi đã nộp hoặc đang kiểm tra",
    "payment_no_way": "Cần nộp phí nhưng chưa mở cách nộp nào",
    "payment_not_opened": "Cổng thanh toán không mở được khoản thu",
    "payment_unclear": "Công dân nói đã nộp, cổng thanh toán chưa thấy tiền",
    "payment_unknown": "Có tin về một khoản thu lạ",
    "payment_wrong_amount": "Nhận sai số tiền phí",
    "paid_twice": "Công dân nộp phí hai lần: hoàn khoản thừa",
    "refund_due": "Phải hoàn phí cho công dân",
    "refund_unclear": "Hồ sơ dừng hoặc rút sau khi đã nộp phí: quyết định việc hoàn",
    "filing_differs": "Cổng giữ hồ sơ khác với bản đã gửi, cần đối chiếu",
    "portal_report_unknown_dossier": "Cổng báo về một hồ sơ không có ở đây",
    "portal_down": "Cổng của cơ quan không trả lời đã lâu; hồ sơ đang xếp hàng",
    "portal_refuses_us": "Cổng từ chối khóa kết nối của hệ thống: kiểm tra cấu hình",
    "portal_lost_dossier": "Cổng không còn thấy một hồ sơ đã nộp",
    "national_refused": "Cổng quốc gia không nhận một hồ sơ đồng bộ",
    "procedure_drift": "Thủ tục trên Cổng quốc gia khác với ở đây",
    "portal_report_unreadable": "Cổng gửi một báo cáo không đọc được",
}
"""Every reason for which the core or the store calls staff."""


class Tasks(Protocol):
    """The part of ``bot.ports.Store`` that lists what waits for a person."""

    async def staff_tasks(self, limit: int) -> Sequence[Mapping[str, Any]]: ...

    async def close_task(self, task: int, staff: str) -> None: ...


class Office:
    """Everything but dossiers."""

    def __init__(self, desk: Desk, staff: Staff, tasks: Tasks, pages: Pages) -> None:
        self._desk = desk
        self._staff = staff
        self._tasks = tasks
        self._pages = pages

    async def tasks(self, request: Request) -> Response:
        """Open tasks, oldest first."""
        found = [dict(task) | {"at": _moment(task["at"])} for task in await self._tasks.staff_tasks(_TASKS)]
        return self._pages.page(request, "tasks.html", tasks=found, task_words=TASK_WORDS)

    async def close_task(self, request: Request, task: Annotated[int, Path(ge=1, le=_LAST_TASK)]) -> Response:
        """Mark a task as done."""
        await self._tasks.close_task(task, request.state.session.account.name)
        return RedirectResponse("/staff/tasks", 303)

    async def calendar(self, request: Request) -> Response:
        """Days that differ from the calendar."""
        return await self._calendar_page(request, "", 200)

    async def set_day(self, request: Request) -> Response:
        """Add or replace a day; promised days are counted again."""
        form = request.state.form
        try:
            day = date.fromisoformat(field(form, "day"))
        except ValueError:
            return await self._calendar_page(request, "Hãy chọn một ngày hợp lệ.", 422)
        if not settable(day, self._desk.today()):
            return await self._calendar_page(request, "Ngày phải từ một năm trước đến ba năm sau hôm nay.", 422)
        why = field(form, "why", 200)
        if not why:
            return await self._calendar_page(request, "Hãy ghi lý do.", 422)
        changed = await self._desk.calendar.set_day(
            request.state.session.account.name, day, field(form, "kind") == "working", why
        )
        return RedirectResponse(f"/staff/calendar?changed={changed}", 303)

    async def drop_day(self, request: Request) -> Response:
        """Let a day be what the calendar says."""
        try:
            day = date.fromisoformat(field(request.state.form, "day"))
        except ValueError:
            return await self._calendar_page(request, "Hãy chọn một ngày hợp lệ.", 422)
        changed = await self._desk.calendar.drop_day(request.state.session.account.name, day)
        return RedirectResponse(f"/staff/calendar?changed={changed}", 303)

    async def audit(self, request: Request) -> Response:
        """The ledger, newest first, and whether it is whole."""
        number = request.query_params.get("page", "0")
        page = min(int(number), 100_000) if number.isdecimal() and len(number) < 10 else 0
        lines, last = await self._desk.audit(request.state.session.account.name, page)
        verdict = await self._desk.verify() if request.query_params.get("verify") else None
        return self._pages.page(
            request, "audit.html", lines=lines, last=last, page=page, more=last > (page + 1) * 100, verdict=verdict
        )

    async def people(self, request: Request) -> Response:
        """The accounts."""
        return await self._people_page(request)

    async def add_person(self, request: Request) -> Response:
        """A new account; its one-time password is on the answer and nowhere else."""
        form = request.state.form
        name = field(form, "name").lower()
        role = Role.ADMINISTRATOR if field(form, "role") == "administrator" else Role.OFFICER
        try:
            password = await self._staff.add(name, role, request.state.session.account.name)
        except Conflict:
            return await self._people_page(request, error="Tên tài khoản này đã có.")
        except NotAllowed:
            return await self._people_page(request, error="Tên gồm 2–32 ký tự a–z, 0–9, dấu chấm hoặc gạch.")
        return await self._people_page(request, fresh=(name, password))

    async def change_person(self, request: Request, name: str, change: str) -> Response:
        """Reset, close or reopen an account; its sessions end at once."""
        me = request.state.session.account.name
        if change == "reset" and name != me:
            return await self._people_page(request, fresh=(name, await self._staff.reset(name, me)))
        if change not in ("close", "reopen"):
            raise NotAllowed("no such change")
        await self._staff.set_disabled(name, change == "close", me)
        return RedirectResponse("/staff/people", 303)

    async def _calendar_page(self, request: Request, error: str, code: int) -> Response:
        changed = request.query_params.get("changed", "")
        return self._pages.page(
            request,
            "calendar.html",
            code,
            rows=await self._desk.calendar.load(),
            error=error,
            changed=changed[:9] if changed.isdigit() else "",
        )

    async def _people_page(self, request: Request, error: str = "", fresh: tuple[str, str] | None = None) -> Response:
        rows = await self._staff.accounts()
        return self._pages.page(request, "people.html", 422 if error else 200, rows=rows, error=error, fresh=fresh)


def _moment(value: Any) -> datetime:
    """A store may give a moment or milliseconds since 1970."""
    return value if isinstance(value, datetime) else datetime.fromtimestamp(int(value) / 1000, UTC)
