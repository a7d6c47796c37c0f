"""Words and presses meant to break the engine, or to file what must not be filed."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.dossier import Life
from dialogs.effects import Submit
from tests.people import HOA
from tests.play import Play

AT_COUNTER = {**HOA, "channel": "Tại quầy"}
STRANGE = ("²", "①", "9" * 4999, "-0", "\u202e1", "0" * 4999)
"""Numbers to ``str.isdigit``, or to nobody; longer than ``int`` reads."""


def at_card() -> Play:
    play = Play()
    play.opens()
    play.says("lý lịch tư pháp")
    play.fills(AT_COUNTER)
    return play


def submits(play: Play) -> int:
    """How many filings the last turn asked for."""
    return sum(isinstance(effect, Submit) for effect in play.effects)


@pytest.mark.parametrize("typed", STRANGE)
def test_strange_numbers_choose_nothing_among_candidates(typed: str) -> None:
    play = Play()
    play.opens()
    play.says("lý lịch tư pháp")
    play.fills(HOA, until="birth_place")
    play.says("Tân Lập")
    assert len(play.conversation.prompt.labels) > 1
    play.says(typed)
    assert "birth_place" not in play.conversation.dossiers[0].answers
    assert play.asked() == "birth_place"


def test_a_yes_said_again_and_again_files_once() -> None:
    play = at_card()
    play.says("nộp")
    (yes,) = [button for button, meaning in play.conversation.prompt.buttons if meaning.startswith("yes")]
    play.presses_id(yes)
    filed = submits(play)
    play.presses_id(yes)
    filed += submits(play)
    for typed in ("đồng ý", "nộp", "có"):
        play.says(typed)
        filed += submits(play)
    assert filed == 1 and play.life is Life.SUBMITTING


def test_an_unfinished_dossier_is_not_filed_by_words() -> None:
    play = Play()
    play.opens()
    play.says("lý lịch tư pháp")
    for typed in ("xem lại", "nộp", "có", "đồng ý", "nộp hồ sơ", "lùi", "xem lại", "xong"):
        play.says(typed)
        assert submits(play) == 0 and play.life is Life.DRAFT


def test_a_supplement_takes_nothing_but_what_was_asked_for() -> None:
    play = at_card()
    play.says("nộp")
    play.says("đồng ý")
    play.portal_files()
    play.portal_reports(2, code="H99.01-261121-0001")
    play.portal_reports(5, items=("id_card",), reason="mờ", deadline=date(2026, 12, 5))
    before = dict(play.conversation.dossiers[0].answers)
    play.says("hồ sơ của tôi")
    (repair,) = {m: b for b, m in play.conversation.standing if m.startswith("repair:")}.values()
    play.presses_id(repair)
    for typed in ("sửa họ tên", "Nguyễn Văn Khác", "lùi", "xem lại", "sửa ngày sinh", "01/01/1999", "bỏ qua", "nộp"):
        play.says(typed)
        assert submits(play) == 0
    assert play.conversation.dossiers[0].answers == before
