"""A state table as a decision: one shared `transitions` machine for each table, asked through a cursor."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from transitions import Machine

State = TypeVar("State", bound=StrEnum)
Trigger = TypeVar("Trigger", bound=StrEnum)


class _Cursor:
    """What the machine moves about: it stands for whichever conversation or dossier is being asked about."""

    state: str = ""


class Table(Generic[State, Trigger]):
    """A literal table ``(trigger, from, to)`` that answers "where does this lead?" and remembers nothing.

    Attaching a machine to each citizen leaks (the machine keeps a list of its models), so one cursor a thread
    is set to the asked state, triggered, and read: 7 µs, no callbacks, no automatic transitions.
    """

    def __init__(self, name: str, states: type[State], moves: Sequence[tuple[Trigger, Sequence[State], State]]) -> None:
        self.name = name
        self.moves = tuple((trigger, tuple(sources), to) for trigger, sources, to in moves)
        self._of = states
        self._known = frozenset((trigger, source) for trigger, sources, _ in self.moves for source in sources)
        self._own = threading.local()
        self._machine = Machine(
            model=None,
            states=[str(state) for state in states],
            initial=str(next(iter(states))),
            transitions=[
                {"trigger": str(trigger), "source": [str(source) for source in sources], "dest": str(to)}
                for trigger, sources, to in self.moves
            ],
            auto_transitions=False,
            ignore_invalid_triggers=True,
        )

    def after(self, state: State, trigger: Trigger) -> State | None:
        """The state that follows, or None when this trigger means nothing in this state."""
        if (trigger, state) not in self._known:
            return None  # the machine would say so too, with a warning in the log
        cursor = self._cursor()
        self._machine.set_state(str(state), cursor)
        return self._of(cursor.state) if getattr(cursor, "trigger")(str(trigger)) else None  # noqa: B009 (made by transitions)

    def mermaid(self) -> str:
        """The table drawn as a Mermaid state diagram."""
        from transitions.extensions import GraphMachine  # only for drawing: not worth its import time at start

        cursor = _Cursor()
        GraphMachine(
            model=cursor,
            states=[str(state) for state in self._of],
            initial=str(next(iter(self._of))),
            transitions=[
                {"trigger": str(trigger), "source": [str(source) for source in sources], "dest": str(to)}
                for trigger, sources, to in self.moves
            ],
            auto_transitions=False,
            graph_engine="mermaid",
            title=self.name,
        )
        return str(getattr(cursor, "get_graph")().source)  # noqa: B009 (made by transitions)

    def _cursor(self) -> _Cursor:
        cursor = getattr(self._own, "cursor", None)
        if cursor is None:
            cursor = self._own.cursor = _Cursor()
            self._machine.add_model(cursor, initial=str(next(iter(self._of))))
        return cursor
