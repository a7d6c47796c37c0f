"""No vendor before it is used, and the token nowhere but in requests."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import traceback
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bot.failures import Failure
from bot.ports import Shown
from dialogs.events import FileRef
from integrations.channels.telegram import TelegramChannel
from tests.contracts.channels.harness import Inbox
from tests.contracts.channels.telegram_harness import channel_for
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.faults import Trouble
from tests.integrations.telegram.conftest import Start
from tests.integrations.telegram.test_webhook import SECRET, update

ROOT = Path(__file__).resolve().parents[3]
VENDORS = ("aiogram", "telegram", "httpx", "aiohttp", "fastapi", "starlette")


def test_importing_and_constructing_loads_no_vendor() -> None:
    program = (
        "import sys\n"
        "from integrations.channels.telegram import TelegramChannel\n"
        "for mode, secret in (('polling', ''), ('webhook', 's' * 32)):\n"
        "    TelegramChannel('1:a', 'http://127.0.0.1:1', None, None, None, None, None, mode, secret)\n"
        f"print([name for name in {VENDORS!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@pytest.mark.parametrize(("sender", "kept"), [("lean", ("telegram",)), ("extbot", ("aiogram",))])
def test_speaking_loads_only_its_own_vendor(sender: str, kept: tuple[str, ...]) -> None:
    program = (
        "import asyncio, sys\n"
        "from integrations.channels.telegram import TelegramChannel\n"
        "from bot.failures import Outage\n"
        "from bot.ports import Shown\n"
        "async def main():\n"
        f"    c = TelegramChannel('1:a', 'http://127.0.0.1:1', *[None] * 5, sender={sender!r})\n"
        "    try: await c.send('1', Shown('a', 'vi'), 1)\n"
        "    except Outage: print('outage', end=' ')\n"
        "    await c.stop()\n"
        "asyncio.run(main())\n"
        f"print([name for name in {kept!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.stdout.strip(), done.stderr) == ("outage []", "")


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> io.StringIO:
    """Everything that any logger writes, at its most talkative, with tracebacks."""
    out = io.StringIO()
    caplog.set_level(logging.DEBUG)
    stream = logging.StreamHandler(out)
    stream.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(stream)
    return out


def whole(problem: BaseException) -> str:
    """An exception with all that hangs on it, suppressed contexts too."""
    texts = []
    at: BaseException | None = problem
    while at is not None:
        texts += [*traceback.format_exception(at), repr(at.__dict__), repr(at.args)]
        at = at.__cause__ or at.__context__
    return "\n".join(texts)


async def every_failure(fake: FakeTelegram, channel: TelegramChannel) -> str:
    """Run through the ways in which sending and fetching fail; returns all texts of the failures."""
    citizen = fake.citizen("Người").opens()
    texts = []
    for trouble in (*Trouble, "401", "404", "429", "500", "gone", "file", "start"):
        match trouble:
            case Trouble.REFUSE:
                fake.faults.refuse(400, f"Bad Request: wrong token {fake.token}")
            case Trouble():
                fake.faults.add(trouble)
            case "gone":
                await fake.stop()
            case "file" | "start":
                pass
            case _:
                fake.faults.refuse(int(trouble), "No")
        try:
            if trouble == "file":
                await channel.fetch(FileRef("telegram", "x"), 10)
            elif trouble == "start":
                await channel._introduce()
            else:
                await channel.send(citizen.address, Shown("Chào", "vi"), 1)
        except Failure as problem:
            texts.append(whole(problem))
    assert len(texts) == 14
    return "\n".join(texts)


@pytest.mark.parametrize("sender", ["extbot", "lean"])
async def test_the_token_appears_nowhere(
    fake: FakeTelegram, inbox: Inbox, start: Start, sender: str, written: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    channel = await start(sender=sender, send_seconds=0.3)
    for trouble in Trouble:
        if trouble not in (Trouble.HANG, Trouble.REFUSE):
            fake.faults.add(trouble, "getUpdates")
    await fake.citizen("Khác").says("chào")
    texts = await every_failure(fake, channel)
    await channel.stop()
    outputs = "\n".join((texts, written.getvalue(), *capfd.readouterr(), repr(channel)))
    key = fake.token.split(":")[1]
    assert "canary" in key
    assert key not in outputs
    assert "canary" not in outputs


async def test_the_secret_and_the_words_appear_nowhere(
    fake: FakeTelegram, inbox: Inbox, written: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    channel = channel_for(fake, inbox, mode="webhook", secret=SECRET, sender="lean")
    app = FastAPI()
    app.include_router(channel.router())
    inbox.before = lambda arrival: (_ for _ in ()).throw(RuntimeError("001090000001"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        for header in (SECRET, "wrong"):
            headers = {"X-Telegram-Bot-Api-Secret-Token": header}
            await client.post("/webhooks/telegram", json=update(text="001090000001"), headers=headers)
            bad = {"update_id": 1, "message": {"text": "001090000001"}}
            await client.post("/webhooks/telegram", json=bad, headers=headers)
    assert len(inbox.poisoned) == 2
    outputs = "\n".join((written.getvalue(), *capfd.readouterr(), *(why for _, why in inbox.poisoned)))
    assert "canary" not in outputs.lower()
    assert "001090000001" not in outputs
    await channel.stop()
