"""Schedules, visits, leases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("holder", WORDS, nullable=False),
        sa.Column("beat", NUMBER, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "schedule",
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("every_s", sa.Integer(), nullable=True),
        sa.Column("adaptive", sa.Boolean(), nullable=True),
        sa.Column("cron", WORDS, nullable=True),
        sa.Column("zone", WORDS, nullable=True),
        sa.Column("jitter_s", sa.Integer(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_by", WORDS, nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_schedule")),
    )
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_schedule_next_at"), ["next_at"], unique=False)

    op.create_table(
        "source_visit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("run_id", NUMBER, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_source_visit_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_visit")),
    )
    with op.batch_alter_table("source_visit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_source_visit_outcome_source"), ["outcome", "source"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_source_visit_run_id"), ["run_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_source_visit_source_id"), ["source", "id"], unique=False
        )

    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("drops", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("manifest", sa.Text(), nullable=True))
