"""Accounts and what people decide on the pages: terms of holding, articles, notes, labels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("review", sa.Column("until", sa.Date(), nullable=True))
    op.add_column("review", sa.Column("sources", sa.Integer(), nullable=True))
    op.create_table(
        "article_ruling",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("article", WORDS, nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_article_ruling_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["decision.id"], name=op.f("fk_article_ruling_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_ruling")),
    )
    op.create_index(op.f("ix_article_ruling_article"), "article_ruling", ["article"])
    op.create_index(op.f("ix_article_ruling_decision_id"), "article_ruling", ["decision_id"])
    op.create_table(
        "proposal",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", WORDS, nullable=True),
        sa.Column("taken", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_settled_at"), "proposal", ["settled_at"])
    op.create_table(
        "note",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident_identifier.n"], name=op.f("fk_note_incident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_incident"), "note", ["incident"])
    op.create_table(
        "assignment",
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("assignee", WORDS, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident_identifier.n"], name=op.f("fk_assignment_incident")
        ),
        sa.PrimaryKeyConstraint("incident", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_assignee"), "assignment", ["assignee"])
    op.create_table(
        "sample",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
    )
    op.create_table(
        "label",
        sa.Column("sample", NUMBER, nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adjudicated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["sample"], ["sample.id"], name=op.f("fk_label_sample")),
        sa.PrimaryKeyConstraint("sample", "item", "by", name=op.f("pk_label")),
    )
    op.create_table(
        "account",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("password", WORDS, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_account")),
    )
    op.create_table(
        "login",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("account", WORDS, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.name"], name=op.f("fk_login_account")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_login")),
    )
    op.create_index(op.f("ix_login_account"), "login", ["account"])
    op.create_table(
        "token",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("account", WORDS, nullable=False),
        sa.Column("label", WORDS, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.name"], name=op.f("fk_token_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("sha256", name=op.f("uq_token_sha256")),
    )
    op.create_index(op.f("ix_token_account"), "token", ["account"])
    op.create_table(
        "failed_login",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("address", WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_login")),
    )
    op.create_index(op.f("ix_failed_login_at"), "failed_login", ["at"])
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("address", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
