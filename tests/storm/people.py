"""The crowd of a seed: synthetic citizens who are told apart by everything that they say (canaries)."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from tests.people import HOA

_MIDDLE = ("An", "Bích", "Cẩm", "Diệu", "Gia", "Hạnh", "Khánh", "Lệ", "Mỹ", "Ngọc", "Phương", "Quỳnh", "Thu", "Uyên")
_LAST = ("Ân", "Băng", "Châu", "Duyên", "Giang", "Hằng", "Khuê", "Lan", "Miên", "Nhung", "Oanh", "Phượng", "Quyên")
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm")

_ONLY_ONE_PERIOD = {
    **{path: text for path, text in HOA.items() if not path.startswith("history")},
    "father": "Không",
    "mother": "Không",
    "history.0.from": "03/2004",
    "history.0.to": "đến nay",
    "history.0.kind": "Thường trú",
    "history.0.occupation": "kế toán",
    "history.0.workplace": "bỏ qua",
}


@dataclass(frozen=True)
class Person:
    """``answers`` by step, as in tests/people.py; ``corrected``: what an edit would say instead."""

    name: str
    channel: str
    answers: dict[str, str]
    corrected: dict[str, str] = field(default_factory=dict)

    @property
    def canaries(self) -> tuple[str, ...]:
        """Words that nobody else may ever read: the full name, and the digits of numbers (compared without blanks)."""
        phones = (self.answers["phone"].split("|")[0], self.corrected["phone"])
        return (squeezed(self.answers["full_name"]), self.answers["id_number"], *phones)


def squeezed(text: str) -> str:
    """Without blanks and capitals, so that no way of writing hides a canary."""
    return re.sub(r"\s+", "", text).casefold()


def person(seed: int, number: int, channel: str, photos: bool = False) -> Person:
    """The citizen with this number in the crowd of this seed: always the same."""
    chance = random.Random(f"{seed}/{number}")
    words = len(_MIDDLE) * len(_LAST)
    family, rest = _FAMILY[number // words % len(_FAMILY)], number % words
    home = f"số {number + 1} ngõ {chance.randrange(1, 300)}, phường Ba Đình, Hà Nội"
    answers = {
        **_ONLY_ONE_PERIOD,
        "full_name": f"{family} Thị {_MIDDLE[rest % len(_MIDDLE)]} {_LAST[rest // len(_MIDDLE)]}",
        "id_number": f"030190{chance.randrange(100):02}{number:04}",
        "phone": f"098{chance.randrange(100, 1000)}{number:04}",
        "permanent_residence": home,
        "history.0.address": home,
        "purpose": chance.choice(("Xin việc làm", "Du học")),
        "channel": "Tại quầy" if photos else "Trực tuyến",
    }
    corrected = {"phone": f"035{chance.randrange(100, 1000)}{number:04}"}
    return Person(f"{channel[0]}{number:03}", channel, answers, corrected)
