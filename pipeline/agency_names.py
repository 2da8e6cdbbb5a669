"""Find law-enforcement agencies as written, and give each its one full name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline import constables, gazetteer, shipped
from pipeline.cued import Cued
from pipeline.records import Sentence, Where

_LISTS = tomllib.loads(shipped.text("agencies.toml"))
_NOT_A_NAME = frozenset(_LISTS["words"]["not_a_name"].split())
_SPECIAL = frozenset(_LISTS["words"]["special"].split())
_ACTING = frozenset(each.strip() for each in _LISTS["words"]["acting"].split("|"))


class Kind(StrEnum):
    """The Washington Post's types of agency, and a place for those who review."""

    LOCAL_POLICE = "local_police"
    SHERIFF = "sheriff"
    STATE_POLICE = "state_police"
    FEDERAL = "federal"
    LOCAL_OTHER = "local_other"
    STATE_OTHER = "state_other"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AgencyNamed:
    """One mention of an agency."""

    name: str
    kind: Kind
    state: str | None
    sentence: Sentence
    order: int
    start: int
    end: int
    actor: bool = False  # its officers, deputies, troopers are spoken of
    reviews: bool = False  # a prosecutor, grand jury or state bureau: it judges, not fires


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
#: Whose deputy is no sheriff's: "Deputy Prosecutor Lee Coe", "a deputy medical examiner".
_IN_OFFICE = (
    r"(?:[Pp]rosecut\w+|[Ss]olicitor|[Mm]edical|[Ff]ire|[Ss]ecretary|[Gg]overnor|[Mm]anager"
    r"|[Ss]tate|[Cc]ity|[Cc]onstable)\b"
)
_SHERIFF = Cued(
    r"(?P<run>(?:(?!Sheriff)[A-Z][\w’'.-]*\s+){1,4})(?P<county>County|Parish|Co\.|county|parish)?\s*"
    r"(?P<body>[Ss]heriff[’']?s?[’']?\s+(?:(?:[Oo]ffice|[Dd]epartment|[Dd]ept\.?)|"
    r"(?P<men>[Dd]eput(?:y|ies)|SWAT|[Ss]ergeant|[Dd]etectives?|[Oo]fficers?|[Ii]nvestigators|"
    r"[Oo]fficials|[Ll]t\.|[Ss]gt\.))|(?P<bare>[Dd]eput(?:y|ies)(?!\s+(?:U\.?\s?S\.?\s+)?[Mm]arshals?)"
    rf"(?!\s+{_IN_OFFICE}))|SO\b|Sheriff)(?![\w-])"
)
_SOME_SHERIFF = Cued(
    r"\b(?P<body>[Ss]heriff[’']s\s+(?:[Oo]ffice|[Dd]epartment|(?P<men>[Dd]eput(?:y|ies)|[Dd]etectives?))"
    rf"|(?P<bare>[Dd]eput(?:y|ies)(?!\s+{_IN_OFFICE})))(?!\s+(?:[Cc]hief|[Aa]ttorney|[Dd]istrict|[Dd]irector|[Cc]oroner|"
    r"[Mm]ayor|[Cc]ommissioner|[Ss]uperintendent|[Ii]nspector|[Aa]dministrator|[Mm]arshal|[Pp]ublic|"
    r"[Pp]olice|[Cc]ommander|[Cc]ounty|U\.?S\.?\s|[Cc]lerks?))"
)
_COUNTY_POLICE = Cued(
    r"(?P<run>(?:[A-Z][\w’'.-]*\s+){1,4})(?P<county>County|Parish)\s+"
    r"(?P<body>(?:Metro\s+)?(?:Police(?:\s+Department)?|police(?:\s+department)?)|(?P<men>[Oo]fficers?))(?P<after>\s+officers?)?"
)
_SOME_STATE = re.compile(
    r"\b(?P<body>[Ss]tate\s+[Pp]olice|[Ss]tate\s+[Tt]roopers?|[Hh]ighway\s+[Pp]atrol|[Ss]tate\s+[Pp]atrol|"
    r"[Tt]roopers?(?![-–]|\s+[Tt]hird)|"
    r"(?:State\s+)?Bureau\s+of\s+(?:Investigation|Criminal\s+Apprehension)|"
    r"Division\s+of\s+Criminal\s+Investigation)(?P<after>\s+[Tt]roopers?)?"
)
_PROSECUTOR = Cued(
    r"(?:(?P<run>(?:[A-Z][\w’'.-]*\s+){1,4})(?P<county>County|Parish)(?:[’']s)?\s+)?"
    r"(?P<body>[Dd]istrict\s+[Aa]ttorney(?:[’']s\s+[Oo]ffice)?|[Ss]tate[’']s\s+[Aa]ttorney"
    r"(?:[’']s\s+[Oo]ffice)?|[Pp]rosecut(?:ing\s+[Aa]ttorney|or[’']s\s+[Oo]ffice|or|ors)"
    r"(?:[’']s\s+[Oo]ffice)?|grand\s+jury|(?<=County\s)[Aa]ttorney(?:[’']s\s+[Oo]ffice)?)(?![\w-])"
    r"(?!\s+[Gg]eneral)"
)
_ATTORNEY_GENERAL = re.compile(
    r"(?<!District )\b(?:(?:[Ss]tate\s+)?[Aa]ttorney\s+[Gg]eneral(?:[’']s\s+[Oo]ffice)?)"
)
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
_SOME_TASK_FORCE = re.compile(r"\btask\s+force\b")
#: "Rosebud Sioux tribal police", "the Oglala Sioux Tribe's Department of Public Safety".
_TRIBAL = re.compile(
    r"(?P<run>(?:[A-Z][\w’-]*\s+){1,4}?)(?P<people>Tribes?|Nation|Lighthorse|[Tt]ribal)(?:['’]s)?\s+"
    r"(?P<body>Law\s+Enforcement(?:\s+Services)?|Department\s+of\s+(?:Public\s+Safety|Law\s+Enforcement)"
    r"|Division\s+of\s+Public\s+Safety|[Pp]olice(?:\s+[Dd]epartment)?|[Oo]fficers?)(?P<after>\s+[Oo]fficers?)?(?![\w-])"
)
#: A people's or a campus's own police, told without a name.
_UNNAMED = re.compile(
    r"\b(?P<whose>[Tt]ribal|[Cc]ampus|[Uu]niversity|[Cc]ollege)\s+"
    r"(?P<body>(?:[Pp]olice(?:\s+[Dd]epartment)?|[Oo]fficers?|[Cc]ops?))(?P<after>\s+[Oo]fficers?)?(?![\w-])"
)
#: The police of several peoples of Oklahoma.
_LIGHTHORSE = re.compile(
    r"\bLighthorse(?:\s+(?:[Tt]ribal\s+)?[Pp]olice(?:\s+[Dd]epartment)?)?(?P<men>\s+[Oo]fficers?)?(?![\w-])"
)
_WARDENS = re.compile(
    r"\b(?:(?:[Ss]tate\s+)?[Gg]ame\s+wardens?|[Cc]onservation\s+officers?|[Ww]ildlife\s+officers?|Warden\s+Service)\b"
)
_CITY = r"[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,2}"
_POLICE_IN = Cued(rf"(?<!tate )\b[Pp]olice(?:\s+officers?)?\s+in\s+(?P<city>{_CITY})")
_POLICE_OF_STATE = Cued(
    rf"(?P<city>{_CITY}),\s+(?P<state>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?|[A-Z][a-z]{{1,4}}\.|[A-Z]\.[A-Z]\.),?\s+"
    r"(?P<body>[Pp]olice(?:\s+[Dd]epartment)?|[Oo]fficers?)(?P<after>\s+[Oo]fficers?)?(?![\w-])"
)
_ACRONYM = re.compile(
    r"(?<![\w.])(?<![A-Z]{2}\s)(?P<short>[A-Z]{1,4}PD|[A-Z]{2,4}(?:SO|SP))(?![\w])"
)
#: "A YSU police officer", "SEPTA transit police": a campus's or a railway's own.
_INSTITUTION = Cued(
    r"(?<![\w.-])(?P<short>[A-Z]{3,6})\s+(?P<body>(?:[Tt]ransit\s+|[Cc]ampus\s+|[Uu]niversity\s+)?"
    r"(?:[Pp]olice|[Oo]fficers?|[Cc]ops?))(?P<after>\s+(?:[Oo]fficers?|[Ss]ergeant|[Dd]etectives?))?(?![\w-])"
)
_MEMBERS = re.compile(
    r"\s*(?:[’']s)?\s*(?:officer|deput|trooper|agent|marshal|detective|sergeant|SWAT|ranger)",
    re.IGNORECASE,
)


def _fixed() -> tuple[Cued, dict[str, tuple[str, Kind, str | None]]]:
    """Federal agencies and the acronyms that need no context."""
    table: dict[str, tuple[str, Kind, str | None]] = {}
    for written, name in _LISTS["federal"].items():
        for form in _nation_written(written):
            table[form] = (name, Kind.FEDERAL, None)
    for written, row in _LISTS["acronyms"].items():
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
    bodies = sorted(_LISTS["bodies"], key=lambda n: (-len(n), n))
    return (
        rf"\b(?=[A-Z])(?P<state>{'|'.join(states)})(?:['’]s)?\s+(?P<body>{'|'.join(bodies)}|state\s+police|"
        rf"[Ss]tate\s+[Tt]roopers?|highway\s+patrol|troopers?|attorney\s+general)(?![\w-])"
        rf"(?:['’]s\s+[Oo]ffice)?"
    )


_STATE_BODY = Cued(_state_bodies())


def _short_forms() -> str:
    options = sorted(_LISTS["acronyms"], key=lambda each: (-len(each), each))
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


_LONGEST = 20_000  # what is longer is no sentence
#: Every name of an agency has one of these, or letters such as "FBI", or is of "cops".
_TRACES = (
    "olice", "fficer", "eput", "heriff", "ttorney", "Department", "rooper", "State", "atrol",
    "arshal", "rosecut", "grand jury", "Bureau", "Force", "Team", "Division", "Agency", "Rangers",
    "Service", "Border", "Metro", "Administration", "Enforcement", "Investigations", "Inspection",
    "arden", "Unit", "task", "ildlife", "onservation", "Sgt.", "Cpl.", "Ofc.",
    "onstable", "atrolm",
)  # fmt: skip
_LETTERS_OR_COPS = re.compile(r"[A-Z]{2}|[Cc]ops?\b")


def troopers(state: str | None) -> str:
    """Which body a state's troopers belong to."""
    body: str = _LISTS["troopers"].get(state, "State Police")
    return body


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


def _fixed_names(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _FIXED.finditer(sentence.text):
        name, kind, state = _FIXED_NAMES[match.group()]
        made = AgencyNamed(name, kind, state, sentence, order, match.start(), match.end())
        bureau = kind is Kind.STATE_OTHER or name.startswith("Federal Bureau")
        yield replace(_with_members(made), reviews=bureau)


def _of_states(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _STATE_BODY.finditer(sentence.text):
        state = gazetteer.state_code(match.group("state"))
        body = match.group("body")
        low = body.lower()
        kind = Kind(_LISTS["bodies"].get(body, "state_police"))
        if "attorney" in low:
            body, kind = "Attorney General's Office", Kind.STATE_OTHER
        elif "trooper" in low:
            body = troopers(state)
        name = f"{match.group('state')} {body.title() if body.islower() else body}"
        made = AgencyNamed(name, kind, state, sentence, order, match.start(), match.end())
        reviews = kind is Kind.STATE_OTHER and body not in _ACTING
        yield replace(_with_members(made), reviews=reviews)


def _sheriffs(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _SHERIFF.finditer(sentence.text):
        words, county = match.group("run").split(), match.group("county")
        county = county or next((w for w in words[-1:] if w in ("County", "Parish")), None)
        plain_man = match.group("bare") or match.group("body") == "Sheriff"
        if plain_man and not county and not _is_county(words):
            continue
        kept = _county_words(words, stated=county is not None)
        if not kept:
            continue
        name = _sheriff_name(" ".join(kept), county)
        start = (
            match.start() + match.group("run").rindex(kept[0]) if kept != words else match.start()
        )
        start = sentence.text.index(kept[0], start)
        yield _with_members(
            AgencyNamed(
                name, Kind.SHERIFF, None, sentence, order, start, match.end(),
                actor=bool(match.group("men") or match.group("bare")),
            )
        )  # fmt: skip


def _is_county(words: Sequence[str]) -> bool:
    return bool(_county_words(words, stated=False))


def _county_words(words: Sequence[str], *, stated: bool) -> list[str]:
    """The words that name a county: the longest known ending of the run."""
    while words and words[-1] in ("County", "Parish", "Co.", "COUNTY"):
        words, stated = words[:-1], True
    for skip in range(len(words)):
        if gazetteer.counties_named(" ".join(words[skip:])):
            return list(words[skip:])
    if not words:
        return []
    if stated and words[-1].lower() not in _NOT_A_NAME:
        return [words[-1]]
    if not stated and gazetteer.state_code(words[-1]):
        return []  # "West Texas sheriff's officials"
    if not stated and _is_town(words[-1:]) and words[-1].lower() not in _NOT_A_NAME:
        return [words[-1]]
    return []


def _sheriff_name(county: str, word: str | None) -> str:
    known = gazetteer.counties_named(county)
    suffix = "Parish" if known and all("Parish" in each.name for each in known) else "County"
    suffix = word.title() if word and word.lower() == "parish" else suffix
    own = known and all(each.name == county for each in known)
    if own or (not known and not word):
        return f"{county} Sheriff's Office"
    return f"{county} {suffix} Sheriff's Office"


def _county_police(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _COUNTY_POLICE.finditer(sentence.text):
        kept = _county_words(match.group("run").split(), stated=True)
        if not kept:
            continue
        name = f"{' '.join(kept)} {match.group('county')} Police Department"
        start = sentence.text.index(kept[0], match.start())
        actor = match.group("men") is not None
        yield _with_members(
            AgencyNamed(
                name, Kind.LOCAL_POLICE, None, sentence, order, start, match.end(), actor=actor
            )
        )


def _constables(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for name, start, end in constables.find(sentence.text):
        office = sentence.text[start:end].lower().endswith("office")
        yield AgencyNamed(
            name, Kind.LOCAL_OTHER, None, sentence, order, start, end, actor=not office
        )


def _locals(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for pattern in (_LOCAL, _SHOUTED):
        for match in pattern.finditer(sentence.text):
            body = match.group("body")
            kept = _force_words(match.group("run").split(), body)
            loose = _POLICE_EVENT.match(sentence.text, match.end()) or (
                body == "Police" and _all_in_capitals(sentence.text)
            )
            if kept and loose and not _may_name(kept):
                continue
            if not kept:
                continue
            name = _force_name(kept, match.group("run").split()[-1] + " " + body)
            start = sentence.text.index(kept[0], match.start())
            kind = Kind.LOCAL_OTHER if _of_no_city(kept) else Kind.LOCAL_POLICE
            actor = bool(match.group("after")) or body.lower().startswith(
                ("officer", "cop", "swat", "policem", "policew", "patrolm")
            )
            made = AgencyNamed(name, kind, None, sentence, order, start, match.end(), actor=actor)
            yield _with_members(made)


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


def _may_name(words: Sequence[str]) -> bool:
    """Is it a place or a body that has police, and not what a headline says before "Police"?"""
    if _has_special_ending(words) or _is_campus(words):
        return True
    tails = (words[at:] for at in range(len(words)))
    return any(_is_town(tail) or gazetteer.counties_named(" ".join(tail)) for tail in tails)


def _of_no_city(words: Sequence[str]) -> bool:
    """A campus's, a railway's, a school district's: but Overland Park is a city."""
    special = _SPECIAL & {word.lower() for word in words} or _is_campus(words)
    town = words[-1].lower() in _TOWNSHIPS or gazetteer.known(" ".join(words))
    return bool(special) and not town


#: "UC Merced", "UNC Charlotte", "SUNY Albany": a campus of a state's university.
_CAMPUS = re.compile(r"U(?!S)[A-Z]{1,2}|SUNY|CUNY|CSU|LSU")


def _is_campus(words: Sequence[str]) -> bool:
    return len(words) > 1 and _CAMPUS.fullmatch(words[0]) is not None


def _force_words(words: Sequence[str], body: str) -> list[str]:
    """The words that name a police force: the longest known ending of the run."""
    whole = body.startswith("Police D") or words[-2:] == ["Police", "Department"]
    words, formal = _without_body(words, body)
    while len(words) > 1 and words[-1].lower() in ("metropolitan", "metro", "regional", "police"):
        words = words[:-1]
    while words and _opens_no_name(words):
        words = words[1:]
    if not words or words[-1].lower() in ("county", "parish", "state"):
        return []
    if town := _town_of_state(words):
        return town
    of_state = gazetteer.state_code(" ".join(words)) and words[0] not in ("New", "Washington")
    if of_state and not whole:
        return []  # "a Utah police officer" names no force
    for skip in range(len(words)):
        tail = words[skip:]
        if tail[0].lower() in ("of", "and") or tail[-1].lower() in ("force", "caption"):
            continue
        if _is_town(tail) or _has_special_ending(tail) or _is_campus(tail):
            return _with_town(words, skip)
        if len(tail) == 1 and len(gazetteer.counties_named(tail[0])) == 1:
            return list(tail)
    formal = formal and not words[0].isupper()
    return list(words) if formal and words[-1].lower() not in _NOT_A_NAME else []


def _town_of_state(words: Sequence[str]) -> list[str]:
    """The town of "Bristol Tennessee Police Department", where the state has one of that name."""
    if gazetteer.known(" ".join(words)):
        return []  # "Port Washington police"
    for at in range(1, len(words)):
        town, state = list(words[:at]), gazetteer.state_code(" ".join(words[at:]))
        if state and gazetteer.place(" ".join(town), state):
            return town
    return []


_BODY = re.compile(
    r"\s+(?:(?:Department|Division|Bureau)\s+of(?:\s+(?:Police|Public\s+Safety))?"
    r"|Police\s+(?:Department|Bureau|Division|Force)|Public\s+Safety(?:\s+Department)?)$"
)
_FORMAL = ("Police", "PD", "Department", "Division", "Metropolitan", "Public", "Regional")


def _without_body(words: Sequence[str], body: str) -> tuple[list[str], bool]:
    """ "Columbus Division of" (police) without what kind of body it is; and is its name formal?"""
    run = " ".join(words)
    name = _BODY.sub("", run)
    kept = name.split()
    kept[-1:] = [kept[-1].removesuffix("'s").removesuffix("’s")]
    return kept, name != run or body.split()[0] in _FORMAL


def _is_town(words: Sequence[str]) -> bool:
    """A place's name, or two joined: "Charlotte-Mecklenburg"."""
    name = " ".join(words)
    if gazetteer.known(name):
        return True
    parts = name.split("-")
    return len(parts) > 1 and all(
        gazetteer.known(part) or gazetteer.counties_named(part) for part in parts
    )


def _opens_no_name(words: Sequence[str]) -> bool:
    first = words[0].lower().strip(".")
    if first in ("town", "village", "city", "township") and words[1:2] == ["of"]:
        return False
    if len(words) > 1 and (gazetteer.known(" ".join(words)) or _is_campus(words)):
        return False  # "New Port Richey police", "State College police"
    if first in ("new", "old") and gazetteer.known(" ".join(words[:2])):
        return False  # "New Orleans police"
    return first in _NOT_A_NAME or first in ("of", "and")


_TOWNSHIPS = ("township", "borough", "village", "town")
_BEFORE_NAMES = frozenset("north south east west upper lower mount mt. st. saint".split())


def _has_special_ending(tail: Sequence[str]) -> bool:
    last = tail[-1].lower()
    if last in _TOWNSHIPS:
        whole = len(tail) == 2 or (len(tail) == 3 and tail[0].lower() in _BEFORE_NAMES)
        return (whole or gazetteer.known(" ".join(tail[:-1]))) and not tail[0].isupper()
    return last in _SPECIAL and (len(tail) > 1 or last in ("capitol", "transit", "unified"))


#: What is, standing alone, the end of a longer name of a town.
PARTS = frozenset(
    "valley springs heights city hills park beach lake lakes grove center falls island harbor "
    "point creek ridge river bay view village oaks north south east west southern northern eastern "
    "western central county".split()
)


def _with_town(words: Sequence[str], skip: int) -> list[str]:
    """ "Town of Geneva", "Dewey Beach": the words that belong before the name."""
    if skip >= 2 and words[skip - 1].lower() == "of":
        return list(words[skip - 2 :])
    if skip and len(words) == skip + 1 and words[skip].lower() in PARTS:
        return list(words[skip - 1 :])  # the end of a name that no list has
    return list(words[skip:])


def _force_name(words: Sequence[str], body: str) -> str:
    name = " ".join(words)
    name = name.title() if name.isupper() and len(name) > 4 else name
    if name in ("New York City", "New York"):
        return "New York Police Department"
    if body.lower().startswith(("metropolitan", "metro ")) or " metropolitan" in body.lower():
        return f"{name} Metropolitan Police Department"
    if "regional" in body.lower().split():
        return f"{name} Regional Police Department"
    if words[-1].lower() == "capitol":
        return f"{name} Police"
    return f"{name} Police Department"


def force_name(city: str) -> str:
    """The usual full name of a city's police."""
    return _force_name(city.split(), "Police")


def _prosecutors(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _PROSECUTOR.finditer(sentence.text):
        kept = _county_words((match.group("run") or "").split(), stated=True)
        office = _office(match.group("body"))
        name = f"{' '.join(kept)} {match.group('county')} {office}" if kept else f"? {office}"
        start = sentence.text.index(kept[0], match.start()) if kept else match.start("body")
        yield AgencyNamed(
            name, Kind.LOCAL_OTHER, None, sentence, order, start, match.end(), reviews=True
        )


def _office(body: str) -> str:
    low = body.lower().replace("’", "'")
    if "grand" in low:
        return "grand jury"
    if "district" in low:
        return "District Attorney's Office"
    if "state's" in low:
        return "State's Attorney's Office"
    return "Attorney's Office" if low.startswith("attorney") else "Prosecutor's Office"


def _task_forces(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _TASK_FORCE.finditer(sentence.text):
        words = match.group().split()
        while words and (words[0].lower() in _NOT_A_NAME or words[0] in ("and", "on")):
            words = words[1:]
        name = " ".join(words)
        if len(words) < 3 or re.search(r"\b(?:Police|Sheriff|PD)\b", name):
            continue  # a force's own unit
        start = sentence.text.index(words[0], match.start())
        hunts = _HUNTS.search(name) is not None and not _REVIEWS.search(name)
        kind = Kind.FEDERAL if "Marshal" in name else Kind.LOCAL_OTHER
        made = AgencyNamed(name, kind, None, sentence, order, start, match.end(), reviews=not hunts)
        yield _with_members(made)


def _some_task_force(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "The task force": given its name by whoever knows the others (``agencies``)."""
    for match in _SOME_TASK_FORCE.finditer(sentence.text):
        start, end = match.span()
        yield AgencyNamed("? Task Force", Kind.LOCAL_OTHER, None, sentence, order, start, end)


def _tribal(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _TRIBAL.finditer(sentence.text):
        words = match.group("run").split()
        while words and _opens_no_name(words):
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
        yield _with_members(made)


def _unnamed(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
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
        whose = match.group("whose").title().replace("College", "University")
        made = AgencyNamed(
            f"? {whose} Police Department", Kind.LOCAL_OTHER, None, sentence, order, match.start(),
            match.end(), actor=match.group("after") is not None
            or match.group("body").lower().startswith(("officer", "cop")),
        )  # fmt: skip
        yield _with_members(made)


def _wardens(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _WARDENS.finditer(sentence.text):
        yield AgencyNamed(
            "? Wardens", Kind.STATE_OTHER, None, sentence, order, match.start(), match.end(),
            actor="Service" not in match.group(),
        )  # fmt: skip


def wardens(state: str) -> str:
    """Which body of a state the game wardens belong to."""
    body: str = _LISTS["wardens"].get(state, "Department of Natural Resources")
    return f"{gazetteer.states()[state].name} {body}"


def _police_of(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
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
        if city and not county and not gazetteer.state_code(city) and not _opens_no_name(words):
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
            yield _with_members(
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


def _acronyms(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "BRPD": given its name by whoever knows the city (``agencies``)."""
    for match in _ACRONYM.finditer(sentence.text):
        short = match.group("short")
        kind = Kind.SHERIFF if short.endswith("SO") else Kind.LOCAL_POLICE
        made = AgencyNamed(short, kind, None, sentence, order, match.start(), match.end())
        yield _with_members(made)


def _institutions(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
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
        yield _with_members(made)


#: Written in capitals, and nobody's police.
_NO_INSTITUTIONS = frozenset(
    """SWAT USA NYC ISD THE AND FOR CNN ABC NBC CBS FOX DUI DWI EMS CIT NEW TWO ONE LOCAL STATE CITY
    BREAKING WATCH VIDEO UPDATE POLICE COP COPS MAN""".split()
)


def _some_state(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "state police": given its state by whoever knows where it happened."""
    for match in _SOME_STATE.finditer(sentence.text):
        low = match.group("body").lower()
        bureau = "bureau" in low or "division" in low
        kind = Kind.STATE_OTHER if bureau else Kind.STATE_POLICE
        name = match.group("body").title().replace(" Of ", " of ")
        name = "Troopers" if "trooper" in low else name
        made = AgencyNamed(f"? {name}", kind, None, sentence, order, match.start(), match.end())
        yield replace(_with_members(made), reviews=bureau)


#: "31 shootings by police or deputies": whoever's.
_ANY_POLICE = re.compile(r"\b(?:police|officers)\s+or\s+$")


def _some_sheriff(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _SOME_SHERIFF.finditer(sentence.text):
        if _ANY_POLICE.search(sentence.text, 0, match.start()):
            continue
        men = bool(match.group("men") or match.group("bare"))
        yield AgencyNamed(
            "? Sheriff's Office", Kind.SHERIFF, None, sentence, order, match.start(), match.end(),
            actor=men,
        )  # fmt: skip


def _some_metropolitan(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in re.finditer(r"\bMetro(?:politan)?\s+[Pp]olice(?:\s+Department)?", sentence.text):
        name = "? Metropolitan Police Department"
        made = AgencyNamed(
            name, Kind.LOCAL_POLICE, None, sentence, order, match.start(), match.end()
        )
        yield _with_members(made)


def _attorneys_general(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    for match in _ATTORNEY_GENERAL.finditer(sentence.text):
        yield AgencyNamed(
            "? Attorney General's Office", Kind.STATE_OTHER, None, sentence, order,
            match.start(), match.end(), reviews=True,
        )  # fmt: skip


def _with_members(named: AgencyNamed) -> AgencyNamed:
    """Note when its officers, not the agency itself, are spoken of."""
    written = named.sentence.text[named.start : named.end]
    if named.actor or "rooper" in written or _MEMBERS.match(named.sentence.text, named.end):
        return replace(named, actor=True)
    return named


# Each with words of which one must stand in a sentence that it has anything to say of.
_READERS: tuple[tuple[Callable[[Sentence, int], Iterable[AgencyNamed]], tuple[str, ...]], ...] = (
    (_task_forces, ("Task", "Team", "Unit")),
    (_fixed_names, ()),
    (_of_states, ()),
    (_tribal, ("Tribe", "Nation", "ribal", "Lighthorse")),
    (_unnamed, ("ribal", "ampus", "niversity", "ollege", "Lighthorse")),
    (_police_of, ("olice", "fficer")),
    (_prosecutors, ("ttorney", "rosecut", "grand jury")),
    (_constables, ("onstable", "arshal")),
    (_county_police, ("olice", "fficer")),
    (_sheriffs, ("heriff", "eput", "SO")),
    (
        _locals,
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
    (_acronyms, ("PD", "SO", "SP")),
    (_institutions, ("olice", "fficer", "op")),
    (_some_state, ("tate", "atrol", "rooper", "Bureau", "Division")),
    (_some_sheriff, ("heriff", "eput")),
    (_some_metropolitan, ("Metro",)),
    (_attorneys_general, ("eneral",)),
    (_wardens, ("arden", "onservation", "ildlife")),
    (_some_task_force, ("task",)),
)
