"""What can be seen and read on the picture of a paper: its kind, its flaws, and what stands on it; values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.answers import PartialDate
from dialogs.pictures import Fault, Flaw, PaperKind

__all__ = ["Card", "Fault", "Flaw", "Look", "PaperKind", "ReadText", "Unfit", "Unfitness"]


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
    paper: str = ""
    """Which paper it is: "cccd", "cc" or "passport"; empty when that cannot be told."""

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


class Unfitness(StrEnum):
    """Why a paper does not become a file that a portal takes."""

    TOO_BIG = "too-big"
    TOO_LONG = "too-long"
    """More pages than are taken."""
    LOCKED = "locked"
    """A PDF that needs a password, or may not be copied."""
    DAMAGED = "damaged"
    """It does not open, or not whole."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A paper (by its path) that the portal would not take, and the ids of the pictures of which that was said."""

    path: str
    why: Unfitness
    photos: tuple[str, ...]


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
