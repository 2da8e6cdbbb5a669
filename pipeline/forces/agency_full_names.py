"""The name an agency has in full, by the place and the other agencies an article names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline import places
from pipeline.forces import agency_initials, force_names
from pipeline.forces.agency_parts import fired_score
from pipeline.language.cued import Cued
from pipeline.lexicon import agency_lists, gazetteer
from pipeline.lexicon.agency_mentions import AgencyNamed, Kind
from pipeline.records import Sentence

_COUNTY = Cued(r"((?:[A-Z][\w'’.-]*\s+){1,3})(County|Parish)\b")


def complete_names(
    named: Sequence[AgencyNamed], sentences: Sequence[Sentence], where: places.Settled
) -> list[AgencyNamed]:
    """Give "BRPD", "the sheriff's office" and "state police" the name the passage implies."""
    county = _main_county(sentences) or _county_of(where)
    state = where.state or _main_state(named, sentences)
    full: dict[tuple[str, Kind], str | None] = {}
    made = []
    for each in named:
        key = (each.name, each.kind)
        if key not in full:
            full[key] = _full_name(each, named, county, state, where)
        if name := full[key]:
            made.append(replace(each, name=name, state=each.state or _state_of(name, state)))
    return made


def _full_name(
    each: AgencyNamed,
    named: Sequence[AgencyNamed],
    county: str | None,
    state: str | None,
    where: places.Settled,
) -> str | None:
    if each.name.isupper() and " " not in each.name:
        return _spelled(each.name, named, where)
    if each.name == "? Sheriff's Office":
        known = [n.name for n in named if n.kind is Kind.SHERIFF and n.name.endswith("'s Office")]
        known = [name for name in known if not name.startswith("?")]
        return known[0] if known else f"{county} Sheriff's Office" if county else None
    if each.name == "? Metropolitan Police Department":
        return _metropolitan(named, state, where.city)
    if each.name.startswith("?") and each.name.endswith("Marshal's Office"):
        return f"{where.city}{each.name.removeprefix('?')}" if where.city else None
    if each.name in _UNNAMED:
        return _named_elsewhere(each, named, where)
    if each.name.startswith("? ") and each.kind is Kind.LOCAL_OTHER:
        return _prosecutor(each.name.removeprefix("? "), named, county)
    if each.name.startswith("? "):
        return _state_body(each, named, state)
    return _longer(each, named, where)


#: Told by its name, or its initials: "UTEP police".
_OF_A_SCHOOL = re.compile(r"\b(?:University|College)\b|^[A-Z]{3,6} Police\b")
_UNNAMED = {
    "? Tribal Police Department": re.compile(r"\b(?:Tribes?|Tribal|Nation|Lighthorse)\b"),
    "? Campus Police Department": _OF_A_SCHOOL,
    "? University Police Department": _OF_A_SCHOOL,
    "? Transit Police Department": re.compile(r"\bTransit\b"),
    "? Airport Police Department": re.compile(r"\bAirport\b"),
    "? Housing Authority Police Department": re.compile(r"\bHousing\b"),
    "? School District Police Department": re.compile(r"\b(?:School|ISD|Unified)\b"),
    "? Park Rangers": re.compile(r"\bPark Service\b|\bParks\b"),
    "? Task Force": re.compile(r"\b(?:Task Force|Unit)$"),
    "? Wardens": re.compile(
        r"\b(?:Warden|Wildlife|Game|Natural Resources|Conservation|Environmental)\b"
    ),
}


#: What the National Park Service keeps.
_NATIONAL_PARK = re.compile(
    r"\bNational\s+(?:Park|Monument|Recreation\s+Area|Seashore|Lakeshore|Preserve|Parkway|Mall)\b"
)
_SCHOOL = re.compile(
    r"(?<![.!?]\s)(?<!^)\b(?:(?:[A-Z][a-z.&’-]+\s+){1,3}(?:University|College)\b(?!\s+(?:of|Hospital|Medical))"
    r"|University\s+of\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)"
)


def _named_elsewhere(
    each: AgencyNamed, named: Sequence[AgencyNamed], where: places.Settled
) -> str | None:
    """Whose "tribal police", "campus officer", "task force" or "game warden" it is."""
    whole = [n.name for n in named if _UNNAMED[each.name].search(n.name)]
    whole = [name for name in whole if not name.startswith("?")]
    if whole:
        return whole[0]
    if each.name == "? Wardens":
        return agency_lists.wardens(where.state) if where.state else None
    if each.name == "? Task Force":
        same = [n for n in named if n.name == each.name]
        fired = any(fired_score(n, where.told[n.order]) >= 2.0 for n in same)
        whose = next((n.name for n in named if "Marshals" in n.name), None)
        if whose is None and each.kind is Kind.FEDERAL:
            whose = each.sentence.text[each.start : each.end].title()
        return whose if fired else None  # no force is called "Task Force"
    if each.name == "? Park Rangers":
        return "National Park Service" if _NATIONAL_PARK.search(where.seen.running) else None
    if each.name in ("? Campus Police Department", "? University Police Department") and (
        school := _SCHOOL.search(where.seen.running)
    ):
        return f"{school.group()} Police Department"
    return each.name.removeprefix("? ")


def _prosecutor(office: str, named: Sequence[AgencyNamed], county: str | None) -> str | None:
    """Whose "district attorney" it is; mere "prosecutors" only where an office is named."""
    offices = [n.name for n in named if n.reviews and n.kind is Kind.LOCAL_OTHER]
    offices = [name for name in offices if name.endswith("Office") and not name.startswith("?")]
    same = [n.name for n in named if n.name.endswith(office) and not n.name.startswith("?")]
    if same:
        return same[0]
    if office == "Prosecutor's Office":
        return offices[0] if offices else None
    return f"{county} {office}" if county else None


def _longer(each: AgencyNamed, named: Sequence[AgencyNamed], where: places.Settled) -> str | None:
    """ "Springs police" are Colorado Springs': the end of a longer name met elsewhere."""
    name, kind = each.name, each.kind
    if each.actor and (sheriff := _sheriff_of(each, named)):
        return sheriff
    if kind not in (Kind.LOCAL_POLICE, Kind.LOCAL_OTHER):
        return name
    if name == "Capitol Police":
        return _capitol(named, where.state)
    place = name.removesuffix(" Police Department")
    if _POLICE_IN.match(each.sentence.text, each.start) and (whole := _whole_of(place, where)):
        return force_names.force_name(whole)
    if place != name and (special := _special(each, place, named)):
        return special
    if " " in place or place == name:
        return name
    part = place.lower() in force_names.PARTS
    if not part and gazetteer.place(place, where.state):
        return name
    longer = [n.name for n in named if n.kind is kind and n.name.endswith(f" {name}")]
    cities = [where.city] if where.city and where.city.endswith(f" {place}") else []
    longer += [force_names.force_name(city) for city in cities]
    if longer:
        return longer[0]
    return None if part else name


_POLICE_IN = re.compile(r"[Pp]olice(?:\s+officers?)?\s+in\s")


def _whole_of(part: str, where: places.Settled) -> str | None:
    """The city of which "police in Englewood" are: Chicago's, where the story is Chicago's."""
    wholes = gazetteer.wholes_of(part)
    return next(
        (city for city, state in wholes if (city, state) == (where.city, where.state)), None
    )


def _sheriff_of(each: AgencyNamed, named: Sequence[AgencyNamed]) -> str | None:
    """ "Kern County officers" are the sheriff's, where he is named."""
    county = each.name.removesuffix("Police Department")
    if county == each.name or not county.endswith(("County ", "Parish ")):
        return None
    if "olice" in each.sentence.text[each.start : each.end]:
        return None
    sheriff = any(n.kind is Kind.SHERIFF for n in named)
    return f"{county}Sheriff's Office" if sheriff else None


_SPECIAL = r"(?:Tribal|Transit|Metropolitan|Airport|Park|School|University|College|Housing|Port)"


def _special(each: AgencyNamed, place: str, named: Sequence[AgencyNamed]) -> str | None:
    """ "SEPTA cop" in a title is of the "SEPTA Transit Police": no other force of that name."""
    if "police" in each.sentence.text[each.start : each.end].casefold():
        return None
    longer = re.compile(rf"{re.escape(place)} {_SPECIAL} Police\b")
    return next((n.name for n in named if longer.match(n.name)), None)


def _capitol(named: Sequence[AgencyNamed], state: str | None) -> str:
    """A capitol's police are its state's."""
    whole = [n.name for n in named if n.name.endswith(" Capitol Police")]
    if whole or state is None:
        return whole[0] if whole else "Capitol Police"
    return f"{'U.S.' if state == 'DC' else gazetteer.states()[state].name} Capitol Police"


def _metropolitan(named: Sequence[AgencyNamed], state: str | None, city: str | None) -> str | None:
    same = [n.name for n in named if n.name.endswith(" Metropolitan Police Department")]
    same = [name for name in same if not name.startswith("?")]
    if same:
        return same[0]
    if state == "DC" or city is None:
        return "Metropolitan Police Department"
    return f"{city} Metropolitan Police Department"


def _county_of(where: places.Settled) -> str | None:
    county = gazetteer.county_of(where.city, where.state) if where.city else None
    return county.name if county else None


def _main_county(sentences: Sequence[Sentence]) -> str | None:
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for match in _COUNTY.finditer(sentence.text):
            words = match.group(1).split()
            for skip in range(len(words)):
                if gazetteer.counties_named(" ".join(words[skip:])):
                    counts[" ".join([*words[skip:], match.group(2)])] += 1
                    break
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def _main_state(named: Iterable[AgencyNamed], sentences: Sequence[Sentence]) -> str | None:
    counts = Counter(each.state for each in named if each.state)
    for sentence in sentences[:6]:
        for match in re.finditer(r", ([A-Z][A-Za-z.]+)", sentence.text):
            if code := gazetteer.state_code(match.group(1)):
                counts[code] += 1
    return min(counts, key=lambda code: (-counts[code], code)) if counts else None


def _spelled(short: str, named: Sequence[AgencyNamed], where: places.Settled) -> str:
    """The full name of "BRPD": an agency named here with these initials, else a city's."""
    for each in named:
        if each.name != short and agency_initials.of(each.name) == short:
            return each.name.removeprefix("? ")
    stem = short.removesuffix("PD")
    cities = [where.city] if where.city else []
    cities += [n.text.title() for n in where.seen.names if not n.left_capital]
    for city in cities:
        if "".join(word[0] for word in re.split("[ -]", city) if word).upper() == stem:
            return force_names.force_name(city)
    return short


def _state_body(each: AgencyNamed, named: Sequence[AgencyNamed], state: str | None) -> str | None:
    """ "state police" after "Illinois State Police" is that; else the state's, if one is known."""
    body = each.name.removeprefix("? ")
    body = agency_lists.troopers(state) if body == "Troopers" else body
    same = [n.name for n in named if n.kind is each.kind and not n.name.startswith("?")]
    if each.name == "? Troopers":
        same = [name for name in same if not name.endswith("Rangers")]
    fitting = [name for name in same if name.endswith(body)] or same
    if fitting and "Attorney" not in body:
        return fitting[0]
    exact = [name for name in fitting if name.endswith(body)]
    if exact:
        return exact[0]
    if state:
        return f"{gazetteer.states()[state].name} {body}"
    return body


def _state_of(name: str, state: str | None) -> str | None:
    """The story's state, unless there is such a town in one other state alone."""
    if not state or name.startswith(("U.S.", "Federal")):
        return None
    town = name.removesuffix(" Police Department")
    places = gazetteer.named(town) if town != name and " " in town else ()
    if gazetteer.counties_named(f"{town}'s", state):
        return state  # "Prince George's County police"
    if len(places) == 1 and places[0].state != state:
        return places[0].state
    return state
