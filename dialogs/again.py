"""Says once more what is being asked, whatever that is: after a sticker, an old button, a word that did not fit."""

from __future__ import annotations

from dialogs import filing, front, going, handoff, mailing, mine, review
from dialogs.asking import ask
from dialogs.conversation import Dossier
from dialogs.dossier import Life
from dialogs.modes import Mode
from dialogs.scene import Scene


def again(scene: Scene, whole: bool = False) -> None:
    """The present question once more, in the mode in which it was asked: a question must never be taken for another
    (a "có" to one's marriage is no "có" to the erasing of everything). The card is long: it is only pointed at, unless
    the ``whole`` of it is wanted."""
    dossier = scene.now.on_desk
    match scene.now.mode:
        case Mode.LOOKING_UP:
            mine.ask_factor(scene, scene.now.asking_code)
        case Mode.ERASING:
            mine.ask_erasure(scene)
        case Mode.WITHDRAWING:
            _withdrawal(scene)
        case Mode.PAUSED if dossier is not None:
            front.pause(scene, dossier)
        case Mode.GUIDING if dossier is not None:
            mailing.again(scene, dossier) if scene.postal(dossier) else handoff.again(scene, dossier)
        case Mode.CONSENTING if dossier is not None:
            filing.ask_consent(scene, dossier)
        case Mode.REVIEWING if dossier is not None:
            _card(scene, dossier) if whole else review.point_at_card(scene, dossier)
        case Mode.FILLING if dossier is not None:
            _question(scene, dossier)
        case _:
            front.start(scene)


def _withdrawal(scene: Scene) -> None:
    asked = next((m.partition(":")[2] for _, m in scene.now.prompt.buttons if m.startswith("withdraw-yes:")), "")
    if (dossier := scene.now.dossier(asked)) is not None:
        mine.ask_withdrawal(scene, dossier)
    else:
        front.start(scene)


def _card(scene: Scene, dossier: Dossier) -> None:
    if dossier.life is Life.SUPPLEMENT and not dossier.reopened:
        review.show_repair_card(scene, dossier)
    else:
        review.show_card(scene, dossier)


def _question(scene: Scene, dossier: Dossier) -> None:
    """A stop or a fault stands as long as its way out (an ``edit:`` button) does; else the step itself is asked."""
    spot = None if going.stopped(scene) else going.here(scene, dossier)
    if spot is None:
        going.advance(scene, dossier)
    else:
        ask(scene, dossier, spot)
