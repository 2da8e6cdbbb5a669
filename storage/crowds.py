"""Who stands for whom in a crowd of reports (:mod:`pipeline.linking.crowds`), as they come and go.

Two reports that follow have no edge: those it had while it stood for the others are dropped when
another takes its place, and when one that stood leaves, the next is compared with everything anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Select, bindparam, delete, or_, select
from sqlalchemy.orm import Session

from pipeline.linking import crowds
from pipeline.linking.linkable import Linkable
from storage.prepared import ask, precompiled, send
from storage.sql import add, batches, one_of
from storage.tables import edge, report, report_key


class Crowds:
    """The crowds that resolving some new reports has to do with, each looked up once.

    Reports that were not compared yet are not there, but the new ones themselves.
    """

    def __init__(self, session: Session, new: Collection[str]) -> None:
        self._session, self._new = session, set(new)
        self._before: dict[str, list[str]] = {}  # by key: the anchors compared earlier
        self._now: dict[str, list[str]] = {}  # … and the new ones, too

    def followers(self, reports: Iterable[Linkable]) -> frozenset[str]:
        """Those of these reports (by anchor, with all of their crowds) for whom others stand."""
        self._look_up({key for report in reports if (key := crowds.key(report))})
        return frozenset(follower for own in self._now.values() for follower in _following(own))

    def make_way(self) -> set[str]:
        """Drop the edges that no longer count, since new reports stand where others stood.

        Gives the reports (by anchor) that had one, and those that stood: their incidents are to be
        formed again.
        """
        ended = {
            anchor
            for key, own in self._now.items()
            for anchor in {*_following(own)}
            & ({*self._before[key]} - {*_following(self._before[key])})
        }
        if not ended:
            return set()
        pairs = _edges_of(self._session, ended)
        ends = {end for pair in pairs for end in pair}
        self._look_up(_keys_of(self._session, ends))
        follow = {one for own in self._now.values() for one in _following(own)}
        gone = sorted(pair for pair in pairs if follow.issuperset(pair))
        if gone:
            told = [{"one": left, "other": right} for left, right in gone]
            send(self._session, _DROP, told)
        return ended | {end for pair in gone for end in pair}

    def _look_up(self, keys: Collection[str]) -> None:
        new = sorted(set(keys) - self._now.keys())
        for key in new:
            self._before[key], self._now[key] = [], []
        for batch in batches(new):
            for row in ask(self._session, _MEMBERS, {"keys": batch}):
                if row.compared:
                    self._before[row.key].append(row.anchor)
                if row.compared or row.anchor in self._new:
                    self._now[row.key].append(row.anchor)


def next_to_stand(session: Session, leaving: Collection[str]) -> set[str]:
    """The reports (by anchor) that will stand for their crowds when these have left."""
    members: dict[str, list[str]] = defaultdict(list)
    for batch in batches(sorted(_keys_of(session, leaving))):
        for row in ask(session, _MEMBERS, {"keys": batch}):
            members[row.key].append(row.anchor)
    return {
        anchor
        for own in members.values()
        for anchor in {*_following(own)} - {*_following(set(own) - set(leaving))} - set(leaving)
    }


def note(session: Session, known: Iterable[Linkable]) -> None:
    """Write down the crowds of all reports, as far as an earlier version did not when it read."""
    told = {item.anchor: key for item in known if (key := crowds.key(item))}
    rows = [
        {"key": told[row.anchor], "report_id": row.id}
        for row in session.execute(_UNTOLD)
        if row.anchor in told
    ]
    add(session, report_key, rows)


def _following(anchors: Collection[str]) -> list[str]:
    return crowds.following(anchors) if len(anchors) > crowds.STANDING else []


def _edges_of(session: Session, anchors: Collection[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for batch in batches(sorted(anchors)):
        found.update(map(tuple, ask(session, _EDGES_OF, {"anchors": batch})))
    return found


def _keys_of(session: Session, anchors: Collection[str]) -> set[str]:
    """The crowds of these reports."""
    found: set[str] = set()
    for batch in batches(sorted(anchors)):
        found.update(row.key for row in ask(session, _KEYS_OF, {"anchors": batch}))
    return found


_EDGES_OF = precompiled(
    select(edge.c.left, edge.c.right).where(
        or_(one_of(edge.c.left, "anchors"), one_of(edge.c.right, "anchors"))
    )
)
_UNTOLD = select(report.c.id, report.c.anchor).where(
    report.c.current,
    report.c.in_scope,
    report.c.id.not_in(select(report_key.c.report_id).where(report_key.c.key.startswith("crowd "))),
)
_DROP = precompiled(
    delete(edge).where(edge.c.left == bindparam("one"), edge.c.right == bindparam("other")),
    "one",
    "other",
)
_HERE = (report.c.current, report.c.in_scope)
_MEMBERS: Select[tuple[str, str, bool]] = (
    select(report_key.c.key, report.c.anchor, report.c.compared)
    .join(report, report.c.id == report_key.c.report_id)
    .where(one_of(report_key.c.key, "keys"), *_HERE)
)
_KEYS_OF: Select[tuple[str]] = precompiled(
    select(report_key.c.key)
    .join(report, report.c.id == report_key.c.report_id)
    .where(one_of(report.c.anchor, "anchors"), report_key.c.key.startswith("crowd "), *_HERE)
    .distinct()
)
