"""Agencies told without their name ("state police", "the task force"): others give it to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.forces.county_agencies import IN_OFFICE
from pipeline.language.cued import Cued
from pipeline.lexicon.agency_mentions import AgencyNamed, Kind, with_members
from pipeline.records import Sentence

_SOME_SHERIFF = Cued(
    r"\b(?P<body>[Ss]heriff[’']s\s+(?:[Oo]ffice|[Dd]epartment|(?P<men>[Dd]eput(?:y|ies)|[Dd]etectives?))"
    rf"|(?P<bare>[Dd]eput(?:y|ies)(?!\s+{IN_OFFICE})))(?!\s+(?:[Cc]hief|[Aa]ttorney|[Dd]istrict|[Dd]irector|[Cc]oroner|"
    r"[Mm]ayor|[Cc]ommissioner|[Ss]uperintendent|[Ii]nspector|[Aa]dministrator|[Mm]arshal|[Pp]ublic|"
    r"[Pp]olice|[Cc]ommander|[Cc]ounty|U\.?S\.?\s|[Cc]lerks?))"
)
_SOME_STATE = re.compile(
    r"\b(?P<body>[Ss]tate\s+[Pp]olice|[Ss]tate\s+[Tt]roopers?|[Hh]ighway\s+[Pp]atrol|[Ss]tate\s+[Pp]atrol|"
    r"[Tt]roopers?(?![-–]|\s+[Tt]hird)|"
    r"(?:State\s+)?Bureau\s+of\s+(?:Investigation|Criminal\s+Apprehension)|"
    r"Division\s+of\s+Criminal\s+Investigation)(?P<after>\s+[Tt]roopers?)?"
)
_ATTORNEY_GENERAL = re.compile(
    r"(?<!District )\b(?:(?:[Ss]tate\s+)?[Aa]ttorney\s+[Gg]eneral(?:[’']s\s+[Oo]ffice)?)"
)
_SOME_TASK_FORCE = re.compile(r"\b(?P<federal>[Ff]ederal\s+(?:[a-z]+\s+){0,2})?task\s+force\b")
#: A people's, a campus's or a railway's own police, told without a name.
_UNNAMED = re.compile(
    r"\b(?:(?P<whose>[Tt]ribal|[Cc]ampus|[Uu]niversity|[Cc]ollege)\s+"
    r"(?P<body>(?:[Pp]olice(?:\s+[Dd]epartment)?|[Oo]fficers?|[Cc]ops?))"
    r"|(?P<other>transit|airport|housing\s+authority|school\s+district)\s+police)"
    r"(?P<after>\s+[Oo]fficers?)?(?![\w-])"
)
_PARK_RANGERS = re.compile(r"\b[Pp]ark\s+[Rr]angers?(?![\w-])")
#: The police of several peoples of Oklahoma.
_LIGHTHORSE = Cued(
    r"\bLighthorse(?:\s+(?:[Tt]ribal\s+)?[Pp]olice(?:\s+[Dd]epartment)?)?(?P<men>\s+[Oo]fficers?)?(?![\w-])"
)
_WARDENS = re.compile(
    r"\b(?:(?:[Ss]tate\s+)?[Gg]ame\s+wardens?|[Cc]onservation\s+officers?|[Ww]ildlife\s+officers?|Warden\s+Service)\b"
)
_ACRONYM = re.compile(
    r"(?<![\w.])(?<![A-Z]{2}\s)(?P<short>[A-Z]{1,4}PD|[A-Z]{2,4}(?:SO|SP))(?![\w])"
)


def some_task_force(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "The task force": given its name by whoever knows the others (``agencies``)."""
    for match in _SOME_TASK_FORCE.finditer(sentence.text):
        start, end = match.span()
        kind = Kind.FEDERAL if match["federal"] else Kind.LOCAL_OTHER
        yield AgencyNamed("? Task Force", kind, None, sentence, order, start, end)


def whose_police(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "A tribal officer", "campus police": named by whoever knows the others (``agencies``)."""
    for match in _LIGHTHORSE.finditer(sentence.text):
        yield AgencyNamed(
            "Lighthorse Police Department", Kind.LOCAL_OTHER, None, sentence, order,
            match.start(), match.end(), actor=match["men"] is not None,
        )  # fmt: skip
    for match in _UNNAMED.finditer(sentence.text):
        before = sentence.text[: match.start()].split()
        if before and before[-1][0].isupper() and before[-1].lower() not in ("the", "a", "an"):
            continue  # "Appalachian State University police"
        whose = match.group("whose") or match.group("other")
        whose = " ".join(whose.title().split()).replace("College", "University")
        made = AgencyNamed(
            f"? {whose} Police Department", Kind.LOCAL_OTHER, None, sentence, order, match.start(),
            match.end(), actor=match.group("after") is not None
            or (match.group("body") or "").lower().startswith(("officer", "cop")),
        )  # fmt: skip
        yield with_members(made)


def some_park_rangers(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "A park ranger": the nation's where a national park is named."""
    for match in _PARK_RANGERS.finditer(sentence.text):
        yield AgencyNamed(
            "? Park Rangers", Kind.FEDERAL, None, sentence, order, *match.span(), actor=True
        )


def some_wardens(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "A game warden", "conservation officers"."""
    for match in _WARDENS.finditer(sentence.text):
        yield AgencyNamed(
            "? Wardens", Kind.STATE_OTHER, None, sentence, order, match.start(), match.end(),
            actor="Service" not in match.group(),
        )  # fmt: skip


def by_initials(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "BRPD": given its name by whoever knows the city (``agencies``)."""
    for match in _ACRONYM.finditer(sentence.text):
        short = match.group("short")
        kind = Kind.SHERIFF if short.endswith("SO") else Kind.LOCAL_POLICE
        made = AgencyNamed(short, kind, None, sentence, order, match.start(), match.end())
        yield with_members(made)


def some_state(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "state police": given its state by whoever knows where it happened."""
    for match in _SOME_STATE.finditer(sentence.text):
        low = match.group("body").lower()
        bureau = "bureau" in low or "division" in low
        kind = Kind.STATE_OTHER if bureau else Kind.STATE_POLICE
        name = match.group("body").title().replace(" Of ", " of ")
        name = "Troopers" if "trooper" in low else name
        made = AgencyNamed(f"? {name}", kind, None, sentence, order, match.start(), match.end())
        yield replace(with_members(made), reviews=bureau)


#: "31 shootings by police or deputies": whoever's.
_ANY_POLICE = re.compile(r"\b(?:police|officers)\s+or\s+$")


def some_sheriff(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "Sheriff's deputies", "the deputy", and none in "police or deputies"."""
    for match in _SOME_SHERIFF.finditer(sentence.text):
        if _ANY_POLICE.search(sentence.text, 0, match.start()):
            continue
        men = bool(match.group("men") or match.group("bare"))
        yield AgencyNamed(
            "? Sheriff's Office", Kind.SHERIFF, None, sentence, order, match.start(), match.end(),
            actor=men,
        )  # fmt: skip


def some_metropolitan(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "Metro police"."""
    for match in re.finditer(r"\bMetro(?:politan)?\s+[Pp]olice(?:\s+Department)?", sentence.text):
        name = "? Metropolitan Police Department"
        made = AgencyNamed(
            name, Kind.LOCAL_POLICE, None, sentence, order, match.start(), match.end()
        )
        yield with_members(made)


def some_attorney_general(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "The attorney general's office"."""
    for match in _ATTORNEY_GENERAL.finditer(sentence.text):
        yield AgencyNamed(
            "? Attorney General's Office", Kind.STATE_OTHER, None, sentence, order,
            match.start(), match.end(), reviews=True,
        )  # fmt: skip
