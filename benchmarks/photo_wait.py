"""How long a citizen waits for the verdict on a photo: through the web chat of the whole product, by the clock."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from dialogs.documents import Flaw
from tests.people import HOA
from tests.photos import sample
from tests.server import Product
from tests.talker import Talker

EACH = 8
"""Photos of each size: blurred cards, so that the question stays open and the next can be sent."""
_ANSWERS = {**HOA, "consent_read": "đồng ý"}


def waits(first: int) -> Iterator[tuple[str, str, str, int]]:
    """Rows of the table: from the first byte sent to the verdict read. The first photo finds the child just started."""
    with tempfile.TemporaryDirectory() as folder:
        product = Product(Path(folder))
        product.start()
        try:
            for size, pixels in (("chat", "1,280 px"), ("full", "12 MP")):
                times = sorted(_waited(product.base, first, size))
                value = f"{median(times):.2f} s (worst: {times[-1]:.2f})"
                yield f"wait for the verdict on the web, {pixels}, median", value, "<= 3 s", len(times)
        finally:
            product.stop()


def _waited(base: str, first: int, size: str) -> Iterator[float]:
    talker = Talker(base, size)
    talker.post("open")
    talker.press(talker.next(), "lý lịch tư pháp")
    talker.next()
    talker.fill(_ANSWERS, [], until="card_photo")
    for seed in range(first, first + EACH):
        content = sample(seed, size=size, fault=Flaw.BLURRED, template="cccd-front").content
        started = perf_counter()
        talker.photo(content)
        talker.until(lambda message: message["step"] == "card_photo")
        yield perf_counter() - started
