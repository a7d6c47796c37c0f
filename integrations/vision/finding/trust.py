"""Weighs what speaks for a candidate, as scenes with known truth have taught: how likely it is the page."""

from __future__ import annotations

from typing import Final

import numpy as np

from integrations.vision.finding.sides import Settled
from integrations.vision.shapes import Array

ROUGH: Final = np.array([6.56, 0.79, 4.08, 3.06, 0.88, 1.17, 0.87, 4.7, 1.61, -14.72])
"""Weights of the figures of a rough candidate, the last is the constant (``python -m benchmarks.page_net weigh``)."""
FINE: Final = np.array([3.67, 2.11, -0.56, 1.67, 1.9, 1.37, 2.7, 2.14, -1.34, -0.32, 0.96, 2.37, 1.67, -10.7])
"""The same of a candidate whose sides were settled."""


def rough_odds(figures: Array) -> Array:
    """Log-odds that rough candidates (n x ``FIGURES``) are the page."""
    return np.asarray(figures @ ROUGH[:-1] + ROUGH[-1])


def fine_odds(fine: Array) -> float:
    """Log-odds that a settled candidate is the page."""
    return float(fine @ FINE[:-1] + FINE[-1])


def fine_figures(figures: Array, settled: Settled) -> Array:
    """The figures of one candidate, and those of its sides in the picture: mean, least, least but one; the least seen
    part of a side."""
    agreed = np.sort(np.clip(settled.agreed * 3, 0, 1))
    return np.concatenate([figures, [agreed.mean(), agreed[0], agreed[1], settled.seen.min()]])


def likely(odds: float) -> float:
    """Log-odds as a likelihood, 0 to 1."""
    return float(1 / (1 + np.exp(-odds)))
