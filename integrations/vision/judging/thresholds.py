"""The bounds beyond which a photo has a flaw: each in units of the paper, with its reason."""

from __future__ import annotations

from typing import Final

SURE: Final = 0.5
"""Below this the corners are shown and asked about, never cropped by."""
PAGE_AT_ALL: Final = 0.12
"""Below this there is no page worth asking about."""

USUAL_GRID: Final = 130.0
"""``screens.Grid.usual`` of a page: papers reach 110, screens 150 and more (but for some small photos of them)."""
SHARED_GRID: Final = 160.0
"""``screens.Grid.shared`` of a page or of a whole picture: papers and woven cloth reach 140, screens 180 and more."""
SAME_COLOUR: Final = 0.3
"""Share of a picture that has one exact colour: the plainest photo has 0.16, an application's screen about half."""

RIM: Final = 0.003
"""Share of the picture's long side: an edge nearer to the border than this ends there, it is not the paper's own."""
HIDDEN: Final = 0.6
"""Share of a side that must be missing: its neighbours lose up to a third with it, and a corner is no side."""

FAR_SHARE: Final = 0.055
"""Of the picture: a smaller page wastes the photo, whatever its pixels."""

CARD_LEAST: Final = 3.9
"""Pixels per millimetre: the smallest print of a card, 1.4 mm high, then has between five and six."""
PASSPORT_LEAST: Final = 3.1
"""The same for a passport's page, whose letters are larger."""
SHEET_LEAST: Final = 7.0
"""Pixels that a capital letter of the text must have."""

DARK: Final = 75.0
"""Level of 255 that the brightest tenth of the page must reach; noise drowns the print below it."""

CARD_BLUR: Final = 0.225
"""Millimetres (standard deviation of the blur): a sixth of the smallest print of a card."""
SHEET_BLUR: Final = 0.105
"""The same by the height of a text's capital letters: strokes that are 0.2 apart begin to run together."""
USUAL_LETTERS: Final = 3.9
LETTERS: Final = (2.5, 6.0)
"""Millimetres of capital letters, with the marks of Vietnamese, on a sheet that is taken for A4: when they cannot be
measured, and what they can be."""
CARD_ONE_WAY: Final = 0.58
SHEET_ONE_WAY: Final = 0.40
"""``Edges.one_way`` of a movement. Out of focus, a sheet's text stays below 0.25 and a card's few lines below 0.5."""

CARD_GLARE: Final = 0.012
SHEET_GLARE: Final = 0.012
"""Share of the page that a reflection has burnt out."""

TILTED: Final = 1.75
"""Ratio of two opposite sides: beyond it the far half has little more than half the near half's pixels."""
