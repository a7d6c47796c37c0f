"""Options, yes and no, ethnic groups, nationalities (facts 10.5, 10.6)."""

import pytest

from dialogs.checks import Candidates, Refused
from dialogs.checks.choices import OneOf, YesOrNo, choose, chosen, yes_or_no
from dialogs.checks.ethnic_groups import ETHNIC_GROUPS, EthnicGroup, ethnic_group_name
from dialogs.checks.nationalities import NATIONALITIES, Nationality, nationality_name
from tests.dialogs.checks.said import accepted, context, doubted, echoed, outcome, refused

SEX = (("male", "Nam", ("đàn ông",)), ("female", "Nữ", ("phụ nữ",)))
DELIVERY = (
    ("none", "Không cần bản giấy", ()),
    ("counter", "Nhận tại quầy", ("tại chỗ",)),
    ("post", "Nhận qua bưu chính", ("bưu điện", "post")),
)


@pytest.mark.parametrize(
    "typed",
    ["có", "co", "Có ạ", "dạ", "vâng", "vang", "Dạ vâng ạ", "ừ", "u", "uh", "ok", "OK!", "okê", "đúng", "đúng rồi",
     "dung roi",
     "phải", "được", "dc", "đồng ý", "dạ có ạ", "em có", "yes", "Y", "yeah"],
)  # fmt: skip
def test_yes(typed: str) -> None:
    assert yes_or_no(typed) is True


@pytest.mark.parametrize(
    "typed",
    ["không", "khong", "ko", "K", "kg", "hông", "hong", "hem", "Không ạ", "dạ không", "không phải", "k phải", "ko co",
     "chưa",
     "dạ chưa ạ", "chưa có", "sai", "sai rồi", "thôi", "no", "n", "nope"],
)  # fmt: skip
def test_no(typed: str) -> None:
    assert yes_or_no(typed) is False


@pytest.mark.parametrize("typed", ["", "dừng", "có lẽ", "không biết", "👍", "1", "Hải Phòng", "ok " * 500, "a", "?"])
def test_neither(typed: str) -> None:
    assert yes_or_no(typed) is None


def test_yes_or_no_as_a_check() -> None:
    assert accepted(YesOrNo(), "dạ đúng rồi ạ") is True
    assert accepted(YesOrNo(), "ko") is False
    assert refused(YesOrNo(), "có lẽ") == ("refused-yes-no", "E_CHOICE")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("nam", "male"), ("NỮ", "female"), ("nu", "female"), ("1", "male"), ("2", "female"), ("phu nu", "female"),
     ("male", "male"), ("nữ.", "female")],
)  # fmt: skip
def test_choose(typed: str, code: str) -> None:
    assert choose(typed, SEX) == code


@pytest.mark.parametrize("typed", ["", "0", "3", "99999999999999999999", "nạm", "không", "x" * 5000])
def test_choose_guesses_nothing(typed: str) -> None:
    assert choose(typed, SEX) is None


def test_all_marks_equal_beat_missing_marks() -> None:
    alike = (("1", "Hòa", ()), ("2", "Hoa", ()), ("3", "Hóa", ()))
    assert choose("hoa", alike) == "2"
    assert choose("hoá", alike) == "3"
    assert isinstance(chosen("hoa", (alike[0], alike[2])), Candidates)


def test_beginnings_numbers_and_sentences() -> None:
    assert choose("nhận qua", DELIVERY) == "post"
    assert choose("bưu điện", DELIVERY) == "post"
    assert choose("khong can", DELIVERY) == "none"
    found = chosen("nhan", DELIVERY)
    assert isinstance(found, Candidates)
    assert [value for _, value in found.options] == ["counter", "post"]
    assert doubted(OneOf(DELIVERY), "cho tôi nhận qua bưu điện nhé") == ("post", "doubt-choice")
    assert isinstance(chosen("tôi không nhận tại quầy", DELIVERY), Refused)


def test_other_marks_are_asked() -> None:
    assert doubted(OneOf(SEX), "nự") == ("female", "doubt-choice")


def test_what_was_guessed_from_a_beginning_is_shown() -> None:
    assert echoed(OneOf(DELIVERY), "nhận tại") == {"choice": "Nhận tại quầy"}


def test_all_54_groups_find_themselves_with_and_without_marks() -> None:
    assert [code for code, _, _ in ETHNIC_GROUPS] == [f"{n:02}" for n in range(1, 55)]
    for code, name, aliases in ETHNIC_GROUPS:
        for word in (code, name, name.upper(), *aliases):
            assert accepted(EthnicGroup, word) == code, word


@pytest.mark.parametrize(
    ("typed", "code"),
    [("kinh", "01"), ("khmer", "05"), ("Khơ me", "05"), ("H'Mông", "08"), ("hmong", "08"), ("ede", "12"), ("Ê Đê",
     "12"),
     ("jarai", "10"), ("ba na", "13"), ("bru", "23"), ("van kieu", "23"), ("k'ho", "16"), ("tay", "02"), ("8", "08")],
)  # fmt: skip
def test_groups_as_people_write_them(typed: str, code: str) -> None:
    assert accepted(EthnicGroup, typed) == code


def test_groups_in_a_sentence_and_unclear_ones() -> None:
    assert doubted(EthnicGroup, "tôi là người Tày ạ")[0] == "02"
    assert isinstance(outcome(EthnicGroup, "la"), Candidates)
    assert refused(EthnicGroup, "người ngoài hành tinh") == ("refused-choice", "E_CHOICE")
    assert refused(EthnicGroup, "không phải Kinh")[0] == "refused-choice"
    assert ethnic_group_name("08") == "Mông" and ethnic_group_name("99") == ""


def test_nationalities() -> None:
    codes = [code for code, _, _ in NATIONALITIES]
    assert codes[0] == "VN" and len(codes) == len(set(codes)) >= 60
    assert all(len(code) == 2 and code.isupper() for code in codes)
    for code, name, aliases in NATIONALITIES:
        for word in (code, name, *aliases):
            assert accepted(Nationality, word) == code, word
    assert nationality_name("LA") == "Lào" and nationality_name("XX") == ""


@pytest.mark.parametrize(
    ("typed", "code"), [("viet nam", "VN"), ("vn", "VN"), ("my", "US"), ("uc", "AU"), ("lao", "LA")]
)
def test_nationalities_without_marks(typed: str, code: str) -> None:
    assert accepted(Nationality, typed) == code


def test_too_many_candidates_are_not_poured_out() -> None:
    many = OneOf(tuple((str(n), f"Công an {n}", ()) for n in range(11)))
    assert refused(many, "cong an") == ("refused-choice-many", "E_CHOICE")
    assert isinstance(outcome(OneOf(many.options[:10]), "cong an", context()), Candidates)
