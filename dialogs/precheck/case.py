"""What the rules of acceptance look at, what they find, and what a rule is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from dialogs.answers import Address, AnswerValue, PartialDate, Photo, Photos
from dialogs.asking import short
from dialogs.checks.outcome import Context
from dialogs.documents import Card, ReadText, Unfit
from dialogs.procedure import Procedure
from dialogs.route import Route, Spot
from dialogs.steps import Photograph
from dialogs.texts import Listed, Text, Value


class Severity(StrEnum):
    """What an office makes of it."""

    RETURNED = "returned"
    """The dossier will be sent back: it is not filed like this."""
    ASKED = "asked"
    """The officer may ask: the citizen is told, the officer sees that they were, and nothing is held back."""


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """A dossier as it would be filed today: ``context`` has only the answers on the route.

    ``card`` and ``reads``: what was read, empty without its owner's consent. ``accepted``: what the citizen said to be
    right all the same (``code@path``). ``promised``: the day on which the result would be due.
    """

    procedure: Procedure
    route: Route
    context: Context
    promised: date
    card: Card | None = None
    reads: tuple[tuple[str, ReadText], ...] = ()
    accepted: tuple[str, ...] = ()
    unfit: tuple[Unfit, ...] = ()

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return self.context.today

    def value(self, path: str) -> AnswerValue | None:
        """The answer at this path."""
        answer = self.context.answers.get(path)
        return answer.value if answer else None

    def told(self, path: str) -> str:
        """The answer at this path as text; empty when there is none."""
        value = self.value(path)
        return value if isinstance(value, str) else ""

    def day(self, path: str) -> PartialDate | None:
        """The date at this path."""
        value = self.value(path)
        return value if isinstance(value, PartialDate) else None

    def place(self, path: str) -> Address | None:
        """The address at this path."""
        value = self.value(path)
        return value if isinstance(value, Address) else None

    def papers(self) -> Iterator[tuple[Spot, Photograph, tuple[Photo, ...]]]:
        """Every paper on the route that is handed over, with its pictures."""
        for spot in self.route.spots:
            if isinstance(spot.step, Photograph) and spot.step.keep:
                value = self.value(spot.path)
                yield spot, spot.step, value.photos if isinstance(value, Photos) else ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: the answer to mend, why in one sentence, and (of a paper) the picture it is about."""

    path: str
    reason: Text
    photo: str = ""


class Predicate(Protocol):
    """Looks for one kind of fault; a frozen value, so that a catalogue can be read and tested."""

    def find(self, case: Case) -> Iterator[Found]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRule:
    """``procedures``: the codes it is for (empty: all). ``source``: the article or form, with how sure we are of it.

    ``overrulable``: the citizen may say that it is right all the same; then the officer may ask, no more.
    """

    key: str
    severity: Severity
    source: str
    finds: Predicate
    procedures: tuple[str, ...] = ()
    overrulable: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a dossier, and where "Sửa" leads."""

    rule: str
    severity: Severity
    path: str
    reason: Text
    photo: str = ""
    overrulable: bool = False

    @property
    def name(self) -> str:
        """Names it within its dossier, on a button and when it is overruled."""
        return f"{self.rule}@{self.path}"


def named(spot: Spot) -> Value:
    """The name of a line, with that of its row: "Giai đoạn 2, Đến tháng"."""
    if not spot.row:
        return short(spot)
    return Listed((Text(f"part-{spot.group}.row", (("row", spot.number),)), short(spot)))
