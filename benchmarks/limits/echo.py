"""Bare echo: no checks, nothing stored, no framework; its rate says what the crowd and the fake API carry at least."""

from __future__ import annotations

from benchmarks.arguments import from_command_line
from benchmarks.form import DONE, LAST, prompt
from benchmarks.limits.lines import BareBot, Batch, keyboard, run


def main() -> None:
    """Say the next question whatever came, until ended."""
    counts: dict[int, int] = {}

    def work(batch: Batch) -> list[bytes]:
        calls = []
        for update in batch:
            press = update.get("callback_query")
            if press is not None:
                calls.append(bot.call("answerCallbackQuery", callback_query_id=press["id"]))
            message = update["message"] if press is None else press["message"]
            calls.append(say_next(message["chat"]["id"], message["text"] == "/start"))
        return calls

    def say_next(chat: int, fresh: bool) -> bytes:
        at = counts[chat] = 0 if fresh else counts.get(chat, -1) + 1
        if at > LAST:
            return bot.call("sendMessage", chat_id=chat, text=DONE)
        return bot.call("sendMessage", chat_id=chat, text=prompt(at, {}), **keyboard(at))

    bot = BareBot(from_command_line(), work)
    run(bot.run())


if __name__ == "__main__":
    main()
