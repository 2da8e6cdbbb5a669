"""A mistake of ours met with one answer: told once, in one sentence, and asked again later."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from crawler import outcomes, run
from crawler.sources import Source, as_entry
from storage import sources
from storage.archive import ArchiveError
from storage.faults import DatabaseError
from storage.tables import link
from tests.crawler.conftest import Place
from tests.crawler.rogue import RogueServer, answer, story

Local = Callable[..., Source]

FAILS = """
from pytest import MonkeyPatch
def fails(*_, **__):
    raise KeyError("an odd\\nword")
async def fails_late(*_, **__):
    fails()
patch = MonkeyPatch()
"""
PARSER = 'patch.setattr("crawler.spiders.feeds.feed_links", fails)'
SCREEN = 'patch.setattr("crawler.item_pipeline.screen", fails)'
STORY = 'patch.setattr("crawler.spiders.stories.validators_of", fails)'
WIRE = """
import crawler.handlers
sent = crawler.handlers.PatientHandler._sent
async def fails_at_stories(self, request, desk):
    return await (sent(self, request, desk) if "link" not in request.meta else fails_late())
patch.setattr(crawler.handlers.PatientHandler, "_sent", fails_at_stories)
"""
SAYS = "own fault: Casebook failed on it, please report it: KeyError: 'an odd\\nword'"


def crawl(place: Place, source: Source, patch: str) -> dict[str, Any]:
    """One pass of a crawl that makes a mistake; its last counts."""
    job = {
        "sources": [as_entry(source)],
        "database": place.database_url,
        "archive": str(place.archive),
        "scope": "police",
        "contact": None,
        "now": datetime.now(UTC).isoformat(),
        "timeout": 10,
        "patient": True,
    }
    said, saying = os.pipe()
    child: Any = run.begun("crawler", first=FAILS + patch, stderr=saying)  # type: ignore[call-arg]
    os.close(saying)
    run.give(child, job)
    with os.fdopen(said, "r") as complaints:
        lines = list(run.lines_of(child))
        told = complaints.read()
    run.ended(child)
    assert child.returncode == 0
    counts: dict[str, Any] = json.loads(lines[-1])
    return counts | {"told": told}


def test_a_door_we_failed_on_is_told_and_left_alone_for_a_while(
    place: Place, rogue: RogueServer, local: Local
) -> None:
    good = rogue.url("/map.xml")
    rogue.pages["/map.xml"] = answer("<urlset/>")
    source = local(feeds=(rogue.feed("/a"),), news_sitemaps=(good,))
    counts = crawl(place, source, PARSER)
    assert counts["sources"]["rogue"]["doors_failed"] == 1
    assert counts["told"].count("Traceback") == 1
    with place.open().read() as session:
        state = sources.door(session, rogue.url("/feed"))
    assert state is not None
    assert state.says is not None
    assert SAYS.replace("own fault: ", "own fault (") in state.says
    assert state.failures == 1
    assert state.next_at is not None
    assert state.next_at > datetime.now(UTC)
    crawl(place, source, PARSER)
    assert (rogue.hits["/feed"], rogue.hits["/map.xml"]) == (1, 2)


@pytest.mark.parametrize("patch", [SCREEN, STORY, WIRE])
def test_a_story_we_failed_on_is_told_and_tried_again_later(
    place: Place, rogue: RogueServer, local: Local, patch: str
) -> None:
    rogue.pages["/a"] = answer(story())
    source = local(feeds=(rogue.feed("/a"),))
    counts = crawl(place, source, patch)
    assert counts["sources"]["rogue"]["failed"] == {"own fault": 1}
    assert counts["told"].count("Traceback") == 1
    with place.open().read() as session:
        [row] = session.execute(select(link)).all()
    assert (row.state, row.leased_by, row.attempts) == ("found", None, 1)
    assert f"{row.failure}: {row.failure_detail}" == SAYS
    assert row.next_at > datetime.now(UTC)
    hits = rogue.hits["/a"]
    place.crawl(source)
    assert rogue.hits["/a"] == hits


@pytest.mark.parametrize("fault", [ArchiveError("full"), DatabaseError("away")])
def test_what_cannot_be_kept_is_no_mistake_to_go_on_from(fault: Exception) -> None:
    with pytest.raises(type(fault)):
        outcomes.of_fault(fault)
