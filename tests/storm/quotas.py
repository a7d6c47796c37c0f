"""Which death is due next: every labelled point has a quota, and so has death at any moment at all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

ANYWHERE = "anywhere"
"""Killed from outside, at a random moment."""
STARTING = "starting"
"""Killed from outside before it was ready: recovery dies too."""

USUAL = {
    "turn.before-commit": 10,
    "turn.after-commit": 10,
    "settle.before-commit": 10,
    "settle.after-commit": 10,
    "say.before-send": 10,
    "say.after-send": 10,
    "push.kept": 2,
    "report.told": 2,
}
"""Points that are always on the way, and up to which passing the process may live."""
RARE = ("chore.before", "chore.after", "filing.before-portal", "filing.after-portal")
"""Points on the way of somebody who files just now."""

NEVER = {"all": frozenset[str](), "gateway": frozenset(RARE), "worker": frozenset({"push.kept"})}
"""Points that a process of this role does not pass."""


class Quotas:
    """Asked before every start; told after every death."""

    def __init__(self, wanted: Mapping[str, int], chance: random.Random) -> None:
        self.wanted = dict(wanted)
        self.done: Counter[str] = Counter()
        self._armed: Counter[str] = Counter()
        self._chance = chance

    @property
    def kills(self) -> int:
        """All deaths so far."""
        return self.done.total()

    @property
    def met(self) -> bool:
        """Whether every point has its share."""
        return all(self.done[point] >= number for point, number in self.wanted.items())

    def next(self, role: str, filing: bool) -> tuple[str, int]:
        """The point to die at and at which passing; the one that lags most of those that can be met now."""
        elsewhere = NEVER[role] if filing else {*NEVER[role], *RARE}
        open_points = [point for point in self.wanted if point not in elsewhere]
        least = min(open_points, key=lambda p: ((self.done[p] + 1) / self.wanted[p], self._chance.random()))
        return least, self._chance.randint(1, USUAL.get(least, 1))

    def died(self, point: str) -> None:
        """One more."""
        self.done[point] += 1

    def short(self, floors: Mapping[str, int]) -> dict[str, int]:
        """Points below their floor, with what they have."""
        return {point: self.done[point] for point, floor in floors.items() if self.done[point] < floor}
