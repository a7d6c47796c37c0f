"""Things about a running product that are not said in its chats: its database, its vault, its backlog."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from tests.server import Product

PATIENCE = 60.0


def rows(product: Product, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Look into the product's database, read only."""
    path = product.folder / "data" / "motcua.sqlite"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as database:
        return database.execute(sql, values).fetchall()


def vault_files(product: Product) -> list[Path]:
    """Every file in the vault, and every upload that waits."""
    folders = [product.folder / "data" / name for name in ("vault", "uploads")]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def ready(product: Product) -> dict[str, Any]:
    """What /readyz says."""
    found: dict[str, Any] = httpx.get(f"{product.base}/readyz", timeout=20).json()
    return found


async def until(true: Callable[[], bool], what: str) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + PATIENCE
    while not await asyncio.to_thread(true):
        assert time.monotonic() < end, f"waited in vain for: {what}"
        await asyncio.sleep(0.1)
