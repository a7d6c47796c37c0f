"""What units are: those of today, and those before 01/07/2025 with the communes of today that took their land."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of today: ``code`` (2 digits province, 5 digits commune), full ``name`` ("Phường Ba Đình"), ``kind``."""

    code: str
    name: str
    kind: str

    @property
    def short(self) -> str:
        """The name without its kind: ``Ba Đình``."""
        return self.name.removeprefix(self.kind).strip()


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of today with the province it lies in."""

    province: Unit
    commune: Unit

    def __str__(self) -> str:
        return f"{self.commune.name}, {self.province.name}"


@dataclass(frozen=True, slots=True)
class FormerProvince:
    """A province as it was.

    ``until`` is the first day on which it was no more (None: earlier than the 63), ``today`` the codes of the provinces
    that hold its land now (several for the large provinces of 1976-1997), ``land_of`` those of the 63 that held it
    (itself, when it was one of them); ``code`` is empty for those before the 63.
    """

    code: str
    name: str
    kind: str
    until: date | None
    today: tuple[str, ...]
    land_of: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def short(self) -> str:
        """The name without its kind."""
        return self.name.removeprefix(self.kind).strip()


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune before 01/07/2025; ``today`` holds the codes of the communes that took its land: several when it was
    divided. ``keys`` are folded names, its own and those of communes it had swallowed earlier."""

    name: str
    kind: str
    keys: tuple[str, ...]
    today: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormerDistrict:
    """A district, town or provincial city before 01/07/2025 with its communes."""

    name: str
    kind: str
    keys: tuple[str, ...]
    communes: tuple[FormerCommune, ...]


@dataclass(frozen=True, slots=True)
class ProvinceNamed:
    """A province that a name means: ``was`` is set when the name is one of a province that is no more."""

    unit: Unit
    was: FormerProvince | None = None


FormerRow = tuple[FormerProvince, FormerDistrict, FormerCommune]
"""An old commune with the district and the province it lay in."""
