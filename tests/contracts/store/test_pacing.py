"""The shared pace: many who ask at once share one rate; a plea to wait is kept."""

from __future__ import annotations

import asyncio

from integrations.storage.store import SqlStore


async def test_turns_are_handed_out_one_after_another(store: SqlStore) -> None:
    waits = sorted(await asyncio.gather(*(store.reserve("all", 1.0, 2, 60.0) for _ in range(6))))
    assert waits[:2] == [0.0, 0.0], "a burst of two"
    for number, wait in enumerate(waits[2:], 1):
        assert number - 1 < wait <= number


async def test_who_will_not_wait_takes_no_turn(store: SqlStore) -> None:
    assert await store.reserve("all", 100.0, 1, 0.0) == 0.0
    assert await store.reserve("all", 100.0, 1, 0.0) > 90
    assert 90 < await store.reserve("all", 100.0, 1, 200.0) <= 100, "the refused one has moved nothing"
    assert await store.reserve("another", 100.0, 1, 0.0) == 0.0


async def test_a_plea_to_wait_is_kept_and_never_shortened(store: SqlStore) -> None:
    assert await store.hushed("all") == 0.0
    await store.hush("all", 30)
    await store.hush("all", 5)
    assert 25 < await store.hushed("all") <= 30
