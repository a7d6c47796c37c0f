"""Holds our procedures against the National Portal's, field by field: one that differs takes no new filings until a
member of staff has looked."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final, Protocol

from bot.failures import Failure
from bot.national_book import Difference, Drift, NationalBook
from bot.ports import Clock
from dialogs.answers import Answer, AnswerValue
from dialogs.checks.outcome import Context
from dialogs.deadlines import VIETNAM
from dialogs.procedure import Catalogue, Procedure
from dialogs.steps import Choose

log = logging.getLogger(__name__)

METHODS: Final = {"online": "ONLINE", "direct": "DIRECT", "post": "POSTAL"}
"""Our channels as the catalogue calls them (facts 3)."""
IN_FORCE: Final = ("ACTIVE", "UPDATED")
_COMPONENT = "component."
_ORDINARY: Final[dict[str, AnswerValue]] = {"fee_group": "ordinary", "has_members": False, "copies": 1}
"""The applicant whose fee and term are compared: nothing that makes it dearer, cheaper or longer."""

Fields = Mapping[str, str]


class PortalCatalogue(Protocol):
    """The part of the portal that is read."""

    async def procedure(self, code: str) -> Fields | None:
        """Flat fields (``title``, ``state``, ``ONLINE.fee``, ``ONLINE.time``, ``component.<code>``); None: it has none.
        Raises Failure when it cannot be read: that says nothing about the procedure."""
        ...


def ours(procedure: Procedure, title: str, components: Mapping[str, str], today: date) -> Fields:
    """Our procedure as the same fields. ``components``: the portal's codes of papers -> our step."""
    fields = {"title": title, "state": IN_FORCE[0]}
    for channel in _channels(procedure):
        answers = {key: Answer(value) for key, value in _ORDINARY.items()}
        answers["channel"] = Answer(channel)
        context = Context(today, answers)
        fields[f"{METHODS[channel]}.fee"] = str(procedure.fee(context).total)
        fields[f"{METHODS[channel]}.time"] = f"{procedure.terms[-1].days} WORKING_DAY"
    return fields | {f"{_COMPONENT}{code}": step for code, step in components.items()}


def differences(mine: Fields, theirs: Fields) -> tuple[Difference, ...]:
    """Field by field, in the order of their names. Ways of filing that only the portal has harm nobody."""
    return tuple(
        Difference(name, mine.get(name, ""), theirs.get(name, ""))
        for name in sorted(set(mine) | {name for name in theirs if name.startswith(_COMPONENT)})
        if not _same(name, mine.get(name), theirs.get(name))
    )


def _same(name: str, mine: str | None, theirs: str | None) -> bool:
    if mine is None or theirs is None:
        return False
    if name.startswith(_COMPONENT):
        return True  # Names of papers are everybody's own; that there is such a paper is what counts.
    if name == "state":
        return theirs in IN_FORCE
    if name.endswith(".fee"):
        return mine in theirs.split()  # The portal lists every amount there is, also that for several persons.
    return _plain(mine) == _plain(theirs)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _channels(procedure: Procedure) -> Iterator[str]:
    for part in procedure.parts:
        for step in part.steps:
            if isinstance(step, Choose) and step.key == "channel":
                yield from (option.code for option in step.options if option.code in METHODS)


class DriftWatch:
    """``blocked`` is what the turns look at; ``load`` reads it anew, for another machine may have found something.

    ``components``: procedure -> {the portal's code of a paper: our step}; ``title`` says a procedure's title."""

    def __init__(
        self,
        book: NationalBook,
        portal: PortalCatalogue,
        catalogue: Catalogue,
        components: Mapping[str, Mapping[str, str]],
        title: Callable[[Procedure], str],
        alarm: Callable[[str, str], Awaitable[None]],
        clock: Clock,
    ) -> None:
        self._book = book
        self._portal = portal
        self._base = self._now = catalogue
        self._components = components
        self._title = title
        self._alarm = alarm
        self._clock = clock

    def catalogue(self) -> Catalogue:
        """The catalogue, with the procedures of which nothing new may be filed."""
        return self._now

    async def load(self) -> tuple[Drift, ...]:
        """What differs, and from now on blocks."""
        drifts = tuple(await self._book.drifts())
        blocked = frozenset(drift.procedure for drift in drifts if drift.blocks)
        if blocked != self._now.blocked:
            self._now = replace(self._base, blocked=blocked)
        return drifts

    async def compare_all(self) -> int:
        """The nightly report; returns how many procedures differ. One that cannot be read stays as it was."""
        return sum([await self.compare(procedure.code) for procedure in self._base.procedures])

    async def compare(self, code: str) -> bool:
        """Whether this procedure differs; staff are called for differences that are new."""
        procedure = self._base.current(code)
        if procedure is None:
            raise LookupError(f"no procedure {code}")
        try:
            theirs = await self._portal.procedure(code)
        except Failure as failure:
            log.warning("catalogue: %s could not be read: %s", code, failure)
            await self.load()
            return any(drift.procedure == code for drift in await self._book.drifts())
        now = self._clock.now()
        mine = ours(procedure, self._title(procedure), self._components[code], now.astimezone(VIETNAM).date())
        found = (Difference("procedure", mine["title"], ""),) if theirs is None else differences(mine, theirs)
        before = next((one.differences for one in await self._book.drifts() if one.procedure == code), ())
        await self._book.found(Drift(code, now, found))
        if found and found != before:
            log.error("catalogue: %s differs in %s", code, ", ".join(one.field for one in found))
            await self._alarm(f"drift:{code}:{now:%Y%m%d%H%M%S}", "procedure_drift")
        await self.load()
        return bool(found)

    async def keep_open(self, code: str, by: str) -> None:
        """Staff looked at what differs and go on taking filings; another difference blocks again."""
        await self._book.keep_open(code, by, self._clock.now())
        await self.load()
