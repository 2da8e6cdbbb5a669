"""Corrections are found by whom they are of, as every incident shown anew asks."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_correction_victim"), "correction", ["victim"])
