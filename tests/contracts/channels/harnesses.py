"""The list of channels under contract: name to a factory of harnesses (an async context manager)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from tests.contracts.channels.harness import Harness
from tests.contracts.channels.telegram_harness import telegram

HARNESSES: dict[str, Callable[[], AbstractAsyncContextManager[Harness]]] = {
    "telegram[extbot]": telegram("extbot"),
    "telegram[lean]": telegram("lean"),
}
