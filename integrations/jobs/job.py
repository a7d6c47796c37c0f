"""What is stored of a piece of work: names and ids, nothing that says anything about a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z0-9_.:+-]{1,120}")


@dataclass(frozen=True, slots=True)
class Job:
    """``name`` of the work, ``id`` it is about, ``attempt`` (0 first), ``dedupe``: the key it holds while waiting."""

    name: str
    id: str
    attempt: int = 0
    dedupe: str = ""


def checked(job: Job) -> Job:
    """The same job. Raises ValueError when a part looks like anything but a name or an id."""
    for part in (job.name, job.id, job.dedupe or "-"):
        if not _WORD.fullmatch(part):
            raise ValueError("a job carries a name and an id of letters, digits and _.:+- (at most 120), nothing else")
    return job
