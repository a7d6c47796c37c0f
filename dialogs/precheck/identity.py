"""Rules about the applicant's own paper: not expired, and what was read off it agrees with the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dialogs.cards import Difference, contradictions
from dialogs.checks.dates import age_on
from dialogs.precheck.case import Case, Found, named
from dialogs.showing import reads
from dialogs.texts import Day, Text, say

WHERE_MENDED = ("id_card", "card_photo", "id_issue_date")
"""Where a new paper is shown or told, whichever is on the route first."""


@dataclass(frozen=True, slots=True)
class CardExpired:
    """The day printed on it has passed."""

    def find(self, case: Case) -> Iterator[Found]:
        day = _expiry(case)
        if day is not None and day < case.today:
            yield Found(_path(case), say("precheck-card-expired", day=Day(day)))


@dataclass(frozen=True, slots=True)
class CardExpiresSoon:
    """It is good today, and no longer on the day on which the result is promised."""

    def find(self, case: Case) -> Iterator[Found]:
        day = _expiry(case)
        if day is not None and case.today <= day < case.promised:
            reason = say("precheck-card-expires-soon", day=Day(day), promised=Day(case.promised))
            yield Found(_path(case), reason)


@dataclass(frozen=True, slots=True)
class CardOutgrown:
    """A card issued before a birthday at which cards are renewed: a guess from issue date and birth, where the printed
    day is not known. A card issued within the ``grace`` years before a birthday is good until the next one.

    ``kinds``: papers that are renewed so; ``ages``: the birthdays (facts 5.2, low confidence).
    """

    ages: tuple[int, ...]
    grace: int
    kinds: tuple[str, ...]

    def find(self, case: Case) -> Iterator[Found]:
        born, issued = case.day("birth_date"), case.day("id_issue_date")
        if _expiry(case) is not None or case.told("id_type") not in self.kinds:
            return
        if born is None or born.full is None or issued is None or issued.full is None:
            return
        due = next((age for age in self.ages if age - self.grace > age_on(born, issued.full)), None)
        if due is not None and due <= age_on(born, case.today):
            yield Found("id_issue_date", say("precheck-card-outgrown", issued=Day(issued.full), age=due))


@dataclass(frozen=True, slots=True)
class CardDiffers:
    """An answer that is not what the card says. ``kept``: those of which the citizen said that they are right."""

    kept: bool

    def find(self, case: Case) -> Iterator[Found]:
        if case.card is None:
            return
        for one in contradictions(case.procedure, case.route, case.context, case.card):
            if (one.name in case.accepted) is self.kept:
                yield Found(one.spot.path, _told(one))


def _told(one: Difference) -> Text:
    step = one.spot.step
    card = one.says if one.value is None else reads(step, one.value, masked=False)
    return say("precheck-card-differs", what=named(one.spot), typed=reads(step, one.given, masked=False), card=card)


def _expiry(case: Case) -> date | None:
    return case.card.expires.full if case.card is not None and case.card.expires is not None else None


def _path(case: Case) -> str:
    return next((path for path in WHERE_MENDED if case.route.at(path)), case.procedure.owner_id)
