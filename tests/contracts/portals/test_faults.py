"""Every fault switch of the sandbox: what the client makes of it, and that nothing is ever filed twice."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.failures import (
    Differs,
    Failure,
    Misconfigured,
    NotAccepted,
    Outage,
    PaperUnfit,
    TooFast,
    Uncertain,
)
from bot.ports import Package
from dialogs.documents import Unfitness
from integrations.portals.line import Line, Waits
from integrations.portals.one_stop.portal import OneStopPortal
from integrations.sandbox.faults import EVERY
from tests.contracts.portals.harness import SECRET, OneStop, one_stop_behind
from tests.fakes.packages import criminal_record, residence
from tests.server import free_port

# fault while submitting -> (what it is, whether the sandbox has the dossier all the same)
SUBMITTING: dict[str, tuple[type[Failure], bool]] = {
    "down": (Uncertain, False),
    "500": (Uncertain, False),
    "503": (Uncertain, False),
    "401": (Misconfigured, False),
    "403": (Misconfigured, False),
    "404": (Misconfigured, False),
    "409": (NotAccepted, False),
    "413": (PaperUnfit, False),
    "429": (TooFast, False),
    "502-after": (Uncertain, True),
    "reply-lost": (Uncertain, True),
    "html": (Uncertain, True),
    "truncated": (Uncertain, True),
    "drip": (Uncertain, True),
    "slow": (Uncertain, True),
    "interrupted": (Uncertain, True),
    "refused": (NotAccepted, False),
    "other-code": (Uncertain, True),
    "partial": (Differs, True),
    "altered": (Differs, True),
}
LOOKING = sorted(set(EVERY) - {"interrupted", "refused", "partial", "altered"})
MAKES = {"lltp": criminal_record, "dongbo": residence}


@pytest_asyncio.fixture
async def behind(tmp_path: Path) -> AsyncIterator[OneStop]:
    async with one_stop_behind(tmp_path, Waits(connect=1.0, answer=1.0)) as made:
        yield made


async def package_of(behind: OneStop, shape: str) -> Package:
    return await behind.with_papers(MAKES[shape]("d1", "k1"))


def test_every_switch_is_tried() -> None:
    assert set(SUBMITTING) == set(EVERY)


@pytest.mark.parametrize("shape", MAKES)
@pytest.mark.parametrize("fault", SUBMITTING)
async def test_a_fault_while_submitting(behind: OneStop, fault: str, shape: str) -> None:
    """Then the portal works again: the next attempt, which looks first, ends with one dossier there."""
    failure, stored = SUBMITTING[fault]
    package = await package_of(behind, shape)
    behind.sandbox.switches.set(fault, "submit")
    with pytest.raises(failure) as raised:
        await behind.portal.submit(package)
    assert type(raised.value) is failure
    assert await behind.holds() == int(stored)
    if failure is Differs:
        with pytest.raises(Differs):
            await behind.portal.look_up("k1")
        return
    found = await behind.portal.look_up("k1")
    assert (found is not None) == stored
    receipt = await behind.portal.submit(package)
    assert found is None or receipt == found
    assert await behind.holds() == 1


@pytest.mark.parametrize("shape", MAKES)
@pytest.mark.parametrize("fault", LOOKING)
async def test_no_fault_while_looking_up_says_that_nothing_was_filed(behind: OneStop, fault: str, shape: str) -> None:
    package = await package_of(behind, shape)
    behind.sandbox.switches.set("502-after", "submit")
    with pytest.raises(Uncertain):
        await behind.portal.submit(package)
    behind.sandbox.switches.set(fault, "look-up", times=2)
    with pytest.raises(Uncertain):
        await behind.portal.look_up("k1")
    with pytest.raises(Uncertain):
        await behind.portal.submit(package)
    assert (await behind.portal.submit(package)).code.startswith("H26-261120-")
    assert await behind.holds() == 1


@pytest.mark.parametrize("shape", MAKES)
async def test_filed_is_only_said_of_what_was_read_back(behind: OneStop, shape: str) -> None:
    package = await package_of(behind, shape)
    behind.sandbox.switches.set("500", "look-up")
    with pytest.raises(Uncertain):
        await behind.portal.submit(package)
    filing = await behind.book.filing("k1")
    assert filing is not None and filing.begun and filing.code == ""
    receipt = await behind.portal.submit(package)
    filing = await behind.book.filing("k1")
    assert filing is not None and filing.code == receipt.code


async def test_a_difference_that_the_portal_mends_becomes_a_receipt(behind: OneStop) -> None:
    package = await package_of(behind, "lltp")
    behind.sandbox.switches.set("partial", "submit")
    with pytest.raises(Differs, match="of 2 files 1 missing, 0 not ours"):
        await behind.portal.submit(package)
    sent = behind.sandbox.shelf.dossiers["MCB-d1"]
    whole = await behind.with_papers(replace(package, dossier="d8", key="k8"))
    await behind.portal.submit(whole)
    sent.files = behind.sandbox.shelf.dossiers["MCB-d8"].files
    assert (await behind.portal.look_up("k1")) is not None


async def test_a_refusal_after_an_unclear_attempt_says_nothing_of_that_one(behind: OneStop) -> None:
    package = await package_of(behind, "lltp")
    behind.sandbox.switches.set("500", "submit")
    with pytest.raises(Uncertain):
        await behind.portal.submit(package)
    line = Line(f"http://127.0.0.1:{free_port()}", SECRET, "X-Auth-Key", Waits(1, 1), behind.one_stop._clock)
    gone = OneStopPortal(line, behind.one_stop._mapping, behind.book, behind.vault, SECRET, behind.one_stop._clock)
    with pytest.raises((Uncertain, Outage)):
        await gone.submit(package)
    filing = await behind.book.filing("k1")
    assert filing is not None and filing.begun, "nobody may conclude that nothing was filed"
    await line.close()


async def test_nobody_listening_is_surely_not_filed(behind: OneStop) -> None:
    line = Line(f"http://127.0.0.1:{free_port()}", SECRET, "X-Auth-Key", Waits(1, 1), behind.one_stop._clock)
    portal = OneStopPortal(line, behind.one_stop._mapping, behind.book, behind.vault, SECRET, behind.one_stop._clock)
    package = await package_of(behind, "lltp")
    with pytest.raises(Outage):
        await portal.submit(package)
    assert await portal.look_up("k1") is None, "nothing was begun, so there is nothing to ask"
    await line.close()


async def test_down_for_good_after_an_unknown_outcome_stays_unknown(behind: OneStop) -> None:
    """Whoever concludes "nothing filed" from a portal that cannot be asked deceives the citizen."""
    package = await package_of(behind, "lltp")
    behind.sandbox.switches.set("reply-lost", "submit")
    with pytest.raises(Uncertain):
        await behind.portal.submit(package)
    await behind.line.close()
    line = Line(f"http://127.0.0.1:{free_port()}", SECRET, "X-Auth-Key", Waits(1, 1), behind.one_stop._clock)
    portal = OneStopPortal(line, behind.one_stop._mapping, behind.book, behind.vault, SECRET, behind.one_stop._clock)
    with pytest.raises(Uncertain):
        await portal.look_up("k1")
    await line.close()


@pytest.mark.parametrize(("fault", "failure"), [("429", TooFast), ("503", Uncertain)])
async def test_the_portals_own_waiting_time_is_honoured(behind: OneStop, fault: str, failure: type[Failure]) -> None:
    behind.sandbox.switches.set(fault, "submit")
    with pytest.raises(failure) as raised:
        await behind.portal.submit(await package_of(behind, "lltp"))
    assert raised.value.after == 2.0


@pytest.mark.parametrize("shape", MAKES)
async def test_too_large_a_paper_is_named(behind: OneStop, shape: str) -> None:
    package = await package_of(behind, shape)
    big = await behind.vault.put("d1", b"%PDF" + b"x" * (6 * 2**20))
    paper = replace(package.papers[0], file=big, name="to.pdf", size=6 * 2**20)
    with pytest.raises(PaperUnfit) as raised:
        await behind.portal.submit(replace(package, papers=(paper,)))
    assert (raised.value.path, raised.value.why) == (paper.path, Unfitness.TOO_BIG)
    assert await behind.holds() == 0


async def test_a_wrong_key_is_for_staff(behind: OneStop) -> None:
    line = Line(behind.sandbox.base, "wrong", "X-Auth-Key", Waits(1, 1), behind.one_stop._clock)
    portal = OneStopPortal(line, behind.one_stop._mapping, behind.book, behind.vault, "wrong", behind.one_stop._clock)
    with pytest.raises(Misconfigured):
        await portal.submit(await package_of(behind, "lltp"))
    await line.close()


async def test_a_database_from_before_the_filing_meets_its_own_dossier(behind: OneStop) -> None:
    """Restored from a backup: the book knows nothing, the dossier is filed again under the same key."""
    package = await package_of(behind, "lltp")
    first = await behind.portal.submit(package)
    await behind.book.unsent("k1")
    assert (await behind.portal.submit(package)).code == first.code
    with pytest.raises(Differs, match="another submission"):
        await behind.portal.submit(replace(package, key="k-after-restore"))
    assert await behind.holds() == 1


async def test_a_status_that_nobody_knows_is_passed_on(behind: OneStop) -> None:
    package = await package_of(behind, "lltp")
    code = (await behind.portal.submit(package)).code
    behind.sandbox.shelf.move(behind.sandbox.shelf.dossiers["MCB-d1"], 11)
    assert await behind.portal.status_of(code, package.owner_id[-6:]) == (11, None)


async def test_a_question_that_is_not_answered_is_asked_again(behind: OneStop) -> None:
    """Asking changes nothing, so that an unclear end of it is no mystery: the outbox simply asks once more."""
    package = await package_of(behind, "lltp")
    code = (await behind.portal.submit(package)).code
    for fault in ("html", "502-after", "truncated", "409"):
        behind.sandbox.switches.set(fault, "look-up", times=2)
        with pytest.raises(Outage):
            await behind.portal.status_of(code, package.owner_id[-6:])
        with pytest.raises(Outage):
            await behind.portal.withdraw("d1")


async def test_nothing_declared_is_ever_logged(behind: OneStop, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    package = await package_of(behind, "lltp")
    texts = []
    for fault in SUBMITTING:
        if fault in ("slow", "drip"):
            continue
        behind.sandbox.switches.set(fault, "submit")
        with pytest.raises(Failure) as raised:
            await behind.portal.submit(replace(package, dossier=f"d-{fault}", key=f"k-{fault}"))
        texts.append(str(raised.value))
    said = caplog.text + " ".join(texts)
    for secret in (package.owner_name, package.owner_id, package.owner_name.upper(), "0900000018", SECRET):
        assert secret not in said
