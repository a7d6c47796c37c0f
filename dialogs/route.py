"""The questions this applicant walks, and the first still open: where we stand is derived from the answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from dialogs.answers import Answer
from dialogs.checks.outcome import Context
from dialogs.procedure import Procedure
from dialogs.steps import AnyStep, Leaf, Repeat


@dataclass(frozen=True, slots=True)
class Spot:
    """One question on the route: its path, and (in a repeated group) the prefix and number of its row."""

    path: str
    step: Leaf
    part: str
    group: str = ""
    row: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Route:
    """The route of one dossier as its answers stand."""

    spots: tuple[Spot, ...]
    answers: Mapping[str, Answer]
    live: Mapping[str, Answer]
    """The answers that are on the route."""

    def taken(self, context: Context) -> Context:
        """The same context without the answers that are off the route."""
        return replace(context, answers=self.live)

    def open(self, skip: Collection[str] = ()) -> Spot | None:
        """The first question without an answer."""
        return next((s for s in self.spots if s.path not in self.answers and s.path not in skip), None)

    def at(self, path: str) -> Spot | None:
        """The spot with this path, if it is on the route."""
        return next((spot for spot in self.spots if spot.path == path), None)

    def before(self, path: str) -> Spot | None:
        """The question asked before this one (the last one, when the path is empty)."""
        earlier: Spot | None = None
        for spot in self.spots:
            if spot.path == path:
                return earlier
            earlier = spot
        return earlier

    def progress(self, path: str) -> tuple[int, int]:
        """(this step, of so many): a repeated group counts as one, so the figure stays true when rows are added."""
        tops = list(dict.fromkeys(spot.group or spot.path for spot in self.spots))
        here = self.at(path)
        return (tops.index(here.group or here.path) + 1 if here else len(tops), len(tops))


def walk(procedure: Procedure, context: Context) -> Route:
    """The route for these answers, in the order of the form."""
    walker = _Walk(context)
    for part in procedure.parts:
        for step in part.steps:
            walker.come_by(part.key, step)
    return Route(tuple(walker.spots), context.answers, walker.live)


class _Walk:
    """Conditions see only what was answered on the route before them: an answer that a later change took off the
    route is kept for the day it is on again, and decides nothing until then."""

    def __init__(self, context: Context) -> None:
        self.answers = context.answers
        self.live: dict[str, Answer] = {}
        self.seen = replace(context, answers=self.live)
        self.spots: list[Spot] = []

    def come_by(self, part: str, step: AnyStep) -> None:
        if not step.when.holds(self.seen):
            return
        if isinstance(step, Repeat):
            self._rows(part, step)
        else:
            self._stand(Spot(step.key, step, part))

    def _stand(self, spot: Spot) -> bool:
        """Put it on the route; whether it is answered."""
        self.spots.append(spot)
        answer = self.answers.get(spot.path)
        if answer is not None:
            self.live[spot.path] = answer
        return answer is not None

    def _rows(self, part: str, group: Repeat) -> None:
        for number in range(group.most):
            row = f"{group.key}.{number}."
            inside = replace(self.seen, row=row)
            complete = True
            for step in group.steps:
                if step.when.holds(inside):
                    complete = self._stand(Spot(row + step.key, step, part, group.key, row, number + 1)) and complete
            if not complete or (group.until is not None and group.until.holds(inside)):
                return
