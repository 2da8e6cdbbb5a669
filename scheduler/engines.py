"""Where a list of tasks is run: this machine's cores, or a Spark cluster that exists already.

An engine knows nothing of shootings: it calls one function for each order, each in a process of
its own, and hands the outcomes over as they come. What kills a process costs its own order only.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Protocol, TypeVar, cast

In = TypeVar("In")
Out = TypeVar("Out")


class EngineError(Exception):
    """The engine itself cannot be had; the message says what to install or start."""


@dataclass(frozen=True, slots=True)
class Done(Generic[In, Out]):
    """An order and what its function gave back; ``fault`` when it never came to its end."""

    order: In
    result: Out | None
    fault: str | None = None


class Engine(Protocol):
    def run(self, task: Callable[[In], Out], orders: Sequence[In]) -> Iterator[Done[In, Out]]:
        """Run the task on every order; outcomes in the order they come."""


@dataclass(frozen=True, slots=True)
class Local:
    """This machine's cores: so many processes at a time, one for each order.

    They are forked from one that has imported the task's module and those of ``preload``.
    """

    workers: int = 0  # 0: one a core
    attempts: int = 2
    preload: tuple[str, ...] = ()

    def run(self, task: Callable[[In], Out], orders: Sequence[In]) -> Iterator[Done[In, Out]]:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([task.__module__, *self.preload])
        waiting = deque((order, 1) for order in orders)
        running: dict[Connection, tuple[Any, In, int]] = {}
        try:
            while waiting or running:
                while waiting and len(running) < (self.workers or os.cpu_count() or 1):
                    order, attempt = waiting.popleft()
                    running |= _started(context, task, order, attempt)
                for pipe in cast("list[Connection]", wait(list(running))):
                    process, order, attempt = running.pop(pipe)
                    done = _collected(process, pipe, order)
                    if done.fault is not None and done.result is None and attempt < self.attempts:
                        waiting.append((order, attempt + 1))
                    else:
                        yield done
        finally:
            for process, _, _ in running.values():
                process.kill()
                process.join()


def _started(
    context: Any, task: Callable[[In], Out], order: In, attempt: int
) -> dict[Connection, tuple[Any, In, int]]:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_call, args=(task, order, theirs), daemon=True)
    process.start()
    theirs.close()
    return {ours: (process, order, attempt)}


def _call(task: Callable[[Any], Any], order: Any, pipe: Connection) -> None:
    try:
        pipe.send((task(order), None))
    except Exception as fault:
        pipe.send((None, f"{type(fault).__name__}: {fault}"))


def _collected(process: Any, pipe: Any, order: In) -> Done[In, Any]:
    try:
        result, fault = pipe.recv()
    except EOFError:
        result, fault = None, None
    process.join()
    pipe.close()
    if result is None and fault is None:
        fault = f"its process ended early (status {process.exitcode})"
    return Done(order, result, fault)


@dataclass(frozen=True, slots=True)
class Spark:
    """PySpark: ``local[2]``, a standalone cluster, or what ``spark-submit`` was told.

    Spark itself takes up what a killed executor had; a task that keeps failing ends as a fault.
    """

    master: str | None = None

    def run(self, task: Callable[[In], Out], orders: Sequence[In]) -> Iterator[Done[In, Out]]:
        if not orders:
            return
        session = _session(self.master)
        try:
            calls = session.sparkContext.parallelize(list(orders), len(orders))
            found = calls.map(lambda order: _guarded(task, order))
            yield from found.collect()  # one job: a cluster takes all orders at once
        finally:
            session.stop()


def _guarded(task: Callable[[In], Out], order: In) -> Done[In, Out]:
    try:
        return Done(order, task(order))
    except Exception as fault:
        return Done(order, None, f"{type(fault).__name__}: {fault}")


def _session(master: str | None) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise EngineError(
            "the Spark engine needs PySpark and Java 17: pip install 'casebook[spark]'"
        ) from fault
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    building = SparkSession.builder.appName("casebook")
    if master:
        building = building.master(master)
    return building.config("spark.ui.enabled", "false").getOrCreate()


def chosen(name: str, *, workers: int, master: str | None, preload: tuple[str, ...] = ()) -> Engine:
    """The engine of that name; ``preload`` are the modules its local workers share."""
    return Spark(master) if name == "spark" else Local(workers, preload=preload)
