"""How long it takes to link everything again on an engine, at growing sizes.

    python -m benchmarks.relink [REPORTS …] [--workers 2] [--spark] [--alone]
                                [--check 10000]

Invented reports as in ``linkage_speed.py``. For each size: wall and CPU seconds of
``casebook relink``'s engine side (keys, pairs, comparisons, clusters; no database), the
seconds of each step, and the peak memory of this process and of a worker; up to ``--check``
reports it is held against ``pipeline.resolve.resolve`` in one process, which must say the same.
"""

from __future__ import annotations

import gc
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks import asking
from benchmarks.linkage_speed import invented
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable
from pipeline.resolve import resolve
from scheduler.engines import Done, Engine, In, Local, Out, Spark
from scheduler.relinking import resolve_on


@dataclass
class Timed:
    """An engine, and the seconds each step spent in it."""

    engine: Engine
    steps: list[tuple[str, float]] = field(default_factory=list)

    def run(self, task: Any, orders: Sequence[In]) -> Iterator[Done[In, Out]]:
        began = time.perf_counter()
        yield from self.engine.run(task, orders)
        name = getattr(orders[0], "step", "?") if orders else "nothing"
        self.steps.append((name, time.perf_counter() - began))


class Alone:
    """Every step in this process: what it costs in CPU, whoever else uses the machine."""

    def run(self, task: Callable[[In], Out], orders: Sequence[In]) -> Iterator[Done[In, Out]]:
        for order in orders:
            yield Done(order, task(order))


def cpu() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def relink(engine: Engine, reports: Sequence[Linkable], *, check: bool) -> None:
    timed = Timed(engine)
    gc.collect()
    with tempfile.TemporaryDirectory() as folder:
        began, spent = time.perf_counter(), cpu()
        found = resolve_on(timed, folder, reports, ())
        wall, spent = time.perf_counter() - began, cpu() - spent
    steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in timed.steps)
    print(
        f"{len(reports):>9,} reports: {wall:7.1f} s, {1e6 * wall / len(reports):5.0f} µs a report,"
        f" {spent:.0f} s CPU here; {len(found.edges):,} edges, {len(found.clusters):,} clusters"
    )
    rest = wall - sum(seconds for _, seconds in timed.steps)
    print(
        f"          on the engine: {steps} s; in one place {rest:.1f} s;"
        f" peak here {peak(resource.RUSAGE_SELF):.0f} MB,"
        f" of a child {peak(resource.RUSAGE_CHILDREN):.0f} MB"
    )
    if check:
        alone = resolve(reports, (), Model.load())
        same = alone.clusters == found.clusters and len(alone.edges) == len(found.edges)
        print(f"          as one process says: {'the same' if same else 'ANOTHER RESULT'}")
        assert same


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("reports", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--alone", action="store_true", help="No workers: all CPU is ours.")
    parser.add_argument("--check", type=int, default=10_000)
    options = parser.parse_args()
    engine: Engine = Local(options.workers)
    if options.alone:
        engine = Alone()
    if options.spark:
        engine = Spark(f"local[{options.workers}]")
    for size in options.reports:
        relink(engine, list(invented(size)), check=size <= options.check)


if __name__ == "__main__":
    main()
