"""Money as the house holds it: one row a charge, and what a word of the gateway or of the counter makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from bot.ports import Notice, Word
from dialogs.events import PaymentWord

CURRENCY = "VND"
PAUSES = (1, 1, 2, 3, 5, 10, 15, 30, 60, 120)
"""Minutes between two looks at the gateway; the last holds on."""
MOST_LOOKS = 60
"""About four days; after that only a call of the gateway, a press of the citizen or an officer moves it."""


class Held(StrEnum):
    """Where a charge stands: chờ thanh toán, (sai số tiền), đã thanh toán, hoàn phí, hủy."""

    OPEN = "open"
    WRONG = "wrong"
    PAID = "paid"
    REFUND = "refund"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


class Method(StrEnum):
    """How it was paid."""

    ONLINE = "online"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A charge. ``ref`` names it at the gateway; amounts in đồng; ``told``: the citizen's chat knows how it stands.
    ``look_at``: when the gateway is asked next (None = not of our own accord)."""

    ref: str
    dossier: str
    chat: str
    amount: int
    opened_at: datetime
    state: Held = Held.OPEN
    version: int = 1
    method: str = ""
    received: int = 0
    receipt: str = ""
    settled_at: datetime | None = None
    told: bool = True
    look_at: datetime | None = None
    looks: int = 0
    by: str = ""
    """The officer who took the cash, or gave it back."""
    twice: bool = False
    """Money for what was paid already: a row of its own, to be given back."""


class PaymentTable(Protocol):
    """Charges."""

    async def payment(self, ref: str) -> PaymentRow | None: ...

    async def payments(self, dossier: str) -> Sequence[PaymentRow]:
        """Of one dossier, oldest first."""
        ...

    async def payments_to_look_at(self, now: datetime, limit: int) -> Sequence[PaymentRow]:
        """Open charges whose moment has come, longest waiting first."""
        ...

    async def payments_untold(self, limit: int) -> Sequence[PaymentRow]: ...

    async def add_payment(self, row: PaymentRow) -> None:
        """Raises Conflict when the name is taken."""
        ...

    async def save_payment(self, row: PaymentRow) -> None:
        """Write ``row`` over version ``row.version - 1``. Raises Conflict when that is not the version found."""
        ...


def heard(row: PaymentRow, notice: Notice, now: datetime) -> PaymentRow | None:
    """The row after the gateway's word; None when it says nothing new. Money for what is paid already makes a row of
    its own (version 1). The same word any number of times is one."""
    if notice.word is Word.UNPAID:
        return None
    arrived: dict[str, Any] = {
        "received": notice.amount,
        "receipt": notice.transaction,
        "method": Method.ONLINE,
        "settled_at": now,
    }
    if row.state is not Held.OPEN and notice.transaction == row.receipt:
        return None
    if row.state in (Held.PAID, Held.REFUND, Held.REFUNDED):
        return replace(
            row,
            ref=part_of(row, notice.transaction),
            state=Held.REFUND,
            version=1,
            told=False,
            look_at=None,
            twice=True,
            **arrived,
        )
    right = (notice.amount, notice.currency) == (row.amount, CURRENCY)
    state = Held.PAID if right else Held.WRONG
    if row.state is Held.CANCELLED:
        state = Held.REFUND
    return _next(row, state=state, told=False, look_at=None, **arrived)


def part_of(row: PaymentRow, transaction: str) -> str:
    """The name under which money that is not what settled a charge is kept beside it."""
    return f"{row.ref}+{transaction}"


def wrong_before(row: PaymentRow, after: PaymentRow) -> PaymentRow | None:
    """A wrong amount that the next word on its charge leaves behind, as a row of its own: kept as part of what was paid
    when the counter took the rest, else to be given back. None when there was none."""
    if row.state is not Held.WRONG or not row.receipt or after.receipt == row.receipt:
        return None
    state = Held.PAID if after.method == Method.CASH else Held.REFUND
    return replace(row, ref=part_of(row, row.receipt), state=state, version=1, told=True, look_at=None)


def looked(row: PaymentRow, now: datetime) -> PaymentRow:
    """The row after a look that showed nothing: asked again later, and later still."""
    pause = timedelta(minutes=PAUSES[min(row.looks, len(PAUSES) - 1)])
    again = now + pause if row.looks + 1 < MOST_LOOKS else None
    return _next(row, looks=row.looks + 1, look_at=again)


def cashed(row: PaymentRow, officer: str, receipt: str, now: datetime) -> PaymentRow:
    """The row after an officer took the cash, or what was missing of it."""
    return _next(
        row,
        state=Held.PAID,
        method=Method.CASH,
        received=row.amount,
        receipt=receipt,
        settled_at=now,
        by=officer,
        told=False,
        look_at=None,
    )


def closed(row: PaymentRow) -> PaymentRow | None:
    """The row once nothing is to be paid any more: what was paid is to be given back. None when that is so already."""
    if row.state in (Held.REFUND, Held.REFUNDED, Held.CANCELLED):
        return None
    state = Held.CANCELLED if row.state is Held.OPEN else Held.REFUND
    return _next(row, state=state)


def given_back(row: PaymentRow, officer: str) -> PaymentRow | None:
    """The row once an officer gave it back; None when it was not to be given back."""
    return _next(row, state=Held.REFUNDED, by=officer, told=False) if row.state is Held.REFUND else None


def told(row: PaymentRow) -> PaymentRow:
    """The row once the citizen's chat knows."""
    return _next(row, told=True)


def word_of(row: PaymentRow) -> PaymentWord:
    """How the row is told to the chat."""
    if row.state is Held.REFUNDED:
        return PaymentWord.REFUNDED
    if row.twice:
        return PaymentWord.TWICE
    return PaymentWord.WRONG if row.state is Held.WRONG else PaymentWord.PAID


def owed(rows: Sequence[PaymentRow]) -> PaymentRow | None:
    """The charge that is still to be settled, if any."""
    return next((row for row in reversed(rows) if row.state in (Held.OPEN, Held.WRONG)), None)


def paid(rows: Sequence[PaymentRow]) -> bool:
    """Whether the fee was paid."""
    return any(row.state is Held.PAID for row in rows)


def _next(row: PaymentRow, **changes: Any) -> PaymentRow:
    return replace(row, version=row.version + 1, **changes)
