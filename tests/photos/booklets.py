"""The page of a passport with the face and the machine-readable lines, alone or with the page above it."""

from __future__ import annotations

from typing import Final

import numpy as np

from dialogs.documents import PaperKind
from tests.photos import marks
from tests.photos.cards import typed
from tests.photos.ink import Array, Page
from tests.photos.marks import Chance
from tests.photos.people import Person
from tests.photos.sheet import BOOK, NATION, Sheet

PER_MM: Final = 20.0
PAPERS: Final = (
    ((240, 232, 222), (226, 236, 240)),
    ((236, 228, 236), (234, 238, 226)),
    ((224, 234, 226), (240, 236, 220)),
)
INKS: Final = ((224, 204, 198), (204, 214, 224), (222, 220, 196), (210, 200, 220))


def passport(who: Person, chance: Chance, other: bool) -> Sheet:
    """ICAO 9303-4: 125 by 88 mm, two lines of 44 letters."""
    paper = PAPERS[int(chance.integers(len(PAPERS)))]
    page, face = (Page(*BOOK, PER_MM, marks.guilloche(*BOOK, PER_MM, paper, INKS, chance)), typed(other))
    page.write("HỘ CHIẾU / PASSPORT", 40, 4.6, 3.6, face.bold, (40, 60, 96))
    page.write(NATION, 40, 9.6, 2.1, face.bold, (60, 60, 66))
    page.write("SOCIALIST REPUBLIC OF VIET NAM", 40, 12.4, 1.9, face.sans, (60, 60, 66))
    page.write("MẪU", 112, 5, 3, face.bold, (196, 80, 80))
    marks.portrait(page, chance, 5.5, 16, 31, 42)
    for x, y, label, value in _fields(who):
        page.write(label, x, y, 1.8, face.sans, (112, 100, 104))
        page.write(value, x, y + 2.3, 2.9, face.sans)
    marks.emblem(page, 14, 8, 5)
    page.box(0, 64, 125, 24, fill=(242, 240, 236))
    zone = who.passport_zone
    marks.zone(page, zone, 6.6, 73.4, 7.4)
    lines = {"name": who.name, "number": who.number, "date": f"{who.birth:%d/%m/%Y}", "title": "ho chieu"}
    lines["passport"] = who.passport
    above = _page_above(chance, paper)
    both = np.concatenate((above, page.array))
    return Sheet(page.array, *BOOK, PaperKind.PASSPORT, "passport", "", zone, lines, 0.0, None, both)


def _fields(who: Person) -> tuple[tuple[float, float, str, str], ...]:
    province = who.home.rpartition(", ")[2]
    return (
        (42, 16, "Loại / Type", "P"), (60, 16, "Mã số / Code of issuing State", "VNM"),
        (92, 16, "Số hộ chiếu / Passport No.", who.passport), (42, 23.6, "Họ và tên / Full name", who.name.upper()),
        (42, 31.2, "Quốc tịch / Nationality", "VIỆT NAM / VIETNAMESE"), (42, 38.8, "Ngày sinh / Date of birth", f"{who.birth:%d/%m/%Y}"),
        (84, 38.8, "Nơi sinh / Place of birth", province.upper()), (42, 46.4, "Giới tính / Sex", "NAM / M" if who.sex == "male" else "NỮ / F"),
        (84, 46.4, "Số ĐDCN / ID No.", who.number), (42, 54, "Ngày cấp / Date of issue", f"{who.issued:%d/%m/%Y}"),
        (84, 54, "Có giá trị đến / Date of expiry", f"{who.expires:%d/%m/%Y}"),
    )  # fmt: skip


def _page_above(chance: Chance, paper: tuple[tuple[int, int, int], tuple[int, int, int]]) -> Array:
    """Page one of the booklet: fine lines and a few words; it darkens towards the fold."""
    page = Page(*BOOK, PER_MM, marks.guilloche(*BOOK, PER_MM, (paper[1], paper[0]), INKS, chance))
    page.write("Hộ chiếu này có giá trị đi đến các nước.", 62, 30, 3.2, "sans", (80, 80, 96), "ma")
    page.write("This passport is valid for all countries.", 62, 36, 2.8, "sans", (80, 80, 96), "ma")
    page.write("MẪU - 1 -", 62, 80, 2.6, "sans", (110, 110, 120), "ma")
    fold = np.ones((page.array.shape[0], 1, 1))
    reach = int(5 * PER_MM)
    fold[-reach:, 0, 0] = np.linspace(1, 0.78, reach)
    return np.asarray(page.array * fold, np.uint8)
