"""Dữ liệu của tôi: the copy of everything, and erasure that leaves nothing behind but what the law wants kept."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.codec import decode_conversation, encode_conversation
from bot.failures import NotAccepted, NotAllowed
from bot.ports import Clock, Place, Post, Seal, Store, Vault
from bot.turns import Turns
from dialogs.conversation import Conversation
from dialogs.effects import Effect, Erase, Export, fee_owner, is_once, once_owner
from dialogs.events import Exported


class Copies(Protocol):
    """What a channel keeps of its own about a chat."""

    async def forget_chat(self, chat: str) -> object:
        """Erase all of it."""
        ...

    async def forget_passing(self, chat: str, owner: str) -> object:
        """Erase the copies of this owner's pictures that were only to be read."""
        ...


Kept = Callable[[str], Awaitable[bool]]
"""Whether the built-in desk has this dossier: then its files are the authority's."""


class Rights:
    """Carries out ``Export`` and ``Erase``."""

    def __init__(
        self, store: Store, seal: Seal, vault: Vault, turns: Turns, clock: Clock, copies: Sequence[Copies], kept: Kept
    ) -> None:
        self._store = store
        self._seal = seal
        self._vault = vault
        self._turns = turns
        self._clock = clock
        self._copies = copies
        self._kept = kept

    async def export(self, post: Post, effect: Effect) -> str:
        """Everything about the chat as one readable JSON file, kept in the vault until the chat is erased."""
        if not isinstance(effect, Export):
            raise NotAccepted(f"{post.kind} is no export")
        sealed = await self._store.conversation(post.chat)
        conversation = Conversation()
        if sealed is not None:
            conversation = decode_conversation(self._seal.open(sealed, f"conversation:{post.chat}"))
        held = {
            "conversation": json.loads(encode_conversation(conversation)),
            "consents": [dict(row) for row in await self._store.consents(post.chat)],
        }
        content = json.dumps(held, ensure_ascii=False, indent=2, default=str).encode()
        owner = f"export-{post.chat}"
        file = await self._vault.put(owner, content)
        done = Exported(id=f"export:{post.id}", at=self._clock.now(), fresh=self._clock.token(), owner=owner, file=file)
        try:
            await self._turns.tell(post.chat, done, Place("rights", "", ""))
        except NotAllowed:  # All was erased while the copy was made: the copy goes after it.
            await self._vault.forget(owner)
        return file

    async def erase(self, post: Post, effect: Effect) -> str:
        """The pictures of a draft or some of them, or the copies that were made for this chat."""
        if not isinstance(effect, Erase):
            raise NotAccepted(f"{post.kind} is no erasure")
        if effect.files:
            await self._vault.drop(effect.dossier, effect.files)
            return ""
        if not effect.dossier or not await self._kept(effect.dossier):
            await self._vault.forget(effect.dossier or f"export-{post.chat}")
        for copies in self._copies:
            if not effect.dossier:
                await copies.forget_chat(post.chat)
                continue
            whole = (once_owner(effect.dossier), fee_owner(effect.dossier))
            for owner in (effect.dossier,) if is_once(effect.dossier) else whole:
                await copies.forget_passing(post.chat, owner)
        return ""
