"""Typesets official forms as PDF with typst: values go in as data, fonts are typst's own, work is done in a thread."""

from __future__ import annotations

import asyncio
import io
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, cast

import segno
import typst

from bot.failures import NotAccepted

Kind = Literal["pdf", "png"]

DECLARATIONS: Final = frozenset({"lltp", "ct01", "plain"})
SLIPS: Final = frozenset({"receipt", "supplement", "refusal", "apology"})
EXPLAINERS: Final = frozenset({"as-file"})
"""Pictures of the house's own."""
MAIL: Final = frozenset({"mail-cover", "mail-label"})
"""Sheets around a declaration that goes by post."""
BILLS: Final = frozenset({"pay"})
"""Codes to pay with."""
FORMS: Final = DECLARATIONS | SLIPS | EXPLAINERS | BILLS | MAIL

MOST_PICTURE: Final = 400 * 1024
"""Bytes of a picture for the chat: one that a slow phone loads at once."""
SHARPNESS: Final = (140, 125, 110)
"""Pixels an inch, the first at which the picture is not too large; at the last the small print can still be read."""
STANDARDS: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]
"""For the archive (ISO 19005-2, level A) and for screen readers (ISO 14289-1)."""

UNDATED: Final = "2026-01-01T00:00:00+07:00"
"""The moment of what carries none, as ISO 8601."""

_FOLDER = Path(__file__).parent / "forms"
_AT_ONCE = 2
_AGES = 12
"""Compilations after which typst's cache has forgotten (it keeps what was used in the last ten)."""
_QUIET_ZONE = 2
"""Modules left white around a code; the white of the page does the rest."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A form, what goes into it (JSON of the values, SVG of the code), and the moment that stands in its metadata: the
    same dossier gives the same bytes."""

    form: str
    inputs: dict[str, str]
    at: datetime


class TypstPrinter:
    """``bot.ports.Printer``. Nothing of a citizen's ever becomes typst source, so nothing of it can be a command."""

    def __init__(self) -> None:
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def print(self, form: str, values: Mapping[str, Any]) -> bytes:
        """One of ``FORMS`` as PDF/A-2a; values as ``bot.desk_paper.declaration`` and ``bot.desk_slips`` make them.
        A sign that no font has (an emoji) costs the archive's standard, not the paper.
        Raises NotAccepted for an unknown form or values that do not fill it."""
        return (await self.pages(form, values, "pdf"))[0]

    async def picture(self, form: str, values: Mapping[str, Any]) -> bytes:
        """Page one as PNG of at most ``MOST_PICTURE`` bytes. Raises like ``print``."""
        drawn = b""
        for ppi in SHARPNESS:
            drawn = (await self.pages(form, values, "png", ppi))[0]
            if len(drawn) <= MOST_PICTURE:
                break
        return drawn

    async def pages(self, form: str, values: Mapping[str, Any], kind: Kind, ppi: int = SHARPNESS[-1]) -> list[bytes]:
        """The form as ``pdf`` (one item) or as ``png`` (one picture a page, ``ppi`` pixels an inch)."""
        if form not in FORMS:
            raise NotAccepted(f"unknown form {form}")
        at = datetime.fromisoformat(str(values.get("at", UNDATED))).replace(microsecond=0)
        inputs = {"values": json.dumps(_composed(values), ensure_ascii=False), "code": _code(values.get("scan"))}
        async with self._turns:
            return await asyncio.to_thread(self._print, _Sheet(form, inputs, at), kind, ppi)

    def _print(self, sheet: _Sheet, kind: Kind, ppi: int) -> list[bytes]:
        try:
            return self._set(sheet, kind, ppi)
        finally:
            self._forget()

    def _forget(self) -> None:
        """Age typst's cache until nothing of this sheet is left in it: it would keep the layouts, and with them what a
        citizen said, for ten more sheets, and some 300 MB for them all."""
        for _ in range(_AGES):
            typst.compile(b"", font_paths=self._fonts)

    def _set(self, sheet: _Sheet, kind: Kind, ppi: int) -> list[bytes]:
        for standards in (STANDARDS, []) if kind == "pdf" else ([],):
            try:
                return self._compile(sheet, kind, ppi, standards)
            except typst.TypstError:
                continue  # A sign without a glyph breaks the standard; anything else breaks the next try as well.
        # The error's text may quote a value, so it is not passed on.
        raise NotAccepted(f"the values do not fill form {sheet.form}")

    def _compile(self, sheet: _Sheet, kind: Kind, ppi: int, standards: list[typst.PDFStandard]) -> list[bytes]:
        made = cast(
            bytes | list[bytes],
            typst.compile(
                str(_FOLDER / f"{sheet.form}.typ"),
                root=str(_FOLDER),
                font_paths=self._fonts,
                sys_inputs=sheet.inputs,
                format=kind,
                ppi=ppi,
                pdf_standards=standards,
                timestamp=sheet.at,
            ),
        )
        return list(made) if isinstance(made, list) else [made]


def _composed(value: Any) -> Any:
    """The same with every text in NFC: what is copied out of the PDF is then what other systems search for."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: _composed(one) for key, one in value.items()}
    return [_composed(one) for one in value] if isinstance(value, list | tuple) else value


def _code(text: object) -> str:
    """A QR code of this text as SVG; nothing for nothing."""
    if not isinstance(text, str) or not text:
        return ""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=_QUIET_ZONE, xmldecl=False)
    return out.getvalue().decode()
