"""What every kind of Jobs promises."""

from __future__ import annotations

import asyncio
import time
from collections import Counter

import pytest

from bot.failures import Misconfigured, NotAccepted, Outage
from bot.ports import Jobs
from tests.contracts.jobs.conftest import Given
from tests.contracts.jobs.witness import Witness


async def test_work_runs_once_with_its_id(jobs: Jobs, witness: Witness) -> None:
    jobs.define("note", witness.work)
    await jobs.start()
    ids = [f"d-{number}" for number in range(20)]
    await asyncio.gather(*(jobs.enqueue("note", id) for id in ids))
    await witness.until_seen(*ids)
    await witness.calm()
    assert sorted(witness.seen) == sorted(ids)


async def test_a_delay_is_kept(jobs: Jobs, witness: Witness) -> None:
    jobs.define("note", witness.work)
    await jobs.start()
    before = time.monotonic()
    await jobs.enqueue("note", "later", delay=1.5)
    await jobs.enqueue("note", "now")
    await witness.until_seen("now", "later")
    assert witness.seen == ["now", "later"]
    assert time.monotonic() - before >= 1.5


async def test_only_one_waits_under_a_key(jobs: Jobs, witness: Witness) -> None:
    jobs.define("note", witness.work)
    jobs.define("other", witness.work)
    await jobs.start()
    for id in ("first", "second", "third"):
        await jobs.enqueue("note", id, delay=0.5, dedupe="key")
    await jobs.enqueue("note", "another-key", delay=0.5, dedupe="key-2")
    await jobs.enqueue("other", "another-work", delay=0.5, dedupe="key")
    await witness.until_seen("first", "another-key", "another-work")
    await witness.calm()
    assert len(witness.seen) == 3
    await jobs.enqueue("note", "afterwards", dedupe="key")
    await witness.until_seen("afterwards")


async def test_a_job_under_way_holds_no_key(jobs: Jobs, witness: Witness) -> None:
    async def chain(id: str) -> None:
        await witness.work(id)
        if id != "3":
            await jobs.enqueue("chain", str(int(id) + 1), dedupe="chain")

    jobs.define("chain", chain)
    await jobs.start()
    await jobs.enqueue("chain", "1", dedupe="chain")
    await witness.until_seen("1", "2", "3")
    assert witness.seen == ["1", "2", "3"]


async def test_what_fails_is_tried_again_and_given_up_in_the_end(jobs: Jobs, given: Given, witness: Witness) -> None:
    async def fail(id: str) -> None:
        await witness.work(id)
        raise {"outage": Outage("away"), "bug": ZeroDivisionError("canary")}[id]

    jobs.define("fail", fail)
    jobs.define("note", witness.work)
    await jobs.start()
    for id in ("outage", "bug"):
        await jobs.enqueue("fail", id)
    await witness.until(lambda: len(given.gave_up) == 2)
    await jobs.enqueue("note", "others")
    await witness.until_seen("others")
    assert Counter(witness.seen) == {"outage": 3, "bug": 3, "others": 1}
    assert sorted(given.gave_up) == [("fail", "bug", "ZeroDivisionError"), ("fail", "outage", "Outage")]


async def test_what_succeeds_the_second_time_is_over(jobs: Jobs, given: Given, witness: Witness) -> None:
    async def flaky(id: str) -> None:
        await witness.work(id)
        if len(witness.seen) == 1:
            raise Outage("away")

    jobs.define("flaky", flaky)
    await jobs.start()
    await jobs.enqueue("flaky", "d-1", dedupe="d-1")
    await witness.until(lambda: len(witness.seen) == 2)
    await witness.calm()
    assert (witness.seen, given.gave_up) == (["d-1", "d-1"], [])


async def test_what_makes_no_sense_to_repeat_is_not_repeated(jobs: Jobs, given: Given, witness: Witness) -> None:
    async def refuse(id: str) -> None:
        await witness.work(id)
        raise NotAccepted("never")

    jobs.define("refuse", refuse)
    await jobs.start()
    await jobs.enqueue("refuse", "d-1")
    await witness.until(lambda: bool(given.gave_up))
    await witness.calm()
    assert witness.seen == ["d-1"]


async def test_the_wait_that_was_asked_for_is_kept(jobs: Jobs, witness: Witness) -> None:
    async def busy(id: str) -> None:
        await witness.work(id)
        if len(witness.seen) == 1:
            raise Outage("busy", after=1.2)

    jobs.define("busy", busy)
    await jobs.start()
    before = time.monotonic()
    await jobs.enqueue("busy", "d-1")
    await witness.until(lambda: len(witness.seen) == 2)
    assert time.monotonic() - before >= 1.2


async def test_recurring_work_runs_once_per_tick(jobs: Jobs, witness: Witness) -> None:
    ticks: list[float] = []

    async def tick() -> None:
        ticks.append(time.monotonic())

    jobs.every("each-second", "* * * * * *", tick)
    jobs.every("new-year", "0 0 1 1 *", tick)
    await jobs.start()
    before = time.monotonic()
    await witness.until(lambda: len(ticks) >= 4)
    passed = time.monotonic() - before
    assert len(ticks) <= passed + 2, "one made up at the start, then one a second"


async def test_one_long_job_does_not_hold_up_the_others(jobs: Jobs, witness: Witness) -> None:
    enough = asyncio.Event()

    async def long(id: str) -> None:
        witness.seen.append(id)
        await enough.wait()
        witness.done.append(id)

    jobs.define("long", long)
    jobs.define("note", witness.work)
    await jobs.start()
    await jobs.enqueue("long", "slow")
    await witness.until_seen("slow")
    await jobs.enqueue("note", "quick")
    await witness.until_seen("quick")
    enough.set()
    await witness.until(lambda: witness.done == ["quick", "slow"])


async def test_stopping_waits_for_what_is_under_way(jobs: Jobs, witness: Witness) -> None:
    async def short(id: str) -> None:
        witness.seen.append(id)
        await asyncio.sleep(0.4)
        witness.done.append(id)

    jobs.define("short", short)
    await jobs.start()
    await jobs.enqueue("short", "d-1")
    await witness.until_seen("d-1")
    await jobs.stop()
    assert witness.done == ["d-1"]


async def test_what_never_ends_does_not_hold_up_stopping(jobs: Jobs, witness: Witness) -> None:
    async def endless(id: str) -> None:
        witness.seen.append(id)
        await asyncio.Event().wait()

    jobs.define("endless", endless)
    await jobs.start()
    await jobs.enqueue("endless", "d-1")
    await witness.until_seen("d-1")
    async with asyncio.timeout(20):
        await jobs.stop()
    assert witness.seen == ["d-1"]


async def test_work_runs_in_the_loop_that_started_the_jobs(jobs: Jobs, witness: Witness) -> None:
    loops: list[asyncio.AbstractEventLoop] = []

    async def where(id: str) -> None:
        loops.append(asyncio.get_running_loop())
        await witness.work(id)

    jobs.define("where", where)
    await jobs.start()
    await jobs.enqueue("where", "d-1")
    await witness.until_seen("d-1")
    assert loops == [asyncio.get_running_loop()]


@pytest.mark.parametrize("id", ["", "Nguyễn Văn A", "0900 000 001", "a" * 121, "a\nb", '{"name": 1}'])
async def test_only_ids_are_kept(jobs: Jobs, witness: Witness, id: str) -> None:
    jobs.define("note", witness.work)
    with pytest.raises(ValueError, match="an id of letters"):
        await jobs.enqueue("note", id)


async def test_wrong_use_is_told(jobs: Jobs, witness: Witness) -> None:
    jobs.define("note", witness.work)
    with pytest.raises(ValueError, match="twice"):
        jobs.define("note", witness.work)
    with pytest.raises(ValueError, match="no work is named"):
        await jobs.enqueue("nothing", "d-1")
    for cron in ("61 * * * *", "* * * *", "nonsense", "@daily"):
        with pytest.raises(ValueError, match="cron"):
            jobs.every("bad", cron, lambda: witness.work("x"))
    with pytest.raises(Misconfigured):
        await jobs.enqueue("note", "d-1")
    await jobs.start()
    with pytest.raises(ValueError, match="too late"):
        jobs.define("late", witness.work)
    with pytest.raises(Misconfigured):
        await jobs.start()
