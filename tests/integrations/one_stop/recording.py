"""A submission whose first answer is lost, recorded from the running parts and drawn: ``docs/submission.md``.

``python -m tests.integrations.one_stop.recording`` writes the page anew.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.failures import Failure
from bot.ports import Package, PaperRules, Post
from bot.submissions import Submissions
from dialogs.conversation import Conversation
from dialogs.dossier import Life
from dialogs.effects import Lane, Submit
from integrations.portals.line import Line
from integrations.portals.one_stop.portal import OneStopPortal
from tests.contracts.portals.harness import OneStop, one_stop_behind
from tests.fakes.packages import criminal_record
from tests.house.ftl import ROOT
from tests.integrations.one_stop.room import Room, open_room

PAGE = ROOT / "docs" / "submission.md"
HEAD = """# A submission, as it ran

Recorded from the running parts (real book, real HTTP, the sandbox) by `tests/integrations/one_stop/recording.py`, and
compared with a new run by the tests. The portal stores the dossier and its first answer is lost; a minute later it is
looked up, compared and only then called filed; then the authority accepts it.

```mermaid
sequenceDiagram
  participant C as Citizen
  participant T as Turns
  participant S as Submissions
  participant B as Book
  participant P as One-stop
"""


Arrow = tuple[str, Callable[[Any], str]]
"""The arrow there, and how the answer (or the failure) is drawn."""


class Watched:
    """Passes every call on, and notes it as an arrow there and an arrow back."""

    def __init__(self, target: object, arrow: Callable[[str, tuple[Any, ...]], Arrow | None]) -> None:
        self._target = target
        self._arrow = arrow
        self.lines: list[str] = []

    def __getattr__(self, name: str) -> Any:
        call: Callable[..., Awaitable[Any]] = getattr(self._target, name)

        async def watched(*values: Any, **named: Any) -> Any:
            arrow = self._arrow(name, values)
            if arrow is None:
                return await call(*values, **named)
            self.lines.append(arrow[0])
            try:
                answer = await call(*values, **named)
            except Failure as failure:
                self.lines.append(arrow[1](failure))
                raise
            if back := arrow[1](answer):
                self.lines.append(back)
            return answer

        return watched


def _book(name: str, values: tuple[Any, ...]) -> Arrow | None:
    said = {
        "begin": "begin(key, reference, hash of every file)",
        "filed": "filed(key, the portal's code)",
        "unsent": "unsent(key)",
    }
    return (f"S->>B: {said[name]}", lambda _: "") if name in said else None


def _line(name: str, values: tuple[Any, ...]) -> Arrow:
    def back(answer: Any) -> str:
        if isinstance(answer, Failure):
            return f"P--xS: {answer}".replace("portal: ", "")
        found = next((f"{key} {answer[key]}" for key in ("statusCode", "status", "error_code") if key in answer), "")
        return f"P-->>S: {found}"

    return f"S->>P: POST {values[0]}", back


class Packed:
    """Stands for ``bot.packages.Packages``: the dossier as it is filed."""

    def __init__(self, package: Package) -> None:
        self._package = package

    async def dossier(self, chat: str, dossier: str) -> tuple[Conversation, Package]:
        return Conversation(), self._package

    async def pack(self, chat: str, conversation: Conversation, dossier: Package) -> Package:
        return dossier

    async def bind(self, package: Package, rules: PaperRules) -> Package:
        return package


async def recorded(folder: Path) -> str:
    """The page."""
    async with open_room(folder) as room, one_stop_behind(folder) as behind:
        return HEAD + "".join(f"  {line}\n" for line in await _run(room, behind)) + "```\n"


async def _run(room: Room, behind: OneStop) -> list[str]:
    await room.holds(Life.SUBMITTING, code="", filed=None)
    await room.book.unsent("k1")
    lines: list[str] = []
    book, line = Watched(room.book, _book), Watched(behind.line, _line)
    book.lines = line.lines = lines
    room.said = _Told(lines)
    made = replace(await behind.with_papers(criminal_record("d1", "k1")), chat=room.chat)
    mapping, clock = behind.one_stop._mapping, room.clock
    as_line: Line = line  # type: ignore[assignment]
    portal = OneStopPortal(as_line, mapping, book, behind.vault, "portal-secret-for-tests", clock)  # type: ignore[arg-type]
    submissions = Submissions(Packed(made), portal, room.turns, clock)  # type: ignore[arg-type]
    behind.sandbox.switches.set("reply-lost", "submit")
    for tries in range(2):
        lines.append(f"T->>S: submit(key), attempt {tries + 1}")
        try:
            post = Post(1, room.chat, "submit", Lane.INTERACTIVE, b"", None, tries)
            await submissions.submit(post, Submit("d1", "k1"))
        except Failure as failure:
            lines.append(f"Note over S: again in {failure.after:.0f} s")
    dossier = behind.sandbox.shelf.dossiers["MCB-d1"]
    lines.append("P->>T: POST /callbacks/portals/one_stop, signed: status 2")
    report = behind.sandbox.pusher.report(dossier, 2, due="30/11/2026")
    status = await room.pushes(report)
    # The answer leaves before anything is applied; the call above returns after both.
    lines.insert(len(lines) - 1, f"T-->>P: {status}, kept sealed")
    return lines


class _Told(list[str]):
    """What the citizen is told, as arrows."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def __iadd__(self, keys: Any) -> _Told:  # type: ignore[misc, override]
        self._lines += [f"T->>C: {key}" for key in keys]
        return self


async def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(await recorded(Path(folder)), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    asyncio.run(_write())
