"""The form with python-telegram-bot: a ConversationHandler kept by PicklePersistence, as its documentation shows.

The pickle is written every ``update_interval`` seconds (stock: 60) and on a clean stop, never before a reply.
``--variant eager`` takes the smallest interval there is: written again as soon as the last writing has ended.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks.arguments import Arguments, from_command_line
from benchmarks.form import DONE, LAST, QUESTIONS, accepted, prompt, refusal

Context = ContextTypes.DEFAULT_TYPE
Step = Callable[[Update, Context], Awaitable[int]]
STOCK_SECONDS = 60.0
EAGER_SECONDS = 0.0


def _keyboard(at: int) -> InlineKeyboardMarkup | None:
    buttons = QUESTIONS[at].buttons
    if not buttons:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=value) for value, label in buttons]])


async def _start(update: Update, context: Context) -> int:
    assert update.message is not None and context.user_data is not None
    context.user_data.clear()
    await update.message.reply_text(prompt(0, {}))
    return 0


async def _typed(at: int, update: Update, context: Context) -> int:
    assert update.message is not None and update.message.text is not None and context.user_data is not None
    answer = accepted(at, update.message.text)
    if answer is None:
        await update.message.reply_text(refusal(at, context.user_data), reply_markup=_keyboard(at))
        return at
    context.user_data[QUESTIONS[at].key] = answer
    await update.message.reply_text(prompt(at + 1, context.user_data), reply_markup=_keyboard(at + 1))
    return at + 1


async def _pressed(at: int, update: Update, context: Context) -> int:
    query = update.callback_query
    assert query is not None and query.data is not None and context.user_data is not None
    assert update.effective_chat is not None
    await query.answer()
    answer = accepted(at, query.data)
    if answer is None:
        return at
    context.user_data[QUESTIONS[at].key] = answer
    if at == LAST:
        context.user_data.clear()
        await update.effective_chat.send_message(DONE)
        return ConversationHandler.END
    await update.effective_chat.send_message(prompt(at + 1, context.user_data), reply_markup=_keyboard(at + 1))
    return at + 1


def _state(at: int) -> list[Any]:
    if QUESTIONS[at].buttons:
        return [CallbackQueryHandler(partial(_pressed, at))]
    return [MessageHandler(filters.TEXT & ~filters.COMMAND, partial(_typed, at))]


def build(arguments: Arguments) -> Application[Any, Any, Any, Any, Any, Any]:
    """The application, ready to be run."""
    interval = EAGER_SECONDS if arguments.variant == "eager" else STOCK_SECONDS
    kept = PicklePersistence(arguments.directory / "form.pickle", update_interval=interval)
    builder = Application.builder().token(arguments.token).base_url(f"{arguments.api}/bot").persistence(kept)
    application = builder.build()
    form = ConversationHandler(
        entry_points=[CommandHandler("start", _start)],
        states={at: _state(at) for at in range(len(QUESTIONS))},
        fallbacks=[CommandHandler("start", _start)],
        name="form",
        persistent=True,
    )
    application.add_handler(form)
    return application


if __name__ == "__main__":
    build(from_command_line()).run_polling()
