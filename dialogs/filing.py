"""From "Nộp hồ sơ" to the result: consent, the filing, the portal's reports, and repair after a supplement request."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from dialogs.asking import short
from dialogs.conversation import Dossier, Prompt
from dialogs.deadlines import VIETNAM
from dialogs.dossier import BACK_TO, CODE, LIFE, Life, Step, after_report
from dialogs.effects import Ask as Kind
from dialogs.effects import Button, CallStaff, Consent, Message, Note, Style, Submit
from dialogs.events import FilingEnded, FilingResult, Reported, Timer
from dialogs.filling import advance, call_person
from dialogs.modes import Turned
from dialogs.review import show_card
from dialogs.scene import Scene
from dialogs.texts import Day, Listed, Text, Value, say

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
            _tell(scene, dossier, say("filing-verifying"))
        case FilingResult.FAILED if awaited:
            dossier = scene.put(replace(scene.move(dossier, Step.FAILED), resent=False))
            scene.do(CallStaff("filing_failed", dossier.id))
            retry_button = scene.button(f"retry:{dossier.id}", say("button-file-again"), Style.PRIMARY)
            _tell(scene, dossier, say("filing-failed"), retry_button)
        case _:
            scene.do(Note("filing_word_late", dossier.id, f"{dossier.life}:{event.result}"))


def _filed(scene: Scene, dossier: Dossier, event: FilingEnded) -> None:
    """The portal has it. Told once: a second word, or one that a report has overtaken, only completes what we know."""
    if dossier.resent:
        dossier = scene.move(dossier, BACK_TO[dossier.before_supplement])
        dossier = scene.put(
            replace(dossier, asked_items=(), reopened=(), deadline=None, reason="", resent=False, code=dossier.code)
        )
        _tell(scene, dossier, say("supplement-received", code=dossier.code))
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
    _tell(scene, dossier, say("filed", code=event.code), _copy(event.code))


def _copy(code: str) -> Button:
    return Button("!dossiers", say("button-copy-code"), Style.PLAIN, copy=code)


def _tell(scene: Scene, dossier: Dossier, text: Text, *buttons: Button, attachment: str = "") -> None:
    """News about a dossier; when another one is on the desk it says which it is about, and leaves the desk alone."""
    name = say("about-dossier", what=Text(scene.procedure(dossier).title + ".short"), code=dossier.code)
    lines = (name, text) if scene.now.desk and scene.now.desk != dossier.id else (text,)
    scene.announce(
        Message(
            lines,
            buttons,
            about=dossier.id,
            attachment=attachment,
            attachment_owner=dossier.id if attachment else "",
            attachment_name=f"{dossier.code or 'ket-qua'}.pdf" if attachment else "",
        )
    )


def reported(scene: Scene, event: Reported) -> None:
    """A portal's report: applied by its own order, once; what is unknown goes to staff and is shown honestly."""
    dossier = scene.now.dossier(event.dossier)
    if dossier is None or event.order <= dossier.last_report:
        return
    after = after_report(dossier.life, event.status)
    dossier = scene.put(replace(dossier, last_report=event.order))
    if after is None:
        scene.do(CallStaff("report_not_applied", dossier.id))
        scene.do(Note("report_not_applied", dossier.id, f"{dossier.life}:{event.status}"))
        return
    before = dossier.life
    if LIFE.after(before, _STEP_OF.get(after, Step.FILED)) is not after:
        scene.do(Note("report_skips", dossier.id, f"{before}>{after}"))
    dossier = scene.arrive(dossier, after)
    dossier = scene.put(
        replace(
            dossier,
            code=event.code or dossier.code,
            due=event.due or dossier.due,
            reason=event.reason,
            result=event.result or dossier.result,
            filed=dossier.filed or event.at,
            resent=False,
        )
    )
    if after is Life.SUPPLEMENT:
        _supplement_asked(scene, dossier, event, before)
    else:
        _tell(scene, dossier, status_text(dossier), *_status_buttons(dossier, event), attachment=event.result)


def _status_buttons(dossier: Dossier, event: Reported) -> tuple[Button, ...]:
    return (_copy(dossier.code),) if event.code else ()


_STEP_OF = {
    Life.ACCEPTED: Step.ACCEPTED,
    Life.NOT_ACCEPTED: Step.REFUSED,
    Life.IN_PROCESS: Step.PROCESSED,
    Life.SUPPLEMENT: Step.SUPPLEMENT_ASKED,
    Life.PAYMENT: Step.PAYMENT_ASKED,
    Life.WITHDRAWN: Step.WITHDREW,
    Life.STOPPED: Step.STOPPED,
    Life.DONE: Step.FINISHED,
    Life.RETURNED: Step.HANDED_OVER,
}


def status_text(dossier: Dossier) -> Text:
    """Where it stands and what happens next, in plain words: ``status-<life>`` with .next."""
    values: list[tuple[str, Value]] = [("code", dossier.code or "—"), ("reason", dossier.reason or "—")]
    values.append(("due", Day(dossier.due) if dossier.due else say("due-unknown")))
    life = "resent" if dossier.resent else dossier.life.replace("_", "-")
    return Text(f"status-{life}", tuple(values))


def _supplement_asked(scene: Scene, dossier: Dossier, event: Reported, before: Life) -> None:
    route = scene.route(dossier)
    wanted = tuple(s.path for s in route.spots if any(s.path == i or s.path.startswith(i + ".") for i in event.items))
    dossier = scene.put(
        replace(
            dossier,
            asked_items=wanted,
            reopened=wanted,
            deadline=event.deadline,
            before_supplement=before if before in BACK_TO else dossier.before_supplement,
        )
    )
    if not wanted:
        scene.do(CallStaff("supplement_items_unknown", dossier.id))
    if event.deadline is not None:
        end = datetime.combine(event.deadline, time(17, 0), VIETNAM)
        left = end - event.at
        scene.remind(left / timedelta(days=1) / 2, Timer.SUPPLEMENT_HALF, dossier.id)
        scene.remind(left / timedelta(days=1) - 1, Timer.SUPPLEMENT_LAST_DAY, dossier.id)
    _tell(scene, dossier, supplement_text(scene, dossier), repair_button(scene, dossier))


def supplement_text(scene: Scene, dossier: Dossier) -> Text:
    """What is wanted again, why, and until when."""
    return say(
        "supplement-wanted",
        items=wanted_items(scene, dossier),
        reason=dossier.reason,
        deadline=Day(dossier.deadline) if dossier.deadline else say("due-unknown"),
        code=dossier.code,
    )


def wanted_items(scene: Scene, dossier: Dossier) -> Listed:
    """The names of the items asked for; the officer's own words when no item was named."""
    route = scene.route(dossier)
    items = tuple(short(spot) for path in dossier.asked_items if (spot := route.at(path)))
    return Listed(items or (dossier.reason,))


def repair_button(scene: Scene, dossier: Dossier) -> Button:
    """Opens exactly the named items."""
    return scene.button(f"repair:{dossier.id}", say("button-repair"), Style.PRIMARY)


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


def national(dossier: Dossier) -> int:
    """The national status code, 0 before filing."""
    return CODE.get(dossier.life, 0)
