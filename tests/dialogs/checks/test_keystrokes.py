"""Telex, VNI and old fonts read back, syllable by syllable and in whole names (facts 10.2, 10.5)."""

import pytest

from dialogs.checks.as_meant import as_meant
from dialogs.checks.keystrokes import from_telex, from_vni
from dialogs.checks.syllables import ONSETS, RIMES, is_bare_syllable, is_syllable, syllable

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
TELEX = dict(zip("âăđêôơư", ("aa", "aw", "dd", "ee", "oo", "ow", "uw"), strict=True))
VNI = dict(zip("âăđêôơư", ("a6", "a8", "d9", "e6", "o6", "o7", "u7"), strict=True))
TELEX_TONES = dict(zip(TONES, ("", "f", "s", "x", "r", "j"), strict=True))
VNI_TONES = dict(zip(TONES, ("", "2", "1", "4", "3", "5"), strict=True))


def keys(letters: str, tone: str, signs: dict[str, str], tones: dict[str, str]) -> str:
    return "".join(signs.get(letter, letter) for letter in letters) + tones[tone]


def test_every_syllable_comes_back_from_its_keystrokes() -> None:
    made = 0
    for onset in ONSETS:
        for rime in RIMES:
            for tone in TONES:
                found = syllable(onset + rime, tone)
                if found is None:
                    continue
                made += 1
                assert is_syllable(str(found))
                assert from_telex(keys(onset + rime, tone, TELEX, TELEX_TONES)) == str(found)
                assert from_vni(keys(onset + rime, tone, VNI, VNI_TONES)) == str(found)
    assert made > 20_000


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Nguyeenx", "Nguyễn"),
        ("Nguyeexn", "Nguyễn"),
        ("Nguyexen", "Nguyễn"),
        ("NGUYEENX", "NGUYỄN"),
        ("Vawn", "Văn"),
        ("Ddawngj", "Đặng"),
        ("DDAWNGJ", "ĐẶNG"),
        ("Huwowng", "Hương"),
        ("Huowng", "Hương"),
        ("dduwocj", "được"),
        ("thuowr", "thuở"),
        ("Muaf", "Mùa"),
        ("Muwaf", "Mừa"),
        ("Quoocs", "Quốc"),
        ("Quys", "Quý"),
        ("Hoaf", "Hòa"),
        ("Thuys", "Thúy"),
        ("Hoafn", "Hoàn"),
        ("Giangr", "Giảng"),
        ("Thuw", "Thư"),
        ("ngoeo", "ngoeo"),
    ],
)
def test_telex(typed: str, word: str) -> None:
    assert from_telex(typed) == word


@pytest.mark.parametrize("typed", ["Schmidt", "Alex", "Ksor", "Nguyễn", "123", "", "Rcomf", "bcd"])
def test_telex_makes_nothing_of_other_words(typed: str) -> None:
    assert from_telex(typed) is None


@pytest.mark.parametrize(
    ("typed", "word"),
    [("Nguye6n4", "Nguyễn"), ("Nguye64n", "Nguyễn"), ("Va8n", "Văn"), ("D9a85ng", "Đặng"), ("Hu7o7ng", "Hương"),
     ("Huo7ng", "Hương"), ("Thu3y", "Thủy"), ("HO2A", "HÒA")],
)  # fmt: skip
def test_vni(typed: str, word: str) -> None:
    assert from_vni(typed) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyeenx Vawn A", "Nguyễn Văn A"),
        ("Nguye6n4 Va8n A", "Nguyễn Văn A"),
        ("DDAWNGJ THIJ HUWOWNG", "ĐẶNG THỊ HƯƠNG"),
        ("Traanf thij Nam", "Trần thị Nam"),
        ("NguyÔn V¨n Phóc", "Nguyễn Văn Phúc"),
        ("§Æng ThÞ H­¬ng", "Đặng Thị Hương"),
        ("TrÇn ThÞ HuÖ", "Trần Thị Huệ"),
        ("Nguyeãn Vaên Phuùc", "Nguyễn Văn Phúc"),
        ("Traàn Thò Hueä", "Trần Thị Huệ"),
    ],
)
def test_garbled_words_are_read(typed: str, meant: str) -> None:
    assert as_meant(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["Nguyễn Văn A", "Trần Thị Thuỷ", "nguyen van a", "Cao Minh Long", "Y Kpă", "H'Hen Niê", "K'Brợi", "Ksor Kok",
     "Đinh Đrê", "Rơ Châm Blôr", "John Schmidt", "", "Lê 123", "x" * 5000],
)  # fmt: skip
def test_good_words_are_left_alone(typed: str) -> None:
    assert as_meant(typed) is None


def test_shapes() -> None:
    assert is_syllable("Nguyễn") and is_syllable("hoà") and is_syllable("hòa")
    assert not is_syllable("viet") and is_bare_syllable("viet")
    assert not is_syllable("cac\u0300") and not is_bare_syllable("schmidt")
