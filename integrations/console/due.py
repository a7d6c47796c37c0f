"""How much time is left for a dossier, in an officer's words: working days, red when late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.desk_store import DossierRow
from bot.desk_terms import Working, check_by, working_days_between
from dialogs.deadlines import VIETNAM


@dataclass(frozen=True, slots=True)
class DueLabel:
    """What the queue says about time: words, tone (ok, soon, late, none) and the day itself."""

    text: str
    tone: str
    day: str = ""


def due_label(row: DossierRow, now: datetime, working: Working) -> DueLabel:
    """How much time is left, in working days."""
    today = now.astimezone(VIETNAM).date()
    if row.status == 1:
        return _check_label(check_by(row.submitted_at, working), now)
    if row.status == 5 and row.deadline:
        late = row.deadline < today
        return DueLabel(
            "Đã hết hạn bổ sung" if late else "Chờ công dân", "late" if late else "none", _day(row.deadline)
        )
    if row.status in (2, 4, 6) and row.due:
        return _left_label(row.due, today, working)
    return DueLabel("", "none", _day(row.due))


def _check_label(by: datetime, now: datetime) -> DueLabel:
    text = "Quá giờ kiểm tra" if now > by else "Kiểm tra trước"
    return DueLabel(text, "late" if now > by else "soon", f"{by:%H:%M} {_day(by.date())}")


def _left_label(due: date, today: date, working: Working) -> DueLabel:
    left = working_days_between(today, due, working)
    if due < today:
        text = f"Quá hạn {-left} ngày làm việc" if left else "Quá hạn"
        return DueLabel(text, "late", _day(due))
    if due == today:
        return DueLabel("Hạn hôm nay", "soon", _day(due))
    return DueLabel(f"còn {left} ngày làm việc", "soon" if left <= 2 else "ok", _day(due))


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
