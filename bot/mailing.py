"""Makes the packet for the post: cover, declaration, papers in order and address label as one PDF for the citizen."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.desk_paper import declaration
from bot.failures import Failure, NotAccepted, Outage, PaperUnfit, TooFast, Unusable
from bot.mail_paper import Recipients, cover, label, recipient_of
from bot.outbox import MOST_TRIES
from bot.packages import Packages
from bot.ports import Binding, Clock, Package, PaperRules, Place, Post, Printer, Reader, Vault
from bot.turns import Turns
from dialogs.documents import Unfitness
from dialogs.effects import Effect
from dialogs.events import PacketPrinted
from dialogs.postal import Postal, PrintPacket
from dialogs.procedure import Catalogue

log = logging.getLogger(__name__)

MOST_BYTES = 15 * 2**20
"""Of the packet: what a phone still loads and a print shop still opens."""
RULES = PaperRules(most_bytes=5 * 2**20)


class Mailing:
    """Carries out ``PrintPacket``: the answer comes back to the chat as PacketPrinted."""

    def __init__(
        self,
        packages: Packages,
        catalogue: Callable[[], Catalogue],
        printer: Printer,
        reader: Reader,
        vault: Vault,
        turns: Turns,
        clock: Clock,
        recipients: Recipients,
    ) -> None:
        self._packages = packages
        self._catalogue = catalogue
        self._printer = printer
        self._reader = reader
        self._vault = vault
        self._turns = turns
        self._clock = clock
        self._recipients = recipients

    async def print_packet(self, post: Post, effect: Effect) -> str:
        """One packet, of the answers for which it was asked; when they were changed since, none is made."""
        if not isinstance(effect, PrintPacket):
            raise NotAccepted(f"{post.kind} is no packet to print")
        conversation, dossier = await self._packages.dossier(post.chat, effect.dossier)
        if dossier.printing != effect.mark:
            return ""
        try:
            package = await self._packages.pack(post.chat, conversation, dossier)
            file, pages = await self._made(package)
        except PaperUnfit as unfit:
            # Told, and nothing else: the paper is its owner's to mend, no task for staff.
            await self._tell(post, effect, paper=unfit.path, unfit=unfit.why)
            return ""
        except (Outage, TooFast):
            if post.tries + 1 >= MOST_TRIES:
                await self._tell(post, effect)
            raise
        except Failure:
            await self._tell(post, effect)
            raise
        await self._tell(post, effect, file=file, pages=pages)
        return file

    async def _made(self, package: Package) -> tuple[str, int]:
        """Vault id and pages. Raises PaperUnfit, Outage, NotAccepted."""
        postal = self._postal(package)
        package = await self._packages.bind(package, RULES)
        now = self._clock.now()
        to = recipient_of(package, postal, self._recipients)
        form, values = declaration(package, "", now)
        values = {**values, "posted": True, "day": "......", "month": "......", "year": "20...."}
        middle = [await self._printer.print(form, values)]
        middle += [await self._vault.get(package.dossier, paper.file) for paper in package.papers]
        counts = tuple([(await self._reader.inspect(one)).pages for one in middle])
        first = await self._printer.print("mail-cover", cover(package, postal, to, counts, now))
        last = await self._printer.print("mail-label", label(package, to, now))
        return await self._bound(package, [first, *middle, last])

    async def _bound(self, package: Package, sheets: list[bytes]) -> tuple[str, int]:
        binding = Binding(most_bytes=MOST_BYTES, title="Bộ hồ sơ gửi qua bưu điện")
        try:
            packet = await self._reader.bind(sheets, binding)
            pages = (await self._reader.inspect(packet)).pages
        except Unusable as unusable:
            log.warning("a packet could not be bound: %s", unusable.reason)
            if unusable.reason == "too-slow":
                raise Outage("binding took too long") from None
            raise NotAccepted(f"a packet could not be bound: {unusable.reason}") from None
        return await self._vault.put(package.dossier, packet), pages

    def _postal(self, package: Package) -> Postal:
        procedure = self._catalogue().pinned(package.procedure, package.revision)
        procedure = procedure or self._catalogue().current(package.procedure)
        if procedure is None or procedure.postal is None:
            raise NotAccepted("this does not go by post")
        return procedure.postal

    async def _tell(
        self,
        post: Post,
        effect: PrintPacket,
        file: str = "",
        pages: int = 0,
        paper: str = "",
        unfit: Unfitness | None = None,
    ) -> None:
        printed = PacketPrinted(
            id=f"packet:{effect.mark}:{post.tries}",
            at=self._clock.now(),
            fresh=self._clock.token(),
            dossier=effect.dossier,
            mark=effect.mark,
            file=file,
            pages=pages,
            paper=paper,
            unfit=unfit,
        )
        await self._turns.tell(post.chat, printed, Place("printer", "", ""))
