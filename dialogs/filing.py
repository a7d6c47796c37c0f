"""From "Nộp hồ sơ" to the word of the portal: consent, the filing, its outcome, and repair when more is wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dialogs import blocked, handoff, mailing, paying
from dialogs.acceptance import findings_of, returning, turn_back
from dialogs.cards import forget_pictures
from dialogs.conversation import Dossier, Prompt
from dialogs.deadlines import VIETNAM
from dialogs.dossier import BACK_TO, Life, Step
from dialogs.effects import Ask as Kind
from dialogs.effects import CallStaff, Consent, Draw, Erase, Message, Note, Style, Submit
from dialogs.events import Drawn, FilingEnded, FilingResult, Timer
from dialogs.front import continue_button
from dialogs.going import advance, call_person, fit_to_file, reopened, to_supply
from dialogs.modes import Mode, Turned
from dialogs.news import copy_button, repair_button, status_text, tell
from dialogs.review import file_label
from dialogs.scene import Scene
from dialogs.texts import Day, Money, Text, say
from dialogs.unfit import paper_unfit
from dialogs.urgency import last_day

SUBMIT_CONSENT = "consent-submit"
VERIFYING_ALARM = timedelta(minutes=15)


def wants_to_file(scene: Scene, dossier: Dossier) -> None:
    """The card was confirmed: ask for consent to hand it to the authority, with equal buttons."""
    if dossier.life is Life.SUBMIT_FAILED:
        retry(scene, dossier)
    elif _held_back(scene, dossier):
        return
    elif dossier.life is Life.SUPPLEMENT and to_supply(scene, dossier) is None:
        file(scene, dossier) if _may_send(scene) else ask_consent(scene, dossier)
    elif dossier.life is Life.REVIEW and scene.postal(dossier) is not None:
        mailing.begin(scene, dossier)
    elif dossier.life is Life.REVIEW and (guide := scene.guide(dossier)) is not None:
        handoff.begin(scene, dossier, guide)
    elif dossier.life is Life.REVIEW:
        ask_consent(scene, scene.move(dossier, Step.CONFIRMED))
    else:
        advance(scene, dossier)


def _held_back(scene: Scene, dossier: Dossier) -> bool:
    """Whether something forbids filing: a consent that does not stand, a rule that stops; then the dossier is a draft
    again, and the citizen is led to what stands in the way. Or a fault for which it would come back: then all of them
    are told. Everything that hands over asks here first, for time passes between the card and the filing."""
    if not fit_to_file(scene, dossier):
        _reconsider(scene, dossier)
        return True
    if blocked.is_blocked(scene, dossier):
        blocked.held(scene, dossier)
        return True
    findings = findings_of(scene, dossier)
    if not returning(findings):
        return _fee_changed(scene, dossier)
    if dossier.life is Life.CONSENT:
        dossier = scene.move(scene.move(dossier, Step.REOPENED), Step.PAPERS_COMPLETE)
    scene.update(desk=dossier.id, visiting="", strikes=0)
    scene.turn(Turned.COMPLETE)
    turn_back(scene, dossier, findings)
    return True


def _fee_changed(scene: Scene, dossier: Dossier) -> bool:
    """Nobody agrees to one fee and owes another: when it has changed since the card was shown, the card comes anew."""
    told, now = dossier.told_fee, scene.procedure(dossier).fee(scene.walked(dossier)).total
    if dossier.life not in (Life.REVIEW, Life.CONSENT) or told is None or told == now:
        return False
    scene.lead_with(say("fee-changed", before=Money(told), now=Money(now)))
    _reconsider(scene, dossier)
    return True


def _reconsider(scene: Scene, dossier: Dossier) -> None:
    scene.update(desk=dossier.id, visiting="", strikes=0)
    advance(scene, reopened(scene, dossier))


def _may_send(scene: Scene) -> bool:
    """Whether consent to hand over was not withdrawn since it was given."""
    return scene.now.consents.get("submit", True)


def ask_consent(scene: Scene, dossier: Dossier) -> None:
    """Two equal buttons; nothing is decided by going on."""
    scene.turn(Turned.CONFIRMED)
    buttons = (scene.button("yes", say("button-agree")), scene.button("no", say("button-disagree")))
    message = Message((Text(SUBMIT_CONSENT),), buttons, step=SUBMIT_CONSENT, ask=Kind.YES_NO, about=dossier.id)
    scene.say(message, Prompt(SUBMIT_CONSENT))


def decided(scene: Scene, dossier: Dossier, given: bool) -> None:
    """Consent to hand over: given or not."""
    if given and _held_back(scene, dossier):
        return
    scene.do(Consent("submit", given, SUBMIT_CONSENT))
    scene.update(consents={**scene.now.consents, "submit": given})
    if given:
        file(scene, dossier)
        return
    scene.lead_with(say("not-filed"))
    advance(scene, dossier)


def file(scene: Scene, dossier: Dossier) -> None:
    """Commit the key with this turn and ask for the filing; nothing is called filed before the portal's code came."""
    if _held_back(scene, dossier):
        return
    if dossier.resent or dossier.life not in (Life.CONSENT, Life.SUPPLEMENT):
        scene.say(Message((status_text(dossier),), about=dossier.id))
        return
    key = scene.fresh_id("k")
    dossier = _with_known(scene, dossier)
    if dossier.life is Life.SUPPLEMENT:
        dossier = scene.put(replace(dossier, key=key, rounds=dossier.rounds + 1, touched=scene.event.at, resent=True))
        scene.do(_submit(scene, dossier, dossier.asked_items))
    else:
        dossier = scene.move(dossier, Step.AGREED)
        dossier = forget_pictures(scene, dossier)
        dossier = scene.put(replace(dossier, key=key, touched=scene.event.at, card=None, reads=()))
        scene.do(_submit(scene, dossier))
    scene.turn(Turned.FILED)
    scene.turn(Turned.CLOSED)
    scene.update(desk="", prompt=Prompt(), visiting="", strikes=0)
    scene.say(Message((say("sending"),), about=dossier.id))


def _submit(scene: Scene, dossier: Dossier, items: tuple[str, ...] = ()) -> Submit:
    return Submit(dossier.id, dossier.key, items, dossier.procedure, last_day(scene, dossier))


def _with_known(scene: Scene, dossier: Dossier) -> Dossier:
    """Keep what the citizen was told that the officer may ask; of what was asked for again, only what holds now."""
    told = tuple((one.path, one.reason) for one in findings_of(scene, dossier))
    earlier = tuple(one for one in dossier.known if one[0] not in dossier.asked_items)
    return scene.put(replace(dossier, known=tuple(dict.fromkeys((*earlier, *told)))))


def retry(scene: Scene, dossier: Dossier) -> None:
    """File again after a failure that surely filed nothing: the same key, so that it cannot become two."""
    supplement = dossier.life is Life.SUPPLEMENT and dossier.rounds and not dossier.resent and not dossier.reopened
    if not supplement and not (dossier.life is Life.SUBMIT_FAILED and dossier.key):
        if dossier.editable:
            _reconsider(scene, dossier)
        else:
            scene.say(Message((status_text(dossier),), about=dossier.id))
        return
    if _held_back(scene, dossier):
        return
    if not _may_send(scene):
        _reconsider(scene, dossier)
        return
    if supplement:
        dossier = scene.put(replace(dossier, resent=True))
        scene.do(_submit(scene, dossier, dossier.asked_items))
    else:
        dossier = scene.move(dossier, Step.RETRIED)
        scene.do(_submit(scene, dossier))
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
    if dossier.queued and event.result is not FilingResult.WAITING:
        dossier = scene.put(replace(dossier, queued=False))
    match event.result:
        case FilingResult.WAITING if awaited and dossier.life is not Life.VERIFYING:
            _waits(scene, dossier, event)
        case FilingResult.FILED:
            _filed(scene, dossier, event)
        case FilingResult.UNKNOWN if awaited and dossier.life is not Life.VERIFYING:
            scene.move(dossier, Step.OUTCOME_UNKNOWN)
            scene.remind(VERIFYING_ALARM / timedelta(days=1), Timer.VERIFYING_LONG, dossier.id)
            tell(scene, dossier, say("filing-verifying"))
        case FilingResult.DIFFERS if awaited:
            scene.move(dossier, Step.OUTCOME_UNKNOWN)
            scene.do(CallStaff("filing_differs", dossier.id))
            tell(scene, dossier, say("filing-differs"))
        case FilingResult.FAILED if awaited:
            dossier = scene.put(replace(scene.move(dossier, Step.FAILED), resent=False))
            if not paper_unfit(scene, dossier, event):
                _failed(scene, dossier)
        case _:
            scene.do(Note("filing_word_late", dossier.id, f"{dossier.life}:{event.result}"))


def _waits(scene: Scene, dossier: Dossier, event: FilingEnded) -> None:
    """Nothing is wrong with it and nothing is to be done: told once, with the next try where one is known."""
    dossier = scene.put(replace(dossier, queued=True))
    if event.again is None:
        tell(scene, dossier, say("filing-held"))
        return
    again = event.again.astimezone(VIETNAM)
    key = "filing-queued" if again.date() == scene.today else "filing-queued-later"
    tell(scene, dossier, say(key, time=f"{again:%H:%M}", day=Day(again.date())))


def _failed(scene: Scene, dossier: Dossier) -> None:
    """Surely not filed: it may be sent again by one press, unless a consent was withdrawn meanwhile."""
    scene.do(CallStaff("filing_failed", dossier.id))
    if fit_to_file(scene, dossier) and _may_send(scene):
        button = scene.button(f"retry:{dossier.id}", say("button-file-again"), Style.PRIMARY)
        tell(scene, dossier, say("filing-failed"), button)
        return
    dossier = reopened(scene, dossier)
    button = continue_button(scene, dossier) if dossier.editable else repair_button(scene, dossier)
    tell(scene, dossier, say("filing-failed-no-consent"), button)


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
    dossier = scene.put(replace(dossier, code=dossier.code or event.code, filed=dossier.filed or scene.event.at))
    if known:
        scene.do(Note("filing_word_late", dossier.id, f"{dossier.life}:{event.result}"))
        return
    if scene.now.desk == dossier.id:
        scene.close_desk()
    tell(scene, dossier, say("filed", code=event.code), copy_button(event.code))
    scene.do(Draw(dossier.id, preview=False))
    paying.due_on_filing(scene, dossier)


def drawn(scene: Scene, event: Drawn) -> None:
    """The declaration is typeset: page one to look at before it is filed, the whole to keep afterwards."""
    dossier = scene.now.dossier(event.dossier)
    if dossier is None:  # It was erased while the sheet was typeset: the sheet goes after it.
        scene.do(Erase(event.dossier, (event.file,)))
        return
    if event.preview:
        if dossier.life is not Life.REVIEW or scene.now.mode is not Mode.REVIEWING or scene.now.desk != dossier.id:
            return
        file = scene.button("file", file_label(scene, dossier), Style.PRIMARY)
        message = Message((say("declaration-preview"),), (file,), step="review", about=dossier.id)
        name = "to-khai.png"
    else:
        message = Message((say("declaration-filed"),), about=dossier.id)
        name = f"to-khai-{dossier.code}.pdf"
    picture = replace(message, attachment=event.file, attachment_owner=dossier.id, attachment_name=name)
    scene.say(picture) if event.preview else scene.announce(picture)


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
