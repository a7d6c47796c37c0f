"""The way by post: the bot prints a packet, the citizen signs and sends it, and tells the number on the receipt.

Nothing is filed by us: until the citizen says so it is not even sent, and afterwards we know only what they told.
"""

from __future__ import annotations

from dataclasses import replace

from dialogs.cards import forget_pictures
from dialogs.checks.tracking import digit_fits, says_sent, tracking_number
from dialogs.checks.yes_no import yes_or_no
from dialogs.conversation import Dossier, Prompt
from dialogs.dossier import Life, Step
from dialogs.effects import Button, CallStaff, Erase, Message, Note, Remind, Style
from dialogs.events import PacketPrinted, Timer
from dialogs.modes import Mode, Turned
from dialogs.news import tell
from dialogs.postal import POST, PrintPacket
from dialogs.promises import morning_after, morning_of
from dialogs.review import show_card, term_of
from dialogs.scene import Scene
from dialogs.texts import Money, Text, say
from dialogs.unfit import name_paper

REMIND_DAYS = 2
"""Working days after which one who has a packet and has not said that it was sent is reminded, once."""
PACKET, CODE = "mail", "mail-code"
PACKET_NAME = "bo-ho-so-gui-buu-dien.pdf"


def begin(scene: Scene, dossier: Dossier) -> None:
    """Say honestly who sends it, and have the packet printed."""
    scene.turn(Turned.GUIDED)
    dossier = scene.put(replace(dossier, printing=scene.fresh_id("p")))
    scene.do(PrintPacket(dossier.id, dossier.printing))
    scene.say(Message((say("mail-begin"), say("mail-printing")), (_card_button(scene),), about=dossier.id), _at(PACKET))


def printed(scene: Scene, event: PacketPrinted) -> None:
    """The packet lies in the vault: hand it over with what is to be done; or say why there is none."""
    dossier = scene.now.dossier(event.dossier)
    if dossier is None:  # It was erased while the packet was made: the packet goes after it.
        scene.do(Erase(event.dossier, (event.file,)) if event.file else Note("packet_late", event.dossier))
        return
    if dossier.life is not Life.REVIEW or dossier.printing != event.mark:
        if event.file:
            scene.do(Erase(dossier.id, (event.file,)))  # Of answers that were changed meanwhile.
        return
    if event.unfit is not None and name_paper(scene, dossier, event.paper, event.unfit, by_post=True):
        return
    if not event.file:
        scene.do(CallStaff("packet_failed", dossier.id))
        tell(scene, dossier, say("mail-failed"), _print_button(scene, dossier))
        return
    _hand_over(scene, dossier, event)


def _hand_over(scene: Scene, dossier: Dossier, event: PacketPrinted) -> None:
    if dossier.packet:
        scene.do(Erase(dossier.id, (dossier.packet,)))
    dossier = scene.put(replace(dossier, packet=event.file, printing=""))
    scene.do(Note("packet_printed", dossier.id, str(event.pages)))
    day = scene.catalogue.calendar.add_working_days(scene.today, REMIND_DAYS)
    scene.do(Remind(morning_of(day), Timer.PACKET_WAITS, dossier.id))
    postal = scene.postal(dossier)
    sign = say("mail-sign-certified") if postal is None or postal.signature else say("mail-sign")
    lines = (say("mail-ready", pages=event.pages), sign, say("mail-envelope"), say("mail-send"), *_fee(scene, dossier))
    message = Message(lines, (_sent_button(scene, dossier),), step=PACKET, about=dossier.id)
    scene.announce(replace(message, attachment=event.file, attachment_owner=dossier.id, attachment_name=PACKET_NAME))


def _fee(scene: Scene, dossier: Dossier) -> tuple[Text, ...]:
    fee = scene.procedure(dossier).fee(scene.walked(dossier)).total
    return (say("mail-fee", amount=Money(fee)),) if fee else ()


def again(scene: Scene, dossier: Dossier) -> None:
    """Where we stand: the number is asked for, or the packet waits, or it is being made."""
    if scene.now.prompt.path == CODE:
        _ask_code(scene, dossier)
    elif dossier.packet:
        buttons = (_sent_button(scene, dossier), _print_button(scene, dossier), _card_button(scene))
        scene.say(Message((say("mail-waits"),), buttons, step=PACKET, about=dossier.id), _at(PACKET))
    else:
        scene.say(Message((say("mail-printing"),), (_print_button(scene, dossier), _card_button(scene))), _at(PACKET))


def onward(scene: Scene, dossier: Dossier, text: str) -> None:
    """What was typed: that it was sent, the number, or something else."""
    number = tracking_number(text)
    asked = scene.now.prompt.path == CODE
    if number is not None and (asked or says_sent(text) or dossier.packet):
        told(scene, dossier, number)
    elif says_sent(text) or (not asked and dossier.packet and yes_or_no(text)):
        sent(scene, dossier)
    else:
        scene.lead_with(say("mail-no-code-in-it") if asked else say("not-understood"))
        again(scene, dossier)


def back(scene: Scene, dossier: Dossier) -> None:
    """One step back: from the number to the packet, from the packet to the card."""
    if scene.now.prompt.path == CODE:
        scene.update(prompt=_at(PACKET))
        again(scene, dossier)
    else:
        to_card(scene, dossier)


def sent(scene: Scene, dossier: Dossier) -> None:
    """The citizen says that it was sent: ask for the number on the receipt."""
    if not _waits(scene, dossier):
        return
    scene.turn(Turned.COMPLETE)
    scene.turn(Turned.GUIDED)
    scene.update(desk=dossier.id, visiting="", strikes=0)
    _ask_code(scene, dossier)


def told(scene: Scene, dossier: Dossier, number: str) -> None:
    """Keep the number (empty: there is none): from here on it stands for the dossier, and nobody at the authority has
    told us anything. A number whose check digit is wrong is doubted once."""
    if not _waits(scene, dossier):
        return
    if number and not digit_fits(number) and scene.now.doubted != number:
        scene.update(doubted=number)
        scene.lead_with(say("mail-digit-wrong", code=number))
        _ask_code(scene, dossier)
        return
    postal = scene.postal(dossier)
    days = term_of(scene, dossier) + (postal.on_the_way if postal else 0)
    due = scene.catalogue.calendar.add_working_days(scene.today, days)
    packet = dossier.packet
    dossier = forget_pictures(scene, scene.move(dossier, Step.FILED_ELSEWHERE))
    scene.put(
        replace(dossier, code=number, filed=scene.event.at, elsewhere=POST, due=due, card=None, reads=(), packet="")
    )
    scene.do(Erase(dossier.id, (packet,)))
    scene.do(Note("mailed", dossier.id))
    scene.do(Remind(morning_after(scene.catalogue.calendar, due), Timer.ELSEWHERE, dossier.id))
    scene.turn(Turned.CLOSED)
    scene.update(desk="", visiting="", strikes=0, doubted="")
    copy = Button("!dossiers", say("button-copy-tracking"), copy=number)
    text = say("mailed", code=number or say("code-unknown"))
    scene.say(Message((text,), (copy,) if number else (), about=dossier.id), Prompt())


def recall(scene: Scene, dossier: Dossier) -> None:
    """Once: a packet that was printed, and of which nothing was heard since."""
    if dossier.packet and dossier.life is Life.REVIEW and scene.now.consents.get("remind", False):
        buttons = (_sent_button(scene, dossier), _print_button(scene, dossier))
        tell(scene, dossier, say("mail-recall"), *buttons)


def reprint(scene: Scene, dossier: Dossier) -> None:
    """The packet anew, when the answers still allow it; else the way to what is missing."""
    scene.update(desk=dossier.id, visiting="", strikes=0)
    to_card(scene, dossier)


def to_card(scene: Scene, dossier: Dossier) -> None:
    """Back to the card, and what it offers."""
    scene.turn(Turned.COMPLETE)
    show_card(scene, dossier)


def _waits(scene: Scene, dossier: Dossier) -> bool:
    """Whether there is a packet that may have been sent; what was changed after printing must be printed anew."""
    if dossier.packet and dossier.life is Life.REVIEW:
        return True
    if dossier.elsewhere == POST:
        scene.say(Message((say("mailed-already"),), about=dossier.id))
    elif scene.now.mode is Mode.GUIDING and not dossier.packet:
        scene.lead_with(say("mail-none-yet"))
        again(scene, dossier)
    else:
        scene.say(Message((say("mail-changed"),), (_print_button(scene, dossier),), about=dossier.id))
    return False


def _ask_code(scene: Scene, dossier: Dossier) -> None:
    none = scene.button(f"mailed-no-code:{dossier.id}", say("button-mail-no-code"))
    scene.say(Message((say("mail-code"),), (none,), step=CODE, about=dossier.id), _at(CODE))


def _at(path: str) -> Prompt:
    return Prompt(path)


def _sent_button(scene: Scene, dossier: Dossier) -> Button:
    return scene.button(f"mailed:{dossier.id}", say("button-mailed"), Style.PRIMARY)


def _print_button(scene: Scene, dossier: Dossier) -> Button:
    return scene.button(f"mail-print:{dossier.id}", say("button-mail-again"))


def _card_button(scene: Scene) -> Button:
    return scene.button("go-on", say("button-to-card"), Style.QUIET)
