"""What an address line means in a place of birth or a row of history: old names stay as they were written."""

from __future__ import annotations

from dialogs.answers import Address
from dialogs.checks.outcome import Accepted, Candidates, Doubtful, Outcome
from dialogs.checks.places_now import MOST, address_of, certain, named_by_todays_province, outweighs, present, refusal
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
    if today is None or before is None:
        found = today or before
        return found.places if found else ()
    if not before.district_only and not named_by_todays_province(line):
        return before.places
    if outweighs(today, before) and not before.district_only:
        return today.places
    return before.places if before.said > today.said else tuple(dict.fromkeys((*today.places, *before.places)))


def _without_province(line: Line) -> Outcome:
    """Without a province the units that fit are offered, the old ones under their full old names."""
    today, before = line.today, line.before
    if before is None or (today and today.said is Said.SAME):
        return present(line)
    options = [(one.as_written, _address_of_old(line, one)) for one in before.old]
    if today and today.said >= before.said:
        options = [(str(place), address_of(place, line)) for place in today.places] + options
    if len(options) > MOST:
        return refusal(line, len(options))
    if len(options) == 1:
        return Doubtful(options[0][1], say("address-meant", address=str(options[0][1])))
    return Candidates(say("address-which", count=len(options)), tuple(options))


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
    sure = before is not None and len(before.old) == 1 and before.said is Said.SAME and line.today is None
    if before is None or not sure or marked(line.text):
        return line.text
    old, detail = before.old[0], line.detail(before.start)
    return ", ".join(part for part in (detail, old.as_written) if part) if old.by_own_name else line.text
