"""What became of a fee: thanked for once, wrong amounts to staff, given back after a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from dialogs import pay_reminders
from dialogs.billing import (
    after_claim,
    invitation,
    moved_on,
    without_picture,
)
from dialogs.conversation import Dossier
from dialogs.dossier import FINAL, Life, Step
from dialogs.effects import (
    CallStaff,
    ClosePayment,
    Note,
    Remind,
)
from dialogs.events import PaymentHeard, PaymentWord, Timer
from dialogs.news import tell
from dialogs.payment import MONEY, Moved, Payment, Standing
from dialogs.quiet import quiet_until
from dialogs.scene import Scene
from dialogs.texts import Money, Text, say


def heard(scene: Scene, event: PaymentHeard) -> None:
    """The gateway's or the counter's word; of another charge than the one that stands it is for staff."""
    dossier = scene.now.dossier(event.dossier)
    if dossier is None:
        scene.do(Note("payment_without_dossier", event.dossier, event.word))
        return
    payment = dossier.payment
    if payment is None or event.ref not in ("", payment.ref):
        if event.counter and payment is None:
            payment = Payment(event.ref, event.received, Standing.OPEN, counter=True)
        else:
            scene.do(CallStaff("payment_unknown", dossier.id))
            return
    match event.word:
        case PaymentWord.PAID | PaymentWord.WRONG:
            _arrived(scene, dossier, payment, event)
        case PaymentWord.TWICE:
            scene.do(CallStaff("paid_twice", dossier.id))
            tell(scene, dossier, say("pay-twice", amount=Money(event.received), receipt=event.receipt))
        case PaymentWord.UNPAID:
            _not_arrived(scene, dossier, payment, event)
        case PaymentWord.REFUNDED:
            _given_back(scene, dossier, payment, event)
        case PaymentWord.UNKNOWN if event.remind:
            pay_reminders.not_asked(scene, dossier)
        case PaymentWord.UNKNOWN:
            tell(scene, dossier, say("pay-not-asked"))
        case _:
            assert_never(event.word)


def _arrived(scene: Scene, dossier: Dossier, payment: Payment, event: PaymentHeard) -> None:
    moved = Moved.ARRIVED if event.word is PaymentWord.PAID else Moved.ARRIVED_WRONG
    if MONEY.after(payment.standing, moved) is None:
        scene.do(Note("payment_word_late", dossier.id, f"{payment.standing}:{event.word}"))
        return
    known = replace(payment, received=event.received, receipt=event.receipt, counter=event.counter)
    dossier = moved_on(scene, dossier, without_picture(scene, dossier, known), moved)
    amounts = {"amount": Money(payment.amount), "received": Money(event.received)}
    if dossier.payment and dossier.payment.standing is Standing.REFUND:
        scene.do(CallStaff("refund_due", dossier.id))
        tell(scene, dossier, say("pay-came-late", received=Money(event.received), receipt=event.receipt))
    elif moved is Moved.ARRIVED_WRONG:
        scene.do(CallStaff("payment_wrong_amount", dossier.id))
        tell(scene, dossier, say("pay-wrong", receipt=event.receipt, **amounts))
    else:
        if dossier.life is Life.PAYMENT:
            dossier = scene.move(dossier, Step.FEE_PAID)
        paid = say("pay-thanks", amount=amounts["received"], code=dossier.code, receipt=event.receipt)
        tell(scene, dossier, (paid, say("pay-thanks-next")))


def _not_arrived(scene: Scene, dossier: Dossier, payment: Payment, event: PaymentHeard) -> None:
    if event.remind:
        if morning := quiet_until(scene):
            scene.do(Remind(morning, Timer.PAYMENT_REMIND, dossier.id))
        else:
            pay_reminders.unpaid(scene, dossier, payment)
    elif payment.standing is Standing.CLAIMED:
        tell(scene, dossier, say("pay-not-seen"), *after_claim(scene, dossier))
    elif payment.standing is Standing.OPEN and event.show:
        dossier = scene.put(replace(dossier, payment=replace(payment, counter=False)))
        scene.say(invitation(scene, dossier, payment))


def _given_back(scene: Scene, dossier: Dossier, payment: Payment, event: PaymentHeard) -> None:
    """An officer gave it back: the fee itself, or (under another receipt) what had been paid beside it."""
    if event.receipt == payment.receipt:
        moved_on(scene, dossier, payment, Moved.GIVEN_BACK)
    tell(scene, dossier, say("pay-given-back", amount=Money(event.received), receipt=event.receipt or "—"))


def unclear(scene: Scene, dossier: Dossier) -> None:
    """A day after "tôi đã nộp" the gateway still knows of nothing: a person looks into it."""
    if dossier.payment is not None and dossier.payment.standing is Standing.CLAIMED:
        scene.do(CallStaff("payment_unclear", dossier.id))
        tell(scene, dossier, say("pay-person-looks"))


def closed(scene: Scene, dossier: Dossier) -> Iterator[Text]:
    """The dossier ended without a result: nothing is to be paid any more, and after a refusal what was paid is given
    back (facts 1.8). Yields what to say of it."""
    payment = dossier.payment
    if payment is None or dossier.life not in FINAL or dossier.life is Life.RETURNED:
        return
    if payment.standing in (Standing.PAID, Standing.WRONG):
        if dossier.life is not Life.NOT_ACCEPTED:  # Facts name the refusal alone; of the rest a person decides.
            scene.do(CallStaff("refund_unclear", dossier.id))
            yield say("pay-refund-asked", amount=Money(payment.received), receipt=payment.receipt)
            return
        scene.do(CallStaff("refund_due", dossier.id))
        scene.do(ClosePayment(dossier.id, payment.ref))
        moved_on(scene, dossier, payment, Moved.CLOSED_PAID)
        yield say("pay-refund", amount=Money(payment.received), receipt=payment.receipt)
    elif (after := MONEY.after(payment.standing, Moved.CLOSED_UNPAID)) is not None:
        scene.do(ClosePayment(dossier.id, payment.ref))
        claimed = payment.standing is Standing.CLAIMED
        scene.put(replace(dossier, payment=replace(without_picture(scene, dossier, payment), standing=after)))
        yield say("pay-void-claimed" if claimed else "pay-void", amount=Money(payment.amount))
