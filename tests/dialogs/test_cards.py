"""What a card says: shown whole, confirmed once, never put over what was typed, and asked about where it differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.answers import PartialDate, Source
from dialogs.documents import Card, Look, PaperKind
from dialogs.effects import Draw, Erase, Fetch, Note, Remind, once_owner
from dialogs.events import FileRef, SentFile, Timer
from tests.looks import CARDS
from tests.people import HOA, NAM
from tests.play import Play

FRONT = Look(PaperKind.CARD_FRONT, card=CARDS["hoa"])


def at_card(**changes: str) -> Play:
    """Hoa agreed to have her card read and is asked for it."""
    play = Play()
    play.opens("criminal-record")
    play.fills({**HOA, "consent_read": "đồng ý", **changes}, until="card_photo")
    return play


def dossier(play: Play):  # type: ignore[no-untyped-def]
    return play.conversation.dossiers[-1]


def test_a_confirmed_card_answers_what_it_says_and_its_pictures_go() -> None:
    play = at_card()
    said = play.sends_photo("front", look=FRONT)
    lines = {line.label: line.value for section in said[-1].sections for line in section.lines}
    assert lines == {
        "Loại giấy tờ": "Căn cước công dân",
        "Giới tính": "Nữ",
        "Ngày sinh": "05/03/1990",
        "Số giấy tờ": "030190000018",
        "Họ và tên": "Nguyễn Thị Hoa",
        "Ngày cấp": "15/08/2021",
    }
    assert "full_name" not in dossier(play).answers, "nothing is taken before it was confirmed"
    play.presses("✔ Đúng hết, điền vào")
    taken = {key: answer.value for key, answer in dossier(play).answers.items() if answer.source is Source.READ}
    assert taken["full_name"] == "Nguyễn Thị Hoa" and taken["birth_date"] == PartialDate(1990, 3, 5)
    assert taken["id_type"] == "cccd" and taken["id_number"] == "030190000018"
    assert Erase(once_owner(dossier(play).id)) in play.effects and not dossier(play).once
    assert play.asked() == "other_name", "the name is not asked again"


def test_a_declined_card_leaves_nothing_behind() -> None:
    play = at_card()
    play.sends_photo("front", look=FRONT)
    play.says("không")
    assert dossier(play).card is None and "full_name" not in dossier(play).answers
    assert Erase(once_owner(dossier(play).id)) in play.effects
    assert play.asked() == "full_name"


def test_without_consent_nothing_is_read_and_no_card_is_asked_for() -> None:
    play = Play()
    play.opens("criminal-record")
    play.fills({**HOA, "channel": "Tại quầy"}, until="id_card")
    play.take(SentFile(**play._stamp(), file=FileRef("play", "front")))
    assert [effect.read for effect in play.effects if isinstance(effect, Fetch)] == [False]
    assert "card_photo" not in dossier(play).answers


def test_pictures_only_to_be_read_are_gone_within_a_day() -> None:
    play = at_card()
    play.sends_photo("blurred", look=Look(PaperKind.CARD_FRONT))
    assert (str(Timer.CARD_LEFT), dossier(play).id) in play.timers
    play.waits(hours=24)
    assert Erase(once_owner(dossier(play).id)) in play.effects or not dossier(play).once
    assert not dossier(play).once


@pytest.mark.parametrize("words", ["bỏ qua", "xoá dữ liệu"])
def test_they_go_as_well_when_the_step_or_everything_is_left(words: str) -> None:
    play = at_card()
    play.sends_photo("blurred", look=Look(PaperKind.CARD_FRONT))
    id = dossier(play).id
    play.says(words)
    if words != "bỏ qua":
        play.says("có")
    assert Erase(once_owner(id)) in play.effects


def test_a_zone_without_diacritics_gives_no_name() -> None:
    play = at_card()
    mrz = Card("mrz", "030190000018", "NGUYEN THI HOA", PartialDate(1990, 3, 5), "female")
    said = play.sends_photo("back", look=Look(PaperKind.CARD_BACK, card=mrz))
    labels = [line.label for section in said[-1].sections for line in section.lines]
    assert labels == ["Giới tính", "Ngày sinh", "Số giấy tờ"]
    said = play.presses("✔ Đúng hết, điền vào")
    assert "Thẻ ghi: NGUYEN THI HOA" in said[-1].text, "shown beside the question, to be typed with its marks"


def test_the_code_says_more_than_the_zone_whatever_came_first() -> None:
    play = at_card(channel="Tại quầy", card_photo="bỏ qua")
    play.says("bỏ qua")
    play.fills({**HOA, "channel": "Tại quầy"}, until="id_card")
    mrz = Card("mrz", "030190000018", "NGUYEN THI HOA", PartialDate(1990, 3, 5), "female")
    play.sends_photo("front", look=FRONT)
    play.sends_photo("back", look=Look(PaperKind.CARD_BACK, card=mrz))
    assert dossier(play).card.by == "qr"


def differing(**card: object) -> Play:
    """Everything was typed; then the card was photographed and says something else."""
    play = at_card()
    answers = {**HOA, "channel": "Tại quầy", "consent_read": "đồng ý", "card_photo": "bỏ qua"}
    play = Play()
    play.opens("criminal-record")
    play.fills({**answers, "id_type": "Căn cước công dân", "id_issue_date": "15/08/2021"}, until="id_card")
    play.sends_photo("front", look=replace(FRONT, card=replace(CARDS["hoa"], **card)))  # type: ignore[arg-type]
    play.sends_photo("back", look=Look(PaperKind.CARD_BACK))
    play.says("rõ rồi")
    return play


def test_a_card_that_agrees_asks_nothing() -> None:
    assert differing().asked() == "review"


def test_a_difference_is_asked_about_and_the_card_can_be_believed() -> None:
    play = differing(birth=PartialDate(1990, 3, 6))
    assert "bạn khai 05/03/1990, còn thẻ ghi 06/03/1990" in play.shown[-1].text
    assert dossier(play).answers["birth_date"].value == PartialDate(1990, 3, 5), "never overwritten unasked"
    play.presses("Theo thẻ: 06/03/1990")
    assert dossier(play).answers["birth_date"].value == PartialDate(1990, 3, 6)
    assert dossier(play).answers["birth_date"].source is Source.READ
    assert play.asked() == "review"


def test_what_was_typed_can_be_kept_and_the_officer_sees_that() -> None:
    play = differing(name="Nguyễn Thị Hoà")
    play.presses("Đúng như đã khai: Nguyễn Thị Hoa")
    assert dossier(play).accepted_faults == ("E_CARD_DIFFERS@full_name",)
    assert play.asked() == "review"
    assert any(isinstance(effect, Draw) for effect in play.effects)


def test_several_differences_come_one_by_one() -> None:
    play = differing(name="Nguyễn Thị Hoà", birth=PartialDate(1991, 3, 5))
    first = play.shown[-1].text
    play.presses(next(label for label in play.labels if label.startswith("Đúng như đã khai: 05")))
    assert play.shown[-1].text != first and "Nguyễn Thị Hoà" in play.shown[-1].text


def test_the_audit_says_how_many_were_read_and_never_what() -> None:
    play = at_card()
    play.sends_photo("front", look=FRONT)
    play.says("đúng")
    notes = [effect for effect in play.effects if isinstance(effect, Note)]
    assert Note("card_confirmed", dossier(play).id, "qr:6") in notes


def test_another_procedure_takes_what_it_asks_for() -> None:
    play = Play()
    play.opens("temporary-residence")
    play.fills({**NAM, "consent_read": "đồng ý"}, until="card_photo")
    play.sends_photo("front", look=Look(PaperKind.CARD_FRONT, card=CARDS["nam"]))
    play.says("đúng")
    keys = {key for key, answer in dossier(play).answers.items() if answer.source is Source.READ}
    assert {"full_name", "birth_date", "sex", "citizen_id"} <= keys
    assert not [effect for effect in play.effects if isinstance(effect, Remind) and effect.timer is Timer.CARD_LEFT]
