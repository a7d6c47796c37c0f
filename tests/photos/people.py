"""People who do not exist, by seed: what stands on their papers, as text, as the code of a card and as a machine zone."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE = {
    "male": ("Văn", "Đức", "Hữu", "Minh", "Quang", "Công"),
    "female": ("Thị", "Thu", "Ngọc", "Thanh", "Bích", "Mỹ"),
}
GIVEN = {
    "male": ("An", "Bình", "Cường", "Dũng", "Hải", "Khôi", "Lộc", "Nghĩa", "Phúc", "Sơn", "Thắng", "Vỹ"),
    "female": ("Ánh", "Châu", "Duyên", "Hạnh", "Hường", "Lệ", "Nguyệt", "Oanh", "Quỳnh", "Tuyết", "Yến", "Ỷ Lan"),
}
COMMUNES = ("Quang Phục", "Tân Kỳ", "Minh Đức", "An Lạc", "Đông Xuyên", "Thượng Cát", "Phú Lương", "Yên Sở", "Hòa Tiến")
DISTRICTS = ("Tứ Kỳ", "Gia Lộc", "Thanh Hà", "Bình Giang", "Kim Thành", "Ninh Giang", "Cẩm Giàng")
PROVINCES = {
    "030": "Hải Dương",
    "001": "Hà Nội",
    "036": "Nam Định",
    "040": "Nghệ An",
    "048": "Đà Nẵng",
    "079": "TP. Hồ Chí Minh",
}
WEIGHTS = (7, 3, 1)


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
        number, born, until = self.passport.ljust(9, "<"), f"{self.birth:%y%m%d}", f"{self.expires:%y%m%d}"
        personal = self.number.ljust(14, "<")
        sex = "M" if self.sex == "male" else "F"
        second = f"{number}{check(number)}VNM{born}{check(born)}{sex}{until}{check(until)}{personal}{check(personal)}"
        return first, second + check(second[0:10] + second[13:20] + second[21:43])


def person(seed: int) -> Person:
    """The same person for the same seed."""
    chance = random.Random(f"person {seed}")
    sex = chance.choice(("male", "female"))
    middle = chance.choice(MIDDLE[sex]) if chance.random() < 0.92 else ""
    name = " ".join(part for part in (chance.choice(FAMILY), middle, chance.choice(GIVEN[sex])) if part)
    birth = date(1950, 1, 1) + timedelta(days=chance.randrange(365 * 55))
    prefix = chance.choice(tuple(PROVINCES))
    century = (birth.year - 1900) // 100 * 2 + (sex == "female")
    number = f"{prefix}{century}{birth:%y}0000{chance.randrange(100):02}"
    old = f"0{chance.randrange(10_000_000):08}" if chance.random() < 0.5 else ""
    district, commune = chance.choice(DISTRICTS), chance.choice(COMMUNES)
    home = f"{commune}, {district}, {PROVINCES[prefix]}"
    house = chance.choice(("Thôn Đoài", "Xóm 3", "Số 12, Ngõ 45", "Tổ dân phố 7", "Khu 2"))
    issued = date(2021, 3, 1) + timedelta(days=chance.randrange(1500))
    expires = date(birth.year + chance.choice((85, 90, 95)), birth.month, min(birth.day, 28))
    passport = f"{chance.choice('CBPK')}{chance.randrange(100):07}"
    return Person(name, sex, birth, number, old, f"{house}, {home}", home, issued, expires, passport)


def check(characters: str) -> str:
    """The check digit of a field (ICAO 9303-3, section 4.9)."""
    values = (0 if c == "<" else int(c) if c.isdigit() else ord(c) - 55 for c in characters)
    return str(sum(value * WEIGHTS[n % 3] for n, value in enumerate(values)) % 10)


def zone_name(name: str) -> str:
    """``NGUYEN<<VAN<AN``: family name, two fillers, the others, without marks."""
    plain = unicodedata.normalize("NFD", name.upper().replace("Đ", "D"))
    words = "".join(c for c in plain if not unicodedata.combining(c)).split()
    return words[0] + "<<" + "<".join(words[1:])
