"""Is a source quiet because nothing happens, or for the wrong reason?

What is usual is a source's own history: how often it has new stories, how long its longest
silence was, which fields its pages give. A trouble is noticed once and ends once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import comb

from storage.sources import Stories
from storage.troubles import Trouble

#: The kinds of trouble a source can have, by which job looks for them.
DOORS = ("does not answer", "forbidden")
HABITS = ("silent", "layout changed")

#: With fewer new stories than this nothing is usual yet.
LEAST_STORIES = 10
#: A silence so many times as long as the longest so far is not like the source.
BEYOND = 1.5
#: ... and so many times as long as one story usually takes: by chance, once in 160,000 stories.
AT_LEAST = 12
#: How unlikely, by what is usual, a fall of fields must be.
UNLIKELY = 0.001
#: What pages of an outlet give; claims depend on what is told, these on how it is built.
FIELDS = ("title", "published", "byline", "readable")


@dataclass(frozen=True, slots=True)
class Habit:
    """What is usual of one source: made from its visits."""

    source: str
    visits: int = 0
    failed: int = 0  # of the last visits, one after the other
    failing_since: datetime | None = None
    last_says: str | None = None
    stories: int = 0  # new ones, over all the time looked at
    first_at: datetime | None = None
    last_story_at: datetime | None = None
    longest_silence: timedelta = timedelta()
    every: timedelta = timedelta(hours=1)  # between two visits
    before: Stories = field(default_factory=Stories)
    lately: Stories = field(default_factory=Stories)

    @property
    def expected(self) -> timedelta | None:
        """How long it usually takes until it has a new story."""
        if self.stories < LEAST_STORIES or self.first_at is None or self.last_story_at is None:
            return None
        return (self.last_story_at - self.first_at) / self.stories


def door_troubles(habit: Habit) -> Iterator[Trouble]:
    """Seen at the last visits: nobody answers, or robots.txt forbids it now."""
    if habit.failed < 2 or habit.failing_since is None:
        return
    says = habit.last_says or "no way in answered"
    if ": robots (" in says:
        yield Trouble("forbidden", habit.source, habit.failing_since, "its robots.txt forbids us")
    else:
        yield Trouble("does not answer", habit.source, habit.failing_since, says)


def habit_troubles(habit: Habit, now: datetime) -> Iterator[Trouble]:
    """Seen against its own history: a silence unlike it, pages that give less than before."""
    yield from _silence(habit, now)
    yield from _fall(habit, now)


def _silence(habit: Habit, now: datetime) -> Iterator[Trouble]:
    expected = habit.expected
    if expected is None or habit.last_story_at is None:
        return
    usual = max(habit.longest_silence * BEYOND, expected * AT_LEAST, habit.every * 3)
    quiet = now - habit.last_story_at
    if quiet > usual:
        yield Trouble(
            "silent",
            habit.source,
            habit.last_story_at,
            f"no new story for {_hours(quiet)}; its longest silence was "
            f"{_hours(habit.longest_silence)}",
        )


def _fall(habit: Habit, now: datetime) -> Iterator[Trouble]:
    for name in FIELDS:
        had, of = _share(habit.before, name)
        has, now_of = _share(habit.lately, name)
        if of < 20 or had / of < 0.6 or not now_of:
            continue
        usual = had / of
        if has / now_of < usual / 2 and chance(has, now_of, usual) < UNLIKELY:
            yield Trouble(
                "layout changed",
                habit.source,
                now,
                f"{name} was read of {had} in {of} pages, lately of {has} in {now_of}",
            )
            return


def _share(stories: Stories, name: str) -> tuple[int, int]:
    """How many of how many pages gave it."""
    if name == "readable":
        return stories.articles, stories.articles + sum(stories.unreadable.values())
    return stories.fields.get(name, 0), stories.articles


def chance(hits: int, of: int, usual: float) -> float:
    """How likely so few hits are, or fewer, when each has its usual chance.

    >>> chance(0, 5, 0.9) < 0.0001, chance(4, 5, 0.9) > 0.3
    (True, True)
    """
    return sum(comb(of, n) * usual**n * (1 - usual) ** (of - n) for n in range(min(hits, of) + 1))


def ours(troubles: Sequence[Trouble], sources: int, now: datetime) -> list[Trouble]:
    """When nearly nobody answers, it is our own line: one trouble, not hundreds."""
    silent = [item for item in troubles if item.kind == "does not answer"]
    if sources < 5 or len(silent) < 0.8 * sources:
        return list(troubles)
    since = max(item.since for item in silent)
    others = [item for item in troubles if item.kind != "does not answer"]
    says = f"{len(silent)} of {sources} sources do not answer: is our own connection down?"
    return [*others, Trouble("does not answer", "the network", min(since, now), says)]


def _hours(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours / 24:.1f} days" if hours >= 48 else f"{hours:.1f} hours"
