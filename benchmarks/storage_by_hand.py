"""What ``storage_speed`` asks of the record, answered by SQL written by hand for just that.

The answers have the content of ours, value by value. Statements go to the driver as they stand:
over a connection of the same pool, each answer in a transaction of its own as ours are; or, bare,
over a connection of the driver that stays open.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from statistics import median
from typing import IO, Any

from pipeline.records import Scope
from storage import inclusion
from storage.columns import as_json
from storage.engine import Database
from storage.exports.incidents import INCIDENT_COLUMNS
from storage.shapes.known import agency_number

ROW = "urn:casebook:row:"


class ByHand:
    """The answers, with the statements that suit the database."""

    def __init__(self, database: Database, *, bare: bool = False) -> None:
        self.engine = database.engine
        self.postgres = database.engine.dialect.name == "postgresql"
        self._raw: Any = database.engine.raw_connection() if bare else None
        self._connection: Any = None

    @contextmanager
    def connected(self) -> Iterator[None]:
        if self._raw is not None:
            yield
            return
        with self.engine.connect() as self._connection:
            yield

    def rows(self, statement: str, **values: Any) -> Iterable[Sequence[Any]]:
        """SQLite names a value ``:n``, psycopg ``%(n)s``."""
        if self.postgres:
            statement = _for_psycopg(statement, tuple(values))
        if self._raw is None:
            return self._connection.exec_driver_sql(statement, values)  # type: ignore[no-any-return]
        cursor = self._raw.cursor()
        cursor.execute(statement, values)
        return cursor  # type: ignore[no-any-return]

    # ------------------------------------------------------------------------------ incidents

    def newest(self, state: str) -> list[dict[str, Any]]:
        found = self.rows(
            "SELECT line FROM incident WHERE state = :state"
            " ORDER BY date_from IS NULL, date_from DESC, n LIMIT 100",
            state=state,
        )
        return [inclusion.judged(json.loads(row[0]), Scope.POLICE) for row in found]

    def why(self, n: int) -> tuple[Any, ...]:
        [(line,)] = self.rows(_LINE, n=n)
        members, by_report, seen = [], {}, self._seen(n)
        for row in self.rows(_MEMBERS, n=n):
            anchor, because, via, number, url, outlet, published, *_ = row
            by_report[number] = row
            own = {"report_id": anchor, "url": url, "outlet": outlet, "published": published}
            own |= {"because": because, "via": via, "score": None, "evidence": []}
            own["unreviewed"] = seen is not None and anchor not in seen
            members.append(own)
        said = {}
        for number, at, asserted_by, where, start, end in self.rows(_CLAIMS, n=n):
            anchor, *_, url, outlet, _, title, words = by_report[number]
            quote = None if where is None else (title if where == "title" else words)[start:end]
            source = {"url": url, "outlet": outlet, "asserted_by": asserted_by, "quote": quote}
            said[anchor, at] = source
        facts = [_fact(row, said) for row in self.rows(_FACTS, n=n)]
        asked = list(self.rows(_ASKED, n=n))
        return (
            inclusion.judged(json.loads(line), Scope.POLICE),
            tuple(members),
            tuple(facts),
            tuple(asked),
        )

    def _seen(self, n: int) -> set[str] | None:
        """The reports that whoever accepted an incident saw in it; None where nobody has."""
        for decision, anchors in self.rows(_ACCEPTED, n=n):
            pairs = self.rows(_BONDS, decision=decision)
            return {*json.loads(anchors or "[]"), *(anchor for pair in pairs for anchor in pair)}
        return None

    def told(self, n: int) -> tuple[list[Any], list[Any], list[Any]]:
        """Every claim with its words, every value, every article."""
        victims = {
            (anchor, name): victim
            for victim, persons in self.rows(_PERSONS, n=n)
            for anchor, name in json.loads(persons)
        }
        chosen, values = set(), []
        for victim, field, value, state, why, confidence, conflicts, support in self.rows(
            _FACTS, n=n
        ):
            chosen |= {(anchor, at) for anchor, at in json.loads(support)}
            shown = None if value is None else json.loads(value)
            against = tuple(json.loads(conflicts))
            values.append((victim, field, shown, state, why, confidence, against))
        sayings = []
        for row in self.rows(_SAYINGS, n=n):
            *head, role, name, person, field, at, value, event, written, where = row[:17]
            start, end, quote, basis, asserted_by, hedged, method, confidence = row[17:]
            who = None if person is None else victims.get((row[0], name or f"#{person}"))
            place = written, where, start, end, quote if where is not None else None
            by = basis, asserted_by, bool(hedged), method, confidence
            day = json.loads(event or "{}").get("date") or ""
            how = *by, (row[0], at) in chosen, person, day
            sayings.append((*head, role, who, field, at, json.loads(value), *place, *how))
        return sayings, values, [tuple(row) for row in self.rows(_SOURCES, n=n)]

    # ------------------------------------------------------------------------------ search

    def saying(self, word: str) -> list[tuple[Any, ...]]:
        """The fifty articles that say a word best, with an excerpt and their incidents."""
        if self.postgres:
            found = self.rows(_SEARCH_POSTGRES, words=f'"{word}"')
        else:
            found = self.rows(_SEARCH_SQLITE, words=f'("{word}")')
        return [_hit(*row) for row in found]

    # ------------------------------------------------------------------------------ sources

    def sources(self) -> list[tuple[Any, ...]]:
        """Of each source its stories, how many are relevant or unread, and what they are worth."""
        stories = {row[0]: row[1] for row in self.rows(_STORIES)}
        unread: dict[str, dict[str, int]] = defaultdict(dict)
        for name, reason, number in self.rows(_UNREAD):
            unread[name][reason] = number
        tells = {row[0]: row[1] for row in self.rows(_TELLS)}
        relevant, told = Counter[str](), defaultdict[int, dict[str, Any]](dict)
        for version, name, is_relevant, at in self.rows(_STANDING):
            relevant[name] += is_relevant
            if version in tells:
                by_source = told[tells[version]]
                by_source[name] = min(at, by_source.get(name, at))
        lags: dict[str, list[timedelta]] = defaultdict(list)
        alone, first = Counter[str](), Counter[str]()
        for by_source in told.values():
            earliest = min(by_source.values())
            for name, at in by_source.items():
                if len(by_source) == 1:
                    alone[name] += 1
                else:
                    lags[name].append(_moment(at) - _moment(earliest))
                    first[name] += at == earliest
        return [
            (
                *(name, None, stories[name], relevant[name], unread[name]),
                (alone[name] + len(lags[name]), alone[name], first[name], _middle(lags[name])),
            )
            for name in sorted(stories)
        ]

    # ------------------------------------------------------------------------------ exports

    def export_incidents(self, out: IO[bytes]) -> None:
        for row in self.rows("SELECT line FROM incident ORDER BY n"):
            line = inclusion.judged(json.loads(row[0]), Scope.POLICE)
            out.write(f"{as_json({key: line[key] for key in INCIDENT_COLUMNS})}\n".encode())

    def export_claims(self, out: IO[bytes]) -> None:
        victims = {
            (anchor, name): victim
            for victim, persons in self.rows("SELECT victim, persons FROM incident_person")
            for anchor, name in json.loads(persons)
        }
        for row in self.rows(_EVERY_CLAIM):
            out.write(f"{as_json(_claim(row, victims))}\n".encode())

    def export_in_their_shape(self, out: IO[bytes]) -> None:
        """Everybody here is a grown man who died, accepted, on a known day: all may leave."""
        text, counts, states = io.StringIO(), Counter[str](), dict[str, str]()
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(_THEIRS)
        known = {row[0]: row[1] for row in self.rows(_THEIR_IDS)}
        for row in self.rows("SELECT line FROM incident WHERE review = 'accepted' ORDER BY n"):
            line = json.loads(row[0])
            for agency in line["agencies"]:
                counts[agency] += 1
                states.setdefault(agency, line["state"])
            numbers = ";".join(str(agency_number(name)) for name in line["agencies"])
            for one in line["victims"]:
                number = int(one["victim_id"][1:])
                day = line["incident_date"], "", line["fleeing"], line["armed"]
                place = line["city"], line["county"], line["state"], None, None, None
                who = one["name"], one["age"], one["gender"], one["race"], "", ""
                own = known.get(number, 1_000_000 + number)
                writer.writerow((own, *day, *place, *who, line["body_camera"], numbers))
        writer.writerow(("id", "name", "type", "state", "oricodes", "total_shootings"))
        for number, name in sorted((agency_number(name), name) for name in counts):
            writer.writerow((number, name, "local_police", states[name], "", counts[name]))
        out.write(text.getvalue().encode())


def _moment(at: Any) -> datetime:
    """SQLite keeps an instant as text."""
    return datetime.fromisoformat(at) if isinstance(at, str) else at


def _middle(lags: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(lag.total_seconds() for lag in lags)) if lags else None


@cache
def _for_psycopg(statement: str, names: tuple[str, ...]) -> str:
    statement = statement.replace("%", "%%")
    for name in names:
        statement = re.sub(rf"(?<!:):{name}\b", f"%({name})s", statement)
    return statement


def _fact(row: Sequence[Any], said: dict[tuple[str, int], Any]) -> dict[str, Any]:
    victim, field, value, state, why, confidence, conflicts, support = row
    return {
        "victim_id": f"V{victim}" if victim else None,
        "field": field,
        "value": None if value is None else json.loads(value),
        "state": state,
        "why": why,
        "confidence": confidence,
        "conflicts": json.loads(conflicts),
        "support": [said[anchor, at] for anchor, at in json.loads(support)],
    }


def _hit(
    key: str,
    url: str,
    title: str,
    outlet: str,
    published: str,
    relevant: int,
    about: str,
    excerpt: str,
) -> tuple[Any, ...]:
    number = "A" + hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
    pieces = re.split("\x02([^\x03]*)\x03", excerpt)
    parts = tuple((piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece)
    incidents = tuple(f"I{n}" for n in about.split(",")) if about else ()
    return number, url, title, outlet, published, bool(relevant), incidents, parts


def _claim(row: Sequence[Any], victims: dict[tuple[str, str], int]) -> dict[str, Any]:
    (
        anchor, n, url, version_n, incident, person, name, field, value, as_written, basis, where,
        quote, start, end, asserted_by, hedged, method, version, confidence,
    ) = row  # fmt: skip
    victim = None if person is None else victims.get((anchor, name or f"#{person}"))
    return {
        "claim_id": f"{anchor}.{n}",
        "article_url": url,
        "article_version": version_n,
        "report_id": anchor,
        "incident_id": f"I{incident}" if incident else None,
        "victim_id": f"V{victim}" if victim else None,
        "field": field,
        "value": json.loads(value),
        "as_written": as_written,
        "basis": basis,
        "in": where,
        "quote": None if where is None else quote,
        "start": start,
        "end": end,
        "asserted_by": asserted_by,
        "hedged": bool(hedged),
        "method": method,
        "version": version,
        "confidence": confidence,
    }


_THEIRS = (
    "id", "date", "threat_type", "flee_status", "armed_with", "city", "county", "state",
    "latitude", "longitude", "location_precision", "name", "age", "gender", "race", "race_source",
    "was_mental_illness_related", "body_camera", "agency_ids",
)  # fmt: skip
_THEIR_IDS = (
    "SELECT victim, value FROM external_id"
    " WHERE \"schema\" = 'washington-post' AND superseded_at IS NULL"
)
_STORIES = "SELECT source, count(*) FROM link WHERE source IS NOT NULL GROUP BY source"
_OF_LINKS = "FROM link l JOIN capture c ON c.link_id = l.id"
_UNREAD = f"""
SELECT l.source, c.reason, count(*) {_OF_LINKS} WHERE c.verdict = 'unreadable' GROUP BY 1, 2
UNION ALL SELECT l.source, r.reason, count(*) {_OF_LINKS} JOIN reading r ON r.capture_id = c.id
WHERE r.reason IS NOT NULL GROUP BY 1, 2
UNION ALL SELECT l.source, r.detail, count(*) {_OF_LINKS} JOIN reading r ON r.capture_id = c.id
WHERE r.article_id IS NOT NULL AND r.detail IS NOT NULL GROUP BY 1, 2
UNION ALL SELECT source, failure, count(*) FROM link WHERE failure IS NOT NULL GROUP BY 1, 2
"""
_TELLS = (
    "SELECT r.version_id, m.incident FROM report r JOIN membership m ON m.anchor = r.anchor"
    " WHERE r.current"
)
_STANDING = (
    "SELECT v.id, l.source, v.relevant, coalesce(v.published_at, c.fetched_at)"
    " FROM article_version v JOIN capture c ON c.id = v.capture_id JOIN link l ON l.id = c.link_id"
    " WHERE v.current AND l.source IS NOT NULL"
)
_LINE = (
    "SELECT i.line FROM incident_identifier d JOIN incident i ON i.n = d.n"
    ' WHERE d.n = :n AND d."into" IS NULL AND d.withdrawn_at IS NULL'
)
_MEMBERS = (
    "SELECT m.anchor, m.because, m.via, r.id, v.url, v.outlet, v.published,"
    " v.title, v.text FROM membership m JOIN report r ON r.anchor = m.anchor AND r.current"
    " JOIN article_version v ON v.id = r.version_id WHERE m.incident = :n ORDER BY m.position"
)
_CLAIMS = (
    'SELECT c.report_id, c.n, c.asserted_by, c."where", c.start, c."end" FROM membership m'
    " JOIN report r ON r.anchor = m.anchor AND r.current JOIN claim c ON c.report_id = r.id"
    " WHERE m.incident = :n"
)
_FACTS = (
    "SELECT victim, field, value, state, why, confidence, conflicts, support FROM fact"
    " WHERE incident = :n ORDER BY n"
)
_ACCEPTED = (
    "SELECT decision_id, anchors FROM review"
    " WHERE incident = :n AND state = 'accepted' AND superseded_at IS NULL"
)
_BONDS = 'SELECT j."left", j."right" FROM judgement j WHERE j.decision_id = :decision'
#: What a person is asked about it: a question, a correction or a judgement of its reports.
_ASKED = (
    "SELECT q.key FROM membership m JOIN question_anchor q ON q.anchor = m.anchor"
    " WHERE m.incident = :n UNION ALL"
    " SELECT c.field FROM membership m JOIN report_home h ON h.anchor = m.anchor"
    " JOIN correction c ON c.incident = h.incident"
    " WHERE m.incident = :n AND c.superseded_at IS NULL UNION ALL"
    ' SELECT j.verdict FROM membership m JOIN judgement j ON j."left" = m.anchor'
    " WHERE m.incident = :n AND j.superseded_at IS NULL UNION ALL"
    ' SELECT j.verdict FROM membership m JOIN judgement j ON j."right" = m.anchor'
    " WHERE m.incident = :n AND j.superseded_at IS NULL"
)
_PERSONS = "SELECT victim, persons FROM incident_person WHERE incident = :n"
_SAYINGS = (
    "SELECT r.anchor, r.article_id, v.n, v.url, v.outlet, v.title, v.published,"
    " a.near_duplicate_of, p.role, p.name, c.person, c.field, c.n, c.value,"
    " CASE WHEN c.field = 'event' THEN c.detail END, c.as_written,"
    ' c."where", c.start, c."end",'
    " substr(CASE WHEN c.\"where\" = 'title' THEN v.title ELSE v.text END,"
    '  c.start + 1, c."end" - c.start),'
    " c.basis, c.asserted_by, c.hedged, c.method, c.confidence"
    " FROM membership m JOIN report r ON r.anchor = m.anchor AND r.current"
    " JOIN claim c ON c.report_id = r.id JOIN article a ON a.id = r.article_id"
    " JOIN article_version v ON v.id = r.version_id"
    " LEFT JOIN report_person p ON p.report_id = c.report_id AND p.n = c.person"
    " WHERE m.incident = :n ORDER BY m.position, r.id, c.n"
)
_SOURCES = (
    "SELECT m.anchor, r.article_id, v.url, v.outlet, v.title, v.byline, v.published,"
    " a.near_duplicate_of, m.because, m.via,"
    " (SELECT count(*) FROM article_version o WHERE o.article_id = r.article_id)"
    " FROM membership m JOIN report r ON r.anchor = m.anchor AND r.current"
    " JOIN article_version v ON v.id = r.version_id JOIN article a ON a.id = r.article_id"
    " WHERE m.incident = :n ORDER BY m.position"
)
_SEARCH_SQLITE = f"""
SELECT a.key, v.url, v.title, v.outlet, v.published, v.relevant,
       (SELECT group_concat(m.incident) FROM report r JOIN membership m ON m.anchor = r.anchor
        WHERE r.article_id = v.article_id AND r.current),
       (SELECT snippet(article_search, 1, char(2), char(3), ' … ', 32) FROM article_search
        WHERE article_search MATCH :words AND rowid = v.id)
FROM (SELECT s.rowid AS id, s.rank AS rank FROM article_search s
      JOIN article_version o ON o.id = s.rowid
      WHERE s.article_search MATCH :words AND s.rank MATCH 'bm25(4.0, 1.0)'
        AND o.url NOT LIKE '{ROW}%'
      ORDER BY s.rank, s.rowid DESC LIMIT 50) page
JOIN article_version v ON v.id = page.id JOIN article a ON a.id = v.article_id
ORDER BY page.rank, v.id DESC
"""
_SEARCH_POSTGRES = f"""
SELECT a.key, v.url, v.title, v.outlet, v.published, v.relevant,
       (SELECT string_agg(m.incident::text, ',') FROM report r
        JOIN membership m ON m.anchor = r.anchor WHERE r.article_id = v.article_id AND r.current),
       ts_headline('casebook', v.text, q,
           'StartSel=' || chr(2) || ',StopSel=' || chr(3)
           || ',MaxWords=32,MinWords=16,MaxFragments=1')
FROM (SELECT o.id, q, ts_rank(o.search, q, 1) AS rank
      FROM article_version o, websearch_to_tsquery('casebook', casebook_plain(:words)) q
      WHERE o.current AND o.search @@ q AND o.url NOT LIKE '{ROW}%'
      ORDER BY rank DESC, o.published_at DESC NULLS LAST, o.url LIMIT 50) page
JOIN article_version v ON v.id = page.id JOIN article a ON a.id = v.article_id
ORDER BY page.rank DESC, v.published_at DESC NULLS LAST, v.url
"""
_EVERY_CLAIM = f"""
SELECT r.anchor, c.n, v.url, v.n, m.incident, c.person, p.name, c.field, c.value, c.as_written,
       c.basis, c."where",
       substr(CASE WHEN c."where" = 'title' THEN v.title ELSE v.text END,
              c.start + 1, c."end" - c.start),
       c.start, c."end", c.asserted_by, c.hedged, c.method, c.version, c.confidence
FROM article a JOIN report r ON r.article_id = a.id AND r.current AND r.in_scope
JOIN article_version v ON v.id = r.version_id JOIN claim c ON c.report_id = r.id
LEFT JOIN membership m ON m.anchor = r.anchor
LEFT JOIN report_person p ON p.report_id = c.report_id AND p.n = c.person
WHERE a.key NOT LIKE '{ROW}%' ORDER BY a.key, r.n, c.n
"""
