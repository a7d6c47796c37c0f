"""The form with aiogram: its FSM on Redis, one state and one function a question, as its documentation shows.

``--variant tuned`` adds what is known to help without changing a line of the form: collector thresholds raised and
the start-up objects frozen, uvloop. Polling is stock: the offset moves on when an update's task has been *started*.
"""

from __future__ import annotations

import asyncio
import gc
from functools import partial

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.arguments import Arguments, from_command_line
from benchmarks.form import DONE, LAST, QUESTIONS, accepted, prompt, refusal


class Form(StatesGroup):
    """One state a question, in the order of the form."""

    name = State()
    birth_date = State()
    sex = State()
    id_number = State()
    phone = State()
    email = State()
    province = State()
    commune = State()
    street = State()
    purpose = State()
    copies = State()
    confirm = State()


STATES = tuple(getattr(Form, question.key) for question in QUESTIONS)


def _keyboard(at: int) -> InlineKeyboardMarkup | None:
    buttons = QUESTIONS[at].buttons
    if not buttons:
        return None
    row = [InlineKeyboardButton(text=label, callback_data=value) for value, label in buttons]
    return InlineKeyboardMarkup(inline_keyboard=[row])


async def _start(message: Message, state: FSMContext) -> None:
    await state.clear()
    await state.set_state(STATES[0])
    await message.answer(prompt(0, {}))


async def _typed(message: Message, state: FSMContext, at: int) -> None:
    answer = accepted(at, message.text or "")
    if answer is None:
        await message.answer(refusal(at, {}), reply_markup=_keyboard(at))
        return
    answers = await state.update_data({QUESTIONS[at].key: answer})
    await state.set_state(STATES[at + 1])
    await message.answer(prompt(at + 1, answers), reply_markup=_keyboard(at + 1))


async def _pressed(query: CallbackQuery, state: FSMContext, at: int) -> None:
    await query.answer()
    answer = accepted(at, query.data or "")
    if answer is None or not isinstance(query.message, Message):
        return
    answers = await state.update_data({QUESTIONS[at].key: answer})
    if at == LAST:
        await state.clear()
        await query.message.answer(DONE)
        return
    await state.set_state(STATES[at + 1])
    await query.message.answer(prompt(at + 1, answers), reply_markup=_keyboard(at + 1))


def build(arguments: Arguments) -> tuple[Dispatcher, Bot]:
    """The dispatcher with the form, and the bot."""
    dispatcher = Dispatcher(storage=RedisStorage.from_url(arguments.redis))
    dispatcher.message.register(_start, CommandStart())
    for at, question in enumerate(QUESTIONS):
        if question.buttons:
            dispatcher.callback_query.register(partial(_pressed, at=at), STATES[at])
        else:
            dispatcher.message.register(partial(_typed, at=at), STATES[at], F.text)
    session = AiohttpSession(api=TelegramAPIServer.from_base(arguments.api))
    return dispatcher, Bot(arguments.token, session=session)


async def main(arguments: Arguments) -> None:
    """Poll until ended."""
    dispatcher, bot = build(arguments)
    if arguments.variant == "tuned":
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 50, 100)
    await dispatcher.start_polling(bot)


def run(arguments: Arguments) -> None:
    """On asyncio's own loop when stock, on uvloop when tuned."""
    if arguments.variant == "tuned":
        import uvloop

        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(main(arguments))
    else:
        asyncio.run(main(arguments))


if __name__ == "__main__":
    run(from_command_line())
