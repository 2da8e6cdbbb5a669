"""What starting a command costs, as a multiple of starting Python: processor time, median.

    python -m benchmarks.starting [ROUNDS]

On a database with one invented story; the commands take turns.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import asking

HOUSE = Path(__file__).resolve().parents[1]
STORY = {
    "url": "https://gazette.example/shooting",
    "outlet": "The Gazette",
    "published": "2026-01-06",
    "title": "Officer fatally shoots man in Ashport",
    "text": "ASHPORT, Ohio — A police officer shot and killed Tobias Wrenfield, 34, on Monday.",
}
COMMANDS = {
    "--help": ["casebook", "--help"],
    "incidents": ["casebook", "incidents"],
    "show": ["casebook", "show", "I1"],
    "status": ["casebook", "status"],
    "a page": ["scheduler.warmed"],  # what a worker does before anything else: it reads one
}


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("rounds", type=int, nargs="?", default=9)
    rounds = asked.parse_args().rounds
    spent: dict[str, list[float]] = {"python": [], **{name: [] for name in COMMANDS}}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "story.jsonl").write_text(json.dumps(STORY), "utf-8")
        _run(["-m", "casebook", "ingest", "story.jsonl"], folder)
        for _ in range(rounds):
            spent["python"].append(_run(["-c", "pass"], folder))
            for name, words in COMMANDS.items():
                spent[name].append(_run(["-m", *words], folder))
    unit = median(spent["python"])
    for name, own in spent.items():
        print(f"{name:10} {median(own) * 1e3:5.0f} ms = {median(own) / unit:4.1f} x")


def _run(words: list[str], folder: str) -> float:
    """Seconds of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
