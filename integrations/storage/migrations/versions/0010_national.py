"""The National Portal: how far each dossier is synchronised, which procedures differ."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "national_syncs",
        sa.Column("dossier", sa.String(length=64), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", name=op.f("pk_national_syncs")),
    )
    with op.batch_alter_table("national_syncs", schema=None) as batch_op:
        batch_op.create_index("national_syncs_by_next", ["refused", "next_at"], unique=False)
    op.create_table(
        "national_drifts",
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("procedure", name=op.f("pk_national_drifts")),
    )


def downgrade() -> None:
    op.drop_table("national_drifts")
    op.drop_table("national_syncs")
