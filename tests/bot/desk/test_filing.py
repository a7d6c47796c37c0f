"""Filing at the desk: once per key, supplements, withdrawal, status by code and second factor."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from bot.desk_moves import Order
from bot.failures import NotAccepted
from dialogs.dossier import Step
from tests.fakes.desk import DeskSet
from tests.fakes.packages import criminal_record, residence, supplement_of


async def test_the_same_key_gives_the_same_receipt(desk: DeskSet) -> None:
    first = await desk.desk.submit(criminal_record())
    desk.clock.forward(seconds=5)
    assert await desk.desk.submit(criminal_record()) == first
    assert first.code == "DK-261120-0001"
    assert await desk.desk.intake.look_up("k1") == first
    assert await desk.desk.intake.look_up("k9") is None


async def test_eight_workers_filing_one_key_at_once_file_one_dossier(desk: DeskSet) -> None:
    receipts = await asyncio.gather(*(desk.desk.submit(criminal_record()) for _ in range(8)))
    assert len({receipt.code for receipt in receipts}) == 1
    queue = await desk.desk.queue("an", (1,), "", 0)
    assert len(queue.lines) == 1


async def test_numbers_restart_daily_by_vietnams_calendar(desk: DeskSet) -> None:
    codes = [(await desk.desk.submit(criminal_record(f"d{n}", f"k{n}"))).code for n in (1, 2)]
    desk.clock.forward(hours=15)  # 17:00 UTC on the 20th is past midnight in Hà Nội
    codes.append((await desk.desk.submit(criminal_record("d3", "k3"))).code)
    assert codes == ["DK-261120-0001", "DK-261120-0002", "DK-261121-0001"]


async def test_a_second_filing_that_nobody_asked_for_is_not_accepted(desk: DeskSet) -> None:
    await desk.desk.submit(criminal_record())
    with pytest.raises(NotAccepted, match="already-filed"):
        await desk.desk.submit(criminal_record(key="k2"))
    with pytest.raises(NotAccepted, match="nothing-awaited"):
        await desk.desk.submit(supplement_of(criminal_record(), "k3", ("purpose",)))
    with pytest.raises(NotAccepted, match="key-taken"):
        await desk.desk.submit(residence(key="k1"))
    with pytest.raises(NotAccepted, match="unknown-dossier"):
        await desk.desk.submit(residence(key="k4", round=1))


async def test_a_supplement_returns_the_dossier_and_moves_the_promised_day(desk: DeskSet) -> None:
    package = criminal_record()
    await desk.desk.submit(package)
    row = await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    assert row.due == date(2026, 11, 30)  # facts section 7: Fri 20/11 + 5 working days, 24/11 off
    ask = Order("d1", 2, Step.SUPPLEMENT_ASKED, "Ảnh mờ", ("fee_proof",), date(2026, 12, 4))
    await desk.desk.move("an", ask)
    desk.clock.forward(days=5)  # Wed 25/11: Mon 23 and Wed 25 were worked, Tue 24 was off
    receipt = await desk.desk.submit(supplement_of(package, "k1b", ("fee_proof",)))
    assert receipt.code == row.code
    after = (await desk.desk.open("an", "d1")).row
    assert (after.status, after.round, after.supplied, after.items) == (2, 1, ("fee_proof",), ())
    assert after.due == date(2026, 12, 2)
    assert await desk.desk.submit(supplement_of(package, "k1b", ())) == receipt


async def test_withdrawal_is_asked_by_the_citizen_and_agreed_by_an_officer(desk: DeskSet) -> None:
    await desk.desk.submit(criminal_record())
    await desk.desk.intake.withdraw("d1")
    await desk.desk.intake.withdraw("d1")
    row = (await desk.desk.open("an", "d1")).row
    assert row.withdraw_asked is not None and row.version == 2
    done = await desk.desk.move("an", Order("d1", 2, Step.WITHDREW))
    assert done.status == 7
    await desk.desk.intake.withdraw("d1")
    with pytest.raises(NotAccepted):
        await desk.desk.intake.withdraw("nowhere")


async def test_status_needs_the_code_and_the_owners_last_six_digits(desk: DeskSet) -> None:
    await desk.desk.submit(criminal_record())
    row = await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    assert row.code == "H99.01-261120-0001"
    status_of = desk.desk.intake.status_of
    assert await status_of(row.code.lower(), "000018") == (2, date(2026, 11, 30))
    assert await status_of(row.registration, "000018") == (2, date(2026, 11, 30))
    assert await status_of(row.code, "000019") is None
    assert await status_of(row.code, "") is None
    assert await status_of("H99.01-261120-0009", "000018") is None
    assert await status_of("", "") is None


async def test_nothing_personal_lies_open_in_the_database(desk: DeskSet) -> None:
    await desk.desk.submit(criminal_record())
    await desk.desk.move("an", Order("d1", 1, Step.REFUSED, "Không đủ thẩm quyền"))
    async with desk.store.begin() as tx:
        row, filings, reports = await tx.dossier("d1"), await tx.filings("d1"), await tx.reports("d1")
        lines = await tx.audit_from(1, 100)
    everything = repr((row, filings, reports, lines))
    for secret in ("Ánh", "001190000018", "0900000018", "Đội Cấn", "thẩm quyền"):
        assert secret not in everything
