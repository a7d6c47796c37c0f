"""Handing over to a portal that is closed to us: everything is ready, the citizen files there, and we keep their place.

Nothing is sent and no password is ever asked for: each step says what to press there and gives the citizen's own values
to copy (on the same phone) or to type off (from another one). The code that the portal gives brings the dossier back.
"""

from __future__ import annotations

from dataclasses import replace

from dialogs.asking import short
from dialogs.cards import forget_pictures
from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import Life, Step
from dialogs.effects import Button, Message, Note, Remind, Section, Style
from dialogs.effects import Line as CardLine
from dialogs.events import Timer
from dialogs.guides import Guide, GuideStep
from dialogs.modes import Turned
from dialogs.news import copy_button, status_text
from dialogs.postal import POST
from dialogs.promises import morning_after, morning_of
from dialogs.review import show_card, term_of
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.showing import reads
from dialogs.texts import Listed, Text, Value, say

MOST_COPY = 256
"""Characters that Telegram lets a button copy; a longer value is only shown."""
ONE, TWO = "one", "two"
ASK_AGAIN_DAYS = 3
"""Working days after which one who has no result yet is asked again."""


def begin(scene: Scene, dossier: Dossier, guide: Guide) -> None:
    """Say honestly who files, and ask on which phone."""
    scene.turn(Turned.GUIDED)
    scene.put(replace(dossier, guided=0))
    buttons = (
        scene.button("guide:one", say("button-one-phone"), Style.PRIMARY),
        scene.button("guide:two", say("button-two-phones")),
        scene.button("go-on", say("button-to-card"), Style.QUIET),
    )
    lines = (say("guide-begin", portal=guide.portal), say("guide-which-phone", portal=guide.portal))
    scene.say(Message(lines, buttons, step="guide", about=dossier.id), Prompt("guide"))


def chosen(scene: Scene, dossier: Dossier, which: str) -> None:
    """One phone or two: then the first step."""
    _show(scene, scene.put(replace(dossier, guided=1, guided_by=TWO if which == TWO else ONE)))


def onward(scene: Scene, dossier: Dossier, by: int) -> None:
    """The next step (``by`` 1), or the one before (-1)."""
    guide = scene.guide(dossier)
    if guide is None:
        _card(scene, dossier)
        return
    at = dossier.guided + by
    if at < 1:
        begin(scene, dossier, guide)
    else:
        _show(scene, scene.put(replace(dossier, guided=min(at, len(guide.steps) + 1))))


def again(scene: Scene, dossier: Dossier) -> None:
    """Where we stand in the guide, once more."""
    guide = scene.guide(dossier)
    if guide is not None and dossier.guided == 0:
        begin(scene, dossier, guide)
    else:
        _show(scene, dossier)


def not_understood(scene: Scene, dossier: Dossier) -> None:
    """What was typed is no answer here: say so, and the step once more; for a code, the way without one."""
    guide = scene.guide(dossier)
    awaited = guide is not None and dossier.guided > len(guide.steps)
    scene.lead_with(say("guide-no-code-in-it") if awaited else say("not-understood"))
    again(scene, dossier)


def code_told(scene: Scene, dossier: Dossier, code: str) -> None:
    """The other portal has it: from here on its code stands for the dossier, and we say that we only keep it."""
    guide = scene.guide(dossier)
    if guide is None or dossier.life is not Life.REVIEW:
        _card(scene, dossier)
        return
    dossier = forget_pictures(scene, scene.move(dossier, Step.FILED_ELSEWHERE))
    due = scene.catalogue.calendar.add_working_days(scene.today, term_of(scene, dossier))
    scene.put(replace(dossier, code=code, filed=scene.event.at, elsewhere=guide.portal, due=due, card=None, reads=()))
    scene.do(Note("filed_elsewhere", dossier.id, guide.portal))
    scene.do(Remind(morning_after(scene.catalogue.calendar, due), Timer.ELSEWHERE, dossier.id))
    scene.turn(Turned.CLOSED)
    scene.update(desk="", visiting="", strikes=0)
    text = say("filed-elsewhere", portal=guide.portal, code=code or say("code-unknown"))
    scene.say(Message((text,), (copy_button(code),) if code else (), about=dossier.id), Prompt())


def ask_result(scene: Scene, dossier: Dossier) -> None:
    """The usual time has passed: only the citizen can see how it stands there."""
    if not dossier.elsewhere or dossier.life is not Life.REGISTERED:
        return
    yes = scene.button(f"guide-done:{dossier.id}", say("button-result-there"), Style.PRIMARY)
    later = scene.button(f"guide-wait:{dossier.id}", say("button-result-not-yet"))
    code = dossier.code or say("code-unknown")
    by_post = dossier.elsewhere == POST
    text = say("mailed-how", code=code) if by_post else say("elsewhere-how", portal=dossier.elsewhere, code=code)
    scene.announce(Message((text,), (yes, later), about=dossier.id))


def result_there(scene: Scene, dossier: Dossier) -> None:
    """The citizen has the result: nothing is left to do."""
    if dossier.elsewhere and dossier.life is Life.REGISTERED:
        dossier = scene.arrive(dossier, Life.RETURNED)
    scene.say(Message((status_text(dossier),), about=dossier.id))


def not_yet(scene: Scene, dossier: Dossier) -> None:
    """Asked again in some days."""
    if dossier.elsewhere and dossier.life is Life.REGISTERED:
        day = scene.catalogue.calendar.add_working_days(scene.today, ASK_AGAIN_DAYS)
        scene.do(Remind(morning_of(day), Timer.ELSEWHERE, dossier.id))
    by_post = dossier.elsewhere == POST
    text = say("mailed-wait") if by_post else say("elsewhere-wait", portal=dossier.elsewhere)
    scene.say(Message((text,), about=dossier.id))


def _card(scene: Scene, dossier: Dossier) -> None:
    """There is no guide for it any more (an answer or the house changed): back to the card, and what it offers."""
    scene.turn(Turned.COMPLETE)
    show_card(scene, dossier)


def _show(scene: Scene, dossier: Dossier) -> None:
    guide = scene.guide(dossier)
    if guide is None:
        _card(scene, dossier)
        return
    if dossier.guided > len(guide.steps):
        _ask_code(scene, dossier, guide)
        return
    step = guide.steps[dossier.guided - 1]
    lines = _lines(scene, dossier, step)
    copies = [button for line in lines if (button := _copy(scene, line))] if dossier.guided_by == ONE else []
    onwards = scene.button("guide:next", say("button-guide-next"), Style.PRIMARY)
    back = scene.button("guide:back", say("button-guide-back"), Style.QUIET)
    sections = (Section(say("guide-values"), tuple(lines)),) if lines else ()
    head = say("guide-at", at=dossier.guided, of=len(guide.steps), portal=guide.portal)
    message = Message((head, Text(step.text)), (*copies, onwards, back), sections, step="guide", about=dossier.id)
    scene.say(message, Prompt("guide"))


def _ask_code(scene: Scene, dossier: Dossier, guide: Guide) -> None:
    none = scene.button("guide:no-code", say("button-no-code"))
    back = scene.button("guide:back", say("button-guide-back"), Style.QUIET)
    text = say("guide-code", portal=guide.portal)
    scene.say(Message((text,), (none, back), step="guide-code", about=dossier.id), Prompt("guide"))


def _lines(scene: Scene, dossier: Dossier, step: GuideStep) -> list[CardLine]:
    """The values of this step: of single answers each, of a repeated group a line for every row."""
    spots = [spot for spot in scene.route(dossier).spots if spot.step.key in step.copies and _given(dossier, spot)]
    lines = [CardLine(short(spot), _value(dossier, spot)) for spot in spots if not spot.row]
    for row in dict.fromkeys(spot.row for spot in spots if spot.row):
        mine = [spot for spot in spots if spot.row == row]
        label = Text(f"part-{mine[0].group}.row", (("row", mine[0].number),))
        lines.append(CardLine(label, Listed(tuple(_value(dossier, spot) for spot in mine))))
    return lines


def _given(dossier: Dossier, spot: Spot) -> bool:
    given = dossier.answers.get(spot.path)
    return given is not None and given.value != ""


def _value(dossier: Dossier, spot: Spot) -> Value:
    return reads(spot.step, dossier.answers[spot.path].value, masked=False)


def _copy(scene: Scene, line: CardLine) -> Button | None:
    """A button that copies a typed value; choices are chosen there, not typed."""
    if not isinstance(line.value, str) or len(line.value) > MOST_COPY:
        return None
    return scene.button("guide:same", say("button-copy-value", what=line.label), copy=line.value)
