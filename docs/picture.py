"""Draw ``docs/demo.svg``: what ``make demo`` shows, from the database it left in ``demo/``.

python docs/picture.py
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

from casebook.cli import common, look
from storage import explained, incidents
from storage.engine import open_database

HERE = Path(__file__).parent


def main() -> None:
    console = Console(record=True, width=112, file=io.StringIO(), force_terminal=True)
    common.out = look.out = console
    database = open_database("sqlite:///demo/casebook.db", create=False)
    with database.read() as session:
        found = incidents.list_incidents(session)
        real = next(line for line in found if "Stephon Clark" in line["aliases"])
        told = explained.why(session, real["incident_id"])
    console.print("$ make demo", style="bold")
    look.print_incidents(found[:6])
    console.print("…")
    wanted = {"incident_date", "city", "armed", "shots_fired", "name"}
    few = tuple(fact for fact in told.facts if fact["field"] in wanted)
    look.print_incident(explained.Why(told.line, told.members, few))
    svg = console.export_svg(title="Casebook")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # nothing from elsewhere
    (HERE / "demo.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
