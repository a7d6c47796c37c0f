"""Which paper a picture is of: by kind, by title, by what is there already."""

from __future__ import annotations

import pytest

from dialogs.answers import Photo
from dialogs.documents import Look, PaperKind
from dialogs.route import Spot
from dialogs.sorting import (
    HARDLY,
    PERHAPS,
    SURELY,
    Misfit,
    in_order,
    misfit,
    missing_sides,
    place_for,
    sent_before,
    suits,
)
from dialogs.steps import Photograph

FRONT, BACK, PASSPORT, SHEET = PaperKind.CARD_FRONT, PaperKind.CARD_BACK, PaperKind.PASSPORT, PaperKind.SHEET
CARD = Photograph(key="id_card", least=2, most=2, wants=(FRONT, BACK, PASSPORT))
AUTHORISATION = Photograph(key="authorisation", most=6, wants=(SHEET,), titles=("uy quyen",))
PROOF = Photograph(key="fee_proof", most=4, titles=("sinh vien", "ho ngheo"))


def spot(step: Photograph) -> Spot:
    return Spot(step.key, step, "papers")


def photo(id: str, kind: PaperKind = PaperKind.UNKNOWN, print: str = "") -> Photo:
    return Photo(id, "image/jpeg", 1600, 1200, kind=kind, print=print)


@pytest.mark.parametrize(
    ("step", "look", "fits"),
    [
        (CARD, Look(FRONT), SURELY),
        (CARD, Look(PASSPORT), SURELY),
        (CARD, Look(SHEET), HARDLY),
        (CARD, Look(PaperKind.UNKNOWN), PERHAPS),
        (CARD, Look(PaperKind.NOTHING), PERHAPS),
        (AUTHORISATION, Look(SHEET), PERHAPS),
        (AUTHORISATION, Look(SHEET, words=("giay uy quyen",)), SURELY),
        (AUTHORISATION, Look(FRONT), HARDLY),
        (PROOF, Look(FRONT), PERHAPS),
        (PROOF, Look(FRONT, words=("the sinh vien",)), SURELY),
    ],
)
def test_how_well_a_picture_suits_a_paper(step: Photograph, look: Look, fits: int) -> None:
    assert suits(step, look) == fits


def test_the_paper_asked_for_keeps_what_suits_another_no_better() -> None:
    others = [spot(AUTHORISATION), spot(PROOF)]
    assert place_for(Look(SHEET), spot(AUTHORISATION), [spot(CARD), *others]) == spot(AUTHORISATION)
    assert place_for(Look(FRONT, words=("the sinh vien",)), spot(CARD), others) == spot(CARD)


def test_a_picture_goes_where_it_surely_belongs() -> None:
    others = [spot(CARD), spot(AUTHORISATION), spot(PROOF)]
    assert place_for(Look(SHEET, words=("giay uy quyen",)), spot(CARD), others) == spot(AUTHORISATION)
    assert place_for(Look(SHEET, words=("giay chung nhan ho ngheo",)), spot(AUTHORISATION), others) == spot(PROOF)
    assert place_for(Look(BACK), spot(AUTHORISATION), others) == spot(CARD)


def test_what_does_not_belong_here_is_named() -> None:
    assert misfit(CARD, Look(SHEET), ()) is Misfit.WRONG_PAPER
    assert misfit(CARD, Look(FRONT), (photo("a", FRONT),)) is Misfit.WRONG_SIDE
    assert misfit(CARD, Look(BACK), (photo("a", FRONT),)) is None
    assert misfit(CARD, Look(PASSPORT), (photo("a", PASSPORT),)) is None, "its cover may look like anything"
    assert misfit(AUTHORISATION, Look(SHEET), (photo("a", SHEET),)) is None, "a second page"


def test_the_same_page_is_known_by_file_and_by_fingerprint() -> None:
    page = "0f" * 32
    assert sent_before(photo("a"), (photo("a"),))
    assert sent_before(photo("b", print=page), (photo("a", print=page[:-1] + "e"),))
    assert not sent_before(photo("b", print="f0" * 32), (photo("a", print=page),))
    assert not sent_before(photo("b"), (photo("a"),)), "two pictures without a fingerprint are two pictures"


def test_sides_that_are_missing_and_their_order() -> None:
    assert missing_sides(CARD, (photo("a", BACK),)) == (FRONT,)
    assert missing_sides(CARD, (photo("a", PASSPORT),)) == ()
    assert missing_sides(CARD, ()) == ()
    assert missing_sides(AUTHORISATION, (photo("a", SHEET),)) == ()
    assert [one.id for one in in_order(CARD, (photo("b", BACK), photo("a", FRONT)))] == ["a", "b"]
    assert [one.id for one in in_order(AUTHORISATION, (photo("2"), photo("1", SHEET)))] == ["2", "1"]
