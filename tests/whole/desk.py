"""A person at the command line, as the tests of the whole path need one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Desk:
    """Runs ``casebook`` in a folder of its own, as a user would: process, streams, status."""

    folder: Path
    database: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("CASEBOOK_", "COV_"))}
        given = {"CASEBOOK_CONTACT": "desk@ledger.example"}
        given |= {"CASEBOOK_DB": self.database} if self.database else {}
        return kept | given | {"PYTHONWARNINGS": "default", "COLUMNS": "120"}

    def run(self, *words: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a command and hold it to the exit status it should end with."""
        done = subprocess.run(
            [sys.executable, "-m", "casebook", *map(str, words)],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == status, (
            f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        )
        return done

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own, to be killed whole."""
        return subprocess.Popen(
            [sys.executable, "-m", "casebook", *map(str, words)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def rows(self, kind: str, *words: str) -> list[dict[str, Any]]:
        """An export, line by line."""
        text = self.run("export", kind, "--format", "jsonl", *words).stdout
        return [json.loads(line) for line in text.splitlines()]


def outline(incidents: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What two runs must agree on: incidents by their articles and facts, identifiers left out."""
    return sorted(
        (
            tuple(sorted(article["url"] for article in line["articles"])),
            line["incident_date"],
            line["city"],
            line["state"],
            tuple(sorted(str(victim["name"]) for victim in line["victims"])),
            line["independent_sources"],
        )
        for line in incidents
    )
