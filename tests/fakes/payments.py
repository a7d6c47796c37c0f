"""A payment gateway in memory, which keeps what was opened and pays when a test says so."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from bot.failures import Failure, NotAccepted, NotAllowed
from bot.ports import Charge, Invitation, Notice, Word
from dialogs.checks.vietqr import VietQr, build

BANK, ACCOUNT = "970415", "113366668888"
"""Nobody's account."""


@dataclass
class MemoryGateway:
    """Implements ``bot.ports.Payments``. ``failing`` is raised by the next call to it."""

    name: str = "memory"
    charges: dict[str, Charge] = field(default_factory=dict)
    paid: dict[str, Notice] = field(default_factory=dict)
    failing: list[Failure] = field(default_factory=list)
    queries: int = 0

    async def init(self, charge: Charge) -> Invitation:
        """The same charge gives the same invitation."""
        self._fail()
        self.charges[charge.ref] = charge
        scan = build(VietQr(BANK, ACCOUNT, charge.amount, charge.purpose))
        return Invitation(f"https://pay.example/{charge.ref}", scan)

    async def query(self, ref: str, at: datetime) -> Notice:
        """What was paid."""
        self.queries += 1
        self._fail()
        return self.paid.get(ref, Notice(ref, Word.UNPAID))

    def hear(self, body: bytes) -> Notice:
        """Reads what ``pay`` gives."""
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            raise NotAccepted("no JSON") from None
        if not isinstance(found, dict) or "ref" not in found:
            raise NotAccepted("no notice")
        if found.pop("mark", "") != "gateway":
            raise NotAllowed("forged")
        return Notice(**(found | {"word": Word(found["word"])}))

    def pay(self, ref: str, amount: int | None = None, transaction: str = "") -> bytes:
        """The payer pays; returns what the gateway would tell us."""
        sum_ = self.charges[ref].amount if amount is None else amount
        self.paid[ref] = notice = Notice(ref, Word.PAID, sum_, "VND", transaction or f"GD{len(self.paid) + 1:06}")
        return json.dumps(asdict(notice) | {"mark": "gateway"}).encode()

    def _fail(self) -> None:
        if self.failing:
            raise self.failing.pop(0)
