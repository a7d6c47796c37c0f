"""The bounds beyond which a photo has a flaw: each in units of the paper, with its reason."""

from __future__ import annotations

from typing import Final

SURE: Final = 0.5
"""Below this the corners are shown and asked about, never cropped by."""
PAGE_AT_ALL: Final = 0.12
"""Below this there is no page worth asking about."""

RIM: Final = 0.003
"""Share of the picture's long side: an edge nearer to the border than this ends there, it is not the paper's own."""
HIDDEN: Final = 0.2
"""Share of a side that may be missing: a corner under a finger is no cut side."""

FAR_SHARE: Final = 0.055
"""Of the picture: a smaller page wastes the photo, whatever its pixels."""

CARD_LEAST: Final = 4.5
"""Pixels per millimetre: the smallest print of a card, 1.3 mm high, then has six pixels."""
SHEET_LEAST: Final = 1.9
"""Pixels per millimetre: letters of 2 mm then have four pixels, just enough to be read by a person."""

DARK: Final = 75.0
"""Level of 255 that the brightest tenth of the page must reach; noise drowns the print below it."""

CARD_BLUR: Final = 0.22
SHEET_BLUR: Final = 0.32
"""Millimetres (standard deviation of the blur): half the gap between two strokes of the smallest print."""
MOVED_RATIO: Final = 1.8
"""By how much the widest direction's edges exceed the sharpest's when the camera moved."""

CARD_GLARE: Final = 0.012
SHEET_GLARE: Final = 0.02
"""Share of the page that a reflection has burnt out."""

TILTED: Final = 1.75
"""Ratio of two opposite sides: beyond it the far half has little more than half the near half's pixels."""

SCREEN: Final = 1.0
