"""Short words for the tests of checks: a context from keyword arguments, and what an outcome says."""

from __future__ import annotations

from datetime import date

from dialogs.answers import Answer, AnswerValue
from dialogs.checks import Accepted, Check, Context, Doubtful, Outcome, Refused

TODAY = date(2026, 11, 21)


def context(row: str = "", /, today: date = TODAY, **answers: AnswerValue) -> Context:
    """A context with these answers; ``__`` in a name stands for the dot of a path."""
    kept = {key.replace("__", "."): Answer(value) for key, value in answers.items()}
    return Context(today, kept, row)


def outcome(check: Check, text: str, where: Context | None = None) -> Outcome:
    return check(text, where or context())


def accepted(check: Check, text: str, where: Context | None = None) -> AnswerValue:
    found = outcome(check, text, where)
    assert isinstance(found, Accepted), f"{text!r}: {found}"
    return found.value


def echoed(check: Check, text: str, where: Context | None = None) -> dict[str, object]:
    """The values of the echo."""
    found = outcome(check, text, where)
    assert isinstance(found, Accepted), f"{text!r}: {found}"
    assert found.echo is not None, f"{text!r} is not echoed"
    return dict(found.echo.values)


def doubted(check: Check, text: str, where: Context | None = None) -> tuple[AnswerValue, str]:
    """The proposed value and the key of the question."""
    found = outcome(check, text, where)
    assert isinstance(found, Doubtful), f"{text!r}: {found}"
    return found.value, found.question.key


def refused(check: Check, text: str, where: Context | None = None) -> tuple[str, str]:
    """The key of the reason and the stable code."""
    found = outcome(check, text, where)
    assert isinstance(found, Refused), f"{text!r}: {found}"
    return found.reason.key, found.code
