"""A start under another master key than the one that the data was written with is refused."""

from __future__ import annotations

import asyncio

import pytest

from bot.failures import Misconfigured
from integrations.storage.canary import check_key
from integrations.storage.seal import AesSeal, Keyring
from integrations.storage.store import SqlStore
from tests.contracts.store.conftest import Open

FIRST, OTHER = b"o" * 32, b"n" * 32


async def test_the_same_key_passes_and_another_does_not(store: SqlStore, open_another: Open) -> None:
    right, wrong = AesSeal(Keyring({1: FIRST}, 1)), AesSeal(Keyring({1: OTHER}, 1))
    await check_key(store, right)
    other = await open_another()
    await check_key(other, right)
    for strange in (wrong, AesSeal(Keyring({2: FIRST}, 2))):
        with pytest.raises(Misconfigured, match="not the one this data was written with"):
            await check_key(other, strange)
    await check_key(store, right)


async def test_a_key_added_beside_the_first_passes(store: SqlStore) -> None:
    await check_key(store, AesSeal(Keyring({1: FIRST}, 1)))
    await check_key(store, AesSeal(Keyring({1: FIRST, 2: OTHER}, 2)))


async def test_of_first_starts_at_once_with_two_keys_one_wins(store: SqlStore, open_another: Open) -> None:
    other = await open_another()
    seals = AesSeal(Keyring({1: FIRST}, 1)), AesSeal(Keyring({1: OTHER}, 1))
    tries = (check_key(which, seal) for which, seal in zip((store, other), seals, strict=True))
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Misconfigured", "NoneType"]
