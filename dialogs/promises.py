"""Keeps the citizen told about the promised day: just before it, when it has passed, and while a result waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from dialogs.conversation import Dossier
from dialogs.deadlines import VIETNAM, WorkCalendar, closing_time
from dialogs.dossier import Life
from dialogs.effects import CallStaff, Remind
from dialogs.events import Reported, TimeCame, Timer
from dialogs.news import tell
from dialogs.scene import Scene
from dialogs.texts import Day, Text, say

UNDER_WAY = frozenset({Life.ACCEPTED, Life.IN_PROCESS})
"""In these the promised day is the authority's to keep; in status 5 the clock stands (Decree 118/2025)."""

MORNING = time(8, 0)
WAITING_DAYS = 3
"""Working days after which a result that nobody fetched is spoken of once more."""


def watch(scene: Scene, dossier: Dossier, before: date | None) -> None:
    """After a report: wake at the moments that its promised day asks for; ``before`` is the day promised until now."""
    if dossier.life is Life.DONE:
        day = scene.catalogue.calendar.add_working_days(scene.today, WAITING_DAYS)
        scene.do(Remind(morning_of(day), Timer.RESULT_WAITING, dossier.id))
    if dossier.due is None or dossier.due == before:
        return
    soon, late = _moments(scene.catalogue.calendar, dossier.due)
    if soon > scene.event.at:
        scene.do(Remind(soon, Timer.DUE_SOON, dossier.id))
    scene.do(Remind(max(late, scene.event.at), Timer.OVERDUE, dossier.id))


def put_off(scene: Scene, dossier: Dossier, event: Reported, before: date | None) -> bool:
    """Tell that the authority put the promised day off, with its apology; False when the report is not about that. To
    be asked only of a report that moves the dossier nowhere: after a supplement the day moves too, and nobody is late.
    """
    if before is None or dossier.due is None or dossier.due <= before or not event.reason:
        return False
    if dossier.life not in UNDER_WAY:
        return False
    tell(scene, dossier, say("due-put-off", code=dossier.code, due=Day(dossier.due), reason=event.reason))
    return True


def came(scene: Scene, dossier: Dossier, event: TimeCame) -> None:
    """One of the moments above; nothing is said when the day was moved meanwhile, or the clock stands."""
    if event.timer is Timer.RESULT_WAITING:
        if dossier.life is Life.DONE:
            _once(scene, dossier, say("result-waiting", code=dossier.code), *_whom_to_call(scene))
        return
    if dossier.life not in UNDER_WAY or dossier.due is None:
        return
    soon, late = _moments(scene.catalogue.calendar, dossier.due)
    if event.timer is Timer.OVERDUE and scene.event.at >= late:
        if _once(scene, dossier, say("overdue", code=dossier.code, due=Day(dossier.due)), *_whom_to_call(scene)):
            scene.do(CallStaff("overdue", dossier.id))
    elif event.timer is Timer.DUE_SOON and soon <= scene.event.at < closing_time(scene.catalogue.calendar, dossier.due):
        _once(scene, dossier, say("due-soon", code=dossier.code, due=Day(dossier.due)))


def _whom_to_call(scene: Scene) -> tuple[Text, ...]:
    """The office's telephone, where it has told us one."""
    phone = scene.catalogue.office.phone
    return (say("person-phone", phone=phone),) if phone else ()


def _once(scene: Scene, dossier: Dossier, words: Text, *more: Text) -> bool:
    """Said once for each promised day, however often the moment comes."""
    mark = f"{words.key}:{dossier.due}"
    if mark in dossier.advised:
        return False
    tell(scene, scene.put(replace(dossier, advised=(*dossier.advised, mark))), (words, *more))
    return True


def _moments(calendar: WorkCalendar, due: date) -> tuple[datetime, datetime]:
    """The morning of the working day before the promised day, and of the one after it."""
    return morning_of(calendar.add_working_days(due, -1)), morning_of(calendar.add_working_days(due, 1))


def morning_after(calendar: WorkCalendar, due: date) -> datetime:
    """The morning of the working day after this one."""
    return _moments(calendar, due)[1]


def morning_of(day: date) -> datetime:
    """Eight o'clock in Vietnam."""
    return datetime.combine(day, MORNING, VIETNAM).astimezone(UTC)
