"""The state tables: every state is reached and left, the national part is the law's, no trigger is ambiguous."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Any

import pytest

from dialogs.dossier import BACK_TO, CODE, FINAL, LIFE, NATIONAL, OPEN_TO_CITIZEN, WITHDRAWABLE, Life, after_report
from dialogs.machine import Table
from dialogs.modes import MODES, Mode
from dialogs.payment import MONEY, TO_PAY, Standing

tables = pytest.mark.parametrize("table", [LIFE, MODES, MONEY], ids=lambda table: table.name)

# Facts 4.3, row by row, in national status codes: from -> to.
NATIONAL_MOVES = {
    (1, 2),  # valid
    (1, 3),  # refused, reason mandatory
    *((status, 5) for status in (1, 2, 4)),  # supplement asked for
    *((5, status) for status in (1, 2, 4)),  # supplied: back to where it stood
    (5, 3),  # deadline passed without supply
    (2, 4),  # forwarded to the specialist
    (4, 6),  # financial duty
    (6, 4),  # paid
    *((status, 7) for status in (1, 2, 4, 5, 6)),  # the citizen withdraws, not after 9
    *((status, 8) for status in (2, 4, 5, 6)),  # legal stop
    *((status, 9) for status in (2, 4)),  # signed result
    (9, 10),  # handed over
}
TERMINAL = {3, 7, 8, 10}


def _pairs(table: Table[Any, Any]) -> set[tuple[Any, Any]]:
    return {(source, to) for _, sources, to in table.moves for source in sources}


def _kind(one: StrEnum) -> list[StrEnum]:
    return list(type(one))


def _reached(table: Table[Any, Any], first: Any) -> set[Any]:
    reached, pairs = {first}, _pairs(table)
    while fresh := {to for source, to in pairs if source in reached} - reached:
        reached |= fresh
    return reached


@tables
def test_no_trigger_is_ambiguous(table: Table[Any, Any]) -> None:
    count = Counter((trigger, source) for trigger, sources, _ in table.moves for source in sources)
    double = [pair for pair, times in count.items() if times > 1]
    assert not double, f"one trigger leads from one state to one state only: {double}"


@tables
def test_the_machine_follows_the_table(table: Table[Any, Any]) -> None:
    literal = {(source, trigger): to for trigger, sources, to in table.moves for source in sources}
    for state in _kind(table.moves[0][2]):
        for trigger in _kind(table.moves[0][0]):
            leads = table.after(state, trigger)
            assert leads is literal.get((state, trigger)), f"{state} + {trigger} leads to {leads}, not as in the table"


@tables
def test_every_trigger_is_in_the_table(table: Table[Any, Any]) -> None:
    unused = set(_kind(table.moves[0][0])) - {trigger for trigger, _, _ in table.moves}
    assert not unused, f"these triggers move nothing: put them into the table or take them out: {unused}"


def test_every_state_of_a_dossier_is_reached_and_left() -> None:
    lost = set(Life) - _reached(LIFE, Life.DRAFT)
    assert not lost, f"no dossier ever gets there, add a move or drop the state: {lost}"
    stuck = set(Life) - {source for source, _ in _pairs(LIFE)}
    assert stuck == FINAL, f"states without exit must be exactly FINAL: {stuck ^ FINAL}"
    for life in set(Life) - FINAL:
        assert _reached(LIFE, life) & FINAL, f"from {life} no end can be reached"


def test_the_national_part_is_the_law() -> None:
    moves = {(CODE[a], CODE[b]) for a, b in _pairs(LIFE) if a in CODE and b in CODE}
    assert moves == NATIONAL_MOVES, (
        f"missing in LIFE: {NATIONAL_MOVES - moves}, not in facts 4.3: {moves - NATIONAL_MOVES}"
    )
    assert {NATIONAL[status] for status in TERMINAL} == FINAL
    assert sorted(NATIONAL) == list(range(1, 11)), "the ten national statuses"


def test_a_dossier_enters_the_national_part_by_registration_alone() -> None:
    entries = {b for a, b in _pairs(LIFE) if a not in CODE and b in CODE}
    assert entries == {Life.REGISTERED}, f"filed means registered first: {entries}"
    back = {(a, b) for a, b in _pairs(LIFE) if a in CODE and b not in CODE}
    assert not back, f"what an authority holds never becomes a draft again: {back}"


def test_groups_of_states_agree_with_the_table() -> None:
    leads_to_withdrawn = {a for a, b in _pairs(LIFE) if b is Life.WITHDRAWN}
    assert leads_to_withdrawn == WITHDRAWABLE, "WITHDRAWABLE must be the states from which WITHDREW leads on"
    supplied = {life: LIFE.after(Life.SUPPLEMENT, step) for life, step in BACK_TO.items()}
    assert supplied == {life: life for life in BACK_TO}, f"after a supplement back to where it stood: {supplied}"
    assert set(BACK_TO) == {a for a, b in _pairs(LIFE) if b is Life.SUPPLEMENT}
    assert OPEN_TO_CITIZEN.isdisjoint(CODE), "nothing that an authority holds is open to changes"


@pytest.mark.parametrize("life", Life)
def test_a_report_leads_where_it_says_or_nowhere(life: Life) -> None:
    before_sending = {Life.DRAFT, Life.DOCS, Life.REVIEW, Life.CONSENT}
    for status in range(-1, 13):
        after = after_report(life, status)
        if life in FINAL or life in before_sending or status not in NATIONAL:
            assert after is None, f"{life} must not move on report {status}, it went to {after}"
        else:
            assert after is NATIONAL[status], f"{life} on report {status} went to {after}"


def test_every_mode_is_reached_and_left() -> None:
    lost = set(Mode) - _reached(MODES, Mode.IDLE)
    assert not lost, f"no conversation ever gets there: {lost}"
    for mode in Mode:
        assert Mode.IDLE in _reached(MODES, mode), f"from {mode} there is no way back to the menu"
        assert Mode.FILLING in _reached(MODES, mode), f"from {mode} no dossier can be begun"


def test_money_that_arrived_is_never_asked_for_again() -> None:
    lost = set(Standing) - _reached(MONEY, Standing.OPENING)
    assert not lost, f"no payment ever gets there: {lost}"
    for standing in (Standing.PAID, Standing.WRONG, Standing.REFUND, Standing.CANCELLED):
        again = _reached(MONEY, standing) & {*TO_PAY, Standing.CLAIMED}
        assert not again, f"from {standing} it would be asked for again: {again}"
