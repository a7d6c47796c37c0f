"""The bounds beyond which a photo has a flaw: each in units of the paper, with its reason."""

from __future__ import annotations

from typing import Final

from integrations.vision.finding import SURE

__all__ = ["SURE"]

PAGE_AT_ALL: Final = 0.56
"""How sure what is seen of the page must be for it to be one, in a picture in which no print can be seen: of 65 photos
of bare grounds one reached more."""

CARD_GRID: Final = 212.0
SHEET_GRID: Final = 188.0
"""``screens.Grid.usual`` of a page: the fine lines of cards reach 204, other papers 22; most screens have 230 to 600.
A screen that is missed does less harm than a good photo that is refused."""
SHARED_GRID: Final = 155.0
"""``screens.Grid.shared`` of a page: papers reach 120."""
GRID_ANYWHERE: Final = 340.0
"""``screens.Grid.shared`` of a whole picture in which no page was found: woven cloth reaches 312."""
SAME_COLOUR: Final = 0.3
"""Share of a picture that has one exact colour: the plainest photo has 0.17, an application's screen about half."""

RIM: Final = 0.003
"""Share of the picture's long side: an edge nearer to the border than this ends there, it is not the paper's own."""
HIDDEN: Final = 0.6
"""Share of a side that lies on the border: then it is the border's edge that was found, not the paper's."""
OUTSIDE: Final = 0.02
"""Share of the page that is not in the picture; a bare corner may be."""

FAR_SHARE: Final = 0.055
"""Of the picture: a smaller page wastes the photo, whatever its pixels."""

CARD_LEAST: Final = 4.4
"""Pixels per millimetre: the smallest print of a card, 1.4 mm high, then has six."""
PASSPORT_LEAST: Final = 3.5
"""The same for a passport's page, whose letters are larger."""
SHEET_LEAST: Final = 7.3
"""Pixels that a capital letter of the text must have."""

DARK: Final = 80.0
"""Level of 255 that the brightest tenth of the page must reach; noise drowns the print below it."""

CARD_BLUR: Final = 0.213
"""Millimetres (standard deviation of the blur, in the middle directions): a seventh of the smallest print of a card."""
SHEET_BLUR: Final = 0.102
"""The same by the height of a text's capital letters: strokes that are 0.2 apart begin to run together."""
USUAL_LETTERS: Final = 3.9
LETTERS: Final = (3.2, 6.0)
"""Millimetres of capital letters, with the marks of Vietnamese, on a sheet that is taken for A4: when they cannot be
measured, and what they can be."""

CARD_PULL: Final = 0.41
SHEET_PULL: Final = 0.375
"""How far ``Edges.pull`` must be from that of print in focus: the camera moved. Good photos reach 0.27 and 0.36."""
CLEAR_PULL: Final = 0.15
"""How much more must pull where the page itself is not sure."""
SHEET_PRINT: Final = (-0.14, 0.1)
"""The pull of print in focus, halfway between faces with serifs, whose level strokes are thin, and without."""
MOVED_LEAST: Final = 0.6
"""Of the width that is called blurred, in the direction that lost most: print that is crisp was not moved."""

GLARE: Final = 0.0156
"""Share of the page that a reflection has burnt out; a sheen that leaves everything readable reaches 0.015."""

TILTED_PERHAPS: Final = 1.52
"""The same where the corners are not sure: of 18 such photos none that was taken from above had more than 1.42."""
TILTED: Final = 1.75
"""Ratio of two opposite sides: beyond it the far half has little more than half the near half's pixels."""
