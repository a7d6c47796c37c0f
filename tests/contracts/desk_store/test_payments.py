"""What every desk store must do with charges: keep them whole, refuse double and stale writes, find what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk_money import Held, Method, PaymentRow
from bot.desk_store import DeskStore
from bot.failures import Conflict

NOW = datetime(2026, 11, 23, 2, 0, 0, 123456, tzinfo=UTC)
FULL = PaymentRow(
    "p-1", "d1", "c1", 200_000, NOW, Held.PAID, 1, Method.CASH, 200_000, "BN-1", NOW, False, NOW, 3, "an", True
)


def row(ref: str, **changes: object) -> PaymentRow:
    return replace(PaymentRow(ref, "d1", "c1", 200_000, NOW), **changes)  # type: ignore[arg-type]


async def _add(store: DeskStore, *rows: PaymentRow) -> None:
    async with store.begin() as tx:
        for one in rows:
            await tx.add_payment(one)


async def test_a_charge_comes_back_as_it_was(store: DeskStore) -> None:
    await _add(store, FULL, row("p-2", opened_at=NOW + timedelta(1)), row("p-3", dossier="d2"))
    async with store.begin() as tx:
        assert await tx.payment("p-1") == FULL
        assert await tx.payment("p-9") is None
        assert [one.ref for one in await tx.payments("d1")] == ["p-1", "p-2"]


async def test_doubles_and_stale_writes_are_conflicts(store: DeskStore) -> None:
    await _add(store, row("p-1"))
    with pytest.raises(Conflict):
        await _add(store, row("p-1"))
    async with store.begin() as tx:
        await tx.save_payment(row("p-1", version=2, received=5))
    with pytest.raises(Conflict):
        async with store.begin() as tx:
            await tx.save_payment(row("p-1", version=2))
    async with store.begin() as tx:
        found = await tx.payment("p-1")
    assert found is not None and found.received == 5


async def test_what_is_due_and_what_is_untold(store: DeskStore) -> None:
    await _add(
        store,
        row("later", look_at=NOW + timedelta(seconds=1)),
        row("second", look_at=NOW),
        row("first", look_at=NOW - timedelta(seconds=1)),
        row("never"),
        row("paid", look_at=NOW, state=Held.PAID, told=False, settled_at=NOW),
    )
    async with store.begin() as tx:
        assert [one.ref for one in await tx.payments_to_look_at(NOW, 9)] == ["first", "second"]
        assert [one.ref for one in await tx.payments_to_look_at(NOW, 1)] == ["first"]
        assert [one.ref for one in await tx.payments_untold(9)] == ["paid"]
