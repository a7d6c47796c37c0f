"""The bounds within which files are looked at: each has a name, one value and a reason."""

from __future__ import annotations

from typing import Final

MOST_BYTES: Final = 20 * 1024 * 1024
"""What Telegram lets a bot download; larger files are refused before anything reads them."""

MOST_PIXELS: Final = 40_000_000
"""Wide enough for a 24-megapixel telephone and for A3 at 300 dpi; checked before decoding."""

MOST_PAGES: Final = 20
LEAST_SIDE: Final = 300
"""Pixels; below it no document can be read."""

PREVIEW_SIDE: Final = 1280
PREVIEW_QUALITY: Final = 80
CLEAN_QUALITY: Final = 92

SCREENSHOT_PIXELS: Final = 10_000_000
"""A PNG up to this size stays PNG; above it, it is a photograph and becomes JPEG."""

PDF_DPI: Final = 150
"""The resolution at which the size of a PDF page is told in pixels."""

CHILD_MEMORY: Final = 512 * 1024 * 1024
"""Address space of a child; a decoder that wants more fails there, not here."""

CPU_SECONDS: Final = 6.0
"""Processor time for one file."""

DEADLINE: Final = 10.0
"""Seconds from handing a file over to having the answer."""

START_DEADLINE: Final = 30.0
"""Seconds until a new child says that it is ready; generous, for a machine that is busy starting."""

WORKERS: Final = 2
TASKS_PER_WORKER: Final = 50
"""A child is replaced after so many files, so that what one of them leaked or spoilt does not last."""

MOST_WAITING: Final = 64
"""Files that may wait for a worker (at most 20 MB each, held by their callers)."""

REASONS: Final = frozenset(
    {
        "not-an-image",
        "too-big",
        "too-many-pixels",
        "damaged",
        "encrypted",
        "too-small",
        "too-many-pages",
        "too-slow",
    }
)
"""Every reason with which a file is refused: the endings of the texts ``photo-refused-<reason>``."""
