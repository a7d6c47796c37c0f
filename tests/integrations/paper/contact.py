"""Draws the declarations and slips side by side: ``python -m tests.integrations.paper.contact FILE.png``."""

from __future__ import annotations

import asyncio
import io
import sys
from pathlib import Path

from PIL import Image

from bot.desk_paper import declaration
from bot.desk_slips import Slip
from tests.fakes.packages import criminal_record, residence
from tests.integrations.paper.sheets import AT, CODE, PRINTER
from tests.integrations.paper.test_slips import values

WIDTH, GAP, PALE = 390, 14, 225
"""Pixels of one page and between two; the grey behind them."""
SHADES = 10
"""Enough for black letters with soft edges, few enough for a small file."""


async def main(file: Path) -> None:
    """Two declarations (one as a preview) and the four slips, in two rows of three."""
    sheets = [
        declaration(criminal_record(), "", AT),
        declaration(residence(), CODE, AT),
        *((str(slip), values(slip)) for slip in Slip),
    ]
    pages = [Image.open(io.BytesIO(await PRINTER.picture(form, said))).convert("L") for form, said in sheets]
    height = round(WIDTH * pages[0].height / pages[0].width)
    board = Image.new("L", (3 * (WIDTH + GAP) + GAP, 2 * (height + GAP) + GAP), PALE)
    for at, page in enumerate(pages):
        down, across = divmod(at, 3)
        small = page.resize((WIDTH, height), Image.Resampling.LANCZOS)
        board.paste(small, (GAP + across * (WIDTH + GAP), GAP + down * (height + GAP)))
    board.quantize(SHADES).save(file, "PNG", optimize=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
