"""What the reports that the matcher joined say together, kept while they grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Self

from pipeline.linking import name_traits, rows
from pipeline.linking.linkable import Linkable


@dataclass(slots=True)
class Side:
    """Reports joined without people's "same": who they are, and how they call whom was hit."""

    members: set[str]  # anchors
    followers: int  # of them, for whom others were compared
    named: bool  # somebody, by one of them at least
    articles: set[str]  # keys
    records: Counter[str]  # hand-kept records, with how many of its rows are here
    most_hit: int  # people that one report tells of
    names: set[str] = field(default_factory=set)  # of the one victim, where no more can be
    aliases: set[str] = field(default_factory=set)
    companies: set[tuple[str, ...]] = field(default_factory=set)  # hit together by one report
    #: Reports of one victim that name others, too; of those that name the same people, one.
    speaking: dict[Hashable, Linkable] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Linkable, *, follows: bool = False) -> Self:
        record = rows.record_of(report.article_key)
        found = cls(
            members={report.anchor},
            followers=int(follows),
            named=report.named,
            articles={report.article_key},
            records=Counter([record]) if record else Counter(),
            most_hit=len(report.victims),
        )
        if len(report.victims) > 1:
            found.companies = {tuple(called(report))}
        if report.single:
            [shot] = report.victims
            found.names, found.aliases = set(called(report)), set(shot.forms)
            if report.others:
                found.speaking = {(shot.name, report.others, report.dates): report}
        return found

    def take(self, other: Side) -> None:
        """The two become one; what the other had is of no use any more."""
        self.members |= other.members
        self.followers += other.followers
        self.named |= other.named
        self.articles |= other.articles
        self.records.update(other.records)
        self.most_hit = max(self.most_hit, other.most_hit)
        self.names |= other.names
        self.aliases |= other.aliases
        self.companies |= other.companies
        self.speaking |= other.speaking


def rows_apart(one: Side, other: Side) -> bool:
    """Rows of one hand-kept record are different people: they meet where so many were shot."""
    if not (one.records or other.records):
        return False
    most = max((one.records + other.records).values())
    return most > max(1, one.most_hit, other.most_hit)


def names_clash(one: Side, other: Side) -> bool:
    """The single victims of the two cannot be one person, nor were they hit together."""
    names, others = sorted(one.names), sorted(other.names)
    also = sorted(one.aliases | other.aliases)
    told = [*one.companies, *other.companies]
    if not name_traits.persons_clash(names, others, also, told):
        return False
    ours, theirs = list(one.speaking.values()), list(other.speaking.values())
    for pairs in (combinations(ours, 2), combinations(theirs, 2), product(ours, theirs)):
        told += hit_together(pairs)
    return name_traits.persons_clash(names, others, also, told)


def hit_together(pairs: Iterable[tuple[Linkable, Linkable]]) -> list[tuple[str, ...]]:
    """The people of pairs of reports that know of each other's."""
    return [(*called(a), *called(b)) for a, b in pairs if name_traits.hit_together(a, b)]


def called(report: Linkable) -> list[str]:
    return [victim.name for victim in report.victims if victim.name]


def clashing(reports: Sequence[Linkable]) -> tuple[str, str] | None:
    """The first two of these reports whose single victims cannot be one person."""
    if len({name for report in reports if report.single for name in called(report)}) < 2:
        return None
    whole = Side.of(reports[0])
    for report in reports[1:]:
        whole.take(Side.of(report))
    first: dict[str, Linkable] = {}
    for report in reports:
        if report.single and report.named:
            first.setdefault(called(report)[0], report)
    every = sorted(whole.names | whole.aliases)
    told = sorted(whole.companies)
    clash = [
        (one, other)
        for one, other in combinations(first.values(), 2)
        if name_traits.persons_clash(called(one), called(other), every, told)
    ]
    if clash:
        told += hit_together(combinations(whole.speaking.values(), 2))
    return next(
        (
            (one.anchor, other.anchor)
            for one, other in clash
            if name_traits.persons_clash(called(one), called(other), every, told)
        ),
        None,
    )
