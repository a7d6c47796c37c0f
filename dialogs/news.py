"""News about a dossier: how it stands in plain words, what is wanted again, and how that reaches the chat."""

from __future__ import annotations

from dialogs.asking import short
from dialogs.conversation import Dossier
from dialogs.dossier import Life
from dialogs.effects import Button, Message, Style
from dialogs.postal import POST
from dialogs.scene import Scene
from dialogs.texts import Day, Listed, Money, Text, Value, say


def tell(
    scene: Scene,
    dossier: Dossier,
    text: Text | tuple[Text, ...],
    *buttons: Button,
    attachment: str = "",
    more: Text | None = None,
) -> None:
    """News about a dossier; when another one is on the desk it says which it is about, and leaves the desk alone.
    ``more`` stands on a line of its own below."""
    name = say("about-dossier", what=Text(scene.procedure(dossier).title + ".short"), code=dossier.code)
    said = (text,) if isinstance(text, Text) else text
    lines = (name, *said) if scene.now.desk and scene.now.desk != dossier.id else said
    lines = (*lines, more) if more else lines
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


def copy_button(code: str) -> Button:
    return Button("!dossiers", say("button-copy-code"), Style.PLAIN, copy=code)


def status_text(dossier: Dossier) -> Text:
    """Where it stands and what happens next, in plain words: ``status-<life>`` with .next; while a fee is
    wanted, where the money stands."""
    if dossier.life is Life.PAYMENT and dossier.payment is not None:
        return fee_text(dossier)
    values: list[tuple[str, Value]] = [("code", dossier.code or "—"), ("reason", dossier.reason or "—")]
    values.append(("due", Day(dossier.due) if dossier.due else say("due-unknown")))
    if dossier.elsewhere:
        code = dossier.code or say("code-unknown")
        if dossier.life is Life.RETURNED:
            return say("status-elsewhere-done", code=code)
        due = Day(dossier.due) if dossier.due else say("due-unknown")
        if dossier.elsewhere == POST:
            return say("status-mailed", code=code, due=due)
        return say("status-elsewhere", code=code, portal=dossier.elsewhere, due=due)
    if dossier.packet and dossier.life is Life.REVIEW:
        return say("status-packet")
    life = "resent" if dossier.resent else dossier.life.replace("_", "-")
    life = "queued" if dossier.queued else life
    return Text(f"status-{life}", tuple(values))


def fee_text(dossier: Dossier) -> Text:
    """Where the fee stands: ``pay-stands-<standing>`` with .next; how the dossier stands when none is wanted."""
    payment = dossier.payment
    if payment is None:
        return status_text(dossier)
    amount, received = Money(payment.amount), Money(payment.received)
    code, receipt = dossier.code or "—", payment.receipt or "—"
    return say(f"pay-stands-{payment.standing}", code=code, receipt=receipt, amount=amount, received=received)


def supplement_text(scene: Scene, dossier: Dossier) -> Text:
    """What is wanted again, why, and until when, as far as the authority has said it."""
    items, reason, code = Listed(_items(scene, dossier)), dossier.reason, dossier.code
    deadline = Day(dossier.deadline) if dossier.deadline else say("due-unknown")
    if items.parts and reason:
        return say("supplement-wanted", items=items, reason=reason, deadline=deadline, code=code)
    if items.parts:
        return say("supplement-wanted-items", items=items, deadline=deadline, code=code)
    if reason:
        return say("supplement-wanted-reason", reason=reason, deadline=deadline, code=code)
    return say("supplement-wanted-unnamed", deadline=deadline, code=code)


def wanted_items(scene: Scene, dossier: Dossier) -> Listed:
    """The names of the items asked for; the officer's own words when no item was named."""
    return Listed(_items(scene, dossier) or (dossier.reason or say("items-unnamed"),))


def _items(scene: Scene, dossier: Dossier) -> tuple[Value, ...]:
    route = scene.route(dossier)
    return tuple(short(spot) for path in dossier.asked_items if (spot := route.at(path)))


def repair_button(scene: Scene, dossier: Dossier) -> Button:
    """Opens exactly the named items."""
    return scene.button(f"repair:{dossier.id}", say("button-repair"), Style.PRIMARY)
