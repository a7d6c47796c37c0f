"""When a step is asked or a rule applies: data that a test can read and a person can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dialogs.answers import PartialDate
from dialogs.checks.dates import age_on
from dialogs.checks.outcome import Context


class Condition(Protocol):
    """Anything that holds, or not, of the answers so far. Keys are looked up in the row first, then in the dossier."""

    def holds(self, context: Context) -> bool: ...


@dataclass(frozen=True, slots=True)
class Always:
    """No condition."""

    def holds(self, context: Context) -> bool:
        return True


@dataclass(frozen=True, slots=True, init=False)
class Is:
    """The answer is one of these values: ``Is("sex", "male")``. An open answer is none of them."""

    key: str
    values: tuple[bool | int | str, ...]

    def __init__(self, key: str, *values: bool | int | str) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "values", values)

    def holds(self, context: Context) -> bool:
        value = context.value(self.key)
        return value is not None and value in self.values


@dataclass(frozen=True, slots=True, init=False)
class IsNot:
    """There is an answer, and it is none of these: a branch opens when it is taken, not while it is undecided, so
    that "Bước 3/14" does not count questions that will probably never be asked."""

    key: str
    values: tuple[bool | int | str, ...]

    def __init__(self, key: str, *values: bool | int | str) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "values", values)

    def holds(self, context: Context) -> bool:
        value = context.value(self.key)
        return value is not None and value not in self.values


@dataclass(frozen=True, slots=True)
class Answered:
    """There is an answer."""

    key: str

    def holds(self, context: Context) -> bool:
        return context.value(self.key) is not None


@dataclass(frozen=True, slots=True)
class Younger:
    """The person born on this date has not surely reached this age today: ``checks.dates.age_on`` decides, which
    reads a partial date as its last possible day, so that a minimum age is never passed by a guess."""

    key: str
    years: int

    def holds(self, context: Context) -> bool:
        born = context.value(self.key)
        return isinstance(born, PartialDate) and age_on(born, context.today) < self.years


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    condition: Condition

    def holds(self, context: Context) -> bool:
        return not self.condition.holds(context)


@dataclass(frozen=True, slots=True, init=False)
class AllOf:
    """Every one of them."""

    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        object.__setattr__(self, "conditions", conditions)

    def holds(self, context: Context) -> bool:
        return all(condition.holds(context) for condition in self.conditions)


@dataclass(frozen=True, slots=True, init=False)
class AnyOf:
    """At least one of them."""

    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        object.__setattr__(self, "conditions", conditions)

    def holds(self, context: Context) -> bool:
        return any(condition.holds(context) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Within:
    """Today lies in this window, both ends included: for rules and fees with an effective date."""

    first: date
    last: date

    def holds(self, context: Context) -> bool:
        return self.first <= context.today <= self.last
