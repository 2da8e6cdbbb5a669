"""Corrections remember what was told when they were made, memberships the sum behind them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("correction", sa.Column("known", sa.Text(), nullable=True))
    op.add_column("membership", sa.Column("score", sa.Float(), nullable=True))
    op.add_column("membership", sa.Column("evidence", sa.Text(), nullable=True))
