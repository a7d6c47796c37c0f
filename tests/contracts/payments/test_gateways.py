"""What every gateway must do, in memory as over HTTP: open once, tell what was paid, trust nobody without its mark."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from bot.failures import NotAccepted, NotAllowed
from bot.ports import Charge, Payments, Word
from dialogs.checks.vietqr import VietQr, parse
from integrations.payments.paygov import Account, PayGov, PayGovSettings
from tests.fakes.paygov import PARTNER, SECRET, PayGovSandbox
from tests.fakes.payments import ACCOUNT, BANK, MemoryGateway

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CHARGE = Charge(
    "p-1", 200_000, "H9901 261123 0006", "H99.01-261123-0006", "3.000333", "Cấp Phiếu", AT, "Hoa", "030190000018"
)


@dataclass
class Stand:
    """A gateway, and how a test pays at it: the call that the gateway would make."""

    gateway: Payments
    pay: Callable[[str, int | None], bytes]


@pytest_asyncio.fixture(params=["memory", "paygov"])
async def stand(request: pytest.FixtureRequest) -> AsyncIterator[Stand]:
    if request.param == "memory":
        memory = MemoryGateway()
        yield Stand(memory, memory.pay)
        return
    async with PayGovSandbox() as sandbox:
        gateway = PayGov(PayGovSettings(sandbox.url, PARTNER, SECRET, Account(BANK, ACCOUNT)))
        yield Stand(gateway, lambda ref, amount: json.dumps(sandbox.settle(ref, amount)).encode())
        await gateway.close()


async def test_a_charge_opened_twice_is_one(stand: Stand) -> None:
    first = await stand.gateway.init(CHARGE)
    assert await stand.gateway.init(CHARGE) == first
    assert CHARGE.ref in first.link


async def test_the_code_names_the_gateways_account_the_amount_and_the_dossier(stand: Stand) -> None:
    scan = (await stand.gateway.init(CHARGE)).scan
    assert parse(scan) == VietQr(BANK, ACCOUNT, 200_000, "H9901 261123 0006")


async def test_nothing_paid_is_said_so(stand: Stand) -> None:
    await stand.gateway.init(CHARGE)
    assert (await stand.gateway.query("p-1", AT)).word is Word.UNPAID


@pytest.mark.parametrize("amount", [None, 150_000])
async def test_a_call_and_a_look_say_the_same(stand: Stand, amount: int | None) -> None:
    await stand.gateway.init(CHARGE)
    heard = stand.gateway.hear(stand.pay("p-1", amount))
    assert (heard.ref, heard.word, heard.amount, heard.currency) == ("p-1", Word.PAID, amount or 200_000, "VND")
    assert heard.transaction
    assert await stand.gateway.query("p-1", AT) == heard


async def test_charges_are_kept_apart(stand: Stand) -> None:
    await stand.gateway.init(CHARGE)
    await stand.gateway.init(replace(CHARGE, ref="p-2"))
    stand.pay("p-2", None)
    assert (await stand.gateway.query("p-1", AT)).word is Word.UNPAID


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000])
async def test_what_is_no_call_is_not_accepted(stand: Stand, body: bytes) -> None:
    with pytest.raises(NotAccepted):
        stand.gateway.hear(body)


async def test_a_changed_call_is_not_the_gateways(stand: Stand) -> None:
    await stand.gateway.init(CHARGE)
    told = json.loads(stand.pay("p-1", None))
    mark = "MaXacThuc" if "MaXacThuc" in told else "mark"
    with pytest.raises(NotAllowed):
        stand.gateway.hear(json.dumps(told | {mark: told[mark][:-1] + "0é"}).encode())


def test_printing_a_charge_tells_nobody_who_pays() -> None:
    assert "Hoa" not in repr(CHARGE) and "030190000018" not in repr(CHARGE)
