"""What a crawl costs beside a Scrapy spider that does nothing with the same pages.

    python -m benchmarks.crawl_cpu [--pages 1000] [--hosts 20] [--relevant 0.02]
                                   [--html FOLDER] [--rounds 3] [--news-please PYTHON]

Serves the pages on loopback from a process of their own, then measures the CPU of two children
(user + system): the no-op spider, which is handed every address, and our whole crawl, which
finds them in feeds, screens them and keeps the relevant ones. Both once without pages too, so
that starting Python can be taken out. Our crawl finds its database made, as it does but once.
``--html`` takes real pages (.html, .html.gz) from a folder, round and round; without it pages of
80 kB are made up. ``--news-please`` takes the Python of an environment that has news-please (see
benchmarks/news_please.py) and has it extract twenty of the same pages in the same run.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import multiprocessing
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from benchmarks import asking
from crawler.run import crawl
from crawler.sources import Source
from pipeline.records import Scope
from pipeline.screen import screen
from storage.engine import open_database

NOOP = """
import json, sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

class Noop(Spider):
    name = "noop"
    async def start(self):
        for url in json.load(sys.stdin):
            yield Request(url, dont_filter=True)
    def parse(self, response):
        pass

process = AsyncCrawlerProcess({
    "LOG_LEVEL": "ERROR", "ROBOTSTXT_OBEY": True, "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False, "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 4, "DOWNLOAD_DELAY": DELAY, "CONCURRENT_ITEMS": ITEMS,
})
process.crawl(Noop)
process.start()
"""
STORY = "<p>A police officer shot a man on Elm Street on Sunday night, the chief said.</p>"
FILLER = (
    '<div class="c"><p>The council talked about the <a href="/x/{n}">bridge</a> again, and '
    "nobody could say when it would open, or for whom.</p><script>var n={n};</script></div>\n"
)


def made_up() -> bytes:
    body = "".join(FILLER.format(n=number) for number in range(420))
    return f"<!doctype html><html><head><title>News</title></head><body>{body}".encode()


def read_folder(folder: Path) -> list[bytes]:
    packed = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))]
    return packed + [path.read_bytes() for path in sorted(folder.glob("*.html"))]


def serve(bodies: list[bytes], port: multiprocessing.Queue[int], every: int) -> None:
    """Feeds of ``/feed/<first>/<last>`` and pages of ``/story-of-the-day/<number>/``."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                body = page(head.split()[1], head)
                writer.write(
                    b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
                    % (b"200 OK" if body else b"404 Not Found", len(body))
                )
                writer.write(body)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    def page(path: str, head: str) -> bytes:
        parts = path.strip("/").split("/")
        if parts[0] == "feed":
            here = head.split("Host: ")[1].split("\r\n")[0]
            links = (
                f"<item><link>http://{here}/story-of-the-day/{number}/</link></item>"
                for number in range(int(parts[1]), int(parts[2]))
            )
            return f"<rss version='2.0'><channel>{''.join(links)}</channel></rss>".encode()
        if not parts[-1].isdecimal():
            return b""
        number = int(parts[-1])
        body = bodies[number % len(bodies)]
        return body + STORY.encode() if every and number % every == 0 else body

    async def main() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=2**20)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of the children a piece of work starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(urls: list[str], port: int, hosts: int) -> dict[str, tuple[float, float]]:
    """Each crawl's CPU with the pages and without, one after the other on the same machine."""
    return {
        "no-op spider, Scrapy's defaults": noop_cpu(urls, 100),
        "no-op spider, our CONCURRENT_ITEMS": noop_cpu(urls, 1),
        "casebook crawl": (
            cpu(lambda: ours(port, hosts, len(urls))),
            cpu(lambda: ours(port, hosts, 0)),
        ),
    }


def least(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """What others on the machine only add to."""
    wholes, starts = zip(*pairs, strict=True)
    return min(wholes), min(starts)


def noop(urls: list[str], items: int) -> None:
    program = NOOP.replace("DELAY", "0.001").replace("ITEMS", str(items))
    subprocess.run([sys.executable, "-c", program], input=json.dumps(urls).encode(), check=True)


def noop_cpu(urls: list[str], items: int) -> tuple[float, float]:
    return cpu(lambda: noop(urls, items)), cpu(lambda: noop([], items))


def ours(port: int, hosts: int, pages: int) -> int:
    """One pass over as many sources as there are hosts; how many pages were fetched."""
    share = max(pages // hosts, 0)
    sources = [
        Source(
            name=f"host-{number}",
            outlet=f"Host {number}",
            domains=("127.0.0.1",),
            feeds=(f"http://127.0.0.1:{port}/feed/{number * share}/{(number + 1) * share}",),
            private_network=True,
            delay=0.0,
            concurrency=4,
        )
        for number in range(hosts)
    ]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/c.db"
        open_database(url, scope=Scope.POLICE).dispose()
        return crawl(
            sources,
            database_url=url,
            archive=Path(folder) / "archive",
            scope=Scope.POLICE,
            contact=None,
            now=datetime.now(UTC),
        ).fetched


def screening(bodies: list[bytes]) -> tuple[float, float, int]:
    """Milliseconds a page to screen and to extract, and how many pass."""
    began = time.process_time()
    passed = sum(screen(body, "text/html", Scope.POLICE).passed for body in bodies)
    middle = time.process_time()
    for body in bodies:
        trafilatura.extract(body)
    ended = time.process_time()
    scale = 1000 / len(bodies)
    return (middle - began) * scale, (ended - middle) * scale, passed


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--relevant", type=float, default=0.02)
    parser.add_argument("--html", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--news-please", type=Path, metavar="PYTHON")
    options = parser.parse_args()
    bodies = read_folder(options.html) if options.html else [made_up()]
    every = round(1 / options.relevant) if options.relevant else 0
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(bodies, port, every), daemon=True)
    server.start()
    number = port.get()
    urls = [f"http://127.0.0.1:{number}/story-of-the-day/{n}/" for n in range(options.pages)]
    try:
        rounds = [measured(urls, number, options.hosts) for _ in range(options.rounds)]
    finally:
        server.terminate()
    rows = {name: least(rows[name] for rows in rounds) for name in rounds[0]}
    show(rows, options.pages)
    if options.news_please:
        beside_news_please(options.news_please, options.html, rows["casebook crawl"], options.pages)
    ms, reference, passed = screening(bodies)
    print(
        f"\nscreening {ms:.2f} ms a page, trafilatura {reference:.1f} ms: {ms / reference:.3f};"
        f" {passed} of {len(bodies)} pages pass"
    )


def beside_news_please(python: Path, folder: Path, own: tuple[float, float], pages: int) -> None:
    """Its extractor's milliseconds a page, as a multiple of our whole crawl's."""
    program = Path(__file__).with_name("news_please.py")
    command = [str(python), str(program), "--html", str(folder), "--pages", "20"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(said.strip())
    if (told := re.search(r"(\d+) ms of CPU a page", said)) is not None:
        theirs, (whole, start) = int(told[1]), own
        print(
            f"  {theirs * pages / whole / 1000:.0f} times our crawl with start-up,"
            f" {theirs * pages / (whole - start) / 1000:.0f} times without"
        )


def show(rows: dict[str, tuple[float, float]], pages: int) -> None:
    own, own_start = rows["casebook crawl"]
    print(f"{pages} pages; CPU a page in ms, and our crawl as a multiple of it")
    for name, (whole, start) in rows.items():
        net, own_net = whole - start, own - own_start
        print(
            f"  {name:36} {1000 * whole / pages:6.2f} with start-up ({own / whole:.2f} ×)"
            f"  {1000 * net / pages:6.2f} without ({own_net / net:.2f} ×)"
        )


if __name__ == "__main__":
    main()
