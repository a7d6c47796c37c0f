"""Tickets, device codes and limits."""

from __future__ import annotations

import asyncio
import re
import sqlite3

import psycopg

from bot.ports import Store
from tests.contracts.store.conftest import Open
from tests.contracts.store.people import append, arrives
from tests.fakes.clock import SettableClock


def stored(url: str, sql: str) -> list[tuple[object, ...]]:
    """Read past the store."""
    if url.startswith("sqlite:///"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as lite:
            return lite.execute(sql).fetchall()
    with psycopg.connect(url) as post:
        return post.execute(sql.encode()).fetchall()


async def test_a_ticket_opens_once_and_only_for_its_purpose(store: Store) -> None:
    ticket = await store.make_ticket("resume", "chat-1", 60)
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", ticket)
    assert await store.redeem("join", ticket) is None
    assert await store.redeem("resume", ticket + "x") is None
    assert await store.redeem("resume", ticket) == "chat-1"
    assert await store.redeem("resume", ticket) is None


async def test_a_ticket_for_several_uses_and_one_that_is_too_old(store: Store, clock: SettableClock) -> None:
    ticket = await store.make_ticket("resume", "chat-1", 60, uses=2)
    assert [await store.redeem("resume", ticket) for _ in range(3)] == ["chat-1", "chat-1", None]
    late = await store.make_ticket("resume", "chat-1", 60)
    clock.forward(seconds=60)
    assert await store.redeem("resume", late) is None


async def test_a_ticket_redeemed_by_two_at_once_opens_for_one(store: Store, open_another: Open) -> None:
    other = await open_another()
    ticket = await store.make_ticket("resume", "chat-1", 60)
    tries = await asyncio.gather(*(which.redeem("resume", ticket) for which in (store, other, store, other)))
    assert sorted(map(str, tries)) == ["None", "None", "None", "chat-1"]


async def test_a_device_code_is_eight_digits_and_opens_once_however_it_is_typed(store: Store) -> None:
    chat = (await store.turn(arrives("lan"), append("a"))).chat
    code = await store.make_device_code(chat, 600)
    assert re.fullmatch(r"\d{8}", code)
    assert await store.redeem("device", f" {code[:4]}-{code[4:]} ", "phone") == chat
    assert await store.redeem("device", code, "phone") is None


async def test_a_new_device_code_ends_the_one_before(store: Store) -> None:
    old = await store.make_device_code("chat-1", 600)
    new = await store.make_device_code("chat-1", 600)
    assert await store.redeem("device", old, "phone") is None
    assert await store.redeem("device", new, "phone") == "chat-1"


async def test_five_tries_an_hour_then_even_the_right_code_is_refused(store: Store, clock: SettableClock) -> None:
    code = await store.make_device_code("chat-1", 7200)
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    for _ in range(5):
        assert await store.redeem("device", wrong, "thief") is None
    assert await store.redeem("device", code, "thief") is None
    clock.forward(seconds=3599)
    assert await store.redeem("device", code, "thief") is None
    clock.forward(seconds=1)
    assert await store.redeem("device", code, "thief") == "chat-1"
    assert await store.redeem("device", wrong, "somebody else") is None


async def test_nothing_that_opens_anything_is_stored(store: Store, url: str) -> None:
    ticket = await store.make_ticket("resume", "chat-1", 60)
    code = await store.make_device_code("chat-1", 600)
    await store.allow("sms:0900000001", 5, 60)
    rows = stored(url, "SELECT hash, purpose, value FROM tickets") + stored(url, "SELECT key FROM attempts")
    assert len(rows) == 3
    assert not any(secret in str(row) for row in rows for secret in (ticket, code, "0900000001"))


async def test_a_limit_slides(store: Store, clock: SettableClock) -> None:
    assert [await store.allow("status:lan", 2, 60) for _ in range(2)] == [True, True]
    clock.forward(seconds=30)
    assert await store.allow("status:minh", 2, 60)
    assert not await store.allow("status:lan", 2, 60)
    clock.forward(seconds=30)
    assert [await store.allow("status:lan", 2, 60) for _ in range(3)] == [True, True, False]


async def test_a_limit_holds_between_processes(store: Store, open_another: Open) -> None:
    other = await open_another()
    tries = [which.allow("status:lan", 5, 60) for _ in range(10) for which in (store, other)]
    assert sum(await asyncio.gather(*tries)) == 5


async def test_what_is_given_back_is_not_counted(store: Store, open_another: Open) -> None:
    other = await open_another()
    await store.give_back("login:an")  # nothing there: nothing happens
    for which in (store, other) * 3:
        assert await which.allow("login:an", 1, 60)
        await which.give_back("login:an")
    assert await store.allow("login:binh", 1, 60)
    await other.give_back("login:an")
    assert not await store.allow("login:binh", 1, 60)
    assert await store.allow("login:an", 1, 60) and not await other.allow("login:an", 1, 60)
