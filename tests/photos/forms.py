"""What stands on the sheets of text: offices, titles, lines; a few occur in the reported set only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.photos.people import Person
from tests.photos.sheet import A4, A5


@dataclass(frozen=True, slots=True)
class Form:
    """Office, title, lines ``label|value`` or paragraphs; ``folded``: the title as sorting reads it."""

    template: str
    office: tuple[str, str]
    title: str
    folded: str
    body: Callable[[Person, Person], tuple[str, ...]]
    size: tuple[float, float] = A4
    under: str = ""
    signed: str = "NGƯỜI KÝ"
    framed: bool = False
    tinted: bool = False
    by_hand: bool = False
    table: tuple[tuple[str, ...], ...] = ()


def _born(who: Person) -> str:
    return f"ngày {who.birth:%d} tháng {who.birth:%m} năm {who.birth:%Y}"


def _sex(who: Person) -> str:
    return "Nam" if who.sex == "male" else "Nữ"


def _birth(a: Person, b: Person) -> tuple[str, ...]:
    return (
        f"Họ, chữ đệm, tên:|{a.name.upper()}", f"Ngày, tháng, năm sinh:|{a.birth:%d/%m/%Y}", f"Ghi bằng chữ:|{_born(a)}",
        f"Giới tính:|{_sex(a)}", "Dân tộc:|Kinh", "Quốc tịch:|Việt Nam", f"Nơi sinh:|{a.home}", f"Quê quán:|{a.home}",
        f"Số định danh cá nhân:|{a.number}", f"Họ, chữ đệm, tên người mẹ:|{b.name.upper()}", f"Năm sinh:|{b.birth.year}",
        f"Nơi cư trú:|{b.address}", f"Họ, chữ đệm, tên người đi khai sinh:|{b.name}", f"Giấy tờ tùy thân:|{b.number}",
    )  # fmt: skip


def _authorisation(a: Person, b: Person) -> tuple[str, ...]:
    return (
        f"Tôi là:|{a.name}", f"Sinh ngày:|{a.birth:%d/%m/%Y}", f"Số định danh cá nhân:|{a.number}", f"Nơi thường trú:|{a.address}",
        f"Ủy quyền cho ông/bà:|{b.name}", f"Sinh ngày:|{b.birth:%d/%m/%Y}", f"Số định danh cá nhân:|{b.number}",
        f"Nơi thường trú:|{b.address}", "Nội dung: được thay mặt tôi nộp hồ sơ và nhận kết quả cấp Phiếu lý lịch tư pháp tại cơ "
        "quan có thẩm quyền, ký các giấy tờ có liên quan đến việc này. Giấy ủy quyền có hiệu lực đến khi công việc hoàn thành.",
        "Tôi cam đoan những lời khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật.",
    )  # fmt: skip


def _lease(a: Person, b: Person) -> tuple[str, ...]:
    return (
        "Hôm nay, ngày 12 tháng 10 năm 2026, chúng tôi gồm:", f"Bên cho thuê (bên A): Ông/Bà|{a.name}",
        f"Số định danh cá nhân:|{a.number}", f"Sinh ngày:|{a.birth:%d/%m/%Y}", f"Nơi thường trú:|{a.address}",
        f"Bên thuê (bên B): Ông/Bà|{b.name}", f"Số định danh cá nhân:|{b.number}", "Điều 1. Bên A đồng ý cho bên B thuê căn nhà "
        "tại địa chỉ nêu trên để ở. Thời hạn thuê là hai mươi bốn tháng kể từ ngày ký hợp đồng này.", "Điều 2. Giá thuê là "
        "3.500.000 đồng một tháng, trả vào ngày mồng năm hằng tháng bằng tiền mặt hoặc chuyển khoản.", "Điều 3. Bên B giữ gìn "
        "nhà và đồ đạc, không cho người khác thuê lại, trả tiền điện và nước theo công tơ. Khi hết hạn, bên B trả lại nhà như "
        "lúc nhận. Hai bên cam kết thực hiện đúng hợp đồng, hợp đồng lập thành hai bản, mỗi bên giữ một bản.",
    )  # fmt: skip


def _poor(a: Person, b: Person) -> tuple[str, ...]:
    return (
        f"Chứng nhận hộ gia đình ông/bà:|{a.name}", f"Số định danh cá nhân:|{a.number}", f"Sinh ngày:|{a.birth:%d/%m/%Y}",
        f"Nơi thường trú:|{a.address}", "Là hộ nghèo theo chuẩn nghèo giai đoạn 2026 - 2030.",
    )  # fmt: skip


def _student(a: Person, b: Person) -> tuple[str, ...]:
    return (
        f"Họ và tên:|{a.name}", f"Ngày sinh:|{a.birth:%d/%m/%Y}", f"Số định danh cá nhân:|{a.number}",
        f"Hộ khẩu thường trú:|{a.address}", "Hiện là sinh viên hệ chính quy của trường, niên khóa 2023 - 2027, ngành Kế toán.",
        "Sinh viên có mã số 2309117 và đang theo học năm thứ ba tại khoa Kinh tế. Trong thời gian học tập, sinh viên chấp hành "
        "đúng nội quy của nhà trường.", "Giấy này có giá trị trong sáu tháng kể từ ngày ký, dùng để làm thủ tục giảm phí.",
    )  # fmt: skip


def _declaration(a: Person, b: Person) -> tuple[str, ...]:
    fields = (
        ("Họ, chữ đệm và tên:", a.name), ("Ngày, tháng, năm sinh:", f"{a.birth:%d/%m/%Y}"), ("Giới tính:", _sex(a)),
        ("Số định danh cá nhân:", a.number), ("Nơi thường trú:", a.address), ("Nơi tạm trú:", b.address),
        ("Nghề nghiệp, nơi làm việc:", "Công nhân, Công ty Mẫu"), ("Họ tên chủ hộ:", b.name), ("Quan hệ với chủ hộ:", "Con"),
        ("Số định danh của chủ hộ:", b.number), ("Nội dung đề nghị:", "Đăng ký tạm trú từ ngày 01/11/2026"),
    )  # fmt: skip
    return tuple(f"{n}. {label}|{value}" for n, (label, value) in enumerate(fields, 1))


def _marriage(a: Person, b: Person) -> tuple[str, ...]:
    return (
        f"Họ, chữ đệm, tên vợ:|{a.name.upper()}", f"Ngày, tháng, năm sinh:|{a.birth:%d/%m/%Y}", "Dân tộc:|Tày",
        f"Nơi cư trú:|{a.address}", f"Giấy tờ tùy thân:|{a.number}", f"Họ, chữ đệm, tên chồng:|{b.name.upper()}",
        f"Ngày, tháng, năm sinh:|{b.birth:%d/%m/%Y}", f"Nơi cư trú:|{b.address}", f"Giấy tờ tùy thân:|{b.number}",
        "Đăng ký kết hôn tại Ủy ban nhân dân xã, ngày 02 tháng 9 năm 2024.",
    )  # fmt: skip


def _residence(a: Person, b: Person) -> tuple[str, ...]:
    return (
        f"Kính gửi:|{a.name}", f"Số định danh cá nhân:|{a.number}", f"Sinh ngày:|{a.birth:%d/%m/%Y}",
        f"Nơi thường trú:|{a.address}", "Cơ quan đăng ký cư trú xác nhận thông tin về cư trú của các thành viên trong hộ:",
    )  # fmt: skip


FORMS: Final = (
    Form("birth", ("ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ"), "GIẤY KHAI SINH", "giay khai sinh", _birth, under="(Bản chính)",
         signed="CHỦ TỊCH", framed=True, tinted=True),
    Form("authorisation", ("", ""), "GIẤY ỦY QUYỀN", "giay uy quyen", _authorisation, signed="NGƯỜI ỦY QUYỀN"),
    Form("lease", ("", ""), "HỢP ĐỒNG THUÊ NHÀ", "hop dong thue nha", _lease, signed="BÊN CHO THUÊ"),
    Form("poor", ("ỦY BAN NHÂN DÂN", "XÃ AN LẠC"), "GIẤY CHỨNG NHẬN HỘ NGHÈO", "giay chung nhan ho ngheo", _poor, A5,
         signed="CHỦ TỊCH", framed=True, tinted=True),
    Form("student", ("TRƯỜNG ĐẠI HỌC MẪU", "PHÒNG CÔNG TÁC SINH VIÊN"), "GIẤY XÁC NHẬN SINH VIÊN", "giay xac nhan sinh vien",
         _student, signed="TRƯỞNG PHÒNG"),
    Form("form", ("", ""), "TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ", "to khai thay doi thong tin cu tru", _declaration,
         signed="NGƯỜI KÊ KHAI", by_hand=True),
)  # fmt: skip
RARE_FORMS: Final = (
    Form("marriage", ("ỦY BAN NHÂN DÂN", "XÃ ĐẠI HƯNG"), "TRÍCH LỤC KẾT HÔN", "trich luc ket hon", _marriage, under="(Bản sao)",
         signed="PHÓ CHỦ TỊCH", framed=True, tinted=True),
    Form("residence", ("CÔNG AN TỈNH MẪU", "CÔNG AN XÃ"), "XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", "xac nhan thong tin ve cu tru", _residence,
         signed="TRƯỞNG CÔNG AN XÃ", table=(("Họ và tên", "Ngày sinh", "Quan hệ"), ("Mai Thị Loan", "02/03/1971", "Chủ hộ"),
         ("Mai Quý", "17/11/1999", "Con"), ("Mai Diễm", "08/06/2003", "Con"))),
)  # fmt: skip
"""Only in the set that is reported."""
