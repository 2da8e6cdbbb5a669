"""The resolver's job: new reports are compared, and the parts they touch are resolved again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import compress

from sqlalchemy.orm import Session

from pipeline import candidates, compare, resolve
from pipeline.columns import outlined, pairs, vectors
from pipeline.columns.many import Many
from pipeline.linking.linkable import Linkable
from pipeline.records import Edge, Judgement, Resolution
from scheduler.workplace import Progress, Workplace, silent
from storage import comparisons, copies, judgements, parts, reports, resolutions
from storage.crowds import Crowds, note
from storage.engine import one_at_a_time

_BATCH, _LARGEST = 200, 5_000


def resolve_waiting(
    place: Workplace,
    *,
    now: datetime,
    progress: Progress = silent,
    counts: Counter[str] | None = None,
    batch: int | None = None,
) -> Counter[str]:
    """Link the reports that wait. Any order and any batching ends in the same incidents.

    A ``batch`` of so many reports is one unit of work: its edges, then each connected part it
    touches. Unless told, it is as large as what the one before touched: an incident that grows is
    not formed again for every few of its stories. ``progress`` is told between two of them, while
    nobody holds the writer. Who must know how far it came when it is stopped hands in the
    ``counts``.
    """
    model = compare.Model.load()
    counts = Counter() if counts is None else counts
    size = batch or _BATCH
    more, total = True, None
    while more:
        with place.database.write() as session:
            one_at_a_time(session)  # what is read here holds until it is written
            waiting, weighed_by = parts.at_hand(session, size)
            # What two versions of the model say of pairs is not to be mixed.
            if weighed_by not in (None, model.version):
                break
            more = len(waiting) == size
            if total is None:
                total = reports.waiting_count(session) if more else len(waiting)
            found, touched = _resolve_batch(session, waiting, model, now=now)
            if not more:
                found["incidents changed"] += len(resolutions.refresh(session, now=now))
        counts.update(found)
        if found["reports"]:
            progress(counts["reports"], total)
        if batch is None:
            size = min(max(size, touched), _LARGEST)
    else:
        return counts
    counts.update(resolve_from_scratch(place, now=now, progress=progress))
    return counts


#: Reports and judgements to clusters, as ``pipeline.resolve.resolve`` forms them.
Resolver = Callable[[Sequence[Linkable], Sequence[Judgement]], Resolution]


def resolve_from_scratch(
    place: Workplace, *, now: datetime, progress: Progress = silent, by: Resolver | None = None
) -> Counter[str]:
    """Link all reports again, in one step; people's decisions stay in force."""
    model = compare.Model.load()
    with place.database.write() as session:
        known = Many.of(reports.of_all(session)).sorted()
        progress(0, len(known))
        words = judgements.every(session)
        found = by(known, words) if by else resolve.resolve(known, words, model)
        comparisons.forget(session)
        comparisons.save(session, found.edges, model=model.version)
        note(session, known)
        anchors = known.anchors
        parts.mark_compared(session, anchors)
        changed = resolutions.save_resolution(session, found, anchors=anchors, now=now)
        changed += resolutions.refresh(session, now=now)
    progress(len(known), len(known))
    return Counter({"reports": len(known), "incidents changed": len(set(changed))})


def _resolve_batch(
    session: Session, waiting: Mapping[int, Linkable], model: compare.Model, *, now: datetime
) -> tuple[Counter[str], int]:
    """What was done, and how many reports the parts have that it touched."""
    if not waiting:
        return Counter(), 0
    batch = list(waiting.values())
    keys = {key for item in batch for key in candidates.keys(item)}
    own = {item.anchor for item in batch}
    outlines = reports.outlines(session, keys)
    mine = {number: outlines.pop(number) for number in waiting if number in outlines}
    worth, nearby = _screened(mine, outlines, model)
    known = reports.compared(session, worth)
    crowds = Crowds(session, own)
    followers = crowds.followers(batch)
    if not followers.isdisjoint(own):  # two of them are not compared
        followers = crowds.followers((*batch, *known))
    edges = compared(batch, known, model, followers)
    told = comparisons.save(session, edges, model=model.version)
    ended, read = crowds.make_way(), (*batch, *known)
    touched = parts.load_part(session, own, near=ended, edges=told, read=read)
    changed = resolutions.save_resolution(
        session,
        _resolved(touched, model, crowds.followers(touched.reports)),
        anchors=touched.anchors,
        now=now,
        part=touched,
        nearby=nearby,
    )
    done = {"reports": len(batch), "edges": len(edges), "incidents changed": len(changed)}
    return Counter(done), len(touched.reports)


def _screened(
    mine: Mapping[int, bytes], others: Mapping[int, bytes], model: compare.Model
) -> tuple[Collection[int], copies.Nearby | None]:
    """With which others (by number) some may have an edge, and what may be a near-copy of one.

    Of one by itself this is told by the outlines; many are held against each other in columns.
    """
    if len(mine) != 1:
        return others.keys(), None
    [(number, own)], told = mine.items(), list(others.values())
    edges, copied = outlined.screen(model).held_against(own, told, copies.LEAST)
    nearby = copies.Nearby(number, list(compress(others, copied)), others)
    return list(compress(others, edges)), nearby


def _resolved(touched: parts.Part, model: compare.Model, followers: Collection[str]) -> Resolution:
    """Each connected part of what is tied to a batch, resolved by itself."""
    by_anchor = {item.anchor: item for item in touched.reports}
    found = [
        resolve.cluster([by_anchor[anchor] for anchor in anchors], edges, words, model, followers)
        for anchors, edges, words in resolve.split(by_anchor, touched.edges, touched.judgements)
    ]
    return Resolution(
        edges=(),
        clusters=tuple(cluster for part in found for cluster in part.clusters),
        questions=tuple(question for part in found for question in part.questions),
    )


def compared(
    batch: Sequence[Linkable],
    known: Sequence[Linkable],
    model: compare.Model,
    followers: Collection[str],
) -> list[Edge]:
    """Every new report with all, new and known, that share a key with it: the edges to be kept.

    Two of the ``followers`` (of :mod:`pipeline.linking.crowds`, by anchor) are not compared.
    """
    if len(batch) > 1 and len(batch) * (len(batch) + len(known)) >= _MANY:
        ordered = sorted((*batch, *known), key=_anchor)
        old = {item.anchor for item in known}
        return list(vectors.edges(ordered, pairs.row_pairs(ordered, followers, known=old), model))
    met = _met(batch, known, followers)
    each = (compare.edge_worth_keeping(left, right, model) for left, right in met)
    return [edge for edge in each if edge is not None]


def _met(
    batch: Sequence[Linkable], known: Sequence[Linkable], followers: Collection[str]
) -> Iterator[tuple[Linkable, Linkable]]:
    """Every new report with all, new and known, that share a key with it, each two once."""
    done: set[tuple[str, str]] = set()
    for item, company in _company(batch, known):
        for other in company:
            left, right = sorted((item, other), key=_anchor)
            two = left.anchor, right.anchor
            if two not in done and candidates.worth_comparing(left, right, followers):
                done.add(two)
                yield left, right


def _company(
    batch: Sequence[Linkable], known: Sequence[Linkable]
) -> Iterator[tuple[Linkable, Sequence[Linkable]]]:
    """Each new report with all that share a key with it, by anchor.

    The ``known`` are those that share one with any of the batch.
    """
    if len(batch) == 1:
        yield batch[0], known
        return
    by_key: dict[str, list[Linkable]] = defaultdict(list)
    for item in (*known, *batch):
        for key in candidates.keys(item):
            by_key[key].append(item)
    for item in batch:
        found = {o.anchor: o for key in candidates.keys(item) for o in by_key[key]}
        yield item, [found[anchor] for anchor in sorted(found.keys() - {item.anchor})]


#: So many pairs that may meet are compared in columns.
_MANY = 2_000


def _anchor(report: Linkable) -> str:
    return report.anchor
