"""The clean copy: no shadow, white paper, ink and stamps as they were; cards stay pictures."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from integrations.vision.judging.enhance import bitonal, enhance
from integrations.vision.judging.papers import A4, CARD
from integrations.vision.shapes import Flat, Picture
from tests.integrations.vision.judging.drawn import page

STAMP = (200, 40, 50)
PORTRAIT = (slice(200, 360), slice(620, 740))


def _sheet() -> Picture:
    """A sheet at 4 pixels a millimetre with a red stamp and a portrait, under warm light and half in shadow."""
    drawn = page(A4, 4, paper=(250, 249, 245))
    cv2.circle(drawn, (640, 1000), 60, STAMP, 5, cv2.LINE_AA)
    drawn[PORTRAIT] = (96, 72, 60)
    across = np.arange(drawn.shape[1])
    shadow = 1 - 0.45 / (1 + np.exp((across - 160) / 12))
    lit = drawn * shadow[None, :, None] * np.array([0.94, 0.86, 0.74])
    return np.asarray(np.clip(lit + np.random.default_rng(2).normal(0, 2, lit.shape), 0, 255), np.uint8)


SEEN = Flat(_sheet(), A4.width, A4.height, 4.0)
CLEAN = enhance(SEEN)


def test_paper_is_white_in_the_light_and_in_the_shadow() -> None:
    for place in (CLEAN[1100:1160, 40:140], CLEAN[1100:1160, 500:800]):
        assert np.median(place, axis=(0, 1)).min() >= 250


def test_ink_stays_dark_on_both_sides_of_the_shadow() -> None:
    grey = CLEAN.mean(axis=2)
    lit, shaded = np.percentile(grey[100:900, 190:260], 1), np.percentile(grey[100:900, 70:140], 1)
    assert lit < 90
    assert shaded < 90


def test_a_red_stamp_stays_red() -> None:
    ring = CLEAN[940:1060, 575:705].reshape(-1, 3).astype(int)
    inked = ring[ring.min(axis=1) < 140]
    red, green, blue = np.median(inked, axis=0)
    assert red > 150
    assert green < 90
    assert blue < 110


def test_a_portrait_is_not_washed_out() -> None:
    assert CLEAN[PORTRAIT].mean() == pytest.approx(np.mean((96, 72, 60)), abs=30)


def test_a_card_keeps_its_tones_and_hues() -> None:
    drawn = page(CARD, 8, paper=(196, 214, 206))
    drawn[120:330, 40:220] = (120, 90, 78)
    card = (drawn * 0.7).astype(np.uint8)
    clean = enhance(Flat(card, CARD.width, CARD.height, 8.0))
    assert clean.shape == card.shape
    ground, portrait = np.median(clean[360:420, 500:600], axis=(0, 1)), np.median(clean[160:300, 80:180], axis=(0, 1))
    assert ground.mean() > 195, "a dark photo becomes brighter"
    assert portrait / portrait.sum() == pytest.approx(np.array([120, 90, 78]) / 288, abs=0.02)
    assert portrait.mean() < 0.62 * ground.mean()


def test_the_one_bit_version_is_black_print_on_white() -> None:
    seen = bitonal(SEEN)
    assert seen.shape == SEEN.picture.shape[:2]
    assert set(np.unique(seen)) == {0, 255}
    assert (seen[1100:1160] == 255).mean() > 0.999, "no grain on bare paper, no trace of the shadow's edge"
    true = page(A4, 4).mean(axis=2) < 128
    inside = (slice(80, 900), slice(60, 560))
    both = ((seen[inside] == 0) & true[inside]).sum()
    assert both / true[inside].sum() > 0.9
    assert both / (seen[inside] == 0).sum() > 0.6


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("shape", [(16, 16), (16, 900), (900, 16)])
@pytest.mark.parametrize("size", [CARD, A4])
def test_any_page_can_be_cleaned(level: int, shape: tuple[int, int], size: object) -> None:
    of = CARD if size is CARD else A4
    flat = Flat(np.full((*shape, 3), level, np.uint8), of.width, of.height, 1.0)
    assert enhance(flat).shape == flat.picture.shape
    assert bitonal(flat).shape == flat.picture.shape[:2]
