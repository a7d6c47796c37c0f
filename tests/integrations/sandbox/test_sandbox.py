"""The sandbox as people who connect a real portal use it: a command, pages, scripted paths, signed pushes."""

from __future__ import annotations

import hashlib
import hmac
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import uvicorn
from fastapi import FastAPI, Request

from integrations.sandbox import Sandbox
from integrations.sandbox.faults import EVERY
from integrations.sandbox.pushing import PATHS
from tests.server import ROOT, free_port

SECRET = "sandbox-secret"
# Facts 4.3: what the citizen's dossier goes through, from status 1 on.
FACTS = {
    "P1": [1, 2, 4, 9, 10],
    "P2": [1, 3],
    "P3": [1, 5],
    "P4": [1, 2, 5, 3],
    "P5": [1, 2, 4, 6, 4, 9, 10],
    "P6": [1, 7],
    "P7": [1, 2, 4, 8],
    "P8": [1, 2, 4, 4, 9, 10],
    "P9": [1, 9],
}
SHEET = {"ma": "LLTP-01", "ten": "x", "danhSach": [{"loai": "application/pdf", "duLieu": "JVBERi0="}]}
BODY = {"maTinh": "01", "maHoSoMCDT": "X-1", "toKhai": {"nycHoTen": "CANARY"}, "giayToDinhKem": [SHEET]}


class Bot:
    """Whoever is pushed to: keeps what came, checks the signature."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        app = FastAPI()
        app.add_api_route("/callback", self.take, methods=["POST"])
        self.server = uvicorn.Server(
            uvicorn.Config(app, port=free_port(), log_level="critical", access_log=False, lifespan="off")
        )

    async def take(self, request: Request) -> dict[str, str]:
        body = await request.body()
        assert hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest() == request.headers["X-Signature"]
        self.got.append(await request.json())
        return {"statusCode": "00"}


@pytest_asyncio.fixture
async def bot() -> AsyncIterator[Bot]:
    import asyncio

    made = Bot()
    task = asyncio.create_task(made.server.serve())
    while not made.server.started:
        await asyncio.sleep(0.01)
    yield made
    made.server.should_exit = made.server.force_exit = True
    await task


@pytest_asyncio.fixture
async def sandbox(bot: Bot) -> AsyncIterator[Sandbox]:
    callback = f"http://127.0.0.1:{bot.server.config.port}/callback"
    async with Sandbox(SECRET, callback=callback) as made:
        yield made


@pytest_asyncio.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=sandbox.base, headers={"X-Auth-Key": SECRET}, trust_env=False) as made:
        yield made


async def test_submit_and_pull_have_the_shapes_of_the_facts(http: httpx.AsyncClient) -> None:
    ack = (await http.post("/lltp/nhanHoSo", json=BODY)).json()
    assert ack["statusCode"] == "00" and set(ack) == {"statusCode", "data", "errorDetail"}
    again = (await http.post("/lltp/nhanHoSo", json=BODY)).json()
    assert again["statusCode"] == "01", "the same code only when its status is 5"
    asked = {"authKey": SECRET, "maTinh": "01", "maHoSoMCDT": "X-1"}
    pulled = (await http.post("/lltp/traCuu", json=asked)).json()
    assert set(pulled) == {"status", "statusDescription", "value"}
    assert pulled["status"] == 1 and pulled["value"][0]["giayToDinhKem"] == [SHEET | {"ten": "LLTP-01-1"}]
    none = (await http.post("/lltp/traCuu", json=asked | {"maHoSoMCDT": "X-2"})).json()
    assert none["status"] == 0 and none["value"] == []
    assert (await http.post("/lltp/traCuu", json=asked | {"authKey": "?"})).status_code == 401
    assert (await http.post("/lltp/nhanHoSo", json=BODY, headers={"X-Auth-Key": "?"})).status_code == 401


def test_the_paths_are_those_of_the_facts() -> None:
    assert set(PATHS) == set(FACTS)


@pytest.mark.parametrize("path", FACTS)
async def test_a_scripted_path_is_pushed(http: httpx.AsyncClient, bot: Bot, path: str) -> None:
    await http.post("/lltp/nhanHoSo", json=BODY)
    told = (await http.post("/sandbox/dossiers/X-1/path", json={"path": path})).json()
    assert [status for status, _ in told["history"]] == FACTS[path]
    assert set(told["answers"]) == {200}
    assert [push["trangThaiXuLy"] for push in bot.got] == FACTS[path][1:]
    times = [push["thoiDiemXuLy"] for push in bot.got]
    assert times == sorted(set(times)), "each later than the one before"


async def test_the_third_path_goes_on_after_the_citizen(http: httpx.AsyncClient) -> None:
    await http.post("/lltp/nhanHoSo", json=BODY)
    await http.post("/sandbox/dossiers/X-1/path", json={"path": "P3", "items": ["LLTP-01"]})
    assert (await http.post("/lltp/nhanHoSo", json=BODY)).json()["statusCode"] == "00"
    told = (await http.post("/sandbox/dossiers/X-1/next")).json()
    assert [status for status, _ in told["history"]] == [1, 5, 1, 2, 4, 9, 10]


async def test_any_status_can_be_pushed_at_any_time(http: httpx.AsyncClient, bot: Bot) -> None:
    await http.post("/lltp/nhanHoSo", json=BODY)
    told = (await http.post("/sandbox/dossiers/X-1/move", json={"status": 11, "reason": "lạ"})).json()
    assert told["status"] == 11 and bot.got[-1]["lyDoTuChoi"] == "lạ"
    assert (await http.post("/sandbox/dossiers/nobody/move", json={"status": 2})).status_code == 404


async def test_faults_are_set_listed_and_cleared(http: httpx.AsyncClient) -> None:
    made = (await http.post("/sandbox/faults", json={"name": "500", "where": "submit", "times": 2})).json()
    assert made["set"] == [{"name": "500", "where": "submit", "times": 2}] and made["known"] == list(EVERY)
    assert (await http.post("/lltp/nhanHoSo", json=BODY)).status_code == 500
    assert (await http.request("DELETE", "/sandbox/faults")).json()["set"] == []
    assert (await http.post("/lltp/nhanHoSo", json=BODY)).status_code == 200
    assert (await http.post("/sandbox/faults", json={"name": "fire"})).status_code == 400


async def test_its_pages_show_that_it_holds_and_not_what(http: httpx.AsyncClient) -> None:
    await http.post("/lltp/nhanHoSo", json=BODY)
    page, listed = (await http.get("/")).text, (await http.get("/sandbox/dossiers")).text
    assert "X-1" in page and "X-1" in listed and '"sha256"' in listed
    assert "CANARY" not in page + listed


@pytest.fixture
def command(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    process = subprocess.Popen(
        [sys.executable, "run_bot.py", "sandbox", "--port", str(port)],
        cwd=ROOT,
        env=environment | {"MOTCUA_DATA_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process, port
    process.terminate()
    process.wait(20)


def test_the_command_starts_it_and_says_how_to_point_the_bot_at_it(command: tuple[subprocess.Popen[str], int]) -> None:
    process, port = command
    end = time.monotonic() + 60
    while True:
        try:
            assert httpx.get(f"http://127.0.0.1:{port}/sandbox/dossiers", timeout=2).json() == []
            break
        except httpx.TransportError:
            assert process.poll() is None and time.monotonic() < end
            time.sleep(0.1)
    process.terminate()
    assert process.wait(20) == 0
    assert process.stdout is not None
    assert f"MOTCUA_PORTAL_URL=http://127.0.0.1:{port}" in process.stdout.read()
