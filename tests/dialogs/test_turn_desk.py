"""The desk, the modes, consent, rights and timers: what may interrupt what, and what a yes is a yes to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.answers import Photo
from dialogs.conversation import Conversation
from dialogs.dossier import Life
from dialogs.effects import Consent, Erase, Lane, LookUp, Remind, Say, Withdraw, once_owner
from dialogs.events import FileChecked, Other, TimeCame, Timer
from dialogs.modes import Mode
from tests.dialogs.test_turn_filing import filed, kinds, sent
from tests.dialogs.test_turn_filling import answers, filling
from tests.people import NAM
from tests.play import Play


def test_news_of_one_dossier_never_snatches_the_desk_from_the_other() -> None:
    play = filed()
    play.says("đăng ký tạm trú")
    play.fills(NAM, "citizen_id")
    before = play.conversation
    play.portal_reports(2, code="H99.01-261123-0001")
    play.portal_reports(5, items=("phone",), reason="x")
    after = play.conversation
    assert (after.desk, after.mode, after.prompt) == (before.desk, before.mode, before.prompt)
    assert [effect.lane for effect in kinds(play, Say)] == [Lane.STATUS]  # type: ignore[attr-defined]
    assert "Phiếu lý lịch tư pháp" in play.shown[-1].text.splitlines()[0]
    play.says("001095000027")
    assert answers(play)["citizen_id"] == "001095000027"


@pytest.mark.parametrize("disturbance", ["sticker", "old button", "secret", "language"])
def test_a_yes_to_something_else_never_erases(disturbance: str) -> None:
    play = filling("lives_elsewhere")
    old = play.labels["Có nơi thường trú"]
    play.says("xoá dữ liệu")
    assert play.conversation.mode is Mode.ERASING
    if disturbance == "sticker":
        play.sends(Other.STICKER)
    elif disturbance == "old button":
        play.presses_id(old)
    elif disturbance == "secret":
        play.says("mật khẩu là abc123")
    else:
        play.says("tiếng việt")
    assert "Xoá hết" in {button.label for button in play.shown[-1].buttons}, "the same question is asked again"
    play.says("không")
    assert play.asked() == "lives_elsewhere" and kinds(play, Erase) == []


def test_erasing_resets_the_chat_and_asks_the_world_to_erase_all() -> None:
    play = filed()
    first = play.conversation.dossiers[-1].id
    play.says("đăng ký tạm trú")
    draft = play.conversation.dossiers[-1].id
    play.says("xoá dữ liệu của tôi")
    play.presses("Xoá hết")
    assert kinds(play, Erase) == [Erase(first), Erase(draft), Erase()], "what the desk has is kept by bot/rights.py"
    assert play.conversation == Conversation(last_at=play.conversation.last_at)


def test_nothing_is_erased_while_a_dossier_is_on_its_way() -> None:
    play = sent()
    assert play.life is Life.SUBMITTING
    play.says("xoá dữ liệu của tôi")
    assert "chưa xoá được" in play.shown[-1].text
    play.says("có")
    assert kinds(play, Erase) == [] and play.life is Life.SUBMITTING
    play.portal_files()
    play.says("xoá dữ liệu của tôi")
    play.presses("Xoá hết")
    assert Erase() in kinds(play, Erase)


def test_being_told_to_wait_with_erasing_leaves_the_question_open() -> None:
    play = sent()
    play.says("đăng ký tạm trú")
    play.fills(NAM, "citizen_id")
    play.says("xoá dữ liệu của tôi")
    assert "chưa xoá được" in play.shown[-1].text
    play.says(NAM["citizen_id"])
    assert play.asked() == "phone"


def test_a_picture_that_was_looked_at_while_all_was_erased_goes_after_it() -> None:
    play = filling("full_name")
    draft = play.conversation.dossiers[-1].id
    photo = Photo(id="a", mime="image/jpeg", width=9, height=9, clean="b", preview="c", marked="c")
    play.says("xoá dữ liệu của tôi")
    play.presses("Xoá hết")
    left = play.conversation
    assert play.take(FileChecked(**play._stamp(), dossier=draft, path="id_card", photo=photo)) == []
    assert kinds(play, Erase) == [Erase(draft, ("a", "b", "c")), Erase(once_owner(draft), ("a", "b", "c"))]
    assert play.conversation == left
    play.take(FileChecked(**play._stamp(), dossier=draft, path="id_card", refused="too-small"))
    assert kinds(play, Erase) == []


def test_consent_leaves_evidence_of_what_was_shown_each_time_it_changes() -> None:
    play = filling("consent_fill")
    play.says("không đồng ý")
    assert kinds(play, Consent) == [Consent("fill", False, "consent-fill")]
    play.says("đồng ý")
    assert kinds(play, Consent) == [Consent("fill", True, "consent-fill")]
    play.says("rút đồng ý")
    play.presses("Rút: lưu để làm hồ sơ")
    assert kinds(play, Consent) == [Consent("fill", False, "purpose-fill")]
    assert play.conversation.consents["fill"] is False
    play.says("Nguyễn Thị Hoa")
    assert "full_name" not in answers(play), "nothing is kept after the consent was withdrawn"


def test_without_consent_nobody_is_reminded() -> None:
    play = filling("full_name", consent_remind="không")
    assert play.waits(days=3) == []


def test_a_draft_is_recalled_once_by_day_and_again_after_it_was_taken_up() -> None:
    play = filling("full_name")
    told = play.waits(days=3)
    assert len(told) == 1 and "đang làm dở" in told[0].text
    play.says("tiếp tục")
    assert [effect.timer for effect in kinds(play, Remind)] == [Timer.DRAFT_IDLE]  # type: ignore[attr-defined]
    assert len(play.waits(days=3)) == 1


def test_nobody_is_reminded_at_night() -> None:
    play = filling("full_name")
    dossier = play.conversation.dossiers[0]
    play.now += timedelta(days=3, hours=14)  # 23:00 in Vietnam
    assert play.take(TimeCame(**play._stamp(), timer=Timer.DRAFT_IDLE, dossier=dossier.id)) == []
    morning = kinds(play, Remind)[0]
    assert morning.at.hour == 0 and morning.at.minute == 30  # type: ignore[attr-defined]


def test_a_draft_lives_seven_days_from_the_last_answer() -> None:
    play = filling("full_name")
    play.waits(days=6)
    play.says("Nguyễn Thị Hoa")
    play.waits(days=6)
    assert len(play.conversation.dossiers) == 1
    play.says("dừng")
    play.says("tiếp tục")
    play.waits(days=6)
    assert len(play.conversation.dossiers) == 1, "taking it up is use too"
    play.waits(days=2)
    assert play.conversation.dossiers == () and play.conversation.desk == ""


def test_a_filed_dossier_is_never_purged() -> None:
    play = filed()
    play.waits(days=30)
    assert len(play.conversation.dossiers) == 1


def test_withdrawal_is_asked_twice_and_only_while_it_is_possible() -> None:
    play = filed()
    play.says("hồ sơ của tôi")
    button = play.labels["Xin rút hồ sơ DK-261121-0001"]
    play.presses_id(button)
    play.sends(Other.STICKER)
    play.says("dung")
    assert kinds(play, Withdraw) == [] and play.conversation.mode is Mode.IDLE
    play.presses_id(button)
    play.says("có")
    assert len(kinds(play, Withdraw)) == 1
    play.portal_reports(7)
    assert play.life is Life.WITHDRAWN
    shown = play.presses_id(button)
    assert "đã rút" in shown[-1].text and play.conversation.mode is Mode.IDLE


def test_a_foreign_code_needs_six_digits_and_leaves_the_half_filled_form_alone() -> None:
    play = filling("birth_date")
    play.says("H99.01-261101-0042")
    play.says("5/3/1990")
    assert kinds(play, LookUp) == [] and "birth_date" not in answers(play)
    play.says("000018")
    assert kinds(play, LookUp) == [LookUp("H99.01-261101-0042", "000018")]
    assert play.asked() == "birth_date"
    assert play.looked_up(False)[0].text == "Không tìm thấy hồ sơ H99.01-261101-0042 với các số đó."


def test_a_status_that_nobody_knows_is_answered_all_the_same() -> None:
    play = Play()
    play.says("H99.01-261101-0042")
    play.says("000018")
    assert "ở một bước khác" in play.looked_up(True, status=11)[0].text


def test_a_look_up_with_nothing_on_the_desk_is_not_met_with_silence() -> None:
    play = Play()
    play.says("H99.01-261101-0042")
    assert play.says("000018") and kinds(play, LookUp)


def test_the_own_code_is_answered_at_once() -> None:
    play = filed()
    play.portal_reports(2, code="H99.01-261120-0001")
    shown = play.says("H99.01-261120-0001")
    assert "được tiếp nhận" in shown[-1].text


def test_one_line_recalls_where_we_were_after_a_long_silence_and_only_then() -> None:
    play = filling("full_name")
    play.now += timedelta(hours=11)
    assert "Đang làm dở" not in play.says("lùi")[-1].text
    play.now += timedelta(hours=13)
    assert "Đang làm dở" in play.says("✔")[-1].text


def test_a_report_is_no_sign_of_life_of_the_citizen() -> None:
    play = filed()
    play.says("đăng ký tạm trú")
    play.now += timedelta(hours=13)
    play.portal_reports(2, code="H99.01-261123-0001")
    assert "Đang làm dở" in play.says("1")[-1].text


def test_a_secret_is_neither_kept_nor_answered_with_silence() -> None:
    play = filling("full_name")
    shown = play.says("mã OTP là 123456")
    assert "Đừng gửi" in shown[-1].text and shown[-1].step == "full_name"
    assert "123456" not in str(play.conversation) and "123456" not in str(play.effects)


def test_paused_the_words_are_no_answer() -> None:
    play = Play()
    play.opens("criminal-record")
    play.says("dừng")
    play.says("Du học")
    assert answers(play) == {} and play.asked() == "purpose"
