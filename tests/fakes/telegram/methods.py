"""The Bot API methods that the fake plays: sending, changing, files, presses and the bot's own description."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.markup import caption_of, keyboard_of, message_text
from tests.fakes.telegram.wire import Arguments, Refused, bad, units
from tests.fakes.telegram.world import MOST_DOWNLOAD, MOST_PHOTO, MOST_UPLOAD, Chat, Message, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)

Seen = Callable[[Chat, Message], None]


@dataclass(slots=True)
class Api:
    """The methods; ``seen`` is told of each message that appears or changes in a chat."""

    world: World
    seen: Seen

    def call(self, method: str, arguments: Arguments) -> Any:
        """Carry out a method by its (case-insensitive) name."""
        play = PLAYS.get(method.lower())
        if play is None:
            raise Refused(404, "Not Found")
        return play(self, arguments)

    def _post(self, arguments: Arguments, content: dict[str, Any]) -> Message:
        chat = self.world.chat_for(arguments.text("chat_id"))
        message = self.world.add_message(chat, self.world.bot(), {**content, "reply_markup": keyboard_of(arguments)})
        self.seen(chat, message)
        return message

    def _own_message(self, arguments: Arguments, missing: str) -> tuple[Chat, Message]:
        chat = self.world.chat_for(arguments.text("chat_id"))
        id = arguments.integer("message_id")
        if id not in chat.messages or id in chat.deleted:
            raise bad(missing)
        return chat, chat.messages[id]


def get_me(api: Api, _: Arguments) -> dict[str, Any]:
    can = dict.fromkeys(
        (
            "can_join_groups",
            "can_read_all_group_messages",
            "supports_inline_queries",
            "can_connect_to_business",
            "has_main_web_app",
            "has_topics_enabled",
            "allows_users_to_create_topics",
            "can_manage_bots",
            "supports_guest_queries",
        ),
        False,
    )
    return {**api.world.bot(), **can}


def send_message(api: Api, arguments: Arguments) -> Message:
    api.world.chat_for(arguments.text("chat_id"))
    return api._post(arguments, {"text": message_text(arguments)})


def send_photo(api: Api, arguments: Arguments) -> Message:
    content = {"photo": _photo(api, arguments, "photo"), "caption": caption_of(arguments.text("caption"))}
    return api._post(arguments, content)


def send_document(api: Api, arguments: Arguments) -> Message:
    content = {"document": _document(api, arguments, "document"), "caption": caption_of(arguments.text("caption"))}
    return api._post(arguments, content)


def _photo(api: Api, arguments: Arguments, name: str) -> list[dict[str, Any]]:
    upload = arguments.upload(name)
    if upload is None:
        return api.world.photo_sizes(_known_file(api, arguments.text(name), "photo"))
    if len(upload.content) > MOST_PHOTO:
        size = f"file of size {len(upload.content)} bytes is too big for a photo"
        raise bad(f"{size}; the maximum size is {MOST_PHOTO} bytes")
    if not upload.content:
        raise bad("file must be non-empty")
    return api.world.photo_sizes(upload.content)


def _document(api: Api, arguments: Arguments, name: str) -> dict[str, Any]:
    upload = arguments.upload(name)
    if upload is None:
        raise (
            bad("there is no document in the request")
            if not arguments.text(name)
            else bad("wrong file identifier/HTTP URL specified")
        )
    if len(upload.content) > MOST_UPLOAD:
        raise Refused(413, "Request Entity Too Large")
    if not upload.content:
        raise bad("file must be non-empty")
    return api.world.document(upload)


def _known_file(api: Api, id: str, kind: str) -> bytes:
    if not id:
        raise bad(f"there is no {kind} in the request")
    if id not in api.world.files:
        raise bad("wrong file identifier/HTTP URL specified")
    return api.world.files[id].content


def send_media_group(api: Api, arguments: Arguments) -> list[Message]:
    media = arguments.parsed("media", "media")
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        raise bad("wrong number of items in the media group")
    if len({"document" if one.get("type") == "document" else "visual" for one in media}) > 1:
        raise bad("document can't be mixed with other media types")
    album = str(api.world.number())
    return [_album_part(api, arguments, one, album) for one in media]


def _album_part(api: Api, arguments: Arguments, one: dict[str, Any], album: str) -> Message:
    part = Arguments({**arguments.values, "media": one.get("media", "")}, arguments.files)
    read = _document if one["type"] == "document" else _photo
    content = {
        one["type"]: read(api, part, "media"),
        "caption": caption_of(one.get("caption", "")),
        "media_group_id": album,
    }
    return api._post(part, content)


def edit_message_text(api: Api, arguments: Arguments) -> Message:
    chat, message = api._own_message(arguments, "message to edit not found")
    if message["from"]["id"] != api.world.bot_id:
        raise bad("message can't be edited")
    text, keyboard = message_text(arguments), keyboard_of(arguments)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _change(api, chat, message, text, keyboard)


def edit_message_reply_markup(api: Api, arguments: Arguments) -> Message:
    chat, message = api._own_message(arguments, "message to edit not found")
    return _change(api, chat, message, message.get("text"), keyboard_of(arguments))


def _change(api: Api, chat: Chat, message: Message, text: str | None, keyboard: dict[str, Any] | None) -> Message:
    if (text, keyboard) == (message.get("text"), message.get("reply_markup")):
        raise bad(NOT_MODIFIED)
    fresh = {name: value for name, value in message.items() if name not in ("text", "reply_markup")}
    fresh |= {"edit_date": api.world.now()}
    fresh |= {"text": text} if text is not None else {}
    fresh |= {"reply_markup": keyboard} if keyboard else {}
    chat.messages[message["message_id"]] = fresh
    if text != message.get("text"):
        api.seen(chat, fresh)
    return fresh


def delete_message(api: Api, arguments: Arguments) -> bool:
    chat, message = api._own_message(arguments, "message to delete not found")
    if api.world.now() - message["date"] > 48 * 3600:
        raise bad("message can't be deleted")
    chat.deleted.add(message["message_id"])
    return True


def answer_callback_query(api: Api, arguments: Arguments) -> bool:
    if units(arguments.text("text")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    if arguments.text("callback_query_id") not in api.world.presses:
        raise bad(TOO_OLD)
    api.world.presses.discard(arguments.text("callback_query_id"))
    return True


def send_chat_action(api: Api, arguments: Arguments) -> bool:
    api.world.chat_for(arguments.text("chat_id"))
    if arguments.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    return True


def set_my_commands(api: Api, arguments: Arguments) -> bool:
    commands = arguments.parsed("commands", "commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(one.get("command"))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(str(one.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    api.world.commands[arguments.text("language_code")] = commands
    return True


def get_my_commands(api: Api, arguments: Arguments) -> list[Any]:
    return api.world.commands.get(arguments.text("language_code"), [])


def get_file(api: Api, arguments: Arguments) -> dict[str, Any]:
    stored = api.world.files.get(arguments.text("file_id"))
    if stored is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > MOST_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique,
        "file_size": len(stored.content),
        "file_path": stored.path,
    }


PLAYS: dict[str, Callable[[Api, Arguments], Any]] = {
    "getme": get_me,
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "sendmediagroup": send_media_group,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "getfile": get_file,
}

SENDING = frozenset(
    {"sendmessage", "sendphoto", "senddocument", "sendmediagroup", "editmessagetext", "editmessagereplymarkup"}
)
"""Methods that Telegram's flood limits count."""
