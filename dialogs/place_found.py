"""What can be found in one address line: a commune of today, old units, and how well the words fit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from dialogs.place_words import Token, is_commune_word
from dialogs.places import Place, ProvinceNamed


class Said(IntEnum):
    """How well the kind word in front of a name fits the unit: it is another one, there is none, it is the same."""

    OTHERWISE = 0
    NOTHING = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class OldPlace:
    """An old unit under its full old name ("Xã Quang Khải, Huyện Tứ Kỳ, Tỉnh Hải Dương") and the communes of today
    that took its land: for a district all of them. ``by_own_name`` is False when it was found under the name of a unit
    that it had swallowed earlier (Quận 2 of Thành phố Thủ Đức)."""

    as_written: str
    candidates: tuple[Place, ...]
    by_own_name: bool = True


@dataclass(frozen=True, slots=True)
class Today:
    """A commune of today was named.

    ``places`` that fit, ``start`` the token where the units begin. ``whole``: the name fills its part of the line.
    ``exact``: it was typed with marks and is the name to the letter. ``old_district``: a district stood behind it.
    ``begun``: only the name's beginning was given.
    """

    places: tuple[Place, ...]
    start: int
    said: Said
    whole: bool
    exact: bool
    old_district: bool = False
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """Old units were named: the communes (or with ``district_only`` the districts) that fit, and where they begin."""

    old: tuple[OldPlace, ...]
    start: int
    said: Said
    exact: bool
    district_only: bool

    @property
    def places(self) -> tuple[Place, ...]:
        """The communes of today behind all that fits, each once."""
        return tuple(dict.fromkeys(place for old in self.old for place in old.candidates))


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says. ``provinces`` is empty when none was named; ``start`` is where the province begins."""

    text: str
    tokens: tuple[Token, ...]
    provinces: tuple[ProvinceNamed, ...]
    start: int
    today: Today | None
    before: Before | None

    def detail(self, start: int) -> str:
        """What stands in front of that token: house, street, hamlet (and no commune that is not known)."""
        if self.before and self.before.district_only and start == self.before.start:
            start = next((at for at in range(start) if is_commune_word(self.tokens, at)), start)
        return self.text[: self.tokens[start].start].strip(" ,;.-|(") if start < len(self.tokens) else self.text

    def old_name(self) -> str:
        """The old units under their official name where that is certain, else in the citizen's words."""
        before = self.before
        if before is None or len(before.old) != 1 or not before.old[0].by_own_name:
            return self.text[self.tokens[before.start].start :] if before else self.text
        return before.old[0].as_written
