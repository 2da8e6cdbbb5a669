"""The most memory a crawl takes, for few pages and for many.

    python -m benchmarks.crawl_memory [--pages 200 2000] [--html FOLDER]

Each number of pages is crawled by a process of its own from the server of ``crawl_cpu.py``, and
the peak of the resident set of the crawl's child is printed.
"""

from __future__ import annotations

import multiprocessing
import resource
from pathlib import Path

from benchmarks import asking
from benchmarks.crawl_cpu import made_up, ours, read_folder, serve

HOSTS = 20


def peak(port: int, pages: int, out: multiprocessing.Queue[tuple[int, int]]) -> None:
    """Crawl, and tell how many pages were fetched and the peak in kB."""
    fetched = ours(port, HOSTS, pages)
    out.put((fetched, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[200, 2000])
    parser.add_argument("--html", type=Path)
    options = parser.parse_args()
    bodies = read_folder(options.html) if options.html else [made_up()]
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(bodies, port, 50), daemon=True)
    server.start()
    number = port.get()
    try:
        for pages in options.pages:
            out: multiprocessing.Queue[tuple[int, int]] = multiprocessing.Queue()
            work = multiprocessing.Process(target=peak, args=(number, pages, out))
            work.start()
            fetched, kilobytes = out.get()
            work.join()
            print(f"{fetched:6} pages: at most {kilobytes / 1024:.0f} MB")
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
