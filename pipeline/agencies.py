"""Which agencies an article names: whose officers fired, who was there, who investigates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline import (
    agency_initials,
    agency_names,
    cues,
    dates,
    gazetteer,
    photo_credits,
    places,
    reviews,
)
from pipeline.actors import ANY_OFFICER, OFFICER
from pipeline.agency_names import AgencyNamed, Kind
from pipeline.cued import Cued
from pipeline.date_phrases import Now, find, resolve
from pipeline.records import Basis, Claim, DateRange, FiredBy, Passage, Sentence, Where

METHOD = "agency-patterns"
_INVESTIGATES = re.compile(
    r"^(?:['’]s office)?[^.;]{0,30}?\b(?:investigat|lead(?:s|ing)?\b|review|handl(?!\w+\s+media)|"
    r"tak(?:es|ing|en) over|took over|take over|called in|conduct|prob(?:e|es|ing)\b|"
    r"asked to (?:take|investig|review|lead|handle|look|help)|"
    r"(?<!media )inquir|decid|declin|indict|rul(?:ed|es)|determin|findings|(?<!\ba )report|cleared|"
    r"notified|requested|assist(?!ant)(?!\w*\s[^.;]{0,40}\bserv))"
)
_GIVEN_TO = re.compile(
    r"\b(?:investigat\w*|review\w*|probe\w*|findings|turned over|handed|requested|referred|inquiry|"
    r"case|request|help|assist(?!ant)\w*)\b[^.;]{0,40}\b(?:by|to|from|of|with)\s+(?:the\s+)?$"
)
_DECIDES = re.compile(
    r"\b(?:charg|prosecut|justif|decid|decision|clear|review|rul(?:ed|ing)|declin|indict|open case|"
    r"findings|investigat|criminal(?:ly)? liab)"
)
_ACTED = Cued(
    r"\b(?:respond|attempt|tried|join|arriv|chas|pursu|called to|confront|dispatched|on (?:the )?"
    r"scene|at the scene|knock|spotted|check on|serving|serve|came to|fired|firing|task force|"
    r"were called|shot|shooting)"
)
_YEAR = Cued(r"\b(?:19|20)\d\d\b|\byears? (?:ago|earlier|before|later)\b")
_BUREAU = re.compile(r"Bureau|Division|Law Enforcement|Special")
_COUNTY = Cued(r"((?:[A-Z][\w'’.-]*\s+){1,3})(County|Parish)\b")
_POLICE_SHOOT = re.compile(r"officer-involved|deputy-involved|trooper-involved|police-involved")


_Told = Sequence[tuple[cues.Gunfire, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a passage says of one agency, all mentions together."""

    mentions: tuple[AgencyNamed, ...]
    fired: float
    investigates: float

    @property
    def first(self) -> AgencyNamed:
        return self.mentions[0]

    @property
    def surely_fired(self) -> bool:
        outside = self.reviews or self.first.kind in (Kind.STATE_OTHER, Kind.LOCAL_OTHER)
        return self.fired >= 2.0 and (not outside or self.fired > self.investigates + 1.0)

    @property
    def idle(self) -> bool:
        """A prosecutor or court named, but not for looking into this."""
        return self.reviews and self.investigates < 1.0 and not self.surely_fired

    @property
    def reviews(self) -> bool:
        return any(named.reviews for named in self.mentions)


def read(passage: Passage, fired_by: FiredBy = FiredBy.POLICE) -> tuple[Claim, ...]:
    """Claims ``agency``: those whose officers fired first, who investigates last.

    Where a civilian fired, no agency did: the forces named came to it, or look into it.
    """
    where = places.settle(passage)
    told = where.told
    named = [
        each
        for order, sentence in enumerate(passage.sentences)
        if not _ASIDE.match(sentence.text)
        for each in _told_of(sentence, order)
    ]
    named = agency_initials.of_the_state(named, where.state)
    full = _complete(named, passage.sentences, where)
    shooters = _surnames_fired(passage.sentences)
    standings = [_standing(group, told, shooters) for group in _groups(full)]
    standings = [each for each in standings if not each.idle]
    if any(_FEDERAL_AGENTS.search(one.text) for one in passage.sentences):
        standings = [_as_agents(each) for each in standings]
    if fired_by is not FiredBy.POLICE:
        roles = [_civil_role(each) for each in standings]
        return tuple(_claims(standings, roles, told))
    called = _kinds_called(told, passage.sentences)
    roles = _roles(_without_earlier(standings, told, passage), called)
    claims = _claims(standings, roles, told)
    if not {"fired", "employer_off_duty"} & set(roles) and _some_police_fired(
        told, passage.sentences
    ):
        claims += _city_force(where)
    return tuple(sorted(claims, key=lambda claim: _ORDER.index(claim.detail["role"])))


_FEDERAL_AGENTS = Cued(r"\b[Ff]ederal\s+agents?\b")


def _as_agents(standing: Standing) -> Standing:
    """Where "federal agents" act, a federal agency that does not look into it may be theirs."""
    first = standing.first
    inquires = standing.investigates > 0 or first.name == "Federal Bureau of Investigation"
    if first.kind is not Kind.FEDERAL or inquires or standing.fired:
        return standing
    return replace(standing, fired=0.5)


def _civil_role(standing: Standing) -> str:
    """Of a force at a shooting between others: the city's or county's own came to it."""
    local = standing.first.kind in (Kind.LOCAL_POLICE, Kind.SHERIFF) and not standing.reviews
    return "present" if local else _other_role(standing)


def _told_of(sentence: Sentence, order: int) -> list[AgencyNamed]:
    """The agencies of a sentence, but for those a picture is credited to."""
    found = agency_names.find(sentence, order)
    credited = photo_credits.spans(sentence.text) if found else ()
    return [
        each
        for each in found
        if not photo_credits.inside(each.start, credited) and not _uninvolved(each)
    ]


def _uninvolved(named: AgencyNamed) -> bool:
    """ "No Cleveland police officers were involved", "the county has no sheriff's office"."""
    text = named.sentence.text
    if _HAS_NONE.search(text, 0, named.start):
        return True
    none = _NONE_BEFORE.search(text, 0, named.start) is not None
    return none and _INVOLVED.match(text, named.end) is not None


_HAS_NONE = re.compile(r"\b(?:has|have|had)\s+no\s+$")
_NONE_BEFORE = re.compile(r"\bno\s+$", re.IGNORECASE)
_INVOLVED = re.compile(rf"(?:\s+{ANY_OFFICER})?\s+(?:was|were)\s+(?:\w+ly\s+)?(?:involved|present)")


_ASIDE = re.compile(
    r"(?:Related|Previous(?:ly)?|Trending|More|Read (?:more|also)|You may also|See also)\b.{0,20}:"
)
_POLICE_WORD = re.compile(r"\b(?:police|cops?|officers?)\b", re.IGNORECASE)


#: "A tribal officer", "campus police": no city's.
_OTHER_FORCE = re.compile(
    r"\b(?:tribal|campus|transit|federal|state|university|college|park|school|railroad)\s+(?:police\s+)?$",
    re.IGNORECASE,
)


def _some_police_fired(
    told: Sequence[tuple[cues.Gunfire, ...]], sentences: Sequence[Sentence]
) -> bool:
    """Do police of no stated force fire here, and are they called police or officers?"""
    for events, sentence in zip(told, sentences, strict=True):
        for event in events:
            if event.shooter is cues.Actor.POLICE:
                start, end = event.shooter_at or (event.start, event.end)
                if _OTHER_FORCE.search(sentence.text, max(0, start - 30), start):
                    continue
                if _POLICE_WORD.search(sentence.text, max(0, start - 12), end + 12):
                    return True
    return False


def _city_force(where: places.Settled) -> list[Claim]:
    """ "An officer" in a story from Tulsa is the city's, unless the text says otherwise."""
    if where.city is None or where.state is None:
        return []  # a city of no state is as likely another country's
    key = gazetteer.fold(where.city)
    beside = [named.left in ("near", "outside") for named in where.seen.names if named.key == key]
    if beside and all(beside):
        return []
    detail = {"type": str(Kind.LOCAL_POLICE), "role": "fired", "state": where.state}
    name = agency_names.force_name(where.city)
    return [
        Claim(
            "agency", name, basis=Basis.INFERRED, method="police of the city",
            confidence=0.5, detail=detail,
        )
    ]  # fmt: skip


_ORDER = ("fired", "present", "employer_off_duty", "unknown", "investigating")


def _complete(
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
    "? Task Force": re.compile(r"\b(?:Task Force|Unit)$"),
    "? Wardens": re.compile(
        r"\b(?:Warden|Wildlife|Game|Natural Resources|Conservation|Environmental)\b"
    ),
}


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
        return agency_names.wardens(where.state) if where.state else None
    if each.name == "? Task Force":
        same = [n for n in named if n.name == each.name]
        fired = any(_fired(n, where.told[n.order]) >= 2.0 for n in same)
        whose = next((n.name for n in named if "Marshals" in n.name), None)
        return whose if fired else None  # no force is called "Task Force"
    if "Tribal" not in each.name and (school := _SCHOOL.search(where.seen.running)):
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
    if kind not in (Kind.LOCAL_POLICE, Kind.LOCAL_OTHER):
        return name
    if name == "Capitol Police":
        return _capitol(named, where.state)
    place = name.removesuffix(" Police Department")
    if place != name and (special := _special(each, place, named)):
        return special
    if " " in place or place == name:
        return name
    part = place.lower() in agency_names.PARTS
    if not part and gazetteer.place(place, where.state):
        return name
    longer = [n.name for n in named if n.kind is kind and n.name.endswith(f" {name}")]
    cities = [where.city] if where.city and where.city.endswith(f" {place}") else []
    longer += [agency_names.force_name(city) for city in cities]
    if longer:
        return longer[0]
    return None if part else name


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
            return agency_names.force_name(city)
    return short


def _state_body(each: AgencyNamed, named: Sequence[AgencyNamed], state: str | None) -> str | None:
    """ "state police" after "Illinois State Police" is that; else the state's, if one is known."""
    body = each.name.removeprefix("? ")
    body = agency_names.troopers(state) if body == "Troopers" else body
    same = [n.name for n in named if n.kind is each.kind and not n.name.startswith("?")]
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


def _groups(named: Sequence[AgencyNamed]) -> list[list[AgencyNamed]]:
    groups: dict[str, list[AgencyNamed]] = {}
    for each in named:
        groups.setdefault(each.name.casefold(), []).append(each)
    return list(groups.values())


_NAME_FIRED = Cued(
    r"\b(?P<name>[A-Z][\w’-]+)\s+(?:(?:had|has|then|also|who)\s+)?(?:fired|fires|shot|shoots|opened\s+fire|discharged)\b"
)


def _surnames_fired(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The names that are said to have fired: "Reuter fired five shots"."""
    return frozenset(match["name"] for one in sentences for match in _NAME_FIRED.finditer(one.text))


_RANK = (
    r"(?:[Oo]fficers?|[Tt]roopers?|[Dd]eput(?:y|ies)|[Aa]gents?|[Mm]embers?|Sgt\.|Cpl\.|Lt\.|Det\."
    r"|Sergeant|Corporal|Detective)"
)
_NAMED_OF = re.compile(
    rf"(?:\b{_RANK}\s+(?:First\s+Class\s+|Special\s+Agent\s+)?(?:[A-Z][\w.’-]*\s+){{0,2}}(?P<one>[A-Z][\w’-]+)(?:,\s*\d+,)?"
    rf"|(?P<two>[A-Z][\w’-]+),\s+(?:an?|two|both|three)\s+(?:\w+\s+)?{_RANK})"
    r"\s+(?:of|with|from)\s+(?:the\s+)?$"
)
_NAMED_AFTER = re.compile(
    rf"(?:['’]s)?(?:\s+(?:Special\s+)?{_RANK})?\s+(?:[A-Z][\w.’-]*\s+){{1,2}}(?P<name>[A-Z][\w’-]+)"
)


def _of_a_shooter(named: AgencyNamed, shooters: frozenset[str]) -> bool:
    """Is an officer of the agency named who is elsewhere said to have fired?"""
    if not shooters:
        return False
    text = named.sentence.text
    if before := _NAMED_OF.search(text, max(0, named.start - 80), named.start):
        return (before["one"] or before["two"]) in shooters
    after = _NAMED_AFTER.match(text, named.end) if named.actor else None
    return after is not None and after["name"] in shooters


def _standing(
    group: Sequence[AgencyNamed],
    told: Sequence[tuple[cues.Gunfire, ...]],
    shooters: frozenset[str],
) -> Standing:
    fired = sum(_fired(each, told[each.order]) for each in group)
    fired += 2.5 * any(_of_a_shooter(each, shooters) for each in group)
    investigates = sum(_investigates(each) for each in group)
    return Standing(tuple(group), fired, investigates)


def _fired(named: AgencyNamed, events: Sequence[cues.Gunfire]) -> float:
    """How plainly a mention says that its officers fired."""
    score = 3.0 if _by_members(named) else 2.0 if _members_fired(named) else 0.0
    for event in events:
        if event.shooter is not cues.Actor.POLICE:
            continue
        if event.shooter_at is None:
            score = max(score, 0.5)
            continue
        start, end = event.shooter_at
        theirs = _OF_FORCE.fullmatch(named.sentence.text, end, max(end, named.start)) is not None
        theirs = (
            theirs
            or _AND_ANOTHER.fullmatch(named.sentence.text, named.end, max(named.end, start))
            is not None
            or _AND_A.fullmatch(named.sentence.text, end, max(end, named.start)) is not None
        )
        if theirs or (named.start <= end and start <= named.end + 25):
            if _BY_OTHERS.search(named.sentence.text, named.end, max(named.end, start)):
                continue  # "who hit two ATF agents is killed by officers"
            if _SAYS.search(named.sentence.text, named.end, max(named.end, start)):
                continue  # "The sheriff's office says officers fired 11": who tells, not who fired
            plain = 3.0 if event.hit else 2.0
            score = max(score, plain * (_OLD if _is_old(named.sentence.text, event) else 1.0))
    return score


#: "An Ames officer and a Story County deputy fired": the first of two.
_AND_ANOTHER = re.compile(
    rf"(?:\s+{ANY_OFFICER})?,?\s+and\s+(?:an?|the|one|two|three)\s+(?:[\w'’.]+\s+){{1,6}}",
    re.IGNORECASE,
)


#: "Shot by two county deputies and an Ames officer": the second of two.
_AND_A = re.compile(r",?\s+and\s+(?:an?|one|two|three)\s+", re.IGNORECASE)


def _by_members(named: AgencyNamed) -> bool:
    return _BY_MEMBERS.search(named.sentence.text, 0, named.start) is not None


def _members_fired(named: AgencyNamed) -> bool:
    """ "An agent with the … discharged a gun", "a Border Patrol agent … discharged a gun"."""
    text = named.sentence.text
    theirs = named.actor or _A_MEMBER.search(text, max(0, named.start - 40), named.start)
    return bool(theirs) and _DISCHARGED.match(text, named.end) is not None


_A_MEMBER = re.compile(
    rf"\b(?:{ANY_OFFICER}|members?)\s+(?:with|from|of|assigned\s+to)\s+(?:the\s+)?$"
)
_DISCHARGED = Cued(
    rf"(?:\s+{ANY_OFFICER})?(?:\s+(?:assigned\s+to|with|from)\s+(?:[\w.]+\s*){{1,6}}?)?"
    r"\s*[\"“”,]*\s*(?:who\s+)?(?:discharged|fired)\s+(?:an?|his|her|their|its|the|at|on|into|one|two|three|several|multiple|\d+)\b"
)


#: "Shot to death by members of a …".
_BY_MEMBERS = Cued(
    rf"\b(?:shot|killed|wounded|gunned\s+down)\b[^;]{{0,40}}?\bby\s+(?:[\w.’'-]+,?\s+){{0,4}}?(?:an?\s+)?(?:members?|{ANY_OFFICER})\s+"
    r"(?:of|from|with|assigned\s+to|working\s+(?:for|with))\s+(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
_OLD = 0.3
#: "An officer with the …", "Officer Dana Lund of the …".
_OF_FORCE = re.compile(
    rf"(?:,?\s+(?:\d+,\s+)?[A-Z][\w.'’-]+){{0,4}},?\s+(?:an?\s+(?:[\w-]+\s+){{0,2}}(?:member|{OFFICER})\s+)?(?:(?:who\s+)?(?:works?|worked|is|was)\s+)?(?:of|with|from|for)\s+(?:the\s+|an?\s+)?"
)
_BY_OTHERS = re.compile(r"\b(?:is|was|were|are)\s+(?:\w+\s+){1,2}by\s+(?:\w+\s+)?$")
_SAYS = re.compile(
    r"\b(?:says?|said|told|tells|reported|according|announced|wrote|confirmed)\b|[:.;]"
)


def _is_old(text: str, event: cues.Gunfire) -> bool:
    """Is the gunfire dated by a year: likelier an earlier case, told as background?"""
    return _YEAR.search(text, max(0, event.start - 60), event.end + 60) is not None


def _investigates(named: AgencyNamed) -> float:
    text = named.sentence.text
    if _CALLED_ON.search(text, max(0, named.start - 30), named.start):
        return 0.0
    score = 0.0
    if named.reviews and _DECIDES.search(text):
        score = 1.5
    elif named.reviews:
        score = (
            1.5
            if named.kind in (Kind.FEDERAL, Kind.STATE_OTHER) and _BUREAU.search(named.name)
            else 0.5
        )
    outside = named.kind not in (Kind.LOCAL_POLICE, Kind.SHERIFF)
    if (outside or not named.actor) and _INVESTIGATES.search(text[named.end : named.end + 90]):
        score += 1.5
    if _GIVEN_TO.search(text[max(0, named.start - 80) : named.start]):
        score += 1.5
    return score


#: "The mayor called on the Justice Department to review it": nobody says that it does.
_CALLED_ON = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s+(?:up)?on|urg(?:e[ds]?|ing)|want(?:s|ed)?)\s+(?:the\s+)?$"
)
_EARLIER = re.compile(
    r"\b(?:another|separate|unrelated|previous|earlier) (?:\w+ )?"
    r"(?:case|shooting|killing|death|incident)"
    r"|\byears? (?:ago|earlier|before)\b|\banniversary\b"
    r"|\b(?:his|her|their) (?:late )?(?:father|uncle|grandfather)\b",
    re.IGNORECASE,
)


def _without_earlier(
    standings: Sequence[Standing], told: Sequence[tuple[cues.Gunfire, ...]], passage: Passage
) -> list[Standing]:
    """Where several forces may have fired, those of an earlier case did not fire in this one."""
    sure = [each for each in standings if each.surely_fired]
    others = [each for each in standings if each not in sure and _may_fire(each)]
    if not sure or len(sure) + len(others) < 2:
        return list(standings)
    day = _incident_day(passage)
    early = [each for each in sure if _all_earlier(each, told, day, passage.published_day)]
    if not early or (len(early) == len(sure) and not others):
        return list(standings)
    return [replace(each, fired=0.5) if each in early else each for each in standings]


def _incident_day(passage: Passage) -> DateRange | None:
    claims = [claim for claim in dates.read(passage) if claim.field == "incident_date"]
    return DateRange.parse(str(claims[0].value)) if claims else None


def _all_earlier(
    standing: Standing,
    told: Sequence[tuple[cues.Gunfire, ...]],
    day: DateRange | None,
    published: date | None,
) -> bool:
    firing = [named for named in standing.mentions if _fired(named, told[named.order]) >= 2.0]
    return all(named.order > 1 and _earlier(named, day, published) for named in firing)


def _earlier(named: AgencyNamed, day: DateRange | None, published: date | None) -> bool:
    text = named.sentence.text
    if _EARLIER.search(text):
        return True
    found = [resolve(phrase, Now(published)) for phrase in find(text)]
    return day is not None and any(days and days.gap(day) > _FAR_DAYS for days in found)


_FAR_DAYS = 3


_CALLED = (
    (Kind.SHERIFF, re.compile(r"deput|sheriff", re.IGNORECASE)),
    (Kind.STATE_POLICE, re.compile(r"trooper", re.IGNORECASE)),
    (Kind.LOCAL_POLICE, re.compile(r"police|officer|patrolm|cops?\b", re.IGNORECASE)),
)


def _kinds_called(
    told: Sequence[tuple[cues.Gunfire, ...]], sentences: Sequence[Sentence]
) -> frozenset[Kind]:
    """What kinds of force those who fired are called by: deputies are no city's."""
    return frozenset(
        kind
        for events, sentence in zip(told, sentences, strict=True)
        for event in events
        if event.shooter is cues.Actor.POLICE and event.shooter_at
        if not _is_old(sentence.text, event)
        for kind, word in _CALLED
        if word.match(sentence.text, *event.shooter_at)
    )


def _roles(standings: Sequence[Standing], called: frozenset[Kind]) -> list[str]:
    """One role each; where nobody is plainly said to have fired, the likeliest police force."""
    sure = [standing.surely_fired for standing in standings]
    chosen = None if any(sure) else _likeliest(standings, called)
    return [
        _firing_role(standing) if sure[at] or at == chosen else _other_role(standing)
        for at, standing in enumerate(standings)
    ]


_OFF_DUTY_BEFORE = re.compile(r"\boff[- ]duty\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_OFF_DUTY_AFTER = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:who )?(?:was|were|is|working) (?:\w+ )?off[- ]duty", re.IGNORECASE
)


def _firing_role(standing: Standing) -> str:
    """An off-duty officer's force employs him; it did not send him."""
    off = any(_off_duty(named) for named in standing.mentions)
    return "employer_off_duty" if off else "fired"


def _off_duty(named: AgencyNamed) -> bool:
    text = named.sentence.text
    before = _OFF_DUTY_BEFORE.search(text, max(0, named.start - 40), named.start)
    return bool(before or _OFF_DUTY_AFTER.search(text[named.end : named.end + 60]))


def _likeliest(standings: Sequence[Standing], called: frozenset[Kind]) -> int | None:
    options = [at for at, standing in enumerate(standings) if _may_fire(standing)]
    return max(options, key=lambda at: (_weight(standings[at], called), -at), default=None)


def _may_fire(standing: Standing) -> bool:
    if standing.reviews:
        return False
    if any(_held_fire(named) for named in standing.mentions):
        return False
    if not standing.fired and (
        _of_elsewhere(standing.first) or any(map(_given_the_case, standing.mentions))
    ):
        return False
    outside = standing.first.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER, Kind.FEDERAL)
    if outside and not standing.fired and not any(named.actor for named in standing.mentions):
        return False  # "ATF tells CNN …": a source, not a force at the scene
    return not (outside and standing.investigates > 0)


def _given_the_case(named: AgencyNamed) -> bool:
    """ "The case was handed to the Ames police", "Ames police were asked to investigate"."""
    text = named.sentence.text
    before = _HANDED_TO.search(text, max(0, named.start - 60), named.start)
    return bool(before or _ASKED_IN.match(text, named.end))


_HANDED_TO = re.compile(
    r"\b(?:handed|turned|passed|referred|transferred|given|assigned)(?:\s+over)?\s+to\s+(?:the\s+)?$"
    r"|\b(?:case|investigation|inquiry|probe)\s+to\s+(?:the\s+)?$"
    r"|\b(?:asked|requested|called\s+in)\s+(?:for\s+)?(?:the\s+)?$"
)
_ASKED_IN = re.compile(
    r"\s+(?:\w+\s+)?(?:was|were|has\s+been|had\s+been)\s+(?:also\s+)?"
    r"(?:(?:asked|requested)\s+to\s+(?:\w+\s+)?(?:investigat|review|look\s+into|lead|handle|take)"
    r"|(?:called|brought)\s+in\b)"
    r"|\s+(?:\w+\s+)?(?:took|takes|take|taken)\s+over\b"
)


def _of_elsewhere(named: AgencyNamed) -> bool:
    """The police of a town that the state of the shooting does not have."""
    town = named.name.removesuffix(" Police Department")
    if named.kind is not Kind.LOCAL_POLICE or town == named.name or named.state is None:
        return False
    return gazetteer.known(town) and gazetteer.place(town, named.state) is None


_HELD_FIRE = re.compile(r"\b(?:did not|didn['’]t|never) (?:\w+ )?(?:fire|shoot|discharge)\b")


def _held_fire(named: AgencyNamed) -> bool:
    """ "A county deputy joined the pursuit but fired no shot"."""
    return named.actor and _HELD_FIRE.search(named.sentence.text, named.end) is not None


_AS_CALLED = 1.5


def _weight(standing: Standing, called: frozenset[Kind]) -> float:
    early = sum(2.0 for named in standing.mentions if named.order < 2)
    title = sum(1.0 for named in standing.mentions if named.sentence.where is Where.TITLE)
    actors = sum(0.5 for named in standing.mentions if named.actor)
    so = _AS_CALLED * (called == {standing.first.kind})
    spoken = len(standing.mentions) + early + title + actors
    return spoken + so + standing.fired - standing.investigates


def _other_role(standing: Standing) -> str:
    if standing.investigates >= 1.5 and standing.investigates >= standing.fired:
        return "investigating"
    outside = standing.first.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER, Kind.FEDERAL)
    if outside and not standing.fired and not standing.reviews:
        acting = any(_acted(named) for named in standing.mentions)
        return "present" if acting and not _of_state(standing) else "investigating"
    if not standing.reviews and any(_acted(named) for named in standing.mentions):
        return "present"
    return "unknown"


def _of_state(standing: Standing) -> bool:
    """A state's force named beside a local one is there to investigate."""
    return standing.first.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER)


def _acted(named: AgencyNamed) -> bool:
    """Is the agency told to have come, chased or confronted?"""
    text = named.sentence.text
    outside = named.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER, Kind.FEDERAL)
    if outside and _TELLS.match(text, named.end):
        return False  # "ATF tells CNN that one of the guns used …": a source
    return _ACTED.search(text, max(0, named.start - 50), named.end + 70) is not None


def _came(named: AgencyNamed, role: str) -> bool:
    """Is more told of it than that it spoke of the shooting, looks into it, or takes calls?"""
    text = named.sentence.text
    if _only_speaks(named) or (role == "present" and _is_apart(named)):
        return False
    near = (max(0, named.start - 50), named.end + 70)
    does = _CAME if role == "present" else _DOES
    return does.search(text, *near) is not None and not _TIPS.search(text)


def _only_speaks(named: AgencyNamed) -> bool:
    """ "Ames police said a boy was found", "…, according to Ames police": no deed of theirs."""
    text = named.sentence.text
    if _AS_TOLD_BY.search(text, max(0, named.start - 90), named.start):
        return True
    if _SAID.search(text, 0, named.start) and _RANKED.match(text, named.end):
        return True
    return _ONLY_SAYS.match(text, named.end) is not None


#: Who tells what stands before: "according to the Ames Police", "Sgt. Roe with the Ames Police".
_AS_TOLD_BY = Cued(
    r"\b[Aa]ccording\s+to\s+(?:[\w.]+,?\s+){0,6}?$|\b(?:said|says)\s+(?:[\w.’'-]+,?\s+){1,5}?(?:with|of|from)\s+(?:the\s+)?$"
    r"|\b(?:said|says)\s+(?:[\w.’'-]+\s+){1,4}[\w.’'-]+,\s+(?:an?\s+|the\s+)?$"
    r"|\b[Ss]pokes\w+\s+(?:for|of|with)\s+(?:the\s+)?$"
)
#: "…, said Ames police Chief Roe".
_SAID = re.compile(r",?[”\"]?\s+(?:said|says)\s+(?:the\s+)?$")
_RANKED = re.compile(r"\s+(?:[A-Z][\w.’'-]+\s+){1,4}[A-Z]")
#: What is said is no deed of theirs, but "they had arrested" is.
_ONLY_SAYS = re.compile(
    r"(?:\s+(?:officers?|officials?|[Dd]eputies|spokes\w+|[Cc]hief|detectives?|(?!Say|Said|Tell)[A-Z][\w.’'-]*)){0,5}"
    r"(?::\s|\s+(?:also\s+|have\s+|has\s+)?"
    r"(?:say|says|said|confirm\w*|told|tells?|reports?|reported|believes?|(?:is|are)\s+calling)\b"
    r"(?!\s+(?:that\s+)?(?:they|its?|his|her|their|(?:(?:the|an?|one|two|three|four|five|several)\s+)?"
    r"(?:officers?|deput(?:y|ies)|troopers?|investigators|detectives|police))\b))"
)
_COMING = (
    r"respond(?!\w*\s+to\s+(?:the\s+)?(?:news|questions?|requests?|\d+\s+calls))|attempt|tried|join(?!t)|arriv|chas|pursu|called\s+to|confront|dispatched|scene|knock|spotted"
    r"|check\s+on|serv(?:e|ing)\s+(?:an?|the)\b"
    r"|came\s+to|(?:were|was)\s+called|(?<!were )(?<!was )found|receiv"
)
#: Whoever arrests or looks for somebody later need not have been there.
_CAME = re.compile(rf"\b(?:{_COMING})")
_DOES = re.compile(
    rf"\b(?:{_COMING}|fired|firing|arrest|detain|search|locat|serv(?:e|ing)|task\s+force|found|investigat|identif|shot\b)"
)
_TIPS = Cued(r"\b(?:call|contact)\s+(?:the\s+)?[A-Z]|\btips?\b|\binformation\s+line\b")
_TELLS = re.compile(r"\s+(?:tells?|told|says?|said|confirm(?:s|ed))\b")


def _claims(standings: Sequence[Standing], roles: Sequence[str], told: _Told) -> list[Claim]:
    """A claim for each agency that has a part; one merely named only where no other is."""
    claims = []
    parts = [
        _shown_part(standing, role, told) for standing, role in zip(standings, roles, strict=True)
    ]
    alone = not any(parts)
    for standing, role, part in zip(standings, roles, parts, strict=True):
        outside = standing.first.kind not in (Kind.LOCAL_POLICE, Kind.SHERIFF)
        if not part and all(map(_is_apart, standing.mentions)):
            continue
        if part or alone or not (outside or role == "unknown"):
            claims.append(_claim(standing, role, told))
    return claims


def _claim(standing: Standing, role: str, told: _Told) -> Claim:
    """Quotes the mention that says best which agency it is and what it did; else inferred.

    Its part is inferred, too, where it merely speaks, and that it fired where it merely came.
    """
    named = max(standing.mentions, key=lambda each: _telling(each, role, told))
    detail = {"type": str(named.kind), "role": role}
    if named.state:
        detail["state"] = named.state
    part = _part(named, role, told)
    guessed = part < (2.5 if role == "fired" else 2.0) and not standing.surely_fired
    if not _says_whose(named) or not part or guessed:
        return Claim(
            "agency", named.name, basis=Basis.INFERRED, method="force of the place",
            confidence=_confidence(standing, role), detail=detail,
        )  # fmt: skip
    sentence = named.sentence
    return Claim(
        "agency",
        named.name,
        as_written=sentence.text[named.start : named.end],
        quote=sentence.span(0, len(sentence.text)),
        hedged=cues.hedged(sentence.text),
        method=METHOD,
        confidence=_confidence(standing, role),
        detail=detail,
    )


def _telling(named: AgencyNamed, role: str, told: _Told) -> tuple[bool, bool, float, bool, int]:
    """Which mention to quote: says whose it is, what it did, by its officers, the earliest."""
    off = role == "employer_off_duty" and _off_duty(named)
    return _says_whose(named), off, _part(named, role, told), named.actor, -named.order


def _shown_part(standing: Standing, role: str, told: _Told) -> float:
    return max(_part(named, role, told) for named in standing.mentions)


def _part(named: AgencyNamed, role: str, told: _Told) -> float:
    """How plainly a sentence tells what it did: 3 fired, 2 came or investigates, 1 works."""
    text = named.sentence.text
    beside = f"{text[: named.start]}|{text[named.end :]}"  # not the Bureau of Investigation's name
    if role == "investigating":
        looks = reviews.LOOKS_INTO.search(beside) is not None
        inquires = looks or _INQUIRES.search(beside) or (named.reviews and reviews.have_found(text))
        if (
            inquires
            and _investigates(named) >= 1.5
            and not (named.reviews and reviews.are_to_come(text))
        ):
            return 2.5 if looks else 2.0
        if _DECIDES.search(beside) and _investigates(named) >= 1.5:
            return 1.0  # a part, but not told here
    else:
        if _fired(named, told[named.order]) >= 2.0:
            return 3.0
        if _only_speaks(named):
            return 1.0
        if role == "fired" and any(_may_be_its_own(named, each) for each in told[named.order]):
            return 2.5
    if role not in ("investigating", "unknown") and _acted(named) and _came(named, role):
        return 2.0
    if role != "fired" and _is_apart(named):
        return 0.0
    near = (max(0, named.start - 250), named.end + 250)
    if named.kind is Kind.FEDERAL and not _INQUIRES.search(text, *near):
        return 0.0
    return 1.0 if _WORKS.search(text, *near) else 0.0


def _may_be_its_own(named: AgencyNamed, event: cues.Gunfire) -> bool:
    """Gunfire by police that are not told from the force named with it.

    "Ames officers were called to a police-involved shooting": whose it was is left open.
    """
    if event.shooter is not cues.Actor.POLICE:
        return False
    text = named.sentence.text
    unsaid = _POLICE_SHOOT.search(text, max(named.end, event.start - 20), event.end + 20)
    return unsaid is None or _CAME_TO_IT.search(text, named.end, unsaid.start()) is None


_CAME_TO_IT = re.compile(
    r"\b(?:called|dispatched|sent|respond\w*|scene|investigat\w*|updates?|remain\w*|look\w*\s+into)\b"
)


def _is_apart(named: AgencyNamed) -> bool:
    text = named.sentence.text
    return _APART.search(text, max(0, named.start - 30), named.end + 10) is not None


#: A picture's credit, or the past of somebody who is no officer now.
_APART = Cued(r"\b(?:[Cc]aption|[Ff]ormer|[Rr]etired|[Ss]ource:|[Pp]hoto\w*|[Cc]ourtesy)\b")
_INQUIRES = Cued(
    r"\b(?:investigat|review|assist(?!ant)|work|help|inquir|prob(?:e|ing)\b)\w*", re.IGNORECASE
)
#: What police do about a shooting: speak of it, look into it, arrest, charge, fire.
_WORKS = Cued(
    r"\b(?:sa(?:y|id|ys|ying)|t(?:old|ells?)|according\s+to|confirm\w*|believe\w*|identif\w+|releas\w+|announc\w+"
    r"|report(?:s|ed)?|tweet\w*|investigat\w+|detectives?|search\w*|look(?:s|ing)|arrest\w*|charg\w+|custody|seek\w*"
    r"|called|contact|found|find|nam(?:e[ds]?|ing)|declin\w+|shot|shoot\w*|kill\w*|death|fire[ds]?|acquit\w*|su(?:e[ds]?|ing)|leave|duty)\b|:",
    re.IGNORECASE,
)


def _says_whose(named: AgencyNamed) -> bool:
    """Does the sentence say which one it is? "A trooper fired" leaves the state to other words."""
    text = named.sentence.text
    written = text[named.start : named.end]
    if (state := _STATE_AFTER.match(text, named.end)) and named.state:
        code = gazetteer.state_code(state["name"])
        if code and code != named.state:
            return False  # "police in Springfield, Missouri", in a story from Illinois
    if written.isupper() and " " not in written:
        return True
    said = frozenset(_A_WORD.findall(text.casefold()))
    unsaid = [word for word in _own_words(named.name) if word not in said]
    if not unsaid:
        return True
    return any(
        gazetteer.state_code(word) == named.state and named.state is not None
        for word in _STATE_WORD.findall(text)
    ) and named.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER)


_STATE_AFTER = re.compile(r",\s+(?P<name>[A-Z][A-Za-z.]+(?:\s[A-Z][a-z]+)?)\b")
_A_WORD = re.compile(r"[\w.&-]*\w")


def _own_words(name: str) -> list[str]:
    """The words of a name that tell it from others of its kind."""
    words = _A_WORD.findall(name.casefold().replace("'s", ""))
    return [word for word in words if word not in _KIND_WORDS]


_KIND_WORDS = frozenset(
    "police department office sheriff county parish state highway patrol bureau division of the "
    "investigation investigations attorney district prosecutor grand jury metropolitan u.s. "
    "troopers public safety criminal apprehension and for city town township village law "
    "enforcement".split()
)
_STATE_WORD = re.compile(r"\b[A-Z][A-Za-z]+\.?")


def _confidence(standing: Standing, role: str) -> float:
    strength = standing.investigates if role == "investigating" else standing.fired
    return round(min(0.97, 0.6 + 0.1 * strength), 4)
