"""The bare form: the same checks, each batch of updates one SQLite transaction with full durability, no framework."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from benchmarks.arguments import from_command_line
from benchmarks.form import DONE, LAST, QUESTIONS, accepted, prompt, refusal
from benchmarks.limits.lines import BareBot, Batch, keyboard, run

State = tuple[int, dict[str, str]]


class Forms:
    """One row a chat: the question that is open and the answers."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=FULL")
        self._base.execute("CREATE TABLE form (chat INTEGER PRIMARY KEY, at INTEGER NOT NULL, answers TEXT NOT NULL)")

    def begin(self) -> None:
        """Open the transaction that a batch shares."""
        self._base.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """On disk when this returns."""
        self._base.execute("COMMIT")

    def load(self, chat: int) -> State | None:
        """The open question and the answers, None at first contact."""
        row = self._base.execute("SELECT at, answers FROM form WHERE chat = ?", (chat,)).fetchone()
        return None if row is None else (row[0], json.loads(row[1]))

    def save(self, chat: int, at: int, answers: dict[str, str]) -> None:
        """Within the transaction."""
        self._base.execute("INSERT OR REPLACE INTO form VALUES (?, ?, ?)", (chat, at, json.dumps(answers)))


def take(forms: Forms, chat: int, word: str) -> tuple[str, dict[str, object]]:
    """One turn: the reply's text and its keyboard."""
    state = forms.load(chat)
    if word == "/start" or state is None:
        forms.save(chat, 0, {})
        return prompt(0, {}), {}
    at, answers = state
    answer = accepted(at, word) if at <= LAST else None
    if answer is None:
        at = min(at, LAST)
        return refusal(at, answers), keyboard(at)
    answers[QUESTIONS[at].key] = answer
    forms.save(chat, at + 1, answers)
    if at == LAST:
        return DONE, {}
    return prompt(at + 1, answers), keyboard(at + 1)


def turns_in(forms: Forms, batch: Batch) -> list[tuple[str, dict[str, Any]]]:
    """A batch as one transaction; the calls (method, values) that its turns ask for, when it is on disk."""
    calls: list[tuple[str, dict[str, Any]]] = []
    forms.begin()
    for update in batch:
        press = update.get("callback_query")
        if press is not None:
            calls.append(("answerCallbackQuery", {"callback_query_id": press["id"]}))
        message, word = (press["message"], press["data"]) if press else (update["message"], update["message"]["text"])
        chat = message["chat"]["id"]
        text, extra = take(forms, chat, word)
        calls.append(("sendMessage", {"chat_id": chat, "text": text, **extra}))
    forms.commit()
    return calls


def main() -> None:
    """Run until ended."""
    arguments = from_command_line()
    forms = Forms(arguments.directory / "form.sqlite")

    def work(batch: Batch) -> list[bytes]:
        return [bot.call(method, **values) for method, values in turns_in(forms, batch)]

    bot = BareBot(arguments, work)
    run(bot.run())


if __name__ == "__main__":
    main()
