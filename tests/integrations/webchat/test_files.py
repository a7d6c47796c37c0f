"""Uploads wait two days at most; files sent to a chat belong to that chat."""

from __future__ import annotations

import pytest

from bot.failures import NotAccepted, Unusable
from integrations.channels.webchat import VaultFiles
from tests.fakes.clock import SettableClock
from tests.integrations.webchat.memory import MemoryVault


async def test_uploads_are_purged_after_two_days_and_not_before() -> None:
    vault, clock = MemoryVault(), SettableClock()
    files = VaultFiles(vault, clock)
    ref = await files.keep_upload(b"old")
    clock.forward(hours=47)
    young = await files.keep_upload(b"young")
    assert await files.purge_uploads() == 0 and await files.read_upload(ref) == b"old"
    clock.forward(hours=2)
    assert await files.purge_uploads() == 1 and await files.read_upload(young) == b"young"
    with pytest.raises(NotAccepted):
        await files.read_upload(ref)


async def test_a_made_up_handle_reads_nothing() -> None:
    vault = MemoryVault()
    await vault.put("dossier-1", b"secret")
    for ref in ("", "dossier-1/abc", "webup-2026112002/../dossier-1", "webup-/x", "webup-2026112002"):
        with pytest.raises(Unusable, match="damaged"):
            await VaultFiles(vault, SettableClock()).read_upload(ref)


async def test_a_chats_files_go_with_it() -> None:
    vault = MemoryVault()
    files = VaultFiles(vault, SettableClock())
    mine, others = await files.keep_sent("chat-1", b"slip"), await files.keep_sent("chat-2", b"slip")
    assert await files.forget_chat("chat-1") == 1
    with pytest.raises(NotAccepted):
        await files.read_sent("chat-1", mine)
    assert await files.read_sent("chat-2", others) == b"slip"
