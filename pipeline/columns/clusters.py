"""Very many incidents in columns: one becomes an object when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import overload

import numpy as np

from pipeline.columns.coded import Numbers
from pipeline.columns.many import Many
from pipeline.records import Cluster, Membership

_AT_ONCE = 1024  # incidents


@dataclass(frozen=True, slots=True, eq=False)
class Clusters(Sequence[Cluster]):
    """Incidents in order of their first anchors, some of which are no columns."""

    reports: Many
    members: Numbers  # rows, one incident after the other
    bounds: Numbers  # where each begins, and where the last ends
    because: Numbers  # of each member, a number of ``reasons``
    reasons: Sequence[str]
    via: Numbers  # of each member the row it joined by; -1 is none
    others: Sequence[Cluster] = ()
    turn: Numbers | None = None  # the order of both, the others after the columns

    def beside(self, others: Sequence[Cluster]) -> Clusters:
        """These and others, which are in order, too."""
        firsts = [min(member.anchor for member in one.members) for one in others]
        own = np.minimum.reduceat(self.members, self.bounds[:-1]) if len(self) else self.members
        rest = np.setdiff1d(np.arange(len(self.reports), dtype=np.int32), self.members)
        row = dict(zip(self.reports.anchors.told(rest), rest.tolist(), strict=True))
        rows = np.array([row[first] for first in firsts], np.int64)
        turn = np.argsort(np.append(own, rows), kind="stable")
        return Clusters(
            self.reports, self.members, self.bounds, self.because, self.reasons, self.via,
            others, turn.astype(np.int32),
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.bounds) - 1 + len(self.others)

    @overload
    def __getitem__(self, at: int) -> Cluster: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Cluster]: ...
    def __getitem__(self, at: int | slice) -> Cluster | Sequence[Cluster]:
        if isinstance(at, slice):
            return list(self._told(range(len(self))[at]))
        [cluster] = self._told([range(len(self))[at]])
        return cluster

    def __iter__(self) -> Iterator[Cluster]:
        for begin in range(0, len(self), _AT_ONCE):
            yield from self._told(range(begin, min(begin + _AT_ONCE, len(self))))

    def _told(self, places: Sequence[int]) -> Iterator[Cluster]:
        which: Numbers = np.array(places, np.int64)
        if self.turn is not None:
            which = self.turn[which]
        own = len(self.bounds) - 1
        plain = self._plain(which[which < own])
        for one in which.tolist():
            yield next(plain) if one < own else self.others[one - own]

    def _plain(self, which: Numbers) -> Iterator[Cluster]:
        begins, ends = self.bounds[which], self.bounds[which + 1]
        sizes = ends - begins
        at = np.repeat(begins - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        anchors, reasons = self.reports.anchors, self.reasons
        members = (
            Membership(anchors[row], reasons[why], None if via < 0 else anchors[via])
            for row, why, via in zip(
                self.members[at].tolist(),
                self.because[at].tolist(),
                self.via[at].tolist(),
                strict=True,
            )
        )
        for begin, end in pairwise([0, *np.cumsum(sizes).tolist()]):
            yield Cluster(tuple(islice(members, end - begin)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
