"""A printer forgets what it has printed: nothing piles up in a process that runs for weeks."""

from __future__ import annotations

import subprocess
import sys

from tests.house.ftl import ROOT

MOST_MB = 200
"""Of a process that has printed twenty declarations; with typst's cache left alone it is 280."""

PRINT_TWENTY = """
import asyncio, re, pathlib
from integrations.paper import TypstPrinter
from tests.fakes.packages import criminal_record
from tests.integrations.paper.sheets import AT, CODE, declaration

async def main():
    printer = TypstPrinter()
    for number in range(20):
        form, values = declaration(criminal_record(title=f"Hồ sơ {number}"), CODE, AT)
        await printer.print(form, values)

asyncio.run(main())
print(int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) // 1024)
"""


def test_twenty_declarations_take_no_more_memory_than_a_few() -> None:
    done = subprocess.run([sys.executable, "-c", PRINT_TWENTY], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < MOST_MB
