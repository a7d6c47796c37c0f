"""What a picture of a paper shows, and what is wrong with it, as the words that photos, checks and texts share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaperKind(StrEnum):
    """What a picture shows, as far as looking can tell."""

    CARD_FRONT = "card_front"
    """Citizen card, the side with the face (CCCD since 2021: the QR stands here)."""
    CARD_BACK = "card_back"
    """Citizen card, the side with the machine-readable zone (căn cước since 7/2024: the QR stands here)."""
    PASSPORT = "passport"
    """The page of a passport with the face and the machine-readable zone."""
    SHEET = "sheet"
    """A page of text: certificate, contract, form."""
    UNKNOWN = "unknown"
    """Some paper; which kind could not be told."""
    NOTHING = "nothing"
    """No paper in the picture."""


class Flaw(StrEnum):
    """What keeps a picture from being read, in the order in which a person should mend it."""

    NO_PAPER = "no_paper"
    SCREEN = "screen"
    """A photo of a screen, or a screenshot."""
    CUT = "cut"
    """An edge of the paper is outside the picture (``where``: top, right, bottom, left)."""
    FAR = "far"
    """The paper is a small part of the picture: come closer."""
    SMALL = "small"
    """Too few pixels for its text, although it fills the picture: a chat's compression, or an old camera."""
    UNSURE = "unsure"
    """The edges of the paper could not be told surely: a plain, darker ground helps."""
    DARK = "dark"
    BLURRED = "blurred"
    """Out of focus."""
    MOVED = "moved"
    """The camera moved."""
    GLARE = "glare"
    """A reflection hides a part (``where``: a place on the upright paper, such as top-right)."""
    TILTED = "tilted"
    """Taken from the side: hold the phone straight above."""


PLACES = ("top", "right", "bottom", "left", "middle", "top-left", "top-right", "bottom-left", "bottom-right")


@dataclass(frozen=True, slots=True)
class Fault:
    """One flaw of a picture. ``where``: one of ``PLACES``, or empty."""

    flaw: Flaw
    where: str = ""
