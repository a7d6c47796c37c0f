"""Binds pictures and PDFs in order, as good as the limit allows and no better. Child only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pikepdf

from bot.ports import Binding
from integrations.vision.binding.ink import LAST_IN_COLOUR, STEPS, Ink, inked
from integrations.vision.binding.kept import Unlike, must_stay, rebuilt
from integrations.vision.binding.sheets import Sheet, cards_of, page_of
from integrations.vision.binding.sources import Drawing, Photo, Source
from integrations.vision.binding.writing import Inked, written
from integrations.vision.bounds import MOST_PAGES
from integrations.vision.formats import Format, format_of
from integrations.vision.paper import Paper
from integrations.vision.refusal import Refusal

PAGE_BYTES: Final = 1_000_000
"""Of one page, however large the whole may be: offices' networks are slow, and portals count pages."""

_Part = list[Source] | pikepdf.Pdf


def bind(files: Sequence[bytes], binding: Binding) -> tuple[int, bytes]:
    """How many pages, and the PDF.

    Raises Refusal (encrypted, damaged, too-many-pages, too-many-pixels; too-big when it cannot be made to fit) and
    whatever the libraries raise on damaged files.
    """
    if len(files) == 1 and format_of(files[0]) is Format.PDF:
        paper = Paper(files[0])
        if not binding.archival and len(files[0]) <= binding.most_bytes and must_stay(files[0]):
            return paper.pages, files[0]
    kept = binding.layout == "pages" and not binding.archival
    parts = [_part(content, kept) for content in files]
    if sum(_pages(part) for part in parts) > MOST_PAGES:
        raise Refusal("too-many-pages")
    try:
        return _Book(parts, binding).fitted()
    except Refusal as refusal:
        if refusal.reason != "too-big" or not any(isinstance(part, pikepdf.Pdf) for part in parts):
            raise
    # Pages that are kept as they are cannot be made smaller; drawn as pictures they can.
    return _Book([_part(content, kept=False) for content in files], binding).fitted()


def _part(content: bytes, kept: bool) -> _Part:
    format = format_of(content)
    if format is None:
        raise Refusal("not-an-image")
    if format is not Format.PDF:
        return [Photo(content, format)]
    paper = Paper(content)
    if kept:
        try:
            return rebuilt(content, paper, PAGE_BYTES * paper.pages)
        except Unlike:
            pass
    return [Drawing(paper, number) for number in range(paper.pages)]


def _pages(part: _Part) -> int:
    return len(part.pages) if isinstance(part, pikepdf.Pdf) else len(part)


class _Book:
    """The leaves of one PDF, written at the first of ``STEPS`` at which they fit."""

    def __init__(self, parts: Sequence[_Part], binding: Binding) -> None:
        self._binding = binding
        self._sources = [source for part in parts if isinstance(part, list) for source in part]
        self._leaves = self._laid_out(parts)
        self._written: dict[tuple[int, int], Inked] = {}

    def fitted(self) -> tuple[int, bytes]:
        """How many pages, and the PDF. Raises Refusal (too-big)."""
        step, last = 0, len(STEPS) - 1
        file = self._at(step)
        if len(file) > self._binding.most_bytes:
            # Halving the steps that are left, for each costs every page a decoding and an encoding.
            good = None
            while step < last:
                middle = (step + 1 + last) // 2
                file = self._at(middle)
                if len(file) <= self._binding.most_bytes:
                    good, last = file, middle - 1
                else:
                    step = middle
            if good is None:
                raise Refusal("too-big")
            file = good
        return len(self._leaves), file

    def _laid_out(self, parts: Sequence[_Part]) -> list[Sheet | pikepdf.Page]:
        sizes = [source.size() for source in self._sources]
        if self._binding.layout == "card":
            return list(cards_of(sizes))
        leaves: list[Sheet | pikepdf.Page] = []
        number = 0
        for part in parts:
            if isinstance(part, pikepdf.Pdf):
                leaves += part.pages
                continue
            for _ in part:
                leaves.append(page_of(number, sizes[number]))
                number += 1
        return leaves

    def _at(self, step: int) -> bytes:
        leaves = [
            self._inked(number, leaf, step) if isinstance(leaf, Sheet) else leaf
            for number, leaf in enumerate(self._leaves)
        ]
        return written(leaves, self._binding)

    def _inked(self, number: int, sheet: Sheet, step: int) -> Inked:
        """A sheet at this step, or at the first one after it at which it is not larger than a page may be."""
        for at in range(step, len(STEPS)):
            leaf = self._leaf(number, sheet, at)
            # The grain of a photo can take more room in black and white than in poor colour.
            if not STEPS[at].quality:
                leaf = min(leaf, self._leaf(number, sheet, LAST_IN_COLOUR), key=_bytes)
            if _bytes(leaf) <= PAGE_BYTES:
                return leaf
        raise Refusal("too-big")

    def _leaf(self, number: int, sheet: Sheet, step: int) -> Inked:
        if (number, step) not in self._written:
            self._written[number, step] = Inked(sheet, self._inks(sheet, step))
        return self._written[number, step]

    def _inks(self, sheet: Sheet, step: int) -> tuple[Ink, ...]:
        return tuple(inked(self._sources[place.picture].load(), place, STEPS[step]) for place in sheet.places)


def _bytes(leaf: Inked) -> int:
    return sum(len(ink.content) for ink in leaf.inks)
