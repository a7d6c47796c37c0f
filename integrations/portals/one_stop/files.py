"""The files of a package as they travel: taken from the vault, named by the portal's codes, marked by size and hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from bot.failures import Misconfigured
from bot.packages import page_of
from bot.portal_book import PaperMark
from bot.ports import Package, PaperSent, Vault
from integrations.portals.one_stop.mapping import Mapping, PaperMap

_ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file. Printing it shows no content."""

    path: str
    code: str
    title: str
    name: str
    mime: str
    content: bytes

    @property
    def mark(self) -> PaperMark:
        """What must come back."""
        return mark_of(self.code, self.content)

    def __repr__(self) -> str:
        return f"SentFile({self.code}, {len(self.content)} bytes)"


def mark_of(code: str, content: bytes) -> PaperMark:
    """Size and SHA-256 of a file under a paper's code."""
    return PaperMark(code, len(content), hashlib.sha256(content).hexdigest())


async def files_of(vault: Vault, mapping: Mapping, package: Package) -> tuple[SentFile, ...]:
    """In the order of the form. Raises Misconfigured for a paper without a code, Unusable when the vault lost one."""
    mapped = mapping.of(package.procedure)
    found: list[SentFile] = []
    for paper in package.papers:
        named = mapped.papers.get(paper.path)
        if named is None:
            raise Misconfigured(f"portal mapping {mapping.name}: {package.procedure}: no code for {paper.path}")
        found += await _of_paper(vault, package.dossier, paper, named)
    return tuple(found)


async def _of_paper(vault: Vault, owner: str, paper: PaperSent, named: PaperMap) -> list[SentFile]:
    """One PDF where it could be bound; else its single pictures."""
    if paper.file:
        content = await vault.get(owner, paper.file)
        return [SentFile(paper.path, named.code, named.name, paper.name, "application/pdf", content)]
    return [
        await _of_photo(vault, owner, paper, named, photo, number) for number, photo in enumerate(paper.photos, start=1)
    ]


async def _of_photo(vault: Vault, owner: str, paper: PaperSent, named: PaperMap, photo: Any, number: int) -> SentFile:
    content = await vault.get(owner, page_of(photo))
    mime = _mime(content)
    return SentFile(
        paper.path, named.code, named.name, f"{named.code}-{number}.{_ENDINGS.get(mime, 'jpg')}", mime, content
    )


def _mime(content: bytes) -> str:
    """By the first bytes: a page that was flattened is no longer what the citizen sent."""
    if content.startswith(b"%PDF"):
        return "application/pdf"
    if content.startswith(b"\x89PNG"):
        return "image/png"
    return "image/webp" if content[8:12] == b"WEBP" else "image/jpeg"
