"""The way by post: nothing is filed by us, what is only printed is never called sent, and one reminder is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.dossier import Life
from dialogs.effects import Erase, Remind, Submit
from dialogs.events import Timer
from dialogs.modes import Mode
from dialogs.postal import POST, PrintPacket
from dialogs.procedures import PROCEDURES
from tests.dialogs.test_turn_filing import kinds
from tests.dialogs.test_walk import answers_everything, copy_of
from tests.integrations.paper.packets import BY_POST, asked
from tests.people import BINH
from tests.play import Play

NUMBER = "EB123456785VN"


def printed(answers: dict[str, str] = BY_POST) -> Play:
    play = asked(answers)
    play.packet()
    return play


def test_the_card_offers_the_packet_and_nothing_is_submitted() -> None:
    play = asked(BY_POST)
    assert kinds(play, Submit) == [] and len(kinds(play, PrintPacket)) == 1
    assert play.conversation.mode is Mode.GUIDING and play.life is Life.REVIEW


def test_online_and_at_the_counter_no_packet_is_offered() -> None:
    for channel in ("Trực tuyến", "Trực tiếp"):
        play = Play()
        play.opens("criminal-record")
        play.fills({**BY_POST, "channel": channel})
        play.says("nộp")
        assert kinds(play, PrintPacket) == [] and play.conversation.mode is Mode.CONSENTING


def test_until_the_citizen_says_so_nothing_says_that_it_was_filed_or_sent() -> None:
    play = printed()
    play.says("hồ sơ của tôi")
    told = " ".join(shown.text for shown in play.shown).lower()
    assert "đã nộp" not in told and "chưa được gửi đi" in told
    assert play.conversation.dossiers[0].filed is None and play.life is Life.REVIEW


@pytest.mark.parametrize("said", [NUMBER, f"đã gửi {NUMBER}", "eb 123456785 vn"])
def test_the_number_is_kept_and_the_packet_goes(said: str) -> None:
    play = printed()
    packet = play.conversation.dossiers[0].packet
    play.says(said)
    (dossier,) = play.conversation.dossiers
    assert (dossier.life, dossier.code, dossier.elsewhere) == (Life.REGISTERED, NUMBER, POST)
    assert Erase(dossier.id, (packet,)) in play.effects
    (remind,) = kinds(play, Remind)
    assert remind.timer is Timer.ELSEWHERE and dossier.due is not None  # type: ignore[attr-defined]


def test_a_wrong_digit_is_doubted_once() -> None:
    play = printed()
    play.says("EB123456784VN")
    assert play.life is Life.REVIEW
    play.says("EB123456784VN")
    assert play.conversation.dossiers[0].code == "EB123456784VN"


def test_one_reminder_and_no_second() -> None:
    play = printed()
    said = play.waits(days=6, hours=12)
    assert [one for one in said if "Bộ hồ sơ để in" in one.text] == said and len(said) == 1


def test_who_did_not_agree_to_reminders_gets_none() -> None:
    play = printed({**BY_POST, "consent_remind": "không"})
    assert play.waits(days=6) == []


def test_a_changed_answer_takes_the_packet_back() -> None:
    play = printed()
    packet = play.conversation.dossiers[0].packet
    play.says("lùi")
    play.says("sửa số điện thoại")
    play.says("0900000034")
    assert any(isinstance(e, Erase) and e.files == (packet,) for e in play.effects)
    play.presses("📮 Đã gửi bưu điện")
    assert "Bạn đã sửa hồ sơ sau khi in" in play.shown[-1].text and play.life is Life.REVIEW


def test_a_packet_that_comes_late_is_erased_and_not_shown() -> None:
    play = asked(BY_POST)
    play.says("lùi")
    play.says("sửa số điện thoại")
    play.says("0900000034")
    assert play.packet() == []
    assert [effect for effect in play.effects if isinstance(effect, Erase)]


def test_a_packet_of_a_dossier_that_was_erased_goes_after_it() -> None:
    play = asked(BY_POST)
    play.conversation = replace(play.conversation, dossiers=(), desk="")
    assert play.packet() == [] and [effect for effect in play.effects if isinstance(effect, Erase)]


def test_said_while_another_dossier_is_on_the_desk() -> None:
    play = printed()
    play.opens("temporary-residence")
    play.presses("📮 Đã gửi bưu điện")
    play.says(NUMBER)
    assert play.conversation.dossiers[0].code == NUMBER


def test_every_kind_of_input_is_answered_in_each_place_of_it() -> None:
    begun, ready, asking = asked(BINH), printed(BINH), printed(BINH)
    asking.presses("📮 Đã gửi bưu điện")
    for play in (begun, ready, asking):
        answers_everything(play)
        for word in ("lùi", "dừng", "bắt đầu"):
            left = copy_of(play)
            left.says(word)
            assert left.effects, word


def test_what_goes_by_post_is_told_by_the_catalogue() -> None:
    by_code = {procedure.code: procedure.postal for procedure in PROCEDURES}
    assert by_code["1.004194"] is None, "facts 2.1: the portal or VNeID, and the counter"
    postal = by_code["3.000333"]
    assert postal is not None and postal.signature and postal.source
    steps = {step.key for part in PROCEDURES[0].parts for step in part.steps}
    assert set(postal.papers) <= steps


def test_after_it_was_sent_saying_so_again_changes_nothing() -> None:
    play = printed()
    play.says(NUMBER)
    before = play.conversation.dossiers
    play.presses("📮 Đã gửi bưu điện")
    assert play.conversation.dossiers == before and "đã được ghi" in play.shown[-1].text
