"""The bounds within which files are looked at: each has a name, one value and a reason."""

from __future__ import annotations

from typing import Final

MOST_BYTES: Final = 20 * 1024 * 1024
"""What Telegram lets a bot download; larger files are refused before anything reads them."""

MOST_PIXELS: Final = 40_000_000
"""Wide enough for a 24-megapixel telephone and for A3 at 300 dpi; checked before decoding."""

WHOLE_PIXELS: Final = 28_000_000
"""Larger pictures are halved, so that a child needs less than 200 MB for any: of A4, 300 dots an inch are left, and the
file as it came is kept anyway."""

WEBP_PIXELS: Final = 14_000_000
"""The decoder of WebP holds four copies; no camera writes it, and messengers keep such pictures small."""

MOST_PAGES: Final = 20
LEAST_SIDE: Final = 300
"""Pixels; below it no document can be read."""

PREVIEW_SIDE: Final = 1280
PREVIEW_QUALITY: Final = 80
CLEAN_QUALITY: Final = 92
SCAN_QUALITY: Final = 88

SCAN_PIXELS: Final = 16_000_000
"""Larger pictures are made as small as this before a page is looked for in them: A4 then still has 400 dots an inch."""

SCREENSHOT_PIXELS: Final = 10_000_000
"""A PNG up to this size stays PNG; above it, it is a photograph and becomes JPEG."""

PDF_DPI: Final = 150
"""The resolution at which the size of a PDF page is told in pixels."""

PDF_SCAN_SIDE: Final = 2400
"""Pixels of the long side of a PDF page that is drawn to be read: 205 dots an inch on A4."""

MOST_BOUND_BYTES: Final = 64 * 1024 * 1024
"""Of all files together that are bound to one PDF; they and the PDF are in a child's memory at once."""

CHILD_HEAP: Final = 576 * 1024 * 1024
"""Memory that a child may write to (RLIMIT_DATA): up to 300 MB of libraries and models, 200 MB that the largest picture
takes while it is decoded, turned and written anew, and some room. A decoder that wants more fails there."""

CHILD_MEMORY: Final = 1280 * 1024 * 1024
"""Address space of a child (RLIMIT_AS): its heap, and libraries of which only what is used becomes resident."""

CLEAN_CPU_SECONDS: Final = 6.0
"""Processor time for decoding one file and writing it anew."""

CPU_SECONDS: Final = 10.0
"""Processor time for one file when a page is looked for and read as well."""

BIND_CPU_SECONDS: Final = 40.0
"""Processor time for binding up to ``MOST_PAGES`` pages, each written several times until all fit."""

DEADLINE: Final = 20.0
"""Seconds from handing a file over to having the answer, on a machine that is busy."""

BIND_DEADLINE: Final = 80.0
"""Seconds for binding."""

START_DEADLINE: Final = 60.0
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
