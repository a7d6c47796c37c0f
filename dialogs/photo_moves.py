"""What buttons do with pictures: take one again, use one all the same, put one elsewhere, believe the card."""

from __future__ import annotations

from dataclasses import replace

from dialogs import filling, going
from dialogs.again import again
from dialogs.answers import Source
from dialogs.asking import ask, short
from dialogs.cards import difference
from dialogs.conversation import Dossier
from dialogs.dossier import Life
from dialogs.effects import Note
from dialogs.papers import asked_for, go_on, keep_page
from dialogs.photographs import HELD, PAGES, as_answer, filed_of, held_of, pages_of
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.steps import Photograph
from dialogs.texts import say


def all_again(scene: Scene, dossier: Dossier, argument: str) -> None:
    """Every picture of this paper anew."""
    spot = going.here(scene, dossier)
    if spot is not None:
        ask(scene, scene.answer(dossier, {spot.path + PAGES: None, spot.path + HELD: None}), spot)


def redo(scene: Scene, dossier: Dossier, argument: str) -> None:
    """This picture is taken out; the paper is open again."""
    path, _, id = argument.partition("|")
    if _paper(scene, dossier, path) is None:
        _gone(scene, dossier)
        return
    pages = pages_of(dossier, path) or filed_of(dossier, path)
    left = tuple(photo for photo in pages if photo.id != id)
    dossier = scene.answer(dossier, {path + PAGES: as_answer(left), path: None})
    going.visit(scene, going.reopened(scene, dossier), path)


def use_anyway(scene: Scene, dossier: Dossier, argument: str) -> None:
    """The citizen uses it in spite of its fault; the officer will see that."""
    path, _, id = argument.partition("|")
    spot = _paper(scene, dossier, path)
    photo = next((one for one in held_of(dossier, path) if one.id == id), None)
    if spot is None or photo is None:
        _gone(scene, dossier)
        return
    left = tuple(one for one in held_of(dossier, path) if one.id != id)
    dossier = scene.answer(dossier, {path + HELD: as_answer(left)})
    scene.do(Note("photo_used_anyway", dossier.id, f"{spot.step.key}:{','.join(photo.faults)}"))
    keep_page(scene, dossier, spot, replace(photo, kept=True))


def move(scene: Scene, dossier: Dossier, argument: str) -> None:
    """It belongs to the other paper after all; what that paper has already stays. When everything was complete, the
    dossier is open again, and the paper that lost it is asked for."""
    source, target, id = argument.split("|")
    pages = pages_of(dossier, source) or filed_of(dossier, source)
    photo = next((one for one in pages if one.id == id), None)
    spot = _paper(scene, dossier, target)
    if photo is None or spot is None or _paper(scene, dossier, source) is None:
        _gone(scene, dossier)
        return
    there = pages_of(dossier, target) or filed_of(dossier, target)
    if isinstance(spot.step, Photograph) and len(there) >= spot.step.most:
        scene.lead_with(say("photo-enough", what=short(spot)))
        again(scene)
        return
    left, complete = tuple(one for one in pages if one.id != id), dossier.life not in (Life.DRAFT, Life.SUPPLEMENT)
    pages_now = {source + PAGES: as_answer(left), target + PAGES: as_answer(there)}
    dossier = scene.answer(dossier, {source: None, target: None, **pages_now})
    keep_page(scene, dossier, spot, photo)
    if complete:
        going.advance(scene, going.reopened(scene, scene.now.dossier(dossier.id) or dossier))
    elif not asked_for(scene, dossier, spot):
        go_on(scene, dossier, spot)


def take_card(scene: Scene, dossier: Dossier, path: str) -> None:
    """The card is right, and what was typed is not."""
    found = difference(scene, dossier)
    if found is None or found.spot.path != path or found.value is None:
        going.advance(scene, dossier)
        return
    filling.take(scene, dossier, found.spot, found.value, Source.READ)


def _paper(scene: Scene, dossier: Dossier, path: str) -> Spot | None:
    spot = scene.route(dossier).at(path)
    fits = spot is not None and isinstance(spot.step, Photograph) and dossier.may_change(path)
    return spot if fits else None


def _gone(scene: Scene, dossier: Dossier) -> None:
    scene.lead_with(say("photo-gone"))
    going.advance(scene, dossier)
