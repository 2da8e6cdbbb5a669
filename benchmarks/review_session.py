"""A hundred pairs judged by keyboard alone in a real browser: how long each answer makes one wait.

    python -m benchmarks.review_pages --folder bench     # makes the record, once
    python -m benchmarks.review_session bench/casebook.db [--pairs 100]

The wait is from the key to the next pair standing there whole. It must not be above 150 ms, and
no mouse is touched. The record is worked on in a copy, which is on the disk before the first key:
else SQLite's first checkpoint waits for all of the copy, and one answer waits with it.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks import asking

LONGEST_MS = 150
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--pairs", type=int, default=100)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "casebook.db"
        shutil.copy(told.database, copy)
        os.sync()
        command = [
            sys.executable,
            "-m",
            "casebook",
            "--db",
            f"sqlite:///{copy}",
            "serve",
            "--port",
            "0",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            try:
                line = next(text for text in server.stdout if "http://" in text)
                found = re.search(r"http://\S+", line)
                assert found is not None
                report(judge(found[0], told.pairs))
            finally:
                server.terminate()


def judge(url: str, count: int) -> list[float]:
    """The wait after each key, in milliseconds."""
    waits = []
    with sync_playwright() as driver:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page()
        page.goto(url + "queue/next")
        for at in range(count):
            shown = page.locator("[data-pair]").get_attribute("data-pair")
            began = time.perf_counter()
            page.keyboard.press("sdu"[at % 3])
            page.wait_for_selector(f"[data-pair]:not([data-pair='{shown}'])")
            page.wait_for_load_state("load")
            waits.append((time.perf_counter() - began) * 1000)
        browser.close()
    return waits


def report(waits: list[float]) -> None:
    ordered = sorted(waits)
    over = sum(wait > LONGEST_MS for wait in waits)
    print(
        f"{len(waits)} pairs by keyboard: median {statistics.median(waits):.0f} ms,"
        f" p95 {ordered[int(len(ordered) * 0.95)]:.0f} ms, longest {ordered[-1]:.0f} ms;"
        f" {over} above {LONGEST_MS} ms"
    )


if __name__ == "__main__":
    main()
