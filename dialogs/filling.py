"""Takes an answer for the step that was asked: understands it, doubts it, refuses it, or keeps it and goes on."""

from __future__ import annotations

from dataclasses import replace

from dialogs.answers import Answer, AnswerValue, Source
from dialogs.asking import ask, ask_candidates, ask_doubt, options_of, short
from dialogs.cards import being_shown, confirmed, declined, left_unread
from dialogs.checks.choices import chosen, yes_or_no
from dialogs.checks.names import PersonName
from dialogs.checks.outcome import Accepted, Candidates, Doubtful, Outcome, Refused
from dialogs.checks.wording import search_key, tidy
from dialogs.conversation import Dossier
from dialogs.dossier import Life
from dialogs.effects import CallStaff, Consent, Note
from dialogs.front import pause
from dialogs.going import advance, here, reopened, stopped, supplied
from dialogs.menu import Word, word_in
from dialogs.photographs import HELD, PAGES, pages_of
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.showing import option_label
from dialogs.steps import Acknowledge, Agree, Ask, Choose, Photograph, YesNo
from dialogs.texts import Text, say

_ENOUGH = {"xong", "du", "du roi", "du anh", "du anh roi", "het", "het roi", "ro", "ro roi", "doc ro", "done", "clear"}
_AGREES = {"dong y", "toi dong y", "dong y luu", "agree", "i agree"}
STRIKE_STAFF = 6
"""After so many refusals of one step staff are told, once, without being asked."""


def written(scene: Scene, dossier: Dossier, text: str) -> None:
    """The citizen typed this where an answer is awaited."""
    prompt, spot = scene.now.prompt, here(scene, dossier)
    if spot is None:
        advance(scene, dossier)
        return
    if being_shown(scene) and (said := yes_or_no(text)) is not None:
        card_answered(scene, dossier, said)
        return
    if isinstance(spot.step, Photograph) and (search_key(text) in _ENOUGH or _says_clear(dossier, spot, text)):
        enough(scene, dossier)
        return
    if prompt.doubt and (said := yes_or_no(text)) is not None:
        if said:
            take(scene, dossier, spot, prompt.values[0], Source.PROPOSED)
        else:
            denied(scene, dossier, spot)
        return
    number = int(text) if text.strip().isdecimal() and len(text) < 9 else 0
    if prompt.labels and 0 < number <= len(prompt.values):
        take(scene, dossier, spot, prompt.values[number - 1], Source.CHOSEN)
        return
    if prompt.values and not prompt.labels and not prompt.doubt and len(prompt.values) == 1 and yes_or_no(text):
        take(scene, dossier, spot, prompt.values[0], Source.PROPOSED)
        return
    outcome = understand(scene, dossier, spot, text)
    if isinstance(outcome, Refused) and stopped(scene):
        scene.lead_with(say("press-a-button"))
        advance(scene, dossier)
        return
    if isinstance(spot.step, Agree) and stopped(scene) and search_key(text) not in _AGREES:
        ask(scene, dossier, spot)  # An "ok" to the explanation is no consent: the question itself is put.
        return
    if isinstance(outcome, Doubtful):
        outcome = _insisted(scene, spot, tidy(text)) or outcome
        scene.update(doubted=tidy(text))
    heard(scene, dossier, spot, outcome)


def _insisted(scene: Scene, spot: Spot, typed: str) -> Accepted | None:
    """Doubted, denied, and typed again to the letter: a name (of a person, of an issuer) is then as it was typed,
    whatever it looks like. Where a yes keeps what was typed, nothing needs to be insisted on."""
    is_name = isinstance(spot.step, Ask) and isinstance(spot.step.check, PersonName)
    is_issuer = isinstance(spot.step, Choose) and spot.step.issuers
    return Accepted(typed) if (is_name or is_issuer) and typed == scene.now.doubted else None


def denied(scene: Scene, dossier: Dossier, spot: Spot) -> None:
    """What we proposed is not it: that counts as a try, so that ways out open here too."""
    strikes = scene.now.strikes + 1
    scene.update(strikes=strikes)
    ask(scene, dossier, spot, struggling=strikes > 1)


def understand(scene: Scene, dossier: Dossier, spot: Spot, text: str) -> Outcome:
    """What these words mean for this step."""
    step, context = spot.step, scene.context(dossier, spot.row)
    match step:
        case Ask():
            return step.check(text, context)
        case Choose():
            options = options_of(step, context)
            outcome = chosen(
                text, tuple((o.code, _label(step, o.code, o.name, scene), tuple(o.aliases)) for o in options)
            )
            if isinstance(outcome, Refused) and step.other is not None:
                return step.other(text, context)
            return outcome
        case YesNo() | Agree():
            said = {"1": True, "2": False}.get(text.strip(), yes_or_no(text))
            return Accepted(said) if said is not None else Refused(say("refused-yes-no"), "E_CHOICE")
        case Acknowledge():
            goes_on = text.strip() == "1" or yes_or_no(text) or word_in(text) is Word.CONTINUE
            return Accepted(True) if goes_on else Refused(say("refused-go-on"), "E_CHOICE")
        case Photograph():
            return Refused(say("refused-photo-wanted"), "E_PHOTO_WANTED")


def _label(step: Choose, code: str, name: str, scene: Scene) -> str:
    label = name or option_label(step, code)
    return label if isinstance(label, str) else scene.catalogue.words(label, scene.now.language)


def heard(scene: Scene, dossier: Dossier, spot: Spot, outcome: Outcome) -> None:
    """Act on what a check said."""
    match outcome:
        case Accepted(value, echo):
            if echo is not None:
                scene.lead_with(echo)
            take(scene, dossier, spot, value, Source.CHOSEN if isinstance(spot.step, Choose | YesNo) else Source.TYPED)
        case Doubtful():
            ask_doubt(scene, dossier, spot, outcome)
        case Candidates():
            ask_candidates(scene, dossier, spot, outcome)
        case Refused(reason, code):
            refuse(scene, dossier, spot, reason, code)


def refuse(scene: Scene, dossier: Dossier, spot: Spot, reason: Text, code: str) -> None:
    """Say how to mend it; then an example; then ways out. Never the same wall a fourth time."""
    strikes = scene.now.strikes + 1
    scene.update(strikes=strikes)
    scene.do(Note("refused", dossier.id, f"{spot.step.key}:{code}"))
    scene.lead_with(reason)
    if strikes == STRIKE_STAFF:
        scene.do(CallStaff("stuck", dossier.id))
        scene.lead_with(say("stuck-staff-told"))
    ask(scene, dossier, spot, struggling=strikes > 1)


def take(scene: Scene, dossier: Dossier, spot: Spot, value: AnswerValue, source: Source) -> None:
    """Keep the answer and go on."""
    before = dossier.answers.get(spot.path)
    if before is not None and before.value != value and source is Source.TYPED:
        source = Source.CORRECTED
    if isinstance(spot.step, Agree):
        agreed(scene, spot.step, bool(value))
        if dossier.life is Life.SUPPLEMENT and value is False:  # What was filed rests on the consent given then.
            pause(scene, dossier)
            return
    dossier = scene.answer(dossier, {spot.path: Answer(value, source), spot.path + PAGES: None, spot.path + HELD: None})
    if isinstance(spot.step, Photograph) and not spot.step.keep:
        dossier = left_unread(scene, dossier)
    dossier = supplied(scene, dossier, spot.path)
    scene.update(strikes=0, visiting="", doubted="")
    advance(scene, reopened(scene, dossier))


def agreed(scene: Scene, step: Agree, given: bool) -> None:
    """Keep the decision with its evidence."""
    scene.do(Consent(step.purpose, given, step.words))
    scene.update(consents={**scene.now.consents, step.purpose: given})


def keep(scene: Scene, dossier: Dossier) -> None:
    """The citizen went back to look and leaves it as it was."""
    spot = here(scene, dossier)
    scene.update(strikes=0, visiting="")
    advance(scene, supplied(scene, dossier, spot.path) if spot else dossier)


def put_off(scene: Scene, dossier: Dossier) -> None:
    """Skip this step for now; it comes again at the end."""
    spot = here(scene, dossier)
    if spot is not None:
        route = scene.route(dossier)
        if not [s for s in route.spots if s.path not in dossier.answers and s.path != spot.path]:
            scene.update(strikes=0)
            ask(scene, dossier, spot, say("only-this-left", what=short(spot)))
            return
        dossier = scene.put(replace(dossier, later=(*dossier.later, spot.path)))
        scene.lead_with(say("put-off", what=short(spot)))
    scene.update(strikes=0)
    advance(scene, dossier)


def enough(scene: Scene, dossier: Dossier) -> None:
    """These are all the pictures of this paper."""
    spot = here(scene, dossier)
    if spot is None or not isinstance(spot.step, Photograph):
        advance(scene, dossier)
        return
    pages = dossier.answers.get(spot.path + PAGES)
    if pages is None or len(pages_of(dossier, spot.path)) < spot.step.least:
        ask(scene, dossier, spot)
        return
    take(scene, dossier, spot, pages.value, Source.READ)


def _says_clear(dossier: Dossier, spot: Spot, text: str) -> bool:
    """A yes to "can it be read?", once enough pictures are there."""
    enough_there = isinstance(spot.step, Photograph) and len(pages_of(dossier, spot.path)) >= spot.step.least
    return enough_there and yes_or_no(text) is True


def card_answered(scene: Scene, dossier: Dossier, right: bool) -> None:
    """What was read off the card is right, or not."""
    spot = here(scene, dossier)
    if spot is None or not isinstance(spot.step, Photograph):
        advance(scene, dossier)
        return
    dossier = confirmed(scene, dossier, spot.path) if right else declined(scene, dossier, spot.path)
    scene.lead_with(say("card-taken") if right else say("card-left"))
    scene.update(strikes=0, visiting="", doubted="")
    advance(scene, reopened(scene, dossier))
