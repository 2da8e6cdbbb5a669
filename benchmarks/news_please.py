"""CPU of news-please's extractor a page, to hold a crawl of ours against.

    python -m venv /tmp/np && /tmp/np/bin/pip install news-please lxml_html_clean
    /tmp/np/bin/python -m benchmarks.news_please --html FOLDER [--pages 40]
    python -m benchmarks.crawl_cpu --html FOLDER

news-please brings a hundred packages and older versions of ours, so it lives in a throw-away
environment and this file imports nothing of Casebook. It extracts every page it crawls, whatever
it is about; ours screens first. Its fetching is not counted: the figure is the least it can cost.
"""

from __future__ import annotations

import gzip
import time
from pathlib import Path

from newsplease import NewsPlease

from benchmarks import asking


def pages(folder: Path, number: int) -> list[str]:
    """Pages spread over the folder, decoded as a browser would at worst."""
    files = sorted([*folder.glob("*.html.gz"), *folder.glob("*.html")])
    step = max(len(files) // number, 1)
    chosen = files[::step][:number]
    raw = [gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in chosen]
    return [body.decode("utf-8", "replace") for body in raw]


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--html", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=40)
    options = parser.parse_args()
    bodies = pages(options.html, options.pages)
    NewsPlease.from_html(bodies[0], url="https://daily.example/2024/05/14/a")  # loads its models
    began, read = time.process_time(), 0
    for n, body in enumerate(bodies):
        try:
            found = NewsPlease.from_html(body, url=f"https://daily.example/2024/05/14/{n}")
            read += bool(found and found.maintext)
        except Exception as fault:
            print(f"page {n}: {type(fault).__name__}: {fault}")
    ms = (time.process_time() - began) * 1000 / len(bodies)
    print(f"news-please: {ms:.0f} ms of CPU a page, {read} of {len(bodies)} with a text")


if __name__ == "__main__":
    main()
