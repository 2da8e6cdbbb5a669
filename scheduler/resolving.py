"""The resolver's job: new reports are compared, and the parts they touch are resolved again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline import candidates, compare, resolve
from pipeline.linkable import Linkable
from pipeline.records import Edge, Judgement, Resolution
from scheduler.workplace import Progress, Workplace, silent
from storage import incidents, judgements, reports
from storage.engine import one_at_a_time

_BATCH = 200


def resolve_waiting(
    place: Workplace,
    *,
    now: datetime,
    progress: Progress = silent,
    counts: Counter[str] | None = None,
    batch: int = _BATCH,
) -> Counter[str]:
    """Link the reports that wait. Any order and any batching ends in the same incidents.

    A ``batch`` of so many reports is one unit of work: its edges, then each connected part it
    touches. ``progress`` is told between two of them, while nobody holds the writer. Who must
    know how far it came when it is stopped hands in the ``counts``.
    """
    model = compare.Model.load()
    counts = Counter() if counts is None else counts
    more, total = True, None
    while more:
        with place.database.write() as session:
            if total is None:
                total, weighed_by = incidents.at_hand(session)
                # What two versions of the model say of pairs is not to be mixed.
                if weighed_by not in (None, model.version):
                    break
            found = _resolve_batch(session, batch, model, now=now)
            more = found["reports"] == batch
            if not more:
                found["incidents changed"] += len(incidents.refresh(session, now=now))
        counts.update(found)
        if found["reports"]:
            progress(counts["reports"], total)
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
        known = reports.linkables(session, reports.every_anchor(session))
        progress(0, len(known))
        words = judgements.every(session)
        found = by(known, words) if by else resolve.resolve(known, words, model)
        incidents.forget_edges(session)
        incidents.save_edges(session, found.edges, model=model.version)
        anchors = [item.anchor for item in known]
        incidents.mark_compared(session, anchors)
        changed = incidents.save_resolution(session, found, anchors=anchors, now=now)
        changed += incidents.refresh(session, now=now)
    progress(len(known), len(known))
    return Counter({"reports": len(known), "incidents changed": len(set(changed))})


def _resolve_batch(
    session: Session, size: int, model: compare.Model, *, now: datetime
) -> Counter[str]:
    one_at_a_time(session)  # what is read here holds until it is written
    batch = [item for _, item in incidents.unresolved(session, size)]
    if not batch:
        return Counter()
    keys = {key for item in batch for key in candidates.keys(item)}
    own = {item.anchor for item in batch}
    known = incidents.candidates_for(session, keys, besides=own)
    edges = list(_compared(batch, known, model))
    incidents.save_edges(session, edges, model=model.version)
    near = {end for edge in edges for end in (edge.left, edge.right)}
    touched = incidents.load_part(session, own, near=near, read=(*batch, *known))
    changed = incidents.save_resolution(
        session, _resolved(touched, model), anchors=touched.anchors, now=now, part=touched
    )
    return Counter({"reports": len(batch), "edges": len(edges), "incidents changed": len(changed)})


def _resolved(touched: incidents.Part, model: compare.Model) -> Resolution:
    """Each connected part of what a batch touches, resolved by itself."""
    by_anchor = {item.anchor: item for item in touched.reports}
    found = [
        resolve.cluster([by_anchor[anchor] for anchor in anchors], edges, words, model)
        for anchors, edges, words in resolve.split(by_anchor, touched.edges, touched.judgements)
    ]
    return Resolution(
        edges=(),
        clusters=tuple(cluster for part in found for cluster in part.clusters),
        questions=tuple(question for part in found for question in part.questions),
    )


def _compared(
    batch: Sequence[Linkable], known: Sequence[Linkable], model: compare.Model
) -> Iterator[Edge]:
    """Every new report with all, new and known, that share a blocking key; edges worth keeping."""
    done: set[tuple[str, str]] = set()
    for item, company in _company(batch, known):
        for other in company:
            left, right = sorted((item, other), key=lambda report: report.anchor)
            if not candidates.worth_comparing(left, right):
                continue
            if (left.anchor, right.anchor) not in done:
                done.add((left.anchor, right.anchor))
                if edge := compare.edge_worth_keeping(left, right, model):
                    yield edge


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
