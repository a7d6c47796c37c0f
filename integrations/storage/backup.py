"""A copy of everything that must not be lost, taken while the bot runs, and put back into an empty folder.

Databases first, then the files they point to: a file is written before the row that names it, so whatever a copied row
names is copied too, unless its citizen has erased it meanwhile. The master key is never part of a copy.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.failures import Misconfigured
from integrations.storage.engines import sqlite_path

VAULT: Final = "vault"
JOBS: Final = "jobs.sqlite"
LIST: Final = "backup.json"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a copy holds: SHA-256 of each database by its file's name, and how many files of citizens."""

    at: str
    databases: dict[str, str]
    files: int


def back_up(data: Path, database: str, into: Path, now: datetime) -> Backup:
    """Copy the databases and the vault into a new folder. Raises Misconfigured for PostgreSQL (``pg_dump`` copies that)
    and for a folder that holds something."""
    main = sqlite_path(database)
    if main is None:
        raise Misconfigured("PostgreSQL is copied by pg_dump, and before the vault (docs/operations.md)")
    if into.exists() and any(into.iterdir()):
        raise Misconfigured(f"{into} is not empty")
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    # The jobs only wake what the product's own rows say: older ones do no harm, newer ones could point to nothing.
    files = [file for file in (main.with_name(JOBS), main) if file.exists()]
    copied = {file.name: _copy_database(file, into / file.name) for file in files}
    taken = Backup(now.isoformat(), copied, _copy_files(data / VAULT, into / VAULT))
    (into / LIST).write_text(json.dumps(asdict(taken), indent=1), encoding="utf-8")
    return taken


def put_back(taken: Path, data: Path, database: str) -> Backup:
    """Put a copy back where nothing is. Raises Misconfigured when the copy is damaged or data are there already."""
    main = sqlite_path(database)
    if main is None:
        raise Misconfigured("PostgreSQL is put back by pg_restore (docs/operations.md)")
    found = _read(taken)
    there = [path for path in (main, main.with_name(JOBS), data / VAULT) if path.exists()]
    if there:
        raise Misconfigured(f"{there[0]} is there already: move it away first")
    main.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in found.databases:
        shutil.copyfile(taken / name, main.with_name(name))
    _copy_files(taken / VAULT, data / VAULT)
    return found


def _read(taken: Path) -> Backup:
    try:
        found = Backup(**json.loads((taken / LIST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as fault:
        raise Misconfigured(f"{taken} is no whole copy: its {LIST} cannot be read") from fault
    for name, mark in found.databases.items():
        if not (taken / name).is_file() or _mark(taken / name) != mark:
            raise Misconfigured(f"{taken / name} is not what was copied")
    if len(_files(taken / VAULT)) != found.files:
        raise Misconfigured(f"{taken / VAULT} has not the {found.files} files that were copied")
    return found


def _copy_database(source: Path, target: Path) -> str:
    """One moment of the database, whatever is written meanwhile; returns its SHA-256. Raises Misconfigured when it is
    not sound."""
    with (
        contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=60)) as live,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        (sound,) = copy.execute("PRAGMA integrity_check").fetchone()
    if sound != "ok":
        raise Misconfigured(f"{source.name} is damaged")
    return _mark(target)


def _copy_files(source: Path, target: Path) -> int:
    """Copy a vault; returns how many files. What is erased while it is copied is left out."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    copied = 0
    for file in _files(source):
        place = target / file.relative_to(source)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(file, place)
            copied += 1
    return copied


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in _walked(folder) if "#" not in path.name)


def _walked(folder: Path) -> Iterator[Path]:
    """Files below; those that are being written have a # in their name, and are none yet."""
    for owner in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            yield from (path for path in owner.iterdir() if path.is_file())


def _mark(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
