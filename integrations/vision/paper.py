"""Opens PDFs, counts their pages and draws the first one. Child only."""

from __future__ import annotations

from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from integrations.vision.bounds import LEAST_SIDE, MOST_PAGES, MOST_PIXELS, PDF_DPI, PREVIEW_SIDE
from integrations.vision.formats import Format
from integrations.vision.frames import Looked
from integrations.vision.raster import preview_of
from integrations.vision.refusal import Refusal

_POINTS_PER_INCH: Final = 72
_MOST_POINTS: Final = 14_400
"""The largest side of a page in points (ISO 32000-1, annex C)."""
_MOST_OBJECTS: Final = 20_000
"""Objects of the first page that are looked at for oversized pictures."""


def look(content: bytes) -> Looked:
    """The file goes through as it is (a signature in it must stay valid) once it has proved to open and to be drawn.

    Raises Refusal, and what the library raises on damaged data.
    """
    document = _open(content)
    pages = len(document)
    if pages < 1:
        raise Refusal("damaged", "no pages")
    if pages > MOST_PAGES:
        raise Refusal("too-many-pages")
    page = document[0]
    width, height = _size(page)
    _check_pictures(page)
    drawn = page.render(scale=PREVIEW_SIDE / max(page.get_size())).to_pil().convert("RGB")
    return Looked(
        mime=Format.PDF.value, width=width, height=height, pages=pages, clean=content, preview=preview_of(drawn)
    )


def _open(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        # The library does not reset its error code: an earlier file's "password" can stand for this one's damage.
        locked = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY} and b"/Encrypt" in content
        raise Refusal("encrypted" if locked else "damaged", "PdfiumError") from error
    # Filled form fields are drawn only when the form is initialised before the first page is loaded.
    document.init_forms()
    return document


def _size(page: pypdfium2.PdfPage) -> tuple[int, int]:
    """Width and height in pixels at ``PDF_DPI``. A large sheet is fine: it is drawn small, whatever its size."""
    width, height = page.get_size()
    if not max(width, height) <= _MOST_POINTS:
        raise Refusal("damaged", "page size")
    if min(width, height) < LEAST_SIDE * _POINTS_PER_INCH / PDF_DPI:
        raise Refusal("too-small")
    return round(width * PDF_DPI / _POINTS_PER_INCH), round(height * PDF_DPI / _POINTS_PER_INCH)


def _check_pictures(page: pypdfium2.PdfPage) -> None:
    """A page of ordinary size can hold a picture of any size: refuse it before it is decoded."""
    for number, found in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])):
        if number >= _MOST_OBJECTS:
            raise Refusal("damaged", "too many objects")
        width, height = found.get_px_size()
        if width * height > MOST_PIXELS:
            raise Refusal("too-many-pixels")
