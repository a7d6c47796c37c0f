"""Faults that a test switches on: too fast, broken, silent, unreadable; and the real limits of 3.1 when asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tests.fakes.telegram.wire import Refused

OVERALL_PER_SECOND = 30
CHAT_BURST = 5
GROUP_PER_MINUTE = 20


class Trouble(StrEnum):
    """How a call goes wrong."""

    REFUSE = "refuse"
    """Nothing done; answers with an error."""
    BROKEN_HTML = "broken_html"
    """Nothing done; a gateway answers 502 with HTML."""
    DROP = "drop"
    """Nothing done; the connection is closed."""
    LOSE_ANSWER = "lose_answer"
    """Done, then the connection is closed without an answer."""
    HANG = "hang"
    """Done, then silence until the client gives up."""
    GARBAGE = "garbage"
    """Done, then 200 with a body that is no JSON."""
    NULL_RESULT = "null_result"
    """Done, then 200 with ok but without a result."""


@dataclass(slots=True)
class Fault:
    trouble: Trouble
    method: str
    chat: int | None
    times: int
    why: Refused | None = None

    def fits(self, method: str, chat: int | None) -> bool:
        return (not self.method or self.method == method.lower()) and self.chat in (None, chat)


@dataclass(slots=True)
class Faults:
    """The switches; each fault is used up after ``times`` calls that it fits."""

    waiting: list[Fault] = field(default_factory=list)
    injected: int = 0

    def too_fast(self, after: int = 1, *, chat: int | None = None, method: str = "sendMessage", times: int = 1) -> None:
        """429 with parameters and header."""
        why = Refused(429, f"Too Many Requests: retry after {after}", retry_after=after)
        self.add(Trouble.REFUSE, method, chat, times, why)

    def refuse(
        self, status: int, description: str, *, chat: int | None = None, method: str = "sendMessage", times: int = 1
    ) -> None:
        """Any error text."""
        self.add(Trouble.REFUSE, method, chat, times, Refused(status, description))

    def add(
        self,
        trouble: Trouble,
        method: str = "sendMessage",
        chat: int | None = None,
        times: int = 1,
        why: Refused | None = None,
    ) -> None:
        self.waiting.append(Fault(trouble, method.lower(), chat, times, why))

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The next fault for this call, if any."""
        for fault in self.waiting:
            if fault.fits(method, chat):
                fault.times -= 1
                self.injected += 1
                if not fault.times:
                    self.waiting.remove(fault)
                return fault
        return None


@dataclass(slots=True)
class Floods:
    """Telegram's own limits; a chat that is told to wait is refused until the time is over."""

    now: Callable[[], float]
    overall: deque[float] = field(default_factory=deque)
    chats: dict[int, deque[float]] = field(default_factory=dict)
    refused: int = 0

    def check(self, chat: int) -> None:
        """Count a message; raises 429 when it is one too many."""
        now = self.now()
        group = chat < 0
        seconds, most = (60.0, GROUP_PER_MINUTE) if group else (float(CHAT_BURST), CHAT_BURST)
        own = self.chats.setdefault(chat, deque())
        wait = max(_wait(self.overall, now, 1.0, OVERALL_PER_SECOND), _wait(own, now, seconds, most))
        if wait > 0:
            self.refused += 1
            after = int(wait) + 1
            raise Refused(429, f"Too Many Requests: retry after {after}", retry_after=after)
        self.overall.append(now)
        own.append(now)


def _wait(times: deque[float], now: float, seconds: float, most: int) -> float:
    while times and times[0] <= now - seconds:
        times.popleft()
    return times[0] + seconds - now if len(times) >= most else 0.0
