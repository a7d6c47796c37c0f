"""A fee that is wanted for a dossier: how much, under which name at the gateway, and where the money stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.machine import Table


class Standing(StrEnum):
    """Where the money stands. As the national platform calls it: chưa thanh toán (opening), chờ thanh toán (open,
    claimed, wrong), đã thanh toán, hoàn phí, hủy."""

    OPENING = "opening"
    """Asked of the gateway; nothing that can be paid was shown yet."""
    OPEN = "open"
    """How to pay was shown; nobody knows of a payment."""
    CLAIMED = "claimed"
    """The citizen says that it is paid; the gateway's word is awaited. Nothing to pay is shown meanwhile."""
    WRONG = "wrong"
    """Another amount arrived; staff decide."""
    PAID = "paid"
    REFUND = "refund"
    """It was paid and is to be given back."""
    REFUNDED = "refunded"
    """It was given back."""
    CANCELLED = "cancelled"


class Moved(StrEnum):
    """What moves the money on."""

    SHOWN = "shown"
    CLAIMED = "claimed"
    UNCLAIMED = "unclaimed"
    ARRIVED = "arrived"
    ARRIVED_WRONG = "arrived_wrong"
    CLOSED_UNPAID = "closed_unpaid"
    CLOSED_PAID = "closed_paid"
    GIVEN_BACK = "given_back"


_AWAITED = (Standing.OPENING, Standing.OPEN, Standing.CLAIMED)

MONEY: Table[Standing, Moved] = Table(
    "payment",
    Standing,
    [
        (Moved.SHOWN, (Standing.OPENING,), Standing.OPEN),
        (Moved.CLAIMED, (Standing.OPEN,), Standing.CLAIMED),
        (Moved.UNCLAIMED, (Standing.CLAIMED,), Standing.OPEN),
        (Moved.ARRIVED, (*_AWAITED, Standing.WRONG), Standing.PAID),
        (Moved.ARRIVED_WRONG, _AWAITED, Standing.WRONG),
        (Moved.CLOSED_UNPAID, _AWAITED, Standing.CANCELLED),
        (Moved.CLOSED_PAID, (Standing.PAID, Standing.WRONG), Standing.REFUND),
        (Moved.GIVEN_BACK, (Standing.REFUND,), Standing.REFUNDED),
        (Moved.ARRIVED, (Standing.CANCELLED,), Standing.REFUND),
        (Moved.ARRIVED_WRONG, (Standing.CANCELLED,), Standing.REFUND),
    ],
)
"""Nothing leads from PAID back to something that can be paid: that is the rule "never asked twice"."""

TO_PAY = frozenset({Standing.OPENING, Standing.OPEN})
"""Only here may the citizen be asked for money."""


@dataclass(frozen=True, slots=True)
class Payment:
    """``amount`` and ``received`` in đồng. ``counter``: it is to be paid in cash at the counter. ``receipt``: the
    number that proves it (the gateway's transaction, or the counter's receipt)."""

    ref: str
    amount: int
    standing: Standing = Standing.OPENING
    counter: bool = False
    link: str = ""
    picture: str = ""
    """Vault id (owner: ``dialogs.effects.fee_owner``) of the picture with the code."""
    received: int = 0
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class PaymentWays:
    """How this house takes fees: through a gateway, in cash at the counter; ``on_filing``: before it is accepted, and
    not only when the authority asks for it."""

    online: bool = False
    counter: bool = True
    on_filing: bool = False
