"""Read and resolve labelled articles in a throw-away database, and count what came out.

Only url, title, text, published and outlet of each article are used for reading; the labels
are looked at afterwards (``casebook.scoring``).
"""

from __future__ import annotations

import gzip
import json
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from casebook import scoring
from casebook.clusters import score_clusters
from casebook.torn import Torn, torn
from pipeline import urls
from pipeline.linking.linkable import Linkable
from pipeline.records import Scope
from scheduler import jobs
from scheduler.ingest import ingest
from scheduler.workplace import Progress, Workplace, silent
from storage import reports
from storage.archive import Archive
from storage.engine import open_database
from storage.exports import rows

Json = Mapping[str, Any]
_READ_FROM = ("url", "title", "text", "html", "published", "outlet")


class NoGold(Exception):
    """The file holds no labelled articles; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything ``casebook evaluate`` prints."""

    articles: int
    relevance: dict[str, Any]
    names: dict[str, Any]
    fields: dict[str, dict[str, Any]]
    clusters: dict[str, Any]
    worst: list[dict[str, Any]]
    torn: tuple[Torn, ...] = ()

    def as_json(self) -> dict[str, Any]:
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return plain | {"torn": [mistake.as_json() for mistake in self.torn]}


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The labelled articles of a JSON lines file, plain or compressed."""
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (EOFError, gzip.BadGzipFile, zlib.error) as fault:
        raise NoGold(f"{path} cannot be unpacked ({fault})") from fault
    gold = []
    for number, line in enumerate(raw.splitlines(), 1):
        try:
            gold += [json.loads(line)] if line.strip() else []
        except ValueError as fault:
            raise NoGold(f"{path}:{number}: not JSON ({fault})") from fault
    if not gold or not all(isinstance(row, dict) and row.get("url") for row in gold):
        raise NoGold(f"{path} is not a file of labelled articles: every line needs a “url”")
    if not any("incidents" in row for row in gold):
        raise NoGold(
            f"{path} has no labels: a line says of which “incidents” it is (none: an empty list),"
            " and may say its “gold_facts”"
        )
    return gold


def evaluate(path: Path, *, scope: Scope, now: datetime, progress: Progress = silent) -> Evaluation:
    """Score the whole path on the labelled articles of ``path``."""
    gold = read_gold(path)
    with tempfile.TemporaryDirectory(prefix="casebook-evaluate-") as folder:
        ours, told = _read_and_resolve(gold, Path(folder), scope=scope, now=now, progress=progress)
    pairs = [(row, ours.get(row["url"], {})) for row in gold]
    labelled, found = _clusters(pairs)
    own = {_name(row): told.get(urls.key(its["url"]), ()) for row, its in pairs if its}
    return replace(score(pairs), torn=tuple(torn(labelled, found, own)))


def score(pairs: Sequence[tuple[Json, Json]]) -> Evaluation:
    """``pairs``: each label with our article (empty when we made none of it)."""
    fields = scoring.score_fields(pairs)
    labelled, found = _clusters(pairs)
    return Evaluation(
        articles=len(pairs),
        relevance=scoring.score_relevance(pairs),
        names=fields.names.as_json(),
        fields={name: tally.as_json() for name, tally in sorted(fields.fields.items())},
        clusters=score_clusters(labelled, found),
        worst=list(_worst(pairs, fields.misses)),
    )


def _clusters(
    pairs: Sequence[tuple[Json, Json]],
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Article → the incidents it is labelled with, and those it was found in."""
    labelled = {_name(g): frozenset(map(str, g["incidents"])) for g, _ in pairs if "incidents" in g}
    found = {_name(g): frozenset(o.get("incident_ids") or ()) for g, o in pairs}
    return labelled, found


def _read_and_resolve(
    gold: Iterable[Json], folder: Path, *, scope: Scope, now: datetime, progress: Progress
) -> tuple[dict[str, Json], dict[str, list[Linkable]]]:
    """url → our article, from nothing but what a reader of the page would have; and its reports.

    These by the article's key.
    """
    given = folder / "articles.jsonl"
    with given.open("w", encoding="utf-8") as file:
        for row in gold:
            line = {key: row[key] for key in _READ_FROM if row.get(key)}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    database = open_database(f"sqlite:///{folder / 'evaluate.db'}", scope=scope)
    try:
        with Archive(folder / "archive") as archive:
            place = Workplace(database, archive)
            ingest(place, [given], now=now)
            jobs.read_waiting(place, now=now, progress=progress)
            jobs.resolve_waiting(place, now=now)
        with database.read() as session:
            articles = list(rows(session, "articles", text="none"))
            told: dict[str, list[Linkable]] = defaultdict(list)
            for report in reports.linkables(session, reports.every_anchor(session)):
                told[report.article_key].append(report)
    finally:
        database.dispose()
    by_url: dict[str, Json] = {}
    for article in articles:
        by_url |= dict.fromkeys((*article["urls"], article["url"]), article)
    return by_url, told


def _name(gold: Json) -> str:
    return str(gold.get("id") or gold["url"])


def _worst(
    pairs: Sequence[tuple[Json, Json]], misses: Sequence[scoring.Miss]
) -> Iterator[dict[str, Any]]:
    """The articles with most mistakes first: what was expected, what was read."""
    wrong = {_name(g): _relevance_miss(g, o) for g, o in pairs}
    counted = Counter(miss.article for miss in misses)
    counted.update({name: 3 for name, miss in wrong.items() if miss})
    for name, number in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        own = [m for m in misses if m.article == name]
        yield {
            "article": name,
            "mistakes": number,
            "relevance": wrong[name],
            "fields": [{"field": m.field, "expected": m.expected, "read": m.read} for m in own],
        }


def _relevance_miss(gold: Json, ours: Json) -> str | None:
    if "incidents" not in gold or gold.get("borderline"):
        return None
    wanted, got = bool(gold["incidents"]), bool(ours.get("relevant"))
    if wanted == got:
        return None
    return "relevant, read as not" if wanted else "not relevant, read as relevant"
