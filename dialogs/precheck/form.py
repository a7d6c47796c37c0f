"""Rules about the form itself: what is missing, what no longer holds, and what already stops it while filling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dialogs.checks.outcome import Doubtful, Outcome, Refused
from dialogs.effects import Ask as Kind
from dialogs.precheck.case import Case, Found, named
from dialogs.route import Spot
from dialogs.steps import Acknowledge, Agree, Ask, Photograph
from dialogs.texts import Listed, Text, say


@dataclass(frozen=True, slots=True)
class AnswerMissing:
    """A question on the route without an answer: one may have come onto it since the card was shown. Of a row the
    first stands for all, so that one period left out is one reason."""

    def find(self, case: Case) -> Iterator[Found]:
        told: set[str] = set()
        for spot in case.route.spots:
            skipped = isinstance(spot.step, Acknowledge | Agree | Photograph) or spot.step.optional
            if not skipped and case.value(spot.path) in (None, "") and spot.row not in told:
                told |= {spot.row} if spot.row else set()
                yield Found(spot.path, say("precheck-answer-missing", what=named(spot)))


@dataclass(frozen=True, slots=True)
class AnswerRefused:
    """Dates and numbers are put to their own check again: a day to come has passed, another answer was changed."""

    def find(self, case: Case) -> Iterator[Found]:
        for spot, outcome in _again(case):
            if isinstance(outcome, Refused):
                yield Found(spot.path, say("precheck-answer-refused", what=named(spot), reason=outcome.reason))


@dataclass(frozen=True, slots=True)
class NumberDoubted:
    """A number that does not go with sex or birth date. Never more than a doubt: numbers are issued anew after
    corrections (facts 5.1)."""

    def find(self, case: Case) -> Iterator[Found]:
        for spot, outcome in _again(case):
            reasons = dict(outcome.question.values).get("reasons") if isinstance(outcome, Doubtful) else None
            if isinstance(reasons, Listed):
                yield Found(spot.path, say("precheck-number-doubted", what=named(spot), reasons=reasons))


@dataclass(frozen=True, slots=True)
class RuleStops:
    """What a procedure's own rules stop."""

    def find(self, case: Case) -> Iterator[Found]:
        for rule in case.procedure.rules:
            if rule.stops and rule.after in case.context.answers and rule.when.holds(case.context):
                yield Found(rule.change or rule.after, Text(rule.text))


@dataclass(frozen=True, slots=True)
class WholeFaulty:
    """What a procedure's own look at the whole finds: gaps, overlaps, a stay that is too long."""

    def find(self, case: Case) -> Iterator[Found]:
        for fault in case.procedure.review(case.context):
            if not (fault.soft and f"{fault.code}@{fault.path}" in case.accepted):
                yield Found(fault.path, fault.reason)


def _again(case: Case) -> Iterator[tuple[Spot, Outcome]]:
    """Dates, months and ID numbers, understood anew from what stands there."""
    for spot in case.route.spots:
        step, value = spot.step, case.value(spot.path)
        if not isinstance(step, Ask) or value in (None, "", "now"):
            continue
        if step.masked or step.kind in (Kind.DATE, Kind.MONTH):
            yield spot, step.check(str(value), replace(case.context, row=spot.row))
