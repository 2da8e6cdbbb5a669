"""Many hosts on one machine, and a record of who asked which of them for what, and when."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from statistics import median
from types import TracebackType
from typing import Self

PAGE = (
    "<!doctype html><html><head><title>Officer shoots man in Ashport</title></head><body><article>"
    "<h1>Officer shoots man in Ashport</h1><p>A police officer shot and killed {name}, 31, on Elm "
    "Street in Ashport, Ohio, on Sunday night, police said. The officer was not hurt.</p><p>The "
    "county sheriff's office is investigating the shooting, which happened about 9 p.m.</p>"
    "</article></body></html>"
)
_CRAWLER = re.compile(r"^User-Agent: .*; (\S+)\)", re.MULTILINE | re.IGNORECASE)


@dataclass
class Asked:
    """One request: to which host, by whom, from when to when."""

    host: str
    path: str
    by: str
    began: float
    ended: float = float("inf")


@dataclass
class Hosts:
    """A server with a feed of stories on each of its addresses."""

    addresses: Sequence[str]
    stories: int
    takes: float = 0.02  # seconds for one answer
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def url(self, address: str, path: str) -> str:
        return f"http://{address}:{self.port}{path}"

    def all_stories(self) -> set[str]:
        """The address of every story."""
        return {
            self.url(address, f"/2026/story-{n}")
            for address in self.addresses
            for n in range(self.stories)
        }

    def times(self) -> Counter[str]:
        """How often each story was asked for."""
        stories = (item for item in self.asked if "story" in item.path)
        return Counter(self.url(item.host, item.path) for item in stories)

    def by_host(self) -> dict[str, list[Asked]]:
        found: dict[str, list[Asked]] = defaultdict(list)
        for item in sorted(self.asked, key=lambda asked: asked.began):
            found[item.host].append(item)
        return found

    def impolite(self, delay: float) -> Iterator[str]:
        """Requests that came while another crawler's was open, or too soon after the one before."""
        for name, asked in self.by_host().items():
            for one, other in pairwise(asked):
                if other.began < one.ended and one.by != other.by:
                    yield f"{name}: {other.by} asked while {one.by} was there"
                if other.began - one.began < delay:
                    gap = other.began - one.began
                    yield f"{name}: {other.path} came {gap:.3f} s after {one.path}"

    def usual_gap(self) -> float:
        """The median of the seconds between two requests to a host."""
        pairs = (pair for asked in self.by_host().values() for pair in pairwise(asked))
        return median(other.began - one.began for one, other in pairs)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        ready.set()
        self._loop.run_forever()
        for server in self._servers:
            server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _listen(self) -> None:
        self._servers: list[asyncio.Server] = []
        for address in self.addresses:
            server = await asyncio.start_server(self._serve, address, self.port)
            self._servers.append(server)
            self.port = server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            host = writer.get_extra_info("sockname")[0]
            found = _CRAWLER.search(head)
            item = Asked(host, head.split()[1], found[1] if found else "?", time.monotonic())
            self.asked.append(item)
            await asyncio.sleep(self.takes)
            writer.write(self._answer(host, item.path))
            await writer.drain()
            item.ended = time.monotonic()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever asked is gone
        finally:
            writer.close()

    def _answer(self, host: str, path: str) -> bytes:
        kind, status = "text/html", "200 OK"
        if path == "/feed":
            links = (self.url(host, f"/2026/story-{n}") for n in range(self.stories))
            items = "".join(f"<item><link>{link}</link></item>" for link in links)
            kind = "application/rss+xml"
            body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
        elif "story" in path:
            body = PAGE.format(name=f"Ada Quill {host.rpartition('.')[2]}")
        else:
            body, status = "no such page", "404 Not Found"
        payload = body.encode()
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n"
        return f"{head}Content-Length: {len(payload)}\r\n\r\n".encode() + payload


def main() -> None:
    """Serve until standard input ends, then tell what was asked: for a server in a namespace."""
    stories, *addresses = sys.argv[1:]
    with Hosts(addresses, int(stories)) as server:
        sys.stdout.write(f"{server.port}\n")
        sys.stdout.flush()
        sys.stdin.read()
    sys.stdout.write(json.dumps([asdict(item) for item in server.asked]))


if __name__ == "__main__":
    main()
