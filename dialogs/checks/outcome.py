"""The four things a check can say of an input, and what a check may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dialogs.answers import Answer, AnswerValue
from dialogs.documents import ReadText
from dialogs.texts import Text

if TYPE_CHECKING:
    from dialogs.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Accepted:
    """The input is good. ``echo`` repeats it in its normal form where the citizen should see what we understood."""

    value: AnswerValue
    echo: Text | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Probably this value; ``question`` asks for a yes or no before it is kept."""

    value: AnswerValue
    question: Text


@dataclass(frozen=True, slots=True)
class Candidates:
    """Several values fit: the citizen chooses one (label, value), at most ten; nothing is guessed."""

    question: Text
    options: tuple[tuple[str, AnswerValue], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Not acceptable. ``reason`` says what is wrong and how to mend it, in one sentence.

    ``code`` is a stable name for figures (facts/procedures.md section 11, e.g. ``E_ID_FORMAT``).
    """

    reason: Text
    code: str


Outcome = Accepted | Doubtful | Candidates | Refused


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at: today in Vietnam, the answers of the same dossier by path, and the unit tables.

    ``row`` is the prefix of the row being filled in a repeated group (``"history.2."``), else empty.
    """

    today: date
    answers: Mapping[str, Answer] = field(default_factory=dict)
    row: str = ""
    gazetteer: Gazetteer | None = None
    reads: tuple[tuple[str, ReadText], ...] = ()
    """What was read off papers: (key of the paper, reading)."""

    def value(self, key: str) -> AnswerValue | None:
        """The answer with this key: of the row being filled if it has one there, else of the dossier."""
        answer = self.answers.get(self.row + key) or self.answers.get(key)
        return answer.value if answer else None


Check = Callable[[str, Context], Outcome]
