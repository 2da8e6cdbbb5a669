"""What linking reaches when reading makes no mistake: the labels of coverage go in as read.

python -m benchmarks.linking_gold COVERAGE_DIR
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks import asking
from casebook.clusters import score_clusters
from pipeline import syndication
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable, Shot, telling_words
from pipeline.records import DateRange, FiredBy
from pipeline.resolve import resolve


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("folder", metavar="COVERAGE_DIR", type=Path)
    file = asked.parse_args().folder / "articles.jsonl"
    rows = [json.loads(line) for line in file.open(encoding="utf-8")]
    reports = [report for row in rows for report in labelled(row)]
    found = resolve(reports, (), Model.load())
    homes: dict[str, set[str]] = {}
    for at, cluster in enumerate(found.clusters):
        for member in cluster.members:
            homes.setdefault(member.anchor.split("/")[0], set()).add(f"I{at}")
    gold = {row["id"]: frozenset(row["incidents"]) for row in rows}
    scored = score_clusters(gold, {key: frozenset(homes.get(key, ())) for key in gold})
    print({key: value for key, value in scored.items() if key != "pairwise"})
    for question in found.questions:
        print(f"asked: {question.kind}, {' '.join(question.anchors)}: {question.says}")


def labelled(row: Mapping[str, Any]) -> Iterator[Linkable]:
    """One report for each incident an article is about, as its labels tell it."""
    for incident in row["incidents"]:
        facts = row["gold_facts"].get("per_incident", {}).get(incident) or row["gold_facts"]
        yield _linkable(row, incident, facts, whole=len(row["incidents"]) == 1)


def _linkable(
    row: Mapping[str, Any], incident: str, facts: Mapping[str, Any], *, whole: bool
) -> Linkable:
    victims = tuple(_shot(n, victim) for n, victim in enumerate(facts.get("victims") or [{}]))
    stated = facts.get("incident_date_stated") or facts.get("incident_date")
    words = telling_words(f"{row['title']}\n{row['text']}") if whole else ()
    told = _names(facts.get("officers")) + _names(
        one for one in facts.get("others") or () if one.get("role") != "official"
    )
    return Linkable(
        anchor=f"{row['id']}/{incident}",
        article_key=row["url"],
        published=datetime.fromisoformat(row["published"]).date(),
        outlet=row["outlet"],
        victims=victims,
        people_hit_min=len(victims),
        people_hit_max=len(victims),
        dates=(DateRange.parse(stated),) if stated else (),
        cities=(facts["city"],) if facts.get("city") else (),
        counties=(facts["county"],) if facts.get("county") else (),
        state=facts.get("state"),
        state_stated=bool(facts.get("state")),
        agencies=tuple(_names(facts.get("agencies"))),
        armed=(facts.get("armed") or {}).get("category"),
        fired_by=FiredBy.POLICE,
        others=tuple(told),
        signature=syndication.signature(row["text"]) if whole else (),
        terms=words,
    )


def _names(items: Any) -> list[str]:
    found = [item if isinstance(item, str) else item.get("name") for item in items or ()]
    return [name for name in found if name]


def _shot(n: int, victim: Mapping[str, Any]) -> Shot:
    age = victim.get("age") if isinstance(victim.get("age"), int) else None
    return Shot(n, victim.get("name"), (), age, age, victim.get("gender"), victim.get("fatal"))


if __name__ == "__main__":
    main()
