"""What keeps a picture from being used: one instruction, the place marked, and a way to use it all the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dialogs.answers import Photo
from dialogs.conversation import Dossier
from dialogs.documents import Fault, Flaw
from dialogs.effects import Note, Style
from dialogs.events import FileChecked
from dialogs.photographs import AS_FILE, HELD, MOST_HELD, Picture, as_answer, held_of, picture_of
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.sorting import Misfit, misfit
from dialogs.steps import Photograph
from dialogs.texts import Text, say

SEND_AS_FILE = "as-file"


@dataclass(frozen=True, slots=True)
class Problem:
    """``name``: a Flaw, a Misfit or SEND_AS_FILE; ``text``: what to do about it, one instruction."""

    name: str
    text: Text


def problem_of(step: Photograph, dossier: Dossier, event: FileChecked, pages: tuple[Photo, ...]) -> Problem | None:
    """What the citizen should mend first: a picture that cannot be read comes before one of the wrong paper."""
    fault = next(iter(event.look.faults), None)
    if fault is not None:
        shrunk = fault.flaw is Flaw.SMALL and event.compressed
        if shrunk and SEND_AS_FILE not in dossier.advised:
            return Problem(SEND_AS_FILE, say("photo-as-file"))
        return Problem(fault.flaw.value, instruction(fault))
    match misfit(step, event.look, pages):
        case Misfit.WRONG_PAPER:
            kind = Text(f"paper-{event.look.kind.replace('_', '-')}")
            return Problem(Misfit.WRONG_PAPER, say("photo-wrong-paper", kind=kind, what=Text(f"{step.words}.short")))
        case Misfit.WRONG_SIDE:
            kind = Text(f"paper-{event.look.kind.replace('_', '-')}")
            return Problem(Misfit.WRONG_SIDE, say("photo-wrong-side", kind=kind))
        case None:
            return None


def instruction(fault: Fault) -> Text:
    """One sentence: what is wrong, and the one thing to do."""
    where = Text(f"where-{fault.where}") if fault.where else Text("where-unsaid")
    return Text(f"photo-flaw-{fault.flaw.replace('_', '-')}", (("where", where),))


def hold(scene: Scene, dossier: Dossier, spot: Spot, photo: Photo, problem: Problem) -> None:
    """Keep the picture at hand, should the citizen use it all the same."""
    flawed = replace(photo, faults=(*photo.faults, *({problem.name} - {SEND_AS_FILE} - set(photo.faults))))
    held = (*held_of(dossier, spot.path), flawed)[-MOST_HELD:]
    dossier = scene.answer(dossier, {spot.path + HELD: as_answer(held)})
    if problem.name == SEND_AS_FILE:
        scene.put(replace(dossier, advised=(*dossier.advised, SEND_AS_FILE)))
    scene.do(Note("photo_refused", dossier.id, f"{spot.step.key}:{problem.name}"))


def picture_for(scene: Scene, dossier: Dossier, spot: Spot, photo: Photo, problem: Problem) -> Picture:
    """The marked thumbnail (or how to send a file), and "use it all the same": at once, but for a picture without any
    paper only when it happens again, for then it may be we who are wrong."""
    first = problem.name == Flaw.NO_PAPER and scene.now.strikes < 2
    use = scene.button(f"use:{spot.path}|{photo.id}", say("button-use-anyway"), Style.QUIET)
    buttons = () if first or not isinstance(spot.step, Photograph) or not spot.step.keep else (use,)
    if problem.name == SEND_AS_FILE:
        return replace(AS_FILE, buttons=buttons)
    if not isinstance(spot.step, Photograph):
        return Picture(buttons=buttons)
    return picture_of(dossier, spot.step, photo.marked or photo.preview, *buttons)
