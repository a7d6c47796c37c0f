"""What each button means: a live one acts, a used one is acknowledged, an old one gets a polite answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialogs import (
    blocked,
    filing,
    filling,
    front,
    going,
    handoff,
    mailing,
    mending,
    mine,
    news,
    paying,
    photo_moves,
    review,
    rows,
    unfit,
)
from dialogs.again import again
from dialogs.answers import Source
from dialogs.conversation import Dossier
from dialogs.dossier import Life
from dialogs.effects import Message, Remind
from dialogs.events import Timer
from dialogs.modes import Mode, Turned
from dialogs.scene import Scene
from dialogs.steps import Agree, YesNo
from dialogs.texts import say
from dialogs.timers import IDLE


def meaning_of(scene: Scene, button: str) -> str:
    """``verb:argument`` behind a live button id; empty when it is not live."""
    live = dict((*scene.now.standing, *scene.now.prompt.buttons))
    return live.get(button, "")


def stale(scene: Scene, button: str) -> None:
    """A double tap needs no answer twice; a button of an older question gets one, and the question again."""
    if button in scene.now.spent:
        scene.lead_with(say("button-used"))
        if scene.now.mode is Mode.IDLE:
            return
    else:
        scene.lead_with(say("button-old"))
    again(scene)


def act(scene: Scene, meaning: str) -> None:
    """Do what the button means."""
    verb, _, argument = meaning.partition(":")
    if verb in _FREE:
        _FREE[verb](scene, argument)
    elif verb in _OF_DOSSIER:
        dossier = scene.now.dossier(argument)
        if dossier is not None:
            _OF_DOSSIER[verb](scene, dossier)
        else:
            scene.lead_with(say("dossier-gone"))
            front.start(scene)
    elif (dossier := scene.now.on_desk) is not None:
        _AT_DESK[verb](scene, dossier, argument)
    else:
        scene.lead_with(say("nothing-on-desk"))
        front.start(scene)


def begin(scene: Scene, code: str) -> None:
    """Open a new dossier of this procedure, or go on with the draft of it that is already there."""
    procedure = scene.catalogue.current(code)
    if procedure is None:
        front.start(scene)
        return
    draft = next((d for d in scene.now.dossiers if d.procedure == procedure.code and d.editable), None)
    if draft is not None:
        scene.lead_with(say("draft-there"))
        open_dossier(scene, draft)
        return
    if procedure.code in scene.catalogue.blocked:
        blocked.not_begun(scene, procedure)
        return
    at = scene.event.at
    dossier = scene.put(Dossier(scene.fresh_id("d"), procedure.code, procedure.revision, at, at))
    scene.update(desk=dossier.id, strikes=0, visiting="")
    scene.do(Remind(at + IDLE, Timer.DRAFT_IDLE, dossier.id))
    scene.remind(scene.catalogue.draft_days, Timer.DRAFT_PURGE, dossier.id)
    scene.turn(Turned.BEGAN)
    going.advance(scene, dossier)


def open_dossier(scene: Scene, dossier: Dossier) -> None:
    """Put this dossier on the desk and go on where it stands; one that was filed only tells its status."""
    if dossier.life is Life.SUPPLEMENT:
        filing.repair(scene, dossier)
        return
    if not dossier.editable:
        scene.say(Message((news.status_text(dossier),), about=dossier.id))
        return
    if scene.event.at - dossier.touched > IDLE:
        scene.do(Remind(scene.event.at + IDLE, Timer.DRAFT_IDLE, dossier.id))
    scene.update(desk=dossier.id, strikes=0, visiting="")
    going.advance(scene, scene.put(replace(dossier, touched=scene.event.at)))


def _take(scene: Scene, dossier: Dossier, argument: str) -> None:
    spot, values = going.here(scene, dossier), scene.now.prompt.values
    if spot is not None and int(argument) < len(values):
        filling.take(scene, dossier, spot, values[int(argument)], Source.PROPOSED)


def _choose(scene: Scene, dossier: Dossier, argument: str) -> None:
    spot = going.here(scene, dossier)
    if spot is not None:
        filling.take(scene, dossier, spot, argument, Source.CHOSEN)


def _yes_or_no(said: bool) -> Callable[[Scene, Dossier, str], None]:
    def answer(scene: Scene, dossier: Dossier, argument: str) -> None:
        if scene.now.mode is Mode.CONSENTING:
            filing.decided(scene, dossier, said)
            return
        spot = going.here(scene, dossier)
        if spot is not None:
            value = said if isinstance(spot.step, YesNo | Agree) else True
            filling.take(scene, dossier, spot, value, Source.CHOSEN)

    return answer


def _drop(scene: Scene, dossier: Dossier, argument: str) -> None:
    group, _, number = argument.rpartition(".")
    rows.drop_row(scene, dossier, group, int(number))


def _leave_empty(scene: Scene, dossier: Dossier, argument: str) -> None:
    spot = going.here(scene, dossier)
    if spot is not None:
        filling.take(scene, dossier, spot, "", Source.CHOSEN)


def _retype(scene: Scene, dossier: Dossier, argument: str) -> None:
    spot = going.here(scene, dossier)
    if spot is not None:
        filling.denied(scene, dossier, spot)


def _edit(scene: Scene, dossier: Dossier, argument: str) -> None:
    scene.update(after_edit=True)
    going.visit(scene, dossier, argument)


def _close(scene: Scene, dossier: Dossier, argument: str) -> None:
    mine.discard(scene, dossier)


def settle(scene: Scene, argument: str = "") -> None:
    """Leave what came in between; back to the desk, or to nothing."""
    mine.settle(scene)
    if (dossier := scene.now.on_desk) is not None:
        going.advance(scene, dossier)
    elif not scene.effects:
        scene.say(Message((say("settled"),)))


def _set_language(scene: Scene, language: str) -> None:
    scene.update(language=language)
    scene.lead_with(say("language-set"))
    again(scene, whole=True)


def _withdraw(scene: Scene, dossier: Dossier) -> None:
    mine.withdraw(scene, dossier)
    settle(scene)


def _guide(scene: Scene, dossier: Dossier, argument: str) -> None:
    if argument in (handoff.ONE, handoff.TWO):
        handoff.chosen(scene, dossier, argument)
    elif argument == "no-code":
        handoff.code_told(scene, dossier, "")
    else:
        handoff.onward(scene, dossier, {"next": 1, "back": -1}.get(argument, 0))


_FREE: dict[str, Callable[[Scene, str], None]] = {
    "start": begin,
    "language": _set_language,
    "export": lambda scene, _: mine.export(scene),
    "consents": lambda scene, _: mine.show_consents(scene),
    "unconsent": mine.unconsent,
    "erase": lambda scene, _: mine.ask_erasure(scene),
    "erase-yes": lambda scene, _: mine.erase(scene),
    "settle": settle,
}

_OF_DOSSIER: dict[str, Callable[[Scene, Dossier], None]] = {
    "open": open_dossier,
    "repair": filing.repair,
    "paid": paying.claims,
    "unpaid": paying.retracts,
    "pay": paying.show,
    "counter": paying.to_counter,
    "retry": filing.retry,
    "paper": unfit.mend_paper,
    "discard": mine.discard,
    "mailed": mailing.sent,
    "mailed-no-code": lambda scene, dossier: mailing.told(scene, dossier, ""),
    "mail-print": mailing.reprint,
    "guide-done": handoff.result_there,
    "guide-wait": handoff.not_yet,
    "withdraw": mine.ask_withdrawal,
    "withdraw-yes": _withdraw,
}

_AT_DESK: dict[str, Callable[[Scene, Dossier, str], None]] = {
    "take": _take,
    "choose": _choose,
    "yes": _yes_or_no(True),
    "no": _yes_or_no(False),
    "keep": lambda scene, dossier, _: filling.keep(scene, dossier),
    "retype": _retype,
    "later": lambda scene, dossier, _: filling.put_off(scene, dossier),
    "leave-empty": _leave_empty,
    "enough": lambda scene, dossier, _: filling.enough(scene, dossier),
    "again": photo_moves.all_again,
    "redo": photo_moves.redo,
    "use": photo_moves.use_anyway,
    "move": photo_moves.move,
    "read-yes": lambda scene, dossier, _: filling.card_answered(scene, dossier, True),
    "read-no": lambda scene, dossier, _: filling.card_answered(scene, dossier, False),
    "take-card": photo_moves.take_card,
    "edit": _edit,
    "mend": mending.mend,
    "row": review.show_row,
    "drop": _drop,
    "section": review.show_section,
    "review": lambda scene, dossier, _: again(scene, whole=True),
    "go-on": lambda scene, dossier, _: going.advance(scene, dossier),
    "file": lambda scene, dossier, _: filing.wants_to_file(scene, dossier),
    "accept": rows.accept_fault,
    "insert": rows.insert_row,
    "guide": _guide,
    "close": _close,
}
