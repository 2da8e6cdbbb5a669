"""What a reader of the whole newsroom ought to find: written down beside it, for tests to hold."""

from __future__ import annotations

import json
from typing import Any

from casebook.demo.desk import HERE, Incident, incidents, outlets, stories

FILE = HERE / "expected.json"


def expected() -> dict[str, Any]:
    told = [story for story in stories() if story.about]
    return {
        "outlets": len(outlets()),
        "templates": sorted({outlet.template for outlet in outlets()} | {"amp", "mobile"}),
        "stories": len(stories()),
        "of_interest": len(told),
        "of_no_interest": len(stories()) - len(told),
        "incidents": [expected_incident(incident) for incident in incidents()],
    }


def expected_incident(incident: Incident) -> dict[str, Any]:
    about = sorted(
        (story for story in stories() if incident.id in story.about), key=lambda s: s.url
    )
    return {
        "id": incident.id,
        "date": incident.day.isoformat(),
        "city": incident.city,
        "county": incident.county,
        "state": incident.state,
        "agencies": list(incident.agencies),
        "victims": [
            {
                "name": victim.name,
                "spellings": list(victim.spellings),
                "age": victim.age,
                "fatal": victim.fatal,
            }
            for victim in incident.victims
        ],
        "stories": len(about),
        "outlets": len({story.outlet.host for story in about}),
        "urls": [story.url for story in about],
    }


def main() -> None:
    """Rewrite ``expected.json`` (``python -m casebook.demo.expected``)."""
    FILE.write_text(json.dumps(expected(), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
