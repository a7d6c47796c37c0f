"""Sheets of text: certificates, contracts, confirmations and forms, with stamp and signature; MẪU stands on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dialogs.documents import PaperKind
from tests.photos import marks
from tests.photos.forms import Form
from tests.photos.ink import Colour, Page
from tests.photos.marks import Chance
from tests.photos.people import Person
from tests.photos.sheet import MOTTO, NATION, Sheet

PER_MM: Final = 12.0
TINTED: Final = ((250, 244, 218), (252, 232, 236), (236, 246, 236), (240, 240, 234))
PENS: Final[tuple[Colour, ...]] = ((26, 44, 140), (32, 60, 160), (34, 34, 40))


@dataclass(frozen=True, slots=True)
class Type:
    """The faces and the size of a sheet's text (mm), its left margin (mm) and the lead between lines."""

    plain: str
    bold: str
    pen: str
    size: float
    margin: float
    lead: float


def _typed(chance: Chance, other: bool) -> Type:
    faces = (("other-serif", "other-serif-bold"),) if other else (("serif", "serif-bold"), ("display", "display-bold"))
    plain, bold = faces[int(chance.integers(len(faces)))]
    size = chance.uniform(4.1, 4.7) * {"other-serif": 0.88, "serif": 0.95, "display": 1.02}[plain]
    pen = "other-pen" if other else "pen"
    return Type(plain, bold, pen, size, chance.uniform(17, 26), chance.uniform(1.45, 1.75))


def letter(form: Form, who: Person, second: Person, chance: Chance, other: bool) -> Sheet:
    """This form filled in for two people."""
    kind = _typed(chance, other)
    white = int(chance.integers(244, 256))
    paper = (white, white, white - int(chance.integers(0, 8)))
    if form.tinted and chance.random() < 0.75:
        paper = TINTED[int(chance.integers(len(TINTED)))]
    page = Page(*form.size, PER_MM, paper)
    if form.framed:
        _frame(page, chance)
    _head(page, form, kind)
    page.write(form.title, page.width / 2, 36, 6.6, kind.bold, anchor="ma")
    if form.under:
        page.write(form.under, page.width / 2, 45, 3.6, kind.plain, anchor="ma")
    y = _body(page, form.body(who, second), kind, chance, form.by_hand)
    if form.table:
        y = _table(page, form.table, kind, y + 2)
    _close(page, form, kind, who, min(y + 4, page.height - 44), chance)
    lines = {"name": who.name, "number": who.number, "date": f"{who.birth:%d/%m/%Y}", "title": form.folded}
    return Sheet(page.array, *form.size, PaperKind.SHEET, form.template, "", (), lines)


def _frame(page: Page, chance: Chance) -> None:
    inset, colour = (chance.uniform(6, 11), ((176, 84, 76), (92, 132, 96), (90, 104, 150))[int(chance.integers(3))])
    page.box(inset, inset, page.width - 2 * inset, page.height - 2 * inset, outline=colour, width=10)
    inset += 1.8
    page.box(inset, inset, page.width - 2 * inset, page.height - 2 * inset, outline=colour, width=3)


def _head(page: Page, form: Form, kind: Type) -> None:
    k = page.width / 210
    centre = page.width * 0.68 if form.office[0] else page.width / 2
    page.write(NATION, centre, 15, 3.7, kind.bold, anchor="ma")
    page.write(MOTTO, centre, 20.5, 3.8, kind.bold, anchor="ma")
    page.rule(centre - 24 * k, 26.4, centre + 24 * k, 26.4)
    if form.office[0]:
        page.write(form.office[0], 50 * k, 15, 3.5, kind.plain, anchor="ma")
        page.write(form.office[1], 50 * k, 20.5, 3.5, kind.bold, anchor="ma")
        page.write("Số: 18/2026/MẪU", 50 * k, 28, 3.3, kind.plain, anchor="ma")


def _body(page: Page, lines: tuple[str, ...], kind: Type, chance: Chance, by_hand: bool) -> float:
    """``label|value`` or a paragraph, one below the other; returns the y below them."""
    y, right = 53.0, page.width - kind.margin
    pen = PENS[int(chance.integers(len(PENS)))]
    for line in lines:
        label, _, value = line.partition("|")
        if value:
            wide = page.write(label, kind.margin, y, kind.size, kind.plain)
            x = kind.margin + wide + 2
            if by_hand:
                page.rule(x, y + kind.size * 1.2, right, y + kind.size * 1.2, (150, 150, 156), 0.15)
                lift = chance.uniform(-0.5, 0.3)
                y = page.paragraph(
                    value, x + 1, y - 0.4 + lift, max(40.0, right - x), kind.size * 1.15, kind.pen, kind.lead, pen
                )
            else:
                y = page.paragraph(value, x, y, max(40.0, right - x), kind.size, kind.bold, kind.lead)
        else:
            y = page.paragraph(label, kind.margin, y, right - kind.margin, kind.size, kind.plain, kind.lead)
        y += 1.2
    return y


def _table(page: Page, rows: tuple[tuple[str, ...], ...], kind: Type, y: float) -> float:
    left, right, tall = kind.margin, page.width - kind.margin, 9.0
    wide = (right - left) / len(rows[0])
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            page.box(left + column * wide, y, wide, tall, outline=(40, 40, 44), width=3)
            page.write(text, left + column * wide + 2, y + 2, 3.6, kind.bold if number == 0 else kind.plain)
        y += tall
    return y


def _close(page: Page, form: Form, kind: Type, who: Person, y: float, chance: Chance) -> None:
    x = page.width * 0.7
    page.write("Ngày 12 tháng 10 năm 2026", x, y, 3.8, kind.pen, anchor="ma")
    page.write(form.signed, x, y + 5.6, 3.8, kind.bold, anchor="ma")
    marks.signature(page, x - 16, y + 18, 32, chance)
    if form.office[0] or chance.random() < 0.4:
        marks.stamp(page, x - 14, y + 17, 15, chance)
    page.write(who.name, x, y + 30, 4.0, kind.bold, anchor="ma")
    if not form.office[0]:
        page.write("NGƯỜI LÀM CHỨNG", page.width * 0.25, y + 5.6, 3.8, kind.bold, anchor="ma")
        marks.signature(page, page.width * 0.2, y + 17, 26, chance)
    page.write("MẪU", kind.margin, page.height - 13, 3, kind.plain, (150, 150, 150))
