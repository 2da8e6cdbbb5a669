from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.records import OutletPlace
from storage import articles, feeds, frontier, pages
from storage.archive import ArchiveRef
from storage.engine import Database, open_database
from storage.feeds import Validators
from storage.frontier import FoundLink, LinkState
from storage.pages import Kept, NewCapture
from storage.tables import capture, link, sighting
from tests.storage.conftest import NOW, World, irrelevant

HOME = OutletPlace("Ashport Ledger", "Ashport", "Vale County", "OH", "America/New_York")
FEED = "https://ledger.example/feed"


def found(url: str, **more: Any) -> FoundLink:
    return FoundLink(url, more.pop("via", FEED), more.pop("source", "ledger"), HOME, **more)


def answer(link_id: int, body: str = "x", **more: Any) -> NewCapture:
    given_: dict[str, Any] = {
        "verdict": Kept.KEPT,
        "ref": ArchiveRef("a.warc.gz", 10, 20),
        "content_type": "text/html",
        "fetched_at": NOW,
        "status": 200,
    }
    return NewCapture(link_id=link_id, sha256=body * 64, **given_ | more)


def tables(database: Database) -> list[Any]:
    with database.read() as session:
        return [
            session.execute(select(t).order_by(*t.primary_key)).all()
            for t in (link, capture, sighting)
        ]


def test_http_and_https_of_a_story_are_one_link(database: Database) -> None:
    spellings = ("http://www.a.example/1", "https://a.example/1/", "https://www.a.example/1")
    with database.write() as session:
        assert (
            frontier.found(session, [found(spellings[0], met="http://m.a.example/1")], now=NOW) == 1
        )
        assert frontier.found(session, [found(url, via=url) for url in spellings], now=NOW) == 0
        assert len(set(frontier.link_ids(session, spellings).values())) == 1
    with database.write() as session:
        [leased] = lease(session, "one", limit=9)
    assert (leased.url, leased.met) == ("http://www.a.example/1", "http://m.a.example/1")


def test_of_several_spellings_found_together_the_first_is_fetched(database: Database) -> None:
    """A feed puts the story's own address before those that other lists of the page give it."""
    spellings = ("https://a.example/1", "http://www.a.example/1/", "https://www.a.example/1")
    others = ("http://b.example/2", "https://b.example/2")
    links = [found(url, met=f"{url}#met") for url in (*spellings, *others)]
    with database.write() as session:
        assert frontier.found(session, links, now=NOW) == 2
    with database.write() as session:
        leased = {one.url: one.met for one in lease(session, "one", limit=9)}
    assert leased == {url: f"{url}#met" for url in (spellings[0], others[0])}


def test_many_answers_are_kept_as_one_by_one(database: Database) -> None:
    with database.write() as session:
        frontier.found(session, [found(f"https://a.example/{n}") for n in range(4)], now=NOW)
        ids = list(
            frontier.link_ids(session, [f"https://a.example/{n}" for n in range(4)]).values()
        )
    screened = {"verdict": Kept.SCREENED, "ref": None}
    with database.write() as session:
        answers = [answer(ids[0]), answer(ids[1], **screened), answer(ids[0]), answer(ids[3], "z")]
        answers.append(answer(ids[2], verdict=Kept.UNCHANGED, ref=None))
        pages.keep_many(session, answers, now=NOW)
        pages.keep_many(session, [answer(ids[1]), answer(ids[0], "y")], now=NOW)
    with database.read() as session:
        assert frontier.link_counts(session) == {"done": 4}
        assert verdicts(session) == {("kept", None): 4}


def verdicts(session: Session) -> Counter[tuple[str, str | None]]:
    """How many captures there are of each verdict and reason."""
    found = session.execute(select(capture.c.verdict, capture.c.reason))
    return Counter((row.verdict, row.reason) for row in found)


def test_what_is_found_is_leased_once(database: Database) -> None:
    with database.write() as session:
        assert (
            frontier.found(
                session, [found("https://a.example/1"), found("https://b.example/2")], now=NOW
            )
            == 2
        )
    with database.write() as session:
        first = lease(session, "one", limit=1)
        second = lease(session, "two", limit=9)
    assert [item.url for item in first + second] == ["https://a.example/1", "https://b.example/2"]
    assert first[0].home == HOME
    assert first[0].source == "ledger"
    assert first[0].attempts == 1


def lease(session: Any, worker: str, **more: Any) -> list[frontier.LeasedLink]:
    options: dict[str, Any] = {"limit": 10, "now": NOW, "until": NOW + timedelta(minutes=5)}
    return frontier.lease(session, worker=worker, **options | more)


def test_the_same_sighting_twice_adds_nothing(database: Database) -> None:
    seen = found("https://a.example/1", claimed="Mon, 02 Mar 2026")
    with database.write() as session:
        frontier.found(session, [seen], now=NOW)
    before = tables(database)
    with database.write() as session:
        assert frontier.found(session, [seen, seen], now=NOW + timedelta(days=1)) == 0
    assert tables(database) == before


def test_many_links_at_once_are_noted_as_one_by_one(database: Database) -> None:
    """So many that PostgreSQL gets them by COPY; a third of them it knows."""
    many = [found(f"https://h{n % 7}.example/{n}", claimed=f"“{n}”,\t\\") for n in range(450)]
    with database.write() as session:
        assert [frontier.found(session, [one], now=NOW) for one in many[::3]] == [1] * 150
    before = tables(database)[0]
    with database.write() as session:
        assert frontier.found(session, many, now=NOW) == 300
        assert frontier.found(session, many, now=NOW) == 0  # twice in one transaction
    links, _, sightings = tables(database)
    assert [row for row in links if row in before] == before
    assert len(sightings) == len(links) == 450
    assert {row.url: row.home for row in links} == {one.url: asdict(HOME) for one in many}
    assert {row.claimed for row in sightings} == {one.claimed for one in many}


def test_every_feed_that_showed_a_link_is_remembered(database: Database) -> None:
    with database.write() as session:
        frontier.found(session, [found("https://a.example/1")], now=NOW)
        assert frontier.found(session, [found("https://a.example/1", via="sitemap")], now=NOW) == 0
        vias = session.execute(select(sighting.c.via).order_by(sighting.c.via)).scalars().all()
    assert vias == [FEED, "sitemap"]


def test_addresses_too_long_to_be_honest_are_left_out(database: Database) -> None:
    with database.write() as session:
        long = "https://a.example/" + "x" * frontier.MAX_URL
        assert frontier.found(session, [found(long), found("https://a.example/1")], now=NOW) == 1
        assert list(frontier.link_ids(session, [long])) == []


def test_a_lease_that_ran_out_is_given_to_another(database: Database) -> None:
    with database.write() as session:
        frontier.found(session, [found("https://a.example/1")], now=NOW)
        lease(session, "dead")
        assert lease(session, "living") == []
        later = NOW + timedelta(minutes=6)
        again = lease(session, "living", now=later, until=later + timedelta(minutes=5))
    assert [item.attempts for item in again] == [2]


def test_what_is_handed_back_is_due_again_and_was_no_attempt(database: Database) -> None:
    with database.write() as session:
        frontier.found(session, [found("https://a.example/1")], now=NOW)
        lease(session, "one")
        assert frontier.hand_back(session, worker="other") == 0
        assert frontier.hand_back(session, worker="one") == 1
        assert [item.attempts for item in lease(session, "two")] == [1]


def test_a_link_is_given_back_by_whoever_has_it_alone(database: Database) -> None:
    with database.write() as session:
        frontier.found(session, [found("https://a.example/1")], now=NOW)
        [link_] = lease(session, "one", limit=9)
        frontier.give_back(session, link_.id, worker="other")
        assert frontier.link_counts(session) == {"leased": 1}
        frontier.give_back(session, link_.id, worker="one")
        assert frontier.link_counts(session) == {"found": 1}


def test_leases_can_be_limited_to_sources(database: Database) -> None:
    with database.write() as session:
        links = [found("https://a.example/1"), found("https://b.example/1", source="other")]
        frontier.found(session, links, now=NOW)
        assert [item.url for item in lease(session, "w", sources=["other"])] == [links[1].url]
        assert lease(session, "w", sources=[]) == []


def test_a_source_with_many_links_does_not_hold_up_the_others(database: Database) -> None:
    many = [FoundLink(f"https://slow.example/{n}", "f", "slow") for n in range(50)]
    few = [FoundLink(f"https://{name}.example/", "f", name) for name in ("one", "two")]
    with database.write() as session:
        frontier.found(session, many, now=NOW)
        frontier.found(session, few, now=NOW)
        leased = lease(session, "w", limit=6)
    assert [item.source for item in leased].count("slow") == 4
    assert {item.source for item in leased} == {"slow", "one", "two"}


def test_two_workers_never_get_one_host(empty_postgres: str) -> None:
    """On PostgreSQL both lease at once: neither waits for the other, neither gets the other's."""
    database = open_database(empty_postgres)
    with database.write() as session:
        frontier.found(session, [found(f"https://{n}.example/") for n in range(10)], now=NOW)
    with database.write() as one, database.write() as two:
        ours, theirs = lease(one, "one", limit=6), lease(two, "two", limit=6)
    assert (len(ours), len(theirs)) == (6, 4)
    assert not {item.id for item in ours} & {item.id for item in theirs}
    database.dispose()


@pytest.mark.parametrize(
    ("kind", "retry", "state"),
    [("timeout", True, "found"), ("404", False, "failed"), ("gone", False, "gone")],
)
def test_failures(database: Database, kind: str, retry: bool, state: str) -> None:
    with database.write() as session:
        frontier.found(session, [found("https://a.example/1")], now=NOW)
        [item] = lease(session, "w")
        retry_at = NOW + timedelta(hours=1) if retry else None
        frontier.fail(session, item.id, kind=kind, detail="said so", retry_at=retry_at, now=NOW)
        assert frontier.link_counts(session) == {state: 1}
        assert lease(session, "w") == []
        again = lease(session, "w", now=NOW + timedelta(hours=2), until=NOW + timedelta(hours=3))
    assert bool(again) is retry


def test_kept_waits_to_be_read_until_this_version_has_read_it(world: World) -> None:
    number = world.keep("https://a.example/1", "a page")
    with world.database.read() as session:
        [item] = pages.waiting(session, reader_version="1", limit=10)
        assert pages.waiting_count(session, reader_version="1") == 1
    assert (item.capture_id, item.url, item.fetched_at) == (
        number,
        "https://a.example/1",
        world.now,
    )
    assert world.archive.load(item.ref).payload == b"a page"
    world.read(number, irrelevant("https://a.example/1"))
    with world.database.read() as session:
        assert pages.waiting(session, reader_version="1", limit=10) == []
        assert pages.waiting(session, reader_version="2", limit=10) == [], "it stays as it was read"
        newer = {"reader_version": "2", "limit": 10, "again": True}
        assert [w.capture_id for w in pages.waiting(session, **newer)] == [number]
        assert pages.waiting(session, **newer, after=number) == []
        assert pages.waiting_count(session, reader_version="2", again=True) == 1


def test_a_page_the_reader_failed_on_waits_for_the_next_version(world: World) -> None:
    number = world.keep("https://a.example/1", "a page")
    with world.database.write() as session:
        articles.set_aside(session, number, version="1", reason=pages.READER_FAILED)
    with world.database.read() as session:
        assert pages.waiting_count(session, reader_version="1") == 0
        assert pages.waiting_count(session, reader_version="2") == 1


def test_screened_and_unreadable_pages_are_counted_and_not_read(database: Database) -> None:
    with database.write() as session:
        frontier.found(session, [found(f"https://a.example/{n}") for n in range(2)], now=NOW)
        one, two = lease(session, "w")
        reason = {"ref": None, "reason": "no trace of the subject"}
        pages.keep(session, answer(one.id, verdict=Kept.SCREENED, **reason), now=NOW)
        pages.keep(
            session, answer(two.id, verdict=Kept.UNREADABLE, ref=None, reason="not HTML"), now=NOW
        )
        assert frontier.link_counts(session) == {"done": 2}
        assert pages.waiting(session, reader_version="1", limit=10) == []
        assert verdicts(session) == {
            ("screened", "no trace of the subject"): 1,
            ("unreadable", "not HTML"): 1,
        }


def test_the_same_payload_is_kept_once(database: Database) -> None:
    with database.write() as session:
        frontier.found(session, [found("https://a.example/1")], now=NOW)
        [item] = lease(session, "w")
        first = pages.keep(session, answer(item.id, "a"), now=NOW)
        assert (
            pages.keep(session, answer(item.id, "a", ref=ArchiveRef("b", 1, 2)), now=NOW) == first
        )
        other = pages.keep(session, answer(item.id, "b"), now=NOW)
        assert other != first
        assert pages.known_payload(session, url=item.url, sha256="a" * 64) == first
        assert pages.known_payloads(session, ["a" * 64, "c" * 64]) == {(item.url, "a" * 64)}
        ref = session.execute(select(capture.c.file).where(capture.c.id == first)).scalar_one()
    assert ref == "a.warc.gz"


def test_unchanged_belongs_to_the_latest_capture(database: Database) -> None:
    with database.write() as session:
        frontier.found(session, [found("https://a.example/1")], now=NOW)
        [item] = lease(session, "w")
        same = answer(item.id, "0", verdict=Kept.UNCHANGED, ref=None, status=304)
        assert pages.keep(session, same, now=NOW) == 0
        first = pages.keep(session, answer(item.id, "a"), now=NOW)
        assert pages.keep(session, same, now=NOW) == first
        assert session.execute(select(func.count()).select_from(capture)).scalar_one() == 1


def test_what_was_screened_out_can_be_kept_later(database: Database) -> None:
    with database.write() as session:
        frontier.found(session, [found("https://a.example/1")], now=NOW)
        [item] = lease(session, "w")
        screened = answer(item.id, "a", verdict=Kept.SCREENED, ref=None, reason="off topic")
        first = pages.keep(session, screened, now=NOW)
        assert pages.keep(session, answer(item.id, "a"), now=NOW) == first
        [waiting] = pages.waiting(session, reader_version="1", limit=10)
    assert waiting.ref == ArchiveRef("a.warc.gz", 10, 20)


def test_validators_are_of_the_last_answer(database: Database) -> None:
    with database.write() as session:
        assert not feeds.validators(session, FEED)
        frontier.found(session, [found("https://a.example/1")], now=NOW)
        [item] = lease(session, "w")
        pages.keep(session, answer(item.id, "a", validators=Validators('"1"', None)), now=NOW)
        newer = answer(item.id, "b", validators=Validators('"2"'), fetched_at=NOW + timedelta(1))
        pages.keep(session, newer, now=NOW)
        assert feeds.validators(session, item.url) == Validators('"2"')
        for etag in ('"f1"', '"f2"'):
            feeds.feed_fetched(
                session, FEED, source="s", status=200, validators=Validators(etag, "Mon"), now=NOW
            )
        assert feeds.validators(session, FEED) == Validators('"f2"', "Mon")


def test_ingesting_the_same_record_twice_adds_nothing(world: World) -> None:
    first = world.keep("https://a.example/1", "a page")
    before = tables(world.database)
    assert world.keep("https://a.example/1", "a page") == first
    assert tables(world.database) == before
    assert world.keep("https://a.example/1", "another page") != first


def test_source_states_count_failures_until_the_next_success(database: Database) -> None:
    with database.write() as session:
        feeds.source_seen(session, "a", now=NOW, ok=True, new_links=3, interval=timedelta(hours=1))
        for _ in range(2):
            feeds.source_seen(session, "a", now=NOW + timedelta(1), ok=False, message="no answer")
        state = feeds.source_states(session)["a"]
        assert (state.failures, state.succeeded_at, state.message) == (2, NOW, "no answer")
        assert state.new_links == 3
        feeds.source_seen(session, "a", now=NOW + timedelta(2), ok=True)
        assert feeds.source_states(session)["a"].failures == 0


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("found", "keep", "unchanged")),
        st.integers(0, 3),
        st.sampled_from("ab"),
        st.sampled_from(("f1", "f2")),
    ),
    max_size=12,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_doing_everything_twice_is_doing_it_once(tmp_path_factory: Any, steps: list[Any]) -> None:
    def run(times: int) -> list[Any]:
        path = tmp_path_factory.mktemp("twice") / "x.db"
        database = open_database(f"sqlite:///{path}")
        for step in steps:
            for _ in range(times):
                with database.write() as session:
                    _do(session, *step)
        state = tables(database)
        database.dispose()
        return state

    assert run(1) == run(2)


def _do(session: Any, kind: str, n: int, body: str, via: str) -> None:
    url = f"https://a.example/{n}"
    if kind == "found":
        frontier.found(session, [found(url, via=via)], now=NOW)
    elif link_id := frontier.link_ids(session, [url]).get(url):
        verdict = Kept.KEPT if kind == "keep" else Kept.UNCHANGED
        pages.keep(session, answer(link_id, body, verdict=verdict), now=NOW)


def test_states_are_the_words_of_the_data_model() -> None:
    assert sorted(LinkState) == ["done", "failed", "found", "gone", "leased"]
    assert sorted(Kept) == ["expired", "kept", "screened", "unchanged", "unreadable"]
