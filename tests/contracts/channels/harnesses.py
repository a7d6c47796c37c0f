"""The list of channels under contract: name to a factory of harnesses (an async context manager).

The terminal serves one person and has no faults of a network to meet; its tests stand in ``tests/integrations``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from tests.contracts.channels.harness import Harness
from tests.contracts.channels.telegram_harness import telegram
from tests.integrations.webchat.harness import webchat

HARNESSES: dict[str, Callable[[], AbstractAsyncContextManager[Harness]]] = {
    "telegram[extbot]": telegram("extbot"),
    "telegram[lean]": telegram("lean"),
    "webchat": webchat,
}
