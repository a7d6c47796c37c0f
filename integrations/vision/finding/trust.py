"""Weighs what speaks for a candidate, as scenes with known truth have taught: how likely it is the page."""

from __future__ import annotations

from typing import Final

import numpy as np

from integrations.vision.finding.sides import Settled
from integrations.vision.shapes import Array

ROUGH: Final = np.array([6.58, 1.51, 1.73, 2.35, 2.82, 2.51, 0.74, 4.86, 1.53, -15.34])
"""Weights of the figures of a rough candidate, the last is the constant (``python -m benchmarks.page_net weigh``)."""
FINE: Final = np.array([0.65, 1.41, -4.62, 3.28, 2.88, 4.72, 1.05, 1.37, -3.04, 3.13, 0.33, 1.05, 1.39, -6.55])
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
