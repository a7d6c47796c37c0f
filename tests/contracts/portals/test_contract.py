"""What every portal promises: once per key, look-up by key, supplements when asked, status by two factors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.failures import Differs, NotAccepted
from bot.ports import Package
from tests.contracts.portals.harness import Behind, desk_behind, one_stop_behind
from tests.fakes.packages import criminal_record, residence, supplement_of

KINDS = {"desk": desk_behind, "one_stop": one_stop_behind}
both = pytest.mark.parametrize("make", [criminal_record, residence], ids=["lltp", "dongbo"])
Make = Callable[..., Package]


@pytest_asyncio.fixture(params=KINDS)
async def behind(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Behind]:
    async with KINDS[request.param](tmp_path) as made:
        yield made


@both
async def test_the_same_key_gives_the_same_receipt(behind: Behind, make: Make) -> None:
    package = await behind.with_papers(make("d1", "k1"))
    first = await behind.portal.submit(package)
    assert await behind.portal.submit(package) == first
    assert await behind.portal.look_up("k1") == first
    assert await behind.holds() == 1
    assert first.code


async def test_an_unknown_key_was_not_filed(behind: Behind) -> None:
    assert await behind.portal.look_up("nobody") is None


@both
async def test_eight_workers_with_one_key_file_one_dossier(behind: Behind, make: Make) -> None:
    package = await behind.with_papers(make("d1", "k1"))
    receipts = await asyncio.gather(*(behind.portal.submit(package) for _ in range(8)))
    assert len({receipt.code for receipt in receipts}) == 1
    assert await behind.holds() == 1


async def test_two_dossiers_are_two(behind: Behind) -> None:
    first = await behind.portal.submit(await behind.with_papers(criminal_record("d1", "k1")))
    second = await behind.portal.submit(await behind.with_papers(residence("d2", "k2")))
    assert first.code != second.code
    assert await behind.holds() == 2


@both
async def test_a_second_filing_that_nobody_asked_for_is_not_taken(behind: Behind, make: Make) -> None:
    package = await behind.with_papers(make("d1", "k1"))
    await behind.portal.submit(package)
    with pytest.raises((NotAccepted, Differs)):
        await behind.portal.submit(replace(package, key="k2"))
    with pytest.raises(NotAccepted):
        await behind.portal.submit(supplement_of(package, "k3", (package.papers[0].path,)))
    assert await behind.holds() == 1


@both
async def test_what_is_asked_for_is_taken_once_more(behind: Behind, make: Make) -> None:
    package = await behind.with_papers(make("d1", "k1"))
    first = await behind.portal.submit(package)
    await behind.ask_supplement("d1")
    again = await behind.with_papers(supplement_of(package, "k1b", (package.papers[0].path,)), "rõ hơn")
    assert await behind.portal.look_up("k1b") is None
    receipt = await behind.portal.submit(again)
    assert receipt.code == first.code
    assert await behind.portal.submit(again) == receipt
    assert await behind.portal.look_up("k1b") == receipt
    assert await behind.holds() == 1


@both
async def test_status_needs_both_factors(behind: Behind, make: Make) -> None:
    package = await behind.with_papers(make("d1", "k1"))
    receipt = await behind.portal.submit(package)
    await behind.accept("d1")
    code = receipt.code
    if code.startswith("DK-"):  # The desk gives the dossier its own code with acceptance.
        code = "H99.01-261120-0001"
    found = await behind.portal.status_of(code, package.owner_id[-6:])
    assert found is not None and found[0] == 2
    assert await behind.portal.status_of(code, "999999") is None
    assert await behind.portal.status_of(code, "") is None
    assert await behind.portal.status_of("H26-261120-9999", package.owner_id[-6:]) is None


async def test_a_wish_to_withdraw_is_passed_on_and_may_be_repeated(behind: Behind) -> None:
    await behind.portal.submit(await behind.with_papers(criminal_record("d1", "k1")))
    await behind.portal.withdraw("d1")
    await behind.portal.withdraw("d1")
    with pytest.raises(NotAccepted):
        await behind.portal.withdraw("d9")
