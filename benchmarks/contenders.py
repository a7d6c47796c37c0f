"""Who takes part: how each is started, what it keeps where, and what that is worth when the power goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from benchmarks.crowd import Manner
from benchmarks.form import QUESTIONS
from benchmarks.our_manner import manner


class Kind(StrEnum):
    """What a row of the report is for."""

    OURS = "ours"
    PEER = "peer"
    TUNED_PEER = "tuned peer"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Contender:
    """``durable``: the answer is on disk (flushed) before the update is acknowledged and before the reply leaves.

    ``redis``: the ``appendfsync`` policy of the Redis server it needs, or empty. ``manner``: how the crowd talks to it.
    """

    name: str
    kind: Kind
    module: str
    durable: bool
    keeps: str
    mode: str = "polling"
    variant: str = ""
    redis: str = ""
    manner: Manner = Manner()


_NOTHING_KEPT = Manner(masked=frozenset(question.key for question in QUESTIONS), examined=False)
_PICKLE = "benchmarks.peers.ptb_form"
_REDIS = "benchmarks.peers.aiogram_form"

_OURS = manner()

CONTENDERS: tuple[Contender, ...] = (
    Contender("ours", Kind.OURS, "benchmarks.ours", True, "SQLite, synchronous=FULL, group commit", manner=_OURS),
    Contender(
        "ours-webhook",
        Kind.OURS,
        "benchmarks.ours",
        True,
        "SQLite, synchronous=FULL, group commit",
        mode="webhook",
        manner=_OURS,
    ),
    Contender("ptb", Kind.PEER, _PICKLE, False, "pickle, written every 60 s, not flushed"),
    Contender(
        "ptb-eager", Kind.TUNED_PEER, _PICKLE, False, "pickle, written without pause, not flushed", variant="eager"
    ),
    Contender("aiogram", Kind.PEER, _REDIS, False, "Redis, append-only file flushed each second", redis="everysec"),
    Contender(
        "aiogram-tuned",
        Kind.TUNED_PEER,
        _REDIS,
        False,
        "Redis, append-only file flushed each second",
        variant="tuned",
        redis="everysec",
    ),
    Contender(
        "aiogram-flushed",
        Kind.TUNED_PEER,
        _REDIS,
        False,
        "Redis, flushed before each reply; the offset moves before that",
        variant="tuned",
        redis="always",
    ),
    Contender(
        "bare-form", Kind.LIMIT, "benchmarks.limits.sqlite_form", True, "SQLite, synchronous=FULL, one commit a batch"
    ),
    Contender("bare-echo", Kind.LIMIT, "benchmarks.limits.echo", False, "nothing", manner=_NOTHING_KEPT),
)


def choose(names: str) -> tuple[Contender, ...]:
    """The contenders of a comma-separated list, in that order; empty means all. Raises ValueError for a stranger."""
    if not names:
        return CONTENDERS
    known = {contender.name: contender for contender in CONTENDERS}
    strangers = [name for name in names.split(",") if name not in known]
    if strangers:
        raise ValueError(f"no such contender: {', '.join(strangers)}; there are {', '.join(known)}")
    return tuple(known[name] for name in names.split(","))
