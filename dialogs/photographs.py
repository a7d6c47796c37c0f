"""A question for photos: how many are there, what is missing, what can be done with the newest, and its picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dialogs.answers import Answer, Photo, Photos, Source
from dialogs.conversation import Dossier
from dialogs.effects import HOUSE, Button, Message, Style, once_owner
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.sorting import missing_sides
from dialogs.steps import Photograph
from dialogs.texts import Listed, Text, say

PAGES = "#pages"
"""Answers under ``<path>#pages`` are the pictures of a paper that is not complete yet."""
HELD = "#held"
"""Answers under ``<path>#held`` are pictures with a fault: the citizen may use them all the same."""
MOST_HELD = 6
"""Pictures with a fault that are kept at hand for one paper; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is shown with a message, and what can be done with it."""

    file: str = ""
    owner: str = ""
    name: str = ""
    buttons: tuple[Button, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.file or self.buttons)

    def on(self, message: Message) -> Message:
        """The message with this picture."""
        if not self.file:
            return message
        return replace(message, attachment=self.file, attachment_owner=self.owner, attachment_name=self.name)


NO_PICTURE = Picture()
AS_FILE = Picture("as-file.png", HOUSE, "as-file.png")
"""How a photo is sent as a file, so that the chat does not make it smaller."""


def picture_of(dossier: Dossier, step: Photograph, file: str, *buttons: Button) -> Picture:
    """A JPEG of this paper that lies in the vault."""
    owner = dossier.id if step.keep else once_owner(dossier.id)
    return Picture(file, owner, f"{step.key}.jpg", buttons)


def pages_of(dossier: Dossier, path: str) -> tuple[Photo, ...]:
    """The pictures received so far for a paper that is not complete."""
    return _photos(dossier, path + PAGES)


def held_of(dossier: Dossier, path: str) -> tuple[Photo, ...]:
    """The pictures with a fault that may still be used."""
    return _photos(dossier, path + HELD)


def filed_of(dossier: Dossier, path: str) -> tuple[Photo, ...]:
    """The pictures of a paper that is complete."""
    return _photos(dossier, path)


def _photos(dossier: Dossier, path: str) -> tuple[Photo, ...]:
    found = dossier.answers.get(path)
    return found.value.photos if found and isinstance(found.value, Photos) else ()


def as_answer(photos: tuple[Photo, ...]) -> Answer | None:
    """Pictures as they are kept under ``PAGES`` or ``HELD``; None when there are none."""
    return Answer(Photos(photos), Source.READ) if photos else None


def photo_lines(scene: Scene, step: Photograph, dossier: Dossier, spot: Spot, shown: bool) -> list[Text]:
    """How many are there and which are missing; whether they can be read; which other papers are wanted. ``shown``: a
    picture stands above, and what is to be done about it is said already."""
    pages = pages_of(dossier, spot.path)
    if not pages and shown:
        return []
    if not pages:
        first = [Text(f"{step.words}.hint")]
        return first + _other_papers(scene, dossier, spot) if step.keep else first
    lines = [count(step, pages)]
    if len(pages) >= step.least:
        lines.append(say("photo-clear"))
    return lines


def count(step: Photograph, pages: tuple[Photo, ...]) -> Text:
    """How many pictures of this paper are there, and which sides are missing."""
    missing = missing_sides(step, pages)
    if missing and len(pages) < step.least:
        names = Listed(tuple(say(f"paper-{kind.replace('_', '-')}") for kind in missing))
        return say("photos-missing", have=len(pages), want=step.least, missing=names)
    if len(pages) < step.least or step.least == step.most:
        return say("photos-of", have=len(pages), want=step.least)
    return say("photos-so-far", have=len(pages), most=step.most)


def _other_papers(scene: Scene, dossier: Dossier, here: Spot) -> list[Text]:
    """Which papers are there already and which are to come, when there is more than one."""
    papers = [s for s in scene.route(dossier).spots if isinstance(s.step, Photograph) and s.step.keep]
    left = [s for s in papers if s.path not in dossier.answers and s.path != here.path]
    if len(papers) < 2 or not left:
        return []
    names = Listed(tuple(Text(f"{s.step.words}.short") for s in left))
    done = sum(s.path in dossier.answers for s in papers)
    return [say("papers-left", have=done, of=len(papers), left=names)]


def photo_buttons(scene: Scene, step: Photograph, dossier: Dossier, spot: Spot) -> list[Button]:
    """Enough; all again."""
    pages = pages_of(dossier, spot.path)
    buttons = []
    if len(pages) >= step.least:
        buttons.append(scene.button("enough", say("button-enough"), Style.PRIMARY))
    if pages:
        buttons.append(scene.button("again", say("button-photos-again")))
    return buttons


def redo_button(scene: Scene, spot: Spot, photo: Photo) -> Button:
    """Takes this picture out, to be taken again."""
    return scene.button(f"redo:{spot.path}|{photo.id}", say("button-redo"))
