"""A page's kind and its upright position, by what was read on it and, unread, by how it looks."""

from __future__ import annotations

import numpy as np
import pytest

from dialogs.documents import Card, PaperKind
from integrations.vision.judging.flatten import turned
from integrations.vision.judging.kinds import kind_of, turns_from
from integrations.vision.judging.papers import A4, CARD, PASSPORT_PAGE
from integrations.vision.shapes import Flat
from tests.integrations.vision.judging.cards import card_back, card_flat, card_front, passport
from tests.integrations.vision.judging.drawn import flat as sheet_flat

SEEDS = range(3)
PAGES = [(card_flat(card_front(seed=seed), CARD), PaperKind.CARD_FRONT) for seed in SEEDS]
PAGES += [(card_flat(card_back(seed=seed), CARD), PaperKind.CARD_BACK) for seed in SEEDS]
PAGES += [(card_flat(passport(seed=seed), PASSPORT_PAGE), PaperKind.PASSPORT) for seed in SEEDS]
SHEETS = [(sheet_flat(A4, 5.0, seed), PaperKind.SHEET) for seed in SEEDS]
BARE = Flat(np.full((400, 634, 3), 200, np.uint8), CARD.width, CARD.height, 7.4)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize(("flat", "kind"), PAGES + SHEETS)
def test_unread_pages_are_told_by_their_looks(flat: Flat, kind: PaperKind, turns: int) -> None:
    assert kind_of(turned(flat, turns)) is kind


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize(("flat", "kind"), PAGES)
def test_cards_and_passports_are_turned_upright(flat: Flat, kind: PaperKind, turns: int) -> None:
    found = turns_from(turned(flat, turns), kind)
    assert found.sure
    assert found.turns == -turns % 4


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize(("flat", "kind"), SHEETS)
def test_the_lines_of_a_sheet_come_to_lie_level(flat: Flat, kind: PaperKind, turns: int) -> None:
    found = turns_from(turned(flat, turns), kind)
    assert (found.turns + turns) % 2 == 0


@pytest.mark.parametrize("turns", range(4))
def test_a_code_is_printed_upright(turns: int) -> None:
    square = np.array([[60, 10], [80, 11], [79, 30], [60, 29]], float)
    centred = square - 50
    for _ in range(turns):
        centred = np.column_stack([-centred[:, 1], centred[:, 0]])
    assert turns_from(BARE, PaperKind.CARD_FRONT, code=centred + 50).turns == -turns % 4


def test_what_was_read_decides() -> None:
    assert kind_of(BARE, mrz=Card("mrz", "001090000018", "NGUYEN VAN AN", paper="passport")) is PaperKind.PASSPORT
    assert kind_of(BARE, mrz=Card("mrz", "001090000018", "NGUYEN VAN AN")) is PaperKind.CARD_BACK
    assert kind_of(BARE, qr=Card("qr", "001090000018", "Nguyễn Văn An", paper="cccd")) is PaperKind.CARD_FRONT
    assert kind_of(BARE, qr=Card("qr", "001090000018", "Nguyễn Văn An", paper="cc")) is PaperKind.CARD_BACK
    assert turns_from(BARE, PaperKind.CARD_BACK, zone=3).turns == 3


def test_a_bare_card_is_of_no_kind() -> None:
    assert kind_of(BARE) is PaperKind.UNKNOWN
    assert not turns_from(BARE, PaperKind.UNKNOWN).sure


@pytest.mark.parametrize("shape", [(1, 1), (16, 16), (16, 2000), (2000, 16)])
@pytest.mark.parametrize("level", [0, 255])
def test_any_page_is_of_some_kind(shape: tuple[int, int], level: int) -> None:
    for size in (CARD, A4):
        flat = Flat(np.full((*shape, 3), level, np.uint8), size.width, size.height, 1.0)
        assert kind_of(flat) in PaperKind
        assert turns_from(flat, PaperKind.SHEET).turns in range(4)
