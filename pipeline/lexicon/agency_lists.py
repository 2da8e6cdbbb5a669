"""Agencies that lists know: federal ones, acronyms of one meaning, the bodies of each state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.language.cued import Cued
from pipeline.lexicon import gazetteer
from pipeline.lexicon.agency_mentions import LISTS, AgencyNamed, Kind, with_members
from pipeline.records import Sentence

_ACTING = frozenset(each.strip() for each in LISTS["words"]["acting"].split("|"))


def _fixed() -> tuple[Cued, dict[str, tuple[str, Kind, str | None]]]:
    """Federal agencies and the acronyms that need no context."""
    table: dict[str, tuple[str, Kind, str | None]] = {}
    for written, name in LISTS["federal"].items():
        for form in _nation_written(written):
            table[form] = (name, Kind.FEDERAL, None)
    for written, row in LISTS["acronyms"].items():
        name, state, kind = (part.strip() for part in row.split("|"))
        table[written] = (name, Kind(kind), state)
    options = sorted((re.escape(each) for each in table), key=lambda each: (-len(each), each))
    first = "".join(sorted({each[0] for each in table}))
    return Cued(rf"(?<![\w.])(?=[{first}])(?:{'|'.join(options)})(?![\w-])"), table


def _nation_written(name: str) -> tuple[str, ...]:
    """ "U.S. Marshals" is written "US Marshals" and "United States Marshals" too."""
    rest = name.removeprefix("U.S. ")
    return (name,) if rest == name else (name, f"US {rest}", f"United States {rest}")


_FIXED, _FIXED_NAMES = _fixed()


def _state_bodies() -> str:
    states = sorted((s.name for s in gazetteer.states().values()), key=lambda n: (-len(n), n))
    bodies = sorted(LISTS["bodies"], key=lambda n: (-len(n), n))
    return (
        rf"\b(?=[A-Z])(?P<state>{'|'.join(states)})(?:['’]s)?\s+(?P<body>{'|'.join(bodies)}|state\s+police|"
        rf"[Ss]tate\s+[Tt]roopers?|highway\s+patrol|troopers?|attorney\s+general)(?![\w-])"
        rf"(?:['’]s\s+[Oo]ffice)?"
    )


_STATE_BODY = Cued(_state_bodies())


def _short_forms() -> str:
    options = sorted(LISTS["acronyms"], key=lambda each: (-len(each), each))
    return rf"(?<![\w.])(?=[A-Z])(?:{'|'.join(map(re.escape, options))})(?![\w-])"


_SHORT_FORM = Cued(_short_forms())


@dataclass(frozen=True, slots=True)
class ShortForm:
    """An acronym that means one agency wherever it stands, and so names a place."""

    start: int
    end: int
    state: str
    city: str | None  # a city's police: "LAPD"


def short_forms(text: str) -> Iterator[ShortForm]:
    """The places such acronyms of a text tell.

    >>> [(form.city, form.state) for form in short_forms("The GBI asked the LAPD for help.")]
    [(None, 'GA'), ('Los Angeles', 'CA')]
    """
    for match in _SHORT_FORM.finditer(text):
        name, kind, state = _FIXED_NAMES[match.group()]
        city = re.sub(r"(?: Metropolitan)? Police Department$", "", name)
        ours = kind is Kind.LOCAL_POLICE and city != name
        yield ShortForm(match.start(), match.end(), str(state), city if ours else None)


def troopers(state: str | None) -> str:
    """Which body a state's troopers belong to."""
    body: str = LISTS["troopers"].get(state, "State Police")
    return body


def listed(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """Federal agencies and those by an acronym of one meaning: "the FBI", "GBI agents"."""
    for match in _FIXED.finditer(sentence.text):
        name, kind, state = _FIXED_NAMES[match.group()]
        made = AgencyNamed(name, kind, state, sentence, order, match.start(), match.end())
        bureau = kind is Kind.STATE_OTHER or name.startswith("Federal Bureau")
        yield replace(with_members(made), reviews=bureau)


def of_states(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "Ohio State Highway Patrol", "Texas troopers", "Iowa's attorney general"."""
    for match in _STATE_BODY.finditer(sentence.text):
        state = gazetteer.state_code(match.group("state"))
        body = match.group("body")
        low = body.lower()
        kind = Kind(LISTS["bodies"].get(body, "state_police"))
        if "attorney" in low:
            body, kind = "Attorney General's Office", Kind.STATE_OTHER
        elif "trooper" in low:
            body = troopers(state)
        name = f"{match.group('state')} {body.title() if body.islower() else body}"
        made = AgencyNamed(name, kind, state, sentence, order, match.start(), match.end())
        reviews = kind is Kind.STATE_OTHER and body not in _ACTING
        yield replace(with_members(made), reviews=reviews)


def wardens(state: str) -> str:
    """Which body of a state the game wardens belong to."""
    body: str = LISTS["wardens"].get(state, "Department of Natural Resources")
    return f"{gazetteer.states()[state].name} {body}"
