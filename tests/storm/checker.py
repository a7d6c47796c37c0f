"""Reads a history and says what was promised and not kept; pure, so that a saved storm can be checked again.

Every check returns sentences, each beginning with its invariant (see docs/storm.md); no sentences, no violations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tests.storm.history import Record
from tests.storm.people import squeezed
from tests.storm.twin import Twin, followed, replayed, spoken

LIFE = {
    1: "registered",
    2: "accepted",
    3: "not_accepted",
    4: "in_process",
    5: "supplement",
    8: "stopped",
    9: "done",
    10: "returned",
}
NOTICES = {
    2: "đã được tiếp nhận",
    3: "không được tiếp nhận",
    4: "đang được xử lý",
    5: "cần bổ sung",
    8: "dừng",
    9: "đã có kết quả",
    10: "Đã trả kết quả",
}
"""Words by which a notice of a status is known."""
FILED, NOT_FILED = "Đã nộp", "Chưa nộp"
ALLOWED_TASKS = frozenset({"supplement_items_unknown"})
"""The officer asks for a paper that this dossier does not have."""


@dataclass(frozen=True)
class Citizen:
    """Who came, and what this citizen did and read."""

    name: str
    channel: str
    address: str
    canaries: tuple[str, ...]
    deeds: list[Record] = field(default_factory=list)
    heard: list[Record] = field(default_factory=list)

    @property
    def short(self) -> str:
        """As the twin calls channels."""
        return "web" if self.channel == "webchat" else "telegram"

    def key(self, event: str) -> str:
        """How the arrival of this event is known: client ids are only unique within a session."""
        return f"{self.address[:16]}.{event}" if self.channel == "webchat" else event


class Story:
    """A history, looked up in many ways."""

    def __init__(self, records: list[Record]) -> None:
        self.by: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            self.by[record["what"]].append(record)
        self.citizens: dict[str, Citizen] = {}
        for one in self.by["comes"]:
            who = Citizen(one["who"], one["channel"], one["address"], tuple(one["canaries"]))
            self.citizens[who.name] = who
        for deed in self.by["does"]:
            self.citizens[deed["who"]].deeds.append(deed)
        for heard in self.by["hears"]:
            self.citizens[heard["who"]].heard.append(heard)
        self.chat_of = {
            name: next((p["chat"] for p in self.by["end.place"] if p["address"] == who.address), "")
            for name, who in self.citizens.items()
        }
        self.kills = len(self.by["killed"])

    @cached_property
    def twins(self) -> Mapping[str, Twin]:
        """What should have been, citizen by citizen."""
        return {name: replayed(who.short, who.deeds) for name, who in self.citizens.items()}

    @cached_property
    def posts(self) -> Mapping[str, list[Record]]:
        """Posts of each chat by number."""
        found: dict[str, list[Record]] = defaultdict(list)
        for post in sorted(self.by["end.post"], key=lambda one: one["id"]):
            found[post["chat"]].append(post)
        return found

    @cached_property
    def dossiers(self) -> Mapping[str, list[Record]]:
        """Dossiers by chat."""
        found: dict[str, list[Record]] = defaultdict(list)
        for one in self.by["end.dossier"]:
            found[one["chat"]].append(one)
        return found

    @cached_property
    def filings(self) -> Mapping[str, set[str]]:
        """References by chat."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.by["end.filing"]:
            found[one["chat"]].add(one["ref"])
        return found


def everybody_gets_there(story: Story) -> Iterator[str]:
    """I1, liveness: after peace nothing waits, nothing is dead, nobody was left alone."""
    for one in story.by["derailed"]:
        yield f"I1 {one['who']} was left alone: {one['why']}"
    finished = {one["who"] for one in story.by["finished"]}
    for name in story.citizens.keys() - finished:
        yield f"I1 {name} never heard that the dossier was filed"
    for post in story.by["end.post"]:
        if post["state"] != 1:
            yield f"I1 post {post['id']} ({post['kind']}) is left in state {post['state']} ({post['error']})"
    for push in story.by["end.push"]:
        if push["state"] != "applied":
            yield f"I1 push {push['id']} is left {push['state']}"
    for one in (*story.by["end.poison"], *story.by["end.task"]):
        if one.get("reason") not in ALLOWED_TASKS:
            yield f"I1 staff were called: {one.get('why') or one.get('reason')} {one.get('detail', '')}"
    for fell in story.by["fell"]:
        yield f"I1 {fell['house']} fell by itself: status {fell['status']}"


def nothing_acknowledged_is_lost(story: Story) -> Iterator[str]:
    """I1: what the web chat accepted, and whatever Telegram holds no longer, is kept."""
    kept = {one["event"] for one in story.by["end.arrival"]}
    accepted = {(one["who"], one["event"]) for one in story.by["taken"]}
    for name, who in story.citizens.items():
        for deed in who.deeds:
            if who.channel == "webchat" and (name, deed["event"]) not in accepted:
                continue
            if who.key(deed["event"]) not in kept:
                yield f"I1 {name}: {deed['event']} was acknowledged and is lost"
    for one in story.by["end.telegram-waiting"]:
        if one["updates"]:
            yield f"I1 Telegram still holds {one['updates']} updates"


def one_event_one_effect(story: Story) -> Iterator[str]:
    """I3: no arrival but those that were sent, no posts but those of an arrival, and none of them missing."""
    sent = {who.key(deed["event"]) for who in story.citizens.values() for deed in who.deeds}
    turns: dict[str, Counter[int]] = defaultdict(Counter)
    for one in story.by["end.arrival"]:
        turns[one["chat"]][one["turn"]] += 1
        if one["channel"] in ("webchat", "telegram") and one["event"] not in sent:
            yield f"I3 {one['event']} arrived, and nobody sent it"
    for chat, posts in story.posts.items():
        got = {post["turn"] for post in posts}
        yield from (f"I3 turn {turn} left posts without an arrival" for turn in got - turns[chat].keys())
        yield from (f"I3 turn {turn} has lost its posts" for turn in turns[chat].keys() - got - {0})
        yield from (f"I3 turn {t} was taken {n} times" for t, n in turns[chat].items() if t and n > 1)


def the_screen_is_right(story: Story) -> Iterator[str]:
    """I2, I3, I4, I15: up to the filing, a citizen reads word by word what the engine alone would have said."""
    for name, who in story.citizens.items():
        expected, heard = story.twins[name].expected, spoken([one["text"] for one in who.heard])
        at, beside = followed(expected, heard)
        if at < len(expected):
            read = heard[at + len(beside)] if at + len(beside) < len(heard) else "nothing"
            yield f"I4 {name} should read {expected[at]!r} as message {at + 1}, reads {read!r}"
        if who.channel == "webchat" and beside:
            yield f"I8 {name} reads on the web twice: {beside[0]!r}"


def every_post_is_shown_in_order(story: Story) -> Iterator[str]:
    """I4, I8: the web log holds each message once and in order; Telegram got each at least once and in order."""
    shown: dict[str, list[int]] = defaultdict(list)
    for entry in sorted(story.by["end.web"], key=lambda one: (one["chat"], one["n"])):
        if entry["by"] == "bot":
            shown[entry["chat"]].append(entry["post"])
    sent: dict[str, list[Record]] = defaultdict(list)
    for call in story.by["end.telegram"]:
        sent[call["chat"]].append(call)
    repeats = 0
    for name, who in story.citizens.items():
        chat = story.chat_of[name]
        says = [post for post in story.posts[chat] if post["kind"] == "say"]
        if who.channel == "webchat":
            if shown[chat] != [post["id"] for post in says]:
                yield f"I4 {name}: the web log shows {shown[chat]}, posted were {[post['id'] for post in says]}"
            continue
        expected = [text for post in says for text in post["texts"]["telegram"]]
        read = [call["text"] for call in sent[who.address]]
        at, beside = followed(expected, read)
        repeats += len(beside)
        if at < len(expected) or at + len(beside) < len(read):
            yield f"I4 {name}: Telegram was given message {at + 1} of {len(expected)} out of order, or never"
    if repeats > story.kills:
        yield f"I8 {repeats} messages were said again, by {story.kills} deaths"


def answers_are_as_sent(story: Story) -> Iterator[str]:
    """I2: every stored answer is what the engine alone keeps of the same words, and the portal got them."""
    portal = {one["ref"]: one for one in story.by["end.portal"]}
    for name, who in story.citizens.items():
        twin, chat = story.twins[name].answers, story.chat_of[name]
        for one in story.dossiers[chat]:
            for path in sorted(twin.keys() | one["answers"].keys()):
                if twin.get(path) != one["answers"].get(path):
                    yield f"I2 {name}: {path} is not what was sent"
        for ref in story.filings[chat] & portal.keys():
            if any(canary not in portal[ref]["declared"] for canary in who.canaries[:2]):
                yield f"I2 {name}: the portal holds something else under {ref}"


def filed_once(story: Story) -> Iterator[str]:
    """I5: one dossier a citizen at the portal, never sent again while it is there; exactly one when that was said."""
    stored = Counter(one["ref"] for one in story.by["stored"])
    yield from (f"I5 {ref} was stored {times} times" for ref, times in stored.items() if times > 1)
    yield from (f"I5 {one['ref']} was sent again while the portal had it" for one in story.by["turned away"])
    portal = {one["ref"]: one for one in story.by["end.portal"]}
    ours = {ref for refs in story.filings.values() for ref in refs}
    yield from (f"I5 the portal holds {ref}, and we do not know it" for ref in portal.keys() - ours)
    for name, who in story.citizens.items():
        held = [one for one in portal.values() if who.canaries[1] in one["declared"]]
        said = [one["text"] for one in who.heard if FILED in one["text"]]
        if len(held) > 1 or (said and len(held) != 1):
            yield f"I5 {name}: the portal holds {len(held)} dossiers"
        for text in said:
            if held and held[0]["code"] not in text:
                yield f"I5 {name} was told another code than the portal's {held[0]['code']}"


def never_said_too_early(story: Story) -> Iterator[str]:
    """I6: "đã nộp" only after the portal stored it; "chưa nộp, thử lại" never of what it has."""
    when = {one["code"]: one["t"] for one in story.by["stored"]}
    portal = story.by["end.portal"]
    for name, who in story.citizens.items():
        codes = [one["code"] for one in portal if who.canaries[1] in one["declared"]]
        for one in who.heard:
            if FILED in one["text"] and not any(when.get(code, one["t"]) < one["t"] for code in codes):
                yield f"I6 {name} was told {FILED!r} before the portal had it"
            if one["text"].startswith(NOT_FILED):
                yield f"I6 {name} was told {NOT_FILED!r}"


def the_portal_has_the_last_word(story: Story) -> Iterator[str]:
    """I7 and I8: a dossier stands where the portal says, and its owner was told so, once (and once more a death)."""
    portal = {one["ref"]: one for one in story.by["end.portal"]}
    for name, who in story.citizens.items():
        chat = story.chat_of[name]
        for one in story.dossiers[chat]:
            held = next((portal[ref] for ref in story.filings[chat] if ref in portal), None)
            if held is None:
                continue
            if one["life"] != LIFE.get(held["status"]):
                yield f"I7 {name}: stands at {one['life']}, the portal says {held['status']}"
            words = NOTICES.get(held["status"], "")
            told = [text for text in _told(who, held["code"]) if words in text]
            if not told:
                yield f"I8 {name} was never told of status {held['status']}"
            for text, times in Counter(_told(who, held["code"])).items():
                most = Counter(t for p in story.posts[chat] for t in p["texts"].get(who.short, ()))[text]
                if times > most + (0 if who.short == "web" else story.kills):
                    yield f"I8 {name} was told {times} times: {text!r}"


def _told(who: Citizen, code: str) -> list[str]:
    return [one["text"] for one in who.heard if code in one["text"]]


def each_reads_only_their_own(story: Story) -> Iterator[str]:
    """I9: no citizen reads a canary of another, nor another's dossier code."""
    codes: dict[str, str] = {}
    for one in story.by["end.portal"]:
        for name, who in story.citizens.items():
            if who.canaries[1] in one["declared"]:
                codes[one["code"]] = name
    owners = {canary: name for name, who in story.citizens.items() for canary in who.canaries} | codes
    for name, who in story.citizens.items():
        words = squeezed("\n".join(one["words"] for one in who.heard))
        for canary, owner in owners.items():
            if owner != name and squeezed(canary) in words:
                yield f"I9 {name} read what belongs to {owner}"


def the_books_agree(story: Story) -> Iterator[str]:
    """I11: the ledger's chain holds, and a dossier's noted moves are one path that ends where it stands."""
    yield from ("I11 the ledger's chain is broken" for one in story.by["end.ledger"] if not one["sound"])
    moves: dict[str, list[str]] = defaultdict(list)
    for note in sorted(story.by["end.note"], key=lambda one: one["id"]):
        if note["noted"] == "life":
            moves[note["dossier"]].append(note["detail"])
    for one in story.by["end.dossier"]:
        at = "draft"
        for move in moves[one["dossier"]]:
            before, _, after = move.partition(">")
            if before != at:
                yield f"I11 {one['dossier']}: noted {move} after {at}"
            at = after
        if at != one["life"]:
            yield f"I11 {one['dossier']} stands at {one['life']}, noted was {at}"


def logs_say_nothing(story: Story) -> Iterator[str]:
    """I12: no answer, number or secret in a log."""
    yield from (f"I12 {one['log']} says {len(one['found'])} secrets" for one in story.by["end.log"] if one["found"])


def floors_are_met(story: Story) -> Iterator[str]:
    """A storm that did not blow proves nothing."""
    for floors in story.by["floors"]:
        points = Counter(one["point"] for one in story.by["killed"])
        for point, floor in floors["points"].items():
            if points[point] < floor:
                yield f"floor: {points[point]} of {floor} deaths at {point}"
        for what, found in (
            ("kills", story.kills),
            ("finished", len(story.by["finished"])),
            ("faults", sum(sum(one["played"].values()) for one in story.by["end.faults"])),
            ("again", len(story.by["again"])),
        ):
            if found < floors[what]:
                yield f"floor: {found} of {floors[what]} {what}"
    if not story.by["end.portal"] or not story.by["end.log"] or not story.by["floors"]:
        yield "floor: the history has no end"


CHECKS: tuple[Callable[[Story], Iterator[str]], ...] = (
    floors_are_met,
    everybody_gets_there,
    nothing_acknowledged_is_lost,
    one_event_one_effect,
    the_screen_is_right,
    every_post_is_shown_in_order,
    answers_are_as_sent,
    filed_once,
    never_said_too_early,
    the_portal_has_the_last_word,
    each_reads_only_their_own,
    the_books_agree,
    logs_say_nothing,
)


def check(records: list[Record]) -> list[str]:
    """Every violation."""
    story = Story(records)
    return [violation for one in CHECKS for violation in one(story)]
