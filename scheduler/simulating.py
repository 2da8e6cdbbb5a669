"""What another threshold would change: the incidents formed again in memory, nothing stored.

A threshold is the probability, by the model, that two reports are of one incident; an edge that
reaches it joins. The model's own is 3.5 bits of evidence, a probability of .92; 3 bits, .89, for a
report that names nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline import compare, resolve
from pipeline.compare import Model
from pipeline.linking import crowds
from pipeline.linking.linkable import Linkable
from pipeline.records import Cluster
from scheduler.workplace import Progress, Workplace, silent
from storage import comparisons, judgements, reports
from storage.parts import standing


class NoSuchThreshold(Exception):
    """No threshold that could be tried; the message says which could."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Incidents that would be formed otherwise: how they are, and how they would be."""

    before: tuple[tuple[str, tuple[str, ...]], ...]  # identifier ("" for none), its reports
    after: tuple[tuple[str, ...], ...]

    @property
    def incidents(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.before if name)


@dataclass(frozen=True, slots=True)
class Simulated:
    """One threshold tried out."""

    threshold: float
    bits: float
    incidents_now: int
    incidents_then: int
    changed: tuple[Changed, ...]
    urls: Mapping[str, str]  # of each report that would move

    @property
    def incidents_changed(self) -> int:
        return sum(len(one.incidents) for one in self.changed)


def simulate(
    place: Workplace, thresholds: Sequence[float], *, progress: Progress = silent
) -> list[Simulated]:
    """What each threshold would make of the reports as they were last compared."""
    model = Model.load()
    for threshold in thresholds:
        _check(threshold, model)
    with place.database.read() as session:
        known = reports.linkables(session, reports.every_anchor(session))
        edges = comparisons.between(session, known)
        words = judgements.every(session)
        now = standing(session)
        parts = resolve.split([item.anchor for item in known], edges, words)
        followers = crowds.followers(known)
        by_anchor = {item.anchor: item for item in known}
        found = []
        for at, threshold in enumerate(thresholds):
            progress(at, len(thresholds))
            then = list(_clusters(by_anchor, parts, _at(threshold, model), followers))
            changed = tuple(_changed(now, then))
            moved = {a for one in changed for _, own in one.before for a in own}
            moved |= {a for one in changed for own in one.after for a in own}
            urls = {a: item.url for a, item in reports.stored(session, moved).items()}
            least = round(compare.bits(threshold), 2)
            found.append(Simulated(threshold, least, len(now), len(then), changed, urls))
        return found


def _check(threshold: float, model: Model) -> None:
    least = compare.probability(model.floor)
    if not least <= threshold < 1:
        raise NoSuchThreshold(
            f"{threshold} cannot be tried: give a probability from {least:.2f} "
            "(comparisons below are not kept) to less than 1, such as 0.9"
        )


def _at(threshold: float, model: Model) -> Model:
    least = compare.bits(threshold)
    return replace(model, join=least, join_unnamed=least)


def _clusters(
    by_anchor: Mapping[str, Linkable],
    parts: Sequence[resolve.Part],
    model: Model,
    followers: Collection[str],
) -> Iterator[frozenset[str]]:
    for anchors, edges, words in parts:
        reports = [by_anchor[anchor] for anchor in anchors]
        part = resolve.cluster(reports, edges, words, model, followers)
        yield from (_anchors(cluster) for cluster in part.clusters)


def _anchors(cluster: Cluster) -> frozenset[str]:
    return frozenset(member.anchor for member in cluster.members)


def _changed(
    now: Mapping[str, frozenset[str]], then: Sequence[frozenset[str]]
) -> Iterator[Changed]:
    """Incidents that differ, those that would exchange reports together."""
    kept = set(now.values()) & set(then)
    old = {name: own for name, own in now.items() if own not in kept}
    new = [own for own in then if own not in kept]
    homes = {anchor: name for name, own in old.items() for anchor in own}
    links: dict[str, set[int]] = defaultdict(set)
    back: dict[int, set[str]] = defaultdict(set)
    for at, own in enumerate(new):
        for name in {homes[anchor] for anchor in own if anchor in homes}:
            links[name].add(at)
            back[at].add(name)
    seen: set[str] = set()
    for first in sorted(old, key=lambda name: (len(name), name)):
        if first in seen:
            continue
        names, places = {first}, set(links[first])
        while more := ({n for at in places for n in back[at]} - names):
            names |= more
            places |= {at for name in more for at in links[name]}
        seen |= names
        yield Changed(
            tuple((name, tuple(sorted(old[name]))) for name in sorted(names)),
            tuple(sorted(tuple(sorted(new[at])) for at in places)),
        )
