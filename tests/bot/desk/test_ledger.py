"""The ledger notices every changed, dropped, moved or cut-off line."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update

from integrations.storage.desk import SqlDeskStore, SqlDeskTx
from integrations.storage.desk_tables import audit
from tests.fakes.desk import DeskSet

LINES = 12


async def _written(desk: DeskSet) -> None:
    for number in range(LINES):
        async with desk.store.begin() as tx:
            await desk.desk.ledger.note(tx, desk.clock.now(), "an", "opened", f"d{number}", f"n={number}")


async def _sql(desk: DeskSet, *statements: object) -> None:
    assert isinstance(desk.store, SqlDeskStore)
    async with desk.store.begin() as tx:
        assert isinstance(tx, SqlDeskTx)
        for statement in statements:
            await tx._connection.execute(statement)  # type: ignore[call-overload]


async def test_an_untouched_ledger_is_sound(desk: DeskSet) -> None:
    assert (await desk.desk.verify()).sound
    await _written(desk)
    verdict = await desk.desk.verify()
    assert verdict.sound and verdict.lines == LINES


@pytest.mark.parametrize("column", ["actor", "what", "dossier", "detail", "before", "hash"])
async def test_a_changed_word_is_found(desk: DeskSet, column: str) -> None:
    await _written(desk)
    await _sql(desk, update(audit).where(audit.c.seq == 7).values({column: "x"}))
    assert (await desk.desk.verify()).broken_at == 7


async def test_a_dropped_line_a_cut_end_and_swapped_lines_are_found(desk: DeskSet) -> None:
    await _written(desk)
    await _sql(desk, delete(audit).where(audit.c.seq == LINES))
    assert (await desk.desk.verify()).broken_at == LINES
    await _sql(desk, delete(audit).where(audit.c.seq == 5))
    assert (await desk.desk.verify()).broken_at == 5
    await _sql(
        desk,
        update(audit).where(audit.c.seq == 2).values(seq=99),
        update(audit).where(audit.c.seq == 3).values(seq=2),
        update(audit).where(audit.c.seq == 99).values(seq=3),
    )
    assert (await desk.desk.verify()).broken_at == 2
