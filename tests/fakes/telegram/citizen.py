"""A citizen with Telegram on the phone: writes, presses, sends pictures, and looks at the screen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram.wire import Upload
from tests.fakes.telegram.world import Chat, Message

if TYPE_CHECKING:
    from tests.fakes.telegram.server import FakeTelegram

PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it stands on the screen. ``buttons`` row by row; ``data`` what a press would send."""

    id: int
    text: str
    mine: bool
    buttons: tuple[tuple[str, ...], ...] = ()
    data: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    photo: str = ""
    document: str = ""
    file_name: str = ""

    @property
    def labels(self) -> list[str]:
        return [label for row in self.buttons for label in row]


def seen(message: Message, bot_id: int) -> Seen:
    """How a message looks."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    keys = [key for row in rows for key in row]
    return Seen(
        id=message["message_id"],
        text=message.get("text") or message.get("caption") or "",
        mine=message["from"]["id"] != bot_id,
        buttons=tuple(tuple(key["text"] for key in row) for row in rows),
        data={key["text"]: key["callback_data"] for key in keys if "callback_data" in key},
        copies={key["text"]: key["copy_text"]["text"] for key in keys if "copy_text" in key},
        links={key["text"]: key["url"] for key in keys if "url" in key},
        styles={key["text"]: key["style"] for key in keys if "style" in key},
        photo=message["photo"][-1]["file_id"] if "photo" in message else "",
        document=message.get("document", {}).get("file_id", ""),
        file_name=message.get("document", {}).get("file_name", ""),
    )


class Citizen:
    """Drives one private chat (or a member's messages in a group)."""

    def __init__(self, fake: FakeTelegram, name: str, chat: Chat, id: int, language: str = "vi") -> None:
        self.fake, self.name, self.chat, self.id, self.language = fake, name, chat, id, language
        self.clipboard = ""
        self.news: asyncio.Queue[Seen] = asyncio.Queue()

    @property
    def address(self) -> str:
        return str(self.chat.id)

    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    # ------------------------------------------------------------ doing

    def opens(self) -> Citizen:
        """The bot may write from now on, without any update."""
        self.chat.state = "open"
        return self

    async def says(self, text: str) -> Message:
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self._message(content)

    async def presses(self, wanted: str, on: int = 0, *, inaccessible: bool = False) -> str:
        """Press the newest visible button with this label or data; a copy button fills the clipboard."""
        message = self._with_button(wanted, on)
        looks = seen(message, self.fake.world.bot_id)
        if wanted in looks.copies:
            self.clipboard = looks.copies[wanted]
            return ""
        return self._press(looks.data.get(wanted, wanted), message, inaccessible)

    async def forges(self, data: str, on: int) -> str:
        """Send a press with any data, as a modified client can."""
        return self._press(data, self.chat.messages[on], False)

    def _press(self, data: str, message: Message, inaccessible: bool) -> str:
        id = str(4_000_000_000 + self.fake.world.number())
        self.fake.world.presses.add(id)
        shown = message
        if inaccessible:
            shown = {"chat": message["chat"], "message_id": message["message_id"], "date": 0}
        press = {"id": id, "from": self.user(), "chat_instance": str(self.chat.id * 7), "data": data, "message": shown}
        self.fake.updates.add("callback_query", press, f"press {self.id}")
        return id

    def _with_button(self, wanted: str, on: int) -> Message:
        for message in reversed(self._visible()):
            looks = seen(message, self.fake.world.bot_id)
            hit = wanted in looks.labels or wanted in looks.data.values()
            if hit and on in (0, message["message_id"]):
                return message
        raise AssertionError(f"no button {wanted!r} on the screen:\n{self.picture()}")

    async def sends_photo(self, content: bytes, caption: str = "", album: str = "") -> Message:
        sizes = self.fake.world.photo_sizes(content)
        return self._message({"photo": sizes, "caption": caption or None, "media_group_id": album or None})

    async def sends_document(
        self,
        content: bytes,
        name: str = "giay-to.pdf",
        mime: str = "application/pdf",
        caption: str = "",
        album: str = "",
    ) -> Message:
        document = self.fake.world.document(Upload(name, mime, content))
        return self._message({"document": document, "caption": caption or None, "media_group_id": album or None})

    async def sends_album(self, contents: Sequence[bytes], order: Iterable[int] | None = None) -> list[Message]:
        """Several photos that belong together; ``order`` lets them arrive out of order."""
        album = str(13_000_000 + self.fake.world.number())
        return [await self.sends_photo(contents[index], album=album) for index in order or range(len(contents))]

    async def sends_sticker(self) -> Message:
        sticker = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._message({"sticker": {**self._file(), **sticker}})

    async def sends_voice(self) -> Message:
        return self._message({"voice": {**self._file(), "duration": 3, "mime_type": "audio/ogg"}})

    async def sends_video(self) -> Message:
        return self._message({"video": {**self._file(), "width": 640, "height": 480, "duration": 3}})

    async def sends_location(self) -> Message:
        return self._message({"location": {"latitude": 21.03, "longitude": 105.85}})

    async def sends_contact(self) -> Message:
        return self._message({"contact": {"phone_number": "0900000001", "first_name": "Mẹ"}})

    async def sends_dice(self) -> Message:
        return self._message({"dice": {"emoji": "🎲", "value": 4}})

    async def edits(self, message: Message, text: str) -> None:
        fresh = {**self.chat.messages[message["message_id"]], "text": text, "edit_date": self.fake.world.now()}
        self.chat.messages[message["message_id"]] = fresh
        self.fake.updates.add("edited_message", fresh, f"chat {self.chat.id}")

    async def blocks(self) -> None:
        self._membership("open", "blocked")

    async def unblocks(self) -> None:
        self._membership("blocked", "open")

    def vanishes(self) -> None:
        """The account is deleted."""
        self.chat.state = "gone"

    # ------------------------------------------------------------ seeing

    def screen(self) -> list[Seen]:
        """All visible messages, as they stand after edits."""
        return [seen(message, self.fake.world.bot_id) for message in self._visible()]

    def bot_messages(self) -> list[Seen]:
        return [one for one in self.screen() if not one.mine]

    async def next_message(self, patience: float = PATIENCE) -> Seen:
        """The next message of the bot that appeared or changed its text."""
        try:
            return await asyncio.wait_for(self.news.get(), patience)
        except TimeoutError:
            raise AssertionError(f"the bot said nothing more; on the screen:\n{self.picture()}") from None

    def picture(self) -> str:
        lines = [f"{'>' if one.mine else '<'} {one.text} {list(one.buttons) or ''}" for one in self.screen()]
        return "\n".join(lines)

    # ------------------------------------------------------------ inside

    def _visible(self) -> list[Message]:
        return [self.chat.messages[id] for id in sorted(self.chat.messages) if id not in self.chat.deleted]

    def _message(self, content: dict[str, Any]) -> Message:
        if self.chat.state == "new":
            self.chat.state = "open"
        message = self.fake.world.add_message(self.chat, self.user(), content)
        self.fake.updates.add("message", json.loads(json.dumps(message)), f"chat {self.chat.id}")
        return message

    def _file(self) -> dict[str, Any]:
        stored = self.fake.world.keep(b"OggS-synthetic", "other", ".bin")
        return {"file_id": stored.id, "file_unique_id": stored.unique, "file_size": len(stored.content)}

    def _membership(self, before: str, after: str) -> None:
        status: dict[str, dict[str, Any]] = {
            "open": {"status": "member"},
            "blocked": {"status": "kicked", "until_date": 0},
        }
        self.chat.state = after
        change = {
            "chat": self.chat.shown(),
            "from": self.user(),
            "date": self.fake.world.now(),
            "old_chat_member": {**status[before], "user": self.fake.world.bot()},
            "new_chat_member": {**status[after], "user": self.fake.world.bot()},
        }
        self.fake.updates.add("my_chat_member", change, f"member {self.chat.id}")
