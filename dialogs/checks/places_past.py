"""What an address line means in a place of birth or a row of history: old names stay as they were written."""

from __future__ import annotations

from dialogs.answers import Address
from dialogs.checks.outcome import Accepted, Candidates, Doubtful, Outcome
from dialogs.checks.places_now import MOST, address_of, certain, named_by_todays_province, present, refusal
from dialogs.place_found import Line, OldPlace, Said
from dialogs.place_words import has_unit_word
from dialogs.places import Place, marked
from dialogs.texts import say


def past(line: Line, province_only: bool) -> Outcome:
    """Old names are accepted as written; the codes of today are filled as far as only one unit comes in question."""
    if not line.provinces:
        return _without_province(line)
    places = possible(line)
    sure = certain(line)
    if len(sure) == 1 and set(places) <= set(sure):
        return present(line)
    if not places and not province_only and not has_unit_word(line.tokens[: line.start]):
        return refusal(line)
    return _kept(line, places, _written(line))


def possible(line: Line) -> tuple[Place, ...]:
    """Every commune of today that may hold the land now, whether the name is today's or an old one."""
    today, before = line.today, line.before
    old = before.places if before else ()
    if today is None or (before and not before.district_only and not named_by_todays_province(line)):
        return old
    if before and (before.district_only or today.said < before.said):
        return today.places if before.said is Said.NOTHING and today.said is Said.SAME else old
    return tuple(dict.fromkeys((*today.places, *old)))


def _without_province(line: Line) -> Outcome:
    """Without a province the old units with that name are offered under their full old names."""
    old = line.before.old if line.before else ()
    if not old or (line.today and line.today.said is Said.SAME):
        return present(line)
    if len(old) > MOST:
        return refusal(line, len(old))
    options = tuple((one.as_written, _address_of_old(line, one)) for one in old)
    if len(options) == 1:
        return Doubtful(options[0][1], say("address-meant", address=str(options[0][1])))
    return Candidates(say("address-which", count=len(options)), options)


def _address_of_old(line: Line, old: OldPlace) -> Address:
    detail = line.detail(line.before.start) if line.before else ""
    written = ", ".join(part for part in (detail, old.as_written) if part)
    return _undetermined(line, old.candidates, written)


def _undetermined(line: Line, places: tuple[Place, ...], written: str) -> Address:
    """Codes only as far as they are the same for every place that fits."""
    if len(places) == 1:
        return address_of(places[0], line, written)
    provinces = {place.province for place in places} or {one.unit for one in line.provinces}
    if len(provinces) != 1:
        return Address(as_written=written)
    province = provinces.pop()
    return Address(province_code=province.code, province=province.name, as_written=written)


def _kept(line: Line, places: tuple[Place, ...], written: str) -> Outcome:
    today, before = line.today, line.before
    otherwise = {found.said for found in (today, before) if found} == {Said.OTHERWISE}
    address = _undetermined(line, places if not otherwise else (), written)
    if address.commune:
        return Accepted(address, say("address-kept-as", written=written, now=f"{address.commune}, {address.province}"))
    if address.province:
        return Accepted(address, say("address-kept-in", written=written, province=address.province))
    return Accepted(address, say("address-kept", written=written))


def _written(line: Line) -> str:
    """What was typed; without marks and certain of one old unit, that unit's official name with what stood before."""
    before = line.before
    if marked(line.text) or before is None or len(before.old) != 1 or before.said is not Said.SAME:
        return line.text
    old, detail = before.old[0], line.detail(before.start)
    return ", ".join(part for part in (detail, old.as_written) if part) if old.by_own_name else line.text
