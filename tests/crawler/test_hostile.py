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
from typing import Any

from sqlalchemy import select

from crawler.sources import Source, as_entry
from storage.archive import Archive, ArchiveRef, payload_sha256
from storage.tables import capture
from tests.crawler import rogue as bad
from tests.crawler.conftest import Place
from tests.crawler.rogue import RogueServer, answer, story

Local = Callable[..., Source]
TIMEOUT = 4.0
MOVED = "302 Found"
NO_PAGE = "unreadable: not HTML"
REFUSED = "failed: refused address"
PAGE = "<!doctype html><html><body>Sorry</body></html>"
ODD_LINKS = '<base href="http://["><a href="javascript:x()">a</a><a href="data:,">b</a>'
CUT_OFF = "<rss version='2.0'><channel><item><link>http://127.0.0.1/2024/05/14/x"
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
    "/no-brotli": (answer(story(), "Content-Encoding: br"), "failed: broken answer"),
    "/no-deflate": (answer(story(), "Content-Encoding: deflate"), "failed: broken answer"),
    "/no-zstd": (answer(story(), "Content-Encoding: zstd"), "failed: broken answer"),
    "/wait-for-ever": (
        answer("", "Retry-After: Mon, 01 Jan 99999999999999 00:00:00 GMT", status="503 Later"),
        "failed: asked to wait",
    ),
    "/empty": (answer(""), "unreadable: no article text"),
    "/image": (answer(b"\x89PNG\r\n" + bytes(500), "Content-Type: image/png"), NO_PAGE),
    "/image-as-html": (answer(b"\xff\xd8\xff" + bytes(500)), NO_PAGE),
    "/pdf": (answer(b"%PDF-1.7", "Content-Type: application/pdf"), NO_PAGE),
    "/deep": (answer("<div>" * 200_000), "unreadable: cannot be read"),
    "/null-bytes": (answer(b"<html>" + bytes(5000)), NO_PAGE),
    "/brotli-bomb": (bad.brotli_bomb(), "failed: too large"),
    "/packed-six-times": (bad.packed_often(), "failed: too large"),
    "/endless-chunks": (bad.endless_chunks, "failed: too large"),
    "/half-a-head": (bad.half_a_head, "failed: broken answer"),
    "/wrong-chunk": (
        answer(b"zz\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
        "failed: broken answer",
    ),
    "/chunk-cut-off": (
        answer(b"5000\r\nhello", "Transfer-Encoding: chunked"), "failed: broken answer",
    ),
    "/negative-length": (answer(story(), length=-5), "failed: *"),
    "/no-number": (
        b"HTTP/1.1 OK\r\nContent-Type: text/html\r\n\r\n" + story().encode(),
        "failed: broken answer",
    ),
    "/old-protocol": (b"<html>" + story().encode(), "failed: broken answer"),
    "/new-page-each-time": (
        answer("", "Location: /new-page-each-time/1", status=MOVED), "failed: redirects",
    ),
    "/to-number": (answer("", "Location: http://2130706433/", status=MOVED), REFUSED),
    "/to-octal": (answer("", "Location: http://0177.0.0.1/", status=MOVED), REFUSED),
    "/to-mapped": (
        answer("", "Location: http://[::ffff:10.0.0.1]/", status=MOVED), "failed: refused address",
    ),
    "/to-user": (
        answer("", "Location: http://127.0.0.1@10.0.0.1/", status=MOVED), "failed: refused address",
    ),
    "/to-nonsense": (answer("", "Location: http://[::1", status=MOVED), "failed: *"),
    "/to-a-script": (
        answer("", "Location: javascript:alert(1)", status=MOVED), "failed: broken answer",
    ),
    "/unavailable-by-law": (
        answer(story(), status="451 Unavailable For Legal Reasons"), "failed: forbidden",
    ),
    "/no-content": (answer("", status="204 No Content"), "failed: odd status"),
    "/part-of-it": (answer(story(), status="206 Partial Content"), "failed: odd status"),
    "/feed-as-story": (answer("<?xml version='1.0'?><rss version='2.0'></rss>"), NO_PAGE),
    "/json": (answer('{"a": [1, 2]}', "Content-Type: application/json"), "unreadable: bad record"),
    "/deep-json": (
        answer("[" * 100_000, "Content-Type: application/json"), "unreadable: bad record",
    ),
    "/scripts-only": (
        answer("<title>Daily</title><div id=root></div><script src=a.js></script>"),
        "unreadable: needs JavaScript",
    ),
    "/consent": (answer("<p>We value your privacy</p>"), "unreadable: consent page"),
    "/challenge": (answer("<title>Just a moment...</title>"), "unreadable: asks for a human"),
    "/wall": (answer("<p>Subscribe to continue reading.</p>"), "unreadable: paywalled"),
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
    "/unknown-encoding": answer(story("x-none"), "Content-Encoding: x-none"),
    "/charset-as-encoding": answer(story("latin"), "Content-Encoding: iso-8859-1"),
    "/unknown-in-gzip": answer(gzip.compress(story("odd").encode()), "Content-Encoding: x, gzip"),
    "/gzip-in-parts": answer(PACKED + PACKED, "Content-Encoding: gzip"),
    "/refreshes-itself": answer(story('<meta http-equiv="refresh" content="0; url=/refreshes">')),
    "/wants-cookies": answer(story(), *(f"Set-Cookie: c{n}={'x' * 200}" for n in range(100))),
    "/a-million-attributes": answer(story(f"<div {'a=1 ' * 300_000}>")),
    "/one-long-line": answer(story("<p>" + "no end " * 300_000)),
    "/never-closed": answer(story("<table><tr><td><b><i><a href='x'>" * 300)),
    "/many-links": answer(story('<a href="/2024/05/14/a-long-story-about-it/">x</a>' * 20_000)),
}


def test_every_misbehaviour_is_counted_and_the_good_pages_are_kept(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    assert len(PAGES) + len(GOOD) + len(DOORS) >= 40
    rogue.pages |= {path: page for path, (page, _) in PAGES.items()} | GOOD
    for n in range(1, 20):
        at = f"Location: /new-page-each-time/{n + 1}"
        rogue.pages[f"/new-page-each-time/{n}"] = answer("", at, status=MOVED)
    feed = rogue.feed(*PAGES, *GOOD)
    began = time.monotonic()
    counts = place.crawl(local(feeds=(feed,), concurrency=16), timeout=TIMEOUT)
    assert place.kept() == sorted(rogue.url(path) for path in GOOD)
    assert_read_as_screened(place)
    assert counts.ended == "done"
    assert time.monotonic() - began < 90
    with place.open().read() as session:
        got = outcomes_of(session, rogue)
    wanted = {path: outcome for path, (_, outcome) in PAGES.items()}
    assert {path: got[path] for path in PAGES if not fnmatch(got[path], wanted[path])} == {}


def assert_read_as_screened(place: Place) -> None:
    """What the archive gives back of each page is, byte for byte, what the crawl looked at."""
    with place.open().read() as session:
        kept = session.execute(select(capture).where(capture.c.verdict == "kept")).all()
    archive = Archive(place.archive)
    for row in kept:
        record = archive.load(ArchiveRef(row.file, row.offset, row.length))
        assert payload_sha256(record.payload) == row.sha256, record.url


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


LINKS = "".join(f"<item><link>/2024/05/14/{n}</link></item>" for n in range(30_000))
CALENDAR = "".join(
    f'<a href="/events/2024/05/{n}/">{n}</a><a href="/page/{n}/">n</a>' for n in range(99)
)
HUGE = "".join(f"<url><loc>/2024/05/14/{n}</loc></url>" for n in range(30_000))

# What a door answers, and what is said of it; None: nothing, it is a door.
DOORS: dict[str, tuple[str, bytes | bad.Handler, str | None]] = {
    "page": ("feeds", answer(PAGE), "not a feed but a web page"),
    "empty": ("feeds", answer(""), "the feed is empty"),
    "gone": ("feeds", answer("x", status="404 Not Found"), "gone"),
    "error": ("feeds", answer("x", status="500 Oops"), "server error"),
    "hangs-up": ("feeds", bad.hang_up, "broken answer"),
    "endless": ("feeds", bad.endless_body, "too large"),
    "bomb-feed": ("feeds", bad.entity_bomb("rss"), None),
    "bomb-map": ("news_sitemaps", bad.entity_bomb("urlset"), None),
    "file-feed": ("feeds", bad.stolen_file("rss", "file:///etc/passwd"), None),
    "file-map": ("news_sitemaps", bad.stolen_file("urlset", "file:///etc/passwd"), None),
    "host-map": ("news_sitemaps", bad.stolen_file("urlset", "http://127.0.0.1:9/secret"), None),
    "gzip-map": (
        "news_sitemaps", answer(gzip.compress(b" " * 50_000_000)), "has more than 20 MB unpacked",
    ),
    "damaged-map": ("news_sitemaps", answer(PACKED[:40]), "damaged gzip"),
    "long-feed": ("feeds", answer(f"<rss version='2.0'><channel>{LINKS}</channel></rss>"), None),
    "long-map": ("news_sitemaps", answer(f"<urlset>{HUGE}</urlset>"), None),
    "calendar": ("listings", answer(CALENDAR), None),
    "odd-links": ("listings", answer(ODD_LINKS), None),
    "json": ("feeds", answer('{"version": 1}'), "no list “items”"),
    "deep-json": ("feeds", answer('{"items":' + "[" * 50_000), "cannot be read"),
    "binary": ("feeds", answer(b"\x89PNG" + bytes(5_000)), "not a feed"),
    "cut-off": ("feeds", answer(CUT_OFF), None),
}  # fmt: skip


def test_every_door_that_is_none_is_one_sentence(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    rogue.pages["/2024/05/14/a/"] = answer(story())
    rogue.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /2024/05/14/0")
    doors = {name: (field, f"/door/{name}") for name, (field, _, _) in DOORS.items()}
    rogue.pages |= {f"/door/{name}": body for name, (_, body, _) in DOORS.items()}
    sources = [
        local(name=name, **{field: (rogue.url(path),)}) for name, (field, path) in doors.items()
    ]
    good = local(name="good", feeds=(rogue.feed("/2024/05/14/a/"),))
    began = time.monotonic()
    counts = place.crawl(*sources, good, timeout=15.0)
    assert time.monotonic() - began < 120
    says = {name: counts.by_source[name].says for name in DOORS}
    wrong = {
        name: says[name]
        for name, (_, _, wanted) in DOORS.items()
        if (says[name] is None) != (wanted is None) or (wanted and wanted not in str(says[name]))
    }
    assert wrong == {}
    assert all(line.doors + line.doors_failed == 1 for line in counts.by_source.values())
    assert counts.by_source["long-feed"].found <= 2_000
    assert counts.by_source["calendar"].found == 0
    with place.open().read() as session:
        assert not any("root:" in url or "secret" in url for url in all_links(session))


def all_links(session: Any) -> list[str]:
    from sqlalchemy import text

    return list(session.execute(text("select url from link")).scalars())


def test_a_chain_of_sitemap_indexes_ends(place: Place, rogue: RogueServer, local: Local) -> None:
    for n in range(20):
        inside = f"<sitemap><loc>{rogue.url(f'/{n + 1}.xml')}</loc></sitemap>" * 3
        rogue.pages[f"/{n}.xml"] = answer(f"<sitemapindex>{inside}</sitemapindex>")
    place.crawl(local(news_sitemaps=(rogue.url("/0.xml"),)))
    assert [rogue.hits[f"/{n}.xml"] > 0 for n in range(5)] == [True, True, True, False, False]
    assert rogue.hits.total() < 20


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
child = subprocess.Popen([sys.executable, "-m", "crawler"], stdin=subprocess.PIPE)
child.stdin.write(sys.stdin.buffer.readline())
child.stdin.flush()
status = child.wait()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""
