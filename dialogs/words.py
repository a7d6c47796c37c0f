"""What the citizen typed: a secret to refuse, a menu word, a dossier code, an answer, or a procedure's name."""

from __future__ import annotations

import re

from dialogs import filing, filling, going, handoff, mailing, mine, paying, pressing, review
from dialogs.again import again
from dialogs.asking import short
from dialogs.cards import being_shown
from dialogs.checks.choices import yes_or_no
from dialogs.checks.dossier_code import dossier_code
from dialogs.checks.secrets import secret_in
from dialogs.checks.wording import search_key, tidy
from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import Life
from dialogs.effects import LookUp, Message, Note, Style
from dialogs.events import Opened
from dialogs.front import greet, start
from dialogs.menu import Word, language_in, line_to_edit, word_in
from dialogs.modes import Mode
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.steps import Acknowledge, Agree, YesNo
from dialogs.texts import say
from dialogs.wishes import act_on

MOST_TEXT = 5000
"""Characters; a longer text is refused whole rather than cut."""

_FILE = {"nop", "nop ho so", "nop lai", "dong y nop", "gui", "xong", "file", "submit", "send"}
_LATER = {"bo qua", "de sau", "skip", "later"}
_NOTHING = {"khong co", "khong", "none", "no"}


def opened(scene: Scene, event: Opened) -> None:
    """The chat was opened: greet once, start what the link names, or say where we stand."""
    if event.source and not scene.now.source:
        scene.update(source=event.source)
    if event.procedure and scene.catalogue.current(event.procedure):
        if not scene.now.greeted:
            greet(scene)
            scene.say(Message(()))
        pressing.begin(scene, event.procedure)
    else:
        start(scene)


def wrote(scene: Scene, raw: str) -> None:
    """Understand typed words by what they can be, the safest reading first."""
    if len(raw) > MOST_TEXT:
        scene.lead_with(say("text-too-long", most=MOST_TEXT))
        again(scene)
        return
    text = tidy(raw)
    if (secret := secret_in(text)) is not None:
        scene.do(Note("secret_refused", scene.now.desk, secret))
        scene.lead_with(say("secret-refused"))
        again(scene)
    elif not text:
        scene.lead_with(say("nothing-readable"))
        again(scene)
    elif (word := word_in(text)) is not None and not _answers_question(scene, text):
        if language := language_in(text):
            pressing.act(scene, f"language:{language}")
        else:
            act_on(scene, word)
    elif (code := dossier_code(text, scene.today)) is not None:
        dossier = scene.now.on_desk
        if scene.now.mode is Mode.GUIDING and dossier is not None and scene.postal(dossier) is None:
            handoff.code_told(scene, dossier, code)
        else:
            mine.status_wanted(scene, code)
    else:
        _by_mode(scene, text, raw)


def _answers_question(scene: Scene, text: str) -> bool:
    """A menu word that also answers what is being asked is an answer first: "thôi" to a doubt is a no, "tiếp" after
    something to be read goes on. A bare "dung" is "đúng" where that is harmless; where a yes gives something away
    (consent, filing, erasing, withdrawing) it is the safer "dừng", and "tiếp tục" agrees to nothing."""
    said = yes_or_no(text)
    if scene.now.mode in (Mode.CONSENTING, Mode.ERASING, Mode.WITHDRAWING):
        return said is False or (said is True and word_in(text) is None)
    if scene.now.prompt.doubt:
        return said is not None
    dossier = scene.now.on_desk
    spot = going.here(scene, dossier) if dossier is not None and scene.now.mode is Mode.FILLING else None
    if spot is None:
        return False
    goes_on = isinstance(spot.step, Acknowledge) and word_in(text) is Word.CONTINUE
    if isinstance(spot.step, Agree):
        return said is False or (said is True and word_in(text) is None)
    return goes_on or (isinstance(spot.step, YesNo) and said is not None)


def _by_mode(scene: Scene, text: str, raw: str) -> None:
    """``raw`` goes to the checks: some of them see what tidying takes away (old fonts, line breaks)."""
    dossier, key = scene.now.on_desk, search_key(text)
    match scene.now.mode:
        case Mode.LOOKING_UP:
            _factor(scene, text)
        case Mode.ERASING:
            mine.erase(scene) if yes_or_no(text) else pressing.settle(scene)
        case Mode.WITHDRAWING:
            _withdrawal(scene, text)
        case Mode.CONSENTING if dossier is not None:
            _consent(scene, dossier, text)
        case Mode.GUIDING if dossier is not None:
            _in_guide(scene, dossier, text)
        case Mode.REVIEWING if dossier is not None:
            _on_card(scene, dossier, text)
        case Mode.FILLING | Mode.PAUSED if dossier is not None:
            wanted = _line_named(scene, dossier, line_to_edit(text))
            if wanted is not None:
                pressing.act(scene, f"edit:{wanted.path}")
            elif (skip := _skipping(scene, dossier, key)) is not None:
                pressing.act(scene, skip)
            elif scene.now.mode is Mode.PAUSED:
                pressing.open_dossier(scene, dossier)
            else:
                filling.written(scene, dossier, raw)
        case _:
            _find_procedure(scene, key)


def _skipping(scene: Scene, dossier: Dossier, key: str) -> str | None:
    """ "bỏ qua" leaves an optional answer empty and puts any other off to the end, where it is asked again."""
    spot = going.here(scene, dossier)
    if spot is None or isinstance(spot.step, Agree | Acknowledge) or (being_shown(scene) and key in _NOTHING):
        return None
    if spot.step.optional:
        return "leave-empty" if key in (*_LATER, *_NOTHING) else None
    return "later" if key in _LATER and dossier.editable else None


def _factor(scene: Scene, text: str) -> None:
    digits = text.replace(" ", "").replace(".", "")
    if len(digits) != mine.FACTOR_DIGITS or not digits.isdecimal():
        no = scene.button("settle", say("button-leave-it"), Style.QUIET)
        scene.say(Message((say("lookup-factor-wrong"),), (no,), step="lookup"), Prompt("lookup"))
        return
    scene.do(LookUp(scene.now.asking_code, digits))
    scene.lead_with(say("looking-up"))
    pressing.settle(scene)


def _withdrawal(scene: Scene, text: str) -> None:
    meaning = next((m for _, m in scene.now.prompt.buttons if m.startswith("withdraw-yes:")), "settle:")
    pressing.act(scene, meaning if yes_or_no(text) else "settle:")


def _consent(scene: Scene, dossier: Dossier, text: str) -> None:
    said = yes_or_no(text)
    if said is None:
        scene.lead_with(say("refused-yes-no"))
        filing.ask_consent(scene, dossier)
    else:
        filing.decided(scene, dossier, said)


def _in_guide(scene: Scene, dossier: Dossier, text: str) -> None:
    """A yes ("xong", "rồi") goes on; a line that is named is changed; anything else is told where we stand."""
    spot = _line_named(scene, dossier, line_to_edit(text))
    if spot is not None:
        pressing.act(scene, f"edit:{spot.path}")
    elif scene.postal(dossier) is not None:
        mailing.onward(scene, dossier, text)
    elif (search_key(text) in _FILE or yes_or_no(text)) and dossier.guided:
        handoff.onward(scene, dossier, 1)
    else:
        handoff.not_understood(scene, dossier)


def _on_card(scene: Scene, dossier: Dossier, text: str) -> None:
    key = search_key(text)
    named = line_to_edit(text)
    spot = _line_named(scene, dossier, named or key, near=bool(named))
    mends = [meaning for _, meaning in scene.now.prompt.buttons if meaning.startswith("mend:")]
    if key.isdecimal() and len(key) < 3 and 0 < int(key) <= len(mends):
        pressing.act(scene, mends[int(key) - 1])
    elif key in _FILE or yes_or_no(text):
        filing.wants_to_file(scene, dossier)
    elif spot is not None:
        pressing.act(scene, f"edit:{spot.path}")
    else:
        review.point_at_card(scene, dossier)


def _line_named(scene: Scene, dossier: Dossier, name: str, near: bool = True) -> Spot | None:
    """The line whose short name is (``near``: or contains) these words, without diacritics."""
    if not name:
        return None
    named = [
        (search_key(scene.catalogue.words(short(spot), scene.now.language)), spot)
        for spot in scene.route(dossier).spots
        if not isinstance(spot.step, Acknowledge | Agree)
    ]
    exact = [spot for label, spot in named if label == name]
    similar = [spot for label, spot in named if near and name in label and len(name) > 3]
    return next(iter([*exact, *similar]), None)


def _has(key: str, words: str) -> bool:
    """Whole words: "ho tro" (help) is not "o tro" (lodging)."""
    return re.search(rf"\b{re.escape(words)}\b", key) is not None


def _find_procedure(scene: Scene, key: str) -> None:
    shown = [meaning for _, meaning in scene.now.prompt.buttons] if scene.now.prompt.path == "menu" else []
    if key.isdecimal() and len(key) < 3 and 0 < int(key) <= len(shown):
        pressing.act(scene, shown[int(key) - 1])
        return
    if key in paying.CLAIMS and paying.claimed_in_words(scene):
        return
    if key in _FILE and _hurried(scene):
        return
    found = [p for p in scene.catalogue.procedures if key == p.code or any(_has(key, word) for word in p.words)]
    if len(found) == 1:
        greet(scene)
        pressing.begin(scene, found[0].code)
        return
    scene.lead_with(say("not-understood") if scene.now.greeted else say("greeting", office=scene.catalogue.office.name))
    scene.update(greeted=True)
    start(scene)


def _hurried(scene: Scene) -> bool:
    """ "nộp" while nothing is on the desk: the newest dossier that is not at the authority yet says how it stands."""
    dossier = next((d for d in reversed(scene.now.dossiers) if not d.filed or d.life is Life.SUPPLEMENT), None)
    if dossier is None:
        return False
    if dossier.life is Life.SUBMIT_FAILED:
        filing.retry(scene, dossier)
    else:
        pressing.open_dossier(scene, dossier)
    return True
