"""One event, one transaction: dedupe, order, isolation, and commits that are shared."""

from __future__ import annotations

import asyncio

import pytest

from bot.failures import NotAllowed
from bot.ports import Loaded, NewPost, Store, Writes
from dialogs.effects import Lane
from integrations.storage.store import SqlStore
from tests.contracts.store.conftest import Open
from tests.contracts.store.people import append, arrives, at, done, said, say, silent, world, write


async def test_first_contact_makes_a_chat_and_the_next_turn_loads_what_it_wrote(store: Store) -> None:
    seen: list[Loaded] = []

    def decide(loaded: Loaded) -> Writes:
        seen.append(loaded)
        return Writes(b"sealed", say("hello"))

    first = await store.turn(arrives("lan"), decide)
    second = await store.turn(arrives("lan"), decide)
    other = await store.turn(arrives("minh"), decide)

    assert [loaded.conversation for loaded in seen] == [None, b"sealed", None]
    assert [loaded.chat for loaded in seen] == [first.chat, second.chat, other.chat]
    assert first.chat == second.chat != other.chat
    assert await store.conversation(first.chat) == b"sealed"


async def test_posts_come_back_leased_with_the_place_that_spoke(store: Store) -> None:
    posts = (*say("one", lane=Lane.STATUS), NewPost("fetch", Lane.INTERACTIVE, b"photo"))
    taken = await store.turn(arrives("lan"), write(Writes(b"x", posts)))

    assert [(post.kind, post.lane, post.body) for post in taken.posts] == [
        ("say", Lane.STATUS, b"one"),
        ("fetch", Lane.INTERACTIVE, b"photo"),
    ]
    assert all(post.lease and post.place == at("lan") and post.chat == taken.chat for post in taken.posts)
    assert taken.posts[0].id < taken.posts[1].id


async def test_the_same_event_again_changes_nothing_and_gets_the_recorded_posts(store: Store) -> None:
    arrival = arrives("lan")
    first = await store.turn(arrival, append("a", "one", "two"))
    await store.settle(done(first))
    await store.turn(arrives("lan"), append("b"))

    again = await store.turn(arrival, append("never"))

    assert again.replayed and not first.replayed
    assert again.chat == first.chat
    assert [(post.id, post.body) for post in again.posts] == [(post.id, post.body) for post in first.posts]
    assert await store.conversation(first.chat) == b"a b "


async def test_the_same_event_id_elsewhere_is_another_event(store: Store) -> None:
    on_telegram = await store.turn(arrives("lan", "7"), append("a"))
    on_web = await store.turn(arrives("lan", "7", channel="web"), append("a"))
    assert not on_web.replayed
    assert on_web.chat != on_telegram.chat


async def test_a_double_tap_in_one_moment_is_one_turn(store: Store) -> None:
    taps = await asyncio.gather(*(store.turn(arrives("lan", "tap"), append("yes")) for _ in range(8)))
    assert sorted(taken.replayed for taken in taps) == [False] + [True] * 7
    assert len({tuple(post.id for post in taken.posts) for taken in taps}) == 1
    assert await store.conversation(taps[0].chat) == b"yes "


async def test_quick_turns_of_one_chat_run_in_order_of_arrival(store: Store) -> None:
    crowd = [store.turn(arrives(f"person {n % 5}"), append(str(n // 5))) for n in range(100)]
    results = await asyncio.gather(*crowd)

    for person in range(5):
        own = results[person::5]
        assert [said(taken)[-1].split()[-1] for taken in own] == [str(n) for n in range(20)]
        assert said(own[-1]) == [" ".join(str(n) for n in range(20))]
        ids = [post.id for taken in own for post in taken.posts]
        assert ids == sorted(ids)


async def test_a_raising_decision_loses_only_itself(store: Store) -> None:
    def break_down(loaded: Loaded) -> Writes:
        raise ZeroDivisionError

    bad = arrives("lan", "bad")
    outcomes = await asyncio.gather(
        *(store.turn(arrives(f"neighbour {n}"), append("fine")) for n in range(10)),
        store.turn(arrives("lan"), append("before")),
        store.turn(bad, break_down),
        store.turn(arrives("lan"), append("after")),
        store.turn(arrives("nobody yet"), break_down),
        return_exceptions=True,
    )

    assert [type(outcome).__name__ for outcome in outcomes] == ["Taken"] * 11 + [
        "ZeroDivisionError",
        "Taken",
        "ZeroDivisionError",
    ]
    taken = await store.turn(bad, append("retried"))
    assert not taken.replayed
    assert await store.conversation(taken.chat) == b"before after retried "


async def test_a_raising_first_contact_leaves_no_trace(store: Store) -> None:
    chats: list[str] = []

    def break_down(loaded: Loaded) -> Writes:
        chats.append(loaded.chat)
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            await store.turn(arrives("lan"), break_down)

    assert chats[0] != chats[1]
    with pytest.raises(NotAllowed):
        await store.turn(world(chats[0]), silent)


async def test_text_that_a_database_cannot_hold_hurts_nobody_else(store: Store) -> None:
    odd = arrives("nul \0 \ud800 in the name")
    outcomes = await asyncio.gather(
        *(store.turn(arrives(f"neighbour {n}"), append("fine")) for n in range(5)),
        store.turn(odd, append("odd")),
        *(store.turn(arrives(f"friend {n}"), append("fine")) for n in range(5)),
        return_exceptions=True,
    )
    assert isinstance(outcomes[5], Exception)
    assert [said(outcome) for outcome in outcomes if not isinstance(outcome, BaseException)] == [["fine"]] * 10


async def test_the_world_reports_to_a_chat_by_its_id_and_the_reply_goes_where_it_was_last_seen(store: Store) -> None:
    taken = await store.turn(arrives("lan"), append("a"))
    report = await store.turn(world(taken.chat, "submitted-1"), append("b"))
    replay = await store.turn(world(taken.chat, "submitted-1"), append("b"))

    assert report.chat == taken.chat
    assert [post.place for post in report.posts] == [at("lan")] == [post.place for post in replay.posts]
    assert replay.replayed
    with pytest.raises(NotAllowed):
        await store.turn(world("no such chat"), silent)


async def test_no_conversation_in_the_writes_leaves_it_as_it_was(store: Store) -> None:
    taken = await store.turn(arrives("lan"), append("kept"))
    assert (await store.turn(arrives("lan"), silent)).posts == ()
    assert await store.conversation(taken.chat) == b"kept "


async def test_fifty_turns_that_come_together_share_commits(store: SqlStore, open_another: Open) -> None:
    commits = 0
    other = await open_another()

    def count(point: str) -> None:
        nonlocal commits
        commits += point == "turn.after-commit"

    store._engine._crash = count  # type: ignore[attr-defined]
    results = await asyncio.gather(*(store.turn(arrives(f"person {n}"), append("hi")) for n in range(50)))

    assert len({taken.chat for taken in results}) == 50
    assert 0 < commits <= 10
    assert [await other.conversation(taken.chat) for taken in results] == [b"hi "] * 50


async def test_evidence_goes_into_the_same_transaction(store: Store) -> None:
    from bot.ports import NewConsent, NewNote, NewTask

    consent = NewConsent("submit", True, "consent-submit", "ab" * 32, "vi")
    arrival = arrives("lan", channel="web")
    writes = Writes(
        b"x", consents=(consent,), tasks=(NewTask("stuck", "d1", "code 4"),), notes=(NewNote("bot", "asked"),)
    )
    taken = await store.turn(arrival, write(writes))
    await store.turn(arrival, write(writes))

    (row,) = await store.consents(taken.chat)
    assert (row["purpose"], row["given"], row["text"], row["text_hash"]) == (
        "submit",
        True,
        "consent-submit",
        "ab" * 32,
    )
    assert (row["language"], row["channel"], row["at"].isoformat()) == ("vi", "web", "2026-11-20T02:00:00+00:00")
    (task,) = await store.staff_tasks(10)
    assert (task["reason"], task["dossier"], task["chat"], task["detail"]) == ("stuck", "d1", taken.chat, "code 4")
    await store.close_task(task["id"], "officer-1")
    assert await store.staff_tasks(10) == []
