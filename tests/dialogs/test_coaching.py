"""Coaching: one instruction at a time, the place marked, a way to use it all the same, and buttons that act."""

from __future__ import annotations

import pytest

from dialogs.documents import Fault, Flaw, Look, PaperKind
from dialogs.effects import HOUSE, Draw, Erase, Fetch, Message, Note, Say
from dialogs.events import Drawn, FileRef, SentFile
from tests.people import HOA, NAM
from tests.play import Play

FRONT, BACK, SHEET = PaperKind.CARD_FRONT, PaperKind.CARD_BACK, PaperKind.SHEET
USE = "Vẫn dùng ảnh này"


def at_id_card() -> Play:
    play = Play()
    play.opens("criminal-record")
    play.fills({**HOA, "channel": "Tại quầy"}, until="id_card")
    return play


def flawed(flaw: Flaw, where: str = "", kind: PaperKind = FRONT) -> Look:
    return Look(kind, faults=(Fault(flaw, where), Fault(Flaw.DARK)))


def last(play: Play) -> Message:
    return next(effect.message for effect in reversed(play.effects) if isinstance(effect, Say))


def photos(play: Play, path: str):  # type: ignore[no-untyped-def]
    given = play.conversation.dossiers[-1].answers.get(path)
    return given.value.photos if given else ()


@pytest.mark.parametrize("flaw", [flaw for flaw in Flaw if flaw is not Flaw.NO_PAPER])
def test_every_flaw_has_one_instruction_a_picture_and_a_way_on(flaw: Flaw) -> None:
    play = at_id_card()
    said = play.sends_photo("p", look=flawed(flaw, "top"))
    assert len(said) == 1 and said[0].text.count("\n") <= 2, "one instruction, not a list of faults"
    assert (last(play).attachment, last(play).attachment_name) == ("marked-p", "id_card.jpg")
    assert USE in [button.label for button in said[0].buttons]
    assert photos(play, "id_card#pages") == (), "it does not count before it is used"
    assert any(
        effect == Note("photo_refused", effect.dossier, f"id_card:{flaw}")
        for effect in play.effects
        if isinstance(effect, Note)
    )


def test_a_picture_used_all_the_same_carries_its_faults_to_the_officer() -> None:
    play = at_id_card()
    play.sends_photo("p", look=flawed(Flaw.BLURRED))
    play.presses(USE)
    (used,) = photos(play, "id_card#pages")
    assert used.kept and used.faults == ("blurred", "dark")
    assert photos(play, "id_card#held") == ()


def test_without_any_paper_the_way_on_opens_only_the_second_time() -> None:
    play = at_id_card()
    first = play.sends_photo("desk", look=Look(PaperKind.NOTHING, faults=(Fault(Flaw.NO_PAPER),)))
    assert USE not in [button.label for button in first[0].buttons]
    second = play.sends_photo("desk again", look=Look(PaperKind.NOTHING, faults=(Fault(Flaw.NO_PAPER),)))
    assert USE in [button.label for button in second[0].buttons]


def test_a_photo_that_the_chat_made_small_is_asked_for_as_a_file_once() -> None:
    play = at_id_card()
    play.sends_photo("p", look=flawed(Flaw.SMALL), compressed=True)
    assert (last(play).attachment, last(play).attachment_owner) == ("as-file.png", HOUSE)
    play.sends_photo("q", look=flawed(Flaw.SMALL), compressed=True)
    assert last(play).attachment == "marked-q", "the second time the ordinary advice is given"


def test_a_small_picture_that_came_as_a_file_is_told_to_come_closer() -> None:
    play = at_id_card()
    play.sends_photo("p", look=flawed(Flaw.SMALL))
    assert last(play).attachment == "marked-p"


def test_the_same_side_again_and_another_paper_are_named() -> None:
    play = at_id_card()
    play.sends_photo("front", look=Look(FRONT))
    assert "Xin lật thẻ" in play.sends_photo("front 2", look=Look(FRONT))[0].text
    assert "giống tờ giấy khổ lớn" in play.sends_photo("lease", look=Look(SHEET))[0].text
    play.presses(USE)
    assert [photo.faults for photo in photos(play, "id_card#pages")] == [(), ("wrong_paper",)]


def test_a_picture_is_shown_and_asked_about_and_can_be_taken_again() -> None:
    play = at_id_card()
    play.sends_photo("back", look=Look(BACK))
    assert (last(play).attachment, last(play).step) == ("scan-back", "id_card")
    play.sends_photo("front", look=Look(FRONT))
    assert [photo.kind for photo in photos(play, "id_card#pages")] == [FRONT, BACK], "front first, whatever came first"
    play.presses("Chụp lại ảnh này")
    assert [photo.kind for photo in photos(play, "id_card#pages")] == [BACK]
    play.sends_photo("front again", look=Look(FRONT))
    play.says("rõ")
    assert len(photos(play, "id_card")) == 2 and play.asked() == "review"


def test_taking_a_picture_again_reopens_a_complete_paper() -> None:
    play = at_id_card()
    play.sends_photo("front", look=Look(FRONT))
    play.sends_photo("back", look=Look(BACK))
    redo = play.labels["Chụp lại ảnh này"]
    play.presses("✔ Rõ, đủ rồi")
    play.presses_id(redo)
    assert play.asked() == "review", "a button of an old question changes nothing"
    play.says("sửa ảnh giấy tờ tuỳ thân")
    play.sends_photo("front new", look=Look(FRONT))
    assert [photo.id for photo in photos(play, "id_card")], "the old pictures stay until new ones are complete"


def test_a_button_of_a_picture_that_is_gone_says_so() -> None:
    play = at_id_card()
    play.sends_photo("p", look=flawed(Flaw.DARK))
    use = play.labels[USE]
    play.presses(USE)
    said = play.presses_id(use)
    assert "đã được ghi nhận" in said[0].text


def test_several_faulty_pictures_of_an_album_can_each_be_used() -> None:
    play = at_id_card()
    fetches = []
    for name in ("a", "b"):
        play.take(SentFile(**play._stamp(), file=FileRef("play", name), album="x"))
        fetches += [(name, effect) for effect in play.effects if isinstance(effect, Fetch)]
    first = play.checked("a", fetches[0][1], look=flawed(Flaw.GLARE, "left"))
    button = next(one.id for one in first[0].buttons if one.label == USE)
    play.checked("b", fetches[1][1], look=flawed(Flaw.CUT, "top", BACK))
    play.presses(USE)
    play.presses_id(button)
    assert [photo.kind for photo in photos(play, "id_card#pages")] == [FRONT, BACK]


def test_the_declaration_is_shown_once_for_every_state_of_the_answers() -> None:
    play = at_id_card()
    play.sends_photo("front", look=Look(FRONT))
    play.sends_photo("back", look=Look(BACK))
    play.says("rõ")
    assert [effect.preview for effect in play.effects if isinstance(effect, Draw)] == [True]
    dossier = play.conversation.dossiers[-1]
    play.take(Drawn(**play._stamp(), dossier=dossier.id, file="page", preview=True))
    assert (last(play).attachment, last(play).attachment_name) == ("page", "to-khai.png")
    play.says("xem lại")
    assert not [effect for effect in play.effects if isinstance(effect, Draw)], "nothing has changed"
    play.says("sửa email")
    play.says("hoa@example.vn")
    assert [effect.preview for effect in play.effects if isinstance(effect, Draw)] == [True]


def test_a_picture_that_comes_too_late_is_not_shown() -> None:
    play = at_id_card()
    dossier = play.conversation.dossiers[-1]
    assert play.take(Drawn(**play._stamp(), dossier=dossier.id, file="page", preview=True)) == []
    assert play.take(Drawn(**play._stamp(), dossier="gone", file="page", preview=False)) == []
    assert play.effects == [Erase("gone", ("page",))], "what was typeset for a dossier that is gone goes after it"


def test_after_filing_the_declaration_comes_as_a_file_to_keep() -> None:
    play = Play()
    play.opens("temporary-residence")
    play.fills(NAM)
    play.says("nộp")
    play.says("đồng ý")
    play.portal_files("DK-261121-0009")
    assert [effect.preview for effect in play.effects if isinstance(effect, Draw)] == [False]
    dossier = play.conversation.dossiers[-1]
    play.take(Drawn(**play._stamp(), dossier=dossier.id, file="pdf", preview=False))
    assert last(play).attachment_name == "to-khai-DK-261121-0009.pdf"
