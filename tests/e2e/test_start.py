"""A start that cannot succeed says why in a line or two and ends; a second product leaves the first alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import ROOT, Product

GARBAGE = {
    "http_port": ("abc", "MOTCUA_HTTP_PORT"),
    "public_url": ("nonsense", "MOTCUA_PUBLIC_URL"),
    "telegram_token": ("bad", "token"),
    "master_key": ("1:xx", "master key"),
    "database_url": ("mysql://x", "DATABASE_URL"),
    "data_dir": ("/proc/nope", "/proc/nope"),
    "log_level": ("LOUD", "MOTCUA_LOG_LEVEL"),
}


def start(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    environment |= {"MOTCUA_DATA_DIR": str(folder), "MOTCUA_HTTP_PORT": "0"}
    environment |= {f"MOTCUA_{name.upper()}": value for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "run_bot.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("name", GARBAGE)
def test_a_setting_that_cannot_work_is_named(tmp_path: Path, name: str) -> None:
    value, told = GARBAGE[name]
    ended = start(tmp_path, **{name: value})
    assert ended.returncode == 2
    assert told in ended.stderr and "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) <= 3


def test_a_second_product_on_the_same_data_ends_and_the_first_goes_on(tmp_path: Path) -> None:
    first = Product(tmp_path)
    first.start()
    try:
        second = start(tmp_path / "data")
        assert second.returncode == 2 and "Traceback" not in second.stderr
        assert first.alive
    finally:
        first.stop()
    assert first.process is not None and first.process.returncode == 0, "SIGTERM is a good end"


def test_what_is_written_is_for_the_owner_alone(tmp_path: Path) -> None:
    product = Product(tmp_path)
    product.start()
    product.stop()
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"motcua.sqlite", "master.key", "jobs.sqlite"}
    assert [path.name for path in files if path.stat().st_mode & 0o077] == []
