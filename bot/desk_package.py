"""A filed package as sealed bytes, and as what an officer reads: lines in sections, papers, search words."""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.ports import Package, PaperSent


def to_bytes(package: Package) -> bytes:
    """JSON, UTF-8; ``from_bytes`` gives the same package back."""
    body = asdict(package) | {"consented_at": package.consented_at.isoformat()}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def from_bytes(body: bytes) -> Package:
    """The package that ``to_bytes`` wrote."""
    found: dict[str, Any] = json.loads(body)
    found["lines"] = tuple(tuple(line) for line in found["lines"])
    found["papers"] = tuple(PaperSent(**(paper | {"photos": tuple(paper["photos"])})) for paper in found["papers"])
    found["read"] = tuple(found.get("read", ()))
    found["known"] = tuple(tuple(one) for one in found.get("known", ()))
    found["items"] = tuple(found["items"])
    found["consented_at"] = datetime.fromisoformat(found["consented_at"])
    return Package(**found)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose dossier it is. Printing it shows nothing."""

    name: str
    number: str

    def __repr__(self) -> str:
        return "Owner(<name>, <number>)"


def owner_to_bytes(owner: Owner) -> bytes:
    """JSON of name and number."""
    return json.dumps([owner.name, owner.number], ensure_ascii=False).encode()


def owner_from_bytes(body: bytes) -> Owner:
    """The owner that ``owner_to_bytes`` wrote."""
    name, number = json.loads(body)
    return Owner(name, number)


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of a declaration as an officer reads it; ``fresh`` when it came in with the latest supplement."""

    path: str
    label: str
    value: str
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    title: str
    lines: tuple[Reading, ...]


def groups(package: Package, supplied: tuple[str, ...] = ()) -> tuple[Group, ...]:
    """The package's lines by section, in the order of the form; lines under a supplied path are marked fresh."""
    found: dict[str, list[Reading]] = {}
    for section, path, label, value in package.lines:
        found.setdefault(section, []).append(Reading(path, label, value, under(path, supplied)))
    return tuple(Group(title, tuple(lines)) for title, lines in found.items())


def under(path: str, items: tuple[str, ...]) -> bool:
    """Whether this answer is one of the items or stands under one ("history.2.from" under "history")."""
    return any(path == item or path.startswith(item + ".") for item in items)


def paths(package: Package) -> Mapping[str, str]:
    """Everything that may be asked for again: answer paths and papers, each with its label."""
    found = {path: label for _, path, label, _ in package.lines}
    return found | {paper.path: paper.title for paper in package.papers}


def photo_of(package: Package, file: str) -> Mapping[str, Any] | None:
    """The photo with this vault id, if the package has it."""
    for paper in package.papers:
        for photo in paper.photos:
            if photo.get("id") == file:
                return photo
    return None


def folded(text: str) -> str:
    """Lower case without diacritics: how names are compared ("Đỗ Ánh" -> "do anh")."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def search_words(text: str, secret: bytes) -> tuple[str, ...]:
    """Keyed hashes of the folded words of a name or of an ID number: equal words give equal hashes,
    and without the secret nothing can be read or guessed from them."""
    words = sorted(set(folded(text).split()))
    return tuple(hmac.new(secret, word.encode(), hashlib.sha256).hexdigest()[:32] for word in words)


def owner_words(owner: Owner, secret: bytes) -> tuple[str, ...]:
    """What an applicant can be found by: each word of the name, the whole number, its last six and last four digits."""
    number = owner.number
    return search_words(f"{owner.name} {number} {number[-6:]} {number[-4:]}", secret)
