"""Does what a word of the menu asks for, typed or pressed, whatever is going on."""

from __future__ import annotations

from dialogs import going, handoff, mailing, mine, pressing
from dialogs.asking import ask, question_values
from dialogs.conversation import Dossier
from dialogs.dossier import Life
from dialogs.effects import Button, Message, Style
from dialogs.front import pause, start
from dialogs.menu import Word
from dialogs.modes import Mode
from dialogs.scene import Scene
from dialogs.steps import Ask, Photograph
from dialogs.texts import Text, say


def act_on(scene: Scene, word: Word) -> None:
    """Do what a menu word says."""
    dossier = scene.now.on_desk
    match word:
        case Word.START:
            start(scene)
        case Word.DOSSIERS:
            mine.my_dossiers(scene)
        case Word.MY_DATA:
            mine.my_data(scene)
        case Word.CONSENTS:
            mine.show_consents(scene)
        case Word.ERASE:
            mine.ask_erasure(scene)
        case Word.LANGUAGE:
            _choose_language(scene)
        case Word.PERSON:
            going.call_person(scene, scene.now.desk)
        case Word.HELP:
            _help(scene, dossier)
        case Word.BACK | Word.REVIEW | Word.STOP | Word.CONTINUE:
            _at_desk(scene, word, dossier)


def _at_desk(scene: Scene, word: Word, dossier: Dossier | None) -> None:
    open_ones = [d for d in scene.now.dossiers if d.editable or (d.life is Life.SUPPLEMENT and not d.resent)]
    if scene.now.mode in (Mode.LOOKING_UP, Mode.ERASING, Mode.WITHDRAWING) and word in (Word.BACK, Word.STOP):
        pressing.settle(scene)
    elif dossier is None and word is Word.CONTINUE and len(open_ones) == 1:
        pressing.open_dossier(scene, open_ones[0])
    elif dossier is None:
        scene.lead_with(say("nothing-on-desk"))
        start(scene)
    elif word is Word.BACK and scene.now.mode is Mode.GUIDING:
        mailing.back(scene, dossier) if scene.postal(dossier) else handoff.onward(scene, dossier, -1)
    elif word is Word.BACK:
        going.back(scene, dossier)
    elif word is Word.REVIEW:
        going.look_over(scene, dossier)
    elif word is Word.STOP:
        pause(scene, dossier)
    else:
        pressing.open_dossier(scene, dossier)


def _choose_language(scene: Scene) -> None:
    buttons = (scene.button("language:vi", "Tiếng Việt"), scene.button("language:en", "English"))
    scene.say(Message((say("choose-language"),), buttons))


def _help(scene: Scene, dossier: Dossier | None) -> None:
    spot = going.here(scene, dossier) if dossier is not None and scene.now.mode is Mode.FILLING else None
    if dossier is None or spot is None:
        scene.say(Message((say("help"),), (Button("!person", say("word-person"), Style.QUIET),)))
        return
    lines = [say("help-short")]
    if isinstance(spot.step, Ask):
        lines.append(Text(f"{spot.step.words}.example", question_values(spot, scene)))
    elif isinstance(spot.step, Photograph):
        lines.append(Text(f"{spot.step.words}.hint"))
    ask(scene, dossier, spot, *lines)
