"""People who do not exist, by seed: what stands on their papers, as text, as the code of a card and as a machine zone."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE: Final = {
    "male": ("Văn", "Đức", "Hữu", "Minh", "Quang", "Công"),
    "female": ("Thị", "Thu", "Ngọc", "Thanh", "Bích", "Mỹ"),
}
GIVEN: Final = {
    "male": ("An", "Bình", "Cường", "Dũng", "Hải", "Khôi", "Lộc", "Nghĩa", "Phúc", "Sơn", "Thắng", "Vỹ"),
    "female": ("Ánh", "Châu", "Duyên", "Hạnh", "Hường", "Lệ", "Nguyệt", "Oanh", "Quỳnh", "Tuyết", "Yến", "Ỷ Lan"),
}
COMMUNES: Final = (
    "Quang Phục", "Tân Kỳ", "Minh Đức", "An Lạc", "Đông Xuyên", "Thượng Cát", "Phú Lương", "Yên Sở", "Hòa Tiến",
)  # fmt: skip
DISTRICTS: Final = ("Tứ Kỳ", "Gia Lộc", "Thanh Hà", "Bình Giang", "Kim Thành", "Ninh Giang", "Cẩm Giàng")
RARE_FAMILY: Final = ("Huỳnh", "Võ", "Trịnh", "Đinh", "Lương", "Mai", "Tô", "Cao", "Tạ", "Nông")
RARE_GIVEN: Final = {
    "male": ("Đạt", "Giang", "Hưng", "Kiệt", "Long", "Nhật", "Quý", "Trường", "Vượng", "Xuân"),
    "female": ("Diễm", "Giao", "Hồng", "Khuê", "Loan", "Nhàn", "Phượng", "Thảo", "Uyên", "Xuyến"),
}
RARE_COMMUNES: Final = ("Mường Giôn", "Ea Kiết", "Thạnh Lộc", "Bình Thuỷ", "Kỳ Khang", "Đại Hưng", "Phước Hội")
RARE_DISTRICTS: Final = ("Quỳnh Nhai", "Cư M'gar", "Giồng Riềng", "Kỳ Anh", "Đại Lộc", "La Gi")
"""Names of the reported set only (with the common family names beside them)."""
PROVINCES: Final = {
    "030": "Hải Dương", "001": "Hà Nội", "036": "Nam Định", "040": "Nghệ An", "048": "Đà Nẵng", "079": "TP. Hồ Chí Minh",
}  # fmt: skip
HOUSES: Final = ("Thôn Đoài", "Xóm 3", "Số 12, Ngõ 45", "Tổ dân phố 7", "Khu 2", "204 đường 3 tháng 2", "Ấp 5")
WEIGHTS: Final = (7, 3, 1)
SERIALS: Final = {"train": (0, 40), "tune": (40, 70), "report": (70, 100)}
"""Last two digits of the serial numbers of each set: no number occurs in two sets."""


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that stands on the papers of one made-up person; serial numbers end in 000000 to 000099."""

    name: str
    sex: str
    birth: date
    number: str
    old_number: str
    address: str
    home: str
    issued: date
    expires: date
    passport: str

    @property
    def code(self) -> str:
        """The payload of the code on the card (facts 5.3)."""
        sex = "Nam" if self.sex == "male" else "Nữ"
        parts = (self.number, self.old_number, self.name, f"{self.birth:%d%m%Y}", sex, self.address)
        return "|".join((*parts, f"{self.issued:%d%m%Y}"))

    @property
    def card_zone(self) -> tuple[str, str, str]:
        """TD1, three lines of thirty (facts 5.4)."""
        serial = self.number[3:]
        first = f"IDVNM{serial}{check(serial)}{self.number}<<"
        first += check(self.number + "<<")
        born, until = f"{self.birth:%y%m%d}", f"{self.expires:%y%m%d}"
        second = f"{born}{check(born)}{'M' if self.sex == 'male' else 'F'}{until}{check(until)}VNM" + "<" * 11
        whole = first[5:30] + second[0:7] + second[8:15] + second[18:29]
        return first, second + check(whole), zone_name(self.name)[:30].ljust(30, "<")

    @property
    def passport_zone(self) -> tuple[str, str]:
        """TD3, two lines of forty-four (ICAO 9303-4)."""
        first = ("P<VNM" + zone_name(self.name))[:44].ljust(44, "<")
        number, born, until = (self.passport.ljust(9, "<"), f"{self.birth:%y%m%d}", f"{self.expires:%y%m%d}")
        personal = self.number.ljust(14, "<")
        sex = "M" if self.sex == "male" else "F"
        second = f"{number}{check(number)}VNM{born}{check(born)}{sex}{until}{check(until)}{personal}{check(personal)}"
        return first, second + check(second[0:10] + second[13:20] + second[21:43])


def person(seed: int | str, which: str = "train") -> Person:
    """The same person for the same seed; nobody of one set occurs in another."""
    chance, rare = random.Random(f"person {which} {seed}"), which == "report"
    sex = chance.choice(("male", "female"))
    middle = chance.choice(MIDDLE[sex]) if chance.random() < 0.92 else ""
    if middle and chance.random() < 0.2:
        middle += " " + chance.choice(MIDDLE[sex])
    family = chance.choice(FAMILY + RARE_FAMILY if rare else FAMILY)
    name = " ".join(part for part in (family, middle, chance.choice((RARE_GIVEN if rare else GIVEN)[sex])) if part)
    birth = date(1950, 1, 1) + timedelta(days=chance.randrange(365 * 55))
    prefix = chance.choice(tuple(PROVINCES))
    century = (birth.year - 1900) // 100 * 2 + (sex == "female")
    serial = chance.randrange(*SERIALS[which])
    number = f"{prefix}{century}{birth:%y}0000{serial:02}"
    old = f"0{chance.randrange(10_000_000):08}" if chance.random() < 0.5 else ""
    district = chance.choice(RARE_DISTRICTS if rare else DISTRICTS)
    home = f"{chance.choice(RARE_COMMUNES if rare else COMMUNES)}, {district}, {PROVINCES[prefix]}"
    issued = date(2021, 3, 1) + timedelta(days=chance.randrange(1500))
    expires = date(birth.year + chance.choice((85, 90, 95)), birth.month, min(birth.day, 28))
    passport = f"{chance.choice('CBPK')}00000{serial:02}"
    address = f"{chance.choice(HOUSES)}, {home}"
    return Person(name, sex, birth, number, old, address, home, issued, expires, passport)


def check(characters: str) -> str:
    """The check digit of a field (ICAO 9303-3, section 4.9)."""
    values = (0 if c == "<" else int(c) if c.isdigit() else ord(c) - 55 for c in characters)
    return str(sum(value * WEIGHTS[n % 3] for n, value in enumerate(values)) % 10)


def zone_name(name: str) -> str:
    """``NGUYEN<<VAN<AN``: family name, two fillers, the others, without marks."""
    plain = unicodedata.normalize("NFD", name.upper().replace("Đ", "D"))
    words = "".join(c for c in plain if not unicodedata.combining(c)).split()
    return words[0] + "<<" + "<".join(words[1:])
