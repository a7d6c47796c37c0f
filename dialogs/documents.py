"""What can be seen and read on the picture of a paper: its kind, its flaws, and what stands on it; values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.answers import PartialDate


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


@dataclass(frozen=True, slots=True)
class Fault:
    """One flaw of a picture. ``where``: top, right, bottom, left, middle, or two of them joined (top-left); may be
    empty."""

    flaw: Flaw
    where: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """What a card or passport says of its holder, read by machine; empty or None where it does not say.

    ``by``: "qr" or "mrz" (a machine-readable zone has no diacritics and shortens long names). ``sex``: male, female.
    Data, never proof of identity (facts 5.3).
    """

    by: str
    number: str
    name: str
    birth: PartialDate | None = None
    sex: str = ""
    old_number: str = ""
    residence: str = ""
    issued: PartialDate | None = None
    expires: PartialDate | None = None
    nationality: str = ""

    def __repr__(self) -> str:
        return f"Card(<{self.by}>)"


@dataclass(frozen=True, slots=True, repr=False)
class ReadText:
    """A name, number or date read off a paper by its letters: a suggestion, never an answer.

    ``what``: "name", "number" (12 digits) or "date" (dd/mm/yyyy); ``sure``: 0 to 100.
    """

    what: str
    value: str
    sure: int

    def __repr__(self) -> str:
        return f"ReadText(<{self.what}>, {self.sure})"


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that looking at one picture (or the first page of a PDF) tells.

    ``corners``: the page's corners as shares of the picture's width and height (0 to 1), clockwise from its own upper
    left; empty when no page was found. ``sure``: how surely, 0 to 100. ``faults``: the one to mend first comes first.
    ``print``: a fingerprint of the flattened page, 16 hex digits for every 64 cells; near ones show the same page.
    ``words``: what is printed large on the page, lower case without diacritics ("giay khai sinh"), for sorting.
    """

    kind: PaperKind = PaperKind.UNKNOWN
    sure: int = 0
    corners: tuple[tuple[float, float], ...] = ()
    faults: tuple[Fault, ...] = ()
    print: str = ""
    words: tuple[str, ...] = ()
    card: Card | None = None
    texts: tuple[ReadText, ...] = ()
