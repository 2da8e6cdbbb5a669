"""The index full-text search asks: made by the databases' own means, kept in step by triggers.

It is derived from the texts by the statements below and no migration names it: a migration that
builds ``article_version`` anew drops it, and :func:`install` makes it again.
"""

from __future__ import annotations

from sqlalchemy import Connection

#: A ``tsvector`` holds a megabyte; a text of which more is words is no article.
INDEXED = 200_000
_ACCENTED = "àáâãäåāăąçćčďèéêëēėęěìíîïīįłñńňòóôõöøōőŕřśšťùúûüūůűýÿźžż"
_PLAIN = "aaaaaaaaacccdeeeeeeeeiiiiiilnnnoooooooorrsstuuuuuuuyyzzz"


def install(connection: Connection) -> None:
    """Make the index where it is missing, and fill it from the texts that are there."""
    if connection.dialect.name == "postgresql":
        _install_postgres(connection)
    else:
        _install_sqlite(connection)


def _install_sqlite(connection: Connection) -> None:
    here = "SELECT count(*) FROM sqlite_master WHERE name = 'article_search'"
    empty = not connection.exec_driver_sql(here).scalar()
    for statement in _MAKE_SQLITE:
        connection.exec_driver_sql(statement)
    if empty:
        connection.exec_driver_sql(_FILL_SQLITE)


_TAKE = (
    "INSERT INTO article_search(article_search, rowid, title, text)"
    " SELECT 'delete', old.id, old.title, old.text WHERE old.current;"
)
_ADD = (
    "INSERT INTO article_search(rowid, title, text)"
    " SELECT new.id, new.title, new.text WHERE new.current;"
)
_MAKE_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS article_search USING fts5(title, text,"
    " content='article_version', content_rowid='id',"
    " tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER IF NOT EXISTS article_search_added AFTER INSERT ON article_version"
    f" BEGIN {_ADD} END",
    "CREATE TRIGGER IF NOT EXISTS article_search_taken AFTER DELETE ON article_version"
    f" BEGIN {_TAKE} END",
    "CREATE TRIGGER IF NOT EXISTS article_search_changed"
    " AFTER UPDATE OF current, title, text ON article_version"
    " WHEN old.current <> new.current OR old.title <> new.title OR old.text <> new.text"
    f" BEGIN {_TAKE} {_ADD} END",
)
_FILL_SQLITE = (
    "INSERT INTO article_search(rowid, title, text)"
    " SELECT id, title, text FROM article_version WHERE current"
)


def _install_postgres(connection: Connection) -> None:
    for statement in _MAKE_POSTGRES:
        connection.exec_driver_sql(statement)


_MAKE_POSTGRES = (
    f"""
    CREATE OR REPLACE FUNCTION casebook_plain(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT translate(lower(words), '{_ACCENTED}', '{_PLAIN}') $$
    """,
    """
    DO $$ BEGIN
        IF NOT EXISTS (
            SELECT FROM pg_ts_config
            WHERE cfgname = 'casebook' AND cfgnamespace = current_schema()::regnamespace
        ) THEN
            CREATE TEXT SEARCH DICTIONARY casebook_stem (TEMPLATE = snowball, Language = english);
            CREATE TEXT SEARCH CONFIGURATION casebook (COPY = english);
            ALTER TEXT SEARCH CONFIGURATION casebook
                ALTER MAPPING REPLACE english_stem WITH casebook_stem;
        END IF;
    END $$
    """,
    f"""
    ALTER TABLE article_version ADD COLUMN IF NOT EXISTS search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('casebook', casebook_plain(left(title, 2000))), 'A')
        || to_tsvector('casebook', casebook_plain(left(text, {INDEXED})))
    ) STORED
    """,
    """
    CREATE INDEX IF NOT EXISTS article_search ON article_version USING gin (search) WHERE current
    """,
)
