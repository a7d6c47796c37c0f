"""The promised day: told of once just before, apologised for once when it passed, and silent when the clock stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dialogs.effects import CallStaff
from dialogs.procedure import Office
from tests.dialogs.test_turn_filing import filed, kinds
from tests.people import HOA
from tests.play import Play

DUE = date(2026, 12, 4)
"""A Friday."""


def promised() -> Play:
    play = filed()
    play.portal_reports(2, code="H99.01-261123-0001", due=DUE)
    return play


def told(play: Play, **time: float) -> list[str]:
    return [shown.text for shown in play.waits(**time)]


def until(play: Play, day: date, hour: int = 12) -> float:
    """Days until noon (or another hour) of a day in Vietnam."""
    local = play.now + timedelta(hours=7)
    return (day - local.date()).days + (hour - local.hour - local.minute / 60) / 24


def test_told_the_working_day_before_and_sorry_the_working_day_after() -> None:
    play = promised()
    assert told(play, days=until(play, date(2026, 12, 2))) == []
    (soon,) = told(play, days=1)
    assert "04/12/2026" in soon and "Không cần làm gì" in soon
    assert told(play, days=until(play, date(2026, 12, 6))) == [], "no officer could answer on a Sunday"
    (late,) = told(play, days=1)
    assert "quá ngày hẹn 04/12/2026" in late and "1900 0000" in late
    assert kinds(play, CallStaff) == [CallStaff("overdue", play.conversation.dossiers[-1].id)]
    assert told(play, days=30) == []


@pytest.mark.parametrize("status", [5, 8, 9, 10])
def test_nothing_of_it_when_the_clock_stands_or_all_is_done(status: int) -> None:
    play = promised()
    if status == 10:
        play.portal_reports(9)
    play.portal_reports(status)
    said = told(play, days=30)
    assert not any("quá ngày hẹn" in one or "hẹn trả kết quả ngày" in one for one in said)


def test_a_day_that_was_put_off_counts_anew_and_the_old_one_is_silent() -> None:
    play = promised()
    (sorry,) = [one.text for one in play.portal_reports(2, due=date(2026, 12, 9), reason="Chờ xác minh")]
    assert "Rất xin lỗi" in sorry and "09/12/2026" in sorry and "Chờ xác minh" in sorry
    assert told(play, days=until(play, date(2026, 12, 7))) == []
    assert len(told(play, days=1)) == 1 and len(told(play, days=2)) == 1


def test_the_day_that_moves_after_a_supplement_is_no_apology() -> None:
    play = promised()
    play.portal_reports(5, items=("phone",), reason="Số sai")
    (news,) = [one.text for one in play.portal_reports(4, due=date(2026, 12, 9), reason="Đã đủ giấy tờ")]
    assert "xin lỗi" not in news and "09/12/2026" in news


def test_without_a_telephone_nobody_is_told_to_call() -> None:
    play = promised()
    play.catalogue = replace(play.catalogue, office=Office("Một cửa"))
    late = told(play, days=until(play, date(2026, 12, 8)))[-1]
    assert "quá ngày hẹn" in late and "gọi" not in late


def test_a_day_brought_forward_is_no_apology() -> None:
    play = promised()
    (news,) = [one.text for one in play.portal_reports(4, due=date(2026, 12, 2), reason="Đã xác minh xong")]
    assert "xin lỗi" not in news


def test_the_same_promise_twice_is_told_of_once() -> None:
    play = promised()
    play.portal_reports(4, due=date(2026, 12, 9))
    play.portal_reports(4, due=DUE)
    assert len(told(play, days=until(play, date(2026, 12, 3)))) == 1
    play.portal_reports(4, due=date(2026, 12, 9))
    play.portal_reports(4, due=DUE)
    assert told(play, hours=3) == []


def test_a_draft_is_recalled_twice_and_never_a_third_time() -> None:
    play = Play()
    play.opens("criminal-record")
    play.fills(HOA, until="full_name")
    said = told(play, days=6.9)
    assert len(said) == 2 and "còn giữ" in said[0] and "Ngày mai" in said[1]
    assert "đã được xoá" in told(play, days=1)[-1]
