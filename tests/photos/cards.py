"""Citizen cards of both generations, both sides, as a made-up person would carry them; MẪU is printed on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dialogs.documents import PaperKind
from tests.photos import marks
from tests.photos.ink import Colour, Page
from tests.photos.marks import Chance
from tests.photos.people import Person
from tests.photos.sheet import CARD, MOTTO, NATION, Sheet

PER_MM: Final = 28.0
RADIUS: Final = 3.2
LABEL: Final[Colour] = (62, 96, 108)
DARK: Final[Colour] = (40, 44, 48)
RED: Final[Colour] = (190, 38, 48)
OLD_PAPER: Final = (
    ((222, 240, 236), (240, 236, 220)),
    ((216, 236, 244), (232, 240, 226)),
    ((236, 232, 222), (214, 236, 232)),
)
NEW_PAPER: Final = (((208, 230, 242), (226, 240, 232)), ((222, 230, 244), (216, 238, 236)))
INKS: Final[tuple[Colour, ...]] = ((188, 218, 216), (208, 224, 190), (228, 208, 200), (196, 208, 226))


@dataclass(frozen=True, slots=True)
class Type:
    """The faces that a set of papers is printed in."""

    sans: str
    bold: str


def typed(other: bool) -> Type:
    """Faces of the common sets or of the reported one."""
    return Type("other-sans", "other-sans-bold") if other else Type("sans", "sans-bold")


def _blank(papers: tuple[tuple[Colour, Colour], ...], chance: Chance) -> Page:
    paper = papers[int(chance.integers(len(papers)))]
    inks = tuple(tuple(int(v) for v in chance.permutation(ink)) for ink in INKS) if chance.random() < 0.3 else INKS
    return Page(*CARD, PER_MM, marks.guilloche(*CARD, PER_MM, paper, inks, chance))  # type: ignore[arg-type]


def _sex(who: Person) -> str:
    return "Nam" if who.sex == "male" else "Nữ"


def _lines(who: Person, title: str) -> dict[str, str]:
    return {"name": who.name, "number": who.number, "date": f"{who.birth:%d/%m/%Y}", "title": title}


def cccd_front(who: Person, chance: Chance, other: bool) -> Sheet:
    """The card of 2021: face, code at the upper right, everything in words."""
    page, face = _blank(OLD_PAPER, chance), typed(other)
    page.write(NATION, 42, 3.0, 2.25, face.bold, DARK, "ma")
    page.write(MOTTO, 42, 6.0, 2.15, face.bold, DARK, "ma")
    page.rule(33, 9.3, 51, 9.3, DARK, 0.12)
    page.write("CĂN CƯỚC CÔNG DÂN", 42, 10.0, 4.1, face.bold, RED, "ma")
    page.write("Citizen Identity Card", 42, 15.2, 2.0, face.sans, RED, "ma")
    marks.emblem(page, 11, 9.4, 5.6)
    code = (67.6, 3.6, 15.4, 15.4)
    marks.code(page, who.code, *code[:3])
    marks.portrait(page, chance, 4, 18.4, 20.4, 27.4)
    page.write("Số / No.:", 27, 20.4, 2.2, face.sans, LABEL)
    page.write(who.number, 37, 18.7, 4.3, face.bold)
    page.write("Họ và tên / Full name:", 27, 24.4, 2.0, face.sans, LABEL)
    page.write(who.name.upper(), 27, 26.6, 3.1, face.sans)
    wide = page.write("Ngày sinh / Date of birth:", 27, 31.2, 2.0, face.sans, LABEL)
    page.write(f"{who.birth:%d/%m/%Y}", 28 + wide, 30.8, 2.5, face.sans)
    wide = page.write("Giới tính / Sex:", 27, 34.5, 2.0, face.sans, LABEL)
    page.write(_sex(who), 28 + wide, 34.1, 2.5, face.sans)
    wide = page.write("Quốc tịch / Nationality:", 48, 34.5, 2.0, face.sans, LABEL)
    page.write("Việt Nam", 49 + wide, 34.1, 2.4, face.sans)
    page.write("Quê quán / Place of origin:", 27, 37.8, 2.0, face.sans, LABEL)
    page.write(who.home, 27, 40.0, 2.4, face.sans)
    page.write("Nơi thường trú / Place of residence:", 27, 43.2, 2.0, face.sans, LABEL)
    page.paragraph(who.address, 27, 45.4, 55, 2.35, face.sans, 1.3)
    page.write("Có giá trị đến:", 4, 46.6, 1.8, face.sans, LABEL)
    page.write(f"{who.expires:%d/%m/%Y}", 4, 49.0, 2.1, face.sans)
    page.write("MẪU", 78, 21, 1.9, face.bold, (206, 120, 120))
    lines = _lines(who, "can cuoc cong dan")
    return Sheet(page.array, *CARD, PaperKind.CARD_FRONT, "cccd-front", who.code, (), lines, RADIUS, code)


def cccd_back(who: Person, chance: Chance, other: bool) -> Sheet:
    """Its other side: marks, date, chip, two fingers, three machine-readable lines."""
    page, face = _blank(OLD_PAPER, chance), typed(other)
    page.write("Đặc điểm nhân dạng / Personal identification:", 5, 3, 1.9, face.sans, LABEL)
    mole = ("Nốt ruồi C: 1cm trên sau đuôi mắt trái", "Sẹo chấm C: 0,5cm dưới trước mép phải", "Không")
    page.write(mole[int(chance.integers(len(mole)))], 5, 5.6, 2.4, face.sans)
    wide = page.write("Ngày, tháng, năm / Date, month, year:", 5, 9.6, 1.8, face.sans, LABEL)
    page.write(f"{who.issued:%d/%m/%Y}", 6 + wide, 9.2, 2.2, face.sans)
    page.write("CỤC TRƯỞNG CỤC CẢNH SÁT", 30, 13.0, 1.8, face.bold, DARK, "ma")
    page.write("QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI", 30, 15.4, 1.7, face.bold, DARK, "ma")
    marks.chip(page, 5, 20)
    marks.signature(page, 25, 25, 17, chance)
    marks.stamp(page, 33, 25, 6.4, chance)
    for x in (53, 69):
        page.write("Ngón trỏ", x + 6.5, 9.4, 1.5, face.sans, LABEL, "ma")
        marks.fingerprint(page, x, 12, chance)
    page.write("MẪU", 78, 3, 1.9, face.bold, (206, 120, 120))
    zone = who.card_zone
    marks.zone(page, zone, 4.7, 40.2, 4.7)
    lines = _lines(who, "")
    return Sheet(page.array, *CARD, PaperKind.CARD_BACK, "cccd-back", "", zone, lines, RADIUS)


def cc_front(who: Person, chance: Chance, other: bool) -> Sheet:
    """The card of 2024: face and chip, few words, no code."""
    page, face = _blank(NEW_PAPER, chance), typed(other)
    page.write(NATION, 49, 3.2, 2.3, face.bold, DARK, "ma")
    page.write(MOTTO, 49, 6.2, 2.15, face.bold, DARK, "ma")
    page.write("CĂN CƯỚC", 49, 9.8, 4.6, face.bold, RED, "ma")
    page.write("IDENTITY CARD", 49, 15.4, 2.0, face.sans, RED, "ma")
    marks.emblem(page, 11.5, 9, 5.4)
    marks.chip(page, 69.5, 22)
    marks.portrait(page, chance, 4.5, 17.4, 21, 28)
    rows = (
        ("Số định danh cá nhân / Personal identification number:", who.number, 19.4, 4.1, face.bold),
        ("Họ, chữ đệm và tên khai sinh / Full name:", who.name.upper(), 27.2, 3.1, face.sans),
        ("Ngày, tháng, năm sinh / Date of birth:", f"{who.birth:%d/%m/%Y}", 34.0, 2.7, face.sans),
        ("Giới tính / Sex:", _sex(who), 40.4, 2.6, face.sans),
    )
    for label, value, y, size, bold in rows:
        page.write(label, 28.5, y, 1.8, face.sans, LABEL)
        page.write(value, 28.5, y + 2.2, size, bold)
    page.write("Quốc tịch / Nationality:", 55, 40.4, 1.8, face.sans, LABEL)
    page.write("Việt Nam", 55, 42.6, 2.6, face.sans)
    page.write("MẪU", 5, 47.6, 2.0, face.bold, (206, 120, 120))
    lines = _lines(who, "can cuoc")
    return Sheet(page.array, *CARD, PaperKind.CARD_FRONT, "cc-front", "", (), lines, RADIUS)


def cc_back(who: Person, chance: Chance, other: bool) -> Sheet:
    """Its other side: residence, dates, the code at the upper right, three machine-readable lines."""
    page, face = _blank(NEW_PAPER, chance), typed(other)
    page.write("Nơi cư trú / Place of residence:", 4.5, 3.2, 1.8, face.sans, LABEL)
    page.paragraph(who.address, 4.5, 5.4, 58, 2.3, face.sans, 1.3)
    page.write("Nơi đăng ký khai sinh / Place of birth:", 4.5, 12.2, 1.8, face.sans, LABEL)
    page.paragraph(who.home, 4.5, 14.4, 58, 2.3, face.sans, 1.3)
    page.write("Ngày, tháng, năm cấp:", 4.5, 20.2, 1.8, face.sans, LABEL)
    page.write(f"{who.issued:%d/%m/%Y}", 25, 19.8, 2.3, face.sans)
    page.write("Có giá trị đến:", 42, 20.2, 1.8, face.sans, LABEL)
    page.write(f"{who.expires:%d/%m/%Y}", 55, 19.8, 2.3, face.sans)
    page.write("BỘ CÔNG AN", 16, 25.4, 2.5, face.bold)
    marks.stamp(page, 42, 28.4, 5.6, chance)
    page.write("MẪU", 70, 26, 2.0, face.bold, (206, 120, 120))
    code = (66.2, 3.8, 15.6, 15.6)
    marks.code(page, who.code, *code[:3])
    zone = who.card_zone
    marks.zone(page, zone, 4.7, 40.2, 4.7)
    lines = _lines(who, "")
    return Sheet(page.array, *CARD, PaperKind.CARD_BACK, "cc-back", who.code, zone, lines, RADIUS, code)
