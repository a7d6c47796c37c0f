"""Poison is kept, old things are forgotten, and a broken database is an outage and nothing worse."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.failures import Misconfigured, Outage
from bot.ports import Loaded, Settle, Settlement, Store, Writes
from integrations.storage import engine
from integrations.storage.store import SqlStore, open_store
from tests.contracts.store.conftest import Open
from tests.contracts.store.people import append, arrives, done, said, write
from tests.fakes.clock import SettableClock
from tests.fakes.postgres import PostgresServer, running_postgres


async def test_poison_is_kept_once_with_a_task_and_counts_as_arrived(store: Store) -> None:
    chat = (await store.turn(arrives("lan"), append("a"))).chat
    bad = arrives("lan")
    assert await store.poison(bad, "KeyError")
    assert not await store.poison(bad, "KeyError")
    assert (await store.backlog()).poison == 1
    (task,) = await store.staff_tasks(10)
    assert (task["reason"], task["chat"], task["detail"]) == ("poison", chat, "KeyError")
    again = await store.turn(bad, append("never"))
    assert again.replayed and again.chat == chat and again.posts == ()
    assert await store.poison(arrives("stranger"), "KeyError")


async def test_an_event_whose_turn_was_kept_is_no_poison(store: Store) -> None:
    arrival = arrives("lan")
    await store.turn(arrival, append("a"))
    assert not await store.poison(arrival, "TypeError")
    assert (await store.backlog()).poison == 0


async def test_purge_forgets_what_is_old_and_nothing_else(store: Store, clock: SettableClock) -> None:
    chat = (await store.turn(arrives("lan"), append("a"))).chat
    await store.log_web(chat, 0, b"old words")
    arrival = arrives("lan", "old")
    old = await store.turn(arrival, append("b", "old"))
    await store.settle(done(old))
    await store.make_ticket("resume", chat, 60)
    await store.allow("key", 5, 60)
    assert set((await store.purge(clock.now())).values()) == {0}

    clock.forward(hours=25)
    counts = await store.purge(clock.now())
    assert {name: count for name, count in counts.items() if count} == {"posts": 1, "tickets": 1, "attempts": 1}
    again = await store.turn(arrival, append("never"))
    assert again.replayed and again.posts == ()

    clock.forward(days=6)
    assert (await store.purge(clock.now()))["web log"] == 1
    assert await store.log_web(chat, 0, b"new words") == 2
    clock.forward(days=1)
    assert (await store.purge(clock.now()))["arrivals"] == 2
    assert await store.conversation(chat) == b"a b "
    assert said(await store.turn(arrival, append("c", "as new"))) == ["as new"]


async def test_purge_works_in_pieces(store: Store, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrations.storage.purging.PIECE", 3)
    taken = await asyncio.gather(*(store.turn(arrives(f"person {n}"), append("a")) for n in range(10)))
    await asyncio.gather(*(store.settle(done(one)) for one in taken))
    counts = await store.purge(clock.forward(days=9))
    assert (counts["posts"], counts["arrivals"]) == (10, 10)


async def test_web_log_of_a_living_chat_stays(store: Store, clock: SettableClock) -> None:
    chat = (await store.turn(arrives("lan"), append("a"))).chat
    await store.log_web(chat, 0, b"words")
    clock.forward(days=6)
    await store.turn(arrives("lan"), append("b"))
    assert (await store.purge(clock.forward(days=6)))["web log"] == 0
    assert (await store.purge(clock.forward(days=2)))["web log"] == 1


async def test_too_much_waiting_is_refused_and_what_was_taken_is_done(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("lite", "postgres"):
        monkeypatch.setattr(f"integrations.storage.{module}.MAX_WAITING", 5)
        monkeypatch.setattr(f"integrations.storage.{module}.MAX_BATCH", 1)

    def decide(loaded: Loaded) -> Writes:
        return Writes(b"x")

    crowd = (store.turn(arrives(f"person {n}"), decide) for n in range(200))
    outcomes = await asyncio.gather(*crowd, return_exceptions=True)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Outage)]
    taken = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    assert refused and len(taken) >= 5 and len(refused) + len(taken) == 200
    assert [await store.conversation(one.chat) for one in taken] == [b"x"] * len(taken)


async def test_closing_finishes_what_waits_and_then_refuses(open_another: Open) -> None:
    store = await open_another()
    turns = [asyncio.ensure_future(store.turn(arrives(f"person {n}"), append("a"))) for n in range(20)]
    await asyncio.sleep(0)
    await store.close()
    chats = [(await turn).chat for turn in turns]
    with pytest.raises(Outage):
        await store.turn(arrives("late"), append("a"))
    with pytest.raises(Outage):
        await store.place_of(chats[0])
    other = await open_another()
    assert [await other.conversation(chat) for chat in chats] == [b"a "] * 20


async def test_a_caller_that_goes_away_does_not_stop_the_others(store: Store) -> None:
    turns = [asyncio.ensure_future(store.turn(arrives(f"person {n}"), append("a"))) for n in range(20)]
    await asyncio.sleep(0)
    for turn in turns[::2]:
        turn.cancel()
    kept = await asyncio.gather(*turns[1::2])
    assert len(kept) == 10
    assert said(await store.turn(arrives("person 0"), append("b"))) in (["a b"], ["b"])


async def test_a_wrong_address_of_the_database_is_named(clock: SettableClock) -> None:
    with pytest.raises(Misconfigured):
        await open_store("mysql://x", clock)
    with pytest.raises(Outage):
        await open_store("postgresql://bot@127.0.0.1:1/none", clock)


# ---------------------------------------------------------------- SQLite alone


async def test_a_locked_sqlite_file_is_an_outage_and_later_works_again(
    tmp_path: object, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.storage.lite.BUSY_SECONDS", 0.05)
    store = await open_store(f"sqlite:///{tmp_path}/bot.db", clock)
    with sqlite3.connect(f"{tmp_path}/bot.db", isolation_level=None) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        outcomes = await asyncio.gather(
            *(store.turn(arrives(f"p{n}"), append("a")) for n in range(3)), return_exceptions=True
        )
        assert [type(outcome) for outcome in outcomes] == [Outage] * 3
        with pytest.raises(Outage):
            await store.allow("x", 1, 1)
        stranger.execute("ROLLBACK")
    assert said(await store.turn(arrives("lan"), append("b"))) == ["b"]
    await store.close()


async def test_a_read_that_the_file_refuses_is_an_outage(tmp_path: Path, clock: SettableClock) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/bot.db", clock)
    with sqlite3.connect(tmp_path / "bot.db") as stranger:
        stranger.execute("DROP TABLE tasks")
    with pytest.raises(Outage, match="SQLITE_ERROR"):
        await store.staff_tasks(10)
    await store.close()


async def test_a_file_that_cannot_be_opened_is_an_outage(tmp_path: Path, clock: SettableClock) -> None:
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(Outage):
        await open_store(f"sqlite:///{tmp_path}/folder.db", clock)


async def test_the_files_are_for_their_owner_alone(tmp_path: Path, clock: SettableClock) -> None:
    for old in ("bot.db", "old.db"):
        if old == "old.db":  # made by an earlier program
            (tmp_path / old).touch(0o644)
        store = await open_store(f"sqlite:///{tmp_path}/{old}", clock)
        await store.turn(arrives("lan"), append("a"))
        files = sorted(tmp_path.glob(f"{old}*"))
        assert [file.name for file in files] == [old, f"{old}-shm", f"{old}-wal"]
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        await store.close()
    assert not list(tmp_path.glob(".database*"))


async def test_sqlite_runs_with_full_durability(tmp_path: object, clock: SettableClock) -> None:
    found = {}
    for full in (True, False):
        store = await open_store(f"sqlite:///{tmp_path}/{full}.db", clock, full=full)
        connection = store._engine._connection  # type: ignore[attr-defined]
        names = ("synchronous", "journal_mode", "foreign_keys")
        found[full] = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
        await store.close()
    assert found == {True: [2, "wal", 1], False: [1, "wal", 1]}


# ---------------------------------------------------------------- PostgreSQL alone


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A server to be killed: small, so that its recovery is short."""
    with running_postgres() as server:
        yield server


@pytest.mark.postgres
async def test_a_postgres_that_was_restarted_is_used_again(own_postgres: PostgresServer, clock: SettableClock) -> None:
    store = await open_store(own_postgres.fresh(), clock)
    first = await store.turn(arrives("lan"), append("a"))
    own_postgres.kill()
    try:
        with pytest.raises(Outage):
            await store.turn(arrives("lan", "during"), append("b"))
        with pytest.raises(Outage):
            await store.place_of(first.chat)
    finally:
        own_postgres.start()
    assert said(await store.turn(arrives("lan", "during"), append("b"))) == ["a b"]
    await store.settle([Settlement(first.posts[0].id, first.posts[0].lease, Settle.DONE)])
    assert (await store.backlog()).waiting == 1

    own_postgres.kill()  # a restart between two turns is not even noticed
    own_postgres.start()
    assert said(await store.turn(arrives("lan"), append("c"))) == ["a b c"]
    await store.close()


def test_bounds_are_what_they_are_called() -> None:
    assert engine.MAX_BATCH <= engine.MAX_WAITING


async def test_the_store_is_the_port(store: SqlStore) -> None:
    port: Store = store
    assert said(await port.turn(arrives("lan"), write(Writes(None)))) == []
