"""What is left when all is over: database, portal, phones and logs, written into the history as ``end.…`` records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from bot.codec import decode_conversation, decode_effect
from bot.desk_ledger import Ledger
from bot.wording import show
from dialogs.effects import Say
from integrations.sandbox import Sandbox
from integrations.storage import portal_tables as portal
from integrations.storage import tables as sql
from integrations.storage.desk import SqlDeskStore
from integrations.storage.engines import engine, plain_engine
from integrations.storage.seal import AesSeal, Keyring
from tests.fakes.telegram import FakeTelegram
from tests.play import phrasebook
from tests.storm.history import History
from tests.storm.people import squeezed
from tests.storm.twin import answers_of, texts

SHOWING = ("sendmessage", "editmessagetext", "sendphoto", "senddocument")


def unsettled(url: str) -> int:
    """Posts that are still to be carried out."""
    made = plain_engine(url)
    with made.connect() as connection:
        number = connection.scalar(select(func.count()).where(sql.posts.c.state == 0))
    made.dispose()
    return int(number or 0)


class Ends:
    """Writes the end records of one storm."""

    def __init__(self, history: History, keys: Keyring) -> None:
        self._history = history
        self._keys = keys
        self._seal = AesSeal(keys)

    def of_database(self, url: str) -> None:
        """Every row that the checker looks at, opened."""
        made = plain_engine(url)
        with made.connect() as connection:
            for name, rows in (
                ("arrival", self._plain(connection, sql.arrivals, "channel", "event", "chat", "turn")),
                ("place", self._plain(connection, sql.places, "channel", "address", "chat")),
                ("note", self._plain(connection, sql.notes, "id", "what", "chat", "dossier", "detail")),
                ("task", self._plain(connection, sql.tasks, "reason", "dossier", "chat", "detail")),
                ("poison", self._plain(connection, sql.poison, "channel", "event", "why")),
                ("filing", self._plain(connection, portal.filings, "ref", "chat", "dossier", "key", "code", "begun")),
                ("push", self._plain(connection, portal.pushes, "id", "ref", "state")),
                ("standing", self._plain(connection, portal.standings, "ref", "status")),
                ("post", self._posts(connection)),
                ("web", self._web(connection)),
                ("dossier", self._dossiers(connection)),
            ):
                for row in rows:
                    self._history.note(
                        f"end.{name}", **{"noted" if key == "what" else key: v for key, v in row.items()}
                    )
        made.dispose()

    async def of_ledger(self, url: str) -> None:
        """Whether the desk's chain holds."""
        made = engine(url)
        verdict = await Ledger(self._keys.derive("desk")).verify(SqlDeskStore(made))
        await made.dispose()
        self._history.note("end.ledger", sound=verdict.sound, lines=verdict.lines)

    def of_portal(self, sandbox: Sandbox) -> None:
        """What the portal holds, with what was declared."""
        for one in sandbox.shelf.dossiers.values():
            declared = squeezed(json.dumps(one.raw, ensure_ascii=False))
            self._history.note("end.portal", ref=one.ref, code=one.code, status=one.status, declared=declared)
        played = dict(sandbox.switches.played)
        self._history.note("end.faults", played=played)

    def of_telegram(self, fake: FakeTelegram) -> None:
        """Every message that was sent or changed, in the order in which Telegram took them."""
        for n, call in enumerate(call for call in fake.calls if call.method in SHOWING):
            chat, result = call.arguments.text("chat_id"), call.result
            message = result.get("message_id", 0) if isinstance(result, dict) else 0
            self._history.note(
                "end.telegram",
                n=n,
                chat=chat,
                message=message,
                text=call.arguments.text("text") or call.arguments.text("caption"),
                method=call.method,
            )
        self._history.note("end.telegram-waiting", updates=len(fake.updates.waiting))

    def of_logs(self, logs: Sequence[Path], secrets: Sequence[str]) -> None:
        """How often each secret or canary stands in the logs."""
        for log in logs:
            text = squeezed(log.read_text(encoding="utf-8", errors="replace"))
            found = [secret for secret in secrets if secret in text]
            self._history.note("end.log", log=log.name, found=found, size=len(text))

    def _plain(self, connection: Connection, table: Any, *columns: str) -> Iterator[dict[str, Any]]:
        for row in connection.execute(select(*(table.c[name] for name in columns))):
            yield {name: getattr(value, "value", value) for name, value in zip(columns, row, strict=True)}

    def _posts(self, connection: Connection) -> Iterator[dict[str, Any]]:
        p = sql.posts.c
        query = select(p.id, p.chat, p.turn, p.kind, p.lane, p.state, p.error, p.ref, p.tries, p.body).order_by(p.id)
        for row in connection.execute(query):
            effect = decode_effect(self._seal.open(bytes(row.body), f"post:{row.chat}"))
            said = show(phrasebook(), effect) if isinstance(effect, Say) else None
            words = {"web": texts(said, "web"), "telegram": texts(said, "telegram")} if said else {}
            kept = {
                name: getattr(row, name) for name in ("id", "chat", "turn", "kind", "lane", "state", "error", "ref")
            }
            yield {**kept, "texts": words}

    def _web(self, connection: Connection) -> Iterator[dict[str, Any]]:
        w = sql.web_log.c
        for row in connection.execute(select(w.chat, w.seq, w.post, w.body).order_by(w.chat, w.seq)):
            entry = json.loads(self._seal.open(bytes(row.body), f"weblog:{row.chat}"))
            by, event = entry["by"], entry.get("event", "")
            yield {"chat": row.chat, "n": row.seq, "post": row.post, "by": by, "event": event}

    def _dossiers(self, connection: Connection) -> Iterator[dict[str, Any]]:
        for row in connection.execute(select(sql.chats.c.id, sql.chats.c.conversation)):
            if row.conversation is None:
                continue
            opened = self._seal.open(bytes(row.conversation), f"conversation:{row.id}")
            conversation = decode_conversation(opened)
            for one, answers in zip(conversation.dossiers, answers_of(conversation), strict=True):
                life, code = str(one.life), one.code
                yield {"chat": row.id, "dossier": one.id, "life": life, "code": code, "answers": answers}
