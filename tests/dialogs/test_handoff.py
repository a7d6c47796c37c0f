"""Handing over to a portal that takes nothing from us: nothing is sent, nothing is lost, nobody is deceived."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.dossier import Life
from dialogs.effects import Erase, Remind, Submit
from dialogs.events import Timer
from dialogs.modes import Mode
from tests.dialogs.test_turn_filing import kinds
from tests.people import HOA
from tests.play import Play, house

CODE = "G22.99.01-261121-000123"
STEPS = 8


def at_card(**answers: str) -> Play:
    play = Play(replace(house(), handed_off=frozenset({"3.000333"})))
    play.opens("criminal-record")
    play.fills({**HOA, **answers})
    return play


def in_guide(which: str = "Ngay máy này") -> Play:
    play = at_card()
    play.says("nộp")
    play.presses(which)
    return play


def copies(play: Play) -> list[str]:
    return [button.copy for button in play.shown[-1].buttons if button.copy]


def through(play: Play) -> list[str]:
    """Every text of the guide to its end."""
    said = [play.shown[-1].text]
    while play.shown[-1].step != "guide-code":
        said.append(play.presses("Xong, bước sau")[-1].text)
    return said


def test_at_the_counter_it_is_filed_here_all_the_same() -> None:
    play = at_card(channel="Tại quầy")
    assert "Nộp hồ sơ" in str([button.label for button in play.shown[-1].buttons])
    play.says("nộp")
    assert play.conversation.mode is Mode.CONSENTING


def test_every_step_is_shown_and_nothing_is_ever_sent() -> None:
    play = in_guide()
    said = through(play)
    assert [f"bước {at}/{STEPS}" in text for at, text in enumerate(said[:-1], 1)] == [True] * STEPS
    assert kinds(play, Submit) == [] and play.life is Life.REVIEW


def test_values_are_copied_on_one_phone_and_only_shown_for_another() -> None:
    play = in_guide()
    play.presses("Xong, bước sau")
    play.presses("Xong, bước sau")
    assert "0900 000 012" in copies(play)
    other = in_guide("Máy khác")
    other.presses("Xong, bước sau")
    other.presses("Xong, bước sau")
    assert copies(other) == []
    assert "0900 000 012" in [line.value for section in other.shown[-1].sections for line in section.lines]


def test_an_answer_that_is_wrong_can_be_changed_from_within() -> None:
    play = in_guide()
    play.says("sửa email")
    play.says("hoa@example.vn")
    assert play.asked() == "review"
    play.says("nộp")
    assert play.conversation.mode is Mode.GUIDING


def test_back_from_the_first_step_asks_for_the_phone_again() -> None:
    play = in_guide()
    play.says("lùi")
    assert "trên máy nào" in play.shown[-1].text
    play.says("xong")
    assert "trên máy nào" in play.shown[-1].text, "a yes chooses no phone"


@pytest.mark.parametrize("code", [CODE, ""])
def test_with_its_code_or_without_it_is_kept_and_asked_about(code: str) -> None:
    play = in_guide()
    through(play)
    if code:
        play.says(code.lower())
    else:
        play.presses("Đã gửi, không thấy mã")
    dossier = play.conversation.dossiers[-1]
    assert (dossier.life, dossier.code, dossier.elsewhere) == (Life.REGISTERED, code, "VNeID")
    (asked,) = [one for one in play.effects if isinstance(one, Remind)]
    assert asked.timer is Timer.ELSEWHERE and (asked.at + timedelta(hours=7)).date() > (dossier.due or asked.at.date())
    play.waits(days=20)
    assert "có kết quả chưa" in play.shown[-1].text
    play.presses("Đã có kết quả")
    assert play.life is Life.RETURNED
    asked_before = len(play.shown)
    play.waits(days=60)
    assert len(play.shown) == asked_before


def test_a_word_that_is_no_code_is_told_so_with_the_way_without_one() -> None:
    play = in_guide()
    play.says("linh tinh")
    assert "Chưa hiểu" in play.shown[-1].text and "bước 1/8" in play.shown[-1].text
    through(play)
    play.says("12345")
    assert "không có mã hồ sơ" in play.shown[-1].text
    play.presses("Đã gửi, không thấy mã")
    assert play.life is Life.REGISTERED


def test_it_cannot_be_withdrawn_here_and_erasing_takes_it_whole() -> None:
    play = in_guide()
    through(play)
    play.says(CODE)
    play.says("rút hồ sơ")
    assert play.conversation.mode is not Mode.WITHDRAWING
    id = play.conversation.dossiers[-1].id
    play.says("xoá dữ liệu của tôi")
    play.presses("Xoá hết")
    assert kinds(play, Erase) == [Erase(id), Erase()]


def test_a_code_that_is_typed_early_ends_the_guide() -> None:
    play = in_guide()
    play.says(CODE)
    assert play.life is Life.REGISTERED and play.conversation.mode is Mode.IDLE
