"""kill -9 at every labelled point: nothing acknowledged is lost, nothing is doubled, everything is said in order."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.crashpoints import POINTS
from integrations.storage.engine import CRASH_KINDS
from integrations.storage.store import open_store
from tests.contracts.store.conftest import Open
from tests.contracts.store.crashing import PEOPLE, WORDS
from tests.contracts.store.people import append, arrives, done
from tests.fakes.clock import SettableClock

ROOT = Path(__file__).parents[3]
LABELS = [f"{kind}.{point}" for kind in CRASH_KINDS for point in ("before-commit", "after-commit")]
KILLS = (1, 2, 9)
"""At which hit of the label each run dies; the run after the last is left alone."""


def run(url: str, number: int, label: str, times: int, acknowledged: dict[str, int]) -> tuple[int, list[list[Any]]]:
    words = [url, str(number), label, str(times), json.dumps(acknowledged)]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.contracts.store.crashing", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if ended.returncode not in (0, -signal.SIGKILL):
        pytest.fail(ended.stderr[-3000:])
    return ended.returncode, [json.loads(line) for line in ended.stdout.splitlines()]


def test_the_labels_are_the_ones_the_product_knows() -> None:
    assert set(LABELS) <= set(POINTS)


async def test_every_point_is_passed_by_its_own_kind_of_work(url: str, clock: SettableClock) -> None:
    passed: list[str] = []
    store = await open_store(url, clock, crash=passed.append)
    taken = await store.turn(arrives("lan"), append("a"))
    await store.log_web(taken.chat, 0, b"words")
    await store.settle(done(taken))
    await store.close()
    assert passed == ["turn.before-commit", "turn.after-commit", "settle.before-commit", "settle.after-commit"]


@pytest.mark.storm
@pytest.mark.parametrize("label", LABELS)
async def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(url: str, open_another: Open, label: str) -> None:
    acknowledged: dict[str, int] = {}
    chats: dict[str, str] = {}
    told: list[list[Any]] = []
    deaths = 0
    for number, times in enumerate((*KILLS, 0), start=1):
        code, lines = run(url, number, label, times, acknowledged)
        deaths += code != 0
        told += lines
        for line in lines:
            if line[0] == "acknowledged":
                _, person, word, chat = line
                acknowledged[person] = word + 1
                assert chats.setdefault(person, chat) == chat

    assert deaths == len(KILLS), "a run that should have died did not: the crash points are not where they were"
    assert told[-1] == ["finished"] and len(chats) == PEOPLE
    store = await open_another()
    for chat in chats.values():
        assert await store.conversation(chat) == b"".join(b"%d " % word for word in range(WORDS))
    assert (await store.backlog()).waiting == 0
    _deliveries_are_right(told, deaths)


def _deliveries_are_right(told: list[list[Any]], deaths: int) -> None:
    sent = [line[1:] for line in told if line[0] == "sent"]
    posts = {post: (chat, text) for chat, post, text in sent}
    assert len(posts) == PEOPLE * WORDS
    for chat in {chat for chat, _, _ in sent}:
        firsts = list(dict.fromkeys(post for owner, post, _ in sent if owner == chat))
        assert firsts == sorted(firsts)
        assert [len(posts[post][1].split()) for post in firsts] == list(range(1, WORDS + 1))
    settled: set[int] = set()
    for line in told:
        assert line[0] != "sent" or line[2] not in settled, "delivered again after it was settled for good"
        if line[0] == "settled":
            settled.add(line[1])
    doubles = sum(count - 1 for count in Counter(post for _, post, _ in sent).values())
    assert doubles <= deaths * PEOPLE, "more than what was in flight was delivered twice"
