"""Packages of synthetic people as a citizen's chat would file them: a criminal record certificate and a residence."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from bot.ports import Package, PaperSent

NAMES = (
    ("Nguyễn Thị Ngọc Ánh", "001190000018"),
    ("Đỗ Hữu Thắng", "031085000042"),
    ("Trần Bảo Lộc", "048200000077"),
    ("Lê Thị Hồng Nhung", "079192000005"),
    ("Phạm Quốc Việt", "092088000063"),
)
"""Nobody's: the last six digits lie in 000000-000099."""

_PLACE = {
    "maTinhThanh": "01",
    "tenTinhThanh": "Thành phố Hà Nội",
    "maPhuongXa": "00004",
    "tenPhuongXa": "Phường Ba Đình",
}


def criminal_record(dossier: str = "d1", key: str = "k1", who: int = 0, **changes: Any) -> Package:
    """A first filing of 3.000333, complete (facts 1.5); ``changes`` replace fields of the package."""
    name, number = NAMES[who % len(NAMES)]
    package = Package(
        key=key,
        dossier=dossier,
        chat=f"chat-{dossier}",
        procedure="3.000333",
        title="Cấp Phiếu lý lịch tư pháp",
        revision="2026-07-01",
        round=0,
        owner_name=name,
        owner_id=number,
        language="vi",
        channel="webchat",
        form=_record_form(name, number),
        lines=_record_lines(name, number),
        papers=(PaperSent("fee_proof", "Giấy tờ chứng minh giảm phí", (photo_entry(),)),),
        fee=100_000,
        consented_at=datetime(2026, 11, 20, 1, 58, tzinfo=UTC),
    )
    return replace(package, **changes)


def residence(dossier: str = "d2", key: str = "k2", who: int = 1, **changes: Any) -> Package:
    """A first filing of 1.004194 with form CT01 (facts 2.1)."""
    name, number = NAMES[who % len(NAMES)]
    package = Package(
        key=key,
        dossier=dossier,
        chat=f"chat-{dossier}",
        procedure="1.004194",
        title="Đăng ký tạm trú",
        revision="2026-07-01",
        round=0,
        owner_name=name,
        owner_id=number,
        language="vi",
        channel="telegram",
        form=_ct01_form(name, number),
        lines=(
            ("Người kê khai", "full_name", "Họ, chữ đệm và tên", name),
            ("Người kê khai", "birth_date", "Ngày sinh", "12/04/1985"),
            ("Người kê khai", "sex", "Giới tính", "Nam"),
            ("Người kê khai", "citizen_id", "Số định danh cá nhân", number),
            ("Nơi tạm trú", "place", "Địa chỉ", "Số 5 ngõ 12 Đội Cấn, Phường Ba Đình, Thành phố Hà Nội"),
            ("Nơi tạm trú", "until", "Đến ngày", "31/12/2027"),
            ("Nơi tạm trú", "owner_consent", "Chủ nhà đồng ý", "Đồng ý qua VNeID"),
            ("Hộ gia đình", "members.0.name", "Người 1 · Họ tên", "Đỗ Minh Khuê"),
            ("Hộ gia đình", "members.0.sex", "Người 1 · Giới tính", "Nữ"),
            ("Hộ gia đình", "members.0.relation", "Người 1 · Quan hệ với chủ hộ", "Con"),
        ),
        papers=(PaperSent("dwelling_proof", "Giấy tờ chỗ ở hợp pháp", (photo_entry("thuê nhà"),)),),
        fee=7_000,
        consented_at=datetime(2026, 11, 20, 1, 58, tzinfo=UTC),
    )
    return replace(package, **changes)


def supplement_of(first: Package, key: str, items: tuple[str, ...], round: int = 1) -> Package:
    """The same dossier with what was asked for, supplied again."""
    return replace(first, key=key, round=round, items=items)


def photo_bytes(words: str = "thẻ sinh viên") -> bytes:
    """A small JPEG of a paper, different for different words."""
    picture = Image.new("RGB", (640, 400), "#f4efe2")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((12, 12, 627, 387), outline="#8a6d3b", width=3)
    for line in range(7):
        width = 200 + hashlib.sha256(f"{words}{line}".encode()).digest()[0]
        draw.rectangle((40, 60 + line * 42, 40 + width, 76 + line * 42), fill="#6b7280")
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def photo_entry(words: str = "thẻ sinh viên") -> dict[str, Any]:
    """How a package mentions that photo; its id is the hash of ``photo_bytes(words)``."""
    content = photo_bytes(words)
    return {
        "id": hashlib.sha256(content).hexdigest(),
        "mime": "image/jpeg",
        "width": 640,
        "height": 400,
        "pages": 1,
        "size": len(content),
    }


def _record_form(name: str, number: str) -> dict[str, Any]:
    """As ``dialogs.procedures.criminal_record.wire`` makes it: codes, and what is absent left out."""
    return {
        "form": "lltp",
        "nycHoTen": name.upper(),
        "nycGioiTinh": 2,
        "nycNgaySinh": "05/03/1990",
        "nycNoiSinh": _PLACE,
        "nycQuocTich": "VN",
        "nycDanToc": "01",
        "nycThuongTru": _PLACE | {"chiTiet": "Số 8 phố Đội Cấn"},
        "nycLoaiGiayTo": "cccd",
        "nycSoGiayTo": number,
        "nycNgayCapGiayTo": "12/08/2021",
        "nycNoiCapGiayTo": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        "nycHoTenCha": "Nguyễn Văn Hải",
        "chaNamSinh": 1962,
        "nycHoTenMe": "Trần Thị Mai",
        "meNamSinh": 1965,
        "nycDienThoai": "0900000018",
        "nycEmail": "anh@example.vn",
        "quaTrinhCTNNNLV": [
            {
                "tuThangNam": "03/2004",
                "denThangNam": "08/2012",
                "loaiCuTru": "permanent",
                "diaChiCuTru": {"chiTiet": "Thị trấn Đông Anh, huyện Đông Anh, Hà Nội"},
                "ngheNghiep": "Học sinh, sinh viên",
                "noiLamViec": "Trường THPT Cổ Loa; Trường Đại học Sư phạm",
            },
            {
                "tuThangNam": "09/2012",
                "denThangNam": "11/2026",
                "loaiCuTru": "permanent",
                "diaChiCuTru": {"chiTiet": "Số 8 phố Đội Cấn, Phường Ba Đình, Hà Nội"},
                "ngheNghiep": "Giáo viên",
                "noiLamViec": "Trường Tiểu học Ba Đình",
            },
        ],
        "loaiPhieu": "1",
        "yeuCauCDNCV": 0,
        "maMucDich": "job",
        "soLuongCap": 2,
    }


def _record_lines(name: str, number: str) -> tuple[tuple[str, str, str, str], ...]:
    person, past = "Người được cấp phiếu", "Quá trình từ năm 14 tuổi"
    return (
        ("Yêu cầu", "purpose", "Mục đích", "Xin việc làm"),
        ("Yêu cầu", "cert_type", "Loại phiếu", "Phiếu lý lịch tư pháp số 1"),
        (person, "full_name", "Họ và tên", name),
        (person, "sex", "Giới tính", "Nữ"),
        (person, "birth_date", "Ngày sinh", "05/03/1990"),
        (person, "birth_place", "Nơi sinh", "Phường Ba Đình, Thành phố Hà Nội"),
        (person, "nationality", "Quốc tịch", "Việt Nam"),
        (person, "ethnicity", "Dân tộc", "Kinh"),
        ("Nơi cư trú", "permanent_residence", "Nơi thường trú", "Số 8 phố Đội Cấn, Phường Ba Đình, Thành phố Hà Nội"),
        ("Giấy tờ tuỳ thân", "id_type", "Loại giấy tờ", "Thẻ căn cước công dân"),
        ("Giấy tờ tuỳ thân", "id_number", "Số", number),
        ("Giấy tờ tuỳ thân", "id_issue_date", "Ngày cấp", "12/08/2021"),
        ("Cha mẹ, vợ chồng", "father_name", "Họ tên cha", "Nguyễn Văn Hải"),
        ("Cha mẹ, vợ chồng", "father_birth", "Năm sinh của cha", "1962"),
        ("Cha mẹ, vợ chồng", "mother_name", "Họ tên mẹ", "Trần Thị Mai"),
        ("Cha mẹ, vợ chồng", "mother_birth", "Năm sinh của mẹ", "1965"),
        ("Liên lạc", "phone", "Điện thoại", "0900000018"),
        ("Liên lạc", "email", "Email", "anh@example.vn"),
        (past, "history.0.from", "Giai đoạn 1 · Từ tháng", "03/2004"),
        (past, "history.0.to", "Giai đoạn 1 · Đến tháng", "08/2012"),
        (past, "history.0.kind", "Giai đoạn 1 · Cư trú", "Thường trú"),
        (past, "history.0.address", "Giai đoạn 1 · Nơi ở", "Thị trấn Đông Anh, huyện Đông Anh, Hà Nội"),
        (past, "history.0.occupation", "Giai đoạn 1 · Nghề nghiệp", "Học sinh, sinh viên"),
        (past, "history.1.from", "Giai đoạn 2 · Từ tháng", "09/2012"),
        (past, "history.1.to", "Giai đoạn 2 · Đến tháng", "nay"),
        (past, "history.1.kind", "Giai đoạn 2 · Cư trú", "Thường trú"),
        (past, "history.1.occupation", "Giai đoạn 2 · Nghề nghiệp", "Giáo viên"),
        ("Nội dung phiếu và phí", "convictions", "Án tích", "Không"),
        ("Nội dung phiếu và phí", "delivery", "Nhận bản giấy", "Tại nơi nộp"),
        ("Nội dung phiếu và phí", "copies", "Số bản", "2"),
    )


def _ct01_form(name: str, number: str) -> dict[str, Any]:
    """As ``dialogs.procedures.temporary_residence.wire`` makes it."""
    return {
        "form": "ct01",
        "full_name": name,
        "birth_date": "12/04/1985",
        "sex": "male",
        "citizen_id": number,
        "phone": "0900000042",
        "head_name": name,
        "head_relation": "self",
        "head_id": number,
        "place": _PLACE | {"chiTiet": "Số 5 ngõ 12 Đội Cấn"},
        "until": "31/12/2027",
        "dwelling": "rent",
        "owner_name": "Trần Bảo Lộc",
        "owner_id": "048200000077",
        "owner_consent": "vneid",
        "members": [
            {
                "full_name": "Đỗ Minh Khuê",
                "birth_date": "09/09/2015",
                "sex": "female",
                "citizen_id": "001315000021",
                "relation": "child",
            }
        ],
    }
