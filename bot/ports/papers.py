"""Papers: looking at pictures, binding them to PDFs, typesetting forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from dialogs.documents import Look


class Depth(StrEnum):
    """How far a picture is looked into: what is not needed, or not allowed by its owner, is not done."""

    CLEAN = "clean"
    """Only opened, and written anew without metadata."""
    LOOK = "look"
    """The page is found, flattened and judged; nothing on it is read."""
    READ = "read"
    """The machine-readable parts and the text are read as well."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A usable file: true type, size in pixels (first page), pages; ``clean`` has metadata stripped (JPEG, PNG or PDF);
    ``preview`` is a JPEG of the first page, at most 1,280 pixels on the long side.

    ``scan``: JPEG of the flattened, upright page; ``marked``: small JPEG of the photo with the page's edges and the
    faults drawn in; both empty where there is none, or when ``depth`` was CLEAN.
    """

    mime: str
    width: int
    height: int
    pages: int
    clean: bytes
    preview: bytes
    scan: bytes = b""
    marked: bytes = b""
    look: Look = Look()


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """How a paper is bound to one PDF. ``layout``: "pages" (one picture a page) or "card" (front and back together on
    one sheet). ``most_bytes`` bounds the whole; ``archival`` asks for PDF/A; ``title`` stands in its metadata."""

    layout: str = "pages"
    most_bytes: int = 5 * 2**20
    archival: bool = False
    title: str = ""


class Reader(Protocol):
    """Looks at pictures and PDFs, and binds them, in child processes with limits."""

    def expect(self) -> None:
        """A picture is likely to come soon; make ready for it. Returns at once and never fails."""
        ...

    async def inspect(self, content: bytes, depth: Depth = Depth.CLEAN) -> Inspected:
        """Raises ``Unusable`` with a reason: not-an-image, too-big, too-many-pixels, damaged, encrypted, too-small,
        too-many-pages, too-slow."""
        ...

    async def bind(self, pages: Sequence[bytes], binding: Binding) -> bytes:
        """One PDF of these pictures (JPEG, PNG) and PDFs, in order. Raises ``Unusable`` (damaged, encrypted; too-big
        when it cannot be made to fit)."""
        ...


class Printer(Protocol):
    """Typesets official forms and slips, fonts embedded."""

    async def print(self, form: str, values: Mapping[str, Any]) -> bytes:
        """As PDF."""
        ...

    async def picture(self, form: str, values: Mapping[str, Any]) -> bytes:
        """Page one as PNG."""
        ...
