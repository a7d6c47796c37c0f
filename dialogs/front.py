"""The places outside a dossier: the greeting, the menu, and the pause."""

from __future__ import annotations

from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import Life
from dialogs.effects import Button, Message, Style
from dialogs.modes import Turned
from dialogs.scene import Scene
from dialogs.texts import Day, Text, say


def greet(scene: Scene) -> None:
    """Say who is speaking, once."""
    if not scene.now.greeted:
        scene.update(greeted=True)
        scene.lead_with(say("greeting", office=scene.catalogue.office.name))


def start(scene: Scene) -> None:
    """The menu: go on with a draft, or choose what to apply for. A typed number counts the same buttons."""
    greet(scene)
    buttons = [continue_button(scene, dossier) for dossier in scene.now.dossiers if dossier.editable]
    begun = {dossier.procedure for dossier in scene.now.dossiers if dossier.editable}
    buttons += [
        scene.button(f"start:{procedure.code}", Text(procedure.title + ".short"))
        for procedure in scene.catalogue.procedures
        if procedure.code not in begun
    ]
    buttons.append(Button("!dossiers", say("word-dossiers"), Style.QUIET))
    buttons.append(Button("!language", say("word-language"), Style.QUIET))
    scene.turn(Turned.CLOSED)
    scene.say(Message((say("choose-procedure"),), tuple(buttons), step="menu"), Prompt("menu"))


def pause(scene: Scene, dossier: Dossier) -> None:
    """Put it down: what is kept, how long, and how to take it up again."""
    scene.turn(Turned.PAUSED)
    buttons = [continue_button(scene, dossier)]
    if dossier.editable:
        what = Text(scene.procedure(dossier).title + ".short")
        buttons.append(scene.button(f"discard:{dossier.id}", say("button-discard", what=what), Style.DANGER))
    kept = say("paused", days=scene.catalogue.draft_days)
    if dossier.life is Life.SUPPLEMENT:
        kept = say("paused-supplement", deadline=Day(dossier.deadline) if dossier.deadline else say("due-unknown"))
    scene.say(Message((kept,), tuple(buttons)), Prompt("paused"))


def continue_button(scene: Scene, dossier: Dossier) -> Button:
    """Takes the dossier up where it stands."""
    what = Text(scene.procedure(dossier).title + ".short")
    return scene.button(f"open:{dossier.id}", say("button-continue", what=what), Style.PRIMARY)
