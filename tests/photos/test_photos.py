"""The photos are what they claim to be: the same for a seed, true about corners, codes and zones, apart between sets."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp

from dialogs.documents import Flaw, PaperKind
from tests.photos import sample
from tests.photos.pages import CARDS, TEMPLATES, page
from tests.photos.people import Person, check, person
from tests.photos.samples import FIRST_SEED

VECTOR = (
    "IDVNM0900000188001090000018<<9",
    "9001158M3001156VNM<<<<<<<<<<<2",
    "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<",
)


def test_the_same_seed_gives_the_same_photo() -> None:
    assert sample(7).content == sample(7).content
    assert sample(7).content != sample(8).content


def test_both_sizes_show_the_same_scene() -> None:
    small, large = sample(11, level="easy"), sample(11, level="easy", size="full")
    assert max(small.picture.shape) == 1280 and max(large.picture.shape) == 4032
    assert (small.truth.template, small.truth.ground) == (large.truth.template, large.truth.ground)


def test_zones_follow_the_published_vector() -> None:
    from datetime import date

    an = Person(
        "Nguyễn Văn An",
        "male",
        date(1990, 1, 15),
        "001090000018",
        "",
        "",
        "",
        date(2021, 1, 1),
        date(2030, 1, 15),
        "C0000001",
    )
    assert an.card_zone == VECTOR


@pytest.mark.parametrize("seed", range(20))
def test_zones_have_their_lengths_and_check_digits(seed: int) -> None:
    who = person(seed)
    assert [len(line) for line in who.card_zone] == [30, 30, 30]
    first, second = who.passport_zone
    assert (len(first), len(second)) == (44, 44)
    assert second[43] == check(second[0:10] + second[13:20] + second[21:43])


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_holds_what_its_truth_says(template: str) -> None:
    one = page(template, 5)
    found = [code.text for code in zxingcpp.read_barcodes(one.picture)]
    assert found == ([one.qr] if one.qr else [])
    assert (one.kind is PaperKind.SHEET) == (template not in CARDS)


@pytest.mark.parametrize("seed", range(6))
def test_the_corners_lie_on_the_pages_edge(seed: int) -> None:
    """Just inside a side it looks like the page, just outside it does not: on a dark ground that is plain to see."""
    one = sample(seed, level="easy", template="student")
    picture, corners = one.picture.astype(float), one.truth.corners
    assert corners is not None
    middle, steps = corners.mean(0), []
    for n in range(4):
        edge = (corners[n] + corners[(n + 1) % 4]) / 2
        inwards = (middle - edge) / np.linalg.norm(middle - edge)
        profile = [
            picture[tuple(np.clip((edge + inwards * d).astype(int)[::-1], 0, np.array(picture.shape[:2]) - 1))].mean()
            for d in range(-8, 9)
        ]
        steps.append(int(np.argmax(np.abs(np.diff(profile)))))
    assert sum(5 <= step <= 10 for step in steps) >= 3, (one.truth.ground, steps)


def test_the_sets_share_no_seed_and_no_held_back_ground() -> None:
    tuned = {sample(FIRST_SEED["tune"] + n, level="easy").truth.ground for n in range(10)}
    assert not tuned & {"flowers", "granite", "bamboo", "keyboard"}
    assert len(set(FIRST_SEED.values())) == 3


def test_turns_bring_the_page_upright() -> None:
    for seed in range(5):
        one = sample(seed, level="easy")
        assert one.truth.corners is not None
        corners = one.truth.corners
        up = corners[[0, 1]].mean(0) - corners[[2, 3]].mean(0)
        for _ in range(one.truth.turns):
            up = np.array([-up[1], up[0]])
        assert up[1] < 0 and abs(up[0]) <= abs(up[1]) * 1.05


@pytest.mark.parametrize("fault", [flaw for flaw in Flaw if flaw is not Flaw.UNSURE])
def test_a_fault_is_there(fault: Flaw) -> None:
    one, height, width = sample(3, fault=fault), *sample(3, fault=fault).picture.shape[:2]
    corners, good = one.truth.corners, sample(3)
    assert one.truth.fault is fault
    if fault in (Flaw.NO_PAPER, Flaw.SCREEN):
        assert corners is None
        return
    assert corners is not None
    inside = ((corners >= 0) & (corners < (width, height))).all()
    assert inside == (fault is not Flaw.CUT)
    if fault is Flaw.SMALL:
        assert one.truth.per_mm < 3.3
    if fault is Flaw.DARK:
        assert one.picture.mean() < good.picture.mean() / 2
    if fault is Flaw.GLARE:
        assert (one.picture.min(2) > 252).mean() > 0.002 and one.truth.where
