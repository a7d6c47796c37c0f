"""Opens PDFs, counts their pages and draws them. Child only."""

from __future__ import annotations

from typing import Final

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from integrations.vision.bounds import LEAST_SIDE, MOST_PAGES, MOST_PIXELS, PDF_DPI
from integrations.vision.refusal import Refusal
from integrations.vision.shapes import Picture

POINTS_PER_INCH: Final = 72
_MOST_POINTS: Final = 14_400
"""The largest side of a page in points (ISO 32000-1, annex C)."""
_MOST_OBJECTS: Final = 20_000
"""Objects of a page that are looked at for oversized pictures."""
_NOT_LOCKED: Final = -1


class Paper:
    """An open PDF that is neither encrypted nor too long. Raises Refusal, and what the library raises on damage."""

    def __init__(self, content: bytes) -> None:
        self._document = _open(content)
        self.pages = len(self._document)
        if self.pages < 1:
            raise Refusal("damaged", "no pages")
        if self.pages > MOST_PAGES:
            raise Refusal("too-many-pages")

    def size(self, number: int = 0) -> tuple[float, float]:
        """Width and height of a page in points, as it is seen."""
        width, height = self._document[number].get_size()
        if not 0 < min(width, height) <= max(width, height) <= _MOST_POINTS:
            raise Refusal("damaged", "page size")
        return width, height

    def pixels(self, number: int = 0) -> tuple[int, int]:
        """Width and height at ``PDF_DPI``. A large sheet is fine: it is drawn small, whatever its size."""
        width, height = self.size(number)
        if min(width, height) < LEAST_SIDE * POINTS_PER_INCH / PDF_DPI:
            raise Refusal("too-small")
        return round(width * PDF_DPI / POINTS_PER_INCH), round(height * PDF_DPI / POINTS_PER_INCH)

    def drawn(self, number: int, side: int) -> Picture:
        """A page as it is seen, RGB, ``side`` pixels on the long side."""
        page = self._document[number]
        _check_pictures(page)
        return np.asarray(page.render(scale=side / max(self.size(number))).to_pil().convert("RGB"), np.uint8)


def _open(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        # The library does not reset its error code: an earlier file's "password" can stand for this one's damage.
        locked = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY} and b"/Encrypt" in content
        raise Refusal("encrypted" if locked else "damaged", "PdfiumError") from error
    # Some open without a password, but forbid printing or copying: no office could keep what we would make of them.
    if pdfium.FPDF_GetSecurityHandlerRevision(document) != _NOT_LOCKED:
        raise Refusal("encrypted", "owner")
    # Filled form fields are drawn only when the form is initialised before the first page is loaded.
    document.init_forms()
    return document


def _check_pictures(page: pypdfium2.PdfPage) -> None:
    """A page of ordinary size can hold a picture of any size: refuse it before it is decoded."""
    for number, found in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])):
        if number >= _MOST_OBJECTS:
            raise Refusal("damaged", "too many objects")
        width, height = found.get_px_size()
        if width * height > MOST_PIXELS:
            raise Refusal("too-many-pixels")
