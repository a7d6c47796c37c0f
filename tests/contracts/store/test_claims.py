"""Leases, fencing and the order of what is said, for one process and for two on the same database."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

from bot.failures import Unreachable
from bot.ports import NewPost, Post, Settle, Settlement, Store, Writes
from dialogs.effects import Lane
from tests.contracts.store.conftest import Open
from tests.contracts.store.people import append, arrives, done, say, world, write
from tests.fakes.clock import SettableClock


def settle(post: Post, outcome: Settle = Settle.DONE, **more: object) -> Settlement:
    return Settlement(post.id, post.lease, outcome, **more)  # type: ignore[arg-type]


def bodies(posts: object) -> list[str]:
    return [post.body.decode() for post in posts]  # type: ignore[attr-defined]


async def test_a_fresh_post_is_left_to_the_process_that_took_the_turn_until_its_lease_runs_out(
    store: Store, open_another: Open, clock: SettableClock
) -> None:
    taken = await store.turn(arrives("lan"), append("a", "one", "two"))
    assert await store.claim(10, 5) == []

    later = SettableClock(clock.now() + timedelta(seconds=31), "later")
    other = await open_another(later)
    claimed = await other.claim(10, 5)
    assert bodies(claimed) == ["one", "two"]
    assert [post.place for post in claimed] == [post.place for post in taken.posts]
    assert claimed[0].created == taken.posts[0].created

    await store.settle(done(taken))  # too late: the lease is another's now
    later.forward(seconds=6)
    again = await other.claim(10, 5)
    assert bodies(again) == ["one", "two"]
    assert {post.lease for post in again}.isdisjoint({post.lease for post in claimed})

    await other.settle([settle(post) for post in claimed])  # its own earlier lease is old as well
    later.forward(seconds=6)
    assert bodies(await other.claim(10, 5)) == ["one", "two"]


async def test_a_late_settlement_counts_while_nobody_else_has_claimed(store: Store, clock: SettableClock) -> None:
    taken = await store.turn(arrives("lan"), append("a"))
    clock.forward(seconds=100)
    await store.settle(done(taken))
    assert await store.claim(10, 5) == []
    assert (await store.backlog()).waiting == 0


async def test_again_waits_for_its_moment_counts_the_try_and_holds_back_what_follows(
    store: Store, clock: SettableClock
) -> None:
    taken = await store.turn(arrives("lan"), append("a", "one", "two"))
    retry = clock.now() + timedelta(seconds=60)
    await store.settle([settle(taken.posts[0], Settle.AGAIN, again_at=retry, error="Outage")])
    clock.forward(seconds=40)  # the lease of "two" has run out, "one" may not go yet
    assert await store.claim(10, 5) == []

    clock.forward(seconds=20)
    claimed = await store.claim(10, 5)
    assert bodies(claimed) == ["one", "two"]
    assert [post.tries for post in claimed] == [1, 0]


async def test_a_turn_behind_an_undelivered_message_waits_its_turn(store: Store, clock: SettableClock) -> None:
    first = await store.turn(arrives("lan"), append("a", "one"))
    await store.settle([settle(first.posts[0], Settle.AGAIN, again_at=clock.now() + timedelta(seconds=10))])
    chore = NewPost("fetch", Lane.INTERACTIVE, b"chore")
    second = await store.turn(arrives("lan"), write(Writes(None, (*say("two"), chore))))

    assert [bool(post.lease) for post in second.posts] == [False, True]
    await store.settle([Settlement(second.posts[0].id, "", Settle.DONE)])  # no lease, no say
    clock.forward(seconds=10)
    assert bodies(await store.claim(10, 5)) == ["one", "two"]


async def test_a_turn_behind_a_message_of_another_process_waits_too(store: Store, open_another: Open) -> None:
    other = await open_another()
    taken = await other.turn(arrives("lan"), append("a", "one"))
    second = await store.turn(arrives("lan"), append("b", "two"))
    assert second.posts[0].lease == ""
    assert await store.claim(10, 5) == []
    await other.settle(done(taken))
    assert bodies(await store.claim(10, 5)) == ["two"]


async def test_a_chore_is_not_held_back_by_messages(store: Store, clock: SettableClock) -> None:
    chore = NewPost("submit", Lane.STATUS, b"chore")
    taken = await store.turn(arrives("lan"), write(Writes(None, (*say("one"), chore))))
    retry = clock.now() + timedelta(hours=1)
    await store.settle([settle(taken.posts[0], Settle.AGAIN, again_at=retry)])
    clock.forward(seconds=31)
    assert bodies(await store.claim(10, 5)) == ["chore"]


async def test_claims_go_by_lane_then_age_and_never_more_than_asked(store: Store, clock: SettableClock) -> None:
    for name, lane in (("b1", Lane.BROADCAST), ("s1", Lane.STATUS), ("i1", Lane.INTERACTIVE), ("i2", Lane.INTERACTIVE)):
        await store.turn(arrives(name), append("x", name, lane=lane))
    clock.forward(seconds=31)
    assert bodies(await store.claim(3, 5)) == ["i1", "i2", "s1"]
    assert bodies(await store.claim(3, 5)) == ["b1"]
    assert await store.claim(3, 5) == []


async def test_an_answer_takes_the_older_broadcast_of_its_chat_along(store: Store, clock: SettableClock) -> None:
    await store.turn(arrives("lan"), append("x", "broadcast", lane=Lane.BROADCAST))
    await store.turn(arrives("minh"), append("x", "status", lane=Lane.STATUS))
    await store.turn(arrives("lan"), append("x", "answer"))
    clock.forward(seconds=31)
    assert bodies(await store.claim(2, 5)) == ["broadcast", "answer"]
    assert bodies(await store.claim(2, 5)) == ["status"]


async def test_a_dead_post_leaves_a_task_and_lets_the_next_one_go(store: Store, clock: SettableClock) -> None:
    taken = await store.turn(arrives("lan"), append("a", "one", "two"))
    await store.settle([settle(taken.posts[0], Settle.DEAD, error="NotAccepted")])
    await store.settle([settle(taken.posts[0], Settle.DEAD, error="NotAccepted")])
    (task,) = await store.staff_tasks(10)
    assert (task["reason"], task["chat"], task["detail"]) == ("post-dead", taken.chat, "say: NotAccepted")
    clock.forward(seconds=31)
    assert bodies(await store.claim(10, 5)) == ["two"]


async def test_a_post_to_somebody_who_blocked_us_dies_without_a_task(store: Store) -> None:
    taken = await store.turn(arrives("lan"), append("a"))
    await store.settle([settle(taken.posts[0], Settle.DEAD, error=Unreachable.__name__)])
    assert await store.staff_tasks(10) == []
    assert (await store.backlog()).waiting == 0


async def test_one_blocked_chat_does_not_keep_others_out_of_a_small_claim(store: Store, clock: SettableClock) -> None:
    for _ in range(5):
        await store.turn(arrives("blocked"), append("x", *(f"b{n}" for n in range(5))))
    clock.forward(seconds=31)
    (first,) = await store.claim(1, 5)
    await store.settle([settle(first, Settle.AGAIN, again_at=clock.now() + timedelta(hours=1))])
    await store.turn(arrives("lan"), append("x", "free"))
    clock.forward(seconds=31)
    assert bodies(await store.claim(3, 5)) == ["free"]


async def test_the_backlog_tells_how_many_wait_and_how_long(store: Store, clock: SettableClock) -> None:
    taken = await store.turn(arrives("lan"), append("a", "one", "two"))
    clock.forward(seconds=5)
    backlog = await store.backlog()
    assert (backlog.waiting, backlog.oldest, backlog.poison, backlog.tasks) == (2, 5.0, 0, 0)
    await store.settle(done(taken))
    assert (await store.backlog()).oldest == 0.0


async def test_two_processes_share_the_work_without_doubling_or_reordering(
    store: Store, open_another: Open, clock: SettableClock
) -> None:
    other = await open_another(clock)
    people = [f"person {n}" for n in range(6)]
    dice = random.Random(7)
    delivered: dict[str, list[str]] = {}

    async def talk(which: Store, words: range) -> None:
        for n in words:
            await asyncio.gather(*(which.turn(arrives(person), append("x", f"{n:03d}")) for person in people))

    async def deliver(which: Store) -> None:
        idle = 0
        while idle < 50:
            posts = await which.claim(dice.randint(1, 7), 1000)
            idle = 0 if posts else idle + 1
            for post in posts:
                delivered.setdefault(post.chat, []).append(post.id)  # type: ignore[arg-type]
                await asyncio.sleep(0)
                await which.settle([settle(post)])

    await asyncio.gather(talk(store, range(10)), talk(other, range(10, 20)))
    clock.forward(seconds=31)
    await asyncio.gather(deliver(store), deliver(other), deliver(store), deliver(other))

    assert [len(ids) for ids in delivered.values()] == [20] * len(people)
    assert all(ids == sorted(ids) for ids in delivered.values())
    assert (await store.backlog()).waiting == 0


async def test_two_processes_that_meet_the_same_people_make_one_chat_each(store: Store, open_another: Open) -> None:
    other = await open_another()
    meetings = [which.turn(arrives(f"person {n}"), append("x")) for n in range(30) for which in (store, other)]
    results = await asyncio.gather(*meetings)
    assert [a.chat for a in results[::2]] == [b.chat for b in results[1::2]]
    assert {await store.conversation(taken.chat) for taken in results} == {b"x x "}


async def test_different_events_of_one_chat_at_two_processes_all_count(store: Store, open_another: Open) -> None:
    other = await open_another()
    chat = (await store.turn(arrives("lan"), append("x"))).chat
    for _ in range(5):
        await asyncio.gather(*(which.turn(arrives("lan"), append("x")) for _ in range(4) for which in (store, other)))
    assert await store.conversation(chat) == b"x " * 41


async def test_the_same_event_at_two_processes_is_one_turn(store: Store, open_another: Open) -> None:
    other = await open_another()
    chat = (await store.turn(arrives("lan"), append("x"))).chat
    arrivals = [arrives("lan") for _ in range(10)] + [world(chat) for _ in range(10)]
    results = await asyncio.gather(*(which.turn(a, append("x")) for a in arrivals for which in (store, other)))
    assert sum(taken.replayed for taken in results) == 20
    assert await store.conversation(chat) == b"x " * 21
