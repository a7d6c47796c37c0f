"""A dossier's life as one table, from the first answer to the result in hand; owner of every status word."""

from __future__ import annotations

from enum import StrEnum

from dialogs.machine import Table


class Life(StrEnum):
    """Where a dossier stands: eight states on our side, then the ten national statuses (facts 4.2)."""

    DRAFT = "draft"
    DOCS = "docs"
    REVIEW = "review"
    CONSENT = "consent"
    PAY_PENDING = "pay_pending"
    SUBMITTING = "submitting"
    VERIFYING = "verifying"
    SUBMIT_FAILED = "submit_failed"
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    IN_PROCESS = "in_process"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    DONE = "done"
    RETURNED = "returned"


class Step(StrEnum):
    """What moves a dossier on."""

    FORM_FILLED = "form_filled"
    PAPERS_COMPLETE = "papers_complete"
    REOPENED = "reopened"
    CONFIRMED = "confirmed"
    FEE_DUE = "fee_due"
    FEE_PAID = "fee_paid"
    AGREED = "agreed"
    FILED = "filed"
    FILED_ELSEWHERE = "filed_elsewhere"
    OUTCOME_UNKNOWN = "outcome_unknown"
    FAILED = "failed"
    RETRIED = "retried"
    ACCEPTED = "accept"
    REFUSED = "refuse"
    PROCESSED = "process"
    SUPPLEMENT_ASKED = "ask_supplement"
    SUPPLIED_REGISTERED = "supplied_registered"
    SUPPLIED_ACCEPTED = "supplied_accepted"
    SUPPLIED_IN_PROCESS = "supplied_in_process"
    PAYMENT_ASKED = "ask_payment"
    WITHDREW = "withdraw"
    STOPPED = "stop"
    FINISHED = "finish"
    HANDED_OVER = "hand_over"


_OURS = (Life.DRAFT, Life.DOCS, Life.REVIEW, Life.CONSENT)
_SENT = (Life.SUBMITTING, Life.VERIFYING)

# Trigger, from, to. The national part is facts 4.3, row by row.
LIFE: Table[Life, Step] = Table(
    "dossier",
    Life,
    [
        (Step.FORM_FILLED, (Life.DRAFT,), Life.DOCS),
        (Step.PAPERS_COMPLETE, (Life.DRAFT, Life.DOCS), Life.REVIEW),
        (Step.REOPENED, (Life.DOCS, Life.REVIEW, Life.CONSENT, Life.PAY_PENDING, Life.SUBMIT_FAILED), Life.DRAFT),
        (Step.CONFIRMED, (Life.REVIEW,), Life.CONSENT),
        (Step.FEE_DUE, (Life.CONSENT,), Life.PAY_PENDING),
        (Step.FEE_PAID, (Life.PAY_PENDING,), Life.SUBMITTING),
        (Step.AGREED, (Life.CONSENT,), Life.SUBMITTING),
        (Step.FILED, (*_SENT, Life.SUBMIT_FAILED), Life.REGISTERED),
        (Step.FILED_ELSEWHERE, (Life.REVIEW,), Life.REGISTERED),
        (Step.OUTCOME_UNKNOWN, (Life.SUBMITTING,), Life.VERIFYING),
        (Step.FAILED, _SENT, Life.SUBMIT_FAILED),
        (Step.RETRIED, (Life.SUBMIT_FAILED,), Life.SUBMITTING),
        (Step.ACCEPTED, (Life.REGISTERED,), Life.ACCEPTED),
        (Step.REFUSED, (Life.REGISTERED, Life.SUPPLEMENT), Life.NOT_ACCEPTED),
        (Step.SUPPLEMENT_ASKED, (Life.REGISTERED, Life.ACCEPTED, Life.IN_PROCESS), Life.SUPPLEMENT),
        (Step.SUPPLIED_REGISTERED, (Life.SUPPLEMENT,), Life.REGISTERED),
        (Step.SUPPLIED_ACCEPTED, (Life.SUPPLEMENT,), Life.ACCEPTED),
        (Step.SUPPLIED_IN_PROCESS, (Life.SUPPLEMENT,), Life.IN_PROCESS),
        (Step.PROCESSED, (Life.ACCEPTED,), Life.IN_PROCESS),
        (Step.PAYMENT_ASKED, (Life.IN_PROCESS,), Life.PAYMENT),
        (Step.FEE_PAID, (Life.PAYMENT,), Life.IN_PROCESS),
        (
            Step.WITHDREW,
            (Life.REGISTERED, Life.ACCEPTED, Life.IN_PROCESS, Life.SUPPLEMENT, Life.PAYMENT),
            Life.WITHDRAWN,
        ),
        (Step.STOPPED, (Life.ACCEPTED, Life.IN_PROCESS, Life.SUPPLEMENT, Life.PAYMENT), Life.STOPPED),
        (Step.FINISHED, (Life.ACCEPTED, Life.IN_PROCESS), Life.DONE),
        (Step.HANDED_OVER, (Life.DONE,), Life.RETURNED),
    ],
)

NATIONAL: dict[int, Life] = {
    1: Life.REGISTERED,
    2: Life.ACCEPTED,
    3: Life.NOT_ACCEPTED,
    4: Life.IN_PROCESS,
    5: Life.SUPPLEMENT,
    6: Life.PAYMENT,
    7: Life.WITHDRAWN,
    8: Life.STOPPED,
    9: Life.DONE,
    10: Life.RETURNED,
}
CODE: dict[Life, int] = {life: code for code, life in NATIONAL.items()}

FINAL = frozenset({Life.NOT_ACCEPTED, Life.WITHDRAWN, Life.STOPPED, Life.RETURNED})
OPEN_TO_CITIZEN = frozenset({*_OURS, Life.PAY_PENDING, Life.SUBMIT_FAILED})
"""States in which the citizen may change answers."""

WITHDRAWABLE = frozenset({Life.REGISTERED, Life.ACCEPTED, Life.IN_PROCESS, Life.SUPPLEMENT, Life.PAYMENT})

BACK_TO: dict[Life, Step] = {
    Life.REGISTERED: Step.SUPPLIED_REGISTERED,
    Life.ACCEPTED: Step.SUPPLIED_ACCEPTED,
    Life.IN_PROCESS: Step.SUPPLIED_IN_PROCESS,
}
"""After a supplement the dossier returns to where it stood when it was asked for."""


def after_report(now: Life, status: int) -> Life | None:
    """Where a portal's report leads: skips are accepted (1 -> 9 happens), final states are left by nobody,
    unknown codes (11) lead nowhere and go to staff. Order and repetition are judged before (``Dossier.reports``)."""
    reported = NATIONAL.get(status)
    if reported is None or now in FINAL or now in _OURS:
        return None
    return reported
