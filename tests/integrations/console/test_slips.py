"""Slips through the console: which are offered, who may print them, what the ledger keeps, how files are called."""

from __future__ import annotations

from datetime import date

from bot.desk_apologies import APOLOGISED
from bot.desk_moves import Order
from bot.desk_store import Role
from dialogs.dossier import Step
from tests.fakes.packages import criminal_record
from tests.integrations.console.office import Browser, Office
from tests.integrations.paper.sheets import words_of

PAGE = "/staff/dossiers/d1"
APOLOGY = f"{PAGE}/apology"


async def _accepted(office: Office) -> Browser:
    await office.parts.desk.submit(criminal_record())
    await office.parts.desk.move("an", Order("d1", 1, Step.ACCEPTED))
    return await office.officer()


async def _ledger(office: Office) -> list[tuple[str, str, str]]:
    async with office.parts.store.begin() as tx:
        return [(line.actor, line.what, line.detail) for line in await tx.audit_of("d1", 100)]


async def test_the_page_offers_what_there_is_and_each_opens_as_pdf(office: Office) -> None:
    browser = await _accepted(office)
    page = await browser.get(PAGE)
    assert "/slips/receipt.pdf" in page.text and "/slips/supplement.pdf" not in page.text
    assert "/apology" not in page.text
    slip = await browser.http.get(f"{PAGE}/slips/receipt.pdf")
    assert slip.headers["content-type"] == "application/pdf" and slip.headers["cache-control"] == "no-store"
    assert slip.headers["content-disposition"] == 'inline; filename="giay-tiep-nhan_H99.01-261120-0001.pdf"'
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in words_of(slip.content)
    assert "Trung tâm Một cửa Thử nghiệm" in words_of(slip.content)
    ask = Order("d1", 2, Step.SUPPLEMENT_ASKED, "Ảnh mờ.", ("phone",), date(2026, 12, 4))
    await office.parts.desk.move("an", ask)
    assert "/slips/supplement.pdf" in (await browser.get(PAGE)).text
    slip = await browser.http.get(f"{PAGE}/slips/supplement.pdf")
    assert "Lý do: Ảnh mờ." in words_of(slip.content)
    assert slip.headers["content-disposition"].endswith('"phieu-bo-sung_H99.01-261120-0001.pdf"')


async def test_a_refused_dossier_has_its_slip_under_the_registration(office: Office) -> None:
    await office.parts.desk.submit(criminal_record())
    await office.parts.desk.move("an", Order("d1", 1, Step.REFUSED, "Trùng hồ sơ."))
    browser = await office.officer()
    assert "Phiếu từ chối (PDF)" in (await browser.get(PAGE)).text
    slip = await browser.http.get(f"{PAGE}/slips/refusal.pdf")
    assert slip.headers["content-disposition"] == 'inline; filename="phieu-tu-choi_DK-261120-0001.pdf"'


async def test_printing_is_written_down_and_a_slip_that_is_not_there_is_not_found(office: Office) -> None:
    browser = await _accepted(office)
    await browser.http.get(f"{PAGE}/slips/receipt.pdf")
    assert ("an", "slip-receipt", "") in await _ledger(office)
    for wrong in ("supplement", "refusal", "apology", "nonsense", "..%2f..%2fhouse"):
        assert (await browser.http.get(f"{PAGE}/slips/{wrong}.pdf")).status_code == 404, wrong
    assert (await browser.http.get("/staff/dossiers/nope/slips/receipt.pdf")).status_code == 404
    boss = await office.officer("chi", role=Role.ADMINISTRATOR)
    assert "In giấy tiếp nhận" in (await boss.get("/staff/audit")).text
    assert (await office.parts.desk.verify()).sound


async def test_the_declaration_is_called_by_its_code(office: Office) -> None:
    browser = await _accepted(office)
    shown = await browser.http.get(f"{PAGE}/declaration.pdf")
    assert shown.headers["content-disposition"] == 'inline; filename="to-khai_H99.01-261120-0001.pdf"'


async def test_an_apology_is_written_only_for_what_is_late(office: Office) -> None:
    browser = await _accepted(office)
    assert (await browser.get(APOLOGY)).status_code == 404
    await browser.get(PAGE)
    assert (await browser.post(APOLOGY, {"until": "2026-12-04", "reason": "Bận."})).status_code == 404
    assert APOLOGISED not in {what for _, what, _ in await _ledger(office)}


async def test_an_apology_takes_a_working_day_and_a_reason(office: Office) -> None:
    browser = await _accepted(office)
    office.parts.clock.forward(days=11)  # Tuesday 01/12/2026, promised was 30/11.
    browser = await office.officer("binh")
    assert "Lập phiếu xin lỗi, hẹn lại" in (await browser.get(PAGE)).text
    form = await browser.get(APOLOGY)
    assert 'value="2026-12-04"' in form.text and "Đã hẹn trả ngày 30/11/2026" in form.text
    phrase = "Cần xác minh thêm tại nơi cư trú trước đây."
    for until in ("", "hôm nay", "2026-12-01", "2026-12-05", "2027-12-02"):
        page = await browser.post(APOLOGY, {"until": until, "reason": "Bận."})
        assert page.status_code == 422 and "phải là ngày làm việc" in page.text and "Bận." in page.text
    page = await browser.post(APOLOGY, {"until": "2026-12-04", "reason": " "})
    assert page.status_code == 422 and "Hãy chọn hoặc ghi lý do" in page.text
    page = await browser.post(APOLOGY, {"until": "2026-12-04", "phrase": [phrase, "made up"], "reason": "Xin thứ lỗi."})
    assert page.headers["content-disposition"] == 'inline; filename="phieu-xin-loi_H99.01-261120-0001.pdf"'
    words = words_of(page.content)
    assert f"Lý do: {phrase} Xin thứ lỗi." in words and "made up" not in words
    assert "sẽ trả kết quả vào ngày 04 tháng 12 năm 2026" in words
    written = [line for line in await _ledger(office) if line[1] == APOLOGISED]
    assert written == [("binh", APOLOGISED, "until=2026-12-04 instead=2026-11-30 report=2")]
    assert ("binh", "slip-apology", "") in await _ledger(office)
    assert not any("thứ lỗi" in detail for _, _, detail in await _ledger(office))
    page = await browser.get(PAGE)
    assert "Lập phiếu xin lỗi và hẹn lại ngày 04/12/2026" in page.text
    assert "Phiếu xin lỗi (PDF)" in page.text and "Lập phiếu xin lỗi, hẹn lại</a>" not in page.text
    (told,) = [report for report in office.parts.citizen.told if report.due == date(2026, 12, 4)]
    assert told.reason == f"{phrase} Xin thứ lỗi."


async def test_a_stranger_and_a_stale_form_print_nothing(office: Office) -> None:
    await _accepted(office)
    office.parts.clock.forward(days=11)
    stranger = office.browser()
    for path in (f"{PAGE}/slips/receipt.pdf", APOLOGY):
        assert (await stranger.http.get(path)).headers["location"] == "/staff/login"
    officer = await office.officer("binh")
    page = await officer.post(APOLOGY, {"csrf": "0" * 64, "until": "2026-12-04", "reason": "Bận."})
    assert page.status_code == 403
    assert APOLOGISED not in {what for _, what, _ in await _ledger(office)}
