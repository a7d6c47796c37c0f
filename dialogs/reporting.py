"""Applies a portal's reports: each by its own order, once; what is unknown goes to staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from dialogs import paying, promises, receiving
from dialogs.conversation import Dossier
from dialogs.deadlines import VIETNAM
from dialogs.dossier import BACK_TO, LIFE, Life, Step, after_report
from dialogs.effects import Button, CallStaff, Note
from dialogs.events import Reported, Timer
from dialogs.news import copy_button, repair_button, status_text, supplement_text, tell
from dialogs.scene import Scene

_STEP_OF = {
    Life.ACCEPTED: Step.ACCEPTED,
    Life.NOT_ACCEPTED: Step.REFUSED,
    Life.IN_PROCESS: Step.PROCESSED,
    Life.SUPPLEMENT: Step.SUPPLEMENT_ASKED,
    Life.PAYMENT: Step.PAYMENT_ASKED,
    Life.WITHDRAWN: Step.WITHDREW,
    Life.STOPPED: Step.STOPPED,
    Life.DONE: Step.FINISHED,
    Life.RETURNED: Step.HANDED_OVER,
}


def reported(scene: Scene, event: Reported) -> None:
    """A portal's report: applied by its own order, once; what is unknown goes to staff and is shown honestly."""
    dossier = scene.now.dossier(event.dossier)
    if dossier is None or event.order <= dossier.last_report:
        return
    after = after_report(dossier.life, event.status)
    dossier = scene.put(replace(dossier, last_report=event.order))
    if after is None:
        scene.do(CallStaff("report_not_applied", dossier.id))
        scene.do(Note("report_not_applied", dossier.id, f"{dossier.life}:{event.status}"))
        return
    before, known, promised = dossier.life, dossier.code, dossier.due
    if LIFE.after(before, _STEP_OF.get(after, Step.FILED)) is not after:
        scene.do(Note("report_skips", dossier.id, f"{before}>{after}"))
    dossier = scene.arrive(dossier, after)
    dossier = scene.put(
        replace(
            dossier,
            code=event.code or dossier.code,
            due=event.due or dossier.due,
            reason=event.reason,
            result=event.result or dossier.result,
            filed=dossier.filed or event.at,
            resent=False,
        )
    )
    if scene.now.desk == dossier.id:  # What was being asked is no longer what is wanted: the news says what is.
        scene.close_desk()
    news = after is not before or dossier.code != known or dossier.due != promised or event.reason or event.result
    if after is Life.SUPPLEMENT:
        _supplement_asked(scene, dossier, event, before)
    elif after is Life.PAYMENT and (after is not before or event.amount):
        paying.wanted(scene, dossier, event.amount)
    elif news and not (after is before and promises.put_off(scene, dossier, event, promised)):
        lines = (status_text(dossier), *receiving.closed(scene, dossier))
        tell(scene, dossier, lines, *_status_buttons(dossier, known), attachment=event.result)
    promises.watch(scene, dossier, promised)


def _status_buttons(dossier: Dossier, known: str) -> tuple[Button, ...]:
    """The code to copy, when it is a new one."""
    return (copy_button(dossier.code),) if dossier.code != known else ()


def _supplement_asked(scene: Scene, dossier: Dossier, event: Reported, before: Life) -> None:
    route = scene.route(dossier)
    wanted = tuple(s.path for s in route.spots if any(s.path == i or s.path.startswith(i + ".") for i in event.items))
    dossier = scene.put(
        replace(
            dossier,
            asked_items=wanted,
            reopened=wanted,
            deadline=event.deadline,
            before_supplement=before if before in BACK_TO else dossier.before_supplement,
        )
    )
    if not wanted:
        scene.do(CallStaff("supplement_items_unknown", dossier.id))
    if event.deadline is not None:
        end = datetime.combine(event.deadline, time(17, 0), VIETNAM)
        left = end - event.at
        scene.remind(left / timedelta(days=1) / 2, Timer.SUPPLEMENT_HALF, dossier.id)
        scene.remind(left / timedelta(days=1) - 1, Timer.SUPPLEMENT_LAST_DAY, dossier.id)
    tell(scene, dossier, supplement_text(scene, dossier), repair_button(scene, dossier))
