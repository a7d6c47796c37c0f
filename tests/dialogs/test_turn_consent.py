"""A consent withdrawn stops everything that rests on it: what is asked, what may be pressed, what would be sent."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.dossier import Life
from dialogs.effects import CallStaff, Consent, Erase, Fetch, Submit
from dialogs.events import FileRef, FilingResult, SentFile
from dialogs.modes import Mode
from tests.dialogs.test_turn_filing import filed, kinds, sent
from tests.dialogs.test_turn_filling import answers, filling
from tests.people import HOA, NAM
from tests.play import Play


def live(play: Play, meaning: str) -> str:
    """The id of the newest live button with this meaning."""
    buttons = (*play.conversation.standing, *play.conversation.prompt.buttons)
    return [button for button, means in buttons if means.startswith(meaning)][-1]


def withdraws(play: Play, purpose: str = "fill") -> None:
    play.says("rút đồng ý")
    play.presses_id(live(play, f"unconsent:{purpose}"))


@pytest.mark.parametrize("at", ["review", "consent-submit"])
def test_nothing_is_filed_after_the_consent_to_store_was_withdrawn(at: str) -> None:
    play = filling("review")
    file = live(play, "file")
    if at == "consent-submit":
        play.says("nộp")
        file = live(play, "yes")
    withdraws(play)
    assert play.life is Life.DRAFT and play.conversation.mode is Mode.PAUSED
    assert play.conversation.prompt.buttons == ()
    play.presses_id(file)
    assert kinds(play, Submit) == [] and play.life is Life.DRAFT
    for text in ("nộp", "tiếp tục", "tiếp tục", "nộp hồ sơ", "ok"):
        play.says(text)
        assert kinds(play, Submit) == [] and play.life is Life.DRAFT


@pytest.mark.parametrize("going_on", ["tiếp tục", "tiếp"])
def test_going_on_agrees_to_nothing(going_on: str) -> None:
    play = filling("consent_fill")
    play.says(going_on)
    assert play.asked() == "consent_fill" and kinds(play, Consent) == []
    play = filling("review")
    play.says("nộp")
    play.says(going_on)
    assert kinds(play, Submit) == [] and kinds(play, Consent) == [] and play.asked() == "review"
    play.says("xoá dữ liệu")
    play.says(going_on)
    assert kinds(play, Erase) == []


def test_an_ok_to_the_explanation_is_no_consent_but_gets_the_question() -> None:
    play = filling("consent_fill")
    play.says("không đồng ý")
    play.says("ok")
    assert kinds(play, Consent) == [] and "Để làm hồ sơ, trợ lý cần lưu" in play.shown[-1].text
    play.says("ok")
    assert kinds(play, Consent) == [Consent("fill", True, "consent-fill")]


def test_agreeing_again_leads_back_to_the_card_and_to_filing() -> None:
    play = filling("review")
    withdraws(play)
    play.says("tiếp tục")
    assert play.asked() == "stop"
    play.says("đồng ý")
    assert play.asked() == "review" and play.conversation.consents["fill"] is True
    play.says("nộp")
    play.says("đồng ý")
    assert len(kinds(play, Submit)) == 1


@pytest.mark.parametrize("purpose", ["fill", "submit"])
def test_a_failed_filing_is_not_sent_again_after_a_withdrawal(purpose: str) -> None:
    play = sent()
    play.portal_files(result=FilingResult.FAILED)
    again = live(play, "retry:")
    withdraws(play, purpose)
    assert play.life is Life.DRAFT and play.conversation.dossiers[-1].key == ""
    play.presses_id(again)
    assert kinds(play, Submit) == []
    assert play.asked() == ("stop" if purpose == "fill" else "review")
    play.says("nộp")
    assert kinds(play, Submit) == []
    assert (play.conversation.mode is Mode.CONSENTING) == (purpose == "submit"), "consent is asked anew"


@pytest.mark.parametrize("purpose", ["fill", "submit"])
def test_a_consent_withdrawn_while_the_filing_is_on_its_way_offers_no_retry_when_it_fails(purpose: str) -> None:
    play = sent()
    withdraws(play, purpose)
    shown = play.portal_files(result=FilingResult.FAILED)
    assert "rút đồng ý" in shown[-1].text
    assert kinds(play, CallStaff) and not any(means.startswith("retry:") for _, means in play.conversation.standing)
    play.says("nộp")
    assert kinds(play, Submit) == []


def test_no_timer_sends_or_reminds_after_the_withdrawal() -> None:
    play = sent()
    play.portal_files(result=FilingResult.FAILED)
    withdraws(play)
    for _ in range(6):
        assert play.waits(days=1) == [] and kinds(play, Submit) == []
    assert "đã được xoá" in play.waits(days=2)[-1].text, "the draft is erased all the same"


def test_nothing_is_written_or_photographed_into_a_draft_whose_consent_was_withdrawn() -> None:
    play = filling("id_card", channel="Tại quầy")
    fetches = []
    for name in ("a", "b"):
        play.take(SentFile(**play._stamp(), file=FileRef("play", name)))
        fetches += kinds(play, Fetch)
    withdraws(play)
    before = answers(play)
    for name, fetch in zip(("a", "b"), fetches, strict=True):
        play.checked(name, fetch)  # type: ignore[arg-type]
    assert "chưa nhận" in play.shown[-1].text
    for text in ("sửa họ và tên", "Nguyễn Thị Khác", "sửa ngày sinh", "01/01/1999"):
        play.says(text)
    play.sends_photo("c")
    assert kinds(play, Fetch) == [] and answers(play) == before


def test_before_the_consent_no_picture_is_fetched_and_nothing_beyond_it_is_asked() -> None:
    play = filling("consent_fill", channel="Tại quầy")
    play.sends_photo("early")
    assert kinds(play, Fetch) == []
    play.says("sửa ngày sinh")
    assert play.asked() == "consent_fill"


def test_a_supplement_waits_for_the_consent_to_be_given_again() -> None:
    play = filed()
    play.portal_reports(2, code="H99.01-261123-0001")
    play.portal_reports(5, items=("phone",), reason="x", deadline=date(2026, 12, 10))
    play.presses("Bổ sung ngay")
    withdraws(play)
    assert play.conversation.mode is Mode.PAUSED
    play.says("tiếp tục")
    assert play.asked() == "consent_fill"
    play.says("không")
    assert "phần bổ sung chưa gửi" in play.shown[-1].text
    assert answers(play)["consent_fill"] is True, "what was filed rested on it"
    play.says("tiếp tục")
    play.says("đồng ý")
    assert play.asked() == "phone"
    play.says("0900000056")
    play.says("nộp lại")
    assert len(kinds(play, Submit)) == 1


def test_a_supplement_whose_consent_to_send_was_withdrawn_asks_for_it_before_it_is_sent() -> None:
    play = filed()
    play.portal_reports(2, code="H99.01-261123-0001")
    play.portal_reports(5, items=("phone",), reason="x", deadline=date(2026, 12, 10))
    play.presses("Bổ sung ngay")
    play.says("0900000056")
    withdraws(play, "submit")
    play.says("nộp lại")
    assert kinds(play, Submit) == [] and play.conversation.mode is Mode.CONSENTING
    play.says("không")
    assert kinds(play, Submit) == [] and "đã đủ. Gửi lại nhé?" in play.shown[-1].text
    play.says("nộp lại")
    play.says("đồng ý")
    assert len(kinds(play, Submit)) == 1


def test_the_free_consent_stops_nothing() -> None:
    play = filling("review")
    before = play.conversation.prompt
    withdraws(play, "remind")
    assert play.life is Life.REVIEW and play.conversation.prompt == before
    play.says("nộp")
    play.says("đồng ý")
    assert len(kinds(play, Submit)) == 1


def test_both_drafts_end_and_each_asks_for_itself() -> None:
    play = filling("review")
    play.says("bắt đầu")
    play.says("đăng ký tạm trú")
    play.fills(NAM, "citizen_id")
    withdraws(play)
    assert {dossier.life for dossier in play.conversation.dossiers} == {Life.DRAFT}
    play.says("tiếp tục")
    play.says("đồng ý")
    assert play.asked() == "citizen_id"
    play.presses_id("!dossiers")
    play.presses_id(live(play, f"open:{play.conversation.dossiers[0].id}"))
    assert play.asked() == "stop"


def test_the_other_purpose_is_asked_after_the_consent_to_store() -> None:
    play = Play()
    play.opens("criminal-record")
    play.fills({**HOA, "purpose": "Mục đích khác"}, "purpose_other")
    assert play.conversation.consents["fill"] is True
