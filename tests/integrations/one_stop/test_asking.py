"""A push can be lost: dossiers that are not at their end are asked about, and the portal's next word still counts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest_asyncio

from bot.failures import Outage
from bot.portal_book import Filing
from bot.portal_reports import MOST_UNANSWERED
from dialogs.dossier import Life
from tests.integrations.one_stop.room import Room, open_room, push


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as made:
        made.clock.forward(hours=7)
        yield made


async def test_a_lost_push_is_found(room: Room) -> None:
    room.stands.status = 2
    await room.reports.ask_around()
    assert (await room.dossier()).life is Life.ACCEPTED and room.said == ["status-accepted"]
    await room.reports.ask_around()
    assert room.said == ["status-accepted"], "asked again only after some hours"


async def test_what_is_known_is_not_told_again(room: Room) -> None:
    await room.pushes(push(4, 5))
    room.stands.status, taken = 4, room.taken
    await room.reports.ask_around()
    assert room.said == ["status-in-process"] and room.taken == taken, "not even a turn"


async def test_whatever_the_clocks_say_the_next_push_still_counts(room: Room) -> None:
    """Our clock is seven hours ahead of the portal's stamps: what was asked for must not outrank what comes then."""
    await room.pushes(push(2, 1))
    room.stands.status = 4
    await room.reports.ask_around()
    await room.pushes(push(9, 3))
    assert room.said == ["status-accepted", "status-in-process", "status-done"]
    assert (await room.dossier()).life is Life.DONE


async def test_the_lost_push_itself_changes_nothing_when_it_comes_after_all(room: Room) -> None:
    room.stands.status = 2
    await room.reports.ask_around()
    await room.pushes(push(2, 1))
    assert room.said == ["status-accepted"]


async def test_a_finished_dossier_is_left_in_peace(room: Room) -> None:
    await room.pushes(push(10, 9))
    room.stands.failing = [Outage("must not be asked")]
    await room.reports.ask_around()
    assert len(room.stands.failing) == 1


async def test_a_portal_that_does_not_answer_is_asked_in_the_next_round(room: Room) -> None:
    room.stands.status, room.stands.failing = 2, [Outage("down")]
    await room.reports.ask_around()
    assert room.said == []
    await room.reports.ask_around()
    assert room.said == ["status-accepted"]


async def test_one_unreadable_answer_stops_nobody_elses_question(room: Room) -> None:
    """The first answer is a page of HTML; the citizen of the second is told all the same."""
    now = room.clock.now() - timedelta(hours=8)
    other = Filing("k0", "one_stop", "d0", room.chat, "3.000333", "MCB-d0", 0, now, (), code="H26-261120-0000")
    await room.book.begin(other)
    room.stands.status, room.stands.failing = 2, [Outage("portal: the answer is no JSON")]
    await room.reports.ask_around()
    assert room.said == ["status-accepted"]


async def test_a_portal_that_is_down_is_not_asked_about_everybody(room: Room) -> None:
    now = room.clock.now() - timedelta(hours=8)
    for n in range(10):
        ref, code = f"MCB-x{n}", f"H26-261120-01{n:02}"
        await room.book.begin(Filing(f"kx{n}", "one_stop", f"x{n}", room.chat, "3.000333", ref, 0, now, (), code=code))
    room.stands.failing = [Outage("down") for _ in range(10)]
    await room.reports.ask_around()
    assert len(room.stands.failing) == 10 - MOST_UNANSWERED


async def test_a_dossier_that_the_portal_lost_is_for_staff_once(room: Room) -> None:
    room.stands.status = None
    for _ in range(2):
        await room.reports.ask_around()
        room.clock.forward(hours=7)
    assert await room.tasks() == ["portal_lost_dossier"]
