"""Checks a date: day first, only as exact as the papers are, within bounds, in the right order (facts 10.4)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from dialogs.answers import PartialDate
from dialogs.checks.date_spelling import Spelled, spelled
from dialogs.checks.outcome import Accepted, Context, Doubtful, Outcome, Refused
from dialogs.checks.wording import is_one_of, tidy
from dialogs.texts import Day, say

NOW = "now"
"""Value of "đến nay": the period goes on."""

_NOW_WORDS = (
    "nay", "đến nay", "tới nay", "hiện nay", "hiện tại", "đến hiện tại", "bây giờ", "đến bây giờ", "đến giờ",
    "hiện giờ", "tới giờ", "cho đến nay", "đến hôm nay", "hôm nay", "chưa kết thúc", "vẫn đang ở", "now", "until now",
    "present", "today", "up to now", "to date",
)  # fmt: skip
OLDEST = 120
"""Years back beyond which a date is taken for a slip."""
FARTHEST = 50
"""Years ahead beyond which a date is taken for a slip."""


class Precision(IntEnum):
    """How exact a date is."""

    YEAR = 1
    MONTH = 2
    DAY = 3


def latest(partial: PartialDate) -> date:
    """The last day this date can mean."""
    month = partial.month or 12
    return date(partial.year, month, partial.day or monthrange(partial.year, month)[1])


def age_on(birth: PartialDate, day: date) -> int:
    """Full years surely reached on ``day``: a partial date counts as its last possible day, so that a minimum age is
    never passed by a guess. Somebody born on 29 February gets a year older on 1 March of common years."""
    born = latest(birth)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def precision(partial: PartialDate) -> Precision:
    """How exact this date is."""
    return Precision.DAY if partial.day else Precision.MONTH if partial.month else Precision.YEAR


def _cut(partial: PartialDate, finest: Precision) -> PartialDate:
    month = partial.month if finest >= Precision.MONTH else 0
    return PartialDate(partial.year, month, partial.day if finest == Precision.DAY else 0)


def _no_such_day(parts: Spelled) -> Refused | None:
    """``30/02``: why there is no such day."""
    if parts.month > 12 or (parts.day and not parts.month):
        return Refused(say("refused-date-month", month=str(parts.month)), "E_DATE_FORMAT")
    days = monthrange(parts.year, parts.month)[1] if parts.month else 31
    if parts.day > days:
        month = f"{parts.month:02}/{parts.year}"
        return Refused(say("refused-date-day", month=month, days=str(days), day=str(parts.day)), "E_DATE_FORMAT")
    return None


@dataclass(frozen=True, slots=True)
class DateCheck:
    """Value: a PartialDate no finer than ``finest``, or :data:`NOW` where ``now`` allows it.

    ``least``: the coarsest form that is enough. ``future`` and ``past``: may it lie after, before today? ``after`` and
    ``not_before``: keys of answers that it must follow, or may not precede. ``earliest``, ``latest``: fixed bounds.
    ``min_age``: full years that the person born on this date must have reached today.
    """

    least: Precision = Precision.DAY
    finest: Precision = Precision.DAY
    future: bool = False
    past: bool = True
    after: str = ""
    not_before: str = ""
    earliest: date | None = None
    latest: date | None = None
    min_age: int = 0
    now: bool = False

    def __call__(self, text: str, context: Context) -> Outcome:
        typed = tidy(text)
        if self.now and is_one_of(typed, _NOW_WORDS):
            return Accepted(NOW)
        return self._echoed(self._understood(typed, context), typed)

    def _echoed(self, outcome: Outcome, typed: str) -> Outcome:
        """Show how the date was understood, unless it was typed in just that form."""
        if not isinstance(outcome, Accepted) or str(outcome.value) == typed:
            return outcome
        return Accepted(outcome.value, say("echo-date", date=str(outcome.value)))

    def _understood(self, typed: str, context: Context) -> Outcome:
        parts = spelled(typed)
        if parts is None:
            return self._unreadable()
        if parts.lunar:
            return Refused(say("refused-date-lunar"), "E_DATE_FORMAT")
        if parts.year == -1:
            return Refused(say("refused-date-no-year"), "E_DATE_FORMAT")
        return self._swapped(parts, context) or self._whole(parts, context)

    def _unreadable(self) -> Refused:
        if self.finest is Precision.MONTH:
            return Refused(say("refused-month-unreadable"), "E_DATE_FORMAT")
        return Refused(say("refused-date-unreadable"), "E_DATE_FORMAT")

    def _swapped(self, parts: Spelled, context: Context) -> Outcome | None:
        """``3/25/1990`` can only be the American way: ask whether the 25th of March is meant."""
        if not (parts.month > 12 and 0 < parts.day <= 12):
            return None
        turned = Spelled(parts.year, parts.day, parts.month, parts.short_year)
        outcome = self._whole(turned, context)
        if isinstance(outcome, Accepted | Doubtful):
            return Doubtful(outcome.value, say("doubt-date-swapped", date=str(outcome.value)))
        return None

    def _whole(self, parts: Spelled, context: Context) -> Outcome:
        outcomes = [self._judged(parts, year, context) for year in self._years(parts, context)]
        good = next((outcome for outcome in outcomes if isinstance(outcome, Accepted)), None)
        if good is None:
            return outcomes[0]
        return Doubtful(good.value, say("doubt-date-year", date=str(good.value))) if parts.short_year else good

    def _years(self, parts: Spelled, context: Context) -> list[int]:
        """The years that can be meant, the likeliest first: of two-digit years the later one."""
        if not parts.short_year:
            return [parts.year]
        last = context.today.year + (FARTHEST if self.future else 0)
        return [century + parts.year for century in (2000, 1900) if century + parts.year <= last]

    def _judged(self, parts: Spelled, year: int, context: Context) -> Outcome:
        parts = Spelled(year, parts.month, parts.day)
        if not context.today.year - OLDEST <= year <= context.today.year + FARTHEST:
            return Refused(say("refused-date-year", year=str(year)), "E_DATE_FORMAT")
        if wrong := _no_such_day(parts):
            return wrong
        value = _cut(PartialDate(year, parts.month, parts.day), self.finest)
        if precision(value) < self.least:
            if self.least is Precision.MONTH:
                return Refused(say("refused-date-need-month"), "E_DATE_FORMAT")
            return Refused(say("refused-date-need-day"), "E_DATE_FORMAT")
        return self._out_of_bounds(value, context) or self._out_of_order(value, context) or Accepted(value)

    def _out_of_bounds(self, value: PartialDate, context: Context) -> Refused | None:
        today = context.today
        if not self.future and value.earliest > today:
            return Refused(say("refused-date-future", date=str(value)), "E_DATE_FUTURE")
        if not self.past and latest(value) < today:
            return Refused(say("refused-date-past", date=str(value)), "E_DATE_ORDER")
        if self.earliest and latest(value) < self.earliest:
            return Refused(say("refused-date-early", first=Day(self.earliest)), "E_DATE_ORDER")
        if self.latest and value.earliest > self.latest:
            return Refused(say("refused-date-late", last=Day(self.latest)), "E_DATE_ORDER")
        if self.min_age and age_on(value, today) < self.min_age:
            return Refused(say("refused-age", age=self.min_age), "E_AGE_MIN")
        return None

    def _out_of_order(self, value: PartialDate, context: Context) -> Refused | None:
        """Refused only when no day that the two dates can mean is in order."""
        for key, strict in ((self.after, True), (self.not_before, False)):
            other = context.value(key) if key else None
            if isinstance(other, PartialDate):
                wrong = latest(value) <= other.earliest if strict else latest(value) < other.earliest
                if wrong:
                    return Refused(say("refused-date-order", date=str(value), other=str(other)), "E_DATE_ORDER")
        return None


def birth_date(min_age: int = 0, least: Precision = Precision.DAY) -> DateCheck:
    """A date of birth; ``least=Precision.YEAR`` for old papers that carry the year only."""
    return DateCheck(least=least, min_age=min_age)


def month(*, now: bool = False, not_before: str = "") -> DateCheck:
    """A month of a history row, ``MM/yyyy``; ``now`` lets the last row stay open."""
    return DateCheck(least=Precision.MONTH, finest=Precision.MONTH, now=now, not_before=not_before)
