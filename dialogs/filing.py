"""From "Nộp hồ sơ" to the word of the portal: consent, the filing, its outcome, and repair when more is wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import BACK_TO, Life, Step
from dialogs.effects import Ask as Kind
from dialogs.effects import CallStaff, Consent, Message, Note, Style, Submit
from dialogs.events import FilingEnded, FilingResult, Timer
from dialogs.going import advance, call_person
from dialogs.modes import Turned
from dialogs.news import copy_button, status_text, tell
from dialogs.review import show_card
from dialogs.scene import Scene
from dialogs.texts import Text, say

SUBMIT_CONSENT = "consent-submit"
VERIFYING_ALARM = timedelta(minutes=15)


def wants_to_file(scene: Scene, dossier: Dossier) -> None:
    """The card was confirmed: ask for consent to hand it to the authority, with equal buttons."""
    if dossier.life is Life.SUPPLEMENT and not dossier.reopened:
        file(scene, dossier)
        return
    if dossier.life is Life.SUBMIT_FAILED:
        retry(scene, dossier)
        return
    if dossier.life is not Life.REVIEW:
        advance(scene, dossier)
        return
    ask_consent(scene, scene.move(dossier, Step.CONFIRMED))


def ask_consent(scene: Scene, dossier: Dossier) -> None:
    """Two equal buttons; nothing is decided by going on."""
    scene.turn(Turned.CONFIRMED)
    buttons = (scene.button("yes", say("button-agree")), scene.button("no", say("button-disagree")))
    message = Message((Text(SUBMIT_CONSENT),), buttons, step=SUBMIT_CONSENT, ask=Kind.YES_NO, about=dossier.id)
    scene.say(message, Prompt(SUBMIT_CONSENT))


def decided(scene: Scene, dossier: Dossier, given: bool) -> None:
    """Consent to hand over: given or not."""
    scene.do(Consent("submit", given, SUBMIT_CONSENT))
    scene.update(consents={**scene.now.consents, "submit": given})
    if given:
        file(scene, dossier)
        return
    scene.lead_with(say("not-filed"))
    dossier = scene.move(dossier, Step.REOPENED)
    dossier = scene.move(dossier, Step.PAPERS_COMPLETE)
    scene.turn(Turned.COMPLETE)
    show_card(scene, dossier)


def file(scene: Scene, dossier: Dossier) -> None:
    """Commit the key with this turn and ask for the filing; nothing is called filed before the portal's code came."""
    key = scene.fresh_id("k")
    if dossier.life is Life.SUPPLEMENT:
        dossier = scene.put(replace(dossier, key=key, rounds=dossier.rounds + 1, touched=scene.event.at, resent=True))
        scene.do(Submit(dossier.id, key, dossier.asked_items))
    else:
        dossier = scene.move(dossier, Step.AGREED)
        dossier = scene.put(replace(dossier, key=key, touched=scene.event.at))
        scene.do(Submit(dossier.id, key))
    scene.turn(Turned.FILED)
    scene.turn(Turned.CLOSED)
    scene.update(desk="", prompt=Prompt(), visiting="", strikes=0)
    scene.say(Message((say("sending"),), about=dossier.id))


def retry(scene: Scene, dossier: Dossier) -> None:
    """File again after a failure that surely filed nothing: the same key, so that it cannot become two."""
    if dossier.life is Life.SUPPLEMENT and dossier.rounds and not dossier.resent and not dossier.reopened:
        dossier = scene.put(replace(dossier, resent=True))
        scene.do(Submit(dossier.id, dossier.key, dossier.asked_items))
    elif dossier.life is Life.SUBMIT_FAILED and dossier.key:
        dossier = scene.move(dossier, Step.RETRIED)
        scene.do(Submit(dossier.id, dossier.key))
    else:
        scene.say(Message((status_text(dossier),), about=dossier.id))
        return
    if scene.now.desk == dossier.id:
        scene.turn(Turned.CLOSED)
        scene.update(desk="", visiting="", strikes=0)
        scene.say(Message((say("sending"),), about=dossier.id), Prompt())
    else:
        scene.say(Message((say("sending"),), about=dossier.id))


def filing_ended(scene: Scene, event: FilingEnded) -> None:
    """The portal's word on a submission; an old key's word changes nothing."""
    dossier = scene.now.dossier(event.dossier)
    if dossier is None or dossier.key != event.key:
        return
    awaited = dossier.resent or dossier.life in (Life.SUBMITTING, Life.VERIFYING)
    match event.result:
        case FilingResult.FILED:
            _filed(scene, dossier, event)
        case FilingResult.UNKNOWN if awaited and dossier.life is not Life.VERIFYING:
            scene.move(dossier, Step.OUTCOME_UNKNOWN)
            scene.remind(VERIFYING_ALARM / timedelta(days=1), Timer.VERIFYING_LONG, dossier.id)
            tell(scene, dossier, say("filing-verifying"))
        case FilingResult.FAILED if awaited:
            dossier = scene.put(replace(scene.move(dossier, Step.FAILED), resent=False))
            scene.do(CallStaff("filing_failed", dossier.id))
            retry_button = scene.button(f"retry:{dossier.id}", say("button-file-again"), Style.PRIMARY)
            tell(scene, dossier, say("filing-failed"), retry_button)
        case _:
            scene.do(Note("filing_word_late", dossier.id, f"{dossier.life}:{event.result}"))


def _filed(scene: Scene, dossier: Dossier, event: FilingEnded) -> None:
    """The portal has it. Told once: a second word, or one that a report has overtaken, only completes what we know."""
    if dossier.resent:
        dossier = scene.move(dossier, BACK_TO[dossier.before_supplement])
        dossier = scene.put(
            replace(dossier, asked_items=(), reopened=(), deadline=None, reason="", resent=False, code=dossier.code)
        )
        tell(scene, dossier, say("supplement-received", code=dossier.code))
        return
    known = dossier.life not in (Life.SUBMITTING, Life.VERIFYING, Life.SUBMIT_FAILED)
    dossier = scene.move(dossier, Step.FILED)
    scene.put(replace(dossier, code=dossier.code or event.code, filed=dossier.filed or scene.event.at))
    if known:
        scene.do(Note("filing_word_late", dossier.id, f"{dossier.life}:{event.result}"))
        return
    if scene.now.desk == dossier.id:
        scene.turn(Turned.CLOSED)
        scene.update(desk="", prompt=Prompt(), visiting="", strikes=0)
    tell(scene, dossier, say("filed", code=event.code), copy_button(event.code))


def repair(scene: Scene, dossier: Dossier) -> None:
    """Put the dossier on the desk with exactly the asked items open."""
    if dossier.life is not Life.SUPPLEMENT:
        scene.say(Message((status_text(dossier),), about=dossier.id))
        return
    if dossier.resent:
        scene.say(Message((status_text(dossier),), about=dossier.id))
        return
    if not dossier.asked_items:
        scene.lead_with(status_text(dossier))
        call_person(scene, dossier.id)
        return
    scene.update(desk=dossier.id, strikes=0, prompt=Prompt())
    advance(scene, dossier)
