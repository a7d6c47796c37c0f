"""What every desk store must do with rows: keep them whole, refuse stale and double writes, order, count, find."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.desk_store import (
    AccountRow,
    DeskStore,
    DossierRow,
    FilingRow,
    OverrideRow,
    QueueQuery,
    Role,
    SessionRow,
    Stage,
    StoredReport,
)
from bot.failures import Conflict
from tests.fakes.desk import desk_set
from tests.fakes.packages import criminal_record

NOW = datetime(2026, 11, 20, 2, 0, 0, 123456, tzinfo=UTC)


def dossier(id: str = "d1", **changes: object) -> DossierRow:
    row = DossierRow(
        id=id,
        key=f"k-{id}",
        round=0,
        chat="c",
        procedure="3.000333",
        title="Cấp Phiếu lý lịch tư pháp",
        registration=f"DK-{id}",
        status=1,
        version=1,
        submitted_at=NOW,
        changed_at=NOW,
        owner=b"\x00sealed\xff",
    )
    return replace(row, **changes)  # type: ignore[arg-type]


async def _add(store: DeskStore, *rows: DossierRow) -> None:
    async with store.begin() as tx:
        for row in rows:
            await tx.add_dossier(row, [f"w-{row.id}", "common"])


async def test_a_dossier_comes_back_as_it_was(store: DeskStore) -> None:
    full = dossier(
        code="H99.01-261120-0001",
        previous=2,
        accepted_at=NOW,
        due=date(2026, 11, 30),
        asked_at=NOW + timedelta(hours=1),
        deadline=date(2026, 12, 4),
        items=("history.1", "papers.fee_proof"),
        supplied=("a",),
        supplements=1,
        waited=2,
        reason=b"r",
        withdraw_asked=NOW,
        result="f" * 64,
        orders=3,
    )
    await _add(store, dossier("d0"), full)
    async with store.begin() as tx:
        assert await tx.dossier("d1") == full
        assert await tx.dossier_by_code("H99.01-261120-0001") == full
        assert await tx.dossier_by_code("DK-d1") == full
        assert await tx.dossier_by_code("") is None
        assert await tx.dossier("d9") is None


async def test_a_stale_version_is_a_conflict_and_a_raising_block_leaves_nothing(store: DeskStore) -> None:
    await _add(store, dossier())
    async with store.begin() as tx:
        await tx.save_dossier(dossier(status=2, version=2))
    with pytest.raises(Conflict):
        async with store.begin() as tx:
            await tx.save_dossier(dossier(status=3, version=2))
    with pytest.raises(RuntimeError):
        async with store.begin() as tx:
            await tx.save_dossier(dossier(status=4, version=3))
            raise RuntimeError("stop")
    async with store.begin() as tx:
        found = await tx.dossier("d1")
    assert found is not None and (found.status, found.version) == (2, 2)


async def test_doubles_are_conflicts(store: DeskStore) -> None:
    await _add(store, dossier())
    with pytest.raises(Conflict):
        await _add(store, dossier())
    filing = FilingRow("k1", "d1", 0, NOW, b"p")
    async with store.begin() as tx:
        await tx.add_filing(filing)
    for double in (filing, replace(filing, key="k2")):
        with pytest.raises(Conflict):
            async with store.begin() as tx:
                await tx.add_filing(double)
    async with store.begin() as tx:
        await tx.add_filing(FilingRow("k3", "d1", 1, NOW, b"q"))
        assert [row.key for row in await tx.filings("d1")] == ["k1", "k3"]
        assert await tx.filing("k1") == filing


async def test_the_queue_in_order_by_status_code_and_words(store: DeskStore) -> None:
    rows = [
        dossier("d1", status=2, due=date(2026, 12, 2), code="H99-1", changed_at=NOW + timedelta(3)),
        dossier("d2", status=2, due=date(2026, 12, 1), code="H99-2"),
        dossier("d3", submitted_at=NOW + timedelta(1)),
        dossier("d4"),
        dossier("d5", status=5, due=date(2026, 11, 1), deadline=date(2026, 11, 2)),
        dossier("d6", status=9, due=date(2026, 11, 1), code="H99_6"),
    ]
    await _add(store, *rows)
    async with store.begin() as tx:

        async def ids(**query: object) -> list[str]:
            return [row.id for row in await tx.dossiers(QueueQuery(**query))]  # type: ignore[arg-type]

        assert await ids(statuses=(1, 2)) == ["d4", "d3", "d2", "d1"]
        assert await ids(statuses=(1, 2), limit=2, offset=1) == ["d3", "d2"]
        assert (await ids(latest_first=True))[0] == "d1"
        assert sorted(await ids(code="H99-")) == ["d1", "d2"]
        assert await ids(code="H99_") == ["d6"]
        assert await ids(code="DK-d3") == ["d3"]
        assert await ids(words=("common", "w-d5")) == ["d5"]
        assert await ids(words=("w-d4", "w-d5")) == []
        assert await tx.counts() == {1: 2, 2: 2, 5: 1, 9: 1}
        assert await tx.overdue(date(2026, 12, 2)) == 1
        assert [row.id for row in await tx.lapsed(date(2026, 11, 3), 9)] == ["d5"]
        assert await tx.lapsed(date(2026, 11, 2), 9) == []
        assert [row.id for row in await tx.promised()] == ["d1", "d2", "d5"]


async def test_reports_wait_in_order_until_delivered(store: DeskStore) -> None:
    async with store.begin() as tx:
        for order in (2, 1):
            await tx.add_report(StoredReport("d1", order, NOW + timedelta(seconds=order), b"b"))
        await tx.add_report(StoredReport("d2", 1, NOW, b"b"))
    async with store.begin() as tx:
        assert [(row.dossier, row.order) for row in await tx.waiting_reports("", 9)] == [
            ("d2", 1),
            ("d1", 1),
            ("d1", 2),
        ]
        await tx.mark_delivered("d1", 1, NOW)
        assert [row.order for row in await tx.waiting_reports("d1", 9)] == [2]
        assert [row.delivered_at for row in await tx.reports("d1")] == [NOW, None]


async def test_staff_and_sessions(store: DeskStore) -> None:
    account = AccountRow("an", Role.OFFICER, "hash", True, NOW, otp=b"s")
    async with store.begin() as tx:
        await tx.add_account(account)
        await tx.add_session(SessionRow("s1", "an", Stage.VERIFY, NOW, NOW))
        await tx.add_session(SessionRow("s2", "an", Stage.IN, NOW, NOW - timedelta(hours=9)))
    with pytest.raises(Conflict):
        async with store.begin() as tx:
            await tx.add_account(account)
    async with store.begin() as tx:
        assert await tx.account("an") == account
        assert (await tx.use_otp_step("an", 5), await tx.use_otp_step("an", 5), await tx.use_otp_step("an", 4)) == (
            True,
            False,
            False,
        )
        await tx.touch_session("s1", NOW + timedelta(minutes=1))
        assert await tx.session("s1") == SessionRow("s1", "an", Stage.VERIFY, NOW, NOW + timedelta(minutes=1))
        assert await tx.drop_idle_sessions(NOW - timedelta(hours=8)) == 1
        assert await tx.drop_sessions("an") == 1
        assert await tx.session("s1") is None


async def test_overrides(store: DeskStore) -> None:
    day = OverrideRow(date(2026, 11, 25), False, "Bão số 9", "an", NOW)
    async with store.begin() as tx:
        await tx.set_override(replace(day, working=True))
        await tx.set_override(day)
        assert await tx.overrides() == [day]
        assert (await tx.drop_override(day.day), await tx.drop_override(day.day)) == (True, False)


async def test_many_at_once_get_numbers_without_gaps_and_keep_the_ledger_whole(store: DeskStore) -> None:
    parts = desk_set(store)
    await asyncio.gather(*(parts.desk.submit(criminal_record(f"d{n}", f"k{n}")) for n in range(8)))
    async with store.begin() as tx:
        found = sorted(row.registration for row in await tx.dossiers(QueueQuery()))
    assert found == [f"DK-261120-{n:04d}" for n in range(1, 9)]
    verdict = await parts.desk.verify()
    assert verdict.sound and verdict.lines == 8


async def test_the_ledgers_head_is_held_until_the_transaction_ends(store: DeskStore) -> None:
    parts = desk_set(store)

    async def look(number: int) -> None:
        async with store.begin() as tx:
            await parts.desk.ledger.note(tx, NOW, "an", "opened", f"d{number}")

    await asyncio.gather(*(look(number) for number in range(12)))
    verdict = await parts.desk.verify()
    assert verdict.sound and verdict.lines == 12
