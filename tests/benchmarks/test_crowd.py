"""The crowd walks a right bot without complaint and notices each way in which a bot can be wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from benchmarks.arguments import Arguments
from benchmarks.crowd import Crowd, Manner
from benchmarks.fake_api import FakeApi
from benchmarks.form import DONE
from benchmarks.limits.lines import BareBot, Batch
from benchmarks.limits.sqlite_form import Forms, turns_in
from benchmarks.processes import free_port

SIZE = 6
TOKEN = "990000001:x"
Call = dict[str, Any]


class Bot:
    """The bare form, with a mistake to be made: ``spoil`` may change the calls of one turn."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.turns = 0

    def spoil(self, method: str, call: Call) -> list[tuple[str, Call]]:
        """What is really called in place of this call."""
        return [(method, call)]


@asynccontextmanager
async def _crowd(bot: Bot, directory: Path, mode: str = "polling") -> AsyncIterator[Crowd]:
    api = FakeApi()
    await api.start()
    account = api.open_account(TOKEN)
    bare: BareBot

    def work(batch: Batch) -> list[bytes]:
        calls = [spoiled for call in turns_in(bot.forms, batch) for spoiled in bot.spoil(*call)]
        return [bare.call(method, **values) for method, values in calls]

    bare = BareBot(Arguments(api.url, TOKEN, mode, directory, free_port()), work)
    running = asyncio.create_task(bare.run())
    try:
        async with asyncio.timeout(5):
            await account.ready.wait()
        yield Crowd(account, Manner(), SIZE)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await api.stop()


async def _until_forms(crowd: Crowd, forms: int) -> None:
    crowd.start()
    for _ in range(2000):
        if crowd.tally.forms >= forms or crowd.flaws:
            break
        await asyncio.sleep(0.005)
    await crowd.stop(0.3)


@pytest.fixture
def forms(tmp_path: Path) -> Forms:
    """An empty table of forms."""
    return Forms(tmp_path / "form.sqlite")


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_right_bot_has_no_flaws(forms: Forms, tmp_path: Path, mode: str) -> None:
    async with _crowd(Bot(forms), tmp_path, mode) as crowd:
        await crowd.exam()
        await _until_forms(crowd, 3 * SIZE)
    assert not crowd.flaws, crowd.examples
    assert crowd.tally.turns >= 3 * SIZE * 13
    assert len(crowd.tally.waits) == crowd.tally.turns
    assert not crowd.account.presses_open


class Swaps(Bot):
    """Shows one citizen's name on everybody's review card."""

    def spoil(self, method: str, call: Call) -> list[tuple[str, Call]]:
        return [
            (
                method,
                call | {"text": call["text"].replace("Nguyễn Văn A B", "Nguyễn Văn A C")} if "text" in call else call,
            )
        ]


class Skips(Bot):
    """Goes from the first question to the third."""

    def spoil(self, method: str, call: Call) -> list[tuple[str, Call]]:
        return [(method, call | {"text": call["text"].replace("q02", "q03")} if "text" in call else call)]


class Repeats(Bot):
    """Says every fifth question twice."""

    def spoil(self, method: str, call: Call) -> list[tuple[str, Call]]:
        return [(method, call)] * (2 if "q05" in call.get("text", "") else 1)


class Loses(Bot):
    """Is silent instead of finishing."""

    def spoil(self, method: str, call: Call) -> list[tuple[str, Call]]:
        return [] if call.get("text") == DONE else [(method, call)]


class MixesUp(Bot):
    """Answers every other citizen in the neighbour's chat."""

    def spoil(self, method: str, call: Call) -> list[tuple[str, Call]]:
        if "q07" not in call.get("text", ""):
            return [(method, call)]
        return [(method, call | {"chat_id": call["chat_id"] | 1})]


class Rude(Bot):
    """Leaves presses without an answer."""

    def spoil(self, method: str, call: Call) -> list[tuple[str, Call]]:
        return [(method, call)] if method == "sendMessage" else []


@pytest.mark.parametrize(
    ("bot", "flaw"),
    [
        (Swaps, "name not kept"),
        (Skips, "wrong question"),
        (Repeats, "wrong question"),
        (Loses, "no reply"),
        (MixesUp, "wrong question"),
    ],
)
async def test_a_wrong_bot_is_found_out(forms: Forms, tmp_path: Path, bot: type[Bot], flaw: str) -> None:
    async with _crowd(bot(forms), tmp_path) as crowd:
        crowd.start()
        await asyncio.sleep(0.3)
        await crowd.stop(0.3)
    assert flaw in crowd.flaws
    assert crowd.examples


async def test_a_press_left_without_answer_stays_open(forms: Forms, tmp_path: Path) -> None:
    async with _crowd(Rude(forms), tmp_path) as crowd:
        await _until_forms(crowd, 1)
    assert crowd.account.presses_open


async def test_nonsense_must_be_refused(tmp_path: Path) -> None:
    class TakesAnything(Bot):
        def spoil(self, method: str, call: Call) -> list[tuple[str, Call]]:
            text = call.get("text", "")
            return [(method, call | {"text": "q02 tiếp"} if text.startswith("Chưa hợp lệ") else call)]

    async with _crowd(TakesAnything(Forms(tmp_path / "form.sqlite")), tmp_path) as crowd:
        await crowd.exam(0.5)
    assert crowd.flaws
