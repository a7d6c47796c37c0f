"""Each flaw is named when it is there, with its place, and none when the photo is good; at both sizes of photos."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from dialogs.documents import Fault, Flaw, PaperKind
from integrations.vision.judging.faults import faults
from integrations.vision.judging.flatten import flatten, turned
from integrations.vision.judging.papers import A4, CARD, Size
from integrations.vision.shapes import Corners, Found, Picture
from tests.integrations.vision.judging.cards import card_front
from tests.integrations.vision.judging.drawn import corners_seen, page, photo

CHAT, FULL = 1280, 3000
PAPERS = [(CARD, PaperKind.CARD_FRONT, 18.0), (A4, PaperKind.SHEET, 9.0)]
papers = pytest.mark.parametrize(("size", "kind", "per_mm"), PAPERS, ids=["card", "sheet"])


def _frame(size: Size, long: int) -> tuple[int, int]:
    short = long * 3 // 4
    return (long, short) if size.width > size.height else (short, long)


def _drawn(size: Size, per_mm: float) -> Picture:
    return card_front(per_mm) if size is CARD else page(size, per_mm)


def _shot(
    size: Size, per_mm: float, long: int = CHAT, lean: float = 8.0, fill: float = 0.8, toward: float = 4.0
) -> tuple[Picture, Corners]:
    width, height = _frame(size, long)
    corners = corners_seen(size, width, height, lean, toward, 3, fill)
    return photo(_drawn(size, per_mm), corners, width, height), corners


def _verdict(
    picture: Picture, corners: Corners, kind: PaperKind, sure: float = 0.9, turns: int = 0
) -> tuple[Fault, ...]:
    found = Found(corners, sure)
    return faults(picture, found, turned(flatten(picture, corners, kind), turns), kind)


@papers
@pytest.mark.parametrize("long", [CHAT, FULL])
def test_a_good_photo_has_no_flaw(size: Size, kind: PaperKind, per_mm: float, long: int) -> None:
    picture, corners = _shot(size, per_mm, long)
    assert _verdict(picture, corners, kind) == ()


@papers
def test_out_of_focus(size: Size, kind: PaperKind, per_mm: float) -> None:
    picture, corners = _shot(size, per_mm)
    scale = float(np.linalg.norm(corners[1] - corners[0])) / size.width
    picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.38 * scale), np.uint8)
    assert _verdict(picture, corners, kind) == (Fault(Flaw.BLURRED),)


@papers
def test_the_camera_moved(size: Size, kind: PaperKind, per_mm: float) -> None:
    picture, corners = _shot(size, per_mm)
    scale = float(np.linalg.norm(corners[1] - corners[0])) / size.width
    picture = np.asarray(cv2.blur(picture, (round((2.0 if size is CARD else 2.8) * scale), 1)), np.uint8)
    assert _verdict(picture, corners, kind) == (Fault(Flaw.MOVED),)


@papers
def test_too_dark(size: Size, kind: PaperKind, per_mm: float) -> None:
    picture, corners = _shot(size, per_mm)
    assert _verdict((picture * 0.2).astype(np.uint8), corners, kind) == (Fault(Flaw.DARK),)


@papers
@pytest.mark.parametrize(
    ("x", "y", "where"), [(0.2, 0.2, "top-left"), (0.8, 0.5, "right"), (0.5, 0.5, "middle"), (0.5, 0.85, "bottom")]
)
@pytest.mark.parametrize("turns", [0, 3])
def test_glare_and_where(
    size: Size, kind: PaperKind, per_mm: float, x: float, y: float, where: str, turns: int
) -> None:
    picture, corners = _shot(size, per_mm)
    at = corners[0] + (corners[1] - corners[0]) * x + (corners[3] - corners[0]) * y
    reach = 0.12 * float(np.linalg.norm(corners[1] - corners[0]))
    cv2.circle(picture, (round(float(at[0])), round(float(at[1]))), round(reach), (255, 255, 255), -1)
    # The corners as found begin elsewhere, and the page is turned until they are right again.
    assert _verdict(picture, np.roll(corners, -turns, axis=0), kind, turns=turns) == (Fault(Flaw.GLARE, where),)


@papers
@pytest.mark.parametrize(
    ("move", "where"), [((0, -1), "top"), ((1, 0), "right"), ((0, 1), "bottom"), ((-1, 0), "left")]
)
@pytest.mark.parametrize("turns", [0, 2])
def test_a_side_is_cut_off(
    size: Size, kind: PaperKind, per_mm: float, move: tuple[int, int], where: str, turns: int
) -> None:
    width, height = _frame(size, CHAT)
    corners = corners_seen(size, width, height, 6, 4, 2, 0.8)
    low, high = corners.min(axis=0), corners.max(axis=0)
    room = np.where(np.array(move) > 0, (width, height) - high, low) + 0.15 * (high - low)
    corners = corners + np.array(move) * room
    picture = photo(_drawn(size, per_mm), corners, width, height)
    first, *_ = _verdict(picture, np.roll(corners, -turns, axis=0), kind, turns=turns)
    assert first == Fault(Flaw.CUT, where)


def test_a_page_that_is_the_whole_picture_is_not_cut() -> None:
    drawn = page(A4, 5.0)
    grain = np.random.default_rng(3).normal(0, 2, drawn.shape)
    drawn = np.clip(drawn + grain, 0, 255).astype(np.uint8)
    whole = np.array(
        [[0, 0], [drawn.shape[1] - 1, 0], [drawn.shape[1] - 1, drawn.shape[0] - 1], [0, drawn.shape[0] - 1]]
    )
    assert _verdict(drawn, whole.astype(float), PaperKind.SHEET) == ()


@papers
def test_too_far(size: Size, kind: PaperKind, per_mm: float) -> None:
    picture, corners = _shot(size, per_mm, fill=0.2)
    assert _verdict(picture, corners, kind) == (Fault(Flaw.FAR),)


@papers
def test_too_few_pixels_though_it_fills_the_picture(size: Size, kind: PaperKind, per_mm: float) -> None:
    picture, corners = _shot(size, per_mm)
    scale = 0.3 if size is CARD else 0.4
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    assert _verdict(small, corners * scale, kind) == (Fault(Flaw.SMALL),)


@papers
def test_taken_from_the_side(size: Size, kind: PaperKind, per_mm: float) -> None:
    picture, corners = _shot(
        size, per_mm, FULL, lean=5 if size is CARD else 64, fill=0.6, toward=64 if size is CARD else 4
    )
    assert _verdict(picture, corners, kind) == (Fault(Flaw.TILTED),)
    assert _verdict(picture, corners, kind, sure=0.3) == (Fault(Flaw.TILTED), Fault(Flaw.UNSURE)), "the likely cause"


@papers
def test_corners_that_are_not_sure(size: Size, kind: PaperKind, per_mm: float) -> None:
    picture, corners = _shot(size, per_mm)
    assert _verdict(picture, corners, kind, sure=0.3) == (Fault(Flaw.UNSURE),)
    found = Found(corners, 0.3)
    assert faults(picture, found, flatten(picture, corners), kind, read=True) == (), "a code was read: found rightly"


def test_corners_that_are_not_sure_of_a_page_that_seems_to_go_on() -> None:
    picture, corners = _shot(A4, 4.0)
    found = Found(corners, 0.3, leaves=3)
    told = faults(picture, found, flatten(picture, corners), PaperKind.SHEET)
    assert told == (Fault(Flaw.CUT, "left"), Fault(Flaw.UNSURE))
    found = Found(corners, 0.9, leaves=3)
    assert faults(picture, found, flatten(picture, corners), PaperKind.SHEET) == (), "its corners are sure: a hint only"


@papers
def test_a_photo_of_a_screen(size: Size, kind: PaperKind, per_mm: float) -> None:
    points = np.asarray(cv2.resize(_drawn(size, per_mm), (420, round(420 / size.ratio))), np.uint8)
    large = np.repeat(np.repeat(points, 8, axis=0), 8, axis=1)
    large[::8] //= 3
    large[:, ::8] //= 3
    width, height = _frame(size, CHAT)
    corners = corners_seen(size, width, height, 5, 4, 3, 0.8)
    double = photo(large, corners * 2 + 0.5, width * 2, height * 2)
    picture = np.asarray(cv2.resize(double, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    assert _verdict(picture, corners, kind)[0] == Fault(Flaw.SCREEN)


def test_a_screenshot() -> None:
    picture = np.full((2340, 1080, 3), (236, 240, 244), np.uint8)
    picture[:220] = (34, 108, 190)
    shown = page(A4, 3.5)
    picture[400 : 400 + shown.shape[0], 150 : 150 + shown.shape[1]] = shown
    assert faults(picture, None, None, PaperKind.NOTHING) == (Fault(Flaw.SCREEN),)


def test_no_paper_at_all() -> None:
    picture = np.random.default_rng(1).normal(110, 20, (480, 640, 3)).clip(0, 255).astype(np.uint8)
    assert faults(picture, None, None, PaperKind.NOTHING) == (Fault(Flaw.NO_PAPER),)
    found = Found(np.array([[10, 10], [600, 20], [590, 400], [20, 420]], float), 0.05)
    assert faults(picture, found, flatten(picture, found.corners), PaperKind.UNKNOWN) == (Fault(Flaw.NO_PAPER),)


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("shape", [(1, 1), (1, 3000), (64, 64), (900, 40)])
@pytest.mark.parametrize("kind", PaperKind)
def test_any_picture_is_judged(level: int, shape: tuple[int, int], kind: PaperKind) -> None:
    picture = np.full((*shape, 3), level, np.uint8)
    found = Found(np.array([[0, 0], [3, 0], [3, 3], [0, 3]], float), 0.7)
    assert isinstance(faults(picture, found, flatten(picture, found.corners), kind), tuple)
    assert isinstance(faults(picture, None, None, kind), tuple)
