"""Hồ sơ của tôi and dữ liệu của tôi: status by message, withdrawal, export, erasure, consents."""

from __future__ import annotations

from dataclasses import replace

from dialogs.answers import Answer, Source
from dialogs.billing import fee_line, forget_code, pay_button
from dialogs.cards import forget_pictures
from dialogs.consents import consents_to, is_needed
from dialogs.conversation import Conversation, Dossier, Prompt
from dialogs.dossier import CODE, NATIONAL, WITHDRAWABLE, Life
from dialogs.effects import Button, Consent, Erase, Export, Message, Note, Section, Style, Withdraw
from dialogs.effects import Line as CardLine
from dialogs.events import Exported, LookedUp
from dialogs.going import reopened
from dialogs.modes import Mode, Turned
from dialogs.news import repair_button, status_text, wanted_items
from dialogs.postal import POST
from dialogs.scene import Scene
from dialogs.texts import Day, Listed, Text, say

FACTOR_DIGITS = 6


def my_dossiers(scene: Scene) -> None:
    """Every dossier of this chat: where it stands, the promised date, what happens next."""
    if not scene.now.dossiers:
        scene.say(Message((say("no-dossiers"),), (Button("!start", say("word-start"), Style.PRIMARY),)))
        return
    sections, buttons = [], []
    for dossier in scene.now.dossiers:
        sections.append(_summary(scene, dossier))
        buttons += _actions(scene, dossier)
    buttons.append(Button("!start", say("word-new"), Style.QUIET))
    scene.say(Message((say("my-dossiers"),), tuple(buttons), tuple(sections), step="dossiers"))


def catch_up(scene: Scene) -> None:
    """The citizen can be reached again: what was filed may have moved without a word of it arriving."""
    if any(dossier.filed for dossier in scene.now.dossiers):
        scene.lead_with(say("while-away"))
        my_dossiers(scene)


def _summary(scene: Scene, dossier: Dossier) -> Section:
    title = Text(scene.procedure(dossier).title + ".short")
    status = status_text(dossier)
    lines = [
        CardLine(say("line-status"), _in_few_words(dossier) or status),
        CardLine(say("line-next"), Text(f"{status.key}.next", status.values)),
    ]
    if dossier.code:
        label = say("line-tracking") if dossier.elsewhere == POST else say("line-code")
        lines.insert(0, CardLine(label, dossier.code))
    if (fee := fee_line(scene, dossier)) is not None:
        lines.append(fee)
    if dossier.due and dossier.life in WITHDRAWABLE and not dossier.elsewhere:
        lines.append(CardLine(say("line-due"), Day(dossier.due)))
    if dossier.life is Life.SUPPLEMENT and not dossier.resent:
        lines.append(CardLine(say("line-wanted"), wanted_items(scene, dossier)))
    return Section(title, tuple(lines))


def _in_few_words(dossier: Dossier) -> Text | None:
    """The national status, where code and date stand on lines of their own and there is no reason to tell."""
    owed = dossier.life is Life.PAYMENT and dossier.payment is not None
    told = bool(dossier.reason or dossier.resent or dossier.elsewhere)
    plain = dossier.life in CODE and not owed and not told
    return say(f"national-{CODE[dossier.life]}") if plain else None


def _actions(scene: Scene, dossier: Dossier) -> list[Button]:
    title = Text(scene.procedure(dossier).title + ".short")
    if dossier.life is Life.SUPPLEMENT and not dossier.resent:
        return [repair_button(scene, dossier)]
    if dossier.life is Life.SUBMIT_FAILED:
        return [scene.button(f"retry:{dossier.id}", say("button-file-again"), Style.PRIMARY)]
    if dossier.editable:
        mailed = scene.button(f"mailed:{dossier.id}", say("button-mailed"), Style.PRIMARY) if dossier.packet else None
        return [
            *((mailed,) if mailed else ()),
            scene.button(f"open:{dossier.id}", say("button-continue", what=title), Style.PRIMARY),
            scene.button(f"discard:{dossier.id}", say("button-discard", what=title), Style.DANGER),
        ]
    if dossier.elsewhere and dossier.life is Life.REGISTERED:
        return [scene.button(f"guide-done:{dossier.id}", say("button-result-there"))]
    if dossier.life in WITHDRAWABLE:
        pay = pay_button(scene, dossier)
        withdraw = scene.button(f"withdraw:{dossier.id}", say("button-withdraw", code=dossier.code))
        return [pay, withdraw] if pay else [withdraw]
    return []


def ask_withdrawal(scene: Scene, dossier: Dossier) -> None:
    """Withdrawing is asked twice: it cannot be undone."""
    if dossier.life not in WITHDRAWABLE or dossier.elsewhere:
        scene.say(Message((status_text(dossier),), about=dossier.id))
        return
    scene.turn(Turned.ASKED_WITHDRAWAL)
    yes = scene.button(f"withdraw-yes:{dossier.id}", say("button-withdraw-yes"), Style.DANGER)
    no = scene.button("settle", say("button-no-keep"))
    scene.say(Message((say("withdraw-sure", code=dossier.code),), (yes, no), about=dossier.id), Prompt("withdraw"))


def withdraw(scene: Scene, dossier: Dossier) -> None:
    """Pass the wish on; the authority agrees to it (status 7)."""
    if dossier.life in WITHDRAWABLE and not dossier.elsewhere:
        scene.do(Withdraw(dossier.id))
        scene.do(Note("withdrawal_wanted", dossier.id))
        scene.lead_with(say("withdrawal-sent", code=dossier.code))
    settle(scene)


def discard(scene: Scene, dossier: Dossier) -> None:
    """Throw a draft away, with its pictures."""
    if not dossier.editable:
        scene.say(Message((status_text(dossier),), about=dossier.id))
        return
    forget_draft(scene, dossier)
    scene.say(Message((say("draft-discarded"),), (Button("!start", say("word-start"), Style.PRIMARY),)), Prompt())


def forget_draft(scene: Scene, dossier: Dossier) -> None:
    """Take the draft out of the conversation and erase what the world holds of it."""
    forget_pictures(scene, dossier)
    scene.update(dossiers=tuple(d for d in scene.now.dossiers if d.id != dossier.id))
    if scene.now.desk == dossier.id:
        scene.close_desk()
    scene.do(Erase(dossier.id))


# ---------------------------------------------------------------- a code typed by anybody


def status_wanted(scene: Scene, code: str) -> None:
    """A dossier code was typed. The owner's chat answers at once; anybody else needs the second factor."""
    mine = next((d for d in scene.now.dossiers if d.code == code), None)
    if mine is not None:
        scene.say(Message((status_text(mine),), about=mine.id))
        return
    ask_factor(scene, code)


def ask_factor(scene: Scene, code: str) -> None:
    """The second factor for a dossier that is not of this chat."""
    scene.update(asking_code=code)
    scene.turn(Turned.ASKED_STATUS)
    no = scene.button("settle", say("button-leave-it"), Style.QUIET)
    scene.say(Message((say("lookup-factor", code=code),), (no,), step="lookup"), Prompt("lookup"))


def looked_up(scene: Scene, event: LookedUp) -> None:
    """The answer: the same words for absent and for not yours."""
    if event.limited:
        scene.announce(Message((say("lookup-limited"),)))
    elif not event.found:
        scene.announce(Message((say("lookup-nothing", code=event.code),)))
    else:
        due = Day(event.due) if event.due else say("due-unknown")
        status = say(f"national-{event.status}" if event.status in NATIONAL else "national-other")
        scene.announce(Message((say("lookup-found", code=event.code, status=status, due=due),)))


# ---------------------------------------------------------------- my data


def my_data(scene: Scene) -> None:
    """What is kept, and the rights: see, export, correct, withdraw consent, erase."""
    buttons = [
        scene.button("export", say("button-export")),
        Button("!review", say("button-correct")),
        scene.button("consents", say("button-consents")),
        scene.button("erase", say("button-erase"), Style.DANGER),
    ]
    drafts = sum(1 for dossier in scene.now.dossiers if dossier.editable)
    text = say("my-data", drafts=drafts, filed=len(scene.now.dossiers) - drafts, days=scene.catalogue.draft_days)
    scene.say(Message((text,), tuple(buttons), step="my-data"))


def show_consents(scene: Scene) -> None:
    """Each consent as it stands, each as easy to withdraw as it was to give."""
    given = [purpose for purpose, yes in scene.now.consents.items() if yes]
    buttons = [scene.button(f"unconsent:{p}", say("button-unconsent", what=say(f"purpose-{p}"))) for p in given]
    names = Listed(tuple(say(f"purpose-{purpose}") for purpose in given))
    scene.say(Message((say("consents-given", what=names) if given else say("consents-none"),), tuple(buttons)))


def unconsent(scene: Scene, purpose: str) -> None:
    """Withdraw one consent; what it means is said at once."""
    scene.do(Consent(purpose, False, f"purpose-{purpose}"))
    scene.update(consents={**scene.now.consents, purpose: False})
    lines = [say("consent-withdrawn", what=say(f"purpose-{purpose}"))]
    ended = [dossier for dossier in scene.now.dossiers if _ends(scene, dossier, purpose)]
    for dossier in [d for d in scene.now.dossiers if d.editable]:
        agreed = consents_to(scene, dossier, purpose)
        after = scene.answer(dossier, {spot.path: Answer(False, Source.CORRECTED) for spot in agreed})
        if dossier in ended:
            reopened(scene, after)
    if purpose == "fill" and any(dossier.editable for dossier in ended):
        lines.append(say("consent-withdrawn-drafts"))
    if any(dossier.id == scene.now.desk for dossier in ended):
        scene.turn(Turned.PAUSED)
        scene.update(visiting="", strikes=0, doubted="", asking_code="")
        scene.say(Message(tuple(lines)), Prompt("paused"))
    else:
        scene.say(Message(tuple(lines)))


def _ends(scene: Scene, dossier: Dossier, purpose: str) -> bool:
    """Whether work on this dossier stops with this consent: what is asked, what may be pressed, what may be sent."""
    if purpose == "submit":
        return dossier.life in (Life.CONSENT, Life.SUBMIT_FAILED)
    open_ = dossier.editable or dossier.life is Life.SUPPLEMENT
    return open_ and any(is_needed(spot) for spot in consents_to(scene, dossier, purpose))


def export(scene: Scene) -> None:
    """A copy of everything, as a file in this chat."""
    scene.do(Export())
    scene.do(Note("export_wanted"))
    scene.say(Message((say("export-coming"),)))


def exported(scene: Scene, event: Exported) -> None:
    """The file is ready: hand it over."""
    scene.announce(
        Message(
            (say("export-ready"),),
            attachment=event.file,
            attachment_owner=event.owner,
            attachment_name="du-lieu-cua-toi.json",
        )
    )


def ask_erasure(scene: Scene) -> None:
    """Erasing is asked twice: it cannot be undone."""
    if _on_its_way(scene):
        return
    scene.turn(Turned.ASKED_ERASURE)
    yes = scene.button("erase-yes", say("button-erase-yes"), Style.DANGER)
    no = scene.button("settle", say("button-no-keep"))
    filed = sum(1 for dossier in scene.now.dossiers if not dossier.editable)
    lines = (say("erase-sure"), say("erase-sure-filed", filed=filed)) if filed else (say("erase-sure"),)
    scene.say(Message(lines, (yes, no)), Prompt("erase"))


def _on_its_way(scene: Scene) -> bool:
    """Nothing is erased while a dossier is being sent: it would be neither filed nor ours to forget."""
    sending = (Life.SUBMITTING, Life.VERIFYING)
    if not any(dossier.life in sending or dossier.resent for dossier in scene.now.dossiers):
        return False
    if scene.now.mode is Mode.ERASING:
        settle(scene)
    scene.say(Message((say("erase-later"),)))  # Whatever was being asked stays open.
    return True


def erase(scene: Scene) -> None:
    """Forget everything of this chat; what the authority holds of filed dossiers stays there, and we say so."""
    if _on_its_way(scene):
        return
    for dossier in scene.now.dossiers:
        forget_pictures(scene, dossier)
        forget_code(scene, dossier)
        scene.do(Erase(dossier.id))
    scene.do(Erase())
    language = scene.now.language
    scene.now = Conversation(language=language, last_at=scene.event.at)
    scene.say(Message((say("erased"),)))


def settle(scene: Scene) -> None:
    """Leave the question that came in between and return to the desk."""
    scene.turn(Turned.SETTLED)
    scene.update(asking_code="", prompt=replace(scene.now.prompt, buttons=(), path=""))
    if scene.now.on_desk is None:
        scene.update(mode=Mode.IDLE)
