"""Filing: a paper that the portal would not take goes back to its owner by name; nothing is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.failures import NotAccepted, PaperUnfit
from bot.ports import Package, PaperRules, Post, Receipt
from bot.submissions import Submissions
from dialogs.conversation import Conversation, Dossier
from dialogs.documents import Unfitness
from dialogs.effects import Lane, Submit
from dialogs.events import FilingEnded, FilingResult
from tests.fakes.clock import SettableClock
from tests.fakes.packages import criminal_record

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
DOSSIER = Dossier("d1", "3.000333", "2026-07-01", NOW, NOW, key="k1")


class Counter:
    """A portal that counts what it gets."""

    name, papers = "counter", PaperRules()

    def __init__(self) -> None:
        self.got: list[Package] = []

    async def submit(self, package: Package) -> Receipt:
        self.got.append(package)
        return Receipt("DK-1", NOW)

    async def look_up(self, key: str) -> Receipt | None:
        return None


class Ready:
    """Packages whose binding ends as told."""

    def __init__(self, failure: Exception | None) -> None:
        self.failure = failure

    async def dossier(self, chat: str, dossier: str) -> tuple[Conversation, Dossier]:
        return Conversation(), DOSSIER

    async def pack(self, chat: str, conversation: Conversation, dossier: Dossier) -> Package:
        return criminal_record()

    async def bind(self, package: Package, rules: PaperRules) -> Package:
        if self.failure:
            raise self.failure
        return package


class Told:
    """Keeps the events that go back into the conversation."""

    def __init__(self) -> None:
        self.events: list[FilingEnded] = []

    async def tell(self, chat: str, event: FilingEnded, place: object) -> None:
        self.events.append(event)


def joined(failure: Exception | None) -> tuple[Submissions, Counter, Told]:
    portal, told, ready = Counter(), Told(), Ready(failure)
    parts: Any = (ready, portal, told, SettableClock())
    return Submissions(*parts), portal, told


POST = Post(1, "chat", "submit", Lane.INTERACTIVE, b"", None)


async def test_an_unfit_paper_comes_back_by_name_and_nothing_is_sent() -> None:
    submissions, portal, told = joined(PaperUnfit("authorisation", Unfitness.TOO_BIG))
    assert await submissions.submit(POST, Submit("d1", "k1")) == ""
    (event,) = told.events
    assert (event.result, event.paper, event.unfit) == (FilingResult.FAILED, "authorisation", Unfitness.TOO_BIG)
    assert portal.got == []


async def test_another_failure_names_no_paper_and_is_raised() -> None:
    submissions, portal, told = joined(NotAccepted("no"))
    with pytest.raises(NotAccepted):
        await submissions.submit(POST, Submit("d1", "k1"))
    assert told.events[0].paper == "" and told.events[0].unfit is None and portal.got == []
