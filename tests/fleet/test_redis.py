"""A fleet whose Redis is absent at the start, comes, is emptied, is killed: the dossier does not notice."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from tests.e2e.house import both_sides
from tests.fakes.redis import RedisServer
from tests.fleet.roamer import Roamer
from tests.people import HOA
from tests.server import Fleet

pytestmark = [pytest.mark.postgres, pytest.mark.redis]


def until(fleet: Fleet, word: str) -> None:
    """Until every process says so of Redis, and all are ready meanwhile."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        told = [httpx.get(f"{one.base}/readyz") for one in fleet.all]
        assert all(answer.status_code == 200 for answer in told), "without Redis everything goes on"
        if {answer.json()["dependencies"]["redis"] for answer in told} == {word}:
            return
        time.sleep(0.2)
    raise AssertionError(f"Redis is not {word}")


def test_whatever_becomes_of_redis_a_dossier_is_filed(
    tmp_path: Path,
    postgres_url: str,
    redis_server: RedisServer,
) -> None:
    redis_server.kill()
    fleet = Fleet(tmp_path, postgres_url, redis=redis_server.url)
    try:
        fleet.start()
        until(fleet, "away")
        talker = Roamer(fleet.bases, fleet.public)
        talker.post("open")
        talker.press(talker.next(), "lý lịch tư pháp")
        redis_server.start()
        until(fleet, "ok")
        talker.next()
        redis_server.empty()
        talker.fill({**HOA, "channel": "Tại quầy"}, both_sides(), until="id_card")
        redis_server.kill()
        talker.fill({**HOA, "channel": "Tại quầy"}, both_sides())
        talker.post("text", text="nộp")
        talker.until(lambda message: message["step"] == "consent-submit")
        talker.post("text", text="đồng ý")
        talker.until(lambda message: "DK-" in message["text"])
        until(fleet, "away")
        assert sum("DK-" in message["text"] for message in talker.messages) == 1
    finally:
        fleet.stop()
