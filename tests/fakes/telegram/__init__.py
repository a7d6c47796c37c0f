"""A fake Telegram Bot API over real HTTP, faithful to the facts in channels.md section 3.8."""

from tests.fakes.telegram.citizen import Citizen, Seen
from tests.fakes.telegram.faults import Faults
from tests.fakes.telegram.server import FakeTelegram

__all__ = ["Citizen", "FakeTelegram", "Faults", "Seen"]
