"""WARC files worked through one by one and loaded give what ingesting them gives."""

from __future__ import annotations

import gzip
import json
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casebook.cli.reach import WARMED
from pipeline.records import Scope
from scheduler import backfill, jobs, shard
from scheduler.engines import Local
from scheduler.shard import CannotOpen, Order, local_copy, work
from scheduler.workplace import Workplace
from storage import bulk, check, decisions, exports, redactions
from storage.archive import Archive
from storage.engine import Database, open_database
from storage.redactions import Level
from storage.shards import SCHEMAS, Folder, ShardError
from storage.tables import article, article_ruling, article_version, report
from storage.warc import ArchivedRecord, iter_warc, members
from tests.scheduler.poison import poison
from tests.scheduler.warcs import (
    Quiet,
    chunks_that_break_off,
    files_that_break_off,
    make_warcs,
    object_store,
    serving,
)
from tests.whole.desk import STORY, Desk

NOW = datetime(2027, 3, 1, tzinfo=UTC)


def test_what_the_workers_of_a_backfill_share_can_be_loaded() -> None:
    """A forkserver says nothing when a module that it is to load is not there."""
    assert all(import_module(name).__doc__ for name in WARMED)


def test_orders_mean_the_same_wherever_a_worker_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.warc").touch()
    [order] = backfill.Backfill(backfill.expand(["a.warc"]), "results", Scope.POLICE).orders()
    assert (order.source, order.out) == (f"{tmp_path}/a.warc", f"{tmp_path}/results")
    assert backfill.anywhere("s3://bucket/x") == "s3://bucket/x"


@pytest.fixture(scope="module")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_warcs(tmp_path_factory.mktemp("warcs"))


@pytest.fixture(scope="module")
def shards(warcs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Both files, worked through."""
    out = str(tmp_path_factory.mktemp("shards"))
    for path in warcs:
        assert work(order(path, out)).fault is None
    return out


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Iterator[Workplace]:
    with Archive(tmp_path / "archive") as archive:
        yield Workplace(database, archive)


def order(path: Path | str, out: str, *hosts: str) -> Order:
    return Order(str(path), out, "police", hosts)


def exported(place: Workplace, kind: str) -> list[dict[str, object]]:
    """What leaves by an export, without the moments we learnt of it."""
    sink = BytesIO()
    with place.database.read() as session:
        exports.export(session, kind, "jsonl", out=sink)
    lines = [json.loads(line) for line in sink.getvalue().splitlines()]
    return [{k: v for k, v in line.items() if not k.endswith("ed_at")} for line in lines]


def load_all(place: Workplace, shards: str) -> dict[str, int]:
    return dict(backfill.load(place, Folder.at(shards).shards(), now=NOW))


def finish(place: Workplace) -> None:
    jobs.read_waiting(place, now=NOW)
    jobs.resolve_waiting(place, now=NOW)


def test_loading_gives_what_ingesting_gives(
    place: Workplace, shards: str, warcs: list[Path], tmp_path: Path
) -> None:
    counts = load_all(place, shards)
    assert counts["articles"] == counts["pages"] > 10
    assert load_all(place, shards) == {}, "loading again adds nothing"
    finish(place)
    other = open_database(f"sqlite:///{tmp_path / 'ingested.db'}")
    with Archive(tmp_path / "ingested") as archive:
        ingested = Workplace(other, archive)
        jobs.ingest(ingested, warcs, now=NOW)
        finish(ingested)
        for kind in ("incidents", "articles", "claims"):
            assert exported(place, kind) == exported(ingested, kind)
        assert exported(place, "incidents")
    other.dispose()


def test_what_was_loaded_is_in_the_archive_and_can_be_replayed(
    place: Workplace, shards: str
) -> None:
    load_all(place, shards)
    finish(place)
    before = exported(place, "claims")
    jobs.replay(place, now=NOW)
    assert exported(place, "claims") == before


def test_what_was_erased_does_not_come_back_with_a_backfill(
    place: Workplace, shards: str, warcs: list[Path], tmp_path: Path
) -> None:
    """Neither into a row nor into the archive; every other page can be read where it stands."""
    urls = [url for one in Folder.at(shards).shards() for url in kept_urls(one)]
    erased = {urls[1], urls[-1]}
    with place.database.write() as session:
        for url in erased:
            things = [redactions.address(url)]
            redactions.put(
                session, things, Level.ERASE, subject=url, basis="a court", by="ada", now=NOW
            )
    counts = load_all(place, shards)
    assert (counts["taken down"], counts["pages"]) == (2, len(urls) - 2)
    finish(place)
    there = [record for path in place.archive.files() for record in iter_warc(path)]
    assert sorted(record.url for record in there) == sorted(set(urls) - erased)  # type: ignore[union-attr]
    before = exported(place, "claims")
    jobs.replay(place, now=NOW)
    assert exported(place, "claims") == before
    files = place.archive.files()
    again = str(tmp_path / "again")
    for path in warcs:
        work(order(shutil.copy(path, tmp_path / f"again-{path.name}"), again))
    assert load_all(place, again) == {"taken down": 2}
    assert place.archive.files() == files, "what no row points at, no redaction would find"


def kept_urls(folder: Folder) -> list[str]:
    captures = folder.table("captures")
    return list(captures.filter(captures["kept"])["url"].to_pylist())


def test_a_kill_before_the_rows_are_stored_leaves_nothing_doubled(
    place: Workplace, shards: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(backfill, "load_shard", killed)
        with pytest.raises(KeyboardInterrupt):
            load_all(place, shards)
    left = [path.name for path in place.archive.files()]
    assert len(left) == 1
    counts = load_all(place, shards)
    assert counts["articles"] == counts["pages"] > 10
    assert left[0] in [path.name for path in place.archive.files()]
    assert len(place.archive.files()) == len(Folder.at(shards).shards())
    assert load_all(place, shards).get("pages", 0) == 0
    finish(place)
    with place.database.read() as session:
        assert list(check.archive_findings(session, place.archive)) == []


def test_what_a_killed_load_left_goes_when_its_pages_came_in_otherwise(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some of them another way, then all: nothing lies in the archive that no row points at."""
    [path] = make_warcs(tmp_path, files=1, every=12)
    folder = Folder.at(work(order(path, str(tmp_path / "out"))).folder)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def load() -> dict[str, int]:
        return dict(backfill.load(place, [folder], now=NOW))

    def is_whole() -> bool:
        with place.database.read() as session:
            return not list(check.archive_findings(session, place.archive))

    with monkeypatch.context() as patched:
        patched.setattr(backfill, "load_shard", killed)
        with pytest.raises(KeyboardInterrupt):
            load()
        jobs.ingest(place, [first_of(path, tmp_path)], now=NOW)
        assert not is_whole()
        with pytest.raises(KeyboardInterrupt):
            load()
    assert len(list(place.archive.root.glob("casebook-shard-*"))) == 2
    jobs.ingest(place, [path], now=NOW)
    assert load().get("pages", 0) == 0
    assert is_whole()


def first_of(path: Path, into: Path) -> Path:
    """A WARC file with the first page of another that the screen lets pass."""
    alone = into / "first.warc.gz"
    with path.open("rb") as file:
        spans = list(members(file))
        offset, length = spans[1]  # the first tells of the file itself
        file.seek(offset)
        alone.write_bytes(file.read(length))
    return alone


def test_a_page_that_is_there_already_is_left_to_reading(
    place: Workplace, shards: str, warcs: list[Path]
) -> None:
    jobs.ingest(place, warcs[:1], now=NOW)
    jobs.read_waiting(place, now=NOW)
    load_all(place, shards)
    finish(place)
    articles = exported(place, "articles")
    assert len({line["article_id"] for line in articles}) == len(articles)


def test_what_somebody_ruled_on_an_article_holds_for_loaded_ones(
    place: Workplace, shards: str
) -> None:
    """A decision can be there before the page is: taken over from another database, say."""
    key = pq.read_table(Folder.at(shards).shards()[0].path + "/articles.parquet")["key"][0].as_py()
    with place.database.write() as session:
        number = decisions.begin(session, "rejected", f"rejected {key}", by="kim", now=NOW)
        row = {"decision_id": number, "article": key, "verdict": "rejected"}
        session.execute(article_ruling.insert(), [row])
    load_all(place, shards)
    finish(place)
    told = select(report.c.in_scope).join(article, article.c.id == report.c.article_id)
    with place.database.read() as session:
        found = session.execute(told.where(article.c.key == key)).scalars().all()
    assert found
    assert not any(found)


def test_parquet_holds_the_quotes_behind_the_claims(shards: str) -> None:
    quotes = 0
    for folder in Folder.at(shards).shards():
        texts = {row["url"]: row for row in folder.table("articles").to_pylist()}
        for row in folder.table("claims").to_pylist():
            if row["basis"] == "stated":
                source = texts[row["url"]]["title" if row["where"] == "title" else "text"]
                assert source[row["start"] : row["end"]] == row["quote"]
                quotes += 1
        for name, schema in SCHEMAS.items():
            assert pq.read_schema(f"{folder.path}/{name}.parquet").names == schema.names
    assert quotes > 50


def test_a_finished_file_is_not_worked_through_again(shards: str, warcs: list[Path]) -> None:
    again = work(order(warcs[0], shards))
    assert again.done_before
    assert again.counts


def test_another_question_is_another_answer(tmp_path: Path, warcs: list[Path]) -> None:
    asked = order(warcs[0], str(tmp_path))
    first = work(asked)
    host = asked.folder.table("captures")["url"][0].as_py().split("/")[2]
    narrowed = work(order(warcs[0], str(tmp_path), host))
    assert not narrowed.done_before
    assert narrowed.counts["another host"] > 0
    assert sum(narrowed.counts.values()) == sum(first.counts.values())


def test_a_host_is_named_as_people_name_one(tmp_path: Path, warcs: list[Path]) -> None:
    desk = Desk(tmp_path)
    told = [record.url for record in iter_warc(warcs[0]) if isinstance(record, ArchivedRecord)]
    host = urlsplit(told[0]).netloc
    said = desk.run("backfill", warcs[0], "--host", f"HTTP://{host}/news", "--no-load").stdout
    others = sum(urlsplit(url).netloc != host for url in told)
    assert f"{others} another host" in said
    for wrong in ("*.kcra.com", "ask Ann"):
        refused = desk.run("backfill", warcs[0], "--host", wrong, status=2)
        assert "is no host; write one like kcra.com" in " ".join(refused.stderr.split())


def test_an_unfinished_shard_is_made_anew(tmp_path: Path, warcs: list[Path]) -> None:
    asked = order(warcs[0], str(tmp_path))
    whole = work(asked)
    (Path(whole.folder) / "manifest.json").unlink()
    (Path(whole.folder) / "claims.parquet").write_bytes(b"half")
    assert asked.folder.manifest() is None
    assert Folder.at(str(tmp_path)).shards() == []
    again = work(asked)
    assert not again.done_before
    assert again.counts == whole.counts


def test_a_damaged_record_costs_itself(tmp_path: Path, warcs: list[Path]) -> None:
    whole = warcs[0].read_bytes()
    middle = whole.index(b"\x1f\x8b\x08", len(whole) // 2)
    broken = tmp_path / "broken.warc.gz"
    broken.write_bytes(whole[: middle + 30] + b"\x00" * 40 + whole[middle + 70 :])
    counts = work(order(broken, str(tmp_path / "out"))).counts
    good = work(order(warcs[0], str(tmp_path / "out"))).counts
    assert counts["bad record"] >= 1
    assert sum(counts.values()) - counts["bad record"] >= sum(good.values()) - 2


def test_a_page_that_ends_its_reader_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file was begun twice, and none of its pages was ever had."""
    with Archive(tmp_path / "news") as archive:
        for name in ("first", "deadly", "third"):
            archive.append_response(
                url=f"https://daily.example/{name}",
                status=200,
                reason="OK",
                headers=[(b"Content-Type", b"text/html")],
                body=STORY["text"].join(("<html><body><p>", "</p></body></html>")).encode(),
                fetched_at=NOW,
            )
    monkeypatch.setenv("PYTHONPATH", poison(tmp_path))
    desk = Desk(tmp_path)
    desk.run_process("backfill", "news", "--workers", "1")
    monkeypatch.delenv("PYTHONPATH")
    assert {row["url"][-5:] for row in desk.rows("articles")} == {"first", "third"}
    assert not list(tmp_path.glob("casebook-backfill/*/begun"))
    assert "set aside: 1 page the reader failed on" in desk.run("status").stdout
    desk.run("read", "--failed")
    assert len(desk.rows("articles")) == 3


def test_files_that_cannot_be_had_are_told_and_cost_themselves(
    tmp_path: Path, warcs: list[Path]
) -> None:
    asked = backfill.Backfill(
        (str(warcs[0]), str(tmp_path / "none.warc.gz")), str(tmp_path / "out"), Scope.POLICE
    )
    good, bad = sorted(backfill.work_through(asked, Local(2)), key=lambda one: bool(one.fault))
    assert good.counts
    assert "none.warc.gz does not exist" in str(bad.fault)


def test_a_shard_of_another_scope_is_refused(place: Workplace, tmp_path: Path) -> None:
    [path] = make_warcs(tmp_path, files=1, every=60)
    work(Order(str(path), str(tmp_path / "out"), "any"))
    with pytest.raises(ShardError, match="--scope any and this database takes --scope police"):
        load_all(place, str(tmp_path / "out"))


# ---------------------------------------------------------------------------------- elsewhere


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard, "_PAUSE", 0.0)


@pytest.mark.usefixtures("hasty")
def test_a_download_that_breaks_off_is_taken_up_where_it_broke(warcs: list[Path]) -> None:
    body = warcs[0].read_bytes()
    handler = files_that_break_off({"/a.warc.gz": body}, after=len(body) // 3 + 1)
    with serving(handler) as address:
        with local_copy(f"{address}/a.warc.gz") as path:
            assert path.read_bytes() == body
        assert len(handler.asked) == 3  # type: ignore[attr-defined]
        with pytest.raises(CannotOpen, match="404"), local_copy(f"{address}/b.warc.gz"):
            pass


@pytest.mark.usefixtures("hasty")
def test_a_download_in_chunks_that_breaks_off_is_taken_up_too(warcs: list[Path]) -> None:
    body = warcs[0].read_bytes()
    handler = chunks_that_break_off(body, times=2)
    with serving(handler) as address:
        with local_copy(f"{address}/a.warc.gz") as path:
            assert path.read_bytes() == body
        handler.left = 99  # type: ignore[attr-defined]
        with (
            pytest.raises(CannotOpen, match="cannot be had"),
            local_copy(f"{address}/a.warc.gz"),
        ):
            pass


def test_a_server_with_too_much_to_do_is_asked_again_after_a_pause(
    warcs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shard, "_PAUSE", 0.1)
    body, asked = warcs[0].read_bytes(), []

    class Busy(Quiet):
        def do_GET(self) -> None:  # noqa: N802 - the name of the base class
            asked.append((time.monotonic(), self.headers["User-Agent"]))
            if len(asked) < 3:
                self.answer((429, 503)[len(asked) - 1], Retry_After=("1", "soon")[len(asked) - 1])
            else:
                self.answer(200, body)

    with serving(Busy) as address, local_copy(f"{address}/a.warc.gz") as path:
        assert path.read_bytes() == body
    (first, agent), (second, _), (third, _) = asked
    assert (second - first >= 1, third - second >= 0.4) == (True, True)
    assert agent.startswith("Casebook/")


def test_a_month_of_cc_news_is_listed_and_worked_through(tmp_path: Path, warcs: list[Path]) -> None:
    name = "crawl-data/CC-NEWS/2018/03/CC-NEWS-20180301000000-00001.warc.gz"
    listing = gzip.compress(f"{name}\n".encode())
    files = {
        "/crawl-data/CC-NEWS/2018/03/warc.paths.gz": listing,
        f"/{name}": warcs[0].read_bytes(),
    }
    with serving(files_that_break_off(files, after=2**30)) as address:
        [source] = backfill.cc_news("2018-03", base=address)
        assert source == f"{address}/{name}"
        outcome = work(order(source, str(tmp_path)))
        assert outcome.counts == work(order(warcs[0], str(tmp_path))).counts
        with pytest.raises(CannotOpen, match="404"):
            backfill.cc_news("2018-04", base=address)
    for month in ("2016-07", "2018-13", "march", "2018-3"):
        with pytest.raises(backfill.NoSuchMonth, match="2016-08 or later"):
            backfill.cc_news(month)


def test_an_object_store_holds_files_and_results(
    place: Workplace, warcs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    store = object_store()
    with serving(store) as address:
        server = address.removeprefix("http://").replace(":", "%3A")
        query = f"?endpoint_override={server}&scheme=http&region=us-east-1"
        store.objects |= {f"news/in/{path.name}": path.read_bytes() for path in warcs}  # type: ignore[attr-defined]
        sources = backfill.expand([f"s3://news/in{query}"])
        assert [source.split("?")[0] for source in sources] == [
            f"s3://news/in/{path.name}" for path in warcs
        ]
        out = f"s3://news/out{query}"
        outcomes = [work(order(source, out)) for source in sources]
        assert not any(outcome.fault for outcome in outcomes)
        assert all(work(order(source, out)).done_before for source in sources)
        folders = [order(source, out).folder for source in sources]
        assert backfill.load(place, folders, now=NOW)["articles"] > 10


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("nowhere", "nowhere does not exist"),
        ("https://archive.example/page", "does not end in .warc"),
        ("pyproject.toml", "is not a .warc"),
    ],
)
def test_what_is_no_warc_file_is_said(named: str, says: str) -> None:
    with pytest.raises(CannotOpen, match=says):
        backfill.expand([named])


# ---------------------------------------------------------------------------------- copying

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@given(texts=st.lists(st.one_of(st.none(), words, st.just(""), st.just('"a",\n\\N'))))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_copied_text_comes_back_as_it_was(
    database: Database, shards: str, texts: list[str | None]
) -> None:
    """Quotes, line breaks, nothing and emptiness survive the copying on both kinds of server."""
    [folder, *_] = Folder.at(shards).shards()
    row = folder.table("articles").slice(0, 1).to_pylist()[0]
    del row["capture"], row["key"]
    rows = [row | {"byline": text, "dateline": text} for text in texts]
    with database.write() as session:
        _without_references(session)
        ids = bulk.reserve(session, article_version, len(rows))
        given = [
            each | {"id": n, "article_id": n, "capture_id": n, "n": 1, "current": True}
            for n, each in zip(ids, rows, strict=True)
        ]
        bulk.copy(session, article_version, pa.Table.from_pylist(given))
        found = select(article_version.c.byline).where(article_version.c.id.in_(ids))
        found = found.order_by(article_version.c.id)
        assert list(session.execute(found).scalars()) == texts
        session.rollback()


def _without_references(session: object) -> None:
    """Rows of one table alone; nothing of this is committed."""
    from sqlalchemy import text

    from storage.sql import is_postgres

    if is_postgres(session):  # type: ignore[arg-type]
        session.execute(text("SET LOCAL session_replication_role = replica"))  # type: ignore[attr-defined]
    else:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))  # type: ignore[attr-defined]
