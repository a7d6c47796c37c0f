"""The cashier: a word on a payment is one effect however often it comes, and the dossier moves with the money."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.cashier import Cashier
from bot.desk_money import MOST_LOOKS, Held, PaymentRow
from bot.desk_moves import Incomplete, Order
from bot.desk_store import DossierRow
from bot.failures import Conflict, NotAccepted, NotAllowed, Outage, Uncertain
from bot.ports import Charge, Notice, Word
from dialogs.dossier import Step
from tests.fakes.cashier import Chats, cashier_of
from tests.fakes.desk import DeskSet
from tests.fakes.packages import criminal_record
from tests.fakes.payments import MemoryGateway

FEE = 100_000


@dataclass
class Counter:
    """A cashier with everything around it."""

    parts: DeskSet
    gateway: MemoryGateway
    chats: Chats
    cashier: Cashier

    async def move(self, step: Step, **details: str) -> None:
        row = await self.row()
        await self.parts.desk.move("an", Order("d1", row.version, step, **details))  # type: ignore[arg-type]

    async def row(self) -> DossierRow:
        async with self.parts.store.begin() as tx:
            found = await tx.dossier("d1")
        assert found is not None
        return found

    async def charge(self, ref: str = "p-1") -> PaymentRow:
        async with self.parts.store.begin() as tx:
            found = await tx.payment(ref)
        assert found is not None
        return found

    async def opened(self, ref: str = "p-1") -> None:
        """A charge is open, at the house and at the gateway."""
        row = await self.cashier.begin(ref, "d1", "chat-d1", FEE)
        await self.gateway.init(Charge(ref, FEE, "DK 1", "DK-1", "3.000333", "", row.opened_at))

    async def lines(self) -> list[str]:
        async with self.parts.store.begin() as tx:
            return [line.what for line in await tx.audit_of("d1", 100)]


@pytest_asyncio.fixture
async def at(desk: DeskSet) -> Counter:
    gateway, chats = MemoryGateway(), Chats()
    counter = Counter(desk, gateway, chats, cashier_of(desk, gateway, chats))
    await desk.desk.submit(criminal_record())
    await counter.move(Step.ACCEPTED)
    await counter.move(Step.PROCESSED)
    return counter


def notice(amount: int = FEE, receipt: str = "GD1", ref: str = "p-1", currency: str = "VND") -> Notice:
    return Notice(ref, Word.PAID, amount, currency, receipt)


async def test_asking_for_the_fee_tells_how_much(at: Counter) -> None:
    await at.move(Step.PAYMENT_ASKED)
    told = at.parts.citizen.told[-1]
    assert (told.status, told.amount) == (6, FEE)


async def test_the_same_call_ten_times_is_one_effect(at: Counter) -> None:
    await at.move(Step.PAYMENT_ASKED)
    await at.opened()
    for _ in range(10):
        await at.cashier.hear(notice())
    assert at.chats.heard == [("paid", FEE, "GD1")]
    assert (await at.row()).status == 4
    assert [one.status for one in at.parts.citizen.told] == [2, 4, 6, 4]
    assert (await at.lines()).count("payment-paid") == 1


async def test_ten_calls_at_once_are_one_effect(at: Counter) -> None:
    await at.move(Step.PAYMENT_ASKED)
    await at.opened()
    ended = await asyncio.gather(*(at.cashier.hear(notice()) for _ in range(10)), return_exceptions=True)
    assert {type(one) for one in ended} <= {type(None), Conflict}
    await at.cashier.sweep()
    assert at.chats.heard == [("paid", FEE, "GD1")]
    assert [one.status for one in at.parts.citizen.told] == [2, 4, 6, 4]


@pytest.mark.parametrize("wrong", [notice(50_000), notice(FEE + 1), notice(currency="USD"), notice(0)])
async def test_a_wrong_amount_moves_nothing_and_is_told_once(at: Counter, wrong: Notice) -> None:
    await at.move(Step.PAYMENT_ASKED)
    await at.opened()
    await at.cashier.hear(wrong)
    await at.cashier.hear(wrong)
    assert at.chats.heard == [("wrong", wrong.amount, "GD1")]
    assert (await at.row()).status == 6
    assert (await at.charge()).state is Held.WRONG


async def test_an_unknown_charge_is_not_accepted(at: Counter) -> None:
    with pytest.raises(NotAccepted):
        await at.cashier.hear(notice(ref="p-9"))
    assert not at.chats.told


async def test_a_name_is_one_charge_for_ever(at: Counter) -> None:
    await at.opened()
    await at.opened()
    with pytest.raises(NotAccepted):
        await at.cashier.begin("p-1", "d1", "chat-d1", FEE + 1)
    with pytest.raises(NotAccepted):
        await at.cashier.begin("p-1", "d2", "chat-d1", FEE)


async def test_paid_but_not_called_is_found_by_looking(at: Counter) -> None:
    await at.move(Step.PAYMENT_ASKED)
    await at.opened()
    at.gateway.pay("p-1")
    assert await at.cashier.sweep() == 0, "the first minute belongs to the gateway's own call"
    at.parts.clock.forward(minutes=2)
    assert await at.cashier.sweep() == 1
    assert [word for word, _, _ in at.chats.heard] == ["paid"]
    at.parts.clock.forward(days=9)
    assert await at.cashier.sweep() == 0, "what is paid is not looked at again"


async def test_looks_become_rarer_and_end(at: Counter) -> None:
    await at.opened()
    hours = 0
    while at.gateway.queries < MOST_LOOKS and hours < 400:
        at.parts.clock.forward(hours=1)
        hours += 1
        await at.cashier.sweep()
    assert at.gateway.queries == MOST_LOOKS and hours > 90
    at.parts.clock.forward(days=30)
    await at.cashier.sweep()
    assert at.gateway.queries == MOST_LOOKS
    await at.cashier.hear(notice())
    assert at.chats.heard == [("paid", FEE, "GD1")], "a late call is still heard"


@pytest.mark.parametrize("failure", [Outage("down"), Uncertain("html"), NotAccepted("no such charge")])
async def test_a_gateway_that_cannot_be_asked_is_asked_again(at: Counter, failure: Exception) -> None:
    await at.opened()
    at.gateway.pay("p-1")
    at.gateway.failing.append(failure)  # type: ignore[arg-type]
    at.parts.clock.forward(minutes=2)
    await at.cashier.sweep()
    assert not at.chats.told
    at.parts.clock.forward(minutes=2)
    await at.cashier.sweep()
    assert [word for word, _, _ in at.chats.heard] == ["paid"]


async def test_what_could_not_be_told_is_told_by_the_sweep(at: Counter) -> None:
    await at.opened()
    at.chats.failing.append(Outage("store"))
    await at.cashier.hear(notice())
    assert not at.chats.told and not (await at.charge()).told
    await at.cashier.sweep()
    await at.cashier.sweep()
    assert at.chats.heard == [("paid", FEE, "GD1")]
    assert (await at.charge()).told


async def test_an_erased_chat_has_nobody_to_tell_and_the_dossier_moves_all_the_same(at: Counter) -> None:
    await at.move(Step.PAYMENT_ASKED)
    await at.opened()
    at.chats.failing.append(NotAllowed("erased"))
    await at.cashier.hear(notice())
    assert (await at.charge()).told and (await at.row()).status == 4


async def test_cash_is_taken_once_with_the_officers_name(at: Counter) -> None:
    await at.move(Step.PAYMENT_ASKED)
    version = (await at.row()).version
    taken = await at.cashier.cash("an", "d1", version)
    assert (taken.received, taken.receipt, taken.by) == (FEE, "BN-261120-0001", "an")
    assert at.chats.heard == [("paid", FEE, "BN-261120-0001")]
    assert (await at.row()).status == 4
    with pytest.raises(Conflict):
        await at.cashier.cash("binh", "d1", version)
    with pytest.raises(NotAllowed):
        await at.cashier.cash("binh", "d1", (await at.row()).version)
    async with at.parts.store.begin() as tx:
        line = next(line for line in await tx.audit_of("d1", 100) if line.what == "payment-paid")
    assert (line.actor, line.detail) == ("an", f"received={FEE} report=4")


async def test_money_after_cash_is_to_be_given_back_once(at: Counter) -> None:
    await at.opened()
    await at.cashier.cash("an", "d1", (await at.row()).version)
    for _ in range(3):
        await at.cashier.hear(notice())
    assert [word for word, _, _ in at.chats.heard] == ["paid", "twice"]
    assert (await at.charge("p-1+GD1")).state is Held.REFUND
    assert (await at.charge()).state is Held.PAID


async def test_what_was_paid_twice_is_given_back_once_with_the_officers_name(at: Counter) -> None:
    await at.opened()
    await at.cashier.cash("an", "d1", (await at.row()).version)
    await at.cashier.hear(notice())
    with pytest.raises(NotAllowed):
        await at.cashier.give_back("binh", "d1", "p-1")
    with pytest.raises(NotAllowed):
        await at.cashier.give_back("binh", "another", "p-1+GD1")
    await at.cashier.give_back("binh", "d1", "p-1+GD1")
    assert at.chats.heard[-1] == ("refunded", FEE, "GD1") and (await at.charge("p-1+GD1")).state is Held.REFUNDED
    assert "payment-given-back" in await at.lines()
    with pytest.raises(NotAllowed):
        await at.cashier.give_back("binh", "d1", "p-1+GD1")
    await at.cashier.hear(notice())
    assert [word for word, _, _ in at.chats.heard] == ["paid", "twice", "refunded"], (
        "the same call again is nothing new"
    )


async def test_a_refusals_fee_is_given_back_and_told_until_it_was(at: Counter) -> None:
    await at.opened()
    await at.cashier.hear(notice())
    await at.cashier.close("p-1")
    at.chats.failing = [Outage("not now")]
    await at.cashier.give_back("an", "d1", "p-1")
    await at.cashier.sweep()
    await at.cashier.sweep()
    assert at.chats.heard[-1] == ("refunded", FEE, "GD1") and len(at.chats.heard) == 2
    await at.cashier.close("p-1")
    assert (await at.charge()).state is Held.REFUNDED, "what was given back is not owed again"


async def test_what_a_wrong_amount_lacked_may_be_taken_in_cash(at: Counter) -> None:
    await at.move(Step.PAYMENT_ASKED)
    await at.opened()
    await at.cashier.hear(notice(50_000))
    await at.cashier.cash("an", "d1", (await at.row()).version)
    for _ in range(2):
        await at.cashier.hear(notice(50_000))
    assert [word for word, _, _ in at.chats.heard] == ["wrong", "paid"], "the part that came first is no second payment"
    assert (await at.row()).status == 4
    part = await at.charge("p-1+GD1")
    assert (part.state, part.received) == (Held.PAID, 50_000)


async def test_a_wrong_amount_that_was_followed_by_the_right_one_is_to_be_given_back(at: Counter) -> None:
    await at.opened()
    await at.cashier.hear(notice(50_000))
    await at.cashier.hear(notice(60_000, "GD2"))
    await at.cashier.hear(notice(50_000))
    await at.cashier.hear(notice(FEE, "GD3"))
    for receipt in ("GD1", "GD2", "GD3"):
        await at.cashier.hear(notice({"GD1": 50_000, "GD2": 60_000}.get(receipt, FEE), receipt))
    assert [word for word, _, _ in at.chats.heard] == ["wrong", "wrong", "paid"]
    assert (await at.charge()).state is Held.PAID
    assert [(await at.charge(f"p-1+GD{n}")).state for n in (1, 2)] == [Held.REFUND, Held.REFUND]


async def test_a_charge_that_comes_after_the_cash_is_not_owed(at: Counter) -> None:
    await at.move(Step.PAYMENT_ASKED)
    await at.cashier.cash("an", "d1", (await at.row()).version)
    assert (await at.cashier.begin("p-1", "d1", "chat-d1", FEE)).state is Held.CANCELLED
    await at.move(Step.FINISHED)
    await at.move(Step.HANDED_OVER, result="r")
    assert (await at.row()).status == 10


async def test_closing_gives_back_what_was_paid_and_cancels_what_was_not(at: Counter) -> None:
    await at.opened("p-1")
    await at.opened("p-2")
    await at.cashier.hear(notice(ref="p-1"))
    for ref in ("p-1", "p-2", "p-2", "p-9"):
        await at.cashier.close(ref)
    assert ((await at.charge("p-1")).state, (await at.charge("p-2")).state) == (Held.REFUND, Held.CANCELLED)
    await at.cashier.hear(notice(ref="p-2", receipt="GD2"))
    assert (await at.charge("p-2")).state is Held.REFUND, "money for a closed charge is given back"


async def test_the_fee_is_asked_for_once_and_only_where_one_is_due(at: Counter) -> None:
    await at.opened()
    with pytest.raises(Incomplete, match="owed"):
        await at.move(Step.PAYMENT_ASKED)
    await at.cashier.hear(notice())
    with pytest.raises(Incomplete, match="paid"):
        await at.move(Step.PAYMENT_ASKED)


async def test_no_fee_no_asking(desk: DeskSet) -> None:
    counter = Counter(desk, MemoryGateway(), Chats(), cashier_of(desk))
    await desk.desk.submit(criminal_record(fee=0))
    await counter.move(Step.ACCEPTED)
    await counter.move(Step.PROCESSED)
    with pytest.raises(Incomplete, match="fee"):
        await counter.move(Step.PAYMENT_ASKED)
    with pytest.raises(NotAllowed):
        await counter.cashier.cash("an", "d1", (await counter.row()).version)


async def test_nothing_is_handed_over_while_it_is_not_paid_for(at: Counter) -> None:
    await at.opened()
    await at.move(Step.FINISHED)
    with pytest.raises(Incomplete, match="unpaid"):
        await at.move(Step.HANDED_OVER, result="f" * 64)
    await at.cashier.hear(notice())
    await at.move(Step.HANDED_OVER, result="f" * 64)


async def test_the_ledger_stays_sound(at: Counter) -> None:
    await at.move(Step.PAYMENT_ASKED)
    await at.opened()
    await at.cashier.hear(notice())
    assert (await at.parts.desk.verify()).sound
