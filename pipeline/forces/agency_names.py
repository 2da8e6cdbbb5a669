"""Find law-enforcement agencies as written, and give each its one full name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pipeline.forces.county_agencies import constables_named, county_police, prosecutors, sheriffs
from pipeline.forces.forces_of_towns import in_lists
from pipeline.forces.local_police import (
    local_forces,
    of_institutions,
    police_of,
    task_forces,
    tribal_police,
)
from pipeline.forces.some_agency import (
    by_initials,
    some_attorney_general,
    some_metropolitan,
    some_park_rangers,
    some_sheriff,
    some_state,
    some_task_force,
    some_wardens,
    whose_police,
)
from pipeline.lexicon.agency_lists import listed, of_states
from pipeline.lexicon.agency_mentions import AgencyNamed
from pipeline.records import Sentence

_LONGEST = 20_000  # what is longer is no sentence
#: Every name of an agency has one of these, or letters such as "FBI", or is of "cops".
_TRACES = (
    "olice", "fficer", "eput", "heriff", "ttorney", "Department", "rooper", "State", "atrol",
    "arshal", "rosecut", "grand jury", "Bureau", "Force", "Team", "Division", "Agency", "Rangers",
    "Service", "Border", "Metro", "Administration", "Enforcement", "Investigations", "Inspection",
    "arden", "Unit", "task", "ildlife", "onservation", "Sgt.", "Cpl.", "Ofc.",
    "onstable", "atrolm", "ark ranger", "ark Ranger",
)  # fmt: skip
_LETTERS_OR_COPS = re.compile(r"[A-Z]{2}|[Cc]ops?\b")


def find(sentence: Sentence, order: int) -> list[AgencyNamed]:
    """Every agency named in a sentence; where two readings overlap, the longer one."""
    found: list[AgencyNamed] = []
    holds = sentence.text.__contains__
    if len(sentence.text) > _LONGEST or not (
        any(map(holds, _TRACES)) or _LETTERS_OR_COPS.search(sentence.text)
    ):
        return found
    for reader, traces in _READERS:
        if traces and not any(map(holds, traces)):
            continue
        for named in reader(sentence, order):
            if all(named.end <= other.start or other.end <= named.start for other in found):
                found.append(named)
    return sorted(found, key=lambda named: named.start)


# Each with words of which one must stand in a sentence that it has anything to say of.
_READERS: tuple[tuple[Callable[[Sentence, int], Iterable[AgencyNamed]], tuple[str, ...]], ...] = (
    (task_forces, ("Task", "Team", "Unit")),
    (listed, ()),
    (of_states, ()),
    (tribal_police, ("Tribe", "Nation", "ribal", "Lighthorse")),
    (
        whose_police,
        (
            "ribal",
            "ampus",
            "niversity",
            "ollege",
            "Lighthorse",
            "transit",
            "airport",
            "housing",
            "school",
        ),
    ),
    (some_park_rangers, ("anger",)),
    (police_of, ("olice", "fficer")),
    (prosecutors, ("ttorney", "rosecut", "grand jury")),
    (constables_named, ("onstable", "arshal")),
    (county_police, ("olice", "fficer")),
    (sheriffs, ("heriff", "eput", "SO")),
    (
        local_forces,
        (
            "olice",
            "POLICE",
            "fficer",
            "OFFICER",
            "PD",
            "SWAT",
            "Public",
            "op",
            "Sgt.",
            "Cpl.",
            "Ofc.",
            "atrolm",
            "force",
        ),
    ),
    (by_initials, ("PD", "SO", "SP")),
    (of_institutions, ("olice", "fficer", "op")),
    (in_lists, (" and ", " from ", " of ")),
    (some_state, ("tate", "atrol", "rooper", "Bureau", "Division")),
    (some_sheriff, ("heriff", "eput")),
    (some_metropolitan, ("Metro",)),
    (some_attorney_general, ("eneral",)),
    (some_wardens, ("arden", "onservation", "ildlife")),
    (some_task_force, ("task",)),
)
