"""Who and what there is behind the fake: people, chats, messages and files, as the Bot API describes them."""

from __future__ import annotations

import hashlib
import io
import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, UnidentifiedImageError

from tests.fakes.telegram.wire import Refused, Upload, bad

MOST_DOWNLOAD = 20 * 2**20
MOST_UPLOAD = 50 * 2**20
MOST_PHOTO = 10 * 2**20
MOST_SIDES, MOST_RATIO = 10_000, 20
"""Pixels of a photo's width and height together; how many times longer one side may be than the other."""
PHOTO_BOXES = (90, 320, 800, 1280)
FIRST_CITIZEN = 900_000_001
FIRST_GROUP = -400_000_001

Message = dict[str, Any]


@dataclass(slots=True)
class StoredFile:
    id: str
    unique: str
    path: str
    content: bytes


@dataclass(slots=True)
class Chat:
    """A private chat or a group. ``state``: new, open, blocked, gone."""

    id: int
    kind: str
    title: str
    state: str = "new"
    migrated_to: int = 0
    messages: dict[int, Message] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)

    def shown(self) -> dict[str, Any]:
        """The ``Chat`` object."""
        name = {"first_name": self.title} if self.kind == "private" else {"title": self.title}
        return {"id": self.id, "type": self.kind, **name}


@dataclass(slots=True)
class World:
    """All state of the fake, without the wire."""

    bot_id: int
    username: str = "motcua_thu_bot"
    skew: float = 0.0
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    presses: set[str] = field(default_factory=set)
    commands: dict[str, list[Any]] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def now(self) -> int:
        """Unix seconds; ``skew`` moves the clock."""
        return int(time.time() + self.skew)

    def number(self) -> int:
        return int(next(self._numbers))

    def bot(self) -> dict[str, Any]:
        """The bot as a ``User``."""
        return {"id": self.bot_id, "is_bot": True, "first_name": "Một Cửa (thử)", "username": self.username}

    def add_chat(self, kind: str, title: str) -> Chat:
        first = FIRST_CITIZEN if kind == "private" else FIRST_GROUP
        step = 1 if kind == "private" else -1
        id = first + step * sum(chat.kind == kind for chat in self.chats.values())
        if kind == "supergroup":
            id = -1_000_000_000_000 + id
        self.chats[id] = Chat(id, kind, title)
        return self.chats[id]

    def chat_for(self, text: str) -> Chat:
        """The chat that may be written to now, or the exact refusal."""
        if not text:
            raise bad("chat_id is empty")
        try:
            chat = self.chats[int(text)]
        except (KeyError, ValueError):
            raise bad("chat not found") from None
        if chat.migrated_to:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        if chat.state == "blocked":
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat.state == "gone":
            raise Refused(403, "Forbidden: user is deactivated")
        if chat.state == "new" and chat.kind == "private":
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def add_message(self, chat: Chat, sender: dict[str, Any], content: dict[str, Any]) -> Message:
        message = {
            "message_id": self.number(),
            "from": sender,
            "chat": chat.shown(),
            "date": self.now(),
            **{name: value for name, value in content.items() if value is not None},
        }
        chat.messages[message["message_id"]] = message
        return message

    def keep(self, content: bytes, folder: str, ending: str) -> StoredFile:
        """Store a file; the same content has the same unique id and another file id."""
        unique = "AQ" + hashlib.sha256(content).hexdigest()[:14]
        id = f"{folder[:3].upper()}{self.number():06d}{unique}"
        stored = StoredFile(id, unique, f"{folder}/file_{self.number()}{ending}", content)
        self.files[id] = stored
        return stored

    def photo_sizes(self, content: bytes) -> list[dict[str, Any]]:
        """Recompress as Telegram does: JPEG without metadata, several sizes, the largest last."""
        try:
            image = Image.open(io.BytesIO(content)).convert("RGB")
        except (UnidentifiedImageError, OSError) as error:
            raise bad("IMAGE_PROCESS_FAILED") from error
        width, height = image.size
        if width + height > MOST_SIDES or max(width, height) > MOST_RATIO * min(width, height):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        largest = min(max(width, height), PHOTO_BOXES[-1])
        boxes = [box for box in PHOTO_BOXES if box < largest]
        return [self._size(image, box) for box in [*boxes, largest]]

    def _size(self, image: Image.Image, box: int) -> dict[str, Any]:
        small = image.copy()
        small.thumbnail((box, box))
        out = io.BytesIO()
        small.save(out, "JPEG", quality=80)
        stored = self.keep(out.getvalue(), "photos", ".jpg")
        return {
            "file_id": stored.id,
            "file_unique_id": stored.unique,
            "width": small.width,
            "height": small.height,
            "file_size": len(stored.content),
        }

    def document(self, upload: Upload) -> dict[str, Any]:
        """A file kept as it is."""
        dot = upload.name.rfind(".")
        stored = self.keep(upload.content, "documents", upload.name[dot:] if dot > 0 else "")
        return {
            "file_id": stored.id,
            "file_unique_id": stored.unique,
            "file_size": len(upload.content),
            "file_name": upload.name,
            "mime_type": upload.mime,
        }
