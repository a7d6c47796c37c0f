"""A process that puts in and runs jobs, to be killed: ``crew <url> <log> <first> <last> [slow] [ticks]``.

Prints "kept <id>" once a job is kept. The work appends "begin <id> <pid>" and "end <id> <pid>" lines to the log, and a
recurring work "tick <second> <pid>" ones.
"""

from __future__ import annotations

import asyncio
import os
import sys

from integrations.jobs.durable import DurableJobs, JobsSetup

WORK_SECONDS = 0.05


class Crew:
    """The work and its log."""

    def __init__(self, log: str) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def note(self, *words: str) -> None:
        """One line, written at once."""
        os.write(self._log, (" ".join((*words, str(os.getpid()))) + "\n").encode())

    async def work(self, id: str) -> None:
        """Takes a moment, so that a kill can fall into it; "slow-" ones take for ever in the first process."""
        self.note("begin", id)
        if id.startswith("slow-") and "slow" in sys.argv:
            await asyncio.sleep(3600)
        await asyncio.sleep(WORK_SECONDS)
        self.note("end", id)

    async def tick(self) -> None:
        """Recurring."""
        self.note("tick", "-")


async def main(url: str, log: str, first: int, last: int) -> None:
    crew = Crew(log)
    prefix = "slow-" if "slow" in sys.argv else "job-"
    jobs = DurableJobs(url, JobsSetup(polling=0.05, at_once=4, beat=0.3, silence=2.0))
    jobs.define("work", crew.work)
    if "ticks" in sys.argv:
        jobs.every("tick", "* * * * * *", crew.tick)
    await jobs.start()
    print("ready", flush=True)
    for number in range(first, last):
        await jobs.enqueue("work", f"{prefix}{number}")
        print(f"kept {prefix}{number}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
