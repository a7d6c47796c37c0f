"""A shown message as plain text, for terminals and transcripts."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ports import Attachment, Shown, ShownSection

_MANY = 12
"""More buttons than this are cut in a transcript: 54 names say no more than the first few."""
_FEW = 4


def options(shown: Shown) -> tuple[tuple[str, str], ...]:
    """What can be pressed, as (label, id) in the order of the numbers: lines of the card, then buttons."""
    lines = [pair for section in shown.sections for pair in _of_section(section)]
    return (*lines, *((button.label, button.id) for button in shown.buttons if not (button.copy or button.link)))


def _of_section(section: ShownSection) -> Iterator[tuple[str, str]]:
    lines = [(line.label, line.button) for line in section.lines if line.button]
    if section.button and not lines:
        yield section.title, section.button
    yield from lines


def render_text(shown: Shown, *, numbered: bool = False) -> str:
    """The message as lines: step, text, card, file, buttons in brackets. ``numbered`` puts the number to type before
    everything that can be pressed; otherwise long lists of buttons are cut."""
    numbers = iter(range(1, len(options(shown)) + 1)) if numbered else None
    lines = shown.text.splitlines()
    if shown.of and not (lines and f"{shown.at}/{shown.of}" in lines[0]):
        lines.insert(0, f"({shown.at}/{shown.of})")
    for section in shown.sections:
        lines += _section(section, numbers)
    if shown.attachment is not None:
        lines.append(_file(shown.attachment))
    lines += _buttons(shown, numbers)
    return "\n".join(line.rstrip() for line in lines)


def _file(file: Attachment) -> str:
    """A picture cannot be seen here, so it is named with its size in thousands of bytes."""
    if file.mime.startswith("image/"):
        return f"(ảnh {file.name}, {max(1, round(len(file.content) / 1000))} KB)"
    return f"{{{file.name}}}"


def _number(numbers: Iterator[int] | None, pressable: bool) -> str:
    return f"{next(numbers)}. " if numbers is not None and pressable else ""


def _section(section: ShownSection, numbers: Iterator[int] | None) -> list[str]:
    own = bool(section.button) and not any(line.button for line in section.lines)
    head = [f"{_number(numbers, own)}— {section.title} —"] if section.title else []
    return head + [f"{_number(numbers, bool(line.button))}{line.label}: {line.value}" for line in section.lines]


def _buttons(shown: Shown, numbers: Iterator[int] | None) -> list[str]:
    copies = [f"[{b.label}: {b.copy or b.link}]" for b in shown.buttons if b.copy or b.link]
    labels = [button.label for button in shown.buttons if not (button.copy or button.link)]
    if numbers is not None:
        return copies + [f"{_number(numbers, True)}[{label}]" for label in labels]
    cut = labels if len(labels) <= _MANY else labels[:_FEW]
    line = " ".join(f"[{label}]" for label in cut)
    rest = f" … ({len(labels)})" if len(cut) < len(labels) else ""
    return copies + ([line + rest] if line else [])
