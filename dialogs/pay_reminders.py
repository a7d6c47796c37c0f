"""Recalls an open fee: at most twice, never at night, and only after the gateway said that it is not paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dialogs.billing import bill, pay_button
from dialogs.conversation import Dossier
from dialogs.dossier import FINAL
from dialogs.effects import CheckPayment, Remind
from dialogs.events import Timer
from dialogs.news import tell
from dialogs.payment import Payment, Standing
from dialogs.scene import Scene
from dialogs.texts import say

REMINDED_AFTER = (timedelta(days=2), timedelta(days=3))
"""After it was shown, and after the first reminder; there is no third."""
UNKNOWN_AGAIN = timedelta(days=1)
"""A gateway that could not be asked is asked again, and nobody is told meanwhile."""


def watch(scene: Scene, dossier: Dossier) -> None:
    """How to pay was shown (again): come back to it, unless that was done often enough."""
    payment = dossier.payment
    if payment is not None and (said := _said(dossier, payment)) < len(REMINDED_AFTER):
        scene.do(Remind(scene.event.at + REMINDED_AFTER[said], Timer.PAYMENT_REMIND, dossier.id))


def came(scene: Scene, dossier: Dossier) -> None:
    """The moment: what may have been paid through the gateway is asked about first; cash only an officer sees."""
    payment = dossier.payment
    if payment is None or not _open(dossier, payment):
        return
    if payment.link:
        scene.do(CheckPayment(dossier.id, payment.ref, remind=True))
    else:
        unpaid(scene, dossier, payment)


def unpaid(scene: Scene, dossier: Dossier, payment: Payment) -> None:
    """It is surely not paid: say it once more."""
    said = _said(dossier, payment)
    if not _open(dossier, payment) or said >= len(REMINDED_AFTER):
        return
    dossier = scene.put(replace(dossier, advised=(*dossier.advised, f"{_mark(payment)}{said + 1}")))
    button = pay_button(scene, dossier)
    tell(scene, dossier, (say("pay-reminder"), bill(scene, dossier, payment)), *([button] if button else []))
    watch(scene, dossier)


def not_asked(scene: Scene, dossier: Dossier) -> None:
    """The gateway could not be asked: nobody is reminded of what may be paid."""
    scene.do(Remind(scene.event.at + UNKNOWN_AGAIN, Timer.PAYMENT_REMIND, dossier.id))


def _open(dossier: Dossier, payment: Payment) -> bool:
    return payment.standing is Standing.OPEN and dossier.life not in FINAL


def _mark(payment: Payment) -> str:
    return f"pay-reminder:{payment.ref}:"


def _said(dossier: Dossier, payment: Payment) -> int:
    return sum(one.startswith(_mark(payment)) for one in dossier.advised)
