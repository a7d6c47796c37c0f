"""The book of foreign portals on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.failures import Outage
from bot.portal_book import Filing, PaperMark, Push, PushState, Standing
from integrations.storage.engines import engine
from integrations.storage.migrate import bring_up
from integrations.storage.portal_book import SqlPortalBook
from tests.fakes.clock import START

FIRST = Filing("k1", "one_stop", "d1", "c1", "3.000333", "MCB-d1", 0, START, (PaperMark("LLTP-01", 7, "a" * 64),))
PUSH = Push("one_stop", "MCB-d1:2:20261120", "MCB-d1", START, b"sealed")


@pytest_asyncio.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def book(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlPortalBook]:
    url = f"sqlite:///{tmp_path}/book.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    bring_up(url)
    sql = engine(url)
    yield SqlPortalBook(sql)
    await sql.dispose()


async def test_what_was_begun_is_found_by_key_reference_code_and_dossier(book: SqlPortalBook) -> None:
    await book.begin(FIRST)
    assert await book.filing("k1") == FIRST
    await book.filed("k1", "H26-261120-0001")
    kept = replace(FIRST, code="H26-261120-0001")
    for found in (
        await book.latest("one_stop", "MCB-d1"),
        await book.latest("one_stop", "H26-261120-0001"),
        await book.of_dossier("d1"),
    ):
        assert found == kept
    assert await book.latest("another", "MCB-d1") is None
    assert await book.filing("k9") is None and await book.of_dossier("d9") is None


async def test_begun_again_is_begun_and_unsent_is_not(book: SqlPortalBook) -> None:
    await book.begin(FIRST)
    await book.unsent("k1")
    found = await book.filing("k1")
    assert found is not None and not found.begun
    await book.begin(FIRST)
    found = await book.filing("k1")
    assert found is not None and found.begun


async def test_the_newest_round_counts(book: SqlPortalBook) -> None:
    await book.begin(replace(FIRST, key="k2", round=1, at=START - timedelta(days=1)))
    await book.begin(FIRST)
    found = await book.of_dossier("d1")
    assert found is not None and found.key == "k2"


async def test_a_push_is_kept_once(book: SqlPortalBook) -> None:
    other = replace(PUSH, id="other")
    assert await book.keep([PUSH, PUSH, other]) == 2
    assert await book.keep([PUSH]) == 0
    assert {push.id for push in await book.waiting(PushState.WAITING, 10)} == {PUSH.id, "other"}


async def test_a_push_goes_through_its_states_and_is_forgotten_when_settled(book: SqlPortalBook) -> None:
    await book.keep([PUSH])
    await book.settle(PUSH, PushState.PARKED, START)
    assert await book.waiting(PushState.WAITING, 10) == []
    (parked,) = await book.waiting(PushState.PARKED, 10)
    assert parked == replace(PUSH, state=PushState.PARKED)
    assert await book.purge(START + timedelta(days=900)) == 0, "what still waits is not forgotten"
    await book.settle(parked, PushState.APPLIED, START)
    assert await book.purge(START) == 0
    assert await book.purge(START + timedelta(seconds=1)) == 1


async def test_parked_pushes_come_up_when_their_dossier_is_known_or_their_time_is_over(book: SqlPortalBook) -> None:
    by_ref, by_code = PUSH, replace(PUSH, id="by-code", ref="H26-261120-0001")
    stranger = replace(PUSH, id="stranger", ref="MCB-nobody")
    await book.keep([by_ref, by_code, stranger])
    for push in (by_ref, by_code, stranger):
        await book.settle(push, PushState.PARKED, START)
    earlier = START - timedelta(hours=1)
    assert await book.parked(earlier, 10) == []
    await book.begin(FIRST)
    assert [push.id for push in await book.parked(earlier, 10)] == [by_ref.id]
    await book.filed("k1", "H26-261120-0001")
    assert {push.id for push in await book.parked(earlier, 10)} == {by_ref.id, "by-code"}
    assert len(await book.parked(START, 10)) == 3


async def test_what_was_told_last_is_known_by_its_order(book: SqlPortalBook) -> None:
    assert await book.standing("one_stop", "MCB-d1") == Standing(1, 0)
    await book.begin(FIRST)
    await book.told("one_stop", "MCB-d1", Standing(5, 20))
    await book.told("one_stop", "MCB-d1", Standing(2, 10))
    assert await book.standing("one_stop", "MCB-d1") == Standing(5, 20)
    await book.begin(replace(FIRST, key="k2", round=1))
    assert await book.standing("one_stop", "MCB-d1") == Standing(1, 20), "supplied again: the order goes on"


async def test_quiet_are_those_that_go_on_and_were_not_asked_about(book: SqlPortalBook) -> None:
    later = START + timedelta(hours=7)
    await book.begin(FIRST)
    assert await book.quiet("one_stop", later, 10) == [], "not known to be filed"
    await book.filed("k1", "H26-261120-0001")
    assert await book.quiet("one_stop", START, 10) == []
    assert await book.quiet("one_stop", later, 10) == ["MCB-d1"]
    assert await book.quiet("another", later, 10) == []
    await book.asked("one_stop", "MCB-d1", later)
    assert await book.quiet("one_stop", later, 10) == []
    for status in (3, 7, 8, 10):
        await book.told("one_stop", "MCB-d1", Standing(status, 100 + status))
        assert await book.quiet("one_stop", later + timedelta(days=1), 10) == []


async def test_the_oldest_come_first(book: SqlPortalBook) -> None:
    await book.keep([replace(PUSH, id=f"p{n}", at=START - timedelta(seconds=n)) for n in range(5)])
    assert [push.id for push in await book.waiting(PushState.WAITING, 2)] == ["p4", "p3"]


async def test_a_database_that_is_gone_is_an_outage(tmp_path: Path) -> None:
    sql = engine(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(Outage):
        await SqlPortalBook(sql).begin(FIRST)
    await sql.dispose()
