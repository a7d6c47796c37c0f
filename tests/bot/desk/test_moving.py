"""Officers' moves: the table, what each needs, versions, what the citizen is told, the ledger."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.desk import LAPSED
from bot.desk_moves import Incomplete, Order, open_steps
from bot.desk_store import OverrideRow
from bot.failures import Conflict, NotAllowed
from dialogs.dossier import Step
from tests.fakes.desk import MOST_SUPPLEMENTS, DeskSet
from tests.fakes.packages import criminal_record, residence, supplement_of

SUPPLEMENT = Order("d1", 1, Step.SUPPLEMENT_ASKED, "Ảnh mờ", ("fee_proof",), date(2026, 12, 4))


async def _filed(desk: DeskSet) -> None:
    await desk.desk.submit(criminal_record())


async def test_the_whole_way_of_a_good_dossier(desk: DeskSet) -> None:
    await _filed(desk)
    await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    await desk.desk.move("an", Order("d1", 2, Step.PROCESSED))
    await desk.desk.move("an", Order("d1", 3, Step.FINISHED))
    result = await desk.desk.keep_result("d1", b"%PDF-1.7 result")
    await desk.desk.move("an", Order("d1", 4, Step.HANDED_OVER, result=result))
    assert [(told.status, told.order) for told in desk.citizen.told] == [(2, 1), (4, 2), (9, 3), (10, 4)]
    assert desk.citizen.told[0].code == "H99.01-261120-0001"
    assert desk.citizen.told[0].due == date(2026, 11, 30)
    assert desk.citizen.told[-1].result == result
    assert await desk.desk.result("an", "d1") == b"%PDF-1.7 result"
    opened = await desk.desk.open("an", "d1")
    assert [one.report.status for one in opened.history if one.report] == [2, 4, 9, 10]
    assert open_steps(opened.row) == ()


async def test_moves_outside_the_table_are_refused(desk: DeskSet) -> None:
    await _filed(desk)
    for step in (Step.PROCESSED, Step.FINISHED, Step.HANDED_OVER, Step.STOPPED, Step.FILED, Step.FEE_PAID):
        with pytest.raises(NotAllowed):
            await desk.desk.move("an", Order("d1", 1, step, reason="x", result="y"))
    with pytest.raises(NotAllowed):
        await desk.desk.move("an", Order("nowhere", 1, Step.ACCEPTED))
    assert desk.citizen.told == []


@pytest.mark.parametrize(
    ("order", "missing"),
    [
        (Order("d1", 1, Step.REFUSED), "reason"),
        (Order("d1", 1, Step.REFUSED, reason=" "), "reason"),
        (Order("d1", 1, Step.REFUSED, reason="x" * 1001), "reason"),
        (Order("d1", 1, Step.WITHDREW), "request"),
        (replace(SUPPLEMENT, items=()), "items"),
        (replace(SUPPLEMENT, items=("no.such.path",)), "items"),
        (replace(SUPPLEMENT, deadline=None), "deadline"),
        (replace(SUPPLEMENT, deadline=date(2026, 11, 20)), "deadline"),
        (replace(SUPPLEMENT, deadline=date(2027, 11, 21)), "deadline"),
        (replace(SUPPLEMENT, deadline=date.max), "deadline"),
    ],
)
async def test_an_incomplete_order_changes_nothing(desk: DeskSet, order: Order, missing: str) -> None:
    await _filed(desk)
    with pytest.raises(Incomplete) as caught:
        await desk.desk.move("an", order)
    assert caught.value.missing == missing
    assert (await desk.desk.open("an", "d1")).row.version == 1
    assert desk.citizen.told == []


async def test_two_officers_at_once_make_one_move_and_one_conflict(desk: DeskSet) -> None:
    await _filed(desk)
    orders = (desk.desk.move(name, Order("d1", 1, Step.ACCEPTED)) for name in ("an", "binh"))
    ends = await asyncio.gather(*orders, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["Conflict", "DossierRow"]
    assert len(desk.citizen.told) == 1
    with pytest.raises(Conflict):
        await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))


async def test_a_report_that_could_not_be_told_is_told_later_in_order_and_once(desk: DeskSet) -> None:
    await _filed(desk)
    desk.citizen.deaf = True
    await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    await desk.desk.move("an", Order("d1", 2, Step.PROCESSED))
    assert desk.citizen.told == []
    desk.citizen.deaf = False
    assert await desk.desk.deliver_pending() == 2
    assert await desk.desk.deliver_pending() == 0
    assert [told.order for told in desk.citizen.told] == [1, 2]


async def test_a_stuck_report_holds_back_only_its_own_dossier(desk: DeskSet) -> None:
    await _filed(desk)
    await desk.desk.submit(residence())
    desk.citizen.deaf = True
    await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    await desk.desk.move("an", Order("d1", 2, Step.PROCESSED))
    desk.citizen.tries = 0
    assert await desk.desk.deliver_pending() == 0
    assert desk.citizen.tries == 1  # the second report of d1 was not tried before the first was taken


async def test_supplement_names_items_and_a_lapsed_one_closes_the_dossier(desk: DeskSet) -> None:
    await _filed(desk)
    row = await desk.desk.move("an", SUPPLEMENT)
    told = desk.citizen.told[-1]
    assert (row.status, row.previous, told.items, told.deadline) == (5, 1, ("fee_proof",), date(2026, 12, 4))
    assert told.reason == "Ảnh mờ"
    desk.clock.set(desk.clock.now() + timedelta(days=14))  # 04/12, the last day itself
    assert await desk.desk.expire_supplements() == 0
    desk.clock.forward(days=1)
    assert await desk.desk.expire_supplements() == 1
    assert (desk.citizen.told[-1].status, desk.citizen.told[-1].reason) == (3, LAPSED)


async def test_more_is_asked_for_as_often_as_the_procedure_allows(desk: DeskSet) -> None:
    await _filed(desk)
    for round in range(1, MOST_SUPPLEMENTS + 1):
        row = (await desk.desk.open("an", "d1")).row
        await desk.desk.move("an", replace(SUPPLEMENT, version=row.version))
        await desk.desk.submit(supplement_of(criminal_record(), f"k1-{round}", ("fee_proof",), round))
    row = (await desk.desk.open("an", "d1")).row
    with pytest.raises(Incomplete, match="quota"):
        await desk.desk.move("an", replace(SUPPLEMENT, version=row.version))


async def test_the_queue_finds_by_code_name_without_diacritics_and_last_digits(desk: DeskSet) -> None:
    await _filed(desk)
    await desk.desk.submit(residence())
    await desk.desk.move("an", Order("d2", 1, Step.ACCEPTED))

    async def found(search: str) -> list[str]:
        return [line.row.id for line in (await desk.desk.queue("an", (), search, 0)).lines]

    assert await found("ngoc anh") == ["d1"]
    assert await found("THẮNG Đỗ") == ["d2"]
    assert await found("000042") == await found("0042") == await found("031085000042") == ["d2"]
    assert await found("h99.01-2611") == ["d2"]
    assert await found("DK-261120-0001") == ["d1"]
    assert await found("khong co ai") == []
    queue = await desk.desk.queue("an", (1,), "", 0, size=1)
    assert (queue.counts, queue.more, queue.lines[0].name) == ({1: 1, 2: 1}, False, "Nguyễn Thị Ngọc Ánh")


async def test_a_day_off_moves_promised_days_and_says_so(desk: DeskSet) -> None:
    await _filed(desk)
    await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    assert await desk.desk.calendar.set_day("an", date(2026, 11, 25), working=False, why="Bão số 9") == 1
    assert desk.citizen.told[-1].due == date(2026, 12, 1)
    assert await desk.desk.calendar.set_day("an", date(2026, 12, 25), working=False, why="Xa") == 0
    assert await desk.desk.calendar.drop_day("an", date(2026, 11, 25)) == 1
    assert desk.citizen.told[-1].due == date(2026, 11, 30)


async def test_a_day_off_that_was_set_in_another_process_counts_in_the_next_promise(desk: DeskSet) -> None:
    await _filed(desk)
    async with desk.store.begin() as tx:  # This process is told nothing of it.
        await tx.set_override(OverrideRow(date(2026, 11, 25), False, "Bão số 9", "binh", desk.clock.now()))
    row = await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    assert row.due == date(2026, 12, 1)


async def test_every_look_and_move_leaves_a_line_in_the_ledger(desk: DeskSet) -> None:
    await _filed(desk)
    await desk.desk.queue("binh", (), "", 0)
    await desk.desk.open("binh", "d1")
    desk.vault.kept["d1", criminal_record().papers[0].photos[0]["id"]] = b"photo"
    await desk.desk.photo("binh", "d1", criminal_record().papers[0].photos[0]["id"])
    with pytest.raises(NotAllowed):
        await desk.desk.photo("binh", "d1", "0" * 64)
    await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    async with desk.store.begin() as tx:
        lines = await tx.audit_from(1, 100)
    assert [(line.actor, line.what) for line in lines] == [
        ("citizen", "filed"),
        ("binh", "queue"),
        ("binh", "opened"),
        ("binh", "photo"),
        ("an", "move:accept"),
    ]
    assert (await desk.desk.verify()).sound


@pytest.mark.parametrize("ahead", [1, 365])
async def test_a_supplement_may_be_asked_for_tomorrow_or_within_a_year(desk: DeskSet, ahead: int) -> None:
    await _filed(desk)
    deadline = desk.desk.today() + timedelta(days=ahead)
    assert (await desk.desk.move("an", replace(SUPPLEMENT, deadline=deadline))).deadline == deadline


async def test_only_days_within_reach_are_set_but_any_is_dropped(desk: DeskSet) -> None:
    calendar, today = desk.desk.calendar, desk.desk.today()
    for day in (date.min, today - timedelta(days=366), today + timedelta(days=1097), date.max):
        with pytest.raises(NotAllowed):
            await calendar.set_day("an", day, False, "x")
        await calendar.drop_day("an", day)
    for day in (today - timedelta(days=365), today + timedelta(days=1096)):
        await calendar.set_day("an", day, False, "x")
    assert len(await calendar.load()) == 2
