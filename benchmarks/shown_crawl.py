"""The newsroom and a server that misbehaves, checked and crawled by the commands anyone would use.

    python -m benchmarks.shown_crawl

Serves the bundled newsroom and, on another address of loopback, one good story among the bad
pages of tests/crawler/test_hostile.py and a feed that is none; then prints what ``casebook sources
check`` and ``casebook crawl`` say of them. About a minute, most of it waiting for answers that
drip.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import asking
from casebook.demo.newsroom import Newsroom
from casebook.demo.sources import demo_sources
from tests.crawler.rogue import RogueServer, answer, silence, story
from tests.crawler.test_hostile import PAGES

OUTLETS = 6  # of the newsroom's
ENTRY = """
[[source]]
name = "{name}"
outlet = "{name}"
domains = ["{address}"]
feeds = ["{feed}"]
private_network = true
delay = 0.0
concurrency = 8
"""


def put_up(server: RogueServer) -> str:
    """The bad pages with one good story, and the entries of a sources file."""
    pages = {path: handler for path, (handler, _) in PAGES.items() if handler is not silence}
    server.pages |= pages
    server.pages["/2024/05/14/a-good-story/"] = answer(story())
    server.pages["/no-feed"] = answer("<!doctype html><p>Our new site is here!</p>")
    feed = server.feed("/2024/05/14/a-good-story/", *pages)
    return ENTRY.format(name="misbehaving", address=server.address, feed=feed) + ENTRY.format(
        name="moved", address=server.address, feed=server.url("/no-feed")
    )


def casebook(folder: Path, *arguments: str) -> None:
    print(f"$ casebook {' '.join(arguments)}", flush=True)
    environment = os.environ | {
        "CASEBOOK_DB": f"sqlite:///{folder}/casebook.db",
        "CASEBOOK_SOURCES": str(folder / "sources.toml"),
        "COLUMNS": "100",
    }
    command = [sys.executable, "-m", "casebook", *arguments]
    subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, check=False)
    print(flush=True)


def main() -> None:
    asking.parser(__doc__).parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        Newsroom() as newsroom,
        RogueServer("127.0.0.9") as server,
    ):
        folder = Path(name)
        entries = demo_sources(newsroom.port).split("[[source]]")[: OUTLETS + 1]
        text = "[[source]]".join(entries) + put_up(server)
        (folder / "sources.toml").write_text(text, encoding="utf-8")
        casebook(folder, "sources", "check")
        casebook(folder, "crawl")


if __name__ == "__main__":
    main()
