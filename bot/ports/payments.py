"""The payment gateway: where a fee is asked for, how what was paid is heard, and how it is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be paid. ``ref`` names it for ever: the same charge is never opened under another name.

    ``purpose`` is what the payer's bank shows: letters, digits and spaces, with the dossier's code. Who pays stands
    here only because the receipt names them; printing it shows nothing of them."""

    ref: str
    amount: int
    purpose: str
    code: str
    """The dossier's code."""
    procedure: str
    title: str
    at: datetime
    payer_name: str = ""
    payer_id: str = ""

    def __repr__(self) -> str:
        return f"Charge({self.ref}, {self.amount} đ)"


@dataclass(frozen=True, slots=True)
class Invitation:
    """How it can be paid: the gateway's own page, and the text of a VietQR to the gateway's account (either may be
    empty)."""

    link: str = ""
    scan: str = ""


class Word(StrEnum):
    """What the gateway says of a charge."""

    PAID = "paid"
    UNPAID = "unpaid"
    """Nothing yet, or a try that failed: the gateway holds no money for it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The gateway's word, its mark checked. ``amount`` is what arrived, in units of ``currency``."""

    ref: str
    word: Word
    amount: int = 0
    currency: str = "VND"
    transaction: str = ""
    """The gateway's number of the transaction, which stands on the receipt."""


class Payments(Protocol):
    """A payment gateway."""

    name: str

    async def init(self, charge: Charge) -> Invitation:
        """Open a charge; the same ``ref`` again gives the same invitation. Raises Outage (surely not opened),
        Uncertain (it may be open: nothing was paid by it, ask again), NotAccepted, Misconfigured."""
        ...

    async def query(self, ref: str, at: datetime) -> Notice:
        """What the gateway knows of the charge that was opened at this time. Raises Outage, Uncertain, NotAccepted."""
        ...

    def hear(self, body: bytes) -> Notice:
        """Read a call of the gateway (IPN). Raises NotAllowed when its mark is not the gateway's, NotAccepted when it
        is none at all."""
        ...
