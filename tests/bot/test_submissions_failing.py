"""Filing: what each failure of a portal is told as, and when it is looked up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bot.failures import (
    Differs,
    Failure,
    Misconfigured,
    NotAccepted,
    Outage,
    PaperUnfit,
    TooFast,
    Uncertain,
)
from bot.outbox import LONGEST_DELAY, MOST_TRIES
from bot.ports import Package, PaperRules, Place, Post, Receipt
from bot.submissions import LOOK_AGAIN_SECONDS, Submissions
from dialogs.conversation import Conversation
from dialogs.documents import Unfitness
from dialogs.effects import Lane, Submit
from dialogs.events import Event, FilingEnded, FilingResult
from tests.fakes.clock import START, SettableClock
from tests.fakes.packages import criminal_record

RECEIPT = Receipt("H26-261120-0001", START)


class Scripted:
    """A portal that does what the test says, in order: a failure is raised, anything else returned."""

    name = "scripted"
    papers = PaperRules()

    def __init__(self, *answers: Failure | Receipt | None) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def submit(self, package: Package) -> Receipt:
        self.asked.append("submit")
        found = self._next()
        assert found is not None
        return found

    async def look_up(self, key: str) -> Receipt | None:
        self.asked.append("look up")
        return self._next()

    async def withdraw(self, dossier: str) -> None: ...

    async def status_of(self, code: str, factor: str) -> tuple[int, date | None] | None:
        return None

    def _next(self) -> Receipt | None:
        answer = self.answers.pop(0)
        if isinstance(answer, Failure):
            raise answer
        return answer


class Filing:
    """Submissions over a scripted portal; ``told`` is what the chat heard."""

    def __init__(self, *answers: Failure | Receipt | None) -> None:
        self.portal = Scripted(*answers)
        self.told: list[FilingEnded] = []
        self.submissions = Submissions(self, self.portal, self, SettableClock())  # type: ignore[arg-type]

    async def dossier(self, chat: str, dossier: str) -> tuple[Any, Any]:
        return Conversation(), criminal_record()

    async def pack(self, chat: str, conversation: Any, dossier: Any) -> Package:
        return criminal_record()

    async def bind(self, package: Package, rules: PaperRules) -> Package:
        return package

    async def tell(self, chat: str, event: Event, place: Place) -> None:
        assert isinstance(event, FilingEnded)
        self.told.append(event)

    async def attempt(self, tries: int = 0) -> Failure | str:
        """One attempt; the failure that the outbox is given, or the code."""
        post = Post(1, "chat", "submit", Lane.INTERACTIVE, b"", None, tries)
        try:
            return await self.submissions.submit(post, Submit("d1", "k1"))
        except Failure as failure:
            return failure

    @property
    def results(self) -> Sequence[FilingResult]:
        return [one.result for one in self.told]


async def test_filed_is_told_with_the_code() -> None:
    filing = Filing(RECEIPT)
    assert await filing.attempt() == RECEIPT.code
    assert [(one.result, one.code) for one in filing.told] == [(FilingResult.FILED, RECEIPT.code)]
    assert filing.portal.asked == ["submit"]


async def test_the_second_attempt_looks_first() -> None:
    filing = Filing(RECEIPT)
    assert await filing.attempt(tries=1) == RECEIPT.code
    assert filing.portal.asked == ["look up"]
    filing = Filing(None, RECEIPT)
    await filing.attempt(tries=1)
    assert filing.portal.asked == ["look up", "submit"]


@pytest.mark.parametrize(
    ("failure", "result"), [(Uncertain("lost"), FilingResult.UNKNOWN), (Differs("1 of 2"), FilingResult.DIFFERS)]
)
@pytest.mark.parametrize("tries", [0, MOST_TRIES - 1])
async def test_what_is_unclear_is_never_told_as_not_filed(failure: Failure, result: FilingResult, tries: int) -> None:
    filing = Filing(failure)
    again = await filing.attempt(tries)
    assert isinstance(again, Outage), "it is looked up again, as long as there are tries"
    assert filing.results == [result]


@pytest.mark.parametrize("failure", [Outage("refused"), TooFast("429")])
async def test_surely_not_filed_is_tried_for_hours_before_it_is_told(failure: Failure) -> None:
    filing = Filing(failure)
    assert await filing.attempt(0) is failure
    assert filing.told == []
    filing = Filing(None, failure)
    await filing.attempt(MOST_TRIES - 1)
    assert filing.results == [FilingResult.FAILED]


@pytest.mark.parametrize("failure", [NotAccepted("01"), Misconfigured("401")])
async def test_a_no_is_told_at_once(failure: Failure) -> None:
    filing = Filing(failure)
    assert await filing.attempt() is failure
    assert [(one.result, one.reason) for one in filing.told] == [(FilingResult.FAILED, type(failure).__name__)]


async def test_a_paper_that_the_portal_itself_finds_too_big_is_its_owners_to_mend() -> None:
    filing = Filing(PaperUnfit("id_card", Unfitness.TOO_BIG))
    assert await filing.attempt() == ""
    assert [(one.result, one.paper, one.unfit) for one in filing.told] == [
        (FilingResult.FAILED, "id_card", Unfitness.TOO_BIG)
    ]


async def test_looks_become_rarer_and_heed_the_portal() -> None:
    waits = []
    for tries in range(MOST_TRIES):
        again = await Filing(Uncertain("lost")).attempt(tries)
        assert isinstance(again, Outage) and again.after is not None
        waits.append(again.after)
    assert waits[0] == LOOK_AGAIN_SECONDS and waits == sorted(waits) and waits[-1] == LONGEST_DELAY
    assert sum(waits) > 4 * 3600
    asked = await Filing(Uncertain("503", after=900)).attempt()
    assert isinstance(asked, Outage) and asked.after == 900
