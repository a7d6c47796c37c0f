"""A paper that the portal would not take as a file: the citizen hears which and what to do; nothing was sent."""

from __future__ import annotations

from dataclasses import replace

from dialogs.acceptance import findings_of
from dialogs.asking import short
from dialogs.conversation import Dossier, Prompt
from dialogs.documents import Unfit, Unfitness
from dialogs.effects import Note, Style
from dialogs.events import FilingEnded
from dialogs.going import advance, visit
from dialogs.news import tell
from dialogs.photographs import filed_of
from dialogs.scene import Scene
from dialogs.texts import Text, say


def paper_unfit(scene: Scene, dossier: Dossier, event: FilingEnded) -> bool:
    """Name the paper and lead to it. False when the filing failed otherwise, or as ``name_paper``."""
    return event.unfit is not None and name_paper(scene, dossier, event.paper, event.unfit)


def name_paper(scene: Scene, dossier: Dossier, path: str, unfit: Unfitness, by_post: bool = False) -> bool:
    """False when the citizen may not change that paper (it was taken once, and not asked for again): then staff must
    see to it. ``by_post``: nothing was to be sent by us, only printed."""
    spot = scene.route(dossier).at(path)
    if spot is None or not dossier.may_change(path):
        return False
    photos = tuple(photo.id for photo in filed_of(dossier, path))
    others = tuple(one for one in dossier.unfit if one.path != path)
    dossier = scene.put(replace(dossier, unfit=(*others, Unfit(path, unfit, photos))))
    scene.do(Note("paper_unfit", dossier.id, f"{spot.step.key}:{unfit}"))
    why = Text(f"precheck-unfit-{unfit}", (("what", short(spot)),))
    button = scene.button(f"paper:{dossier.id}", say("button-change-answer", what=short(spot)), Style.PRIMARY)
    head = say("mail-paper-unfit") if by_post else say("filing-paper-unfit")
    tell(scene, dossier, head, button, more=why)
    return True


def mend_paper(scene: Scene, dossier: Dossier) -> None:
    """Put the dossier on the desk at the paper that the portal would not take."""
    scene.update(desk=dossier.id, strikes=0, prompt=Prompt())
    unfit = next((one for one in findings_of(scene, dossier) if one.rule == "paper-unfit"), None)
    if unfit is None:
        advance(scene, dossier)
    else:
        scene.lead_with(unfit.reason)
        visit(scene, dossier, unfit.path)
