"""Crawls whose process is forked from one that has loaded all a crawl needs.

To load it takes longer than a crawl of a few pages. What is forked runs ``main`` of the module, as
ever, with streams, environment and folder of its own.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from unittest import mock

from crawler import looking, run

#: What a crawl has loaded at its end; Scrapy looks most of it up by name.
MODULES = (
    "crawler.child crawler.scout crawler.handlers crawler.item_pipeline crawler.middlewares "
    "crawler.resolver crawler.robots crawler.throttle crawler.spiders.feeds "
    "crawler.spiders.listings crawler.spiders.sitemaps crawler.spiders.stories "
    "scrapy.core.downloader.handlers.http11 scrapy.core.scheduler "
    "scrapy.downloadermiddlewares.defaultheaders scrapy.downloadermiddlewares.downloadtimeout "
    "scrapy.downloadermiddlewares.httpcompression scrapy.downloadermiddlewares.httpproxy "
    "scrapy.downloadermiddlewares.redirect scrapy.downloadermiddlewares.useragent "
    "scrapy.pqueues scrapy.squeues scrapy.statscollectors sqlalchemy.dialects.sqlite"
).split()
MAINS = {"crawler": "crawler.child", "crawler.scout": "crawler.scout"}


class Forked:
    """A child as `subprocess.Popen` shows one, as far as crawls ask."""

    def __init__(self, stdin: int, stdout: int, status: int) -> None:
        self.stdin: IO[bytes] = os.fdopen(stdin, "wb", buffering=0)
        self.stdout: IO[bytes] = os.fdopen(stdout, "rb")
        self._status = os.fdopen(status, "r")
        self.pid = int(self._status.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("a crawl", timeout or 0)
            with self._status:
                self.returncode = int(self._status.readline())
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):  # it ended this moment, as Popen allows
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Loaded:
    """The process that crawls are forked from, and how to have one forked."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._settings = _of_python(environment)
        self._lock = threading.Lock()
        self._ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.loaded", str(theirs.fileno())],
                cwd=Path(__file__).parent.parent,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    def stop(self) -> None:
        self._ours.close()
        self._process.wait()

    def fits(self) -> bool:
        """Whether Python would start now as it did then."""
        return _of_python(dict(os.environ)) == self._settings

    def begun(self, module: str, first: str = "", stderr: int = 2) -> Forked:
        """A child that does this first."""
        told = {"module": module, "first": first, "folder": str(Path.cwd())}
        line = json.dumps(told | {"environment": dict(os.environ)}).encode() + b"\n"
        orders, counts, status = os.pipe(), os.pipe(), os.pipe()
        theirs = [orders[0], counts[1], stderr, status[1]]
        with self._lock:
            socket.send_fds(self._ours, [line[:1]], theirs)
            self._ours.sendall(line[1:])
            for own in (orders[0], counts[1], status[1]):
                os.close(own)
            return Forked(orders[1], counts[0], status[0])


def _of_python(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith("PYTHON")}


@contextmanager
def crawls_forked() -> Iterator[None]:
    """Crawls are forked, but those that a test starts in a way of its own."""
    start, environment, loaded = subprocess.Popen, dict(os.environ), list[Loaded]()

    def begun(module: str, **more: Any) -> Any:
        if subprocess.Popen is start:  # else what a test sets for its crawl would stay with ours
            if not loaded:
                loaded.append(Loaded(environment))
            if loaded[0].fits():
                return loaded[0].begun(module, **more)
        assert not more
        return ANEW(module)

    with mock.patch.object(run, "begun", begun), mock.patch.object(looking, "begun", begun):
        yield
    for one in loaded:
        one.stop()


#: How the product starts a crawl.
ANEW = run.begun


def serve(own: socket.socket) -> None:
    """Fork whatever is asked for until nobody can ask any more."""
    while True:
        first, given, _, _ = socket.recv_fds(own, 1, 4)
        if not first:
            break
        with own.makefile("rb") as rest:
            told = json.loads(first + rest.readline())
        if not os.fork():
            own.close()
            _keep(told, given)
        for one in given:
            os.close(one)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _keep(told: dict[str, str], given: list[int]) -> None:
    """Fork the crawl, say its number, and once it has ended, how."""
    *streams, status = given
    pid = os.fork()
    if not pid:
        os.close(status)
        os._exit(_run(told, streams))
    for one in streams:
        os.close(one)
    with contextlib.suppress(BrokenPipeError), os.fdopen(status, "w") as out:
        out.write(f"{pid}\n")
        out.flush()
        out.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        out.flush()
    os._exit(0)


def _run(told: dict[str, str], streams: list[int]) -> int:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(told["environment"])
    os.chdir(told["folder"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = [told["module"]]
    importlib.reload(sys.modules["crawler.settings"])  # asks the environment
    try:
        exec(told["first"], {})
        code = int(sys.modules[MAINS[told["module"]]].main())
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who it is meant for ends us, too
    gc.disable()
    for name in MODULES:
        importlib.import_module(name)
    gc.freeze()
    gc.enable()
    with socket.socket(fileno=int(sys.argv[1])) as own:
        serve(own)


if __name__ == "__main__":
    main()
