"""Parent of all servers of a storm: imports the product once, forks a server on demand, and reaps whoever dies.

A forked server is the whole product with its own memory, connections and threads; it only does not pay again for what
was read before the fork (modules, texts, units, holidays), so that three hundred deaths cost minutes, not hours. Set
otherwise than in real life, and nothing else: no limit on how fast one session types or is answered, and short waits
(until an unclear filing is looked up again, a portal that failed is called again, a dead process's lease is over).

Talks JSON lines: {"start", "args", "env", "log"} in, {"started" | "died"} out.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import json
import os
import select
import signal
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.01
LOOK_AGAIN_SECONDS = 1.5
OUTAGE_SECONDS = 8.0
LEASE_SECONDS = 5.0
WEATHER = timedelta(seconds=1)
"""How long a portal that failed is left alone at first."""
DECOY = "a password of nobody"


def warm() -> None:
    """Import and read everything that does not depend on who will live."""
    import bot.phrasebook
    import integrations.units
    import integrations.working_days

    integrations.units.load_gazetteer = functools.cache(integrations.units.load_gazetteer)
    integrations.working_days.working_calendar = functools.cache(integrations.working_days.working_calendar)
    bot.phrasebook.FluentResource = functools.cache(bot.phrasebook.FluentResource)  # type: ignore[misc, assignment]

    import argon2
    import uvloop  # noqa: F401

    import bot.submissions
    import integrations.channels.telegram.ears
    import integrations.channels.telegram.files
    import integrations.channels.telegram.mouth_lean
    import integrations.channels.telegram.polling
    import integrations.channels.telegram.webhook
    import integrations.channels.webchat.api
    import integrations.jobs.engine
    import integrations.jobs.place
    import integrations.jobs.sweeper
    import integrations.jobs.ticker
    import integrations.joining
    import integrations.web
    import run_bot  # noqa: F401
    from bot.phrasebook import Phrasebook
    from bot.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        integrations.joining.load_catalogue(Settings(data_dir=Path(folder)), Phrasebook(ROOT / "locales"))
    # The console hashes the same decoy at every start; nobody logs in during a storm.
    hashed = argon2.PasswordHasher().hash(DECOY)
    argon2.PasswordHasher.hash = lambda *_, **__: hashed  # type: ignore[method-assign]
    quicken()


def quicken() -> None:
    """A storm is short, and its citizens type faster than people."""
    import bot.outbox
    import bot.submissions
    import bot.weather
    from integrations.channels.telegram import limiter
    from integrations.channels.webchat import api
    from integrations.storage import weather_book, writing

    async def any_speed(*_: object) -> None:
        """Limits have tests of their own."""

    api.allow = any_speed
    bot.submissions.LOOK_AGAIN_SECONDS = LOOK_AGAIN_SECONDS
    writing.TURN_LEASE_SECONDS = bot.outbox.LEASE_SECONDS = LEASE_SECONDS  # type: ignore[misc]
    bot.weather.FIRST_REST, bot.weather.LONGEST_REST, bot.weather.SLEEP = WEATHER, WEATHER * 3, WEATHER
    bot.weather.GAP = weather_book.GAP = WEATHER / 10
    bot.weather.PASSING = weather_book.PASSING = WEATHER * 3
    bot.submissions.LONGEST_DELAY = bot.outbox.LONGEST_DELAY = OUTAGE_SECONDS
    paced = limiter.Limiter.__init__

    def unpaced(self: limiter.Limiter, pace: limiter.Pace | None = None, **more: Any) -> None:
        paced(self, pace or limiter.UNLIMITED, **more)

    limiter.Limiter.__init__ = unpaced  # type: ignore[method-assign]


def born(order: dict[str, Any]) -> None:
    """In the child: become a server, never to return."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    with Path(order["log"]).open("ab") as log, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    for name in [name for name in os.environ if name.startswith("MOTCUA_")]:
        del os.environ[name]
    os.environ.update(order["env"])
    code = 1
    try:
        import run_bot
        from tests.storm.bugs import plant

        plant(os.environ.get("MOTCUA_STORM_BUG", ""))
        sys.argv = ["run_bot.py", *order["args"]]
        run_bot.main()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def say(**words: Any) -> None:
    print(json.dumps(words), flush=True)


def main() -> None:
    """Until the other end of the pipe is closed; then every server that still lives is killed."""
    os.chdir(ROOT)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    warm()
    gc.collect()
    gc.freeze()
    alive: dict[int, str] = {}
    say(ready=True)
    rest = b""
    while True:
        ready, _, _ = select.select([0], [], [], POLL_SECONDS)
        if ready:
            read = os.read(0, 65536)
            if not read:
                break
            *orders, rest = (rest + read).split(b"\n")
            for line in orders:
                order = json.loads(line)
                pid = os.fork()
                if pid == 0:
                    born(order)
                alive[pid] = order["start"]
                say(started=order["start"], pid=pid)
        reap(alive)
    for pid in alive:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def reap(alive: dict[int, str]) -> None:
    """Tell of everybody who died since last time."""
    for pid in list(alive):
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            say(died=alive.pop(pid), pid=pid, status=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
