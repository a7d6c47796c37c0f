"""A copy that is taken while rows and files are written is whole, and is put back only where nothing is."""

from __future__ import annotations

import json
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.failures import Misconfigured
from integrations.storage.backup import LIST, back_up, put_back

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def house(folder: Path) -> tuple[Path, str]:
    """A data folder with a database of one table and a vault of two files, one of which is still being written."""
    data = folder / "data"
    owner = data / "vault" / "owner"
    owner.mkdir(parents=True)
    (owner / "one").write_bytes(b"sealed")
    (owner / "two#1").write_bytes(b"half")
    (data / "master.key").write_text("secret")
    with sqlite3.connect(data / "motcua.sqlite") as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE pairs (one INTEGER, two INTEGER)")
    return data, f"sqlite:///{data / 'motcua.sqlite'}"


def test_back_and_forth(tmp_path: Path) -> None:
    data, url = house(tmp_path)
    taken = back_up(data, url, tmp_path / "copy", NOW)
    assert taken.files == 1 and list(taken.databases) == ["motcua.sqlite"]
    assert not list((tmp_path / "copy").rglob("master.key")) and not list((tmp_path / "copy").rglob("*#*"))
    other = tmp_path / "other"
    assert put_back(tmp_path / "copy", other, f"sqlite:///{other / 'motcua.sqlite'}") == taken
    assert (other / "vault" / "owner" / "one").read_bytes() == b"sealed"
    with sqlite3.connect(other / "motcua.sqlite") as back:
        assert back.execute("SELECT count(*) FROM pairs").fetchone() == (0,)


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(tmp_path: Path) -> None:
    data, url = house(tmp_path)
    stop = threading.Event()

    def write() -> None:
        with sqlite3.connect(data / "motcua.sqlite", timeout=30) as writing:
            number = 0
            while not stop.is_set():
                number += 1
                with writing:
                    writing.execute("INSERT INTO pairs VALUES (?, 0)", (number,))
                    writing.execute("UPDATE pairs SET two = ? WHERE one = ?", (number, number))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(data, url, tmp_path / f"copy{number}", NOW)
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        with sqlite3.connect(tmp_path / f"copy{number}" / "motcua.sqlite") as copy:
            assert copy.execute("SELECT count(*) FROM pairs WHERE one != two").fetchone() == (0,)


@pytest.mark.parametrize("damage", ["a file more", "a byte", "no list", "a file less"])
def test_a_damaged_copy_is_not_put_back(tmp_path: Path, damage: str) -> None:
    data, url = house(tmp_path)
    copy, other = tmp_path / "copy", tmp_path / "other"
    back_up(data, url, copy, NOW)
    if damage == "a file more":
        (copy / "vault" / "owner" / "three").write_bytes(b"x")
    elif damage == "a file less":
        (copy / "vault" / "owner" / "one").unlink()
    elif damage == "a byte":
        content = bytearray((copy / "motcua.sqlite").read_bytes())
        content[-1] ^= 1
        (copy / "motcua.sqlite").write_bytes(content)
    else:
        (copy / LIST).unlink()
    with pytest.raises(Misconfigured):
        put_back(copy, other, f"sqlite:///{other / 'motcua.sqlite'}")
    assert not other.exists()


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    data, url = house(tmp_path)
    back_up(data, url, tmp_path / "copy", NOW)
    with pytest.raises(Misconfigured, match="not empty"):
        back_up(data, url, tmp_path / "copy", NOW)
    with pytest.raises(Misconfigured, match="there already"):
        put_back(tmp_path / "copy", data, url)
    assert json.loads((tmp_path / "copy" / LIST).read_text())["files"] == 1


def test_postgresql_has_ways_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="pg_dump"):
        back_up(tmp_path, "postgresql://x/y", tmp_path / "copy", NOW)
