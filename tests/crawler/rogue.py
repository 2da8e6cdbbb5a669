"""A server on loopback that answers as badly as servers do, in raw bytes that nothing mends."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

import brotli  # type: ignore[import-untyped]

STORY = (
    "<!doctype html><html><head><title>Officer shoots man</title></head><body>"
    "<p>A police officer shot a man on Elm Street on Sunday night.</p>{more}</body></html>"
)

Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(
    body: bytes | str, *headers: str, status: str = "200 OK", length: int | None = None
) -> bytes:
    """A whole answer; ``length`` may lie."""
    payload = body.encode() if isinstance(body, str) else body
    known = {line.split(":")[0].lower() for line in headers}
    lines = [f"HTTP/1.1 {status}", *headers, "Connection: close"]
    if "content-type" not in known:
        lines.append("Content-Type: text/html")
    if "transfer-encoding" not in known:
        lines.append(f"Content-Length: {len(payload) if length is None else length}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + payload


def story(more: str = "") -> str:
    return STORY.format(more=more)


class RogueServer:
    """Answers each path with what a test put there; counts what was asked."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.address = address
        #: Answers what no page was put up for: from the path and the whole head of the request.
        self.service: Callable[[str, str], bytes | None] = lambda _path, _head: None
        self.pages: dict[str, bytes | Handler] = {}
        self.hits: Counter[str] = Counter()
        self.heads: dict[str, str] = {}
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self.port = 0

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def url(self, path: str) -> str:
        return f"http://{self.address}:{self.port}{path}"

    def feed(self, *paths: str) -> str:
        """Put up a feed of these paths; its address."""
        items = "".join(f"<item><link>{self.url(path)}</link></item>" for path in paths)
        body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
        self.pages["/feed"] = answer(body, "Content-Type: application/rss+xml")
        return self.url("/feed")

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, self.address, 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0.05))  # sockets close in the next round
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever asked is gone
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split()[1]
        self.hits[path] += 1
        self.heads[path] = head
        page = self.pages.get(path) or self.service(path, head)
        page = page or answer("no such page", status="404 Not Found")
        if callable(page):
            await page(writer)
        else:
            writer.write(page)
            await writer.drain()


async def drip(writer: asyncio.StreamWriter) -> None:
    """A byte now and then, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.2)


async def silence(writer: asyncio.StreamWriter) -> None:
    """The connection stands and nothing comes."""
    await asyncio.sleep(3600)


async def endless_body(writer: asyncio.StreamWriter) -> None:
    """200 MB without saying so beforehand."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    for _ in range(200):
        writer.write(b"<p>" + b"x" * 1_000_000)
        await writer.drain()


async def endless_headers(writer: asyncio.StreamWriter) -> None:
    """Header lines without end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000_000):
        writer.write(b"X-Line-%d: %s\r\n" % (number, b"x" * 4_000))
        await writer.drain()


async def long_header(writer: asyncio.StreamWriter) -> None:
    """One header of a megabyte."""
    writer.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1_000_000 + b"\r\n\r\nhello")
    await writer.drain()


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Closes without a word."""


async def endless_chunks(writer: asyncio.StreamWriter) -> None:
    """A chunked answer whose last chunk never comes."""
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    for _ in range(400):
        writer.write(b"%x\r\n%s\r\n" % (100_000, b"<p>" + b"x" * 99_997))
        await writer.drain()


async def half_a_head(writer: asyncio.StreamWriter) -> None:
    """The head of the answer breaks off, and the connection with it."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/h")
    await writer.drain()


def gzip_bomb(megabytes: int = 100) -> bytes:
    packed = gzip.compress(b" " * (megabytes * 1_000_000))
    return answer(packed, "Content-Encoding: gzip")


def brotli_bomb(megabytes: int = 100) -> bytes:
    packed = brotli.compress(b" " * (megabytes * 1_000_000), quality=1)
    return answer(packed, "Content-Encoding: br")


def packed_often(times: int = 6) -> bytes:
    """Gzip within gzip within gzip: small at every step but the last."""
    packed = b" " * 50_000_000
    for _ in range(times):
        packed = gzip.compress(packed)
    return answer(packed, "Content-Encoding: " + ", ".join(["gzip"] * times))


def entity_bomb(root: str) -> bytes:
    """A few hundred bytes that would be gigabytes of text."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE {root} [<!ENTITY e0 "{"x" * 100}">{levels}]>'
    inside = (
        "<channel><item><link>&e9;</link></item></channel>"
        if root == "rss"
        else "<url><loc>&e9;</loc></url>"
    )
    return answer(f'<?xml version="1.0"?>{doctype}<{root}>{inside}</{root}>')


def stolen_file(root: str, what: str) -> bytes:
    """An entity that would read a file, or ask a host inside, and send it home in an address."""
    doctype = f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "{what}">]>'
    body = "<url><loc>http://127.0.0.1/2024/05/14/&x;/</loc></url>"
    return answer(f'<?xml version="1.0"?>{doctype}<{root}>{body}</{root}>')
