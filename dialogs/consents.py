"""Which consents a dossier rests on, whether they stand, and what may not be touched while one does not."""

from __future__ import annotations

from dialogs.conversation import Dossier
from dialogs.route import Spot
from dialogs.scene import Scene
from dialogs.steps import Agree

READING = "read"
"""The purpose without which nothing on a picture is read, and nothing that was read is used."""


def lapsed(scene: Scene, dossier: Dossier) -> Spot | None:
    """The first consent on the route without which nothing may be done and that does not stand: not asked yet,
    refused here, or withdrawn for the whole chat."""
    return next((s for s in scene.route(dossier).spots if is_needed(s) and not _stands(scene, dossier, s)), None)


def withdrawn(scene: Scene, dossier: Dossier) -> Spot | None:
    """The lapsed consent, when it was asked for before: it comes before anything else that is open."""
    spot = lapsed(scene, dossier)
    return spot if spot is not None and spot.path in dossier.answers else None


def withheld(scene: Scene, dossier: Dossier, path: str) -> bool:
    """Whether this answer comes after a consent that does not stand: then it may not be kept."""
    consent = lapsed(scene, dossier)
    if consent is None:
        return False
    paths = [spot.path for spot in scene.route(dossier).spots]
    return path in paths and paths.index(path) > paths.index(consent.path)


def consents_to(scene: Scene, dossier: Dossier, purpose: str) -> list[Spot]:
    """Where this dossier asks for consent to this purpose."""
    return [spot for spot in scene.route(dossier).spots if _purpose(spot) == purpose]


def is_needed(spot: Spot) -> bool:
    """A consent without which the dossier cannot go on."""
    return isinstance(spot.step, Agree) and spot.step.required


def _purpose(spot: Spot) -> str:
    return spot.step.purpose if isinstance(spot.step, Agree) else ""


def _stands(scene: Scene, dossier: Dossier, spot: Spot) -> bool:
    given = dossier.answers.get(spot.path)
    return given is not None and given.value is True and scene.now.consents.get(_purpose(spot), True)
