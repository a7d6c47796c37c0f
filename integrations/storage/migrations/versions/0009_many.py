"""More than one process: who holds what, how fast we send, what stands in a chat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "holders",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_holders")),
    )
    op.create_table(
        "paces",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_paces")),
    )
    with op.batch_alter_table("places") as places:
        places.add_column(sa.Column("standing", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("places") as places:
        places.drop_column("standing")
    op.drop_table("paces")
    op.drop_table("holders")
