"""PostgreSQL killed and started again and again under one dossier: politely asked to wait, and nothing is lost."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.e2e.house import both_sides
from tests.fakes.postgres import running_postgres
from tests.fleet.roamer import Roamer
from tests.people import HOA
from tests.server import Fleet

pytestmark = pytest.mark.postgres

RESTARTS = 4


def test_a_dossier_is_filed_through_restarts_of_the_database(tmp_path: Path) -> None:
    with running_postgres() as server:
        url = server.fresh()
        fleet = Fleet(tmp_path, url, gateways=2, workers=1)
        try:
            fleet.start()
            talker = Roamer(fleet.bases, fleet.public)
            talker.post("open")
            talker.press(talker.next(), "lý lịch tư pháp")
            talker.next()

            server.kill()
            event = {"id": "while-down", "kind": "text", "text": "trợ giúp"}
            told = talker.http.post("/chat/api/events", json=event)
            assert told.status_code == 503 and "Hệ thống đang bận" in told.json()["message"]["vi"]
            assert httpx.get(f"{fleet.bases[0]}/readyz").status_code == 503
            server.start()

            # The talk runs beside: a server ends with the thread that started it.
            with ThreadPoolExecutor(1) as beside:
                filled = beside.submit(talker.fill, {**HOA, "channel": "Tại quầy"}, both_sides())
                for _ in range(RESTARTS):
                    time.sleep(4)
                    server.kill()
                    server.start()
                filled.result()
            talker.post("text", text="nộp")
            talker.until(lambda message: message["step"] == "consent-submit")
            talker.post("text", text="đồng ý")
            talker.until(lambda message: "DK-" in message["text"])
            assert sum("DK-" in message["text"] for message in talker.messages) == 1
            with psycopg.connect(url) as database:
                assert database.execute("SELECT count(*) FROM desk_dossiers").fetchone() == (1,)
                assert database.execute("SELECT count(*) FROM poison").fetchone() == (0,)
        finally:
            fleet.stop()
