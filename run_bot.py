"""The command line: what can be started, and how; the rooms themselves are joined in ``integrations/joining.py``."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
import os
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError

from bot.failures import Failure
from bot.roles import Role
from bot.settings import Settings, settings_table

if TYPE_CHECKING:
    import uvicorn

    from integrations.channels.webchat import WebChat

ROOT = Path(__file__).parent
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="Một Cửa Bot.")
staff_commands = typer.Typer(help="Staff accounts.")
app.add_typer(staff_commands, name="staff")


# ---------------------------------------------------------------- commands


@app.callback(invoke_without_command=True)
def everything(context: typer.Context) -> None:
    """All in one process: web chat, desk, and Telegram when a token is set."""
    if context.invoked_subcommand is None:
        _run(Role.ALL)


@app.command()
def gateway() -> None:
    """One of several: web chat, webhooks, callbacks and console (docs/operations.md). Needs PostgreSQL."""
    _run(Role.GATEWAY)


@app.command()
def worker() -> None:
    """One of several: messages, photos, filing, lasting jobs, polling (docs/operations.md). Needs PostgreSQL."""
    _run(Role.WORKER)


def _run(role: Role) -> None:
    settings = Settings()
    role.check(settings)
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for noisy in ("httpx", "httpcore", "aiogram", "telegram", "uvicorn.access", "dbos", "alembic", "transitions"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    _loop(serve(settings, role))


def _loop(work: Coroutine[None, None, None]) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        import uvloop

        uvloop.run(work)


async def serve(settings: Settings, role: Role) -> None:
    """Serve until SIGTERM or Ctrl-C, then finish what is under way."""
    import uvicorn

    from integrations.joining import open_house
    from integrations.web import Server

    async with open_house(settings, role) as house:
        password = await house.staff.ensure_first() if role.serves else None
        config = uvicorn.Config(
            house.web,
            host=settings.http_host,
            port=settings.http_port,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=5,
            proxy_headers=True,
            forwarded_allow_ips=settings.trusted_proxies or None,
        )
        server = Server(config)
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        beside = [
            asyncio.create_task(_welcome(server, settings, role, password)),
            asyncio.create_task(_hang_up(server, house.webchat)),
        ]
        await server.serve()
        for task in beside:
            task.cancel()


async def _hang_up(server: uvicorn.Server, webchat: WebChat) -> None:
    """Once the end was asked for, close the open streams: the server would wait for them."""
    while not server.should_exit:
        await asyncio.sleep(0.1)
    webchat.close()


async def _welcome(server: uvicorn.Server, settings: Settings, role: Role, password: str | None) -> None:
    while not server.started:
        await asyncio.sleep(0.02)
    if not role.serves:
        print(
            f"\n  A worker of Một Cửa Bot is running; http://{settings.http_host}:{settings.http_port}/readyz\n",
            flush=True,
        )
        return
    print(f"\n  Một Cửa Bot is running.\n\n  Citizens:  {settings.url}/chat\n  Officers:  {settings.url}/staff")
    if password:
        print(f"\n  First log-in of staff (shown once):  canbo / {password}")
    print("\n  Ctrl-C stops it.\n", flush=True)


@app.command()
def check(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Check procedures and texts; exit 1 on any problem."""
    from bot.checkup import checkup
    from bot.phrasebook import Phrasebook
    from integrations.joining import load_catalogue

    book = Phrasebook(ROOT / "locales")
    found = checkup(load_catalogue(Settings(), book), book)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for procedure in found["procedures"]:
            print(f"{procedure['code']}  {procedure['title']}  ({procedure['steps']} steps)")
        print("\n".join(found["problems"]) or "no problems")
    sys.exit(1 if found["problems"] else 0)


@app.command()
def diagram() -> None:
    """Draw the state tables and the procedures into docs/diagrams."""
    from dialogs.diagram import drawings

    folder = ROOT / "docs" / "diagrams"
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in drawings().items():
        (folder / name).write_text(page, encoding="utf-8")
        print(f"docs/diagrams/{name}")


@app.command()
def scan(
    photos: list[Path],
    as_json: Annotated[bool, typer.Option("--json", help="A list, for scripts.")] = False,
    scans: Annotated[Path | None, typer.Option(help="Write the flattened pages into this folder.")] = None,
) -> None:
    """Look at photos of papers as the bot does: which paper, what is wrong, what can be read. Nothing leaves here."""
    from integrations.vision.report import report

    async def look() -> list[dict[str, Any]]:
        return [one async for one in report(photos, scans)]

    found = asyncio.run(look())
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        print(f"{one['file']}: {one['kind'] or '-'}, {one['verdict']} {' '.join(one['reasons'])} ({one['seconds']} s)")


@app.command("settings")
def write_settings() -> None:
    """Write docs/settings.md."""
    (ROOT / "docs" / "settings.md").write_text(settings_table(), encoding="utf-8")
    print("docs/settings.md")


@app.command()
def terminal(repro: Annotated[bool, typer.Option("--repro", help="Print the talk as a transcript.")] = False) -> None:
    """Talk to the bot here, with no server; everything is forgotten at the end. --repro prints a transcript."""
    from tempfile import TemporaryDirectory

    from bot.codec import encode_event
    from integrations.channels.terminal import Terminal
    from integrations.clock import SystemClock
    from integrations.joining import open_house

    async def talk() -> None:
        here = Terminal(encode_event, SystemClock())
        with TemporaryDirectory() as folder:
            async with open_house(Settings(data_dir=Path(folder), database_url=""), more=[here]) as house:
                await here.run(house.turns.receive, house.outbox.idle)
        if repro:
            print(f"\n{here.transcript}")

    asyncio.run(talk())


@app.command()
def ticket(procedure: str, days: float = 30.0) -> None:
    """Make a single-use deep link that opens a procedure on Telegram (t.me/BOT?start=TICKET)."""

    from integrations.joining import open_house

    async def make() -> None:
        async with open_house(Settings(), Role.BESIDE) as house:
            print(await house.store.make_ticket("start", procedure, days * 86400))

    asyncio.run(make())


@app.command()
def sandbox(
    port: int = 8090,
    callback: Annotated[str, typer.Option(help="Where status pushes go.")] = "",
) -> None:
    """Play a provincial one-stop portal on 127.0.0.1, for people who connect a real one (docs/sandbox.md)."""
    from integrations.sandbox import Sandbox
    from integrations.web import Server

    settings = Settings()
    secret = settings.portal_secret.get_secret_value() or "sandbox"
    where = callback or f"{settings.url}/callbacks/portals/one_stop"
    url = f"http://127.0.0.1:{port}"
    print(f"\n  The sandbox holds and shows everything at {url}/\n\n  Point the bot at it:")
    print(f"    MOTCUA_PORTAL_URL={url} MOTCUA_PORTAL_SECRET={secret} MOTCUA_PORTAL_MAPPING=sandbox")
    print(f"\n  Status pushes go to {where}\n\n  Ctrl-C stops it; nothing is kept.\n", flush=True)
    _loop(Sandbox(secret, port, where, server=Server).serve())


@app.command()
def backup(into: Path) -> None:
    """Copy databases and citizens' files into a new folder, while the bot runs; the master key is kept elsewhere."""
    from integrations.clock import SystemClock
    from integrations.storage.backup import back_up

    settings = Settings()
    taken = back_up(settings.data_dir, settings.database, into, SystemClock().now())
    print(
        f"{into}: {', '.join(taken.databases)} and {taken.files} files. The master key is not in it: keep it elsewhere."
    )


@app.command()
def restore(taken: Path) -> None:
    """Put a copy back into an empty DATA_DIR; the master key must be the one it was made under."""
    from integrations.storage.backup import put_back

    settings = Settings()
    found = put_back(taken, settings.data_dir, settings.database)
    print(f"{settings.data_dir}: {', '.join(found.databases)} and {found.files} files, as of {found.at}.")


@staff_commands.command("add")
def staff_add(name: str, administrator: bool = False) -> None:
    """Add an account and print its one-time password."""
    from bot.desk_store import Role as Rank
    from integrations.joining import open_house

    async def add() -> None:
        async with open_house(Settings(), Role.BESIDE) as house:
            rank = Rank.ADMINISTRATOR if administrator else Rank.OFFICER
            print(await house.staff.add(name, rank, by="command line"))

    asyncio.run(add())


def main() -> None:
    """Run a command; what only the person who set this up can mend is said in one line, exit code 2."""
    os.umask(0o077)
    try:
        app()
    except ValidationError as wrong:
        for error in wrong.errors(include_input=False, include_url=False):
            print(f"MOTCUA_{'_'.join(str(part) for part in error['loc']).upper()}: {error['msg']}", file=sys.stderr)
        sys.exit(2)
    except (Failure, OSError) as problem:
        print(f"Cannot start: {problem}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
