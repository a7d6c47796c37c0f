"""Answers: going back, branches, doubts, buttons of other times, and what the figures above a question say."""

from __future__ import annotations

import pytest

from dialogs.answers import Source
from dialogs.checks.outcome import Context
from dialogs.effects import Fetch, Say
from dialogs.events import Stumbled
from dialogs.modes import Mode
from dialogs.scene import Scene
from tests.people import HOA, NAM
from tests.play import Play, phrasebook


def filling(until: str, procedure: str = "criminal-record", **changes: str) -> Play:
    """A chat in which everything before ``until`` is answered."""
    play = Play()
    play.opens(procedure)
    play.fills({**(HOA if procedure == "criminal-record" else NAM), **changes}, until)
    return play


def answers(play: Play) -> dict[str, object]:
    return {path: given.value for path, given in play.conversation.dossiers[-1].answers.items()}


def test_going_back_step_by_step_to_the_first_question_loses_nothing() -> None:
    play = filling("review")
    before = answers(play)
    for _ in range(len(before) + 5):
        play.says("lùi")
    assert answers(play) == before
    assert play.asked() == "purpose"
    assert "câu đầu tiên" in play.shown[-1].text


def test_a_step_that_was_kept_returns_to_where_the_citizen_was() -> None:
    play = filling("phone")
    play.says("lùi")
    play.says("lùi")
    play.presses("✔ Giữ nguyên")
    assert play.asked() == "phone"


def test_answers_of_a_branch_that_was_left_stay_but_are_not_filed() -> None:
    play = filling("review", lives_elsewhere="có", temporary_residence="phường Sài Gòn, TP Hồ Chí Minh")
    dossier = play.conversation.dossiers[-1]
    play.says("sửa tạm trú nơi khác")
    play.says("không")
    left = play.conversation.dossiers[-1]
    assert "temporary_residence" in left.answers
    procedure = play.catalogue.current("criminal-record")
    assert procedure is not None
    assert "nycTamTru" not in procedure.wire(_walked(play))
    play.says("sửa tạm trú nơi khác")
    play.says("có")
    assert play.conversation.dossiers[-1].answers.keys() == dossier.answers.keys()
    assert play.asked() == "review"
    assert "nycTamTru" in procedure.wire(_walked(play))


def _walked(play: Play) -> Context:
    scene = Scene(play.catalogue, play.conversation, Stumbled(id="x", at=play.now, fresh="0" * 32))
    return scene.walked(play.conversation.dossiers[-1])


def test_rows_after_until_now_are_kept_but_neither_judged_nor_filed() -> None:
    play = filling("review")
    play.presses("Giai đoạn 1")
    play.presses("Đến tháng")
    play.says("đến nay")
    assert play.asked() == "review"
    assert "history.1.from" in play.conversation.dossiers[-1].answers
    assert [path for path in _walked(play).answers if path.startswith("history.1")] == []


@pytest.mark.parametrize(("until", "at", "of"), [("purpose", 1, 38), ("phone", 31, 38), ("convictions", 34, 38)])
def test_the_figure_above_the_question_stays_true_for_the_usual_citizen(until: str, at: int, of: int) -> None:
    play = filling(until)
    assert (play.shown[-1].at, play.shown[-1].of) == (at, of)


def test_the_figure_counts_every_question_that_is_asked_from_the_first_to_the_last() -> None:
    play = filling("purpose")
    seen = []
    for path in HOA:
        if play.asked() == "review":
            break
        if play.shown[-1].at:
            seen.append((play.shown[-1].at, play.shown[-1].of))
        play.fills(HOA, _next(play))
        assert path
    assert [at for at, _ in seen] == sorted(at for at, _ in seen)
    assert seen[-1][0] == seen[-1][1]
    assert {of for _, of in seen} == {38}


def _next(play: Play) -> str:
    """The path that is asked after the present one, found on a copy."""
    copy = Play()
    copy.conversation, copy.now, copy.labels = play.conversation, play.now, dict(play.labels)
    here = copy.asked()
    for text in (HOA.get(here) or HOA[here.rsplit(".", 1)[-1]]).split("|"):
        copy.says(text)
        if copy.asked() != here:
            return copy.asked()
    raise AssertionError(here)


def test_a_branch_that_is_taken_counts_its_questions() -> None:
    play = filling("for_whom")
    before = play.shown[-1].of
    play.says("cho mẹ tôi")
    assert play.shown[-1].of == before + 3, "two about the helper and one that says whom it is about"


def test_a_doubted_name_that_is_denied_and_typed_again_is_meant() -> None:
    play = filling("full_name")
    play.says("Nguyeenx Thij Hoa")
    assert "phải không" in play.shown[-1].text
    play.says("không")
    assert play.asked() == "full_name"
    play.says("Nguyeenx Thij Hoa")
    assert answers(play)["full_name"] == "Nguyeenx Thij Hoa"


def test_denying_what_is_proposed_again_and_again_opens_ways_out() -> None:
    play = filling("full_name")
    for name in ("Nguyeenx Thij Hoa", "Traanf Thij Hoa", "Leef Thij Hoa"):
        play.says(name)
        play.presses("Gõ lại")
    assert {"Để sau", "Gặp người"} <= {button.label for button in play.shown[-1].buttons}


def test_an_issuer_that_is_doubted_denied_and_typed_again_is_meant() -> None:
    play = filling("id_issue_place")
    play.says("Công an huyện Tứ Kỳ")
    if play.conversation.prompt.doubt:
        play.says("không")
        play.says("Công an huyện Tứ Kỳ")
    assert answers(play)["id_issue_place"] == "Công an huyện Tứ Kỳ"


def test_another_doubted_name_is_doubted_anew() -> None:
    play = filling("full_name")
    play.says("Nguyeenx Thij Hoa")
    play.says("không")
    play.says("Traanf Thij Hoa")
    assert "full_name" not in answers(play)


def test_a_proposal_that_was_accepted_says_so() -> None:
    play = filling("full_name")
    play.says("Nguyeenx Thij Hoa")
    play.says("đúng")
    given = play.conversation.dossiers[-1].answers["full_name"]
    assert (given.value, given.source) == ("Nguyễn Thị Hoa", Source.PROPOSED)


@pytest.mark.parametrize(("typed", "mode"), [("dung", Mode.FILLING), ("dừng", Mode.PAUSED), ("đúng", Mode.FILLING)])
def test_dung_at_a_yes_or_no_is_yes_unless_its_mark_says_stop(typed: str, mode: Mode) -> None:
    play = filling("lives_elsewhere")
    play.says(typed)
    assert play.conversation.mode is mode
    assert answers(play).get("lives_elsewhere") is (True if mode is Mode.FILLING else None)


@pytest.mark.parametrize("until", ["consent_fill", "full_name"])
def test_a_bare_dung_where_nothing_asks_yes_or_where_yes_gives_something_away_is_stop(until: str) -> None:
    play = filling(until)
    play.says("dung")
    assert play.conversation.mode is Mode.PAUSED
    assert until not in answers(play)


def test_a_button_of_an_older_question_changes_nothing_and_is_told_so() -> None:
    play = filling("purpose")
    old = play.labels["Xin việc làm"]
    play.says("Du học")
    before = answers(play)
    shown = play.presses_id(old)
    assert answers(play) == before
    assert "câu hỏi cũ" in shown[0].text and shown[-1].step == "cert_type"


def test_a_double_tap_counts_once_and_only_what_was_pressed_is_called_noted() -> None:
    play = filling("vneid")
    yes, no = play.labels["Có"], play.labels["Không"]
    play.presses_id(yes)
    assert "đã được ghi nhận" in play.presses_id(yes)[0].text
    assert "câu hỏi cũ" in play.presses_id(no)[0].text
    assert answers(play)["vneid"] is True


def test_an_invented_button_changes_nothing() -> None:
    play = filling("vneid")
    before = play.conversation.dossiers
    play.presses_id("erase-yes")
    assert play.conversation.dossiers == before


def test_what_was_put_off_is_asked_at_the_end_and_never_in_a_circle() -> None:
    play = filling("id_issue_date")
    play.says("để sau")
    play.fills(HOA, "id_issue_date")
    assert "để sau" in play.shown[-1].text
    play.says("để sau")
    assert play.asked() == "id_issue_date" and "Chỉ còn" in play.shown[-1].text
    play.says("15/08/2025")
    assert play.asked() == "review"


def test_three_refusals_open_ways_out_and_the_sixth_calls_staff_once() -> None:
    play = filling("id_issue_date")
    called = 0
    for number in range(1, 9):
        play.says("hôm nọ")
        labels = {button.label for button in play.shown[-1].buttons}
        assert ("Để sau" in labels) is (number >= 3)
        called += sum(effect.kind == "call_staff" for effect in play.effects)
    assert called == 1


def test_an_optional_answer_is_left_empty_by_many_words_and_a_needed_one_by_none() -> None:
    for word in ("bỏ qua", "không có", "không", "skip", "khong"):
        play = filling("other_name")
        play.says(word)
        assert answers(play)["other_name"] == ""
    play = filling("father_name")
    play.says("không có")
    assert "father_name" not in answers(play)


def test_a_number_in_the_menu_counts_the_buttons_that_are_shown() -> None:
    play = filling("full_name", "temporary-residence")
    shown = play.says("bắt đầu")[-1]
    assert [button.label for button in shown.buttons][0] == "Làm tiếp: Đăng ký tạm trú"
    play.says("1")
    assert play.asked() == "full_name"
    play.says("bắt đầu")
    play.says("2")
    assert play.asked() == "purpose"


def test_a_photo_sent_early_is_kept_for_its_paper_and_the_question_stays() -> None:
    play = filling("phone", channel="Tại quầy")
    play.sends_photo("front")
    assert play.asked() == "phone"
    play.sends_photo("back")
    assert play.asked() == "phone"
    assert "id_card" in answers(play)
    play.sends_photo("third")
    assert not [effect for effect in play.effects if isinstance(effect, Fetch)]
    assert play.asked() == "phone"


def test_a_late_third_picture_of_an_album_is_told_to_be_one_too_many() -> None:
    play = filling("id_card", channel="Tại quầy")
    play.says("lùi")
    before = answers(play)
    play.sends_photo("a")
    play.sends_photo("b")
    assert answers(play).keys() - before.keys() == {"id_card"}


def test_the_same_question_in_the_other_language() -> None:
    play = filling("birth_date")
    play.says("english")
    said = [effect for effect in play.effects if isinstance(effect, Say)]
    assert said[-1].language == "en" and play.asked() == "birth_date"
    assert phrasebook().say(said[-1].message.lines[1], "en") == "Date of birth?"
