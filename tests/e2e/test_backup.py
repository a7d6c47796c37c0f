"""The drill: copied while it runs, all lost, put back; citizens and officers go on from the moment of the copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.asides import rows, vault_files
from tests.e2e.house import both_sides
from tests.people import HOA
from tests.server import ROOT, Product
from tests.talker import Talker

COUNTER = {**HOA, "channel": "Tại quầy"}


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    made = Product(tmp_path)
    try:
        made.start()
        yield made
    finally:
        made.stop()


def command(product: Product, *words: str) -> subprocess.CompletedProcess[str]:
    """One of the commands, with this product's settings."""
    settings = {"MOTCUA_DATA_DIR": str(product.folder / "data"), **product.settings}
    return subprocess.run(
        [sys.executable, "run_bot.py", *words], cwd=ROOT, env={**os.environ, **settings}, text=True, capture_output=True
    )


def files(talker: Talker) -> str:
    """From the first word to the registration code."""
    talker.post("open")
    talker.press(talker.until(lambda message: bool(message["buttons"])), "lý lịch tư pháp")
    talker.next()
    talker.fill(COUNTER, both_sides())
    talker.post("text", text="nộp")
    talker.until(lambda message: message["step"] == "consent-submit")
    talker.post("text", text="đồng ý")
    filed = talker.until(lambda message: "DK-" in message["text"])
    talker.until(lambda message: "Tờ khai đã nộp" in message["text"])
    (code,) = [str(button["copy"]) for button in filed["buttons"] if button["copy"]]
    return code


def test_everything_lost_and_put_back(product: Product, tmp_path: Path) -> None:
    hoa, copy = Talker(product.base, "hoa"), tmp_path / "copy"
    code = files(hoa)
    taken = command(product, "backup", str(copy))
    assert taken.returncode == 0 and "master key" in taken.stdout, taken.stderr
    kept = {path.name for path in vault_files(product)}
    later = Talker(product.base, "binh")
    later_code = files(later)
    assert later_code != code
    assert "there already" in command(product, "restore", str(copy)).stderr

    product.kill()
    data = product.folder / "data"
    key = (data / "master.key").read_bytes()
    shutil.rmtree(data)
    data.mkdir(mode=0o700)
    (data / "master.key").write_bytes(key)
    back = command(product, "restore", str(copy))
    assert back.returncode == 0, back.stderr
    product.start()

    hoa.post("text", text="hồ sơ của tôi")
    mine = hoa.until(lambda message: message["step"] == "dossiers")
    assert code in str(mine["sections"])
    assert rows(product, "SELECT registration FROM desk_dossiers") == [(code,)]
    assert {path.name for path in vault_files(product)} == kept
    # Who filed after the copy is unknown now, is told so, and files once.
    later.post("open")
    assert files(Talker(product.base, "binh-again")).startswith("DK-")
    assert rows(product, "SELECT count(*) FROM desk_dossiers") == [(2,)]


def test_without_its_key_a_copy_opens_nothing(product: Product, tmp_path: Path) -> None:
    Talker(product.base, "hoa").post("open")
    assert command(product, "backup", str(tmp_path / "copy")).returncode == 0
    product.stop()
    shutil.rmtree(product.folder / "data")
    assert command(product, "restore", str(tmp_path / "copy")).returncode == 0
    product.start()
    assert not product.alive and "master key" in product.log.read_text(encoding="utf-8")
