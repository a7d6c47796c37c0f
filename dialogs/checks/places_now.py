"""What an address line means where it must be a place of today."""

from __future__ import annotations

from dialogs.answers import Address
from dialogs.checks.outcome import Accepted, Candidates, Doubtful, Outcome, Refused
from dialogs.place_found import Before, Line, Said, Today
from dialogs.place_words import has_commune_word, has_unit_word
from dialogs.places import Place
from dialogs.texts import Listed, Text, say

MOST = 10
"""More options than this are no choice but a list: the citizen is asked to add something."""


def present(line: Line) -> Outcome:
    """Accepted when one place is sure, a question where one fits, a choice among several, else how to mend it."""
    sure = certain(line)
    if len(sure) == 1:
        address = address_of(sure[0], line)
        echo = None if str(address) == line.text else say("address-understood", address=str(address))
        return Accepted(address, echo)
    fits = sure or fitting(line)
    if len(fits) > MOST and line.today and len(line.today.places) == 1:
        fits = line.today.places
    if not fits or len(fits) > MOST:
        return refusal(line, len(fits))
    if len(fits) == 1:
        return Doubtful(address_of(fits[0], line), _doubt(line, fits[0]))
    return Candidates(_which(line, len(fits)), tuple((str(place), address_of(place, line)) for place in fits))


def certain(line: Line) -> tuple[Place, ...]:
    """The places of today that the words name beyond doubt; empty when old units or several readings are possible."""
    today, before = line.today, line.before
    if today is None or today.begun or today.old_district or not named_by_todays_province(line):
        return ()
    if today.said is Said.SAME:
        return today.places
    known = before is None or outweighs(today, before) or set(before.places) <= set(today.places)
    return today.places if today.said is Said.NOTHING and today.whole and known else ()


def outweighs(today: Today, before: Before) -> bool:
    """Does the name of today fit better than the old one: by its kind, or to the letter?"""
    if today.said == before.said:
        return today.exact and not before.exact and not before.district_only
    return today.said > before.said


def named_by_todays_province(line: Line) -> bool:
    """Was a province named, and by a name that it still has?"""
    return bool(line.provinces) and all(one.was is None for one in line.provinces)


def fitting(line: Line) -> tuple[Place, ...]:
    """All places the words can mean, those under their name of today first."""
    today, before = line.today, line.before
    places = today.places if today else ()
    if before is None or (today and not line.provinces):
        return places
    if today and today.said is Said.SAME and (today.begun or before.district_only):
        return places
    if today and today.said is Said.OTHERWISE and before.said is not Said.SAME:
        return places
    return tuple(dict.fromkeys((*places, *before.places)))


def address_of(place: Place, line: Line, written: str = "") -> Address:
    """The place with what the citizen wrote in front of the units."""
    today, before = line.today, line.before
    by_name_of_today = today is not None and place in today.places
    start = today.start if today and by_name_of_today else before.start if before else len(line.tokens)
    return Address(
        province_code=place.province.code,
        province=place.province.name,
        commune_code=place.commune.code,
        commune=place.commune.name,
        detail=line.detail(start),
        as_written=written,
    )


def refusal(line: Line, many: int = 0) -> Refused:
    """What is missing, or not known, when nothing fits or (``many``) too much does."""
    return _too_many(line) if many else _nothing_fits(line)


def _too_many(line: Line) -> Refused:
    before = line.before
    if not line.provinces and not (before and len(before.old) == 1):
        return Refused(say("address-province-missing"), "E_ADDR_AMBIGUOUS")
    if before is None or not before.district_only:
        return Refused(say("address-ambiguous"), "E_ADDR_AMBIGUOUS")
    if line.provinces and has_commune_word(line.tokens[: before.start]):
        return _nothing_fits(line)
    return Refused(say("address-district", district=line.old_name()), "E_ADDR_DISTRICT")


def _nothing_fits(line: Line) -> Refused:
    if not line.provinces:
        return Refused(say("address-unknown"), "E_ADDR_UNKNOWN")
    named = line.provinces[0]
    if named.was is not None:
        now = Listed(tuple(one.unit.short for one in line.provinces))
        return Refused(say("address-old-province", old=named.was.short, province=now), "E_ADDR_OLD_PROVINCE")
    unknown = has_unit_word(line.tokens[: line.start])
    key = "address-commune-unknown" if unknown else "address-commune-missing"
    return Refused(say(key, province=named.unit.name), "E_ADDR_UNKNOWN")


def _doubt(line: Line, place: Place) -> Text:
    address = str(address_of(place, line))
    was = next((one.was for one in line.provinces if one.was), None)
    if was is not None and was.short != place.province.short:
        return say("address-now-in", old=was.short, province=place.province.short, address=address)
    by_old_name = line.before and not (line.today and place in line.today.places)
    if line.before and by_old_name:
        return say("address-renamed", old=line.old_name(), address=address)
    return say("address-meant", address=address)


def _which(line: Line, count: int) -> Text:
    before = line.before
    if before is None or line.today or len(before.old) > 1:
        return say("address-which", count=count)
    key = "address-which-in-district" if before.district_only else "address-divided"
    return say(key, old=line.old_name(), count=count)
