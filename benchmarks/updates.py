"""The JSON that the fake Bot API gives out: updates, and the messages that calls return, shaped as by Telegram."""

from __future__ import annotations

import json

DATE = 1_763_769_600
"""Every message of the crowd has the same date: the bots do not look at it."""

BOT_ID = 990_000_001

ME = json.dumps(
    {
        "id": BOT_ID,
        "is_bot": True,
        "first_name": "Một Cửa",
        "username": "mot_cua_bench_bot",
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
).encode()

_FROM = '"from":{"id":%d,"is_bot":false,"first_name":"Dan","language_code":"vi"}'
_CHAT = '"chat":{"id":%d,"first_name":"Dan","type":"private"}'
_TYPED = '{"update_id":%d,"message":{"message_id":%d,' + _FROM + "," + _CHAT + f',"date":{DATE},"text":%s%s}}}}'
_COMMAND = ',"entities":[{"offset":0,"length":%d,"type":"bot_command"}]'
_PRESSED = '{"update_id":%d,"callback_query":{"id":"%d",' + _FROM + ',"message":%s,"chat_instance":"-77%d","data":%s}}'
_SAID = (
    f'{{"message_id":%d,"from":{{"id":{BOT_ID},"is_bot":true,"first_name":"Mot Cua","username":"mot_cua_bench_bot"}},'
    + _CHAT
    + f',"date":{DATE},"text":%s%s}}'
)


def typed(update: int, message: int, chat: int, text: str) -> bytes:
    """An update: the citizen of ``chat`` typed ``text`` (a leading command gets its entity)."""
    entities = _COMMAND % len(text.split(maxsplit=1)[0]) if text.startswith("/") else ""
    return (_TYPED % (update, message, chat, chat, json.dumps(text), entities)).encode()


def pressed(update: int, query: int, chat: int, message: str, payload: str) -> bytes:
    """An update: the citizen of ``chat`` pressed the button ``payload`` under ``message`` (JSON, from ``said``)."""
    return (_PRESSED % (update, query, chat, message, chat, json.dumps(payload))).encode()


def said(message: int, chat: int, text: str, markup: str) -> str:
    """The bot's message as a call returns it; an inline keyboard is echoed."""
    echoed = f',"reply_markup":{markup}' if "inline_keyboard" in markup else ""
    return _SAID % (message, chat, json.dumps(text), echoed)
