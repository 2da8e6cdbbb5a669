"""CPU of reading a page, whole, as a ratio to trafilatura on the same page in the same run.

    python -m benchmarks.reading_speed [DIR]

Pages: the bundled newsroom's, and those of DIR (``*.html``, ``*.html.gz``, or an ``html`` folder
of them). Pages that pass the screen are read from bytes to claims; the others are screened only.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from benchmarks import asking
from casebook.demo.addresses import page as page_of
from casebook.demo.desk import stories
from pipeline.extract import extract
from pipeline.reader import read
from pipeline.records import Page, Rejected, Scope
from pipeline.screen import screen

FETCHED = datetime(2027, 1, 1, tzinfo=UTC)
ROUNDS = 3  # over all pages; of each, the fastest counts


def newsroom() -> list[Page]:
    kept = [(story.url, page_of(story)) for story in stories()]
    return [Page(url, one.body, FETCHED, one.content_type) for url, one in kept]


def folder(path: Path) -> list[Page]:
    names = sorted([*path.rglob("*.html"), *path.rglob("*.html.gz")])
    return [
        Page(f"http://page.example/{name.name}", unzipped(name), FETCHED, "text/html")
        for name in names
    ]


def unzipped(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def theirs(page: Page) -> object:
    return trafilatura.bare_extraction(page.body, with_metadata=True)


def ours(page: Page) -> object:
    return unless_rejected(read, page)


def extracted(page: Page) -> object:
    return unless_rejected(extract, page)


def screened(page: Page) -> object:
    return screen(page.body, page.content_type, Scope.POLICE)


def unless_rejected(step: Callable[[Page], object], page: Page) -> object:
    try:
        return step(page)
    except Rejected:
        return None


def fastest(pages: Sequence[Page], *steps: Callable[[Page], object]) -> list[list[float]]:
    """For each step the milliseconds of each page, the fastest of the rounds.

    A page's turn comes again after all others: what is remembered of the last few helps nobody.
    """
    rounds = [[spent(step, page) for page in pages for step in steps] for _ in range(ROUNDS)]
    best = [min(each) for each in zip(*rounds, strict=True)]
    return [best[at :: len(steps)] for at in range(len(steps))]


def spent(step: Callable[[Page], object], page: Page) -> float:
    started = time.process_time()
    step(page)
    return (time.process_time() - started) * 1000


def line(name: str, pages: Sequence[Page], step: Callable[[Page], object]) -> None:
    """Mean milliseconds, ratio of the sums, and the middle page's ratio."""
    if not pages:
        return
    each, others = fastest(pages, step, theirs)
    mine, other, count = sum(each), sum(others), len(pages)
    middle = sorted(a / b for a, b in zip(each, others, strict=True))[count // 2]
    print(
        f"{name:34}{count:5}{mine / count:9.2f}{other / count:9.2f}{mine / other:8.3f}{middle:8.3f}"
    )


def measure(name: str, pages: list[Page]) -> None:
    verdicts = [screen(page.body, page.content_type, Scope.POLICE).passed for page in pages]
    passed = [page for page, verdict in zip(pages, verdicts, strict=True) if verdict]
    others = [page for page, verdict in zip(pages, verdicts, strict=True) if not verdict]
    for page in pages[:5]:
        ours(page)  # tables and patterns are loaded once
        theirs(page)
    line(f"{name}: page → claims", passed, ours)
    line(f"{name}: page → article", passed, extracted)
    line(f"{name}: screened out", others, screened)


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("folders", metavar="DIR", type=Path, nargs="*", help="of real pages")
    folders = asked.parse_args().folders
    print(f"{'':34}{'pages':>5}{'ms':>9}{'theirs':>9}{'ratio':>8}{'median':>8}")
    measure("newsroom", newsroom())
    for each in folders:
        measure(each.name, folder(each))


if __name__ == "__main__":
    main()
