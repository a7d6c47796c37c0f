"""Pictures of papers: which paper a file is for, what is to be done better, what is kept, what is still missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dialogs import coaching
from dialogs.again import again
from dialogs.answers import Answer, Photo, Photos, Source
from dialogs.asking import ask, short
from dialogs.cards import named, show_read
from dialogs.consents import READING, withheld
from dialogs.conversation import Dossier
from dialogs.documents import Card
from dialogs.effects import Button, Erase, Fetch, Message, Remind, once_owner
from dialogs.events import FileChecked, SentFile, Timer
from dialogs.going import here, supplied
from dialogs.photographs import HELD, NO_PICTURE, PAGES, Picture, as_answer, count, pages_of, picture_of, redo_button
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.sorting import in_order, place_for, sent_before
from dialogs.steps import Photograph
from dialogs.texts import Text, say

MOST_WAITING = 20
"""Files being checked at once for one dossier; more are asked for again later."""
BURST = timedelta(minutes=1)
"""A picture too many within this time of one that is being checked belongs to the same handful: the word on the last
of them answers for all."""
MOST_READS = 24
"""Readings kept of one dossier's papers; the newest stay."""
CARD_LEFT = timedelta(hours=23)
"""Pictures that are only to be read are gone within a day (facts 8.3), whether they were answered or not."""


def file_sent(scene: Scene, event: SentFile) -> None:
    """A picture or document came: find the paper it is for and have it looked at."""
    dossier = scene.now.on_desk
    if dossier is None:
        scene.say(Message((say("photo-no-dossier"),)))
        return
    spot = slot_for(scene, dossier)
    if spot is None or not isinstance(spot.step, Photograph) or dossier.waiting_files >= MOST_WAITING:
        if dossier.waiting_files and event.at - dossier.touched < BURST:
            return
        scene.lead_with(say("photo-not-now"))
        again(scene)
        return
    once = not spot.step.keep
    if once and not dossier.once:
        scene.do(Remind(event.at + CARD_LEFT, Timer.CARD_LEFT, dossier.id))
    scene.do(Fetch(event.file, dossier.id, spot.path, scene.now.consents.get(READING, False), once))
    waiting = dossier.waiting_files + 1
    scene.put(replace(dossier, waiting_files=waiting, touched=event.at, once=dossier.once or once))


def slot_for(scene: Scene, dossier: Dossier) -> Spot | None:
    """The paper asked for now; else the first paper on the route that is not complete."""
    current = here(scene, dossier)
    if current is not None and isinstance(current.step, Photograph) and _may_keep(scene, dossier, current):
        return current
    return next(iter(_wanted(scene, dossier)), None)


def _wanted(scene: Scene, dossier: Dossier) -> list[Spot]:
    """Papers on the route that are not complete and may be kept, in the order of the route."""
    papers = [s for s in scene.route(dossier).spots if isinstance(s.step, Photograph)]
    open_ones = [s for s in papers if s.path not in dossier.answers or s.path in dossier.reopened]
    return [s for s in open_ones if _may_keep(scene, dossier, s)]


def _may_keep(scene: Scene, dossier: Dossier, spot: Spot) -> bool:
    """Whether the dossier still takes this paper and its owner lets us store it."""
    return dossier.may_change(spot.path) and not withheld(scene, dossier, spot.path)


def file_checked(scene: Scene, event: FileChecked) -> None:
    """The picture was looked at: sort it in, and count it in or say what to do better."""
    dossier = scene.now.dossier(event.dossier)
    if dossier is None:
        _erase_late(scene, event)
        return
    dossier = scene.put(replace(dossier, waiting_files=max(0, dossier.waiting_files - 1)))
    meant = scene.route(dossier).at(event.path)
    if meant is None or not isinstance(meant.step, Photograph):
        return
    last = dossier.waiting_files == 0
    if not _may_keep(scene, dossier, meant):
        scene.lead_with(*([say("photo-not-now")] if last else []))
        return
    if event.photo is None:
        _unusable(scene, dossier, meant, event.refused)
        return
    spot = place_for(event.look, meant, _wanted(scene, dossier) if meant.step.keep else ())
    if not isinstance(spot.step, Photograph):
        return
    if spot.path in dossier.answers and spot.path not in dossier.reopened and not asked_for(scene, dossier, spot):
        scene.lead_with(*([say("photo-enough", what=short(spot))] if last else []))
        return
    _judge(scene, _note_readings(scene, dossier, spot, event), spot, meant, event)


def _erase_late(scene: Scene, event: FileChecked) -> None:
    """The draft was erased while its picture was looked at: the picture goes after it."""
    if event.photo is not None:
        for owner in (event.dossier, once_owner(event.dossier)):
            scene.do(Erase(owner, event.photo.files))


def _unusable(scene: Scene, dossier: Dossier, spot: Spot, refused: str) -> None:
    scene.lead_with(Text(f"photo-refused-{refused}"))
    scene.update(strikes=scene.now.strikes + (1 if asked_for(scene, dossier, spot) else 0))
    go_on(scene, dossier, spot)


def _judge(scene: Scene, dossier: Dossier, spot: Spot, meant: Spot, event: FileChecked) -> None:
    photo, step = event.photo, spot.step
    if photo is None or not isinstance(step, Photograph):
        return
    pages = pages_of(dossier, spot.path)
    if sent_before(photo, pages):
        scene.lead_with(say("photo-same-again"))
        go_on(scene, dossier, spot)
    elif step.keep and len(pages) >= step.most:
        scene.lead_with(*([say("photo-full", what=short(spot))] if dossier.waiting_files == 0 else []))
        go_on(scene, dossier, spot)
    elif not step.keep and event.look.card is not None:
        _card_read(scene, dossier, spot)
    elif problem := coaching.problem_of(step, dossier, event, pages):
        coaching.hold(scene, dossier, spot, photo, problem)
        _say_fault(scene, scene.now.dossier(dossier.id) or dossier, spot, photo, problem)
    elif not step.keep:
        scene.update(strikes=scene.now.strikes + 1)
        picture = picture_of(dossier, step, photo.shown)
        _ask_or_say(scene, dossier, spot, picture, say("card-unread"), struggling=True)
    else:
        keep_page(scene, dossier, spot, photo, moved_from=meant if meant.path != spot.path else None)


def _note_readings(scene: Scene, dossier: Dossier, spot: Spot, event: FileChecked) -> Dossier:
    """Keep what was read, to be offered where it fits: the applicant's card as such, all else by its paper."""
    look = event.look
    if look.card is not None and isinstance(spot.step, Photograph) and look.kind in spot.step.wants:
        dossier = scene.put(replace(dossier, card=_fuller(dossier, named(look.card, look.kind).by, event)))
    found = tuple((spot.step.key, one) for one in look.texts)
    known = [one for one in dossier.reads if one not in found]
    return scene.put(replace(dossier, reads=(*known, *found)[-MOST_READS:])) if found else dossier


def _fuller(dossier: Dossier, by: str, event: FileChecked) -> Card | None:
    """The code on a card says more than its machine-readable zone: what came from it stays."""
    card = event.look.card
    if card is None or (dossier.card is not None and dossier.card.by == "qr" and by == "mrz"):
        return dossier.card
    return named(card, event.look.kind)


def _card_read(scene: Scene, dossier: Dossier, spot: Spot) -> None:
    """The card could be read: nothing else is wanted of this picture."""
    scene.update(strikes=0)
    if not asked_for(scene, dossier, spot):
        return
    if not show_read(scene, dossier, spot):
        ask(scene, dossier, spot, say("card-unread"), struggling=True)


def _say_fault(scene: Scene, dossier: Dossier, spot: Spot, photo: Photo, problem: coaching.Problem) -> None:
    if asked_for(scene, dossier, spot):
        scene.update(strikes=scene.now.strikes + 1)
    picture = coaching.picture_for(scene, dossier, spot, photo, problem)
    _ask_or_say(scene, dossier, spot, picture, problem.text, struggling=scene.now.strikes > 1)


def keep_page(scene: Scene, dossier: Dossier, spot: Spot, photo: Photo, moved_from: Spot | None = None) -> None:
    """Count the picture in and show it: can it be read?"""
    step = spot.step
    if not isinstance(step, Photograph):
        return
    pages = in_order(step, (*pages_of(dossier, spot.path), photo))[: step.most]
    dossier = scene.answer(dossier, {spot.path + PAGES: as_answer(pages)})
    dossier = scene.put(replace(dossier, later=tuple(p for p in dossier.later if p != spot.path)))
    scene.update(strikes=0 if asked_for(scene, dossier, spot) else scene.now.strikes)
    buttons: tuple[Button, ...] = ()
    if moved_from is not None:
        scene.lead_with(say("photo-sorted", what=short(spot)))
        label = say("button-belongs-to", what=short(moved_from))
        buttons = (scene.button(f"move:{spot.path}|{moved_from.path}|{photo.id}", label),)
    else:
        what = (
            Text(f"paper-{photo.kind.replace('_', '-')}")
            if len(step.wants) > 1 and photo.kind in step.wants
            else short(spot)
        )
        scene.lead_with(say("photo-kept", what=what))
    picture = picture_of(dossier, step, photo.shown, redo_button(scene, spot, photo), *buttons)
    if asked_for(scene, dossier, spot) and dossier.waiting_files == 0:
        ask(scene, dossier, spot, picture=picture)
        return
    scene.say(picture.on(Message((count(step, pages),), picture.buttons, about=dossier.id)))
    if len(pages) >= step.most and not asked_for(scene, dossier, spot):
        _file_away(scene, dossier, spot, Answer(Photos(pages), Source.READ))
    elif moved_from is not None:
        go_on(scene, dossier, moved_from)


def _ask_or_say(
    scene: Scene, dossier: Dossier, spot: Spot, picture: Picture, line: Text, struggling: bool = False
) -> None:
    """One message when this paper is being asked for and no further file is awaited; else a notice beside it."""
    scene.lead_with(line)
    if asked_for(scene, dossier, spot) and dossier.waiting_files == 0:
        ask(scene, dossier, spot, picture=picture, struggling=struggling)
    else:
        scene.say(picture.on(Message((), picture.buttons, about=dossier.id)))


def asked_for(scene: Scene, dossier: Dossier, spot: Spot) -> bool:
    """Whether this paper of this very dossier is what is being asked for."""
    return scene.now.desk == dossier.id and scene.now.prompt.path == spot.path


def _file_away(scene: Scene, dossier: Dossier, spot: Spot, collected: Answer) -> None:
    """Complete, but something else is being asked: keep it and leave the question as it is."""
    dossier = scene.answer(dossier, {spot.path: collected, spot.path + PAGES: None, spot.path + HELD: None})
    supplied(scene, dossier, spot.path)


def go_on(scene: Scene, dossier: Dossier, spot: Spot) -> None:
    """Ask for the next picture once the last of an album is in, and only if pictures are what is being asked for."""
    if asked_for(scene, dossier, spot) and dossier.waiting_files == 0:
        ask(scene, dossier, spot, struggling=scene.now.strikes > 1, picture=NO_PICTURE)
