"""Many walks through a procedure by chance (always the same ones): which questions, rules and answers come up."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from dialogs.answers import Answer, AnswerValue, Photo, Photos
from dialogs.asking import options_of
from dialogs.checks.outcome import Candidates, Context, Refused
from dialogs.procedure import Procedure, Rule
from dialogs.procedures import PROCEDURES
from dialogs.route import Route, Spot, walk
from dialogs.steps import Acknowledge, Agree, Ask, Choose, Leaf, Photograph, YesNo
from tests.house.ftl import entries
from tests.people import HOA
from tests.play import house

DAYS = (date(2026, 11, 21), date(2027, 6, 1))
"""Within the fee campaign, and after it."""
WALKS = 150
MOST_ANSWERS = 400
VARIED = {
    "birth_date": ("05/03/1990", "05/03/2009", "05/03/2015"),
    "to": ("đến nay", "đến nay", "06/2010"),
    "copies": ("1", "4"),
    "id_number": ("C0000018",),
}
"""More answers to questions on which something depends; all other typed answers are the examples of the texts."""
LIKELY = {"nationality": "VN"}


@dataclass
class Walk:
    """One applicant: the answers given, the questions met, the rules that held, and whether it came to the end."""

    procedure: Procedure
    today: date
    answers: dict[str, Answer] = field(default_factory=dict)
    met: dict[str, tuple[Spot, Context]] = field(default_factory=dict)
    rules: set[str] = field(default_factory=set)
    complete: bool = False

    def context(self, row: str = "") -> Context:
        """The answers as they stand."""
        return Context(self.today, dict(self.answers), row, house().gazetteer)

    def route(self) -> Route:
        """The questions as they stand."""
        return walk(self.procedure, self.context())


def walks(procedure: Procedure) -> tuple[Walk, ...]:
    """The same walks every time."""
    return _walks(procedure.code)


@lru_cache
def _walks(code: str) -> tuple[Walk, ...]:
    procedure = next(one for one in PROCEDURES if one.code == code)
    chance = random.Random(procedure.code)
    return tuple(_wander(procedure, DAYS[n % len(DAYS)], chance) for n in range(WALKS))


def all_walks() -> Iterator[Walk]:
    """Those of every procedure."""
    return (one for procedure in PROCEDURES for one in walks(procedure))


def complete_walks(procedure: Procedure) -> list[Walk]:
    """Those that came to the review card."""
    return [one for one in walks(procedure) if one.complete]


def name_of(spot: Spot) -> str:
    """The question, whatever its row."""
    return f"{spot.group}.{spot.step.key}" if spot.group else spot.step.key


def stopping(one: Walk) -> list[Rule]:
    """Rules that stop this applicant now; every rule that holds is noted."""
    context = one.context()
    holding = [rule for rule in one.procedure.rules if rule.after in one.answers and rule.when.holds(context)]
    one.rules.update(rule.code for rule in holding)
    return [rule for rule in holding if rule.stops]


def _wander(procedure: Procedure, today: date, chance: random.Random) -> Walk:
    one = Walk(procedure, today)
    for _ in range(MOST_ANSWERS):
        spot = one.route().open()
        if spot is None:
            one.complete = not stopping(one)
            return one
        one.met.setdefault(name_of(spot), (spot, one.context(spot.row)))
        one.answers[spot.path] = Answer(_answer(spot, one.context(spot.row), chance))
        _mind_rules(one, spot, chance)
    return one


def _mind_rules(one: Walk, spot: Spot, chance: random.Random) -> None:
    """Told that it cannot go on so, the applicant gives the last answer anew, or the one the rule names."""
    for _ in range(8):
        stops = stopping(one)
        if not stops:
            return
        path = chance.choice((spot.path, stops[0].change or stops[0].after))
        again = one.route().at(path)
        if again is None:
            return
        one.answers[path] = Answer(_answer(again, one.context(again.row), chance))


def _answer(spot: Spot, context: Context, chance: random.Random) -> AnswerValue:
    step = spot.step
    match step:
        case YesNo():
            return chance.random() < 0.5
        case Agree():
            return chance.random() < 0.8
        case Acknowledge():
            return True
        case Photograph():
            return Photos(tuple(Photo(f"{spot.path}{n}", "image/jpeg", 1600, 1200) for n in range(step.least)))
        case Choose():
            codes = [option.code for option in options_of(step, context)]
            likely = LIKELY.get(step.key)
            if not codes:
                return "Bộ Công an"
            return likely if likely and chance.random() < 0.7 else chance.choice(codes)
        case Ask():
            return "" if step.optional and chance.random() < 0.3 else typed(step, context, chance)


def typed(step: Ask, context: Context, chance: random.Random) -> AnswerValue:
    """What the check makes of a plausible text."""
    texts = list(VARIED.get(step.key, ()))
    chance.shuffle(texts)
    for text in [*texts, example(step), HOA.get(step.key, "").split("|")[0]]:
        value = understood(step, text, context) if text else None
        if value is not None:
            return value
    raise AssertionError(f"no plausible answer to {step.key}: its check refuses the example {example(step)!r}")


def example(step: Leaf, language: str = "vi") -> str:
    """The answer that the text itself gives as an example."""
    return entries(language)[f"{step.words}.example"].literal.partition(": ")[2]


_KEPT: dict[tuple[str, str], AnswerValue] = {}


def understood(step: Ask, text: str, context: Context) -> AnswerValue | None:
    """The value, when the check takes these words (perhaps after asking back)."""
    kept = (step.words, text)
    if kept in _KEPT and step.kind.value == "address":
        return _KEPT[kept]
    outcome = step.check(text, context)
    if isinstance(outcome, Refused):
        return None
    _KEPT[kept] = outcome.options[0][1] if isinstance(outcome, Candidates) else outcome.value
    return _KEPT[kept]


def with_leftovers(one: Walk, other: Walk) -> Context:
    """The same applicant, who first answered like another and then changed it: what is off the route stays kept."""
    on_route, groups = {spot.path for spot in one.route().spots}, {spot.group for spot, _ in one.met.values()}
    left = {p: a for p, a in other.answers.items() if p not in on_route and p.split(".")[0] not in groups}
    return replace(one.context(), answers={**left, **one.answers})
