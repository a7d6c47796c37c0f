"""How a fee reads: the bill with its reason, the code to scan, the counter, the line among the dossiers."""

from __future__ import annotations

from dataclasses import replace

from dialogs.conversation import Dossier
from dialogs.deadlines import VIETNAM
from dialogs.effects import Button, Erase, Line, Message, Note, Style, fee_owner
from dialogs.fees import Fee
from dialogs.payment import MONEY, Moved, Payment, Standing
from dialogs.route import walk
from dialogs.scene import Scene
from dialogs.texts import Money, Text, say


def fee_line(scene: Scene, dossier: Dossier) -> Line | None:
    """For "hồ sơ của tôi": the fee, its reason while it is owed, its receipt once it is paid."""
    payment = dossier.payment
    if payment is None:
        return None
    text = say(
        f"fee-{payment.standing}",
        amount=Money(payment.received if payment.standing is Standing.REFUND else payment.amount),
        receipt=payment.receipt or "—",
        why=why(scene, dossier, payment),
    )
    return Line(say("line-fee"), text)


def pay_button(scene: Scene, dossier: Dossier) -> Button | None:
    """Where the fee can still be paid."""
    payment = dossier.payment
    if payment is None or payment.standing is not Standing.OPEN:
        return None
    return scene.button(f"pay:{dossier.id}", say("button-pay", code=dossier.code), Style.PRIMARY)


def invitation(scene: Scene, dossier: Dossier, payment: Payment) -> Message:
    """The code to scan and the gateway's page, with what to beware of."""
    key = "pay-scan" if payment.picture else "pay-page"
    buttons = []
    if payment.link:
        buttons.append(Button("!pay", say("button-pay-page"), Style.PRIMARY, link=payment.link))
    buttons.append(scene.button(f"paid:{dossier.id}", say("button-paid")))
    if scene.catalogue.payment.counter:
        buttons.append(scene.button(f"counter:{dossier.id}", say("button-pay-counter"), Style.QUIET))
    return Message(
        (say(key, amount=Money(payment.amount), code=dossier.code), say("pay-beware")),
        tuple(buttons),
        step="pay",
        about=dossier.id,
        attachment=payment.picture,
        attachment_owner=fee_owner(dossier.id) if payment.picture else "",
        attachment_name="ma-nop-phi.png" if payment.picture else "",
    )


def forget_code(scene: Scene, dossier: Dossier) -> None:
    """Everything is erased: so is the code to pay with."""
    if dossier.payment is not None:
        without_picture(scene, dossier, dossier.payment)


def at_counter(scene: Scene, dossier: Dossier, payment: Payment) -> tuple[Text, ...]:
    """How much in cash, where and when; that there is nothing to do where no cash is taken."""
    office = scene.catalogue.office
    if not scene.catalogue.payment.counter:
        return (say("pay-wait"),)
    lines = [say("pay-at-counter", amount=Money(payment.amount), code=dossier.code, office=office.name)]
    if office.address:
        lines.append(say("pay-where", address=office.address))
    return (*lines, say("pay-when", hours=office.hours))


def after_claim(scene: Scene, dossier: Dossier) -> tuple[Button, ...]:
    """The way back for who pressed "Tôi đã nộp" by mistake."""
    return (scene.button(f"unpaid:{dossier.id}", say("button-not-paid"), Style.QUIET),)


def show_button(scene: Scene, dossier: Dossier) -> Button:
    """Back from the counter to the code."""
    return scene.button(f"pay:{dossier.id}", say("button-pay-online"), Style.QUIET)


def bill(scene: Scene, dossier: Dossier, payment: Payment) -> Text:
    """How much for which dossier, and why."""
    return say("pay-wanted", code=dossier.code, amount=Money(payment.amount), why=why(scene, dossier, payment))


def why(scene: Scene, dossier: Dossier, payment: Payment) -> Text | str:
    """Why it is this much: our own reckoning where it agrees, else what the authority said."""
    fee = fee_of(scene, dossier)
    return fee.reason if fee.total == payment.amount else dossier.reason or say("fee-by-authority")


def fee_of(scene: Scene, dossier: Dossier) -> Fee:
    """The procedure's fee as of the day it was filed."""
    day = (dossier.filed or scene.event.at).astimezone(VIETNAM).date()
    procedure, then = scene.procedure(dossier), replace(scene.context(dossier), today=day)
    return procedure.fee(walk(procedure, then).taken(then))


def moved_on(scene: Scene, dossier: Dossier, payment: Payment, moved: Moved) -> Dossier:
    """The dossier with its money moved on; what the table does not know changes nothing."""
    after = MONEY.after(payment.standing, moved) or payment.standing
    if after is not payment.standing:
        scene.do(Note("payment", dossier.id, f"{payment.standing}>{after}"))
    return scene.put(replace(dossier, payment=replace(payment, standing=after)))


def without_picture(scene: Scene, dossier: Dossier, payment: Payment) -> Payment:
    """The code is of no use any more: it is erased, so that nobody is shown it again."""
    if payment.picture:
        scene.do(Erase(fee_owner(dossier.id)))
    return replace(payment, picture="", link="")
