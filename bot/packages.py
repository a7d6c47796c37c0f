"""Gets a dossier ready to leave the house: packs its answers, and binds every paper to one PDF within the limits."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.codec import decode_conversation
from bot.failures import Failure, NotAccepted, Outage, PaperUnfit, Unusable
from bot.packing import pack
from bot.phrasebook import Phrasebook
from bot.ports import Binding, Clock, Inspected, Package, PaperRules, PaperSent, Reader, Seal, Store, Vault
from dialogs.conversation import Conversation, Dossier
from dialogs.documents import Unfitness
from dialogs.procedure import Catalogue

log = logging.getLogger(__name__)

PDF = "application/pdf"


class Packages:
    """Knows the conversation's store, the vault and the reader; names no portal."""

    def __init__(
        self,
        store: Store,
        seal: Seal,
        book: Phrasebook,
        catalogue: Callable[[], Catalogue],
        vault: Vault,
        reader: Reader,
        clock: Clock,
    ) -> None:
        self._store = store
        self._seal = seal
        self._book = book
        self._catalogue = catalogue
        self._vault = vault
        self._reader = reader
        self._clock = clock

    async def dossier(self, chat: str, dossier: str) -> tuple[Conversation, Dossier]:
        """The dossier as the conversation has it now. Raises NotAccepted when it is gone."""
        sealed = await self._store.conversation(chat)
        conversation = Conversation()
        if sealed is not None:
            conversation = decode_conversation(self._seal.open(sealed, f"conversation:{chat}"))
        found = conversation.dossier(dossier)
        if found is None:
            raise NotAccepted("the dossier is gone")
        return conversation, found

    async def pack(self, chat: str, conversation: Conversation, dossier: Dossier) -> Package:
        """The declaration and its papers, unbound."""
        place = await self._store.place_of(chat)
        channel = place.channel if place else ""
        return pack(self._catalogue(), self._book, conversation, dossier, chat, channel, self._clock.now())

    async def bind(self, package: Package, rules: PaperRules) -> Package:
        """Every paper as one PDF, kept in the vault under the dossier, and opened once more as the portal will get it.
        Raises PaperUnfit for the first paper that cannot be bound within the limits or does not open whole."""
        papers = [await self._bound(package, paper, rules) for paper in package.papers]
        return replace(package, papers=tuple(papers))

    async def _bound(self, package: Package, paper: PaperSent, rules: PaperRules) -> PaperSent:
        owner = package.dossier
        binding = Binding(layout=paper.layout, most_bytes=rules.most_bytes, archival=rules.archival, title=paper.title)
        try:
            pages = [await self._vault.get(owner, page_of(photo)) for photo in paper.photos]
            file = await self._vault.put(owner, await self._reader.bind(pages, binding))
            content = await self._vault.get(owner, file)
            seen = await self._reader.inspect(content)
        except Unusable as unusable:
            log.warning("a paper could not be bound: %s", unusable.reason)
            raise _unfit(paper, unusable) from None
        if (why := unfitness(paper, rules, content, seen)) is not None:
            log.error("a bound paper is not as it should be: %s", why)
            raise PaperUnfit(paper.path, why)
        name = f"{slug(package.title)}_{package.key[-8:]}_{slug(paper.title)}.pdf"
        return replace(paper, file=file, name=name, size=len(content))


SIDES_ON_A_SHEET = 2
"""Of a card, bound with the layout "card"."""
_WHY = {
    "too-big": Unfitness.TOO_BIG,
    "too-many-pages": Unfitness.TOO_LONG,
    "encrypted": Unfitness.LOCKED,
}
"""What a reader refuses, as its owner can mend it; anything else is damaged for them."""


def _unfit(paper: PaperSent, unusable: Unusable) -> Failure:
    """A machine that is too busy is no fault of the paper's."""
    if unusable.reason == "too-slow":
        return Outage("binding took too long")
    return PaperUnfit(paper.path, _WHY.get(unusable.reason, Unfitness.DAMAGED))


def unfitness(paper: PaperSent, rules: PaperRules, content: bytes, seen: Inspected) -> Unfitness | None:
    """What is wrong with a bound paper as it opens: no PDF, pages lost or added, larger than the portal takes."""
    pages = sum(int(photo.get("pages") or 1) for photo in paper.photos)
    expected = -(-pages // SIDES_ON_A_SHEET) if paper.layout == "card" else pages
    if len(content) > rules.most_bytes:
        return Unfitness.TOO_BIG
    return None if seen.mime == PDF and seen.pages == expected else Unfitness.DAMAGED


def page_of(photo: Mapping[str, Any]) -> str:
    """The vault id of what is passed on: the flattened page of a picture; else all of it, without metadata. Of a PDF
    all: its flattened page is only the first one."""
    whole = photo.get("mime") == PDF or not photo.get("scan")
    return str(photo.get("clean") if whole else photo.get("scan"))


def slug(words: str) -> str:
    """ "Giấy uỷ quyền" -> "giay-uy-quyen": fit for a file name anywhere."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    kept = "".join(
        sign if sign.isascii() and sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)
    )
    return "-".join(kept.split())[:60]
