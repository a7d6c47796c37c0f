"""Until which day a dossier must have arrived: where many wait for a portal, those near their day go first."""

from __future__ import annotations

from datetime import date

from dialogs.answers import PartialDate
from dialogs.conversation import Dossier
from dialogs.dossier import Life
from dialogs.scene import Scene


def last_day(scene: Scene, dossier: Dossier) -> date | None:
    """The end of the supplement's time, or the earliest day that the procedure names (``Procedure.in_time``); None
    where nothing presses."""
    days = [dossier.deadline] if dossier.life is Life.SUPPLEMENT else []
    for path in scene.procedure(dossier).in_time:
        given = scene.walked(dossier).answers.get(path)
        if given is not None and isinstance(given.value, PartialDate) and given.value.full:
            days.append(given.value.full)
    return min((day for day in days if day is not None), default=None)
