"""What the applicant told us: values, where each came from, and how they are masked when printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.pictures import PaperKind


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as papers have it: a full day, a month, or only a year (0 = not known)."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def full(self) -> date | None:
        """The day, when all three parts are known."""
        return date(self.year, self.month, self.day) if self.day else None

    @property
    def earliest(self) -> date:
        """The first day this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.day:02}"] if self.day else []
        parts += [f"{self.month:02}"] if self.month else []
        return "/".join([*parts, f"{self.year:04}"])


@dataclass(frozen=True, slots=True)
class Address:
    """A place: ``country`` is an ISO code; units carry code and full name ("Phường Ba Đình").

    ``as_written`` keeps the old unit names as the citizen wrote them where the form allows them
    (birth place, history rows); the codes then name today's unit, or are empty when not determined.
    """

    country: str = "VN"
    province_code: str = ""
    province: str = ""
    commune_code: str = ""
    commune: str = ""
    detail: str = ""
    as_written: str = ""

    def __str__(self) -> str:
        now = ", ".join(part for part in (self.detail, self.commune, self.province) if part)
        if not self.as_written:
            return now or self.country
        return f"{self.as_written} (nay: {now})" if now else self.as_written


@dataclass(frozen=True, slots=True)
class Photo:
    """One received picture or PDF: ``id`` is the SHA-256 of the original bytes, which lie encrypted in the vault;
    ``clean`` names the copy without metadata that is passed on, ``preview`` a small JPEG of its first page, ``scan``
    the flattened page, ``marked`` a small JPEG on which its faults are drawn (empty where there is none).

    ``faults``: what was wrong with it (values of Flaw or Misfit); ``kept``: the citizen uses it all the same.
    ``print``: fingerprint of the page, as in ``documents.Look``.
    """

    id: str
    mime: str
    width: int
    height: int
    pages: int = 1
    size: int = 0
    clean: str = ""
    preview: str = ""
    scan: str = ""
    marked: str = ""
    kind: PaperKind = PaperKind.UNKNOWN
    faults: tuple[str, ...] = ()
    kept: bool = False
    print: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The vault ids of all that is kept of it."""
        return tuple(dict.fromkeys(filter(None, (self.id, self.clean, self.preview, self.scan, self.marked))))

    @property
    def shown(self) -> str:
        """The vault id of the picture by which a person recognises it."""
        return self.scan or self.preview


@dataclass(frozen=True, slots=True)
class Photos:
    """The pictures of one paper, in the order they came."""

    photos: tuple[Photo, ...] = ()


class Source(StrEnum):
    """Where an answer came from."""

    TYPED = "typed"
    CHOSEN = "chosen"
    PROPOSED = "proposed"
    READ = "read"
    CORRECTED = "corrected"


AnswerValue = bool | int | str | PartialDate | Address | Photos


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """One answer. Printing it shows the kind of value, never the value: an answer may not reach a log."""

    value: AnswerValue
    source: Source = Source.TYPED

    def __repr__(self) -> str:
        return f"Answer(<{type(self.value).__name__}>, {self.source})"


def mask_number(number: str) -> str:
    """``001090000018`` -> ``001*******18``: what may be shown of an ID number (facts 8.3)."""
    return number if len(number) < 6 else number[:3] + "*" * (len(number) - 5) + number[-2:]


def mask_phone(number: str) -> str:
    """``0912345678`` -> ``09*****678``."""
    return number if len(number) < 6 else number[:2] + "*" * (len(number) - 5) + number[-3:]
