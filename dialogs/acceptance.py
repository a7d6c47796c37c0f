"""Tells the citizen what the pre-check found: one line when all is well, else every reason and the way to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.asking import short
from dialogs.consents import READING
from dialogs.conversation import Dossier, Prompt
from dialogs.deadlines import received_on
from dialogs.dossier import Life
from dialogs.effects import Button, Message, Note, Style
from dialogs.precheck import Case, Finding, Severity, judged
from dialogs.scene import Scene
from dialogs.texts import Text, say

MOST_TOLD = 4
"""Reasons that are told at once: more would be a wall. The rest comes up as these are mended."""
COMPLETE = frozenset({Life.REVIEW, Life.CONSENT, Life.SUBMIT_FAILED, Life.SUPPLEMENT})
"""States in which nothing should be missing; before them the form itself leads on."""


def case_of(scene: Scene, dossier: Dossier) -> Case:
    """The dossier as it would be filed now. Nothing that was read is used unless its owner lets us read."""
    procedure, context = scene.procedure(dossier), scene.walked(dossier)
    calendar, reading = scene.catalogue.calendar, scene.now.consents.get(READING, False)
    promised = calendar.add_working_days(received_on(calendar, scene.event.at), procedure.term(context))
    return Case(
        procedure=procedure,
        route=scene.route(dossier),
        context=context,
        promised=promised,
        card=dossier.card if reading else None,
        reads=dossier.reads if reading else (),
        accepted=dossier.accepted_faults,
        unfit=dossier.unfit,
    )


def findings_of(scene: Scene, dossier: Dossier) -> tuple[Finding, ...]:
    """All that is found and that the citizen may mend now, what returns the dossier first; nothing of a form that is
    not complete yet."""
    if dossier.life not in COMPLETE:
        return ()
    return tuple(one for one in judged(case_of(scene, dossier)) if dossier.may_change(one.path))


def returning(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those for which the dossier would come back."""
    return tuple(one for one in findings if one.severity is Severity.RETURNED)


def lines_of(findings: Sequence[Finding]) -> tuple[Text, ...]:
    """What was found, a line each: the reasons for a return; when there are none, that it is complete, and what the
    officer may still ask."""
    faults = returning(findings)
    told = faults or findings
    listed = tuple(say("precheck-line", number=n, reason=one.reason) for n, one in enumerate(told[:MOST_TOLD], 1))
    more = (say("precheck-more", count=len(told) - MOST_TOLD),) if len(told) > MOST_TOLD else ()
    if faults:
        return (say("precheck-returned", count=len(faults)), *listed, *more)
    asked = (say("precheck-asked", count=len(told)),) if told else ()
    return (say("precheck-fine"), *asked, *listed, *more)


def buttons_of(scene: Scene, dossier: Dossier, findings: Sequence[Finding]) -> tuple[Button, ...]:
    """A button for each line of ``lines_of``, the first reason for a return first of all."""
    faults = returning(findings)
    buttons = []
    for number, one in enumerate((faults or findings)[:MOST_TOLD], 1):
        spot = scene.route(dossier).at(one.path)
        if spot is not None:
            style = Style.PRIMARY if faults and number == 1 else Style.PLAIN
            label = say("button-mend", number=number, what=short(spot))
            buttons.append(scene.button(f"mend:{one.name}", label, style))
    return tuple(buttons)


def turn_back(scene: Scene, dossier: Dossier, findings: Sequence[Finding]) -> None:
    """Not sent: the reasons once more, and the way to mend the first."""
    faults = returning(findings)
    scene.do(Note("precheck", dossier.id, ",".join(dict.fromkeys(one.rule for one in faults))))
    home = scene.button("review", say("button-to-card"), Style.QUIET)
    lines = (say("precheck-not-sent"), *lines_of(findings))
    buttons = (*buttons_of(scene, dossier, findings), home)
    scene.say(Message(lines, buttons, step="review", about=dossier.id), Prompt("review"))
