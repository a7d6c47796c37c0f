"""Names of people (facts 10.1, 10.5)."""

import unicodedata

import pytest

from dialogs.checks.names import UNKNOWN, PersonName, same_name, titled
from tests.dialogs.checks.said import accepted, context, doubted, echoed, outcome, refused

name = PersonName()


@pytest.mark.parametrize(
    "typed",
    ["Nguyễn Văn A", "NGUYỄN VĂN A", "Y Kpă", "H'Hen Niê", "K'Brợi", "Đinh Đrê", "Tôn Nữ Thị Bé", "Đỗ", "Rơ Châm H'Lý",
     "Nguyễn-Phước An"],
)  # fmt: skip
def test_names_as_on_papers_stand_and_need_no_echo(typed: str) -> None:
    assert accepted(name, typed) == typed
    assert getattr(outcome(name, typed), "echo", "none") is None


def test_decomposed_and_untidy_names_come_out_clean() -> None:
    assert accepted(name, unicodedata.normalize("NFD", "  Nguyễn  Văn\u200b A ")) == "Nguyễn Văn A"
    assert accepted(name, "H\u2019Hen Niê") == "H'Hen Niê"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("nguyễn văn a", "Nguyễn Văn A"), ("h'hen niê", "H'Hen Niê"), ("tên tôi là Trần Thị Bé", "Trần Thị Bé")],
)
def test_small_letters_get_capitals_and_are_shown(typed: str, kept: str) -> None:
    assert accepted(name, typed) == kept
    if typed.islower():
        assert echoed(name, typed) == {"name": kept}


@pytest.mark.parametrize(
    ("typed", "value"),
    [("nguyen van a", "Nguyen Van A"), ("Nguyen Van A", "Nguyen Van A"), ("NGUYEN VAN A", "NGUYEN VAN A")],
)
def test_no_marks_at_all_is_asked(typed: str, value: str) -> None:
    assert doubted(name, typed) == (value, "doubt-name-plain")


@pytest.mark.parametrize("typed", ["Nguyeenx Vawn A", "Nguye6n4 Va8n A", "nguyeenx vawn a", "NguyÔn V¨n A"])
def test_a_keyboard_that_is_off_gets_a_proposal(typed: str) -> None:
    assert doubted(name, typed) == ("Nguyễn Văn A", "doubt-name-keys")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Nguyễn Văn 4", "refused-name-digits"),
        ("0900000012", "refused-name-digits"),
        ("an@x.vn", "refused-name-signs"),
        ("Văn 😀", "refused-name-signs"),
        ("Иван", "refused-name-signs"),
        ("<b>Văn</b>", "refused-name-signs"),
        ("", "refused-name-empty"),
        ("  ...  ", "refused-name-empty"),
        ("ă" * 101, "refused-name-long"),
        ("Nguyễn " * 800, "refused-name-long"),
    ],
)
def test_what_is_no_name(typed: str, key: str) -> None:
    assert refused(name, typed) == (key, "E_NAME_FORMAT")


def test_a_hundred_letters_are_still_a_name() -> None:
    assert len(str(accepted(name, "Ă" * 100))) == 100


@pytest.mark.parametrize("typed", ["ok", "không", "dạ"])
def test_an_answer_that_is_hardly_a_name_is_asked(typed: str) -> None:
    assert doubted(name, typed)[1] == "doubt-name-word"


def test_foreigners_are_written_as_in_the_passport() -> None:
    abroad = context(nationality="US")
    assert accepted(name, "Max Schmidt", abroad) == "MAX SCHMIDT"
    assert doubted(name, "Max Schmidt", context(nationality="VN"))[1] == "doubt-name-plain"


def test_parents_may_be_unknown_or_deceased_only_where_allowed() -> None:
    parent = PersonName(may_be_unknown=True)
    for typed in ("không rõ", "khong ro", "Không biết", "KHÔNG CÓ"):
        assert accepted(parent, typed) == UNKNOWN
    assert accepted(parent, "Trần Văn Bá (đã mất)") == "Trần Văn Bá"
    assert doubted(name, "không")[1] == "doubt-name-word"


def test_same_name_is_the_official_comparison() -> None:
    assert same_name("NGUYỄN VĂN HÒA", "Nguyễn Văn Hoà")
    assert not same_name("Nguyễn Văn Hòa", "Nguyễn Văn Hóa")
    assert not same_name("Nguyen Van Hoa", "Nguyễn Văn Hòa")


def test_titled() -> None:
    assert titled("NGUYỄN thị-an k'brợi") == "Nguyễn Thị-An K'Brợi"
