"""Leads straight to what the pre-check found: the picture to be taken again, the answer to be changed."""

from __future__ import annotations

from dialogs import going, photo_moves
from dialogs.acceptance import findings_of
from dialogs.asking import short
from dialogs.cards import contradictions, say_difference
from dialogs.conversation import Dossier, Prompt
from dialogs.effects import Message, Style
from dialogs.precheck import Finding, Severity
from dialogs.scene import Scene
from dialogs.texts import say


def mend(scene: Scene, dossier: Dossier, name: str) -> None:
    """Go where this finding is mended; when it is no longer found, back to the card."""
    finding = next((one for one in findings_of(scene, dossier) if one.name == name), None)
    if finding is None:
        going.advance(scene, dossier)
    elif not _by_its_own_question(scene, dossier, finding):
        scene.lead_with(finding.reason)
        scene.update(after_edit=True)
        if finding.photo and finding.severity is Severity.RETURNED:
            photo_moves.redo(scene, dossier, f"{finding.path}|{finding.photo}")
        else:
            going.visit(scene, dossier, finding.path)


def _by_its_own_question(scene: Scene, dossier: Dossier, finding: Finding) -> bool:
    """Whether this kind of fault has a question of its own, with more ways out than changing one answer."""
    if finding.overrulable and finding.severity is Severity.RETURNED:
        _overrule(scene, dossier, finding)
        return True
    context, procedure = scene.walked(dossier), scene.procedure(dossier)
    if finding.rule == "whole-faulty":
        fault = next((one for one in procedure.review(context) if one.path == finding.path), None)
        if fault is not None:
            going.say_fault(scene, dossier, fault)
        return fault is not None
    if finding.rule == "card-differs" and dossier.card is not None:
        differing = contradictions(procedure, scene.route(dossier), context, dossier.card)
        found = next((one for one in differing if one.spot.path == finding.path), None)
        if found is not None:
            say_difference(scene, dossier, found)
        return found is not None
    return False


def _overrule(scene: Scene, dossier: Dossier, finding: Finding) -> None:
    """What a machine read may be wrong: change it, or say that it is right all the same."""
    spot = scene.route(dossier).at(finding.path)
    if spot is None:
        going.advance(scene, dossier)
        return
    change = scene.button(f"edit:{finding.path}", say("button-change-answer", what=short(spot)), Style.PRIMARY)
    right = scene.button(f"accept:{finding.name}", say("button-right-as-it-is"))
    home = scene.button("review", say("button-to-card"), Style.QUIET)
    scene.update(visiting=finding.path)
    message = Message((finding.reason,), (change, right, home), step="review", about=dossier.id)
    scene.say(message, Prompt("review"))
