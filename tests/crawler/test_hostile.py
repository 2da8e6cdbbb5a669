"""Servers that misbehave: each gets its name in the counts, and the good pages are kept."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from fnmatch import fnmatch

import pytest

from crawler.sources import Source, as_entry
from tests.crawler import rogue as bad
from tests.crawler.conftest import Place
from tests.crawler.rogue import RogueServer, answer, story

Local = Callable[..., Source]
TIMEOUT = 4.0
MOVED = "302 Found"
NO_PAGE = "unreadable: not HTML"
PACKED = gzip.compress(story().encode(), mtime=0)

# What a path answers, and the outcome it must be counted under.
PAGES: dict[str, tuple[bytes | bad.Handler, str]] = {
    "/200-mb-announced": (answer("x", length=200_000_000), "failed: too large"),
    "/200-mb": (bad.endless_body, "failed: too large"),
    "/gzip-bomb": (bad.gzip_bomb(), "failed: too large"),
    "/slow-drip": (bad.drip, "failed: timeout"),
    "/no-answer": (bad.silence, "failed: timeout"),
    "/hangs-up": (bad.hang_up, "failed: broken answer"),
    "/endless-headers": (bad.endless_headers, "failed: *"),
    "/long-header": (bad.long_header, "failed: *"),
    "/not-http": (b"SSH-2.0-OpenSSH_9.2\r\n", "failed: broken answer"),
    "/too-short": (answer(story(), length=100_000), "failed: broken answer"),
    "/redirect-loop": (answer("", "Location: /redirect-loop", status=MOVED), "failed: redirects"),
    "/to-metadata": (
        answer("", "Location: http://169.254.169.254/latest/meta-data/", status=MOVED),
        "failed: refused address",
    ),
    "/to-loopback-name": (
        answer("", "Location: http://localhost:22/", status=MOVED),
        "failed: refused address",
    ),
    "/to-a-file": (answer("", "Location: file:///etc", status=MOVED), "failed: redirects"),
    "/to-elsewhere": (
        answer("", "Location: http://elsewhere.example/", status=MOVED),
        "failed: left its site",
    ),
    "/redirect-nowhere": (answer("", status="301 Moved Permanently"), "failed: redirects"),
    "/forbidden": (answer(story(), status="403 Forbidden"), "failed: forbidden"),
    "/server-error": (answer(story(), status="500 Oops"), "failed: server error"),
    "/gone": (answer(story(), status="410 Gone"), "failed: gone"),
    "/odd-status": (answer(story(), status="299 Odd"), "failed: odd status"),
    "/bad-gzip": (answer(PACKED[:60], "Content-Encoding: gzip"), "*"),
    "/no-gzip": (answer(story(), "Content-Encoding: gzip"), "*"),
    "/empty": (answer(""), "unreadable: no article text"),
    "/image": (answer(b"\x89PNG\r\n" + bytes(500), "Content-Type: image/png"), NO_PAGE),
    "/image-as-html": (answer(b"\xff\xd8\xff" + bytes(500)), NO_PAGE),
    "/pdf": (answer(b"%PDF-1.7", "Content-Type: application/pdf"), NO_PAGE),
    "/deep": (answer("<div>" * 200_000), "unreadable: cannot be read"),
    "/null-bytes": (answer(b"<html>" + bytes(5000)), NO_PAGE),
}  # fmt: skip

# Odd but readable: kept.
GOOD: dict[str, bytes] = {
    "/plain": answer(story()),
    "/gzip": answer(PACKED, "Content-Encoding: gzip"),
    "/html-as-image": answer(story(), "Content-Type: image/png"),
    "/no-type": answer(story(), "Content-Type:"),
    "/wrong-charset": answer(story(), "Content-Type: text/html; charset=utf-7"),
    "/unknown-charset": answer(story(), "Content-Type: text/html; charset=klingon"),
    "/utf-16": answer(story().encode("utf-16"), "Content-Type: text/html"),
    "/latin-1": answer(story("<p>caf\xe9</p>").encode("latin-1")),
    "/mixed": answer(story().encode() + b"\xff\xfe\xe9 caf\xc3\xa9"),
    "/chunked": answer(
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(story()), story().encode()), "Transfer-Encoding: chunked"
    ),
    "/unknown-encoding": answer(story(), "Content-Encoding: x-none"),
}


def test_every_misbehaviour_is_counted_and_the_good_pages_are_kept(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages |= {path: page for path, (page, _) in PAGES.items()} | GOOD
    feed = rogue.feed(*PAGES, *GOOD)
    began = time.monotonic()
    counts = place.crawl(local(feeds=(feed,), concurrency=16), timeout=TIMEOUT)
    assert place.kept() == sorted(rogue.url(path) for path in GOOD)
    assert counts.ended == "done"
    assert time.monotonic() - began < 90
    with place.open().read() as session:
        got = outcomes_of(session, rogue)
    wanted = {path: outcome for path, (_, outcome) in PAGES.items()}
    assert {path: got[path] for path in PAGES if not fnmatch(got[path], wanted[path])} == {}


def outcomes_of(session: object, rogue: RogueServer) -> dict[str, str]:
    """What became of each path, from the tables."""
    from sqlalchemy import text

    rows = session.execute(  # type: ignore[attr-defined]
        text(
            "select link.url, link.failure, capture.verdict, capture.reason"
            " from link left join capture on capture.link_id = link.id"
        )
    )
    return {
        row.url.removeprefix(rogue.url("")): f"failed: {row.failure}"
        if row.failure
        else f"{row.verdict}: {row.reason}"
        for row in rows
    }


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (answer("<!doctype html><html><body>Sorry</body></html>"), "not a feed but a web page"),
        (answer(""), "the feed is empty"),
        (answer("x", status="404 Not Found"), "gone"),
        (answer("x", status="500 Oops"), "server error"),
        (bad.hang_up, "broken answer"),
        (bad.endless_body, "too large"),
    ],
)
def test_a_door_that_is_none_is_one_sentence(
    place: Place, rogue: RogueServer, local: Local, body: bytes | bad.Handler, says: str
) -> None:
    rogue.pages["/bad"] = body
    rogue.pages["/2024/05/14/a/"] = answer(story())
    counts = place.crawl(local(feeds=(rogue.url("/bad"), rogue.feed("/2024/05/14/a/"))))
    line = counts.by_source["rogue"]
    assert (line.doors, line.doors_failed, line.kept) == (1, 1, 1)
    assert line.says is not None
    assert line.says.startswith(rogue.url("/bad"))
    assert says in line.says


def test_a_public_source_never_reaches_loopback(place: Place, rogue: RogueServer) -> None:
    rogue.pages["/a"] = answer(story())
    sneaky = Source(
        "sneaky", "Sneaky", ("127.0.0.1",), feeds=(rogue.feed("/a"), "http://localtest.invalid/")
    )
    counts = place.crawl(sneaky, contact="desk@daily.example")
    assert counts.by_source["sneaky"].doors_failed == 2
    assert not rogue.hits


def test_memory_does_not_grow_with_the_number_of_pages(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    more = "<p>" + "The bridge was painted green. " * 2_000 + "</p>"
    few, many = (
        peak_memory(place, rogue, local, [f"/{size}/{n}" for n in range(size)], more)
        for size in (60, 600)
    )
    assert many < few + 25_000  # kB; ten times the pages, 36 MB of them


def peak_memory(place: Place, rogue: RogueServer, local: Local, paths: list[str], more: str) -> int:
    """The most a crawl of these pages took, in kB."""
    for path in paths:
        rogue.pages[path] = answer(story(more) if path.endswith("7") else more + path)
    job = {
        "sources": [as_entry(local(feeds=(rogue.feed(*paths),)))],
        "database": place.database_url,
        "archive": str(place.archive),
        "scope": "police",
        "contact": None,
        "now": datetime.now(UTC).isoformat(),
        "timeout": 30,
    }
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED],
        input=json.dumps(job).encode() + b"\n",
        capture_output=True,
        check=True,
        env=os.environ,
    )
    return int(done.stderr.split()[-1])


# Standard input stays open while the crawl runs: a closed one means "stop".
_MEASURED = """
import os, resource, subprocess, sys
child = subprocess.Popen([sys.executable, "-m", "crawler.child"], stdin=subprocess.PIPE)
child.stdin.write(sys.stdin.buffer.readline())
child.stdin.flush()
status = child.wait()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""
