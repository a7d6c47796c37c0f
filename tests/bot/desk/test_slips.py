"""What stands on the desk's slips: taken from real dossiers at every point of their way."""

from __future__ import annotations

from datetime import date

import pytest

from bot.desk import Dossier
from bot.desk_moves import Order
from bot.desk_slips import (
    APOLOGISED,
    CLOSING,
    Slip,
    apology_values,
    late,
    slip_values,
    slips_of,
    until_in,
    until_note,
    wish_of,
)
from bot.desk_terms import check_by
from bot.failures import NotAllowed
from dialogs.deadlines import VIETNAM
from dialogs.dossier import Step
from dialogs.procedure import Office
from tests.fakes.desk import DeskSet, plain_weekdays
from tests.fakes.packages import criminal_record, residence, supplement_of

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
        apology_values(found, OFFICE, date(2026, 12, 4), "Bận.", desk.clock.now())
    at = desk.clock.forward(days=11)
    values = apology_values(found, OFFICE, date(2026, 12, 4), "cần xác minh thêm.", at)
    assert values["received"] == "ngày 20 tháng 11 năm 2026" and values["promised"] == "ngày 30 tháng 11 năm 2026"
    assert values["until"] == "ngày 04 tháng 12 năm 2026" and values["reason"] == "Cần xác minh thêm."
    assert (values["times"], values["number"], values["day"]) == (1, "H99.01-261120-0001/PXL", "01")


async def test_a_second_apology_knows_the_day_of_the_first(desk: DeskSet) -> None:
    await _accepted(desk)
    at = desk.clock.forward(days=11)
    async with desk.store.begin() as tx:
        await desk.desk.ledger.note(tx, at, "an", APOLOGISED, "d1", until_note(date(2026, 12, 4)))
    at = desk.clock.forward(days=6)
    values = apology_values(await _open(desk), OFFICE, date(2026, 12, 11), "Chờ phối hợp.", at)
    assert (values["promised"], values["times"]) == ("ngày 04 tháng 12 năm 2026", 2)
    assert values["number"].endswith("/PXL-2")


def test_the_ledgers_detail_gives_the_day_back_and_nothing_else_does() -> None:
    assert until_in(until_note(date(2026, 12, 4))) == date(2026, 12, 4)
    assert until_in("") is until_in("to=5 report=2") is until_in("until=soon") is None


async def test_the_day_ends_when_the_desk_closes(desk: DeskSet) -> None:
    opening = desk.clock.now().astimezone(VIETNAM).replace(hour=6)
    assert check_by(opening, plain_weekdays).time() == CLOSING


async def test_another_procedure_and_an_office_without_an_address(desk: DeskSet) -> None:
    await desk.desk.submit(residence("d1"))
    await desk.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    values = slip_values(Slip.RECEIPT, await _open(desk), Office("Bộ phận một cửa"), plain_weekdays)
    assert (values["place"], values["paper"], values["fee"]) == ("", "", "7.000 đồng")
    assert values["papers"][0]["title"] == "Tờ khai thay đổi thông tin cư trú"
    assert values["address"] == "Số 5 ngõ 12 Đội Cấn, Phường Ba Đình, Thành phố Hà Nội"
    assert wish_of(await _open(desk)) is None
