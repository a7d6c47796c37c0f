"""The ways the world fails; each knows whether trying again makes sense and whether somebody must be told."""

from __future__ import annotations

from enum import StrEnum

from dialogs.documents import Unfitness


class Retry(StrEnum):
    """What to do with the same request after this failure."""

    NEVER = "never"
    LATER = "later"
    UNKNOWN = "unknown"
    """It may have been done: look before doing it again; for a message, at most one more try."""


class Failure(Exception):
    """Base. The text never holds a secret, a token, an ID number or an answer."""

    retry = Retry.NEVER
    alarm = False
    counts = True
    """Whether this try was one of the few that a request has."""

    def __init__(self, why: str = "", *, after: float | None = None) -> None:
        super().__init__(why or type(self).__name__)
        self.after = after
        """Seconds to wait before the next try, when the other side said so."""


class Unreachable(Failure):
    """The citizen blocked us, left, or deleted the account: stop sending on this address."""


class Moved(Failure):
    """The chat has a new address on this channel (a group became a supergroup)."""

    def __init__(self, why: str, *, address: str) -> None:
        super().__init__(why)
        self.address = address


class TooFast(Failure):
    """The other side asked us to wait; surely not done."""

    retry = Retry.LATER


class Outage(Failure):
    """No connection, or refused before it was taken: surely not done."""

    retry = Retry.LATER


class Waits(Failure):
    """Nobody's try: the way is closed for now, and what waits loses nothing by it."""

    retry = Retry.LATER
    counts = False


class Uncertain(Failure):
    """Sent, but no readable answer came: it may or may not have been done."""

    retry = Retry.UNKNOWN


class NotAccepted(Failure):
    """The other side will never take this request as it is: our fault or the content's."""

    alarm = True


class Differs(Failure):
    """It was taken, but what the other side holds is not what was sent: a person must compare."""

    alarm = True


class Misconfigured(Failure):
    """Wrong token, disabled account, missing setting: a person must act."""

    alarm = True


class Unusable(Failure):
    """A file that cannot be used; ``reason`` is a text key ending (``photo-refused-<reason>``)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PaperUnfit(Failure):
    """A paper (by its path) does not become a file that the portal takes; its owner can mend that."""

    def __init__(self, path: str, why: Unfitness) -> None:
        super().__init__(f"a paper that the portal would not take: {why}")
        self.path = path
        self.why = why


class Conflict(Failure):
    """Somebody changed this meanwhile (optimistic version): read again and decide again."""


class NotAllowed(Failure):
    """The move is not in the table, or the person may not do it."""
