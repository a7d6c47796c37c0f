"""Where dossiers are filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class PaperSent:
    """One paper of a package: which slot, its files in the vault (owner = dossier)."""

    path: str
    title: str
    photos: tuple[Mapping[str, Any], ...]
    layout: str = "pages"
    file: str = ""
    """Vault id of the whole paper as one PDF; ``name`` and ``size`` (bytes) are that file's."""
    name: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class PaperRules:
    """What a portal takes of papers: bytes of one file, and whether it wants PDF/A."""

    most_bytes: int = 5 * 2**20
    archival: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """A dossier as it is filed: ``form`` is the declaration under the wire names, ``lines`` the same for people.

    ``key`` makes filing idempotent; ``round`` counts supplements (0 = first filing).
    """

    key: str
    dossier: str
    chat: str
    procedure: str
    title: str
    revision: str
    round: int
    owner_name: str
    owner_id: str
    language: str
    channel: str
    form: Mapping[str, Any]
    lines: tuple[tuple[str, str, str, str], ...]
    """(section, path, label, value) in Vietnamese, in the order of the form."""
    papers: tuple[PaperSent, ...]
    fee: int
    consented_at: datetime
    items: tuple[str, ...] = ()
    term: int = 0
    """Working days until the result, as the citizen was told; 0 = the procedure's ordinary term."""
    read: tuple[str, ...] = ()
    """Paths of answers that were read off a card and confirmed."""
    known: tuple[tuple[str, str], ...] = ()
    """(path, why) in Vietnamese: what the officer may ask, as the citizen was told before filing."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The portal's word that it has the dossier."""

    code: str
    at: datetime


class Portal(Protocol):
    """Where dossiers are filed."""

    name: str
    papers: PaperRules

    async def submit(self, package: Package) -> Receipt:
        """File once per ``package.key``: the same key again returns the same receipt.
        Raises Outage (surely not filed), Uncertain (look up before trying again), NotAccepted (with reason)."""
        ...

    async def look_up(self, key: str) -> Receipt | None:
        """Whether a package with this key was filed."""
        ...

    async def withdraw(self, dossier: str) -> None: ...

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        """National status and promised date for code + second factor (last six digits of the owner's ID number)."""
        ...
