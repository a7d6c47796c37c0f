"""Says a message on the channel where the citizen was last seen, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from bot.failures import Moved, NotAccepted, Unreachable, Unusable
from bot.house_pictures import HousePictures
from bot.phrasebook import Phrasebook
from bot.ports import Attachment, Channel, Place, Post, Reader, Store, Vault
from bot.wording import show
from dialogs.effects import HOUSE, Ask, Effect, Say, is_once

MOST_ADDRESSES = 3

_KINDS: Final = {
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
}


class Delivery:
    """Knows the channels by name and account; names none."""

    def __init__(
        self,
        store: Store,
        book: Phrasebook,
        vault: Vault,
        pictures: HousePictures,
        reader: Reader,
        channels: Mapping[tuple[str, str], Channel],
    ) -> None:
        self._store = store
        self._book = book
        self._vault = vault
        self._pictures = pictures
        self._reader = reader
        self._channels = channels

    async def say(self, post: Post, effect: Effect) -> str:
        """Show one message. Who blocked us on one channel is tried on the others; nowhere left: Unreachable."""
        if not isinstance(effect, Say):
            raise NotAccepted(f"{post.kind} is no message")
        if effect.message.ask is Ask.PHOTO:
            self._reader.expect()
        place = post.place
        for _ in range(MOST_ADDRESSES):
            if place is None:
                break
            try:
                return await self._show(place, post, effect)
            except Unreachable:
                await self._store.mark_reachable(place, False)
            except Moved as moved:
                await self._store.move_place(place, moved.address)
            place = await self._store.place_of(post.chat)
        raise Unreachable("nowhere to say it")

    async def _show(self, place: Place, post: Post, effect: Say) -> str:
        channel = self._channels.get((place.channel, place.account))
        if channel is None:
            raise Unreachable(f"no channel {place.channel}")
        attachment = await self._attachment(effect)
        shown = show(self._book, effect, attachment, progress_in_text=not channel.limits.lines_tappable)
        return await channel.send(place.address, shown, post.id)

    async def _attachment(self, effect: Say) -> Attachment | None:
        message = effect.message
        if not message.attachment:
            return None
        if message.attachment_owner == HOUSE:
            content = await self._pictures.picture(message.attachment, effect.language)
        else:
            try:
                content = await self._vault.get(message.attachment_owner, message.attachment)
            except Unusable:
                if not mime_of(message.attachment_name).startswith("image/"):
                    raise
                return None  # A picture only shows what the words say; it was erased before they were said.
        passing = message.attachment_owner if is_once(message.attachment_owner) else ""
        return Attachment(message.attachment_name, mime_of(message.attachment_name), content, passing)


def mime_of(name: str) -> str:
    """The kind of a file of ours by its name's ending, which decides whether a channel shows it as a picture."""
    return _KINDS.get(PurePath(name).suffix.lower(), "application/octet-stream")
