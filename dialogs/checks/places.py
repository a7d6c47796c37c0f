"""Checks an address typed in one line: today's units accepted, old ones shown with the new, doubts put as a choice.

Nothing is guessed: one sure place is accepted and echoed, several are offered, and a refusal says what to add.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.answers import Address
from dialogs.checks.outcome import Accepted, Candidates, Context, Doubtful, Outcome, Refused
from dialogs.checks.places_now import present
from dialogs.checks.places_past import past
from dialogs.checks.wording import tidy
from dialogs.place_found import Line
from dialogs.place_lines import country_at_end, read_line
from dialogs.places import ProvinceNamed
from dialogs.texts import say

MAX_LINE = 200
"""Longer lines are no address (the forms have room for about as much)."""

_LEAD_IN = re.compile(r"^(?:địa chỉ(?: là)?|dia chi(?: la)?|ở|tại)(?: *: *| +)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlaceCheck:
    """``history``: old names are kept as written. ``province_only``: a province is enough, a commune is kept if given.
    ``abroad``: a country other than Vietnam is allowed, with whatever stands in front of it."""

    history: bool = False
    province_only: bool = False
    abroad: bool = False

    def __call__(self, text: str, context: Context) -> Outcome:
        """An ``Address``, a choice, or what to add. Raises LookupError when the context carries no unit tables."""
        if context.gazetteer is None:
            raise LookupError("an address cannot be checked without the unit tables")
        typed = _LEAD_IN.sub("", tidy(text.strip().replace("\n", ", ")))
        if not any(sign.isalpha() for sign in typed):
            return Refused(say("address-empty"), "E_ADDR_UNKNOWN")
        if len(typed) > MAX_LINE:
            return Refused(say("address-long", most=MAX_LINE), "E_ADDR_UNKNOWN")
        line = read_line(context.gazetteer, typed)
        country = country_at_end(context.gazetteer, line)
        if country and (self.abroad or not (line.today or line.before)):
            return _foreign(country, typed) if self.abroad else Refused(say("address-abroad"), "E_ADDR_UNKNOWN")
        return self._in_vietnam(line)

    def _in_vietnam(self, line: Line) -> Outcome:
        if self.province_only and line.provinces and line.today is None and (line.before is None or not self.history):
            return _province(line, self.history)
        return past(line, self.province_only) if self.history else present(line)


def _foreign(country: str, typed: str) -> Outcome:
    return Accepted(Address(country=country, detail=typed), say("address-understood", address=typed))


def _province(line: Line, history: bool) -> Outcome:
    """The province alone, with what stands in front of it (a hospital, say)."""
    detail = line.detail(line.start)
    options = tuple(_with(one, detail, line.text if history and one.was else "") for one in line.provinces)
    named = line.provinces[0]
    if len(options) > 1:
        if history:
            return Accepted(Address(as_written=line.text), say("address-kept", written=line.text))
        labels = tuple((address.province, address) for address in options)
        return Candidates(say("address-which", count=len(labels)), labels)
    if named.was and not history:
        return Doubtful(options[0], say("address-renamed", old=named.was.short, address=str(options[0])))
    now = say("address-kept-in", written=line.text, province=named.unit.name)
    return Accepted(options[0], now if named.was else say("address-understood", address=str(options[0])))


def _with(named: ProvinceNamed, detail: str, written: str) -> Address:
    return Address(province_code=named.unit.code, province=named.unit.name, detail=detail, as_written=written)
