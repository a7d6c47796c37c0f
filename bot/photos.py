"""Fetches a file that a citizen sent, looks at it in a child process, and keeps the original encrypted."""

from __future__ import annotations

from collections.abc import Mapping

from bot.failures import Failure, NotAccepted, Retry, Unusable
from bot.ports import Channel, Clock, Place, Post, Reader, Vault
from bot.turns import Turns
from dialogs.answers import Photo
from dialogs.effects import Effect, Fetch
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
        photo, refused = None, ""
        try:
            photo = await self._keep(effect)
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
        )
        await self._turns.tell(post.chat, checked, Place("reader", "", ""))
        if (channel := self._channel(effect)) is not None:
            await channel.drop(effect.file)
        return photo.id if photo else ""

    def _channel(self, effect: Fetch) -> Channel | None:
        return next((c for (name, _), c in self._channels.items() if name == effect.file.channel), None)

    async def _keep(self, effect: Fetch) -> Photo:
        channel = self._channel(effect)
        if channel is None:
            raise NotAccepted(f"no channel {effect.file.channel}")
        content = await channel.fetch(effect.file, MOST_BYTES)
        seen = await self._reader.inspect(content)
        return Photo(
            id=await self._vault.put(effect.dossier, content),
            mime=seen.mime,
            width=seen.width,
            height=seen.height,
            pages=seen.pages,
            size=len(content),
            clean=await self._vault.put(effect.dossier, seen.clean),
            preview=await self._vault.put(effect.dossier, seen.preview),
        )
