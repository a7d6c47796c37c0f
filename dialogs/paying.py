"""A fee until it is paid: shown with its reason, one way or the other; what the citizen says of it is looked up, never
believed, and what may be paid is never wanted again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dialogs import pay_reminders
from dialogs.billing import (
    at_counter,
    bill,
    fee_of,
    invitation,
    moved_on,
    show_button,
)
from dialogs.conversation import Dossier
from dialogs.effects import CallStaff, CheckPayment, Erase, Message, Note, OpenPayment, fee_owner
from dialogs.events import PaymentOpened, Timer
from dialogs.news import fee_text, status_text, tell
from dialogs.payment import TO_PAY, Moved, Payment, Standing
from dialogs.scene import Scene
from dialogs.texts import say

UNCLEAR = timedelta(hours=24)
"""So long the gateway may take to see what a citizen says was paid; then a person looks."""

CLAIMS = frozenset(
    ("da nop", "da tra", "da dong", "toi da nop", "toi da tra", "da nop tien", "da tra tien", "toi da nop tien")
    + ("da nop phi", "toi da nop phi", "da chuyen khoan", "toi da chuyen khoan", "da thanh toan", "toi da thanh toan")
    + ("paid", "i paid", "i have paid", "already paid")
)
"""Typed words, without diacritics, by which people say that they have paid."""


def wanted(scene: Scene, dossier: Dossier, amount: int = 0) -> None:
    """The authority wants a fee (``amount`` đồng; 0 = the procedure's own): say it once with its reason, and open it
    at the gateway. What is paid, or may be, is not asked for again."""
    before = dossier.payment
    if before is not None and before.standing is not Standing.CANCELLED:
        _wanted_again(scene, dossier, before, amount or before.amount)
        return
    fee = fee_of(scene, dossier)
    amount = amount or fee.total
    ways = scene.catalogue.payment
    if amount <= 0 or not (ways.online or ways.counter):
        scene.do(CallStaff("payment_no_way", dossier.id))
        tell(scene, dossier, status_text(dossier))
        return
    payment = Payment(scene.fresh_id("p"), amount, counter=not ways.online)
    if amount != fee.total:
        scene.do(Note("fee_differs", dossier.id, f"{amount}!={fee.total}"))
    if ways.online:
        dossier = scene.put(replace(dossier, payment=payment))
        scene.do(OpenPayment(dossier.id, payment.ref, amount))
        tell(scene, dossier, (bill(scene, dossier, payment), say("pay-coming")))
        return
    dossier = scene.put(replace(dossier, payment=replace(payment, standing=Standing.OPEN)))
    pay_reminders.watch(scene, dossier)
    tell(scene, dossier, (bill(scene, dossier, payment), *at_counter(scene, dossier, payment)))


def due_on_filing(scene: Scene, dossier: Dossier) -> None:
    """Where fees are taken beforehand: right after the portal has it, so that no money goes where no dossier went."""
    if scene.catalogue.payment.on_filing and fee_of(scene, dossier).total > 0:
        wanted(scene, dossier)


def _wanted_again(scene: Scene, dossier: Dossier, payment: Payment, amount: int) -> None:
    if amount != payment.amount or payment.standing not in TO_PAY:
        scene.do(CallStaff("payment_asked_again", dossier.id))
    tell(scene, dossier, fee_text(dossier))


def opened(scene: Scene, event: PaymentOpened) -> None:
    """The gateway answered: show how to pay, unless that is past."""
    dossier = scene.now.dossier(event.dossier)
    payment = dossier.payment if dossier else None
    shown = payment is not None and bool(payment.link or payment.picture)
    if dossier is None or payment is None or shown or payment.ref != event.ref or payment.standing not in TO_PAY:
        if event.picture:
            scene.do(Erase(fee_owner(event.dossier), (event.picture,)))
        return
    if event.link or event.picture:
        payment = replace(payment, link=event.link, picture=event.picture, counter=False)
        dossier = moved_on(scene, dossier, payment, Moved.SHOWN)
        pay_reminders.watch(scene, dossier)
        scene.announce(invitation(scene, dossier, dossier.payment or payment))
        return
    if event.failed:
        scene.do(CallStaff("payment_not_opened", dossier.id))
        dossier = moved_on(scene, dossier, replace(payment, counter=True), Moved.SHOWN)
        pay_reminders.watch(scene, dossier)
    tell(scene, dossier, (say("pay-no-code"), *at_counter(scene, dossier, payment)))


# ---------------------------------------------------------------- what the citizen does


def claims(scene: Scene, dossier: Dossier) -> None:
    """ "Tôi đã nộp": ask the gateway. Until it has spoken, nothing to pay is shown."""
    payment = dossier.payment
    if payment is None or payment.standing not in (Standing.OPEN, Standing.CLAIMED):
        scene.say(Message((fee_text(dossier),), about=dossier.id))
        return
    if payment.counter and not payment.link:
        scene.do(CallStaff("cash_claimed", dossier.id))
        scene.say(Message((say("pay-counter-claimed"),), about=dossier.id))
        return
    if payment.standing is Standing.OPEN:
        dossier = moved_on(scene, dossier, payment, Moved.CLAIMED)
        scene.remind(UNCLEAR / timedelta(days=1), Timer.PAYMENT_UNCLEAR, dossier.id)
    scene.do(CheckPayment(dossier.id, payment.ref))
    scene.say(Message((say("pay-asking"),), about=dossier.id))


def claimed_in_words(scene: Scene) -> bool:
    """The same, typed: about the fee that is still open, else about the latest; False when there never was one."""
    billed = [dossier for dossier in reversed(scene.now.dossiers) if dossier.payment is not None]
    waiting = (Standing.OPEN, Standing.CLAIMED, Standing.WRONG)
    still = [dossier for dossier in billed if dossier.payment and dossier.payment.standing in waiting]
    dossier = next(iter([*still, *billed]), None)
    if dossier is not None:
        claims(scene, dossier)
    return dossier is not None


def show(scene: Scene, dossier: Dossier) -> None:
    """How to pay, once more: only after the gateway was asked whether it is paid already."""
    payment = dossier.payment
    if payment is None or payment.standing is not Standing.OPEN:
        scene.say(Message((fee_text(dossier),), about=dossier.id))
        return
    if not payment.link:
        scene.say(Message(at_counter(scene, dossier, payment), about=dossier.id))
        return
    scene.do(CheckPayment(dossier.id, payment.ref, show=True))
    scene.say(Message((say("pay-asking-first"),), about=dossier.id))


def retracts(scene: Scene, dossier: Dossier) -> None:
    """ "Tôi chưa nộp" after all: then it may be shown again, as soon as the gateway has said the same."""
    payment = dossier.payment
    if payment is not None and payment.standing is Standing.CLAIMED:
        dossier = moved_on(scene, dossier, payment, Moved.UNCLAIMED)
        pay_reminders.watch(scene, dossier)
    show(scene, dossier)


def to_counter(scene: Scene, dossier: Dossier) -> None:
    """Cash at the counter instead."""
    payment = dossier.payment
    if payment is None or payment.standing not in TO_PAY or not scene.catalogue.payment.counter:
        scene.say(Message((fee_text(dossier),), about=dossier.id))
        return
    dossier = scene.put(replace(dossier, payment=replace(payment, counter=True)))
    online = (show_button(scene, dossier),) if payment.link else ()
    scene.say(Message((*at_counter(scene, dossier, payment), say("pay-code-void")), online, about=dossier.id))
