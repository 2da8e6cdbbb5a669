"""The resolver's job: new reports are compared, and the parts they touch are resolved again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from pipeline import candidates, compare, resolve
from pipeline.linkable import Linkable
from pipeline.records import Edge
from scheduler.workplace import Progress, Workplace, silent
from storage import incidents, judgements, reports

_BATCH = 200


def resolve_waiting(
    place: Workplace, *, now: datetime, progress: Progress = silent
) -> Counter[str]:
    """Link the reports that wait. Any order and any batching ends in the same incidents.

    A batch is one unit of work: its edges, then each connected part it touches.
    """
    model = compare.Model.load()
    counts: Counter[str] = Counter()
    with place.database.read() as session:
        total = reports.waiting_count(session)
    while batch := _next_batch(place):
        counts["reports"] += len(batch)
        counts.update(_resolve_batch(place, batch, model, now=now))
        progress(counts["reports"], total)
    with place.database.write() as session:
        counts["incidents changed"] += len(incidents.refresh(session, now=now))
    return counts


def resolve_from_scratch(
    place: Workplace, *, now: datetime, progress: Progress = silent
) -> Counter[str]:
    """Link all reports again, in one step; people's decisions stay in force."""
    model = compare.Model.load()
    with place.database.write() as session:
        known = reports.linkables(session, reports.every_anchor(session))
        progress(0, len(known))
        found = resolve.resolve(known, judgements.every(session), model)
        incidents.forget_edges(session)
        incidents.save_edges(session, found.edges, model=model.version)
        anchors = [item.anchor for item in known]
        changed = incidents.save_resolution(session, found, anchors=anchors, now=now)
    progress(len(known), len(known))
    return Counter({"reports": len(known), "incidents changed": len(changed)})


def _next_batch(place: Workplace) -> list[Linkable]:
    with place.database.read() as session:
        return [item for _, item in incidents.unresolved(session, _BATCH)]


def _resolve_batch(
    place: Workplace, batch: Sequence[Linkable], model: compare.Model, *, now: datetime
) -> Counter[str]:
    keys = {key for item in batch for key in candidates.keys(item)}
    own = {item.anchor for item in batch}
    counts: Counter[str] = Counter()
    with place.database.write() as session:
        known = incidents.candidates_for(session, keys, besides=own)
        edges = [edge for edge in _compared(batch, known, model) if resolve.keeps(edge, model)]
        incidents.save_edges(session, edges, model=model.version)
        while own:
            part = incidents.load_part(session, [min(own)])
            found = resolve.cluster(part.reports, part.edges, part.judgements, model)
            changed = incidents.save_resolution(session, found, anchors=part.anchors, now=now)
            own -= {min(own), *part.anchors}
            counts["incidents changed"] += len(changed)
    counts["edges"] = len(edges)
    return counts


def _compared(
    batch: Sequence[Linkable], known: Sequence[Linkable], model: compare.Model
) -> Iterator[Edge]:
    """Every new report against all, new and known, that share a blocking key with it."""
    by_key: dict[str, list[Linkable]] = defaultdict(list)
    for item in (*known, *batch):
        for key in candidates.keys(item):
            by_key[key].append(item)
    done: set[tuple[str, str]] = set()
    for item in batch:
        company = {o.anchor: o for key in candidates.keys(item) for o in by_key[key]}
        for anchor in sorted(company.keys() - {item.anchor}):
            left, right = sorted((item, company[anchor]), key=lambda report: report.anchor)
            if (left.anchor, right.anchor) not in done:
                done.add((left.anchor, right.anchor))
                yield compare.edge(left, right, model)
