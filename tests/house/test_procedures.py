"""Procedures: every key that is named exists, every question and option can be met, fees and terms cover everything."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from dialogs.answers import Answer
from dialogs.checks.citizen_id import CitizenId
from dialogs.checks.identity_papers import IdNumber
from dialogs.checks.outcome import Context, Refused
from dialogs.checks.text import FreeText
from dialogs.conditions import Always, Condition
from dialogs.fees import Above, Persons
from dialogs.procedure import Procedure
from dialogs.procedures import PROCEDURES
from dialogs.route import walk
from dialogs.steps import (
    Agree,
    Ask,
    Choose,
    Fixed,
    Leaf,
    MonthAfterPreviousRow,
    Photograph,
    PreviousRow,
    Repeat,
    SameAs,
    YesNo,
)
from tests.house.ftl import LANGUAGES
from tests.house.paths import KEPT, paths_of, rows
from tests.house.spoken import leaves, steps
from tests.house.walks import complete_walks, example, name_of, walks, with_leftovers
from tests.play import Play, house, phrasebook

each = pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p.slug)


def _named(condition: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """(key, values it is compared with) of a condition and all conditions in it."""
    if not is_dataclass(condition):
        return
    own = {field.name: getattr(condition, field.name) for field in fields(condition)}
    if "key" in own:
        yield own["key"], tuple(own.get("values", ()))
    for value in own.values():
        for inner in value if isinstance(value, tuple) else (value,):
            yield from _named(inner)


def _tops(procedure: Procedure) -> dict[str, Leaf]:
    return {step.key: step for step, group in leaves(procedure) if group is None}


# ------------------------------------------------------------ keys and paths


@each
def test_keys_are_unique(procedure: Procedure) -> None:
    double = [path for path, times in Counter([*paths_of(procedure), *_groups(procedure)]).items() if times > 1]
    assert not double, f"rename one of each in {procedure.slug}: {double}"
    wrong = [path for path in paths_of(procedure) if not path.replace(".", "_").isidentifier()]
    assert not wrong, f"keys are words joined by underscores, they become paths: {wrong}"


def _groups(procedure: Procedure) -> list[str]:
    return [step.key for step in steps(procedure) if isinstance(step, Repeat)]


def test_paths_are_stable() -> None:
    """Drafts and supplement requests name answers by path."""
    kept, now = KEPT.read_text(encoding="utf-8").splitlines(), rows()
    gone, new = sorted(set(kept) - set(now)), sorted(set(now) - set(kept))
    assert not gone, (
        f"drafts hold answers under these paths: {gone}. Give the procedure a new revision and keep the old one in "
        "Catalogue.earlier (or, before it was ever published, run `python -m tests.house.paths`)"
    )
    assert not new, f"record these new paths with `python -m tests.house.paths`: {new}"


@each
def test_conditions_ask_about_earlier_questions(procedure: Procedure) -> None:
    seen: set[str] = set()
    for step in steps(procedure):
        late = {key for key, _ in _named(step.when)} - seen
        assert not late, f"{step.key} is asked depending on {late}: ask that before, or mend the key"
        if isinstance(step, Repeat):
            _row_asks_about_earlier(step, set(seen))
        seen.add(step.key)


def _row_asks_about_earlier(group: Repeat, seen: set[str]) -> None:
    inside: set[str] = set()
    for step in group.steps:
        late = {key for key, _ in _named(step.when)} - seen - inside
        assert not late, f"{group.key}.{step.key} is asked depending on {late}: ask that before, or mend the key"
        inside.add(step.key)
    assert group.until is not None, f"{group.key} would go on until row {group.most}: say when it is done (until=)"
    ends = {key for key, _ in _named(group.until)}
    assert ends <= inside - seen, f"until of {group.key} must look at this row alone, not at {ends - inside or ends}"


@each
def test_conditions_compare_with_answers_that_exist(procedure: Procedure) -> None:
    wrong = []
    for where, condition, row in _conditions(procedure):
        for key, values in _named(condition):
            step = row.get(key) or _tops(procedure).get(key)
            wrong += [f"{where}: no question {key!r}"] if step is None else []
            wrong += [f"{where}: {key!r} is never {v!r}" for v in values if step and not _possible(step, v)]
    assert not wrong, f"mend the key or the value: {wrong}"


def _conditions(procedure: Procedure) -> Iterator[tuple[str, Condition, dict[str, Leaf]]]:
    for step, group in leaves(procedure):
        yield f"when of {step.key}", step.when, {s.key: s for s in group.steps} if group else {}
    for repeat in steps(procedure):
        if isinstance(repeat, Repeat):
            yield f"when of {repeat.key}", repeat.when, {}
            yield f"until of {repeat.key}", repeat.until or Always(), {s.key: s for s in repeat.steps}
    yield from ((f"rule {rule.code}", rule.when, {}) for rule in procedure.rules)
    yield from ((f"fee {fee.kind} {fee.amount}", fee.when or Always(), {}) for fee in procedure.fees)
    yield from ((f"term of {term.days} days", term.when, {}) for term in procedure.terms)


def _possible(step: Leaf, value: object) -> bool:
    if isinstance(step, Choose):
        return value in {option.code for option in step.options}
    if isinstance(step, YesNo | Agree):
        return isinstance(value, bool)
    fixed = {hint.value for hint in step.suggest if isinstance(hint, Fixed)}
    return not fixed or value in fixed


@each
def test_rules_and_suggestions_name_questions(procedure: Procedure) -> None:
    order = [step.key for step in steps(procedure)]
    for rule in procedure.rules:
        for key in (rule.after, rule.change or rule.after):
            assert key in _tops(procedure), f"rule {rule.code} names {key!r}, which is no question of {procedure.slug}"
        late = [key for key, _ in _named(rule.when) if order.index(key) > order.index(rule.after)]
        assert not late, f"rule {rule.code} would hold before {late} is asked: let it stand after that question"
    codes = Counter(rule.code for rule in procedure.rules if not rule.stops)
    assert max(codes.values(), default=1) == 1, f"a warning is said once for its code, so codes must differ: {codes}"
    for step, group in leaves(procedure):
        wrong = [key for key in _suggested(step, group) if key]
        assert not wrong, f"{step.key} suggests what is no question (or not in its row): {wrong}"
    for fee in procedure.fees:
        key = fee.per.key if isinstance(fee.per, Above) else fee.per.rows if isinstance(fee.per, Persons) else ""
        assert not key or key in order, f"the fee of {fee.amount} counts {key!r}, which is no question"
    for key in (procedure.owner, procedure.owner_id):
        assert key in _tops(procedure), f"owner and owner_id of {procedure.slug} must name questions, not {key!r}"


def _suggested(step: Leaf, group: Repeat | None) -> Iterator[str]:
    """Keys that are named and do not exist where they are looked for."""
    procedure = next(p for p in PROCEDURES if any(step is one for one, _ in leaves(p)))
    row = {inner.key for inner in group.steps} if group else set()
    tops = _tops(procedure)
    for hint in step.suggest:
        match hint:
            case SameAs(key):
                named = f"ask-{key.replace('_', '-')}"
                yield "" if key in tops and tops[key].words == named else key
            case PreviousRow(key):
                yield "" if key in row else key
            case MonthAfterPreviousRow(to, birth, _):
                yield from ("" if to in row else to, "" if birth in tops else birth)


# ------------------------------------------------------------ walking


@each
def test_every_question_can_be_met(procedure: Procedure) -> None:
    met = {name_of(spot) for one in walks(procedure) for spot in one.route().spots}
    never = [path for path in paths_of(procedure) if path not in met]
    assert not never, f"nobody is ever asked these; their conditions contradict each other: {never}"
    assert complete_walks(procedure), f"nobody reaches the review card of {procedure.slug}"


@each
def test_every_choice_can_be_made(procedure: Procedure) -> None:
    made = {(name_of(s), a.value) for one in walks(procedure) for s, a in _answered(one.route().spots, one.answers)}
    missing = [
        (f"{group.key}.{step.key}" if group else step.key, option.code)
        for step, group in leaves(procedure)
        if isinstance(step, Choose) and len(step.options) < 20
        for option in step.options
        if (f"{group.key}.{step.key}" if group else step.key, option.code) not in made
    ]
    ended = {
        (rule.after, value) for rule in procedure.rules if rule.stops for _, vs in _named(rule.when) for value in vs
    }
    assert not set(missing) - ended, f"no route goes on with these choices: {sorted(set(missing) - ended)}"


def _answered(spots: Sequence[Any], answers: dict[str, Answer]) -> list[tuple[Any, Answer]]:
    return [(spot, answers[spot.path]) for spot in spots if spot.path in answers]


@each
def test_every_rule_can_hold(procedure: Procedure) -> None:
    held = {code for one in walks(procedure) for code in one.rules}
    never = [rule.code for rule in procedure.rules if rule.code not in held]
    assert not never, f"no applicant is ever told these; mend their conditions or take them out: {never}"


@each
def test_a_finished_dossier_can_be_filed(procedure: Procedure) -> None:
    paths = set(paths_of(procedure))
    for one in complete_walks(procedure):
        context = one.context()
        assert procedure.fee(context).total >= 0
        assert procedure.term(context) > 0
        assert json.dumps(procedure.wire(context), ensure_ascii=False), "the declaration must be plain JSON"
        for fault in procedure.review(context):
            group, _, rest = fault.path.partition(".")
            path = f"{group}.{rest.partition('.')[2]}" if rest else group
            assert path in paths, f"fault {fault.code} points at {fault.path}, where nothing is asked"


@each
def test_answers_off_the_route_change_nothing(procedure: Procedure) -> None:
    """Who changes an answer leaves others behind; they are kept and count for nothing."""
    some = complete_walks(procedure)[:12]
    wrong = set()
    for one, other in product(some, some):
        before, after = one.route(), walk(procedure, with_leftovers(one, other))
        wrong |= {s.path for s in before.spots} ^ {s.path for s in after.spots}
    assert not wrong, f"asked, or no longer asked, because of answers that are off the route: {sorted(wrong)}"


@each
def test_examples_are_answers(procedure: Procedure) -> None:
    """Who types exactly what the text gives as an example is not refused."""
    asked: dict[str, tuple[Ask, Context]] = {}
    for one in walks(procedure):
        for name, (spot, context) in one.met.items():
            if isinstance(spot.step, Ask):
                asked.setdefault(name, (spot.step, context))
    for name, (step, context) in asked.items():
        for language in LANGUAGES:
            alone = replace(context, answers={})
            outcome = step.check(example(step, language), alone)
            assert not isinstance(outcome, Refused), f"the {language} example of {name} is refused: {outcome}"


# ------------------------------------------------------------ fees, terms, consents


@each
def test_terms_cover_everything(procedure: Procedure) -> None:
    assert procedure.terms[-1].when == Always(), f"end the terms of {procedure.slug} with Term(days, Always())"
    early = [term for term in procedure.terms[:-1] if term.when == Always()]
    assert not early, f"terms after an Always() are never reached: {procedure.terms}"


@each
@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 8, 15), date(2027, 2, 28), date(2027, 3, 1)])
def test_a_fee_for_every_combination(procedure: Procedure, day: date) -> None:
    choices = {
        "fee_group": _codes(procedure, "fee_group"),
        "channel": _codes(procedure, "channel"),
        "vneid": (True, False, None),
        "five_papers": (True, False, None),
        "copies": (None, 1, 2, 10),
        "has_members": (None, True, False),
        "nationality": ("VN", "US", None),
    }
    for values in product(*choices.values()):
        answers = {k: Answer(v) for k, v in zip(choices, values, strict=True) if v is not None}
        fee = procedure.fee(Context(day, answers))
        assert fee.total == sum(line.amount for line in fee.lines) >= 0, f"{fee} for {values}"


def _codes(procedure: Procedure, key: str) -> tuple[str, ...]:
    step = _tops(procedure)[key]
    assert isinstance(step, Choose)
    return tuple(option.code for option in step.options)


@each
def test_consent_comes_before_personal_data(procedure: Procedure) -> None:
    purposes = [(step.purpose, step.required) for step in _tops(procedure).values() if isinstance(step, Agree)]
    assert purposes == [("fill", True), ("remind", False), ("read", False)], (
        f"ask for storing (required), reminding and reading photos (free): {purposes}"
    )
    order = list(_tops(procedure))
    consent = order.index("consent_fill")
    early = [key for key in order[:consent] if _personal(_tops(procedure)[key])]
    assert not early, f"ask for consent before these: {early}"
    refusal = [rule for rule in procedure.rules if rule.after == "consent_fill" and rule.stops]
    assert refusal, f"{procedure.slug} must stop, with a way out, when storing is not agreed to"


def _personal(step: Leaf) -> bool:
    return isinstance(step, Photograph) or (isinstance(step, Ask) and not isinstance(step.check, FreeText))


@each
def test_id_numbers_are_masked(procedure: Procedure) -> None:
    bare = [s.key for s, _ in leaves(procedure) if isinstance(s, Ask) and _is_id(s) and not s.masked]
    assert not bare, f"cards and logs of turns show these in full, set masked=True: {bare}"


def _is_id(step: Ask) -> bool:
    return isinstance(step.check, CitizenId | IdNumber)


# ------------------------------------------------------------ finding a procedure


@each
def test_a_procedure_is_found_by_its_words(procedure: Procedure) -> None:
    titles = {phrasebook().say(text, language) for language in LANGUAGES for text in _titles(procedure)}
    for said in sorted({*procedure.words, procedure.code, *titles}):
        play = Play()
        play.opens()
        play.says(said)
        found = [dossier.procedure for dossier in play.conversation.dossiers]
        assert found == [procedure.code], f"{said!r} must start {procedure.slug}; it started {found}"


def _titles(procedure: Procedure) -> list[Any]:
    from dialogs.texts import Text

    return [Text(procedure.title), Text(f"{procedure.title}.short")]


@pytest.mark.parametrize("said", ["hỗ trợ", "cần hỗ trợ với ạ", "no trouble", "tôi ở trọ"])
def test_words_are_found_whole(said: str) -> None:
    """ "ho tro" (help) is not "o tro" (lodging)."""
    play = Play()
    play.opens()
    play.says(said)
    found = [dossier.procedure for dossier in play.conversation.dossiers]
    assert found == (["1.004194"] if said == "tôi ở trọ" else []), f"{said!r} started {found}: compare whole words"


def test_the_menu_holds_every_procedure() -> None:
    assert house().procedures == PROCEDURES, "dialogs/house.py must offer every procedure of dialogs/procedures"
    codes = Counter([p.code for p in PROCEDURES] + [p.slug for p in PROCEDURES])
    assert max(codes.values()) == 1, f"codes and slugs must differ: {codes}"
