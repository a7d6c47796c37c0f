"""Gets a dossier ready to leave the house: packs its answers, and binds every paper to one PDF within the limits."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from bot.codec import decode_conversation
from bot.failures import NotAccepted, Unusable
from bot.packing import pack
from bot.phrasebook import Phrasebook
from bot.ports import Binding, Clock, Package, PaperRules, PaperSent, Reader, Seal, Store, Vault
from dialogs.conversation import Conversation, Dossier
from dialogs.procedure import Catalogue

log = logging.getLogger(__name__)


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
        """Every paper as one PDF, kept in the vault under the dossier. A paper that cannot be bound within the limits
        leaves as its single pictures: the officer sees them all the same, and the reason stands in the log."""
        papers = [await self._bound(package, paper, rules) for paper in package.papers]
        return replace(package, papers=tuple(papers))

    async def _bound(self, package: Package, paper: PaperSent, rules: PaperRules) -> PaperSent:
        owner = package.dossier
        pages = [await self._vault.get(owner, page_of(photo)) for photo in paper.photos]
        binding = Binding(layout=paper.layout, most_bytes=rules.most_bytes, archival=rules.archival, title=paper.title)
        try:
            content = await self._reader.bind(pages, binding)
        except Unusable as unusable:
            log.warning("a paper could not be bound: %s", unusable.reason)
            return paper
        name = f"{slug(package.title)}_{package.key[-8:]}_{slug(paper.title)}.pdf"
        return replace(paper, file=await self._vault.put(owner, content), name=name, size=len(content))


def page_of(photo: object) -> str:
    """The vault id of the page that is passed on: the flattened one; else the whole picture without metadata."""
    known = photo if isinstance(photo, dict) else {}
    return str(known.get("scan") or known.get("clean"))


def slug(words: str) -> str:
    """ "Giấy uỷ quyền" -> "giay-uy-quyen": fit for a file name anywhere."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    kept = "".join(
        sign if sign.isascii() and sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)
    )
    return "-".join(kept.split())[:60]
