"""The one-stop desk: drafted by ``integrations.storage.migrate`` from the tables, and kept as it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "calendar_overrides",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_overrides")),
    )
    op.create_table(
        "desk_audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_desk_audit")),
    )
    with op.batch_alter_table("desk_audit", schema=None) as batch_op:
        batch_op.create_index("desk_audit_by_dossier", ["dossier", "seq"], unique=False)

    op.create_table(
        "desk_audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_audit_head")),
    )
    op.create_table(
        "desk_counters",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_desk_counters")),
    )
    op.create_table(
        "desk_dossiers",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("registration", sa.String(length=40), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("previous", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("supplied", sa.Text(), nullable=False),
        sa.Column("supplements", sa.Integer(), nullable=False),
        sa.Column("waited", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("withdraw_asked", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.String(length=64), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_dossiers")),
        sa.UniqueConstraint("code", name=op.f("uq_desk_dossiers_code")),
        sa.UniqueConstraint("key", name=op.f("uq_desk_dossiers_key")),
        sa.UniqueConstraint("registration", name=op.f("uq_desk_dossiers_registration")),
    )
    with op.batch_alter_table("desk_dossiers", schema=None) as batch_op:
        batch_op.create_index("desk_dossiers_by_status", ["status", "due", "submitted_at"], unique=False)

    op.create_table(
        "desk_filings",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("package", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_desk_filings")),
        sa.UniqueConstraint("dossier", "round", name="desk_filings_round"),
    )
    op.create_table(
        "desk_reports",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("delivered_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("dossier", "order", name=op.f("pk_desk_reports")),
    )
    with op.batch_alter_table("desk_reports", schema=None) as batch_op:
        batch_op.create_index("desk_reports_waiting", ["delivered_at", "at"], unique=False)

    op.create_table(
        "desk_words",
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("word", "dossier", name=op.f("pk_desk_words")),
    )
    with op.batch_alter_table("desk_words", schema=None) as batch_op:
        batch_op.create_index("desk_words_by_dossier", ["dossier"], unique=False)

    op.create_table(
        "staff_accounts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("otp", sa.LargeBinary(), nullable=False),
        sa.Column("otp_confirmed", sa.Boolean(), nullable=False),
        sa.Column("otp_step", sa.BigInteger(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_staff_accounts")),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_sessions")),
    )
    with op.batch_alter_table("staff_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_sessions_account"), ["account"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("staff_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_sessions_account"))

    op.drop_table("staff_sessions")
    op.drop_table("staff_accounts")
    with op.batch_alter_table("desk_words", schema=None) as batch_op:
        batch_op.drop_index("desk_words_by_dossier")

    op.drop_table("desk_words")
    with op.batch_alter_table("desk_reports", schema=None) as batch_op:
        batch_op.drop_index("desk_reports_waiting")

    op.drop_table("desk_reports")
    op.drop_table("desk_filings")
    with op.batch_alter_table("desk_dossiers", schema=None) as batch_op:
        batch_op.drop_index("desk_dossiers_by_status")

    op.drop_table("desk_dossiers")
    op.drop_table("desk_counters")
    op.drop_table("desk_audit_head")
    with op.batch_alter_table("desk_audit", schema=None) as batch_op:
        batch_op.drop_index("desk_audit_by_dossier")

    op.drop_table("desk_audit")
    op.drop_table("calendar_overrides")
