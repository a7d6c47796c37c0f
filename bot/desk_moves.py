"""What an officer may do with a dossier, decided on rows alone: which move, under which conditions, to which row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.desk_store import DossierRow
from bot.desk_terms import Working, working_days_after, working_days_between
from bot.failures import Failure, NotAllowed
from dialogs.deadlines import VIETNAM
from dialogs.dossier import BACK_TO, CODE, LIFE, NATIONAL, Step

MOST_REASON = 1000
MOST_ITEMS = 50
MOST_WAIT = timedelta(days=365)
"""A supplement is asked for until tomorrow at the earliest, until this far ahead at the latest."""

OFFICER_STEPS = (
    Step.ACCEPTED,
    Step.SUPPLEMENT_ASKED,
    Step.REFUSED,
    Step.PROCESSED,
    Step.PAYMENT_ASKED,
    Step.FINISHED,
    Step.HANDED_OVER,
    Step.STOPPED,
    Step.WITHDREW,
)
"""The moves that officers make, in the order in which they are offered."""

NEEDS_REASON = frozenset({Step.REFUSED, Step.STOPPED, Step.SUPPLEMENT_ASKED})

Due = Callable[[str, int, datetime], date]
"""The promised day of a procedure accepted at this moment; the number is the term in working days that the citizen
was told, 0 for the ordinary one."""


@dataclass(frozen=True, slots=True)
class Order:
    """What an officer wants done, on the version of the dossier that was on the screen."""

    dossier: str
    version: int
    step: Step
    reason: str = ""
    items: tuple[str, ...] = ()
    deadline: date | None = None
    result: str = ""
    """Vault id of the result's PDF, already kept."""


class Incomplete(Failure):
    """The order lacks something: ``missing`` is reason, items, deadline, until, result, request or quota; or money is
    in the way: fee (none is due), owed (asked for), paid (already), unpaid (still)."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"order incomplete: {missing}")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Rules:
    """What the moves depend on besides the row."""

    due: Due
    working: Working
    most_supplements: Callable[[str], int]
    """How often a dossier of this procedure may be asked for more (``Procedure.max_supplements``)."""


def next_status(row: DossierRow, step: Step) -> int | None:
    """The national status that this step leads to, or None when the table has no such move."""
    now = NATIONAL[row.status]
    # Asked of the table first: the machine logs a warning for every trigger that leads nowhere.
    if not any(step is trigger and now in sources for trigger, sources, _ in LIFE.moves):
        return None
    after = LIFE.after(now, step)
    return None if after is None else CODE.get(after)


def open_steps(row: DossierRow) -> tuple[Step, ...]:
    """What an officer may do with this dossier now."""
    asked = row.withdraw_asked is not None
    return tuple(
        step for step in OFFICER_STEPS if next_status(row, step) is not None and (step is not Step.WITHDREW or asked)
    )


def moved(row: DossierRow, order: Order, now: datetime, known: frozenset[str], rules: Rules) -> DossierRow:
    """The row after this order; ``known`` are the paths that may be asked for again.

    Raises NotAllowed when the table has no such move, Incomplete when the order lacks what the move needs.
    The dossier code of an acceptance is put in by the caller, who can count.
    """
    status = next_status(row, order.step)
    if status is None or order.step not in OFFICER_STEPS:
        raise NotAllowed(f"no move {order.step} from status {row.status}")
    _check(row, order, now, known, rules)
    after = replace(row, status=status, version=row.version + 1, changed_at=now, orders=row.orders + 1, supplied=())
    if order.step is Step.ACCEPTED:
        return replace(after, accepted_at=now, due=rules.due(row.procedure, row.term, now))
    if order.step is Step.SUPPLEMENT_ASKED:
        return replace(
            after,
            previous=row.status,
            asked_at=now,
            deadline=order.deadline,
            items=order.items,
            supplements=row.supplements + 1,
        )
    if order.step is Step.HANDED_OVER:
        return replace(after, result=order.result)
    return after


def fee_paid(row: DossierRow, now: datetime) -> DossierRow | None:
    """The row after the fee that was asked for was paid (6 -> 4); None when none is awaited."""
    status = next_status(row, Step.FEE_PAID)
    if status is None:
        return None
    return replace(row, status=status, version=row.version + 1, changed_at=now, orders=row.orders + 1)


def check_money(step: Step, fee: int, owed: bool, paid: bool) -> None:
    """Raise Incomplete for a fee asked for where none is due, or twice; and for taking in or handing over what is not
    paid for (facts 4.3)."""
    if step is Step.PAYMENT_ASKED and fee <= 0:
        raise Incomplete("fee")
    if step is Step.PAYMENT_ASKED and (paid or owed):
        raise Incomplete("paid" if paid else "owed")
    if step in (Step.ACCEPTED, Step.HANDED_OVER) and owed and not paid:
        raise Incomplete("unpaid")


def supplied(
    row: DossierRow, key: str, round: int, items: tuple[str, ...], now: datetime, working: Working
) -> DossierRow:
    """The row after the citizen supplied what was asked for: back where it stood, the promised day moved by the
    working days spent waiting. Raises NotAllowed when nothing was asked for."""
    if row.status != 5 or next_status(row, BACK_TO[NATIONAL[row.previous]]) != row.previous:
        raise NotAllowed(f"no supplement awaited in status {row.status}")
    asked = row.asked_at or now
    waited = working_days_between(asked.astimezone(VIETNAM).date(), now.astimezone(VIETNAM).date(), working)
    return replace(
        row,
        key=key,
        round=round,
        status=row.previous,
        previous=0,
        version=row.version + 1,
        changed_at=now,
        orders=row.orders + 1,
        due=working_days_after(row.due, waited, working) if row.due else None,
        waited=row.waited + (waited if row.due else 0),
        items=(),
        deadline=None,
        supplied=items or row.items,
    )


def late(row: DossierRow, today: date) -> bool:
    """Whether the promised day has passed and nothing was handed over: an apology is owed."""
    return row.status in (2, 4, 6) and row.due is not None and row.due < today


def put_off(row: DossierRow, until: date, now: datetime, working: Working) -> DossierRow:
    """The row with the day that an apology promises instead (Decree 118/2025: apologise and appoint anew).
    Raises NotAllowed when nothing is late, Incomplete when the day is no working day ahead within ``MOST_WAIT``."""
    today = now.astimezone(VIETNAM).date()
    if row.due is None or not late(row, today):
        raise NotAllowed("nothing is late")
    if not timedelta(0) < until - today <= MOST_WAIT or not working(until):
        raise Incomplete("until")
    more = working_days_between(row.due, until, working)
    return replace(
        row, due=until, put_off=row.put_off + more, version=row.version + 1, changed_at=now, orders=row.orders + 1
    )


def repromised(row: DossierRow, rules: Rules, now: datetime) -> DossierRow | None:
    """The row with its promised day counted again after the calendar changed; None when it stays the same day."""
    if row.accepted_at is None:
        return None
    moved_by = row.waited + row.put_off
    due = working_days_after(rules.due(row.procedure, row.term, row.accepted_at), moved_by, rules.working)
    if due == row.due:
        return None
    return replace(row, due=due, version=row.version + 1, changed_at=now, orders=row.orders + 1)


def _check(row: DossierRow, order: Order, now: datetime, known: frozenset[str], rules: Rules) -> None:
    """Raise Incomplete unless the order carries what its step needs."""
    if order.step in NEEDS_REASON and not 0 < len(order.reason.strip()) <= MOST_REASON:
        raise Incomplete("reason")
    if order.step is Step.WITHDREW and row.withdraw_asked is None:
        raise Incomplete("request")
    if order.step is Step.HANDED_OVER and not order.result:
        raise Incomplete("result")
    if order.step is Step.SUPPLEMENT_ASKED:
        _check_supplement(row, order, now, known, rules)


def _check_supplement(row: DossierRow, order: Order, now: datetime, known: frozenset[str], rules: Rules) -> None:
    if row.supplements >= rules.most_supplements(row.procedure):
        raise Incomplete("quota")
    if not order.items or len(order.items) > MOST_ITEMS or not known.issuperset(order.items):
        raise Incomplete("items")
    ahead = order.deadline - now.astimezone(VIETNAM).date() if order.deadline else timedelta(0)
    if not timedelta(0) < ahead <= MOST_WAIT:
        raise Incomplete("deadline")
