"""Fetches a file that a citizen sent, has it looked at in a child process, and keeps what may be kept, encrypted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from bot.failures import Failure, NotAccepted, Retry, Unusable
from bot.ports import Channel, Clock, Depth, Inspected, Place, Post, Reader, Vault
from bot.turns import Turns
from dialogs.answers import Photo
from dialogs.documents import Look
from dialogs.effects import Effect, Fetch, once_owner
from dialogs.events import FileChecked

MOST_BYTES = 20 * 2**20
"""Telegram lets bots download no more; the same bound everywhere."""
MOST_FETCHES = 4


class Photos:
    """Carries out ``Fetch``: the answer comes back to the chat as FileChecked."""

    def __init__(
        self, channels: Mapping[tuple[str, str], Channel], reader: Reader, vault: Vault, turns: Turns, clock: Clock
    ) -> None:
        self._channels = channels
        self._reader = reader
        self._vault = vault
        self._turns = turns
        self._clock = clock

    async def fetch(self, post: Post, effect: Effect) -> str:
        """One file. What cannot be used is told to the citizen; what cannot be reached is tried again a few times."""
        if not isinstance(effect, Fetch):
            raise NotAccepted(f"{post.kind} is no file")
        photo, look, refused = None, Look(), ""
        try:
            photo, look = await self._keep(effect)
        except Unusable as unusable:
            refused = unusable.reason
        except Failure as failure:
            if failure.retry is not Retry.NEVER and post.tries + 1 < MOST_FETCHES:
                raise
            refused = "unreachable"
        checked = FileChecked(
            id=f"file:{post.id}",
            at=self._clock.now(),
            fresh=self._clock.token(),
            dossier=effect.dossier,
            path=effect.path,
            photo=photo,
            refused=refused,
            look=look,
            compressed=effect.file.compressed,
        )
        await self._turns.tell(post.chat, checked, Place("reader", "", ""))
        if (channel := self._channel(effect)) is not None:
            await channel.drop(effect.file)
        return photo.id if photo else ""

    def _channel(self, effect: Fetch) -> Channel | None:
        return next((c for (name, _), c in self._channels.items() if name == effect.file.channel), None)

    async def _keep(self, effect: Fetch) -> tuple[Photo, Look]:
        channel = self._channel(effect)
        if channel is None:
            raise NotAccepted(f"no channel {effect.file.channel}")
        content = await channel.fetch(effect.file, MOST_BYTES)
        seen = await self._reader.inspect(content, Depth.READ if effect.read else Depth.LOOK)
        photo = Photo(
            id=hashlib.sha256(content).hexdigest(),
            mime=seen.mime,
            width=seen.width,
            height=seen.height,
            pages=seen.pages,
            size=len(content),
            kind=seen.look.kind,
            faults=tuple(fault.flaw.value for fault in seen.look.faults),
            print=seen.look.print,
        )
        kept = await self._once(effect, seen, photo) if effect.once else await self._all(effect, content, seen, photo)
        return kept, seen.look

    async def _all(self, effect: Fetch, content: bytes, seen: Inspected, photo: Photo) -> Photo:
        owner = effect.dossier
        return replace(
            photo,
            id=await self._vault.put(owner, content),
            clean=await self._vault.put(owner, seen.clean),
            preview=await self._vault.put(owner, seen.preview),
            scan=await self._vault.put(owner, seen.scan) if seen.scan else "",
            marked=await self._vault.put(owner, seen.marked) if seen.marked else "",
        )

    async def _once(self, effect: Fetch, seen: Inspected, photo: Photo) -> Photo:
        """Only what the answer shows is kept until it was given: neither the original nor a full copy."""
        owner = once_owner(effect.dossier)
        return replace(photo, marked=await self._vault.put(owner, seen.marked or seen.preview))
