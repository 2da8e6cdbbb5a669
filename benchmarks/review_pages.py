"""How fast the review pages are with 5,000 incidents, 100,000 articles and ten readers at once.

    python -m benchmarks.review_pages [--folder DIR] [--rounds 30] [--readers 10]

Multiplies the bundled newsroom's record (each incident and article becomes many, with numbers,
names and days of their own), serves it by ``casebook serve`` in a process of its own, and has ten
readers ask for every page, an empty one among them, in one run. Asked: p95 of each page at most
four times that of the empty page, plus the time its SQL took (as the server tells by
Server-Timing).
"""

from __future__ import annotations

import http.client
import json
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks import asking
from pipeline import candidates
from pipeline.linking.linkable import from_json

Rows = list[dict[str, Any]]
INCIDENTS, ARTICLES = 5_000, 100_000
STEP = 1_000_000
EMPTY = "/about"
#: Columns that count rows of their own or another table, by how far a copy is moved.
_IDS = {"id", "link_id", "capture_id", "article_id", "version_id", "report_id"}
_NUMBERS = {"incident", "victim", "into"}
_ANCHORS = {"anchor", "left", "right", "via"}
_ADDRESSES = {"key", "url", "canonical_url", "article", "met", "final_url", "near_duplicate_of"}
_TABLES = (
    "link", "capture", "article", "article_version", "reading", "incident_identifier",
    "victim_identifier", "report", "report_person", "claim", "edge", "incident",
    "membership", "incident_person", "fact", "change", "report_home", "person_home",
    "redacted_report",
)  # fmt: skip
_OF_ARTICLES = ("link", "capture", "article", "article_version", "reading")


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--readers", type=int, default=10)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = told.folder or Path(scratch)
        database = folder / "casebook.db"
        if not database.exists():
            build(folder, database)
        measure(database, told.rounds, told.readers)


# ---------------------------------------------------------------------------------- the record


def build(folder: Path, database: Path) -> None:
    say("crawling the bundled newsroom")
    demo = [sys.executable, "-m", "casebook", "demo", "--folder", str(folder)]
    subprocess.run(demo, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    say("multiplying it")
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = OFF")
        rows = {
            name: [dict(r) for r in connection.execute(f'SELECT * FROM "{name}"')]
            for name in _TABLES
        }
        people = name_words(rows)
        copies = -(-INCIDENTS // len(rows["incident"]))
        for k in range(1, copies):
            guise = Guise(k, people)
            for name in _TABLES:
                put(connection, name, guise.copied(name, rows[name]))
            put(connection, "report_key", list(keys(guise.copied("report", rows["report"]))))
        idle = {r["id"] for r in rows["article"]} - {r["article_id"] for r in rows["report"]}
        known = len(rows["article"]) * copies
        for k in range(copies, copies + -(-(ARTICLES - known) // len(idle))):
            guise = Guise(k)
            for name in _OF_ARTICLES:
                put(connection, name, list(only(name, guise.copied(name, rows[name]), idle, k)))
        connection.execute("ANALYZE")
    connection.close()


def name_words(rows: Mapping[str, Rows]) -> frozenset[str]:
    """The words of people's names, but for those that a place or an agency has too."""
    told = {word for row in rows["report_person"] for word in _WORD.findall(row["name"] or "")}
    public: set[str] = set()
    for row in rows["report"]:
        known = json.loads(row["linkable"] or "{}")
        for field in ("cities", "counties", "agencies"):
            public.update(word for text in known.get(field, ()) for word in _WORD.findall(text))
    return frozenset(told - public)


def keys(rows: Rows) -> Iterator[dict[str, Any]]:
    """The blocking keys of copied reports, as they would be of reports that were read."""
    for row in rows:
        if row["current"] and row["in_scope"]:
            for key in sorted(candidates.keys(from_json(json.loads(row["linkable"])))):
                yield {"key": key, "report_id": row["id"]}


class Guise:
    """The k-th copy: its own numbers and addresses, other people, another month.

    Copies that kept names, days and wording would all be candidates for one another, which no
    two incidents of a real record are. Names become others of the same length, so that offsets
    hold; days move by 29 for each copy, more than any two compared reports may lie apart.
    """

    def __init__(self, k: int, people: Collection[str] = ()) -> None:
        self.k = k
        letters = self._letters()
        renamed = {word: word.translate(letters) for word in people}
        self._names = renamed | {old.lower(): new.lower() for old, new in renamed.items()}
        words = "|".join(sorted(self._names, key=len, reverse=True))
        self._text = re.compile(rf"\b(?P<name>{words})\b|{_DAY}" if words else _DAY)

    def _letters(self) -> dict[int, str]:
        """Vowels for vowels, consonants for consonants."""
        chance = random.Random(self.k)
        turned: dict[int, str] = {}
        for kind in ("aeiou", "bcdfghjklmnpqrstvwxyz"):
            others = "".join(chance.sample(kind, len(kind)))
            turned |= {ord(a): b for a, b in zip(kind, others, strict=True)}
            turned |= {ord(a): b for a, b in zip(kind.upper(), others.upper(), strict=True)}
        return turned

    def copied(self, name: str, rows: Rows) -> Rows:
        return [{key: self._cell(name, key, value) for key, value in row.items()} for row in rows]

    def _cell(self, table: str, key: str, value: Any) -> Any:
        k = self.k
        if isinstance(value, str) and key not in _PLAIN:
            value = self._text.sub(self._word, value)
        if key in _JSON:
            text = _HASH.sub(rf"\g<1>{k:04x}", value)
            text = _KEY.sub(rf'"article_key":"\1~{k}"', text)
            text = _SIGNATURE.sub(self._signature, text)
            return _NAMED.sub(lambda m: f'"{m[1]}{int(m[2]) + k * 100}"', text)
        return moved(table, key, value, k)

    def _word(self, found: re.Match[str]) -> str:
        if found.lastgroup == "name":
            return self._names[found[0]]
        year, month, day = found["year"], found["month"], found["day"]
        try:
            then = date(int(year), int(month), int(day or 15)) - timedelta(days=29 * self.k)
        except ValueError:
            return found[0]
        return then.isoformat() if day else then.isoformat()[:7]

    def _signature(self, found: re.Match[str]) -> str:
        told = json.loads(found[1])
        return f'"signature":{json.dumps([(n + self.k * 7919) % 2**32 for n in told])}'


_HASH = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{4}\b")
_NAMED = re.compile(r'"([IV])(\d+)"')
_KEY = re.compile(r'"article_key":"([^"]+)"')
_SIGNATURE = re.compile(r'"signature":(\[[^\]]*\])')
_WORD = re.compile(r"[A-Z][a-z]{2,}")
_DAY = r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?\b"
_JSON = {"line", "support", "persons", "linkable"}
#: Neither days nor names of the world stand in these.
_PLAIN = {
    "created_at", "updated_at", "found_at", "next_at", "fetched_at", "at", "home", "passages",
    "reasons", "support",
}  # fmt: skip


def moved(table: str, key: str, value: Any, k: int) -> Any:
    """A number or an address of the k-th copy."""
    if value is None:
        return None
    if key in _IDS:
        return value + k * STEP
    if key in _NUMBERS or (
        key == "n" and table in {"incident", "incident_identifier", "victim_identifier"}
    ):
        return value + k * 100
    if key == "cursor":
        return value + k * 1000
    if key in _ANCHORS:
        return f"{value[:12]}{k:04x}"  # their order stays as it was
    if key in _ADDRESSES and isinstance(value, str):
        return f"{value}~{k}"
    return value


def only(name: str, rows: Rows, idle: set[int], k: int) -> Iterator[dict[str, Any]]:
    """Of a copy, what belongs to articles that no report was read from."""
    wanted = {n + k * STEP for n in idle}
    for row in rows:
        own = row["id"] if name == "article" else row.get("article_id")
        if own in wanted or name in {"link", "capture"}:
            yield row


def put(connection: sqlite3.Connection, name: str, rows: Rows) -> None:
    if rows:
        names = ", ".join(f'"{key}"' for key in rows[0])
        marks = ", ".join("?" for _ in rows[0])
        statement = f'INSERT OR IGNORE INTO "{name}" ({names}) VALUES ({marks})'
        connection.executemany(statement, [tuple(row.values()) for row in rows])


# ---------------------------------------------------------------------------------- measuring


def measure(database: Path, rounds: int, readers: int) -> None:
    with sqlite3.connect(database) as connection:
        counted = [
            connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("incident", "article", "claim")
        ]
    connection.close()
    print(f"{counted[0]:,} incidents, {counted[1]:,} articles, {counted[2]:,} claims; ", end="")
    print(f"{readers} readers, {rounds} rounds each")
    command = [
        sys.executable,
        "-m",
        "casebook",
        "--db",
        f"sqlite:///{database}",
        "serve",
        "--port",
        "0",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        try:
            line = next(text for text in server.stdout if "http://" in text)
            port = int(re.search(r":(\d+)/", line)[1])  # type: ignore[index]
            report(*ask(port, rounds, readers))
        finally:
            server.terminate()


def pages(port: int) -> dict[str, str]:
    """Every kind of page, with an address of it."""
    asked = http.client.HTTPConnection("127.0.0.1", port)
    pair = fetch(asked, "/queue/next")[3]
    asked.request("GET", "/incidents/I3.json")
    told = json.loads(asked.getresponse().read())
    victim = (told.get("line") or told)["victims"][0]["victim_id"]
    return {
        "empty page": EMPTY,
        "inbox": "/",
        "incidents": "/incidents",
        "incidents, filtered": "/incidents?state=CA&fatal=yes&q=clark",
        "incidents, words in articles": "/incidents?text=cellphone",
        "incident": "/incidents/I3",
        "value": f"/incidents/I3/said/{victim}/name",
        "coverage": "/incidents/I3/coverage",
        "who says what": "/incidents/I3/matrix",
        "history": "/incidents/I3/history",
        "map": "/incidents/map",
        "calendar": "/incidents/calendar",
        "queue": "/queue",
        "pair": pair or "/queue",
        "articles": "/articles",
        "articles, rejected": "/articles?tab=rejected",
        "articles, words": "/articles?q=cellphone",
        "article": "/articles/3",
        "sources and runs": "/sources",
        "API, 100 incidents": "/api/v1/incidents?limit=100",
    }


def fetch(connection: http.client.HTTPConnection, path: str) -> tuple[float, float, int, str]:
    """Milliseconds, of which SQL, bytes, where it led."""
    began = time.perf_counter()
    connection.request(
        "GET", path, headers={"Accept-Encoding": "gzip", "Cookie": "casebook-form=x"}
    )
    answer = connection.getresponse()
    body = answer.read()
    spent = (time.perf_counter() - began) * 1000
    if answer.status >= 400:
        raise SystemExit(f"{path} answers {answer.status}")
    timing = re.search(r"sql;dur=([\d.]+)", answer.getheader("Server-Timing") or "")
    return spent, float(timing[1]) if timing else 0.0, len(body), answer.getheader("Location") or ""


def ask(port: int, rounds: int, readers: int) -> tuple[dict[str, list[Any]], dict[str, str]]:
    wanted = pages(port)
    once = http.client.HTTPConnection("127.0.0.1", port)
    for path in wanted.values():
        fetch(once, path)
    found: dict[str, list[Any]] = defaultdict(list)
    lock = threading.Lock()

    def reader(seed: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        shuffled = random.Random(seed)
        for _ in range(rounds):
            for name in shuffled.sample(sorted(wanted), len(wanted)):
                told = fetch(connection, wanted[name])
                with lock:
                    found[name].append(told)

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found, wanted


def report(found: dict[str, list[Any]], wanted: dict[str, str]) -> None:
    def p95(values: list[float]) -> float:
        return statistics.quantiles(values, n=20)[-1]

    empty = p95([told[0] for told in found["empty page"]])
    print(
        f"{'page':30} {'n':>5} {'p50 ms':>8} {'p95 ms':>8} {'SQL p95':>8} {'allowed':>8} {'kB':>6}"
    )
    for name in wanted:
        spent = [told[0] for told in found[name]]
        sql = p95([told[1] for told in found[name]])
        allowed = 4 * empty + sql
        over = "  over" if p95(spent) > allowed else ""
        size = found[name][0][2] / 1000
        print(
            f"{name:30} {len(spent):5} {statistics.median(spent):8.1f} {p95(spent):8.1f}"
            f" {sql:8.1f} {allowed:8.1f} {size:6.1f}{over}"
        )


def say(text: str) -> None:
    print(f"{text} …", file=sys.stderr)


if __name__ == "__main__":
    main()
