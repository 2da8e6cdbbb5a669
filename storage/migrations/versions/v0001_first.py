"""The first tables: kept, decided, allocated, derived."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "about",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_about")),
    )
    op.create_table(
        "article",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("near_duplicate_of", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("key", name=op.f("uq_article_key")),
    )
    op.create_table(
        "decision",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", WORDS, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_table(
        "document",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("issuer", WORDS, nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("may_show", sa.Boolean(), nullable=False),
        sa.Column("content_type", WORDS, nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file", WORDS, nullable=False),
        sa.Column("offset", NUMBER, nullable=False),
        sa.Column("length", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
    )
    op.create_table(
        "edge",
        sa.Column("left", WORDS, nullable=False),
        sa.Column("right", WORDS, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("vetoed", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("model", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name=op.f("pk_edge")),
    )
    op.create_index(op.f("ix_edge_right"), "edge", ["right"], unique=False)
    op.create_table(
        "feed",
        sa.Column("url", WORDS, nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("etag", WORDS, nullable=True),
        sa.Column("last_modified", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feed")),
    )
    op.create_table(
        "incident_identifier",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("into", NUMBER, nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["into"], ["incident_identifier.n"], name=op.f("fk_incident_identifier_into")
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_incident_identifier")),
    )
    op.create_table(
        "link",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("met", WORDS, nullable=True),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("home", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_by", sa.String(length=200), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=40), nullable=True),
        sa.Column("failure_detail", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("key", name=op.f("uq_link_key")),
    )
    op.create_index(op.f("ix_link_leased_by"), "link", ["leased_by"], unique=False)
    op.create_index(op.f("ix_link_source"), "link", ["source"], unique=False)
    op.create_index(op.f("ix_link_state_next_at"), "link", ["state", "next_at"], unique=False)
    op.create_table(
        "question",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("anchors", sa.Text(), nullable=False),
        sa.Column("says", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_question")),
    )
    op.create_table(
        "rejected",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("file", WORDS, nullable=False),
        sa.Column("place", NUMBER, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("snippet", WORDS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejected")),
        sa.UniqueConstraint("file", "place", "reason", name=op.f("uq_rejected_file_place_reason")),
    )
    op.create_table(
        "run",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("version", WORDS, nullable=False),
        sa.Column("worker", WORDS, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("detail", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "source",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("succeeded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("interval_s", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("new_links", sa.Integer(), nullable=False),
        sa.Column("message", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_source")),
    )
    op.create_table(
        "capture",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("link_id", NUMBER, nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("final_url", WORDS, nullable=True),
        sa.Column("content_type", WORDS, nullable=True),
        sa.Column("etag", WORDS, nullable=True),
        sa.Column("last_modified", WORDS, nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("detail", WORDS, nullable=True),
        sa.Column("screen_version", WORDS, nullable=True),
        sa.Column("scope", sa.String(length=10), nullable=True),
        sa.Column("file", WORDS, nullable=True),
        sa.Column("offset", NUMBER, nullable=True),
        sa.Column("length", NUMBER, nullable=True),
        sa.Column("hops", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_capture_link_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
        sa.UniqueConstraint("link_id", "sha256", name=op.f("uq_capture_link_id_sha256")),
    )
    op.create_index(op.f("ix_capture_file_offset"), "capture", ["file", "offset"], unique=False)
    op.create_index(op.f("ix_capture_sha256"), "capture", ["sha256"], unique=False)
    op.create_index(op.f("ix_capture_verdict_id"), "capture", ["verdict", "id"], unique=False)
    op.create_table(
        "change",
        sa.Column("cursor", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("into", NUMBER, nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident_identifier.n"], name=op.f("fk_change_incident")
        ),
        sa.ForeignKeyConstraint(["into"], ["incident_identifier.n"], name=op.f("fk_change_into")),
        sa.PrimaryKeyConstraint("cursor", name=op.f("pk_change")),
    )
    op.create_table(
        "incident",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("review", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("city", WORDS, nullable=True),
        sa.Column("date_from", sa.Date(), nullable=True),
        sa.Column("date_to", sa.Date(), nullable=True),
        sa.Column("names", WORDS, nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["n"], ["incident_identifier.n"], name=op.f("fk_incident_n")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_created_at"), "incident", ["created_at"], unique=False)
    op.create_index(op.f("ix_incident_date_from"), "incident", ["date_from"], unique=False)
    op.create_index(op.f("ix_incident_review"), "incident", ["review"], unique=False)
    op.create_index(op.f("ix_incident_stale"), "incident", ["stale"], unique=False)
    op.create_index(op.f("ix_incident_state"), "incident", ["state"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("left", WORDS, nullable=False),
        sa.Column("right", WORDS, nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_judgement_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["decision.id"], name=op.f("fk_judgement_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    op.create_index(op.f("ix_judgement_decision_id"), "judgement", ["decision_id"], unique=False)
    op.create_index(op.f("ix_judgement_left_right"), "judgement", ["left", "right"], unique=False)
    op.create_index(op.f("ix_judgement_right"), "judgement", ["right"], unique=False)
    op.create_table(
        "question_anchor",
        sa.Column("anchor", WORDS, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["question.key"], name=op.f("fk_question_anchor_key")),
        sa.PrimaryKeyConstraint("anchor", "key", name=op.f("pk_question_anchor")),
    )
    op.create_table(
        "report_home",
        sa.Column("anchor", WORDS, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("article", WORDS, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident_identifier.n"], name=op.f("fk_report_home_incident")
        ),
        sa.PrimaryKeyConstraint("anchor", "incident", name=op.f("pk_report_home")),
    )
    op.create_index(op.f("ix_report_home_article"), "report_home", ["article"], unique=False)
    op.create_index(op.f("ix_report_home_incident"), "report_home", ["incident"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("pinned", sa.Text(), nullable=True),
        sa.Column("anchors", sa.Text(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_review_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident_identifier.n"], name=op.f("fk_review_incident")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["decision.id"], name=op.f("fk_review_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_decision_id"), "review", ["decision_id"], unique=False)
    op.create_index(op.f("ix_review_incident"), "review", ["incident"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("link_id", NUMBER, nullable=False),
        sa.Column("via", WORDS, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_sighting_link_id")),
        sa.PrimaryKeyConstraint("link_id", "via", name=op.f("pk_sighting")),
    )
    op.create_table(
        "victim_identifier",
        sa.Column("n", NUMBER, autoincrement=False, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident_identifier.n"], name=op.f("fk_victim_identifier_incident")
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_victim_identifier")),
    )
    op.create_index(
        op.f("ix_victim_identifier_incident"), "victim_identifier", ["incident"], unique=False
    )
    op.create_table(
        "article_version",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("capture_id", NUMBER, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("reader", WORDS, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("canonical_url", WORDS, nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("relevance", sa.Float(), nullable=False),
        sa.Column("relevance_any", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("outlet", WORDS, nullable=True),
        sa.Column("byline", WORDS, nullable=True),
        sa.Column("dateline", WORDS, nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_precision", sa.String(length=10), nullable=False),
        sa.Column("published_method", WORDS, nullable=True),
        sa.Column("modified", WORDS, nullable=True),
        sa.Column("syndicated_from", WORDS, nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_version_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["capture.id"], name=op.f("fk_article_version_capture_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_version")),
        sa.UniqueConstraint("capture_id", name=op.f("uq_article_version_capture_id")),
    )
    op.create_index(
        op.f("ix_article_version_article_id_n"),
        "article_version",
        ["article_id", "n"],
        unique=False,
    )
    op.create_table(
        "correction",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("victim", NUMBER, nullable=True),
        sa.Column("persons", sa.Text(), nullable=True),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_correction_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident_identifier.n"], name=op.f("fk_correction_incident")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["decision.id"], name=op.f("fk_correction_superseded_by")
        ),
        sa.ForeignKeyConstraint(
            ["victim"], ["victim_identifier.n"], name=op.f("fk_correction_victim")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_decision_id"), "correction", ["decision_id"], unique=False)
    op.create_index(op.f("ix_correction_incident"), "correction", ["incident"], unique=False)
    op.create_table(
        "ruling",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("schema", sa.String(length=60), nullable=False),
        sa.Column("value", WORDS, nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_ruling_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["decision.id"], name=op.f("fk_ruling_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
    )
    op.create_index(op.f("ix_ruling_decision_id"), "ruling", ["decision_id"], unique=False)
    op.create_index(op.f("ix_ruling_schema_value"), "ruling", ["schema", "value"], unique=False)
    op.create_table(
        "external_id",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("victim", NUMBER, nullable=False),
        sa.Column("schema", sa.String(length=60), nullable=False),
        sa.Column("value", WORDS, nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_external_id_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["decision.id"], name=op.f("fk_external_id_superseded_by")
        ),
        sa.ForeignKeyConstraint(
            ["victim"], ["victim_identifier.n"], name=op.f("fk_external_id_victim")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_id")),
    )
    op.create_index(
        op.f("ix_external_id_decision_id"), "external_id", ["decision_id"], unique=False
    )
    op.create_index(op.f("ix_external_id_victim"), "external_id", ["victim"], unique=False)
    op.create_table(
        "fact",
        sa.Column("incident", NUMBER, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("victim", NUMBER, nullable=True),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("conflicts", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incident.n"], name=op.f("fk_fact_incident")),
        sa.ForeignKeyConstraint(["victim"], ["victim_identifier.n"], name=op.f("fk_fact_victim")),
        sa.PrimaryKeyConstraint("incident", "n", name=op.f("pk_fact")),
    )
    op.create_table(
        "incident_person",
        sa.Column("victim", NUMBER, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.n"], name=op.f("fk_incident_person_incident")
        ),
        sa.ForeignKeyConstraint(
            ["victim"], ["victim_identifier.n"], name=op.f("fk_incident_person_victim")
        ),
        sa.PrimaryKeyConstraint("victim", name=op.f("pk_incident_person")),
    )
    op.create_index(
        op.f("ix_incident_person_incident"), "incident_person", ["incident"], unique=False
    )
    op.create_table(
        "membership",
        sa.Column("anchor", WORDS, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("because", WORDS, nullable=False),
        sa.Column("via", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["incident"], ["incident.n"], name=op.f("fk_membership_incident")),
        sa.PrimaryKeyConstraint("anchor", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_incident"), "membership", ["incident"], unique=False)
    op.create_table(
        "person_home",
        sa.Column("anchor", WORDS, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("victim", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["victim"], ["victim_identifier.n"], name=op.f("fk_person_home_victim")
        ),
        sa.PrimaryKeyConstraint("anchor", "person", name=op.f("pk_person_home")),
    )
    op.create_index(op.f("ix_person_home_victim"), "person_home", ["victim"], unique=False)
    op.create_table(
        "reading",
        sa.Column("capture_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("version", WORDS, nullable=False),
        sa.Column("article_id", NUMBER, nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("detail", WORDS, nullable=True),
        sa.Column("twin", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_reading_article_id")),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_reading_capture_id")),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_article_id"), "reading", ["article_id"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("version_id", NUMBER, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("compared", sa.Boolean(), nullable=False),
        sa.Column("in_scope", sa.Boolean(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("anchor", WORDS, nullable=False),
        sa.Column("fingerprint", WORDS, nullable=False),
        sa.Column("fired_by", sa.String(length=10), nullable=False),
        sa.Column("relevance", sa.Float(), nullable=False),
        sa.Column("people_hit_min", sa.Integer(), nullable=False),
        sa.Column("people_hit_max", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.Column("linkable", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_report_article_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.id"], name=op.f("fk_report_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_anchor"), "report", ["anchor"], unique=False)
    op.create_index(op.f("ix_report_article_id"), "report", ["article_id"], unique=False)
    op.create_index(op.f("ix_report_version_id"), "report", ["version_id"], unique=False)
    op.create_index(op.f("ix_report_waiting_id"), "report", ["waiting", "id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("report_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("as_written", WORDS, nullable=True),
        sa.Column("where", sa.String(length=5), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("asserted_by", sa.String(length=20), nullable=False),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("method", WORDS, nullable=False),
        sa.Column("version", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_claim_report_id")),
        sa.PrimaryKeyConstraint("report_id", "n", name=op.f("pk_claim")),
    )
    op.create_table(
        "report_key",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("report_id", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_key_report_id")),
        sa.PrimaryKeyConstraint("key", "report_id", name=op.f("pk_report_key")),
    )
    op.create_index(op.f("ix_report_key_report_id"), "report_key", ["report_id"], unique=False)
    op.create_table(
        "report_person",
        sa.Column("report_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("forms", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_person_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "n", name=op.f("pk_report_person")),
    )
