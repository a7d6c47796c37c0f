"""Works out fees from rules that are data, by date and condition; the highest benefit applies (facts 1.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from dialogs.checks.outcome import Context
from dialogs.texts import Money, Text, say


class Condition(Protocol):
    """When a rule applies; see :mod:`dialogs.conditions`."""

    def holds(self, context: Context) -> bool: ...


class Quantity(Protocol):
    """How many times an amount is due."""

    def count(self, context: Context) -> int: ...


class FeeKind(StrEnum):
    """What a rule is. All but EXTRA compete for the main amount; EXTRA is added to it."""

    BASE = "base"
    REDUCED = "reduced"
    EXEMPT = "exempt"
    CAMPAIGN = "campaign"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Once:
    """Per request."""

    def count(self, context: Context) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class Above:
    """Per piece beyond the ``included`` ones: the answer under ``key`` is a number; no answer counts as none."""

    key: str
    included: int = 0

    def count(self, context: Context) -> int:
        value = context.value(self.key)
        return max(0, value - self.included) if isinstance(value, int) else 0


@dataclass(frozen=True, slots=True)
class Persons:
    """Per person: the rows answered under ``rows`` ("members.0.", "members.1.") and ``plus`` others."""

    rows: str
    plus: int = 1

    def count(self, context: Context) -> int:
        prefix = self.rows + "."
        numbers = {path[len(prefix) :].split(".")[0] for path in context.answers if path.startswith(prefix)}
        return self.plus + sum(number.isdecimal() for number in numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule:
    """``amount`` in đồng, times ``per``, from ``since`` to ``until`` (both included, None = open), ``when`` it holds.

    ``waives_extras``: when this rule decides the main amount, extras are not charged (unknown in law for campaign and
    exemption, so a setting). ``label``: what it is called on the bill; the standing text of its kind by default.
    """

    kind: FeeKind
    amount: int
    per: Quantity = Once()
    when: Condition | None = None
    since: date | None = None
    until: date | None = None
    waives_extras: bool = False
    label: Text | None = None

    def in_force(self, on: date, context: Context) -> bool:
        """True when the day is inside the window and the condition holds."""
        inside = (self.since is None or self.since <= on) and (self.until is None or on <= self.until)
        return inside and (self.when is None or self.when.holds(context))

    def cost(self, context: Context) -> int:
        """Đồng."""
        return self.amount * self.per.count(context)


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the bill."""

    text: Text
    amount: int


@dataclass(frozen=True, slots=True)
class Fee:
    """What is to be paid, in đồng, line by line, and which rule decided it."""

    total: int
    lines: tuple[FeeLine, ...]
    reason: Text


class NoFeeRule(ValueError):
    """No rule for the main amount is in force: the procedure's table has a hole. A fee is never guessed."""


def _label(rule: FeeRule) -> Text:
    if rule.label:
        return rule.label
    match rule.kind:
        case FeeKind.BASE:
            return say("fee-base")
        case FeeKind.REDUCED:
            return say("fee-reduced")
        case FeeKind.EXEMPT:
            return say("fee-exempt")
        case FeeKind.CAMPAIGN:
            return say("fee-campaign")
        case FeeKind.EXTRA:
            return say("fee-extra")


def _line(rule: FeeRule, context: Context) -> FeeLine:
    count = rule.per.count(context)
    if isinstance(rule.per, Once) or count == 0:
        return FeeLine(_label(rule), rule.cost(context))
    return FeeLine(say("fee-times", what=_label(rule), count=count, each=Money(rule.amount)), rule.cost(context))


def fee_for(rules: Sequence[FeeRule], context: Context, on: date | None = None) -> Fee:
    """The fee of a dossier filed on ``on`` (today by default). Raises NoFeeRule when no main rule is in force."""
    day = on or context.today
    standing = [rule for rule in rules if rule.in_force(day, context)]
    main = [rule for rule in standing if rule.kind is not FeeKind.EXTRA]
    if not main:
        raise NoFeeRule(f"no main fee rule in force on {day}")
    deciding = min(main, key=lambda rule: (rule.cost(context), not rule.waives_extras))
    extras = [] if deciding.waives_extras else [rule for rule in standing if rule.kind is FeeKind.EXTRA]
    charged = [rule for rule in extras if rule.cost(context)]
    lines = tuple(_line(rule, context) for rule in (deciding, *charged))
    return Fee(sum(line.amount for line in lines), lines, _label(deciding))


def certified_copy_fee(pages: int) -> int:
    """Đồng for one certified copy: 2,000 for each of two pages, 1,000 from the third, at most 200,000 (facts 2.6)."""
    return min(200_000, 2_000 * min(pages, 2) + 1_000 * max(0, pages - 2))
