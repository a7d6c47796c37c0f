"""The web chat as a channel: what is shown goes into the chat's durable log, and open pages are woken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.failures import Unreachable, Unusable
from bot.ports import Attachment, Clock, Limits, Seal, Shown
from dialogs.events import FileRef
from integrations.channels.webchat.entries import mark_of, pack, shown_entry, unpack
from integrations.channels.webchat.hub import Hub, nobody
from integrations.channels.webchat.models import AttachmentModel, Message
from integrations.channels.webchat.needs import ChatOf, Files, WebStore
from integrations.channels.webchat.pixels import PICTURES, pixels
from integrations.channels.webchat.settings import WebChatSettings

_CURSOR = re.compile(r"([0-9a-f]{8})\.(\d{1,15})")


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a page has read: the conversation's mark and the number of the last message it shows."""

    mark: str = ""
    seq: int = 0

    @classmethod
    def read(cls, text: str) -> Cursor:
        """From ``mark.seq``; anything else is the beginning of an unknown conversation."""
        found = _CURSOR.fullmatch(text)
        return cls(found[1], int(found[2])) if found else cls("?" if text else "")

    def __str__(self) -> str:
        return f"{self.mark}.{self.seq}"


@dataclass(frozen=True, slots=True)
class News:
    """What a page has not seen. ``reset``: what it shows is of another or an erased log."""

    messages: Sequence[Message]
    cursor: Cursor
    reset: bool
    more: bool


class WebChat:
    """Channel "webchat". An address is the hash of a session's secret, so that no stored address opens a session."""

    name = "webchat"
    account = "web"
    limits = Limits(
        text=20_000, caption=20_000, buttons=200, label=200, attachment_bytes=20 * 1024 * 1024, lines_tappable=True
    )

    def __init__(
        self,
        store: WebStore,
        seal: Seal,
        files: Files,
        chat_of: ChatOf,
        clock: Clock,
        settings: WebChatSettings,
        tell: Callable[[str], None] = nobody,
    ) -> None:
        """``tell`` passes on to other processes that there is something new under a key."""
        self.store = store
        self.files = files
        self.chat_of = chat_of
        self.clock = clock
        self.settings = settings
        self.hub = Hub(tell)
        self._seal = seal
        self._first: dict[str, tuple[int, Message]] = {}

    async def send(self, address: str, shown: Shown, post: int) -> str:
        """Append to the chat's log, once per post, and wake the pages. Raises Unreachable for an unknown address."""
        chat = await self.chat_of(address)
        if chat is None:
            raise Unreachable("no chat at this address")
        if first := self._first.get(address):
            await self.write(chat, *first)
        attachment = await self._keep(chat, shown.attachment) if shown.attachment else None
        return str(await self.write(chat, post, shown_entry(shown, self.clock.now(), attachment)))

    async def drop(self, file: FileRef) -> None:
        """The upload was checked: erase it here."""
        await self.files.drop_upload(file.ref)

    async def fetch(self, file: FileRef, most: int) -> bytes:
        """The bytes of an upload. Raises Unusable "too-big" or "damaged"."""
        if file.size > most:
            raise Unusable("too-big")
        content = await self.files.read_upload(file.ref)
        if len(content) > most:
            raise Unusable("too-big")
        return content

    async def _keep(self, chat: str, attachment: Attachment) -> AttachmentModel:
        id, size = await self.files.keep_sent(chat, attachment.content, attachment.passing), len(attachment.content)
        width, height = pixels(attachment.content) if attachment.mime in PICTURES else (0, 0)
        return AttachmentModel(
            id=id, name=attachment.name, mime=attachment.mime, bytes=size, width=width, height=height
        )

    async def write(self, chat: str, number: int, entry: Message) -> int:
        """Append an entry, unique by its number; returns its place in the log."""
        seq = await self.store.log_web(chat, number, self._seal.seal(pack(entry), f"weblog:{chat}"))
        self.hub.wake(chat)
        return seq

    def expect(self, address: str, number: int, entry: Message) -> None:
        """First words of a session without a chat: they are logged as soon as it is known, before the first answer."""
        self._first[address] = (number, entry)

    def expected(self, address: str) -> None:
        """The first words were logged, or never came to be."""
        self._first.pop(address, None)

    async def news(self, chat: str, cursor: Cursor) -> News:
        """What stands in the log after ``cursor``. The entry at the cursor is read too: when it is gone, the log was
        erased or purged meanwhile."""
        mark, limit = mark_of(chat), self.settings.page
        if cursor.mark == mark and cursor.seq > 0:
            rows = await self.store.web_since(chat, cursor.seq - 1, limit + 1)
            if rows and rows[0][0] == cursor.seq:
                return self._told(chat, rows[1:], cursor, False)
        rows = await self.store.web_since(chat, 0, limit)
        stale = cursor.mark not in ("", mark) or cursor.seq > 0
        return self._told(chat, rows, Cursor(mark, 0), stale)

    def _told(self, chat: str, rows: Sequence[tuple[int, bytes]], cursor: Cursor, reset: bool) -> News:
        where = f"weblog:{chat}"
        messages = [unpack(seq, self._seal.open(body, where)) for seq, body in rows]
        last = messages[-1].seq if messages else cursor.seq
        return News(messages, Cursor(cursor.mark, last), reset, len(rows) >= self.settings.page)

    async def attachment(self, chat: str, id: str) -> AttachmentModel | None:
        """The file with this id, if it was sent to this chat."""
        cursor, more = Cursor(), True
        while more:
            news = await self.news(chat, cursor)
            for message in news.messages:
                if message.attachment and message.attachment.id == id:
                    return message.attachment
            cursor, more = news.cursor, news.more
        return None

    def close(self) -> None:
        """End all open streams; call it before the server is asked to stop."""
        self.hub.close()
