"""How much memory looking at photos takes: the child's peak, and what the bot itself grows by."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.ports import Depth
from integrations.vision.pool import PoolSize
from integrations.vision.reader import PictureReader
from tests.photos import sample

CHATS, FULLS = 24, 6
"""Photos of each size; after them one of forty megapixels."""


def memory(first: int) -> Iterator[tuple[str, str, str, int]]:
    """Rows of the table: megabytes resident."""
    child, grown = asyncio.run(_measured(first))
    yield "memory of a worker, peak", f"{child:.0f} MB", "<= 512 MB", CHATS + FULLS + 1
    yield "the bot itself grows by", f"{grown:.0f} MB", "<= 20 MB", CHATS + FULLS + 1


async def _measured(first: int) -> tuple[float, float]:
    files = [sample(first + n).content for n in range(CHATS)]
    files += [sample(first + n, size="full").content for n in range(FULLS)]
    large = BytesIO()
    Image.open(BytesIO(files[-1])).resize((7300, 5475)).save(large, "JPEG", quality=85)
    files.append(large.getvalue())
    reader = PictureReader(PoolSize(workers=1, tasks_per_worker=1000))
    await reader.inspect(files[0], Depth.READ)
    before, peak = _resident("self", "VmRSS"), 0.0
    for content in files:
        await reader.inspect(content, Depth.READ)
        peak = max(peak, *(_resident(str(child), "VmHWM") for child in _children()))
    grown = _resident("self", "VmRSS") - before
    await reader.close()
    return peak, grown


def _resident(process: str, what: str) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(rf"{what}:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def _children() -> list[int]:
    return [int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()]
