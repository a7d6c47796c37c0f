"""Administrative units of Vietnam: today's provinces and communes, the units before 01/07/2025, and look-ups by name.

Tables come from outside (integrations/units.py); nothing here guesses: a look-up returns every unit that fits.
Codes were reused on 01/07/2025 (24 was Bắc Giang and is Bắc Ninh), so a code means something only with a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from dialogs.place_units import FormerCommune, FormerDistrict, FormerProvince, FormerRow, Place, ProvinceNamed, Unit
from dialogs.place_words import key_of, name_key, tokens_of, toned_of

__all__ = [
    "REFORM",
    "FormerCommune",
    "FormerDistrict",
    "FormerProvince",
    "FormerRow",
    "Gazetteer",
    "Place",
    "ProvinceNamed",
    "Unit",
]

REFORM = date(2025, 7, 1)
"""The day on which districts ended, 63 provinces became 34 and codes changed owner."""

_KIND_KEYS = {"Phường": "phuong", "Xã": "xa", "Đặc khu": "dackhu"}

_PROVINCE_ALIASES = {
    "01": ("hn", "tphn", "hanoi"),
    "31": ("hp", "tphp"),
    "46": ("thuathienhue", "tthue", "thuathien"),
    "79": ("hcm", "tphcm", "hcmc", "sg", "sgn", "saigon", "tpsg", "hochiminhcity"),
    "66": ("daclac", "darlac", "dacklak"),
}
"""Names that people write for today's provinces, by code."""


class Gazetteer:
    """The tables with their look-ups. ``communes`` and ``districts`` are keyed by province code: today's and that of
    the 63 provinces until 01/07/2025; ``countries`` maps a folded name without spaces to an ISO 3166 code."""

    def __init__(
        self,
        provinces: Sequence[Unit],
        communes: Mapping[str, Sequence[Unit]],
        former: Sequence[FormerProvince] = (),
        districts: Mapping[str, Sequence[FormerDistrict]] | None = None,
        countries: Mapping[str, str] | None = None,
    ) -> None:
        self._provinces = {unit.code: unit for unit in provinces}
        self._communes = {code: tuple(units) for code, units in communes.items()}
        self._former = tuple(former)
        self._districts = dict(districts or {})
        self._countries = dict(countries or {})

    def provinces(self) -> tuple[Unit, ...]:
        """All provinces of today, by code."""
        return tuple(self._provinces[code] for code in sorted(self._provinces))

    def province_by_code(self, code: str, on: date) -> Unit | None:
        """Which province had this code on that day: ``24`` is Bắc Giang in 2024 and Bắc Ninh in 2026."""
        if on >= REFORM:
            return self._provinces.get(code)
        then = (former for former in self._former if former.code == code and code)
        return next(
            (
                Unit(former.code, former.name, former.kind)
                for former in then
                if former.until is None or on < former.until
            ),
            None,
        )

    def former_provinces(self, code: str) -> tuple[FormerProvince, ...]:
        """From which of the 63 provinces today's province with this code was formed."""
        return tuple(former for former in self._former if former.code and code in former.today)

    def province(self, text: str) -> tuple[ProvinceNamed, ...]:
        """What a province's name can mean, full or short, with or without marks, abbreviated, old or new.

        A name that is still in use means today's province; an old name means its successors, marked with ``was``.
        """
        return self.province_by_key(province_key(text))

    def province_by_key(self, key: str) -> tuple[ProvinceNamed, ...]:
        """Like province, for a folded name without spaces and without tỉnh or thành phố."""
        units = [self._provinces[code] for code in self._province_names.get(key, ())]
        if units:
            return tuple(ProvinceNamed(unit) for unit in units)
        old = next((former for former in self._former if key in former.keys), None)
        return tuple(ProvinceNamed(self._provinces[code], old) for code in old.today) if old else ()

    def commune(self, code: str) -> Place | None:
        """The commune of today with this code."""
        return self._by_code.get(code)

    def communes_in(self, province_code: str) -> tuple[Unit, ...]:
        """All communes of today's province, in the order of the tables."""
        return self._communes.get(province_code, ())

    def communes(self, province_code: str, text: str) -> tuple[Unit, ...]:
        """The communes of a province whose name fits: exact before unmarked, exact before prefix; never a guess."""
        return tuple(
            place.commune for place in self.places(text, (province_code,)) or self.prefixed(text, province_code)
        )

    def places(self, text: str, provinces: Sequence[str] = ()) -> tuple[Place, ...]:
        """Communes with exactly this name (with or without its kind), in these provinces or in the whole country.

        Marks decide only where the text has any: ``Xã Cẩm Giàng`` is one commune, ``cam giang`` may be two.
        """
        tokens = tokens_of(text)
        found = self._named.get(key_of(tokens), ())
        found = tuple(place for place in found if not provinces or place.province.code in provinces)
        return closest(found, toned_of(tokens)) if marked(text) else found

    def prefixed(self, text: str, province_code: str) -> tuple[Place, ...]:
        """Communes of a province whose name begins with this text: ``móng cái`` fits Móng Cái 1, 2 and 3."""
        key = key_of(tokens_of(text))
        found = {}
        for name, places in self._named.items() if len(key) > 1 else ():
            if name.startswith(key):
                found.update({place.commune.code: place for place in places if place.province.code == province_code})
        return tuple(found.values())

    def districts_of(self, former_codes: Sequence[str]) -> Iterator[tuple[FormerProvince, FormerDistrict]]:
        """The old districts of these of the 63 provinces; of all when none is named."""
        for former in self._former:
            if former.code and (not former_codes or former.code in former_codes):
                for district in self._districts.get(former.code, ()):
                    yield former, district

    def former_communes(self, key: str) -> tuple[FormerRow, ...]:
        """The old communes with this folded name, or that had swallowed one with it, in the whole country."""
        return self._former_named.get(key, ())

    def country(self, text: str) -> str:
        """The ISO code of a country by its Vietnamese or English name, or empty."""
        return self._countries.get(key_of(tokens_of(text)), "")

    @cached_property
    def _province_names(self) -> Mapping[str, tuple[str, ...]]:
        names: dict[str, tuple[str, ...]] = {}
        for unit in self._provinces.values():
            for key in (name_key(unit.short), *_PROVINCE_ALIASES.get(unit.code, ())):
                names[key] = (unit.code,)
        return names

    @cached_property
    def _by_code(self) -> Mapping[str, Place]:
        return {
            unit.code: Place(self._provinces[code], unit) for code, units in self._communes.items() for unit in units
        }

    @cached_property
    def _named(self) -> Mapping[str, tuple[Place, ...]]:
        names: dict[str, list[Place]] = {}
        for place in self._by_code.values():
            short = name_key(place.commune.short)
            for key in (short, _KIND_KEYS.get(place.commune.kind, "") + short):
                names.setdefault(key, []).append(place)
        return {key: tuple(places) for key, places in names.items()}

    @cached_property
    def _former_named(self) -> Mapping[str, tuple[FormerRow, ...]]:
        names: dict[str, list[FormerRow]] = {}
        for former, district in self.districts_of(()):
            for commune in district.communes:
                for key in commune.keys:
                    names.setdefault(key, []).append((former, district, commune))
        return {key: tuple(rows) for key, rows in names.items()}


def province_key(text: str) -> str:
    """A province's name folded, without the words tỉnh or thành phố in front."""
    key = key_of(tokens_of(text))
    for word in ("thanhpho", "tinh", "tp"):
        if key.startswith(word) and len(key) > len(word) + 1:
            return key.removeprefix(word)
    return key


def marked(text: str) -> bool:
    """Was this text typed with Vietnamese marks?"""
    return not text.isascii()


def closest(places: tuple[Place, ...], toned: str) -> tuple[Place, ...]:
    """The places that a marked text names to the letter (short or full name); all of them when it names none so."""
    return tuple(place for place in places if names_exactly(toned, place.commune)) or places


def names_exactly(toned: str, unit: Unit) -> bool:
    """Is this (toned_of) the unit's short or full name to the letter, wherever the tone mark is put?"""
    return toned in (toned_of(tokens_of(unit.short)), toned_of(tokens_of(unit.name)))
