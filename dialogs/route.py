"""The questions this applicant walks, and the first still open: where we stand is derived from the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
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

    def taken(self, context: Context) -> Context:
        """The same context without the answers that are off the route."""
        on_route = {spot.path: self.answers[spot.path] for spot in self.spots if spot.path in self.answers}
        return replace(context, answers=on_route)

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
    spots: list[Spot] = []
    for part in procedure.parts:
        for step in part.steps:
            spots.extend(_spots(part.key, step, context))
    return Route(tuple(spots), context.answers)


def _spots(part: str, step: AnyStep, context: Context) -> Iterator[Spot]:
    if not step.when.holds(context):
        return
    if isinstance(step, Repeat):
        yield from _rows(part, step, context)
    else:
        yield Spot(step.key, step, part)


def _rows(part: str, group: Repeat, context: Context) -> Iterator[Spot]:
    for number in range(group.most):
        row = f"{group.key}.{number}."
        inside = replace(context, row=row)
        complete = True
        for step in group.steps:
            if step.when.holds(inside):
                yield Spot(row + step.key, step, part, group.key, row, number + 1)
                complete = complete and row + step.key in context.answers
        if not complete or (group.until is not None and group.until.holds(inside)):
            return


def rows_of(group: str, answers: Mapping[str, Answer]) -> int:
    """How many rows of a repeated group have any answer."""
    numbers = {path.split(".")[1] for path in answers if path.startswith(group + ".")}
    return len(numbers)
