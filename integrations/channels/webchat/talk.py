"""Takes what the citizen did to the bot, and logs it in the conversation before the answers."""

from __future__ import annotations

from bot.ports import Arrival, Place, Receive
from dialogs.events import Event, FileRef, Opened, Pressed, SentFile, SentOther, Wrote
from integrations.channels.webchat import problems
from integrations.channels.webchat.channel import WebChat
from integrations.channels.webchat.entries import own_number
from integrations.channels.webchat.models import Message, PostedEvent, UploadModel
from integrations.channels.webchat.needs import Encode


class Talk:
    """The way in: one posted thing, one turn."""

    def __init__(self, channel: WebChat, receive: Receive, encode: Encode) -> None:
        self._channel = channel
        self._receive = receive
        self._encode = encode

    def place(self, address: str) -> Place:
        return Place(self._channel.name, self._channel.account, address)

    async def post(self, address: str, posted: PostedEvent) -> int:
        """One event; returns the number of the citizen's own words in the log, 0 for an opening.
        Raises Problem for a text that is missing or too long."""
        event = self._event(address, posted)
        return await self._take(address, event, self._own(posted))

    async def file(self, address: str, id: str, upload: UploadModel, content: bytes) -> int:
        """One file; returns the number of its entry in the log."""
        happened = self._happened(address, id)
        ref = await self._channel.files.keep_upload(happened, content)
        file = FileRef(self._channel.name, ref, upload.name, upload.mime, upload.bytes)
        event = SentFile(
            id=happened, at=self._channel.clock.now(), fresh=self._channel.clock.token(), file=file, album=upload.album
        )
        own = Message(at=event.at, by="me", kind="file", event=id, file=upload)
        return await self._take(address, event, own)

    @staticmethod
    def _happened(address: str, id: str) -> str:
        """Client ids are only unique within a session."""
        return f"{address[:16]}.{id}"

    def _event(self, address: str, posted: PostedEvent) -> Event:
        id, at, fresh = self._happened(address, posted.id), self._channel.clock.now(), self._channel.clock.token()
        match posted.kind:
            case "open":
                return Opened(id=id, at=at, fresh=fresh, procedure=posted.procedure, source=posted.source)
            case "text":
                return Wrote(id=id, at=at, fresh=fresh, text=self._text(posted))
            case "press":
                if posted.button is None:
                    raise problems.malformed()
                return Pressed(id=id, at=at, fresh=fresh, button=posted.button)
            case "other":
                return SentOther(id=id, at=at, fresh=fresh, what=posted.what)

    def _text(self, posted: PostedEvent) -> str:
        text = posted.text or ""
        if not text.strip():
            raise problems.malformed()
        if len(text) > self._channel.settings.text:
            raise problems.too_long(self._channel.settings.text)
        return text

    def _own(self, posted: PostedEvent) -> Message | None:
        if posted.kind == "open":
            return None
        return Message(
            at=self._channel.clock.now(),
            by="me",
            kind=posted.kind,
            event=posted.id,
            text=posted.text or "" if posted.kind == "text" else "",
            button=posted.button or "" if posted.kind == "press" else "",
            what=posted.what if posted.kind == "other" else "",
        )

    async def _take(self, address: str, event: Event, own: Message | None) -> int:
        channel, number = self._channel, own_number(address, event.id)
        arrival = Arrival(self.place(address), event.id, self._encode(event))
        if own is None:
            await self._receive(arrival)
            channel.hub.wake(address)
            return 0
        if chat := await channel.chat_of(address):
            seq = await channel.write(chat, number, own)
            await self._receive(arrival)
            return seq
        channel.expect(address, number, own)
        try:
            taken = await self._receive(arrival)
            seq = await channel.write(taken.chat, number, own)
        finally:
            channel.expected(address)
        channel.hub.wake(address)
        return seq
