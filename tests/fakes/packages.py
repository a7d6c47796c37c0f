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
        papers=(PaperSent("papers.fee_proof", "Giấy tờ chứng minh giảm phí", (photo_entry(),)),),
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
            ("Người kê khai", "citizen_id", "Số định danh cá nhân", number),
            ("Nơi tạm trú", "address", "Địa chỉ", "Số 5 ngõ 12 Đội Cấn, Phường Ba Đình, Thành phố Hà Nội"),
            ("Nơi tạm trú", "until", "Đến ngày", "31/12/2027"),
            ("Thành viên cùng thay đổi", "members.1.name", "Họ và tên", "Đỗ Minh Khuê"),
        ),
        papers=(PaperSent("papers.dwelling", "Giấy tờ chỗ ở hợp pháp", (photo_entry("thuê nhà"),)),),
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
    return {
        "nycHoTen": name.upper(),
        "nycTenGoiKhac": "",
        "nycGioiTinh": 2,
        "nycTenGioiTinh": "Nữ",
        "nycNgaySinh": "05/03/1990",
        "nycNoiSinh": {"maQuocGia": "VN", "maTinhThanh": "01", "ten": "Phường Ba Đình, Thành phố Hà Nội"},
        "nycTenQuocTich": "Việt Nam",
        "nycTenDanToc": "Kinh",
        "nycThuongTru": _PLACE | {"chiTiet": "Số 8 phố Đội Cấn"},
        "nycTamTru": _PLACE | {"chiTiet": "Số 5 ngõ 12 Đội Cấn"},
        "nycTenLoaiGiayTo": "Căn cước công dân",
        "nycSoGiayTo": number,
        "nycNgayCapGiayTo": "12/08/2021",
        "nycNoiCapGiayTo": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        "nycHoTenCha": "NGUYỄN VĂN HẢI",
        "chaNamSinh": 1962,
        "nycHoTenMe": "TRẦN THỊ MAI",
        "meNamSinh": 1965,
        "nycHoTenVoChong": "",
        "nycDienThoai": "0900000018",
        "nycEmail": "anh@example.vn",
        "quaTrinhCTNNNLV": [
            {
                "tuThangNam": "03/2004",
                "denThangNam": "08/2012",
                "diaChiCuTru": "Thị trấn Đông Anh, huyện Đông Anh, Hà Nội",
                "ngheNghiep": "Học sinh, sinh viên",
                "noiLamViec": "Trường THPT Cổ Loa; Trường Đại học Sư phạm",
            },
            {
                "tuThangNam": "09/2012",
                "denThangNam": "11/2026",
                "diaChiCuTru": "Số 8 phố Đội Cấn, Phường Ba Đình, Hà Nội",
                "ngheNghiep": "Giáo viên",
                "noiLamViec": "Trường Tiểu học Ba Đình",
            },
        ],
        "thongTinAnTich": "Không",
        "loaiPhieu": 1,
        "yeuCauCDNCV": 0,
        "tenMucDich": "Xin việc làm",
        "soLuongCap": 2,
    }


def _record_lines(name: str, number: str) -> tuple[tuple[str, str, str, str], ...]:
    return (
        ("Người yêu cầu", "full_name", "Họ và tên", name),
        ("Người yêu cầu", "sex", "Giới tính", "Nữ"),
        ("Người yêu cầu", "birth_date", "Ngày sinh", "05/03/1990"),
        ("Người yêu cầu", "birth_place", "Nơi sinh", "Phường Ba Đình, Thành phố Hà Nội"),
        ("Giấy tờ", "id_number", "Số định danh", number),
        ("Giấy tờ", "id_issue_date", "Ngày cấp", "12/08/2021"),
        ("Giấy tờ", "id_issue_place", "Nơi cấp", "Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
        ("Nơi cư trú", "permanent_residence", "Nơi thường trú", "Số 8 phố Đội Cấn, Phường Ba Đình, Thành phố Hà Nội"),
        ("Gia đình", "father_name", "Họ tên cha", "Nguyễn Văn Hải (1962)"),
        ("Gia đình", "mother_name", "Họ tên mẹ", "Trần Thị Mai (1965)"),
        ("Liên hệ", "phone", "Điện thoại", "0900000018"),
        ("Quá trình từ khi đủ 14 tuổi", "history.1.occupation", "03/2004 – 08/2012", "Học sinh, sinh viên · Đông Anh"),
        ("Quá trình từ khi đủ 14 tuổi", "history.2.occupation", "09/2012 – nay", "Giáo viên · Ba Đình"),
        ("Yêu cầu", "cert_type", "Loại phiếu", "Phiếu lý lịch tư pháp số 1"),
        ("Yêu cầu", "purpose", "Mục đích", "Xin việc làm"),
        ("Yêu cầu", "copies", "Số lượng", "2"),
    )


def _ct01_form(name: str, number: str) -> dict[str, Any]:
    return {
        "authority": "CÔNG AN PHƯỜNG BA ĐÌNH",
        "full_name": name.upper(),
        "birth_date": "12/04/1985",
        "sex": "Nam",
        "citizen_id": number,
        "phone": "0900000042",
        "email": "",
        "head_name": name.upper(),
        "relation": "Chủ hộ",
        "head_id": number,
        "request_text": "Đăng ký tạm trú tại số 5 ngõ 12 Đội Cấn, Phường Ba Đình, Hà Nội đến ngày 31/12/2027",
        "members": [
            {"name": "ĐỖ MINH KHUÊ", "birth_date": "09/09/2015", "sex": "Nữ", "id": "001315000021", "relation": "Con"}
        ],
        "consents": [{"role": "Chủ hộ", "name": name, "id": number, "how": "Đồng ý qua VNeID"}],
    }
