"""All reports linked again on an engine: the same functions, the same parts, the same result.

The engine finds blocking keys, compares pairs and clusters connected parts; this process only
says which reports share a key (a sort of numbers) and which are connected (a union of pairs).
Orders name files in a folder all workers reach, so that only names travel.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import candidates, compare, linkable, resolve, vectors
from pipeline.linkable import Linkable
from pipeline.records import (
    Cluster,
    Edge,
    Evidence,
    Judgement,
    Membership,
    Question,
    Resolution,
    Verdict,
)
from scheduler.engines import Engine
from scheduler.workplace import Progress, silent
from storage.shards import Folder

_GROUP = 2_000  # reports of a row group, and of one order for keys
_PAIRS = 1_000_000  # pairs of one order
_PART_REPORTS = 5_000  # reports of one order for clusters


class RelinkFailed(Exception):
    """An order never came to its end; nothing was changed, the same command tries again."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which step's which piece, and where the files are."""

    folder: str
    step: str
    piece: int

    def file(self, name: str) -> str:
        return f"{name}-{self.piece:06d}.parquet"


def on_engine(
    engine: Engine, folder: str, *, progress: Progress = silent
) -> Callable[[Sequence[Linkable], Sequence[Judgement]], Resolution]:
    """For :func:`scheduler.resolving.resolve_from_scratch`: links on an engine, in a folder."""
    return partial(resolve_on, engine, folder, progress=progress)


def resolve_on(
    engine: Engine,
    folder: str,
    reports: Sequence[Linkable],
    judgements: Sequence[Judgement],
    *,
    progress: Progress = silent,
) -> Resolution:
    """What :func:`pipeline.resolve.resolve` gives, worked out on an engine."""
    ordered = sorted(reports, key=_place)
    files = Files(Folder.at(folder))
    pieces = files.write_reports(ordered)
    steps = _Steps(engine, folder, progress)
    steps.run("keys", pieces)
    steps.run("edges", files.write_pairs(_pairs(files, pieces)))
    edges = sorted(files.edges(), key=lambda edge: (edge.left, edge.right))
    steps.run("clusters", files.write_parts(ordered, edges, judgements))
    found = list(files.clusters())
    return Resolution(
        edges=tuple(edges),
        clusters=tuple(sorted((c for one in found for c in one.clusters), key=_first)),
        questions=tuple(question for one in found for question in one.questions),
    )


def _place(report: Linkable) -> tuple[int, str, str]:
    """Reports that are compared lie near one another: by day, then state."""
    days = candidates.days(report)
    day = days[0].first.toordinal() if days else 0
    return day, report.state or "", report.anchor


def _first(cluster: Cluster) -> str:
    return min(member.anchor for member in cluster.members)


@dataclass(slots=True)
class _Steps:
    engine: Engine
    folder: str
    progress: Progress

    def run(self, step: str, pieces: int) -> None:
        orders = [Order(self.folder, step, piece) for piece in range(pieces)]
        for number, done in enumerate(self.engine.run(work, orders), 1):
            if done.fault is not None:
                raise RelinkFailed(
                    f"linking again stopped at {step} {done.order.piece}: {done.fault};"
                    " nothing was changed, run the same command again"
                )
            self.progress(number, pieces)


def work(order: Order) -> int:
    """One piece of one step: reads its files, writes its file. How many rows it wrote."""
    files = Files(Folder.at(order.folder))
    return _WORK[order.step](files, order)


# ---------------------------------------------------------------------------------- the steps


def _find_keys(files: Files, order: Order) -> int:
    rows, keys = [], []
    for row, report in files.reports(order.piece * _GROUP, (order.piece + 1) * _GROUP):
        for key in candidates.keys(report):
            rows.append(row)
            keys.append(_number(key))
    table = pa.table({"key": pa.array(keys, pa.uint64()), "row": pa.array(rows, pa.int64())})
    return files.write(order.file("keys"), table)


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")


def _compare(files: Files, order: Order) -> int:
    pairs = files.read(order.file("pairs"))
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    rows = np.unique(np.concatenate([left, right]))
    known = list(files.reports_of(rows.tolist()).values())
    found = _in_order(np.searchsorted(rows, left), np.searchsorted(rows, right), known)
    edges = vectors.edges(known, [found], compare.Model.load())
    told = [_edge_row(edge) for edge in edges]
    return files.write(order.file("edges"), pa.Table.from_pylist(told, schema=_EDGES))


def _in_order(one: Any, other: Any, known: Sequence[Linkable]) -> tuple[Any, Any]:
    """The pairs that are worth comparing, the lesser anchor first."""
    ranked = sorted(range(len(known)), key=lambda at: known[at].anchor)
    rank = np.empty(len(known), np.int64)
    rank[ranked] = np.arange(len(known))
    chosen = candidates.of_two_records(known, one, other)
    one, other = one[chosen], other[chosen]
    turned = rank[one] > rank[other]
    return np.where(turned, other, one), np.where(turned, one, other)


def _cluster(files: Files, order: Order) -> int:
    model = compare.Model.load()
    told = []
    parts = [json.loads(part) for part in files.read(order.file("parts"))["part"].to_pylist()]
    reports = files.reports_of({row for part in parts for row in part["rows"]})
    for part in parts:
        edges = [_edge(each) for each in part["edges"]]
        words = [_judgement(each) for each in part["judgements"]]
        own = (reports[row] for row in part["rows"])
        ordered = sorted(own, key=lambda report: report.anchor)
        told.append(json.dumps(_resolution_json(resolve.cluster(ordered, edges, words, model))))
    return files.write(order.file("clusters"), pa.table({"told": pa.array(told, pa.string())}))


_WORK: Mapping[str, Callable[[Any, Order], int]] = {
    "keys": _find_keys,
    "edges": _compare,
    "clusters": _cluster,
}


def _pairs(files: Files, pieces: int) -> Iterator[tuple[Any, Any]]:
    """Every two rows that share a key, once."""
    tables = [files.read(Order("", "keys", piece).file("keys")) for piece in range(pieces)]
    if tables:
        keys = np.concatenate([table["key"].to_numpy() for table in tables])
        rows = np.concatenate([table["row"].to_numpy() for table in tables])
        yield from candidates.sharing(keys, rows)


# ---------------------------------------------------------------------------------- the files

_EDGES = pa.schema(
    [("left", pa.string()), ("right", pa.string()), ("score", pa.float64()), ("why", pa.string())]
)


@dataclass(frozen=True, slots=True)
class Files:
    """What one linking leaves in its folder."""

    folder: Folder

    def write(self, name: str, table: pa.Table) -> int:
        path = f"{self.folder.path}/{name}"
        with self.folder.system.open_output_stream(path) as file:
            pq.write_table(table, file, compression="zstd")
        return int(table.num_rows)

    def read(self, name: str) -> pa.Table:
        return pq.read_table(f"{self.folder.path}/{name}", filesystem=self.folder.system)

    def write_reports(self, ordered: Sequence[Linkable]) -> int:
        """The reports in their order, in row groups; how many."""
        self.folder.system.create_dir(self.folder.path, recursive=True)
        path = f"{self.folder.path}/reports.parquet"
        schema = pa.schema([("report", pa.string())])
        groups = 0
        with (
            self.folder.system.open_output_stream(path) as file,
            pq.ParquetWriter(file, schema, compression="zstd") as writer,
        ):
            for start in range(0, len(ordered), _GROUP):
                texts = [
                    json.dumps(linkable.to_json(report), ensure_ascii=False)
                    for report in ordered[start : start + _GROUP]
                ]
                writer.write_table(pa.table({"report": texts}, schema=schema), _GROUP)
                groups += 1
        return groups

    def reports(self, start: int, stop: int) -> Iterator[tuple[int, Linkable]]:
        """Reports by row; ``start`` begins a row group."""
        return iter(sorted(self.reports_of(range(start, stop)).items()))

    def reports_of(self, rows: Any) -> dict[int, Linkable]:
        """The reports of these rows; rows beyond the last are left out."""
        wanted: dict[int, list[int]] = defaultdict(list)
        for row in sorted(rows):
            wanted[row // _GROUP].append(row)
        found: dict[int, Linkable] = {}
        path = f"{self.folder.path}/reports.parquet"
        with (
            self.folder.system.open_input_file(path) as file,
            pq.ParquetFile(file) as reader,
        ):
            for group, own in wanted.items():
                if group < reader.num_row_groups:
                    texts = reader.read_row_group(group)["report"]
                    for row in own:
                        if row - group * _GROUP < len(texts):
                            text = texts[row - group * _GROUP].as_py()
                            found[row] = linkable.from_json(json.loads(text))
        return found

    def write_pairs(self, pairs: Iterable[tuple[Any, Any]]) -> int:
        count = 0
        for left, right in pairs:
            for start in range(0, len(left), _PAIRS):
                end = start + _PAIRS
                table = pa.table({"left": left[start:end], "right": right[start:end]})
                self.write(Order("", "edges", count).file("pairs"), table)
                count += 1
        self._forget("edges", count)
        return count

    def _forget(self, name: str, beyond: int) -> None:
        """Pieces of an earlier linking with more of them."""
        note = pa.table({"pieces": pa.array([beyond], pa.int64())})
        self.write(f"{name}.parquet", note)

    def _pieces(self, name: str) -> Iterator[pa.Table]:
        [count] = self.read(f"{name}.parquet")["pieces"].to_pylist()
        for piece in range(count):
            yield self.read(Order("", name, piece).file(name))

    def edges(self) -> Iterator[Edge]:
        for table in self._pieces("edges"):
            for row in table.to_pylist():
                yield _edge([row["left"], row["right"], row["score"], row["why"]])

    def write_parts(
        self, ordered: Sequence[Linkable], edges: Sequence[Edge], judgements: Sequence[Judgement]
    ) -> int:
        """The connected parts, several to a piece; how many pieces."""
        rows = {report.anchor: row for row, report in enumerate(ordered)}
        pieces: list[list[str]] = []
        room = 0
        for anchors, own, words in resolve.split(rows, edges, judgements):
            if room <= 0:
                pieces.append([])
                room = _PART_REPORTS
            room -= len(anchors)
            part = {
                "rows": sorted(rows[anchor] for anchor in anchors),
                "edges": [_edge_json(edge) for edge in own],
                "judgements": [_judgement_json(word) for word in words],
            }
            pieces[-1].append(json.dumps(part))
        for piece, parts in enumerate(pieces):
            table = pa.table({"part": pa.array(parts, pa.string())})
            self.write(Order("", "clusters", piece).file("parts"), table)
        self._forget("clusters", len(pieces))
        return len(pieces)

    def clusters(self) -> Iterator[Resolution]:
        for table in self._pieces("clusters"):
            for told in table["told"].to_pylist():
                yield _resolution(json.loads(told))


# ---------------------------------------------------------------------------------- in writing


class Written(compare.Weighed):
    """The evidence of an edge as it was written down: read when it is asked for."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @classmethod
    def of(cls, evidence: Sequence[Evidence]) -> Self:
        if isinstance(evidence, cls):
            return evidence
        return cls(json.dumps([[e.trait, e.weight, e.saw, e.veto] for e in evidence]))

    def told(self) -> tuple[Evidence, ...]:
        return tuple(Evidence(*each) for each in json.loads(self.text))

    def weights(self) -> Mapping[str, float]:
        return {trait: weight for trait, weight, _, _ in json.loads(self.text)}


def _edge_json(edge: Edge) -> list[Any]:
    return [edge.left, edge.right, edge.score, Written.of(edge.evidence).text]


def _edge_row(edge: Edge) -> dict[str, Any]:
    return dict(zip(_EDGES.names, _edge_json(edge), strict=True))


def _edge(told: Sequence[Any]) -> Edge:
    left, right, score, why = told
    return Edge(left, right, score, Written(why))


def _judgement_json(word: Judgement) -> list[Any]:
    return [word.left, word.right, str(word.verdict), word.by, word.at.isoformat(), word.note]


def _judgement(told: Sequence[Any]) -> Judgement:
    left, right, verdict, by, at, note = told
    return Judgement(left, right, Verdict(verdict), by, datetime.fromisoformat(at), note)


def _resolution_json(found: Resolution) -> dict[str, Any]:
    return {
        "clusters": [
            [[m.anchor, m.because, m.via] for m in cluster.members] for cluster in found.clusters
        ],
        "questions": [[q.kind, list(q.anchors), q.says] for q in found.questions],
    }


def _resolution(told: Mapping[str, Any]) -> Resolution:
    return Resolution(
        edges=(),
        clusters=tuple(
            Cluster(tuple(Membership(*member) for member in members))
            for members in told["clusters"]
        ),
        questions=tuple(
            Question(kind, tuple(anchors), says) for kind, anchors, says in told["questions"]
        ),
    )
