"""Fingerprints are compared by the share of their cells that differ."""

from __future__ import annotations

import pytest

from dialogs.fingerprints import SAME, distance, same_page

PAGE = "0123456789abcdef" * 8


def _with_flips(count: int) -> str:
    return f"{int(PAGE, 16) ^ ((1 << count) - 1):0{len(PAGE)}x}"


@pytest.mark.parametrize("flips", [0, 1, 28, 512])
def test_distance_is_the_share_of_cells(flips: int) -> None:
    assert distance(PAGE, _with_flips(flips)) == pytest.approx(flips / 512)
    assert distance(_with_flips(flips), PAGE) == distance(PAGE, _with_flips(flips))


def test_the_same_page_within_the_bound_and_another_beyond_it() -> None:
    within = int(SAME * 512)
    assert same_page(PAGE, _with_flips(within))
    assert not same_page(PAGE, _with_flips(within + 1))


@pytest.mark.parametrize("other", ["", PAGE[:64], "not hexadecimal " * 8])
def test_what_is_no_fingerprint_of_this_length_is_like_none(other: str) -> None:
    assert not same_page(PAGE, other)
    assert not same_page(other, PAGE)
    assert not same_page("", "")
