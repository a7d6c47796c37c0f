"""Gateways and workers: one dossier over several processes, and who refuses to be one of many."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.e2e.house import both_sides
from tests.fleet.roamer import Roamer
from tests.people import HOA
from tests.server import ROOT, Fleet
from tests.talker import Talker

COUNTER = {**HOA, "channel": "Tại quầy"}
"""Filing at the counter asks for two pictures, so that a worker has something to look at."""

pytestmark = pytest.mark.postgres


def file_dossier(talker: Talker) -> str:
    """From the first word to the code."""
    talker.post("open")
    talker.press(talker.next(), "lý lịch tư pháp")
    talker.next()
    talker.fill(COUNTER, both_sides())
    talker.post("text", text="nộp")
    talker.until(lambda message: message["step"] == "consent-submit")
    talker.post("text", text="đồng ý")
    return str(talker.until(lambda message: "DK-" in message["text"])["text"])


def rows(fleet: Fleet, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(fleet.all[0].settings["MOTCUA_DATABASE_URL"]) as connection:
        return connection.execute(sql.encode()).fetchall()


def test_a_dossier_is_filed_over_two_gateways_and_two_workers(fleet: Fleet) -> None:
    talker = Roamer(fleet.bases, fleet.public)
    told = file_dossier(talker)
    assert "DK-" in told
    assert rows(fleet, "SELECT count(*) FROM desk_dossiers") == [(1,)]
    texts = [message["text"] for message in talker.messages]
    assert sum("DK-" in text for text in texts) == 1, "said once"
    carried = {str(lease).split(".")[0] for (lease,) in rows(fleet, "SELECT lease FROM posts WHERE kind <> 'say'")}
    spoken = {str(lease).split(".")[0] for (lease,) in rows(fleet, "SELECT lease FROM posts WHERE kind = 'say'")}
    assert carried, "there were chores"
    assert len(spoken - carried) == 2, "both gateways spoke, and neither carried out a chore"


def test_an_open_page_hears_at_once_what_another_process_says(fleet: Fleet) -> None:
    """The page hangs on gateway 1; the turn is taken by gateway 2. Polling alone would take five seconds."""
    talker = Talker(fleet.bases[0])
    talker.post("open")
    talker.next()
    with (
        httpx.Client(cookies=talker.http.cookies, timeout=20) as line,
        line.stream("GET", f"{fleet.bases[0]}/chat/api/stream") as stream,
    ):
        told = (json.loads(line[5:]) for line in stream.iter_lines() if line.startswith("data:"))
        assert next(told)["by"] == "bot"
        talker.http.base_url = httpx.URL(fleet.bases[1])
        began = time.monotonic()
        talker.post("text", text="lý lịch tư pháp")
        heard = [next(told), next(told)]
    assert [one["by"] for one in heard] == ["me", "bot"]
    assert time.monotonic() - began < 4, "it was found by looking, not by a wake-up"


def test_every_process_tells_what_it_is(fleet: Fleet) -> None:
    told = [httpx.get(f"{one.base}/readyz").json() for one in fleet.all]
    assert [one["role"] for one in told] == ["gateway", "gateway", "worker", "worker"]
    assert {one["dependencies"]["database"] for one in told} == {"ok"}
    assert httpx.get(f"{fleet.workers[0].base}/chat").status_code == 404, "a worker serves no citizen"
    printed = [one.log.read_text(encoding="utf-8").count("canbo / ") for one in fleet.all]
    assert sum(printed) == 1, "the first log-in is made once"


def test_a_dead_gateway_loses_nothing_and_the_next_goes_on(fleet: Fleet) -> None:
    talker = Roamer(fleet.bases, fleet.public)
    talker.post("open")
    talker.press(talker.next(), "lý lịch tư pháp")
    talker.next()
    fleet.gateways[0].kill()
    fleet.workers[0].kill()
    talker.fill(COUNTER, both_sides())
    assert talker.messages[-1]["step"] == "review"
    assert httpx.get(f"{fleet.gateways[1].base}/readyz").json()["ready"] is True


@pytest.mark.parametrize("role", ["gateway", "worker"])
def test_one_of_many_on_an_sqlite_file_is_refused_in_plain_words(tmp_path: Path, role: str) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    environment |= {"MOTCUA_DATA_DIR": str(tmp_path), "MOTCUA_HTTP_PORT": "0"}
    ended = subprocess.run(
        [sys.executable, "run_bot.py", role], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 2 and "Traceback" not in ended.stderr
    assert "MOTCUA_DATABASE_URL=postgresql://" in ended.stderr and "python run_bot.py" in ended.stderr
    assert not list(tmp_path.iterdir()), "nothing was made"
