"""The photos are what they claim to be: the same for a seed, true about corners, codes and zones, apart between sets."""

from __future__ import annotations

from datetime import date

import cv2
import numpy as np
import pytest
import zxingcpp

from dialogs.documents import Flaw, PaperKind
from tests.photos import FAULTS, FIRST_SEED, Sample, mixed, sample, samples
from tests.photos.faults import BURNT, PLACES
from tests.photos.pages import CARDS, RARE_TEMPLATES, TEMPLATES, page
from tests.photos.people import Person, check, person
from tests.photos.pose import ASKEW, STRAIGHT, skew
from tests.photos.rare_grounds import HELD_BACK
from tests.photos.samples import set_of
from tests.photos.truth import turns_of, visible_of

VECTOR = ("IDVNM0900000188001090000018<<9", "9001158M3001156VNM<<<<<<<<<<<2", "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<")
BEYOND = 6
"""Pixels of the profile that is looked at on each side of an edge."""


def test_the_same_seed_gives_the_same_photo() -> None:
    assert sample(7).content == sample(7).content
    assert sample(7).content != sample(8).content


def test_both_sizes_show_the_same_scene() -> None:
    small, large = sample(11), sample(11, size="full")
    assert max(small.picture.shape) == 1280 and max(large.picture.shape) == 4032
    assert small.truth.corners is not None and large.truth.corners is not None
    away = (small.truth.corners + 0.5) / 1280 - (large.truth.corners + 0.5) / 4032
    assert np.abs(away).max() < 0.001
    shrunk = cv2.resize(large.picture, small.picture.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(shrunk.astype(int) - small.picture).mean() < 6


def test_a_stored_turned_photo_is_seen_upright() -> None:
    turned = next(one for one in samples("train", 20, "easy", "full") if b"Exif" in one.content[:64])
    corners, picture = turned.truth.corners, turned.picture
    assert corners is not None
    assert (corners >= 0).all() and (corners < picture.shape[1::-1]).all()


def test_zones_follow_the_published_vector() -> None:
    born, until = date(1990, 1, 15), date(2030, 1, 15)
    an = Person("Nguyễn Văn An", "male", born, "001090000018", "", "", "", date(2021, 1, 1), until, "C0000001")
    assert an.card_zone == VECTOR


@pytest.mark.parametrize("seed", range(20))
def test_zones_have_their_lengths_and_check_digits(seed: int) -> None:
    who = person(seed)
    assert [len(line) for line in who.card_zone] == [30, 30, 30]
    first, second = who.passport_zone
    assert (len(first), len(second)) == (44, 44)
    assert second[43] == check(second[0:10] + second[13:20] + second[21:43])


@pytest.mark.parametrize("template", [*TEMPLATES, *RARE_TEMPLATES])
def test_a_page_holds_what_its_truth_says(template: str) -> None:
    one = page(template, 5, template in RARE_TEMPLATES)
    found = [code.text for code in zxingcpp.read_barcodes(one.picture)]
    assert found == ([one.qr] if one.qr else [])
    assert (one.kind is PaperKind.SHEET) == (template not in CARDS)
    assert one.lines["name"] and len(one.lines["number"]) == 12


def _profile(one: Sample, side: int, share: float) -> list[float]:
    """Brightness across a side, from outside to inside."""
    corners = one.truth.corners
    assert corners is not None
    edge = corners[side] + (corners[(side + 1) % 4] - corners[side]) * share
    inwards = corners[(side + 2) % 4] - corners[(side + 1) % 4]
    inwards = inwards / np.linalg.norm(inwards)
    path = np.array([edge + inwards * away for away in range(-BEYOND, BEYOND + 1)], np.float32)
    grey = cv2.cvtColor(one.picture, cv2.COLOR_RGB2GRAY)
    return [float(v) for v in cv2.remap(grey, path[:, :1], path[:, 1:], cv2.INTER_LINEAR)[:, 0]]


def test_the_corners_lie_on_the_pages_edge() -> None:
    """On a dark ground the brightness jumps where the side between two true corners runs, to within a pixel or two."""
    for one in samples("tune", 4, "easy", template="student", ground="dark"):
        for side in range(4):
            for share in (0.2, 0.8):
                jump = int(np.argmax(np.abs(np.diff(_profile(one, side, share))))) - BEYOND + 0.5
                assert abs(jump) <= 1.5, (one.name, side, share, jump)


def test_the_sets_share_no_seed_no_person_and_no_held_back_ground() -> None:
    tuned = [sample(FIRST_SEED["tune"] + n, level="easy").truth for n in range(10)]
    assert not {one.ground for one in tuned} & set(HELD_BACK)
    assert not {one.template for one in tuned} & set(RARE_TEMPLATES)
    people = {which: {person(n, which).number for n in range(300)} for which in FIRST_SEED}
    assert not people["train"] & people["tune"] and not people["tune"] & people["report"]
    assert not people["train"] & people["report"]
    assert [set_of(first + 999_999) for first in FIRST_SEED.values()] == list(FIRST_SEED)


def test_turns_bring_the_page_upright() -> None:
    square = np.array([[0, 0], [10, 0], [10, 10], [0, 10]], float)
    assert turns_of(square) == 0
    assert turns_of(np.roll(square, -1, 0)) == 3, "its top is on the right: three quarter turns clockwise"
    assert turns_of(np.roll(square, 1, 0)) == 1


def test_what_is_visible_of_each_side() -> None:
    half_out = np.array([[-10, 0], [9, 0], [9, 9], [-10, 9]], float)
    top, right, bottom, left = visible_of(half_out, (20, 20))
    assert (right, left) == (1.0, 0.0) and 0.45 < top < 0.55 and 0.45 < bottom < 0.55


def test_good_photos_are_safely_good() -> None:
    for one in samples("tune", 8):
        corners, truth = one.truth.corners, one.truth
        assert corners is not None and truth.fault is None
        assert truth.visible == (1.0, 1.0, 1.0, 1.0)
        assert skew(corners) < STRAIGHT + 0.1
        assert truth.per_mm >= (2.5 if truth.kind is PaperKind.SHEET else 4.4)
        bright = np.percentile(_on_page(one), 90)
        assert 120 < bright < 252, (one.name, bright)


def _on_page(one: Sample) -> np.ndarray:
    """Brightness of the page's pixels."""
    assert one.truth.corners is not None
    picture = one.picture
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(one.truth.corners).astype(np.int32)], 1)
    return np.asarray(picture.mean(2)[mask > 0])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_there(fault: Flaw, seed: int) -> None:
    one = sample(FIRST_SEED["tune"] + seed, fault=fault)
    truth, picture = one.truth, one.picture
    assert truth.fault is fault
    if fault is Flaw.NO_PAPER:
        assert truth.corners is None and truth.kind is PaperKind.NOTHING
        return
    assert truth.corners is not None
    least = min(truth.visible)
    assert (least < 0.5) == (fault is Flaw.CUT)
    if fault is Flaw.CUT:
        assert truth.visible[("top", "right", "bottom", "left").index(truth.where)] == least
    if fault is Flaw.FAR:
        assert cv2.contourArea(truth.corners.astype(np.float32)) < 0.045 * picture.shape[0] * picture.shape[1]
    if fault is Flaw.SMALL:
        assert truth.per_mm < 3.7
    if fault is Flaw.DARK:
        assert np.percentile(_on_page(one), 90) < 66
    if fault is Flaw.TILTED:
        assert skew(truth.corners) > ASKEW[0] - 0.05
    if fault is Flaw.GLARE:
        burnt = float((_on_page(one) > 249).mean())
        assert truth.where in PLACES and BURNT[0] * 0.6 < burnt < BURNT[1] * 2, burnt


def _detail(one: Sample) -> float:
    """How much fine detail is left on a card, in the direction that lost most, at eight pixels a millimetre."""
    assert one.truth.corners is not None
    flat = np.array([[0, 0], [685, 0], [685, 432], [0, 432]], np.float32)
    matrix = cv2.getPerspectiveTransform(one.truth.corners.astype(np.float32), flat)
    grey = cv2.cvtColor(cv2.warpPerspective(one.picture, matrix, (685, 432)), cv2.COLOR_RGB2GRAY).astype(np.float32)
    grey = cv2.GaussianBlur(grey, (0, 0), 1.2)[8:-8, 8:-8]
    steps = ((0, 3), (3, 0), (2, 2), (2, -2))
    return min(
        float((2 * grey - np.roll(grey, step, (0, 1)) - np.roll(grey, (-step[0], -step[1]), (0, 1))).std())
        for step in steps
    )


@pytest.mark.parametrize("fault", [Flaw.BLURRED, Flaw.MOVED])
def test_soft_photos_have_lost_their_edges(fault: Flaw) -> None:
    """Every one of them has less detail left than the softest of the good ones."""
    good = [_detail(one) for one in samples("tune", 5, template="cccd-front")]
    soft = [_detail(one) for one in samples("tune", 5, fault=fault, template="cccd-front")]
    assert max(soft) < min(good), (sorted(soft), sorted(good))


def test_screenshots_are_png_and_photos_jpeg() -> None:
    starts = {one.content[:2] for one in samples("tune", 6, fault=Flaw.SCREEN)}
    assert starts == {b"\x89P", b"\xff\xd8"}


def test_a_mixed_set_has_good_photos_and_every_fault() -> None:
    faults = [one.truth.fault for one in mixed("tune", 2 * len(FAULTS), "easy")]
    assert faults.count(None) == len(FAULTS) and set(faults) == {None, *FAULTS}
