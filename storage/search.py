"""Full-text search over what articles say now, by the databases' own means.

SQLite keeps an FTS5 table beside the texts, PostgreSQL a ``tsvector`` in the row. Triggers (a
generated column there) keep both in step within whatever transaction writes a text: there is no
index to rebuild, and none that lags. Both fold accents and stem English words; neither leaves out
common ones, since Will and May are people. ``storage.search_index`` makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, TextClause, bindparam, select, text
from sqlalchemy.orm import Session

from storage.articles import article_id
from storage.columns import Instant
from storage.search_index import INDEXED
from storage.sql import batches, is_postgres
from storage.tables import article_version, membership, report

_LONGEST_QUERY = 500
#: What stands around a found word in an excerpt until it is taken apart: no text holds these.
_OPEN, _CLOSE = "\x02", "\x03"


class CannotSearch(ValueError):
    """There is no word in what was asked for; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that says what was asked for. ``excerpt``: pieces, and whether each was found."""

    article_id: str
    url: str
    title: str
    outlet: str | None
    published: str | None
    relevant: bool
    incident_ids: tuple[str, ...]
    excerpt: tuple[tuple[str, bool], ...]

    @property
    def says(self) -> str:
        return "".join(piece for piece, _ in self.excerpt)


# ---------------------------------------------------------------------------------- ask


def search(
    session: Session,
    words: str,
    *,
    limit: int = 50,
    offset: int = 0,
    since: datetime | None = None,
    until: datetime | None = None,
    outlet: str | None = None,
    relevant: bool | None = None,
) -> list[Hit]:
    """The articles that say all these words, the best first; equally good ones the last read first.

    "Quoted words" stand together, ``-word`` must not be there, ``OR`` stands between
    alternatives. ``since`` and ``until`` (both included) are of publication. Raises
    :class:`CannotSearch`.
    """
    asked = _asked(words)
    conditions, values = _conditions(since=since, until=until, outlet=outlet, relevant=relevant)
    postgres = is_postgres(session)
    values |= {"words": _websearch(asked) if postgres else _fts5(asked)}
    values |= {"limit": limit, "offset": offset}
    rows = session.execute(_page(postgres, tuple(conditions)), values).all()
    incidents = _incidents(session, [row.article for row in rows])
    return [_hit(row, incidents.get(row.article, ())) for row in rows]


@cache
def _page(postgres: bool, conditions: tuple[str, ...]) -> Any:
    """Made once: building a statement costs more than finding a rare word."""
    return _made(_POSTGRES if postgres else _SQLITE, conditions).columns(**_COLUMNS)


def _made(statement: str, conditions: tuple[str, ...]) -> TextClause:
    told = " ".join(conditions)
    days = [bindparam(name, type_=Instant) for name in ("since", "until") if f":{name}" in told]
    return text(statement.format(told)).bindparams(*days)


def count(
    session: Session,
    words: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    outlet: str | None = None,
) -> int:
    """How many articles :func:`search` finds in all."""
    asked = _asked(words)
    conditions, values = _conditions(since=since, until=until, outlet=outlet, relevant=None)
    postgres = is_postgres(session)
    values |= {"words": _websearch(asked) if postgres else _fts5(asked)}
    return int(session.execute(_number(postgres, tuple(conditions)), values).scalar_one())


@cache
def _number(postgres: bool, conditions: tuple[str, ...]) -> Any:
    return _made(_COUNT_POSTGRES if postgres else _COUNT_SQLITE, conditions)


def saying(session: Session, words: str) -> Select[tuple[int]]:
    """All articles (their row numbers) that say these words, as a part of another statement.

    Raises :class:`CannotSearch`.
    """
    asked = _asked(words)
    if is_postgres(session):
        statement, query = _SAYING_POSTGRES, _websearch(asked)
    else:
        statement, query = _SAYING_SQLITE, _fts5(asked)
    found = text(statement).bindparams(saying_words=query).columns(article_id=Integer)
    return select(found.subquery("saying").c.article_id)


_COLUMNS = {
    "article": article_version.c.article_id.type,
    "key": article_version.c.url.type,
    "url": article_version.c.url.type,
    "title": article_version.c.title.type,
    "outlet": article_version.c.outlet.type,
    "published": article_version.c.published.type,
    "relevant": article_version.c.relevant.type,
    "excerpt": article_version.c.text.type,
}

# The page is chosen first; excerpts are made of those few rows only.
_SQLITE = f"""
SELECT v.article_id AS article, a.key, v.url, v.title, v.outlet, v.published, v.relevant,
       (SELECT snippet(article_search, 1, '{_OPEN}', '{_CLOSE}', ' … ', 32) FROM article_search
        WHERE article_search MATCH :words AND rowid = v.id) AS excerpt
FROM (SELECT s.rowid AS id, s.rank AS place
      FROM article_search s JOIN article_version v ON v.id = s.rowid
      WHERE s.article_search MATCH :words AND s.rank MATCH 'bm25(4.0, 1.0)' {{}}
      ORDER BY s.rank, s.rowid DESC LIMIT :limit OFFSET :offset) page
JOIN article_version v ON v.id = page.id JOIN article a ON a.id = v.article_id
ORDER BY page.place, v.id DESC
"""  # noqa: S608 - constants
_POSTGRES = f"""
WITH asked AS (SELECT websearch_to_tsquery('casebook', casebook_plain(:words)) AS query),
page AS (
    SELECT v.id, ts_rank(v.search, query, 1) AS rank
    FROM article_version v, asked
    WHERE v.current AND v.search @@ query {{}}
    ORDER BY rank DESC, v.published_at DESC NULLS LAST, v.url
    LIMIT :limit OFFSET :offset
)
SELECT v.article_id AS article, a.key, v.url, v.title, v.outlet, v.published, v.relevant,
       ts_headline('casebook', left(v.text, {INDEXED}), query,
           'StartSel={_OPEN},StopSel={_CLOSE},MaxWords=32,MinWords=16,MaxFragments=1') AS excerpt
FROM page JOIN article_version v ON v.id = page.id JOIN article a ON a.id = v.article_id, asked
ORDER BY page.rank DESC, v.published_at DESC NULLS LAST, v.url
"""  # noqa: S608 - constants
_SAYING_SQLITE = """
SELECT v.article_id FROM article_search JOIN article_version v ON v.id = article_search.rowid
WHERE article_search MATCH :saying_words
"""
_SAYING_POSTGRES = """
SELECT article_id FROM article_version
WHERE current AND search @@ websearch_to_tsquery('casebook', casebook_plain(:saying_words))
"""
_COUNT_SQLITE = """
SELECT count(*) FROM article_search s JOIN article_version v ON v.id = s.rowid
WHERE s.article_search MATCH :words {}
"""
_COUNT_POSTGRES = """
SELECT count(*) FROM article_version v
WHERE v.current AND v.search @@ websearch_to_tsquery('casebook', casebook_plain(:words)) {}
"""


def _conditions(
    *,
    since: datetime | None,
    until: datetime | None,
    outlet: str | None,
    relevant: bool | None,
) -> tuple[list[str], dict[str, Any]]:
    found = ["AND v.url NOT LIKE :rows"]  # of hand-kept records: they are no articles
    values: dict[str, Any] = {"rows": "urn:casebook:row:%"}
    for name, value, condition in (
        ("since", since, "v.published_at >= :since"),
        ("until", until, "v.published_at <= :until"),
        ("outlet", outlet, "v.outlet = :outlet"),
        ("relevant", relevant, "v.relevant = :relevant"),
    ):
        if value is not None:
            found.append(f"AND {condition}")
            values[name] = value
    return found, values


_ABOUT = (
    select(report.c.article_id, membership.c.incident)
    .join(membership, membership.c.anchor == report.c.anchor)
    .where(report.c.article_id.in_(bindparam("articles", expanding=True)), report.c.current)
    .order_by(report.c.article_id, report.c.n)
)


def _incidents(session: Session, articles: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The incidents each article is about, the main one first."""
    found: dict[int, dict[str, None]] = {}
    for batch in batches(articles):
        for row in session.execute(_ABOUT, {"articles": batch}):
            found.setdefault(row.article_id, {})[f"I{row.incident}"] = None
    return {number: tuple(names) for number, names in found.items()}


def _hit(row: Any, incidents: tuple[str, ...]) -> Hit:
    return Hit(
        article_id=article_id(row.key),
        url=row.url,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        relevant=bool(row.relevant),
        incident_ids=incidents,
        excerpt=tuple(_pieces(row.excerpt or "")),
    )


def _pieces(excerpt: str) -> Iterator[tuple[str, bool]]:
    """
    >>> list(_pieces("a \x02b\x03 c"))
    [('a ', False), ('b', True), (' c', False)]
    """
    for part in re.split(f"({_OPEN}[^{_CLOSE}]*{_CLOSE})", excerpt):
        if part:
            yield part.strip(_OPEN + _CLOSE), part.startswith(_OPEN)


# ---------------------------------------------------------------------------------- queries


@dataclass(frozen=True, slots=True)
class _Term:
    """A word, or words that stand together."""

    words: tuple[str, ...]
    wanted: bool = True


#: Alternatives, each a list of terms.
_Asked = list[list[_Term]]
_PART = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def _asked(written: str) -> _Asked:
    """Take a query apart; nothing in it can reach either database as an operator of its own.

    A quote that nobody closes is none: its words need not stand together.
    """
    either: _Asked = [[]]
    plain = written[:_LONGEST_QUERY]
    if plain.count('"') % 2:
        plain = "".join(plain.rsplit('"', 1))
    for match in _PART.finditer(plain):
        if match["word"] == "OR" and not match["no"]:
            either.append([])
            continue
        words = tuple(re.findall(r"\w+", match["phrase"] or match["word"] or ""))
        if words:
            either[-1].append(_Term(words, wanted=not match["no"]))
    usable = [terms for terms in either if any(term.wanted for term in terms)]
    if not usable:
        raise CannotSearch(f"there is no word to look for in {written!r}; write some")
    return usable


def _fts5(asked: _Asked) -> str:
    """
    >>> _fts5(_asked('wrenfield "police chief" -video'))
    '("wrenfield" AND "police chief") NOT ("video")'
    """
    return " OR ".join(_fts5_terms(terms) for terms in asked)


def _fts5_terms(terms: Sequence[_Term]) -> str:
    wanted = " AND ".join(_quoted(term) for term in terms if term.wanted)
    barred = " OR ".join(_quoted(term) for term in terms if not term.wanted)
    if not barred:
        return f"({wanted})"
    return f"({wanted}) NOT ({barred})"


def _websearch(asked: _Asked) -> str:
    """
    >>> _websearch(_asked('wrenfield "police chief" -video OR Ashport'))
    '"wrenfield" "police chief" -"video" or "Ashport"'
    """
    return " or ".join(
        " ".join(("" if term.wanted else "-") + _quoted(term) for term in terms) for terms in asked
    )


def _quoted(term: _Term) -> str:
    return '"' + " ".join(term.words) + '"'
