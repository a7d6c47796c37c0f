"""The papers themselves, seen from straight above and without a fault: cards, passport page, sheets of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import segno
from PIL import Image

from dialogs.documents import PaperKind
from tests.photos.ink import Array, Page, portrait, signature, stamp, waves
from tests.photos.people import Person, person

CARD, BOOK, A4, A5 = (85.6, 54.0), (125.0, 88.0), (210.0, 297.0), (210.0, 148.0)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page upright: its picture, its size in mm, what it is, and what a machine can read on it."""

    picture: Array
    width: float
    height: float
    kind: PaperKind
    template: str
    qr: str = ""
    mrz: tuple[str, ...] = ()
    lines: dict[str, str] = field(default_factory=dict)
    round_corners: float = 0.0
    """Radius of the corners in mm."""
    code_box: tuple[float, float, float, float] | None = None
    """Where the code stands: x, y, width, height in mm."""


def code_picture(payload: str) -> Image.Image:
    code = segno.make(payload, error="m", boost_error=False, encoding="utf-8")
    return Image.fromarray(
        np.kron(np.array([[0 if m else 255 for m in row] for row in code.matrix], np.uint8), np.ones((8, 8), np.uint8))
    )


def _zone(page: Page, lines: tuple[str, ...], x: float, y: float, pitch: float, lead: float) -> None:
    """OCR-B, one letter every ``pitch`` mm (ICAO 9303: 2.54)."""
    for row, line in enumerate(lines):
        for column, letter in enumerate(line):
            page.write(letter, x + (column + 0.5) * pitch, y + row * lead, 3.35, "machine", (20, 20, 22), "ms")


def _faces(other: bool) -> tuple[str, str]:
    return ("other-sans", "other-sans-bold") if other else ("sans", "sans-bold")


def cccd_front(who: Person, chance: np.random.Generator, other: bool) -> Sheet:
    sans, bold = _faces(other)
    page = Page(*CARD, 24, (226, 240, 236))
    waves(page, chance, ((196, 224, 222), (214, 228, 196), (232, 214, 206)))
    page.write(NATION, 43, 3.2, 2.3, bold, (40, 44, 46), "ma")
    page.write(MOTTO, 43, 6.2, 2.2, bold, (40, 44, 46), "ma")
    page.write("CĂN CƯỚC CÔNG DÂN", 43, 10.4, 4.0, bold, (192, 40, 50), "ma")
    page.write("Citizen Identity Card   MẪU", 43, 15.2, 1.9, sans, (192, 60, 60), "ma")
    page.draw.ellipse(page.px(5, 3.5, 16, 14.5), (202, 60, 52))
    code = (68.6, 3.4, 15.2, 15.2)
    page.box(*code, fill=(250, 250, 250))
    page.paste(code_picture(who.code), code[0] + 0.9, code[1] + 0.9, code[2] - 1.8, code[3] - 1.8)
    portrait(page, chance, 4, 18.5, 20.5, 28)
    rows = (
        ("Số / No.:", who.number, 19.6, 4.2, bold),
        ("Họ và tên / Full name:", "", 24.4, 2.0, sans),
        ("", who.name.upper(), 26.9, 3.1, sans),
        ("Ngày sinh / Date of birth:", f"{who.birth:%d/%m/%Y}", 31.0, 2.5, sans),
        (
            "Giới tính / Sex:",
            f"{'Nam' if who.sex == 'male' else 'Nữ'}     Quốc tịch / Nationality: Việt Nam",
            34.3,
            2.3,
            sans,
        ),
        ("Quê quán / Place of origin:", "", 37.6, 2.0, sans),
        ("", who.home, 40.0, 2.4, sans),
        ("Nơi thường trú / Place of residence:", "", 43.2, 2.0, sans),
        ("", who.address, 45.6, 2.3, sans),
    )
    for label, value, y, size, face in rows:
        wide = page.write(label, 27, y, min(size, 2.1), sans, (70, 100, 110)) if label else 0
        page.write(value, 27 + (wide + 1 if label else 0), y - (size - 2.1) * 0.6 if label else y, size, face)
    page.write(f"Có giá trị đến: {who.expires:%d/%m/%Y}", 4, 48.6, 1.9, sans)
    lines = {"name": who.name, "number": who.number, "date": f"{who.birth:%d/%m/%Y}", "title": "can cuoc cong dan"}
    return Sheet(page.array, *CARD, PaperKind.CARD_FRONT, "cccd-front", who.code, (), lines, 3.2, code)


def cccd_back(who: Person, chance: np.random.Generator, other: bool) -> Sheet:
    sans, bold = _faces(other)
    page = Page(*CARD, 24, (224, 238, 236))
    waves(page, chance, ((198, 222, 226), (216, 226, 200), (230, 216, 210)))
    page.write("Đặc điểm nhân dạng / Personal identification:", 5, 3, 1.9, sans, (70, 100, 110))
    page.write("Nốt ruồi C: 1cm trên sau đuôi mắt trái", 5, 5.8, 2.4, sans)
    page.write(f"Ngày, tháng, năm / Date, month, year: {who.issued:%d/%m/%Y}", 5, 9.6, 2.2, sans)
    page.write("CỤC TRƯỞNG CỤC CẢNH SÁT", 26, 13.2, 2.0, bold, (25, 25, 30), "ma")
    page.write("QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI", 26, 15.8, 1.9, bold, (25, 25, 30), "ma")
    _chip(page, 8, 21)
    signature(page, 26, 26, 18, chance)
    stamp(page, 33, 25, 6.5, chance)
    for x in (52, 68):
        page.box(x, 12, 13, 17, fill=(236, 240, 238), outline=(120, 130, 130))
        _fingerprint(page, x + 6.5, 20.5, chance)
    zone = who.card_zone
    page.box(0, 35, 85.6, 19, fill=(238, 241, 240))
    _zone(page, zone, 4.6, 40.4, 2.54, 4.9)
    return Sheet(
        page.array, *CARD, PaperKind.CARD_BACK, "cccd-back", "", zone, {"name": who.name, "number": who.number}, 3.2
    )


def cc_front(who: Person, chance: np.random.Generator, other: bool) -> Sheet:
    sans, bold = _faces(other)
    page = Page(*CARD, 24, (214, 234, 240))
    waves(page, chance, ((190, 216, 228), (206, 228, 214), (224, 220, 200)))
    page.write(NATION, 50, 3.4, 2.4, bold, (40, 44, 46), "ma")
    page.write(MOTTO, 50, 6.4, 2.2, bold, (40, 44, 46), "ma")
    page.write("CĂN CƯỚC", 50, 10.4, 4.6, bold, (190, 40, 50), "ma")
    page.write("IDENTITY CARD   MẪU", 50, 15.8, 1.9, sans, (190, 60, 60), "ma")
    _chip(page, 72, 19)
    portrait(page, chance, 4.5, 16.5, 21, 28.5)
    rows = (("Số định danh cá nhân / Personal identification number:", 20.6, 1.8), (who.number, 23.2, 4.0),
            ("Họ, chữ đệm và tên khai sinh / Full name:", 28.6, 1.8), (who.name.upper(), 31.2, 3.1),
            ("Ngày, tháng, năm sinh / Date of birth:", 35.6, 1.8), (f"{who.birth:%d/%m/%Y}", 38.2, 2.6),
            ("Giới tính / Sex:", 42.0, 1.8), ("Nam" if who.sex == "male" else "Nữ", 44.6, 2.6))  # fmt: skip
    for text, y, size in rows:
        page.write(text, 28.5, y, size, bold if size > 3.5 else sans)
    lines = {"name": who.name, "number": who.number, "date": f"{who.birth:%d/%m/%Y}", "title": "can cuoc"}
    return Sheet(page.array, *CARD, PaperKind.CARD_FRONT, "cc-front", "", (), lines, 3.2)


def cc_back(who: Person, chance: np.random.Generator, other: bool) -> Sheet:
    sans, bold = _faces(other)
    page = Page(*CARD, 24, (216, 234, 240))
    waves(page, chance, ((192, 216, 228), (208, 228, 216), (224, 220, 204)))
    page.write("Nơi cư trú / Place of residence:", 4.5, 3.2, 1.8, sans)
    page.paragraph(who.address, 4.5, 5.6, 58, 2.3, sans, 1.3)
    page.write("Nơi đăng ký khai sinh / Place of birth:", 4.5, 13, 1.8, sans)
    page.write(who.home, 4.5, 15.4, 2.3, sans)
    page.write(f"Ngày cấp: {who.issued:%d/%m/%Y}   Có giá trị đến: {who.expires:%d/%m/%Y}", 4.5, 20.5, 2.1, sans)
    page.write("BỘ CÔNG AN", 20, 25, 2.6, bold)
    stamp(page, 44, 26, 6, chance)
    code = (66.5, 3.5, 16.4, 16.4)
    page.box(*code, fill=(250, 250, 250))
    page.paste(code_picture(who.code), code[0] + 0.9, code[1] + 0.9, code[2] - 1.8, code[3] - 1.8)
    zone = who.card_zone
    page.box(0, 35, 85.6, 19, fill=(236, 240, 242))
    _zone(page, zone, 4.6, 40.4, 2.54, 4.9)
    return Sheet(
        page.array,
        *CARD,
        PaperKind.CARD_BACK,
        "cc-back",
        who.code,
        zone,
        {"name": who.name, "number": who.number},
        3.2,
        code,
    )


def passport(who: Person, chance: np.random.Generator, other: bool) -> Sheet:
    sans, bold = _faces(other)
    page = Page(*BOOK, 18, (238, 232, 222))
    waves(page, chance, ((222, 206, 200), (206, 216, 222), (226, 222, 198)), 70)
    page.write("HỘ CHIẾU / PASSPORT", 40, 5, 3.6, bold, (40, 60, 90))
    page.write(NATION + " / SOCIALIST REPUBLIC OF VIET NAM", 40, 10, 2.0, sans, (60, 60, 60))
    portrait(page, chance, 6, 16, 31, 42)
    columns = (
        (42, 16, "Loại / Type", "P"), (62, 16, "Mã số / Code", "VNM"), (86, 16, "Số hộ chiếu / Passport No.", who.passport),
        (42, 24, "Họ và tên / Full name", who.name.upper()), (42, 32, "Quốc tịch / Nationality", "VIỆT NAM / VIETNAMESE"),
        (42, 40, "Ngày sinh / Date of birth", f"{who.birth:%d/%m/%Y}"), (86, 40, "Nơi sinh / Place of birth", who.home.rpartition(", ")[2]),
        (42, 48, "Giới tính / Sex", "NAM / M" if who.sex == "male" else "NỮ / F"), (86, 48, "Số ĐDCN / ID No.", who.number),
        (42, 56, "Ngày cấp / Issued", f"{who.issued:%d/%m/%Y}"), (86, 56, "Có giá trị đến / Expiry", f"{who.expires:%d/%m/%Y}"),
    )  # fmt: skip
    for x, y, label, value in columns:
        page.write(label, x, y, 1.8, sans, (110, 100, 100))
        page.write(value, x, y + 2.4, 3.0, sans)
    page.write("MẪU", 110, 6, 3, bold, (190, 60, 60))
    page.box(0, 65, 125, 23, fill=(240, 238, 234))
    zone = who.passport_zone
    _zone(page, zone, 6.6, 73, 2.54, 7.4)
    lines = {"name": who.name, "number": who.number, "date": f"{who.birth:%d/%m/%Y}", "title": "ho chieu"}
    return Sheet(page.array, *BOOK, PaperKind.PASSPORT, "passport", "", zone, lines, 1.5)


def _chip(page: Page, x: float, y: float) -> None:
    page.draw.rounded_rectangle(page.px(x, y, x + 11, y + 8.5), page.per_mm * 1.5, (208, 178, 98), (150, 120, 60))
    for share in (0.33, 0.66):
        page.draw.line(page.px(x, y + 8.5 * share, x + 11, y + 8.5 * share), (150, 120, 60), 3)  # type: ignore[arg-type]
        page.draw.line(page.px(x + 11 * share, y, x + 11 * share, y + 8.5), (150, 120, 60), 3)  # type: ignore[arg-type]


def _fingerprint(page: Page, x: float, y: float, chance: np.random.Generator) -> None:
    for ring in range(11):
        r, lean = 0.5 + ring * 0.5, chance.uniform(-0.3, 0.3)
        page.draw.arc(page.px(x - r, y - r * 1.3 + lean, x + r, y + r * 1.3 + lean), 160, 380, (70, 72, 84), 4)


# ------------------------------------------------------------ sheets of text


def _head(page: Page, left: tuple[str, str], serif: str, bold: str) -> None:
    middle, k = page.width / 2, page.width / 210
    page.write(left[0], 55 * k, 16, 3.4, serif, anchor="ma")
    page.write(left[1], 55 * k, 21.5, 3.4, bold, anchor="ma")
    page.write(NATION, middle + 42 * k, 16, 3.4, bold, anchor="ma")
    page.write(MOTTO, middle + 42 * k, 21.5, 3.6, bold, anchor="ma")
    page.draw.line(page.px(middle + 17 * k, 27.5, middle + 67 * k, 27.5), (30, 30, 30), 3)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet of text: office, title, body lines ``label|value`` or paragraphs, and the title as sorting reads it."""

    template: str
    office: tuple[str, str]
    title: str
    folded: str
    body: Callable[[Person, Person], tuple[str, ...]]
    size: tuple[float, float] = A4


def _born(who: Person) -> str:
    return f"ngày {who.birth:%d} tháng {who.birth:%m} năm {who.birth:%Y}"


FORMS = (
    Form("birth", ("ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ"), "GIẤY KHAI SINH", "giay khai sinh", lambda a, b: (
        f"Họ, chữ đệm, tên:|{a.name.upper()}", f"Ngày, tháng, năm sinh:|{a.birth:%d/%m/%Y}", f"Ghi bằng chữ:|{_born(a)}",
        f"Giới tính:|{'Nam' if a.sex == 'male' else 'Nữ'}", "Dân tộc:|Kinh", "Quốc tịch:|Việt Nam", f"Nơi sinh:|{a.home}",
        f"Quê quán:|{a.home}", f"Số định danh cá nhân:|{a.number}", f"Họ, chữ đệm, tên người mẹ:|{b.name.upper()}",
        f"Năm sinh:|{b.birth.year}", f"Nơi cư trú:|{b.address}", f"Họ, chữ đệm, tên người đi khai sinh:|{b.name}",
        f"Giấy tờ tùy thân:|{b.number}")),
    Form("authorisation", ("", ""), "GIẤY ỦY QUYỀN", "giay uy quyen", lambda a, b: (
        f"Tôi là:|{a.name}", f"Sinh ngày:|{a.birth:%d/%m/%Y}", f"Số định danh cá nhân:|{a.number}", f"Nơi thường trú:|{a.address}",
        f"Ủy quyền cho ông/bà:|{b.name}", f"Sinh ngày:|{b.birth:%d/%m/%Y}", f"Số định danh cá nhân:|{b.number}",
        f"Nơi thường trú:|{b.address}", "Nội dung: được thay mặt tôi nộp hồ sơ và nhận kết quả cấp Phiếu lý lịch tư pháp tại "
        "cơ quan có thẩm quyền, ký các giấy tờ có liên quan đến việc này. Giấy ủy quyền có hiệu lực đến khi công việc hoàn thành.",
        "Tôi cam đoan những lời khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật.")),
    Form("lease", ("", ""), "HỢP ĐỒNG THUÊ NHÀ", "hop dong thue nha", lambda a, b: (
        f"Hôm nay, {_born(b).replace(str(b.birth.year), '2026')}, chúng tôi gồm:", f"Bên cho thuê (bên A): Ông/Bà|{a.name}",
        f"Số định danh cá nhân:|{a.number}", f"Nơi thường trú:|{a.address}", f"Bên thuê (bên B): Ông/Bà|{b.name}",
        f"Số định danh cá nhân:|{b.number}", "Điều 1. Bên A đồng ý cho bên B thuê căn nhà tại địa chỉ nêu trên để ở. Thời hạn thuê "
        "là hai mươi bốn tháng kể từ ngày ký hợp đồng này.", "Điều 2. Giá thuê là 3.500.000 đồng một tháng, trả vào ngày mồng "
        "năm hằng tháng bằng tiền mặt hoặc chuyển khoản.", "Điều 3. Bên B giữ gìn nhà và đồ đạc, không cho người khác thuê lại. "
        "Hai bên cam kết thực hiện đúng hợp đồng.")),
    Form("poor", ("ỦY BAN NHÂN DÂN", "XÃ AN LẠC"), "GIẤY CHỨNG NHẬN HỘ NGHÈO", "giay chung nhan ho ngheo", lambda a, b: (
        f"Chứng nhận hộ gia đình ông/bà:|{a.name}", f"Số định danh cá nhân:|{a.number}", f"Nơi thường trú:|{a.address}",
        "Là hộ nghèo theo chuẩn nghèo giai đoạn 2026 - 2030.", f"Từ ngày:|{a.issued:%d/%m/%Y}"), A5),
    Form("student", ("TRƯỜNG ĐẠI HỌC MẪU", "PHÒNG CÔNG TÁC SINH VIÊN"), "GIẤY XÁC NHẬN SINH VIÊN", "giay xac nhan sinh vien", lambda a, b: (
        f"Họ và tên:|{a.name}", f"Ngày sinh:|{a.birth:%d/%m/%Y}", f"Số định danh cá nhân:|{a.number}", f"Hộ khẩu thường trú:|{a.address}",
        "Hiện là sinh viên hệ chính quy của trường, niên khóa 2023 - 2027, ngành Kế toán.", "Giấy này có giá trị trong sáu tháng kể "
        "từ ngày ký, dùng để làm thủ tục giảm phí.")),
    Form("form", ("", ""), "TỜ KHAI", "to khai", lambda a, b: tuple(
        f"{n}. {label}|{value}" for n, (label, value) in enumerate((("Họ và tên:", a.name), ("Ngày sinh:", f"{a.birth:%d/%m/%Y}"),
        ("Số định danh:", a.number), ("Nơi thường trú:", a.address), ("Nơi tạm trú:", b.address), ("Họ tên mẹ:", b.name),
        ("Nghề nghiệp:", "Công nhân"), ("Nội dung đề nghị:", "Đăng ký tạm trú"), ("Ghi chú:", "................................")), 1))),
)  # fmt: skip


def sheet(form: Form, who: Person, second: Person, chance: np.random.Generator, other: bool) -> Sheet:
    serif, bold = ("other-serif", "other-serif-bold") if other else ("serif", "serif-bold")
    tint = tuple(int(v) for v in chance.integers(240, 256, 3)) if chance.random() < 0.75 else (248, 242, 214)
    page = Page(*form.size, 10, tint)  # type: ignore[arg-type]
    if form.template == "birth" or chance.random() < 0.2:
        page.box(8, 8, page.width - 16, page.height - 16, outline=(170, 90, 80))
        page.box(10, 10, page.width - 20, page.height - 20, outline=(200, 140, 120))
    _head(page, form.office, serif, bold)
    page.write(form.title, page.width / 2, 38, 7, bold, anchor="ma")
    y, size = 54.0, 4.2
    for line in form.body(who, second):
        label, _, value = line.partition("|")
        if value:
            wide = page.write(label, 22, y, size, serif)
            y = page.paragraph(value, 24 + wide, y, max(40.0, page.width - 46 - wide), size, bold)
        else:
            y = page.paragraph(label, 22, y, page.width - 44, size, serif)
        y += 2.0
    y = min(y + 6, page.height - 46)
    page.write("Ngày 12 tháng 10 năm 2026", page.width * 0.7, y, 3.8, serif, anchor="ma")
    page.write("NGƯỜI KÝ", page.width * 0.7, y + 6, 3.8, bold, anchor="ma")
    signature(page, page.width * 0.6, y + 19, 34, chance)
    if form.office[0] or chance.random() < 0.6:
        stamp(page, page.width * 0.62, y + 18, 15, chance)
    page.write(who.name, page.width * 0.7, y + 32, 3.8, bold, anchor="ma")
    page.write("MẪU", 14, page.height - 14, 3, serif, (150, 150, 150))
    lines = {"name": who.name, "number": who.number, "date": f"{who.birth:%d/%m/%Y}", "title": form.folded}
    return Sheet(page.array, *form.size, PaperKind.SHEET, form.template, "", (), lines)


CARDS = {
    "cccd-front": cccd_front,
    "cccd-back": cccd_back,
    "cc-front": cc_front,
    "cc-back": cc_back,
    "passport": passport,
}
TEMPLATES = (*CARDS, *(form.template for form in FORMS))


@lru_cache(maxsize=24)
def page(template: str, seed: int, other: bool = False) -> Sheet:
    """The paper of this template for the person of this seed; ``other``: with the type of the reported set."""
    chance = np.random.default_rng([seed, TEMPLATES.index(template)])
    if template in CARDS:
        return CARDS[template](person(seed), chance, other)
    form = next(one for one in FORMS if one.template == template)
    return sheet(form, person(seed), person(seed + 7_000_000), chance, other)
