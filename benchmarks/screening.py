"""What the screen lets through, what it misses, and what it and link discovery cost.

    python -m benchmarks.screening --labelled FILE.jsonl … [--html FOLDER] [--scope police|any]

Every labelled article that is relevant is set in each of the newsroom's page templates, among
other stories' headlines, captions and adverts, and screened: the recall, with what was missed.
``--html`` takes real pages (.html, .html.gz): how many pass, the CPU of screening beside
trafilatura's on those that do not, and of finding the links of a listing beside an lxml parse.
"""

from __future__ import annotations

import gzip
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import trafilatura

from benchmarks import asking
from benchmarks.labelled import Row, rows
from casebook.demo.desk import Story, outlets
from casebook.demo.pages import story_page
from crawler.discovery import listing_links
from pipeline.records import Scope
from pipeline.screen import screen

TEMPLATES = (
    "amp",
    "blog",
    "blox",
    "broadcaster",
    "chain",
    "hosted",
    "mobile",
    "plain",
    "wordpress",
)


def relevant(row: Row, scope: Scope) -> bool:
    """Whether a label says the article is about a shooting within the scope."""
    if row.get("borderline"):
        return False
    if scope is Scope.POLICE and row["kind"] == "gun_violence":
        return False
    return bool(row.get("incidents"))


def pages_of(row: Row) -> Iterator[tuple[str, bytes]]:
    """The article in every template, as one of our outlets might have filed it."""
    outlet = outlets()[0]
    paragraphs = tuple(part.strip() for part in row["text"].split("\n") if part.strip())
    story = Story(
        url=f"http://{outlet.host}/2024/05/14/{row['id']}/",
        title=row.get("title") or "Local news",
        published=datetime(2024, 5, 14, 9, tzinfo=UTC),
        paragraphs=paragraphs or ("No text.",),
        outlet=outlet,
    )
    for template in TEMPLATES:
        yield template, story_page(story, template).encode()


def recall(files: list[Path], scope: Scope) -> None:
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    missed: dict[str, int] = {}
    for file in files:
        for row in rows(file):
            if relevant(row, scope):
                for _, page in pages_of(row):
                    good = screen(page, "text/html", scope).passed
                    total[file.name] += 1
                    passed[file.name] += good
                    if not good:
                        missed[f"{file.name} {row['id']}"] = (
                            missed.get(f"{file.name} {row['id']}", 0) + 1
                        )
    for name, number in total.items():
        share = passed[name] / number
        print(f"{name}: {passed[name]:,} of {number:,} relevant pages pass: recall {share:.4f}")
    if total:
        print(f"in all: recall {passed.total() / total.total():.4f} (n = {total.total():,})")
    for name, number in sorted(missed.items()):
        print(f"  missed in {number} of {len(TEMPLATES)} templates: {name}")


def cost(bodies: list[bytes], scope: Scope) -> None:
    """CPU of each, the least of three rounds, on the pages the screen does not pass."""
    passing = [screen(body, "text/html", scope).passed for body in bodies]
    print(f"{sum(passing)} of {len(bodies)} real pages pass")
    rest = [body for body, good in zip(bodies, passing, strict=True) if not good]
    ours = least(lambda: [screen(body, "text/html", scope) for body in rest])
    theirs = least(lambda: [trafilatura.extract(body) for body in rest], rounds=1)
    scale = 1000 / len(rest)
    print(
        f"an irrelevant page: screening {ours * scale:.2f} ms, trafilatura {theirs * scale:.1f} ms:"
        f" {ours / theirs:.3f} ×"
    )
    base = "https://daily.example/news/"
    found = least(lambda: [listing_links(body, base=base) for body in bodies])
    parse = least(lambda: [lxml.html.fromstring(body) for body in bodies if body.strip()])
    scale = 1000 / len(bodies)
    print(
        f"links of a page: {found * scale:.2f} ms, an lxml parse {parse * scale:.2f} ms:"
        f" {found / parse:.2f} ×"
    )


def least(work: Callable[[], object], *, rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def read_folder(folder: Path) -> list[bytes]:
    packed = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))]
    return packed + [path.read_bytes() for path in sorted(folder.glob("*.html"))]


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--labelled", type=Path, nargs="*", default=[])
    parser.add_argument("--html", type=Path)
    parser.add_argument("--scope", type=Scope, default=Scope.POLICE)
    options = parser.parse_args()
    recall(options.labelled, options.scope)
    if options.html:
        cost(read_folder(options.html), options.scope)


if __name__ == "__main__":
    main()
