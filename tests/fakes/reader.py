"""A reader for tests of packages: its "PDFs" say how many pages they have, and it can be told to fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.failures import Unusable
from bot.ports import Binding, Depth, Inspected

PDF = b"%PDF-1.7 pages="


def pdf(pages: int, size: int = 0) -> bytes:
    """What this reader takes for a PDF of so many pages and at least so many bytes."""
    return (PDF + str(pages).encode() + b" ").ljust(size, b".")


@dataclass
class PlainReader:
    """Implements ``bot.ports.Reader``. ``refuses``: the reason with which binding is refused; ``loses``: so many pages
    get lost on the way; ``grows``: bytes a bound paper has at least."""

    refuses: str = ""
    loses: int = 0
    grows: int = 0

    def expect(self) -> None:
        """Always ready."""

    async def inspect(self, content: bytes, depth: Depth = Depth.CLEAN) -> Inspected:
        """Counts the pages of its own PDFs; anything else is a picture."""
        if not content.startswith(PDF):
            return Inspected("image/jpeg", 640, 400, 1, content, content)
        return Inspected("application/pdf", 595, 842, _pages(content), content, content)

    async def bind(self, pages: Sequence[bytes], binding: Binding) -> bytes:
        """One of its PDFs, with the pages of all."""
        if self.refuses:
            raise Unusable(self.refuses)
        count = sum(_pages(one) if one.startswith(PDF) else 1 for one in pages)
        sheets = -(-count // 2) if binding.layout == "card" else count
        return pdf(sheets - self.loses, self.grows)


def _pages(content: bytes) -> int:
    return int(content.removeprefix(PDF).split(b" ")[0])
