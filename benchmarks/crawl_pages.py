"""Crawl a folder of real pages blind, over HTTP on loopback, and list what became of each.

    python -m benchmarks.crawl_pages DIR

DIR is of the shape of ``text_extraction.py``. A loopback server stands in for all the pages' hosts
(as an HTTP proxy); one feed lists every address; an ordinary crawl follows. Then every page is
read, also those the screen passed over, and what could not be read is listed.
"""

from __future__ import annotations

import gzip
import json
import tempfile
import threading
from collections import Counter
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from benchmarks import asking
from crawler.run import crawl
from crawler.sources import Source
from pipeline.extract import extract
from pipeline.records import Page, Rejected, Scope
from pipeline.screen import screen
from storage.engine import open_database

FEED = "http://feeds.example/all.xml"


class Pages(ThreadingHTTPServer):
    """Answers for every host it has a page of."""

    daemon_threads = True

    def __init__(self, pages: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        items = "".join(f"<item><link>{escape(url)}</link></item>" for url in sorted(pages))
        feed = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
        self.pages = pages | {FEED: feed}


class Answer(BaseHTTPRequestHandler):
    """One page, or 404."""

    server: Pages

    def do_GET(self) -> None:
        body = self.server.pages.get(self.path)
        self.send_response(200 if body is not None else 404)
        kind = "application/rss+xml" if self.path == FEED else "text/html"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - likewise
        """Say nothing."""


def load(folder: Path) -> dict[str, bytes]:
    """Every page by its address, as plain HTTP (the proxy speaks nothing else)."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return {
        truth[name]["url"].replace("https://", "http://", 1).split("#")[0]: gzip.decompress(
            (folder / "html" / f"{name}.html.gz").read_bytes()
        )
        for name in sorted(truth)
    }


def tried(folder: Path) -> None:
    pages = load(folder)
    with tempfile.TemporaryDirectory() as place:
        counts = crawled(pages, Path(place))
    print("crawl: " + ", ".join(f"{number} {name}" for name, number in counts.items() if number))
    outcomes: Counter[str] = Counter()
    for url, body in pages.items():
        try:
            extract(Page(url, body, datetime.now(UTC)))
            outcomes["read"] += 1
        except Rejected as refusal:
            outcomes[str(refusal.reason)] += 1
            print(f"  {refusal}  {url[:90]}")
    print("read: " + ", ".join(f"{number} {name}" for name, number in outcomes.most_common()))
    for scope in Scope:
        passed = sum(screen(body, "text/html", scope).passed for body in pages.values())
        print(f"screen, scope {scope}: {passed} of {len(pages)} pass")


def crawled(pages: dict[str, bytes], place: Path) -> dict[str, int]:
    """What an ordinary crawl makes of them, by outcome."""
    server = Pages(pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"sqlite:///{place / 'casebook.db'}"
    open_database(url, scope=Scope.ANY).dispose()
    source = Source(
        name="pages",
        outlet="Pages",
        domains=tuple(sorted({urlsplit(url).hostname or "" for url in pages} | {"feeds.example"})),
        feeds=(FEED,),
        delay=0.0,
        concurrency=4,
        proxy=f"http://127.0.0.1:{server.server_port}",
        private_network=True,
    )
    try:
        return crawl(
            [source],
            database_url=url,
            archive=place / "archive",
            scope=Scope.ANY,
            contact=None,
            now=datetime.now(UTC),
        ).by
    finally:
        server.shutdown()


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("folder", metavar="DIR", type=Path)
    tried(asked.parse_args().folder)


if __name__ == "__main__":
    main()
