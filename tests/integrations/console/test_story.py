"""An officer's day, through the pages: from the first log-in to the result in the citizen's hands."""

from __future__ import annotations

import asyncio
from datetime import date

import httpx

from bot.desk_money import Held, PaymentRow
from bot.desk_store import Role
from bot.ports import PaperSent
from tests.fakes.packages import criminal_record, photo_bytes, photo_entry, supplement_of
from tests.integrations.console.office import PASSWORD, URL, Browser, Office

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


async def _file(office: Office, dossier: str = "d1") -> None:
    await office.parts.vault.put(dossier, photo_bytes())
    await office.parts.desk.submit(criminal_record(dossier, f"k-{dossier}"))


async def test_the_whole_story(office: Office) -> None:
    await _file(office)
    once = await office.staff.ensure_first()
    assert once is not None and await office.staff.ensure_first() is None
    browser = office.browser()
    await browser.enter("canbo", once)
    queue = await browser.get("/staff")
    assert "Nguyễn Thị Ngọc Ánh" in queue.text and "DK-261120-0001" in queue.text and "Kiểm tra trước" in queue.text

    page = await browser.get("/staff/dossiers/d1")
    assert "Phường Ba Đình, Thành phố Hà Nội" in page.text and "Quá trình từ năm 14 tuổi" in page.text
    photo = await browser.http.get(f"/staff/dossiers/d1/files/{photo_entry()['id']}")
    assert photo.headers["content-type"] == "image/jpeg" and photo.headers["cache-control"] == "no-store"
    pdf = await browser.http.get("/staff/dossiers/d1/declaration.pdf")
    assert pdf.content.startswith(b"%PDF-") and pdf.headers["content-type"] == "application/pdf"

    shown = await browser.get("/staff/dossiers/d1/moves/accept")
    assert "Ngày hẹn trả kết quả: 30/11/2026" in shown.text
    done = await browser.confirm()
    assert "Đã tiếp nhận hồ sơ." in done.text and "H99.01-261120-0001" in done.text
    assert office.parts.citizen.told[-1].status == 2

    await browser.get("/staff/dossiers/d1/moves/ask_supplement")
    ask = {"version": "2", "item": ["fee_proof", "phone"], "reason": "Gửi lại ảnh rõ.", "deadline": "2026-12-04"}
    shown = await browser.post("/staff/dossiers/d1/moves/ask_supplement", ask)
    assert "• Giấy tờ chứng minh giảm phí" in shown.text and "Hạn bổ sung: 04/12/2026" in shown.text
    assert office.parts.citizen.told[-1].status == 2  # nothing sent before the confirmation
    done = await browser.confirm()
    assert "Đã gửi yêu cầu bổ sung." in done.text and "Gửi lại ảnh rõ." in done.text
    told = office.parts.citizen.told[-1]
    assert (told.status, told.items, told.deadline) == (5, ("fee_proof", "phone"), date(2026, 12, 4))

    await office.parts.desk.submit(supplement_of(criminal_record(), "k-d1b", ("fee_proof", "phone")))
    page = await browser.get("/staff/dossiers/d1")
    assert "Công dân đã bổ sung." in page.text and page.text.count('class="fresh"') == 1

    assert "Hồ sơ đang được xử lý." in (await browser.move("d1", "process")).text
    assert "Đã hoàn thành xử lý." in (await browser.move("d1", "finish")).text
    page = await browser.get("/staff/dossiers/d1/moves/hand_over")
    upload = {"result": ("ket-qua.pdf", PDF, "application/pdf")}
    done = await browser.post("/staff/dossiers/d1/moves/hand_over", browser.hidden() | {"sure": "yes"}, files=upload)
    assert "Đã trả kết quả cho công dân." in done.text
    told = office.parts.citizen.told[-1]
    assert told.status == 10 and await office.parts.vault.get("d1", told.result) == PDF
    assert (await browser.http.get("/staff/dossiers/d1/result.pdf")).content == PDF
    assert "Nhật ký nguyên vẹn" in (await browser.get("/staff/audit?verify=1")).text


async def test_a_double_click_makes_one_move_and_a_polite_page(office: Office) -> None:
    await _file(office)
    browser = await office.officer()
    await browser.get("/staff/dossiers/d1/moves/accept")
    form, path = browser.hidden(), "/staff/dossiers/d1/moves/accept"
    sent = [browser.http.post(path, data=form, headers={"Origin": URL}) for _ in range(2)]
    codes = sorted(answer.status_code for answer in await asyncio.gather(*sent))
    assert codes == [303, 409]
    again = await browser.http.post(path, data=form, headers={"Origin": URL})
    assert again.status_code == 409 and "Hồ sơ vừa thay đổi" in again.text
    assert [told.status for told in office.parts.citizen.told] == [2]


async def test_two_officers_at_once(office: Office) -> None:
    await _file(office)
    an, binh = await office.officer("an"), await office.officer("binh")
    await an.get("/staff/dossiers/d1/moves/accept")
    await binh.get("/staff/dossiers/d1/moves/refuse")
    first = await an.confirm()
    assert "Đã tiếp nhận" in first.text
    second = await binh.post(
        "/staff/dossiers/d1/moves/refuse", {"version": "1", "reason": "Trùng.", "confirmed": "yes"}
    )
    assert second.status_code == 409 and "Mở lại hồ sơ" in second.text
    assert len(office.parts.citizen.told) == 1


async def test_incomplete_forms_come_back_with_what_is_missing(office: Office) -> None:
    await _file(office)
    browser = await office.officer()
    await browser.get("/staff/dossiers/d1/moves/refuse")
    page = await browser.post("/staff/dossiers/d1/moves/refuse", {"version": "1"})
    assert page.status_code == 422 and "Hãy chọn hoặc ghi lý do" in page.text
    page = await browser.post("/staff/dossiers/d1/moves/ask_supplement", {"version": "1", "reason": "a <b>"})
    assert "ít nhất một mục" in page.text and "a &lt;b&gt;" in page.text
    ask = {"version": "1", "reason": "a", "item": "phone", "deadline": "2026-11-20"}
    page = await browser.post("/staff/dossiers/d1/moves/ask_supplement", ask)
    assert "sau ngày hôm nay" in page.text
    page = await browser.post("/staff/dossiers/d1/moves/ask_supplement", ask | {"item": "made.up", "deadline": "x"})
    assert page.status_code == 422
    page = await browser.post("/staff/dossiers/d1/moves/stop", {"version": "1", "reason": "a"})
    assert page.status_code == 404
    assert office.parts.citizen.told == []


async def test_a_result_must_be_a_pdf_and_be_confirmed(office: Office) -> None:
    await _file(office)
    browser = await office.officer()
    for step in ("accept", "process", "finish"):
        await browser.move("d1", step)
    await browser.get("/staff/dossiers/d1/moves/hand_over")
    form, path = browser.hidden(), "/staff/dossiers/d1/moves/hand_over"
    for content in (b"", b"hello", b"%PDF-1.7 cut off"):
        page = await browser.post(path, form | {"sure": "yes"}, files={"result": ("a.pdf", content)})
        assert page.status_code == 422 and "tệp PDF hợp lệ" in page.text
    page = await browser.post(path, form, files={"result": ("a.pdf", PDF)})
    assert page.status_code == 422 and "kiểm tra đúng hồ sơ" in page.text
    page = await browser.post(path, form | {"sure": "yes"}, files={"result": ("a.pdf", b"%PDF-" + b"0" * 13_000_000)})
    assert page.status_code == 413
    assert office.parts.citizen.told[-1].status == 9


async def test_a_withdrawal_is_shown_and_agreed(office: Office) -> None:
    await _file(office)
    browser = await office.officer()
    assert (await browser.get("/staff/dossiers/d1/moves/withdraw")).status_code == 404
    await office.parts.desk.intake.withdraw("d1")
    assert "Xin rút" in (await browser.get("/staff")).text
    assert "Đã đồng ý cho rút hồ sơ." in (await browser.move("d1", "withdraw")).text


async def test_a_preview_made_at_arrival_is_shown_and_the_original_is_only_saved(office: Office) -> None:
    entry = photo_entry() | {"preview": await office.parts.vault.put("d1", b"\xff\xd8 small picture")}
    paper = PaperSent("fee_proof", "Giấy tờ", (entry,))
    await _file(office, "d1")
    await office.parts.desk.submit(criminal_record("d2", "k2", papers=(paper,)))
    office.parts.vault.kept["d2", entry["preview"]] = b"\xff\xd8 small picture"
    office.parts.vault.kept["d2", entry["id"]] = photo_bytes()
    browser = await office.officer()
    assert (await browser.http.get(f"/staff/dossiers/d2/files/{entry['id']}")).content == b"\xff\xd8 small picture"
    original = await browser.http.get(f"/staff/dossiers/d2/files/{entry['id']}/original")
    assert original.content == photo_bytes()
    assert original.headers["content-type"] == "application/octet-stream"
    assert original.headers["content-disposition"].startswith('attachment; filename="anh-')
    assert (await browser.http.get(f"/staff/dossiers/d2/files/{entry['preview']}")).status_code == 404


async def test_search_tabs_and_pages(office: Office) -> None:
    for number in range(52):
        await office.parts.desk.submit(criminal_record(f"d{number}", f"k{number}", who=number))
    browser = await office.officer()
    page = await browser.get("/staff")
    assert page.text.count('<td class="code">') == 50 and "Trang sau" in page.text
    page = await browser.get("/staff?page=1")
    assert page.text.count('<td class="code">') == 2 and "Trang trước" in page.text
    page = await browser.get("/staff?tab=all&q=hong+nhung")
    assert "Lê Thị Hồng Nhung" in page.text and "Trần Bảo Lộc" not in page.text
    assert "Không tìm thấy hồ sơ nào" in (await browser.get("/staff?tab=all&q=%3Cscript%3E")).text
    assert (await browser.get("/staff?tab=nope&page=x")).status_code == 200


async def test_tasks_calendar_and_people(office: Office) -> None:
    await _file(office)
    boss = await office.officer("chi", role=Role.ADMINISTRATOR)
    office.tasks.open = [
        {"id": 7, "reason": "person_wanted", "dossier": "d1", "chat": "c", "detail": "", "at": office.parts.clock.now()}
    ]
    assert "Công dân muốn gặp cán bộ" in (await boss.get("/staff/tasks")).text
    await boss.post("/staff/tasks/7/close", {})
    assert office.tasks.closed == [(7, "chi")]
    await boss.move("d1", "accept")
    await boss.get("/staff/calendar")
    page = await boss.post("/staff/calendar", {"day": "2026-11-25", "kind": "off", "why": "Bão số 9"})
    assert "1 ngày hẹn trả được tính lại" in page.text and "Bão số 9" in page.text
    assert office.parts.citizen.told[-1].due == date(2026, 12, 1)
    for never in ("hôm nay", "9999-12-31", "0001-01-01", "2025-11-19", "2029-11-22"):
        assert (await boss.post("/staff/calendar", {"day": never, "why": "x"})).status_code == 422
    page = await boss.post("/staff/people", {"name": "Minh.An", "role": "officer"})
    once = page.text.split('class="secret">')[1].split("<")[0]
    minh: Browser = office.browser()
    await minh.enter("minh.an", once)
    assert (await boss.post("/staff/people", {"name": "minh.an", "role": "officer"})).status_code == 422
    await boss.post("/staff/people/minh.an/close", {})
    assert (await minh.get("/staff")).url.path == "/staff/login"
    assert (await boss.post("/staff/people/chi/close", {})).status_code == 404
    assert PASSWORD not in page.text


async def test_what_the_citizen_was_told_stands_on_the_dossiers_page(office: Office) -> None:
    told = (("fee_proof", "Giấy tờ giảm, miễn phí: ảnh mờ, vẫn dùng."),)
    await office.parts.desk.submit(criminal_record("d1", "k-d1", known=told))
    await office.parts.desk.submit(criminal_record("d2", "k-d2"))
    browser = await office.officer()
    page = (await browser.get("/staff/dossiers/d1")).text
    assert "Công dân đã biết" in page and told[0][1] in page
    assert "Công dân đã biết" not in (await browser.get("/staff/dossiers/d2")).text


async def test_a_fee_is_asked_for_and_taken_in_cash(office: Office) -> None:
    await _file(office)
    browser = await office.officer()
    await browser.move("d1", "accept")
    page = await browser.move("d1", "process")
    assert "100.000 đ" in page.text and "chưa yêu cầu nộp" in page.text
    shown = await browser.get("/staff/dossiers/d1/moves/ask_payment")
    assert "Phí: 100.000 đ" in shown.text
    done = await browser.confirm()
    assert "Đã yêu cầu nộp phí." in done.text and office.parts.citizen.told[-1].amount == 100_000

    shown = await browser.get("/staff/dossiers/d1/cash")
    form = browser.hidden()
    unsure = await browser.post("/staff/dossiers/d1/cash", form)
    assert unsure.status_code == 422 and "đã đếm đủ" in unsure.text
    done = await browser.post("/staff/dossiers/d1/cash", form | {"sure": "yes"})
    assert "Đã ghi nhận tiền mặt" in done.text
    assert "Đã thanh toán" in done.text and "tiền mặt tại quầy" in done.text and "BN-261120-0001" in done.text
    assert "Thu tiền mặt" not in done.text and "moves/ask_payment" not in done.text
    again = await browser.post("/staff/dossiers/d1/cash", form | {"sure": "yes"})
    assert again.status_code == 409
    assert (await browser.get("/staff/dossiers/d1/cash")).status_code == 404
    assert "Nhật ký nguyên vẹn" in (await _boss(office)).text


async def test_handing_over_what_is_not_paid_for_says_why_not(office: Office) -> None:
    await _file(office)
    browser = await office.officer()
    async with office.parts.store.begin() as tx:
        await tx.add_payment(PaymentRow("p-1", "d1", "chat-d1", 100_000, office.parts.clock.now()))
    page = await browser.get("/staff/dossiers/d1/moves/accept")
    assert page.url.path == "/staff/dossiers/d1" and "Phí chưa nộp xong" in page.text
    assert "Chờ thanh toán" in page.text and "moves/ask_payment" not in page.text
    assert office.parts.citizen.told == []


async def test_a_fee_is_given_back_with_a_tick_and_a_button(office: Office) -> None:
    await _file(office)
    browser = await office.officer()
    paid = PaymentRow("p-1", "d1", "chat-d1", 100_000, office.parts.clock.now(), Held.REFUND, received=100_000)
    async with office.parts.store.begin() as tx:
        await tx.add_payment(paid)
    page = await browser.get("/staff/dossiers/d1")
    assert "Đã hoàn, báo công dân" in page.text and "Phải hoàn phí" in page.text
    page = await browser.post("/staff/dossiers/d1/given-back", {"ref": "p-1"})
    assert "Phải hoàn phí" in page.text, "without the tick nothing happens"
    page = await browser.post("/staff/dossiers/d1/given-back", {"ref": "p-1", "sure": "yes"})
    assert "Đã ghi nhận việc hoàn phí" in page.text and "Đã hoàn, báo công dân" not in page.text
    assert "Đã hoàn phí" in (await _boss(office)).text
    page = await browser.post("/staff/dossiers/d1/given-back", {"ref": "p-1", "sure": "yes"})
    assert page.status_code == 404


async def _boss(office: Office) -> httpx.Response:
    boss = await office.officer("boss", Role.ADMINISTRATOR)
    return await boss.get("/staff/audit?verify=1")
