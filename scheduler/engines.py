"""Where a list of tasks is run: this machine's cores, or a Spark cluster that exists already.

An engine knows nothing of shootings: it calls one function for each order, each in a process of
its own, and hands the outcomes over as they come. What kills a process costs its own order only.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
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
            yield from _collected_together(session, task, orders)
        finally:
            session.stop()


def _collected_together(
    session: Any, task: Callable[[In], Out], orders: Sequence[In]
) -> list[Done[In, Out]]:
    """One job, so that a cluster takes all orders at once; where that breaks off, one for each.

    Spark gives up a whole job for one task that kills its process again and again. Orders that
    were done before it did are found done.
    """
    try:
        return _job(session, task, orders)
    except Exception as fault:  # PySpark's own, Py4J's and Java's
        if len(orders) == 1:
            return [Done(orders[0], None, f"its process ended early ({_first_line(fault)})")]
    return [done for order in orders for done in _collected_together(session, task, [order])]


def _job(session: Any, task: Callable[[In], Out], orders: Sequence[In]) -> list[Done[In, Out]]:
    calls = session.sparkContext.parallelize(list(orders), len(orders))
    found: list[Done[In, Out]] = calls.map(lambda order: _guarded(task, order)).collect()
    return found


def _guarded(task: Callable[[In], Out], order: In) -> Done[In, Out]:
    try:
        return Done(order, task(order))
    except Exception as fault:
        return Done(order, None, f"{type(fault).__name__}: {fault}")


def _session(master: str | None) -> Any:
    _require_spark()
    try:
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise EngineError(_NEEDED) from fault
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    building = SparkSession.builder.appName("casebook")
    if master:
        building = building.master(master)
    try:
        return building.config("spark.ui.enabled", "false").getOrCreate()
    except Exception as fault:  # PySpark's own, Py4J's and Java's
        raise EngineError(
            f"Spark does not start: {_first_line(fault)}; it needs Java 17, and a cluster that"
            " answers where --master says"
        ) from fault


def _first_line(fault: Exception) -> str:
    """What is wrong, without the Java around it."""
    lines = [line.strip() for line in str(fault).splitlines() if line.strip()]
    return " ".join(lines[:2] or [type(fault).__name__]).rstrip(".:")[:300]


def _require_spark() -> None:
    """Raises :class:`EngineError` where it can be told beforehand that Spark will not start."""
    if find_spec("pyspark") is None:
        raise EngineError(_NEEDED)
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=f"{home}/bin" if home else None) is None:
        where = f"JAVA_HOME is {home}, where" if home else "on the PATH"
        raise EngineError(f"{_NEEDED}; {where} there is no java")


_NEEDED = "the Spark engine needs PySpark and Java 17: pip install 'casebook[spark]'"


def chosen(name: str, *, workers: int, master: str | None, preload: tuple[str, ...] = ()) -> Engine:
    """The engine of that name; ``preload`` are the modules its local workers share.

    Raises :class:`EngineError` for one that cannot be had, before anything is done for it.
    """
    if name != "spark":
        return Local(workers, preload=preload)
    _require_spark()
    return Spark(master)
