"""Stories that scripts build, at sources that ask for a browser."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from crawler.browser import NoBrowser
from crawler.sources import Source
from tests.crawler.conftest import Place
from tests.crawler.rogue import RogueServer, answer

Local = Callable[..., Source]
SHELL = (
    '<!doctype html><title>App</title><div id="root"></div><img src="/picture.png">'
    '<script src="/app.js"></script>'
)
SCRIPT = """
fetch("/api/story.json").then(answer => answer.json()).then(story => {
  document.getElementById("root").innerHTML = "<article><p>" + story.text + "</p></article>";
});
fetch("http://127.0.0.2:PORT/secret");
new Image().src = "http://127.0.0.2:PORT/pixel";
"""
STORY = '{"text": "A police officer shot a man on Elm Street on Sunday night, the chief said."}'


def chromium() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser"))


@pytest.mark.skipif(not chromium(), reason="no Chromium on this machine")
def test_a_story_its_scripts_build_is_read_where_the_source_asks(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    with RogueServer("127.0.0.2") as elsewhere:
        rogue.pages |= {
            "/robots.txt": answer("User-agent: *\nDisallow: /private"),
            "/2026/03/01/a/": answer(gzip.compress(SHELL.encode()), "Content-Encoding: gzip"),
            "/app.js": answer(
                SCRIPT.replace("PORT", str(elsewhere.port)), "Content-Type: text/javascript"
            ),
            "/api/story.json": answer(STORY, "Content-Type: application/json"),
        }
        plain = local(feeds=(rogue.feed("/2026/03/01/a/"),))
        first = place.crawl(plain)
        assert first.unreadable == {"needs JavaScript": 1}
        assert rogue.hits["/app.js"] == 0
        other = replace(place, folder=place.folder / "with")
        other.folder.mkdir()
        second = other.crawl(replace(plain, javascript=True))
        assert second.kept == 1
        assert other.kept() == [rogue.url("/2026/03/01/a/")]
        assert (rogue.hits["/app.js"], rogue.hits["/picture.png"]) == (1, 0)
        assert elsewhere.hits.total() == 0
    archive = b"".join(path.read_bytes() for path in other.archive.glob("*.warc.gz"))
    records = gzip.decompress(archive)
    assert b"shot a man on Elm Street" in records
    assert records.count(b"WARC-Type: response") == 2  # the shell as it was received, too


def test_no_browser_is_an_outcome() -> None:
    assert NoBrowser("install it").outcome.kind == "no browser"
