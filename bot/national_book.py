"""What is remembered of the National Portal: how far each dossier is synchronised, and where procedures differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dossier with reports that the portal does not have yet: those after number ``done``."""

    dossier: str
    done: int
    tries: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A dossier whose synchronisation is put off (``refused`` False) or was refused and waits for staff."""

    dossier: str
    code: str
    order: int
    refused: bool
    tries: int
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the portal's procedure is not ours; an empty side has nothing there."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Drift:
    """What differs of one procedure. ``opened_by``: who looked at just these differences and keeps it open."""

    procedure: str
    at: datetime
    differences: tuple[Difference, ...]
    opened_by: str = ""

    @property
    def blocks(self) -> bool:
        """Whether nothing new of it may be filed."""
        return bool(self.differences) and not self.opened_by


class NationalBook(Protocol):
    """Every method is one transaction. Raises Outage when the database does not answer."""

    async def waiting(self, now: datetime, limit: int) -> Sequence[Waiting]:
        """Accepted dossiers with something to send now, the longest waiting first; those refused wait for staff."""
        ...

    async def synced(self, dossier: str, order: int, at: datetime) -> None:
        """The portal has everything up to this report."""
        ...

    async def put_off(self, dossier: str, until: datetime, why: str, at: datetime) -> None:
        """Not now: one more try at that moment."""
        ...

    async def refused(self, dossier: str, why: str, at: datetime) -> None:
        """The portal will not take it as it is: a person must look."""
        ...

    async def again(self, dossier: str, at: datetime) -> None:
        """A person looked: try at once."""
        ...

    async def troubles(self, limit: int) -> Sequence[Trouble]:
        """What is refused or put off, refused ones first."""
        ...

    async def drifts(self) -> Sequence[Drift]:
        """Procedures that differ, by code."""
        ...

    async def found(self, drift: Drift) -> None:
        """Keep what differs (nothing differs: forget it). Just the same differences keep who opened it."""
        ...

    async def keep_open(self, procedure: str, by: str, at: datetime) -> None:
        """Staff looked at these differences and go on filing."""
        ...
