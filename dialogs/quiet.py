"""When nobody is reminded of anything: at night."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from dialogs.deadlines import VIETNAM
from dialogs.scene import Scene

QUIET_FROM, QUIET_UNTIL = time(21, 0), time(7, 30)


def quiet_until(scene: Scene) -> datetime | None:
    """The end of this night; None by day."""
    local = scene.event.at.astimezone(VIETNAM)
    if local.time() >= QUIET_FROM:
        local += timedelta(days=1)
    elif local.time() >= QUIET_UNTIL:
        return None
    morning = local.replace(hour=QUIET_UNTIL.hour, minute=QUIET_UNTIL.minute, second=0, microsecond=0)
    return morning.astimezone(UTC)
