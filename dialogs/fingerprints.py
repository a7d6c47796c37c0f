"""Whether two fingerprints of flattened pages are of the same page: the same paper sent twice is noticed."""

from __future__ import annotations

from typing import Final

SAME: Final = 0.065
"""Share of the cells that may differ between two pictures of one page: the same photo in another size or compression
stays well below; a second photo of the page often does, and of two people's papers on one form hardly any do."""
_BITS: Final = 4
"""Cells that one hexadecimal digit holds."""


def distance(one: str, other: str) -> float:
    """The share of cells that differ, 0 to 1; 1 when these are no two fingerprints of the same length."""
    if not one or len(one) != len(other):
        return 1.0
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count() / (_BITS * len(one))
    except ValueError:
        return 1.0


def same_page(one: str, other: str) -> bool:
    """Whether two pictures show the same page. An empty fingerprint is like no other."""
    return distance(one, other) <= SAME
