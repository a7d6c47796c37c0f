"""The conversation's modes as one table: what the citizen's next words are taken for."""

from __future__ import annotations

from enum import StrEnum

from dialogs.machine import Table


class Mode(StrEnum):
    """What the next words are taken for."""

    IDLE = "idle"
    FILLING = "filling"
    REVIEWING = "reviewing"
    CONSENTING = "consenting"
    GUIDING = "guiding"
    PAUSED = "paused"
    LOOKING_UP = "looking_up"
    WITHDRAWING = "withdrawing"
    ERASING = "erasing"


class Turned(StrEnum):
    """What turns the conversation."""

    BEGAN = "began"
    OPEN_STEP = "open_step"
    COMPLETE = "complete"
    CONFIRMED = "confirmed"
    GUIDED = "guided"
    FILED = "filed"
    PAUSED = "paused"
    CLOSED = "closed"
    ASKED_STATUS = "asked_status"
    ASKED_WITHDRAWAL = "asked_withdrawal"
    ASKED_ERASURE = "asked_erasure"
    SETTLED = "settled"


_ANY = tuple(Mode)
AT_DESK = frozenset({Mode.FILLING, Mode.REVIEWING, Mode.CONSENTING, Mode.GUIDING, Mode.PAUSED})
"""Modes in which the words are about the dossier on the desk."""

MODES: Table[Mode, Turned] = Table(
    "conversation",
    Mode,
    [
        (Turned.BEGAN, _ANY, Mode.FILLING),
        (Turned.OPEN_STEP, _ANY, Mode.FILLING),
        (Turned.COMPLETE, _ANY, Mode.REVIEWING),
        (Turned.CONFIRMED, (Mode.REVIEWING,), Mode.CONSENTING),
        (Turned.GUIDED, (Mode.REVIEWING, Mode.GUIDING), Mode.GUIDING),
        (Turned.FILED, (Mode.CONSENTING,), Mode.IDLE),
        (Turned.PAUSED, _ANY, Mode.PAUSED),
        (Turned.CLOSED, _ANY, Mode.IDLE),
        (Turned.ASKED_STATUS, _ANY, Mode.LOOKING_UP),
        (Turned.ASKED_WITHDRAWAL, _ANY, Mode.WITHDRAWING),
        (Turned.ASKED_ERASURE, _ANY, Mode.ERASING),
        (Turned.SETTLED, (Mode.LOOKING_UP, Mode.WITHDRAWING, Mode.ERASING), Mode.IDLE),
    ],
)
