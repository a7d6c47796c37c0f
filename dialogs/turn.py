"""The only door in: one event taken by one conversation gives the conversation after it and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import assert_never

from dialogs import filing, going, mailing, mine, papers, paying, pressing, receiving, reporting, timers, wishes, words
from dialogs.again import again
from dialogs.asking import progress
from dialogs.conversation import Conversation
from dialogs.effects import CallStaff, Effect, Message, Note
from dialogs.events import (
    Drawn,
    Event,
    Exported,
    FileChecked,
    FilingEnded,
    LookedUp,
    Opened,
    Other,
    PacketPrinted,
    PaymentHeard,
    PaymentOpened,
    Pressed,
    Reachable,
    Reported,
    SentFile,
    SentOther,
    Stumbled,
    TimeCame,
    Wrote,
)
from dialogs.menu import word_of_button
from dialogs.procedure import Catalogue
from dialogs.scene import Scene
from dialogs.texts import Text, say

LONG_SILENCE = timedelta(hours=12)
"""After this the next answer is led by one line that recalls where we were."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event led to."""

    conversation: Conversation
    effects: tuple[Effect, ...]


def take_turn(catalogue: Catalogue, conversation: Conversation, event: Event) -> Turn:
    """Pure and total: every event in every state has an answer; the same arguments give the same turn."""
    scene = Scene(catalogue, conversation, event)
    _welcome_back(scene)
    _take(scene, event)
    scene.finish()
    return Turn(scene.now, tuple(scene.effects))


def _take(scene: Scene, event: Event) -> None:
    match event:
        case Opened():
            words.opened(scene, event)
        case Wrote():
            words.wrote(scene, event.text)
        case Pressed():
            _pressed(scene, event)
        case SentFile():
            papers.file_sent(scene, event)
        case SentOther():
            _sent_other(scene, event)
        case FileChecked():
            papers.file_checked(scene, event)
        case Drawn():
            filing.drawn(scene, event)
        case PacketPrinted():
            mailing.printed(scene, event)
        case FilingEnded():
            filing.filing_ended(scene, event)
        case Reported():
            reporting.reported(scene, event)
        case PaymentOpened():
            paying.opened(scene, event)
        case PaymentHeard():
            receiving.heard(scene, event)
        case LookedUp():
            mine.looked_up(scene, event)
        case Exported():
            mine.exported(scene, event)
        case TimeCame():
            timers.time_came(scene, event)
        case Reachable():
            scene.do(Note("reachable" if event.reachable else "unreachable"))
            if event.reachable:
                mine.catch_up(scene)
        case Stumbled():
            scene.do(CallStaff("turn_failed", scene.now.desk))
            scene.say(Message((say("stumbled"),)))
        case _:
            assert_never(event)


def _pressed(scene: Scene, event: Pressed) -> None:
    if (word := word_of_button(event.button)) is not None:
        wishes.act_on(scene, word)
    elif meaning := pressing.meaning_of(scene, event.button):
        scene.spend(event.button)
        pressing.act(scene, meaning)
    else:
        pressing.stale(scene, event.button)


def _sent_other(scene: Scene, event: SentOther) -> None:
    scene.lead_with(Text(f"sent-{event.what}"))
    if event.what is not Other.GROUP:
        again(scene)


def _welcome_back(scene: Scene) -> None:
    """One recap line after a long silence, when a dossier is open and the citizen is the one who speaks."""
    speaks = isinstance(scene.event, Opened | Wrote | Pressed | SentFile)
    dossier, last = scene.now.on_desk, scene.was.last_at
    if not speaks:
        scene.now = replace(scene.now, last_at=last)
        return
    if dossier is None or last is None or scene.event.at - last < LONG_SILENCE:
        return
    spot = going.here(scene, dossier)
    at, of = progress(scene, dossier, spot) if spot else scene.progress(dossier, "")
    scene.lead_with(say("recap", what=Text(scene.procedure(dossier).title + ".short"), at=at, of=of))
