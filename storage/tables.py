"""Every table, by the four kinds of DATA_MODEL.md: kept, decided, allocated, derived."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.columns import Instant, Json, Number, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Facts about this database itself: scope, demo, made when and by whom.
about = Table(
    "about",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Words, nullable=False),
)

# ---------------------------------------------------------------------------------- kept

source = Table(
    "source",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("tried_at", Instant),
    Column("succeeded_at", Instant),
    Column("next_at", Instant),
    Column("interval_s", Integer),
    Column("failures", Integer, nullable=False, default=0),  # since the last success
    Column("new_links", Integer, nullable=False, default=0),  # at the last success
    Column("message", Words),
)

feed = Table(
    "feed",
    metadata,
    Column("url", Words, primary_key=True),
    Column("source", String(200)),
    Column("fetched_at", Instant, nullable=False),
    Column("status", Integer, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("failures", Integer, nullable=False, server_default="0"),  # since it last answered
    Column("next_at", Instant),  # a door that fails is left alone until then
    Column("says", Words),  # what is wrong with it
)

#: What came of each look at a door of a source: what its schedule is made from.
look = Table(
    "look",
    metadata,
    Column("id", Number, primary_key=True),
    Column("source", String(200), nullable=False),
    Column("door", Words, nullable=False),  # the address, or the query
    Column("at", Instant, nullable=False),
    Column("outcome", String(20), nullable=False),  # "answered", "unchanged", or why not
    Column("listed", Integer, nullable=False),  # stories it showed
    Column("new", Integer, nullable=False),  # of these, the ones nobody had shown before
    Index(None, "source", "at"),
    Index(None, "at"),
)

link = Table(
    "link",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Words, nullable=False, unique=True),  # urls.key: http and https are one story
    Column("url", Words, nullable=False),  # in its normal form, as first met: what is fetched
    Column("met", Words),  # as it stood there, where that is another page: a mobile or AMP twin
    Column("host", Words, nullable=False, server_default=""),  # who leases it, leases its links
    Column("source", String(200), index=True),
    Column("home", Json),  # OutletPlace of the source, for what the text leaves open
    Column("state", String(10), nullable=False),
    Column("found_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("leased_by", String(200)),
    Column("leased_until", Instant),
    Column("attempts", Integer, nullable=False, default=0),
    Column("fetched_at", Instant),  # the last answer, of whatever kind
    Column("failure", String(40)),
    Column("failure_detail", Words),
    Column("archive_asked_at", Instant),  # when a web archive had said what it has of it
    Index(None, "state", "next_at"),
    Index(None, "fetched_at"),
    Index(None, "leased_by"),
)

#: Which crawler is at a host. One at a time; its lease is renewed for as long as it lives.
host = Table(
    "host",
    metadata,
    Column("name", Words, primary_key=True),
    Column("worker", String(200), index=True),
    Column("until", Instant),
    Column("next_at", Instant, nullable=False),  # whoever comes next asks nothing before
)

sighting = Table(
    "sighting",
    metadata,
    Column("link_id", Number, ForeignKey("link.id"), primary_key=True),
    Column("via", Words, primary_key=True),  # feed, sitemap, query, file
    Column("seen_at", Instant, nullable=False),
    Column("claimed", Words),  # the date it gave, as written
)

capture = Table(
    "capture",
    metadata,
    Column("id", Number, primary_key=True),
    Column("link_id", Number, ForeignKey("link.id"), nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("status", Integer, nullable=False),
    Column("final_url", Words),
    Column("content_type", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("sha256", String(64), nullable=False),  # of the decoded payload
    Column("verdict", String(10), nullable=False),
    Column("reason", Words),
    Column("detail", Words),
    Column("screen_version", Words),
    Column("scope", String(10)),
    Column("file", Words),
    Column("offset", Number),
    Column("length", Number),
    Column("hops", Json),  # archive places of the redirects before it
    UniqueConstraint("link_id", "sha256"),
    Index(None, "verdict", "id"),
    Index(None, "file", "offset"),
    Index(None, "sha256"),
)

#: When an open case was last looked for by its names, so that it is again, and not too often.
search = Table(
    "search",
    metadata,
    Column("id", Number, primary_key=True),
    Column("incident", Number, ForeignKey("incident_identifier.n"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("query", Words, nullable=False),
    Index(None, "incident", "at"),
)

#: What is not a news page: an autopsy, a letter, a note.
document = Table(
    "document",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("title", Words),
    Column("issuer", Words),
    Column("issued_on", Date),
    Column("received_at", Instant, nullable=False),
    Column("may_show", Boolean, nullable=False),
    Column("content_type", Words),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("file", Words, nullable=False),
    Column("offset", Number, nullable=False),
    Column("length", Number, nullable=False),
    Column("url", Words),  # where it is from, if it is on the web
    Column("capture_id", Number, ForeignKey("capture.id")),  # by which it is read
    Column("incident", Number, ForeignKey("incident_identifier.n")),  # what it was added to
    Column("added_by", Words),
)

rejected = Table(
    "rejected",
    metadata,
    Column("id", Number, primary_key=True),
    Column("file", Words, nullable=False),
    Column("place", Number, nullable=False),  # line, or offset in bytes; 0: the file itself
    Column("reason", Words, nullable=False),
    Column("snippet", Words, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("file", "place", "reason"),
)

run = Table(
    "run",
    metadata,
    Column("id", Number, primary_key=True),
    Column("job", String(40), nullable=False),
    Column("version", Words, nullable=False),
    Column("worker", Words, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("outcome", String(20)),  # done | failed | stopped | killed | lost; empty: running
    Column("counts", Json, nullable=False),
    Column("detail", Words),
    Column("drops", Json),  # what was not taken, by reason; its numbers are in counts, too
    Column("manifest", Json),  # what it ran with: code, configuration, who asked for it
)

#: When each source is due. What a person set is here; what is empty, sources.toml says.
schedule = Table(
    "schedule",
    metadata,
    Column("source", String(200), primary_key=True),
    Column("every_s", Integer),
    Column("adaptive", Boolean),
    Column("cron", Words),
    Column("zone", Words),
    Column("jitter_s", Integer),
    Column("paused", Boolean, nullable=False, default=False),
    Column("next_at", Instant, index=True),  # none: paused
    Column("set_by", Words),
    Column("set_at", Instant),
)

#: One look at one source by one run, and how it fared.
source_visit = Table(
    "source_visit",
    metadata,
    Column("id", Number, primary_key=True),
    Column("source", String(200), nullable=False),
    Column("run_id", Number, ForeignKey("run.id"), nullable=False, index=True),
    Column("due_at", Instant),  # none: somebody asked for it
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("outcome", String(20)),  # done | failed | stopped | killed | lost; empty: under way
    Column("found", Integer, nullable=False, default=0),
    Column("counts", Json),
    Index(None, "source", "id"),
    Index(None, "outcome", "source"),
)

#: Who alone may do something now. Whoever sees ``beat`` stand still for long may take it over.
lease = Table(
    "lease",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", Words, nullable=False),
    Column("beat", Number, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Column("beat_at", Instant, nullable=False),
)

#: The pages that somebody began to read and has not read yet. ``times`` is 1: it is not counted.
attempt = Table(
    "attempt",
    metadata,
    Column("capture_id", Number, ForeignKey("capture.id"), primary_key=True, autoincrement=False),
    Column("times", Integer, nullable=False),
)

#: What is to be told to others over HTTP: alerts, changes. Sent once each, in order an address.
delivery = Table(
    "delivery",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Words, nullable=False, unique=True),  # who enqueues it twice enqueues it once
    Column("url", Words, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("payload", Json, nullable=False),
    Column("state", String(10), nullable=False),  # waiting | sent | failed
    Column("created_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("status", Integer),  # the last answer's
    Column("message", Words),
    Column("done_at", Instant),
    Index(None, "state", "url", "id"),
)

#: Who is told of changes over HTTP, and up to which one.
webhook = Table(
    "webhook",
    metadata,
    Column("id", Number, primary_key=True),
    Column("url", Words, nullable=False, unique=True),
    Column("unreviewed", Boolean, nullable=False),  # also what nobody accepted
    Column("cursor", Number, nullable=False),
    Column("added_by", Words, nullable=False),
    Column("added_at", Instant, nullable=False),
)

#: The incidents a receiver has heard of: of others it is not told that they are gone.
webhook_told = Table(
    "webhook_told",
    metadata,
    Column("webhook_id", Number, ForeignKey("webhook.id"), primary_key=True, autoincrement=False),
    Column("incident", Number, primary_key=True, autoincrement=False),
)

#: Backups that were made: what a take-down must reach, too.
backup = Table(
    "backup",
    metadata,
    Column("id", Number, primary_key=True),
    Column("path", Words, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("cursor", Number, nullable=False),  # up to which change it holds
)

#: What is wrong and since when: told once when it is noticed, and once when it is over.
trouble = Table(
    "trouble",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("subject", Words, nullable=False),  # a source, or a part of the service
    Column("since", Instant, nullable=False),
    Column("says", Words, nullable=False),
    Column("noticed_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index(None, "ended_at", "kind", "subject"),
)

#: Mail that is written and not yet sent.
letter = Table(
    "letter",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Words, nullable=False, unique=True),  # who writes it twice writes it once
    Column("to", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("html", Words),
    Column("created_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("sent_at", Instant),
    Column("message", Words),  # why it was not sent yet
    Index(None, "sent_at", "next_at"),
)

#: What somebody wants to be told of: a search, what has to happen, and where to tell it.
alert = Table(
    "alert",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
    Column(
        "search", Json, nullable=False
    ),  # searches.Search as it is saved; or {"saved": its number}
    Column("event", Words, nullable=False),
    Column("to", Words, nullable=False),  # an address of mail, or of a webhook
    Column("added_by", Words, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("cursor", Number, nullable=False),  # the last change it was held against
)

#: How far somebody has come in the changes.
bookmark = Table(
    "bookmark",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("cursor", Number, nullable=False),
    Column("at", Instant, nullable=False),
)

# ---------------------------------------------------------------------------------- decided

decision = Table(
    "decision",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("subject", Words, nullable=False),  # what was asked for, for people to read
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", Words, nullable=False),
    Column("undone_at", Instant),
    Column("undone_by", Words),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", Number, primary_key=True),
    Column("decision_id", Number, ForeignKey("decision.id"), nullable=False, index=True),
    Column("left", Words, nullable=False),
    Column("right", Words, nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("superseded_at", Instant),
    Column("superseded_by", Number, ForeignKey("decision.id")),
    Index(None, "left", "right"),
    Index(None, "right"),
)

review = Table(
    "review",
    metadata,
    Column("id", Number, primary_key=True),
    Column("decision_id", Number, ForeignKey("decision.id"), nullable=False, index=True),
    Column("incident", Number, ForeignKey("incident_identifier.n"), nullable=False, index=True),
    Column("state", String(10), nullable=False),  # candidate | held | accepted | excluded
    Column("pinned", Json),  # accepted: the facts that were shown
    Column("anchors", Json),  # accepted: the reports that told of the people shot
    Column("until", Date),  # held: to be looked at again on this day
    Column("sources", Integer),  # held: ... or once so many independent sources tell of it
    Column("superseded_at", Instant),
    Column("superseded_by", Number, ForeignKey("decision.id")),
)

correction = Table(
    "correction",
    metadata,
    Column("id", Number, primary_key=True),
    Column("decision_id", Number, ForeignKey("decision.id"), nullable=False, index=True),
    Column("incident", Number, ForeignKey("incident_identifier.n"), nullable=False, index=True),
    Column("victim", Number, ForeignKey("victim_identifier.n"), index=True),
    Column("persons", Json),  # the victim in the reports: [[anchor, name] …]
    Column("field", String(60), nullable=False),
    Column("value", Json),
    Column("known", Json),  # every value told when it was made; null: not noted
    Column("source", Words, nullable=False),
    Column("superseded_at", Instant),
    Column("superseded_by", Number, ForeignKey("decision.id")),
)

external_id = Table(
    "external_id",
    metadata,
    Column("id", Number, primary_key=True),
    Column("decision_id", Number, ForeignKey("decision.id"), nullable=False, index=True),
    Column("victim", Number, ForeignKey("victim_identifier.n"), nullable=False, index=True),
    Column("schema", String(60), nullable=False),
    Column("value", Words, nullable=False),
    Column("superseded_at", Instant),
    Column("superseded_by", Number, ForeignKey("decision.id")),
)

#: What was decided about a row of somebody else's list: theirs, ours to add, not one of ours.
ruling = Table(
    "ruling",
    metadata,
    Column("id", Number, primary_key=True),
    Column("decision_id", Number, ForeignKey("decision.id"), nullable=False, index=True),
    Column("schema", String(60), nullable=False),
    Column("value", Words, nullable=False),  # which row: the identifier it has there
    Column("verdict", String(20), nullable=False),
    Column("superseded_at", Instant),
    Column("superseded_by", Number, ForeignKey("decision.id")),
    Index(None, "schema", "value"),
)

#: What people said about an article: it is about such a shooting, or it is not.
article_ruling = Table(
    "article_ruling",
    metadata,
    Column("id", Number, primary_key=True),
    Column("decision_id", Number, ForeignKey("decision.id"), nullable=False, index=True),
    Column("article", Words, nullable=False, index=True),  # its key
    Column("verdict", String(10), nullable=False),  # promoted | rejected
    Column("superseded_at", Instant),
    Column("superseded_by", Number, ForeignKey("decision.id")),
)

#: What somebody who may only propose would have decided; somebody who may decides about it.
proposal = Table(
    "proposal",
    metadata,
    Column("id", Number, primary_key=True),
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("action", String(20), nullable=False),
    Column("subject", Words, nullable=False),
    Column("form", Json, nullable=False),
    Column("settled_at", Instant, index=True),
    Column("settled_by", Words),
    Column("taken", Boolean),
)

note = Table(
    "note",
    metadata,
    Column("id", Number, primary_key=True),
    Column("incident", Number, ForeignKey("incident_identifier.n"), nullable=False, index=True),
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Words, nullable=False),
)

#: Who looks after an incident.
assignment = Table(
    "assignment",
    metadata,
    Column("incident", Number, ForeignKey("incident_identifier.n"), primary_key=True),
    Column("assignee", Words, nullable=False, index=True),
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
)

#: Items drawn to be read by several people, none of whom sees what the others said.
sample = Table(
    "sample",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Words, nullable=False),
    Column("kind", String(10), nullable=False),  # pairs | fields
    Column("seed", Integer, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("items", Json, nullable=False),
)

label = Table(
    "label",
    metadata,
    Column("sample", Number, ForeignKey("sample.id"), primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("by", Words, primary_key=True),
    Column("value", Json),
    Column("at", Instant, nullable=False),
    Column("adjudicated", Boolean, nullable=False, default=False),
)

# ---------------------------------------------------------------------------------- people

account = Table(
    "account",
    metadata,
    Column("name", Words, primary_key=True),
    Column("role", String(10), nullable=False),
    Column("password", Words, nullable=False),  # Argon2id, salted
    Column("created_at", Instant, nullable=False),
    Column("closed_at", Instant),
)

login = Table(
    "login",
    metadata,
    Column("sha256", String(64), primary_key=True),  # of the cookie
    Column("account", Words, ForeignKey("account.name"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("id", Number, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("account", Words, ForeignKey("account.name"), nullable=False, index=True),
    Column("label", Words, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

#: Failed logins of late: what the limit counts.
failed_login = Table(
    "failed_login",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Words, nullable=False),
    Column("address", Words, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

#: Every write through the pages, whoever made it.
audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Words, nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", Words, nullable=False),
    Column("address", Words, nullable=False),
)

#: Filters people come back to; who made them alone changes them.
saved_search = Table(
    "saved_search",
    metadata,
    Column("id", Number, primary_key=True),
    Column("owner", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("search", Json, nullable=False),  # searches.Search, what is asked for only
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("owner", "name"),
)

#: How far each person has looked: what is newer is new to them.
visit = Table(
    "visit",
    metadata,
    Column("by", Words, primary_key=True),
    Column("at", Instant, nullable=False),
)

#: What must not be shown, or not be kept. Holds no name and no address, only keyed hashes of them.
redaction = Table(
    "redaction",
    metadata,
    Column("id", Number, primary_key=True),
    Column("decision_id", Number, ForeignKey("decision.id"), nullable=False, index=True),
    Column("level", String(10), nullable=False),  # unpublish | withhold | erase
    Column("subject", String(10), nullable=False),  # address | person | field
    Column("mark", String(64), nullable=False, index=True),
    Column("basis", Words, nullable=False),
    Column("superseded_at", Instant),
    Column("superseded_by", Number, ForeignKey("decision.id")),
)

# ---------------------------------------------------------------------------------- allocated

incident_identifier = Table(
    "incident_identifier",
    metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("sha256", String(64), nullable=False),  # of the line last published
    Column("into", Number, ForeignKey("incident_identifier.n")),  # merged
    Column("withdrawn_at", Instant),
    Index(
        "ix_incident_identifier_merged",
        "into",
        sqlite_where=text('"into" IS NOT NULL'),
        postgresql_where=text('"into" IS NOT NULL'),
    ),
)

victim_identifier = Table(
    "victim_identifier",
    metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("incident", Number, ForeignKey("incident_identifier.n"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
)

#: Where each report is, and was: what a re-formed cluster's identifier is chosen by.
report_home = Table(
    "report_home",
    metadata,
    Column("anchor", Words, primary_key=True),
    Column("incident", Number, ForeignKey("incident_identifier.n"), primary_key=True, index=True),
    Column(
        "article", Words, nullable=False, index=True
    ),  # its key: a later version's anchor differs
    Column("current", Boolean, nullable=False),
)

#: Which victim each person of a report was last taken for.
person_home = Table(
    "person_home",
    metadata,
    Column("anchor", Words, primary_key=True),
    Column("person", Words, primary_key=True),  # the name as the report has it, or "#n"
    Column("victim", Number, ForeignKey("victim_identifier.n"), nullable=False, index=True),
)

#: Which redacted fields a report, or one of its people, takes along to where it comes to stand.
redacted_report = Table(
    "redacted_report",
    metadata,
    Column("anchor", Words, primary_key=True),
    Column("person", String(64), primary_key=True),  # a keyed hash; empty: the report's incident
    Column("field", String(40), primary_key=True),
    Column("mark", String(64), primary_key=True, index=True),  # of the redaction
)

change = Table(
    "change",
    metadata,
    Column("cursor", Number, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("incident", Number, ForeignKey("incident_identifier.n"), nullable=False),
    Column("into", Number, ForeignKey("incident_identifier.n")),
    Column("line", Json),
    Index(None, "incident", "cursor"),
)

# ---------------------------------------------------------------------------------- derived

#: What came of reading each capture, and by which reader.
reading = Table(
    "reading",
    metadata,
    Column("capture_id", Number, ForeignKey("capture.id"), primary_key=True, autoincrement=False),
    Column("version", Words, nullable=False),
    Column("article_id", Number, ForeignKey("article.id"), index=True),  # none: set aside
    Column("sha256", String(64)),  # of title and text
    Column("reason", Words),
    Column("detail", Words),
    Column("twin", Boolean, nullable=False, default=False),  # another address tells the story
)

article = Table(
    "article",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Words, nullable=False, unique=True),  # urls.key of the canonical URL
    Column("near_duplicate_of", Words),  # canonical URL of its family's earliest
)

#: What an article said, and when it began to say so; the last one speaks for the article.
article_version = Table(
    "article_version",
    metadata,
    Column("id", Number, primary_key=True),
    Column("article_id", Number, ForeignKey("article.id"), nullable=False),
    Column("capture_id", Number, ForeignKey("capture.id"), nullable=False, unique=True),
    Column("n", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("reader", Words, nullable=False),
    Column("sha256", String(64), nullable=False),  # of title and text
    Column("url", Words, nullable=False),
    Column("canonical_url", Words, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("relevance", Float, nullable=False),
    Column("relevance_any", Float, nullable=False),
    Column("reasons", Json, nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("outlet", Words),
    Column("byline", Words),
    Column("dateline", Words),
    Column("language", String(8)),
    Column("published", Words),  # ISO 8601 with the offset as stamped
    Column("published_at", Instant),  # the same instant, for sorting
    Column("published_precision", String(10), nullable=False),
    Column("published_method", Words),
    Column("modified", Words),
    Column("syndicated_from", Words),
    Index(None, "article_id", "n"),
    # Only of current ones: an index that begins with a flag would be taken for everything.
    Index(
        "ix_article_version_latest",
        "published_at",
        sqlite_where=text("current = 1"),
        postgresql_where=text("current"),
    ),
    # What is asked of all of them at once, without their texts.
    Index(
        "ix_article_version_standing",
        *("capture_id", "current", "relevant", "published_at", "id"),
        sqlite_where=text("current = 1"),
        postgresql_where=text("current"),
    ),
)

report = Table(
    "report",
    metadata,
    Column("id", Number, primary_key=True),
    Column("article_id", Number, ForeignKey("article.id"), nullable=False, index=True),
    Column("version_id", Number, ForeignKey("article_version.id"), nullable=False),
    Column("current", Boolean, nullable=False),  # of the article's current version
    Column("waiting", Boolean, nullable=False),  # to be resolved
    Column("compared", Boolean, nullable=False),  # with all that share a key, since it was read
    Column("in_scope", Boolean, nullable=False),
    Column("n", Integer, nullable=False),
    Column("anchor", Words, nullable=False, index=True),
    Column("fingerprint", Words, nullable=False),
    Column("fired_by", String(10), nullable=False),
    Column("relevance", Float, nullable=False),
    Column("people_hit_min", Integer, nullable=False),
    Column("people_hit_max", Integer),
    Column("reasons", Json, nullable=False),
    Column("passages", Json, nullable=False),
    Column("linkable", Json, nullable=False),
    Column("facts", Json, nullable=False),  # as `export articles` writes them
    Index(None, "waiting", "id"),
    Index(None, "version_id", "current", "anchor"),
)

report_person = Table(
    "report_person",
    metadata,
    Column("report_id", Number, ForeignKey("report.id"), primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("role", String(20), nullable=False),
    Column("name", Words),
    Column("forms", Json, nullable=False),
    Column("mentions", Json, nullable=False),
    Column("confidence", Float, nullable=False),
)

claim = Table(
    "claim",
    metadata,
    Column("report_id", Number, ForeignKey("report.id"), primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("person", Integer),
    Column("field", String(60), nullable=False),
    Column("value", Json, nullable=False),
    Column("as_written", Words),
    Column("where", String(5)),
    Column("start", Integer),
    Column("end", Integer),
    Column("basis", String(10), nullable=False),
    Column("asserted_by", String(20), nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("method", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("detail", Json, nullable=False),
)

#: Blocking keys: reports that share one are worth comparing.
report_key = Table(
    "report_key",
    metadata,
    Column("key", Words, primary_key=True),
    Column("report_id", Number, ForeignKey("report.id"), primary_key=True, autoincrement=False),
    Index(None, "report_id"),
)

#: What of a report tells most others from it (:mod:`pipeline.columns.outlines`), in few bytes.
report_outline = Table(
    "report_outline",
    metadata,
    Column("report_id", Number, ForeignKey("report.id"), primary_key=True, autoincrement=False),
    Column("outline", LargeBinary, nullable=False),
)

#: Two reports that were compared; what the lines say is told from the reports when asked.
edge = Table(
    "edge",
    metadata,
    Column("left", Words, primary_key=True),
    Column("right", Words, primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("vetoed", Boolean, nullable=False),
    Column(
        "bits", LargeBinary, nullable=False
    ),  # of each line of the sum (pipeline.columns.sums.LINES)
    Column("model", Words, nullable=False),
    sqlite_with_rowid=False,
)

incident = Table(
    "incident",
    metadata,
    Column("n", Number, ForeignKey("incident_identifier.n"), primary_key=True, autoincrement=False),
    Column("line", Json, nullable=False),  # what `export incidents` writes
    Column("review", String(10), nullable=False, index=True),
    Column("state", String(2), index=True),
    Column("city", Words),
    Column("county", Words),
    Column("agencies", Words),  # every agency, one a line, folded as names are
    Column("fatal", Boolean),  # whether anybody died; empty: not stated of anybody
    Column("sources", Integer),  # independent ones
    Column("words", Words),  # names, place and agencies, folded: what a search looks through
    Column("date_from", Date, index=True),
    Column("date_to", Date),
    Column("names", Words, nullable=False),  # every form of every victim, casefolded
    Column("article_count", Integer, nullable=False),
    Column("created_at", Instant, nullable=False, index=True),
    Column("stale", Boolean, nullable=False, index=True),  # a report of it changed or went
    Index(None, "review", "created_at"),
)

membership = Table(
    "membership",
    metadata,
    Column("anchor", Words, primary_key=True),
    Column("incident", Number, ForeignKey("incident.n"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("because", Words, nullable=False),
    Column("via", Words),
    Column("score", Float),  # of the edge it joined by, as long as it stands here
    Column("bits", LargeBinary),  # likewise
)

incident_person = Table(
    "incident_person",
    metadata,
    Column("victim", Number, ForeignKey("victim_identifier.n"), primary_key=True),
    Column("incident", Number, ForeignKey("incident.n"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("persons", Json, nullable=False),  # who it is in the reports: [[anchor, name] …]
)

fact = Table(
    "fact",
    metadata,
    Column("incident", Number, ForeignKey("incident.n"), primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("victim", Number, ForeignKey("victim_identifier.n")),
    Column("field", String(60), nullable=False),
    Column("value", Json),
    Column("state", String(20), nullable=False),
    Column("why", Words, nullable=False),
    Column("support", Json, nullable=False),
    Column("conflicts", Json, nullable=False),
    Column("confidence", Float, nullable=False),
)

#: What only a person can settle.
question = Table(
    "question",
    metadata,
    Column("key", String(64), primary_key=True),  # of kind and anchors
    Column("kind", String(40), nullable=False),
    Column("anchors", Json, nullable=False),
    Column("says", Words, nullable=False),
)

question_anchor = Table(
    "question_anchor",
    metadata,
    Column("anchor", Words, primary_key=True),
    Column("key", String(64), ForeignKey("question.key"), primary_key=True),
)

#: Derived tables, each before those it refers to: the order in which they may be emptied.
DERIVED = (
    question_anchor, question, fact, incident_person, membership, incident, edge,
    report_outline, report_key, claim, report_person, report, reading, article_version, article,
)  # fmt: skip
