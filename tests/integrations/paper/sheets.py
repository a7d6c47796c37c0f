"""Printed sheets as tests look at them: their words, pages, fonts and codes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from bot.desk_paper import declaration
from bot.ports import Package
from integrations.paper import TypstPrinter

CODE = "H99.01-261120-0001"
AT = datetime(2026, 11, 20, 2, tzinfo=UTC)

ALPHABET = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ"
"""Every vowel of Vietnamese with every tone."""

PRINTER = TypstPrinter()


async def declared(package: Package, code: str = CODE) -> bytes:
    """The declaration of this package as PDF."""
    form, values = declaration(package, code, AT)
    return await PRINTER.print(form, values)


async def read(form: str, values: Mapping[str, Any]) -> str:
    """All words on a form."""
    return words_of(await PRINTER.print(form, values))


def words_of(pdf: bytes) -> str:
    """All words of a PDF as they are copied out of it, joined by single spaces."""
    return " ".join(" ".join(pages_of(pdf)).split())


def pages_of(pdf: bytes) -> list[str]:
    """The words of every page, as they are copied out of it."""
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]


def in_order(words: str, wanted: tuple[str, ...]) -> list[str]:
    """Those of ``wanted`` that do not stand in ``words`` behind the one before."""
    missing, at = [], 0
    for one in wanted:
        found = words.find(one, at)
        if found < 0:
            missing.append(one)
        else:
            at = found + len(one)
    return missing


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Each font by its name without the subset's mark, and whether its file is embedded."""
    fonts = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
                name = str(one["/FontName"]).partition("+")[2]
                fonts[name] = any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return fonts
