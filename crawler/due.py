"""Which sources are due: the clock asks, a crawl somebody starts visits all it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from crawler.sources import Source
from storage.feeds import SourceState

_NEVER = datetime.min.replace(tzinfo=UTC)


def due(
    sources: Iterable[Source], states: Mapping[str, SourceState], *, now: datetime
) -> list[Source]:
    """The sources whose time has come, who waits longest first; ``states`` are storage's."""
    waiting = [(_next(item, states), item) for item in sources]
    here = [(at, item) for at, item in waiting if at <= now]
    return [item for _, item in sorted(here, key=lambda pair: pair[0])]


def next_due(sources: Iterable[Source], states: Mapping[str, SourceState]) -> datetime | None:
    """When the first of them is due; ``None``: at once, or there is none."""
    times = [_next(item, states) for item in sources]
    first = min(times, default=_NEVER)
    return None if first == _NEVER else first


def _next(source: Source, states: Mapping[str, SourceState]) -> datetime:
    known = states.get(source.name)
    return _NEVER if known is None or known.next_at is None else known.next_at
