"""Looks at photos in files and reports on each, for scripts and other people's tools (``run_bot.py scan``)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.failures import Unusable
from bot.ports import Depth, Inspected
from dialogs.documents import Card
from integrations.vision.pool import PoolSize
from integrations.vision.reader import PictureReader

GOOD, FAULTY, REFUSED = "good", "faulty", "refused"


async def report(photos: Sequence[Path], scans: Path | None, read: bool = True) -> AsyncIterator[dict[str, Any]]:
    """One after the other: ``{"file", "kind", "verdict", "reasons", "corners", "fields", "seconds", "scan"}``.

    ``verdict``: good, faulty (reasons: flaws, ``flaw@where``) or refused (one reason of ``bounds.REASONS``).
    ``corners``: shares of width and height, clockwise from the page's own upper left. ``fields``: what was read off a
    card, or numbers, dates and names read off a paper. ``scan``: where the flattened page was written, if anywhere.
    """
    reader = PictureReader(PoolSize(workers=1))
    try:
        for photo in photos:
            started = perf_counter()
            try:
                seen = await reader.inspect(photo.read_bytes(), Depth.READ if read else Depth.LOOK)
            except Unusable as unusable:
                yield _told(photo, started, REFUSED, [unusable.reason])
                continue
            reasons = [f"{f.flaw}@{f.where}" if f.where else f.flaw.value for f in seen.look.faults]
            told = _told(photo, started, FAULTY if reasons else GOOD, reasons)
            yield told | _seen(photo, seen, scans)
    finally:
        await reader.close()


def _told(photo: Path, started: float, verdict: str, reasons: list[str]) -> dict[str, Any]:
    return {
        "file": str(photo),
        "kind": "",
        "verdict": verdict,
        "reasons": reasons,
        "corners": [],
        "fields": {},
        "seconds": round(perf_counter() - started, 3),
        "scan": "",
    }


def _seen(photo: Path, seen: Inspected, scans: Path | None) -> dict[str, Any]:
    look = seen.look
    fields: dict[str, Any] = _of_card(look.card) if look.card else {}
    for one in look.texts:
        fields.setdefault(one.what, []).append({"value": one.value, "sure": one.sure})
    written = ""
    if scans is not None and seen.scan:
        scans.mkdir(parents=True, exist_ok=True)
        place = scans / f"{photo.stem}.scan.jpg"
        place.write_bytes(seen.scan)
        written = str(place)
    return {"kind": look.kind.value, "corners": [list(one) for one in look.corners], "fields": fields, "scan": written}


def _of_card(card: Card) -> dict[str, Any]:
    names = ("by", "number", "name", "birth", "sex", "old_number", "residence", "issued", "expires", "nationality")
    return {name: str(value) for name in names if (value := getattr(card, name))}
