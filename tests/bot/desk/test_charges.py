"""Opening a charge: named before the gateway hears of it, drawn only for the gateway's own account, told when late."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest
import pytest_asyncio

from bot.charges import Charges
from bot.desk_money import Held
from bot.failures import Failure, Misconfigured, NotAccepted, Outage, Uncertain
from bot.outbox import MOST_TRIES
from bot.ports import Package, Post
from dialogs.checks.vietqr import parse
from dialogs.effects import CheckPayment, ClosePayment, Lane, OpenPayment
from dialogs.events import PaymentOpened
from tests.fakes.cashier import Chats, cashier_of
from tests.fakes.desk import DeskSet
from tests.fakes.packages import criminal_record
from tests.fakes.payments import ACCOUNT, BANK, MemoryGateway

OPEN = OpenPayment("d1", "p-1", 200_000)


@dataclass
class Paper:
    """Stands for ``bot.packages.Packages`` and for the printer: one dossier, and the values that were to be drawn."""

    drawn: list[dict[str, Any]] = field(default_factory=list)

    async def dossier(self, chat: str, dossier: str) -> tuple[None, Any]:
        """The only one."""
        return None, SimpleNamespace(id=dossier, code="H99.01-261120-0001")

    async def pack(self, chat: str, conversation: None, dossier: Any) -> Package:
        """As it was filed."""
        return criminal_record(dossier.id)

    async def picture(self, form: str, values: dict[str, Any]) -> bytes:
        """Keeps the values."""
        self.drawn.append(values)
        return b"png"


@dataclass
class Stand:
    """Everything around the chores."""

    charges: Charges
    gateway: MemoryGateway
    chats: Chats
    paper: Paper
    parts: DeskSet

    def opened(self) -> list[PaymentOpened]:
        return [one for one in self.chats.told if isinstance(one, PaymentOpened)]

    async def open(self, tries: int = 0) -> None:
        await self.charges.open(post(tries), OPEN)


def post(tries: int = 0) -> Post:
    return Post(7, "chat-d1", "open_payment", Lane.INTERACTIVE, b"", None, tries)


@pytest_asyncio.fixture
async def stand(desk: DeskSet) -> Stand:
    gateway, chats, paper = MemoryGateway(), Chats(), Paper()
    cashier = cashier_of(desk, gateway, chats)
    charges = Charges(
        cashier,
        gateway,
        (BANK, ACCOUNT),
        paper,
        paper,
        desk.vault,
        chats,
        desk.clock,  # type: ignore[arg-type]
    )
    return Stand(charges, gateway, chats, paper, desk)


async def test_a_charge_is_opened_drawn_and_told(stand: Stand) -> None:
    await stand.open()
    (told,) = stand.opened()
    assert told.link == "https://pay.example/p-1"
    assert await stand.parts.vault.get("d1-fee-once", told.picture) == b"png"
    (values,) = stand.paper.drawn
    read = parse(values["scan"])
    assert (read.amount, read.purpose) == (200_000, "H9901 261120 0001")  # type: ignore[union-attr]
    assert values["amount"] == "200.000 đồng"


async def test_the_same_chore_again_is_the_same_charge(stand: Stand) -> None:
    await stand.open()
    await stand.open(tries=1)
    assert len(stand.gateway.charges) == 1 and len(stand.opened()) == 1


@pytest.mark.parametrize("account", [("970436", ACCOUNT), (BANK, "0011012345678"), ("", "")])
async def test_a_code_to_any_other_account_is_never_drawn(stand: Stand, account: tuple[str, str]) -> None:
    await replace(stand.charges, account=account).open(post(), OPEN)
    (told,) = stand.opened()
    assert told.picture == "" and told.link and not stand.paper.drawn


async def test_the_name_stands_before_the_gateway_hears_it(stand: Stand) -> None:
    stand.gateway.failing.append(Uncertain("no answer"))
    with pytest.raises(Outage):
        await stand.open()
    async with stand.parts.store.begin() as tx:
        row = await tx.payment("p-1")
    assert row is not None and row.state is Held.OPEN
    await stand.open(tries=1)
    assert [one.link for one in stand.opened()] == ["https://pay.example/p-1"]


async def test_money_that_was_faster_than_the_answer_leaves_nothing_to_show(stand: Stand) -> None:
    stand.gateway.failing.append(Uncertain("no answer"))
    with pytest.raises(Outage):
        await stand.open()
    async with stand.parts.store.begin() as tx:
        row = await tx.payment("p-1")
        assert row is not None
        await tx.save_payment(replace(row, state=Held.PAID, version=2))
    await stand.open(tries=1)
    assert stand.opened() == []


@pytest.mark.parametrize(("tries", "late", "failed"), [(0, 0, 0), (1, 1, 0), (5, 1, 0), (MOST_TRIES - 1, 0, 1)])
async def test_a_slow_gateway_is_told_of_in_time(stand: Stand, tries: int, late: int, failed: int) -> None:
    stand.gateway.failing.append(Outage("down"))
    with pytest.raises(Outage):
        await stand.open(tries)
    told = stand.opened()
    assert (sum(one.late for one in told), sum(one.failed for one in told)) == (late, failed)


@pytest.mark.parametrize("failure", [NotAccepted("no"), Misconfigured("who are you")])
async def test_a_refusing_gateway_is_told_of_at_once(stand: Stand, failure: Failure) -> None:
    stand.gateway.failing.append(failure)
    with pytest.raises(type(failure)):
        await stand.open()
    assert [one.failed for one in stand.opened()] == [True]


async def test_without_a_gateway_the_counter_is_told_of(stand: Stand) -> None:
    with pytest.raises(NotAccepted):
        await replace(stand.charges, gateway=None).open(post(), OPEN)
    assert [one.failed for one in stand.opened()] == [True]


async def test_every_question_gets_an_answer(stand: Stand) -> None:
    await stand.open()
    check = CheckPayment("d1", "p-1", show=True)
    await stand.charges.check(post(), check)
    await stand.charges.check(replace(post(), id=8), check)
    stand.gateway.failing.append(Outage("down"))
    await stand.charges.check(replace(post(), id=9), check)
    stand.gateway.pay("p-1")
    await stand.charges.check(replace(post(), id=10), check)
    await stand.charges.check(replace(post(), id=11), CheckPayment("d1", "p-never"))
    assert [word for word, _, _ in stand.chats.heard] == ["unpaid", "unpaid", "unknown", "paid", "unknown"]


async def test_closing(stand: Stand) -> None:
    await stand.open()
    await stand.charges.close(post(), ClosePayment("d1", "p-1"))
    async with stand.parts.store.begin() as tx:
        row = await tx.payment("p-1")
    assert row is not None and row.state is Held.CANCELLED
