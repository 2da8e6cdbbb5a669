"""What it takes to watch a county, a state, the country, and to go back to 2016.

    python -m benchmarks.sizing [--constants benchmarks/sizing.json] [--relevant 0.02] …

Multiplies what was measured (``benchmarks/backfill.py --constants`` writes the file, and says by
which command) with what is assumed, and prints both: how many outlets, pages and days, which
share of pages passes the screen, and what a CPU hour and a gigabyte cost. Every assumption is an
option; none of them is a measurement.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import asking

HERE = Path(__file__).parent
DAY = 24 * 3600
YEAR = 365.25


@dataclass(frozen=True)
class Measured:
    """What the benchmarks printed; CPU in milliseconds on one core."""

    cpu_ms_record: float  # a WARC record worked through, as the engine does it
    crawl_ms_request: float  # a page or a feed crawled
    packed_bytes_record: float  # of a WARC file, and so of the archive
    result_bytes_record: float  # Parquet and WARC left by a backfill, per record looked at
    database_bytes_article: float
    load_ms_article: float
    peak_mb: float


@dataclass(frozen=True)
class Need:
    name: str
    pages: float
    requests: float  # feeds looked at, over the web
    live: bool


def needs(options: argparse.Namespace) -> Iterator[Need]:
    for name, outlets in (
        ("a county, a year live", options.county),
        ("a state, a year live", options.state),
        ("the US, a year live", options.us),
    ):
        looks = outlets * YEAR * 24 * 60 / options.minutes
        yield Need(name, outlets * options.stories * YEAR, looks, live=True)
    days = (options.until - 2016) * YEAR - 213
    yield Need(f"2016-08 to {options.until}, back", days * options.archive, 0, live=False)


def rows(options: argparse.Namespace, told: Measured) -> Iterator[tuple[str, ...]]:
    for need in needs(options):
        kept = need.pages * options.relevant
        if need.live:
            spent = (need.pages + need.requests) * told.crawl_ms_request
            spent += kept * told.cpu_ms_record / options.relevant
            stored = kept * (told.packed_bytes_record + told.database_bytes_article)
        else:
            spent = need.pages * told.cpu_ms_record + kept * told.load_ms_article
            stored = need.pages * told.result_bytes_record + kept * told.database_bytes_article
        hours = spent / 3.6e6
        read = 0.0 if need.live else need.pages * told.packed_bytes_record
        cost = hours * options.cpu_price + 12 * stored / 1e9 * options.storage_price
        years, days = hours / (24 * YEAR), hours / 24 / options.cores
        yield (
            need.name,
            f"{need.pages:,.0f}",
            f"{(need.pages + need.requests) / YEAR / DAY:.2f}" if need.live else "–",
            f"{hours:,.0f}",
            f"{years:.2f}" if need.live else f"{days:,.1f} days",
            f"{read / 1e12:,.1f} TB" if read else "–",
            f"{stored / 1e9:,.1f} GB",
            f"${cost:,.0f}",
        )


def options_of() -> argparse.Namespace:
    parser = asking.parser(__doc__)
    parser.add_argument("--constants", type=Path, default=HERE / "sizing.json")
    parser.add_argument("--county", type=int, default=5, help="outlets")
    parser.add_argument("--state", type=int, default=100, help="outlets")
    parser.add_argument("--us", type=int, default=5000, help="outlets")
    parser.add_argument("--stories", type=float, default=30, help="of an outlet a day")
    parser.add_argument("--minutes", type=float, default=15, help="between looks at a feed")
    parser.add_argument("--archive", type=float, default=1e6, help="pages a day in CC-NEWS")
    parser.add_argument("--until", type=int, default=2027, help="the year the archive is read to")
    parser.add_argument("--relevant", type=float, default=0.02, help="of the pages is read")
    parser.add_argument("--cores", type=int, default=100, help="of the cluster that goes back")
    parser.add_argument("--cpu-price", type=float, default=0.05, help="$ an hour of a core")
    parser.add_argument("--storage-price", type=float, default=0.023, help="$ a GB and month")
    return parser.parse_args()


def main() -> None:
    options = options_of()
    file: Mapping[str, object] = json.loads(options.constants.read_text("utf-8"))
    told = Measured(**file["measured"])  # type: ignore[arg-type]
    print("measured:", ", ".join(f"{name} {value:,.4g}" for name, value in vars(told).items()))
    print("by:      ", "; ".join(map(str, file["by"])))  # type: ignore[call-overload]
    given = {name: value for name, value in vars(options).items() if name != "constants"}
    print("assumed: ", ", ".join(f"{name} {value:g}" for name, value in given.items()))
    print()
    head = ("", "pages", "requests/s", "CPU hours", "cores, or time", "read", "stored", "cost")
    table = [head, *rows(options, told)]
    widths = [max(len(row[at]) for row in table) for at in range(len(head))]
    for row in table:
        print(
            "  ".join(
                cell.rjust(width) if at else cell.ljust(width)
                for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
        )


if __name__ == "__main__":
    main()
