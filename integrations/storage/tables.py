"""The tables of the bot's memory; the one-stop desk adds its own to the same ``metadata``.

Times are whole milliseconds since 1970 in UTC, flags are 0 or 1: the same numbers on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
"""One metadata for the whole database, so that one chain of migrations owns every table."""

Id = BigInteger().with_variant(Integer, "sqlite")
"""A row number that the database gives out and never gives out twice (use with ``sqlite_autoincrement=True``)."""

chats = Table(
    "chats",
    metadata,
    Column("id", Text, primary_key=True),
    Column("conversation", LargeBinary, nullable=True, doc="sealed; None before the first turn and after erasure"),
    Column("language", Text, nullable=False, server_default="vi"),
    Column("procedure", Text, nullable=False, server_default=""),
    Column("step", Text, nullable=False, server_default=""),
    Column("mode", Text, nullable=False, server_default=""),
    Column("web_seq", BigInteger, nullable=False, server_default="0", doc="last number given out in web_log"),
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Column("erased_at", BigInteger, nullable=True, doc="set while an erased chat waits for its last message to go out"),
    Index(
        "ix_chats_erased",
        "erased_at",
        sqlite_where=text("erased_at IS NOT NULL"),
        postgresql_where=text("erased_at IS NOT NULL"),
    ),
)

places = Table(
    "places",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("chat", Text, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("reachable", SmallInteger, nullable=False, server_default="1"),
    Column("last_seen", BigInteger, nullable=False),
    Column("standing", Text, nullable=False, server_default="", doc="message ids of a channel that edits its last one"),
    UniqueConstraint("channel", "account", "address"),
    Index(None, "chat", "last_seen"),
    sqlite_autoincrement=True,
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("turn", BigInteger, nullable=False, doc="the id of the turn's first post; 0 when it had none"),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("channel", "account", "event"),
    Index(None, "at"),
    sqlite_with_rowid=False,
)

posts = Table(
    "posts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat", Text, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("turn", BigInteger, nullable=False, doc="the id of the first post of the same turn"),
    Column("kind", Text, nullable=False),
    Column("lane", SmallInteger, nullable=False, doc="0 interactive, 1 status, 2 broadcast"),
    Column("body", LargeBinary, nullable=False, doc="sealed; kept for replays until purge"),
    Column("state", SmallInteger, nullable=False, server_default="0", doc="0 open, 1 done, 2 dead"),
    Column("lease", Text, nullable=False, server_default="", doc="fencing token of the latest lease"),
    Column("due_at", BigInteger, nullable=False, doc="may be claimed from this moment: lease run out, wait over"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("error", Text, nullable=False, server_default=""),
    Column("ref", Text, nullable=False, server_default=""),
    Column("created_at", BigInteger, nullable=False),
    Column("settled_at", BigInteger, nullable=True),
    Index("ix_posts_chat_id", "chat", "id"),
    Index("ix_posts_open", "lane", "id", sqlite_where=text("state = 0"), postgresql_where=text("state = 0")),
    Index(
        "ix_posts_open_chat", "chat", "kind", "id", sqlite_where=text("state = 0"), postgresql_where=text("state = 0")
    ),
    Index(
        "ix_posts_settled",
        "settled_at",
        sqlite_where=text("settled_at IS NOT NULL"),
        postgresql_where=text("settled_at IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

timers = Table(
    "timers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat", Text, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("timer", Text, nullable=False),
    Column("dossier", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("chat", "timer", "dossier"),
    Index(None, "at"),
    sqlite_autoincrement=True,
)

consents = Table(
    "consents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat", Text, nullable=False, doc="no foreign key: evidence outlives the chat, under a pseudonym"),
    Column("purpose", Text, nullable=False),
    Column("given", SmallInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "chat"),
    sqlite_autoincrement=True,
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("dossier", Text, nullable=False, server_default=""),
    Column("chat", Text, nullable=False, server_default=""),
    Column("detail", Text, nullable=False, server_default=""),
    Column("at", BigInteger, nullable=False),
    Column("closed_at", BigInteger, nullable=True),
    Column("closed_by", Text, nullable=False, server_default=""),
    Index("ix_tasks_open", "id", sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
    sqlite_autoincrement=True,
)

notes = Table(
    "notes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("chat", Text, nullable=False, server_default=""),
    Column("dossier", Text, nullable=False, server_default=""),
    Column("detail", Text, nullable=False, server_default=""),
    Index(None, "dossier"),
    sqlite_autoincrement=True,
)

web_log = Table(
    "web_log",
    metadata,
    Column("chat", Text, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("post", BigInteger, nullable=False, doc="0 for the citizen's own words"),
    Column("body", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("chat", "seq"),
    Index(
        "uq_web_log_post", "chat", "post", unique=True, sqlite_where=text("post > 0"), postgresql_where=text("post > 0")
    ),
    Index(None, "at"),
)

poison = Table(
    "poison",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("chat", Text, nullable=False, server_default=""),
    Column("body", LargeBinary, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("channel", "account", "event"),
    sqlite_autoincrement=True,
)

tickets = Table(
    "tickets",
    metadata,
    Column("hash", Text, primary_key=True, doc="keyed hash of purpose and ticket; the ticket itself is never stored"),
    Column("purpose", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Index(None, "expires_at"),
)

key_check = Table(
    "key_check",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False, doc="always 1"),
    Column("sealed", LargeBinary, nullable=False, doc="opens only under the master key of this database"),
)

holders = Table(
    "holders",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", BigInteger, nullable=False, doc="by the database's clock"),
)

paces = Table(
    "paces",
    metadata,
    Column("key", Text, primary_key=True),
    Column("at", BigInteger, nullable=False, doc="microseconds by the database's clock: when this bucket is empty"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, doc="keyed hash: what was limited may name a person"),
    Column("at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False, doc="counts until then"),
    Index(None, "key", "until"),
    Index(None, "until"),
    sqlite_autoincrement=True,
)
