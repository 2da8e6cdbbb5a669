"""The crawl on PostgreSQL: the same as on SQLite, and by several at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from casebook.demo.newsroom import Newsroom
from casebook.demo.sources import demo_sources
from crawler.run import CrawlCounts, crawl
from crawler.sources import Source
from pipeline.records import Scope
from storage import frontier, pages
from storage.engine import open_database
from tests.crawler.rogue import RogueServer, answer, story
from tests.whole.desk import Desk, outline


def test_two_crawlers_at_once_share_the_stories(
    tmp_path: Path, rogue: RogueServer, local: Callable[..., Source], empty_postgres: str
) -> None:
    paths = [f"/2024/05/14/story-{number}/" for number in range(260)]
    rogue.pages |= {path: answer(story(path)) for path in paths}
    rogue.pages["/short"] = answer("", f"Location: {paths[0]}", status="302 Found")
    source = local(feeds=(rogue.feed(*paths, "/short"),))

    def work(_: int) -> CrawlCounts:
        return crawl(
            [source],
            database_url=empty_postgres,
            archive=tmp_path,
            scope=Scope.POLICE,
            contact=None,
            now=datetime.now(UTC),
        )

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(work, range(2)))
    assert {counts.ended for counts in both} == {"done"}
    assert sum(counts.fetched for counts in both) == len(paths) + 1
    assert all(rogue.hits[path] == 1 for path in paths[1:])
    database = open_database(empty_postgres)
    with database.read() as session:
        assert frontier.link_counts(session) == {"done": len(paths) + 1}
        kept = pages.waiting(session, reader_version="none", limit=1000)
    database.dispose()
    assert sorted(item.url for item in kept) == sorted(map(rogue.url, paths))
    assert len(list(tmp_path.glob("*.warc.gz"))) <= 2


@pytest.mark.timeout(240)
def test_the_whole_crawl_ends_in_the_same_incidents(tmp_path: Path, empty_postgres: str) -> None:
    found = []
    for name, address in (("sqlite", None), ("postgres", empty_postgres)):
        folder = tmp_path / name
        folder.mkdir()
        desk = Desk(folder, database=address)
        with Newsroom() as newsroom:
            port = urlsplit(newsroom.url).port
            assert port is not None
            (folder / "sources.toml").write_text(demo_sources(port), "utf-8")
            desk.run("crawl", "--sources", "sources.toml")
        desk.run("doctor")
        found.append(outline(desk.rows("incidents")))
    assert len(found[0]) >= 15
    assert found[0] == found[1]
