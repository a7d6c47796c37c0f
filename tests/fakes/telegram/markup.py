"""Checks of inline keyboards and message texts, with the server's own words."""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram.wire import Arguments, bad, units

MOST_TEXT, MOST_CAPTION = 4096, 1024
MOST_BUTTONS, MOST_IN_ROW = 100, 8
ACTIONS = ("url", "callback_data", "copy_text", "web_app", "login_url", "switch_inline_query", "pay")
STYLES = ("primary", "success", "danger")


def keyboard_of(arguments: Arguments) -> dict[str, Any] | None:
    """The inline keyboard to echo, or None; other kinds of keyboard are accepted and not echoed."""
    markup = arguments.parsed("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return None
    return _checked(rows)


def _checked(rows: Any) -> dict[str, Any] | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(len(row) for row in rows) > MOST_BUTTONS or any(len(row) > MOST_IN_ROW for row in rows):
        raise bad("reply markup is too long")
    kept = [[_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    if not any(action in button for action in ACTIONS):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://")):
        raise bad("BUTTON_URL_INVALID")
    if "copy_text" in button and not 1 <= units(button["copy_text"].get("text", "")) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if button.get("style", "primary") not in STYLES:
        raise bad("invalid button style specified")
    return button


def message_text(arguments: Arguments) -> str:
    """1 to 4,096 UTF-16 units after trimming."""
    text = arguments.text("text").strip()
    if not text:
        raise bad("message text is empty")
    if units(text) > MOST_TEXT:
        raise bad("message is too long")
    return text


def caption_of(text: str) -> str | None:
    """Up to 1,024 UTF-16 units; None when empty."""
    text = text.strip()
    if units(text) > MOST_CAPTION:
        raise bad("message caption is too long")
    return text or None
