"""One event, one transaction: seen? load, take the turn, write everything, commit; then post what it asked for."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.codec import (
    decode_conversation,
    decode_event,
    encode_conversation,
    encode_effect,
    encode_event,
)
from bot.failures import Failure
from bot.phrasebook import Phrasebook
from bot.ports import (
    Arrival,
    Clock,
    Loaded,
    NewConsent,
    NewNote,
    NewPost,
    NewTask,
    NewTimer,
    Place,
    Seal,
    Store,
    Taken,
    Writes,
)
from dialogs.conversation import Conversation
from dialogs.effects import CallStaff, Consent, Effect, Erase, Lane, Note, Remind, Say
from dialogs.events import Event, Reachable, Stumbled
from dialogs.procedure import Catalogue
from dialogs.turn import Turn, take_turn

log = logging.getLogger(__name__)

Posted = Callable[[Taken], Awaitable[None]]


class Turns:
    """Takes events from every door (channels, portals, timers, the reader) and makes each one durable turn."""

    def __init__(
        self, catalogue: Callable[[], Catalogue], store: Store, seal: Seal, book: Phrasebook, clock: Clock
    ) -> None:
        self._catalogue = catalogue
        self._store = store
        self._seal = seal
        self._book = book
        self._clock = clock
        self._posted: Posted | None = None

    def after_commit(self, posted: Posted) -> None:
        """Who carries out what a turn asked for (the outbox)."""
        self._posted = posted

    async def receive(self, arrival: Arrival) -> Taken:
        """Take what came in; returns after the commit. A turn that raises becomes poison with a staff task and the
        citizen is told; it never blocks the chat. Failures of the store itself are raised: nothing was acknowledged."""
        event = decode_event(arrival.body)
        try:
            taken = await self._store.turn(arrival, lambda loaded: self._decide(loaded, event, arrival.place))
        except Failure:
            raise
        except Exception as fault:  # noqa: BLE001 (any fault of ours in a turn: kept as poison, told to staff, answered)
            taken = await self._stumble(arrival, event, fault)
        if isinstance(event, Reachable):  # The turn itself counts as a sign of life, which a block is not.
            await self._store.mark_reachable(arrival.place, event.reachable)
        if self._posted is not None and not taken.replayed:
            await self._posted(taken)
        return taken

    async def tell(self, chat: str, event: Event, place: Place) -> Taken:
        """The world's answer to a chat (portal, timer, reader)."""
        return await self.receive(Arrival(place, event.id, encode_event(event), chat))

    async def keep_poison(self, arrival: Arrival, why: str) -> bool:
        """Keep what nobody could read or take, sealed, with a staff task; True when it is new."""
        sealed = self._seal.seal(arrival.body, f"poison:{arrival.place.channel}:{arrival.event}")
        return await self._store.poison(replace(arrival, body=sealed), why)

    async def _stumble(self, arrival: Arrival, event: Event, fault: Exception) -> Taken:
        log.error("turn failed: %s at %s", type(fault).__name__, _where(fault))
        await self.keep_poison(arrival, type(fault).__name__)
        told = Stumbled(id=f"stumbled:{event.id}", at=event.at, fresh=event.fresh)
        again = replace(arrival, event=f"stumbled:{arrival.event}", body=encode_event(told))
        return await self._store.turn(again, lambda loaded: self._decide(loaded, told, arrival.place))

    def _decide(self, loaded: Loaded, event: Event, place: Place) -> Writes:
        conversation = Conversation()
        where = f"conversation:{loaded.chat}"
        if loaded.conversation is not None:
            conversation = decode_conversation(self._seal.open(loaded.conversation, where))
        turn = take_turn(self._catalogue(), conversation, event)
        # The world's late word (a sheet typeset while all was erased) must not bring a forgotten chat back.
        said = any(isinstance(effect, Say) for effect in turn.effects)
        forgotten = loaded.conversation is None and not said and not turn.conversation.dossiers
        return self._writes(turn, loaded.chat, event, place, forgotten)

    def _writes(self, turn: Turn, chat: str, event: Event, place: Place, forgotten: bool) -> Writes:
        effects, language = turn.effects, turn.conversation.language
        dossier = turn.conversation.on_desk
        erase = any(isinstance(e, Erase) and not e.dossier for e in effects)
        body = encode_conversation(turn.conversation)
        return Writes(
            # None, not an empty conversation: only then does the store forget the chat itself once all has been said.
            conversation=None if erase or forgotten else self._seal.seal(body, f"conversation:{chat}"),
            posts=tuple(self._post(effect, chat) for effect in effects if _is_post(effect)),
            timers=tuple(NewTimer(e.at, str(e.timer), e.dossier) for e in effects if isinstance(e, Remind)),
            consents=tuple(
                NewConsent(e.purpose, e.given, e.text, self._book.version(e.text, language), language)
                for e in effects
                if isinstance(e, Consent)
            ),
            tasks=tuple(NewTask(e.reason, e.dossier) for e in effects if isinstance(e, CallStaff)),
            notes=tuple(NewNote(place.channel, e.what, e.dossier, e.detail) for e in effects if isinstance(e, Note)),
            erase=erase,
            language=language,
            where=(
                dossier.procedure if dossier else "",
                turn.conversation.prompt.path.split(".")[0],
                str(turn.conversation.mode),
            ),
        )

    def _post(self, effect: Effect, chat: str) -> NewPost:
        lane = effect.lane if isinstance(effect, Say) else Lane.INTERACTIVE
        return NewPost(effect.kind, lane, self._seal.seal(encode_effect(effect), f"post:{chat}"))


def _is_post(effect: Effect) -> bool:
    return not isinstance(effect, Remind | Consent | CallStaff | Note)


def _where(fault: Exception) -> str:
    """File and line of the fault, never its text: a text may hold an answer."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "?"
