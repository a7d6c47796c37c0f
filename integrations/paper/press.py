"""Typesets official forms as PDF with typst: values go in as data, fonts are typst's own, work is done in a thread."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast

import typst

from bot.failures import NotAccepted

Kind = Literal["pdf", "png"]
FORMS = frozenset({"lltp", "ct01", "plain"})
_FOLDER = Path(__file__).parent / "forms"
_AT_ONCE = 2


class TypstPrinter:
    """``bot.ports.Printer``. Nothing of a citizen's ever becomes typst source, so nothing of it can be a command."""

    def __init__(self) -> None:
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def print(self, form: str, values: Mapping[str, Any]) -> bytes:
        """The form (``lltp``, ``ct01`` or ``plain``) as PDF; values as ``bot.desk_paper.declaration`` makes them.
        Raises NotAccepted for an unknown form or values that do not fill it."""
        return (await self.pages(form, values, "pdf"))[0]

    async def pages(self, form: str, values: Mapping[str, Any], kind: Kind) -> list[bytes]:
        """The form as ``pdf`` (one item) or as ``png`` (one picture a page)."""
        if form not in FORMS:
            raise NotAccepted(f"unknown form {form}")
        async with self._turns:
            return await asyncio.to_thread(self._set, form, json.dumps(values, ensure_ascii=False), kind)

    def _set(self, form: str, values: str, kind: Kind) -> list[bytes]:
        try:
            made = cast(
                bytes | list[bytes],
                typst.compile(
                    str(_FOLDER / f"{form}.typ"),
                    root=str(_FOLDER),
                    font_paths=self._fonts,
                    sys_inputs={"values": values},
                    format=kind,
                    ppi=110,
                ),
            )
        except typst.TypstError:
            # The error's text may quote a value, so it is not passed on.
            raise NotAccepted(f"the values do not fill form {form}") from None
        return list(made) if isinstance(made, list) else [made]
