"""The same citizen in the engine alone: what is shown, and what is kept, when no process ever dies."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from bot.codec import encode_conversation
from bot.ports import Shown
from dialogs.conversation import Conversation
from integrations.channels.telegram.showing import parts_of
from tests.play import Play
from tests.storm.history import Record


class Twin(Play):
    """Takes the records of what a citizen did; ``expected`` is what the citizen must read, message by message."""

    def __init__(self, channel: str) -> None:
        super().__init__()
        self.channel = channel
        self.now = datetime.now(UTC)
        self.expected: list[str] = []

    def does(self, done: Record) -> None:
        """One thing that the citizen did, in the order of doing."""
        match done["kind"]:
            case "open":
                shown = self.opens()
            case "text":
                shown = self.says(done["text"])
            case _:
                shown = self.presses(done["label"])
        self.expected += [text for one in shown for text in texts(one, self.channel)]

    @property
    def answers(self) -> dict[str, Any]:
        """Of the dossier on the desk, as they would be stored."""
        return answers_of(self.conversation)[-1] if self.conversation.dossiers else {}


def texts(shown: Shown, channel: str) -> list[str]:
    """How a message reads there: the web chat draws progress as a bar and a card as a table."""
    if channel == "web":
        return [shown.text.split("\n", 1)[1] if shown.of else shown.text]
    return [part.text for part in parts_of(shown)]


def answers_of(conversation: Conversation) -> list[dict[str, Any]]:
    """Path and value of every answer of every dossier, as JSON."""
    kept = json.loads(encode_conversation(conversation)).get("dossiers", ())
    return [{path: answer.get("value") for path, answer in one.get("answers", {}).items()} for one in kept]


def replayed(channel: str, deeds: Iterable[Record]) -> Twin:
    """A twin that did all this; the same deeds are played once."""
    return _played(channel, json.dumps([_bare(deed) for deed in deeds]))


def _bare(deed: Record) -> Record:
    return {name: deed[name] for name in ("kind", "text", "label") if name in deed}


@lru_cache(maxsize=1000)
def _played(channel: str, deeds: str) -> Twin:
    twin = Twin(channel)
    for deed in json.loads(deeds):
        twin.does(deed)
    return twin


ASIDES = ("Tờ khai in ra sẽ như thế này", "Tờ khai đã nộp")
"""Brought by a chore of its own, at any moment after the card: the sheet as it will be printed."""
MOST_BACK = 4
"""Messages that one death may bring again."""


def spoken(heard: list[str]) -> list[str]:
    """Without what comes beside the conversation."""
    return [text for text in heard if not text.startswith(ASIDES)]


def followed(expected: list[str], heard: list[str]) -> tuple[int, list[str]]:
    """How many of the expected messages were read in order, and what was read beside them. A death between saying and
    writing down brings the last few messages again, in their order; anything else out of order ends the following."""
    at, beside, again = 0, list[str](), 0
    for text in heard:
        if again < at and again and text == expected[again]:
            beside.append(text)
            again += 1
        elif at < len(expected) and text == expected[at]:
            at += 1
            again = at
        elif (back := _shortly_before(expected, at, text)) is not None:
            beside.append(text)
            again = back + 1
        else:
            break
    return at, beside


def _shortly_before(expected: list[str], at: int, text: str) -> int | None:
    return next((n for n in range(at - 1, max(at - 1 - MOST_BACK, -1), -1) if expected[n] == text), None)
