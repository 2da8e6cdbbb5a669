"""How long it takes to try a list of outlets, as ``casebook sources import`` does.

    python -m benchmarks.try_outlets [--outlets 40]

The outlets are sites of eleven kinds (feeds declared and not, sitemaps nobody names, refusals,
walls, scripts, silence), each on a loopback address of its own, asked once a second at most.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from datetime import UTC, datetime

from benchmarks import asking
from crawler.looking import Site, in_words, look_at
from crawler.sources import Source
from tests.crawler.outlets import KINDS, put_up
from tests.crawler.rogue import RogueServer


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--outlets", type=int, default=40)
    number = parser.parse_args().outlets
    with ExitStack() as stack:
        sites = []
        for n in range(number):
            server = stack.enter_context(RogueServer(f"127.0.{2 + n // 250}.{n % 250 + 1}"))
            put_up(KINDS[n % len(KINDS)], server)
            source = Source(f"outlet-{n}", "Outlet", (server.address,), private_network=True)
            sites.append(Site(source.name, server.url("/"), source, True))
        began = time.monotonic()
        reports = list(look_at(sites, contact=None, now=datetime.now(UTC)))
        took = time.monotonic() - began
    print(f"{len(reports)} outlets tried in {took:.0f} s: {in_words(reports)}")


if __name__ == "__main__":
    main()
