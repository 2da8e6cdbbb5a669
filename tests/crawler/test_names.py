"""Name servers that never answer: no crawl waits for them, nor do other hosts."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.looking import Site, look_at
from crawler.sources import Source
from tests.crawler.conftest import Place
from tests.crawler.rogue import RogueServer, answer, story

#: What every child of ours does first: names of one domain are asked of nobody.
HANGS = """
import socket, time
real = socket.gethostbyname
def hangs(name):
    if name.endswith("hangs.example"):
        time.sleep(120)
    return "127.0.0.1" if name == "rogue.example" else real(name)
socket.gethostbyname = hangs
"""
PATIENCE = 60.0
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HANGS, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))


@pytest.mark.usefixtures("hanging")
def test_names_that_no_server_answers_for_hold_up_neither_the_crawl_nor_its_other_hosts(
    place: Place, rogue: RogueServer, local: Callable[..., Source]
) -> None:
    home = f"http://rogue.example:{rogue.port}"
    feed = f"<rss version='2.0'><channel><item><link>{home}/a</link></item></channel></rss>"
    rogue.pages["/feed"] = answer(feed, "Content-Type: application/rss+xml")
    rogue.pages["/a"] = answer(story())
    good = local(name="good", domains=("rogue.example",), feeds=(f"{home}/feed",))
    dead = [
        local(
            name=f"dead{n}",
            domains=(f"{n}.hangs.example",),
            feeds=(f"http://{n}.hangs.example/feed",),
        )
        for n in range(12)
    ]
    began = time.monotonic()
    counts = place.crawl(*dead, good, timeout=3.0)
    assert time.monotonic() - began < PATIENCE
    assert counts.doors_failed == len(dead)
    assert place.kept() == [f"{home}/a"]


@pytest.mark.usefixtures("hanging")
def test_looking_at_a_site_whose_name_nobody_answers_for_ends(local: Callable[..., Source]) -> None:
    url = "http://www.hangs.example/"
    site = Site("dead", url, local(name="dead", domains=("hangs.example",)), search=True)
    began = time.monotonic()
    [found] = look_at([site], contact="us@desk.example", now=NOW, timeout=2.0)
    assert time.monotonic() - began < PATIENCE
    assert found.kind == "unreachable"
