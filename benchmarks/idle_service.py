"""What a scheduler takes that has nothing to do: ``python -m benchmarks.idle_service``.

A database of its own, sources none of which is due for hours, a minute to settle, two to measure.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from benchmarks import asking
from storage import schedules
from storage.engine import open_database

SOURCES = 500
ENTRY = (
    '[[source]]\nname = "s{n:03}"\noutlet = "Gazette {n}"\ndomains = ["s{n:03}.example"]\n'
    'feeds = ["http://s{n:03}.example/feed"]\nprivate_network = true\n'
)


def main() -> None:
    asking.parser(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        kept = {key: value for key, value in os.environ.items() if not key.startswith("CASEBOOK_")}
        command = [sys.executable, "-m", "casebook", "schedule", "--sources", "sources.toml"]
        service = subprocess.Popen(command, cwd=folder, env=kept, stderr=subprocess.DEVNULL)
        time.sleep(60)
        process = psutil.Process(service.pid)
        before, began = sum(process.cpu_times()[:2]), time.monotonic()
        time.sleep(120)
        spent = time.monotonic() - began
        share = (sum(process.cpu_times()[:2]) - before) / spent
        print(f"{SOURCES} sources, nothing due, {spent:.0f} s")
        print(f"CPU {share:.2%}, memory {process.memory_info().rss / 1e6:.0f} MB")
        service.send_signal(signal.SIGTERM)
        service.wait(30)


def prepare(folder: Path) -> None:
    """All sources are known and planned for later."""
    (folder / "sources.toml").write_text("".join(ENTRY.format(n=n) for n in range(SOURCES)))
    database = open_database(f"sqlite:///{folder / 'casebook.db'}")
    later = datetime.now(UTC) + timedelta(hours=5)
    with database.write() as session:
        names = [f"s{n:03}" for n in range(SOURCES)]
        schedules.add_sources(session, names)
        schedules.plan(session, dict.fromkeys(names, later))
    database.dispose()


if __name__ == "__main__":
    main()
