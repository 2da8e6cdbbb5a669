"""Which number each incident that was formed goes by, and what becomes of former ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.records import Cluster
from storage import identifiers
from storage.identifiers import Formed, Given, History


@dataclass(frozen=True, slots=True)
class Naming:
    """By which numbers clusters go, and what becomes of the numbers their reports had."""

    past: History
    clusters: Mapping[int, Cluster]
    homes: Mapping[str, int]  # by anchor
    former: frozenset[int]
    chosen: frozenset[int]  # numbers that existed
    went: Mapping[int, int | None]  # numbers that name nothing now: where most of them is
    splits: Mapping[int, Sequence[int]]

    @property
    def touched(self) -> frozenset[int]:
        return self.former | self.chosen

    @property
    def fresh(self) -> frozenset[int]:
        """Numbers that exist, but were not these reports'."""
        return self.chosen - self.former

    def given(self, numbers: Iterable[int], *, now: datetime) -> dict[int, Given]:
        """What is known of these identifiers: nothing of new ones."""
        new, into = Given(now, now, "", decided=False), set(self.went.values())
        found = {n: self.past.given.get(n, new) for n in numbers}
        return {n: replace(own, decided=own.decided or n in into) for n, own in found.items()}


def named(
    session: Session,
    clusters: Iterable[Cluster],
    stories: Mapping[str, str],
    anchors: Collection[str],
    former: Collection[int],
    *,
    now: datetime,
) -> Naming:
    """Give each cluster its number, by what its reports and their ``stories`` went by."""
    clusters = sorted(clusters, key=_first)
    formed = [_formed(item, stories) for item in clusters]
    past = identifiers.history(session, set(anchors), set(stories.values()), former)
    chosen = identifiers.assign(formed, past)
    numbers = _numbered(session, formed, chosen, now=now)
    by_number = dict(zip(numbers, clusters, strict=True))
    homes = {item.anchor: n for n, own in by_number.items() for item in own.members}
    return Naming(
        past=past,
        clusters=by_number,
        homes=homes,
        former=frozenset(former),
        chosen=frozenset(chosen.values()),
        went=_where_they_went(past.holds, set(former) - set(numbers), homes),
        splits=_splits(past.holds, homes),
    )


def _first(item: Cluster) -> str:
    return min(member.anchor for member in item.members)


def _formed(item: Cluster, stories: Mapping[str, str]) -> Formed:
    anchors = frozenset(member.anchor for member in item.members)
    return Formed(anchors, frozenset(stories[anchor] for anchor in anchors))


def _numbered(
    session: Session, formed: Sequence[Formed], chosen: Mapping[int, int], *, now: datetime
) -> list[int]:
    """A number for each cluster: the chosen one, or a new one."""
    fresh = iter(identifiers.allocate(session, len(formed) - len(chosen), now=now))
    return [chosen[at] if at in chosen else next(fresh) for at in range(len(formed))]


def _where_they_went(
    held: Mapping[int, Collection[str]], gone: Collection[int], homes: Mapping[str, int]
) -> dict[int, int | None]:
    """For each identifier that names nothing now, the one that has most of its reports."""
    went: dict[int, int | None] = {}
    for n in sorted(gone):
        votes: dict[int, int] = defaultdict(int)
        for anchor in held.get(n, ()):
            if anchor in homes:
                votes[homes[anchor]] += 1
        went[n] = min(votes, key=lambda into: (-votes[into], into)) if votes else None
    return went


def _splits(held: Mapping[int, Collection[str]], homes: Mapping[str, int]) -> dict[int, list[int]]:
    """For each identifier that goes on, the others that reports of it went to."""
    living = set(homes.values())
    found: dict[int, list[int]] = {}
    for n in sorted(living & held.keys()):
        others = {homes[anchor] for anchor in held[n] if anchor in homes} - {n}
        if parts := sorted(others - held.keys()):
            found[n] = parts
    return found


def note_moves(
    session: Session, naming: Naming, stories: Mapping[str, str], *, now: datetime
) -> None:
    """Each report's incident and article, where they are not as they were; numbers that go."""
    past = naming.past
    identifiers.wake(session, past.resting.intersection(naming.clusters))
    homes = {anchor: (n, stories[anchor]) for anchor, n in naming.homes.items()}
    moved = {anchor: home for anchor, home in homes.items() if past.homes.get(anchor) != home}
    identifiers.note_homes(session, moved, left=moved.keys() & past.homes.keys())
    for n, into in naming.went.items():
        identifiers.rest(session, n, into=into, now=now)  # its corrections are told with that one
