"""Filing and what comes after it: keys, the portal's word, reports in any order, supplements, failures."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest

from bot.ports import Shown
from dialogs.dossier import Life
from dialogs.effects import CallStaff, Fetch, Remind, Say, Submit
from dialogs.events import FileRef, FilingEnded, FilingResult, Reachable, Reported, SentFile, TimeCame, Timer
from dialogs.modes import Mode
from tests.dialogs.test_turn_filling import answers, filling
from tests.people import HOA
from tests.play import Play

DAY = date(2026, 12, 10)


def filed(code: str = "DK-261121-0001", **changes: str) -> Play:
    play = sent(**changes)
    play.portal_files(code)
    return play


def sent(**changes: str) -> Play:
    play = filling("review", **changes)
    play.says("nộp")
    play.says("đồng ý")
    return play


def kinds(play: Play, kind: type) -> list[object]:
    return [effect for effect in play.effects if isinstance(effect, kind)]


def test_nothing_is_called_filed_before_the_code_came() -> None:
    play = sent()
    assert "Đã nộp" not in play.shown[-1].text and play.life is Life.SUBMITTING
    play.portal_files("DK-261121-0001")
    assert "Đã nộp" in play.shown[-1].text and play.life is Life.REGISTERED


def test_the_word_on_an_old_key_changes_nothing() -> None:
    play = sent()
    dossier = play.conversation.dossiers[-1]
    before = play.conversation.dossiers
    shown = play.take(
        FilingEnded(**play._stamp(), dossier=dossier.id, key="kother", result=FilingResult.FILED, code="X")
    )
    assert (shown, play.conversation.dossiers) == ([], before)


@pytest.mark.parametrize("late", list(FilingResult))
def test_a_second_word_on_the_same_filing_is_told_to_nobody(late: FilingResult) -> None:
    play = filed()
    dossier = play.conversation.dossiers[-1]
    shown = play.take(
        FilingEnded(**play._stamp(), dossier=dossier.id, key=dossier.key, result=late, code="DK-261121-0001")
    )
    assert shown == [] and not kinds(play, CallStaff)
    assert play.conversation.dossiers[-1] == dossier


def test_a_failed_filing_keeps_its_key_when_sent_again_and_loses_it_when_changed() -> None:
    play = sent()
    key = play.conversation.dossiers[-1].key
    play.portal_files(result=FilingResult.FAILED)
    play.presses("📨 Nộp lại")
    assert [effect.key for effect in kinds(play, Submit)] == [key]  # type: ignore[attr-defined]
    play.portal_files(result=FilingResult.FAILED)
    play.says("tiếp tục")
    play.says("sửa email")
    play.says("hoa@example.vn")
    assert play.conversation.dossiers[-1].key == "" and play.life is Life.REVIEW
    play.says("nộp")
    play.says("đồng ý")
    assert [effect.key for effect in kinds(play, Submit)] != [key]  # type: ignore[attr-defined]


def test_pressing_file_again_twice_submits_once() -> None:
    play = sent()
    play.portal_files(result=FilingResult.FAILED)
    again = play.labels["📨 Nộp lại"]
    play.presses_id(again)
    assert len(kinds(play, Submit)) == 1
    play.presses_id(again)
    assert kinds(play, Submit) == []


def test_an_unknown_outcome_alarms_staff_after_a_quarter_of_an_hour_and_is_told_once() -> None:
    play = sent()
    play.portal_files(result=FilingResult.UNKNOWN)
    assert play.life is Life.VERIFYING
    dossier = play.conversation.dossiers[-1]
    again = FilingEnded(**play._stamp(), dossier=dossier.id, key=dossier.key, result=FilingResult.UNKNOWN)
    assert play.take(again) == []
    play.waits(minutes=16)
    assert [effect.reason for effect in kinds(play, CallStaff)] == ["filing_unknown"]  # type: ignore[attr-defined]
    play.portal_files("DK-261121-0001")
    assert play.life is Life.REGISTERED


def test_reports_count_by_their_own_order_once() -> None:
    play = filed()
    play.portal_reports(2, order=3, code="H99.01-261123-0001")
    for order in (1, 2, 3):
        assert play.portal_reports(4, order=order) == []
    assert play.life is Life.ACCEPTED


@pytest.mark.parametrize("arrival", list(permutations([(2, 1), (4, 2), (9, 3), (10, 4)])))
def test_reports_in_any_order_of_arrival_end_where_the_last_of_them_says(arrival: list[tuple[int, int]]) -> None:
    play = filed()
    for status, order in arrival:
        play.portal_reports(status, order=order)
    assert play.life is Life.RETURNED


def test_a_report_may_skip_states_and_that_is_noted() -> None:
    play = filed()
    play.portal_reports(9, result="r1")
    assert play.life is Life.DONE
    assert "report_skips" in [effect.what for effect in play.effects if effect.kind == "note"]


@pytest.mark.parametrize("status", [0, 11, 99])
def test_an_unknown_status_goes_to_staff_and_moves_nothing(status: int) -> None:
    play = filed()
    assert play.portal_reports(status) == []
    assert play.life is Life.REGISTERED
    assert [effect.reason for effect in kinds(play, CallStaff)] == ["report_not_applied"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("final", [3, 7, 8, 10])
def test_a_final_state_is_left_by_no_report(final: int) -> None:
    play = filed()
    play.portal_reports(2)
    play.portal_reports(final)
    life = play.life
    assert play.portal_reports(4) == []
    assert play.life is life


def test_a_report_that_overtakes_the_filing_is_kept_and_the_filing_is_not_told_late() -> None:
    play = sent()
    dossier = play.conversation.dossiers[-1]
    play.take(Reported(**play._stamp(), dossier=dossier.id, status=2, order=1, code="H99.01-261123-0001"))
    assert play.life is Life.ACCEPTED
    shown = play.take(
        FilingEnded(
            **play._stamp(), dossier=dossier.id, key=dossier.key, result=FilingResult.FILED, code="DK-261121-0001"
        )
    )
    assert shown == [] and play.life is Life.ACCEPTED
    assert play.conversation.dossiers[-1].code == "H99.01-261123-0001"


def supplement(*items: str) -> Play:
    play = filed(channel="Tại quầy")
    play.portal_reports(2, code="H99.01-261123-0001")
    play.portal_reports(5, items=items, reason="Xin bổ sung", deadline=DAY)
    return play


def test_only_what_was_asked_for_can_be_changed() -> None:
    play = supplement("phone")
    play.presses("Bổ sung ngay")
    before = answers(play)
    play.says("sửa họ và tên")
    assert "không nằm trong phần cần bổ sung" in play.shown[-1].text and play.asked() == "phone"
    play.says("lùi")
    assert play.asked() == "phone"
    play.says("0900000056")
    changed = {path for path, value in answers(play).items() if before[path] != value}
    assert changed == {"phone"}
    play.says("nộp lại")
    assert [effect.items for effect in kinds(play, Submit)] == [("phone",)]  # type: ignore[attr-defined]


def test_a_group_asked_for_opens_its_rows_and_back_goes_through_them() -> None:
    play = supplement("history")
    play.presses("Bổ sung ngay")
    assert play.asked() == "history.0.from" and play.shown[-1].of == 12
    play.presses("✔ Giữ nguyên")
    play.says("lùi")
    assert play.asked() == "history.0.from"


def test_a_supplement_is_not_sent_before_everything_was_looked_at_nor_twice() -> None:
    play = supplement("phone", "email")
    play.presses("Bổ sung ngay")
    play.says("xem lại")
    play.says("nộp lại")
    assert kinds(play, Submit) == []
    play.presses("✔ Giữ nguyên")
    play.presses("✔ Giữ nguyên")
    button = play.labels["📨 Nộp lại"]
    play.presses_id(button)
    assert len(kinds(play, Submit)) == 1
    for _ in range(2):
        play.presses_id(button)
        assert kinds(play, Submit) == []
        play.presses("Bổ sung ngay")
        assert "đang chờ cơ quan nhận" in play.shown[-1].text


def test_a_failed_supplement_is_sent_again_under_its_key_and_received_once() -> None:
    play = supplement("phone")
    play.presses("Bổ sung ngay")
    play.says("0900000056")
    play.says("nộp lại")
    key = play.conversation.dossiers[-1].key
    play.portal_files(result=FilingResult.FAILED)
    play.presses("📨 Nộp lại")
    assert [(e.key, e.items) for e in kinds(play, Submit)] == [(key, ("phone",))]  # type: ignore[attr-defined]
    play.portal_files("ignored")
    assert play.life is Life.ACCEPTED and play.conversation.dossiers[-1].code == "H99.01-261123-0001"


def test_a_supplement_without_a_known_item_calls_staff_and_the_citizen_is_not_led_in_a_circle() -> None:
    play = supplement("no_such_item")
    assert "supplement_items_unknown" in [effect.reason for effect in kinds(play, CallStaff)]  # type: ignore[attr-defined]
    play.presses("Bổ sung ngay")
    assert kinds(play, CallStaff) and "cần bổ sung" in play.shown[-1].text


def test_a_supplement_is_recalled_at_half_time_and_on_its_last_day_but_not_once_it_was_sent() -> None:
    play = supplement("phone")
    timers = {effect.timer for effect in kinds(play, Remind)}  # type: ignore[attr-defined]
    assert timers == {Timer.SUPPLEMENT_HALF, Timer.SUPPLEMENT_LAST_DAY}
    play.presses("Bổ sung ngay")
    play.says("0900000056")
    play.says("nộp lại")
    dossier = play.conversation.dossiers[-1]
    assert play.take(TimeCame(**play._stamp(), timer=Timer.SUPPLEMENT_HALF, dossier=dossier.id)) == []


def test_going_back_from_the_consent_and_keeping_everything_still_offers_to_file() -> None:
    play = filling("review")
    play.says("nộp")
    play.says("lùi")
    play.presses("✔ Giữ nguyên")
    assert "📨 Nộp hồ sơ" in {button.label for button in play.shown[-1].buttons}
    play.says("nộp")
    play.says("dừng")
    assert play.life is Life.CONSENT
    play.says("tiếp tục")
    play.presses("📨 Nộp hồ sơ")
    play.says("đồng ý")
    assert play.life is Life.SUBMITTING


def test_a_bare_dung_at_the_consent_pauses_and_does_not_file() -> None:
    play = filling("review")
    play.says("nộp")
    play.says("dung")
    assert kinds(play, Submit) == [] and play.life is Life.CONSENT


def test_file_while_something_is_open_asks_for_what_is_open() -> None:
    play = filling("phone")
    play.says("xem lại")
    play.says("nộp")
    assert play.asked() == "phone" and kinds(play, Submit) == []
    play.fills(HOA)
    assert "📨 Nộp hồ sơ" in {button.label for button in play.shown[-1].buttons}


def test_file_typed_while_the_outcome_is_unknown_tells_how_it_stands() -> None:
    play = sent()
    play.portal_files(result=FilingResult.UNKNOWN)
    play.says("nộp lại")
    assert "xác minh" in play.shown[-1].text and kinds(play, Submit) == []
    assert len([e for e in play.effects if isinstance(e, Say)]) == 1


@pytest.mark.parametrize("final", [2, 3, 7, 8, 9, 10])
def test_a_report_takes_the_dossier_off_the_desk_so_that_the_next_words_are_not_for_it(final: int) -> None:
    play = supplement("phone")
    play.presses("Bổ sung ngay")
    shown = play.portal_reports(final, reason="Quá thời hạn bổ sung.")
    assert shown and (play.conversation.desk, play.conversation.mode) == ("", Mode.IDLE)
    assert play.conversation.prompt.buttons == () and play.conversation.visiting == ""
    before = answers(play)
    for text in ("0900000056", "nộp", "có", "sửa email", "hoa@example.vn"):
        play.says(text)
        assert kinds(play, Submit) == []
    assert answers(play) == before


def test_a_report_leaves_a_question_about_something_else_alone() -> None:
    play = supplement("phone")
    play.presses("Bổ sung ngay")
    play.says("xoá dữ liệu")
    play.portal_reports(8)
    assert play.conversation.mode is Mode.ERASING and play.conversation.desk == ""
    play.says("không")
    assert play.conversation.mode is Mode.IDLE


def test_a_picture_that_is_checked_after_the_end_is_not_taken_in() -> None:
    play = supplement("id_card")
    play.presses("Bổ sung ngay")
    play.take(SentFile(**play._stamp(), file=FileRef("play", "late")))
    fetch = kinds(play, Fetch)[0]
    play.portal_reports(3, reason="Quá thời hạn bổ sung.")
    before = answers(play)
    play.checked("late", fetch)  # type: ignore[arg-type]
    assert answers(play) == before and play.conversation.desk == ""
    play.sends_photo("later")
    assert kinds(play, Fetch) == []


def test_a_late_picture_of_one_dossier_is_kept_there_and_never_answers_the_question_of_the_other() -> None:
    play = supplement("id_card")
    repair = play.labels["Bổ sung ngay"]
    play.says("bắt đầu")
    play.says("lý lịch tư pháp")
    play.fills({**HOA, "channel": "Tại quầy"}, "id_card")
    play.presses_id(repair)
    fetches = []
    for name in ("new front", "new back"):
        play.take(SentFile(**play._stamp(), file=FileRef("play", name)))
        fetches += kinds(play, Fetch)
    first, second = play.conversation.dossiers
    play.presses_id("!dossiers")
    play.presses_id(next(b for b, means in play.conversation.standing if means == f"open:{second.id}"))
    before = play.conversation.prompt
    for name, fetch in zip(("new front", "new back"), fetches, strict=True):
        play.checked(name, fetch)  # type: ignore[arg-type]
    assert (play.conversation.desk, play.conversation.prompt) == (second.id, before)
    assert "id_card" not in play.conversation.dossiers[1].answers
    assert play.conversation.dossiers[0].answers["id_card"] != first.answers["id_card"]
    assert play.conversation.dossiers[0].reopened == ()


def test_the_code_is_offered_for_copying_only_when_it_is_new() -> None:
    def copied(shown: list[Shown]) -> list[str]:
        return [button.copy for one in shown for button in one.buttons if button.copy]

    play = sent()
    assert copied(play.portal_files("DK-261121-0001")) == ["DK-261121-0001"]
    assert copied(play.portal_reports(2, code="H99.01-261123-0001")) == ["H99.01-261123-0001"]
    assert copied(play.portal_reports(4, code="H99.01-261123-0001")) == []
    assert copied(play.portal_reports(9, code="H99.01-261123-0001")) == []


@pytest.mark.parametrize(
    ("items", "reason", "there", "absent"),
    [
        (("phone",), "Gọi không được", "Lý do: Gọi không được", "chưa ghi rõ"),
        (("phone",), "", "cần bổ sung: Số điện thoại.", "Lý do"),
        ((), "Gọi không được", "Cơ quan ghi: Gọi không được", "Lý do"),
        ((), "", "chưa ghi rõ mục nào", "Lý do"),
    ],
)
def test_a_supplement_says_what_is_known_once(items: tuple[str, ...], reason: str, there: str, absent: str) -> None:
    play = filed()
    play.portal_reports(2, code="H99.01-261123-0001")
    text = play.portal_reports(5, items=items, reason=reason)[-1].text
    assert there in text and absent not in text and text.count("Gọi không được") <= 1


def test_who_can_be_reached_again_sees_once_how_the_filed_dossiers_stand() -> None:
    play = filed()
    assert play.take(Reachable(**play._stamp(), reachable=False)) == []
    shown = play.take(Reachable(**play._stamp(), reachable=True))
    assert len(shown) == 1 and shown[0].text.startswith("Trong lúc vắng mặt có thể đã có tin:")
    draft = filling("phone")
    assert draft.take(Reachable(**draft._stamp(), reachable=True)) == []


def test_thirty_pictures_at_once_are_answered_once() -> None:
    play = filling("id_card", channel="Tại quầy")
    said, fetches = [], []
    for number in range(30):
        said += play.take(SentFile(**play._stamp(), file=FileRef("play", f"p{number}")))
        play.now -= timedelta(seconds=20)
        fetches += kinds(play, Fetch)
    assert (len(said), len(fetches)) == (0, 20)
    for number, fetch in enumerate(fetches):
        said += play.checked(f"p{number}", fetch)  # type: ignore[arg-type]
    assert [one.text for one in said if "Đã đủ ảnh" in one.text] == [said[-1].text]
    assert len(said) == 3, "two lines for what was kept (the second with the card), one for all the rest"
