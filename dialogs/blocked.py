"""A procedure that differs from the National Portal's: nothing new of it is filed, nothing is lost, and it is said."""

from __future__ import annotations

from dataclasses import replace

from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import Life
from dialogs.effects import Button, Message, Note, Remind, Style
from dialogs.moments import Timer
from dialogs.procedure import Procedure
from dialogs.promises import morning_of
from dialogs.scene import Scene
from dialogs.texts import Text, say

_NOT_FILED = (Life.DRAFT, Life.DOCS, Life.REVIEW, Life.CONSENT, Life.SUBMIT_FAILED)


def is_blocked(scene: Scene, dossier: Dossier) -> bool:
    """Whether this one may not be filed just now; what was filed before goes on, supplements included."""
    return dossier.procedure in scene.catalogue.blocked and dossier.life in _NOT_FILED


def not_begun(scene: Scene, procedure: Procedure) -> None:
    """Nobody fills in for nothing: say why, and what else there is."""
    scene.do(Note("blocked_not_begun", "", procedure.code))
    buttons = (
        Button("!start", say("word-start"), Style.PRIMARY),
        Button("!person", say("word-person"), Style.QUIET),
    )
    scene.say(Message((say("blocked-not-begun", what=Text(procedure.title + ".short")),), buttons), Prompt("menu"))


def held(scene: Scene, dossier: Dossier) -> None:
    """It is complete, but stays here until staff have looked; look again in the morning."""
    scene.do(Note("blocked_held", dossier.id))
    _look_again(scene, dossier)
    buttons = (Button("!person", say("word-person"), Style.QUIET),)
    text = say("blocked-held", what=Text(scene.procedure(dossier).title + ".short"))
    scene.say(Message((text,), buttons, step="review", about=dossier.id))


def looked(scene: Scene, dossier: Dossier) -> None:
    """The morning after: open again, and then it is told once; or not yet."""
    if dossier.life not in _NOT_FILED:
        return
    if is_blocked(scene, dossier):
        _look_again(scene, dossier)
        return
    kept(scene, dossier)
    what = Text(scene.procedure(dossier).title + ".short")
    go_on = scene.button(f"open:{dossier.id}", say("button-continue", what=what), Style.PRIMARY)
    scene.announce(Message((say("blocked-open-again", what=what),), (go_on,), about=dossier.id))


def kept(scene: Scene, dossier: Dossier) -> None:
    """The days of rest begin anew: it lay here because of us."""
    scene.put(replace(dossier, touched=scene.event.at))
    scene.remind(scene.catalogue.draft_days, Timer.DRAFT_PURGE, dossier.id)


def _look_again(scene: Scene, dossier: Dossier) -> None:
    day = scene.catalogue.calendar.add_working_days(scene.today, 1)
    scene.do(Remind(morning_of(day), Timer.DRIFT_LOOK, dossier.id))
