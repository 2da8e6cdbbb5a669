"""All reports linked again on an engine: the same functions, the same parts, the same result.

This process says, in columns, which reports share a key, which of their pairs still have a chance
once days, places and names were looked at, and which incidents are plain. The engine compares
those pairs in full and clusters the parts that must be looked at with care. An order's files hold
all it needs, in a folder that every worker reaches: only its name travels.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import compare, resolve
from pipeline.columns import pairs, plain_parts, vectors
from pipeline.columns.edges import Edges, Weights
from pipeline.columns.many import Many
from pipeline.linking import crowds, linkable
from pipeline.linking.linkable import Linkable
from pipeline.records import Cluster, Judgement, Membership, Question, Resolution, Verdict
from scheduler.engines import Engine
from scheduler.workplace import Progress, silent
from storage.shards import Folder

_PAIRS = 250_000  # of one order
_PART_REPORTS = 5_000  # of one order for clusters


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
    model = compare.Model.load()
    files = Files(Folder.at(folder))
    steps = _Steps(engine, folder, progress)
    ordered = Many.of(reports).sorted()
    rank = _places(ordered)
    placed = ordered.at(rank)
    followers = crowds.followers(placed.in_company(crowds.STANDING))
    steps.run("edges", files.write_pairs(placed, _promising(placed, rank, model, followers)))
    edges = files.edges(ordered, rank, model)
    plain, rest = plain_parts.form(edges, judgements, model, followers)
    steps.run("clusters", files.write_parts(rest, followers))
    return resolve.gathered(edges, plain, files.clusters())


def _places(ordered: Many) -> pairs.Rows:
    """The rows of reports by day, then state: those that are compared lie near one another."""
    days = ordered.own["dates"].each(
        lambda days: days[0].first.toordinal() if days else 0, np.int64
    )
    return np.lexsort((ordered.own["state"].codes, days))


def _promising(
    placed: Many,
    rank: pairs.Rows,
    model: compare.Model,
    followers: Collection[str],
) -> Iterator[tuple[pairs.Rows, pairs.Rows]]:
    """The pairs that share a key and may reach the floor, the lesser anchor first."""
    columns = vectors.Columns(placed, Weights(model))
    for one, other in pairs.row_pairs(placed, followers):
        turned = rank[one] > rank[other]
        left, right = np.where(turned, other, one), np.where(turned, one, other)
        yield columns.promising(left, right)


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


def _compare(files: Files, order: Order) -> int:
    told = files.read(order.file("pairs"))
    rows, reports = files.reports(order)
    one = np.searchsorted(rows, told["left"].to_numpy())
    other = np.searchsorted(rows, told["right"].to_numpy())
    found = vectors.edges(reports, [(one, other)], compare.Model.load())
    columns = {
        "left": rows[found.left],
        "right": rows[found.right],
        "score": found.cents,
        "bits of the name": found.name,
        "shown": found.shown,
    }
    return files.write(order.file("edges"), pa.table(columns))


def _cluster(files: Files, order: Order) -> int:
    model = compare.Model.load()
    weights = Weights(model)
    told = []
    for text in files.read(order.file("parts"))["part"].to_pylist():
        part = json.loads(text)
        reports = [linkable.from_json(each) for each in part["reports"]]
        edges = _edges(reports, weights, part["edges"])
        words = [_judgement(each) for each in part["judgements"]]
        found = resolve.cluster(reports, edges, words, model, part["followers"])
        told.append(json.dumps(_resolution_json(found)))
    return files.write(order.file("clusters"), pa.table({"told": pa.array(told, pa.string())}))


_WORK: Mapping[str, Callable[[Any, Order], int]] = {"edges": _compare, "clusters": _cluster}


# ---------------------------------------------------------------------------------- the files


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

    def write_pairs(self, placed: Many, pairs: Iterable[tuple[Any, Any]]) -> int:
        """The pairs, some to a piece, with the reports that these are of; how many pieces."""
        self.folder.system.create_dir(self.folder.path, recursive=True)
        count = 0
        for left, right in _in_pieces(pairs):
            order = Order("", "edges", count)
            self.write(order.file("pairs"), pa.table({"left": left, "right": right}))
            rows = np.unique(np.concatenate([left, right]))
            texts = [_report_text(report) for report in placed.each(rows)]
            self.write(order.file("reports"), pa.table({"row": rows, "report": texts}))
            count += 1
        self._forget("edges", count)
        return count

    def reports(self, order: Order) -> tuple[Any, list[Linkable]]:
        """Their rows and the reports an order is about."""
        table = self.read(order.file("reports"))
        texts = table["report"].to_pylist()
        return table["row"].to_numpy(), [linkable.from_json(json.loads(text)) for text in texts]

    def _forget(self, name: str, beyond: int) -> None:
        """Pieces of an earlier linking with more of them."""
        note = pa.table({"pieces": pa.array([beyond], pa.int64())})
        self.write(f"{name}.parquet", note)

    def _pieces(self, name: str) -> Iterator[pa.Table]:
        [count] = self.read(f"{name}.parquet")["pieces"].to_pylist()
        for piece in range(count):
            yield self.read(Order("", name, piece).file(name))

    def edges(self, ordered: Sequence[Linkable], rank: pairs.Rows, model: compare.Model) -> Edges:
        """What was found, between places in order of anchors; ``rank`` gives these of the rows."""
        weights = Weights(model)
        found = [
            Edges(
                ordered,
                weights,
                rank[table["left"].to_numpy()].astype(np.int32),
                rank[table["right"].to_numpy()].astype(np.int32),
                table["score"].to_numpy(),
                table["shown"].to_numpy(),
                table["bits of the name"].to_numpy(),
            )
            for table in self._pieces("edges")
        ]
        every = Edges.joined(ordered, weights, found)
        return every.chosen(np.lexsort((every.right, every.left)))

    def write_parts(self, parts: Iterable[plain_parts.Part], followers: Collection[str]) -> int:
        """Parts, several to a piece, with their reports; how many pieces."""
        pieces: list[list[str]] = []
        room = 0
        for part in parts:
            if room <= 0:
                pieces.append([])
                room = _PART_REPORTS
            room -= len(part.rows)
            pieces[-1].append(_part_text(part, followers))
        for piece, texts in enumerate(pieces):
            table = pa.table({"part": pa.array(texts, pa.string())})
            self.write(Order("", "clusters", piece).file("parts"), table)
        self._forget("clusters", len(pieces))
        return len(pieces)

    def clusters(self) -> Iterator[Resolution]:
        for table in self._pieces("clusters"):
            for told in table["told"].to_pylist():
                yield _resolution(json.loads(told))


# ---------------------------------------------------------------------------------- in writing


def _in_pieces(pairs: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """The same pairs, so many at a time."""
    held: list[tuple[Any, Any]] = []
    for some in pairs:
        held.append(some)
        if sum(len(left) for left, _ in held) >= _PAIRS:
            yield from _cut(held)
            held = []
    yield from _cut(held)


def _cut(held: Sequence[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    none = np.empty(0, np.int64)
    left = np.concatenate([none, *(left for left, _ in held)])
    right = np.concatenate([none, *(right for _, right in held)])
    for start in range(0, len(left), _PAIRS):
        yield left[start : start + _PAIRS], right[start : start + _PAIRS]


def _report_text(report: Linkable) -> str:
    return json.dumps(linkable.to_json(report), ensure_ascii=False)


def _part_text(part: plain_parts.Part, followers: Collection[str]) -> str:
    place = {row: at for at, row in enumerate(part.rows)}
    edges = part.edges
    reports = Many.of(edges.reports).each(np.array(part.rows))
    columns = (edges.left, edges.right, edges.cents, edges.name, edges.shown)
    told = {
        "reports": [linkable.to_json(report) for report in reports],
        "followers": [report.anchor for report in reports if report.anchor in followers],
        "edges": [
            [place[left], place[right], score, name, shown]
            for left, right, score, name, shown in zip(
                *(column.tolist() for column in columns), strict=True
            )
        ],
        "judgements": [_judgement_json(word) for word in part.judgements],
    }
    return json.dumps(told, ensure_ascii=False)


def _edges(reports: Sequence[Linkable], weights: Weights, told: Sequence[Sequence[Any]]) -> Edges:
    left, right, score, name, shown = (
        [list(column) for column in zip(*told, strict=True)] if told else [[]] * 5
    )
    return Edges(
        reports, weights, np.array(left, np.int32), np.array(right, np.int32),
        np.array(score, np.int16), np.array(shown, np.int64),
        np.array(name, np.int16),
    )  # fmt: skip


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
