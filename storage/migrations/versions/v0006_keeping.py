"""Webhooks for changes, backups, redactions; documents know where they belong."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "backup",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("path", WORDS, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cursor", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup")),
    )
    op.create_table(
        "webhook",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("unreviewed", sa.Boolean(), nullable=False),
        sa.Column("cursor", NUMBER, nullable=False),
        sa.Column("added_by", WORDS, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        sa.UniqueConstraint("url", name=op.f("uq_webhook_url")),
    )
    op.create_table(
        "redaction",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("basis", WORDS, nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_redaction_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["decision.id"], name=op.f("fk_redaction_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    with op.batch_alter_table("redaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_redaction_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_redaction_mark"), ["mark"], unique=False)

    op.create_table(
        "webhook_told",
        sa.Column("webhook_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("incident", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhook.id"], name=op.f("fk_webhook_told_webhook_id")
        ),
        sa.PrimaryKeyConstraint("webhook_id", "incident", name=op.f("pk_webhook_told")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("url", WORDS, nullable=True))
        batch_op.add_column(sa.Column("capture_id", NUMBER, nullable=True))
        batch_op.add_column(sa.Column("incident", NUMBER, nullable=True))
        batch_op.add_column(sa.Column("added_by", WORDS, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_document_incident"), "incident_identifier", ["incident"], ["n"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_document_capture_id"), "capture", ["capture_id"], ["id"]
        )
