"""A portal that is down for a while, over real HTTP: everybody waits, is told once, and is filed once, in order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.weather import OPENS_AFTER, PATIENCE, Sky
from integrations.portals.line import Waits
from tests.integrations.one_stop.queueing import Queueing, open_queueing

SIX = [f"d{n}" for n in range(6)]


@pytest_asyncio.fixture
async def queueing(tmp_path: Path) -> AsyncIterator[Queueing]:
    async with open_queueing(tmp_path, Waits(connect=0.5, answer=0.5)) as made:
        yield made


async def outage(queueing: Queueing, fault: str, where: str = "any") -> None:
    queueing.behind.sandbox.switches.set(fault, where, times=-1)
    for dossier in SIX:
        await queueing.agrees(dossier)
        await queueing.passes(4)
    await queueing.passes(600, step=20)


async def recovers(queueing: Queueing) -> None:
    queueing.behind.sandbox.switches.clear()
    await queueing.gate.probe()
    await queueing.passes(700, step=5)


async def tries_lost(queueing: Queueing) -> list[str]:
    return [str(task["reason"]) for task in await queueing.store.staff_tasks(50)]


@pytest.mark.parametrize("fault", ["down", "500", "503", "401", "429", "502-after", "html", "slow", "truncated"])
async def test_all_that_waited_are_filed_once_in_order(queueing: Queueing, fault: str) -> None:
    await outage(queueing, fault)
    assert (await queueing.gate.outlook(["one_stop"]))[0].weather.sky is Sky.OPEN
    assert queueing.heard("filed") == []
    sent = queueing.submits
    assert sent <= 5, "a portal that is down is not stormed"
    await recovers(queueing)
    assert queueing.filed == SIX and sorted(queueing.heard("filed")) == SIX
    assert await tries_lost(queueing) in ([], ["filing_unknown"] * 6), "no task, no try lost"
    assert (await queueing.gate.outlook(["one_stop"]))[0].waiting == ()


@pytest.mark.parametrize("fault", ["down", "500", "401"])
async def test_everybody_who_waits_is_told_once_not_at_every_try(queueing: Queueing, fault: str) -> None:
    await outage(queueing, fault)
    said = queueing.heard("filing-queued") + queueing.heard("filing-verifying")
    assert sorted(said) == SIX and queueing.heard("filing-failed") == []


async def test_the_light_question_fails_no_dossier_is_spent_on_trying(queueing: Queueing) -> None:
    await outage(queueing, "500")
    spent = queueing.submits
    await queueing.passes(3600, step=60)
    assert queueing.submits == spent


async def test_a_trial_that_fails_sends_everybody_back_and_the_first_stays_first(queueing: Queueing) -> None:
    """The portal answers light questions and files nothing: one dossier at a time finds out."""
    queueing.behind.sandbox.switches.set("500", "submit", times=OPENS_AFTER + 1)
    for dossier in SIX[:OPENS_AFTER]:
        await queueing.agrees(dossier)
    await queueing.outbox.idle()
    for dossier in SIX[OPENS_AFTER:]:
        await queueing.agrees(dossier)
    await queueing.passes(70)
    assert queueing.filed == [] and queueing.submits == OPENS_AFTER + 1, "one trial"
    await queueing.passes(300, step=5)
    assert queueing.filed == SIX and sorted(queueing.heard("filed")) == SIX


async def test_one_poisonous_dossier_does_not_hold_the_others_for_ever(queueing: Queueing) -> None:
    await outage(queueing, "500")
    queueing.behind.sandbox.switches.clear()
    queueing.behind.sandbox.switches.set("500", "submit", times=PATIENCE)
    await queueing.passes(3600, step=10)
    assert queueing.filed == ["d1", "d2", "d3", "d4", "d5", "d0"], "whatever it was, the first let the others pass"


async def test_the_urgent_go_first(queueing: Queueing) -> None:
    queueing.behind.sandbox.switches.set("down", times=-1)
    today = queueing.clock.now().date()
    for dossier in SIX:
        by = today + timedelta(days={"d3": 1, "d5": 30}.get(dossier, 400)) if dossier in ("d3", "d5") else None
        await queueing.agrees(dossier, by=by)
        await queueing.passes(4)
    await queueing.passes(120, step=10)
    await recovers(queueing)
    assert queueing.filed == ["d3", "d0", "d1", "d2", "d4", "d5"]


async def test_a_restart_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    """The breaker, the queue and its order are rows: another process knows them."""
    async with open_queueing(tmp_path, Waits(0.5, 0.5)) as queueing:
        await outage(queueing, "500")
        other = type(queueing.gate)(
            queueing.gate._book, queueing.gate._route, queueing.gate._probes, queueing.gate._alarm, queueing.clock
        )
        (seen,) = await other.outlook(["one_stop"])
        assert seen.weather.sky is Sky.OPEN and [(one.procedure, one.count) for one in seen.waiting] == [
            ("3.000333", 6)
        ]


async def test_held_by_staff_waits_without_a_time_and_only_that_procedure(queueing: Queueing) -> None:
    assert await queueing.gate.hold("one_stop", "1.004194", "an", "đổi biểu mẫu")
    assert not await queueing.gate.hold("one_stop", "1.004194", "binh", "lần nữa")
    await queueing.agrees("d0", procedure="1.004194")
    await queueing.agrees("d1")
    await queueing.passes(300, step=10)
    assert queueing.filed == ["d1"] and queueing.heard("filing-held") == ["d0"]
    assert await queueing.gate.release("one_stop", "1.004194")
    await queueing.passes(60)
    assert queueing.filed == ["d1", "d0"] and queueing.heard("filed") == ["d1", "d0"]


async def test_a_consent_withdrawn_while_it_waited_is_respected(queueing: Queueing) -> None:
    await queueing.gate.hold("one_stop", "", "an", "bảo trì")
    await queueing.agrees("d0")
    await queueing.passes(60)
    queueing.packed.consents["submit"] = False
    await queueing.gate.release("one_stop", "")
    await queueing.passes(60)
    assert queueing.filed == [] and queueing.submits == 0


async def test_a_portal_that_refuses_our_key_calls_staff_and_no_citizen(queueing: Queueing) -> None:
    await outage(queueing, "401")
    assert "portal_refuses_us" in queueing.alarms and queueing.heard("filing-failed") == []


async def test_long_down_calls_staff(queueing: Queueing) -> None:
    await outage(queueing, "500")
    queueing.clock.forward(hours=1)
    await queueing.gate.probe()
    assert queueing.alarms == ["portal_down"]
