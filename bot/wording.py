"""Turns a message of the core into what a channel shows, in the citizen's language."""

from __future__ import annotations

from bot.phrasebook import Phrasebook
from bot.ports import Attachment, Shown, ShownButton, ShownLine, ShownSection
from dialogs.effects import Button, Say, Section
from dialogs.texts import Text, say


def show(book: Phrasebook, said: Say, attachment: Attachment | None = None, progress_in_text: bool = True) -> Shown:
    """``progress_in_text``: put "Bước 3/14" above the question, for channels without a progress bar."""
    message, language = said.message, said.language
    lines = [book.say(line, language) for line in message.lines]
    if progress_in_text and message.of:
        lines.insert(0, book.say(say("progress", at=message.at, of=message.of), language))
    return Shown(
        text="\n".join(lines),
        language=language,
        buttons=tuple(_button(book, button, language) for button in message.buttons),
        sections=tuple(_section(book, section, language) for section in message.sections),
        step=message.step,
        ask=message.ask,
        at=message.at,
        of=message.of,
        replaces=message.replaces,
        attachment=attachment,
        about=message.about,
        lane=said.lane,
    )


def _button(book: Phrasebook, button: Button, language: str) -> ShownButton:
    label = book.say(button.label, language) if isinstance(button.label, Text) else button.label
    return ShownButton(button.id, label, button.style, button.copy, button.link)


def _section(book: Phrasebook, section: Section, language: str) -> ShownSection:
    lines = tuple(
        ShownLine(book.say(line.label, language), book.show(line.value, language), line.button)
        for line in section.lines
    )
    return ShownSection(book.say(section.title, language), lines, section.button)
