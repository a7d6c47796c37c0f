"""Whether two fingerprints of flattened pages are of the same page: the same paper sent twice is noticed."""

from __future__ import annotations

from typing import Final

CELLS: Final = 256
"""Cells of a fingerprint, one bit each: 64 hexadecimal digits."""
SAME: Final = 22
"""Cells that may differ between two photos of one page."""


def distance(one: str, other: str) -> int:
    """The number of cells that differ; all of them when one of the two is no fingerprint of this length."""
    if len(one) != CELLS // 4 or len(other) != CELLS // 4:
        return CELLS
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count()
    except ValueError:
        return CELLS


def same_page(one: str, other: str) -> bool:
    """Whether two photos show the same page. An empty fingerprint is like no other."""
    return distance(one, other) <= SAME
