"""A cashier over a desk for tests, and a chat that keeps what it was told."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.cashier import Cashier
from bot.failures import Failure
from bot.ports import Payments, Place
from dialogs.events import Event, PaymentHeard
from tests.fakes.desk import DeskSet


@dataclass
class Chats:
    """Stands for ``bot.turns.Turns``: every event is taken once; ``failing`` is raised by the next turn."""

    told: list[Event] = field(default_factory=list)
    failing: list[Failure] = field(default_factory=list)

    async def tell(self, chat: str, event: Event, place: Place) -> None:
        """Take it."""
        if self.failing:
            raise self.failing.pop(0)
        if event.id not in {known.id for known in self.told}:
            self.told.append(event)

    @property
    def heard(self) -> list[tuple[str, int, str]]:
        """(word, received, receipt) of every word on a payment."""
        return [(str(one.word), one.received, one.receipt) for one in self.told if isinstance(one, PaymentHeard)]


def cashier_of(parts: DeskSet, gateway: Payments | None = None, chats: Chats | None = None) -> Cashier:
    """A cashier at this desk."""
    desk, turns = parts.desk, chats or Chats()
    return Cashier(desk.store, gateway, desk.intake, desk.reports, desk.ledger, turns, parts.clock)  # type: ignore[arg-type]
