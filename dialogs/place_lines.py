"""Reads one address line from its right end: province first, then a commune of today or an old district and commune."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.place_found import Line, OldPlace
from dialogs.place_reader import Reader, runs
from dialogs.place_words import KindWord, Level, Token, has_commune_word, key_of, kind_before, tokens_of
from dialogs.places import Gazetteer, ProvinceNamed, marked


def read_line(gazetteer: Gazetteer, text: str) -> Line:
    """Read an NFC line; never raises, an unreadable line has no province and no unit."""
    tokens = tokens_of(text)
    while len(tokens) > 1 and (key_of(tokens[-2:]) == "vietnam" or tokens[-1].folded in ("vn", "vietnam")):
        tokens = tokens[: -2 if key_of(tokens[-2:]) == "vietnam" else -1]
    provinces, start = _province_with_former(gazetteer, tokens)
    reader = Reader(gazetteer, tokens, provinces, marked(text))
    before = reader.before(start)
    today = reader.today(start) or reader.today_in_district(start)
    if today is None and (before is None or before.district_only):
        today = reader.begun(start)
    return Line(text, tokens, provinces, start, today, before)


def from_old(gazetteer: Gazetteer, text: str) -> tuple[OldPlace, ...]:
    """The old units that an old address can mean, each with today's communes: "phường 4 quận 3 TP HCM" -> two of them.

    Missing levels are allowed; several answers come back when several old communes have the name.
    """
    before = read_line(gazetteer, text).before
    return before.old if before else ()


def _province(gazetteer: Gazetteer, tokens: Sequence[Token]) -> tuple[tuple[ProvinceNamed, ...], int]:
    for start in runs(tokens, len(tokens)):
        named = gazetteer.province_by_key(key_of(tokens[start:]))
        word = kind_before(tokens, start)
        if named and (word is None or _may_be_province(word, named)):
            return named, start - (word.size if word else 0)
    return (), len(tokens)


def _province_with_former(gazetteer: Gazetteer, tokens: Sequence[Token]) -> tuple[tuple[ProvinceNamed, ...], int]:
    """The province at the right end; where its old part stands in front ("..., Hải Dương, Hải Phòng"), that part."""
    now, start = _province(gazetteer, tokens)
    before, begin = _province(gazetteer, tokens[:start]) if now else ((), start)
    part_of = {one.unit for one in before if one.was} & {one.unit for one in now}
    return (before, begin) if part_of and has_commune_word(tokens[:begin]) else (now, start)


def _may_be_province(word: KindWord, named: tuple[ProvinceNamed, ...]) -> bool:
    """``thành phố Hải Dương`` is a city inside a province and not the province."""
    kinds = {one.was.kind if one.was else one.unit.kind for one in named}
    return Level.PROVINCE in word.levels and (word.name == "Tỉnh" or word.name in kinds)


def country_at_end(gazetteer: Gazetteer, line: Line) -> str:
    """The ISO code of the foreign country at the right end, or empty.

    A name that begins its part of the line counts ("Osaka, Nhật Bản"); without a comma only a name of four letters or
    more where nothing Vietnamese was found: "Kỳ Anh" is not in England.
    """
    if line.provinces:
        return ""
    for start in runs(line.tokens, len(line.tokens)):
        key = key_of(line.tokens[start:])
        country = gazetteer.country(key)
        alone = line.tokens[start].first or (len(key) > 3 and line.today is None and line.before is None)
        if country and alone and kind_before(line.tokens, start) is None:
            return country
    return ""
