"""A person at the command line, as the tests of the whole path need one."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from casebook.cli import main

#: A line as ``ingest`` takes it.
STORY = {
    "url": "http://www.rivertonledger.example/man-shot",
    "title": "Riverton officer shoots man",
    "text": "RIVERTON, Ohio — A Riverton police officer shot and killed Dale Orrin Wexcombe, 34, "
    "on Sunday night, police said.\n\nWexcombe was holding a knife, police said.",
    "published": "2025-06-02",
    "outlet": "Riverton Ledger",
}


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Desk:
    """Runs ``casebook`` in a folder of its own, as a user would: streams and exit status."""

    folder: Path
    database: str | None = None
    before: Callable[[], None] | None = None  # done by a process of its own before it begins

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("CASEBOOK_", "COV_"))}
        given = {"CASEBOOK_CONTACT": "desk@ledger.example"}
        given |= {"CASEBOOK_DB": self.database} if self.database else {}
        return kept | given | {"PYTHONWARNINGS": "default", "COLUMNS": "120"}

    def run(self, *words: str | Path, status: int = 0) -> Done:
        """Run a command in this process and hold it to the exit status it should end with."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        streams = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
        with self._at_the_desk(words), streams[0], streams[1]:
            code = _exit_status()
        return self._held(words, status, Done(code, _read(out), _read(err)))

    def run_process(self, *words: str | Path, status: int = 0) -> Done:
        """The same in a process of its own, which takes two seconds to start."""
        done = subprocess.run(
            [sys.executable, "-m", "casebook", *map(str, words)],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
            preexec_fn=self.before,
        )
        return self._held(words, status, Done(done.returncode, done.stdout, done.stderr))

    def start(self, *words: str | Path, told: bool = False) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own, to be killed whole.

        What it says on standard error can be read where it is to be ``told``. Ctrl-C reaches it,
        also where whoever runs the tests ignores it (a shell's background job, nohup).
        """
        return subprocess.Popen(
            [sys.executable, "-m", "casebook", *map(str, words)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if told else subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_hear_interrupts,
        )

    def rows(self, kind: str, *words: str) -> list[dict[str, Any]]:
        """An export, line by line."""
        text = self.run("export", kind, "--format", "jsonl", *words).stdout
        return [json.loads(line) for line in text.splitlines()]

    @contextlib.contextmanager
    def _at_the_desk(self, words: tuple[str | Path, ...]) -> Iterator[None]:
        argv = ["casebook", *map(str, words)]
        with (
            contextlib.chdir(self.folder),
            mock.patch.dict(os.environ, self.environment, clear=True),
            mock.patch.object(sys, "argv", argv),
        ):
            yield

    @staticmethod
    def _held(words: tuple[str | Path, ...], status: int, done: Done) -> Done:
        assert done.returncode == status, f"{words}: {done}"
        return done


def _exit_status() -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _read(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


def outline(incidents: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What two runs must agree on: incidents by their articles and facts, identifiers left out."""
    return sorted(
        (
            tuple(sorted(article["url"] for article in line["articles"])),
            str(line["incident_date"]),
            str(line["city"]),
            str(line["state"]),
            tuple(sorted(str(victim["name"]) for victim in line["victims"])),
            line["independent_sources"],
        )
        for line in incidents
    )
