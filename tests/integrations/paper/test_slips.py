"""The printed slips: one letterhead, every line of each in order, a code that a phone reads, a page for the archive."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from bot.desk import Dossier, Happening
from bot.desk_apologies import APOLOGISED, apology_note
from bot.desk_package import Owner
from bot.desk_reports import ReportRow
from bot.desk_slips import NAMES, Slip, slip_values
from bot.desk_store import AuditRow, DossierRow
from bot.ports import Package
from dialogs.procedure import Office
from tests.fakes.desk import plain_weekdays
from tests.fakes.packages import criminal_record
from tests.integrations.paper.sheets import CODE, PRINTER, fonts_of, in_order, pages_of, words_of
from tests.integrations.paper.test_sheet import MOST_BYTES, WHOLE

OFFICE = Office(
    "Trung tâm Phục vụ hành chính công phường Ba Đình",
    "024 3000 0000",
    "7:30–11:30, 13:30–17:00, thứ Hai đến thứ Sáu",
    "Số 2 phố Đội Cấn, Phường Ba Đình, Thành phố Hà Nội",
)
FILED, ACCEPTED = datetime(2026, 11, 20, 2, tzinfo=UTC), datetime(2026, 11, 20, 3, 15, tzinfo=UTC)
REASON = "Ảnh bị mờ hoặc lóa, không đọc được chữ."

WHOSE = (
    "NGUYỄN THỊ NGỌC ÁNH",
    "Địa chỉ: Số 8 phố Đội Cấn, Phường Ba Đình, Thành phố Hà Nội",
    "Số điện thoại: 0900000018 Email: anh@example.vn",
)
SAYS = {
    Slip.RECEIPT: (
        "Tiếp nhận hồ sơ của:",
        *WHOSE,
        "Nội dung yêu cầu giải quyết: Cấp Phiếu lý lịch tư pháp (mã thủ tục 3.000333)",
        "Thành phần hồ sơ nộp gồm:",
        "TT Tên giấy tờ Số lượng",
        "1 Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp 01 bản điện tử",
        "2 Giấy tờ chứng minh giảm phí 01 trang ảnh",
        "Số lượng hồ sơ: 01 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định là: 05 ngày làm việc",
        "Thời gian nhận hồ sơ: 10 giờ 15 phút, ngày 20 tháng 11 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: trước 17 giờ 00 phút, ngày 30 tháng 11 năm 2026",
        "Phí, lệ phí: 100.000 đồng",
        "Đăng ký nhận kết quả: bản điện tử trong cuộc trò chuyện đã nộp hồ sơ; bản giấy nhận tại Trung tâm",
        "Vào Sổ theo dõi hồ sơ, số thứ tự: 0001",
        "NGƯỜI NỘP HỒ SƠ (Nộp trực tuyến lúc 09:00 20/11/2026) NGUYỄN THỊ NGỌC ÁNH",
    ),
    Slip.SUPPLEMENT: (
        "Hồ sơ của:",
        *WHOSE,
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        "1. Giấy tờ chứng minh giảm phí 2. Điện thoại",
        f"Lý do: {REASON}",
        "Thời hạn bổ sung: đến hết ngày 04 tháng 12 năm 2026.",
        "Mỗi hồ sơ chỉ yêu cầu bổ sung một lần",
        "liên hệ với Trung tâm Phục vụ hành chính công phường Ba Đình (024 3000 0000;",
        "NGƯỜI NỘP HỒ SƠ",
    ),
    Slip.REFUSAL: (
        "Tiếp nhận hồ sơ của:",
        *WHOSE,
        "không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
        REASON,
        "Căn cứ: Luật 107/2025/QH15; Nghị định 216/2026/NĐ-CP; Nghị định 118/2025/NĐ-CP.",
        "Xin thông báo để Ông/Bà được biết và thực hiện./.",
        "NGƯỜI NỘP HỒ SƠ",
    ),
    Slip.APOLOGY: (
        "Kính gửi: Ông/Bà",
        *WHOSE,
        "Ngày 20 tháng 11 năm 2026, Trung tâm Phục vụ hành chính công phường Ba Đình tiếp nhận giải quyết hồ sơ",
        f"mã số {CODE}.",
        "Thời gian hẹn trả kết quả: ngày 30 tháng 11 năm 2026.",
        f"Lý do: {REASON}",
        "xin lỗi Ông/Bà và sẽ trả kết quả vào ngày 09 tháng 12 năm 2026.",
        "Mong nhận được sự thông cảm của Ông/Bà",
        "Nơi nhận:",
    ),
}
SIGNS = {
    Slip.RECEIPT: "NGƯỜI TIẾP NHẬN HỒ SƠ",
    Slip.SUPPLEMENT: "NGƯỜI HƯỚNG DẪN",
    Slip.REFUSAL: "NGƯỜI TIẾP NHẬN HỒ SƠ",
    Slip.APOLOGY: "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
}
slips = pytest.mark.parametrize("slip", list(Slip))


def _row(**changes: Any) -> DossierRow:
    known: dict[str, Any] = {
        "id": "d1", "key": "k1", "round": 0, "chat": "c", "procedure": "3.000333", "title": "Cấp Phiếu lý lịch tư pháp",
        "registration": "DK-261120-0001", "status": 2, "version": 2, "submitted_at": FILED, "changed_at": ACCEPTED,
        "owner": b"", "code": CODE, "accepted_at": ACCEPTED, "due": date(2026, 11, 30),
    }  # fmt: skip
    return DossierRow(**(known | changes))


def _apologised(reason: str) -> Happening:
    at, until = datetime(2026, 12, 3, 3, tzinfo=UTC), date(2026, 12, 9)
    line = AuditRow(9, at, "an", APOLOGISED, "d1", apology_note(date(2026, 11, 30), until, 3), "", "")
    return Happening(line, ReportRow("d1", "c", 3, 4, at, CODE, reason, due=until), True)


def values(slip: Slip, reason: str = REASON, package: Package | None = None, times: int = 1) -> dict[str, Any]:
    """A slip of this dossier, as the desk would have it."""
    package = package or criminal_record()
    owner = Owner(package.owner_name, package.owner_id)
    asked = {"asked_at": datetime(2026, 11, 21, 3, tzinfo=UTC), "deadline": date(2026, 12, 4), "supplements": times}
    state: dict[Slip, dict[str, Any]] = {
        Slip.RECEIPT: {},
        Slip.SUPPLEMENT: {"status": 5, "items": ("fee_proof", "phone"), **asked},
        Slip.REFUSAL: {"status": 3},
        Slip.APOLOGY: {"status": 4},
    }
    found = Dossier(_row(**state[slip]), owner, package, (), reason)
    if slip is Slip.APOLOGY:
        found = replace(found, history=(_apologised(reason),))
    return dict(slip_values(slip, found, OFFICE, plain_weekdays))


@slips
async def test_letterhead_title_and_body_in_order(slip: Slip) -> None:
    words = words_of(await PRINTER.print(slip, values(slip)))
    head = (
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG BA ĐÌNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        f"Số: {CODE}/",
        "Hà Nội, ngày",
        NAMES[slip].upper(),
        f"Mã hồ sơ: {CODE}",
    )
    assert in_order(words, (*head, *SAYS[slip])) == []
    assert SIGNS[slip] in words and "Ký, ghi rõ họ tên" in words


@slips
async def test_a_slip_is_one_page_for_the_archive_with_a_code_that_a_phone_reads(slip: Slip) -> None:
    pdf = await PRINTER.print(slip, values(slip))
    fonts = fonts_of(pdf)
    assert fonts and all(fonts.values()) and WHOLE.issuperset(fonts)
    assert len(pages_of(pdf)) == 1 and len(pdf) < MOST_BYTES
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "vi" and str(document.docinfo["/Title"]) == NAMES[slip]
        assert b"<pdfaid:conformance>A<" in bytes(document.Root.Metadata.read_bytes())
        assert [round(float(side)) for side in document.pages[0].MediaBox] == [0, 0, 595, 842]
    with Image.open(io.BytesIO(await PRINTER.picture(slip, values(slip)))) as page:
        assert [code.text for code in zxingcpp.read_barcodes(page.convert("L"))] == [CODE]


@slips
async def test_the_longest_reason_and_names_keep_every_word(slip: Slip) -> None:
    name = "Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thị Quỳnh Như Ỷ Lan Thiên Hương Vĩnh Thụy Bảo Đại Khánh Ngọc Ẵm Ợ"
    reason = ("Cần xác minh thêm tại nơi cư trú trước đây. " * 24)[:1000].strip()
    words = words_of(await PRINTER.print(slip, values(slip, reason, criminal_record(owner_name=name))))
    assert name.upper() in words
    assert slip is Slip.RECEIPT or reason in words


async def test_a_second_supplement_does_not_claim_to_be_the_only_one() -> None:
    words = words_of(await PRINTER.print(Slip.SUPPLEMENT, values(Slip.SUPPLEMENT, times=2)))
    assert "(Lần 2)" in words and "chỉ yêu cầu bổ sung một lần" not in words and f"Số: {CODE}/HDHS-2" in words


async def test_an_office_without_place_and_phone_leaves_dots_and_no_brackets() -> None:
    bare = values(Slip.RECEIPT) | {"place": "", "contact": {"phone": "", "hours": "", "address": ""}}
    words = words_of(await PRINTER.print(Slip.RECEIPT, bare))
    assert "…, ngày 20 tháng 11 năm 2026" in words and "()" not in words


async def test_what_an_officer_wrote_is_never_a_command() -> None:
    nasty = '#read("/etc/passwd") *đậm* $x^2$ #panic()'
    for slip in (Slip.SUPPLEMENT, Slip.REFUSAL, Slip.APOLOGY):
        assert nasty in words_of(await PRINTER.print(slip, values(slip, nasty)))
