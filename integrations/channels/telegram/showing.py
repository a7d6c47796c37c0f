"""Turns a ``Shown`` into what Telegram can carry: texts of at most 4,096 units and an inline keyboard."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.failures import NotAccepted
from bot.ports import Attachment, Limits, Shown, ShownButton, ShownSection
from dialogs.effects import Style
from integrations.channels.telegram.mouth import Key, Keyboard

LIMITS = Limits(text=4096, caption=1024, buttons=100, label=64, attachment_bytes=50 * 2**20)
SHORT_LABEL = 18
"""Units up to which two buttons stand side by side on a narrow phone."""
MENU_PER_ROW = 3
MOST_COPY = 256
PICTURES = frozenset({"image/jpeg", "image/png"})
"""Kinds of file that are shown as photos."""
MOST_PHOTO = 10 * 2**20
"""Bytes up to which Telegram takes a photo (a file may be larger)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Telegram message: a text, or a file whose caption is the text."""

    text: str
    keyboard: Keyboard = ()
    file: Attachment | None = None

    @property
    def picture(self) -> bool:
        """Whether the file should be seen in the chat, and not only named."""
        return self.file is not None and self.file.mime in PICTURES and len(self.file.content) <= MOST_PHOTO


def parts_of(shown: Shown) -> tuple[Part, ...]:
    """The messages to send, in order; buttons stand under the last one."""
    keyboard = _keyboard(shown)
    text = "\n\n".join([shown.text, *map(_block, shown.sections)]).strip()
    if shown.attachment is None:
        return _texts(text, keyboard)
    if units(text) <= LIMITS.caption:
        return (Part(text, keyboard, shown.attachment),)
    return (Part("", (), shown.attachment), *_texts(text, keyboard))


def _texts(text: str, keyboard: Keyboard) -> tuple[Part, ...]:
    pieces = list(split(text, LIMITS.text)) or ["…"]
    return (*(Part(piece) for piece in pieces[:-1]), Part(pieces[-1], keyboard))


def _block(section: ShownSection) -> str:
    lines = [f"{line.label}: {line.value}" for line in section.lines]
    return "\n".join([f"▪ {section.title}", *lines])


# ---------------------------------------------------------------- texts


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def split(text: str, most: int) -> Iterator[str]:
    """Cut at blank lines, else at line ends, else between words, else between letters; nothing is lost but spaces."""
    if units(text) <= most:
        if text.strip():
            yield text.strip()
        return
    for mark in ("\n\n", "\n", " "):
        pieces = text.split(mark)
        if len(pieces) > 1:
            yield from _packed(pieces, mark, most)
            return
    yield from _letters(text, most)


def _packed(pieces: Sequence[str], mark: str, most: int) -> Iterator[str]:
    """Join neighbours again as long as they fit; a piece that is too long by itself is cut further."""
    held = ""
    for piece in pieces:
        joined = f"{held}{mark}{piece}" if held else piece
        if units(joined) <= most:
            held = joined
            continue
        if held.strip():
            yield held.strip()
        *full, held = list(split(piece, most)) or [""]
        yield from full
    if held.strip():
        yield held.strip()


def _letters(text: str, most: int) -> Iterator[str]:
    """Cut a word without spaces, never between a letter and its marks."""
    held, length = "", 0
    for letter in text:
        size = units(letter)
        if length + size > most and not unicodedata.combining(letter):
            yield held
            held, length = "", 0
        held, length = held + letter, length + size
    yield held


def shortened(text: str, most: int) -> str:
    """At most ``most`` units, with an ellipsis when something was cut."""
    if units(text) <= most:
        return text
    return next(_letters(text, most - 1)).rstrip() + "…"


# ---------------------------------------------------------------- buttons


def _keyboard(shown: Shown) -> Keyboard:
    """Card buttons, then the question's buttons, then the menu in its own last rows."""
    menu = [button for button in shown.buttons if _is_menu(button)]
    own = [button for button in shown.buttons if not _is_menu(button)]
    rows = (*_rows(_card_keys(shown.sections)), *_rows(map(_key, own)), *_menu_rows(menu))
    if sum(map(len, rows)) > LIMITS.buttons:
        raise NotAccepted("telegram: more than 100 buttons")
    return rows


def _is_menu(button: ShownButton) -> bool:
    return button.style is Style.QUIET and button.id.startswith("!")


def _card_keys(sections: Sequence[ShownSection]) -> Iterator[Key]:
    """Sections to open; lines to change only where there is exactly one section, so that lists stay short."""
    if len(sections) == 1 and any(line.button for line in sections[0].lines):
        for line in sections[0].lines:
            if line.button:
                yield Key(shortened(f"✎ {line.label}", LIMITS.label), data=line.button)
        return
    for section in sections:
        if section.button:
            yield Key(shortened(f"✎ {section.title}", LIMITS.label), data=section.button)


def _key(button: ShownButton) -> Key:
    label = shortened(button.label, LIMITS.label)
    if button.copy and units(button.copy) <= MOST_COPY:
        return Key(label, copy=button.copy)
    if button.link:
        return Key(label, link=button.link)
    style = button.style.value if button.style in (Style.PRIMARY, Style.DANGER) else ""
    return Key(label, data=button.id, style=style)


def _rows(keys: Iterable[Key]) -> Iterator[tuple[Key, ...]]:
    """Two neighbours with short labels share a row."""
    held: Key | None = None
    for key in keys:
        short = units(key.label) <= SHORT_LABEL
        if held and short:
            yield (held, key)
            held = None
            continue
        if held:
            yield (held,)
        held = key if short else None
        if not short:
            yield (key,)
    if held:
        yield (held,)


def _menu_rows(buttons: Sequence[ShownButton]) -> Iterator[tuple[Key, ...]]:
    keys = [_key(button) for button in buttons]
    for start in range(0, len(keys), MENU_PER_ROW):
        yield tuple(keys[start : start + MENU_PER_ROW])
