"""The printed declarations against the field lists of the official forms (facts 1.5, 1.6, 2.1), field by field."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from bot.packing import pack
from bot.ports import Package
from tests.fakes.packages import criminal_record, residence
from tests.integrations.paper.sheets import declared, in_order, pages_of, words_of
from tests.people import BINH, HOA, MAI, NAM
from tests.play import Play, house, phrasebook

RECORD = (
    "Mẫu số 01/2025/LLTP",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "TỜ KHAI YÊU CẦU CẤP PHIẾU LÝ LỊCH TƯ PHÁP",
    "Kính gửi: CÔNG AN THÀNH PHỐ HỒ CHÍ MINH",
    "1. Tên tôi là: NGUYỄN THỊ HOA",
    "2. Tên gọi khác (nếu có): Nguyễn Thị Lan",
    "3. Giới tính: Nữ",
    "4. Ngày, tháng, năm sinh: 05/03/1990",
    "5. Nơi sinh: Xã Quang Phục, huyện Tứ Kỳ, tỉnh Hải Dương (nay: Xã Tứ Kỳ, Thành phố Hải Phòng)",
    "6. Quốc tịch: Việt Nam",
    "7. Dân tộc: Kinh",
    "8. Nơi thường trú: Không có",
    "9. Nơi tạm trú: 20 đường Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh",
    "10. Giấy tờ tùy thân: Thẻ căn cước",
    "Số: 030190000018",
    "Cấp ngày: 15/08/2025",
    "Nơi cấp: Bộ Công an",
    "11. Họ tên cha: Nguyễn Văn Bình Ngày, tháng, năm sinh: 1960",
    "12. Họ tên mẹ: Trần Thị Cúc Ngày, tháng, năm sinh: 1962",
    "13. Họ tên vợ/chồng: Lê Văn Dũng Ngày, tháng, năm sinh: 1988",
    "14. Số điện thoại: 0900 000 012",
    "Email: hoa@example.vn",
    "QUÁ TRÌNH CƯ TRÚ, NGHỀ NGHIỆP CỦA BẢN THÂN",
    "(Tính từ khi đủ 14 tuổi)",
    "Từ tháng, năm đến tháng, năm Nơi thường trú/ tạm trú Nghề nghiệp, nơi làm việc",
    "03/2004 – 06/2008 Xã Quang Phục, huyện Tứ Kỳ, tỉnh Hải Dương (nay: Xã Tứ Kỳ, Thành phố Hải Phòng) (Thường trú)",
    "Học sinh Trường THPT Tứ Kỳ",
    "07/2008 – nay Số 5 ngõ 12, Phường Ba Đình, Thành phố Hà Nội (Thường trú)",
    "Kế toán",
    "Phần khai về án tích, nội dung bị cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp, hợp tác xã (nếu có): "
    "Năm 2015, TAND huyện Tứ Kỳ, đã chấp hành xong",
    "Yêu cầu cấp Phiếu lý lịch tư pháp: Số 1 x Số 2",
    "Yêu cầu xác nhận về nội dung cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp, hợp tác xã",
    "Có Không x",
    "Mục đích yêu cầu cấp Phiếu lý lịch tư pháp: Bổ sung hồ sơ dự thầu",
    "Số lượng Phiếu lý lịch tư pháp yêu cầu cấp: 4 Phiếu",
    "Đối tượng nộp phí: Học sinh, sinh viên",
    "Hình thức nhận bản giấy: Gửi bưu điện: 20 đường Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh",
    "Ủy quyền, khai thay: LÊ VĂN BÌNH, số định danh 001085000052, quan hệ với người được cấp phiếu: "
    "Người được ủy quyền",
    "Giấy tờ đính kèm: Ảnh giấy tờ tuỳ thân (2 trang); Giấy uỷ quyền (1 trang); Giấy tờ giảm, miễn phí (1 trang)",
    "Tôi xin cam đoan những lời khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật về lời khai của mình.",
    "Ngày 20 tháng 11 năm 2026",
    "NGƯỜI KHAI THAY",
    "(Ký, ghi rõ họ tên; chữ ký được chứng thực)",
    "LÊ VĂN BÌNH",
    "Mã: H99.01-261120-0001",
)
"""Form 01/2025/LLTP as somebody fills it in for a stranger, by post: every field of facts 1.5 has an answer."""

CT01 = (
    "Mẫu CT01",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ",
    "Kính gửi: CÔNG AN PHƯỜNG SÀI GÒN",
    "1. Họ, chữ đệm và tên khai sinh: LÊ THỊ MAI",
    "2. Ngày, tháng, năm sinh: 12/07/2010",
    "3. Giới tính: Nữ",
    "4. Số định danh cá nhân: 0 0 1 3 1 0 0 0 0 0 2 7",
    "5. Số điện thoại liên hệ: 0900 000 034",
    "6. Email: mai@example.vn",
    "7. Họ, chữ đệm và tên chủ hộ: PHẠM VĂN MINH",
    "8. Mối quan hệ với chủ hộ: Cháu",
    "9. Số định danh cá nhân của chủ hộ: 0 7 9 0 7 0 0 0 0 0 4 1",
    "10. Nội dung đề nghị: Đăng ký tạm trú tại 20 đường Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh "
    "đến hết ngày 30/10/2027",
    "11. Những thành viên trong hộ gia đình cùng thay đổi:",
    "TT Họ, chữ đệm và tên Ngày, tháng, năm sinh Giới tính Số định danh cá nhân Mối quan hệ với chủ hộ",
    "1 LÊ MINH ANH 05/03/2015 Nữ 001315000018 Anh, chị, em",
    "Ý KIẾN CỦA CHỦ HỘ Ý KIẾN CỦA CHỦ SỞ HỮU CHỖ Ở HỢP PHÁP Ý KIẾN CỦA CHA, MẸ HOẶC NGƯỜI GIÁM HỘ NGƯỜI KÊ KHAI",
    "(Sẽ xác nhận trên VNeID) (Có giấy đồng ý riêng) (Ký, ghi rõ họ tên) (Ký, ghi rõ họ tên)",
    "PHẠM VĂN MINH Số định danh: 079070000041 PHẠM VĂN MINH Số định danh: 079070000041",
    "LÊ VĂN HÙNG Số định danh: 001080000046 LÊ THỊ MAI",
)
"""Form CT01 as a minor fills it in at an uncle's home, with a sister: every field of facts 2.1 has an answer."""

PERSONAL = (
    "1. Tên tôi là", "2. Tên gọi khác (nếu có)", "3. Giới tính", "4. Ngày, tháng, năm sinh", "5. Nơi sinh",
    "6. Quốc tịch", "7. Dân tộc", "8. Nơi thường trú", "9. Nơi tạm trú", "10. Giấy tờ tùy thân", "Số", "Cấp ngày",
    "Nơi cấp", "11. Họ tên cha", "12. Họ tên mẹ", "13. Họ tên vợ/chồng", "14. Số điện thoại", "Email",
    "(nếu có)", "Mục đích yêu cầu cấp Phiếu lý lịch tư pháp", "Số lượng Phiếu lý lịch tư pháp yêu cầu cấp",
    "Đối tượng nộp phí", "Hình thức nhận bản giấy",
)  # fmt: skip
HOME = (
    "1. Họ, chữ đệm và tên khai sinh", "2. Ngày, tháng, năm sinh", "3. Giới tính", "5. Số điện thoại liên hệ",
    "6. Email", "7. Họ, chữ đệm và tên chủ hộ", "8. Mối quan hệ với chủ hộ", "10. Nội dung đề nghị",
)  # fmt: skip


@lru_cache
def filled(procedure: str, who: int, language: str = "") -> Package:
    """What the chat packs when this person has answered everything, and goes on in this language."""
    people = ({**BINH, "other_name": "Nguyễn Thị Lan", "email": "hoa@example.vn"}, HOA, MAI, NAM)
    play = Play()
    play.opens(procedure)
    play.fills(people[who])
    if language:
        play.says(language)
    conversation = play.conversation
    return pack(house(), phrasebook(), conversation, conversation.dossiers[-1], "chat", "telegram", play.now)


async def test_every_field_of_the_criminal_record_form_in_order() -> None:
    pdf = await declared(filled("3.000333", 0))
    assert in_order(words_of(pdf), RECORD) == []
    assert len(pages_of(pdf)) == 1


async def test_every_field_of_ct01_in_order() -> None:
    package = filled("1.004194", 2)
    lines = tuple((a, b, c, "mai@example.vn" if b == "email" else d) for a, b, c, d in package.lines)
    pdf = await declared(replace(package, lines=lines))
    assert in_order(words_of(pdf), CT01) == []
    assert len(pages_of(pdf)) == 1


@pytest.mark.parametrize(
    ("package", "labels"),
    [
        (criminal_record(form={"form": "lltp"}, lines=(), papers=()), PERSONAL),
        (residence(form={"form": "ct01"}, lines=()), HOME),
    ],
)
async def test_every_empty_field_is_dotted(package: Package, labels: tuple[str, ...]) -> None:
    assert in_order(words_of(await declared(package)), tuple(f"{label}: ...." for label in labels)) == []


async def test_what_there_is_not_is_said_and_not_left_open() -> None:
    text = words_of(await declared(filled("3.000333", 1)))
    for words in (
        "9. Nơi tạm trú: Không có",
        "13. Họ tên vợ/chồng: Không có",
        "Số lượng Phiếu lý lịch tư pháp yêu cầu cấp: bản điện tử",
        "Đối tượng nộp phí: Không thuộc diện miễn, giảm phí",
        "Ủy quyền, khai thay: Không",
        "Giấy tờ đính kèm: Không",
        "NGƯỜI KHAI (Đã xác nhận khi nộp trực tuyến) NGUYỄN THỊ HOA",
    ):
        assert words in text, words


async def test_an_unknown_father_is_said() -> None:
    package = criminal_record()
    known = tuple(line for line in package.lines if not line[1].startswith("father"))
    lines = (*known, ("Gia đình", "father", "Cha", "Không có, không rõ"))
    form = {key: value for key, value in package.form.items() if not key.startswith(("nycHoTenCha", "cha"))}
    assert "11. Họ tên cha: Không có, không rõ" in words_of(await declared(replace(package, lines=lines, form=form)))


async def test_number_2_leaves_the_question_of_number_1_open() -> None:
    form = {**criminal_record().form, "loaiPhieu": "2", "yeuCauCDNCV": 1}
    text = words_of(await declared(criminal_record(form=form)))
    assert "Số 1 Số 2 x" in text and "số 1): Có Không Mục đích" in text
    form = {**criminal_record().form, "yeuCauCDNCV": 1}
    assert "số 1): Có x Không" in words_of(await declared(criminal_record(form=form)))


async def test_whoever_speaks_english_gets_the_same_vietnamese_form() -> None:
    for procedure, who in (("3.000333", 1), ("1.004194", 3)):
        assert await declared(filled(procedure, who, "English")) == await declared(filled(procedure, who))
    assert filled("3.000333", 1, "English").language == "en"


async def test_an_owner_who_signs_gets_room_and_nobody_else_stands_there() -> None:
    text = words_of(await declared(filled("1.004194", 3)))
    assert "(Ký, ghi rõ họ tên) (Đã xác nhận khi nộp trực tuyến) PHẠM VĂN MINH" in text
    assert "11. Những thành viên trong hộ gia đình cùng thay đổi: Không có" in text
    assert "8. Mối quan hệ với chủ hộ: Chủ hộ" in text and text.count("Số định danh:") == 1


async def test_before_filing_the_form_says_so_on_every_page() -> None:
    row = {"tuThangNam": "01/1990", "denThangNam": "12/1990", "diaChiCuTru": "Xã Ea Súp", "ngheNghiep": "Nông dân"}
    long = criminal_record(form={**criminal_record().form, "quaTrinhCTNNNLV": [row] * 40})
    for package in (long, residence(), residence(form={"form": "own"})):
        preview, filed = pages_of(await declared(package, "")), pages_of(await declared(package))
        assert all("BẢN XEM TRƯỚC" in page and "Bản xem trước, chưa nộp" in page for page in preview)
        assert not any("xem trước" in page.lower() for page in filed)
        assert "(Xác nhận khi nộp hồ sơ)" in preview[-1] and "Đã xác nhận" not in preview[-1]
