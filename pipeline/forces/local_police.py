"""The police of a town, a campus, a people: "Macon police", "police in Ames", "tribal police"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.forces.force_names import (
    force_name,
    force_words,
    may_name,
    name_of_force,
    of_no_city,
    opens_no_name,
)
from pipeline.language.cued import Cued
from pipeline.lexicon import gazetteer
from pipeline.lexicon.agency_mentions import NOT_A_NAME, AgencyNamed, Kind, with_members
from pipeline.records import Sentence, Where

_CAP = r"(?:[A-Z][\w’'&.-]*|St\.|of|d[eu]|d[’'][A-Z]\w+|and(?=\s+[A-Z]))"
_RUN = rf"(?P<run>(?:[A-Z][\w’'&.-]*\s+)(?:{_CAP}\s+){{0,4}})"
_LOCAL = Cued(
    _RUN + r"(?P<body>(?:Metropolitan\s+|Regional\s+)?(?:Police\s+(?:Department|Dept\.?|Bureau|"
    r"Division|Force)|[Pp]olice\s+department|Department\s+of\s+Police|Division\s+of\s+Police|"
    r"Public\s+Safety\s+Department|Department\s+of\s+Public\s+Safety|[Pp]olice(?!\s+(?:Review|Board|Commission\b|Accountab|Brutal|Union|"
    r"Foundation|Station|Academy|Benevolent|Protective|Association|Oversight|Athletic|Services|"
    r"Officers?\s+(?:Association|Union)|reform|brutality))|PD\b|SWAT|[Oo]fficers?|[Cc]ops?"
    r"|[Pp]olice(?:m[ae]n|wom[ae]n)|[Pp]atrolm[ae]n|force"
    r"|(?<!Marine\s)(?<!Army\s)(?:Sgt\.|Cpl\.|Ofc\.|Patrolm[ae]n)(?=\s+[A-Z])))"
    r"(?P<after>\s+(?:[Oo]fficers?|[Ss]ergeant|[Dd]etectives?|[Cc]orporal|[Ll]ieutenant))?(?![\w-])"
)
_SHOUTED = Cued(r"(?P<run>(?:[A-Z][A-Z’'.-]+\s+){1,3})(?P<body>POLICE|OFFICERS?)(?P<after>)\b")
_TASK_FORCE = re.compile(
    r"(?P<run>(?:(?:[A-Z][\w’'.-]*|and|of|on)\s+){1,7})(?P<body>Task\s+Force|Response\s+Team|Incident\s+Team"
    r"|(?:Drug|Narcotics|Gang)\s+(?:Enforcement\s+)?(?:Unit|Team))(?![\w-])"
)
#: Task forces that hunt and raid; the others look into what officers did.
_HUNTS = re.compile(
    r"Fugitive|Drug|Narcotic|Gang|Violent|Crimes?\s+Task|Marshals|Safe\s+Streets|Auto|HIDTA"
)
_REVIEWS = re.compile(
    r"Major|Officer|Incident|Critical|Response|Investigat|Shooting|Deadly|Use\s+of"
)
#: "Rosebud Sioux tribal police", "the Oglala Sioux Tribe's Department of Public Safety".
_TRIBAL = re.compile(
    r"(?P<run>(?:[A-Z][\w’-]*\s+){1,4}?)(?P<people>Tribes?|Nation|Lighthorse|[Tt]ribal)(?:['’]s?)?\s+"
    r"(?P<body>Law\s+Enforcement(?:\s+Services)?|Department\s+of\s+(?:Public\s+Safety|Law\s+Enforcement)"
    r"|Division\s+of\s+Public\s+Safety|[Pp]olice(?:\s+[Dd]epartment)?|[Oo]fficers?)(?P<after>\s+[Oo]fficers?)?(?![\w-])"
)
_CITY = r"[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,2}"
_POLICE_IN = Cued(rf"(?<!tate )\b[Pp]olice(?:\s+officers?)?\s+in\s+(?P<city>{_CITY})")
_POLICE_OF_STATE = Cued(
    rf"(?P<city>{_CITY}),\s+(?P<state>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?|[A-Z][a-z]{{1,4}}\.|[A-Z]\.[A-Z]\.),?\s+"
    r"(?P<body>[Pp]olice(?:\s+[Dd]epartment)?|[Oo]fficers?)(?P<after>\s+[Oo]fficers?)?(?![\w-])"
)
#: "A YSU police officer", "SEPTA transit police": a campus's or a railway's own.
_INSTITUTION = Cued(
    r"(?<![\w.-])(?P<short>[A-Z]{3,6})\s+(?P<body>(?:[Tt]ransit\s+|[Cc]ampus\s+|[Uu]niversity\s+)?"
    r"(?:[Pp]olice|[Oo]fficers?|[Cc]ops?))(?P<after>\s+(?:[Oo]fficers?|[Ss]ergeant|[Dd]etectives?))?(?![\w-])"
)


def local_forces(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "Macon police", "a Macon officer", "the Macon Police Department"."""
    for pattern in (_LOCAL, _SHOUTED):
        for match in pattern.finditer(sentence.text):
            body = match.group("body")
            kept = force_words(match.group("run").split(), body)
            loose = _POLICE_EVENT.match(sentence.text, match.end()) or (
                body == "Police" and _all_in_capitals(sentence.text)
            )
            if kept and loose and not may_name(kept):
                continue
            if not kept:
                continue
            name = name_of_force(kept, match.group("run").split()[-1] + " " + body)
            start = sentence.text.index(kept[0], match.start())
            kind = Kind.LOCAL_OTHER if of_no_city(kept) else Kind.LOCAL_POLICE
            actor = bool(match.group("after")) or body.lower().startswith(
                ("officer", "cop", "swat", "policem", "policew", "patrolm")
            )
            made = AgencyNamed(name, kind, None, sentence, order, start, match.end(), actor=actor)
            yield with_members(made)


#: What police did, in the capitals of a headline: "After Fatal Police Shooting".
_POLICE_EVENT = re.compile(
    r"(?:-Involved)?\s+(?:Shootings?|Killings?|Deaths?|Chases?|Pursuits?|Custody|Encounters?|Confrontations?|Violence"
    r"|Standoffs?|Gunfire|Bullets?|Raids?|Stops?|Stings?|Videos?|Footage|Bodycam|Body|Reforms?|Misconduct|Conduct"
    r"|Tactics|Training|Response|Shootouts?|Slayings?|Protests?)\b"
)


def _all_in_capitals(text: str) -> bool:
    """Do its longer words begin with capitals, as a headline's: "Man Dead After Police Crash"?"""
    long = _LONG_WORD.findall(text)
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= len(long) - 1


_LONG_WORD = re.compile(r"\b[A-Za-z][a-z]{3,}")


def task_forces(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "The Tri-County Drug Task Force": a body of several agencies."""
    for match in _TASK_FORCE.finditer(sentence.text):
        words = match.group().split()
        while words and (words[0].lower() in NOT_A_NAME or words[0] in ("and", "on")):
            words = words[1:]
        name = " ".join(words)
        if len(words) < 3 or re.search(r"\b(?:Police|Sheriff|PD)\b", name):
            continue  # a force's own unit
        start = sentence.text.index(words[0], match.start())
        hunts = _HUNTS.search(name) is not None and not _REVIEWS.search(name)
        kind = Kind.FEDERAL if "Marshal" in name else Kind.LOCAL_OTHER
        made = AgencyNamed(name, kind, None, sentence, order, start, match.end(), reviews=not hunts)
        yield with_members(made)


def tribal_police(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "Rosebud Sioux tribal police", "Cherokee Nation officers"."""
    for match in _TRIBAL.finditer(sentence.text):
        words = match.group("run").split()
        while words and opens_no_name(words):
            words = words[1:]
        if not words:
            continue
        body = match.group("body")
        body = "Police Department" if body[0] in "pPoO" else body
        people = match.group("people").title()
        start = sentence.text.index(words[0], match.start())
        made = AgencyNamed(
            f"{' '.join(words)} {people} {body}", Kind.LOCAL_OTHER, None, sentence, order, start,
            match.end(), actor=match.group("after") is not None
            or match.group("body").lower().startswith("officer"),
        )  # fmt: skip
        yield with_members(made)


def police_of(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "Police in Bluefield", "Texarkana, Arkansas, police"."""
    for match in _POLICE_IN.finditer(sentence.text):
        if sentence.where is Where.TEXT and _FORCE_BEFORE.search(sentence.text, 0, match.start()):
            continue  # "Bibb County police in Payne City": the force is named
        words = match.group("city").removesuffix("'s").removesuffix("’s").rstrip(".").split()
        while words and not gazetteer.known(" ".join(words)):
            words = words[:-1]
        city = " ".join(words)
        end = match.start("city") + len(city)
        county = sentence.text.startswith((" County", " Parish"), end)
        if city and not county and not gazetteer.state_code(city) and not opens_no_name(words):
            whole, state = _whole_of(city)
            yield _of_city(whole, state, sentence, order, match.start(), end)
    for match in _POLICE_OF_STATE.finditer(sentence.text):
        state = gazetteer.state_code(match.group("state"))
        words = match.group("city").split()
        while words and not gazetteer.place(" ".join(words), state):
            words = words[1:]
        if state and words:
            start = match.start("city") + match.group("city").index(words[0])
            made = _of_city(" ".join(words), state, sentence, order, start, match.end())
            yield with_members(
                replace(made, actor=match.group("body").lower().startswith("officer"))
            )


_FORCE_BEFORE = re.compile(r"[a-z,]\s+(?:[A-Z][\w.’'-]+\s+)*[A-Z][\w.’'-]+\s+$")


def _whole_of(city: str) -> tuple[str, str | None]:
    """ "Police in Boyle Heights" are those of Los Angeles: a part of one city, and no town."""
    wholes = gazetteer.wholes_of(city)
    if len(wholes) == 1 and {one.state for one in gazetteer.named(city)} <= {wholes[0][1]}:
        return wholes[0]
    return city, None


def _of_city(
    city: str, state: str | None, sentence: Sentence, order: int, start: int, end: int
) -> AgencyNamed:
    return AgencyNamed(force_name(city), Kind.LOCAL_POLICE, state, sentence, order, start, end)


def of_institutions(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """The police of a body known by its initials; a headline in capitals has none."""
    if sum(map(str.isupper, sentence.text)) > sum(map(str.islower, sentence.text)):
        return
    for match in _INSTITUTION.finditer(sentence.text):
        short = match.group("short")
        if short in _NO_INSTITUTIONS or gazetteer.known(short):
            continue
        transit = "Transit " if "ransit" in match.group("body") else ""
        made = AgencyNamed(
            f"{short} {transit}Police Department", Kind.LOCAL_OTHER, None, sentence, order,
            match.start(), match.end(), actor=match.group("after") is not None
            or match.group("body").lower().startswith(("officer", "cop")),
        )  # fmt: skip
        yield with_members(made)


#: Written in capitals, and nobody's police.
_NO_INSTITUTIONS = frozenset(
    """SWAT USA NYC ISD THE AND FOR CNN ABC NBC CBS FOX DUI DWI EMS CIT NEW TWO ONE LOCAL STATE CITY
    BREAKING WATCH VIDEO UPDATE POLICE COP COPS MAN""".split()
)
