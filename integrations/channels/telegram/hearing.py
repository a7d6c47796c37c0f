"""Reads an aiogram ``Update`` as an event of a conversation: who, what, and under which key it is unique."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypedDict

from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from bot.ports import Clock
from dialogs.events import Event, FileRef, Opened, Other, Pressed, Reachable, SentFile, SentOther, Wrote

NAME = "telegram"
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""Kinds of update that we ask Telegram for."""

_OTHERS: tuple[tuple[str, Other], ...] = (
    ("sticker", Other.STICKER),
    ("voice", Other.VOICE),
    ("audio", Other.VOICE),
    ("video", Other.VIDEO),
    ("video_note", Other.VIDEO),
    # An animation also carries ``document``: it must be looked for before documents are.
    ("animation", Other.VIDEO),
    ("venue", Other.LOCATION),
    ("location", Other.LOCATION),
    ("contact", Other.CONTACT),
)

_SERVICE = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "boost_added",
    "chat_background_set",
    "new_chat_members",
    "left_chat_member",
    "group_chat_created",
    "supergroup_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
)
"""Remarks of Telegram itself: nobody said anything, so nobody is answered."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An event and where it comes from. ``ticket``: the payload of /start, still to be redeemed; ``press``: the
    callback to acknowledge; ``message``: the number of the citizen's own message, which now stands in the chat."""

    address: str
    event: Event
    ticket: str = ""
    press: str = ""
    message: int = 0


class _Common(TypedDict):
    """What all events have in common."""

    id: str
    at: datetime
    fresh: str


class _Stamp(NamedTuple):
    clock: Clock

    def of(self, id: str) -> _Common:
        return {"id": id, "at": self.clock.now(), "fresh": self.clock.token()}


def hear(update: Update, clock: Clock) -> Heard | None:
    """The event in this update, or None when it is none of ours.

    Keys: the update's own number is not enough. Telegram has delivered one message under two numbers, and the numbers
    start again at random after a quiet week, so that an old number can come back for a new message. Hence messages are
    known by (chat, message), edits by (chat, message, time of edit) and presses by the id of their query.
    """
    stamp = _Stamp(clock)
    if update.message:
        return _message(update.message, stamp)
    if update.edited_message:
        return _edited(update.edited_message, stamp)
    if update.callback_query:
        return _pressed(update.callback_query, stamp)
    if update.my_chat_member:
        return _membership(update.my_chat_member, update.update_id, stamp)
    return None


def _message(message: Message, stamp: _Stamp) -> Heard | None:
    if any(getattr(message, name, None) for name in _SERVICE):
        return None
    common = stamp.of(f"m{message.chat.id}.{message.message_id}")
    address = str(message.chat.id)
    if message.chat.type != "private":
        return Heard(address, SentOther(what=Other.GROUP, **common), message=message.message_id)
    command, payload = _start(message.text or "")
    if command:
        return Heard(address, Opened(**common), ticket=payload, message=message.message_id)
    return Heard(address, _said(message, common), message=message.message_id)


def _start(text: str) -> tuple[bool, str]:
    """Whether this is /start, and its payload."""
    words = text.split(maxsplit=1)
    if not words or words[0].partition("@")[0] != "/start":
        return False, ""
    return True, words[1].strip() if len(words) > 1 else ""


def _said(message: Message, common: _Common) -> Event:
    if message.text is not None:
        return Wrote(text=_plain_command(message.text), **common)
    for name, what in _OTHERS:
        if getattr(message, name) is not None:
            return SentOther(what=what, **common)
    file = _file(message)
    if file is None:
        return SentOther(what=Other.UNKNOWN, **common)
    return SentFile(
        file=file,
        album=message.media_group_id or "",
        caption=message.caption or "",
        **common,
    )


def _plain_command(text: str) -> str:
    """``/huy@some_bot`` is the same command as ``/huy``."""
    if not text.startswith("/"):
        return text
    first, space, rest = text.partition(" ")
    return first.partition("@")[0] + space + rest


def _file(message: Message) -> FileRef | None:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return FileRef(NAME, largest.file_id, "", "image/jpeg", largest.file_size or 0, compressed=True)
    if message.document:
        sent = message.document
        return FileRef(NAME, sent.file_id, sent.file_name or "", sent.mime_type or "", sent.file_size or 0)
    return None


def _edited(message: Message, stamp: _Stamp) -> Heard:
    common = stamp.of(f"e{message.chat.id}.{message.message_id}.{message.edit_date or 0}")
    what = Other.EDITED if message.chat.type == "private" else Other.GROUP
    return Heard(str(message.chat.id), SentOther(what=what, **common))


def _pressed(press: CallbackQuery, stamp: _Stamp) -> Heard | None:
    """The presser is the address, whatever message the button hung on; in a group nothing personal may happen."""
    common = stamp.of(f"c{press.id}")
    if press.message and press.message.chat.type != "private":
        event = SentOther(what=Other.GROUP, **common)
        return Heard(str(press.message.chat.id), event, press=press.id)
    return Heard(str(press.from_user.id), Pressed(button=press.data or "", **common), press=press.id)


def _membership(change: ChatMemberUpdated, number: int, stamp: _Stamp) -> Heard | None:
    """Blocked and unblocked, in private chats only."""
    if change.chat.type != "private":
        return None
    reachable = change.new_chat_member.status not in ("kicked", "left")
    return Heard(str(change.chat.id), Reachable(reachable=reachable, **stamp.of(f"u{number}")))
