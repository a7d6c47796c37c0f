"""Moments that were asked for beforehand: a draft left lying, a supplement's deadline, a filing that is unclear."""

from __future__ import annotations

from datetime import timedelta

from dialogs import blocked, handoff, mailing, pay_reminders, promises
from dialogs.cards import forget_pictures
from dialogs.consents import lapsed
from dialogs.conversation import Dossier
from dialogs.dossier import Life
from dialogs.effects import CallStaff, Message, Note, Remind, Style
from dialogs.events import TimeCame, Timer
from dialogs.mine import forget_draft
from dialogs.news import repair_button, supplement_text
from dialogs.quiet import quiet_until
from dialogs.receiving import unclear
from dialogs.scene import Scene
from dialogs.texts import Text, say

_SILENT = (Timer.DRAFT_PURGE, Timer.VERIFYING_LONG, Timer.CARD_LEFT)
"""Moments at which nobody is spoken to, or not only to remind."""

IDLE = timedelta(days=2)
"""A draft that rests so long is recalled; taking it up again winds the clock anew."""
LAST = timedelta(days=1)
"""So long before it is deleted, it is recalled once more, and never a third time."""


def time_came(scene: Scene, event: TimeCame) -> None:
    """Do what the moment was asked for, if it still applies."""
    dossier = scene.now.dossier(event.dossier)
    if dossier is None:
        return
    if event.timer not in _SILENT and (morning := quiet_until(scene)):
        scene.do(Remind(morning, event.timer, dossier.id))
        return
    match event.timer:
        case Timer.DRAFT_IDLE:
            _draft_idle(scene, dossier)
        case Timer.DRAFT_PURGE:
            _draft_purge(scene, dossier)
        case Timer.SUPPLEMENT_HALF | Timer.SUPPLEMENT_LAST_DAY:
            _supplement(scene, dossier)
        case Timer.DRAFT_LAST:
            _draft_last(scene, dossier)
        case Timer.DUE_SOON | Timer.OVERDUE | Timer.RESULT_WAITING:
            promises.came(scene, dossier, event)
        case Timer.ELSEWHERE:
            handoff.ask_result(scene, dossier)
        case Timer.DRIFT_LOOK:
            blocked.looked(scene, dossier)
        case Timer.PACKET_WAITS:
            mailing.recall(scene, dossier)
        case Timer.CARD_LEFT:
            forget_pictures(scene, dossier)
        case Timer.PAYMENT_UNCLEAR:
            unclear(scene, dossier)
        case Timer.PAYMENT_REMIND:
            pay_reminders.came(scene, dossier)
        case Timer.VERIFYING_LONG:
            if dossier.life is Life.VERIFYING or dossier.resent:
                scene.do(CallStaff("filing_unknown", dossier.id))


def _draft_idle(scene: Scene, dossier: Dossier) -> None:
    if dossier.packet or not dossier.editable:
        return  # A printed packet is recalled by itself.
    if blocked.is_blocked(scene, dossier):  # Nobody is reminded of what cannot be done.
        scene.do(Remind(scene.event.at + IDLE, Timer.DRAFT_IDLE, dossier.id))
        return
    if not scene.now.consents.get("remind", False) or lapsed(scene, dossier) is not None:
        return
    rested = dossier.touched + IDLE
    if rested > scene.event.at:
        scene.do(Remind(rested, Timer.DRAFT_IDLE, dossier.id))
        return
    left = scene.catalogue.draft_days - (scene.event.at - dossier.touched).days
    _recall(scene, dossier, say("draft-waits", what=_short(scene, dossier), days=max(left, 1)))
    last = dossier.touched + timedelta(days=scene.catalogue.draft_days) - LAST
    if last - scene.event.at > LAST:
        scene.do(Remind(last, Timer.DRAFT_LAST, dossier.id))


def _draft_last(scene: Scene, dossier: Dossier) -> None:
    """The second and last word about a draft: it is about to be deleted, and nobody took it up since."""
    end = dossier.touched + timedelta(days=scene.catalogue.draft_days)
    may = dossier.editable and not blocked.is_blocked(scene, dossier)
    rests = may and scene.now.consents.get("remind", False) and lapsed(scene, dossier) is None
    if rests and timedelta(0) < end - scene.event.at <= LAST:
        _recall(scene, dossier, say("draft-last", what=_short(scene, dossier)))


def _recall(scene: Scene, dossier: Dossier, words: Text) -> None:
    go_on = scene.button(f"open:{dossier.id}", say("button-continue", what=_short(scene, dossier)), Style.PRIMARY)
    scene.announce(Message((words,), (go_on,), about=dossier.id))


def _short(scene: Scene, dossier: Dossier) -> Text:
    return Text(scene.procedure(dossier).title + ".short")


def _draft_purge(scene: Scene, dossier: Dossier) -> None:
    if not dossier.editable:
        return
    if blocked.is_blocked(scene, dossier):  # It could not be filed: its owner does not pay for that with the draft.
        blocked.kept(scene, dossier)
        return
    end = dossier.touched + timedelta(days=scene.catalogue.draft_days)
    if end > scene.event.at:
        scene.do(Remind(end, Timer.DRAFT_PURGE, dossier.id))
        return
    what = _short(scene, dossier)
    forget_draft(scene, dossier)
    scene.do(Note("draft_purged", dossier.id))
    scene.announce(Message((say("draft-purged", what=what, days=scene.catalogue.draft_days),)))


def _supplement(scene: Scene, dossier: Dossier) -> None:
    if dossier.life is Life.SUPPLEMENT and not dossier.resent:
        scene.announce(Message((supplement_text(scene, dossier),), (repair_button(scene, dossier),), about=dossier.id))
