"""Erasing: everything of a chat goes but what the built-in desk has, and copies in channels go with it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.failures import NotAllowed
from bot.ports import Post
from bot.rights import Rights
from dialogs.effects import Erase, Export, Lane, once_owner
from tests.fakes.clock import SettableClock
from tests.fakes.desk import MemoryVault

POST = Post(1, "chat", "erase", Lane.INTERACTIVE, b"", None)


class Copies:
    """Notes what it was asked to forget."""

    def __init__(self) -> None:
        self.forgot: list[str] = []

    async def forget_chat(self, chat: str) -> None:
        self.forgot.append(f"all of {chat}")

    async def forget_passing(self, chat: str, owner: str) -> None:
        self.forgot.append(f"{owner} of {chat}")


async def erased(effect: Erase) -> tuple[set[str], list[str]]:
    """The owners that still have files, and what the channel was asked for. The desk has "filed"."""
    vault, copies = MemoryVault(), Copies()
    for owner in ("filed", "draft", once_owner("filed"), "export-chat"):
        await vault.put(owner, b"one")
        await vault.put(owner, b"two")

    async def kept(dossier: str) -> bool:
        return dossier == "filed"

    nothing: Any = None
    rights = Rights(nothing, nothing, vault, nothing, SettableClock(), [copies], kept)
    await rights.erase(POST, effect)
    return {owner for owner, _ in vault.kept}, copies.forgot


EVERY = {"filed", "draft", "filed-once", "export-chat"}


@pytest.mark.parametrize(
    ("effect", "gone", "forgot"),
    [
        (Erase("draft"), {"draft"}, ["draft-once of chat", "draft-fee-once of chat"]),
        (Erase("filed"), set(), ["filed-once of chat", "filed-fee-once of chat"]),
        (Erase(once_owner("filed")), {"filed-once"}, ["filed-once of chat"]),
        (Erase(), {"export-chat"}, ["all of chat"]),
    ],
)
async def test_what_goes_and_what_stays(effect: Erase, gone: set[str], forgot: list[str]) -> None:
    assert await erased(effect) == (EVERY - gone, forgot)


async def test_a_late_file_of_a_filed_dossier_goes_alone() -> None:
    vault = MemoryVault()
    late, used = await vault.put("filed", b"late"), await vault.put("filed", b"used")

    async def kept(dossier: str) -> bool:
        return True

    nothing: Any = None
    await Rights(nothing, nothing, vault, nothing, SettableClock(), [], kept).erase(POST, Erase("filed", (late,)))
    assert set(vault.kept) == {("filed", used)}


async def test_a_copy_that_was_made_beside_the_erasure_goes_after_it() -> None:
    """The export began before all was erased and ended after it: nobody is left to be told, and nothing stays."""
    vault = MemoryVault()

    class Gone:
        async def conversation(self, chat: str) -> None:
            return None

        async def consents(self, chat: str) -> list[dict[str, str]]:
            return []

        async def tell(self, chat: str, event: object, place: object) -> None:
            raise NotAllowed("no such chat")

    gone: Any = Gone()
    await Rights(gone, gone, vault, gone, SettableClock(), [], gone).export(POST, Export())
    assert vault.kept == {}
