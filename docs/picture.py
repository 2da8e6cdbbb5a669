"""Draw ``docs/demo.svg``: what ``make demo`` shows, from the database it left in ``demo/``.

python docs/picture.py
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from casebook.cli import common, look
from casebook.cli.paper import Paper
from storage import explained, incidents
from storage.engine import open_database

HERE = Path(__file__).parent


def drawn(url: str) -> str:
    """The picture of a database of the demo, as SVG."""
    console = Paper(record=True, width=120, file=io.StringIO(), force_terminal=True)
    terminal = common.out
    common.out = look.out = console
    try:
        _print(console, url)
    finally:
        common.out = look.out = terminal
    svg = console.export_svg(title="Casebook")
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # nothing from elsewhere


def _print(console: Paper, url: str) -> None:
    database = open_database(url, create=False)
    with database.read() as session:
        found = incidents.list_incidents(session)
        real = next(line for line in found if "Stephon Clark" in line["aliases"])
        told = explained.dissenting(session, explained.why(session, real["incident_id"]))
    database.dispose()
    console.print("$ make demo", style="bold")
    look.print_incidents(found[:6])
    console.print("…")
    wanted = {"incident_date", "city", "armed", "shots_fired", "name"}
    few = tuple(fact for fact in told.facts if fact["field"] in wanted)
    look.print_incident(explained.Why(told.line, told.members, few))


if __name__ == "__main__":
    (HERE / "demo.svg").write_text(drawn("sqlite:///demo/casebook.db"), encoding="utf-8")
