"""Finds the units whose names end at a given word of an address line; separators may be missing.

Every unit that fits is kept; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dialogs.place_found import Before, OldPlace, Said, Today
from dialogs.place_words import (
    HAMLET_WORDS,
    STREET_WORDS,
    KindWord,
    Level,
    Token,
    has_commune_word,
    key_of,
    kind_before,
    tokens_of,
    toned_of,
)
from dialogs.places import (
    FormerCommune,
    FormerDistrict,
    FormerProvince,
    FormerRow,
    Gazetteer,
    ProvinceNamed,
    closest,
    names_exactly,
)

MAX_NAME = 7
"""No name of a unit has more words."""


_T = TypeVar("_T")
_Row = tuple[FormerProvince, FormerDistrict]


@dataclass(frozen=True, slots=True)
class _Area:
    """Old districts that fit, where their name begins, how well the kind fits, and whether the name is their own."""

    start: int
    rows: tuple[_Row, ...]
    said: Said
    own: bool


def runs(tokens: Sequence[Token], end: int) -> Iterator[int]:
    """Starts of the words that may form a name ending before ``end``, longest first, never across a comma."""
    starts: list[int] = []
    for start in range(end - 1, max(-1, end - 1 - MAX_NAME), -1):
        starts.append(start)
        if tokens[start].first:
            break
    return reversed(starts)


@dataclass(frozen=True, slots=True)
class Reader:
    """One line with the province it names; ``marked``: it was typed with Vietnamese marks."""

    gazetteer: Gazetteer
    tokens: tuple[Token, ...]
    provinces: tuple[ProvinceNamed, ...]
    marked: bool

    def today(self, end: int) -> Today | None:
        """The longest name of a commune of today that ends here."""
        codes = tuple(one.unit.code for one in self.provinces)
        for start in runs(self.tokens, end):
            run = self.tokens[start:end]
            places = self.gazetteer.places(key_of(run), codes)
            word = kind_before(self.tokens, start)
            if places and self._may_be(Level.COMMUNE, start, word, run):
                if self.marked:
                    places = closest(places, toned_of(run))
                places, said = _best(places, word, lambda place: place.commune.kind)
                begin = start - (word.size if word else 0)
                exact = self.marked and any(names_exactly(toned_of(run), place.commune) for place in places)
                return Today(places, begin, said, self.tokens[begin].first, exact)
        return None

    def today_in_district(self, end: int) -> Today | None:
        """Today's commune in front of a district that is no more: "phường Ba Đình, quận Ba Đình"."""
        area = self._area(end)
        found = self.today(area.start) if area and area.said is not Said.NOTHING else None
        return replace(found, old_district=True) if found else None

    def begun(self, end: int) -> Today | None:
        """Communes whose names begin with the words behind a commune word: "phường Móng Cái" of Móng Cái 1, 2, 3."""
        for start in runs(self.tokens, end):
            word = kind_before(self.tokens, start)
            if word and Level.COMMUNE in word.levels:
                key = key_of(self.tokens[start:end])
                places = [place for one in self.provinces for place in self.gazetteer.prefixed(key, one.unit.code)]
                begin = start - word.size
                begun = Today(tuple(places), begin, Said.SAME, self.tokens[begin].first, exact=False, begun=True)
                return begun if places else None
        return None

    def before(self, end: int) -> Before | None:
        """Old units that end here: a district with or without a commune in front, or a commune alone."""
        area = self._area(end)
        scope = self._scope()
        inside = self._communes(area.start, lambda row: row[:2] in area.rows, area.own) if area else None
        alone = self._communes(end, lambda row: not scope or row[0].code in scope)
        if area and (area.said is not Said.NOTHING or inside):
            return inside or self._whole_district(area)
        if alone and alone.said is not Said.NOTHING:
            return alone
        if alone and not area:
            return alone if self.provinces and self.tokens[alone.start].first else None
        return self._whole_district(area) if area else None

    def _scope(self) -> tuple[str, ...]:
        """Which of the 63 provinces are meant: the named one, else all from which the named one was formed."""
        codes = [code for one in self.provinces if one.was for code in one.was.land_of]
        for one in self.provinces if not codes else ():
            codes += [former.code for former in self.gazetteer.former_provinces(one.unit.code)]
        return tuple(dict.fromkeys(codes))

    def _area(self, end: int) -> _Area | None:
        """The longest name of a district that ends here."""
        for start in runs(self.tokens, end):
            run = self.tokens[start:end]
            word = kind_before(self.tokens, start)
            if self._may_be(Level.DISTRICT, start, word, run):
                key = key_of(run)
                rows = [row for row in self.gazetteer.districts_of(self._scope()) if key in row[1].keys]
                if rows:
                    best, said = _best(self._own_province(tuple(rows)), word, lambda row: row[1].kind)
                    own = said is not Said.OTHERWISE and all(row[1].keys[0] == key for row in best)
                    return _Area(start - (word.size if word else 0), best, said, own)
        return None

    def _own_province(self, rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
        """Where the province's name was that of an old one too, its own districts go before those it took over."""
        names = {one.unit.short for one in self.provinces}
        return tuple(row for row in rows if row[0].short in names) or rows

    def _communes(self, end: int, lies_here: Callable[[FormerRow], bool], own: bool = True) -> Before | None:
        """The longest name of an old commune of this area that ends here."""
        for start in runs(self.tokens, end):
            run = self.tokens[start:end]
            word = kind_before(self.tokens, start)
            if self._may_be(Level.COMMUNE, start, word, run):
                key = key_of(run)
                found = tuple(row for row in self.gazetteer.former_communes(key) if lies_here(row))
                if found:
                    to_the_letter = self._exact(found, run)
                    best, said = _best(to_the_letter or found, word, lambda row: row[2].kind)
                    old = tuple(self._old(*row, own=own and row[2].keys[0] == key) for row in best)
                    begin = start - (word.size if word else 0)
                    return Before(old, begin, said, bool(to_the_letter), district_only=False)
        return None

    def _whole_district(self, area: _Area) -> Before:
        old = tuple(self._old(*row, None, own=area.own) for row in area.rows)
        return Before(old, area.start, area.said, exact=False, district_only=True)

    def _old(
        self, province: FormerProvince, district: FormerDistrict, commune: FormerCommune | None, own: bool
    ) -> OldPlace:
        communes = (commune,) if commune else district.communes
        codes = dict.fromkeys(code for one in communes for code in one.today)
        names = [district.name, province.name]
        if commune and commune.name != district.name:
            names.insert(0, commune.name)
        places = tuple(place for code in codes if (place := self.gazetteer.commune(code)))
        return OldPlace(", ".join(names), places, own)

    def _exact(self, rows: tuple[FormerRow, ...], run: Sequence[Token]) -> tuple[FormerRow, ...]:
        """The rows that a line with marks names to the letter."""
        toned = toned_of(run) if self.marked else None
        return tuple(row for row in rows if toned == toned_of(tokens_of(row[2].name[len(row[2].kind) :])))

    def _street(self, start: int) -> bool:
        """Does a street's or hamlet's word or a house number stand right before? (Not a hamlet's number: thôn 3 ...)"""
        before = self.tokens[start - 1].folded
        if not before[0].isdecimal():
            return before in STREET_WORDS
        return start < 2 or self.tokens[start - 2].folded not in HAMLET_WORDS

    def _may_be(self, level: Level, start: int, word: KindWord | None, run: Sequence[Token]) -> bool:
        """May a name that starts here be of a unit of this level? Without a kind word only where no street, number or
        commune word stands in the way."""
        if word is not None:
            return level in word.levels
        if key_of(run).isdecimal() or has_commune_word(run):
            return False
        if not self.tokens[start].first and self._street(start):
            return False
        return level is Level.DISTRICT or not has_commune_word(self.tokens[:start])


def _best(rows: tuple[_T, ...], word: KindWord | None, kind_of: Callable[[_T], str]) -> tuple[tuple[_T, ...], Said]:
    """The rows of the kind that was said; all of them, with a warning, when none is of that kind."""
    if word is None:
        return rows, Said.NOTHING
    same = tuple(row for row in rows if kind_of(row) == word.name)
    return (same, Said.SAME) if same else (rows, Said.OTHERWISE)
