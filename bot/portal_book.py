"""What is remembered about a foreign portal: under which reference a dossier travels, and what the portal pushed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PaperMark:
    """What must come back of one file: the portal's code of the paper, bytes, SHA-256 (hex) of the plain content."""

    code: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Filing:
    """One submission. ``ref`` is our reference at the portal, the same for every round of a dossier.

    ``begun``: the first byte may have left the house; only then is there anything to look up.
    ``code``: the portal's own code, once it was read back.
    """

    key: str
    portal: str
    dossier: str
    chat: str
    procedure: str
    ref: str
    round: int
    at: datetime
    papers: tuple[PaperMark, ...]
    begun: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was last told of a dossier: national status, and the order of the report that said so."""

    status: int = 1
    order: int = 0


class PushState(StrEnum):
    """What became of a push."""

    WAITING = "waiting"
    PARKED = "parked"
    """Nobody here knows its dossier yet."""
    APPLIED = "applied"
    UNKNOWN = "unknown"
    """Its dossier stayed unknown for as long as it was parked."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Push:
    """One progress report as it came: ``id`` is unique within the portal, ``body`` its sealed raw copy."""

    portal: str
    id: str
    ref: str
    at: datetime
    body: bytes
    state: PushState = PushState.WAITING


class PortalBook(Protocol):
    """Every method is one transaction. Raises Outage when the database does not answer."""

    async def begin(self, filing: Filing) -> None:
        """Durable on return, before the first byte is sent; the same key again is begun again."""
        ...

    async def unsent(self, key: str) -> None:
        """Surely nothing was taken: there is nothing to look up."""
        ...

    async def filed(self, key: str, code: str) -> None:
        """The portal was seen to hold it, under this code."""
        ...

    async def filing(self, key: str) -> Filing | None:
        """The submission with this key."""
        ...

    async def latest(self, portal: str, ref: str) -> Filing | None:
        """The newest submission under this reference, our own or the portal's code."""
        ...

    async def of_dossier(self, dossier: str) -> Filing | None:
        """The newest submission of this dossier."""
        ...

    async def standing(self, portal: str, ref: str) -> Standing:
        """What was last told under our reference; a new submission stands at 1 again and keeps the order."""
        ...

    async def told(self, portal: str, ref: str, standing: Standing) -> None:
        """This was told; one of a lower order changes nothing."""
        ...

    async def quiet(self, portal: str, before: datetime, limit: int) -> Sequence[str]:
        """References of filed dossiers that are not at their end and were not asked about since ``before``."""
        ...

    async def asked(self, portal: str, ref: str, at: datetime) -> None:
        """The portal was asked where this one stands."""
        ...

    async def keep(self, pushes: Sequence[Push]) -> int:
        """Keep what came; returns how many were new (unique by portal and id)."""
        ...

    async def waiting(self, state: PushState, limit: int) -> Sequence[Push]:
        """Pushes in this state, oldest first."""
        ...

    async def parked(self, before: datetime, limit: int) -> Sequence[Push]:
        """Parked pushes for which there is something to do: their dossier is known by now, or they came ``before``."""
        ...

    async def settle(self, push: Push, state: PushState, at: datetime) -> None:
        """What became of it."""
        ...

    async def purge(self, before: datetime) -> int:
        """Forget settled pushes that are older than this; returns how many."""
        ...
