"""Which sources a clock would visit now; a crawl by hand visits all it is given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crawler.due import due, next_due
from crawler.sources import Source
from storage.feeds import SourceState

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def source(name: str) -> Source:
    return Source(name=name, outlet=name, domains=(f"{name}.example",))


def state(name: str, next_at: datetime | None) -> SourceState:
    return SourceState(name, NOW, NOW, next_at, timedelta(hours=1), 0, 0, None)


def test_who_was_never_visited_comes_first_then_who_waits_longest() -> None:
    minutes = {"late": -90, "now": 0, "soon": 1, "later": 600}
    states = {name: state(name, NOW + timedelta(minutes=n)) for name, n in minutes.items()}
    states["unplanned"] = state("unplanned", None)
    sources = [source(name) for name in ("later", "soon", "now", "late", "new", "unplanned")]
    found = due(sources, states, now=NOW)
    assert [item.name for item in found] == ["new", "unplanned", "late", "now"]
    assert next_due(sources[:3], states) == NOW
    assert next_due(sources[:2], states) == NOW + timedelta(minutes=1)


def test_who_is_not_known_is_due_at_once() -> None:
    assert next_due([source("new")], {}) is None
    assert due([source("new")], {}, now=NOW) == [source("new")]
