"""Uploads wait two days at most; files sent to a chat belong to that chat."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.failures import Unusable
from integrations.channels.webchat import VaultFiles
from integrations.storage.seal import AesSeal, Keyring
from integrations.storage.vault import LocalVault
from tests.fakes.clock import SettableClock
from tests.integrations.webchat.memory import MemoryVault


async def test_an_upload_is_dropped_once_checked_and_what_nobody_asked_for_goes_after_two_days(tmp_path: Path) -> None:
    clock = SettableClock(datetime.now(UTC))
    uploads = LocalVault(tmp_path, AesSeal(Keyring({1: bytes(31) + b"1"}, 1)))
    files = VaultFiles(MemoryVault(), uploads, clock)
    checked = await files.keep_upload("s.1", b"same bytes")
    waiting = await files.keep_upload("s.2", b"same bytes")
    assert await files.keep_upload("s.2", b"same bytes") == waiting, "the same event again is one file"
    await files.drop_upload(checked)
    with pytest.raises(Unusable, match="missing"):
        await files.read_upload(checked)
    clock.forward(hours=47)
    assert await files.purge_uploads() == 0 and await files.read_upload(waiting) == b"same bytes"
    clock.forward(hours=2)
    assert await files.purge_uploads() == 1
    assert list(tmp_path.iterdir()) == []


async def test_a_made_up_handle_reads_nothing() -> None:
    vault = MemoryVault()
    await vault.put("dossier-1", b"secret")
    for ref in ("", "dossier-1/abc", "webup-2026112002/../dossier-1", "webup-/x", "webup-2026112002"):
        with pytest.raises(Unusable, match="damaged"):
            await VaultFiles(vault, vault, SettableClock()).read_upload(ref)


async def test_a_picture_that_was_only_to_be_read_goes_alone() -> None:
    files = VaultFiles(MemoryVault(), MemoryVault(), SettableClock())
    slip, card = await files.keep_sent("chat-1", b"slip"), await files.keep_sent("chat-1", b"card", "d1-once")
    other = await files.keep_sent("chat-1", b"code", "d2-fee-once")
    assert await files.read_sent("chat-1", card) == b"card"
    assert await files.forget_passing("chat-1", "d1-once") == 1
    with pytest.raises(Unusable):
        await files.read_sent("chat-1", card)
    assert await files.read_sent("chat-1", slip) == b"slip"
    assert await files.read_sent("chat-1", other) == b"code", "another owner's stays"
    with pytest.raises(Unusable):
        await files.read_sent("chat-2", other)
    assert await files.forget_chat("chat-1") == 1 and await files.forget_passing("chat-1", "d2-fee-once") == 1


async def test_a_chats_files_go_with_it() -> None:
    vault = MemoryVault()
    files = VaultFiles(vault, MemoryVault(), SettableClock())
    mine, others = await files.keep_sent("chat-1", b"slip"), await files.keep_sent("chat-2", b"slip")
    assert await files.forget_chat("chat-1") == 1
    with pytest.raises(Unusable):
        await files.read_sent("chat-1", mine)
    assert await files.read_sent("chat-2", others) == b"slip"
