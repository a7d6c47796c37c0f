"""The pre-check in conversation: what holds back, what is only told, where its buttons lead, what the officer gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.packing import pack
from bot.ports import Shown
from dialogs.acceptance import MOST_TOLD
from dialogs.answers import Answer, PartialDate, Photos
from dialogs.conversation import Dossier
from dialogs.documents import Unfit, Unfitness
from dialogs.dossier import Life
from dialogs.effects import CallStaff, Draw, Note, Style, Submit
from dialogs.events import FilingEnded, FilingResult
from dialogs.pictures import PaperKind
from tests.looks import CARDS
from tests.people import BINH, HOA, NAM
from tests.play import Play, phrasebook

FINE, RETURNED, ASKED = "Đã soát: đủ", "sẽ bị trả vì", "Cán bộ có thể hỏi thêm"


def filled(person: Mapping[str, str], slug: str = "criminal-record", **changes: str) -> Play:
    play = Play()
    play.opens(slug)
    play.fills({**person, **changes})
    return play


def change(play: Play, **answers: Any) -> None:
    """What time, another revision or an old button may have left; nothing is said."""
    dossier = play.conversation.dossiers[-1]
    kept = {path: answer for path, answer in dossier.answers.items() if answers.get(path, "") is not None}
    kept |= {path: Answer(value) for path, value in answers.items() if value is not None}
    put(play, replace(dossier, answers=kept))


def put(play: Play, dossier: Dossier) -> None:
    play.conversation = replace(play.conversation, dossiers=(*play.conversation.dossiers[:-1], dossier))


def did(play: Play, kind: type) -> list[Any]:
    return [effect for effect in play.effects if isinstance(effect, kind)]


def styles(said: Shown) -> dict[str, Style]:
    return {button.label: button.style for button in said.buttons}


def test_a_fine_dossier_says_so_and_files_with_one_primary_button() -> None:
    card = filled(HOA).shown[-1]
    assert FINE in card.text and ASKED not in card.text
    assert [label for label, style in styles(card).items() if style is Style.PRIMARY] == ["📨 Nộp hồ sơ"]


@pytest.mark.parametrize("how", ["nộp", "[📨 Nộp hồ sơ]", "gửi", "ok"])
def test_with_a_reason_left_nothing_is_sent_however_it_is_asked_for(how: str) -> None:
    play = filled(HOA, father_birth="1995")
    play.presses(how.strip("[]")) if how.startswith("[") else play.says(how)
    assert RETURNED in play.shown[-1].text and not did(play, Submit) and play.life is Life.REVIEW
    primary = [label for label, style in styles(play.shown[-1]).items() if style is Style.PRIMARY]
    assert primary == ["Sửa 1: Năm sinh cha"]
    assert did(play, Note)[0].detail == "parent-born-after"


def test_no_picture_of_the_declaration_is_drawn_while_it_would_come_back() -> None:
    play = filled(HOA, father_birth="1995")
    assert not did(play, Draw)
    play.presses("Sửa 1: Năm sinh cha")
    play.says("1960")
    assert FINE in play.shown[-1].text and did(play, Draw)


def test_between_consent_and_filing_it_is_looked_over_again() -> None:
    play = filled(HOA)
    play.says("nộp")
    assert play.life is Life.CONSENT
    change(play, phone=None)
    play.says("đồng ý")
    assert RETURNED in play.shown[-1].text and not did(play, Submit) and play.life is Life.REVIEW
    play.presses("Sửa 1: Số điện thoại")
    play.fills(HOA)
    play.says("nộp")
    play.says("đồng ý")
    assert did(play, Submit)


def test_a_failed_filing_is_not_sent_again_with_a_reason_left() -> None:
    play = filled(HOA)
    play.says("nộp")
    play.says("đồng ý")
    play.portal_files(result=FilingResult.FAILED)
    change(play, phone=None)
    play.presses("📨 Nộp lại")
    assert RETURNED in play.shown[-1].text and not did(play, Submit)


def test_at_most_so_many_reasons_are_told_and_the_rest_is_counted() -> None:
    play = filled(HOA)
    change(play, phone=None, father_name=None, mother_name=None, ethnicity=None, full_name=None, id_number=None)
    play.says("xem lại")
    card = play.shown[-1]
    assert "vì 6 lý do" in card.text and "và 2 chỗ nữa" in card.text
    assert sum(label.startswith("Sửa ") for label in styles(card)) == MOST_TOLD


def test_a_form_that_is_not_complete_is_not_judged() -> None:
    play = Play()
    play.opens("criminal-record")
    play.fills(HOA, "father_birth")
    play.says("xem lại")
    assert RETURNED not in play.shown[-1].text and FINE not in play.shown[-1].text


def test_without_consent_to_read_nothing_that_was_read_is_used() -> None:
    play = filled({**BINH, "history.1.address": BINH["temporary_residence"]})
    dossier = play.conversation.dossiers[-1]
    read = play.conversation.consents
    put(play, replace(dossier, card=CARDS["nam"]))
    play.says("xem lại")
    assert RETURNED in play.shown[-1].text
    play.conversation = replace(play.conversation, consents={**read, "read": False})
    play.says("xem lại")
    assert FINE in play.shown[-1].text


def test_a_duplicate_is_taken_out_and_the_other_stays() -> None:
    play = filled(BINH)
    twice = tuple(
        replace(photo, kind=PaperKind.CARD_FRONT, print="0" * 64)
        for photo in play.conversation.dossiers[-1].answers["id_card"].value.photos  # type: ignore[union-attr]
    )
    change(play, id_card=Photos(twice))
    play.says("nộp")
    play.says("1")
    pages = play.conversation.dossiers[-1].answers["id_card#pages"].value
    assert isinstance(pages, Photos) and pages.photos == twice[:1] and play.asked() == "id_card"


def test_what_was_told_is_kept_at_the_filing_and_reaches_the_officer() -> None:
    play = filled(BINH, channel="Trực tiếp", mother_birth="1980")
    play.says("nộp")
    play.says("đồng ý")
    dossier = play.conversation.dossiers[-1]
    assert [path for path, _ in dossier.known] == ["mother_birth", "history.1.address"]
    package = pack(play.catalogue, phrasebook(), play.conversation, dossier, "chat", "web", play.now)
    assert package.known[0] == ("mother_birth", "Năm sinh mẹ (1980): chỉ hơn con 10 tuổi.")


def test_an_answer_held_on_to_is_not_printed_as_an_answer() -> None:
    play = filled(HOA)
    put(play, replace(play.conversation.dossiers[-1], accepted_faults=("E_CARD_DIFFERS@full_name",)))
    dossier = play.conversation.dossiers[-1]
    package = pack(play.catalogue, phrasebook(), play.conversation, dossier, "chat", "web", play.now)
    assert [value for _, path, _, value in package.lines if path == "full_name"] == ["Nguyễn Thị Hoa"]


# ------------------------------------------------------------ a paper that the portal would not take


def unfit(play: Play, path: str = "dwelling_proof") -> list[Shown]:
    dossier = play.conversation.dossiers[-1]
    told: dict[str, Any] = {"dossier": dossier.id, "key": dossier.key, "result": FilingResult.FAILED, "paper": path}
    return play.take(FilingEnded(**play._stamp(), **told, unfit=Unfitness.LOCKED))


def sent() -> Play:
    play = filled(NAM, "temporary-residence")
    play.says("nộp")
    play.says("đồng ý")
    return play


def test_an_unfit_paper_is_named_with_one_button_and_no_staff_are_called() -> None:
    play = sent()
    (said,) = unfit(play)
    assert "Giấy tờ chỗ ở: PDF bị khoá" in said.text and list(styles(said)) == ["Sửa: Giấy tờ chỗ ở"]
    assert not did(play, CallStaff) and play.life is Life.SUBMIT_FAILED
    play.presses("Sửa: Giấy tờ chỗ ở")
    assert play.asked() == "dwelling_proof"


def test_the_same_pictures_are_not_sent_again_and_other_ones_under_a_new_key() -> None:
    play = sent()
    key = play.conversation.dossiers[-1].key
    unfit(play)
    play.says("nộp")
    assert not did(play, Submit) and "PDF bị khoá" in play.shown[-1].text
    play.presses("Sửa 1: Giấy tờ chỗ ở")
    play.sends_photo("another")
    play.says("xong")
    play.says("nộp")
    play.says("đồng ý")
    assert did(play, Submit)[0].key != key


def test_a_paper_that_may_not_be_changed_any_more_is_for_staff() -> None:
    play = sent()
    play.portal_files()
    play.portal_reports(5, items=("phone",))
    play.presses("Bổ sung ngay")
    play.says("0900000013")
    play.says("nộp")
    assert did(play, Submit)
    unfit(play)
    assert did(play, CallStaff) and not play.conversation.dossiers[-1].unfit


def test_a_reason_that_may_not_be_mended_does_not_hold_a_supplement_back() -> None:
    play = sent()
    play.portal_files()
    play.portal_reports(5, items=("phone",))
    put(play, replace(play.conversation.dossiers[-1], unfit=(Unfit("dwelling_proof", Unfitness.LOCKED, ()),)))
    change(play, until=PartialDate(2026, 11, 1))
    play.presses("Bổ sung ngay")
    play.says("0900000013")
    play.says("nộp")
    assert did(play, Submit)


def test_nobody_agrees_to_one_fee_and_owes_another() -> None:
    """The campaign ends with February 2027."""
    play = Play()
    play.now = play.now.replace(year=2027, month=2, day=28)
    play.opens("criminal-record")
    play.fills(HOA)
    assert "Phí: 0 đ" in play.shown[-1].text
    play.says("nộp")
    play.now = play.now.replace(month=3, day=1)
    play.says("đồng ý")
    assert "từ 0 đ thành 200.000 đ" in play.shown[-1].text and not did(play, Submit)
    play.says("nộp")
    play.says("đồng ý")
    assert did(play, Submit)
