"""What is seen on the photos of transcripts, from a few words: ``front là card_front lỗi glare@top-right thẻ hoa``."""

from __future__ import annotations

import hashlib

from dialogs.answers import PartialDate
from dialogs.documents import Card, Fault, Flaw, Look, PaperKind, ReadText

WORDS = ("là", "lỗi", "chữ", "thẻ", "mrz", "hạn", "đọc", "trang", "nén")
"""là KIND · lỗi FLAW[@WHERE] · chữ large_words · thẻ WHO (code read) · mrz WHO (zone read), hạn DAY (its expiry) · đọc
WHAT=value@sure · trang NAME (the same page as the photo NAME) · nén (made smaller by the chat). ``_`` is a space."""

CARDS = {
    "hoa": Card(
        by="qr",
        number="030190000018",
        name="Nguyễn Thị Hoa",
        birth=PartialDate(1990, 3, 5),
        sex="female",
        residence="Xã Quang Phục, Tứ Kỳ, Hải Dương",
        issued=PartialDate(2021, 8, 15),
    ),
    "nam": Card(
        by="qr",
        number="001095000027",
        name="Trần Văn Nam",
        birth=PartialDate(1995, 7, 12),
        sex="male",
        residence="Số 5 ngõ 12, phường Ba Đình, Hà Nội",
        issued=PartialDate(2024, 9, 2),
    ),
}


def seen(described: str) -> tuple[str, Look, bool]:
    """(name of the photo, what is seen on it, whether the chat made it smaller)."""
    parts = described.split()
    start = next((n for n, part in enumerate(parts) if part in WORDS), len(parts))
    name, rest = " ".join(parts[:start]), parts[start:]
    said: dict[str, list[str]] = {}
    while rest:
        word = rest.pop(0)
        said.setdefault(word, [])
        if word != "nén":
            said[word].append(rest.pop(0).replace("_", " "))
    kind = said.get("là", ["unknown"])[0].replace(" ", "_")
    look = Look(
        kind=PaperKind(kind),
        sure=98,
        corners=((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),
        faults=tuple(_fault(one) for one in said.get("lỗi", ())),
        print=hashlib.sha256(said.get("trang", [name])[0].encode()).hexdigest(),
        words=tuple(said.get("chữ", ())),
        card=_card(said),
        texts=tuple(_read(one) for one in said.get("đọc", ())),
    )
    return name, look, "nén" in said


def _fault(described: str) -> Fault:
    flaw, _, where = described.partition("@")
    return Fault(Flaw(flaw.replace(" ", "_")), where)


def _card(said: dict[str, list[str]]) -> Card | None:
    if "thẻ" in said:
        return CARDS[said["thẻ"][0]]
    if "mrz" in said:
        full = CARDS[said["mrz"][0]]
        expires = _day(said["hạn"][0]) if "hạn" in said else None
        return Card("mrz", full.number, "NGUYEN THI HOA", full.birth, full.sex, expires=expires, nationality="VNM")
    return None


def _day(text: str) -> PartialDate:
    day, month, year = map(int, text.split("/"))
    return PartialDate(year, month, day)


def _read(described: str) -> ReadText:
    what, _, rest = described.partition("=")
    value, _, sure = rest.partition("@")
    return ReadText(what, value, int(sure))
