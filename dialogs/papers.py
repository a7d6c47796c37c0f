"""Pictures of papers: which slot a file is for, what is still missing, and what to say when one cannot be used."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dialogs.again import again
from dialogs.answers import Answer, Photos, Source
from dialogs.asking import PAGES, ask, pages_of, short
from dialogs.consents import withheld
from dialogs.conversation import Dossier
from dialogs.effects import Fetch, Message
from dialogs.events import FileChecked, SentFile
from dialogs.filling import take
from dialogs.going import here, may_change, supplied
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.steps import Photograph
from dialogs.texts import Text, say

MOST_WAITING = 20
"""Files being checked at once for one dossier; more are asked for again later."""
BURST = timedelta(minutes=1)
"""A picture too many within this time of one that is being checked belongs to the same handful: the word on the last
of them answers for all."""


def file_sent(scene: Scene, event: SentFile) -> None:
    """A picture or document came: find the slot it is for and have it checked."""
    dossier = scene.now.on_desk
    if dossier is None:
        scene.say(Message((say("photo-no-dossier"),)))
        return
    spot = slot_for(scene, dossier)
    if spot is None or dossier.waiting_files >= MOST_WAITING:
        if dossier.waiting_files and event.at - dossier.touched < BURST:
            return
        scene.lead_with(say("photo-not-now"))
        again(scene)
        return
    scene.do(Fetch(event.file, dossier.id, spot.path))
    scene.put(replace(dossier, waiting_files=dossier.waiting_files + 1, touched=event.at))


def slot_for(scene: Scene, dossier: Dossier) -> Spot | None:
    """The paper asked for now; else the first paper on the route that is not complete."""
    current = here(scene, dossier)
    if current is not None and isinstance(current.step, Photograph) and _may_keep(scene, dossier, current):
        return current
    if not dossier.editable:
        return None
    papers = [s for s in scene.route(dossier).spots if isinstance(s.step, Photograph)]
    return next((s for s in papers if s.path not in dossier.answers and _may_keep(scene, dossier, s)), None)


def _may_keep(scene: Scene, dossier: Dossier, spot: Spot) -> bool:
    """Whether the dossier still takes this paper and its owner lets us store it."""
    return may_change(dossier, spot.path) and not withheld(scene, dossier, spot.path)


def file_checked(scene: Scene, event: FileChecked) -> None:
    """The picture was looked at: count it in, or say what to do better."""
    dossier = scene.now.dossier(event.dossier)
    spot = scene.route(dossier).at(event.path) if dossier else None
    if dossier is None or spot is None or not isinstance(spot.step, Photograph):
        return
    dossier = scene.put(replace(dossier, waiting_files=max(0, dossier.waiting_files - 1)))
    asked, last = _asked(scene, dossier, spot), dossier.waiting_files == 0
    if not _may_keep(scene, dossier, spot):
        scene.lead_with(*([say("photo-not-now")] if last else []))
        return
    if event.photo is None:
        scene.lead_with(Text(f"photo-refused-{event.refused}"))
        scene.update(strikes=scene.now.strikes + (1 if asked else 0))
        _go_on(scene, dossier, spot)
        return
    if spot.path in dossier.answers and spot.path not in dossier.reopened and not asked:
        scene.lead_with(*([say("photo-enough", what=short(spot))] if last else []))
        return
    pages = (*pages_of(dossier, spot.path), event.photo)
    if event.photo in pages[:-1]:
        scene.lead_with(say("photo-same-again"))
        _go_on(scene, dossier, spot)
        return
    collected = Answer(Photos(pages), Source.READ)
    dossier = scene.answer(dossier, {spot.path + PAGES: collected})
    scene.update(strikes=0 if asked else scene.now.strikes)
    scene.lead_with(say("photo-kept", what=short(spot), have=len(pages), want=spot.step.most))
    if len(pages) >= spot.step.most:
        if asked:
            take(scene, dossier, spot, collected.value, Source.READ)
        else:
            _file_away(scene, dossier, spot, collected)
    else:
        _go_on(scene, dossier, spot)


def _asked(scene: Scene, dossier: Dossier, spot: Spot) -> bool:
    """Whether this paper of this very dossier is what is being asked for."""
    return scene.now.desk == dossier.id and scene.now.prompt.path == spot.path


def _file_away(scene: Scene, dossier: Dossier, spot: Spot, collected: Answer) -> None:
    """Complete, but something else is being asked: keep it and leave the question as it is."""
    dossier = scene.answer(dossier, {spot.path: collected, spot.path + PAGES: None})
    supplied(scene, dossier, spot.path)


def _go_on(scene: Scene, dossier: Dossier, spot: Spot) -> None:
    """Ask for the next picture once the last of an album is in, and only if pictures are what is being asked for."""
    if _asked(scene, dossier, spot) and dossier.waiting_files == 0:
        ask(scene, dossier, spot, struggling=scene.now.strikes > 1)
