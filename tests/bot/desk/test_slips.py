"""What stands on the desk's slips: taken from real dossiers at every point of their way."""

from __future__ import annotations

from datetime import date

import pytest

from bot.desk import Dossier
from bot.desk_apologies import apology_in, apology_note
from bot.desk_moves import Incomplete, Order, late
from bot.desk_slips import Slip, apologies_of, slip_values, slips_of
from bot.failures import NotAllowed
from dialogs.dossier import Step
from dialogs.procedure import Office
from tests.fakes.desk import DeskSet, plain_weekdays
from tests.fakes.packages import criminal_record, supplement_of

OFFICE = Office("Trung tâm Một cửa", "024 3000 0000", "7:30–17:00", "Số 2 Đội Cấn, Phường Ba Đình, Thành phố Hà Nội")
ASK = Order("d1", 2, Step.SUPPLEMENT_ASKED, "ảnh bị mờ.", ("fee_proof", "phone"), date(2026, 12, 4))


async def _accepted(desk: DeskSet) -> None:
    await desk.desk.submit(criminal_record())
    desk.clock.forward(minutes=75)
    await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))


async def _open(desk: DeskSet) -> Dossier:
    return await desk.desk.open("an", "d1")


async def test_a_dossier_has_the_slips_of_its_way(desk: DeskSet) -> None:
    await desk.desk.submit(criminal_record())
    assert slips_of(await _open(desk)) == ()
    await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    assert slips_of(await _open(desk)) == (Slip.RECEIPT,)
    await desk.desk.move("an", ASK)
    assert slips_of(await _open(desk)) == (Slip.RECEIPT, Slip.SUPPLEMENT)
    await desk.desk.submit(supplement_of(criminal_record(), "k2", ("fee_proof", "phone")))
    assert slips_of(await _open(desk)) == (Slip.RECEIPT, Slip.SUPPLEMENT)
    with pytest.raises(NotAllowed):
        slip_values(Slip.REFUSAL, await _open(desk), OFFICE, plain_weekdays)
    with pytest.raises(NotAllowed):
        slip_values(Slip.APOLOGY, await _open(desk), OFFICE, plain_weekdays)


async def test_the_receipt_says_what_came_in_and_when_the_result_is_due(desk: DeskSet) -> None:
    await _accepted(desk)
    values = slip_values(Slip.RECEIPT, await _open(desk), OFFICE, plain_weekdays)
    assert values["number"] == "H99.01-261120-0001/TNHS" and values["scan"] == values["code"] == "H99.01-261120-0001"
    assert values["papers"] == [
        {"title": "Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp", "count": "01 bản điện tử"},
        {"title": "Giấy tờ chứng minh giảm phí", "count": "01 trang ảnh"},
    ]
    assert values["received"] == "10 giờ 15 phút, ngày 20 tháng 11 năm 2026"
    assert values["due"] == "trước 17 giờ 00 phút, ngày 30 tháng 11 năm 2026" and values["days"] == "05 ngày làm việc"
    assert values["fee"] == "100.000 đồng" and values["sequence"] == "0001"
    assert values["paper"] == f"nhận tại {OFFICE.name}, {OFFICE.address}"
    assert (values["place"], values["day"], values["month"], values["year"]) == ("Hà Nội", "20", "11", "2026")
    assert values["applicant"] == values["submitter"] == "NGUYỄN THỊ NGỌC ÁNH"
    assert values["address"] == "Số 8 phố Đội Cấn, Phường Ba Đình, Thành phố Hà Nội"


async def test_waiting_for_a_supplement_moves_the_day_and_not_the_term(desk: DeskSet) -> None:
    await _accepted(desk)
    await desk.desk.move("an", ASK)
    desk.clock.forward(days=6)
    await desk.desk.submit(supplement_of(criminal_record(), "k2", ("fee_proof", "phone")))
    values = slip_values(Slip.RECEIPT, await _open(desk), OFFICE, plain_weekdays)
    assert (values["days"], values["waited"]) == ("05 ngày làm việc", 3)
    assert values["due"].endswith("ngày 03 tháng 12 năm 2026")


async def test_the_supplement_lists_items_by_name_and_stays_after_it_was_met(desk: DeskSet) -> None:
    await _accepted(desk)
    await desk.desk.move("an", ASK)
    asked = slip_values(Slip.SUPPLEMENT, await _open(desk), OFFICE, plain_weekdays)
    assert asked["items"] == ["Giấy tờ chứng minh giảm phí", "Điện thoại"]
    assert asked["reason"] == "Ảnh bị mờ." and asked["deadline"] == "ngày 04 tháng 12 năm 2026"
    assert (asked["times"], asked["number"]) == (1, "H99.01-261120-0001/HDHS")
    desk.clock.forward(days=1)
    await desk.desk.submit(supplement_of(criminal_record(), "k2", ("fee_proof", "phone")))
    assert slip_values(Slip.SUPPLEMENT, await _open(desk), OFFICE, plain_weekdays) == asked
    await desk.desk.move("an", Order("d1", 4, Step.SUPPLEMENT_ASKED, "Vẫn mờ.", ("phone",), date(2026, 12, 4)))
    again = slip_values(Slip.SUPPLEMENT, await _open(desk), OFFICE, plain_weekdays)
    assert (again["items"], again["times"]) == (["Điện thoại"], 2)
    assert again["number"] == "H99.01-261120-0001/HDHS-2"


async def test_before_acceptance_slips_carry_the_registration(desk: DeskSet) -> None:
    await desk.desk.submit(criminal_record())
    await desk.desk.move("an", Order("d1", 1, Step.REFUSED, "Không thuộc thẩm quyền."))
    found = await _open(desk)
    assert slips_of(found) == (Slip.REFUSAL,)
    values = slip_values(Slip.REFUSAL, found, OFFICE, plain_weekdays)
    assert (values["called"], values["number"]) == ("Mã đăng ký", "DK-261120-0001/TCHS")
    assert values["reason"] == "Không thuộc thẩm quyền."
    assert values["grounds"] == ["Luật 107/2025/QH15", "Nghị định 216/2026/NĐ-CP", "Nghị định 118/2025/NĐ-CP"]


async def test_an_apology_is_owed_from_the_day_after_the_promised_one(desk: DeskSet) -> None:
    await _accepted(desk)
    found = await _open(desk)
    assert not late(found.row, date(2026, 11, 30)) and late(found.row, date(2026, 12, 1))
    with pytest.raises(NotAllowed):
        await desk.desk.put_off("an", "d1", date(2026, 12, 4), "Bận.")
    assert Slip.APOLOGY not in slips_of(found)
    with pytest.raises(NotAllowed):
        slip_values(Slip.APOLOGY, found, OFFICE, plain_weekdays)
    desk.clock.forward(days=11)
    for until, reason, missing in (
        (date(2026, 12, 1), "Bận.", "until"),
        (date(2026, 12, 5), "Bận.", "until"),
        (date(2026, 12, 4), " ", "reason"),
    ):
        with pytest.raises(Incomplete) as lack:
            await desk.desk.put_off("an", "d1", until, reason)
        assert lack.value.missing == missing
    after = await desk.desk.put_off("an", "d1", date(2026, 12, 4), "cần xác minh thêm.")
    assert (after.due, after.put_off, after.status) == (date(2026, 12, 4), 4, 2)
    (told,) = [report for report in desk.citizen.told if report.due == date(2026, 12, 4)]
    assert (told.reason, told.status) == ("cần xác minh thêm.", 2)
    values = slip_values(Slip.APOLOGY, await _open(desk), OFFICE, plain_weekdays)
    assert values["received"] == "ngày 20 tháng 11 năm 2026" and values["promised"] == "ngày 30 tháng 11 năm 2026"
    assert values["until"] == "ngày 04 tháng 12 năm 2026" and values["reason"] == "Cần xác minh thêm."
    assert (values["times"], values["number"], values["day"]) == (1, "H99.01-261120-0001/PXL", "01")


async def test_a_second_apology_knows_the_day_of_the_first(desk: DeskSet) -> None:
    await _accepted(desk)
    desk.clock.forward(days=11)
    await desk.desk.put_off("an", "d1", date(2026, 12, 4), "Chờ.")
    with pytest.raises(NotAllowed):
        await desk.desk.put_off("an", "d1", date(2026, 12, 11), "Chờ.")
    desk.clock.forward(days=6)
    await desk.desk.put_off("an", "d1", date(2026, 12, 11), "Chờ phối hợp.")
    found = await _open(desk)
    values = slip_values(Slip.APOLOGY, found, OFFICE, plain_weekdays)
    assert (values["promised"], values["times"]) == ("ngày 04 tháng 12 năm 2026", 2)
    assert values["number"].endswith("/PXL-2")
    assert [one.reason for one in apologies_of(found)] == ["Chờ.", "Chờ phối hợp."]
    receipt = slip_values(Slip.RECEIPT, found, OFFICE, plain_weekdays)
    assert receipt["due"].endswith("ngày 30 tháng 11 năm 2026"), "the receipt says what was promised then"


async def test_a_day_off_that_is_declared_later_moves_what_was_put_off_too(desk: DeskSet) -> None:
    await _accepted(desk)
    desk.clock.forward(days=11)
    await desk.desk.put_off("an", "d1", date(2026, 12, 4), "Chờ.")
    assert await desk.desk.calendar.set_day("an", date(2026, 12, 3), False, "Nghỉ bù") == 1
    assert (await _open(desk)).row.due == date(2026, 12, 7)


def test_the_ledgers_detail_gives_both_days_back_and_nothing_else_does() -> None:
    assert apology_in(apology_note(date(2026, 11, 30), date(2026, 12, 4), 7)) == (date(2026, 11, 30), date(2026, 12, 4))
    assert apology_in("") is apology_in("to=5 report=2") is apology_in("until=soon") is None
