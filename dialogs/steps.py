"""The kinds of question, as data: ask, choose, yes or no, photograph, agree, repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.checks.outcome import Check
from dialogs.conditions import Always, Condition
from dialogs.effects import Ask as Kind
from dialogs.pictures import PaperKind


@dataclass(frozen=True, slots=True)
class SameAs:
    """Offers another answer of the dossier as a button: "Giống nơi thường trú"."""

    key: str


@dataclass(frozen=True, slots=True)
class PreviousRow:
    """Offers the answer of the same question in the row before."""

    key: str


@dataclass(frozen=True, slots=True)
class MonthAfterPreviousRow:
    """Offers the month after the end of the row before, or (first row) the month of ``birth`` plus ``years``."""

    to: str
    birth: str
    years: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """Offers a fixed value under a text key."""

    value: str | int
    label: str


@dataclass(frozen=True, slots=True)
class OffPaper:
    """Offers what was read off the pictures of ``paper`` (a step's key): names, numbers or dates."""

    paper: str
    what: str


Suggestion = OffPaper | SameAs | PreviousRow | MonthAfterPreviousRow | Fixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What all questions have. ``text`` is the key of its words (default ``ask-<key>``); the message has the
    attributes .short (name of the line on the card), .hint and .example."""

    key: str
    text: str = ""
    when: Condition = Always()
    optional: bool = False
    sensitive: bool = False
    wire: str = ""
    """Name in the authority's interface (facts 1.5), when the answer travels."""
    suggest: tuple[Suggestion, ...] = ()

    @property
    def words(self) -> str:
        """The text key."""
        return self.text or "ask-" + self.key.replace("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Step):
    """A typed answer; ``check`` turns it into a value."""

    check: Check
    kind: Kind = Kind.TEXT
    masked: bool = False
    """Show the answer masked on cards (ID numbers)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: ``code`` is stored; the label is ``name`` as it stands, or the text ``<step text>-<code>``."""

    code: str
    name: str = ""
    aliases: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Step):
    """One of several; ``other`` checks free words when none fits."""

    options: tuple[Option, ...]
    other: Check | None = None
    issuers: bool = False
    """The options are the issuers that fit the paper's type and date; the fixed ones come after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Step):
    """Yes or no; stored as a bool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge(Step):
    """Something to be read before going on; stored as True. Not a line of the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agree(Step):
    """Consent to one purpose, with equal buttons; stored as a bool, evidence kept (Law 91/2025 Art 9)."""

    purpose: str
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph(Step):
    """Pictures of one paper: at least ``least`` (sides, pages), at most ``most``.

    ``wants``: the kinds that fit, sides in their order (empty: any paper); ``titles``: what stands on such a paper,
    lower case without diacritics, by which it is told from others. ``keep`` False: it is only read, then erased.
    """

    least: int = 1
    most: int = 1
    wants: tuple[PaperKind, ...] = ()
    titles: tuple[str, ...] = ()
    keep: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(Step):
    """A group asked row by row: done when ``until`` holds in the newest row, or (``more``) when the citizen says
    that there is no further row. Rows are answered under ``<key>.<n>.<step key>``."""

    steps: tuple[Leaf, ...]
    until: Condition | None = None
    most: int = 30


Leaf = Ask | Choose | YesNo | Acknowledge | Agree | Photograph
AnyStep = Leaf | Repeat
