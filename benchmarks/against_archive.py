"""How often what is read of open articles contradicts the archive's coding of their incident.

    python -m benchmarks.against_archive incidents.jsonl.gz [--show FIELD]

A hint where to look, no score: the archive codes the incident, often from later news, and one of
several that an article tells. Only stated claims of the open half of ``split.py`` are compared.
``--show`` prints those of one field that contradict it, each with its quote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import asking
from benchmarks.labelled import rows
from benchmarks.quotes import claims
from benchmarks.split import HALVES
from casebook.spellings import first_and_last
from pipeline.records import Article, Claim, Person, Report, Role, Scope, Where

Participant = Mapping[str, Any]
_SHOT = (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)
_DEAD = ("died_scene", "died_later")


def contradicts(claim: Claim, report: Report, facts: Mapping[str, Any]) -> bool | None:
    """Whether the archive says otherwise; None where it is silent."""
    person = report.people[claim.person] if claim.person is not None else None
    if claim.field in ("city", "state"):
        return str(claim.value).casefold() != str(facts[claim.field] or "").casefold()
    if claim.field == "incident_date":
        return _is_another_day(str(claim.value), facts["incident_date"])
    if person is None or person.role not in _SHOT:
        return None
    hurt = [one for one in facts["participants"] if _is_hurt(one)]
    if claim.field == "name":
        return _is_no_name_of(person, hurt)
    same = _the_same(person, hurt)
    if claim.field == "age":
        ages = [int(one["age"]) for one in same if one["age"] not in (None, "")]
        return all(abs(int(str(claim.value)) - age) > 1 for age in ages) if ages else None
    if claim.field in ("fatal", "outcome"):
        dead = claim.value is True or claim.value in _DEAD
        ends = {"Killed" in one["status"] for one in same}
        return dead not in ends if ends else None
    return None


def _is_hurt(one: Participant) -> bool:
    return any(word in (one["status"] or "") for word in ("Killed", "Injured"))


def _is_near(person: Person, one: Participant) -> bool:
    """By surname or given name: the archive spells otherwise than papers do."""
    if not person.name or not one["name"]:
        return False
    pairs = zip(first_and_last(person.name), first_and_last(one["name"]), strict=True)
    return any(ours == theirs for ours, theirs in pairs)


def _is_no_name_of(person: Person, hurt: Sequence[Participant]) -> bool | None:
    """None where somebody who was hurt has no name there."""
    if any(_is_near(person, one) for one in hurt):
        return False
    return True if hurt and all(one["name"] for one in hurt) else None


def _the_same(person: Person, hurt: Sequence[Participant]) -> Sequence[Participant]:
    return [one for one in hurt if _is_near(person, one)] or hurt


def _is_another_day(ours: str, theirs: str) -> bool | None:
    if len(ours) != len("2015-01-31"):
        return None if "/" in ours else not theirs.startswith(ours)
    return abs((date.fromisoformat(ours) - date.fromisoformat(theirs)).days) > 1


def compared(path: Path) -> Iterator[tuple[bool, str, Article, Report, Claim]]:
    """Each stated claim of the open half that the archive speaks of, and whether it contradicts."""
    facts = {row["id"]: row["archive_facts"] for row in rows(path)}
    for name, article, report, claim in claims(path, Scope.ANY, HALVES[0]):
        said = contradicts(claim, report, facts[name])
        if said is not None:
            yield said, name, article, report, claim


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", metavar="FIELD")
    given = parser.parse_args()
    told: Counter[str] = Counter()
    otherwise: Counter[str] = Counter()
    for said, name, article, report, claim in compared(given.file):
        told[claim.field] += 1
        otherwise[claim.field] += said
        if said and claim.field == given.show and claim.quote is not None:
            who = report.people[claim.person].name if claim.person is not None else None
            text = article.title if claim.quote.where is Where.TITLE else article.text
            print(f"{name[:12]} {who} {claim.value!r}: {text[claim.quote.start : claim.quote.end]}")
    for field in sorted(told):
        print(f"{field:14} {otherwise[field]:4} of {told[field]}")


if __name__ == "__main__":
    main()
