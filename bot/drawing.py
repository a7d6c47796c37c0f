"""Typesets a citizen's declaration: page one as a picture before it is filed, the whole as PDF afterwards."""

from __future__ import annotations

from bot.desk_paper import declaration
from bot.failures import NotAccepted
from bot.packages import Packages
from bot.ports import Clock, Place, Post, Printer, Vault
from bot.turns import Turns
from dialogs.effects import Draw, Effect
from dialogs.events import Drawn


class Drawing:
    """Carries out ``Draw``: the answer comes back to the chat as Drawn."""

    def __init__(self, packages: Packages, printer: Printer, vault: Vault, turns: Turns, clock: Clock) -> None:
        self._packages = packages
        self._printer = printer
        self._vault = vault
        self._turns = turns
        self._clock = clock

    async def draw(self, post: Post, effect: Effect) -> str:
        """One declaration as the answers stand now."""
        if not isinstance(effect, Draw):
            raise NotAccepted(f"{post.kind} is nothing to draw")
        conversation, dossier = await self._packages.dossier(post.chat, effect.dossier)
        package = await self._packages.pack(post.chat, conversation, dossier)
        form, values = declaration(package, "" if effect.preview else dossier.code, dossier.filed or self._clock.now())
        make = self._printer.picture if effect.preview else self._printer.print
        file = await self._vault.put(dossier.id, await make(form, values))
        drawn = Drawn(
            id=f"drawn:{post.id}",
            at=self._clock.now(),
            fresh=self._clock.token(),
            dossier=dossier.id,
            file=file,
            preview=effect.preview,
        )
        await self._turns.tell(post.chat, drawn, Place("printer", "", ""))
        return file
